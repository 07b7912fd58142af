/** Keys of people: each wrapped by a master key, kept in a schema of its own, destroyed for ever, re-wrapped when the master changes. */
import type { Pool, PoolClient } from 'pg';
import { decrypt, encrypt, fingerprint, type MasterKeys, newKey } from './keys';
import { canonicalJson } from './sealed-record';

/** Nothing more is kept about an erased subject. */
export class SubjectErased extends Error {
  constructor(readonly subjectId: string) {
    super(`the records of subject ${subjectId} were erased`);
    this.name = 'SubjectErased';
  }
}

/** The data were written under another master key, or were tampered with. The message names no content. */
export class VaultUnreadable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'VaultUnreadable';
  }
}

export interface WrappedKey {
  readonly subjectId: string;
  readonly masterKeyId: string;
  readonly wrapped: Buffer;
}

/** Keys re-wrapped at once: short locks, and a job that is killed loses little. */
const BATCH = 500;

const binding = (subjectId: string): string => canonicalJson(['subject', subjectId]);

export class PersonKeys {
  readonly #masters: ReadonlyMap<string, Buffer>;
  readonly #currentId: string;

  constructor({ current, others }: MasterKeys) {
    for (const key of [current, ...others]) {
      if (key.length !== 32) throw new Error('the vault master key must be 32 bytes');
    }
    this.#masters = new Map([...others, current].map((key) => [fingerprint(key), key]));
    this.#currentId = fingerprint(current);
  }

  /**
   * Keys of subjects, made for those who have none; held against erasure until the transaction ends.
   * @throws SubjectErased, VaultUnreadable
   */
  async hold(client: PoolClient, subjectIds: readonly string[]): Promise<Map<string, Buffer>> {
    const keys = new Map<string, Buffer>();
    // In one order for everybody: two acts about the same people do not wait for each other in a circle.
    for (const subjectId of [...new Set(subjectIds)].sort()) {
      await client.query(
        `INSERT INTO vault_keys.person_key (subject_id, master_key, wrapped_key) VALUES ($1, $2, $3)
         ON CONFLICT (subject_id) DO NOTHING`,
        [subjectId, this.#currentId, this.#wrap(subjectId, newKey())],
      );
      const { rows } = await client.query<{ wrapped_key: Buffer | null; master_key: string }>(
        'SELECT wrapped_key, master_key FROM vault_keys.person_key WHERE subject_id = $1 FOR UPDATE',
        [subjectId],
      );
      const { wrapped_key: wrapped, master_key: masterKeyId } = rows[0]!;
      if (wrapped === null) throw new SubjectErased(subjectId);
      keys.set(subjectId, this.unwrap({ subjectId, masterKeyId, wrapped }));
    }
    return keys;
  }

  /** @throws VaultUnreadable */
  unwrap({ subjectId, masterKeyId, wrapped }: WrappedKey): Buffer {
    const master = this.#masters.get(masterKeyId);
    if (master === undefined) {
      throw new VaultUnreadable(
        `the key of subject ${subjectId} is wrapped under the master key ${masterKeyId}, this process has ${[...this.#masters.keys()].join(', ')}`,
      );
    }
    try {
      return decrypt(master, wrapped, binding(subjectId));
    } catch (cause) {
      throw new VaultUnreadable(`the key of subject ${subjectId} does not open`, { cause });
    }
  }

  /**
   * Wraps every key under the current master key, in batches that are each complete: killed anywhere, it goes on where it stopped.
   * The keys themselves stay, so no record is written anew.
   * @returns how many keys it wrapped anew
   * @throws VaultUnreadable when a key is under a master key that this process does not have
   */
  async rewrap(pool: Pool, signal?: AbortSignal): Promise<number> {
    for (let count = 0; ;) {
      signal?.throwIfAborted();
      const done = await this.#rewrapSome(pool);
      if (done === 0) return count;
      count += done;
    }
  }

  /** How many keys are wrapped under another master key than the current one: none, and the others may be destroyed. */
  async underOthers(pool: Pool): Promise<number> {
    const { rows } = await pool.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM vault_keys.person_key WHERE wrapped_key IS NOT NULL AND master_key <> $1',
      [this.#currentId],
    );
    return rows[0]!.count;
  }

  async #rewrapSome(pool: Pool): Promise<number> {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<{ subject_id: string; master_key: string; wrapped_key: Buffer }>(
        `SELECT subject_id, master_key, wrapped_key FROM vault_keys.person_key
         WHERE wrapped_key IS NOT NULL AND master_key <> $1 ORDER BY subject_id LIMIT ${BATCH} FOR UPDATE`,
        [this.#currentId],
      );
      const anew = rows.map(({ subject_id: subjectId, master_key: masterKeyId, wrapped_key: wrapped }) =>
        this.#wrap(subjectId, this.unwrap({ subjectId, masterKeyId, wrapped })),
      );
      await client.query(
        `UPDATE vault_keys.person_key k SET master_key = $1, wrapped_key = w.wrapped
         FROM unnest($2::text[], $3::bytea[]) AS w (subject_id, wrapped) WHERE k.subject_id = w.subject_id`,
        [this.#currentId, rows.map((row) => row.subject_id), anew],
      );
      await client.query('COMMIT');
      return rows.length;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  #wrap(subjectId: string, key: Buffer): Buffer {
    return encrypt(this.#masters.get(this.#currentId)!, key, binding(subjectId));
  }
}
