/** Reports that did not leave, each with the reason, until they do. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReportSetAside1764000004000 implements MigrationInterface {
  readonly name = 'ReportSetAside1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table report_set_aside (
         event_id uuid primary key,
         stream text not null,
         recipient text not null,
         why text not null,
         since timestamptz not null default now()
       )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table report_set_aside');
  }
}
