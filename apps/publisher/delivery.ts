/** From the queue to a receiver: a CloudEvent in structured JSON by HTTP. 2xx is delivered; all else is tried again. */
import type { Pool } from 'pg';
import { CONTENT_TYPE } from '@nastavnik/integration';
import type { RunningJob } from '@nastavnik/platform/queues';
import type { DeliveryJob } from './feed';
import type { ReceiverAddress } from './receivers';

export interface DeliveryParts {
  readonly postgres: Pool;
  readonly receivers: readonly ReceiverAddress[];
  /** How long a receiver may take to answer; 10 000 by default. */
  readonly timeoutMs?: number;
  readonly onOutcome?: (receiver: string, delivered: boolean, seconds: number) => void;
}

/** The receiver did not take the event. Says what happened, never what was in the answer. */
export class NotDelivered extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotDelivered';
  }
}

/** A code like ECONNREFUSED rather than a message, which may hold the address. */
const wordFor = (error: unknown): string => {
  const { name, code, cause } = error as { name?: string; code?: unknown; cause?: { code?: unknown } };
  if (name === 'TimeoutError') return 'timed out';
  return String(cause?.code ?? code ?? name ?? 'failed');
};

const post = async (address: ReceiverAddress, body: string, timeoutMs: number): Promise<void> => {
  let response: Response;
  try {
    response = await fetch(address.url, {
      method: 'POST',
      headers: { 'content-type': `${CONTENT_TYPE}; charset=utf-8` },
      body,
      // A redirect would send the event to somebody who is not in the configuration.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
  } catch (error) {
    throw new NotDelivered(wordFor(error));
  }
  if (!response.ok) throw new NotDelivered(`answered ${response.status}`);
};

/** The worker's handler. A delivery that the log knows as done is not repeated. */
export const deliverer = (parts: DeliveryParts): ((job: RunningJob<DeliveryJob>) => Promise<void>) => {
  const addresses = new Map(parts.receivers.map((receiver) => [receiver.name, receiver]));
  const { postgres, timeoutMs = 10_000 } = parts;

  const isDelivered = async ({ receiver, event }: DeliveryJob): Promise<boolean> => {
    const { rowCount } = await postgres.query({
      name: 'delivered',
      text: `select 1 from publisher_delivery where event_id = $1 and receiver = $2 and delivered_at is not null`,
      values: [event.id, receiver],
    });
    return rowCount === 1;
  };

  const record = async ({ receiver, event }: DeliveryJob, error: string | null): Promise<void> => {
    await postgres.query({
      name: 'record delivery',
      text: `insert into publisher_delivery
          (event_id, receiver, type, subject, attempts, delivered_at, last_attempt_at, last_error)
        values ($1, $2, $3, $4, 1, case when $5::text is null then now() end, now(), $5)
        on conflict (event_id, receiver) do update set attempts = publisher_delivery.attempts + 1,
          delivered_at = coalesce(publisher_delivery.delivered_at, excluded.delivered_at),
          last_attempt_at = excluded.last_attempt_at, last_error = excluded.last_error`,
      values: [event.id, receiver, event.type, event.subject, error],
    });
  };

  return async ({ data }) => {
    if (await isDelivered(data)) return;
    const started = performance.now();
    const outcome = (delivered: boolean): void =>
      parts.onOutcome?.(data.receiver, delivered, (performance.now() - started) / 1000);
    try {
      const address = addresses.get(data.receiver);
      if (!address) throw new NotDelivered('the receiver is no longer in the configuration');
      await post(address, JSON.stringify(data.event), timeoutMs);
    } catch (error) {
      outcome(false);
      await record(data, error instanceof NotDelivered ? error.message : 'failed');
      throw error;
    }
    outcome(true);
    await record(data, null);
  };
};
