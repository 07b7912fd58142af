/** P6: our decoder beside the stock client: both subscribe to the whole log and count to its end. */
import { EventStoreDBClient, START } from '@eventstore/db-client';
import { compare, rate } from '../measure';
import type { Scenario } from '../scenario';
import type { World } from '../world';

const ours = async ({ store, count }: World): Promise<number> =>
  rate(count, async () => {
    const enough = new AbortController();
    let seen = 0;
    await store.subscribeToAll({
      signal: enough.signal,
      onBatch: async ({ events }) => {
        seen += events.length;
        if (seen >= count) enough.abort();
      },
    });
  });

const stock = async ({ node, count }: World): Promise<number> => {
  const client = EventStoreDBClient.connectionString(node.url);
  try {
    return await rate(count, async () => {
      let seen = 0;
      const subscription = client.subscribeToAll({ fromPosition: START });
      for await (const { event } of subscription) {
        if (event === undefined || event.type.startsWith('$')) continue;
        seen += 1;
        if (seen >= count) break;
      }
    });
  } finally {
    await client.dispose();
  }
};

export const p06: Scenario = {
  id: 'P6',
  title: 'Decoding',
  run: async (world, budget) => [
    await compare(
      { id: 'P6', what: 'our reader / @eventstore/db-client subscribeToAll', goal: 1.8, unit: 'events/s' },
      budget,
      { ours: () => ours(world), yardstick: () => stock(world) },
    ),
  ],
};
