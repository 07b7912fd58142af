/** Read models fed from a real log into real tables: batches, crashes, poison, outages, rebuilds, two processes at once. */
import type { Pool, PoolClient } from 'pg';
import { connectEventStore, type EventStore } from '@nastavnik/platform/event-store';
import { Registry } from 'prom-client';
import { anEvent, eventually, Line, startTestNode, type TestNode } from '../event-store/event-store.testing';
import {
  AlreadyRebuilding,
  Freshness,
  Poisoned,
  projectionMetrics,
  ProjectionRunner,
  type ProjectionStatus,
} from './index';
import {
  asPrinted,
  closed,
  codec,
  history,
  met,
  normalised,
  odd,
  opened,
  openPairs,
  openTestTables,
  oracle,
  rowsOf,
  schoolTotals,
  stored,
  type TestEvent,
} from './projections.testing';

let node: TestNode;
let store: EventStore;
let pool: Pool;
const runners: ProjectionRunner<TestEvent>[] = [];

beforeEach(async () => {
  node = await startTestNode();
  store = connectEventStore(node.url);
  pool = await openTestTables(node.database.url);
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await store.close();
  await pool.end();
  await node.stop();
});

const start = async (
  options: { maxBatch?: number; from?: EventStore; observer?: object; pool?: Pool } = {},
) => {
  const runner = await ProjectionRunner.create<TestEvent>({
    store: options.from ?? store,
    pool: options.pool ?? pool,
    codec,
    models: [openPairs, schoolTotals],
    ...(options.maxBatch === undefined ? {} : { maxBatch: options.maxBatch }),
    ...(options.observer === undefined ? {} : { observer: options.observer }),
  });
  runners.push(runner);
  await runner.start();
  return runner;
};
const write = async (pairs: number, seed = 1): Promise<void> => {
  for (const { stream, events } of history(pairs, seed)) await store.append(stream, 'no_stream', events);
};
const caughtUp = (
  runner: ProjectionRunner<TestEvent>,
  names = ['open-pair', 'school-total'],
): Promise<void> =>
  eventually('caught up', async () => {
    const status = await runner.status();
    return names.every((name) => status.find((each) => each.name === name)?.lag === 0n);
  });
const one = async (runner: ProjectionRunner<TestEvent>, name: string): Promise<ProjectionStatus> =>
  (await runner.status()).find((status) => status.name === name)!;
const expectOracle = async (): Promise<void> =>
  expect(normalised(await rowsOf(pool))).toEqual(asPrinted(await oracle(store)));

describe('following', () => {
  test.each([1, 3, 1000])('batches of at most %i give the rows of a plain fold', async (maxBatch) => {
    await write(40);
    const runner = await start({ maxBatch });
    await caughtUp(runner);
    await write(20, 2);
    await caughtUp(runner);
    await expectOracle();
    await eventually('live', async () => (await runner.status()).every((status) => status.state === 'live'));
  });

  test('a restart goes on from the checkpoint and applies nothing twice', async () => {
    await write(30);
    const first = await start({ maxBatch: 7 });
    await eventually('some', async () => (await one(first, 'school-total')).position > 0n);
    await first.stop();
    await write(10, 2);
    for (let round = 0; round < 2; round++) {
      const again = await start();
      await caughtUp(again);
      await again.stop();
    }
    await expectOracle();
  });

  test('an outage of the log and one of PostgreSQL are waited out', async () => {
    const line = await Line.to(node.port);
    const remote = connectEventStore(`esdb://127.0.0.1:${line.port}?tls=false`, {
      heartbeatMs: 300,
      timeoutMs: 1_000,
    });
    const runner = await start({ from: remote, maxBatch: 5 });
    await write(10);
    await caughtUp(runner);
    line.cut();
    await write(10, 2);
    await eventually('outage', async () => (await one(runner, 'open-pair')).state === 'outage');
    line.mend();
    await caughtUp(runner);
    // Every connection to PostgreSQL, the one that holds the locks included.
    await pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name = $1',
      ['nastavnik'],
    );
    await write(10, 3);
    await caughtUp(runner);
    await runner.stop();
    await remote.close();
    await line.close();
    await expectOracle();
  });

  test('a row and its checkpoint are one: a batch that fails leaves both as they were', async () => {
    await write(10);
    const runner = await start();
    await caughtUp(runner);
    const before = await rowsOf(pool);
    const { position } = await one(runner, 'open-pair');
    await pool.query(
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'disk full' using errcode = '53100'; end $$;
       create trigger refuse before update on projection_checkpoint for each row when (new.name = 'open-pair') execute function refuse()`,
    );
    await store.append('test-x', 'any', [stored(opened('x', 's0'))]);
    await eventually('outage', async () => (await one(runner, 'open-pair')).state === 'outage');
    expect((await one(runner, 'open-pair')).position).toBe(position);
    expect((await rowsOf(pool)) as object).toMatchObject({ pairs: (before as { pairs: unknown }).pairs });
    await pool.query('drop trigger refuse on projection_checkpoint');
    await caughtUp(runner);
    await expectOracle();
  });
});

describe('poison', () => {
  test.each(['fold', 'table'] as const)(
    'a read model stops at an event that its %s refuses; others go on',
    async (how) => {
      const registry = new Registry();
      let runner: ProjectionRunner<TestEvent> | undefined = undefined;
      const observer = projectionMetrics(registry, () => runner as never);
      runner = await start({ observer });
      const events = [
        opened('x', 's0'),
        met('x', 's0', 30),
        odd('x', how),
        met('x', 's0', 40),
        closed('y', 's0'),
      ];
      const bad = events.map((event) => stored(event));
      const { position } = await store.append('test-x', 'any', bad);
      const model = runner;
      await eventually('poisoned', async () => (await one(model, 'open-pair')).poison !== undefined);
      const status = await one(runner, 'open-pair');
      expect(status).toMatchObject({
        state: 'poisoned',
        poison: { id: bad[2]!.id, stream: 'test-x', revision: '2', type: 'test.odd.v1' },
      });
      expect(status.poison!.error).toMatch(how === 'fold' ? 'cannot be folded' : /SQLSTATE 22007/);
      const log = await store.readStream('test-x');
      expect(status.position).toBe(log[1]!.position);
      expect(status.poison!.position).toBe(log[2]!.position.toString());
      // What came before it is in the table.
      expect(await rowsOf(pool)).toMatchObject({ pairs: [{ id: 'x', meetings: 1 }] });
      await caughtUp(runner, ['school-total']);
      expect((await one(runner, 'school-total')).position).toBe(position);
      const metrics = await registry.metrics();
      expect(metrics).toMatch('nastavnik_projection_poisoned{model="open-pair"} 1');
      expect(metrics).toMatch('nastavnik_projection_poisoned{model="school-total"} 0');
      // Still there after a restart: never skipped.
      await runner.stop();
      const again = await start();
      await eventually('still poisoned', async () => (await one(again, 'open-pair')).state === 'poisoned');
    },
  );

  test('an unknown stored type stops every reader', async () => {
    await store.append('test-x', 'any', [stored(opened('x', 's0')), anEvent('test.unheard.v1', {}, {})]);
    const runner = await start();
    await eventually('all stopped', async () =>
      (await runner.status()).every((status) => status.poison?.type === 'test.unheard.v1'),
    );
    expect((await one(runner, 'open-pair')).poison!.error).toMatch('UnknownStoredType');
    expect(await rowsOf(pool)).toMatchObject({ pairs: [{ id: 'x' }] });
  });

  test('a rebuild by a build that can handle the event puts the stopped model back to work', async () => {
    await store.append('test-x', 'any', [
      stored(opened('x', 's0')),
      stored(odd('x', 'fold')),
      stored(met('x', 's0', 9)),
    ]);
    const old = await start();
    await eventually('poisoned', async () => (await one(old, 'open-pair')).state === 'poisoned');
    await expect(old.rebuild('open-pair')).rejects.toBeInstanceOf(Poisoned);
    expect(await rowsOf(pool)).toMatchObject({ pairs: [{ id: 'x', meetings: 0 }] });
    const mended = {
      ...openPairs,
      projection: { ...openPairs.projection, Odd: 'ignored' as const },
    };
    const next = await ProjectionRunner.create<TestEvent>({ store, pool, codec, models: [mended] });
    await next.rebuild('open-pair');
    await next.stop();
    expect(await rowsOf(pool)).toMatchObject({ pairs: [{ id: 'x', meetings: 1 }] });
    await eventually('back to work', async () => (await one(old, 'open-pair')).state === 'live');
    expect((await one(old, 'open-pair')).poison).toBeUndefined();
  });
});

describe('rebuild', () => {
  test('equals the live table while events are appended and queries run, none of which fails', async () => {
    await write(60);
    const runner = await start({ maxBatch: 20 });
    await caughtUp(runner);
    // Damage that only a rebuild can mend.
    await pool.query(`update school_total set opened = 777`);
    await pool.query(`delete from open_pair where id like '%3'`);
    let going = true;
    const failures: unknown[] = [];
    let asked = 0;
    const ask = async (): Promise<void> => {
      for (; going; asked++) {
        await pool
          .query({ name: 'open', text: 'select * from open_pair where school_id = $1', values: ['s1'] })
          .catch((error: unknown) => failures.push(error));
        await pool.query('select count(*) from school_total').catch((error: unknown) => failures.push(error));
        await new Promise((done) => setTimeout(done, 1));
      }
    };
    const appending = (async () => {
      for (let seed = 10; going; seed++) {
        await write(3, seed);
        // A log that grows faster than a crowded machine folds it is never caught up with.
        await new Promise((done) => setTimeout(done, 40));
      }
    })();
    const asking = [ask(), ask()];
    const progress: unknown[] = [];
    for (const name of ['open-pair', 'school-total', 'open-pair']) {
      await runner.rebuild(name, ({ phase }) => progress.push(phase));
    }
    going = false;
    await Promise.all([appending, ...asking]);
    expect(failures).toEqual([]);
    expect(asked).toBeGreaterThan(10);
    expect(progress).toContain('loading');
    expect(progress).toEqual(expect.arrayContaining(['indexing', 'switching']));
    await caughtUp(runner);
    await expectOracle();
  }, 120_000);

  test('leaves the table as it was: indexes, constraints, names, and no trace of itself', async () => {
    const shape = async (): Promise<unknown> =>
      (
        await pool.query(
          `select 'index ' || indexdef as line from pg_indexes where schemaname = 'public'
           union all select 'constraint ' || conname || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
           union all select 'table ' || table_name from information_schema.tables where table_schema = 'public'
           union all select 'checkpoint ' || name from projection_checkpoint
           order by line`,
        )
      ).rows;
    await write(10);
    const runner = await start();
    await caughtUp(runner);
    const before = await shape();
    await runner.rebuild('open-pair');
    expect(await shape()).toEqual(before);
    await expectOracle();
  });

  test('one at a time, and an unknown name is said', async () => {
    await write(200);
    const runner = await start();
    const both = await Promise.allSettled([runner.rebuild('open-pair'), runner.rebuild('open-pair')]);
    const lost = both.filter((result) => result.status === 'rejected');
    expect(lost.map((result) => result.reason as unknown)).toEqual([expect.any(AlreadyRebuilding)]);
    await expect(runner.rebuild('nothing')).rejects.toThrow('no read model nothing');
    await caughtUp(runner);
    await expectOracle();
  });
});

describe('two processes at once', () => {
  test('one leads, the other stands by and takes over; rows stay exact', async () => {
    const second = await openTestTables(node.database.url);
    try {
      const one = await start({ maxBatch: 3 });
      await write(10);
      await caughtUp(one);
      const two = await start({ maxBatch: 3, pool: second });
      await eventually('standby', async () =>
        (await two.status()).every((status) => status.state === 'standby'),
      );
      await write(10, 2);
      await caughtUp(one);
      const writing = write(30, 3);
      await one.stop();
      await writing;
      await caughtUp(two);
      await eventually('leads', async () => (await two.status()).every((status) => status.state === 'live'));
      await expectOracle();
    } finally {
      await Promise.all(runners.splice(0).map((runner) => runner.stop()));
      await second.end();
    }
  });

  test('a writer that lost its lock without knowing is fenced off', async () => {
    // Both believe they lead: the store of locks says yes to everybody.
    const second = await openTestTables(node.database.url);
    const lockless = (from: Pool): Pool => {
      const connect = from.connect.bind(from) as () => Promise<PoolClient>;
      return Object.create(from, {
        query: { value: from.query.bind(from) },
        connect: {
          value: async () => {
            const client = await connect();
            const query = client.query.bind(client) as (...args: unknown[]) => unknown;
            client.query = ((...args: unknown[]) =>
              args[0] === 'select pg_try_advisory_lock($1) as locked'
                ? Promise.resolve({ rows: [{ locked: true }] })
                : query(...args)) as never;
            return client;
          },
        },
      }) as Pool;
    };
    try {
      await write(40);
      const one = await start({ maxBatch: 2, pool: lockless(pool) });
      const two = await start({ maxBatch: 3, pool: lockless(second) });
      await write(30, 2);
      await Promise.all([caughtUp(one), caughtUp(two)]);
      await expectOracle();
    } finally {
      await Promise.all(runners.splice(0).map((runner) => runner.stop()));
      await second.end();
    }
  });
});

describe('freshness', () => {
  test('waits until the model has seen a position, from another pool, and says when it has not', async () => {
    const elsewhere = await openTestTables(node.database.url);
    const freshness = new Freshness(elsewhere);
    try {
      const { position } = await store.append('test-x', 'any', [stored(opened('x', 's0'))]);
      expect(await freshness.waitUntil('open-pair', position, 150)).toBe(false);
      const waiting = freshness.waitUntil('open-pair', position, 10_000);
      await start();
      expect(await waiting).toBe(true);
      for (let round = 0; round < 20; round++) {
        const next = await store.append('test-x', 'any', [stored(met('x', 's0', round))]);
        expect(await freshness.waitUntil('open-pair', next.position, 5_000)).toBe(true);
        const { rows } = await elsewhere.query<{ meetings: number }>(
          `select meetings from open_pair where id = 'x'`,
        );
        expect(rows[0]!.meetings).toBe(round + 1);
      }
      // A lost listener costs time, not truth.
      await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'`);
      const last = await store.append('test-x', 'any', [stored(met('x', 's0', 1))]);
      expect(await freshness.waitUntil('open-pair', last.position, 5_000)).toBe(true);
    } finally {
      await freshness.close();
      await elsewhere.end();
    }
  });
});
