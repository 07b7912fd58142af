/** Door: webhooks in order, signed, at least once, to receivers that asked for them. Knows nothing of what is sent. */
import { hkdfSync } from 'node:crypto';
import type { MigrationClass } from '@nastavnik/platform/postgres';
import type { Pool } from 'pg';
import { Deliveries, type DeliverySettings } from './deliveries';
import { type Outgoing, outgoing, type OutgoingOptions } from './outgoing';
import { Receivers } from './receivers';
import { Webhooks1764000000001 } from './webhooks.migration';

export type { Deliveries, Delivery, DeliverySettings, Lane, OutgoingEvent, Turn } from './deliveries';
export { isTargetUrl, NotSent, type Outgoing } from './outgoing';
export {
  CHALLENGE,
  NameTaken,
  type NewReceiver,
  NotVerified,
  type Receiver,
  type ReceiverFilter,
  type Receivers,
} from './receivers';
export { signatureHeaders } from './signature';

/** The parts of one process's webhooks, over one database. */
export interface Webhooks {
  readonly receivers: Receivers;
  readonly deliveries: Deliveries;
  readonly send: Outgoing;
}

export interface WebhooksOptions extends OutgoingOptions {
  /** 32 bytes; secrets of receivers are encrypted under it. The same in every process. */
  readonly key: Buffer;
  readonly deliveries?: DeliverySettings;
}

/** Nothing is opened yet; run `webhookMigrations` before. */
export const webhooksOn = (postgres: Pool, { key, deliveries, ...options }: WebhooksOptions): Webhooks => {
  const send = outgoing(options);
  return {
    send,
    receivers: new Receivers(postgres, key, send),
    deliveries: new Deliveries(postgres, deliveries),
  };
};

/** A key for receivers' secrets that only the holder of the master key can make. */
export const webhookKeyFrom = (masterKey: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, '', 'nastavnik webhook secrets', 32));

export const webhookMigrations: readonly MigrationClass[] = [Webhooks1764000000001];
