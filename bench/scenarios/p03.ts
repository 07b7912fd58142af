/** P3: the same rebuild, beside the stock client and a COPY for each ten thousand rows. */
import { once } from 'node:events';
import { EventStoreDBClient, START } from '@eventstore/db-client';
import { from as copyFrom } from 'pg-copy-streams';
import { compare, rate } from '../measure';
import type { Scenario } from '../scenario';
import type { World } from '../world';
import { NARROW } from './p02';
import { rebuildRate } from './rebuild';

interface Data {
  readonly organisationId?: string;
  readonly schoolId?: string;
  readonly municipalityId?: string;
  readonly effectiveOn: string;
}

const stockAndCopy = async ({ pool, node, count }: World): Promise<number> => {
  const stock = EventStoreDBClient.connectionString(node.url);
  const client = await pool.connect();
  try {
    await client.query('drop table if exists event_index__stock');
    await client.query('create table event_index__stock (like event_index including all)');
    return await rate(count, async () => {
      let lines: string[] = [];
      const flush = async (): Promise<void> => {
        const copy = client.query(
          copyFrom(
            'copy event_index__stock (id, stream, revision, position, organisation_id, municipality_id, recorded_at, effective_on, pairs) from stdin',
          ),
        );
        const done = once(copy, 'finish');
        copy.end(lines.join(''));
        lines = [];
        await done;
      };
      for await (const { event } of stock.readAll({ fromPosition: START, direction: 'forwards' })) {
        if (event === undefined || event.type.startsWith('$')) continue;
        const data = event.data as unknown as Data;
        const { recordedAt } = event.metadata as unknown as { readonly recordedAt: string };
        const owner = data.organisationId ?? data.schoolId ?? data.municipalityId ?? '';
        const { id, streamId, revision, position } = event;
        lines.push(
          `${id}\t${streamId}\t${revision}\t${position!.commit}\t${owner}\t\\N\t${recordedAt}\t${data.effectiveOn}\t{}\n`,
        );
        if (lines.length === 10_000) await flush();
      }
      await flush();
    });
  } finally {
    await client.query('drop table if exists event_index__stock');
    client.release();
    await stock.dispose();
  }
};

export const p03: Scenario = {
  id: 'P3',
  title: 'Rebuild beside the stock client',
  run: async (world, budget) => [
    await compare(
      {
        id: 'P3',
        what: 'rebuild of narrow rows through gRPC / stock client + COPY',
        goal: 1.8,
        unit: 'events/s',
      },
      budget,
      { ours: () => rebuildRate(world, [NARROW], 'log'), yardstick: () => stockAndCopy(world) },
    ),
  ],
};
