/** Door: PostgreSQL from npm binaries, started and ended with the process. */
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres';
export { EmbeddedPostgresTrouble, type TroubleCode } from './trouble';
