/** Table of the facts that deadlines are computed from. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DeadlineRadar1763600000060 implements MigrationInterface {
  readonly name = 'DeadlineRadar1763600000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table deadline_fact (
        id text primary key,
        event_id text not null,
        organisation_id text not null,
        municipality_id text,
        kind text not null,
        effective_on text not null,
        recorded_at text not null,
        position bigint not null,
        facts jsonb not null
      )`);
    await runner.query('create index deadline_fact_organisation on deadline_fact (organisation_id)');
    await runner.query(
      'create index deadline_fact_municipality on deadline_fact (municipality_id) where municipality_id is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table deadline_fact');
  }
}
