/** Table of the municipal base of curators and mentors. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrganisationRegister1763600000053 implements MigrationInterface {
  readonly name = 'OrganisationRegister1763600000053';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table organisation_register (
        id text primary key,
        row_kind text not null,
        municipality_id text,
        region_code text,
        name text not null,
        type text,
        coordinator jsonb,
        curators jsonb not null,
        mentor_ids text[] not null,
        number text,
        issued_on text,
        cancelled_on text
      )`);
    await runner.query(
      'create index organisation_register_municipality on organisation_register (municipality_id)',
    );
    await runner.query('create index organisation_register_region on organisation_register (region_code)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table organisation_register');
  }
}
