/** Connections to PostgreSQL for hot paths, which speak `pg` directly. */
import { Pool, type PoolConfig, types } from 'pg';

/** DI token of the process's `pg.Pool`. */
export const POSTGRES = Symbol('POSTGRES');

export interface PoolOptions {
  /** Connections at most; 10 by default. */
  readonly max?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Told of a connection that broke while idle; the pool replaces it by itself. */
  readonly onError?: (error: Error) => void;
}

const asText = (text: string): string => text;
/** Types that JavaScript would bend: 64-bit integers lose digits as numbers, calendar dates shift with the zone as Date. */
const kept = new Map([
  [types.builtins.INT8, asText],
  [types.builtins.NUMERIC, asText],
  [types.builtins.DATE, asText],
]);

const parsers: NonNullable<PoolConfig['types']> = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : kept.get(oid)) ??
    types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser,
};

/**
 * A pool whose `bigint`, `numeric` and `date` columns arrive as text: `'9007199254740993'`, `'2021-03-01'`. Connects at the
 * first query. The caller ends it.
 */
export const connectPostgres = (url: string, options: PoolOptions = {}): Pool => {
  const pool = new Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'nastavnik',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: parsers,
  });
  // Without a listener a broken idle connection would end the process.
  pool.on('error', options.onError ?? (() => undefined));
  // The same for one that is in use: its queries fail, and whoever uses it hears of it there.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};
