/** From a recorded event back to its command: how an auditor has each act judged again. */
import { type Stamp, unreachable } from '@nastavnik/kernel';
import type { PairCommand } from './pair.commands';
import type { PairEvent } from './pair.events';
import { known, planContent } from './rules/facts';

/**
 * The command that would have led to a recorded event: an auditor decides it again on the history before the event, by
 * the evidence then known, and compares.
 */
export const reDecidablePair = (event: PairEvent, stamp: Stamp): PairCommand => {
  const { pairId, schoolId, effectiveOn } = event.data;
  const of = { pairId, schoolId, effectiveOn };
  switch (event.type) {
    case 'PairProposed': {
      const { kind, form, menteeIds, tasks, roleModel } = event.data;
      return {
        type: 'ProposePair',
        data: { ...of, kind, form, menteeIds, tasks, ...known('roleModel', roleModel) },
        stamp,
      };
    }
    case 'MentorCandidatesOffered':
      return { type: 'OfferCandidates', data: { ...of, mentorIds: event.data.mentorIds }, stamp };
    case 'MentorChosen': {
      const { mentorId, menteeId, through } = event.data;
      return { type: 'ChooseMentor', data: { ...of, mentorId, menteeId, through }, stamp };
    }
    case 'CompatibilityAssessed': {
      const { psychologistId, mentorIds, compatible, conclusion } = event.data;
      const data = { ...of, psychologistId, mentorIds, compatible, conclusion };
      return { type: 'AssessCompatibility', data, stamp };
    }
    case 'ParticipantsFamiliarised': {
      const { participantIds, forum } = event.data;
      return {
        type: 'FamiliariseParticipants',
        data: { ...of, participantIds, ...known('forum', forum) },
        stamp,
      };
    }
    case 'PairFixed': {
      const { orderId, from, until } = event.data;
      return { type: 'FixPair', data: { ...of, orderId, from, until }, stamp };
    }
    case 'PairMovedToRegulation':
      return { type: 'MovePairToRegulation', data: of, stamp };
    case 'EntryAssessed':
      return { type: 'AssessEntry', data: { ...of, assessments: event.data.assessments }, stamp };
    case 'PlanningOrganised':
      return { type: 'OrganisePlanning', data: { ...of, dueOn: event.data.dueOn }, stamp };
    case 'PlanDrafted': {
      const { authorIds, plan } = event.data;
      return { type: 'DraftPlan', data: { ...of, authorIds, ...planContent(event.data), plan }, stamp };
    }
    case 'PlanApproved':
      return { type: 'ApprovePlan', data: of, stamp };
    case 'PlanCorrected': {
      const { authorIds, plan } = event.data;
      return { type: 'CorrectPlan', data: { ...of, authorIds, ...planContent(event.data), plan }, stamp };
    }
    case 'GoalSet': {
      const { horizon, dueOn, goal } = event.data;
      return { type: 'SetGoal', data: { ...of, horizon, ...known('dueOn', dueOn), goal }, stamp };
    }
    case 'MeetingHeld': {
      const { kind, attendeeIds, plannedRegularMeetings: planned, formats, notes } = event.data;
      return {
        type: 'HoldMeeting',
        data: {
          ...of,
          kind,
          attendeeIds,
          ...known('plannedRegularMeetings', planned),
          ...known('formats', formats),
          ...known('notes', notes),
        },
        stamp,
      };
    }
    case 'MeetingRecordCancelled':
      return { type: 'CancelMeetingRecord', data: { ...of, number: event.data.number }, stamp };
    case 'MonitoringCompleted': {
      const { kind, findings, note } = event.data;
      return { type: 'CompleteMonitoring', data: { ...of, kind, findings, ...known('note', note) }, stamp };
    }
    case 'MentorReportSubmitted': {
      const { mentorId, report } = event.data;
      return { type: 'SubmitMentorReport', data: { ...of, mentorId, report }, stamp };
    }
    case 'ExitAssessed':
      return { type: 'AssessExit', data: { ...of, assessments: event.data.assessments }, stamp };
    case 'ReflectionRecorded': {
      const { participantId, reflection } = event.data;
      return { type: 'RecordReflection', data: { ...of, participantId, reflection }, stamp };
    }
    case 'FeedbackGiven': {
      const { mentorId, menteeId, capability, feedback } = event.data;
      const data = { ...of, mentorId, menteeId, ...known('capability', capability), feedback };
      return { type: 'GiveFeedback', data, stamp };
    }
    case 'RecommendationIssued': {
      const { mentorIds, menteeId, kind, recommendation } = event.data;
      return {
        type: 'IssueRecommendation',
        data: { ...of, mentorIds, menteeId, kind, recommendation },
        stamp,
      };
    }
    case 'HelpRequested': {
      const { menteeId, kind, request } = event.data;
      return { type: 'RequestHelp', data: { ...of, menteeId, kind, request }, stamp };
    }
    case 'HelpGiven': {
      const { number, mentorId, answer } = event.data;
      return { type: 'GiveHelp', data: { ...of, number, mentorId, answer }, stamp };
    }
    case 'PairCompleted':
      return { type: 'CompletePair', data: of, stamp };
    case 'PairEnded': {
      const { orderId, reason } = event.data;
      return { type: 'EndPair', data: { ...of, orderId, reason }, stamp };
    }
    case 'PairProlonged': {
      const { orderId, until } = event.data;
      return { type: 'ProlongPair', data: { ...of, orderId, until }, stamp };
    }
    case 'MemberReplaced': {
      const { orderId, role, leavingId, joiningId } = event.data;
      return { type: 'ReplaceMember', data: { ...of, orderId, role, leavingId, joiningId }, stamp };
    }
    case 'PairSuspended':
      return { type: 'SuspendPair', data: { ...of, participantId: event.data.participantId }, stamp };
    case 'PairResumed':
      return { type: 'ResumePair', data: of, stamp };
    case 'FollowUpOpened':
      return { type: 'OpenFollowUp', data: { ...of, ...known('situation', event.data.situation) }, stamp };
    case 'FollowUpClosed':
      return { type: 'CloseFollowUp', data: of, stamp };
    default:
      return unreachable(event);
  }
};
