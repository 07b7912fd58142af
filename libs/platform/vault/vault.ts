/**
 * Personal data, apart from the log and erasable: each person has a key of their own, kept wrapped by a master key, and erasing the
 * person destroys it. Every read leaves a line saying who looked at which fields of which records and why.
 */
import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { type AccessEntry, type AccessQuestion, readAccessLog, type VaultAccess } from './access-log';
import type { Erasure } from './erasure-register';
import { decrypt, encrypt, keyOfSeveral, type MasterKeys } from './keys';
import { PersonKeys, VaultUnreadable } from './person-keys';
import {
  canonicalJson,
  commits,
  SealedRecord,
  type VaultData,
  type VaultEntry,
  type VaultRef,
} from './sealed-record';

export interface VaultRecord<Data extends VaultData = VaultData> {
  readonly recordId: string;
  readonly subjectId: string;
  /** Further people the record is about. */
  readonly also: readonly string[];
  readonly kind: string;
  /** From 1; a correction adds a version. */
  readonly version: number;
  readonly commitment: string;
  readonly storedAt: Date;
  readonly data: Data;
}

/** The record exists and belongs to others or is of another kind. */
export class RecordMismatch extends Error {
  constructor(readonly recordId: string) {
    super(`record ${recordId} belongs to another subject or is of another kind`);
    this.name = 'RecordMismatch';
  }
}

interface Row {
  readonly record_id: string;
  readonly subject_id: string;
  readonly also: readonly string[];
  readonly kind: string;
  readonly version: number;
  readonly commitment: string;
  readonly stored_at: Date;
  readonly box: Buffer;
  /** Of `subject_id` and of `also`, in that order; fewer when one was destroyed. */
  readonly wrapped: readonly { readonly s: string; readonly m: string; readonly k: string }[];
}

type Bound = Pick<SealedRecord, 'recordId' | 'subjectId' | 'also' | 'kind'>;
const recordBinding = ({ recordId, subjectId, also, kind }: Bound, commitment: string): string =>
  canonicalJson(['record', recordId, subjectId, kind, commitment, ...(also.length === 0 ? [] : [also])]);

/** A record with the keys it opens under: of everybody it is about, or it is not there. */
const WITH_KEYS = `
  SELECT r.record_id, r.subject_id, r.also, r.kind, r.version, r.commitment, r.stored_at, r.box, k.wrapped
  FROM found r
  CROSS JOIN LATERAL (
    SELECT json_agg(json_build_object('s', subject_id, 'm', master_key, 'k', encode(wrapped_key, 'base64'))) AS wrapped,
           count(*) AS keys
    FROM vault_keys.person_key
    WHERE subject_id = ANY (r.subject_id || r.also) AND wrapped_key IS NOT NULL
  ) k
  WHERE k.keys = 1 + cardinality(r.also)`;

/** How many versions of records of which kinds are held about somebody. */
export interface Holding {
  readonly kind: string;
  readonly records: number;
}

/** Who keeps copies of what the vault holds, and must hear of erasures. */
export interface ErasureWitness {
  /** Before anything is destroyed: what is written down here outlives a copy made earlier. */
  erasing(erasure: Erasure): Promise<void>;
  /** The keys are destroyed. Its failure is its own business: the erasure stands. */
  erased(): Promise<void>;
}

export class Vault {
  readonly #pool: Pool;
  readonly #keys: PersonKeys;
  readonly #witness: ErasureWitness | undefined;

  /** @param masters `masterKeys`, `masterKeysInFile` */
  constructor(pool: Pool, masters: MasterKeys, witness?: ErasureWitness) {
    this.#pool = pool;
    this.#keys = new PersonKeys(masters);
    this.#witness = witness;
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
    await this.#transaction(async (client) => {
      const keys = await this.#keys.hold(
        client,
        sealed.flatMap(({ subjectId, also }) => [subjectId, ...also]),
      );
      for (const record of sealed) {
        const { recordId, subjectId, also, kind, ref } = record;
        const key = keyOfSeveral([subjectId, ...also].map((id) => keys.get(id)!));
        const box = encrypt(key, record.plaintext(), recordBinding(record, ref.commitment));
        await client.query(
          `INSERT INTO vault_record (record_id, version, subject_id, also, kind, commitment, box)
           SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 FROM vault_record WHERE record_id = $1
           ON CONFLICT (record_id, commitment) DO NOTHING`,
          [recordId, subjectId, also, kind, ref.commitment, box],
        );
        const { rows } = await client.query<{ strangers: boolean }>(
          `SELECT bool_or(subject_id <> $2 OR also <> $3 OR kind <> $4) AS strangers
           FROM vault_record WHERE record_id = $1`,
          [recordId, subjectId, also, kind],
        );
        if (rows[0]!.strangers) throw new RecordMismatch(recordId);
      }
    });
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
      `WITH found AS (
         SELECT r.* FROM unnest($1::text[], $2::text[]) AS w (record_id, commitment)
         CROSS JOIN LATERAL (
           SELECT * FROM vault_record
           WHERE record_id = w.record_id AND (w.commitment IS NULL OR commitment = w.commitment)
           ORDER BY version DESC LIMIT 1
         ) r WHERE r.box IS NOT NULL
       ), ${this.#noted('$1::text[]', 3)} ${WITH_KEYS}`,
      [ids, commitments, ...said(access)],
    );
    for (const row of rows) found.set(row.record_id, this.#open<Data>(row, access.fields));
    return found;
  }

  /**
   * Opens the newest version of many records and hands out those that `choose` names: for a search by name, or an order by name. The
   * search is written down with what it showed; what was passed over, nobody has seen.
   * @throws VaultUnreadable
   */
  async choose<Data extends VaultData = VaultData>(
    recordIds: readonly string[],
    access: VaultAccess,
    choose: (records: ReadonlyMap<string, VaultRecord<Data>>) => readonly string[],
  ): Promise<Map<string, VaultRecord<Data>>> {
    const { rows } = await this.#pool.query<Row>(
      `WITH found AS (
         SELECT DISTINCT ON (record_id) * FROM vault_record WHERE record_id = ANY ($1) AND box IS NOT NULL
         ORDER BY record_id, version DESC
       ) ${WITH_KEYS}`,
      [[...new Set(recordIds)]],
    );
    const opened = new Map(rows.map((row) => [row.record_id, this.#open<Data>(row, access.fields)]));
    const chosen = [...new Set(choose(opened))];
    const found = new Map(chosen.flatMap((id) => (opened.has(id) ? [[id, opened.get(id)!]] : [])));
    const subjects = new Set([...found.values()].flatMap(({ subjectId, also }) => [subjectId, ...also]));
    await this.#pool.query(
      `INSERT INTO vault_access (action, actor_id, role, organisation_id, purpose, fields, record_ids, subject_ids)
       VALUES ('READ', $1, $2, $3, $4, $5::text[], $6::text[], $7::text[])`,
      [...said(access), chosen, [...subjects]],
    );
    return found;
  }

  /**
   * Everything held about people, every version of it, oldest first; noted as a read.
   * @throws VaultUnreadable
   */
  async readAll(subjectIds: readonly string[], access: VaultAccess): Promise<VaultRecord[]> {
    const { rows } = await this.#pool.query<Row>(
      `WITH found AS (
         SELECT * FROM vault_record WHERE (subject_id = ANY ($1) OR also && $1) AND box IS NOT NULL
       ), ${this.#noted(`(SELECT coalesce(array_agg(DISTINCT record_id), '{}') FROM found)`, 2)} ${WITH_KEYS}
       ORDER BY r.stored_at, r.record_id, r.version`,
      [subjectIds, ...said(access)],
    );
    return rows.map((row) => this.#open(row, access.fields));
  }

  /** What an erasure would destroy; reads nothing. */
  async holdings(subjectIds: readonly string[], recordIds: readonly string[] = []): Promise<Holding[]> {
    const { rows } = await this.#pool.query<Holding>(
      `SELECT kind, count(*)::integer AS records FROM vault_record
       WHERE (subject_id = ANY ($1) OR also && $1 OR record_id = ANY ($2)) AND box IS NOT NULL GROUP BY kind ORDER BY kind`,
      [subjectIds, recordIds],
    );
    return rows;
  }

  /** Those of the given people whose data were destroyed. */
  async erasedAmong(subjectIds: readonly string[]): Promise<Set<string>> {
    const { rows } = await this.#pool.query<{ subject_id: string }>(
      'SELECT subject_id FROM vault_keys.person_key WHERE subject_id = ANY ($1) AND destroyed_at IS NOT NULL',
      [subjectIds],
    );
    return new Set(rows.map((row) => row.subject_id));
  }

  /** Everybody whose data were destroyed. */
  async allErased(): Promise<string[]> {
    const { rows } = await this.#pool.query<{ subject_id: string }>(
      'SELECT subject_id FROM vault_keys.person_key WHERE destroyed_at IS NOT NULL ORDER BY subject_id',
    );
    return rows.map((row) => row.subject_id);
  }

  /**
   * Destroys the keys of people and every version of every record about them, for ever; also the given records, whoever they were
   * written under. What stays is that there was a record, and its commitment, which nobody can guess at without the salt. Doing it
   * again destroys what has come back meanwhile, from an older copy.
   * @returns how many versions were erased now
   */
  async erase(
    subjectIds: readonly string[],
    access: VaultAccess,
    recordIds: readonly string[] = [],
  ): Promise<number> {
    await this.#witness?.erasing({ subjectIds, recordIds });
    const erased = await this.#transaction(async (client) => {
      await client.query(
        `INSERT INTO vault_keys.person_key (subject_id, destroyed_at) SELECT DISTINCT id, now() FROM unnest($1::text[]) AS id ORDER BY id
         ON CONFLICT (subject_id) DO UPDATE
           SET wrapped_key = NULL, destroyed_at = coalesce(vault_keys.person_key.destroyed_at, now())`,
        [subjectIds],
      );
      const { rows } = await client.query<{ erased: number }>(
        `WITH emptied AS (
           UPDATE vault_record SET box = NULL
           WHERE (subject_id = ANY ($1) OR also && $1 OR record_id = ANY ($2)) AND box IS NOT NULL
           RETURNING record_id, kind
         ), noted AS (
           INSERT INTO vault_access (action, actor_id, role, organisation_id, purpose, record_ids, fields, subject_ids)
           SELECT 'ERASE', $3, $4, $5, $6, array_agg(DISTINCT record_id), array_agg(DISTINCT kind), $1
           FROM emptied HAVING count(*) > 0
         )
         SELECT count(*)::integer AS erased FROM emptied`,
        [subjectIds, recordIds, ...said(access).slice(0, 4)],
      );
      return rows[0]!.erased;
    });
    // What was there before is gone from the pages too, not only out of sight.
    if (erased > 0) await this.#pool.query('VACUUM vault_record, vault_keys.person_key');
    await this.#witness?.erased();
    return erased;
  }

  /** The latest first. */
  accessLog(question: AccessQuestion): Promise<AccessEntry[]> {
    return readAccessLog(this.#pool, question);
  }

  /** Wraps keys under the current master key where they are not. @see PersonKeys.rewrap */
  rewrap(signal?: AbortSignal): Promise<number> {
    return this.#keys.rewrap(this.#pool, signal);
  }

  /** How many keys still need another master key than the current one. */
  underOtherMasters(): Promise<number> {
    return this.#keys.underOthers(this.#pool);
  }

  /** The line of a read, parameters of {@link said} from `$n` on. */
  #noted(recordIds: string, n: number): string {
    return `noted AS (
      INSERT INTO vault_access (action, actor_id, role, organisation_id, purpose, fields, record_ids, subject_ids)
      SELECT 'READ', $${n}, $${n + 1}, $${n + 2}, $${n + 3}, $${n + 4}::text[], ${recordIds},
        coalesce((SELECT array_agg(DISTINCT id) FROM found, unnest(subject_id || also) AS id), '{}')
    )`;
  }

  #open<Data extends VaultData>(row: Row, fields: readonly string[] | undefined): VaultRecord<Data> {
    const of = { recordId: row.record_id, subjectId: row.subject_id, also: row.also, kind: row.kind };
    const keys = new Map(
      row.wrapped.map(({ s: subjectId, m: masterKeyId, k }) => [
        subjectId,
        this.#keys.unwrap({ subjectId, masterKeyId, wrapped: Buffer.from(k, 'base64') }),
      ]),
    );
    let plaintext: Buffer;
    try {
      const key = keyOfSeveral([of.subjectId, ...of.also].map((id) => keys.get(id)!));
      plaintext = decrypt(key, row.box, recordBinding(of, row.commitment));
    } catch (cause) {
      throw new VaultUnreadable(`record ${row.record_id} does not open`, { cause });
    }
    const { salt, data } = JSON.parse(plaintext.toString('utf8')) as { salt: string; data: Data };
    if (!commits(row.commitment, Buffer.from(salt, 'base64'), data)) {
      throw new VaultUnreadable(`record ${row.record_id} does not fit its commitment`);
    }
    const shown =
      fields === undefined
        ? data
        : (Object.fromEntries(Object.entries(data).filter(([name]) => fields.includes(name))) as Data);
    const { version, commitment, stored_at: storedAt } = row;
    return { ...of, version, commitment, storedAt, data: shown };
  }

  async #transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken = false;
    try {
      await client.query('BEGIN');
      const done = await work(client);
      await client.query('COMMIT');
      return done;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => (broken = true));
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

/** Who, in which role, for whom, why and which fields: in the order of the columns. */
const said = ({ actorId, role, organisationId, purpose, fields }: VaultAccess) =>
  [actorId, role ?? null, organisationId ?? null, purpose, fields ?? ['*']] as const;
