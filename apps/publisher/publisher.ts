/** The integration worker: feeds the queue from the log and delivers what is in it, for as long as the process lives. */
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { domainCodec } from '@nastavnik/domain';
import type { EventStore } from '@nastavnik/platform/event-store';
import { safeError } from '@nastavnik/platform/observability';
import type { JobCounts, JobQueue, Queues } from '@nastavnik/platform/queues';
import { deliverer } from './delivery';
import { type DeliveryJob, Feed, type FeedState } from './feed';
import type { ReceiverAddress } from './receivers';

/** What the module is given: connected resources, which stay their owner's, save the queues. */
export interface PublisherParts {
  readonly store: EventStore;
  /** With the tables of `publisherMigrations`. One connection is held as the leader's lock. */
  readonly postgres: Pool;
  /** Closed by the publisher when the application shuts down, after the running deliveries. */
  readonly queues: Queues;
  readonly receivers: readonly ReceiverAddress[];
  /** URI of this installation, `source` of every event it publishes. */
  readonly source: string;
  /** Where the metrics go; a registry of its own by default. */
  readonly registry?: Registry;
  readonly settings?: PublisherSettings;
}

export interface PublisherSettings {
  /** Attempts of one delivery before it is set aside until the next round; 15 by default, about nine hours. */
  readonly attempts?: number;
  /** Wait before the second attempt, doubled each time; 1000 by default. */
  readonly backoffMs?: number;
  /** How long a receiver may take to answer; 10 000 by default. */
  readonly timeoutMs?: number;
  /** Deliveries at the same time; 8 by default. */
  readonly concurrency?: number;
  /** How often deliveries that were set aside get another round; an hour by default, and at every start. */
  readonly retryFailedMs?: number;
}

export const PUBLISHER_PARTS = Symbol('PUBLISHER_PARTS');

export interface PublisherStatus {
  readonly state: FeedState;
  /** Everything up to here is in the queue. */
  readonly position: bigint;
  /** Distance to the end of the log; `undefined` when the log is out of reach. */
  readonly lag: bigint | undefined;
  readonly error?: string;
  /** `undefined` when the queue is out of reach. */
  readonly jobs: JobCounts | undefined;
}

/** One line of the delivery log. */
export interface Delivery {
  readonly eventId: string;
  readonly receiver: string;
  readonly type: string;
  /** Pair id. */
  readonly subject: string;
  readonly attempts: number;
  readonly deliveredAt: string | null;
  readonly lastError: string | null;
}

const QUEUE = 'public-events';
/** How long a delivery is remembered: far longer than its job, whose id keeps it from being queued again. */
const REMEMBERED = '90 days';

@Injectable()
export class Publisher implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly registry: Registry;
  private readonly logger = new Logger('publisher');
  private readonly stopping = new AbortController();
  private readonly feed: Feed;
  private readonly queue: JobQueue<DeliveryJob>;
  private readonly deliver: ReturnType<typeof deliverer>;
  private running: Promise<void> | undefined;
  private rounds: NodeJS.Timeout | undefined;

  constructor(@Inject(PUBLISHER_PARTS) private readonly parts: PublisherParts) {
    const { store, postgres, queues, receivers, source, settings = {} } = parts;
    this.registry = parts.registry ?? new Registry();
    const metrics = this.metrics();
    this.queue = queues.createQueue<DeliveryJob>(QUEUE, {
      attempts: settings.attempts ?? 15,
      backoffMs: settings.backoffMs ?? 1_000,
      rememberSeconds: 7 * 86_400,
    });
    this.feed = new Feed({
      store,
      postgres,
      codec: domainCodec,
      queue: this.queue,
      receivers,
      source,
      onPublished: (event) => metrics.published.inc({ type: event.type }),
      onOutage: (error) => this.logger.warn(`the feed stands: ${safeError(error).message}`),
    });
    this.deliver = deliverer({
      postgres,
      receivers,
      ...(settings.timeoutMs === undefined ? {} : { timeoutMs: settings.timeoutMs }),
      onOutcome: (receiver, delivered, seconds) => {
        metrics.deliveries.inc({ receiver, outcome: delivered ? 'delivered' : 'failed' });
        metrics.seconds.observe({ receiver }, seconds);
      },
    });
  }

  onApplicationBootstrap(): void {
    const { queues, settings = {} } = this.parts;
    this.running = this.feed.run(this.stopping.signal);
    queues.createWorker<DeliveryJob>(QUEUE, this.deliver, { concurrency: settings.concurrency ?? 8 });
    const round = (): void => {
      this.forget().catch((error: unknown) =>
        this.logger.warn(`nothing forgotten: ${safeError(error).message}`),
      );
      this.queue
        .retryFailed()
        .catch((error: unknown) => this.logger.warn(`no new round: ${safeError(error).message}`));
    };
    round();
    this.rounds = setInterval(round, settings.retryFailedMs ?? 3_600_000);
    this.rounds.unref();
  }

  /** Lets the batch and the deliveries under way come to their end. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.rounds);
    this.stopping.abort();
    await this.running;
    await this.parts.queues.close();
  }

  /** Never rejects. */
  async status(): Promise<PublisherStatus> {
    const [head, jobs] = await Promise.all([
      this.parts.store.lastPosition().then(
        (position) => ({ position }),
        () => undefined,
      ),
      this.queue.counts().catch(() => undefined),
    ]);
    const { state, error } = this.feed;
    // A process that stands by knows how far the other one is from the checkpoint only.
    const position = await this.checkpoint();
    const end = head?.position ?? -1n;
    return {
      state,
      position,
      lag: head && (end > position ? end - position : 0n),
      jobs,
      ...(error === undefined ? {} : { error }),
    };
  }

  /** The latest deliveries, newest first. */
  async deliveries(limit = 50): Promise<readonly Delivery[]> {
    const { rows } = await this.parts.postgres.query<Delivery>(
      `select event_id as "eventId", receiver, type, subject, attempts, last_error as "lastError",
         to_char(delivered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deliveredAt"
       from publisher_delivery order by last_attempt_at desc limit $1`,
      [limit],
    );
    return rows;
  }

  /** The log of deliveries is for a person who looks, not an archive: who has what is in the log of events. */
  private async forget(): Promise<void> {
    await this.parts.postgres.query(
      `delete from publisher_delivery where delivered_at is not null and last_attempt_at < now() - $1::interval`,
      [REMEMBERED],
    );
  }

  private async checkpoint(): Promise<bigint> {
    if (this.feed.state === 'feeding') return this.feed.position;
    const found = await this.parts.postgres
      .query<{ position: string }>('select position::text from publisher_checkpoint')
      .catch(() => undefined);
    return BigInt(found?.rows[0]?.position ?? this.feed.position);
  }

  private metrics() {
    const registers = [this.registry];
    const publisher = (): Promise<PublisherStatus> => this.status();
    new Gauge({
      name: 'nastavnik_publisher_lag_positions',
      help: 'Distance from the publisher to the end of the log, in positions',
      registers,
      async collect() {
        const { lag } = await publisher();
        if (lag !== undefined) this.set(Number(lag));
      },
    });
    new Gauge({
      name: 'nastavnik_publisher_jobs',
      help: 'Deliveries in the queue, by state',
      labelNames: ['state'],
      registers,
      async collect() {
        const { jobs } = await publisher();
        for (const [state, count] of Object.entries(jobs ?? {})) this.set({ state }, count);
      },
    });
    return {
      published: new Counter({
        name: 'nastavnik_publisher_events_total',
        help: 'Public events put into the queue by this process, repetitions included',
        labelNames: ['type'],
        registers,
      }),
      deliveries: new Counter({
        name: 'nastavnik_publisher_deliveries_total',
        help: 'Attempts to deliver, by receiver and outcome',
        labelNames: ['receiver', 'outcome'],
        registers,
      }),
      seconds: new Histogram({
        name: 'nastavnik_publisher_delivery_seconds',
        help: 'Time of one attempt to deliver',
        labelNames: ['receiver'],
        buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        registers,
      }),
    };
  }
}
