/** Who writes a read model: one process at a time, by advisory locks held on one session for all models of a process. */
import { setTimeout as sleep } from 'node:timers/promises';
import { lockKey } from '@nastavnik/platform/postgres';
import type { Pool, PoolClient } from 'pg';

const RETRY_MS = 1_000;
/** A session that has not answered one of these by the next is dead, and its locks with it. */
const HEARTBEAT_MS = 2_000;

interface Session {
  readonly client: PoolClient;
  readonly lost: AbortController;
  /** The query under way: loops and heartbeat take turns on the one session. */
  turn: Promise<unknown>;
}

const inTurn = <Result>(session: Session, work: () => Promise<Result>): Promise<Result> => {
  const mine = session.turn.then(work);
  session.turn = mine.catch(() => undefined);
  return mine;
};

export class Leadership {
  private session: Promise<Session> | undefined;

  constructor(private readonly pool: Pool) {}

  /**
   * Waits until this process leads `name`.
   * @param onStandby called when somebody else leads it
   * @returns a signal that fires when the lock is lost with its session; `undefined` when `signal` fired first
   */
  async acquire(name: string, signal: AbortSignal, onStandby: () => void): Promise<AbortSignal | undefined> {
    while (!signal.aborted) {
      const session = await this.open();
      const { rows } = await inTurn(session, () =>
        session.client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
          lockKey(`projection ${name}`),
        ]),
      );
      if (rows[0]?.locked) return session.lost.signal;
      onStandby();
      await sleep(RETRY_MS * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  }

  private open(): Promise<Session> {
    this.session ??= this.pool.connect().then((client) => {
      const session: Session = { client, lost: new AbortController(), turn: Promise.resolve() };
      const gone = (): void => {
        if (session.lost.signal.aborted) return;
        clearInterval(heart);
        session.lost.abort();
        this.session = undefined;
        client.release(true);
      };
      let beating = false;
      const heart = setInterval(() => {
        if (beating) return gone();
        beating = true;
        inTurn(session, () => client.query('select 1')).then(() => (beating = false), gone);
      }, HEARTBEAT_MS);
      session.lost.signal.addEventListener('abort', () => clearInterval(heart));
      client.on('error', gone);
      client.on('end', gone);
      return session;
    });
    this.session.catch(() => (this.session = undefined));
    return this.session;
  }

  /** Gives every lock of this process back. */
  async close(): Promise<void> {
    const session = await this.session?.catch(() => undefined);
    this.session = undefined;
    if (!session || session.lost.signal.aborted) return;
    session.lost.abort();
    session.client.release(true);
  }
}
