/** Where the auditor finds a log: named, running, or lying on disk. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';
import { startEmbeddedPostgres } from '@nastavnik/platform/embedded/postgres';
import { connectEventStore } from '@nastavnik/platform/event-store';
import { NoInstallation, resolveInstallation } from './installation';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-audit-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const runtime = (pid: number): void =>
  writeFileSync(
    path.join(dir, 'runtime.json'),
    JSON.stringify({ eventStoreUrl: 'esdb://127.0.0.1:2113?tls=false', databaseUrl: 'postgres://x/y', pid }),
  );

test('servers named in the environment come first', async () => {
  runtime(process.pid);
  const found = await resolveInstallation({ EVENTSTORE_URL: 'esdb://log', NASTAVNIK_DATA_DIR: dir });
  expect(found).toMatchObject({ eventStoreUrl: 'esdb://log', atRest: false });
  expect(found.databaseUrl).toBeUndefined();
});

test('a standalone that runs is asked through its runtime file', async () => {
  runtime(process.pid);
  expect(await resolveInstallation({ NASTAVNIK_DATA_DIR: dir })).toMatchObject({
    eventStoreUrl: 'esdb://127.0.0.1:2113?tls=false',
    databaseUrl: 'postgres://x/y',
    atRest: false,
  });
});

test('an installation at rest is started for the audit, with everything it holds, and put to rest again', async () => {
  const before = await startEmbeddedPostgres({ dataDir: path.join(dir, 'postgres') });
  const node = await startEventStoreNode({ databaseUrl: before.url });
  const store = await connectEventStore(node.url);
  const event = { id: randomUUID(), type: 'note.v1', data: {}, metadata: {} };
  await store.append('note-1', 'no_stream', [event]);
  await store.close();
  await node.stop();
  await before.stop();
  // Left behind by a process that was killed.
  runtime(2 ** 22 - 1);

  const found = await resolveInstallation({ NASTAVNIK_DATA_DIR: dir });
  try {
    expect(found.atRest).toBe(true);
    const again = await connectEventStore(found.eventStoreUrl);
    expect((await again.readStream('note-1')).map(({ id }) => id)).toEqual([event.id]);
    await again.close();
  } finally {
    await found.close();
  }
});

test('where nothing was ever installed is said so', async () => {
  mkdirSync(path.join(dir, 'empty'));
  for (const at of ['empty', 'missing']) {
    await expect(resolveInstallation({ NASTAVNIK_DATA_DIR: path.join(dir, at) })).rejects.toBeInstanceOf(
      NoInstallation,
    );
  }
});
