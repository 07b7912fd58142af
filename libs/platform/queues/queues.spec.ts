/** The same promises on both backends: each job runs, a known id runs once, a failure is tried again, closing waits. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { redisUrl, sweep } from './backends.testing';
import { openQueues, type Queues, type RunningJob } from './queues';

const waitFor = async (what: string, done: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 300; tries++) {
    if (await done()) return;
    await delay(50);
  }
  throw new Error(`never happened: ${what}`);
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const backends = [
  { name: 'postgres', open: (namespace: string) => openQueues({ databaseUrl: database.url, namespace }) },
  { name: 'redis', open: (namespace: string) => openQueues({ redisUrl: redisUrl!, namespace }) },
];

describe.each(backends)('queues on $name', (backend) => {
  const promise = backend.name === 'redis' && redisUrl === undefined ? it.skip : it;
  const namespace = `spec_${randomUUID().slice(0, 8)}`;
  const opened: Queues[] = [];
  const open = (): Queues => {
    const queues = backend.open(namespace);
    opened.push(queues);
    return queues;
  };
  afterEach(async () => {
    for (const queues of opened.splice(0)) await queues.close();
  });
  afterAll(async () => {
    if (backend.name === 'redis' && redisUrl !== undefined) await sweep(redisUrl, namespace);
  });

  promise('every job runs with its data, and an id the queue knows is not run again', async () => {
    const queues = open();
    expect(queues.backend).toBe(backend.name);
    const ran: RunningJob<{ n: number }>[] = [];
    const queue = queues.createQueue<{ n: number }>('bulk');
    const jobs = Array.from({ length: 50 }, (_, n) => ({ id: `job-${n}`, name: 'count', data: { n } }));
    await queue.add(jobs);
    await queue.add(jobs.slice(0, 10));
    queues.createWorker<{ n: number }>('bulk', async (job) => void ran.push(job));
    await waitFor('50 jobs', () => ran.length >= 50);
    await queue.add(jobs);
    await delay(300);
    expect(ran.map((job) => job.data.n).sort((a, b) => a - b)).toEqual(jobs.map((job) => job.data.n));
    expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, failed: 0, completed: 50 });
  });

  promise('a job that throws is tried again later each time, then succeeds', async () => {
    const queues = open();
    const at: number[] = [];
    const queue = queues.createQueue('retries', { attempts: 5, backoffMs: 100 });
    await queue.add([{ id: 'job-a', name: 'try', data: {} }]);
    queues.createWorker('retries', async (job) => {
      at.push(Date.now());
      expect(job.attempt).toBe(at.length);
      if (at.length < 3) throw new Error('not yet');
    });
    await waitFor('third attempt', async () => (await queue.counts()).completed === 1);
    expect(at).toHaveLength(3);
    // 100 and 200 ms, less at most 20 % of jitter.
    expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(75);
    expect(at[2]! - at[1]!).toBeGreaterThanOrEqual(155);
  });

  promise('a job that never succeeds is given up after its attempts and kept', async () => {
    const queues = open();
    const seen: boolean[] = [];
    const queue = queues.createQueue('hopeless', { attempts: 2, backoffMs: 20 });
    await queue.add([{ id: 'job-b', name: 'try', data: {} }]);
    queues.createWorker('hopeless', (job) => {
      seen.push(job.lastAttempt);
      return Promise.reject(new Error('never'));
    });
    await waitFor('failure', async () => (await queue.counts()).failed === 1);
    expect(seen).toEqual([false, true]);
    await queue.retryFailed();
    await waitFor('another round', async () => seen.length > 2 && (await queue.counts()).failed === 1);
    expect(seen.at(-1)).toBe(true);
  });

  promise('closing waits for the running job; what was not begun is there for the next process', async () => {
    const first = open();
    let finished = 0;
    let begun = 0;
    const queue = first.createQueue('handover');
    await queue.add([
      { id: 'job-c', name: 'slow', data: {} },
      { id: 'job-d', name: 'slow', data: {} },
    ]);
    first.createWorker(
      'handover',
      async () => {
        begun++;
        await delay(400);
        finished++;
      },
      { concurrency: 1 },
    );
    await waitFor('begin', () => begun === 1);
    await first.close();
    expect(finished).toBe(begun);
    const left = 2 - finished;
    expect(left).toBe(1);
    const second = open();
    second.createWorker('handover', async () => void finished++);
    await waitFor('the other job', () => finished === 2);
  });
});

describe.each([
  { name: 'postgres', url: { databaseUrl: 'postgres://nobody@127.0.0.1:1/none' } },
  { name: 'redis', url: { redisUrl: 'redis://127.0.0.1:1' } },
])('an unreachable $name', ({ url }) => {
  it('is an error within seconds for who adds and who counts, and does not keep anyone from closing', async () => {
    const told: string[] = [];
    const queues = openQueues({ ...url, onError: (error, queue) => told.push(`${queue}: ${error.message}`) });
    const queue = queues.createQueue('nowhere');
    queues.createWorker('nowhere', () => Promise.resolve());
    await expect(queue.add([{ id: 'job-a', name: 'x', data: {} }])).rejects.toThrow();
    await expect(queue.counts()).rejects.toThrow();
    await expect(queue.retryFailed()).rejects.toThrow();
    expect(told.length).toBeGreaterThan(0);
    await queues.close();
  }, 15_000);
});
