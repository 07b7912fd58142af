/** Reminds an organisation of a deadline once for each moment and last day; saying it again changes nothing. */
import type { Command, Decider, IsoDate, Uuid } from '@nastavnik/kernel';
import type { OrganisationLevel } from '../vocabulary';
import type { ReminderMoment } from './moments';
import type { ReminderEvent } from './reminder.events';

export type RemindOfDeadline = Command<
  'RemindOfDeadline',
  {
    readonly organisationId: Uuid;
    readonly level: OrganisationLevel;
    readonly deadlineId: string;
    readonly cadence: string;
    readonly due: IsoDate;
    readonly moment: ReminderMoment;
    readonly daysLeft: number;
    readonly clauses: readonly string[];
    readonly effectiveOn: IsoDate;
  }
>;
export type ReminderCommand = RemindOfDeadline;

export interface ReminderState {
  /** Keys of what was said. */
  readonly said: ReadonlySet<string>;
}

/** The same deadline moved to another day is another thing to remind of. */
export const reminderKey = (of: {
  readonly deadlineId: string;
  readonly due: IsoDate;
  readonly moment: ReminderMoment;
}): string => `${of.deadlineId} ${of.due} ${of.moment}`;

export const reminder: Decider<ReminderState, ReminderCommand, ReminderEvent, object> = {
  initial: { said: new Set() },
  evolve: ({ said }, { data }) => ({ said: new Set(said).add(reminderKey(data)) }),
  decide: ({ data }, { said }) =>
    said.has(reminderKey(data))
      ? []
      : [{ type: 'DeadlineReminded', data: { ...data, basis: { rules: [], evidence: {} } } }],
};
