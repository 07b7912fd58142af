/** How the events of an organisation's leadership are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { GovernanceEvent } from './governance.events';

export const governanceStoredTypes: StoredTypes<GovernanceEvent> = {
  DocumentApproved: { name: 'governance.document-approved', upcasters: [] },
  ProblemsAnalysed: { name: 'governance.problems-analysed', upcasters: [] },
  ParticipantsSelected: { name: 'governance.participants-selected', upcasters: [] },
  StageOpened: { name: 'governance.stage-opened', upcasters: [] },
  StageClosed: { name: 'governance.stage-closed', upcasters: [] },
  BodyNamed: { name: 'governance.body-named', upcasters: [] },
  WorkingGroupComposed: { name: 'governance.working-group-composed', upcasters: [] },
  ResponsibleAppointed: { name: 'governance.responsible-appointed', upcasters: [] },
  InteractionRecorded: { name: 'governance.interaction-recorded', upcasters: [] },
  PartnershipConcluded: { name: 'governance.partnership-concluded', upcasters: [] },
  ActingHeadAppointed: { name: 'governance.acting-head-appointed', upcasters: [] },
  ActingHeadReleased: { name: 'governance.acting-head-released', upcasters: [] },
  SupportProvided: { name: 'governance.support-provided', upcasters: [] },
};
