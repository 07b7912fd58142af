/** P11: events put into our queues, a batch at a time, beside bare BullMQ on the same backend. */
import { randomUUID } from 'node:crypto';
import { createPostgresBackend, withBackend } from 'bullmq';
import { openQueues } from '@nastavnik/platform/queues';
import { compare, rate } from '../measure';
import type { Scenario } from '../scenario';

const JOBS = 2_000;
const BATCH = 500;

const batches = (): { id: string; name: string; data: object }[][] =>
  Array.from({ length: JOBS / BATCH }, () =>
    Array.from({ length: BATCH }, () => ({ id: randomUUID(), name: 'event', data: { position: '1' } })),
  );

export const p11: Scenario = {
  id: 'P11',
  title: 'Publishing',
  run: async ({ url }, budget) => {
    const queues = openQueues({ databaseUrl: url, namespace: 'bench_ours' });
    const ours = queues.createQueue<object>('events');
    const bound = withBackend(createPostgresBackend);
    const bare = new bound.Queue('events', {
      connection: { connectionString: url, schema: 'bench_bare', migrate: true, max: 2 },
    });
    await bare.waitUntilReady();
    try {
      return [
        await compare(
          { id: 'P11', what: 'publishing / bare BullMQ addBulk, PostgreSQL', goal: 0.9, unit: 'jobs/s' },
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
        ),
      ];
    } finally {
      await queues.close();
      await bare.close();
    }
  },
};
