/** TypeORM where it serves: entities, and migrations that several processes may start at once. */
import { Client } from 'pg';
import { DataSource, type MixedList, type EntitySchema, type MigrationInterface } from 'typeorm';
import { lockKey } from './advisory-lock';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as TypeORM has it: a class of any constructor
type EntityClass = (new (...args: any[]) => object) | EntitySchema;
export type MigrationClass = new () => MigrationInterface;

export interface DataSourceOptions {
  readonly entities?: readonly EntityClass[];
  readonly migrations?: readonly MigrationClass[];
  /** Connections at most; 5 by default. */
  readonly max?: number;
  readonly applicationName?: string;
}

/** An initialised data source; never synchronizes, never migrates by itself. The caller destroys it. */
export const openDataSource = (url: string, options: DataSourceOptions = {}): Promise<DataSource> =>
  new DataSource({
    type: 'postgres',
    url,
    entities: [...(options.entities ?? [])] as MixedList<EntitySchema>,
    migrations: [...(options.migrations ?? [])],
    synchronize: false,
    migrationsRun: false,
    logging: false,
    poolSize: options.max ?? 5,
    applicationName: options.applicationName ?? 'nastavnik',
    poolErrorHandler: () => undefined,
  }).initialize();

/**
 * Runs the migrations that the database has not seen, oldest timestamp first, each in its own transaction. Rooms may call it
 * with their own lists in any order; one that stands in several lists runs once. Others who call it meanwhile, in any process, wait.
 * @returns names of the migrations that ran now
 */
export const migrate = async (
  url: string,
  migrations: readonly MigrationClass[],
): Promise<readonly string[]> => {
  const lock = new Client({
    connectionString: url,
    application_name: 'nastavnik-migrations',
    keepAlive: true,
  });
  lock.on('error', () => undefined);
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [lockKey('migrations')]);
    const source = await openDataSource(url, {
      migrations: [...new Set(migrations)],
      max: 1,
      applicationName: 'nastavnik-migrations',
    });
    try {
      return (await source.runMigrations({ transaction: 'each' })).map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  } finally {
    // The lock ends with its connection.
    await lock.end();
  }
};
