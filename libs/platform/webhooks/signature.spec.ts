/** Signatures that the reference implementation of Standard Webhooks accepts, and changed ones that it does not. */
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { signatureHeaders } from './signature';

const secret = (bytes = 32) => `whsec_${randomBytes(bytes).toString('base64')}`;
const body = '{"specversion":"1.0","data":{"школа":62}}';
const now = () => Math.floor(Date.now() / 1000);

it('a receiver that holds either of two secrets accepts the delivery', () => {
  const [old, fresh] = [secret(), secret()];
  const headers = signatureHeaders([old, fresh], 'event-1', now(), body);
  for (const held of [old, fresh]) expect(new Webhook(held).verify(body, headers)).toEqual(JSON.parse(body));
});

it('another secret, body, id or time is refused', () => {
  const held = secret();
  const headers = signatureHeaders([held], 'event-1', now(), body);
  expect(() => new Webhook(secret()).verify(body, headers)).toThrow();
  expect(() => new Webhook(held).verify(body.replace('62', '63'), headers)).toThrow();
  expect(() => new Webhook(held).verify(body, { ...headers, 'webhook-id': 'event-2' })).toThrow();
  const late = signatureHeaders([held], 'event-1', now() - 301, body);
  expect(() => new Webhook(held).verify(body, late)).toThrow();
});

it('matches the example of the specification', () => {
  const headers = signatureHeaders(
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1614265330,
    '{"test": 2432232314}',
  );
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('without a secret nothing is signed', () =>
  expect(signatureHeaders([], 'event-1', now(), body)).toEqual({}));
