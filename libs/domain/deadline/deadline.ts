/**
 * The deadline radar: what an organisation has to do by when, on any day, under the regulation in force on that day. Pure: facts and a
 * profile in, lines out.
 */
import { addDays, daysBetween, type ClauseRef, type IsoDate, type Uuid } from '@nastavnik/kernel';
import type { Cadence, CadenceLevel, Due, Scene, Settlement } from './cadence';
import { CADENCES } from './catalogue';

/** OVERDUE: its last day is past. DUE: it is the last day. UPCOMING: within the days looked ahead. SETTLED: done, in time or late. */
export const DEADLINE_STATUSES = ['OVERDUE', 'DUE', 'UPCOMING', 'SETTLED'] as const;
export type DeadlineStatus = (typeof DEADLINE_STATUSES)[number];

/** One line of the radar. */
export interface DeadlineLine {
  /** Stable: the same term has the same id on whatever day it is looked at, and when it is moved. */
  readonly id: string;
  readonly cadence: string;
  readonly level: CadenceLevel;
  /** What is to be done, in Russian. */
  readonly title: string;
  readonly note?: string;
  readonly organisationId: Uuid;
  readonly subject?: Due['subject'];
  readonly participantId?: Uuid;
  readonly due: IsoDate;
  readonly status: DeadlineStatus;
  /** To the last day; negative when it is past. Of a settled one: how early it was done, negative when late. */
  readonly daysLeft: number;
  readonly clauses: readonly ClauseRef[];
  /** The act of law, where a law gives the term and not the regulation. */
  readonly source?: string;
  readonly settleWith: readonly Settlement[];
  readonly settled?: {
    readonly act: string;
    readonly eventId: Uuid;
    readonly on: IsoDate;
    readonly position: string;
  };
}

const levelOf = ({ levels }: Cadence, { level }: Scene): CadenceLevel =>
  levels.find((one) => one === level) ?? levels[0]!;

const lineOf = (cadence: Cadence, scene: Scene, due: Due): DeadlineLine => {
  const { settledBy } = due;
  const until = settledBy?.on ?? scene.on;
  return {
    id: `${cadence.id}.${scene.organisationId}.${due.key}`,
    cadence: cadence.id,
    level: levelOf(cadence, scene),
    title: cadence.title,
    ...(due.note === undefined ? {} : { note: due.note }),
    organisationId: scene.organisationId,
    ...(due.subject === undefined ? {} : { subject: due.subject }),
    ...(due.participantId === undefined ? {} : { participantId: due.participantId }),
    due: due.due,
    status:
      settledBy !== undefined
        ? 'SETTLED'
        : due.due < scene.on
          ? 'OVERDUE'
          : due.due === scene.on
            ? 'DUE'
            : 'UPCOMING',
    daysLeft: daysBetween(until, due.due),
    clauses: due.clauses ?? [],
    ...(due.source === undefined ? {} : { source: due.source }),
    settleWith: cadence.settledBy,
    ...(settledBy === undefined
      ? {}
      : {
          settled: {
            ...{ act: settledBy.kind, eventId: settledBy.eventId },
            ...{ on: settledBy.on, position: settledBy.position },
          },
        }),
  };
};

/** Settled lines are kept in sight for so many days after their last day. */
const REMEMBERED_DAYS = 366;

/**
 * Every line of an organisation on a day, by last day: what is overdue since whenever, what is due up to the horizon, and what was
 * settled within the last year.
 */
export const deadlinesOf = (scene: Scene): readonly DeadlineLine[] => {
  const oldest = addDays(scene.on, -REMEMBERED_DAYS);
  return CADENCES.flatMap((cadence) => cadence.terms(scene).map((due) => lineOf(cadence, scene, due)))
    .filter(({ due, status }) => due <= scene.horizon && (status !== 'SETTLED' || due >= oldest))
    .sort((a, b) => (a.due === b.due ? (a.id < b.id ? -1 : 1) : a.due < b.due ? -1 : 1));
};
