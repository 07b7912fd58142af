/** One command on one stream: load, fold, decide, append. A command sent twice changes nothing. */
import {
  fold,
  isRefusal,
  refusal,
  type Codec,
  type Command,
  type Decider,
  type DomainEvent,
  type Receipt,
  type Recorded,
  type Refusal,
  type Stamp,
} from '@nastavnik/kernel';
import { v5 } from 'uuid';
import { RevisionConflict, type EventStore, type NewEvent } from './event-store';
import { readRecorded } from './recorded';

/** How often a decision is taken anew when somebody else appended in between. */
const ATTEMPTS = 5;

interface CarryOut<State, Cmd extends Command, Event extends DomainEvent, Evidence> {
  readonly store: Pick<EventStore, 'readStream' | 'append'>;
  readonly codec: Codec<Event>;
  readonly decider: Decider<State, Cmd, Event, Evidence>;
  readonly stream: string;
  readonly command: Cmd;
  /** The sender's `If-Match`: the act is valid on this revision only. */
  readonly expectedRevision?: bigint | undefined;
  /**
   * When somebody else appended between loading and appending: `refuse` is for a person, who has not seen what the other
   * did; `decide-anew`, the default, for what only carries an earlier decision further.
   */
  readonly onConflict?: 'decide-anew' | 'refuse' | undefined;
  /** After an accepted decision and before the append, e.g. to store sealed records. May run again after a conflict. */
  readonly beforeAppend?: ((events: readonly Event[]) => Promise<void>) | undefined;
}

/** Evidence known beforehand, or gathered for the state that was loaded. */
type WithEvidence<State, Event extends DomainEvent, Evidence> =
  | { readonly evidence: Evidence; readonly gather?: undefined }
  | {
      readonly evidence?: undefined;
      readonly gather: (state: State, history: readonly Recorded<Event>[]) => Promise<Evidence> | Evidence;
    };

/** Id of the n-th event that a command writes to a stream: the same command, the same ids. */
export const eventId = (commandId: string, stream: string, index: number): string =>
  v5(`${stream}#${index}`, commandId);

/**
 * Loads the stream, decides and appends.
 *
 * A command id that is already in the stream gives the first receipt again with `repeated: true`, or a refusal
 * `idempotency-key-reused` when it came with another request. A conflicting append is decided anew on the
 * fresh state, a few times, unless `expectedRevision` or `onConflict` say otherwise. No events decided: a receipt with the stream's present revision and
 * no ids (revision and position −1 where the stream does not exist).
 *
 * @throws RevisionConflict when `expectedRevision` does not hold, when a conflict is to be refused, or when others keep winning
 * @throws EventStoreUnavailable when the outcome is unknown: send the same command again
 */
export const carryOut = async <State, Cmd extends Command, Event extends DomainEvent, Evidence>(
  act: CarryOut<State, Cmd, Event, Evidence> & WithEvidence<State, Event, Evidence>,
): Promise<Receipt | Refusal> => {
  const { store, codec, decider, stream, command, expectedRevision } = act;
  let conflict: RevisionConflict | undefined;
  for (let attempt = 1; ; attempt++) {
    const history = await readRecorded(store, codec, stream);
    const earlier = history.filter((event) => event.stamp.commandId === command.stamp.commandId);
    if (earlier.length > 0) return again(stream, command.stamp, earlier);
    if (conflict !== undefined && act.onConflict === 'refuse') throw conflict;

    const last = history.at(-1);
    const revision = last?.revision ?? null;
    if (expectedRevision !== undefined && expectedRevision !== revision) {
      throw new RevisionConflict(stream, expectedRevision, revision);
    }

    const state = fold(decider, history as readonly Event[]);
    const evidence = act.gather ? await act.gather(state, history) : (act.evidence as Evidence);
    const decision = decider.decide(command, state, evidence);
    if (isRefusal(decision)) return decision;
    if (decision.length === 0) {
      return {
        stream,
        revision: revision ?? -1n,
        position: last?.position ?? -1n,
        eventIds: [],
        repeated: false,
      };
    }

    await act.beforeAppend?.(decision);
    const events = decision.map((event, index): NewEvent => ({
      id: eventId(command.stamp.commandId, stream, index),
      ...codec.encode(event),
      metadata: command.stamp,
    }));
    try {
      const appended = await store.append(stream, revision ?? 'no_stream', events);
      return { stream, ...appended, eventIds: events.map((event) => event.id), repeated: false };
    } catch (error) {
      // Reloading also finds the twin of this very command, sent at the same moment through another process.
      if (!(error instanceof RevisionConflict) || attempt === ATTEMPTS) throw error;
      conflict = error;
    }
  }
};

const again = (
  stream: string,
  stamp: Stamp,
  earlier: readonly Recorded<DomainEvent>[],
): Receipt | Refusal => {
  const last = earlier.at(-1)!;
  if (last.stamp.requestHash !== stamp.requestHash) return keyReused;
  return {
    stream,
    revision: last.revision,
    position: last.position,
    eventIds: earlier.map((event) => event.id),
    repeated: true,
  };
};

const keyReused = refusal({
  rule: 'idempotency-key-reused',
  clauses: [],
  message: {
    ru: 'С этим ключом идемпотентности уже отправлен другой запрос.',
    en: 'Another request has already been sent with this idempotency key.',
  },
  missing: [],
  next: {
    ru: 'Для нового действия укажите новый ключ.',
    en: 'Use a new key for a new act.',
  },
});
