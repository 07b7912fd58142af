/**
 * Rebuilds that somebody asked for: a row for each, written by whoever asks, picked up by whichever process feeds the read models, and
 * begun again by the next one when that process dies. What stands in the row is what is shown of it.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { leading } from '@nastavnik/platform/postgres';
import type { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Poisoned } from './apply-batch';
import { AlreadyRebuilding, type RebuildProgress } from './rebuild';

export class ProjectionRebuild1700000000003 implements MigrationInterface {
  readonly name = 'ProjectionRebuild1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table projection_rebuild (
        id uuid primary key,
        model text not null,
        actor_id text not null,
        state text not null check (state in ('REQUESTED', 'RUNNING', 'DONE', 'FAILED')),
        phase text,
        position bigint,
        head bigint,
        events bigint not null default 0,
        per_second double precision,
        written_per_second double precision,
        requested_at timestamptz not null default now(),
        started_at timestamptz,
        updated_at timestamptz,
        ended_at timestamptz,
        error text
      )`);
    await runner.query(
      `create unique index projection_rebuild_open on projection_rebuild (model) where state in ('REQUESTED', 'RUNNING')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table projection_rebuild');
  }
}

export type RebuildState = 'REQUESTED' | 'RUNNING' | 'DONE' | 'FAILED';
export interface RebuildJob {
  readonly id: string;
  readonly model: string;
  readonly state: RebuildState;
  readonly phase: RebuildProgress['phase'] | null;
  /** Last position folded into the new table, and the end of the log as last seen. */
  readonly position: bigint | null;
  readonly head: bigint | null;
  readonly events: number;
  /** Positions folded, and written by others, in a second; `null` until there is something to tell by. */
  readonly perSecond: number | null;
  readonly writtenPerSecond: number | null;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** What it failed on. */
  readonly error: string | null;
}

/** How much is done, 0–100; whole only when it is over. */
export const percentOf = ({ state, position, head }: RebuildJob): number => {
  if (state === 'DONE') return 100;
  if (position === null || head === null || head < 0n) return 0;
  return Math.min(99, Math.floor((Number(position + 1n) / Number(head + 1n)) * 100));
};

/** The log grows at least as fast as it is folded: it will not end before the writing slows down. */
export const fallsBehind = ({ state, phase, position, head, ...pace }: RebuildJob): boolean =>
  state === 'RUNNING' &&
  phase !== 'switching' &&
  pace.perSecond !== null &&
  pace.writtenPerSecond !== null &&
  (head ?? 0n) > (position ?? 0n) &&
  pace.writtenPerSecond >= pace.perSecond;

/** Seconds to the end at the pace of late, what others write taken into account; `null`: there is no telling. */
export const secondsLeft = (job: RebuildJob): number | null => {
  const { state, position, head, perSecond, writtenPerSecond } = job;
  if (state === 'DONE' || state === 'FAILED') return 0;
  if (position === null || head === null || perSecond === null || fallsBehind(job)) return null;
  const gained = perSecond - (writtenPerSecond ?? 0);
  return gained <= 0 ? null : Math.ceil(Number(head > position ? head - position : 0n) / gained);
};

/** Somebody asked for this one already, and it is not over. */
export class RebuildUnderWay extends Error {
  constructor(readonly id: string) {
    super('a rebuild of this read model is under way');
    this.name = 'RebuildUnderWay';
  }
}

interface Row extends Omit<RebuildJob, 'position' | 'head' | 'events'> {
  readonly position: string | null;
  readonly head: string | null;
  readonly events: string;
}
const COLUMNS = `id, model, state, phase, position, head, events, per_second as "perSecond",
  written_per_second as "writtenPerSecond", requested_at as "requestedAt", started_at as "startedAt", ended_at as "endedAt", error`;
const jobOf = ({ position, head, events, ...row }: Row): RebuildJob => ({
  ...row,
  position: position === null ? null : BigInt(position),
  head: head === null ? null : BigInt(head),
  events: Number(events),
});

export class RebuildRequests {
  constructor(private readonly pool: Pool) {}

  /** @throws RebuildUnderWay */
  async request(model: string, actorId: string): Promise<RebuildJob> {
    const { rows } = await this.pool.query<Row>(
      `insert into projection_rebuild (id, model, actor_id, state) values ($1, $2, $3, 'REQUESTED')
       on conflict do nothing returning ${COLUMNS}`,
      [randomUUID(), model, actorId],
    );
    if (rows[0] !== undefined) return jobOf(rows[0]);
    const open = await this.pool.query<{ id: string }>(
      `select id from projection_rebuild where model = $1 and state in ('REQUESTED', 'RUNNING')`,
      [model],
    );
    // Over in the meantime: asked again.
    return open.rows[0] === undefined
      ? this.request(model, actorId)
      : Promise.reject(new RebuildUnderWay(open.rows[0].id));
  }

  /** The latest first. */
  async list(limit = 50): Promise<readonly RebuildJob[]> {
    const { rows } = await this.pool.query<Row>(
      `select ${COLUMNS} from projection_rebuild order by requested_at desc, id limit $1`,
      [limit],
    );
    return rows.map(jobOf);
  }

  async find(id: string): Promise<RebuildJob | undefined> {
    const { rows } = await this.pool.query<Row>(`select ${COLUMNS} from projection_rebuild where id = $1`, [
      id,
    ]);
    return rows[0] && jobOf(rows[0]);
  }
}

/** Progress is told at most so often. */
const TELL_MS = 250;
/** The pace is that of about so long. */
const WINDOW_MS = 15_000;
const LOOK_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;

interface Sample {
  readonly at: number;
  readonly position: bigint;
  readonly head: bigint;
}
/** Positions in a second between two looks. */
export const paceBetween = (
  first: Sample,
  last: Sample,
): { readonly perSecond: number; readonly writtenPerSecond: number } | undefined => {
  const seconds = (last.at - first.at) / 1_000;
  return seconds < 0.5
    ? undefined
    : {
        perSecond: Number(last.position - first.position) / seconds,
        writtenPerSecond: Number(last.head - first.head) / seconds,
      };
};

/** Carries requested rebuilds out, one after the other; of several processes one does. */
export class RebuildWorker {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly rebuild: (
      model: string,
      onProgress: (progress: RebuildProgress) => void,
    ) => Promise<bigint>,
    private readonly onTrouble: (error: unknown) => void = () => undefined,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** What is under way is left to whoever comes next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let pause = 100; !signal.aborted;) {
      try {
        await leading(this.pool, 'process:rebuilds', signal, async (held) => {
          for (; !held.aborted; pause = 100) {
            if (!(await this.next(held))) await delay(LOOK_MS, undefined, { signal: held });
          }
        });
      } catch (error) {
        if (signal.aborted) return;
        this.onTrouble(error);
        await delay(pause, undefined, { signal }).catch(() => undefined);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  /** @returns false when nothing is asked for */
  private async next(held: AbortSignal): Promise<boolean> {
    const { rows } = await this.pool.query<{ id: string; model: string }>(
      `update projection_rebuild set state = 'RUNNING', started_at = coalesce(started_at, now()), updated_at = now()
       where id = (select id from projection_rebuild where state in ('REQUESTED', 'RUNNING') order by requested_at, id limit 1)
       returning id, model`,
    );
    const job = rows[0];
    if (job === undefined) return false;
    let telling: Promise<unknown> = Promise.resolve();
    let told = 0;
    let phase = '';
    const samples: Sample[] = [];
    const onProgress = (progress: RebuildProgress): void => {
      const at = performance.now();
      if (progress.phase === phase && at - told < TELL_MS) return;
      [told, phase] = [at, progress.phase];
      const { position, head } = progress;
      if (head !== undefined) samples.push({ at, position, head });
      while (samples.length > 2 && at - samples[0]!.at > WINDOW_MS) samples.shift();
      const pace = samples.length < 2 ? undefined : paceBetween(samples[0]!, samples.at(-1)!);
      // What cannot be told now is told with the next.
      telling = telling.then(() => this.tell(job.id, progress, pace)).catch(this.onTrouble);
    };
    try {
      const position = await this.rebuild(job.model, onProgress);
      await telling;
      await this.end(job.id, 'DONE', position, null);
    } catch (error) {
      await telling;
      if (held.aborted || this.stopping.signal.aborted) return true;
      // Rebuilt from the command line at the same time: ours waits for its turn.
      if (error instanceof AlreadyRebuilding) await delay(LOOK_MS, undefined, { signal: held });
      else await this.end(job.id, 'FAILED', null, failure(error));
    }
    return true;
  }

  private async tell(
    id: string,
    { phase, position, head, events }: RebuildProgress,
    pace: ReturnType<typeof paceBetween>,
  ): Promise<void> {
    await this.pool.query(
      `update projection_rebuild set phase = $2, position = $3, head = coalesce($4, head), events = $5, updated_at = now(),
         per_second = coalesce($6, per_second), written_per_second = coalesce($7, written_per_second) where id = $1`,
      [
        ...[id, phase, position.toString(), head?.toString() ?? null, events],
        ...[pace?.perSecond ?? null, pace?.writtenPerSecond ?? null],
      ],
    );
  }

  private async end(
    id: string,
    state: RebuildState,
    position: bigint | null,
    error: string | null,
  ): Promise<void> {
    await this.pool.query(
      `update projection_rebuild set state = $2, position = coalesce($3, position), error = $4, ended_at = now(), updated_at = now()
       where id = $1`,
      [id, state, position?.toString() ?? null, error],
    );
  }
}

/** Which event it stopped at, or what was wrong: never what an event says. */
const failure = (error: unknown): string =>
  error instanceof Poisoned
    ? `${error.event.type} ${error.event.stream}@${error.event.revision}`
    : error instanceof Error
      ? error.name
      : 'error';
