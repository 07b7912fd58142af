/** How the events of a practice are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { PracticeEvent } from './practice.events';

export const practiceStoredTypes: StoredTypes<PracticeEvent> = {
  PracticeSubmitted: { name: 'practice.submitted', upcasters: [] },
  PracticeIdentified: { name: 'practice.identified', upcasters: [] },
  PracticeReviewed: { name: 'practice.reviewed', upcasters: [] },
  PracticeRevised: { name: 'practice.revised', upcasters: [] },
  PracticeSelected: { name: 'practice.selected', upcasters: [] },
  PracticePublished: { name: 'practice.published', upcasters: [] },
  PracticeWithdrawn: { name: 'practice.withdrawn', upcasters: [] },
};
