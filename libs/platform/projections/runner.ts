/** Feeds read models from the log: one loop for each, so that one that stops or lags holds nobody else up. */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DomainEvent } from '@nastavnik/kernel';
import { type Batch, type EventStore, type LogPages, sharingPages } from '@nastavnik/platform/event-store';
import type { Pool } from 'pg';
import { applyBatch, asPoison, type Decoder, type Target } from './apply-batch';
import { createCheckpoint, Fenced, type PoisonEvent, readCheckpoint, writePoison } from './checkpoint';
import { Leadership } from './leadership';
import type { ReadModel } from './read-model';
import { rebuild, type RebuildProgress } from './rebuild';
import { tableOf } from './table';

/**
 * `starting`: not yet connected · `standby`: another process writes it · `catching-up`, `live`: following the log ·
 * `outage`: PostgreSQL or the log is away, retried for ever · `poisoned`: stopped at an event, see `poison` · `stopped`.
 */
export type ProjectionState =
  'starting' | 'standby' | 'catching-up' | 'live' | 'outage' | 'poisoned' | 'stopped';

export interface ProjectionStatus {
  readonly name: string;
  readonly state: ProjectionState;
  /** Last position in the table; −1 before the first event. */
  readonly position: bigint;
  /** End of the log; `undefined` while it is empty or out of reach. */
  readonly head: bigint | undefined;
  /** Distance to the end of the log in positions; 0 when caught up, `undefined` when the log is out of reach. */
  readonly lag: bigint | undefined;
  /** How long the model has been behind without moving; 0 when caught up. */
  readonly lagSeconds: number;
  /** Last error, while in `outage`. */
  readonly error?: string;
  readonly poison?: PoisonEvent;
  readonly rebuild?: RebuildProgress;
}

/** What a runner reports as it goes; metrics and logs are made of it. */
export interface ProjectionObserver {
  batch?(model: string, events: number, seconds: number): void;
  outage?(model: string, error: unknown): void;
  poisoned?(model: string, event: PoisonEvent): void;
}

export interface RunnerOptions<Event extends DomainEvent> {
  readonly store: EventStore;
  /** Needs one connection for the locks, one for each model, and two while rebuilding. */
  readonly pool: Pool;
  readonly codec: Decoder<Event>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry has forgotten the row types
  readonly models: readonly ReadModel<Event, any>[];
  readonly observer?: ProjectionObserver;
  /** Largest batch; 1000 by default. */
  readonly maxBatch?: number;
}

const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5_000;
/** How often a stopped model looks whether somebody has put it right, e.g. by a rebuild. */
const POISON_CHECK_MS = 2_000;

class Loop<Event extends DomainEvent> {
  state: ProjectionState = 'starting';
  error: string | undefined;
  progress: RebuildProgress | undefined;
  poison: PoisonEvent | undefined;

  constructor(
    readonly target: Target<Event, object>,
    private readonly options: RunnerOptions<Event>,
    private readonly leadership: Leadership,
  ) {}

  get name(): string {
    return this.target.model.name;
  }

  /** Resolves when aborted. */
  async run(signal: AbortSignal): Promise<void> {
    let attempt = 0;
    while (!signal.aborted) {
      try {
        const lost = await this.leadership.acquire(this.name, signal, () => (this.state = 'standby'));
        if (!lost) break;
        await this.follow(AbortSignal.any([signal, lost]), () => {
          attempt = 0;
          this.error = undefined;
        });
      } catch (error) {
        if (signal.aborted) break;
        const poisoned = asPoison(error);
        if (poisoned) {
          await this.stopAt(poisoned.event, signal);
          this.poison = undefined;
          continue;
        }
        // Another process has moved the checkpoint, by taking over or by a rebuild: read it again.
        if (!(error instanceof Fenced)) this.outage(error);
        const pause = Math.min(FIRST_PAUSE * 2 ** attempt++, LONGEST_PAUSE) * (0.5 + Math.random());
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
    this.state = 'stopped';
  }

  private outage(error: unknown): void {
    this.state = 'outage';
    this.error = error instanceof Error ? error.message : String(error);
    this.options.observer?.outage?.(this.name, error);
  }

  private async follow(signal: AbortSignal, onProgress: () => void): Promise<void> {
    const { pool, store, observer, maxBatch } = this.options;
    let position = await this.position();
    this.state = 'catching-up';
    await store.subscribeToAll({
      after: position,
      signal,
      ...(maxBatch === undefined ? {} : { maxBatch }),
      onOutage: (error) => this.outage(error),
      onBatch: async (batch: Batch) => {
        const started = performance.now();
        position = await applyBatch(pool, this.target, position, batch);
        if (batch.events.length > 0) {
          observer?.batch?.(this.name, batch.events.length, (performance.now() - started) / 1000);
        }
        this.state = batch.caughtUp ? 'live' : 'catching-up';
        onProgress();
      },
    });
  }

  private async position(): Promise<bigint> {
    const { pool } = this.options;
    const client = await pool.connect();
    try {
      await createCheckpoint(client, this.name);
      return (await readCheckpoint(client, this.name))!.position;
    } finally {
      client.release();
    }
  }

  /** Stands at the event until the checkpoint says that somebody has dealt with it, or the process is restarted. */
  private async stopAt(poison: PoisonEvent, signal: AbortSignal): Promise<void> {
    this.state = 'poisoned';
    this.poison = poison;
    this.options.observer?.poisoned?.(this.name, poison);
    let written = false;
    while (!signal.aborted) {
      try {
        const checkpoint = await readCheckpoint(this.options.pool, this.name);
        if (!checkpoint || checkpoint.position >= BigInt(poison.position)) return;
        if (!written) await writePoison(this.options.pool, this.name, checkpoint.position, poison);
        written = true;
      } catch {
        // The model stands still anyway; asked again below.
      }
      await sleep(POISON_CHECK_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

export class ProjectionRunner<Event extends DomainEvent = DomainEvent> {
  private readonly loops = new Map<string, Loop<Event>>();
  private readonly stopping = new AbortController();
  private readonly leadership: Leadership;
  /** Models rebuilt at the same time read the log once. */
  private readonly pages: LogPages;
  private readonly running: Promise<unknown>[] = [];

  private prepared: Promise<void> | undefined;
  private started = false;

  constructor(private readonly options: RunnerOptions<Event>) {
    this.leadership = new Leadership(options.pool);
    this.pages = sharingPages(options.store);
    // Every loop and every rebuild listens to it.
    setMaxListeners(0, this.stopping.signal);
  }

  /** A runner that has read its tables. @throws for an entity that cannot be a read model, or a name taken twice */
  static async create<Event extends DomainEvent>(
    options: RunnerOptions<Event>,
  ): Promise<ProjectionRunner<Event>> {
    const runner = new ProjectionRunner(options);
    await runner.prepare();
    return runner;
  }

  private prepare(): Promise<void> {
    this.prepared ??= (async () => {
      const { models, codec } = this.options;
      for (const model of models) {
        if (this.loops.has(model.name)) throw new Error(`two read models are named ${model.name}`);
        const table = await tableOf<object>(model.entity as new () => object);
        const target = { model, table, codec, checkpoint: model.name, into: table.name };
        this.loops.set(model.name, new Loop(target, this.options, this.leadership));
      }
    })();
    return this.prepared;
  }

  /** Starts every loop and returns. @throws as `create` does */
  async start(): Promise<void> {
    await this.prepare();
    if (this.started || this.stopping.signal.aborted) return;
    this.started = true;
    for (const loop of this.loops.values()) this.running.push(loop.run(this.stopping.signal));
  }

  /** Finishes the batches under way and gives the locks back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.running);
    await this.leadership.close();
  }

  /**
   * Folds the whole log into a table beside the live one and switches. The live table keeps serving and following, in
   * whatever process; a model that had stopped at an event goes on from the new table.
   * @returns the position at the switch
   * @throws Poisoned (the live table is untouched), AlreadyRebuilding, RangeError for an unknown name
   */
  async rebuild(name: string, onProgress?: (progress: RebuildProgress) => void): Promise<bigint> {
    await this.prepare();
    const loop = this.loop(name);
    const { pool } = this.options;
    const work = rebuild({
      store: this.pages,
      pool,
      target: loop.target,
      signal: this.stopping.signal,
      onProgress: (progress) => {
        loop.progress = progress;
        onProgress?.(progress);
      },
    });
    this.running.push(work.catch(() => undefined));
    try {
      return await work;
    } finally {
      loop.progress = undefined;
    }
  }

  /** Every model, as this process and the checkpoints see it; an outage shows in it and does not reject. */
  async status(): Promise<readonly ProjectionStatus[]> {
    await this.prepare();
    const { pool, store } = this.options;
    const [head, checkpoints] = await Promise.all([
      store.lastPosition().then(
        (position) => ({ position }),
        () => undefined,
      ),
      Promise.all([...this.loops.keys()].map((name) => readCheckpoint(pool, name).catch(() => undefined))),
    ]);
    return [...this.loops.values()].map((loop, index): ProjectionStatus => {
      const checkpoint = checkpoints[index];
      const position = checkpoint?.position ?? -1n;
      // Another process may be the one that stopped.
      const poison = loop.poison ?? checkpoint?.poison;
      const end = head?.position;
      const behind = end === undefined || end <= position ? 0n : end - position;
      const since = (checkpoint?.updatedAt ?? new Date()).getTime();
      return {
        name: loop.name,
        state: loop.state,
        position,
        head: end,
        lag: head && checkpoint ? behind : undefined,
        lagSeconds: behind === 0n ? 0 : Math.max(0, (Date.now() - since) / 1000),
        ...(loop.error === undefined ? {} : { error: loop.error }),
        ...(poison ? { poison } : {}),
        ...(loop.progress ? { rebuild: loop.progress } : {}),
      };
    });
  }

  private loop(name: string): Loop<Event> {
    const loop = this.loops.get(name);
    if (!loop) throw new RangeError(`no read model ${name}; there are ${[...this.loops.keys()].join(', ')}`);
    return loop;
  }
}
