/** Where each process of the command side has got to in the log. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProcessCheckpoint1763600000100 implements MigrationInterface {
  readonly name = 'ProcessCheckpoint1763600000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table process_checkpoint (name text primary key, position bigint not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table process_checkpoint');
  }
}
