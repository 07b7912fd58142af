/** P1: three tables rebuilt from a local source, beside COPY of the very rows they end with. */
import { compare, rate } from '../measure';
import type { Scenario } from '../scenario';
import { rawCopy, rebuildRate, rowsOf, tableName, THREE } from './rebuild';

export const p01: Scenario = {
  id: 'P1',
  title: 'Rebuild from a local source',
  run: async (world, budget) => {
    await rebuildRate(world, THREE, 'local');
    const rows = await Promise.all(THREE.map((model) => rowsOf(world.pool, tableName(model))));
    return [
      await compare(
        {
          id: 'P1',
          what: 'rebuild of three tables / raw COPY of the same rows',
          goal: 0.9,
          unit: 'events/s',
        },
        budget,
        {
          ours: () => rebuildRate(world, THREE, 'local'),
          yardstick: () =>
            rate(world.written.length * THREE.length, async () => {
              for (const [n, model] of THREE.entries()) await rawCopy(world.pool, tableName(model), rows[n]!);
            }),
        },
      ),
    ];
  },
};
