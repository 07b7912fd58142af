/** How the events of councils are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { CouncilEvent } from './council.events';

export const councilStoredTypes: StoredTypes<CouncilEvent> = {
  CouncilFormed: { name: 'council.formed', upcasters: [] },
  CouncilMemberAdmitted: { name: 'council.member-admitted', upcasters: [] },
  CouncilMemberReleased: { name: 'council.member-released', upcasters: [] },
  CouncilHeadElected: { name: 'council.head-elected', upcasters: [] },
  PublicCouncilEntered: { name: 'council.public-council-entered', upcasters: [] },
  CouncilSessionHeld: { name: 'council.session-held', upcasters: [] },
  CouncilDisbanded: { name: 'council.disbanded', upcasters: [] },
  UnionConsulted: { name: 'council.union-consulted', upcasters: [] },
};
