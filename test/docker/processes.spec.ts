// The three processes of production, started as compose.yml starts them, on empty servers: each comes up by itself and says so.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type EventStoreNode, startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { type Spawned, spawnTs } from '../support/process';

let database: TestDatabase;
let log: TestDatabase;
let eventStore: EventStoreNode;
const issuer = createServer((_request, response) => {
  const { publicKey } = generateKeyPairSync('ed25519');
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: '1', alg: 'EdDSA' }] }),
  );
});
const running: Spawned[] = [];

beforeAll(async () => {
  [database, log] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  eventStore = await startEventStoreNode({ databaseUrl: log.url });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await Promise.all(running.map((process) => process.kill('SIGKILL')));
  await eventStore.stop();
  await new Promise((resolve) => issuer.close(resolve));
  await Promise.all([database.drop(), log.drop()]);
});

const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

test('api, projector and publisher come up together on empty servers, are ready, and end in order', async () => {
  const apps = await Promise.all(
    ['api', 'projector', 'publisher'].map(async (app) => {
      const port = await freePort();
      const process = spawnTs(`apps/${app}/main.ts`, {
        env: {
          EVENTSTORE_URL: eventStore.url,
          DATABASE_URL: database.url,
          REDIS_URL: '',
          VAULT_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
          IDENTITY_PROVIDERS: JSON.stringify([
            {
              issuer: 'https://id.example.org',
              audience: 'nastavnik',
              jwksUrl: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks.json`,
            },
          ]),
          SOURCE_URI: 'urn:nastavnik:installation:spec',
          WEBHOOK_KEY: Buffer.alloc(32, 9).toString('base64'),
          PORT: String(port),
          HOST: '127.0.0.1',
          LOG_LEVEL: 'warn',
        },
      });
      running.push(process);
      return { app, process, url: `http://127.0.0.1:${port}` };
    }),
  );
  const measured = new Set<string>();
  for (const { app, process, url } of apps) {
    let status = 0;
    for (let tries = 0; status !== 200; tries++) {
      if (tries > 400 || process.child.exitCode !== null)
        throw new Error(`${app} is not ready:\n${process.output()}`);
      status = await fetch(`${url}/health/ready`).then(
        (answer) => answer.status,
        () => 0,
      );
      await delay(100);
    }
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain(`app="${app}"`);
    for (const [, name, type] of metrics.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
      for (const series of type === 'histogram' ? ['_bucket', '_count', '_sum'] : ['']) {
        measured.add(`${name}${series}`);
      }
    }
  }
  // The dashboard asks for what is measured.
  const { panels } = JSON.parse(readFileSync('docker/grafana/nastavnik.json', 'utf8')) as {
    panels: { targets: { expr: string }[] }[];
  };
  const shown = new Set(
    panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(?:nastavnik|nodejs|process)_\w+/g) ?? []),
    ),
  );
  expect(shown.size).toBeGreaterThanOrEqual(panels.length - 1);
  expect([...shown].filter((name) => !measured.has(name))).toEqual([]);
  // The tables that acts need are there: a process that is ready must be able to do its work.
  const { Client } = await import('pg');
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(`SELECT to_regclass('vault_record') IS NOT NULL AS vault`);
  await client.end();
  expect(rows).toEqual([{ vault: true }]);
  for (const { app, process } of apps) {
    process.child.kill('SIGTERM');
    expect([app, await process.exited()]).toEqual([app, 0]);
  }
});
