/** Table of the register of appeals. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AppealRegister1763600000031 implements MigrationInterface {
  readonly name = 'AppealRegister1763600000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table appeal_register (
        id text primary key,
        school_id text not null,
        kind text not null,
        author_id text,
        author_role text,
        mentor_id text,
        pair_id text,
        subject text,
        status text not null,
        opened_on text not null,
        disclosed_on text,
        explanation text,
        decision text,
        decided_on text,
        answered_on text,
        arbitration jsonb
      )`);
    await runner.query('create index appeal_register_school on appeal_register (school_id, opened_on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table appeal_register');
  }
}
