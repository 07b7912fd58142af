/** Table of the bank of practices and programmes. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PracticeRegister1763600000041 implements MigrationInterface {
  readonly name = 'PracticeRegister1763600000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table practice_register (
        id text primary key,
        row_kind text not null,
        organisation_id text not null,
        municipality_id text,
        kind text,
        title text not null,
        search_text text not null,
        author_ids text[] not null,
        form text,
        level text,
        topics text[] not null,
        link text,
        hash text,
        part_ids text[] not null,
        source_id text,
        status text,
        reviewer text,
        submitted_on text,
        reviewed_on text,
        selected_on text,
        published_on text,
        withdrawn_on text,
        material_id text,
        named_ids text[] not null
      )`);
    await runner.query(
      'create index practice_register_bank on practice_register (organisation_id, row_kind)',
    );
    await runner.query('create index practice_register_municipality on practice_register (municipality_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table practice_register');
  }
}
