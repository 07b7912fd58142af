/** Who looked at whose data, which fields, when and why; and what was destroyed. Grows by inserts alone, holds no personal data. */
import type { Pool } from 'pg';

/** Who asks, and why. */
export interface VaultAccess {
  readonly actorId: string;
  readonly role?: string;
  /** The organisation on whose behalf. */
  readonly organisationId?: string;
  /** Why, in a few words of a fixed kind: `evidence:FixPair`, `register:mentees`. Never personal data. */
  readonly purpose: string;
  /** The only fields that are given out, and written down; all of them when absent. */
  readonly fields?: readonly string[];
}

export interface AccessEntry {
  readonly id: string;
  readonly at: Date;
  readonly action: 'READ' | 'ERASE';
  readonly actorId: string;
  readonly role: string | null;
  readonly organisationId: string | null;
  readonly purpose: string;
  /** `*` is all of them; of an erasure, the kinds of records destroyed. */
  readonly fields: readonly string[];
  readonly subjectIds: readonly string[];
  readonly recordIds: readonly string[];
}

export interface AccessQuestion {
  readonly organisationId?: string;
  readonly subjectIds?: readonly string[];
  readonly actorId?: string;
  readonly action?: AccessEntry['action'];
  /** `id` of the last entry of the page before: older ones. */
  readonly before?: string;
  readonly limit: number;
}

/** Everything, in the columns of {@link AccessEntry}. */
const COLUMNS = `id::text, at, action, actor_id AS "actorId", role, organisation_id AS "organisationId", purpose, fields,
  subject_ids AS "subjectIds", record_ids AS "recordIds"`;

/** The latest first. */
export const readAccessLog = async (pool: Pool, question: AccessQuestion): Promise<AccessEntry[]> => {
  const { organisationId, subjectIds, actorId, action, before, limit } = question;
  const { rows } = await pool.query<AccessEntry>(
    `SELECT ${COLUMNS} FROM vault_access
     WHERE ($1::text IS NULL OR organisation_id = $1) AND ($2::text[] IS NULL OR subject_ids && $2)
       AND ($3::text IS NULL OR actor_id = $3) AND ($4::text IS NULL OR action = $4) AND ($5::bigint IS NULL OR id < $5)
     ORDER BY id DESC LIMIT $6`,
    [organisationId, subjectIds, actorId, action, before, limit],
  );
  return rows;
};
