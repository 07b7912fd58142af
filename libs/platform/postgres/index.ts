/** Door: pools, advisory locks, data sources and migrations. */
export { connectPostgres, type PoolOptions, POSTGRES } from './pool';
export {
  type HeldLock,
  holdAdvisoryLock,
  type HoldOptions,
  leading,
  lockKey,
  withAdvisoryLock,
} from './advisory-lock';
export { type DataSourceOptions, migrate, type MigrationClass, openDataSource } from './data-source';
