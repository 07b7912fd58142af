/** How an agreement's events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { AgreementEvent } from './agreement.events';

export const agreementStoredTypes: StoredTypes<AgreementEvent> = {
  AgreementConcluded: { name: 'agreement.concluded', upcasters: [] },
  AgreementTerminated: { name: 'agreement.terminated', upcasters: [] },
  MentoringRefused: { name: 'agreement.mentoring-refused', upcasters: [] },
};
