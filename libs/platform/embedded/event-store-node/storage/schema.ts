/** The tables of the log, as migrations in plain SQL, applied in order by the node that holds the writer lock. */
import type { ClientBase } from 'pg';

/**
 * One row for an event. `record` holds the event as readers get it on the wire, so a read copies bytes and builds nothing;
 * the columns beside it are what the node itself asks for.
 */
const migrations: readonly string[] = [
  `CREATE TABLE eventstore.events (
     position   bigint PRIMARY KEY,
     stream     text COLLATE "C" NOT NULL,
     revision   bigint NOT NULL,
     id         uuid NOT NULL,
     type       text COLLATE "C" NOT NULL,
     created_ms bigint NOT NULL,
     record     bytea NOT NULL
   );
   CREATE UNIQUE INDEX events_of_stream ON eventstore.events (stream, revision);`,
];

/** Version of the tables that this build makes. */
export const LOG_SCHEMA = migrations.length;

/**
 * Every query of the node has its index. Said outright, because a plan made while the table is young, when a scan looks
 * cheap, would be kept while it grows.
 */
export const planner = '-c enable_seqscan=off -c enable_bitmapscan=off -c jit=off';

/** Brings the schema up to date; each migration commits together with its mark. */
export const migrate = async (client: ClientBase): Promise<void> => {
  await client.query(`CREATE SCHEMA IF NOT EXISTS eventstore`);
  await client.query(
    `CREATE TABLE IF NOT EXISTS eventstore.migrations (version int PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const { rows } = await client.query<{ version: number }>(
    `SELECT coalesce(max(version), 0) AS version FROM eventstore.migrations`,
  );
  const applied = rows[0]?.version ?? 0;
  if (applied > migrations.length) {
    throw new Error(
      `the log has schema version ${applied}, this build knows ${migrations.length}: it is older than the data`,
    );
  }
  for (const [index, sql] of migrations.entries()) {
    const version = index + 1;
    if (version <= applied) continue;
    await client.query(
      `BEGIN; ${sql} INSERT INTO eventstore.migrations (version) VALUES (${version}); COMMIT;`,
    );
  }
};
