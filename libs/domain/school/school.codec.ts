/** How a school's events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { SchoolEvent } from './school.events';

export const schoolStoredTypes: StoredTypes<SchoolEvent> = {
  SchoolRegistered: { name: 'school.registered', upcasters: [] },
  MentoringIntroduced: { name: 'school.mentoring-introduced', upcasters: [] },
  CoordinatorAppointed: { name: 'school.coordinator-appointed', upcasters: [] },
  CuratorAppointed: { name: 'school.curator-appointed', upcasters: [] },
  ProgrammesPresented: { name: 'school.programmes-presented', upcasters: [] },
};
