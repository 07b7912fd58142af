/** How the events of a pair are stored. A name never changes; a new shape gets an upcaster and a new golden sample. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { PairEvent } from './pair.events';

const first = (name: string) => ({ name: `pair.${name}`, upcasters: [] });

export const pairStoredTypes: StoredTypes<PairEvent> = {
  PairProposed: first('proposed'),
  MentorCandidatesOffered: first('candidates-offered'),
  MentorChosen: first('mentor-chosen'),
  ParticipantsFamiliarised: first('participants-familiarised'),
  PairFixed: first('fixed'),
  EntryAssessed: first('entry-assessed'),
  PlanDrafted: first('plan-drafted'),
  PlanApproved: first('plan-approved'),
  MeetingHeld: first('meeting-held'),
  MeetingRecordCancelled: first('meeting-record-cancelled'),
  MonitoringCompleted: first('monitoring-completed'),
  MentorReportSubmitted: first('mentor-report-submitted'),
  ExitAssessed: first('exit-assessed'),
  PairCompleted: first('completed'),
  PairEnded: first('ended'),
  MemberReplaced: first('member-replaced'),
  PairSuspended: first('suspended'),
  PairResumed: first('resumed'),
  FollowUpOpened: first('follow-up-opened'),
  FollowUpClosed: first('follow-up-closed'),
};
