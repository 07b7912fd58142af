/** Puts an archive into a database that has its tables, empty. */
import { once } from 'node:events';
import type { Client } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { type ArchivedTable, type Manifest, readParts } from './archive';
import { identifier, quoted } from './snapshot';

/** One COPY at a time, as the parts of each table stand together. */
class Loading {
  private table: string | undefined;
  private copy: CopyStreamQuery | undefined;
  private failed: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly tables: ReadonlyMap<string, ArchivedTable>,
  ) {}

  async write(name: string, bytes: Buffer): Promise<void> {
    if (name !== this.table) {
      await this.end();
      const { columns } = this.tables.get(name)!;
      this.table = name;
      this.copy = this.client.query(
        copyFrom(`copy ${quoted(name)} (${columns.map(identifier).join(', ')}) from stdin (format binary)`),
      );
      this.failed = once(this.copy, 'finish');
      this.failed.catch(() => undefined);
    }
    if (!this.copy!.write(bytes)) await Promise.race([once(this.copy!, 'drain'), this.failed]);
  }

  async end(): Promise<void> {
    this.copy?.end();
    await this.failed;
    this.copy = undefined;
    this.table = undefined;
  }
}

/**
 * Loads every table, in the client's transaction, without triggers and foreign keys: a snapshot fulfils them. The client's user must be a
 * superuser.
 * @param manifest of that very archive, from `readManifest`
 * @throws BackupDamaged, or what PostgreSQL says; then the transaction is to be rolled back
 */
export const loadArchive = async (client: Client, file: string, manifest: Manifest): Promise<void> => {
  await client.query('set local session_replication_role = replica');
  const loading = new Loading(client, new Map(manifest.tables.map((table) => [table.name, table])));
  await readParts(file, ({ table, copy }) => loading.write(table, copy));
  await loading.end();
  for (const { name, rows } of manifest.tables) {
    const found = await client.query<{ rows: string }>(`select count(*) as rows from ${quoted(name)}`);
    if (Number(found.rows[0]!.rows) !== rows)
      throw new Error(`${name}: ${found.rows[0]!.rows} rows were restored of ${rows}`);
  }
  for (const [sequence, last] of Object.entries(manifest.sequences)) {
    await client.query('select setval($1::regclass, $2::bigint)', [quoted(sequence), last]);
  }
};
