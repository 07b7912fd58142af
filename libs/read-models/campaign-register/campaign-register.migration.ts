/** Table of the register of campaigns. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CampaignRegister1763600000030 implements MigrationInterface {
  readonly name = 'CampaignRegister1763600000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table campaign_register (
        id text primary key,
        row_kind text not null,
        organisation_id text not null,
        municipality_id text,
        name text not null,
        kind text,
        year int not null,
        status text,
        opened_on text,
        window_from text,
        window_until text,
        snapshot_on text,
        on_request boolean not null,
        order_id text,
        indicator_set jsonb,
        school_ids text[] not null,
        submissions jsonb not null,
        consolidated_on text,
        missing_ids text[] not null,
        totals jsonb,
        computed jsonb,
        reminders jsonb not null,
        analysis jsonb,
        recipients jsonb not null
      )`);
    await runner.query('create index campaign_register_organisation on campaign_register (organisation_id)');
    await runner.query('create index campaign_register_schools on campaign_register using gin (school_ids)');
    await runner.query('create index campaign_register_municipality on campaign_register (municipality_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table campaign_register');
  }
}
