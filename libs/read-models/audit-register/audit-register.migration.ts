/** Table of the register of audits. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AuditRegister1764000000060 implements MigrationInterface {
  readonly name = 'AuditRegister1764000000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_register (
        id text primary key,
        organisation_id text not null,
        status text not null,
        opened_on text not null,
        seed text not null,
        position text not null,
        population int not null,
        size int not null,
        pairs jsonb not null,
        findings jsonb not null,
        act_number text,
        closed_on text
      )`);
    await runner.query('create index audit_register_owner on audit_register (organisation_id, opened_on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table audit_register');
  }
}
