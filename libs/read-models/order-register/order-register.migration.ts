/** Table of the register of orders. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrderRegister1763600000030 implements MigrationInterface {
  readonly name = 'OrderRegister1763600000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table order_register (
        id text primary key,
        organisation_id text not null,
        kind text not null,
        number text not null,
        register text not null,
        issued_on text not null,
        legal_basis text[] not null,
        title text,
        concerns text,
        annexes text[] not null,
        signed_as text not null,
        pairs int not null,
        status text not null,
        amended jsonb not null,
        cancelled_on text,
        cancelled_by text,
        refused jsonb not null
      )`);
    await runner.query('create index order_register_owner on order_register (organisation_id, issued_on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table order_register');
  }
}
