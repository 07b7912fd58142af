/** Tables of the tree: they grow by inserts, and the database itself refuses anything else. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Transparency1764000000000 implements MigrationInterface {
  readonly name = 'Transparency1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    // Level 0 is the leaves, each with the position of its event in the log; level L holds one hash for 256^L leaves.
    await runner.query(`
      create table transparency_hash (
        level smallint not null,
        index bigint not null,
        hash bytea not null check (octet_length(hash) = 32),
        position bigint,
        primary key (level, index),
        check ((level = 0) = (position is not null))
      )`);
    await runner.query(
      'create unique index transparency_position on transparency_hash (position) where level = 0',
    );
    await runner.query(`
      create table transparency_checkpoint (
        size bigint not null,
        vkey text not null,
        note text not null,
        signed_at timestamptz not null default now(),
        primary key (size, vkey)
      )`);
    await runner.query(`
      create function transparency_grows_only() returns trigger language plpgsql as
      $$ begin raise exception '% grows by inserts alone', tg_table_name; end $$`);
    for (const table of ['transparency_hash', 'transparency_checkpoint']) {
      await runner.query(
        `create trigger grows_only before update or delete or truncate on ${table}
         for each statement execute function transparency_grows_only()`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table transparency_checkpoint, transparency_hash');
    await runner.query('drop function transparency_grows_only');
  }
}
