/** How a municipality's events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { MunicipalityEvent } from './municipality.events';

export const municipalityStoredTypes: StoredTypes<MunicipalityEvent> = {
  MunicipalityRegistered: { name: 'municipality.registered', upcasters: [] },
  ExpertBaseFormApproved: { name: 'municipality.expert-base-form-approved', upcasters: [] },
};
