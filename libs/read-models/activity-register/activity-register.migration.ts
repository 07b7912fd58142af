/** Table of the register of activities. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ActivityRegister1763600000020 implements MigrationInterface {
  readonly name = 'ActivityRegister1763600000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table activity_register (
        id text primary key,
        row_kind text not null,
        organisation_id text not null,
        municipality_id text,
        content jsonb,
        title text not null,
        level text,
        addressed boolean not null,
        status text,
        starts_on text,
        ends_on text,
        held_on text,
        closed_on text,
        cancelled_for text,
        channel text,
        entered_ids text[] not null,
        entered_pair_ids text[] not null,
        participant_ids text[] not null,
        guests int not null,
        experts int not null,
        programme jsonb,
        analysis jsonb,
        order_ids text[] not null,
        results jsonb,
        completed_ids text[] not null,
        hours int not null
      )`);
    await runner.query(
      'create index activity_register_owner on activity_register (organisation_id, starts_on)',
    );
    await runner.query('create index activity_register_town on activity_register (municipality_id)');
    await runner.query(
      'create index activity_register_trained on activity_register using gin (completed_ids)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table activity_register');
  }
}
