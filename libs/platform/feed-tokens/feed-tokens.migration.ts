/** Table of feed tokens: their hashes, never the tokens. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FeedTokens1764000000002 implements MigrationInterface {
  readonly name = 'FeedTokens1764000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table feed_token (
        id uuid primary key,
        scope text not null,
        hash bytea not null,
        created_by text not null,
        created_at timestamptz not null default now()
      )`);
    await runner.query('create index feed_token_scope on feed_token (scope)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table feed_token');
  }
}
