/** P15: a rebuild with the Merkle tree built over the same events, beside the rebuild alone. */
import { Tree, type Edge } from '@nastavnik/platform/transparency';
import type { StoredEvent } from '@nastavnik/platform/event-store';
import { compare, rate } from '../measure';
import type { Scenario } from '../scenario';
import type { World } from '../world';
import { THREE } from './rebuild';

/** The tree of the product only ever grows; a scenario begins another. */
export const emptyTree = async ({ pool }: World): Promise<void> => {
  await pool.query(
    ['transparency_hash', 'transparency_checkpoint']
      .map(
        (of) =>
          `alter table ${of} disable trigger user; truncate ${of}; alter table ${of} enable trigger user`,
      )
      .join('; '),
  );
};

const rebuilt = async (world: World, withTree: boolean): Promise<number> => {
  await emptyTree(world);
  const tree = new Tree(world.pool);
  let edge: Edge | undefined;
  const checked = new Set<bigint>();
  const readAll = async (options: { after?: bigint; maxCount: number }): Promise<readonly StoredEvent[]> => {
    const page = await world.local.readAll(options);
    const at = options.after ?? -1n;
    // Each event is a leaf once, whatever reads it again.
    if (withTree && page.length > 0 && !checked.has(at)) {
      checked.add(at);
      edge ??= await tree.edge();
      await tree.append(edge, page);
    }
    return page;
  };
  const runner = await world.runner(THREE, { ...world.local, readAll });
  try {
    return await rate(world.written.length * THREE.length, async () => {
      for (const name of THREE) await runner.rebuild(name);
    });
  } finally {
    await runner.stop();
  }
};

export const p15: Scenario = {
  id: 'P15',
  title: 'Integrity',
  run: async (world, budget) => [
    await compare(
      { id: 'P15', what: 'rebuild with the Merkle tree / without', goal: 0.9, unit: 'events/s' },
      budget,
      { ours: () => rebuilt(world, true), yardstick: () => rebuilt(world, false) },
    ),
  ],
};
