/** The client against the whole house: a typed way through a school's acts and queries, and a wire that breaks. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { type Nastavnik, nastavnik, ProblemError, Refused, Stale, Unreachable } from '@nastavnik/client';
import { type House, startHouse } from '../support/house';
import { type Way, wayTo } from '../support/way';
import { clientTypes, keptTypes } from './generate';

jest.setTimeout(120_000);

let house: House;
let way: Way;
beforeAll(async () => {
  house = await startHouse();
  way = await wayTo(house.standalone.url);
});
afterAll(async () => {
  await way?.close();
  await house?.stop();
});

const as = (role: string, organisationId?: string, over: object = {}): Nastavnik => {
  const sub = randomUUID();
  return nastavnik({
    baseUrl: house.standalone.url,
    token: () =>
      house.standalone.issuer.issue({
        role,
        sub,
        ...(organisationId === undefined ? {} : { organisationId }),
      }),
    ...over,
  });
};
const day = { effectiveOn: '2021-01-11' } as const;
const found = async (region: Nastavnik) => {
  const { data: municipality } = await region.post('/v1/municipalities', {
    body: { ...day, name: 'Город', regionCode: '76', utcOffsetMinutes: 180 },
  });
  const { data: school } = await region.post('/v1/schools', {
    body: {
      ...day,
      municipalityId: municipality.id,
      name: 'Школа',
      shortName: 'Школа',
      utcOffsetMinutes: 180,
    },
  });
  await region.post('/v1/organisations/{organisationId}/regulation', {
    path: { organisationId: school.id },
    body: { ...day, document: 'МОУ СОШ № 62', basedOn: 'S62' },
  });
  return { municipalityId: municipality.id, schoolId: school.id };
};
const order = {
  register: 'MAIN',
  issuedOn: '2021-01-11',
  legalBasis: ['273-ФЗ'],
  content: { kind: 'INTRODUCTION', from: '2021-01-11' },
} as const;

it('its types are those of the API as it is: `npm run client:types` writes them', async () => {
  expect(keptTypes() === (await clientTypes())).toBe(true);
});

it('reads what it wrote: a query waits for the last act of the same client, of another when told', async () => {
  const region = as('region-operator');
  const { schoolId } = await found(region);
  const director = as('director', schoolId);
  const issued = await director.post('/v1/schools/{schoolId}/orders', {
    path: { schoolId },
    body: { ...order, number: '1-Д' },
  });
  expect(director.seen).toBe(issued.position);
  const register = { path: { organisationId: schoolId }, query: { year: 2021 } } as const;
  const own = await director.get('/v1/organisations/{organisationId}/registers/orders', register);
  expect(own.data.items).toMatchObject([{ number: '1-Д' }]);
  expect(own.position).toBeGreaterThanOrEqual(issued.position!);

  const other = as('director', schoolId);
  other.see(issued.data.position);
  const same = await other.get('/v1/organisations/{organisationId}/registers/orders', register);
  expect(same.data.items).toHaveLength(1);
  expect(
    await other.getIfChanged('/v1/organisations/{organisationId}/registers/orders', same, register),
  ).toBe(same);
  await director.post('/v1/schools/{schoolId}/orders', {
    path: { schoolId },
    body: { ...order, number: '2-Д', content: { kind: 'ROADMAP', title: 'Дорожная карта' } },
  });
  other.see(director.seen!);
  const more = await other.getIfChanged(
    '/v1/organisations/{organisationId}/registers/orders',
    same,
    register,
  );
  expect(more.data.items).toHaveLength(2);
});

it('an act is carried out once though its answers are lost, and under a key of the caller', async () => {
  const lost: string[] = [];
  // Carried out, but the first two answers never arrive.
  const lossy: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (init?.method === 'POST' && lost.length < 2) {
      lost.push(new Headers(init.headers).get('idempotency-key')!);
      throw new TypeError('fetch failed');
    }
    return response;
  };
  const region = as('region-operator', undefined, { fetch: lossy, retry: { firstPauseMs: 10 } });
  const idempotencyKey = randomUUID();
  const body = { ...day, name: 'Город', regionCode: '76', utcOffsetMinutes: 180 };
  const { data } = await region.post('/v1/municipalities', { body, idempotencyKey });
  expect(lost).toEqual([idempotencyKey, idempotencyKey]);
  expect(data.repeated).toBe(true);
  const again = await as('region-operator').post('/v1/municipalities', { body, idempotencyKey });
  // Another caller's key is another act.
  expect(again.data).toMatchObject({ repeated: false });
  expect(again.data.id).not.toBe(data.id);
});

it('a connection that is gone for a while is waited for; one that stays away is Unreachable, with the key', async () => {
  const region = as('region-operator', undefined, { baseUrl: way.url.replace(/\/$/, '') });
  way.cut();
  const sent = region.post('/v1/municipalities', {
    body: { ...day, name: 'Город', regionCode: '76', utcOffsetMinutes: 180 },
  });
  setTimeout(() => way.mend(), 300);
  expect((await sent).data.repeated).toBe(false);
  way.cut();
  const hasty = as('region-operator', undefined, {
    baseUrl: way.url,
    retry: { attempts: 2, firstPauseMs: 1 },
  });
  const failed = hasty.get('/v1/regions/{regionCode}/registers/{register}', {
    path: { regionCode: '76', register: 'mentors' },
  });
  await expect(failed).rejects.toBeInstanceOf(Unreachable);
  await expect(failed).rejects.toMatchObject({ attempts: 2 });
  way.mend();
});

it('what is no success is an error of its kind: refused with every reason, stale, malformed, forbidden', async () => {
  const region = as('region-operator');
  const { schoolId } = await found(region);
  const director = as('director', schoolId);
  const issued = await director.post('/v1/schools/{schoolId}/orders', {
    path: { schoolId },
    body: { ...order, number: '1' },
  });
  const twice = director.post('/v1/schools/{schoolId}/orders', {
    path: { schoolId },
    body: { ...order, number: '1' },
  });
  await expect(twice).rejects.toBeInstanceOf(Refused);
  await twice.catch((error: Refused) => {
    expect(error.reasons.length).toBeGreaterThan(0);
    expect(error.slug).toBe('refused');
    expect(error.message).toContain(error.reasons[0]!.message);
  });
  const wrong = director.post('/v1/schools/{schoolId}/orders', {
    path: { schoolId },
    body: { ...order, number: '', register: 'NONE' as never },
  });
  await expect(wrong).rejects.toMatchObject({ status: 400, slug: 'invalid-request' });
  await wrong.catch((error: ProblemError) =>
    expect(error.problem.errors!.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['#/number', '#/register']),
    ),
  );
  await expect(
    as('curator', schoolId).post('/v1/schools/{schoolId}/orders', {
      path: { schoolId },
      body: { ...order, number: '3' },
    }),
  ).rejects.toMatchObject({ status: 403 });
  expect(issued.etag).toBe(`"${issued.data.revision}"`);
  const stale = region.post('/v1/organisations/{organisationId}/regulation', {
    path: { organisationId: schoolId },
    body: { ...day, document: 'МОУ СОШ № 62', basedOn: 'S62' },
    ifMatch: 77n,
  });
  await expect(stale).rejects.toBeInstanceOf(Stale);
});

describe('pauses', () => {
  const serving = async (
    answers: readonly (readonly [status: number, headers?: Record<string, string>])[],
  ) => {
    const asked: { at: number; key: string | undefined; path: string }[] = [];
    const server = createServer((request, response) => {
      const [status, headers = {}] = answers[Math.min(asked.length, answers.length - 1)]!;
      asked.push({
        at: Date.now(),
        key: request.headers['idempotency-key'] as string | undefined,
        path: request.url!,
      });
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ position: '5', type: 'urn:problem:nastavnik:x', title: 'x', status }));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const api = nastavnik({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      retry: { firstPauseMs: 1, longestPauseMs: 2000 },
    });
    return { asked, api, stop: () => server.close() };
  };
  const body = { ...day, name: 'Город', regionCode: '76', utcOffsetMinutes: 180 };

  it('503 and 429 are tried again under the same key, not before Retry-After says', async () => {
    const { asked, api, stop } = await serving([[503, { 'retry-after': '1' }], [429], [201]]);
    expect((await api.post('/v1/municipalities', { body })).position).toBe(5n);
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
    expect(asked[1]!.at - asked[0]!.at).toBeGreaterThanOrEqual(995);
    stop();
  });

  it('a Retry-After longer than the policy waits is the caller’s to decide about', async () => {
    const { asked, api, stop } = await serving([[503, { 'retry-after': '3600' }]]);
    await expect(api.post('/v1/municipalities', { body })).rejects.toMatchObject({ status: 503 });
    expect(asked).toHaveLength(1);
    stop();
  });

  it('what would be done twice is tried again only when it was certainly not done', async () => {
    const receiverId = randomUUID();
    const { asked, api, stop } = await serving([[503], [502]]);
    const rotated = api.post('/v1/receivers/{receiverId}/secret', { path: { receiverId } });
    await expect(rotated).rejects.toMatchObject({ status: 502 });
    expect(asked).toHaveLength(2);
    stop();
  });

  it('a caller who gives up is not answered late, and a path without its parameter is not sent', async () => {
    const { asked, api, stop } = await serving([[503]]);
    const given = api.post('/v1/municipalities', { body, signal: AbortSignal.timeout(50) });
    await expect(given).rejects.toMatchObject({ name: 'TimeoutError' });
    const before = asked.length;
    // @ts-expect-error the type demands the parameter
    await expect(api.get('/v1/pairs/{pairId}', {})).rejects.toThrow('needs pairId');
    expect(asked).toHaveLength(before);
    stop();
  });
});
