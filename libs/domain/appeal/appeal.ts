/**
 * What a school is asked to consider: complaints, with the mentor's right to see and to explain; proposals to the administration;
 * disputes. Rules stand in `appeal.rules.ts`.
 */
import {
  isRefusal,
  unreachable,
  type Basis,
  type Command,
  type Decider,
  type Decision,
  type IsoDate,
  type Json,
  type Refusal,
  type Rule,
  type Uuid,
} from '@nastavnik/kernel';
import {
  bilingual,
  examine,
  fault,
  introducedFirst,
  notInFuture,
  refuse,
  type CouncilFunction,
  type DisputeSubject,
  type PairRole,
  type ProfileSlice,
  type ProposalRights,
  type ProposalTopic,
  type Setting,
  type VaultRef,
} from '../vocabulary';
import {
  arbitratedByCouncil,
  disclosedAndExplained,
  disputedPairKnown,
  mentorKnown,
  notBeforeLast,
  ofThisSchool,
  proposedByParticipant,
  proposedByRight,
  raisedByParticipant,
  shownBeforeExplained,
  type Facts,
} from './appeal.rules';
import type {
  AppealEvent,
  Arbitration,
  ComplaintClosed,
  DisputeResolved,
  ProposalConsidered,
} from './appeal.events';

// Commands and evidence

interface OfAppeal {
  readonly appealId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type RegisterComplaint = Command<
  'RegisterComplaint',
  OfAppeal & { readonly mentorId: Uuid; readonly pairId?: Uuid; readonly text: VaultRef }
>;
export type DiscloseComplaint = Command<'DiscloseComplaint', OfAppeal>;
export type RecordExplanation = Command<'RecordExplanation', OfAppeal & { readonly text?: VaultRef }>;
export type CloseComplaint = Command<
  'CloseComplaint',
  OfAppeal & { readonly decision: ComplaintClosed['data']['decision']; readonly text?: VaultRef }
>;
export type SubmitProposal = Command<
  'SubmitProposal',
  OfAppeal & {
    readonly authorId: Uuid;
    readonly role: PairRole;
    readonly topic: ProposalTopic;
    readonly text: VaultRef;
  }
>;
export type ConsiderProposal = Command<
  'ConsiderProposal',
  OfAppeal & { readonly decision: ProposalConsidered['data']['decision'] }
>;
export type AnswerProposal = Command<'AnswerProposal', OfAppeal & { readonly text: VaultRef }>;
export type RaiseDispute = Command<
  'RaiseDispute',
  OfAppeal & {
    readonly raisedById: Uuid;
    readonly role: PairRole;
    readonly pairId: Uuid;
    readonly subject: DisputeSubject;
    readonly text: VaultRef;
  }
>;
export type ResolveDispute = Command<
  'ResolveDispute',
  OfAppeal & { readonly outcome: DisputeResolved['data']['outcome']; readonly text?: VaultRef }
>;
type Opening = RegisterComplaint | SubmitProposal | RaiseDispute;
type Following =
  DiscloseComplaint | RecordExplanation | CloseComplaint | ConsiderProposal | AnswerProposal | ResolveDispute;
export type AppealCommand = Opening | Following;

export type AppealProfile = ProfileSlice<{
  readonly complaintDisclosure: Setting<boolean>;
  readonly introductionOrder: Setting<boolean>;
  readonly proposals: Setting<ProposalRights>;
  readonly councilFunctions: Setting<readonly CouncilFunction[]>;
}>;

export interface AppealEvidence {
  readonly profile: AppealProfile;
  readonly today: IsoDate;
  readonly school: { readonly schoolId: Uuid; readonly introducedFrom?: IsoDate };
  readonly mentorKnown: boolean;
  /** Who proposes or raises a dispute: the roles they have at the school, in its bases or in pairs; absent for a stranger. */
  readonly author?: { readonly roles: readonly PairRole[] };
  /** The pair a dispute is about is of this school. */
  readonly pairKnown?: boolean;
  /** The session that arbitrated the dispute by the day of the act. */
  readonly arbitration?: Arbitration;
}

// State

interface Known {
  readonly appealId: Uuid;
  readonly schoolId: Uuid;
  /** Day of the latest act. */
  readonly lastOn: IsoDate;
}
interface Complaint extends Known {
  readonly mentorId: Uuid;
  readonly pairId?: Uuid;
}
/** A complaint goes one way; an explanation, or the refusal to give one, stands between disclosure and decision. */
export type OpenComplaint = Complaint & { readonly stage: 'REGISTERED' | 'DISCLOSED' | 'EXPLAINED' };
/** A proposal is considered before it is answered. */
export type OpenProposal = Known & { readonly stage: 'SUBMITTED' | 'CONSIDERED' };
export type OpenDispute = Known & { readonly stage: 'RAISED'; readonly pairId: Uuid };
export type OpenAppeal = OpenComplaint | OpenProposal | OpenDispute;
export type AppealState =
  | { readonly stage: 'NONE' }
  | OpenAppeal
  | (Complaint & { readonly stage: 'CLOSED'; readonly decision: ComplaintClosed['data']['decision'] })
  | (Known & { readonly stage: 'ANSWERED' })
  | (Known & { readonly stage: 'RESOLVED' });

const isComplaint = (state: AppealState): state is OpenComplaint =>
  state.stage === 'REGISTERED' || state.stage === 'DISCLOSED' || state.stage === 'EXPLAINED';

const evolve = (state: AppealState, event: AppealEvent): AppealState => {
  const { appealId, schoolId, effectiveOn: lastOn } = event.data;
  const known = { appealId, schoolId, lastOn };
  switch (event.type) {
    case 'ComplaintRegistered': {
      const { mentorId, pairId } = event.data;
      return { ...known, stage: 'REGISTERED', mentorId, ...(pairId === undefined ? {} : { pairId }) };
    }
    case 'ComplaintDisclosed':
      return isComplaint(state) ? { ...state, stage: 'DISCLOSED', lastOn } : state;
    case 'ExplanationRecorded':
      return isComplaint(state) ? { ...state, stage: 'EXPLAINED', lastOn } : state;
    case 'ComplaintClosed':
      return isComplaint(state)
        ? { ...state, stage: 'CLOSED', decision: event.data.decision, lastOn }
        : state;
    case 'ProposalSubmitted':
      return { ...known, stage: 'SUBMITTED' };
    case 'ProposalConsidered':
      return { ...known, stage: 'CONSIDERED' };
    case 'ProposalAnswered':
      return { ...known, stage: 'ANSWERED' };
    case 'DisputeRaised':
      return { ...known, stage: 'RAISED', pairId: event.data.pairId };
    case 'DisputeResolved':
      return { ...known, stage: 'RESOLVED' };
    default:
      return unreachable(event);
  }
};

// Decision

/** What the act leads to when nothing speaks against it. */
const act = <Cmd extends AppealCommand, F extends Facts<Cmd>>(
  facts: F,
  rules: {
    readonly law?: readonly Rule<AppealProfile, F>[];
    readonly house: readonly Rule<unknown, F>[];
  },
  event: (basis: Basis) => AppealEvent,
  evidence: { readonly [fact: string]: Json } = {},
): Decision<AppealEvent> => {
  const house = [notInFuture, ofThisSchool, ...rules.house];
  const basis = examine(facts.evidence.profile, { ...rules, house }, facts, evidence);
  return isRefusal(basis) ? basis : [event(basis)];
};

const open = (command: Opening, evidence: AppealEvidence): Decision<AppealEvent> => {
  switch (command.type) {
    case 'RegisterComplaint':
      return act({ command, evidence }, { law: [introducedFirst], house: [mentorKnown] }, (basis) => ({
        type: 'ComplaintRegistered',
        data: { ...command.data, basis },
      }));
    case 'SubmitProposal':
      return act(
        { command, evidence },
        { law: [introducedFirst, proposedByRight], house: [proposedByParticipant] },
        (basis) => ({ type: 'ProposalSubmitted', data: { ...command.data, basis } }),
      );
    case 'RaiseDispute':
      return act(
        { command, evidence },
        { law: [introducedFirst], house: [raisedByParticipant, disputedPairKnown] },
        (basis) => ({ type: 'DisputeRaised', data: { ...command.data, basis } }),
      );
    default:
      return unreachable(command);
  }
};

/** Keeps a complaint, a proposal or a dispute from its beginning to the decision. */
export const appeal: Decider<AppealState, AppealCommand, AppealEvent, AppealEvidence> = {
  initial: { stage: 'NONE' },
  evolve,
  decide: (command, state, evidence) => {
    const { appealId, schoolId, effectiveOn } = command.data;
    const notOpen = () => refuseNotOpen(appealId, ['CLOSED', 'ANSWERED', 'RESOLVED'].includes(state.stage));
    const common = (basis: Basis) => ({ appealId, schoolId, effectiveOn, basis });
    switch (command.type) {
      case 'RegisterComplaint':
      case 'SubmitProposal':
      case 'RaiseDispute':
        return state.stage === 'NONE' ? open(command, evidence) : registeredAlready(appealId);
      case 'DiscloseComplaint': {
        if (!isComplaint(state)) return notOpen();
        if (state.stage !== 'REGISTERED') return [];
        return act({ command, state, evidence }, { house: [notBeforeLast] }, (basis) => ({
          type: 'ComplaintDisclosed',
          data: { ...common(basis), mentorId: state.mentorId },
        }));
      }
      case 'RecordExplanation': {
        if (!isComplaint(state)) return notOpen();
        const { text } = command.data;
        const house = [notBeforeLast, shownBeforeExplained];
        return act({ command, state, evidence }, { house }, (basis) => ({
          type: 'ExplanationRecorded',
          data: {
            ...{ ...common(basis), mentorId: state.mentorId },
            ...(text === undefined ? { given: false } : { given: true, text }),
          },
        }));
      }
      case 'CloseComplaint': {
        if (!isComplaint(state)) return notOpen();
        const rules = { law: [disclosedAndExplained], house: [notBeforeLast] };
        return act({ command, state, evidence }, rules, (basis) => ({
          type: 'ComplaintClosed',
          data: { ...command.data, mentorId: state.mentorId, basis },
        }));
      }
      case 'ConsiderProposal':
        if (state.stage !== 'SUBMITTED') return notOpen();
        return act({ command, state, evidence }, { house: [notBeforeLast] }, (basis) => ({
          type: 'ProposalConsidered',
          data: { ...command.data, basis },
        }));
      case 'AnswerProposal':
        if (state.stage === 'SUBMITTED') return notConsidered(appealId);
        if (state.stage !== 'CONSIDERED') return notOpen();
        return act({ command, state, evidence }, { house: [notBeforeLast] }, (basis) => ({
          type: 'ProposalAnswered',
          data: { ...command.data, basis },
        }));
      case 'ResolveDispute': {
        if (state.stage !== 'RAISED') return notOpen();
        const arbitration = evidence.arbitration === undefined ? {} : { arbitration: evidence.arbitration };
        const rules = { law: [arbitratedByCouncil], house: [notBeforeLast] };
        return act(
          { command, state, evidence },
          rules,
          (basis) => ({ type: 'DisputeResolved', data: { ...command.data, ...arbitration, basis } }),
          arbitration,
        );
      }
      default:
        return unreachable(command);
    }
  },
};

const registeredAlready = (appealId: Uuid): Refusal =>
  refuse(
    'appeal-registered-once',
    fault(
      bilingual('Обращение уже зарегистрировано', 'The appeal is registered already'),
      bilingual('Используйте существующую запись', 'Use the existing record'),
      { kind: 'appeal', subject: appealId },
    ),
  );
const refuseNotOpen = (appealId: Uuid, isClosed: boolean): Refusal =>
  refuse(
    'appeal-open',
    fault(
      isClosed
        ? bilingual('Обращение уже рассмотрено', 'The appeal has been decided')
        : bilingual(
            'Такого обращения нет, или этот шаг уже сделан',
            'There is no such appeal, or this is done',
          ),
      bilingual('Зарегистрируйте новое обращение', 'Register another appeal'),
      { kind: 'appeal', subject: appealId },
    ),
  );
/** S62-8-01, S62-10-01: «на рассмотрение»: an answer to what nobody considered is none. */
const notConsidered = (appealId: Uuid): Refusal =>
  refuse(
    'proposal-considered-before-answer',
    fault(
      bilingual('Предложение не рассмотрено', 'The proposal has not been considered'),
      bilingual('Рассмотрите предложение и запишите решение', 'Consider it and record the decision'),
      { kind: 'consideration', subject: appealId },
    ),
  );
