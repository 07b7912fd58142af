/** How an activity's events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { ActivityEvent } from './activity.events';

export const activityStoredTypes: StoredTypes<ActivityEvent> = {
  ActivityPlanned: { name: 'activity.planned', upcasters: [] },
  ActivityProgrammeSet: { name: 'activity.programme-set', upcasters: [] },
  ActivityParticipantsEntered: { name: 'activity.participants-entered', upcasters: [] },
  ActivityHeld: { name: 'activity.held', upcasters: [] },
  ActivityClosed: { name: 'activity.closed', upcasters: [] },
  ActivityCancelled: { name: 'activity.cancelled', upcasters: [] },
};
