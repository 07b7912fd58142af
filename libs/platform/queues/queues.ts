/**
 * Job queues: BullMQ on Redis, or on its own PostgreSQL backend where there is no Redis. Who uses them cannot tell which.
 * Only this room knows `bullmq` and `ioredis`.
 */
import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { Job } from 'bullmq';
import Redis from 'ioredis';

export type QueuesOptions = ({ readonly redisUrl: string } | { readonly databaseUrl: string }) & {
  /** Keeps queues of different installations apart: a prefix in Redis, a schema in PostgreSQL. A plain identifier. */
  readonly namespace?: string;
  /** Told of every connection and job error; without it they go nowhere but into retries. */
  readonly onError?: (error: Error, queue: string) => void;
};

export interface NewJob<Data> {
  /** A job whose id the queue already knows is not added again. No colon, not a number. */
  readonly id: string;
  readonly name: string;
  /** Plain JSON. */
  readonly data: Data;
}

export interface QueueOptions {
  /** Runs of a job before it is given up; 10 by default. */
  readonly attempts?: number;
  /** Wait before the second run in milliseconds, doubled each time, with 20 % of jitter; 1000 by default. */
  readonly backoffMs?: number;
  /** How long a finished job's id is remembered; a day by default. */
  readonly rememberSeconds?: number;
}

export interface JobQueue<Data> {
  /** Resolves when every job is in the queue: after that none is lost. */
  add(jobs: readonly NewJob<Data>[]): Promise<void>;
  counts(): Promise<JobCounts>;
  /** Gives every job that was given up its attempts again. */
  retryFailed(): Promise<void>;
}

export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  /** Waiting for their next attempt. */
  readonly delayed: number;
  /** Given up. */
  readonly failed: number;
  readonly completed: number;
}

export interface RunningJob<Data> {
  readonly id: string;
  readonly name: string;
  readonly data: Data;
  /** 1 for the first run. */
  readonly attempt: number;
  /** Nothing follows when this one throws. */
  readonly lastAttempt: boolean;
}

export interface WorkerOptions {
  /** Jobs at the same time; 8 by default. */
  readonly concurrency?: number;
}

export interface Queues {
  readonly backend: 'redis' | 'postgres';
  createQueue<Data>(name: string, options?: QueueOptions): JobQueue<Data>;
  /** Runs the handler for each job. What it throws leads to another attempt, or to giving up after the last. */
  createWorker<Data>(
    name: string,
    handler: (job: RunningJob<Data>) => Promise<void>,
    options?: WorkerOptions,
  ): void;
  /** Waits for running jobs, then closes workers, queues and connections. Safe to call twice. */
  close(): Promise<void>;
}

const NAMESPACE = 'nastavnik_queues';

/** Opens connections lazily: the first `add` or worker finds out whether the backend answers. */
export const openQueues = (options: QueuesOptions): Queues => {
  const onError = options.onError ?? (() => undefined);
  const namespace = options.namespace ?? NAMESPACE;
  if (!/^[a-z_][a-z0-9_]*$/.test(namespace)) {
    throw new RangeError(`a namespace of queues is a plain identifier, not ${namespace}`);
  }
  const redis =
    'redisUrl' in options ? new Redis(options.redisUrl, { maxRetriesPerRequest: null }) : undefined;
  redis?.on('error', (error) => onError(error, '*'));
  const workers: { close(): Promise<void> }[] = [];
  const queues: { close(): Promise<void> }[] = [];
  let closed: Promise<void> | undefined;

  const make = () => {
    if ('redisUrl' in options) {
      const { Queue, Worker } = withBackend(createRedisBackend);
      const base = { connection: redis!, prefix: namespace };
      return {
        queue: (name: string) => new Queue<unknown>(name, base),
        worker: (name: string, run: (job: Job<unknown>) => Promise<void>, concurrency: number) =>
          new Worker<unknown>(name, run, { ...base, concurrency }),
      };
    }
    const { Queue, Worker } = withBackend(createPostgresBackend);
    // Each queue and worker has a pool of its own; two connections are enough, ten are the default. `schema` is read
    // from a config object only.
    const base = {
      connection: {
        connectionString: options.databaseUrl,
        schema: namespace,
        migrate: true,
        max: 2,
        application_name: 'nastavnik-queues',
      },
    };
    return {
      queue: (name: string) => new Queue<unknown>(name, base),
      worker: (name: string, run: (job: Job<unknown>) => Promise<void>, concurrency: number) =>
        new Worker<unknown>(name, run, { ...base, concurrency }),
    };
  };
  const backend = make();

  return {
    backend: redis ? 'redis' : 'postgres',

    createQueue: <Data>(name: string, settings: QueueOptions = {}): JobQueue<Data> => {
      const { attempts = 10, backoffMs = 1_000, rememberSeconds = 86_400 } = settings;
      const queue = backend.queue(name);
      queue.on('error', (error) => onError(error, name));
      queues.push(queue);
      return {
        add: async (jobs) => {
          if (jobs.length === 0) return;
          await queue.addBulk(
            jobs.map((job) => ({
              name: job.name,
              data: job.data,
              opts: {
                jobId: job.id,
                attempts,
                backoff: { type: 'exponential', delay: backoffMs, jitter: 0.2 },
                removeOnComplete: { age: rememberSeconds },
                // What was given up stays to be looked at.
                removeOnFail: false,
              },
            })),
          );
        },
        retryFailed: () => queue.retryJobs({ state: 'failed' }),
        counts: async () => {
          const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'failed', 'completed');
          return {
            waiting: counts['wait'] ?? 0,
            active: counts['active'] ?? 0,
            delayed: counts['delayed'] ?? 0,
            failed: counts['failed'] ?? 0,
            completed: counts['completed'] ?? 0,
          };
        },
      };
    },

    createWorker: <Data>(
      name: string,
      handler: (job: RunningJob<Data>) => Promise<void>,
      settings: WorkerOptions = {},
    ): void => {
      const worker = backend.worker(
        name,
        (job) =>
          handler({
            id: job.id!,
            name: job.name,
            data: job.data as Data,
            attempt: job.attemptsMade + 1,
            lastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
          }),
        settings.concurrency ?? 8,
      );
      worker.on('error', (error) => onError(error, name));
      workers.push(worker);
    },

    close: () =>
      (closed ??= (async () => {
        await Promise.all(workers.map((worker) => worker.close()));
        await Promise.all(queues.map((queue) => queue.close()));
        if (redis) await redis.quit().catch(() => redis.disconnect());
      })()),
  };
};
