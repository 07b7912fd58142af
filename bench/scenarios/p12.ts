/** P12: from append to visible at a hundred events a second, p99, beside one append and one commit of a row. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Freshness } from '@nastavnik/platform/projections';
import { compare, quantile } from '../measure';
import type { Scenario } from '../scenario';

const EVENTS = 200;
const EVERY_MS = 10;

export const p12: Scenario = {
  id: 'P12',
  title: 'Lag',
  run: async (world, budget) => {
    const model = 'municipality-summary';
    const template = world.written.find(({ type }) => type === 'municipality.registered.v1')!;
    const runner = await world.runner([model]);
    await runner.start();
    const freshness = new Freshness(world.pool);
    await world.pool.query('create table if not exists lag_row (id uuid primary key, data text)');
    const newEvent = () => {
      const municipalityId = randomUUID();
      const data = JSON.parse(template.data.toString()) as object;
      return {
        stream: `municipality-${municipalityId}`,
        event: {
          ...{ id: randomUUID(), type: template.type, data: { ...data, municipalityId } },
          metadata: JSON.parse(template.metadata.toString()) as object,
        },
      };
    };
    const paced = async (work: () => Promise<unknown>): Promise<number> => {
      const times: number[] = [];
      const running: Promise<unknown>[] = [];
      for (let n = 0; n < EVENTS; n += 1) {
        const started = performance.now();
        running.push(work().then(() => times.push(performance.now() - started)));
        await delay(EVERY_MS);
      }
      await Promise.all(running);
      return quantile(times, 0.99);
    };
    try {
      await freshness.waitUntil(model, (await world.store.lastPosition())!, 120_000);
      return [
        await compare(
          {
            id: 'P12',
            what: 'p99 append to visible / append and commit',
            goal: 5,
            unit: 'ms',
            sense: 'at-most',
          },
          budget,
          {
            ours: () =>
              paced(async () => {
                const { stream, event } = newEvent();
                const { position } = await world.store.append(stream, 'no_stream', [event]);
                await freshness.waitUntil(model, position, 30_000);
              }),
            yardstick: () =>
              paced(async () => {
                const { stream, event } = newEvent();
                // Not of the read model's streams: a bystander's append.
                await world.store.append(`bare-${stream}`, 'no_stream', [event]);
                await world.pool.query('insert into lag_row values ($1, $2)', [
                  randomUUID(),
                  'x'.repeat(200),
                ]);
              }),
          },
        ),
      ];
    } finally {
      await freshness.close();
      await runner.stop();
    }
  },
};
