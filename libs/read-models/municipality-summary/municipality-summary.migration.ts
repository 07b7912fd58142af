/** Table of the summary of municipalities. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MunicipalitySummary1763600000004 implements MigrationInterface {
  readonly name = 'MunicipalitySummary1763600000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table municipality_summary (
        id text primary key,
        row_kind text not null,
        municipality_id text not null,
        name text not null,
        introduced_from text,
        mentees int not null,
        mentors int not null,
        pairs_proposed int not null,
        pairs_fixed int not null,
        pairs_completed int not null,
        pairs_ended int not null,
        suspended_pair_ids text[] not null,
        pairs_by_form jsonb not null,
        meetings_held int not null,
        monitoring_interim int not null,
        monitoring_final int not null
      )`);
    await runner.query(
      'create index municipality_summary_municipality on municipality_summary (municipality_id)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table municipality_summary');
  }
}
