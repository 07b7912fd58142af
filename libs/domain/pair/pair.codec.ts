/** How the events of a pair are stored. A name never changes; a new shape gets an upcaster and a new golden sample. */
import type { StoredTypes, Upcaster } from '@nastavnik/kernel';
import type { PairEvent } from './pair.events';

/** v1 knew levels only; v2 records a value of any kind under the code of an indicator. */
const levelAsValue: Upcaster = ({ findings, ...data }) => ({
  ...data,
  findings: findings.map(({ level, ...finding }: { readonly level: string }) => ({
    ...finding,
    value: { kind: 'LEVEL', level },
  })),
});

const first = (name: string) => ({ name: `pair.${name}`, upcasters: [] });

export const pairStoredTypes: StoredTypes<PairEvent> = {
  PairProposed: first('proposed'),
  MentorCandidatesOffered: first('candidates-offered'),
  MentorChosen: first('mentor-chosen'),
  CompatibilityAssessed: first('compatibility-assessed'),
  ParticipantsFamiliarised: first('participants-familiarised'),
  PairFixed: first('fixed'),
  PairMovedToRegulation: first('moved-to-regulation'),
  EntryAssessed: first('entry-assessed'),
  PlanningOrganised: first('planning-organised'),
  PlanDrafted: first('plan-drafted'),
  PlanApproved: first('plan-approved'),
  PlanCorrected: first('plan-corrected'),
  GoalSet: first('goal-set'),
  MeetingHeld: first('meeting-held'),
  MeetingRecordCancelled: first('meeting-record-cancelled'),
  MonitoringCompleted: { name: 'pair.monitoring-completed', upcasters: [levelAsValue] },
  MentorReportSubmitted: first('mentor-report-submitted'),
  ExitAssessed: first('exit-assessed'),
  ReflectionRecorded: first('reflection-recorded'),
  FeedbackGiven: first('feedback-given'),
  RecommendationIssued: first('recommendation-issued'),
  HelpRequested: first('help-requested'),
  HelpGiven: first('help-given'),
  PairCompleted: first('completed'),
  PairEnded: first('ended'),
  PairProlonged: first('prolonged'),
  MemberReplaced: first('member-replaced'),
  PairSuspended: first('suspended'),
  PairResumed: first('resumed'),
  FollowUpOpened: first('follow-up-opened'),
  FollowUpClosed: first('follow-up-closed'),
};
