/** How these events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { IndicatorsEvent } from './indicators.events';

export const indicatorsStoredTypes: StoredTypes<IndicatorsEvent> = {
  IndicatorSetAdopted: { name: 'indicators.set-adopted', upcasters: [] },
  ReferenceRecorded: { name: 'indicators.reference-recorded', upcasters: [] },
};
