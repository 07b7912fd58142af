/**
 * From the log into the queue: one job for each public event and receiver. One process at a time feeds; its checkpoint
 * moves only after the jobs are in the queue, so that a crash repeats some and loses none.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { DomainEvents } from '@nastavnik/domain';
import { type PublicEvent, toPublic } from '@nastavnik/integration';
import type { Codec } from '@nastavnik/kernel';
import { type Batch, type EventStore, toRecorded } from '@nastavnik/platform/event-store';
import { safeError } from '@nastavnik/platform/observability';
import { holdAdvisoryLock } from '@nastavnik/platform/postgres';
import type { JobQueue } from '@nastavnik/platform/queues';
import type { ReceiverAddress } from './receivers';

/** What a job carries. The receiver's address is looked up when it is delivered: it may have moved. */
export interface DeliveryJob {
  readonly receiver: string;
  readonly event: PublicEvent;
}

/** `standby`: another process feeds. `outage`: retried for ever, see `error`. */
export type FeedState = 'starting' | 'standby' | 'feeding' | 'outage' | 'stopped';

export interface FeedParts {
  readonly store: EventStore;
  readonly postgres: Pool;
  readonly codec: Pick<Codec<DomainEvents>, 'decode'>;
  readonly queue: Pick<JobQueue<DeliveryJob>, 'add'>;
  readonly receivers: readonly ReceiverAddress[];
  /** URI of this installation. */
  readonly source: string;
  readonly onPublished?: (event: PublicEvent) => void;
  readonly onOutage?: (error: unknown) => void;
}

const NAME = 'publisher';
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;

export class Feed {
  state: FeedState = 'starting';
  /** Everything up to here is in the queue; −1 before the first event. */
  position = -1n;
  /** Why it stands, while it does. */
  error: string | undefined;

  constructor(private readonly parts: FeedParts) {}

  /** Resolves when aborted. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        if (this.state === 'starting') this.state = 'standby';
        const lock = await holdAdvisoryLock(this.parts.postgres, NAME, { signal });
        try {
          await this.follow(AbortSignal.any([signal, lock.signal]), () => (failures = 0));
        } finally {
          await lock.release();
        }
      } catch (error) {
        if (signal.aborted) break;
        this.outage(error);
        const pause = Math.min(FIRST_PAUSE * 2 ** failures++, LONGEST_PAUSE) * (0.5 + Math.random());
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
    this.state = 'stopped';
  }

  private outage(error: unknown): void {
    this.state = 'outage';
    this.error = safeError(error).message;
    this.parts.onOutage?.(error);
  }

  private async follow(signal: AbortSignal, onProgress: () => void): Promise<void> {
    const after = await this.readCheckpoint();
    this.position = after ?? -1n;
    this.state = 'feeding';
    this.error = undefined;
    await this.parts.store.subscribeToAll({
      ...(after === undefined ? {} : { after }),
      signal,
      onOutage: (error) => this.outage(error),
      onBatch: async (batch) => {
        await this.enqueue(batch);
        await this.saveCheckpoint(batch.upTo);
        this.state = 'feeding';
        this.error = undefined;
        onProgress();
      },
    });
  }

  /** An event this build cannot read stops the feed at it, loudly: to skip it would be to lose it. What came before goes out. */
  private async enqueue({ events }: Batch): Promise<void> {
    const published: PublicEvent[] = [];
    let unreadable: unknown;
    for (const stored of events) {
      try {
        published.push(...toPublic(toRecorded(this.parts.codec, stored), this.parts.source));
      } catch (error) {
        unreadable = error;
        break;
      }
    }
    await this.parts.queue.add(
      published.flatMap((event) =>
        this.parts.receivers.map(({ name }) => ({
          id: `${event.id}.${name}`,
          name: event.type,
          data: { receiver: name, event },
        })),
      ),
    );
    for (const event of published) this.parts.onPublished?.(event);
    if (unreadable !== undefined) throw unreadable;
  }

  private async readCheckpoint(): Promise<bigint | undefined> {
    const { rows } = await this.parts.postgres.query<{ position: string }>(
      'select position::text from publisher_checkpoint where name = $1',
      [NAME],
    );
    return rows[0] && BigInt(rows[0].position);
  }

  /** Never backwards: a process that has lost the lock without knowing it yet can only repeat. */
  private async saveCheckpoint(position: bigint): Promise<void> {
    await this.parts.postgres.query({
      name: 'publisher checkpoint',
      text: `insert into publisher_checkpoint (name, position) values ($1, $2)
        on conflict (name) do update set position = greatest(publisher_checkpoint.position, excluded.position),
          updated_at = now()`,
      values: [NAME, position.toString()],
    });
    this.position = position;
  }
}
