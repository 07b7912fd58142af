/** Full rebuilds and what they are measured beside: shared by P1–P4, P13 and P14. */
import { once } from 'node:events';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Pool } from 'pg';
import { rate } from '../measure';
import { THREE, type World } from '../world';

/** Rebuilds models side by side. @returns events a second, each model counted as one pass over them */
export const rebuildRate = async (
  world: World,
  models: readonly string[],
  source: 'local' | 'log',
): Promise<number> => {
  const runner = await world.runner(models, source === 'local' ? world.local : {});
  const count = source === 'local' ? world.written.length : world.count;
  try {
    const got = await rate(count * models.length, async () => {
      await Promise.all(models.map((name) => runner.rebuild(name)));
    });
    for (const name of models) await world.exact(name, source);
    return got;
  } finally {
    await runner.stop();
  }
};

/** Every row of a table as COPY spells it. */
export const rowsOf = async (pool: Pool, table: string): Promise<Buffer> => {
  const client = await pool.connect();
  const chunks: Buffer[] = [];
  for await (const chunk of client.query(copyTo(`copy ${table} to stdout`))) chunks.push(chunk as Buffer);
  client.release();
  return Buffer.concat(chunks);
};

/** Copies ready-made rows into an empty twin, then builds its key and indexes: what no rebuild can beat. */
export const rawCopy = async (pool: Pool, table: string, rows: Buffer): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query(`drop table if exists ${table}__raw`);
    await client.query(`create table ${table}__raw (like ${table} including all excluding indexes)`);
    await client.query('begin; set local synchronous_commit to off');
    const copy = client.query(copyFrom(`copy ${table}__raw from stdin`));
    const done = once(copy, 'finish');
    for (let at = 0; at < rows.length; at += 1 << 20) {
      if (!copy.write(rows.subarray(at, at + (1 << 20)))) await once(copy, 'drain');
    }
    copy.end();
    await done;
    await client.query('commit');
    const { rows: indexes } = await client.query<{ definition: string }>(
      `select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = $1::regclass`,
      [table],
    );
    for (const [n, { definition }] of indexes.entries()) {
      await client.query(
        definition.replace(
          /index .+? on (?:only )?\S+? using/i,
          `index ${table}__raw_${n} on ${table}__raw using`,
        ),
      );
    }
    await client.query(`drop table ${table}__raw`);
  } finally {
    client.release();
  }
};

export const tableName = (model: string): string => model.replaceAll('-', '_');
export { THREE };
