/** The publisher's own tables: how far it has read the log. What became of each delivery is kept by the webhooks. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Publisher1763700000001 implements MigrationInterface {
  readonly name = 'Publisher1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table publisher_checkpoint (
        name text primary key,
        position bigint not null,
        updated_at timestamptz not null default now()
      )`);
    await runner.query(`
      create table publisher_delivery (
        event_id text not null,
        receiver text not null,
        type text not null,
        subject text not null,
        attempts int not null,
        delivered_at timestamptz,
        last_attempt_at timestamptz not null,
        last_error text,
        primary key (event_id, receiver)
      )`);
    await runner.query('create index publisher_delivery_latest on publisher_delivery (last_attempt_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table publisher_delivery');
    await runner.query('drop table publisher_checkpoint');
  }
}

/** Deliveries are kept by the webhooks, receiver by receiver. */
export class Publisher1764000000002 implements MigrationInterface {
  readonly name = 'Publisher1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop table publisher_delivery');
  }

  async down(): Promise<void> {
    throw new Error('what was delivered before is not known any more');
  }
}
