/**
 * Personal data, apart from the log and erasable: each subject has a key of its own, kept wrapped by the master key, and
 * erasing the subject destroys it. Every read leaves a line saying who looked at which records and why.
 */
import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { decrypt, encrypt, fingerprint, newKey } from './keys';
import {
  canonicalJson,
  commits,
  SealedRecord,
  type VaultData,
  type VaultEntry,
  type VaultRef,
} from './sealed-record';

export interface VaultAccess {
  readonly actorId: string;
  /** Why, in a few words of a fixed kind: `evidence:pair.fix`, `register:mentees`. Never personal data. */
  readonly purpose: string;
}

export interface VaultRecord<Data extends VaultData = VaultData> {
  readonly recordId: string;
  readonly subjectId: string;
  readonly kind: string;
  /** From 1; a correction adds a version. */
  readonly version: number;
  readonly commitment: string;
  readonly data: Data;
}

/** Nothing more is kept about an erased subject. */
export class SubjectErased extends Error {
  constructor(readonly subjectId: string) {
    super(`the records of subject ${subjectId} were erased`);
    this.name = 'SubjectErased';
  }
}

/** The record exists and belongs to another subject or is of another kind. */
export class RecordMismatch extends Error {
  constructor(readonly recordId: string) {
    super(`record ${recordId} belongs to another subject or is of another kind`);
    this.name = 'RecordMismatch';
  }
}

/** The data were written under another master key, or were tampered with. The message names no content. */
export class VaultUnreadable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'VaultUnreadable';
  }
}

interface Row {
  readonly record_id: string;
  readonly subject_id: string;
  readonly kind: string;
  readonly version: number;
  readonly commitment: string;
  readonly box: Buffer;
  readonly wrapped_key: Buffer;
  readonly master_key: string;
}

const subjectBinding = (subjectId: string): string => canonicalJson(['subject', subjectId]);
const recordBinding = (
  of: { recordId: string; subjectId: string; kind: string },
  commitment: string,
): string => canonicalJson(['record', of.recordId, of.subjectId, of.kind, commitment]);

export class Vault {
  readonly #pool: Pool;
  readonly #masterKey: Buffer;
  readonly #masterKeyId: string;

  /** @param masterKey 32 bytes: `parseMasterKey`, `masterKeyInFile` */
  constructor(pool: Pool, masterKey: Buffer) {
    if (masterKey.length !== 32) throw new Error('the vault master key must be 32 bytes');
    this.#pool = pool;
    this.#masterKey = masterKey;
    this.#masterKeyId = fingerprint(masterKey);
  }

  /** Salts and commits to a record; writes nothing. Its `ref` is what an event may hold. */
  seal(entry: VaultEntry): SealedRecord {
    return new SealedRecord(entry, randomBytes(32));
  }

  /**
   * Encrypts and keeps the records, all or none. The same sealed record again changes nothing; another content under the same
   * record id becomes its next version.
   * @throws SubjectErased, RecordMismatch, VaultUnreadable
   */
  async store(sealed: readonly SealedRecord[]): Promise<void> {
    if (sealed.length === 0) return;
    const client = await this.#pool.connect();
    let broken = false;
    try {
      await client.query('BEGIN');
      const keys = new Map<string, Buffer>();
      // In one order for everybody: two acts about the same people do not wait for each other in a circle.
      for (const subjectId of [...new Set(sealed.map((record) => record.subjectId))].sort()) {
        const key = newKey();
        await client.query(
          `INSERT INTO vault_subject (subject_id, master_key, wrapped_key) VALUES ($1, $2, $3)
           ON CONFLICT (subject_id) DO NOTHING`,
          [subjectId, this.#masterKeyId, encrypt(this.#masterKey, key, subjectBinding(subjectId))],
        );
        const { rows } = await client.query<{ wrapped_key: Buffer | null; master_key: string }>(
          'SELECT wrapped_key, master_key FROM vault_subject WHERE subject_id = $1 FOR UPDATE',
          [subjectId],
        );
        const { wrapped_key: wrapped, master_key: masterKeyId } = rows[0]!;
        if (wrapped === null) throw new SubjectErased(subjectId);
        keys.set(subjectId, this.#unwrap(subjectId, wrapped, masterKeyId));
      }
      for (const record of sealed) {
        const { recordId, subjectId, kind } = record;
        const box = encrypt(
          keys.get(subjectId)!,
          record.plaintext(),
          recordBinding(record, record.ref.commitment),
        );
        await client.query(
          `INSERT INTO vault_record (record_id, version, subject_id, kind, commitment, box)
           SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 FROM vault_record WHERE record_id = $1
           ON CONFLICT (record_id, commitment) DO NOTHING`,
          [recordId, subjectId, kind, record.ref.commitment, box],
        );
        const { rows } = await client.query<{ strangers: boolean }>(
          'SELECT bool_or(subject_id <> $2 OR kind <> $3) AS strangers FROM vault_record WHERE record_id = $1',
          [recordId, subjectId, kind],
        );
        if (rows[0]!.strangers) throw new RecordMismatch(recordId);
      }
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch(() => (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /**
   * Reads records and writes down who did and why, in one statement. A plain id means the newest version; a reference from an
   * event means the version that the event committed to. Records that are not there, or were erased, are absent from the map.
   * @throws VaultUnreadable
   */
  async read<Data extends VaultData = VaultData>(
    wanted: readonly (string | VaultRef)[],
    access: VaultAccess,
  ): Promise<Map<string, VaultRecord<Data>>> {
    const found = new Map<string, VaultRecord<Data>>();
    if (wanted.length === 0) return found;
    const ids = wanted.map((one) => (typeof one === 'string' ? one : one.recordId));
    const commitments = wanted.map((one) => (typeof one === 'string' ? null : one.commitment));
    const { rows } = await this.#pool.query<Row>(
      `WITH noted AS (
         INSERT INTO vault_access (action, actor_id, purpose, record_ids) VALUES ('READ', $3, $4, $1::text[])
       )
       SELECT r.*, s.wrapped_key, s.master_key
       FROM unnest($1::text[], $2::text[]) AS w (record_id, commitment)
       CROSS JOIN LATERAL (
         SELECT record_id, subject_id, kind, version, commitment, box FROM vault_record
         WHERE record_id = w.record_id AND (w.commitment IS NULL OR commitment = w.commitment)
         ORDER BY version DESC LIMIT 1
       ) r
       JOIN vault_subject s USING (subject_id)
       WHERE s.erased_at IS NULL AND r.box IS NOT NULL`,
      [ids, commitments, access.actorId, access.purpose],
    );
    for (const row of rows) found.set(row.record_id, this.#open<Data>(row));
    return found;
  }

  /**
   * Destroys the subject's key and every version of every record: nobody can read them again, in this database. Backups forget as
   * they expire. What stays is that there was a record, and its commitment, which opens nothing without the salt.
   * @returns how many versions were erased now
   */
  async erase(subjectId: string, access: VaultAccess): Promise<number> {
    const { rows } = await this.#pool.query<{ erased: number }>(
      `WITH subject AS (
         INSERT INTO vault_subject (subject_id, erased_at) VALUES ($1, now())
         ON CONFLICT (subject_id) DO UPDATE
           SET wrapped_key = NULL, erased_at = coalesce(vault_subject.erased_at, now())
       ), emptied AS (
         UPDATE vault_record SET box = NULL WHERE subject_id = $1 AND box IS NOT NULL RETURNING record_id
       ), noted AS (
         INSERT INTO vault_access (action, actor_id, purpose, record_ids)
         SELECT 'ERASE', $2, $3, coalesce(array_agg(DISTINCT record_id), '{}') FROM emptied
       )
       SELECT count(*)::integer AS erased FROM emptied`,
      [subjectId, access.actorId, access.purpose],
    );
    return rows[0]!.erased;
  }

  #unwrap(subjectId: string, wrapped: Buffer, masterKeyId: string): Buffer {
    if (masterKeyId !== this.#masterKeyId) {
      throw new VaultUnreadable(
        `the vault was written under the master key ${masterKeyId}, this process has ${this.#masterKeyId}`,
      );
    }
    try {
      return decrypt(this.#masterKey, wrapped, subjectBinding(subjectId));
    } catch (cause) {
      throw new VaultUnreadable(`the key of subject ${subjectId} does not open`, { cause });
    }
  }

  #open<Data extends VaultData>(row: Row): VaultRecord<Data> {
    const key = this.#unwrap(row.subject_id, row.wrapped_key, row.master_key);
    const of = { recordId: row.record_id, subjectId: row.subject_id, kind: row.kind };
    let plaintext: Buffer;
    try {
      plaintext = decrypt(key, row.box, recordBinding(of, row.commitment));
    } catch (cause) {
      throw new VaultUnreadable(`record ${row.record_id} does not open`, { cause });
    }
    const { salt, data } = JSON.parse(plaintext.toString('utf8')) as { salt: string; data: Data };
    if (!commits(row.commitment, Buffer.from(salt, 'base64'), data)) {
      throw new VaultUnreadable(`record ${row.record_id} does not fit its commitment`);
    }
    return { ...of, version: row.version, commitment: row.commitment, data };
  }
}
