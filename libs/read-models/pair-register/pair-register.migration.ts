/** Table of the register of pairs. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PairRegister1763600000003 implements MigrationInterface {
  readonly name = 'PairRegister1763600000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pair_register (
        id text primary key,
        row_kind text not null,
        school_id text not null,
        kind text not null,
        form text not null,
        role_model text,
        status text not null,
        stage text not null,
        tasks text[] not null,
        mentee_ids text[] not null,
        mentor_ids text[] not null,
        candidate_ids text[] not null,
        choices jsonb not null,
        orders jsonb not null,
        proposed_on text not null,
        familiarised_on text,
        chosen_on text,
        fixed_on text,
        starts_on text,
        ends_on text,
        entry_assessed_on text,
        exit_assessed_on text,
        plan_drafted_on text,
        plan_approved_on text,
        plan_version int,
        meetings jsonb not null,
        planned_regular_meetings int,
        next_meeting text,
        interim_monitored_on text,
        final_monitored_on text,
        reported_on text,
        suspended_for text[] not null,
        suspended_on text,
        closed_on text,
        end_reason text,
        follow_up text not null,
        cancelled_on text
      )`);
    await runner.query('create index pair_register_school on pair_register (school_id, proposed_on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table pair_register');
  }
}
