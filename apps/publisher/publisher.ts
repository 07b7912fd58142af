/** The integration worker: feeds the queue from the log and delivers what is in it, for as long as the process lives. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { domainCodec } from '@nastavnik/domain';
import type { EventStore } from '@nastavnik/platform/event-store';
import { safeError } from '@nastavnik/platform/observability';
import type { JobCounts, JobQueue, Queues } from '@nastavnik/platform/queues';
import type { Lane, Webhooks } from '@nastavnik/platform/webhooks';
import { deliverer } from './delivery';
import { Feed, type FeedState } from './feed';

/** What the module is given: connected resources, which stay their owner's, save the queues. */
export interface PublisherParts {
  readonly store: EventStore;
  /** With the tables of `publisherMigrations`. One connection is held as the leader's lock. */
  readonly postgres: Pool;
  /** Closed by the publisher when the application shuts down, after the running deliveries. */
  readonly queues: Queues;
  /** Over the same PostgreSQL. */
  readonly webhooks: Webhooks;
  /** URI of this installation, `source` of every event it publishes. */
  readonly source: string;
  /** Where the metrics go; a registry of its own by default. */
  readonly registry?: Registry;
  readonly settings?: PublisherSettings;
}

export interface PublisherSettings {
  /** Lanes delivered at the same time; 32 by default. */
  readonly concurrency?: number;
  /** Of them to one receiver, so that those who answer slowly leave workers for the others; 4 by default. */
  readonly perReceiver?: number;
  /** How often lanes are woken whose retry is due or whose job was lost; 1000 by default. */
  readonly sweepMs?: number;
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

const QUEUE = 'public-events';
/** How long the log of deliveries remembers one. */
const REMEMBERED = '90 days';
/** Rounds of the sweep between two of forgetting. */
const FORGET_EVERY = 3_600;

@Injectable()
export class Publisher implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly registry: Registry;
  private readonly logger = new Logger('publisher');
  private readonly stopping = new AbortController();
  private readonly feed: Feed;
  private readonly queue: JobQueue<Lane>;
  private readonly deliver: ReturnType<typeof deliverer>;
  private running: Promise<void> | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(@Inject(PUBLISHER_PARTS) private readonly parts: PublisherParts) {
    const { store, postgres, queues, webhooks, source, settings = {} } = parts;
    this.registry = parts.registry ?? new Registry();
    const metrics = this.metrics();
    this.queue = queues.createQueue<Lane>(QUEUE, { rememberSeconds: 3_600 });
    this.feed = new Feed({
      store,
      postgres,
      codec: domainCodec,
      queue: this.queue,
      deliveries: webhooks.deliveries,
      source,
      onPublished: (type) => metrics.published.inc({ type }),
      onOutage: (error) => this.logger.warn(`the feed stands: ${safeError(error).message}`),
    });
    this.deliver = deliverer({
      ...webhooks,
      perReceiver: settings.perReceiver ?? 4,
      onOutcome: (receiver, delivered, seconds) => {
        metrics.deliveries.inc({ receiver, outcome: delivered ? 'delivered' : 'failed' });
        metrics.seconds.observe({ receiver }, seconds);
      },
    });
  }

  onApplicationBootstrap(): void {
    const { queues, settings = {} } = this.parts;
    this.running = this.feed.run(this.stopping.signal);
    queues.createWorker<Lane>(QUEUE, this.deliver, { concurrency: settings.concurrency ?? 32 });
    this.sweeping = this.sweep(settings.sweepMs ?? 1_000);
  }

  /** Wakes lanes whose retry is due or whose job the queue has lost, takes up repetitions, forgets what is long delivered. */
  private async sweep(everyMs: number): Promise<void> {
    const { deliveries } = this.parts.webhooks;
    const { signal } = this.stopping;
    for (let round = 0; !signal.aborted; round++) {
      try {
        const lanes = await deliveries.idle(everyMs);
        const turn = Math.floor(Date.now() / everyMs);
        await this.queue.add(
          lanes.map((lane) => ({
            id: `${lane.receiverId}.${lane.lane}.sweep${turn}`,
            name: 'lane',
            data: lane,
          })),
        );
        while (!signal.aborted && (await deliveries.replay((...stretch) => this.feed.again(...stretch))));
        if (round % FORGET_EVERY === 0) await deliveries.forget(REMEMBERED);
      } catch (error) {
        if (!signal.aborted) this.logger.warn(`nothing swept: ${safeError(error).message}`);
      }
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Lets the batch and the deliveries under way come to their end. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.running, this.sweeping]);
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
