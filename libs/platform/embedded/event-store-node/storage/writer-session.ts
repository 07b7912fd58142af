/** The one PostgreSQL session that may write the log: it holds the writer lock, and every write goes through it. */
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { migrate, planner } from './schema';

/** Advisory lock of the log's only writer; one log in a database. */
const writerLock = 0x6576656e74; // "event"

/** Another node writes this log. */
export class WriterLockHeld extends Error {
  constructor() {
    super(
      'another event store node is writing the log in this database: stop it, or give this one its own database',
    );
    this.name = 'WriterLockHeld';
  }
}

/**
 * Lock and writes share a session on purpose: PostgreSQL frees the lock only when the session is gone, and with it goes
 * everything it had not committed. A writer that lost its lock therefore cannot write, whatever it believes.
 */
export class WriterSession {
  private constructor(
    readonly client: Client,
    /** Resolves with the reason when the session ends, whoever ended it. */
    readonly lost: Promise<Error>,
  ) {}

  /**
   * @param waitMs how long to wait for another writer to let go; a predecessor that was just killed needs a moment
   * @throws WriterLockHeld, or what PostgreSQL answered
   */
  static async open(databaseUrl: string, waitMs: number): Promise<WriterSession> {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: 'event-store-node writer',
      options: planner,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 60_000,
    });
    const lost = new Promise<Error>((resolve) => {
      client.on('error', resolve);
      client.on('end', () => resolve(new Error('the writer lost its PostgreSQL session')));
    });
    try {
      await client.connect();
      await client.query(
        `SET synchronous_commit = on; SET statement_timeout = 0; SET idle_session_timeout = 0`,
      );
      const until = Date.now() + waitMs;
      while (!(await WriterSession.lock(client))) {
        if (Date.now() >= until) throw new WriterLockHeld();
        await delay(100);
      }
      await requireUtf8(client);
      await migrate(client);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return new WriterSession(client, lost);
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  private static async lock(client: Client): Promise<boolean> {
    const { rows } = await client.query<{ held: boolean }>(`SELECT pg_try_advisory_lock($1) AS held`, [
      writerLock,
    ]);
    return rows[0]?.held === true;
  }
}

/** Stream names and event types are any Unicode. */
const requireUtf8 = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ server_encoding: string }>(`SHOW server_encoding`);
  const encoding = rows[0]?.server_encoding;
  if (encoding !== 'UTF8')
    throw new Error(`the database of the log must be encoded in UTF8, not ${encoding}`);
};
