/** Rebuild of a read model beside its live table, and the switch that no query notices. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DomainEvent } from '@nastavnik/kernel';
import type { LogPages, StoredEvent } from '@nastavnik/platform/event-store';
import { lockKey } from '@nastavnik/platform/postgres';
import type { Pool, PoolClient } from 'pg';
import { applyBatch, asPoison, foldInto, lastRecordedAt, type Target } from './apply-batch';
import { CHANNEL, createCheckpoint, readCheckpoint } from './checkpoint';
import { quote } from './table';

export interface RebuildProgress {
  readonly phase: 'loading' | 'indexing' | 'switching';
  readonly position: bigint;
  readonly head: bigint | undefined;
  readonly events: number;
}

/** Somebody is rebuilding this model already. */
export class AlreadyRebuilding extends Error {
  constructor(name: string) {
    super(`${name} is being rebuilt already`);
    this.name = 'AlreadyRebuilding';
  }
}

interface Rebuild<Event extends DomainEvent> {
  readonly store: LogPages;
  readonly pool: Pool;
  readonly target: Target<Event, object>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RebuildProgress) => void;
  readonly maxBatch?: number;
}

/** Below this many new events the switch may as well be made. */
const SHORT_PAGE = 500;

/** See `ProjectionRunner.rebuild`. Outages are waited out; the work goes on from the twin's own checkpoint. */
export const rebuild = async <Event extends DomainEvent>(work: Rebuild<Event>): Promise<bigint> => {
  const { target, pool, signal } = work;
  const twin: Target<Event, object> = {
    ...target,
    checkpoint: `${target.checkpoint}__rebuild`,
    into: `${target.into}__rebuild`,
  };
  let events = 0;
  for (let fresh = true, attempt = 0; ;) {
    signal.throwIfAborted();
    try {
      return await withLock(pool, target.checkpoint, async (client) => {
        if (fresh || !(await readCheckpoint(client, twin.checkpoint))) {
          events = 0;
          await createTwin(client, target, twin);
          fresh = false;
        }
        await load(work, twin, client, (count) => {
          attempt = 0;
          return (events += count);
        });
        const { indexes } = await structureOf(client, target.into);
        const { position } = (await readCheckpoint(client, twin.checkpoint))!;
        work.onProgress({ phase: 'indexing', position, head: await work.store.lastPosition(), events });
        const names = await indexTwin(client, twin.into, indexes);
        await load(work, twin, client, (count) => (events += count));
        return await swap(work, twin, client, names, () => events);
      });
    } catch (error) {
      // The twin is another's, at work on it now.
      if (error instanceof AlreadyRebuilding) throw error;
      if (asPoison(error) || signal.aborted || isHopeless(error)) {
        await discard(pool, target, twin).catch(() => undefined);
        throw asPoison(error) ?? error;
      }
      await sleep(Math.min(200 * 2 ** attempt++, 5_000) * (0.5 + Math.random()), undefined, { signal });
    }
  }
};

/** SQLSTATE class 42, the table is not what the entity says, or a mistake in our own code: trying again will not help. */
const isHopeless = (error: unknown): boolean =>
  /^42...$/.test(String((error as { code?: unknown }).code)) ||
  error instanceof TypeError ||
  error instanceof ReferenceError ||
  error instanceof RangeError;

const withLock = async <T>(
  pool: Pool,
  name: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect();
  client.on('error', () => undefined);
  try {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      lockKey(`projection rebuild ${name}`),
    ]);
    if (!rows[0]?.locked) throw new AlreadyRebuilding(name);
    return await work(client);
  } finally {
    // The lock goes with the session.
    client.release(true);
  }
};

/** Under the lock: whoever has begun anew since keeps his twin. */
const discard = <Event extends DomainEvent>(
  pool: Pool,
  live: Target<Event, object>,
  twin: Target<Event, object>,
): Promise<void> =>
  withLock(pool, live.checkpoint, async (client) => {
    await client.query(`drop table if exists ${quote(twin.into)}`);
    await client.query('delete from projection_checkpoint where name = $1', [twin.checkpoint]);
  });

interface Index {
  readonly name: string;
  readonly primary: boolean;
  /** Definition of the constraint behind the index, if there is one. */
  readonly constraint: string | null;
  readonly definition: string;
}

const structureOf = async (
  client: PoolClient,
  table: string,
): Promise<{ primary: Index; indexes: Index[] }> => {
  const { rows } = await client.query<Index>(
    `select i.relname as name, x.indisprimary as "primary", pg_get_indexdef(x.indexrelid) as definition,
            pg_get_constraintdef(c.oid) as "constraint"
       from pg_index x
       join pg_class i on i.oid = x.indexrelid
       left join pg_constraint c on c.conindid = x.indexrelid and c.conrelid = x.indrelid
      where x.indrelid = to_regclass($1)
      order by i.relname`,
    [quote(table)],
  );
  const primary = rows.find((index) => index.primary);
  if (!primary) throw new Error(`table ${table} has no primary key`);
  return { primary, indexes: rows.filter((index) => !index.primary) };
};

const createTwin = async <Event extends DomainEvent>(
  client: PoolClient,
  live: Target<Event, object>,
  twin: Target<Event, object>,
): Promise<void> => {
  const { primary } = await structureOf(client, live.into);
  await client.query(`drop table if exists ${quote(twin.into)}`);
  await client.query('delete from projection_checkpoint where name = $1', [twin.checkpoint]);
  await client.query(
    `create table ${quote(twin.into)} (like ${quote(live.into)} including all excluding indexes)`,
  );
  await client.query(
    `alter table ${quote(twin.into)} add constraint ${quote(`${twin.into}_key`)} ${primary.constraint}`,
  );
  await createCheckpoint(client, twin.checkpoint);
};

/** Builds the secondary indexes. @returns the name of each of them beside the name it shall have after the switch */
const indexTwin = async (
  client: PoolClient,
  table: string,
  indexes: readonly Index[],
): Promise<[string, string][]> => {
  const { indexes: present } = await structureOf(client, table);
  const names: [string, string][] = [];
  for (const [number, index] of indexes.entries()) {
    const name = `${table}_${number}`;
    names.push([name, index.name]);
    // Already built before an outage.
    if (present.some((other) => other.name === name)) continue;
    if (index.constraint !== null) {
      await client.query(`alter table ${quote(table)} add constraint ${quote(name)} ${index.constraint}`);
      continue;
    }
    const parts = /^create (unique )?index .+? on (?:only )?\S+? (using .*)$/is.exec(index.definition);
    if (!parts) throw new Error(`index ${index.name}: ${index.definition}`);
    await client.query(`create ${parts[1] ?? ''}index ${quote(name)} on ${quote(table)} ${parts[2]}`);
  }
  return names;
};

/** Folds from the twin's checkpoint to the end of the log, reading the next page while one is written. */
const load = async <Event extends DomainEvent>(
  { store, pool, signal, onProgress, maxBatch = 10_000 }: Rebuild<Event>,
  twin: Target<Event, object>,
  client: PoolClient,
  count: (events: number) => number,
): Promise<void> => {
  let position = (await readCheckpoint(client, twin.checkpoint))!.position;
  const read = (after: bigint): Promise<readonly StoredEvent[]> => {
    const page = store.readAll({ after, maxCount: maxBatch });
    page.catch(() => undefined);
    return page;
  };
  let head: bigint | undefined;
  let asked = 0;
  for (let page = await read(position); page.length > 0;) {
    signal.throwIfAborted();
    const upTo = page.at(-1)!.position;
    const next = read(upTo);
    position = await applyBatch(pool, twin, position, { events: page, upTo }, true);
    if (Date.now() - asked > 1_000) {
      head = await store.lastPosition();
      asked = Date.now();
    }
    onProgress({ phase: 'loading', position, head, events: count(page.length) });
    if (page.length < SHORT_PAGE) return;
    page = await next;
  }
};

/**
 * Holds the live checkpoint, folds what is still missing, exchanges the tables and moves the checkpoint, all in one
 * transaction. Queries wait for the exchange, a matter of milliseconds, and find the new table under the old name.
 */
const swap = async <Event extends DomainEvent>(
  { store, target, signal, onProgress }: Rebuild<Event>,
  twin: Target<Event, object>,
  client: PoolClient,
  names: readonly (readonly [string, string])[],
  events: () => number,
): Promise<bigint> => {
  const { primary } = await structureOf(client, target.into);
  for (;;) {
    signal.throwIfAborted();
    await client.query('begin');
    try {
      await createCheckpoint(client, target.checkpoint);
      const live = (await readCheckpoint(client, target.checkpoint, true))!;
      let { position, recordedAt } = (await readCheckpoint(client, twin.checkpoint, true))!;
      onProgress({ phase: 'switching', position, head: live.position, events: events() });
      while (position < live.position) {
        const page = await store.readAll({ after: position, maxCount: 1_000 });
        await foldInto(client, twin, page, false);
        // Nothing more: what lies between is not ours to fold.
        position = page.at(-1)?.position ?? live.position;
        recordedAt = lastRecordedAt(page) ?? recordedAt;
      }
      // A query that takes long would make all that come after it wait behind us.
      await client.query(`set local lock_timeout to '2s'`);
      const old = `${target.into}__old`;
      await client.query(`alter table ${quote(target.into)} rename to ${quote(old)}`);
      await client.query(`alter table ${quote(twin.into)} rename to ${quote(target.into)}`);
      await client.query(`drop table ${quote(old)}`);
      await client.query(`alter index ${quote(`${twin.into}_key`)} rename to ${quote(primary.name)}`);
      for (const [temporary, name] of names) {
        await client.query(`alter index ${quote(temporary)} rename to ${quote(name)}`);
      }
      await client.query(
        'update projection_checkpoint set position = $2, recorded_at = $3, poison = null, updated_at = now() where name = $1',
        [target.checkpoint, position.toString(), recordedAt],
      );
      await client.query('delete from projection_checkpoint where name = $1', [twin.checkpoint]);
      await client.query(`select pg_notify('${CHANNEL}', $1)`, [`${target.checkpoint} ${position}`]);
      await client.query('commit');
      return position;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      if ((error as { code?: string }).code !== '55P03') throw error;
      await sleep(250 + Math.random() * 500, undefined, { signal });
    }
  }
};
