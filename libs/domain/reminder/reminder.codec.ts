/** How reminders are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { ReminderEvent } from './reminder.events';

export const reminderStoredTypes: StoredTypes<ReminderEvent> = {
  DeadlineReminded: { name: 'reminder.deadline-reminded', upcasters: [] },
};
