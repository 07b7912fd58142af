/** How a complaint's events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { AppealEvent } from './appeal.events';

export const appealStoredTypes: StoredTypes<AppealEvent> = {
  ComplaintRegistered: { name: 'appeal.complaint-registered', upcasters: [] },
  ComplaintDisclosed: { name: 'appeal.complaint-disclosed', upcasters: [] },
  ExplanationRecorded: { name: 'appeal.explanation-recorded', upcasters: [] },
  ComplaintClosed: { name: 'appeal.complaint-closed', upcasters: [] },
};
