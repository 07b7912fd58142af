/** Table of the base of mentors and experts. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExpertRegister1763600000042 implements MigrationInterface {
  readonly name = 'ExpertRegister1763600000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table expert_register (
        id text primary key,
        row_kind text not null,
        school_id text,
        municipality_id text,
        areas text[] not null,
        deficits text[] not null,
        searched text[] not null,
        channel text,
        scope text,
        listed_on text,
        updated_on text,
        form_version int,
        form jsonb
      )`);
    await runner.query('create index expert_register_school on expert_register (school_id)');
    await runner.query(
      'create index expert_register_municipality on expert_register (municipality_id, row_kind)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table expert_register');
  }
}
