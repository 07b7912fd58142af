/** Reminders of deadlines, one stream per organisation: what was said, so that it is said once and published from the log. */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type { OrganisationLevel } from '../vocabulary';
import type { ReminderMoment } from './moments';

export type DeadlineReminded = DomainEvent<
  'DeadlineReminded',
  EventData & {
    /** Whose deadline it is: a school, or a municipality. */
    readonly organisationId: Uuid;
    readonly level: OrganisationLevel;
    /** Line of the radar; stable while the term is moved. Never leaves the house: it may hold the id of a person. */
    readonly deadlineId: string;
    readonly cadence: string;
    readonly due: IsoDate;
    readonly moment: ReminderMoment;
    /** On the day of the reminder; negative when overdue. */
    readonly daysLeft: number;
    /** Ids of the clauses that ask for it; none where federal law does. */
    readonly clauses: readonly string[];
  }
>;
export type ReminderEvent = DeadlineReminded;
