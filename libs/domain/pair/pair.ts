/** The legal life of a pair or group: its decision. What can be asked stands in `pair.commands.ts`, stages in `pair.state.ts`, rules in `rules/`. */
import {
  addDays,
  type Basis,
  type Decider,
  type IsoDate,
  judge,
  type Refusal,
  refusal,
  unreachable,
} from '@nastavnik/kernel';
import { consentCovers, MONITORING_ASPECTS, versionOf } from '../vocabulary';
import type {
  EndPair,
  FixPair,
  HoldMeeting,
  PairCommand,
  PairEvidence,
  ProlongPair,
  ReplaceMember,
  ResumePair,
  SuspendPair,
} from './pair.commands';
import { decideDialogue } from './pair.dialogue';
import type { PairEvent } from './pair.events';
import { act, as, atWork, type PairDecision, wrongStage } from './pair.judging';
import {
  type ActivePair,
  evolvePair,
  meetingsOf,
  membersNow,
  mentorsToFix,
  type PairState,
  plannedRegularMeetings,
} from './pair.state';
import { rules } from './rules';
import { lapsedConsents } from './rules/consents';
import { known, planContent } from './rules/facts';
import { peopleToFix } from './rules/forming';

export * from './pair.commands';
export * from './pair.state';
export { reDecidablePair } from './pair.redecidable';

const isActive = (state: PairState): state is ActivePair =>
  state.stage === 'fixed' || state.stage === 'suspended';

/**
 * Decides one act. Carried at least once, an effect of an order or of a withdrawn consent that has taken place already
 * changes nothing and is accepted with no event.
 */
const decide = (command: PairCommand, state: PairState, evidence: PairEvidence): PairDecision => {
  const { pairId, schoolId, effectiveOn } = command.data;
  const of = (basis: Basis) => ({ pairId, schoolId, effectiveOn, basis });
  const refuse = (): Refusal => wrongStage(command, state, evidence);

  switch (command.type) {
    case 'ProposePair': {
      if (state.stage !== 'none') return refuse();
      const { kind, form, menteeIds, tasks, roleModel } = command.data;
      return act(
        rules.propose,
        { command, state, evidence, people: menteeIds.map(as('MENTEE')) },
        (basis) => ({
          type: 'PairProposed',
          data: { ...of(basis), kind, form, menteeIds, tasks, ...known('roleModel', roleModel) },
        }),
      );
    }
    case 'OfferCandidates': {
      if (state.stage !== 'proposed') return refuse();
      const { mentorIds } = command.data;
      return act(rules.offer, { command, state, evidence, people: mentorIds.map(as('MENTOR')) }, (basis) => ({
        type: 'MentorCandidatesOffered',
        data: { ...of(basis), mentorIds },
      }));
    }
    case 'ChooseMentor': {
      if (state.stage !== 'proposed') return refuse();
      const { mentorId, menteeId, through } = command.data;
      const people = [as('MENTOR')(mentorId), as('MENTEE')(menteeId)];
      return act(rules.choose, { command, state, evidence, people }, (basis) => ({
        type: 'MentorChosen',
        data: { ...of(basis), mentorId, menteeId, through },
      }));
    }
    case 'AssessCompatibility': {
      if (state.stage !== 'proposed') return refuse();
      const { psychologistId, mentorIds, compatible, conclusion } = command.data;
      const people = mentorIds.map(as('MENTOR'));
      return act(rules.assessCompatibility, { command, state, evidence, people }, (basis) => ({
        type: 'CompatibilityAssessed',
        data: { ...of(basis), psychologistId, mentorIds, compatible, conclusion },
      }));
    }
    case 'FamiliariseParticipants': {
      if (state.stage !== 'proposed' && !isActive(state)) return refuse();
      const { participantIds, forum } = command.data;
      const people = participantIds.map(as('MENTEE'));
      return act(rules.familiarise, { command, state, evidence, people }, (basis) => ({
        type: 'ParticipantsFamiliarised',
        data: { ...of(basis), participantIds, ...known('forum', forum) },
      }));
    }
    case 'FixPair':
      return decideFixing(command, state, evidence);
    case 'MovePairToRegulation': {
      if (!isActive(state)) return refuse();
      return act(rules.move, { command, state, evidence, people: membersNow(state) }, (basis) => ({
        type: 'PairMovedToRegulation',
        data: { ...of(basis), regulation: versionOf(evidence.profile) },
      }));
    }
    case 'AssessEntry': {
      if (!isActive(state)) return refuse();
      const { assessments } = command.data;
      const people = atWork(
        state,
        effectiveOn,
        assessments.map(({ menteeId }) => menteeId),
      );
      return act(rules.assessEntry, { command, state, evidence, people }, (basis) => ({
        type: 'EntryAssessed',
        data: { ...of(basis), assessments },
      }));
    }
    case 'OrganisePlanning': {
      if (!isActive(state)) return refuse();
      return act(rules.organisePlanning, { command, state, evidence, people: [] }, (basis) => ({
        type: 'PlanningOrganised',
        data: { ...of(basis), dueOn: command.data.dueOn },
      }));
    }
    case 'DraftPlan': {
      if (!isActive(state)) return refuse();
      const { authorIds, plan } = command.data;
      const people = atWork(state, effectiveOn, authorIds);
      return act(rules.draftPlan, { command, state, evidence, people }, (basis) => ({
        type: 'PlanDrafted',
        data: { ...of(basis), authorIds, ...planContent(command.data), plan },
      }));
    }
    case 'ApprovePlan': {
      if (!isActive(state)) return refuse();
      const people = atWork(state, effectiveOn);
      return act(rules.approvePlan, { command, state, evidence, people }, (basis) => ({
        type: 'PlanApproved',
        // The rule that a plan has been drafted stands in the list above.
        data: { ...of(basis), plan: state.draft?.plan ?? unreachable(state as never) },
      }));
    }
    case 'CorrectPlan': {
      if (!isActive(state)) return refuse();
      const { authorIds, plan } = command.data;
      const people = atWork(state, effectiveOn, authorIds);
      return act(rules.correctPlan, { command, state, evidence, people }, (basis) => ({
        type: 'PlanCorrected',
        data: {
          ...of(basis),
          version: (state.approved?.version ?? 0) + 1,
          ...{ authorIds, ...planContent(command.data), plan },
        },
      }));
    }
    case 'SetGoal': {
      if (!isActive(state)) return refuse();
      const { horizon, dueOn, goal } = command.data;
      const people = atWork(state, effectiveOn);
      return act(rules.setGoal, { command, state, evidence, people }, (basis) => ({
        type: 'GoalSet',
        data: { ...of(basis), horizon, ...known('dueOn', dueOn), goal },
      }));
    }
    case 'HoldMeeting':
      return isActive(state) ? decideMeeting(command, state, evidence) : refuse();
    case 'CancelMeetingRecord': {
      if (!isActive(state)) return refuse();
      return act(rules.cancelMeeting, { command, state, evidence, people: [] }, (basis) => ({
        type: 'MeetingRecordCancelled',
        data: {
          ...of(basis),
          number: command.data.number,
          kind: state.meetings.at(-1)?.kind ?? unreachable(state as never),
        },
      }));
    }
    case 'CompleteMonitoring': {
      if (!isActive(state)) return refuse();
      const { kind, findings, note } = command.data;
      return act(
        rules.monitor,
        { command, state, evidence, people: atWork(state, effectiveOn) },
        (basis) => ({
          type: 'MonitoringCompleted',
          data: {
            ...of(basis),
            kind,
            aspects: MONITORING_ASPECTS.filter((aspect) =>
              findings.some((finding) => finding.aspect === aspect),
            ),
            findings,
            ...known('note', note),
          },
        }),
      );
    }
    case 'SubmitMentorReport': {
      if (!isActive(state)) return refuse();
      const { mentorId, report } = command.data;
      return act(rules.report, { command, state, evidence, people: [] }, (basis) => ({
        type: 'MentorReportSubmitted',
        data: { ...of(basis), mentorId, report },
      }));
    }
    case 'AssessExit': {
      if (!isActive(state)) return refuse();
      const { assessments } = command.data;
      return act(
        rules.assessExit,
        { command, state, evidence, people: atWork(state, effectiveOn) },
        (basis) => ({
          type: 'ExitAssessed',
          data: { ...of(basis), assessments },
        }),
      );
    }
    case 'RecordReflection':
    case 'GiveFeedback':
    case 'IssueRecommendation':
    case 'RequestHelp':
    case 'GiveHelp':
      return isActive(state) ? decideDialogue(command, state, evidence) : refuse();
    case 'CompletePair': {
      if (!isActive(state)) return refuse();
      const people = atWork(state, effectiveOn);
      return act(rules.complete, { command, state, evidence, people }, (basis) => ({
        type: 'PairCompleted',
        data: {
          ...of(basis),
          regularMeetingsHeld: meetingsOf(state, 'REGULAR').length,
          regularMeetingsPlanned: plannedRegularMeetings(state) ?? 0,
        },
      }));
    }
    case 'EndPair':
      return decideEnd(command, state, evidence);
    case 'ProlongPair':
      return decideProlongation(command, state, evidence);
    case 'ReplaceMember':
      return decideReplacement(command, state, evidence);
    case 'SuspendPair':
      return decideSuspension(command, state, evidence);
    case 'ResumePair':
      return decideResumption(command, state, evidence);
    case 'OpenFollowUp': {
      if (state.stage !== 'completed') return refuse();
      return act(rules.openFollowUp, { command, state, evidence, people: [] }, (basis) => ({
        type: 'FollowUpOpened',
        data: { ...of(basis), ...known('situation', command.data.situation) },
      }));
    }
    case 'CloseFollowUp': {
      if (state.stage !== 'completed' || state.followUp.state !== 'open') return refuse();
      return act(rules.closeFollowUp, { command, state, evidence, people: [] }, (basis) => ({
        type: 'FollowUpClosed',
        data: of(basis),
      }));
    }
    default:
      return unreachable(command);
  }
};

const decideFixing = (command: FixPair, state: PairState, evidence: PairEvidence): PairDecision => {
  const { pairId, schoolId, effectiveOn, orderId, from, until } = command.data;
  if ('orderId' in state && state.orderId === orderId) return [];
  if (state.stage !== 'proposed') return wrongStage(command, state, evidence);
  const { kind, form, menteeIds } = state;
  return act(rules.fix, { command, state, evidence, people: peopleToFix(state) }, (basis) => ({
    type: 'PairFixed',
    data: {
      ...{ pairId, schoolId, effectiveOn, basis, orderId, kind, form },
      mentorIds: mentorsToFix(state),
      ...{ menteeIds, from, until },
    },
  }));
};

const decideMeeting = (command: HoldMeeting, state: ActivePair, evidence: PairEvidence): PairDecision => {
  const {
    pairId,
    schoolId,
    effectiveOn,
    kind,
    attendeeIds,
    plannedRegularMeetings: planned,
    formats,
    notes,
  } = command.data;
  const people = atWork(state, effectiveOn, attendeeIds);
  return act(rules.holdMeeting, { command, state, evidence, people }, (basis) => ({
    type: 'MeetingHeld',
    data: {
      ...{ pairId, schoolId, effectiveOn, basis },
      number: state.meetingsRecorded + 1,
      kind,
      attendeeIds,
      ...known('plannedRegularMeetings', planned),
      ...known('formats', formats),
      ...known('notes', notes),
    },
  }));
};

const decideEnd = (command: EndPair, state: PairState, evidence: PairEvidence): PairDecision => {
  const { pairId, schoolId, effectiveOn, orderId, reason } = command.data;
  if (state.stage === 'ended' && state.endOrderId === orderId) return [];
  if (!isActive(state)) return wrongStage(command, state, evidence);
  const demanded = reason === 'ORDER_CANCELLED' ? rules.cancel : rules.end;
  return act(demanded, { command, state, evidence, people: [] }, (basis) => ({
    type: 'PairEnded',
    data: { pairId, schoolId, effectiveOn, basis, orderId, reason },
  }));
};

const decideProlongation = (command: ProlongPair, state: PairState, evidence: PairEvidence): PairDecision => {
  const { pairId, schoolId, effectiveOn, orderId, until } = command.data;
  if ('prolongedBy' in state && state.prolongedBy.includes(orderId)) return [];
  if (!isActive(state)) return wrongStage(command, state, evidence);
  return act(rules.prolong, { command, state, evidence, people: membersNow(state) }, (basis) => ({
    type: 'PairProlonged',
    data: { pairId, schoolId, effectiveOn, basis, orderId, until },
  }));
};

const decideReplacement = (
  command: ReplaceMember,
  state: PairState,
  evidence: PairEvidence,
): PairDecision => {
  const { pairId, schoolId, effectiveOn, orderId, role, leavingId, joiningId } = command.data;
  const done =
    'replacements' in state &&
    state.replacements.some(
      (each) => each.orderId === orderId && each.leavingId === leavingId && each.joiningId === joiningId,
    );
  if (done) return [];
  if (!isActive(state)) return wrongStage(command, state, evidence);
  const people = [{ participantId: joiningId, role }];
  return act(rules.replace, { command, state, evidence, people }, (basis) => ({
    type: 'MemberReplaced',
    data: { pairId, schoolId, effectiveOn, basis, orderId, role, leavingId, joiningId },
  }));
};

/**
 * Never refused on a known pair: a withdrawal takes effect by itself. It is judged on the day it is recorded, so that a
 * pair joined late meets a withdrawal that came in between; the suspension starts with the withdrawal.
 */
const decideSuspension = (command: SuspendPair, state: PairState, evidence: PairEvidence): PairDecision => {
  const { pairId, schoolId, effectiveOn, participantId } = command.data;
  if (state.stage === 'none') return wrongStage(command, state, evidence);
  if (!isActive(state)) return [];
  const member = membersNow(state).find((each) => each.participantId === participantId);
  const already = state.suspensions.some(
    (each) => each.participantId === participantId && each.resumedOn === undefined,
  );
  if (member === undefined || already) return [];

  const { profile } = evidence;
  const person = evidence.people[participantId];
  if (person === undefined) {
    // A withdrawal that meets no evidence must not pass in silence.
    return refusal(...judge(profile, rules.suspend, { command, state, evidence, people: [member] }).reasons);
  }
  const { today } = evidence;
  const lapsed = lapsedConsents(profile, member.role, person, today, state.until);
  if (lapsed.length === 0) return [];

  const purposes = lapsed.map(({ purpose }) => purpose);
  const ended = person.consents.filter(
    (consent) =>
      purposes.includes(consent.purpose) &&
      consent.givenOn <= today &&
      !consentCovers(consent, today, state.until),
  );
  /** A purpose lapses with the last consent that covered it; one never given lapses with the act. */
  const lapseOf = (purpose: string): IsoDate =>
    ended
      .filter((consent) => consent.purpose === purpose)
      .map(({ withdrawnOn, validUntil }) => {
        const expired = validUntil === undefined ? undefined : addDays(validUntil, 1);
        return withdrawnOn === undefined || (expired !== undefined && expired < withdrawnOn)
          ? (expired ?? effectiveOn)
          : withdrawnOn;
      })
      .reduce((last, on) => (last < on ? on : last), '');
  const since = purposes.map(lapseOf).reduce((first, on) => (on < first ? on : first));
  const { participationConsent, personalDataConsent, minorConsentRoles } = profile.parameters;
  const clauses = [
    ...participationConsent.clauses,
    ...personalDataConsent.clauses,
    ...minorConsentRoles.clauses,
  ];
  return [
    {
      type: 'PairSuspended',
      data: {
        ...{ pairId, schoolId, participantId },
        effectiveOn: effectiveOn < since ? since : effectiveOn,
        basis: {
          profile: versionOf(profile),
          rules: [{ rule: 'consents-stand', clauses }],
          evidence: {
            withdrawnConsents: ended.map(({ consentId }) => consentId),
            lapsed: purposes,
            ages: { [participantId]: person.age },
          },
        },
      },
    },
  ];
};

const decideResumption = (command: ResumePair, state: PairState, evidence: PairEvidence): PairDecision => {
  const { pairId, schoolId, effectiveOn } = command.data;
  if (state.stage === 'fixed') return [];
  if (state.stage !== 'suspended') return wrongStage(command, state, evidence);
  return act(rules.resume, { command, state, evidence, people: membersNow(state) }, (basis) => ({
    type: 'PairResumed',
    data: { pairId, schoolId, effectiveOn, basis },
  }));
};

/** Decides every act of a pair. Pure: the time and the actor come with the command's stamp. */
export const pair: Decider<PairState, PairCommand, PairEvent, PairEvidence> = {
  initial: { stage: 'none' },
  evolve: evolvePair,
  decide,
};
