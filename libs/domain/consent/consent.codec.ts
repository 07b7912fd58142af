/** How a participant's consents are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { ConsentEvent } from './consent.events';

export const consentStoredTypes: StoredTypes<ConsentEvent> = {
  ConsentGiven: { name: 'consent.given', upcasters: [] },
  ConsentWithdrawn: { name: 'consent.withdrawn', upcasters: [] },
  OwnConsentRequested: { name: 'consent.own-requested', upcasters: [] },
  DataDemandReceived: { name: 'consent.demand-received', upcasters: [] },
  DataDutyDischarged: { name: 'consent.duty-discharged', upcasters: [] },
  DataDutyPostponed: { name: 'consent.duty-postponed', upcasters: [] },
  RetentionGroundRecorded: { name: 'consent.retention-ground-recorded', upcasters: [] },
};
