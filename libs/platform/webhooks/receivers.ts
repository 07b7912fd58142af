/** Who gets webhooks: registered after answering a challenge, with a filter, a secret that can be changed, and a state. */
import { randomBytes, randomUUID } from 'node:crypto';
import { decrypt, encrypt } from '@nastavnik/platform/vault';
import type { Pool } from 'pg';
import { isTargetUrl, NotSent, type Outgoing } from './outgoing';

/** Which events a receiver gets: those of one of the types and within one of the scopes; an absent list is no limit. */
export interface ReceiverFilter {
  readonly types?: readonly string[];
  /** Words that the sender of an event puts on it: whose it is. */
  readonly scopes?: readonly string[];
}

export interface NewReceiver extends ReceiverFilter {
  /** Unique; stands in logs and metrics where the address does not. */
  readonly name: string;
  readonly url: string;
}

export interface Receiver extends NewReceiver {
  readonly id: string;
  readonly state: 'ACTIVE' | 'PAUSED';
  readonly createdAt: string;
  /** Failures in a row since the last success. */
  readonly failures: number;
  /** Nothing is sent before: too many failures in a row. */
  readonly openUntil?: string;
  readonly pending: number;
  readonly dead: number;
}

/** The receiver did not repeat the challenge: nothing was registered. */
export class NotVerified extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotVerified';
  }
}
/** Another receiver has this name. */
export class NameTaken extends Error {
  constructor() {
    super('another receiver has this name');
    this.name = 'NameTaken';
  }
}

/** How long the old secret signs beside the new one. */
const OVERLAP = '24 hours';
/** Type of the message that a receiver answers with `{"challenge": …}`. */
export const CHALLENGE = 'webhook.challenge';

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly types: string[] | null;
  readonly scopes: string[] | null;
  readonly state: Receiver['state'];
  readonly created_at: Date;
  readonly failures: number;
  readonly open_until: Date | null;
  readonly pending: string;
  readonly dead: string;
}

const receiverOf = (row: Row): Receiver => ({
  id: row.id,
  name: row.name,
  url: row.url,
  ...(row.types === null ? {} : { types: row.types }),
  ...(row.scopes === null ? {} : { scopes: row.scopes }),
  state: row.state,
  createdAt: row.created_at.toISOString(),
  failures: row.failures,
  ...(row.open_until === null ? {} : { openUntil: row.open_until.toISOString() }),
  pending: Number(row.pending),
  dead: Number(row.dead),
});

const SELECT = `select r.*,
    (select count(*) from webhook_delivery d where d.receiver_id = r.id and d.state = 'PENDING') as pending,
    (select count(*) from webhook_delivery d where d.receiver_id = r.id and d.state = 'DEAD') as dead
  from webhook_receiver r`;

/** The register of receivers in PostgreSQL; secrets are encrypted under `key`. */
export class Receivers {
  constructor(
    private readonly postgres: Pool,
    private readonly key: Buffer,
    private readonly send: Outgoing,
  ) {}

  /**
   * Challenges the address and registers it.
   * @returns the receiver and its secret, which is shown this once
   * @throws NotVerified, NameTaken
   */
  async register(wanted: NewReceiver): Promise<{ readonly id: string; readonly secret: string }> {
    await this.challenge(wanted.url);
    const id = randomUUID();
    const secret = newSecret();
    const { rowCount } = await this.postgres.query(
      `insert into webhook_receiver (id, name, url, types, scopes, state, secret)
       values ($1, $2, $3, $4, $5, 'ACTIVE', $6) on conflict (name) do nothing`,
      [id, wanted.name, wanted.url, wanted.types ?? null, wanted.scopes ?? null, this.box(id, secret)],
    );
    if (rowCount === 0) throw new NameTaken();
    return { id, secret };
  }

  async list(): Promise<readonly Receiver[]> {
    const { rows } = await this.postgres.query<Row>(`${SELECT} order by r.name`);
    return rows.map(receiverOf);
  }

  async find(id: string): Promise<Receiver | undefined> {
    const { rows } = await this.postgres.query<Row>(`${SELECT} where r.id = $1`, [id]);
    return rows[0] && receiverOf(rows[0]);
  }

  /** What happens meanwhile waits. False for an unknown receiver. */
  async setState(id: string, state: Receiver['state']): Promise<boolean> {
    const { rowCount } = await this.postgres.query(
      `update webhook_receiver set state = $2, failures = 0, open_until = null where id = $1`,
      [id, state],
    );
    return rowCount === 1;
  }

  /** The same receiver at another address, which is challenged first. @throws NotVerified */
  async move(id: string, url: string): Promise<void> {
    await this.challenge(url);
    await this.postgres.query(
      'update webhook_receiver set url = $2, failures = 0, open_until = null where id = $1',
      [id, url],
    );
  }

  /** With all it is owed. False for an unknown receiver. */
  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.postgres.query('delete from webhook_receiver where id = $1', [id]);
    return rowCount === 1;
  }

  /** A new secret, shown this once; the old one signs beside it for a day. `undefined` for an unknown receiver. */
  async rotateSecret(id: string): Promise<string | undefined> {
    const secret = newSecret();
    const { rowCount } = await this.postgres.query(
      `update webhook_receiver set previous_secret = secret, previous_until = now() + interval '${OVERLAP}', secret = $2
       where id = $1`,
      [id, this.box(id, secret)],
    );
    return rowCount === 1 ? secret : undefined;
  }

  /** Where to and by which secrets, newest first. `undefined` for a receiver that is gone. */
  async address(
    id: string,
  ): Promise<
    { readonly name: string; readonly url: string; readonly secrets: readonly string[] } | undefined
  > {
    const { rows } = await this.postgres.query<{
      name: string;
      url: string;
      secret: Buffer;
      previous: Buffer | null;
    }>({
      name: 'webhook address',
      text: `select name, url, secret, case when previous_until > now() then previous_secret end as previous
        from webhook_receiver where id = $1`,
      values: [id],
    });
    const [row] = rows;
    if (row === undefined) return undefined;
    const boxes = row.previous === null ? [row.secret] : [row.secret, row.previous];
    return {
      name: row.name,
      url: row.url,
      secrets: boxes.map((box) => decrypt(this.key, box, `webhook ${id}`).toString('utf8')),
    };
  }

  private box(id: string, secret: string): Buffer {
    return encrypt(this.key, Buffer.from(secret, 'utf8'), `webhook ${id}`);
  }

  /** Whoever answers at the address wants these events: it repeats a word that nobody can guess. */
  private async challenge(url: string): Promise<void> {
    if (!isTargetUrl(url)) throw new NotVerified('the address is not http or https');
    const challenge = randomBytes(24).toString('base64url');
    try {
      const { status, text } = await this.send(
        url,
        { 'content-type': 'application/json; charset=utf-8' },
        JSON.stringify({ type: CHALLENGE, challenge }),
      );
      if (status < 200 || status > 299) throw new NotVerified(`answered ${status} to the challenge`);
      const answer = JSON.parse(text) as { challenge?: unknown } | null;
      if (answer?.challenge !== challenge) throw new NotVerified('did not repeat the challenge');
    } catch (error) {
      if (error instanceof NotSent) throw new NotVerified(error.message);
      if (error instanceof SyntaxError) throw new NotVerified('did not repeat the challenge');
      throw error;
    }
  }
}
