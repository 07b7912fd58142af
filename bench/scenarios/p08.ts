/** P8: the embedded event store taking appends, beside a row inserted and committed for each. */
import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { RevisionConflict } from '@nastavnik/platform/event-store';
import { compare, inFlight, rate } from '../measure';
import type { Scenario } from '../scenario';
import type { World } from '../world';

const APPENDS = 1_000;

const appended = ({ store, written }: World, atOnce: number): Promise<number> => {
  const events = written.slice(0, APPENDS).map(({ type, data, metadata }) => ({
    type,
    data: JSON.parse(data.toString()) as object,
    metadata: JSON.parse(metadata.toString()) as object,
  }));
  return rate(events.length, () =>
    inFlight(events.length, atOnce, (n) =>
      store.append(`bare-${randomUUID()}`, 'no_stream', [{ id: randomUUID(), ...events[n]! }]),
    ),
  );
};

const createRawTable = async (pool: World['pool']): Promise<void> => {
  await pool.query('drop table if exists raw_event');
  await pool.query(
    `create table raw_event (position bigserial primary key, stream text not null, revision bigint not null,
       id uuid not null, type text not null, data bytea not null, metadata bytea not null, unique (stream, revision))`,
  );
};

const inserted = async ({ url, pool, written }: World, atOnce: number): Promise<number> => {
  await createRawTable(pool);
  // PostgreSQL takes a hundred connections; more in flight than that wait for one.
  const clients = new Pool({ connectionString: url, max: Math.min(atOnce, 64) });
  const few = written.slice(0, APPENDS);
  try {
    return await rate(few.length, () =>
      inFlight(few.length, atOnce, (n) =>
        clients.query({
          name: 'raw',
          text: 'insert into raw_event (stream, revision, id, type, data, metadata) values ($1, 0, $2, $3, $4, $5)',
          values: [`bare-${randomUUID()}`, randomUUID(), 'bare.v1', few[n]!.data, few[n]!.metadata],
        }),
      ),
    );
  } finally {
    await clients.end();
  }
};

/** So many appends to one stream, by writers that each believe they know its revision. */
const CONTESTED = 200;

const stormed = async ({ store, written }: World): Promise<number> => {
  const stream = `bare-${randomUUID()}`;
  const { type, data, metadata } = written[0]!;
  const event = {
    type,
    data: JSON.parse(data.toString()) as object,
    metadata: JSON.parse(metadata.toString()) as object,
  };
  return rate(CONTESTED, () =>
    inFlight(CONTESTED, 32, async () => {
      const id = randomUUID();
      for (let expected: bigint | 'no_stream' = 'no_stream'; ;) {
        try {
          return await store.append(stream, expected, [{ id, ...event }]);
        } catch (error) {
          if (!(error instanceof RevisionConflict)) throw error;
          expected = error.actual ?? 'no_stream';
        }
      }
    }),
  );
};

const insertedInto = async ({ url, pool, written }: World): Promise<number> => {
  await createRawTable(pool);
  const clients = new Pool({ connectionString: url, max: 32 });
  const { data, metadata } = written[0]!;
  try {
    return await rate(CONTESTED, () =>
      inFlight(CONTESTED, 32, async () => {
        for (;;) {
          const { rowCount } = await clients.query({
            name: 'raw-next',
            text: `insert into raw_event (stream, revision, id, type, data, metadata)
              select 'one', coalesce(max(revision) + 1, 0), $1, 'bare.v1', $2, $3 from raw_event where stream = 'one'
              on conflict do nothing`,
            values: [randomUUID(), data, metadata],
          });
          if (rowCount === 1) return;
        }
      }),
    );
  } finally {
    await clients.end();
  }
};

export const p08: Scenario = {
  id: 'P8',
  title: 'Appending to the embedded event store',
  run: async (world, budget) =>
    Promise.resolve([
      await compare(
        { id: 'P8', what: 'embedded append / raw insert, 1 in flight', goal: 0.8, unit: 'appends/s' },
        budget,
        { ours: () => appended(world, 1), yardstick: () => inserted(world, 1) },
      ),
      await compare(
        { id: 'P8', what: 'embedded append / raw insert, 256 in flight', goal: 2, unit: 'appends/s' },
        budget,
        { ours: () => appended(world, 256), yardstick: () => inserted(world, 256) },
      ),
      await compare(
        {
          id: 'P8',
          what: 'one stream, 32 at once, conflicts tried again / raw insert',
          goal: 1,
          unit: 'appends/s',
        },
        budget,
        { ours: () => stormed(world), yardstick: () => insertedInto(world) },
      ),
      await compare(
        { id: 'P8', what: 'embedded append / raw insert, 32 in flight', goal: 2, unit: 'appends/s' },
        budget,
        { ours: () => appended(world, 32), yardstick: () => inserted(world, 32) },
      ),
    ]),
};
