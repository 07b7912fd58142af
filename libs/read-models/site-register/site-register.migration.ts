/** Table of sections, materials and information resources of organisations. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SiteRegister1763600000043 implements MigrationInterface {
  readonly name = 'SiteRegister1763600000043';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table site_register (
        id text primary key,
        row_kind text not null,
        organisation_id text not null,
        municipality_id text,
        name text not null,
        title text,
        url text,
        since text,
        updated_on text,
        rubric text,
        kind text,
        free_access boolean,
        named_ids text[] not null
      )`);
    await runner.query('create index site_register_owner on site_register (organisation_id, row_kind)');
    await runner.query('create index site_register_municipality on site_register (municipality_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table site_register');
  }
}
