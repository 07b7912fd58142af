/**
 * Replays a pair from the log alone and judges every act that touched it again, by the rules then in force and on what was known then: its
 * own acts, the orders that name it, consents and agreements of its members.
 */
import {
  citations,
  type Decision,
  fold,
  isRefusal,
  type Json,
  type Recorded,
  type RegulationVersion,
  type Uuid,
} from '@nastavnik/kernel';
import { categoryOf, type DomainEvents, type PairEvent, streamOf } from '@nastavnik/domain';
import { type Difference, differences } from './differences';
import { documentsCited } from './documents-cited';
import type { AgeOf } from './facts';
import { judgeOf } from './judges';
import { lifeOf, replay, type Replayed, streamsNamingIn } from './life';
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

/** An act judged again by the rules then in force. */
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
  /** Acts of the pair, of orders, consents and agreements, in the order of the log. */
  readonly events: readonly AuditedEvent[];
  /** What else touched the pair and has no rule to be judged by here: regulations, appeals, corrections of data. */
  readonly around: readonly ToldEvent[];
  /** Position of the pair's last event in the whole log. */
  readonly lastPosition: bigint;
}

type Event = Recorded<DomainEvents>;

/**
 * Audits pairs on one picture of the log: an act that touched several of them is judged once.
 * @returns for a pair, at a moment: every act that counts then, each judged by all that had been recorded when it was decided; `undefined`
 * for a pair the log does not know. `naming`: streams of orders and appeals that name it; those its own acts cite need not be among them
 */
export const pairAuditor = (reader: StreamReader) => {
  const judged = new Map<Uuid, Promise<AuditedEvent>>();
  const judgedOnce = (event: Event): Promise<AuditedEvent> => {
    const known = judged.get(event.id) ?? auditEvent(reader, event);
    judged.set(event.id, known);
    return known;
  };
  return async (
    pairId: Uuid,
    moment: Moment = {},
    naming: readonly string[] = [],
  ): Promise<PairAudit | undefined> => {
    const last = (await reader.read(streamOf.pair(pairId))).at(-1);
    if (last === undefined) return undefined;
    const life = await lifeOf(asAt(reader, moment), pairId, naming);
    const events: AuditedEvent[] = [];
    const around: ToldEvent[] = [];
    for (const event of life?.events ?? []) {
      if (judgeOf(event.stream) === undefined) around.push(toldOf(event));
      else events.push(await judgedOnce(event));
    }
    const { state, broken } = life ?? replay([]);
    return {
      ...{ pairId, events, around, state, lastPosition: last.position },
      ...(broken === undefined ? {} : { broken }),
    };
  };
};

/** One pair: see {@link pairAuditor}. */
export const auditPair = (
  reader: StreamReader,
  pairId: Uuid,
  moment: Moment = {},
  naming: readonly string[] = [],
): Promise<PairAudit | undefined> => pairAuditor(reader)(pairId, moment, naming);

/** The same on events that were read from elsewhere, in the order of the log: all that is known is among them. */
export const auditRecorded = (events: readonly Event[], pairId: Uuid): Promise<PairAudit | undefined> =>
  auditPair(
    { read: async (stream) => events.filter((event) => event.stream === stream) },
    ...([pairId, {}, streamsNamingIn(events, pairId)] as const),
  );

const auditEvent = async (reader: StreamReader, event: Event): Promise<AuditedEvent> => {
  const [judged, cited] = await Promise.all([
    judgeAgain(reader, event),
    categoryOf(event.stream) === 'pair' ? documentsCited(reader, event as Recorded<PairEvent>) : [],
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

const noHistory = (why: string): Finding => ({
  rule: 'history-broken',
  clauses: [],
  message: `События потока не складываются в его историю: ${why}`,
});

/**
 * Ages as the act itself recorded them: the birth dates are in the vault, which an auditor does not open, and may be erased.
 */
const agesOf = (event: DomainEvents): AgeOf => {
  const ages = event.data.basis.evidence['ages'] as { readonly [participantId: string]: number } | undefined;
  return async (participantId) => ages?.[participantId];
};

/** What events from before it was recorded lack, and days that the production calendar did not reach when they were written. */
const lackedThen = ({ path, expected, found }: Difference): boolean => {
  if (path === 'data.basis.profile.parent') return found === undefined;
  if (path !== 'data.deadlines' || !Array.isArray(expected)) return false;
  const days = expected.map((one) => JSON.stringify(one));
  return (
    found === undefined || (Array.isArray(found) && found.every((one) => days.includes(JSON.stringify(one))))
  );
};

/** The act once more, on the state and the evidence of its own moment. */
const judgeAgain = async (reader: StreamReader, event: Event): Promise<readonly Finding[]> => {
  const judge = judgeOf(event.stream);
  if (judge === undefined) return [];
  const history = await reader.read(event.stream);
  // An act may have written several events; it was decided before the first of them.
  const act = history.filter(({ stamp }) => stamp.commandId === event.stamp.commandId);
  const start = act[0]!;
  let state: unknown;
  try {
    state = fold(
      judge.decider,
      history.filter(({ revision }) => revision < start.revision),
    );
  } catch (error) {
    return [noHistory((error as Error).message)];
  }
  let decision: Decision<DomainEvents>;
  try {
    const command = judge.command(start, start.stamp);
    const then = { reader: upTo(reader, start.position - 1n), ageOf: agesOf(start) };
    decision = judge.decider.decide(command, state, await judge.evidence(then, command, state, start));
  } catch (error) {
    // An event written by hand may lack what a rule looks at; a log that cannot be read is another matter.
    if (!(error instanceof TypeError)) throw error;
    return [noHistory(error.message)];
  }
  if (isRefusal(decision)) {
    return decision.reasons.map(({ rule, clauses, message, missing }) => ({
      rule,
      clauses: citations([{ clauses }]),
      message: message.ru,
      ...(missing.length === 0 ? {} : { detail: missing as unknown as Json }),
    }));
  }
  const again = decision[act.findIndex(({ id }) => id === event.id)];
  return differences(again === undefined ? undefined : { type: again.type, data: again.data }, {
    type: event.type,
    data: event.data,
  })
    .filter((difference) => !lackedThen(difference))
    .map(({ path, expected, found }) => ({
      rule: 'recorded-otherwise',
      clauses: [],
      message: `В журнале записано не то, что следует из правил: ${path}`,
      detail: { path, expected: expected ?? null, found: found ?? null },
    }));
};
