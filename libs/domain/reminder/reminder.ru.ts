/** Reminders as sentences for a reader. */
import { russianDate } from '../vocabulary';
import type { ReminderEvent } from './reminder.events';

/** Russian sentence, no names of people. */
export const describeReminder = ({ data: { due, daysLeft, clauses } }: ReminderEvent): string => {
  const basis = clauses.length === 0 ? '' : ` (${clauses.join(', ')})`;
  return daysLeft < 0
    ? `Напоминание: срок ${russianDate(due)} просрочен на ${-daysLeft} дн.${basis}.`
    : `Напоминание: до срока ${russianDate(due)} осталось ${daysLeft} дн.${basis}.`;
};
