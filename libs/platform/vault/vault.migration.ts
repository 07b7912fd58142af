/** Tables of the vault. Nothing in them can be read without the master key. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Vault1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE vault_subject (
        subject_id  text PRIMARY KEY,
        master_key  text,
        wrapped_key bytea,
        created_at  timestamptz NOT NULL DEFAULT now(),
        erased_at   timestamptz,
        CHECK ((erased_at IS NULL) = (wrapped_key IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE vault_record (
        record_id  text NOT NULL,
        version    integer NOT NULL,
        subject_id text NOT NULL REFERENCES vault_subject,
        kind       text NOT NULL,
        commitment text NOT NULL,
        box        bytea,
        stored_at  timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (record_id, version),
        UNIQUE (record_id, commitment)
      )`);
    await runner.query('CREATE INDEX vault_record_subject ON vault_record (subject_id)');
    await runner.query(`
      CREATE TABLE vault_access (
        id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at         timestamptz NOT NULL DEFAULT now(),
        action     text NOT NULL CHECK (action IN ('READ', 'ERASE')),
        actor_id   text NOT NULL,
        purpose    text NOT NULL,
        record_ids text[] NOT NULL
      )`);
    await runner.query('CREATE INDEX vault_access_records ON vault_access USING gin (record_ids)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vault_access, vault_record, vault_subject');
  }
}
