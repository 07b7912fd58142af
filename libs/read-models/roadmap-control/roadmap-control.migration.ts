/** Table of the control of roadmaps. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RoadmapControl1763600000006 implements MigrationInterface {
  readonly name = 'RoadmapControl1763600000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table roadmap_control (
        id text primary key,
        row_kind text not null,
        organisation_id text not null,
        municipality_id text,
        organisation_type text,
        title text not null,
        since text not null,
        roadmap_id text,
        ordinal int not null,
        item jsonb,
        done jsonb not null
      )`);
    await runner.query('create index roadmap_control_owner on roadmap_control (organisation_id, row_kind)');
    await runner.query('create index roadmap_control_municipality on roadmap_control (municipality_id)');
    await runner.query('create index roadmap_control_roadmap on roadmap_control (roadmap_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table roadmap_control');
  }
}
