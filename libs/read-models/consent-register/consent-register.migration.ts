/** Table of the register of consents. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ConsentRegister1763600000051 implements MigrationInterface {
  readonly name = 'ConsentRegister1763600000051';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table consent_register (
        id text primary key,
        row_kind text not null,
        school_id text not null,
        participant_id text not null,
        roles text[] not null,
        kind text,
        given_by text,
        written boolean,
        given_on text,
        valid_until text,
        withdrawn_on text,
        destroy_by text
      )`);
    await runner.query('create index consent_register_school on consent_register (school_id, given_on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table consent_register');
  }
}
