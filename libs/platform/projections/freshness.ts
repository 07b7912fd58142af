/** Waiting until a read model has seen a position: what a query does for `?after=`. Works from any process. */
import { EventEmitter, once } from 'node:events';
import type { Instant } from '@nastavnik/kernel';
import type { Pool } from 'pg';
import { CHANNEL, readCheckpoint } from './checkpoint';

/** Announcements can be lost with a connection; the table cannot. */
const LOOK_AGAIN_MS = 500;

export class Freshness {
  /** Newest position known of each model; it only grows. */
  private readonly known = new Map<string, bigint>();
  private readonly moved = new EventEmitter().setMaxListeners(0);
  private listener: Promise<() => void> | undefined;
  private closed = false;

  /** Keeps one connection of the pool to listen on, from the first wait to `close`. */
  constructor(private readonly pool: Pool) {}

  /**
   * Resolves with `true` as soon as the read model has seen `position`, with `false` when `timeoutMs` milliseconds were
   * not enough.
   * @param model its name, `pair-register`
   */
  async waitUntil(model: string, position: bigint, timeoutMs: number): Promise<boolean> {
    const reached = (): boolean => (this.known.get(model) ?? -1n) >= position;
    if (position < 0n || reached()) return true;
    const until = Date.now() + timeoutMs;
    // Without a listener the table is looked at more rarely, but it is looked at.
    await this.listen().catch(() => undefined);
    for (;;) {
      await this.look(model);
      if (reached()) return true;
      const remaining = until - Date.now();
      if (remaining <= 0 || this.closed) return false;
      const timeout = AbortSignal.timeout(Math.min(remaining, LOOK_AGAIN_MS));
      while (!reached() && !timeout.aborted) {
        await once(this.moved, model, { signal: timeout }).catch(() => undefined);
      }
      if (reached()) return true;
    }
  }

  /** Last position the read model has seen; −1 when it has not begun. */
  async position(model: string): Promise<bigint> {
    return (await readCheckpoint(this.pool, model))?.position ?? -1n;
  }

  /** The same with the time of the last event it has seen; `null` when it has seen none. */
  async seen(model: string): Promise<{ readonly position: bigint; readonly recordedAt: Instant | null }> {
    const { position = -1n, recordedAt = null } = (await readCheckpoint(this.pool, model)) ?? {};
    return { position, recordedAt };
  }

  async close(): Promise<void> {
    this.closed = true;
    const release = await this.listener?.catch(() => undefined);
    release?.();
  }

  private async look(model: string): Promise<void> {
    this.note(model, await this.position(model).catch(() => -1n));
  }

  private note(model: string, position: bigint): void {
    if (position <= (this.known.get(model) ?? -1n)) return;
    this.known.set(model, position);
    this.moved.emit(model);
  }

  /** Resolves with what gives the listening connection back, once. */
  private listen(): Promise<() => void> {
    if (this.closed) return Promise.reject(new Error('closed'));
    this.listener ??= this.pool.connect().then(async (client) => {
      let released = false;
      const release = (): void => {
        if (released) return;
        released = true;
        this.listener = undefined;
        client.release(true);
      };
      client.on('error', release);
      client.on('end', release);
      client.on('notification', ({ channel, payload }) => {
        const [model, position] = payload?.split(' ') ?? [];
        if (channel === CHANNEL && model && position) this.note(model, BigInt(position));
      });
      try {
        await client.query(`listen ${CHANNEL}`);
      } catch (error) {
        release();
        throw error;
      }
      return release;
    });
    this.listener.catch(() => (this.listener = undefined));
    return this.listener;
  }
}
