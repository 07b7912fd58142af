/** P11: events put into our queues, a batch at a time, beside bare BullMQ on the same backend; on Redis where REDIS_URL names one. */
import { randomUUID } from 'node:crypto';
import { createPostgresBackend, Queue, withBackend } from 'bullmq';
import { openQueues, type Queues } from '@nastavnik/platform/queues';
import { type Budget, compare, type Figure, rate } from '../measure';
import type { Scenario } from '../scenario';

const JOBS = 2_000;
const BATCH = 500;

const batches = (): { id: string; name: string; data: object }[][] =>
  Array.from({ length: JOBS / BATCH }, () =>
    Array.from({ length: BATCH }, () => ({ id: randomUUID(), name: 'event', data: { position: '1' } })),
  );

const beside = async (
  backend: string,
  queues: Queues,
  bare: { addBulk: Queue['addBulk']; close(): Promise<void> },
  budget: Budget,
): Promise<Figure> => {
  const ours = queues.createQueue<object>('events');
  try {
    return await compare(
      { id: 'P11', what: `publishing / bare BullMQ addBulk, ${backend}`, goal: 0.9, unit: 'jobs/s' },
      budget,
      {
        ours: () =>
          rate(JOBS, async () => {
            for (const jobs of batches()) await ours.add(jobs);
          }),
        yardstick: () =>
          rate(JOBS, async () => {
            for (const jobs of batches())
              await bare.addBulk(jobs.map(({ id, name, data }) => ({ name, data, opts: { jobId: id } })));
          }),
      },
    );
  } finally {
    await queues.close();
    await bare.close();
  }
};

export const p11: Scenario = {
  id: 'P11',
  title: 'Publishing',
  run: async ({ url }, budget) => {
    const bound = withBackend(createPostgresBackend);
    const onPostgres = new bound.Queue('events', {
      connection: { connectionString: url, schema: 'bench_bare', migrate: true, max: 2 },
    });
    await onPostgres.waitUntilReady();
    const figures = [
      await beside(
        'PostgreSQL',
        openQueues({ databaseUrl: url, namespace: 'bench_ours' }),
        onPostgres as never,
        budget,
      ),
    ];
    const redisUrl = process.env.REDIS_URL;
    if (redisUrl === undefined) return figures;
    const namespace = `bench_${process.pid}`;
    const connection = { url: redisUrl };
    const bare = new Queue('events', { connection, prefix: `${namespace}_bare` });
    const traces = [`${namespace}_bare`, namespace].map(
      (prefix) => new Queue('events', { connection, prefix }),
    );
    try {
      figures.push(await beside('Redis', openQueues({ redisUrl, namespace }), bare, budget));
    } finally {
      for (const trace of traces) {
        await trace.obliterate({ force: true });
        await trace.close();
      }
    }
    return figures;
  },
};
