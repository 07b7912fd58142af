/**
 * Builds the tree from the log and signs it: one process at a time, for as long as it lives. The tree itself says how far it has come, so
 * a restart goes on after its last leaf.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@nastavnik/platform/event-store';
import { leading } from '@nastavnik/platform/postgres';
import type { Pool } from 'pg';
import { Checkpoints, TreeRewritten, WANTED } from './checkpoints';
import { leafOf } from './leaf';
import { leafHash } from './merkle';
import type { Signer } from './note';
import { Tree } from './tree';

/**
 * `standby`: another process builds · `outage`: retried for ever, see `error` · `broken`: the log or the tree is not what was built or
 * signed before; nothing is signed, a person must look.
 */
export type BuilderState = 'starting' | 'standby' | 'catching-up' | 'live' | 'outage' | 'broken' | 'stopped';

export interface BuilderParts {
  readonly store: EventStore;
  /** With the tables of the tree. Two connections are held while building, one more for each batch. */
  readonly pool: Pool;
  /** Without it the tree grows and nothing is signed. */
  readonly signer?: Signer;
  /** How often a tree that has grown is signed; 60 000 by default. On demand it is signed at once. */
  readonly signEveryMs?: number;
  /** Largest batch; 1000 by default. */
  readonly maxBatch?: number;
  readonly onTrouble?: (state: 'outage' | 'broken', error: unknown) => void;
}

/** The log holds something else where the last leaf was taken from. */
export class LogDiffers extends Error {
  constructor(size: number) {
    super(`the log no longer holds the event of leaf ${size - 1} where it stood`);
    this.name = 'LogDiffers';
  }
}

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;

export class TreeBuilder {
  state: BuilderState = 'starting';
  /** Why it stands, while it does. */
  error: string | undefined;
  readonly tree: Tree;
  readonly checkpoints: Checkpoints;

  constructor(private readonly parts: BuilderParts) {
    this.tree = new Tree(parts.pool);
    this.checkpoints = new Checkpoints(parts.pool, this.tree);
  }

  /** Resolves when aborted. */
  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await leading(
          this.parts.pool,
          'transparency',
          signal,
          (held) => this.build(held, () => (failures = 0)),
          () => this.standBy(),
        );
      } catch (error) {
        if (signal.aborted) break;
        this.trouble(error);
        const pause = Math.min(FIRST_PAUSE * 2 ** failures++, LONGEST_PAUSE) * (0.5 + Math.random());
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
    this.state = 'stopped';
  }

  /** Another process builds now; that the tree did not hold is not forgotten for it. */
  private standBy(): void {
    if (this.state === 'broken') return;
    this.state = 'standby';
    this.error = undefined;
  }

  private trouble(error: unknown): void {
    this.state = error instanceof LogDiffers || error instanceof TreeRewritten ? 'broken' : 'outage';
    this.error = error instanceof Error ? error.message : String(error);
    this.parts.onTrouble?.(this.state as 'outage' | 'broken', error);
  }

  private async build(outer: AbortSignal, onProgress: () => void): Promise<void> {
    const { store, maxBatch } = this.parts;
    const after = await this.resume();
    const edge = await this.tree.edge();
    const failing = new AbortController();
    const signal = AbortSignal.any([outer, failing.signal]);
    const signing = await this.signing((error) => failing.abort(error));
    this.state = 'catching-up';
    try {
      await store.subscribeToAll({
        ...(after === undefined ? {} : { after }),
        ...(maxBatch === undefined ? {} : { maxBatch }),
        signal,
        onOutage: (error) => this.trouble(error),
        onBatch: async ({ events, caughtUp }) => {
          await this.tree.append(edge, events);
          this.state = caughtUp ? 'live' : 'catching-up';
          this.error = undefined;
          onProgress();
        },
      });
    } finally {
      await signing.stop();
    }
    if (failing.signal.aborted && !outer.aborted) throw failing.signal.reason;
  }

  /** Position of the last leaf, once the log has been seen to hold its event still. @throws LogDiffers */
  private async resume(): Promise<bigint | undefined> {
    const { size, position } = await this.tree.end();
    if (size === 0) return undefined;
    const [before] = size === 1 ? [] : await this.tree.positionsOf({ from: size - 2, to: size - 1 });
    const [last] = await this.parts.store.readAll({
      maxCount: 1,
      ...(before === undefined ? {} : { after: before }),
    });
    const [leaf] = await this.tree.hashesOf([{ from: size - 1, to: size }]);
    const same = last?.position === position && leafHash(leafOf(last!)).equals(leaf!);
    if (!same) throw new LogDiffers(size);
    return position;
  }

  /** Signs on the schedule and on demand until stopped. */
  private async signing(fail: (error: unknown) => void): Promise<{ stop(): Promise<void> }> {
    const { signer, pool, signEveryMs = 60_000 } = this.parts;
    if (signer === undefined) return { stop: async () => undefined };
    let turn: Promise<unknown> = Promise.resolve();
    let waiting = false;
    const sign = (): void => {
      // Whoever asks while one is about to be signed gets that one.
      if (waiting) return;
      waiting = true;
      turn = turn
        .then(() => {
          waiting = false;
          return this.checkpoints.sign(signer);
        })
        .catch(fail);
    };
    const client = await pool.connect();
    client.on('error', fail);
    client.on('notification', sign);
    await client.query(`listen ${WANTED}`);
    const timer = setInterval(sign, signEveryMs);
    sign();
    return {
      stop: async () => {
        clearInterval(timer);
        client.release(true);
        await turn;
      },
    };
  }
}
