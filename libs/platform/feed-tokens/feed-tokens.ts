/**
 * Tokens of feeds: 256 random bits, shown once, good for one scope and nothing else, until revoked. Only their SHA-256 is kept: of a
 * random secret of that length a plain hash gives nothing away.
 */
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';

export interface FeedToken {
  readonly id: string;
  readonly createdBy: string;
  readonly createdAt: string;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export class FeedTokens {
  constructor(private readonly postgres: Pool) {}

  /**
   * @param scope the feed it opens, e.g. `deadlines:<organisationId>`
   * @param createdBy opaque id of who asked for it
   * @returns the token, which is shown this once
   */
  async issue(scope: string, createdBy: string): Promise<{ readonly id: string; readonly token: string }> {
    const id = randomUUID();
    const token = randomBytes(32).toString('base64url');
    await this.postgres.query(
      'insert into feed_token (id, scope, hash, created_by) values ($1, $2, $3, $4)',
      [id, scope, hashOf(token), createdBy],
    );
    return { id, token };
  }

  /** True for a token of this scope that has not been revoked. Takes the same time whichever byte differs. */
  async opens(scope: string, token: string): Promise<boolean> {
    const { rows } = await this.postgres.query<{ hash: Buffer }>(
      'select hash from feed_token where scope = $1',
      [scope],
    );
    const given = hashOf(token);
    return rows.reduce((found, { hash }) => timingSafeEqual(hash, given) || found, false);
  }

  async list(scope: string): Promise<readonly FeedToken[]> {
    const { rows } = await this.postgres.query<{ id: string; created_by: string; created_at: Date }>(
      'select id, created_by, created_at from feed_token where scope = $1 order by created_at, id',
      [scope],
    );
    return rows.map((row) => ({
      id: row.id,
      createdBy: row.created_by,
      createdAt: row.created_at.toISOString(),
    }));
  }

  /** @returns whether there was such a token */
  async revoke(scope: string, id: string): Promise<boolean> {
    const { rowCount } = await this.postgres.query('delete from feed_token where scope = $1 and id = $2', [
      scope,
      id,
    ]);
    return rowCount === 1;
  }
}
