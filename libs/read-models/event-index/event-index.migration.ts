/** Table of the index of events. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventIndex1763600000050 implements MigrationInterface {
  readonly name = 'EventIndex1763600000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table event_index (
        id text primary key,
        stream text not null,
        revision bigint not null,
        position bigint not null,
        organisation_id text not null,
        municipality_id text,
        recorded_at text not null,
        effective_on text not null,
        fact text,
        corrects text,
        pairs text[] not null
      )`);
    await runner.query('create index event_index_organisation on event_index (organisation_id, position)');
    await runner.query('create index event_index_position on event_index (position)');
    await runner.query('create index event_index_stream on event_index (stream, revision)');
    await runner.query(
      'create index event_index_municipality on event_index (municipality_id) where municipality_id is not null',
    );
    await runner.query(
      'create index event_index_fact on event_index (fact, position) where fact is not null',
    );
    await runner.query(`create index event_index_pairs on event_index using gin (pairs) where pairs <> '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table event_index');
  }
}
