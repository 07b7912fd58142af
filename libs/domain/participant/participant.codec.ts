/** How a participant's events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { ParticipantEvent } from './participant.events';

export const participantStoredTypes: StoredTypes<ParticipantEvent> = {
  ParticipantRegistered: { name: 'participant.registered', upcasters: [] },
  EnteredMenteeBase: { name: 'participant.entered-mentee-base', upcasters: [] },
  EnteredMentorBase: { name: 'participant.entered-mentor-base', upcasters: [] },
  EntryConfirmed: { name: 'participant.entry-confirmed', upcasters: [] },
  LeftBase: { name: 'participant.left-base', upcasters: [] },
  NeedsDiagnosed: { name: 'participant.needs-diagnosed', upcasters: [] },
  EducationalRequestFormulated: { name: 'participant.educational-request-formulated', upcasters: [] },
  IndividualRouteDesigned: { name: 'participant.individual-route-designed', upcasters: [] },
  IndividualRouteRevised: { name: 'participant.individual-route-revised', upcasters: [] },
  IndividualRouteCompleted: { name: 'participant.individual-route-completed', upcasters: [] },
  AdaptationNoted: { name: 'participant.adaptation-noted', upcasters: [] },
  AgreementNoted: { name: 'participant.agreement-noted', upcasters: [] },
  JoinedPair: { name: 'participant.joined-pair', upcasters: [] },
  TrainingCompleted: { name: 'participant.training-completed', upcasters: [] },
  PersonalDataCorrected: { name: 'participant.personal-data-corrected', upcasters: [] },
  MergedInto: { name: 'participant.merged-into', upcasters: [] },
  DuplicateMerged: { name: 'participant.duplicate-merged', upcasters: [] },
  PersonalDataErased: { name: 'participant.personal-data-erased', upcasters: [] },
  LeftPair: { name: 'participant.left-pair', upcasters: [] },
  ListedAsExpert: { name: 'participant.listed-as-expert', upcasters: [] },
  ExpertEntryUpdated: { name: 'participant.expert-entry-updated', upcasters: [] },
  ExpertEntryRemoved: { name: 'participant.expert-entry-removed', upcasters: [] },
};
