/** Addresses that may be reached, receivers that answered, secrets that change, lanes that keep their order. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import type { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { webhookMigrations, type Webhooks, webhooksOn } from '.';
import { outgoing } from './outgoing';

let database: TestDatabase;
let postgres: Pool;
let webhooks: Webhooks;
const key = randomBytes(32);
/** What the next request is answered with. */
let answer: (body: string) => { status: number; text: string; headers?: Record<string, string> };
const echo = (body: string) => ({
  status: 200,
  text: JSON.stringify({ challenge: (JSON.parse(body) as { challenge: string }).challenge }),
});
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { status, text, headers } = answer(Buffer.concat(chunks).toString());
    response.writeHead(status, headers).end(text);
  });
});
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.url, webhookMigrations);
  postgres = connectPostgres(database.url);
  webhooks = webhooksOn(postgres, { key, allow: ['127.0.0.1'], deliveries: { backoffMs: 0, breakerMs: 50 } });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await postgres.end();
  await database.drop();
});
beforeEach(async () => {
  answer = echo;
  await postgres.query('truncate webhook_receiver, webhook_delivery, webhook_replay');
});

describe('outgoing requests', () => {
  it.each([
    ['loopback', (to: string) => `http://127.0.0.1:${to}/`],
    ['loopback by name', (to: string) => `http://localhost:${to}/`],
    ['loopback in IPv6', (to: string) => `http://[::1]:${to}/`],
    ['loopback mapped into IPv6', (to: string) => `http://[::ffff:127.0.0.1]:${to}/`],
    ['this host', (to: string) => `http://0.0.0.0:${to}/`],
    ['loopback as a number', (to: string) => `http://2130706433:${to}/`],
    ['a private network', () => 'http://10.0.0.1/'],
    ['metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data'],
  ])('do not reach %s', async (_, at) => {
    let asked = false;
    answer = () => ((asked = true), { status: 200, text: '' });
    await expect(outgoing({ timeoutMs: 2_000 })(at(new URL(url).port), {}, '{}')).rejects.toThrow(
      'the address is not public',
    );
    expect(asked).toBe(false);
  });

  it('reach what the installation allows', async () => {
    answer = () => ({ status: 204, text: '' });
    expect((await outgoing({ allow: ['127.0.0.0/8'] })(url, {}, '{}')).status).toBe(204);
  });

  it('follow no redirect, read no more than they need and wait no longer than they may', async () => {
    const send = outgoing({ allow: ['127.0.0.1'], timeoutMs: 300 });
    answer = () => ({ status: 302, text: '', headers: { location: 'http://169.254.169.254/' } });
    expect((await send(url, {}, '{}')).status).toBe(302);
    answer = () => ({ status: 200, text: 'x'.repeat(1_000_000) });
    expect((await send(url, {}, '{}')).text).toHaveLength(16 * 1024);
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    await expect(send(at, {}, '{}')).rejects.toThrow('timed out');
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    await expect(send(at, {}, '{}')).rejects.toThrow('ECONNREFUSED');
    for (const wrong of ['ftp://example.org/', 'http://user:word@example.org/', 'nowhere']) {
      await expect(send(wrong, {}, '{}')).rejects.toThrow('not http or https');
    }
  });
});

describe('a receiver', () => {
  it('is registered once it has repeated the challenge', async () => {
    const { id, secret } = await webhooks.receivers.register({ name: 'region', url, types: ['a'] });
    expect(await webhooks.receivers.find(id)).toMatchObject({
      name: 'region',
      url,
      types: ['a'],
      state: 'ACTIVE',
    });
    expect(await webhooks.receivers.address(id)).toEqual({ name: 'region', url, secrets: [secret] });
    await expect(webhooks.receivers.register({ name: 'region', url })).rejects.toThrow('this name');
  });

  it.each([
    ['repeats another word', () => ({ status: 200, text: '{"challenge":"x"}' }), 'did not repeat'],
    ['says nothing', () => ({ status: 200, text: '' }), 'did not repeat'],
    ['answers an error', () => ({ status: 404, text: '' }), 'answered 404'],
  ])('that %s is not', async (_, said, why) => {
    answer = said;
    await expect(webhooks.receivers.register({ name: 'region', url })).rejects.toThrow(why);
    expect(await webhooks.receivers.list()).toEqual([]);
  });

  it('gets another secret, and for a day the old one signs beside it', async () => {
    const { id, secret } = await webhooks.receivers.register({ name: 'region', url });
    const fresh = await webhooks.receivers.rotateSecret(id);
    expect((await webhooks.receivers.address(id))?.secrets).toEqual([fresh, secret]);
    await postgres.query(`update webhook_receiver set previous_until = now() - interval '1 second'`);
    expect((await webhooks.receivers.address(id))?.secrets).toEqual([fresh]);
  });

  it('has its secret encrypted in the table, for this receiver only', async () => {
    const first = await webhooks.receivers.register({ name: 'first', url });
    const second = await webhooks.receivers.register({ name: 'second', url });
    const { rows } = await postgres.query<{ text: string }>('select r::text as text from webhook_receiver r');
    for (const { text } of rows) {
      expect(text).not.toContain(first.secret);
      expect(text).not.toContain(Buffer.from(first.secret).toString('hex'));
    }
    await postgres.query(
      'update webhook_receiver set secret = (select secret from webhook_receiver where id = $1)',
      [first.id],
    );
    await expect(webhooks.receivers.address(second.id)).rejects.toThrow();
  });
});

describe('what a receiver is owed', () => {
  const event = (id: string, position: number, more: object = {}) => ({
    ...{
      id,
      position: BigInt(position),
      ordinal: 0,
      lane: 'pair-1',
      type: 'a',
      scopes: ['school:1'],
      body: id,
    },
    ...more,
  });

  it('is what its filter lets through, once', async () => {
    const all = await webhooks.receivers.register({ name: 'all', url });
    const some = await webhooks.receivers.register({ name: 'some', url, types: ['b'] });
    const there = await webhooks.receivers.register({ name: 'there', url, scopes: ['school:2', 'school:3'] });
    const events = [event('1', 1), event('2', 2, { type: 'b', scopes: ['school:2', 'town:9'] })];
    expect(await webhooks.deliveries.owe(events)).toHaveLength(3);
    expect(await webhooks.deliveries.owe(events)).toEqual([]);
    const owed = async (id: string) =>
      (await webhooks.deliveries.log(id, { limit: 10 })).map(({ eventId }) => eventId);
    expect([await owed(all.id), await owed(some.id), await owed(there.id)]).toEqual([
      ['2', '1'],
      ['2'],
      ['2'],
    ]);
  });

  it('goes head first: nobody gets the second while the first is under way', async () => {
    const { id: receiverId } = await webhooks.receivers.register({ name: 'all', url });
    const lane = { receiverId, lane: 'pair-1' };
    await webhooks.deliveries.owe([event('2', 2), event('1', 1)]);
    const claims = await Promise.all(Array.from({ length: 8 }, () => webhooks.deliveries.claim(lane)));
    expect(claims.filter((turn) => turn !== undefined).map(({ eventId }) => eventId)).toEqual(['1']);
    const [first] = claims.filter((turn) => turn !== undefined);
    await webhooks.deliveries.delivered(lane, first!, 5);
    expect((await webhooks.deliveries.claim(lane))?.eventId).toBe('2');
  });

  it('is taken up again when who had it has died', async () => {
    const { id: receiverId } = await webhooks.receivers.register({ name: 'all', url });
    const lane = { receiverId, lane: 'pair-1' };
    await webhooks.deliveries.owe([event('1', 1)]);
    await webhooks.deliveries.claim(lane);
    expect(await webhooks.deliveries.claim(lane)).toBeUndefined();
    await postgres.query(`update webhook_delivery set claimed_until = now() - interval '1 second'`);
    expect(await webhooks.deliveries.idle(0)).toEqual([lane]);
    expect((await webhooks.deliveries.claim(lane))?.attempt).toBe(2);
  });

  it('waits while the receiver is paused, and is tried by one alone after too many failures', async () => {
    const { id: receiverId } = await webhooks.receivers.register({ name: 'all', url });
    const lane = { receiverId, lane: 'pair-1' };
    const other = { receiverId, lane: 'pair-2' };
    await webhooks.deliveries.owe([event('1', 1), event('2', 2, { lane: 'pair-2' })]);
    await webhooks.receivers.setState(receiverId, 'PAUSED');
    expect(await webhooks.deliveries.claim(lane)).toBeUndefined();
    expect(await webhooks.deliveries.idle(0)).toEqual([]);
    await webhooks.receivers.setState(receiverId, 'ACTIVE');
    for (let failure = 1; failure <= 5; failure++) {
      const turn = await webhooks.deliveries.claim(lane);
      expect(turn?.attempt).toBe(failure);
      await webhooks.deliveries.failed(lane, turn!, 'answered 500');
    }
    expect(await webhooks.deliveries.claim(lane)).toBeUndefined();
    await postgres.query(`update webhook_receiver set open_until = now() - interval '1 second'`);
    const [one, two] = await Promise.all([webhooks.deliveries.claim(lane), webhooks.deliveries.claim(other)]);
    expect([one, two].filter((turn) => turn !== undefined)).toHaveLength(1);
    const [tried, turn] = one === undefined ? [other, two!] : [lane, one];
    await webhooks.deliveries.delivered(tried, turn, 5);
    expect(await webhooks.receivers.find(receiverId)).toMatchObject({ failures: 0 });
    expect(await webhooks.deliveries.claim(one === undefined ? lane : other)).toBeDefined();
  });

  it('is forgotten long after it was delivered, and never before', async () => {
    const { id: receiverId } = await webhooks.receivers.register({ name: 'all', url });
    const lane = { receiverId, lane: 'pair-1' };
    await webhooks.deliveries.owe([event('1', 1), event('2', 2)]);
    await webhooks.deliveries.delivered(lane, (await webhooks.deliveries.claim(lane))!, 5);
    await postgres.query(`update webhook_delivery set enqueued_at = now() - interval '91 days',
      delivered_at = delivered_at - interval '91 days'`);
    await webhooks.deliveries.forget('90 days');
    expect((await webhooks.deliveries.log(receiverId, { limit: 10 })).map(({ eventId }) => eventId)).toEqual([
      '2',
    ]);
  });
});
