/**
 * `npm run migrate`: brings the database of `DATABASE_URL` to the schema of this program and ends; what compose runs once before the processes
 * start. Does nothing where nothing is to be done; of several at once, one works and the others wait.
 */
import 'reflect-metadata';
import { readConfigOrExit } from '@nastavnik/platform/config';
import { migrate } from '@nastavnik/platform/postgres';
import { STANDALONE_MIGRATIONS } from './data-dir';
import { MigrateConfig } from './migrate.config';

const main = async (): Promise<void> => {
  const { databaseUrl } = readConfigOrExit(MigrateConfig);
  const ran = await migrate(databaseUrl, STANDALONE_MIGRATIONS);
  for (const name of ran) process.stdout.write(`${name}\n`);
  process.stdout.write(
    `Схема базы данных готова, выполнено миграций: ${ran.length}. The schema is up to date.\n`,
  );
};

main().catch((error: unknown) => {
  process.stderr.write(
    `Миграции не выполнены: ${error instanceof Error ? error.message : String(error)}. The migrations did not finish.\n`,
  );
  process.exit(1);
});
