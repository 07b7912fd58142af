/** That the log of this installation was moved, and where: its positions are the other store's from then on. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LogMoved1764000005000 implements MigrationInterface {
  readonly name = 'LogMoved1764000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table log_moved (
        moved_to text primary key,
        events bigint not null,
        root bytea not null,
        moved_at timestamptz not null default now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table log_moved');
  }
}
