/** P5: the live reader, batches of a thousand into a table with its indexes, beside one transaction per event. */
import { setTimeout as delay } from 'node:timers/promises';
import { compare, rate } from '../measure';
import type { Scenario } from '../scenario';
import type { World } from '../world';
import { NARROW } from './p02';
import { oneByOne } from './p04';

const followed = async (world: World): Promise<number> => {
  await world.pool.query('delete from event_index');
  await world.pool.query('delete from projection_checkpoint where name = $1', [NARROW]);
  const head = (await world.store.lastPosition())!;
  const runner = await world.runner([NARROW]);
  try {
    const got = await rate(world.count, async () => {
      await runner.start();
      for (;;) {
        const { rows } = await world.pool.query<{ position: string }>(
          'select position from projection_checkpoint where name = $1',
          [NARROW],
        );
        if (BigInt(rows[0]?.position ?? -1) >= head) return;
        await delay(5);
      }
    });
    await world.exact(NARROW, 'log');
    return got;
  } finally {
    await runner.stop();
  }
};

export const p05: Scenario = {
  id: 'P5',
  title: 'Live tail',
  run: async (world, budget) => [
    await compare(
      {
        id: 'P5',
        what: 'live tail in batches with indexes / one transaction per event',
        goal: 50,
        unit: 'events/s',
      },
      budget,
      { ours: () => followed(world), yardstick: () => oneByOne(world) },
    ),
  ],
};
