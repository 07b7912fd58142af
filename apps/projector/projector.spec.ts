/** The projector as a real process: killed in the middle of its work, again and again; rebuilt beside itself; watched by HTTP. */
import { randomUUID } from 'node:crypto';
import { domainCodec } from '@nastavnik/domain';
import { connectEventStore, type EventStore } from '@nastavnik/platform/event-store';
import { openDataSource } from '@nastavnik/platform/postgres';
import { readModels } from '@nastavnik/read-models';
import {
  eventually,
  startTestNode,
  type TestNode,
} from '../../libs/platform/event-store/event-store.testing';
import { beginning, end, middle, type Told } from '../../libs/read-models/read-models.testing';
import { foldedTables, liveTables, wholeLog } from '../../test/support/oracle';
import { type Spawned, spawnTs } from '../../test/support/process';

let node: TestNode;
let store: EventStore;
const spawned: Spawned[] = [];

beforeAll(async () => {
  node = await startTestNode();
  store = connectEventStore(node.url, { timeoutMs: 15_000 });
});
afterEach(async () => {
  await Promise.all(spawned.splice(0).map((process) => process.kill()));
});
afterAll(async () => {
  await store.close();
  await node.stop();
});

const run = (args: readonly string[] = []): Spawned => {
  const process = spawnTs('apps/projector/main.ts', {
    args,
    env: {
      DATABASE_URL: node.database.url,
      EVENTSTORE_URL: node.url,
      PORT: '0',
      MAX_BATCH: '3',
      LOG_LEVEL: 'info',
    },
  });
  spawned.push(process);
  return process;
};
const address = async (process: Spawned): Promise<string> =>
  (await process.waitFor(/"url":"(http:[^"]+)"[^\n]*projector ready/))[1]!;

/** One school's year under ids of its own. */
const year = (number: number): readonly Told[] =>
  JSON.parse(
    JSON.stringify([...beginning, ...middle, ...end]).replaceAll(
      '00000000-0000-4000-8000-',
      `${number.toString(16).padStart(8, '0')}-0000-4000-8000-`,
    ),
  ) as Told[];

const write = async (number: number): Promise<void> => {
  for (const { stream, event } of year(number)) {
    await store.append(stream, 'any', [
      {
        id: randomUUID(),
        ...domainCodec.encode(event),
        metadata: {
          recordedAt: '2021-03-01T09:00:00.000Z',
          actor: { id: 'curator', role: 'curator' },
          commandId: randomUUID(),
        },
      },
    ]);
  }
};

interface Ready {
  readonly ok: boolean;
  readonly sources: {
    readonly [name: string]: { readonly ok: boolean; readonly detail: { lag: string; state: string } };
  };
}
const ready = async (url: string): Promise<Ready> =>
  (await (await fetch(`${url}/health/ready`)).json()) as Ready;
const caughtUp = (url: string): Promise<void> =>
  eventually(
    'caught up',
    async () => {
      const { sources } = await ready(url);
      return readModels.every(({ name }) => sources[`read-model:${name}`]!.detail.lag === '0');
    },
    120_000,
  );

test('killed -9 in the middle of its work, again and again, it ends with the rows of a plain fold', async () => {
  let going = true;
  let years = 0;
  const writing = (async () => {
    while (going) await write(++years);
  })();
  for (let round = 0; round < 4; round++) {
    const process = run();
    await address(process);
    // Not at a moment of its choosing.
    await new Promise((done) => setTimeout(done, 100 + round * 173));
    await process.kill('SIGKILL');
  }
  going = false;
  await writing;
  const last = run();
  await caughtUp(await address(last));
  const [expected, found] = [foldedTables(await wholeLog(store)), await liveTables(node.database.url)];
  // What the years that were written have nothing to say of stays empty in both.
  expect(Object.values(expected).filter((rows) => rows.length > 0).length).toBeGreaterThan(3);
  for (const name of Object.keys(expected)) {
    expect({ [name]: found[name] }).toEqual({ [name]: expected[name] });
  }
  last.child.kill('SIGTERM');
  expect(await last.exited()).toBe(0);
}, 120_000);

test('a rebuild from the command line, beside a process that goes on, mends a damaged table', async () => {
  const live = run();
  const url = await address(live);
  await caughtUp(url);
  const source = await openDataSource(node.database.url);
  await source.query('update pair_register set form = $1', ['damaged']);
  await source.destroy();
  const writing = write(10_000);
  const rebuilding = run(['rebuild', 'pair-register']);
  expect(await rebuilding.exited()).toBe(0);
  expect(rebuilding.output()).toMatch(/pair-register: rebuilt up to \d+/);
  await writing;
  await caughtUp(url);
  expect(await liveTables(node.database.url)).toEqual(foldedTables(await wholeLog(store)));

  const unknown = run(['rebuild', 'nothing']);
  expect(await unknown.exited()).toBe(1);
  expect(unknown.output()).toMatch('no read model nothing');
  await live.kill('SIGTERM');
}, 120_000);

test('health shows the lag of every read model, metrics count, and settings are complained about all at once', async () => {
  const live = run();
  const url = await address(live);
  await caughtUp(url);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  const health = await ready(url);
  expect(health.ok).toBe(true);
  expect(Object.keys(health.sources).sort()).toEqual(
    [
      'event-store',
      'postgres',
      'transparency',
      'rebuilds',
      ...readModels.map(({ name }) => `read-model:${name}`),
    ].sort(),
  );
  expect(health.sources['read-model:pair-register']!.detail).toMatchObject({ lag: '0', lagSeconds: 0 });
  const metrics = await (await fetch(`${url}/metrics`)).text();
  for (const { name } of readModels) {
    expect(metrics).toMatch(new RegExp(`nastavnik_projection_lag_positions\\{model="${name}"[^}]*\\} 0`));
    expect(metrics).toMatch(new RegExp(`nastavnik_projection_poisoned\\{model="${name}"[^}]*\\} 0`));
  }
  await store.append('pair-x', 'any', [
    { id: randomUUID(), type: 'pair.unheard.v1', data: {}, metadata: {} },
  ]);
  await eventually('not ready', async () => (await fetch(`${url}/health/ready`)).status === 503);
  expect((await ready(url)).sources['read-model:pair-register']).toMatchObject({
    ok: false,
    detail: { state: 'poisoned', poison: { stream: 'pair-x', type: 'pair.unheard.v1' } },
  });
  await live.kill('SIGTERM');

  const wrong = spawnTs('apps/projector/main.ts', {
    env: { DATABASE_URL: 'mysql://x', EVENTSTORE_URL: '', PORT: 'many' },
  });
  spawned.push(wrong);
  expect(await wrong.exited()).not.toBe(0);
  for (const name of ['DATABASE_URL', 'EVENTSTORE_URL', 'PORT']) expect(wrong.output()).toMatch(name);
}, 120_000);
