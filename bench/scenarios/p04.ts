/** P4: rebuild beside folding event by event: a transaction each, an entity saved each, Emmett's SQL projection. */
import { DataSource } from 'typeorm';
import { EventIndexRow } from '@nastavnik/read-models';
import { storedAt, type WrittenEvent } from '../../test/generate/national-year';
import { compare, rate } from '../measure';
import type { Scenario } from '../scenario';
import type { World } from '../world';
import { emmettRate } from '../peers/emmett';
import { NARROW } from './p02';
import { rebuildRate } from './rebuild';

/** So few, because one by one takes long; a rate does not mind. */
const FEW = 1_000;

const rowOf = (event: WrittenEvent, position: number): EventIndexRow => {
  const stored = storedAt(event, BigInt(position));
  const data = stored.data as {
    organisationId?: string;
    schoolId?: string;
    municipalityId?: string;
    effectiveOn: string;
  };
  return {
    ...{
      id: stored.id,
      stream: stored.stream,
      revision: String(stored.revision),
      position: String(position),
    },
    organisationId: data.organisationId ?? data.schoolId ?? data.municipalityId ?? '',
    recordedAt: (stored.metadata as { recordedAt: string }).recordedAt,
    effectiveOn: data.effectiveOn,
    ...{ municipalityId: null, fact: null, corrects: null, pairs: [] },
  };
};

/** Into a twin with its indexes, the checkpoint with every row. */
export const oneByOne = async ({ pool, written }: World): Promise<number> => {
  const client = await pool.connect();
  const few = written.slice(0, FEW);
  try {
    await client.query('drop table if exists event_index__single, single_checkpoint');
    await client.query('create table event_index__single (like event_index including all)');
    await client.query('create table single_checkpoint as select 0::bigint as position');
    return await rate(few.length, async () => {
      for (const [n, event] of few.entries()) {
        const row = rowOf(event, n);
        await client.query('begin');
        await client.query({
          name: 'single',
          text: `insert into event_index__single (id, stream, revision, position, organisation_id, recorded_at, effective_on, pairs)
                 values ($1, $2, $3, $4, $5, $6, $7, '{}')`,
          values: [
            row.id,
            row.stream,
            row.revision,
            row.position,
            row.organisationId,
            row.recordedAt,
            row.effectiveOn,
          ],
        });
        await client.query({
          name: 'single-at',
          text: 'update single_checkpoint set position = $1',
          values: [n],
        });
        await client.query('commit');
      }
    });
  } finally {
    client.release();
  }
};

const saved = async ({ url, pool, written }: World): Promise<number> => {
  const source = await new DataSource({ type: 'postgres', url, entities: [EventIndexRow] }).initialize();
  const few = written.slice(0, FEW / 2);
  try {
    await pool.query('delete from event_index');
    const repository = source.getRepository(EventIndexRow);
    return await rate(few.length, async () => {
      for (const [n, event] of few.entries()) await repository.save(rowOf(event, n));
    });
  } finally {
    await source.destroy();
  }
};

export const p04: Scenario = {
  id: 'P4',
  title: 'Rebuild beside event by event',
  run: async (world, budget) => {
    const ours = (): Promise<number> => rebuildRate(world, [NARROW], 'log');
    const beside = (what: string, goal: number, yardstick: () => Promise<number>) =>
      compare({ id: 'P4', what: `rebuild / ${what}`, goal, unit: 'events/s' }, budget, { ours, yardstick });
    return [
      await beside('Emmett, SQL projection', 30, () => emmettRate(world, FEW / 2)),
      await beside('one transaction per event', 40, () => oneByOne(world)),
      await beside('TypeORM save per event', 130, () => saved(world)),
    ];
  },
};
