/** The API as a process: wrong settings are complained about all at once; right ones serve, with keys from an issuer's address. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEventStoreNode } from '@nastavnik/platform/embedded';
import { DevelopmentIssuer } from '@nastavnik/platform/identity';
import { createTestDatabase } from '../../test/support/database';
import { spawnTs } from '../../test/support/process';

const NOTHING = {
  EVENTSTORE_URL: '',
  DATABASE_URL: '',
  VAULT_MASTER_KEY: '',
  IDENTITY_PROVIDERS: '',
  SOURCE_URI: '',
  WEBHOOK_KEY: '',
};

it('names every setting that is wrong or absent, and starts nothing', async () => {
  const run = spawnTs('apps/api/main.ts', {
    env: { ...NOTHING, DATABASE_URL: 'mysql://root:s3cret@x', PORT: 'many' },
  });
  expect(await run.exited()).toBe(78);
  for (const name of [...Object.keys(NOTHING), 'PORT']) expect(run.output()).toContain(name);
  expect(run.output()).not.toContain('s3cret');
});

it('serves with tokens of an issuer whose keys stand at its address, and ends on SIGTERM', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-main-'));
  const database = await createTestDatabase();
  const node = await startEventStoreNode({ databaseUrl: database.url });
  const issuer = await DevelopmentIssuer.open(dir);
  const { keys, issuer: name, audience } = issuer.provider;
  const jwks = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(keys.jwks));
  });
  await new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve));
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));

  const run = spawnTs('apps/api/main.ts', {
    env: {
      EVENTSTORE_URL: node.url,
      DATABASE_URL: database.url,
      VAULT_MASTER_KEY: randomBytes(32).toString('base64'),
      IDENTITY_PROVIDERS: JSON.stringify([
        {
          issuer: name,
          audience,
          jwksUrl: `http://127.0.0.1:${(jwks.address() as AddressInfo).port}/jwks.json`,
        },
      ]),
      SOURCE_URI: 'urn:nastavnik:installation:spec',
      WEBHOOK_KEY: randomBytes(32).toString('base64'),
      HOST: '127.0.0.1',
      PORT: String(port),
      NODE_ENV: 'production',
    },
  });
  try {
    await run.waitFor(/listening/, 30_000);
    const ask = (token: string) =>
      fetch(`http://127.0.0.1:${port}/v1/pairs/11111111-1111-4111-8111-111111111111`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await ask(await issuer.issue({ role: 'auditor' }))).status).toBe(404);
    expect((await ask(await issuer.issue({ role: 'auditor', ttl: -60 }))).status).toBe(401);
    run.child.kill('SIGTERM');
    expect(await run.exited()).toBe(0);
  } finally {
    await run.kill();
    jwks.close();
    await node.stop();
    await database.drop();
    rmSync(dir, { recursive: true });
  }
});
