/** Imports under way and done: figures and addresses of cells. What the file said stands in the vault, and only until it is carried out. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportJob1764000003000 implements MigrationInterface {
  readonly name = 'ImportJob1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import_job (
        id uuid primary key,
        organisation_id uuid not null,
        register text not null,
        actor jsonb not null,
        recorded_at timestamptz not null,
        state text not null check (state in ('PREPARING', 'QUEUED', 'RUNNING', 'DONE')),
        total int not null,
        planned int not null,
        done int not null default 0,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        ended_at timestamptz,
        unchanged jsonb not null,
        errors jsonb not null default '[]'
      )`);
    await runner.query(`create index import_job_open on import_job (recorded_at) where state <> 'DONE'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table import_job');
  }
}
