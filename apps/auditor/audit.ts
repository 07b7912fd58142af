/** Replays one pair from the log alone and judges every act again by the rules then in force, on what was known then. */
import {
  citations,
  dateOf,
  type Decision,
  fold,
  type Instant,
  type IsoDate,
  isRefusal,
  type Json,
  type Recorded,
  type Uuid,
} from '@nastavnik/kernel';
import {
  describeEvent,
  pair,
  type PairEvent,
  type PairState,
  reDecidable,
  streamOf,
} from '@nastavnik/domain';
import { type AgeOf, pairEvidence, schoolOf, type StreamReader, upTo } from '@nastavnik/evidence';
import { documentsCited } from './documents';
import { differences } from './differences';

/** One thing wrong with an act, in words for a person and data for a program. */
export interface Finding {
  /** Rule that does not hold, or `recorded-otherwise`, `document-missing`, `history-broken`. */
  readonly rule: string;
  /** As quoted: `МОУ СОШ № 62, п. 4.13`. */
  readonly clauses: readonly string[];
  readonly message: string;
  readonly detail?: Json;
}

export interface AuditedEvent {
  readonly eventId: Uuid;
  readonly type: PairEvent['type'];
  /** Russian, for a reader. */
  readonly title: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly effectiveOn: IsoDate;
  readonly recordedAt: Instant;
  readonly actor: { readonly id: string; readonly role: string };
  /** Clauses of the rules that held when it was decided. */
  readonly clauses: readonly string[];
  /** Empty: the act stands. */
  readonly findings: readonly Finding[];
}

export interface PairAudit {
  readonly pairId: Uuid;
  readonly events: readonly AuditedEvent[];
  /** Replayed from exactly these events. */
  readonly state: PairState;
  /** The events do not make a life: which one does not follow. */
  readonly broken?: string;
  /** Last position in the log that touches the pair: its own stream and the orders it cites. */
  readonly lastPosition: bigint;
}

/** Which part of the history is asked for. */
export interface Horizon {
  readonly on?: IsoDate;
  readonly knownOn?: IsoDate;
}

/**
 * Ages as the act itself recorded them: the birth dates are in the vault, which an auditor does not open, and may be erased.
 */
const agesOf = (event: PairEvent): AgeOf => {
  const ages = event.data.basis.evidence['ages'] as { readonly [participantId: string]: number } | undefined;
  return async (participantId) => ages?.[participantId];
};

/** @returns `undefined` for a pair the log does not know */
export const auditPair = async (
  reader: StreamReader,
  pairId: Uuid,
  { on, knownOn }: Horizon = {},
): Promise<PairAudit | undefined> => {
  const stream = streamOf.pair(pairId);
  const history = (await reader.read(stream)) as readonly Recorded<PairEvent>[];
  const first = history[0];
  if (first === undefined) return undefined;
  const school = await schoolOf(reader, first.data.schoolId);
  const offset = school.stage === 'UNREGISTERED' ? 0 : school.utcOffsetMinutes;
  const asked = history.filter(
    (event) =>
      (on === undefined || event.data.effectiveOn <= on) &&
      (knownOn === undefined || dateOf(event.stamp.recordedAt, offset) <= knownOn),
  );
  const events: AuditedEvent[] = [];
  for (const event of asked) events.push(await auditEvent(reader, history, event));
  return {
    pairId,
    events,
    ...replay(asked),
    lastPosition: history.at(-1)!.position,
  };
};

/** An event written by hand may lack what its sentence speaks of. */
const titleOf = (event: PairEvent): string => {
  try {
    return describeEvent(event);
  } catch {
    return event.type;
  }
};

const replay = (events: readonly PairEvent[]): Pick<PairAudit, 'state' | 'broken'> => {
  try {
    return { state: fold(pair, events) };
  } catch (error) {
    return { state: pair.initial, broken: (error as Error).message };
  }
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
  return {
    eventId: event.id,
    type: event.type,
    title: titleOf(event),
    revision: event.revision,
    position: event.position,
    effectiveOn: event.data.effectiveOn,
    recordedAt: event.stamp.recordedAt,
    actor: { id: event.stamp.actor.id, role: event.stamp.actor.role },
    clauses: citations(event.data.basis.rules),
    findings: [...judged, ...cited],
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
  const different = differences(again === undefined ? undefined : { type: again.type, data: again.data }, {
    type: event.type,
    data: event.data,
  });
  return different.map(({ path, expected, found }) => ({
    rule: 'recorded-otherwise',
    clauses: [],
    message: `В журнале записано не то, что следует из правил: ${path}`,
    detail: { path, expected: expected ?? null, found: found ?? null },
  }));
};
