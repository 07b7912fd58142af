/**
 * Sees effects through when nobody else did: follows the whole log from its own checkpoint and carries every effect again. What
 * has been carried already changes nothing, so a crash between an act and its effects loses none and doubles none.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { UnknownStoredType } from '@nastavnik/kernel';
import { domainCodec } from '@nastavnik/domain';
import {
  type Batch,
  EVENT_STORE,
  type EventStore,
  ForeignEvent,
  MalformedEvent,
  toRecorded,
} from '@nastavnik/platform/event-store';
import { safeError } from '@nastavnik/platform/observability';
import { leading, POSTGRES } from '@nastavnik/platform/postgres';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Pool } from 'pg';
import { Acts } from './acts';

const NAME = 'effects';
const LONGEST_PAUSE = 5_000;

export interface EffectsProcessStatus {
  /** `waiting`: another process leads. `stopped`: an event that this build cannot read stands in the way. */
  readonly state: 'idle' | 'waiting' | 'leading' | 'stopped';
  /** Everything up to here has been seen through; `undefined` before the first batch. */
  readonly position: bigint | undefined;
  /** What stopped it, or what it is retrying after. Never personal data. */
  readonly trouble?: string;
}

@Injectable()
export class EffectsProcess implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(EffectsProcess.name);
  private stopping = new AbortController();
  private running: Promise<void> | undefined;
  private now: EffectsProcessStatus = { state: 'idle', position: undefined };

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(POSTGRES) private readonly pool: Pool,
    private readonly acts: Acts,
  ) {}

  /** For health and metrics. */
  status(): EffectsProcessStatus {
    return this.now;
  }

  onApplicationBootstrap(): void {
    this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  /** Starts following; one leader among all processes on this database. Calling it while it runs changes nothing. */
  start(): void {
    if (this.running !== undefined) return;
    this.stopping = new AbortController();
    this.running = this.run(this.stopping.signal);
  }

  /** Resolves when the batch at hand is done and the lead is free for the next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.running = undefined;
  }

  private async run(signal: AbortSignal): Promise<void> {
    for (let pause = 100; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        this.now = { ...this.now, state: 'waiting' };
        await leading(this.pool, `process:${NAME}`, signal, (held) => this.follow(held, () => (pause = 100)));
      } catch (error) {
        if (signal.aborted) break;
        const { type, message } = safeError(error);
        const trouble = `${type}: ${message}`;
        if (isPoison(error)) {
          this.now = { ...this.now, state: 'stopped', trouble };
          this.log.error(`stopped: ${trouble}`);
          return;
        }
        this.now = { ...this.now, trouble };
        this.log.warn(`starting again in ${pause} ms: ${trouble}`);
        await delay(pause, undefined, { signal }).catch(() => undefined);
      }
    }
    this.now = { ...this.now, state: 'idle' };
  }

  private async follow(signal: AbortSignal, onProgress: () => void): Promise<void> {
    const after = await this.checkpoint();
    this.now = { state: 'leading', position: after };
    await this.store.subscribeToAll({
      ...(after === undefined ? {} : { after }),
      signal,
      onOutage: (error, attempt) =>
        this.log.warn(`the log is away, attempt ${attempt}: ${safeError(error).message}`),
      onBatch: async (batch) => {
        await this.carry(batch, signal);
        onProgress();
      },
    });
  }

  private async carry({ events, upTo }: Batch, signal: AbortSignal): Promise<void> {
    for (const stored of events) {
      signal.throwIfAborted();
      await this.acts.carryEffects([toRecorded(domainCodec, stored)]);
    }
    await this.pool.query(
      `insert into process_checkpoint (name, position) values ($1, $2)
       on conflict (name) do update set position = excluded.position where process_checkpoint.position < excluded.position`,
      [NAME, upTo.toString()],
    );
    this.now = { state: 'leading', position: upTo };
  }

  private async checkpoint(): Promise<bigint | undefined> {
    const { rows } = await this.pool.query<{ position: string }>(
      'select position from process_checkpoint where name = $1',
      [NAME],
    );
    return rows[0] === undefined ? undefined : BigInt(rows[0].position);
  }
}

/** Retrying would not help: a person has to look. */
const isPoison = (error: unknown): boolean =>
  error instanceof UnknownStoredType || error instanceof ForeignEvent || error instanceof MalformedEvent;
