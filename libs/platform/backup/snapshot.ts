/** Tables of a database as they are at one moment, read while everybody goes on writing. */
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { ArchiveWriter } from './archive';

export interface SnapshotTable {
  /** `schema.table` */
  readonly name: string;
  readonly columns: readonly string[];
}

export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoted = (name: string): string => name.split('.').map(identifier).join('.');

/** One moment of a database. */
export interface Snapshot {
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Tables of these schemas, in the order of their names. */
  tables(schemas: readonly string[]): Promise<readonly SnapshotTable[]>;
  /** Last values of their sequences, by `schema.sequence`: never behind the rows. */
  sequences(schemas: readonly string[]): Promise<{ readonly [name: string]: string }>;
  copy(archive: ArchiveWriter, table: SnapshotTable): Promise<void>;
}

/** Everything that the work reads is as of one moment; nobody waits for it. */
export const takeSnapshot = async <Result>(
  databaseUrl: string,
  work: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> => {
  const client = new Client({
    connectionString: databaseUrl,
    application_name: 'nastavnik-backup',
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  const query = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query<Row>(text, [...values])).rows;
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0');
    await client.query('begin isolation level repeatable read, read only');
    return await work({
      query,
      tables: (schemas) =>
        query<SnapshotTable>(
          `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
             from pg_class c
             join pg_namespace n on n.oid = c.relnamespace
             join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relkind = 'r' and n.nspname = any($1::text[])
            group by 1 order by 1`,
          [schemas],
        ),
      sequences: async (schemas) =>
        Object.fromEntries(
          (
            await query<{ name: string; last: string }>(
              `select schemaname || '.' || sequencename as name, last_value::text as last
                 from pg_sequences where schemaname = any($1::text[]) and last_value is not null order by 1`,
              [schemas],
            )
          ).map(({ name, last }) => [name, last]),
        ),
      copy: async (archive, { name, columns }) => {
        const copy = client.query(
          copyTo(`copy ${quoted(name)} (${columns.map(identifier).join(', ')}) to stdout (format binary)`),
        );
        await archive.table(name, columns, copy, async () => copy.rowCount);
      },
    });
  } finally {
    await client.end();
  }
};
