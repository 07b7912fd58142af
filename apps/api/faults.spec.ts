/** Two at once, and what the sender sees when a part of the house is down. */
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { type Answer, type Client, foundSchools, startTestApi, type TestApi } from './api.testing';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
let curator: Client;

beforeAll(async () => {
  api = await startTestApi();
  town = await foundSchools(api);
  ({ curator } = town);
});
afterAll(() => api?.stop());

const register = async (): Promise<string> =>
  town.must(
    await curator.post(`/v1/schools/${town.first}/participants`, {
      effectiveOn: '2021-01-18',
      kind: 'STUDENT',
      employed: false,
      person: { familyName: 'Тайнова', givenName: 'Анна', birthDate: '2006-03-14' },
    }),
  ).body.id as string;

it('two on one revision: one wins, the others get 412 with the new revision', async () => {
  const at = `/v1/schools/${town.first}/participants/${await register()}`;
  const acts = [
    () =>
      curator.post(
        `${at}/mentee-base`,
        { effectiveOn: '2021-01-18', categories: ['LOW_RESULTS'], tasks: ['LIFE'] },
        { 'if-match': '"0"' },
      ),
    () =>
      curator.post(
        `${at}/mentor-base`,
        { effectiveOn: '2021-01-18', category: 'STUDENT', experience: ['LIFE'] },
        { 'if-match': '"0"' },
      ),
  ];
  const answers: Answer[] = await Promise.all(acts.map((act) => act()));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
  const [won, lost] = answers.sort((a, b) => a.status - b.status) as [Answer, Answer];
  expect(won.headers.get('etag')).toBe('"1"');
  expect(lost.headers.get('etag')).toBe('"1"');
  expect(lost.body).toMatchObject({ type: 'urn:problem:nastavnik:precondition-failed', revision: '1' });
});

it('without If-Match too nobody writes over what they have not seen: 409 with the new revision', async () => {
  const at = `/v1/schools/${town.first}/participants/${await register()}`;
  const bodies = ['LOW_RESULTS', 'GIFTED', 'DETACHED', 'BEHAVIOUR'].map((category) => ({
    effectiveOn: '2021-01-18',
    categories: [category],
    tasks: ['LIFE'],
  }));
  const answers = await Promise.all(bodies.map((body) => curator.post(`${at}/mentee-base`, body)));
  const lost = answers.filter(({ status }) => status === 409);
  expect(answers.filter(({ status }) => status === 201).length + lost.length).toBe(4);
  expect(lost.length).toBeGreaterThan(0);
  for (const { body, headers } of lost) {
    expect(body.type).toBe('urn:problem:nastavnik:conflict');
    expect(headers.get('etag')).toBe(`"${body.revision}"`);
  }
});

it('the same act sent many times at once under one key is carried out once', async () => {
  const at = `/v1/schools/${town.first}/participants/${await register()}/mentee-base`;
  const body = { effectiveOn: '2021-01-18', categories: ['LOW_RESULTS'], tasks: ['LIFE'] };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => curator.post(at, body, { 'idempotency-key': 'at-once' })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
  expect(new Set(answers.map(({ body: answer }) => JSON.stringify(answer.eventIds))).size).toBe(1);
  expect(answers.filter(({ body: answer }) => answer.repeated === false).length).toBeGreaterThanOrEqual(1);
  const stream = await api.store.readStream(answers[0]!.body.stream);
  expect(stream).toHaveLength(2);
});

it('an address or headers that cannot be read get a problem too', async () => {
  const wrong = await curator.get('/v1/pairs/%FF');
  expect(wrong.status).toBe(400);
  expect(wrong.body.type).toBe('urn:problem:nastavnik:invalid-request');
  const raw = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1', () =>
      socket.write('NOT HTTP\r\n\r\n'),
    );
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
  expect(raw).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json/s);
  const large = await new Promise<number | undefined>((resolve, reject) => {
    httpRequest(`${api.url}/health/live`, { headers: { 'x-large': 'x'.repeat(20_000) } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(large).toBe(431);
});

it('an error nobody foresaw: 500 with an id that stands in the log, and nothing of the error itself', async () => {
  await api.postgres.query('alter table pair_register rename to pair_register_gone');
  const answer = await curator.get(`/v1/schools/${town.first}/registers/pairs`);
  await api.postgres.query('alter table pair_register_gone rename to pair_register');
  expect(answer.status).toBe(500);
  expect(answer.body).toEqual({
    type: 'urn:problem:nastavnik:internal',
    title: 'Внутренняя ошибка',
    status: 500,
    detail: expect.any(String),
    instance: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
  });
  const id = (answer.body.instance as string).slice('urn:uuid:'.length);
  expect(
    api
      .log()
      .split('\n')
      .filter((line) => line.includes(id))
      .join(),
  ).toMatch(/"level":"error"/);
});

it('without its event store: 503 with Retry-After, not ready, alive; what was sent may be sent again', async () => {
  const body = { effectiveOn: '2021-01-18', categories: ['LOW_RESULTS'], tasks: ['LIFE'] };
  const at = `/v1/schools/${town.first}/participants/${await register()}/mentee-base`;
  await api.stopEventStore();
  const answer = await curator.post(at, body, { 'idempotency-key': 'again', 'accept-language': 'en' });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('2');
  expect(answer.body).toMatchObject({
    type: 'urn:problem:nastavnik:unavailable',
    detail: expect.stringContaining('Idempotency-Key'),
  });
  const ready = await api.request('GET', '/health/ready');
  expect(ready.status).toBe(503);
  expect(ready.body.sources['event-store'].ok).toBe(false);
  expect(ready.body.sources.postgres.ok).toBe(true);
  expect((await api.request('GET', '/health/live')).status).toBe(200);
  expect(api.log()).not.toMatch(/Тайнова|2006-03-14/);
});
