/** Replays one pair from the log alone and judges every act again by the rules then in force, on what was known then. */
import {
  citations,
  type Decision,
  isRefusal,
  type Json,
  type Recorded,
  type RegulationVersion,
  type Uuid,
} from '@nastavnik/kernel';
import { pair, type PairEvent, reDecidable, streamOf } from '@nastavnik/domain';
import { differences } from './differences';
import { documentsCited } from './documents-cited';
import { pairEvidence } from './evidence';
import type { AgeOf } from './facts';
import { replay, type Replayed } from './life';
import { asAt, type Moment } from './moment';
import { type StreamReader, upTo } from './stream-reader';
import { toldOf, type ToldEvent } from './told';

/** One thing wrong with an act, in words for a person and data for a program. */
export interface Finding {
  /** Rule that does not hold, or `recorded-otherwise`, `document-missing`, `history-broken`. */
  readonly rule: string;
  /** As quoted: `МОУ СОШ № 62, п. 4.13`. */
  readonly clauses: readonly string[];
  readonly message: string;
  readonly detail?: Json;
}

/** An act of the pair judged again by the rules then in force. */
export interface AuditedEvent extends ToldEvent {
  readonly verdict: 'STANDS' | 'VIOLATES';
  /** The regulation it was judged by; `null` where none ruled it. */
  readonly regulation: RegulationVersion | null;
  /** What it was decided on: ids and conclusions. */
  readonly evidence: { readonly [fact: string]: Json };
  /** What is wrong with it; nothing, and it stands. */
  readonly findings: readonly Finding[];
}

export interface PairAudit extends Replayed {
  readonly pairId: Uuid;
  readonly events: readonly AuditedEvent[];
  /** Position of the pair's last event in the whole log. */
  readonly lastPosition: bigint;
}

/**
 * Ages as the act itself recorded them: the birth dates are in the vault, which an auditor does not open, and may be erased.
 */
const agesOf = (event: PairEvent): AgeOf => {
  const ages = event.data.basis.evidence['ages'] as { readonly [participantId: string]: number } | undefined;
  return async (participantId) => ages?.[participantId];
};

/**
 * Every act of the pair that counts at a moment, each judged by all that had been recorded when it was decided.
 * @returns `undefined` for a pair the log does not know
 */
export const auditPair = async (
  reader: StreamReader,
  pairId: Uuid,
  moment: Moment = {},
): Promise<PairAudit | undefined> => {
  const stream = streamOf.pair(pairId);
  const history = (await reader.read(stream)) as readonly Recorded<PairEvent>[];
  const last = history.at(-1);
  if (last === undefined) return undefined;
  const asked = (await asAt(reader, moment).read(stream)) as readonly Recorded<PairEvent>[];
  const events: AuditedEvent[] = [];
  for (const event of asked) events.push(await auditEvent(reader, history, event));
  return { pairId, events, ...replay(asked), lastPosition: last.position };
};

const auditEvent = async (
  reader: StreamReader,
  history: readonly Recorded<PairEvent>[],
  event: Recorded<PairEvent>,
): Promise<AuditedEvent> => {
  const [judged, cited] = await Promise.all([
    judgeAgain(reader, history, event),
    documentsCited(reader, event),
  ]);
  const findings = [...judged, ...cited];
  const { profile, evidence } = event.data.basis;
  return {
    ...toldOf(event),
    verdict: findings.length === 0 ? 'STANDS' : 'VIOLATES',
    regulation: profile ?? null,
    evidence,
    findings,
  };
};

const notALife = (why: string): Finding => ({
  rule: 'history-broken',
  clauses: [],
  message: `События не складываются в жизнь пары: ${why}`,
});

/** The act once more, on the state and the evidence of its own moment. */
const judgeAgain = async (
  reader: StreamReader,
  history: readonly Recorded<PairEvent>[],
  event: Recorded<PairEvent>,
): Promise<readonly Finding[]> => {
  // An act may have written several events; it was decided before the first of them.
  const act = history.filter(({ stamp }) => stamp.commandId === event.stamp.commandId);
  const start = act[0]!;
  const before = history.filter(({ revision }) => revision < start.revision);
  const { state, broken } = replay(before);
  if (broken !== undefined) return [notALife(broken)];
  let decision: Decision<PairEvent>;
  try {
    const command = reDecidable(start, start.stamp);
    if (command === undefined) return [];
    const then = { reader: upTo(reader, start.position - 1n), ageOf: agesOf(start) };
    decision = pair.decide(command, state, await pairEvidence(then, command, state));
  } catch (error) {
    // An event written by hand may lack what a rule looks at; a log that cannot be read is another matter.
    if (!(error instanceof TypeError)) throw error;
    return [notALife(error.message)];
  }
  if (isRefusal(decision)) {
    return decision.reasons.map(({ rule, clauses, message, missing }) => ({
      rule,
      clauses: citations([{ clauses }]),
      message: message.ru,
      ...(missing.length === 0 ? {} : { detail: missing as unknown as Json }),
    }));
  }
  const again = decision[act.indexOf(event)];
  // Events written before the municipality's version was named lack it.
  const different = differences(again === undefined ? undefined : { type: again.type, data: again.data }, {
    type: event.type,
    data: event.data,
  }).filter(({ path, found }) => !(path === 'data.basis.profile.parent' && found === undefined));
  return different.map(({ path, expected, found }) => ({
    rule: 'recorded-otherwise',
    clauses: [],
    message: `В журнале записано не то, что следует из правил: ${path}`,
    detail: { path, expected: expected ?? null, found: found ?? null },
  }));
};
