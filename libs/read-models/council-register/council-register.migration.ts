/** Table of the register of councils. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CouncilRegister1763600000033 implements MigrationInterface {
  readonly name = 'CouncilRegister1763600000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table council_register (
        id text primary key,
        row_kind text not null,
        organisation_id text not null,
        kind text,
        head_id text,
        member_ids text[] not null,
        public_councils text[] not null,
        sessions jsonb not null,
        formed_on text not null,
        disbanded_on text,
        opinion jsonb
      )`);
    await runner.query(
      'create index council_register_owner on council_register (organisation_id, row_kind, formed_on)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table council_register');
  }
}
