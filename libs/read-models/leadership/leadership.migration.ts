/** Table of what organisations lead mentoring by. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Leadership1763600000021 implements MigrationInterface {
  readonly name = 'Leadership1763600000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table leadership (
        id text primary key,
        row_kind text not null,
        organisation_id text not null,
        municipality_id text,
        since text not null,
        until text,
        ordinal bigint not null,
        facts jsonb not null
      )`);
    await runner.query('create index leadership_organisation on leadership (organisation_id, row_kind)');
    await runner.query('create index leadership_municipality on leadership (municipality_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table leadership');
  }
}
