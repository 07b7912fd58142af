/** One batch, one transaction: the rows it changes and the checkpoint that says so. */
import type { Codec, DomainEvent, Instant, Recorded, Stamp } from '@nastavnik/kernel';
import { MalformedEvent, type StoredEvent, toRecorded } from '@nastavnik/platform/event-store';
import type { ClientBase, Pool } from 'pg';
import { advanceCheckpoint, type PoisonEvent } from './checkpoint';
import { netChange, plan } from './fold-batch';
import type { ReadModel } from './read-model';
import type { Table } from './table';

export type Decoder<Event extends DomainEvent> = Pick<Codec<Event>, 'decode'>;

/** A read model, where it is written and under which name its checkpoint stands. */
export interface Target<Event extends DomainEvent, Row extends object> {
  readonly model: ReadModel<Event, Row>;
  readonly table: Table<Row>;
  readonly codec: Decoder<Event>;
  /** The model's own name and table, or those of its twin under rebuild. */
  readonly checkpoint: string;
  readonly into: string;
}

/** This event cannot be handled, whatever is tried. Its read model stops at it. */
export class Poisoned extends Error {
  constructor(
    readonly event: PoisonEvent,
    options: { cause: unknown },
  ) {
    super(`event ${event.id} (${event.stream}@${event.revision}, ${event.type}): ${event.error}`, options);
    this.name = 'Poisoned';
  }
}

/** What is wrong lies in the events and not in the world around. */
class BadData extends Error {
  constructor(override readonly cause: unknown) {
    super('bad data');
  }
}

const blamingData = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw new BadData(error);
  }
};

/** SQLSTATE classes 22 (data exception) and 23 (constraint violation) are the fault of the values. */
const isDataError = (error: unknown): boolean =>
  /^2[23]...$/.test(String((error as { code?: unknown }).code));

/** Messages of PostgreSQL quote values; its code, routine, column and constraint say enough. */
const describe = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause);
  if (!isDataError(cause)) return `${cause.name}: ${cause.message}`;
  const { code, routine, column, constraint } = cause as { [field: string]: unknown } & Error;
  return ['SQLSTATE', code, routine, column, constraint].filter(Boolean).join(' ');
};

export const poisonOf = (
  event: Pick<StoredEvent, 'id' | 'stream' | 'revision' | 'position' | 'type'>,
  cause: unknown,
): Poisoned =>
  new Poisoned(
    {
      id: event.id,
      stream: event.stream,
      revision: event.revision.toString(),
      position: event.position.toString(),
      type: event.type,
      error: describe(cause),
    },
    { cause },
  );

/** A malformed event ends a read before it reaches any fold; it is poison all the same. */
export const asPoison = (error: unknown): Poisoned | undefined => {
  if (error instanceof Poisoned) return error;
  return error instanceof MalformedEvent ? poisonOf(error.event, error) : undefined;
};

const transaction = async (pool: Pool, work: (client: ClientBase) => Promise<void>): Promise<void> => {
  const client = await pool.connect();
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let failure: Error | undefined;
  try {
    // Rows and checkpoint are lost together or kept together, so nobody has to wait for the disk.
    await client.query('begin; set local synchronous_commit to off');
    await work(client);
    await client.query('commit');
  } catch (error) {
    failure = error as Error;
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.removeListener('error', ignore);
    client.release(failure !== undefined && !isDataError(failure) && !(failure instanceof BadData));
  }
};

/** Folds the events and writes what is different, within a transaction of the caller's. @returns number of rows written */
export const foldInto = async <Event extends DomainEvent, Row extends object>(
  client: ClientBase,
  { model, table, codec, into }: Target<Event, Row>,
  events: readonly StoredEvent[],
  bulk: boolean,
): Promise<number> => {
  const work = blamingData(() =>
    plan(
      model,
      events.map((stored): Recorded<Event> => toRecorded(codec, stored)),
    ),
  );
  if (work.keys.length === 0) return 0;
  const existing = await table.load(client, work.keys, into);
  const change = blamingData(() => netChange(table, work, existing));
  const [inserted, updated] = blamingData(() =>
    bulk
      ? [table.encode(change.inserted), table.encode(change.updated)]
      : [undefined, table.encode([...change.inserted, ...change.updated])],
  ) as [(string | null)[][] | undefined, (string | null)[][]];
  if (change.deleted.length > 0) await table.remove(client, change.deleted, into);
  if ((updated[0]?.length ?? 0) > 0) await table.upsert(client, updated, into);
  if ((inserted?.[0]?.length ?? 0) > 0) await table.copy(client, inserted!, into);
  return change.deleted.length + change.inserted.length + change.updated.length;
};

/** When the last of the events was recorded, by its stamp; `undefined` without events. */
export const lastRecordedAt = (events: readonly StoredEvent[]): Instant | undefined =>
  (events.at(-1)?.metadata as Partial<Stamp> | null | undefined)?.recordedAt;

/**
 * Applies events and moves the checkpoint from `from` to `upTo`; events at or before `from` are skipped. When a batch
 * holds an event that cannot be handled, everything before it is applied one by one first.
 * @returns the new position
 * @throws Poisoned with the event named, Fenced, or what PostgreSQL says during an outage
 */
export const applyBatch = async <Event extends DomainEvent, Row extends object>(
  pool: Pool,
  target: Target<Event, Row>,
  from: bigint,
  batch: { readonly events: readonly StoredEvent[]; readonly upTo: bigint },
  bulk = false,
): Promise<bigint> => {
  if (batch.upTo <= from) return from;
  const events = batch.events.filter((event) => event.position > from);
  try {
    await transaction(pool, async (client) => {
      // First, because it takes the row lock that keeps any other writer of this model out.
      await advanceCheckpoint(client, target.checkpoint, from, batch.upTo, lastRecordedAt(events));
      await foldInto(client, target, events, bulk);
    });
    return batch.upTo;
  } catch (error) {
    if (!(error instanceof BadData) && !isDataError(error)) throw error;
    const [first] = events;
    if (first === undefined) throw error;
    if (events.length === 1) throw poisonOf(first, error instanceof BadData ? error.cause : error);
  }
  let position = from;
  for (const [index, event] of events.entries()) {
    const upTo = index === events.length - 1 ? batch.upTo : event.position;
    position = await applyBatch(pool, target, position, { events: [event], upTo }, bulk);
  }
  return position;
};
