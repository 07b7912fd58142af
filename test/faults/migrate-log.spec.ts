/**
 * The log of a standalone installation moved to another store, killed in the middle and run again: real processes. The other store is a second
 * node of ours, which speaks the protocol of EventStoreDB; its positions differ, as they do there.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { connectEventStore, type StoredEvent } from '@nastavnik/platform/event-store';
import { sample } from '../../apps/standalone/sample/school-62';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { foldedTables, liveTables, wholeLog } from '../support/oracle';
import { type Spawned, spawnTs } from '../support/process';

jest.setTimeout(300_000);

const dataDir = mkdtempSync(path.join(tmpdir(), 'nastavnik-moved-'));
const databases: TestDatabase[] = [];
const running = new Set<Spawned>();
const env: NodeJS.ProcessEnv = {
  ...{ DATABASE_URL: '', EVENTSTORE_URL: '', REDIS_URL: '', PORT: '0', LOG_LEVEL: 'fatal' },
  NASTAVNIK_DATA_DIR: dataDir,
};
const spawned = (file: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Spawned => {
  const one = spawnTs(file, { args, env: { ...env, ...more } });
  running.add(one);
  void one.exited().then(() => running.delete(one));
  return one;
};
const ended = async (one: Spawned) => ({ code: await one.exited(), said: one.output() });
const house = (more: NodeJS.ProcessEnv = {}, ...args: string[]): Spawned =>
  spawned('apps/standalone/main.ts', args, more);
const move = (to: string): Spawned => spawned('apps/standalone/migrate-log/main.ts', ['--to', to]);

/** Another store, whose first positions are taken by something of its own. */
const store = async (): Promise<string> => {
  const database = await createTestDatabase();
  databases.push(database);
  const node = spawned('test/faults/event-store-node.testing.ts', [database.url, '0']);
  const url = (await node.waitFor(/serving (\S+)/))[1]!;
  const client = EventStoreDBClient.connectionString(url);
  await client.setStreamMetadata('elsewhere', { maxCount: 10 });
  await client.dispose();
  return url;
};
const logAt = async (url: string): Promise<readonly StoredEvent[]> => {
  const log = connectEventStore(url);
  try {
    return await wholeLog(log);
  } finally {
    await log.close();
  }
};
/** What must be the same in both. */
const moved = (log: readonly StoredEvent[]) =>
  log.map(({ id, stream, revision, type, raw }) => ({ id, stream, revision, type, raw }));
const runtime = () =>
  JSON.parse(readFileSync(path.join(dataDir, 'runtime.json'), 'utf8')) as {
    eventStoreUrl: string;
    databaseUrl: string;
  };

let before: readonly StoredEvent[];
let target: string;

beforeAll(async () => {
  target = await store();
  const first = house();
  await first.waitFor(/health\/ready/, 120_000);
  before = await logAt(runtime().eventStoreUrl);
  expect((await ended(move(target))).said).toContain('остановите её');
  await first.kill('SIGTERM');
});
afterAll(async () => {
  await Promise.all([...running].map((one) => one.kill('SIGTERM')));
  for (const database of databases) await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

it('refuses a store that holds other events, and touches neither', async () => {
  const other = await store();
  const log = connectEventStore(other);
  await log.append('somebody-else', 'no_stream', [
    { id: '0b0e7bd5-2b7d-4a3e-9d0c-2f7d1f6a1b11', type: 'somebody.else.v1', data: {}, metadata: {} },
  ]);
  await log.close();
  const refused = await ended(move(other));
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('другие события') });
  expect(await logAt(other)).toHaveLength(1);
});

it('killed in the middle, goes on where it stopped; both logs are the same, byte for byte', async () => {
  const killed = move(target);
  const watch = connectEventStore(target);
  while ((await watch.lastPosition()) === undefined) await delay(2);
  await killed.kill('SIGKILL');
  await watch.close();
  const part = await logAt(target);
  expect(part.length).toBeGreaterThan(0);
  expect(part.length).toBeLessThan(before.length);

  const done = await ended(move(target));
  expect(done).toMatchObject({ code: 0, said: expect.stringContaining('сошлись побайтно') });
  expect(done.said).toContain(`Событий: ${before.length}, из них перенесено раньше: `);
  const after = await logAt(target);
  expect(moved(after)).toEqual(moved(before));
  expect(after[0]!.position).not.toBe(before[0]!.position);
});

it('run once more it finds everything there and changes nothing', async () => {
  const again = await ended(move(target));
  expect(again).toMatchObject({ code: 0, said: expect.stringContaining(`раньше: ${before.length}`) });
});

it('the log that was left is not written any more', async () => {
  const wrong = await ended(house({}, '--no-sample'));
  expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('Укажите EVENTSTORE_URL') });
});

it('the installation goes on over the other store: its tree, its proofs, its registers; no act is done again', async () => {
  const second = house({ EVENTSTORE_URL: target }, '--no-sample');
  const url = (await second.waitFor(/ready (http:\S+)/))[1]!;
  const last = (await logAt(target)).at(-1)!.position;
  const lags = async (): Promise<boolean> => {
    const { sources } = (await (await fetch(`${url}/health/ready`)).json()) as {
      sources: { [name: string]: { detail?: { position?: string | null; size?: number } } };
    };
    return Object.entries(sources).some(
      ([name, { detail }]) => name.startsWith('read-model:') && BigInt(detail?.position ?? -1) < last,
    );
  };
  for (let tries = 0; (await lags()) && tries < 600; tries++) await delay(100);
  const log = await logAt(target);
  expect(moved(log)).toEqual(moved(before));
  expect(await liveTables(runtime().databaseUrl)).toEqual(foldedTables(log));
  const tree = await ended(spawned('apps/auditor/main.ts', ['tree']));
  expect(tree).toMatchObject({ code: 0, said: expect.stringContaining('Дерево сходится') });
  const pair = await ended(spawned('apps/auditor/main.ts', ['pair', sample.pairId]));
  expect(pair).toMatchObject({ code: 0, said: expect.stringContaining('Всё сходится') });
  await second.kill('SIGTERM');
});
