/**
 * Job queues: BullMQ on Redis, or on its own PostgreSQL backend where there is no Redis. Who uses them cannot tell which.
 * Only this room knows `bullmq` and `ioredis`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { Job, Queue, Worker } from 'bullmq';
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
  /** Resolves when every job is in the queue: after that none is lost. @throws QueueUnavailable, or the backend's error */
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
  /** Waits for running jobs, half a minute at most, then closes workers, queues and connections. Safe to call twice. */
  close(): Promise<void>;
}

const NAMESPACE = 'nastavnik_queues';
/** How long the backend may take to answer; its first connection on PostgreSQL may create the schema. */
const PATIENCE_MS = 5_000;
const READY_MS = { redis: 1_000, postgres: 15_000 } as const;
/** How long closing waits for running jobs. */
const CLOSING_MS = 30_000;

/** The backend did not answer in time; what was asked may still have been done. */
export class QueueUnavailable extends Error {
  constructor(name: string) {
    super(`the queue ${name} does not answer`);
    this.name = 'QueueUnavailable';
  }
}

const within = async <Result>(ms: number, name: string, work: Promise<Result>): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueUnavailable(name)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // Whichever came second is nobody's business any more.
    work.catch(() => undefined);
  }
};

interface Backend {
  readonly name: 'redis' | 'postgres';
  queue(name: string): Queue<unknown>;
  worker(name: string, run: (job: Job<unknown>) => Promise<void>, concurrency: number): Worker<unknown>;
  /** False when it is known to be out of reach. */
  answers(): boolean;
  disconnect(): void;
}

const onRedis = (url: string, prefix: string, onError: (error: Error) => void): Backend => {
  // Who adds a job learns soon that Redis is away; a worker waits for it to come back.
  const connect = (maxRetriesPerRequest: number | null): Redis => {
    const redis = new Redis(url, { maxRetriesPerRequest, disconnectTimeout: 200 });
    redis.on('error', onError);
    return redis;
  };
  const [adding, working] = [connect(3), connect(null)];
  const bound = withBackend(createRedisBackend);
  return {
    name: 'redis',
    queue: (name) =>
      new bound.Queue<unknown>(name, { connection: adding, prefix }) as unknown as Queue<unknown>,
    worker: (name, run, concurrency) =>
      new bound.Worker<unknown>(name, run, {
        connection: working,
        prefix,
        concurrency,
      }) as unknown as Worker<unknown>,
    answers: () => working.status === 'ready',
    disconnect: () => {
      adding.disconnect();
      working.disconnect();
    },
  };
};

const onPostgres = (connectionString: string, schema: string): Backend => {
  const bound = withBackend(createPostgresBackend);
  // Each queue and worker has a pool of its own; two connections are enough, ten are the default. `schema` is read from
  // a config object only.
  const connection = {
    connectionString,
    schema,
    migrate: true,
    max: 2,
    application_name: 'nastavnik-queues',
    connectionTimeoutMillis: PATIENCE_MS,
  };
  return {
    name: 'postgres',
    queue: (name) => new bound.Queue<unknown>(name, { connection }) as unknown as Queue<unknown>,
    worker: (name, run, concurrency) =>
      new bound.Worker<unknown>(name, run, { connection, concurrency }) as unknown as Worker<unknown>,
    answers: () => true,
    disconnect: () => undefined,
  };
};

/** Opens connections lazily: the first `add` or worker finds out whether the backend answers. */
export const openQueues = (options: QueuesOptions): Queues => {
  const onError = options.onError ?? (() => undefined);
  const namespace = options.namespace ?? NAMESPACE;
  if (!/^[a-z_][a-z0-9_]*$/.test(namespace)) {
    throw new RangeError(`a namespace of queues is a plain identifier, not ${namespace}`);
  }
  const backend =
    'redisUrl' in options
      ? onRedis(options.redisUrl, namespace, (error) => onError(error, '*'))
      : onPostgres(options.databaseUrl, namespace);
  const queues = new Set<Queue<unknown>>();
  const workers = new Map<Worker<unknown>, { ready: boolean }>();
  const closing = new AbortController();
  let closed: Promise<void> | undefined;

  /** A queue that could not be opened stays broken for ever: it is thrown away and the next call opens another. */
  const opener = (name: string): (() => Promise<Queue<unknown>>) => {
    let current: Queue<unknown> | undefined;
    return async () => {
      if (!current) {
        current = backend.queue(name);
        current.on('error', (error) => onError(error, name));
        queues.add(current);
      }
      const queue = current;
      try {
        await within(READY_MS[backend.name], name, queue.waitUntilReady());
      } catch (error) {
        if (current === queue) current = undefined;
        queues.delete(queue);
        queue.close().catch(() => undefined);
        throw error;
      }
      return queue;
    };
  };

  /** The same for a worker, which nobody calls: it is opened again until it is ready. */
  const launch = async (name: string, open: () => Worker<unknown>): Promise<void> => {
    for (let pause = 200; !closing.signal.aborted; pause = Math.min(pause * 2, PATIENCE_MS)) {
      const worker = open();
      worker.on('error', (error) => onError(error, name));
      const state = { ready: false };
      workers.set(worker, state);
      try {
        await worker.waitUntilReady();
        state.ready = true;
        return;
      } catch (error) {
        if (closing.signal.aborted) return;
        onError(error as Error, name);
        workers.delete(worker);
        worker.close(true).catch(() => undefined);
        await sleep(pause, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  };

  const close = async (): Promise<void> => {
    closing.abort();
    const left = [...workers].map(([worker, { ready }]) => worker.close(!ready || !backend.answers()));
    await within(CLOSING_MS, '*', Promise.allSettled(left)).catch((error: Error) => onError(error, '*'));
    const shut = Promise.allSettled([...queues].map((queue) => queue.close()));
    await within(PATIENCE_MS, '*', shut).catch((error: Error) => onError(error, '*'));
    backend.disconnect();
  };

  return {
    backend: backend.name,

    createQueue: <Data>(name: string, settings: QueueOptions = {}): JobQueue<Data> => {
      const { attempts = 10, backoffMs = 1_000, rememberSeconds = 86_400 } = settings;
      const open = opener(name);
      const ask = async <Result>(what: (queue: Queue<unknown>) => Promise<Result>): Promise<Result> => {
        const queue = await open();
        return within(PATIENCE_MS, name, what(queue));
      };
      return {
        add: async (jobs) => {
          if (jobs.length === 0) return;
          await ask((queue) =>
            queue.addBulk(
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
            ),
          );
        },
        retryFailed: () => ask((queue) => queue.retryJobs({ state: 'failed' })),
        counts: async () => {
          const counts = await ask((queue) =>
            queue.getJobCounts('wait', 'active', 'delayed', 'failed', 'completed'),
          );
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
      const run = (job: Job<unknown>): Promise<void> =>
        handler({
          id: job.id!,
          name: job.name,
          data: job.data as Data,
          attempt: job.attemptsMade + 1,
          lastAttempt: job.attemptsMade + 1 >= (job.opts.attempts ?? 1),
        });
      void launch(name, () => backend.worker(name, run, settings.concurrency ?? 8));
    },

    close: () => (closed ??= close()),
  };
};
