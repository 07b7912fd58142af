/** Participant: registration, the two bases, diagnosed needs; and where to find this person's agreements and pairs. */
import {
  isRefusal,
  unreachable,
  type Basis,
  type Command,
  type Decider,
  type Decision,
  type IsoDate,
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
  type EducationStage,
  type MenteeCategory,
  type MentorCategory,
  type PairRole,
  type PersonKind,
  type Position,
  type ProfileSlice,
  type Setting,
  type TaskType,
  type VaultRef,
} from '../vocabulary';
import type { LeftBase, ParticipantEvent } from './participant.events';
import {
  categoriesKnown,
  inBase,
  menteeKind,
  mentorCategoryKnown,
  mentorCriterionMet,
  needsNamed,
  noOpenPair,
  notAlreadyMentee,
  notAlreadyMentor,
  oldEnough,
  positionFits,
  staysThisSchool,
  tasksNamed,
  withinScope,
  youngEnoughInWork,
} from './participant.rules';

// Commands and evidence

interface OfParticipant {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type RegisterParticipant = Command<
  'RegisterParticipant',
  OfParticipant & {
    readonly kind: PersonKind;
    readonly position?: Position;
    readonly employed: boolean;
    readonly person: VaultRef;
  }
>;
export type EnterMenteeBase = Command<
  'EnterMenteeBase',
  OfParticipant & {
    readonly categories: readonly MenteeCategory[];
    readonly tasks: readonly TaskType[];
    readonly experienceYears?: number;
    readonly educationStage?: EducationStage;
  }
>;
export type EnterMentorBase = Command<
  'EnterMentorBase',
  OfParticipant & {
    readonly category: MentorCategory;
    readonly experience: readonly TaskType[];
    readonly evidenceNote?: VaultRef;
    readonly educationStage?: EducationStage;
  }
>;
export type LeaveBase = Command<
  'LeaveBase',
  OfParticipant & { readonly base: PairRole; readonly reason: LeftBase['data']['reason'] }
>;
export type DiagnoseNeeds = Command<
  'DiagnoseNeeds',
  OfParticipant & { readonly tasks: readonly TaskType[]; readonly findings: VaultRef }
>;
export type NoteAgreement = Command<'NoteAgreement', OfParticipant & { readonly agreementId: Uuid }>;
export type JoinPair = Command<
  'JoinPair',
  OfParticipant & { readonly pairId: Uuid; readonly role: PairRole }
>;
export type LeavePair = Command<
  'LeavePair',
  OfParticipant & { readonly pairId: Uuid; readonly role: PairRole }
>;
export type ParticipantCommand =
  | RegisterParticipant
  | EnterMenteeBase
  | EnterMentorBase
  | LeaveBase
  | DiagnoseNeeds
  | NoteAgreement
  | JoinPair
  | LeavePair;

export type ParticipantProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly participantScope: Setting<readonly ('PEDAGOGUE' | 'STUDENT')[]>;
  readonly studentMinAge: Setting<number | null>;
  readonly menteeCategories: Setting<readonly string[]>;
  readonly mentorCategories: Setting<readonly string[]>;
  readonly youngSpecialistMaxYears: Setting<number | null>;
  readonly mentorCriterion: Setting<'MEASURABLE_RESULTS' | 'SUCCESSFUL_EXPERIENCE' | 'NONE'>;
}>;

export interface ParticipantEvidence {
  readonly profile: ParticipantProfile;
  readonly today: IsoDate;
  readonly school: { readonly schoolId: Uuid; readonly introducedFrom?: IsoDate };
  /** Full years on the day of the act, from the vault. */
  readonly age?: number;
}

// State

/** One stay in a base, both days included; open while the person is in it. */
interface Stay {
  readonly from: IsoDate;
  readonly until?: IsoDate;
}
export interface MenteeStay extends Stay {
  readonly categories: readonly MenteeCategory[];
  readonly tasks: readonly TaskType[];
  readonly experienceYears?: number;
  readonly educationStage?: EducationStage;
}
export interface MentorStay extends Stay {
  readonly category: MentorCategory;
  readonly experience: readonly TaskType[];
  readonly educationStage?: EducationStage;
}
export interface RegisteredParticipant {
  readonly stage: 'REGISTERED';
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: PersonKind;
  readonly position?: Position;
  readonly employed: boolean;
  readonly person: VaultRef;
  /** In order of time; renewed categories begin a new stay. */
  readonly menteeBase: readonly MenteeStay[];
  readonly mentorBase: readonly MentorStay[];
  readonly diagnoses: readonly { readonly on: IsoDate; readonly tasks: readonly TaskType[] }[];
  readonly agreementIds: readonly Uuid[];
  readonly pairs: readonly (Stay & { readonly pairId: Uuid; readonly role: PairRole })[];
}
export type ParticipantState = { readonly stage: 'UNKNOWN' } | RegisteredParticipant;

const covers = (stay: Stay, on: IsoDate): boolean =>
  stay.from <= on && (stay.until === undefined || on <= stay.until);

/** The stay in the base of mentees on a day, with the categories of that day. */
export const menteeStayOn = (person: ParticipantState, on: IsoDate): MenteeStay | undefined =>
  person.stage === 'UNKNOWN' ? undefined : person.menteeBase.filter((stay) => covers(stay, on)).at(-1);
/** The stay in the base of mentors on a day. */
export const mentorStayOn = (person: ParticipantState, on: IsoDate): MentorStay | undefined =>
  person.stage === 'UNKNOWN' ? undefined : person.mentorBase.filter((stay) => covers(stay, on)).at(-1);
/** Pairs the person belongs to now. */
export const openPairs = (
  person: ParticipantState,
): readonly { readonly pairId: Uuid; readonly role: PairRole }[] =>
  person.stage === 'UNKNOWN' ? [] : person.pairs.filter(({ until }) => until === undefined);

/** Ends the stays that are open. */
const closed = <S extends Stay>(stays: readonly S[], until: IsoDate): readonly S[] =>
  stays.map((stay) => (stay.until === undefined ? { ...stay, until } : stay));

const evolve = (state: ParticipantState, event: ParticipantEvent): ParticipantState => {
  if (event.type === 'ParticipantRegistered') {
    const { participantId, schoolId, kind, position, employed, person } = event.data;
    return {
      stage: 'REGISTERED',
      participantId,
      schoolId,
      kind,
      ...(position === undefined ? {} : { position }),
      employed,
      person,
      menteeBase: [],
      mentorBase: [],
      diagnoses: [],
      agreementIds: [],
      pairs: [],
    };
  }
  if (state.stage === 'UNKNOWN') return state;
  const on = event.data.effectiveOn;
  switch (event.type) {
    case 'EnteredMenteeBase': {
      const { categories, tasks, experienceYears, educationStage } = event.data;
      const stay = {
        ...{ from: on, categories, tasks },
        ...(experienceYears === undefined ? {} : { experienceYears }),
        ...(educationStage === undefined ? {} : { educationStage }),
      };
      return { ...state, menteeBase: [...closed(state.menteeBase, on), stay] };
    }
    case 'EnteredMentorBase': {
      const { category, experience, educationStage } = event.data;
      const stay = {
        ...{ from: on, category, experience },
        ...(educationStage === undefined ? {} : { educationStage }),
      };
      return { ...state, mentorBase: [...closed(state.mentorBase, on), stay] };
    }
    case 'LeftBase':
      return event.data.base === 'MENTEE'
        ? { ...state, menteeBase: closed(state.menteeBase, on) }
        : { ...state, mentorBase: closed(state.mentorBase, on) };
    case 'NeedsDiagnosed':
      return { ...state, diagnoses: [...state.diagnoses, { on, tasks: event.data.tasks }] };
    case 'AgreementNoted':
      return { ...state, agreementIds: [...state.agreementIds, event.data.agreementId] };
    case 'JoinedPair': {
      const { pairId, role } = event.data;
      return { ...state, pairs: [...state.pairs, { pairId, role, from: on }] };
    }
    case 'LeftPair':
      return {
        ...state,
        pairs: state.pairs.map((stay) =>
          stay.pairId === event.data.pairId && stay.role === event.data.role && stay.until === undefined
            ? { ...stay, until: on }
            : stay,
        ),
      };
    default:
      return unreachable(event);
  }
};

// Decision

/** What the rules of a participant look at. `person` is who the act concerns, known or just being registered. */
export interface ParticipantFacts<Cmd extends ParticipantCommand = ParticipantCommand> {
  readonly command: Cmd;
  readonly person: Pick<RegisteredParticipant, 'schoolId' | 'kind' | 'employed'>;
  readonly state: ParticipantState;
  readonly evidence: ParticipantEvidence;
}

const judged = <Facts extends ParticipantFacts>(
  facts: Facts,
  law: readonly Rule<ParticipantProfile, Facts>[],
  house: readonly Rule<unknown, Facts>[],
): Basis | Refusal => {
  const { evidence, command } = facts;
  return examine(
    evidence.profile,
    { law: [introducedFirst, ...law], house: [notInFuture, staysThisSchool, ...house] },
    facts,
    evidence.age === undefined ? {} : { ages: { [command.data.participantId]: evidence.age } },
  );
};

const register = (
  command: RegisterParticipant,
  state: ParticipantState,
  evidence: ParticipantEvidence,
): Decision<ParticipantEvent> => {
  if (state.stage === 'REGISTERED') return registeredAlready(state.participantId);
  const facts = { command, person: command.data, state, evidence };
  const basis = judged(facts, [withinScope, oldEnough], [positionFits]);
  return isRefusal(basis) ? basis : [{ type: 'ParticipantRegistered', data: { ...command.data, basis } }];
};

/** Whether an entry renews the data of one who is in the base: a stay that has not ended goes on. */
const renewing = (stays: readonly { readonly until?: IsoDate }[]): { readonly renewed?: true } =>
  stays.some(({ until }) => until === undefined) ? { renewed: true } : {};

/** Acts carried from other streams: they note what was decided there, and judge nothing again. */
const carried: Basis = { rules: [], evidence: {} };

/** Registers a person, keeps the two bases and the diagnosed needs, and notes agreements and pairs. */
export const participant: Decider<
  ParticipantState,
  ParticipantCommand,
  ParticipantEvent,
  ParticipantEvidence
> = {
  initial: { stage: 'UNKNOWN' },
  evolve,
  decide: (command, state, evidence) => {
    if (command.type === 'RegisterParticipant') return register(command, state, evidence);
    if (state.stage === 'UNKNOWN') return unknown(command.data.participantId);
    switch (command.type) {
      case 'EnterMenteeBase': {
        const facts = { command, person: state, state, evidence };
        const basis = judged(
          facts,
          [withinScope, oldEnough, categoriesKnown, youngEnoughInWork],
          [menteeKind, tasksNamed, notAlreadyMentee],
        );
        return isRefusal(basis)
          ? basis
          : [{ type: 'EnteredMenteeBase', data: { ...command.data, ...renewing(state.menteeBase), basis } }];
      }
      case 'EnterMentorBase': {
        const facts = { command, person: state, state, evidence };
        const basis = judged(
          facts,
          [withinScope, oldEnough, mentorCategoryKnown, mentorCriterionMet],
          [notAlreadyMentor],
        );
        return isRefusal(basis)
          ? basis
          : [{ type: 'EnteredMentorBase', data: { ...command.data, ...renewing(state.mentorBase), basis } }];
      }
      case 'LeaveBase': {
        const basis = judged({ command, person: state, state, evidence }, [], [inBase, noOpenPair]);
        return isRefusal(basis) ? basis : [{ type: 'LeftBase', data: { ...command.data, basis } }];
      }
      case 'DiagnoseNeeds': {
        const basis = judged({ command, person: state, state, evidence }, [], [needsNamed]);
        return isRefusal(basis) ? basis : [{ type: 'NeedsDiagnosed', data: { ...command.data, basis } }];
      }
      case 'NoteAgreement':
        return state.agreementIds.includes(command.data.agreementId)
          ? []
          : [{ type: 'AgreementNoted', data: { ...command.data, basis: carried } }];
      case 'JoinPair':
        return belongs(state, command.data)
          ? []
          : [{ type: 'JoinedPair', data: { ...command.data, basis: carried } }];
      case 'LeavePair':
        return belongs(state, command.data)
          ? [{ type: 'LeftPair', data: { ...command.data, basis: carried } }]
          : [];
      default:
        return unreachable(command);
    }
  },
};

const belongs = (
  person: RegisteredParticipant,
  { pairId, role }: { readonly pairId: Uuid; readonly role: PairRole },
): boolean => openPairs(person).some((one) => one.pairId === pairId && one.role === role);

const registeredAlready = (participantId: Uuid): Refusal =>
  refuse(
    'participant-registered-once',
    fault(
      bilingual('Участник уже учтён', 'The participant is already registered'),
      bilingual('Используйте существующую запись', 'Use the existing record'),
      { kind: 'participant', subject: participantId },
    ),
  );
const unknown = (participantId: Uuid): Refusal =>
  refuse(
    'participant-registered',
    fault(
      bilingual('Участник не учтён в школе', 'The participant is not registered'),
      bilingual('Сначала зарегистрируйте участника', 'Register the participant first'),
      { kind: 'participant', subject: participantId },
    ),
  );
