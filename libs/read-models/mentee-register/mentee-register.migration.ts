/** Table of the register of mentees. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MenteeRegister1763600000001 implements MigrationInterface {
  readonly name = 'MenteeRegister1763600000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mentee_register (
        id text primary key,
        row_kind text not null,
        school_id text not null,
        person_kind text,
        employed boolean,
        position text,
        experience_years int,
        education_stage text,
        consents jsonb not null,
        categories text[] not null,
        tasks text[] not null,
        needs_diagnosed_on text,
        entered_on text,
        left_on text,
        left_reason text,
        pair_ids text[] not null,
        past_pair_ids text[] not null,
        development jsonb not null,
        pair_kind text,
        form text,
        status text,
        mentor_ids text[] not null,
        mentee_ids text[] not null,
        choices jsonb not null,
        meetings_held int not null,
        closed_on text,
        end_reason text
      )`);
    await runner.query(
      'create index mentee_register_school on mentee_register (school_id, row_kind, entered_on)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table mentee_register');
  }
}
