/** Emmett on PostgreSQL with an inline SQL projection of the same narrow row. */
import type { World } from '../world';
import { rate } from '../measure';

interface Emmett {
  getPostgreSQLEventStore(
    url: string,
    options: object,
  ): {
    appendToStream(stream: string, events: readonly object[]): Promise<unknown>;
    schema: { migrate(): Promise<unknown> };
    close(): Promise<void>;
  };
  postgreSQLRawSQLProjection(options: object): object;
}
interface Dumbo {
  SQL(text: TemplateStringsArray, ...values: readonly unknown[]): unknown;
}

// Installed in bench/ only, when the bench runs: the type check of the house does not know it.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
const required = <T>(name: string): T => require(name) as T;

export const emmettRate = async ({ url, pool, written }: World, few: number): Promise<number> => {
  const { getPostgreSQLEventStore, postgreSQLRawSQLProjection } = required<Emmett>(
    '@event-driven-io/emmett-postgresql',
  );
  const { SQL } = required<Dumbo>('@event-driven-io/dumbo');
  const own = new URL(url);
  own.pathname = `${own.pathname}_emmett`;
  await pool.query(`drop database if exists ${own.pathname.slice(1)} with (force)`);
  await pool.query(`create database ${own.pathname.slice(1)}`);
  const events = written.slice(0, few).map(({ stream, type, data, metadata }) => ({
    stream,
    event: {
      type,
      data: JSON.parse(data.toString()) as { effectiveOn: string },
      metadata: JSON.parse(metadata.toString()) as object,
    },
  }));
  const table = 'narrow';
  const projection = postgreSQLRawSQLProjection({
    name: table,
    canHandle: [...new Set(events.map(({ event }) => event.type))],
    evolve: (event: { data: { effectiveOn: string }; metadata: Record<string, unknown> }) =>
      SQL`INSERT INTO narrow (stream, at, effective_on) VALUES (${String(event.metadata['streamName'])}, ${String(event.metadata['streamPosition'])}, ${event.data.effectiveOn})`,
    init: () => SQL`CREATE TABLE IF NOT EXISTS narrow (stream text, at text, effective_on text)`,
  });
  const store = getPostgreSQLEventStore(own.toString(), {
    projections: [{ type: 'inline', projection }],
  });
  try {
    await store.schema.migrate();
    const { Client } = await import('pg');
    const client = new Client({ connectionString: own.toString() });
    await client.connect();
    await client.query('create table if not exists narrow (stream text, at text, effective_on text)');
    const got = await rate(events.length, async () => {
      for (const { stream, event } of events) await store.appendToStream(stream, [event]);
    });
    const { rows } = await client.query<{ n: string }>('select count(*) as n from narrow');
    await client.end();
    if (Number(rows[0]!.n) !== events.length)
      throw new Error(`Emmett projected ${rows[0]!.n} of ${events.length}`);
    return got;
  } finally {
    await store.close();
  }
};
