/** P2: a table of narrow rows rebuilt through gRPC, beside only reading and decoding the same log. */
import { compare, rate } from '../measure';
import type { Scenario } from '../scenario';
import type { World } from '../world';
import { rebuildRate } from './rebuild';

export const NARROW = 'event-index';

const decodeOnly = async ({ store, count }: World): Promise<number> =>
  rate(count, async () => {
    let after = -1n;
    for (;;) {
      const page = await store.readAll({ after, maxCount: 10_000 });
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.position;
    }
  });

export const p02: Scenario = {
  id: 'P2',
  title: 'Rebuild through gRPC',
  run: async (world, budget) => [
    await compare(
      { id: 'P2', what: 'rebuild of narrow rows through gRPC / decoding only', goal: 0.8, unit: 'events/s' },
      budget,
      { ours: () => rebuildRate(world, [NARROW], 'log'), yardstick: () => decodeOnly(world) },
    ),
  ],
};
