/** How a regulation's events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { RegulationEvent } from './regulation.events';

export const regulationStoredTypes: StoredTypes<RegulationEvent> = {
  RegulationAdopted: { name: 'regulation.adopted', upcasters: [] },
  ParameterSet: { name: 'regulation.parameter-set', upcasters: [] },
};
