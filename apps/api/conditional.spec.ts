/** A reader who holds the same answer is told so; nobody is told so of an answer that has changed, or of another reader's. */
import { type Answer, type Client, foundSchools, startTestApi, type TestApi } from './api.testing';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
let mentees: string;
beforeAll(async () => {
  api = await startTestApi();
  town = await foundSchools(api);
  mentees = `/v1/schools/${town.first}/registers/mentees`;
});
afterAll(() => api?.stop());

const enter = async (familyName: string, categories: readonly string[]): Promise<string> => {
  const { curator, first, must } = town;
  const { id } = must(
    await curator.post(`/v1/schools/${first}/participants`, {
      ...{ kind: 'STUDENT', employed: false, effectiveOn: '2021-01-15' },
      person: { familyName, givenName: 'Анна', birthDate: '2006-02-02' },
    }),
  ).body;
  const entered = await curator.post(`/v1/schools/${first}/participants/${id}/mentee-base`, {
    ...{ categories, tasks: ['PERSONAL'], effectiveOn: '2021-01-18' },
  });
  return must(entered).body.position as string;
};
const holding = (client: Client, path: string, { headers }: Answer): Promise<Answer> =>
  client.get(path, { 'if-none-match': headers.get('etag')! });

it('the same answer is 304 without a body, whatever happened elsewhere; after an act on it, the new one', async () => {
  const position = await enter('Ёлкина', ['LOW_RESULTS']);
  const held = await town.curator.get(`${mentees}?after=${position}`);
  expect(held.headers.get('cache-control')).toBe('private, no-cache');
  expect(held.headers.get('vary')).toContain('Authorization');
  expect(held.headers.get('as-of')).toBe(held.body.asOf);
  await api.as('region-operator').post('/v1/municipalities', {
    ...{ effectiveOn: '2020-09-01', name: 'Иной', utcOffsetMinutes: 180 },
  });
  const elsewhere = await holding(town.curator, `${mentees}?after=${await api.head()}`, held);
  expect([elsewhere.status, elsewhere.body]).toEqual([304, '']);
  expect(BigInt(elsewhere.headers.get('as-of')!)).toBeGreaterThan(BigInt(held.body.asOf));
  for (const name of ['Яблокова', 'Грушева']) {
    const after = await enter(name, ['LOW_RESULTS']);
    expect((await holding(town.curator, `${mentees}?after=${after}`, held)).status).toBe(200);
  }
});

it('readers who see different things have different validators, and one is of no use to the other', async () => {
  const position = await enter('Соколова', ['BEHAVIOUR']);
  const path = `${mentees}?after=${position}`;
  const above = api.as('methodist', { organisationId: town.municipality });
  const own = await town.curator.get(path);
  const withoutNames = await above.get(path);
  expect(own.headers.get('etag')).not.toBe(withoutNames.headers.get('etag'));
  const answer = await holding(above, path, own);
  expect(answer.status).toBe(200);
  expect(JSON.stringify(answer.body)).not.toMatch(/Соколова|BEHAVIOUR/);
  const stranger = api.as('curator', { organisationId: town.second });
  expect((await holding(stranger, path, own)).status).toBe(403);
});

it('the validator of a regulation is good for If-Match as well', async () => {
  const path = `/v1/organisations/${town.first}/regulation`;
  const held = await town.director.get(path);
  expect((await holding(town.director, path, held)).status).toBe(304);
  const set = (etag: string, value: boolean) =>
    town.director.put(
      `${path}/parameters/pairOrder`,
      {
        ...{ value, effectiveOn: '2021-02-01' },
        clauses: [{ id: 'S62-4.13', document: 'МОУ СОШ № 62', clause: '4.13' }],
      },
      { 'if-match': etag },
    );
  const etag = held.headers.get('etag')!;
  expect((await set(etag, false)).status).toBe(201);
  expect((await set(etag, true)).status).toBe(412);
});
