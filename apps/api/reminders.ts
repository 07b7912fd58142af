/**
 * Reminds of deadlines: looks at every organisation's radar again and again and records a reminder for each line whose moment has come.
 * What is recorded is published from the log like every other fact. Needs no checkpoint: what has been said stands in the log, so
 * that a process that is killed, or two at once, say nothing twice.
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
import { v5 } from 'uuid';
import { ReminderAct } from '@nastavnik/commands';
import { type DeadlineLine, momentOf, reminderKey, streamOf } from '@nastavnik/domain';
import { streamReader } from '@nastavnik/evidence';
import { isRefusal, type IsoDate } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore, RevisionConflict } from '@nastavnik/platform/event-store';
import { safeError } from '@nastavnik/platform/observability';
import { leading, POSTGRES } from '@nastavnik/platform/postgres';
import { DeadlineFactsQuery } from '@nastavnik/read-models';
import { SchoolDirectory } from './directory';
import { DeadlineRadar } from './queries/radar';

/** Days looked ahead: the earliest reminder comes a month before. */
const WITHIN = 31;
/** Makes the id of the command from what it says: the same reminder is the same command, whoever sends it. */
const COMMANDS = 'c0a86c1e-5a57-5b39-9d55-3f0a1a5a7f30';
const ACTOR = { id: 'deadline-reminders', role: 'system' };

export interface ReminderSettings {
  /** Milliseconds from one look at every radar to the next. */
  readonly everyMs: number;
  /** The machine's by default. */
  readonly clock?: () => Date;
}
/** DI token of the settings; null where no reminders are to be given. */
export const REMINDERS = Symbol('settings of the reminders');

@Injectable()
export class DeadlineReminders implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(DeadlineReminders.name);
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    @Inject(REMINDERS) private readonly settings: ReminderSettings | null,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(POSTGRES) private readonly pool: Pool,
    private readonly facts: DeadlineFactsQuery,
    private readonly radar: DeadlineRadar,
    private readonly directory: SchoolDirectory,
    private readonly bus: CommandBus,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings !== null) this.running = this.run(this.settings, this.stopping.signal);
  }

  /** Lets the reminder at hand be recorded. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /**
   * Gives every reminder whose moment has come.
   * @returns how many were given now
   */
  async round(at: Date, signal?: AbortSignal): Promise<number> {
    let given = 0;
    for (const municipalityId of await this.facts.municipalities()) {
      const today = await this.directory.todayOf(municipalityId, at);
      const found = await this.radar.of(municipalityId, today, WITHIN);
      /** By organisation, read when its first line is due. */
      const said = new Map<string, ReadonlySet<string>>();
      for (const line of found?.lines ?? []) {
        signal?.throwIfAborted();
        const level = found?.organisations.get(line.organisationId)?.level;
        if (level !== undefined && (await this.remind(line, level, today, at, said))) given += 1;
      }
    }
    return given;
  }

  /** @returns whether it was said now */
  private async remind(
    line: DeadlineLine,
    level: 'SCHOOL' | 'MUNICIPALITY',
    today: IsoDate,
    at: Date,
    said: Map<string, ReadonlySet<string>>,
  ): Promise<boolean> {
    const moment = line.status === 'SETTLED' ? undefined : momentOf(line.daysLeft);
    if (moment === undefined) return false;
    const { id: deadlineId, organisationId, cadence, due, daysLeft, clauses } = line;
    const key = reminderKey({ deadlineId, due, moment });
    const before = said.get(organisationId) ?? (await this.saidTo(organisationId));
    said.set(organisationId, before);
    if (before.has(key)) return false;
    try {
      const receipt = await this.bus.execute(
        new ReminderAct({
          type: 'RemindOfDeadline',
          data: {
            ...{ organisationId, level, deadlineId, cadence, due, moment, daysLeft, effectiveOn: today },
            clauses: clauses.map(({ id }) => id),
          },
          stamp: {
            recordedAt: at.toISOString(),
            actor: ACTOR,
            commandId: v5(`${organisationId} ${key}`, COMMANDS),
          },
        }),
      );
      return !isRefusal(receipt) && !receipt.repeated && receipt.eventIds.length > 0;
    } catch (error) {
      // Another process said something meanwhile: what it left is said in the next round.
      if (error instanceof RevisionConflict) return false;
      throw error;
    }
  }

  private async saidTo(organisationId: string): Promise<ReadonlySet<string>> {
    const events = await streamReader(this.store).read(streamOf.reminder(organisationId));
    return new Set(
      events.flatMap((event) => (event.type === 'DeadlineReminded' ? [reminderKey(event.data)] : [])),
    );
  }

  private async run(
    { everyMs, clock = () => new Date() }: ReminderSettings,
    signal: AbortSignal,
  ): Promise<void> {
    while (!signal.aborted) {
      try {
        await leading(this.pool, 'process:deadline-reminders', signal, (held) => this.round(clock(), held));
      } catch (error) {
        if (!signal.aborted) this.log.warn(`not everybody was reminded: ${safeError(error).message}`);
      }
      await delay(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
