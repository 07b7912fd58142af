/** Locks known by name, kept by the database for as long as a connection lives: mutual exclusion and leadership. */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';

/** The 64-bit key of a lock's name, as a decimal string. */
export const lockKey = (name: string): string =>
  createHash('sha256').update(`nastavnik:${name}`).digest().readBigInt64BE(0).toString();

/** Does the work while no other holder of the same name does; waits for its turn. Takes one connection of the pool. */
export const withAdvisoryLock = async <Result>(
  pool: Pool,
  name: string,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  const note = (error: Error): void => void (broken = error);
  client.on('error', note);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey(name)]);
    try {
      return await work(client);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [lockKey(name)]).catch(note);
    }
  } finally {
    client.off('error', note);
    // A connection that could not unlock is closed, and the lock goes with it.
    client.release(broken);
  }
};

export interface HoldOptions {
  /** Ends the waiting, and the holding. */
  readonly signal?: AbortSignal;
  /** How often a waiting candidate asks again; 500 by default. */
  readonly retryMs?: number;
  /** How often the holder makes sure that its connection lives; 2000 by default. Loss of a silent connection shows within twice that. */
  readonly heartbeatMs?: number;
  /** Told each time that somebody else was found to hold it. */
  readonly onStandby?: () => void;
}

export interface HeldLock {
  /** Aborted, with the cause as reason, as soon as the lock is lost or released: stop writing at once. */
  readonly signal: AbortSignal;
  /** Resolves when the lock is free for the next. */
  release(): Promise<void>;
}

/**
 * Waits until this process holds the lock and keeps it: a leader, one at a time. Takes one connection of the pool for as
 * long as it is held. A holder that dies is replaced as soon as the database sees its connection close.
 * @throws the reason of `options.signal` when aborted while waiting; any error of the first connection
 */
export const holdAdvisoryLock = async (
  pool: Pool,
  name: string,
  options: HoldOptions = {},
): Promise<HeldLock> => {
  const { signal, retryMs = 500, heartbeatMs = 2_000 } = options;
  const lost = new AbortController();
  const client = await pool.connect();
  client.on('error', (error) => lost.abort(error));
  const closed = new Promise<void>((resolve) => client.once('end', resolve));
  void closed.then(() => lost.abort(new Error(`the connection that held the lock ${name} was closed`)));
  let released = false;
  const letGo = (reason: unknown): void => {
    if (released) return;
    released = true;
    clearInterval(heart.timer);
    signal?.removeEventListener('abort', onAbort);
    lost.abort(reason);
    // The connection is closed rather than given back: whatever its state, the lock is gone with it.
    client.release(true);
  };
  const heart: { timer?: NodeJS.Timeout } = {};
  const onAbort = (): void => letGo(signal?.reason);
  lost.signal.addEventListener('abort', () => letGo(lost.signal.reason));
  try {
    signal?.throwIfAborted();
    // A holder whose machine vanished is noticed by the server within half a minute, not two hours.
    await client.query(
      'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3',
    );
    for (;;) {
      const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
        lockKey(name),
      ]);
      if (rows[0]!.held) break;
      options.onStandby?.();
      await delay(retryMs, undefined, signal === undefined ? {} : { signal });
      lost.signal.throwIfAborted();
    }
    signal?.throwIfAborted();
  } catch (error) {
    letGo(error);
    throw signal?.aborted === true ? signal.reason : error;
  }
  signal?.addEventListener('abort', onAbort);
  let beating = false;
  heart.timer = setInterval(() => {
    if (beating) return lost.abort(new Error(`the connection that holds the lock ${name} does not answer`));
    beating = true;
    client.query('SELECT 1').then(
      () => (beating = false),
      (error: unknown) => lost.abort(error),
    );
  }, heartbeatMs);
  heart.timer.unref();
  return {
    signal: lost.signal,
    release: () => {
      letGo(new Error(`the lock ${name} was released`));
      return closed;
    },
  };
};

/**
 * Does the work as the one leader of that name, once this process has become it, and gives the lead back whatever comes of it.
 * @param work its signal is aborted when `signal` is, or when the lead is lost: stop writing at once
 * @param onStandby told, again and again, while somebody else leads
 * @throws see {@link holdAdvisoryLock}; whatever the work throws
 */
export const leading = async <Result>(
  pool: Pool,
  name: string,
  signal: AbortSignal,
  work: (held: AbortSignal) => Promise<Result>,
  onStandby?: () => void,
): Promise<Result> => {
  const lead = await holdAdvisoryLock(pool, name, {
    signal,
    ...(onStandby === undefined ? {} : { onStandby }),
  });
  try {
    return await work(AbortSignal.any([signal, lead.signal]));
  } finally {
    await lead.release();
  }
};
