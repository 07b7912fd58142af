/** How a participant's events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { ParticipantEvent } from './participant.events';

export const participantStoredTypes: StoredTypes<ParticipantEvent> = {
  ParticipantRegistered: { name: 'participant.registered', upcasters: [] },
  EnteredMenteeBase: { name: 'participant.entered-mentee-base', upcasters: [] },
  EnteredMentorBase: { name: 'participant.entered-mentor-base', upcasters: [] },
  LeftBase: { name: 'participant.left-base', upcasters: [] },
  NeedsDiagnosed: { name: 'participant.needs-diagnosed', upcasters: [] },
  AgreementNoted: { name: 'participant.agreement-noted', upcasters: [] },
  JoinedPair: { name: 'participant.joined-pair', upcasters: [] },
  LeftPair: { name: 'participant.left-pair', upcasters: [] },
};
