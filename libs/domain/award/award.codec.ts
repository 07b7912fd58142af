/** How the events of awards are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { AwardEvent } from './award.events';

export const awardStoredTypes: StoredTypes<AwardEvent> = {
  MeasureDefined: { name: 'award.measure-defined', upcasters: [] },
  AwardNominated: { name: 'award.nominated', upcasters: [] },
  AwardPresented: { name: 'award.presented', upcasters: [] },
  AwardGranted: { name: 'award.granted', upcasters: [] },
  AwardDeclined: { name: 'award.declined', upcasters: [] },
};
