/** Signatures of deliveries by Standard Webhooks 1.0.0: who has the secret can tell that the event came from here, unchanged and now. */
import { createHmac } from 'node:crypto';

/** `whsec_` and the key in base64. */
const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/**
 * The three headers of a delivery. With two secrets both sign, so that a receiver can move from the old to the new.
 * @param id of the event: the same for every attempt, so that a repetition is known by it
 * @param seconds Unix time of this attempt; a receiver refuses what is older than five minutes
 * @param body exactly the bytes that are sent
 */
export const signatureHeaders = (
  secrets: readonly string[],
  id: string,
  seconds: number,
  body: string,
): { readonly [header: string]: string } =>
  secrets.length === 0
    ? {}
    : {
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': secrets
          .map((secret) => {
            const key = Buffer.from(SECRET.exec(secret)?.[1] ?? '', 'base64');
            return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
          })
          .join(' '),
      };
