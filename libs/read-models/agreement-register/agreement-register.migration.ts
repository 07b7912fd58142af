/** Table of the register of agreements. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AgreementRegister1763600000052 implements MigrationInterface {
  readonly name = 'AgreementRegister1763600000052';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table agreement_register (
        id text primary key,
        organisation_id text not null,
        kind text not null,
        number text not null,
        partner text,
        subject text,
        mentor_ids text[] not null,
        gratuitous boolean,
        concluded_on text not null,
        valid_from text not null,
        valid_until text,
        ended_on text,
        end_reason text
      )`);
    await runner.query(
      'create index agreement_register_organisation on agreement_register (organisation_id, valid_from)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table agreement_register');
  }
}
