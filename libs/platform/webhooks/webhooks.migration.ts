/** Tables of receivers, of what each is owed, and of repetitions they asked for. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Webhooks1764000000001 implements MigrationInterface {
  readonly name = 'Webhooks1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table webhook_receiver (
        id uuid primary key,
        name text not null unique,
        url text not null,
        types text[],
        scopes text[],
        state text not null check (state in ('ACTIVE', 'PAUSED')),
        secret bytea not null,
        previous_secret bytea,
        previous_until timestamptz,
        failures int not null default 0,
        open_until timestamptz,
        created_at timestamptz not null default now()
      )`);
    await runner.query(`
      create table webhook_delivery (
        receiver_id uuid not null references webhook_receiver on delete cascade,
        event_id text not null,
        position bigint not null,
        ordinal int not null,
        lane text not null,
        type text not null,
        body text not null,
        state text not null check (state in ('PENDING', 'DELIVERED', 'DEAD')),
        attempts int not null default 0,
        enqueued_at timestamptz not null default now(),
        due_at timestamptz not null default now(),
        claimed_until timestamptz,
        last_attempt_at timestamptz,
        last_error text,
        delivered_at timestamptz,
        latency_ms int,
        primary key (receiver_id, event_id)
      )`);
    await runner.query(
      `create index webhook_delivery_lane on webhook_delivery (receiver_id, lane, position, ordinal) where state = 'PENDING'`,
    );
    await runner.query(
      `create index webhook_delivery_due on webhook_delivery (due_at) where state = 'PENDING'`,
    );
    await runner.query(
      'create index webhook_delivery_log on webhook_delivery (receiver_id, position, ordinal)',
    );
    await runner.query(`
      create table webhook_replay (
        id uuid primary key,
        receiver_id uuid not null references webhook_receiver on delete cascade,
        after bigint not null,
        until bigint not null,
        done_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['webhook_replay', 'webhook_delivery', 'webhook_receiver']) {
      await runner.query(`drop table ${table}`);
    }
  }
}
