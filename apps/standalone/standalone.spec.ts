/** `npm start` as a newcomer meets it: comes up, loads its sample, says where it is, keeps its data, and refuses clearly. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { type Spawned, spawnTs } from '../../test/support/process';
import { sample } from './sample/school-62';

jest.setTimeout(180_000);

const dataDir = mkdtempSync(path.join(tmpdir(), 'nastavnik-standalone-'));
const running: Spawned[] = [];
let database: TestDatabase | undefined;

const env = (): NodeJS.ProcessEnv => ({
  PORT: '0',
  NASTAVNIK_DATA_DIR: dataDir,
  ...(database === undefined ? {} : { DATABASE_URL: database.url }),
});
const start = (more: { args?: string[]; env?: NodeJS.ProcessEnv } = {}): Spawned => {
  const spawned = spawnTs('apps/standalone/main.ts', {
    args: more.args ?? [],
    env: { ...env(), ...more.env },
  });
  running.push(spawned);
  return spawned;
};
const token = async (...args: string[]): Promise<string> => {
  const spawned = spawnTs('apps/standalone/token.ts', { args, env: env() });
  expect(await spawned.exited()).toBe(0);
  return spawned.output().trim();
};
const audit = async (...args: string[]): Promise<Spawned> => {
  const spawned = spawnTs('apps/auditor/main.ts', { args: ['pair', ...args], env: env() });
  await spawned.exited();
  return spawned;
};

beforeAll(async () => {
  if (process.env.DATABASE_URL) database = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all(running.map((one) => one.kill('SIGTERM')));
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('npm start', () => {
  let first: Spawned;
  let url: string;
  const get = async (at: string, bearer?: string) => {
    const response = await fetch(
      `${url}${at}`,
      bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } },
    );
    return { status: response.status, body: await response.text() };
  };

  it('sends the sample year through the API with visible progress and says where it is ready', async () => {
    first = start();
    url = (await first.waitFor(/^ready (http:\/\/127\.0\.0\.1:\d+)$/m))[1]!;
    expect(first.output()).toMatch(/^ +1 {2}Учтён муниципалитет$/m);
    expect(first.output()).toMatch(/отказ: МОУ СОШ № 62, п\. 4\.1/);
    await first.waitFor(/health\/ready/);
    expect((await get('/docs')).status).toBe(200);
    expect(JSON.parse((await get('/openapi.json')).body)).toMatchObject({
      openapi: expect.stringMatching(/^3\.1/),
    });
  });

  it('the sample pair can be read with a development token, by name for the school and without names above it', async () => {
    const bearer = await token('--role', 'director');
    const pairs = await get(`/v1/schools/${sample.schoolId}/registers/pairs`, bearer);
    expect(pairs.status).toBe(200);
    const statuses = (JSON.parse(pairs.body) as { items: { pairId: string; status: string }[] }).items;
    expect(Object.fromEntries(statuses.map(({ pairId, status }) => [pairId, status]))).toEqual({
      [sample.pairId]: 'COMPLETED',
      [sample.studentPairId]: 'COMPLETED',
      [sample.suspendedPairId]: 'ENDED',
      [sample.groupId]: 'ACTIVE',
    });
    expect(pairs.body).toContain('Пчёлкина');
    const auditor = await token('--role', 'auditor');
    const history = await get(`/v1/pairs/${sample.pairId}/history`, auditor);
    expect(history.status).toBe(200);
    expect(history.body).toContain('МОУ СОШ № 62, п. 4.13');
    expect(history.body).not.toContain('Пчёлкина');
    expect((await get(`/v1/schools/${sample.schoolId}/registers/pairs`)).status).toBe(401);
  });

  it('the sample receiver has the events of the pair', async () => {
    const [, receiver] = /(http:\S+\/received)/.exec(first.output())!;
    const wanted = 1 + 7 + 2;
    const ofPair = async (): Promise<unknown[]> =>
      ((await (await fetch(receiver!)).json()) as { events: { subject: string }[] }).events.filter(
        ({ subject }) => subject === sample.pairId,
      );
    for (let tries = 0; (await ofPair()).length < wanted && tries < 150; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await ofPair()).toHaveLength(wanted);
  });

  it('every pair of the sample audits clean, to any date', async () => {
    for (const args of [
      [sample.pairId],
      [sample.pairId, '--on', '2021-03-01'],
      [sample.suspendedPairId],
      [sample.groupId],
    ]) {
      const audited = await audit(...args);
      expect(audited.output()).toContain('Всё сходится');
      expect(await audited.exited()).toBe(0);
    }
  });

  it('a second process on the same data is told that there is one', async () => {
    const second = start();
    expect(await second.exited()).toBe(1);
    expect(second.output()).toContain(url);
  });

  it('a second start keeps the data and does not load the sample again', async () => {
    const before = (
      JSON.parse((await get('/health/ready')).body) as {
        sources: { effects: { detail: { position: string } } };
      }
    ).sources.effects.detail.position;
    await first.kill('SIGTERM');
    expect(await first.exited()).toBe(0);
    // What lies on disk is audited too.
    expect((await audit(sample.pairId)).output()).toContain('Всё сходится');
    const again = start();
    url = (await again.waitFor(/^ready (\S+)$/m))[1]!;
    expect(again.output()).not.toContain('Учтён муниципалитет');
    const bearer = await token('--role', 'auditor');
    expect((await get(`/v1/pairs/${sample.pairId}?after=${before}`, bearer)).status).toBe(200);
  });
});

describe('what cannot work is said at once', () => {
  it('every mistake in the options', async () => {
    const wrong = start({ args: ['--sampel'], env: { PORT: 'eighty', NODE_ENV: 'production' } });
    expect(await wrong.exited()).toBe(2);
    for (const word of ['--sampel', 'PORT', 'NODE_ENV']) expect(wrong.output()).toContain(word);
  });
});
