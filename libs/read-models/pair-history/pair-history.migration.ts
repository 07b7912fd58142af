/** Table of the history of pairs. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PairHistory1763600000005 implements MigrationInterface {
  readonly name = 'PairHistory1763600000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table pair_history (
        id text primary key,
        row_kind text not null,
        subject_id text not null,
        linked_id text,
        until_position bigint,
        event_id text,
        stream text,
        revision bigint,
        position bigint,
        type text,
        effective_on text,
        recorded_at text,
        actor_id text,
        actor_role text,
        rules text[] not null,
        clauses text[] not null
      )`);
    await runner.query('create index pair_history_subject on pair_history (subject_id, row_kind, position)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table pair_history');
  }
}
