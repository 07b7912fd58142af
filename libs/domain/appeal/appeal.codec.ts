/** How the events of complaints, proposals and disputes are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { AppealEvent } from './appeal.events';

export const appealStoredTypes: StoredTypes<AppealEvent> = {
  ComplaintRegistered: { name: 'appeal.complaint-registered', upcasters: [] },
  ComplaintDisclosed: { name: 'appeal.complaint-disclosed', upcasters: [] },
  ExplanationRecorded: { name: 'appeal.explanation-recorded', upcasters: [] },
  ComplaintClosed: { name: 'appeal.complaint-closed', upcasters: [] },
  ProposalSubmitted: { name: 'appeal.proposal-submitted', upcasters: [] },
  ProposalConsidered: { name: 'appeal.proposal-considered', upcasters: [] },
  ProposalAnswered: { name: 'appeal.proposal-answered', upcasters: [] },
  DisputeRaised: { name: 'appeal.dispute-raised', upcasters: [] },
  DisputeResolved: { name: 'appeal.dispute-resolved', upcasters: [] },
};
