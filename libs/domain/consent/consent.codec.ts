/** How a participant's consents are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { ConsentEvent } from './consent.events';

export const consentStoredTypes: StoredTypes<ConsentEvent> = {
  ConsentGiven: { name: 'consent.given', upcasters: [] },
  ConsentWithdrawn: { name: 'consent.withdrawn', upcasters: [] },
};
