/** Table of the facts that reports count. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MentoringFacts1764000000040 implements MigrationInterface {
  readonly name = 'MentoringFacts1764000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mentoring_facts (
        id text primary key,
        row_kind text not null,
        organisation_id text not null,
        municipality_id text,
        since text not null,
        until text,
        facts jsonb not null
      )`);
    await runner.query(
      'create index mentoring_facts_organisation on mentoring_facts (organisation_id, since)',
    );
    await runner.query('create index mentoring_facts_municipality on mentoring_facts (municipality_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table mentoring_facts');
  }
}
