/**
 * Carries imports out in the background, each row once: whoever dies in the middle is followed by another who goes on. Every act
 * has an id derived from the import and its row, so that what was carried out already changes nothing when it is sent again.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Pool } from 'pg';
import { type ActOptions, OrderAct, PairAct, ParticipantAct, type RehearsedAct } from '@nastavnik/commands';
import { type Actor, isRefusal, type Refusal, type Uuid } from '@nastavnik/kernel';
import { safeError } from '@nastavnik/platform/observability';
import { leading, POSTGRES } from '@nastavnik/platform/postgres';
import { Vault, type VaultData } from '@nastavnik/platform/vault';
import type { ImportKind } from './columns';
import { broughtBy, type PlannedRow, stamped } from './plan';
import { type CellError, rowError } from './rows';

const LONGEST_PAUSE = 5_000;

export interface RowNote {
  readonly row: number;
  readonly reason: string;
}
export interface ImportJob {
  readonly id: Uuid;
  readonly organisationId: Uuid;
  readonly register: ImportKind;
  readonly actor: Actor;
  readonly recordedAt: Date;
  readonly state: 'PREPARING' | 'QUEUED' | 'RUNNING' | 'DONE';
  /** Rows of the file; rows that ask for acts; of those, carried out or refused. */
  readonly total: number;
  readonly planned: number;
  readonly done: number;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly unchanged: readonly RowNote[];
  /** Rows that became impossible between the check and the carrying out. */
  readonly errors: readonly CellError[];
}

/** In the reader's words, all reasons of a refusal. */
export const refusedBecause = ({ reasons }: Refusal): string =>
  reasons
    .map(({ message, clauses }) =>
      [message.ru, ...clauses.slice(0, 1).map(({ document, clause }) => `(${document}, п. ${clause})`)].join(
        ' ',
      ),
    )
    .join('; ');

@Injectable()
export class ImportProcess implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ImportProcess.name);
  private readonly stopping = new AbortController();
  private wake = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    @Inject(POSTGRES) private readonly pool: Pool,
    private readonly vault: Vault,
    private readonly bus: CommandBus,
  ) {}

  onApplicationBootstrap(): void {
    this.running ??= this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.wake.abort();
    await this.running;
  }

  /** Puts an import in the queue; the same one again changes nothing. */
  async enqueue(
    job: Pick<
      ImportJob,
      'id' | 'organisationId' | 'register' | 'actor' | 'recordedAt' | 'total' | 'unchanged'
    >,
    sheet: string,
    rows: readonly PlannedRow[],
  ): Promise<void> {
    const { id, organisationId, register, actor, recordedAt, total, unchanged } = job;
    // Known before anything personal is kept, so that what nobody finishes is found and destroyed.
    await this.pool.query(
      `insert into import_job (id, organisation_id, register, actor, recorded_at, state, total, planned, unchanged)
       values ($1, $2, $3, $4, $5, 'PREPARING', $6, $7, $8) on conflict (id) do nothing`,
      [id, organisationId, register, actor, recordedAt, total, rows.length, JSON.stringify(unchanged)],
    );
    const plan = { sheet, rows } as unknown as VaultData;
    await this.vault.store([this.vault.seal({ recordId: id, subjectId: id, kind: 'import', data: plan })]);
    await this.pool.query(`update import_job set state = 'QUEUED' where id = $1 and state = 'PREPARING'`, [
      id,
    ]);
    this.wake.abort();
  }

  async find(organisationId: Uuid, id: Uuid): Promise<ImportJob | undefined> {
    const { rows } = await this.pool.query<ImportJob>(
      `select id, organisation_id as "organisationId", register, actor, recorded_at as "recordedAt", state, total, planned, done,
         started_at as "startedAt", ended_at as "endedAt", unchanged, errors
       from import_job where id = $1 and organisation_id = $2`,
      [id, organisationId],
    );
    return rows[0];
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let pause = 100; !signal.aborted;) {
      try {
        await leading(this.pool, 'process:imports', signal, async (held) => {
          for (; !held.aborted; pause = 100) {
            this.wake = new AbortController();
            await this.forgetUnfinished();
            if (await this.next(held)) continue;
            await delay(LONGEST_PAUSE, undefined, {
              signal: AbortSignal.any([held, this.wake.signal]),
            }).catch(() => undefined);
          }
        });
      } catch (error) {
        if (signal.aborted) return;
        this.log.warn(`starting again in ${pause} ms: ${safeError(error).message}`);
        await delay(pause, undefined, { signal }).catch(() => undefined);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  /** Whoever was preparing these is gone: they were never begun. */
  private async forgetUnfinished(): Promise<void> {
    const { rows } = await this.pool.query<{ id: Uuid; actor: Actor }>(
      `select id, actor from import_job where state = 'PREPARING' and created_at < now() - interval '1 hour'`,
    );
    for (const { id, actor } of rows) {
      await this.vault.erase([id], { actorId: actor.id, purpose: 'import:unfinished' });
      await this.pool.query('delete from import_job where id = $1', [id]);
    }
  }

  /** Goes on with the oldest open import. @returns false when there is none */
  private async next(signal: AbortSignal): Promise<boolean> {
    const { rows } = await this.pool.query<{ id: Uuid; done: number; actor: Actor; recorded_at: Date }>(
      `update import_job set state = 'RUNNING', started_at = coalesce(started_at, now())
       where id = (select id from import_job where state in ('QUEUED', 'RUNNING') order by recorded_at, id limit 1)
       returning id, done, actor, recorded_at`,
    );
    const job = rows[0];
    if (job === undefined) return false;
    const { id, actor } = job;
    const access = { actorId: actor.id, purpose: 'import:carry-out' };
    const plan = (await this.vault.read([id], access)).get(id)?.data as unknown as
      { readonly sheet: string; readonly rows: readonly PlannedRow[] } | undefined;
    const by = { recordedAt: job.recorded_at.toISOString(), actor };
    for (const row of (plan?.rows ?? []).slice(job.done)) {
      signal.throwIfAborted();
      const refused = await this.carry(id, row, by);
      const error = refused && plan && rowError(plan.sheet, row.row, refusedBecause(refused));
      await this.pool.query(
        `update import_job set done = done + 1, errors = errors || $2::jsonb where id = $1`,
        [id, JSON.stringify(error === undefined ? [] : [error])],
      );
    }
    await this.vault.erase([id], access);
    await this.pool.query(`update import_job set state = 'DONE', ended_at = now() where id = $1`, [id]);
    return true;
  }

  /** The acts of a row in their order; what follows a refused one is not tried. */
  private async carry(
    importId: Uuid,
    row: PlannedRow,
    by: { readonly recordedAt: string; readonly actor: Actor },
  ): Promise<Refusal | undefined> {
    for (const planned of row.commands) {
      const brings = broughtBy(this.vault, importId, row, planned);
      const outcome = await this.bus.execute(
        actOf(stamped(importId, row, planned, by, brings), { sealed: Object.values(brings) }),
      );
      if (isRefusal(outcome)) return outcome;
    }
    return undefined;
  }
}

const actOf = (act: RehearsedAct, options: ActOptions): ParticipantAct | PairAct | OrderAct => {
  switch (act.aggregate) {
    case 'participant':
      return new ParticipantAct(act.command, options);
    case 'pair':
      return new PairAct(act.command, options);
    case 'order':
      return new OrderAct(act.command, options);
  }
};
