/** The legal life of a pair or group: its decision. What can be asked stands in `pair.commands.ts`, stages in `pair.state.ts`, rules in `rules/`. */
import {
  addDays,
  type Basis,
  type Decider,
  type Decision,
  type IsoDate,
  judge,
  type Json,
  type Refusal,
  refusal,
  unreachable,
  type Uuid,
} from '@nastavnik/kernel';
import { consentCovers, MONITORING_ASPECTS, notInFuture } from '../vocabulary';
import type {
  EndPair,
  FixPair,
  HoldMeeting,
  PairCommand,
  PairEvidence,
  ReplaceMember,
  ResumePair,
  SuspendPair,
} from './pair.commands';
import type { PairEvent } from './pair.events';
import {
  type ActivePair,
  evolvePair,
  type FixedLife,
  meetingsOf,
  membersNow,
  membersOn,
  mentorsToFix,
  type PairState,
  plannedRegularMeetings,
} from './pair.state';
import { rules } from './rules';
import { stageReason } from './rules/stages';
import { lapsedConsents, lastDayOf } from './rules/consents';
import { type Judged, known, knownPeople, noClause, type PairFacts, type PairRule } from './rules/facts';
import { agreementInForce, isExternal, peopleToFix, startOf } from './rules/forming';
import { payBasisInForce } from './rules/members';

export * from './pair.commands';
export * from './pair.state';
export { reDecidable } from './pair.redecidable';

type PairDecision = Decision<PairEvent>;

const isActive = (state: PairState): state is ActivePair =>
  state.stage === 'fixed' || state.stage === 'suspended';

const as =
  <Role extends Judged['role']>(role: Role) =>
  (participantId: Uuid): Judged => ({ participantId, role });

/** Members an act of that day is judged by: on a hand-over day who leaves counts only where the act names them. */
const atWork = (pair: FixedLife, on: IsoDate, named: readonly Uuid[] = []): readonly Judged[] =>
  membersOn(pair, on).filter(({ until, participantId }) => until !== on || named.includes(participantId));

/** Ids and conclusions the applied rules looked at. Never a name, never a date of birth. */
const evidenceOf = (facts: PairFacts, applied: readonly { readonly rule: string }[]): Basis['evidence'] => {
  const { command, evidence } = facts;
  const on = command.data.effectiveOn;
  const { actor } = command.stamp;
  const looked = (...names: readonly string[]): boolean => applied.some(({ rule }) => names.includes(rule));
  const known = knownPeople(facts);
  const byConsent = looked(
    'consents-before-pair-order',
    'minors-represented',
    'personal-data-consented',
    'consents-stand',
    'consents-restored',
  );
  const found: { [fact: string]: Json } = {};
  if ('orderId' in command.data) found['orderId'] = command.data.orderId;
  if (looked('leader-appointed')) found[actor.role] = actor.id;
  if (byConsent) {
    found['consents'] = known.flatMap(({ person }) =>
      person.consents
        .filter((consent) => consentCovers(consent, on, lastDayOf(facts.state)))
        .map(({ consentId }) => consentId),
    );
  }
  if (byConsent || looked('student-old-enough')) {
    found['ages'] = Object.fromEntries(known.map(({ participantId, person }) => [participantId, person.age]));
  }
  if (
    looked('external-mentor-agreement') &&
    (command.type === 'FixPair' || command.type === 'ReplaceMember')
  ) {
    const gratuitous = evidence.profile.parameters.externalMentorGratuitous.value;
    found['agreements'] = known.flatMap(({ role, person }) => {
      const agreement =
        role === 'MENTOR' && isExternal(person)
          ? agreementInForce(person, on, startOf(command), gratuitous)
          : undefined;
      return agreement === undefined ? [] : [agreement.agreementId];
    });
  }
  if (
    looked('employee-mentor-pay-basis') &&
    (command.type === 'FixPair' || command.type === 'ReplaceMember')
  ) {
    found['payBasis'] = known.flatMap(({ role, person }) => {
      const basis = role === 'MENTOR' ? payBasisInForce(person, on, startOf(command)) : undefined;
      return basis === undefined ? [] : [basis.agreementId];
    });
  }
  return found;
};

/** Judges an act; when every demanded rule holds, makes its event with the basis it was decided on. */
const act = <Cmd extends PairCommand, State extends PairState>(
  demanded: readonly PairRule<Cmd, State>[],
  facts: PairFacts<Cmd, State>,
  make: (basis: Basis) => PairEvent,
): PairDecision => {
  const { profile } = facts.evidence;
  const { applied, reasons } = judge(profile, demanded, facts);
  /** Rules of common sense judge, and do not stand in the basis. */
  const house = new Set(
    demanded
      .filter((rule) => rule.demandedBy === noClause || rule.name === notInFuture.name)
      .map(({ name }) => name),
  );
  return reasons.length > 0
    ? refusal(...reasons)
    : [
        make({
          profile: { organisationId: profile.organisationId, version: profile.version },
          rules: applied.filter(({ rule }) => !house.has(rule)),
          evidence: evidenceOf(facts, applied),
        }),
      ];
};

/** The stage of the pair does not know this act; what every act is judged by is said along with it. */
const wrongStage = (command: PairCommand, state: PairState, evidence: PairEvidence): Refusal => {
  const { reasons } = judge(evidence.profile, rules.everyAct, { command, state, evidence, people: [] });
  return refusal(stageReason(command, state, evidence), ...reasons);
};

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
    case 'DraftPlan': {
      if (!isActive(state)) return refuse();
      const { authorIds, plan } = command.data;
      const people = atWork(state, effectiveOn, authorIds);
      return act(rules.draftPlan, { command, state, evidence, people }, (basis) => ({
        type: 'PlanDrafted',
        data: { ...of(basis), authorIds, plan },
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
    case 'CompletePair': {
      if (!isActive(state)) return refuse();
      return act(rules.complete, { command, state, evidence, people: [] }, (basis) => ({
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
      ...known('notes', notes),
    },
  }));
};

const decideEnd = (command: EndPair, state: PairState, evidence: PairEvidence): PairDecision => {
  const { pairId, schoolId, effectiveOn, orderId, reason } = command.data;
  if (state.stage === 'ended' && state.endOrderId === orderId) return [];
  if (!isActive(state)) return wrongStage(command, state, evidence);
  return act(rules.end, { command, state, evidence, people: [] }, (basis) => ({
    type: 'PairEnded',
    data: { pairId, schoolId, effectiveOn, basis, orderId, reason },
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
          profile: { organisationId: profile.organisationId, version: profile.version },
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
