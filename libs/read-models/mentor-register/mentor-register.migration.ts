/** Table of the register of mentors. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MentorRegister1763600000002 implements MigrationInterface {
  readonly name = 'MentorRegister1763600000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mentor_register (
        id text primary key,
        row_kind text not null,
        school_id text not null,
        person_kind text,
        employed boolean,
        position text,
        education_stage text,
        consents jsonb not null,
        areas text[] not null,
        trainings jsonb not null,
        evidenced boolean not null,
        refreshed_on text,
        mentoring_since text,
        category text,
        experience text[] not null,
        entered_on text,
        left_on text,
        left_reason text,
        agreement_ids text[] not null,
        pair_ids text[] not null,
        past_pair_ids text[] not null,
        form text,
        status text,
        mentor_ids text[] not null,
        mentee_ids text[] not null,
        meetings_held int not null,
        closed_on text,
        end_reason text,
        agreement_kind text,
        agreement_number text,
        gratuitous boolean,
        valid_from text,
        valid_until text
      )`);
    await runner.query(
      'create index mentor_register_school on mentor_register (school_id, row_kind, entered_on)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table mentor_register');
  }
}
