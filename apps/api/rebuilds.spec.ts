/**
 * Read models made anew over HTTP by a projector that is a process of its own, while people act and ask: no request fails, and the tables
 * say what a plain fold of the log says.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { readModels } from '@nastavnik/read-models';
import { foldedTables, liveTables, wholeLog } from '../../test/support/oracle';
import { type Spawned, spawnTs } from '../../test/support/process';
import { type Client, foundSchools, startTestApi, type TestApi } from './api.testing';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
let operator: Client;
let projector: Spawned | undefined;

const startProjector = async (): Promise<Spawned> => {
  const process = spawnTs('apps/projector/main.ts', {
    args: [],
    env: {
      ...{ DATABASE_URL: api.databaseUrl, EVENTSTORE_URL: api.eventStoreUrl },
      ...{ PORT: '0', MAX_BATCH: '7', LOG_LEVEL: 'info' },
    },
  });
  await process.waitFor(/projector ready/);
  return process;
};
const pupil = (n: number) => ({
  ...{ effectiveOn: '2021-01-14', kind: 'STUDENT', employed: false },
  person: { familyName: `Учеников-${n}`, givenName: 'Пётр', birthDate: '2007-03-04' },
});

beforeAll(async () => {
  api = await startTestApi({ readLater: true });
  town = await foundSchools(api);
  operator = api.as('region-operator');
}, 120_000);
afterAll(async () => {
  await projector?.kill('SIGKILL');
  await api?.stop();
});

/** Asks and acts without a pause until told to stop. @returns what was not answered as it should be */
const hammer = () => {
  const wrong: string[] = [];
  let [asked, acted, going] = [0, 0, true];
  const asking = async (path: string): Promise<void> => {
    while (going) {
      const { status } = await town.director.get(path);
      asked += 1;
      if (status !== 200) wrong.push(`${status} ${path}`);
    }
  };
  const acting = async (): Promise<void> => {
    while (going) {
      const at = `/v1/schools/${town.first}/participants`;
      const { status, body } = await town.curator.post(at, pupil(acted));
      acted += 1;
      const entry = { effectiveOn: '2021-01-15', categories: ['GIFTED'], tasks: ['LIFE'] };
      const entered =
        status === 201 ? await town.curator.post(`${at}/${body.id}/mentee-base`, entry) : undefined;
      if (entered?.status !== 201) wrong.push(`${status} ${entered?.status} an act`);
    }
  };
  const at = `/v1/organisations/${town.first}/registers`;
  const running = [
    asking(`${at}/mentees`),
    asking(`${at}/pairs`),
    asking(`${at}/orders`),
    asking(`/v1/schools/${town.first}/registers/mentors`),
    acting(),
  ];
  return async () => {
    going = false;
    await Promise.all(running);
    return { wrong, asked, acted };
  };
};

it('is asked for by whoever runs the installation, of a read model that there is, one at a time', async () => {
  for (const role of ['director', 'auditor', 'municipal-specialist'] as const) {
    const answer = await api
      .as(role, { organisationId: town.first })
      .post('/v1/read-models/pair-register/rebuilds', {});
    expect(answer.status).toBe(403);
  }
  const unknown = await operator.post('/v1/read-models/nothing/rebuilds', {});
  expect([unknown.status, unknown.body.detail]).toEqual([404, expect.stringContaining('pair-register')]);
  await api.postgres.query(
    `insert into projection_rebuild (id, model, actor_id, state, requested_at)
     values ('00000000-0000-4000-8000-000000000001', 'award-register', 'x', 'FAILED', now() - interval '1 day')`,
  );
  // No projector yet: what is asked for waits for one.
  const answers = await Promise.all([
    operator.post('/v1/read-models/award-register/rebuilds', {}),
    operator.post('/v1/read-models/award-register/rebuilds', {}),
  ]);
  const accepted = answers.find(({ status }) => status === 202);
  expect(accepted?.body).toMatchObject({ state: 'REQUESTED', percent: 0, secondsLeft: null, trouble: null });
  const refused = answers.find(({ status }) => status === 409);
  expect(refused?.body).toMatchObject({
    type: 'urn:problem:nastavnik:rebuild-under-way',
    detail: expect.stringContaining(accepted?.body.id as string),
  });
  const { body } = await operator.get('/v1/rebuilds');
  expect(body.items.at(-1)).toMatchObject({
    state: 'FAILED',
    trouble: expect.stringContaining('Действующая таблица не тронута'),
  });
});

it('every read model, under load and over the death of the projector: no failed request, the rows of a plain fold', async () => {
  projector = await startProjector();
  const stop = hammer();
  const asked: string[] = [];
  for (const { name } of readModels) {
    const { status, body } = await operator.post(`/v1/read-models/${name}/rebuilds`, {});
    expect([name, [202, 409].includes(status)]).toEqual([name, true]);
    if (status === 202) asked.push(body.id as string);
  }
  const open = async (): Promise<readonly { id: string; state: string; percent: number }[]> => {
    const { body } = await operator.get('/v1/rebuilds');
    return body.items.filter(({ state }: { state: string }) => state === 'REQUESTED' || state === 'RUNNING');
  };
  // Dies in the middle of the work.
  while ((await open()).length > readModels.length - 4) await delay(20);
  await projector.kill('SIGKILL');
  expect((await open()).length).toBeGreaterThan(0);
  projector = await startProjector();
  while ((await open()).length > 0) await delay(100);
  const { wrong, asked: questions, acted } = await stop();
  expect(wrong).toEqual([]);
  expect(questions).toBeGreaterThan(20);
  expect(acted).toBeGreaterThan(5);
  for (const id of asked) {
    const { body } = await operator.get(`/v1/rebuilds/${id}`);
    expect(body).toMatchObject({ state: 'DONE', percent: 100, secondsLeft: 0, trouble: null });
  }
  const head = await api.head();
  for (;;) {
    const { rows } = await api.postgres.query(
      `select min(position)::text as least, count(*)::int as models from projection_checkpoint where name not like '%rebuild'`,
    );
    if (rows[0].models >= readModels.length && BigInt(rows[0].least) >= head) break;
    await delay(50);
  }
  const [expected, found] = [foldedTables(await wholeLog(api.store)), await liveTables(api.databaseUrl)];
  expect(expected['mentee-register']!.length).toBeGreaterThan(acted);
  for (const name of Object.keys(expected))
    expect({ [name]: found[name] }).toEqual({ [name]: expected[name] });
}, 180_000);
