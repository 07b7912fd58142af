/** Receivers over the API: registered, watched, paused, given what they missed; by those who may. */
import { randomUUID } from 'node:crypto';
import { startReceiver, type Receiver } from '@nastavnik/integration';
import { startTestApi, type TestApi } from './api.testing';

let api: TestApi;
let sample: Receiver;
beforeAll(async () => {
  api = await startTestApi();
  sample = await startReceiver();
});
afterAll(async () => {
  await sample?.close();
  await api?.stop();
});

const region = () => api.as('region-operator');
const register = (name: string, more: object = {}) =>
  region().post('/v1/receivers', { name, url: sample.url, ...more });

it('is registered with its filter, and its secret is shown once', async () => {
  const school = randomUUID();
  const { status, body } = await register('first', {
    types: ['ru.nastavnik.pair.fixed.v1'],
    schools: [school],
  });
  expect(status).toBe(201);
  expect(body.secret).toMatch(/^whsec_/);
  const shown = await region().get(`/v1/receivers/${body.id}`);
  expect(shown.body).toMatchObject({
    ...{ id: body.id, name: 'first', url: sample.url, state: 'ACTIVE', failures: 0, pending: 0, dead: 0 },
    ...{ types: ['ru.nastavnik.pair.fixed.v1'], scopes: [`school:${school}`] },
  });
  expect(JSON.stringify((await region().get('/v1/receivers')).body)).not.toContain('whsec_');
  const again = await region().post(`/v1/receivers/${body.id}/secret`, {});
  expect(again.body.secret).not.toBe(body.secret);
  expect((await register('first')).body.type).toContain('name-taken');
});

it('is refused with every mistake at once, and when its address answers wrongly or is not public', async () => {
  const wrong = await region().post('/v1/receivers', { name: 'Ё', url: '', types: ['x'], schools: ['62'] });
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer.split('/')[1]).sort()).toEqual([
    'name',
    'schools',
    'types',
    'url',
  ]);
  expect((await register('bad', { url: 'ftp://example.org/' })).status).toBe(400);
  const inside = await register('inside', { url: 'http://10.0.0.1/' });
  expect([inside.status, inside.body.type]).toEqual([422, 'urn:problem:nastavnik:receiver-not-verified']);
  expect(inside.body.detail).toMatch(/challenge/);
  const silent = await register('silent', { url: `${api.url}/health/live` });
  expect(silent.status).toBe(422);
  expect(
    (await region().get('/v1/receivers')).body.items.map(({ name }: { name: string }) => name),
  ).not.toContain('silent');
});

it('is paused, resumed, asked for what it missed, and removed', async () => {
  const { id } = (await register('third')).body;
  const at = `/v1/receivers/${id}`;
  expect((await region().post(`${at}/pause`, {})).body.state).toBe('PAUSED');
  expect((await region().post(`${at}/resumption`, {})).body.state).toBe('ACTIVE');
  await api.postgres.query(
    `insert into webhook_delivery (receiver_id, event_id, position, ordinal, lane, type, body, state, last_error)
     values ($1, $2, 7, 0, 'pair', 't', '{}', 'DEAD', 'answered 500')`,
    [id, randomUUID()],
  );
  expect((await region().get(`${at}/deliveries?state=DEAD`)).body.items).toMatchObject([
    { position: '7', state: 'DEAD', lastError: 'answered 500' },
  ]);
  expect((await region().post(`${at}/redelivery`, { dead: true })).body).toEqual({ asked: 1 });
  expect((await region().get(`${at}/deliveries?state=DEAD`)).body.items).toEqual([]);
  const token = await api.issuer.issue({ role: 'region-operator' });
  const removed = await api.request('DELETE', at, { headers: { authorization: `Bearer ${token}` } });
  expect(removed.status).toBe(204);
  for (const [method, path, body] of [
    ['GET', at, undefined],
    ['GET', `${at}/deliveries`, undefined],
    ['POST', `${at}/pause`, {}],
    ['POST', `${at}/secret`, {}],
    ['POST', `${at}/redelivery`, { dead: true }],
  ] as const) {
    const { status } = await api.request(method, path, {
      body,
      headers: { authorization: `Bearer ${token}` },
    });
    expect([path, status]).toEqual([path, 404]);
  }
});

it('is for the region; the integration looks, nobody else does', async () => {
  expect((await api.as('integration').get('/v1/receivers')).status).toBe(200);
  expect((await api.as('integration').post('/v1/receivers', { name: 'x', url: sample.url })).status).toBe(
    403,
  );
  for (const role of ['director', 'municipal-specialist', 'auditor'] as const) {
    expect((await api.as(role).get('/v1/receivers')).status).toBe(403);
  }
});
