/** Read models of another time: what a plain fold of the events that count gives, from the model's own query, beside live tables. */
import type { Pool } from 'pg';
import { connectEventStore, type EventStore, type StoredEvent } from '@nastavnik/platform/event-store';
import { startTestNode, type TestNode } from '../event-store/event-store.testing';
import { ProjectionRunner, TimeTravel } from './index';
import {
  asPrinted,
  codec,
  history,
  normalised,
  odd,
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
let log: readonly StoredEvent[];
let live: unknown;
let travel: TimeTravel<TestEvent>;

beforeAll(async () => {
  node = await startTestNode();
  store = connectEventStore(node.url);
  pool = await openTestTables(node.database.url);
  for (const { stream, events } of history(60, 7)) await store.append(stream, 'any', events);
  const runner = await ProjectionRunner.create<TestEvent>({
    store,
    pool,
    codec,
    models: [openPairs, schoolTotals],
  });
  await runner.start();
  const head = await store.lastPosition();
  while (!(await runner.status()).every(({ position }) => position === head)) {
    await new Promise((done) => setTimeout(done, 25));
  }
  await runner.stop();
  log = await store.readAll({ maxCount: 100_000 });
  live = normalised(await rowsOf(pool));
  travel = new TimeTravel({ pool, codec, models: [openPairs, schoolTotals], most: 2 });
});
afterAll(async () => {
  await store.close();
  await pool.end();
  await node.stop();
});

/** Pages of a few events. */
const past = (counts: (event: StoredEvent) => boolean) =>
  async function* () {
    const events = log.filter(counts);
    for (let at = 0; at < events.length; at += 7) yield events.slice(at, at + 7);
  };
const then = (counts: (event: StoredEvent) => boolean) =>
  travel.run(past(counts), async () => normalised(await rowsOf(travel.tables)));

it('with every event the rows are those of the live tables', async () => {
  expect(await then(() => true)).toEqual(live);
});

it.each([0, 1, 13, 40, 99, 150])(
  'after %i events the rows are those of a plain fold of them',
  async (count) => {
    const counts = ({ position }: StoredEvent): boolean => position < (log[count]?.position ?? 1_000_000n);
    const rows = await then(counts);
    expect(rows).toEqual(normalised(asPrinted(await oracle(store, counts))));
    expect(rows).not.toEqual(live);
  },
);

it('questions about several times at once, more than there is room for, do not hear each other', async () => {
  const cuts = [10, 30, 50, 70, 90].map(
    (count) => (event: StoredEvent) => event.position < log[count]!.position,
  );
  const [now, ...answers] = await Promise.all([rowsOf(travel.tables), ...cuts.map(then)]);
  expect(normalised(now)).toEqual(live);
  for (const [index, answer] of answers.entries()) {
    expect(answer).toEqual(normalised(asPrinted(await oracle(store, cuts[index]!))));
  }
});

it('a statement prepared under a name on the live table asks the past all the same, and the live one again afterwards', async () => {
  const one = new TimeTravel({ pool, codec, models: [openPairs], most: 1 });
  const count = async (): Promise<number> => {
    const { rows } = await one.tables.query<{ n: number }>({
      name: 'how many',
      text: 'select count(*)::int as n from open_pair where school_id <> $1',
      values: ['nobody'],
    });
    return rows[0]!.n;
  };
  const now = await count();
  expect(now).toBeGreaterThan(0);
  expect(
    await one.run(
      past(() => false),
      count,
    ),
  ).toBe(0);
  expect(
    await one.run(
      past(() => true),
      count,
    ),
  ).toBe(now);
  expect(await count()).toBe(now);
});

it('nothing is folded unless a table of a model is asked, and nothing stays behind', async () => {
  let folded = 0;
  const counting = async function* () {
    folded++;
    yield log;
  };
  await travel.run(counting, async () => travel.tables.query('select 1'));
  expect(folded).toBe(0);
  await travel.run(counting, async () => {
    await travel.tables.query('select * from open_pair');
    await travel.tables.query('select * from open_pair');
  });
  expect(folded).toBe(1);
  const { rows } = await pool.query("select 1 from pg_class where relpersistence = 't' and relkind = 'r'");
  expect(rows).toEqual([]);
});

it('a question that fails gives its place back, be it a fold that cannot be or the asker’s own', async () => {
  const poison = { ...log[0]!, ...stored(odd('p7-0', 'fold')) } as unknown as StoredEvent;
  const poisoned = async function* () {
    yield [poison];
  };
  for (let time = 0; time < 3; time++) {
    await expect(travel.run(poisoned, () => rowsOf(travel.tables))).rejects.toThrow();
    await expect(
      travel.run(
        past(() => true),
        () => Promise.reject(new Error('the asker’s')),
      ),
    ).rejects.toThrow('the asker’s');
  }
  expect(await then(() => true)).toEqual(live);
});
