/** Tables of the vault. Nothing in them can be read without a master key and the person's own key. */
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

/**
 * Keys of people move to a schema of their own, so that copies of the data can be made without them. Records may be about several
 * people. The access log tells more and grows by inserts alone.
 */
export class VaultKeys1764000000010 implements MigrationInterface {
  readonly name = 'VaultKeys1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA vault_keys');
    await runner.query(`
      CREATE TABLE vault_keys.person_key (
        subject_id   text PRIMARY KEY,
        master_key   text,
        wrapped_key  bytea,
        made_at      timestamptz NOT NULL DEFAULT now(),
        destroyed_at timestamptz,
        CHECK ((destroyed_at IS NULL) = (wrapped_key IS NOT NULL))
      )`);
    await runner.query(`
      INSERT INTO vault_keys.person_key (subject_id, master_key, wrapped_key, made_at, destroyed_at)
      SELECT subject_id, master_key, wrapped_key, created_at, erased_at FROM vault_subject`);
    await runner.query('CREATE INDEX person_key_master ON vault_keys.person_key (master_key)');
    await runner.query('ALTER TABLE vault_record DROP CONSTRAINT vault_record_subject_id_fkey');
    // The table goes with its pages: no wrapped key is left in a column that was only dropped.
    await runner.query('DROP TABLE vault_subject');
    await runner.query(`ALTER TABLE vault_record ADD COLUMN also text[] NOT NULL DEFAULT '{}'`);
    await runner.query('CREATE INDEX vault_record_also ON vault_record USING gin (also)');
    await runner.query(`
      ALTER TABLE vault_access
        ADD COLUMN role text,
        ADD COLUMN organisation_id text,
        ADD COLUMN subject_ids text[] NOT NULL DEFAULT '{}',
        ADD COLUMN fields text[] NOT NULL DEFAULT '{}'`);
    await runner.query(`
      UPDATE vault_access a SET subject_ids = coalesce(
        (SELECT array_agg(DISTINCT r.subject_id) FROM vault_record r WHERE r.record_id = ANY (a.record_ids)), '{}')`);
    await runner.query('CREATE INDEX vault_access_subjects ON vault_access USING gin (subject_ids)');
    await runner.query('CREATE INDEX vault_access_organisation ON vault_access (organisation_id, id)');
    await runner.query(`
      CREATE FUNCTION vault_access_grows_only() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'vault_access grows by inserts alone'; END $$`);
    await runner.query(`
      CREATE TRIGGER grows_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vault_access
      FOR EACH STATEMENT EXECUTE FUNCTION vault_access_grows_only()`);
  }

  /** Keys go back where they were; records about several people could not be opened there, so there must be none. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER grows_only ON vault_access');
    await runner.query('DROP FUNCTION vault_access_grows_only');
    await runner.query(`
      CREATE TABLE vault_subject (
        subject_id  text PRIMARY KEY,
        master_key  text,
        wrapped_key bytea,
        created_at  timestamptz NOT NULL DEFAULT now(),
        erased_at   timestamptz,
        CHECK ((erased_at IS NULL) = (wrapped_key IS NOT NULL))
      )`);
    await runner.query(`INSERT INTO vault_subject SELECT * FROM vault_keys.person_key`);
    await runner.query(
      "ALTER TABLE vault_record ADD CHECK (also = '{}'), ADD FOREIGN KEY (subject_id) REFERENCES vault_subject",
    );
    await runner.query('ALTER TABLE vault_record DROP COLUMN also');
    await runner.query(
      'ALTER TABLE vault_access DROP COLUMN role, DROP COLUMN organisation_id, DROP COLUMN subject_ids, DROP COLUMN fields',
    );
    await runner.query('DROP SCHEMA vault_keys CASCADE');
  }
}
