/** What the job of migrations is told by its environment. */
import { KeepsTables } from '@nastavnik/platform/process';

export class MigrateConfig {
  @KeepsTables()
  databaseUrl!: string;
}
