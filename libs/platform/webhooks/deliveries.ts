/**
 * What each receiver is owed. A lane is the events of one subject for one receiver: they go one after the other, in the order of the log;
 * lanes go side by side. The head of a lane is claimed by one worker at a time, in the database, so that workers may be many and may die.
 */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

export interface OutgoingEvent {
  /** Stable: the same event enqueued again is not owed again. */
  readonly id: string;
  readonly position: bigint;
  /** Among the events of one position. */
  readonly ordinal: number;
  readonly lane: string;
  readonly type: string;
  /** Whose the event is; see `ReceiverFilter.scopes`. */
  readonly scopes: readonly string[];
  /** Exactly what is sent. */
  readonly body: string;
}

export interface Lane {
  readonly receiverId: string;
  readonly lane: string;
}

export interface DeliverySettings {
  /** Attempts of one event before it is set aside as dead; 15 by default. */
  readonly attempts?: number;
  /** Wait after the first failure, doubled each time, up to an hour; 1000 by default. Jitter: between half and the whole. */
  readonly backoffMs?: number;
  /** Failures in a row after which a receiver is left alone for a while; 5 by default. */
  readonly breakerAfter?: number;
  /** The first such while, doubled each time up to half an hour; 30 000 by default. */
  readonly breakerMs?: number;
  /** How long a claim holds: longer than any attempt, and how long a killed worker's lanes wait; 20 000 by default. */
  readonly claimMs?: number;
}

/** One line of the delivery log. */
export interface Delivery {
  readonly eventId: string;
  readonly type: string;
  readonly lane: string;
  readonly position: string;
  readonly state: 'PENDING' | 'DELIVERED' | 'DEAD';
  readonly attempts: number;
  readonly lastError: string | null;
  readonly deliveredAt: string | null;
  /** Milliseconds of the attempt that succeeded. */
  readonly latencyMs: number | null;
}

/** An event to send now. */
export interface Turn {
  readonly eventId: string;
  readonly body: string;
  /** This attempt, from 1. */
  readonly attempt: number;
}

const HOUR = 3_600_000;
const HALF_HOUR = 1_800_000;

export class Deliveries {
  private readonly settings: Required<DeliverySettings>;

  constructor(
    private readonly postgres: Pool,
    settings: DeliverySettings = {},
  ) {
    this.settings = {
      attempts: 15,
      backoffMs: 1_000,
      breakerAfter: 5,
      breakerMs: 30_000,
      claimMs: 20_000,
      ...settings,
    };
  }

  /**
   * Owes the events to every receiver whose filter they fit; what is owed already is not owed twice.
   * @param only one receiver, to whom what it had before is owed anew
   * @returns lanes that have something to send
   */
  async owe(events: readonly OutgoingEvent[], only?: string): Promise<readonly Lane[]> {
    if (events.length === 0) return [];
    const { rows } = await this.postgres.query<{ receiver_id: string; lane: string }>({
      name: only === undefined ? 'webhook owe' : 'webhook owe again',
      text: `insert into webhook_delivery (receiver_id, event_id, position, ordinal, lane, type, body, state)
        select r.id, e.id, e.position, e.ordinal, e.lane, e.type, e.body, 'PENDING'
        from unnest($1::text[], $2::bigint[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])
            as e (id, position, ordinal, lane, type, scopes, body)
          join webhook_receiver r on (r.types is null or e.type = any(r.types))
            and (r.scopes is null or r.scopes && string_to_array(e.scopes, ' '))
            ${only === undefined ? '' : 'and r.id = $8'}
        on conflict (receiver_id, event_id) do ${
          only === undefined
            ? 'nothing'
            : `update set state = 'PENDING', attempts = 0, due_at = now(), claimed_until = null`
        }
        returning receiver_id, lane`,
      values: [
        events.map(({ id }) => id),
        events.map(({ position }) => position.toString()),
        events.map(({ ordinal }) => ordinal),
        events.map(({ lane }) => lane),
        events.map(({ type }) => type),
        events.map(({ scopes }) => scopes.join(' ')),
        events.map(({ body }) => body),
        ...(only === undefined ? [] : [only]),
      ],
    });
    const lanes = new Map(
      rows.map(({ receiver_id: receiverId, lane }) => [`${receiverId} ${lane}`, { receiverId, lane }]),
    );
    return [...lanes.values()];
  }

  /** The head of the lane, claimed; `undefined` when there is none, it is not due, somebody has it or the receiver is left alone. */
  async claim({ receiverId, lane }: Lane): Promise<Turn | undefined> {
    const trial = await this.mayTry(receiverId);
    if (trial === 'no') return undefined;
    const { rows } = await this.postgres.query<{ event_id: string; body: string; attempts: number }>({
      name: 'webhook claim',
      text: `update webhook_delivery d
        set claimed_until = now() + $3 * interval '1 millisecond', attempts = d.attempts + 1, last_attempt_at = now()
        from (select receiver_id, event_id from webhook_delivery
          where receiver_id = $1 and lane = $2 and state = 'PENDING'
          order by position, ordinal limit 1 for update) head
        where d.receiver_id = head.receiver_id and d.event_id = head.event_id and d.due_at <= now()
          and (d.claimed_until is null or d.claimed_until < now())
        returning d.event_id, d.body, d.attempts`,
      values: [receiverId, lane, this.settings.claimMs],
    });
    const [row] = rows;
    if (row !== undefined) return { eventId: row.event_id, body: row.body, attempt: row.attempts };
    // Nothing to try the receiver with: another lane may.
    if (trial === 'probe') {
      await this.postgres.query('update webhook_receiver set open_until = now() where id = $1', [receiverId]);
    }
    return undefined;
  }

  async delivered({ receiverId }: Lane, { eventId }: Turn, latencyMs: number): Promise<void> {
    await this.postgres.query({
      name: 'webhook delivered',
      text: `update webhook_delivery set state = 'DELIVERED', delivered_at = now(), claimed_until = null, last_error = null,
          latency_ms = $3 where receiver_id = $1 and event_id = $2`,
      values: [receiverId, eventId, Math.round(latencyMs)],
    });
    await this.postgres.query({
      name: 'webhook close breaker',
      text: 'update webhook_receiver set failures = 0, open_until = null where id = $1 and failures > 0',
      values: [receiverId],
    });
  }

  /** Tried again later, or dead after the last attempt: then the rest of the lane goes on without it. */
  async failed({ receiverId }: Lane, { eventId, attempt }: Turn, why: string): Promise<void> {
    const { attempts, backoffMs, breakerAfter, breakerMs } = this.settings;
    const pause = Math.min(backoffMs * 2 ** (attempt - 1), HOUR) * (0.5 + Math.random() / 2);
    await this.postgres.query({
      name: 'webhook failed',
      text: `update webhook_delivery set claimed_until = null, last_error = $3,
          state = case when attempts >= $4 then 'DEAD' else 'PENDING' end,
          due_at = now() + $5 * interval '1 millisecond'
        where receiver_id = $1 and event_id = $2`,
      values: [receiverId, eventId, why, attempts, pause],
    });
    await this.postgres.query({
      name: 'webhook open breaker',
      text: `update webhook_receiver set failures = failures + 1,
          open_until = case when failures + 1 >= $2
            then now() + least($3 * power(2, least(failures + 1 - $2, 20)), ${HALF_HOUR}) * interval '1 millisecond' end
        where id = $1`,
      values: [receiverId, breakerAfter, breakerMs],
    });
  }

  /**
   * Lanes with something due that no worker has taken up: woken again, whatever became of their jobs.
   * @param only of this receiver
   */
  async idle(olderThanMs: number, only?: string): Promise<readonly Lane[]> {
    const { rows } = await this.postgres.query<{ receiver_id: string; lane: string }>({
      name: 'webhook idle',
      text: `select distinct d.receiver_id, d.lane from webhook_delivery d join webhook_receiver r on r.id = d.receiver_id
        where d.state = 'PENDING' and d.due_at <= now() - $1 * interval '1 millisecond'
          and (d.claimed_until is null or d.claimed_until < now())
          and r.state = 'ACTIVE' and (r.open_until is null or r.open_until <= now())
          and ($2::uuid is null or d.receiver_id = $2)
        limit $3`,
      values: [olderThanMs, only ?? null, only === undefined ? 1_000 : 16],
    });
    return rows.map(({ receiver_id: receiverId, lane }) => ({ receiverId, lane }));
  }

  /** Latest first. @param before position of the last line of the page before */
  async log(
    receiverId: string,
    {
      state,
      before,
      limit,
    }: { readonly state?: Delivery['state']; readonly before?: bigint; readonly limit: number },
  ): Promise<readonly Delivery[]> {
    const { rows } = await this.postgres.query<{
      event_id: string;
      type: string;
      lane: string;
      position: string;
      state: Delivery['state'];
      attempts: number;
      last_error: string | null;
      delivered_at: Date | null;
      latency_ms: number | null;
    }>(
      `select * from webhook_delivery where receiver_id = $1 and ($2::text is null or state = $2)
         and ($3::bigint is null or position < $3) order by position desc, ordinal desc limit $4`,
      [receiverId, state ?? null, before?.toString() ?? null, limit],
    );
    return rows.map((row) => ({
      eventId: row.event_id,
      type: row.type,
      lane: row.lane,
      position: row.position,
      state: row.state,
      attempts: row.attempts,
      lastError: row.last_error,
      deliveredAt: row.delivered_at?.toISOString() ?? null,
      latencyMs: row.latency_ms,
    }));
  }

  /** Owes events of the delivery log again: those named, or all that are dead. @returns how many */
  async redeliver(receiverId: string, eventIds: readonly string[] | 'DEAD'): Promise<number> {
    const { rowCount } = await this.postgres.query(
      `update webhook_delivery set state = 'PENDING', attempts = 0, due_at = now()
       where receiver_id = $1 and ${eventIds === 'DEAD' ? `state = 'DEAD'` : 'event_id = any($2)'}`,
      eventIds === 'DEAD' ? [receiverId] : [receiverId, [...eventIds]],
    );
    return rowCount ?? 0;
  }

  /** Asks whoever reads the log to owe everything after a position, up to another, again. */
  async askReplay(receiverId: string, after: bigint, until: bigint): Promise<void> {
    await this.postgres.query(
      'insert into webhook_replay (id, receiver_id, after, until) values ($1, $2, $3, $4)',
      [randomUUID(), receiverId, after.toString(), until.toString()],
    );
  }

  /**
   * Takes up one replay, if there is one: `step` owes again what stands after a position and says how far it came.
   * @returns false when there was nothing to do
   */
  async replay(
    step: (receiverId: string, after: bigint, until: bigint) => Promise<bigint>,
  ): Promise<boolean> {
    const client = await this.postgres.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ id: string; receiver_id: string; after: string; until: string }>(
        'select * from webhook_replay where done_at is null order by id limit 1 for update skip locked',
      );
      const [row] = rows;
      if (row !== undefined) {
        const came = await step(row.receiver_id, BigInt(row.after), BigInt(row.until));
        await client.query(
          `update webhook_replay set after = $2, done_at = case when $2::bigint >= until then now() end where id = $1`,
          [row.id, came.toString()],
        );
      }
      await client.query('commit');
      return row !== undefined;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }

  /** Delivered so long ago that nobody asks any more. */
  async forget(interval: string): Promise<void> {
    await this.postgres.query(
      `delete from webhook_delivery where state = 'DELIVERED' and delivered_at < now() - $1::interval`,
      [interval],
    );
  }

  /** After a while of being left alone one worker tries the receiver; the others wait for what comes of it. */
  private async mayTry(receiverId: string): Promise<'no' | 'yes' | 'probe'> {
    const { rows } = await this.postgres.query<{ state: string; open: boolean; tripped: boolean }>({
      name: 'webhook breaker',
      text: `select state, coalesce(open_until > now(), false) as open, open_until is not null as tripped
        from webhook_receiver where id = $1`,
      values: [receiverId],
    });
    const [row] = rows;
    if (row === undefined || row.state !== 'ACTIVE' || row.open) return 'no';
    if (!row.tripped) return 'yes';
    const { rowCount } = await this.postgres.query({
      name: 'webhook probe',
      text: `update webhook_receiver set open_until = now() + $2 * interval '1 millisecond'
        where id = $1 and open_until <= now()`,
      values: [receiverId, this.settings.claimMs],
    });
    return rowCount === 1 ? 'probe' : 'no';
  }
}
