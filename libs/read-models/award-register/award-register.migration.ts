/** Table of the register of awards. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AwardRegister1763600000032 implements MigrationInterface {
  readonly name = 'AwardRegister1763600000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table award_register (
        id text primary key,
        row_kind text not null,
        organisation_id text not null,
        title text,
        material boolean,
        recipient_id text,
        role text,
        kind text not null,
        level text,
        contest text,
        grounds text[] not null,
        measure_id text,
        mentoring_days int,
        status text not null,
        nominated_on text not null,
        presented_to text,
        presented_on text,
        decided_on text,
        order_id text,
        published_at text
      )`);
    await runner.query(
      'create index award_register_owner on award_register (organisation_id, row_kind, nominated_on)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table award_register');
  }
}
