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
  examineHouse,
  fault,
  introducedFirst,
  notInFuture,
  PAIR_ROLES,
  refuse,
  type AdaptationReason,
  type BaseKeeper,
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
import { expertFormFirst, expertListed, expertNamed, mayBeExpert, notListedYet } from './participant.experts';
import type { AdaptationFact, ExpertEntry, LeftBase, ParticipantEvent, Training } from './participant.events';
import {
  adaptsAsPedagogue,
  baseFormedBy,
  baseRefreshedBy,
  factOfPedagogue,
  noOpenRoute,
  prioritiesNamed,
  routeChosen,
  routeInOrder,
  routeLength,
  routeOpen,
} from './participant.development.rules';
import {
  erasureHasItsGround,
  fieldsNamed,
  noOpenPairAtAll,
  nothingRetains,
  survivorFits,
  type PersonalCommand,
} from './participant.personal';
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
    readonly adaptation?: AdaptationReason;
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
export type ConfirmEntry = Command<'ConfirmEntry', OfParticipant & { readonly base: PairRole }>;
export type LeaveBase = Command<
  'LeaveBase',
  OfParticipant & { readonly base: PairRole; readonly reason: LeftBase['data']['reason'] }
>;
export type DiagnoseNeeds = Command<
  'DiagnoseNeeds',
  OfParticipant & { readonly tasks: readonly TaskType[]; readonly findings: VaultRef }
>;
export type FormulateRequest = Command<
  'FormulateRequest',
  OfParticipant & {
    readonly requestId: Uuid;
    readonly priorities: readonly TaskType[];
    readonly request: VaultRef;
  }
>;
export type DesignRoute = Command<
  'DesignRoute',
  OfParticipant & {
    readonly routeId: Uuid;
    readonly from: IsoDate;
    readonly until: IsoDate;
    readonly alternatives: readonly string[];
    readonly chosen: string;
    readonly reason: VaultRef;
  }
>;
export type ReviseRoute = Command<
  'ReviseRoute',
  OfParticipant & { readonly routeId: Uuid; readonly until: IsoDate; readonly reason: VaultRef }
>;
export type CompleteRoute = Command<'CompleteRoute', OfParticipant & { readonly routeId: Uuid }>;
export type NoteAdaptation = Command<'NoteAdaptation', OfParticipant & { readonly fact: AdaptationFact }>;
export type NoteAgreement = Command<'NoteAgreement', OfParticipant & { readonly agreementId: Uuid }>;
export type JoinPair = Command<
  'JoinPair',
  OfParticipant & { readonly pairId: Uuid; readonly role: PairRole }
>;
export type LeavePair = Command<
  'LeavePair',
  OfParticipant & { readonly pairId: Uuid; readonly role: PairRole }
>;
/** SEV-IV-7c: into the unified base of mentors and experts. */
export type ListAsExpert = Command<'ListAsExpert', OfParticipant & Omit<ExpertEntry, 'formVersion'>>;
export type UpdateExpertEntry = Command<
  'UpdateExpertEntry',
  OfParticipant & Omit<ExpertEntry, 'formVersion'>
>;
export type RemoveExpertEntry = Command<'RemoveExpertEntry', OfParticipant>;
export type NoteTraining = Command<'NoteTraining', OfParticipant & Training>;
export type ParticipantCommand =
  | RegisterParticipant
  | EnterMenteeBase
  | EnterMentorBase
  | ConfirmEntry
  | LeaveBase
  | DiagnoseNeeds
  | FormulateRequest
  | DesignRoute
  | ReviseRoute
  | CompleteRoute
  | NoteAdaptation
  | NoteAgreement
  | JoinPair
  | LeavePair
  | ListAsExpert
  | UpdateExpertEntry
  | RemoveExpertEntry
  | NoteTraining
  | PersonalCommand;

export type ParticipantProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly participantScope: Setting<readonly ('PEDAGOGUE' | 'STUDENT')[]>;
  readonly studentMinAge: Setting<number | null>;
  readonly menteeCategories: Setting<readonly string[]>;
  readonly mentorCategories: Setting<readonly string[]>;
  readonly youngSpecialistMaxYears: Setting<number | null>;
  readonly mentorCriterion: Setting<'MEASURABLE_RESULTS' | 'SUCCESSFUL_EXPERIENCE' | 'NONE'>;
  readonly expertBaseForm: Setting<boolean>;
  readonly basesFormedBy: Setting<readonly BaseKeeper[]>;
  readonly basesRefreshedBy: Setting<readonly BaseKeeper[]>;
  readonly individualRouteYears: Setting<{ readonly min: number; readonly max: number } | null>;
}>;

export interface ParticipantEvidence {
  readonly profile: ParticipantProfile;
  readonly today: IsoDate;
  readonly school: { readonly schoolId: Uuid; readonly introducedFrom?: IsoDate };
  /** Full years on the day of the act, from the vault. */
  readonly age?: number;
  /** The form of the municipality's base of mentors and experts in use on the day; for acts on that base. */
  readonly expertBaseForm?: { readonly version: number; readonly approvedOn: IsoDate };
  /** The record that is to stay; for a merger. */
  readonly survivor?: Pick<RegisteredParticipant, 'schoolId' | 'kind'> & { readonly personal: PersonalState };
  /** Consents to the processing of personal data; for an erasure. */
  readonly dataConsents?: readonly { readonly consentId: Uuid; readonly withdrawnOn?: IsoDate }[];
  /** Lawful grounds to retain, recorded; for an erasure. */
  readonly retained?: readonly {
    readonly groundId: Uuid;
    /** The act and its article. */
    readonly law: string;
    readonly from: IsoDate;
    readonly until?: IsoDate;
  }[];
}

// State

/** One stay in a base, both days included; open while the person is in it. */
interface Stay {
  readonly from: IsoDate;
  readonly until?: IsoDate;
  /** Last day on which the entry was confirmed to be right. */
  readonly confirmedOn?: IsoDate;
}
export interface MenteeStay extends Stay {
  readonly categories: readonly MenteeCategory[];
  readonly tasks: readonly TaskType[];
  readonly experienceYears?: number;
  readonly educationStage?: EducationStage;
  readonly adaptation?: AdaptationReason;
}
/** IZO-2-08. The last one counts; open until it is completed. */
export interface IndividualRoute {
  readonly routeId: Uuid;
  readonly from: IsoDate;
  readonly until: IsoDate;
  /** Day of the last act on it. */
  readonly on: IsoDate;
  readonly completed: boolean;
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
  readonly requests: readonly { readonly requestId: Uuid; readonly on: IsoDate }[];
  readonly routes: readonly IndividualRoute[];
  readonly agreementIds: readonly Uuid[];
  readonly trainings: readonly (Training & { readonly on: IsoDate })[];
  readonly pairs: readonly (Stay & { readonly pairId: Uuid; readonly role: PairRole })[];
  /** Stays in the base of mentors and experts; an update begins none. */
  readonly expertBase: readonly (Stay & { readonly updatedOn: IsoDate })[];
  readonly personal: PersonalState;
  /** Second records of this person. */
  readonly duplicateIds: readonly Uuid[];
}
/** MERGED: another record of the person goes on. ERASED: opaque ids are all that is left. */
export type PersonalState = 'KEPT' | 'MERGED' | 'ERASED';
export type ParticipantState = { readonly stage: 'UNKNOWN' } | RegisteredParticipant;

const covers = (stay: Stay, on: IsoDate): boolean =>
  stay.from <= on && (stay.until === undefined || on <= stay.until);

/** The stay in the base of mentees on a day, with the categories of that day. */
export const menteeStayOn = (person: ParticipantState, on: IsoDate): MenteeStay | undefined =>
  person.stage === 'UNKNOWN' ? undefined : person.menteeBase.filter((stay) => covers(stay, on)).at(-1);
/** The stay in the base of mentors on a day. */
export const mentorStayOn = (person: ParticipantState, on: IsoDate): MentorStay | undefined =>
  person.stage === 'UNKNOWN' ? undefined : person.mentorBase.filter((stay) => covers(stay, on)).at(-1);
/** The last day, by a given one, on which the person's entry in a base was made, renewed or confirmed. */
export const refreshedOn = (person: ParticipantState, base: PairRole, by: IsoDate): IsoDate | undefined => {
  const stay = base === 'MENTEE' ? menteeStayOn(person, by) : mentorStayOn(person, by);
  return stay?.confirmedOn !== undefined && stay.confirmedOn <= by ? stay.confirmedOn : stay?.from;
};
/** Pairs the person belongs to now. */
export const openPairs = (
  person: ParticipantState,
): readonly { readonly pairId: Uuid; readonly role: PairRole }[] =>
  person.stage === 'UNKNOWN' ? [] : person.pairs.filter(({ until }) => until === undefined);

const confirmed = <S extends Stay>(stays: readonly S[], on: IsoDate): readonly S[] =>
  stays.map((stay) => (stay.until === undefined ? { ...stay, confirmedOn: on } : stay));

/** Ends the stays that are open. */
const closed = <S extends Stay>(stays: readonly S[], until: IsoDate): readonly S[] =>
  stays.map((stay) => (stay.until === undefined ? { ...stay, until } : stay));

/** The bases a person is in. */
const basesOf = ({ menteeBase, mentorBase }: RegisteredParticipant): readonly PairRole[] =>
  PAIR_ROLES.filter((role) =>
    (role === 'MENTEE' ? menteeBase : mentorBase).some(({ until }) => until === undefined),
  );

/** Out of every base. */
const leftAll = (state: RegisteredParticipant, until: IsoDate): RegisteredParticipant => ({
  ...state,
  menteeBase: closed(state.menteeBase, until),
  mentorBase: closed(state.mentorBase, until),
  expertBase: closed(state.expertBase, until),
});

const withRoute = (
  routes: readonly IndividualRoute[],
  routeId: Uuid,
  change: Partial<IndividualRoute>,
): readonly IndividualRoute[] =>
  routes.map((route) => (route.routeId === routeId ? { ...route, ...change } : route));

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
      requests: [],
      routes: [],
      agreementIds: [],
      trainings: [],
      pairs: [],
      expertBase: [],
      personal: 'KEPT',
      duplicateIds: [],
    };
  }
  if (state.stage === 'UNKNOWN') return state;
  const on = event.data.effectiveOn;
  switch (event.type) {
    case 'EnteredMenteeBase': {
      const { categories, tasks, experienceYears, educationStage, adaptation } = event.data;
      const stay = {
        ...{ from: on, categories, tasks },
        ...(experienceYears === undefined ? {} : { experienceYears }),
        ...(educationStage === undefined ? {} : { educationStage }),
        ...(adaptation === undefined ? {} : { adaptation }),
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
    case 'EntryConfirmed':
      return event.data.base === 'MENTEE'
        ? { ...state, menteeBase: confirmed(state.menteeBase, on) }
        : { ...state, mentorBase: confirmed(state.mentorBase, on) };
    case 'LeftBase':
      return event.data.base === 'MENTEE'
        ? { ...state, menteeBase: closed(state.menteeBase, on) }
        : { ...state, mentorBase: closed(state.mentorBase, on) };
    case 'NeedsDiagnosed':
      return { ...state, diagnoses: [...state.diagnoses, { on, tasks: event.data.tasks }] };
    case 'EducationalRequestFormulated':
      return { ...state, requests: [...state.requests, { requestId: event.data.requestId, on }] };
    case 'IndividualRouteDesigned': {
      const { routeId, from, until } = event.data;
      return { ...state, routes: [...state.routes, { routeId, from, until, on, completed: false }] };
    }
    case 'IndividualRouteRevised':
      return {
        ...state,
        routes: withRoute(state.routes, event.data.routeId, { on, until: event.data.until }),
      };
    case 'IndividualRouteCompleted':
      return { ...state, routes: withRoute(state.routes, event.data.routeId, { on, completed: true }) };
    case 'AdaptationNoted':
      return state;
    case 'AgreementNoted':
      return { ...state, agreementIds: [...state.agreementIds, event.data.agreementId] };
    case 'TrainingCompleted': {
      const { activityId, kind, title, hours } = event.data;
      return { ...state, trainings: [...state.trainings, { activityId, kind, title, hours, on }] };
    }
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
    case 'ListedAsExpert':
      return { ...state, expertBase: [...state.expertBase, { from: on, updatedOn: on }] };
    case 'ExpertEntryUpdated':
      return {
        ...state,
        expertBase: state.expertBase.map((stay) =>
          stay.until === undefined ? { ...stay, updatedOn: on } : stay,
        ),
      };
    case 'ExpertEntryRemoved':
      return { ...state, expertBase: closed(state.expertBase, on) };
    case 'PersonalDataCorrected':
      return { ...state, person: event.data.person };
    case 'MergedInto':
      return { ...leftAll(state, on), personal: 'MERGED' };
    case 'DuplicateMerged':
      return { ...state, duplicateIds: [...state.duplicateIds, event.data.duplicateId] };
    case 'PersonalDataErased':
      return { ...leftAll(state, on), personal: 'ERASED' };
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

/** The form an entry is filled in by. */
const byForm = ({ expertBaseForm }: ParticipantEvidence): { readonly formVersion?: number } =>
  expertBaseForm === undefined ? {} : { formVersion: expertBaseForm.version };

/** What no regulation rules: the law on personal data does. */
const ofHouse = <Facts extends ParticipantFacts>(
  facts: Facts,
  house: readonly Rule<unknown, Facts>[],
): Basis | Refusal => examineHouse([notInFuture, staysThisSchool, ...house], facts, {});

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
    if (state.personal !== 'KEPT' && !CARRIED.has(command.type)) return closedRecord(state);
    switch (command.type) {
      case 'EnterMenteeBase': {
        const facts = { command, person: state, state, evidence };
        const basis = judged(
          facts,
          [withinScope, oldEnough, categoriesKnown, youngEnoughInWork, baseFormedBy],
          [menteeKind, tasksNamed, notAlreadyMentee, adaptsAsPedagogue],
        );
        return isRefusal(basis)
          ? basis
          : [{ type: 'EnteredMenteeBase', data: { ...command.data, ...renewing(state.menteeBase), basis } }];
      }
      case 'EnterMentorBase': {
        const facts = { command, person: state, state, evidence };
        const basis = judged(
          facts,
          [withinScope, oldEnough, mentorCategoryKnown, mentorCriterionMet, baseFormedBy],
          [notAlreadyMentor],
        );
        return isRefusal(basis)
          ? basis
          : [{ type: 'EnteredMentorBase', data: { ...command.data, ...renewing(state.mentorBase), basis } }];
      }
      case 'ConfirmEntry': {
        const basis = judged({ command, person: state, state, evidence }, [baseRefreshedBy], [inBase]);
        return isRefusal(basis) ? basis : [{ type: 'EntryConfirmed', data: { ...command.data, basis } }];
      }
      case 'LeaveBase': {
        const basis = judged({ command, person: state, state, evidence }, [], [inBase, noOpenPair]);
        return isRefusal(basis) ? basis : [{ type: 'LeftBase', data: { ...command.data, basis } }];
      }
      case 'DiagnoseNeeds': {
        const basis = judged({ command, person: state, state, evidence }, [], [needsNamed]);
        return isRefusal(basis) ? basis : [{ type: 'NeedsDiagnosed', data: { ...command.data, basis } }];
      }
      case 'ListAsExpert': {
        const facts = { command, person: state, state, evidence };
        const basis = judged(facts, [expertFormFirst], [mayBeExpert, expertNamed, notListedYet]);
        return isRefusal(basis)
          ? basis
          : [{ type: 'ListedAsExpert', data: { ...command.data, ...byForm(evidence), basis } }];
      }
      case 'UpdateExpertEntry': {
        const facts = { command, person: state, state, evidence };
        const basis = judged(facts, [expertFormFirst], [expertNamed, expertListed]);
        return isRefusal(basis)
          ? basis
          : [{ type: 'ExpertEntryUpdated', data: { ...command.data, ...byForm(evidence), basis } }];
      }
      case 'RemoveExpertEntry': {
        const basis = judged({ command, person: state, state, evidence }, [], [expertListed]);
        return isRefusal(basis) ? basis : [{ type: 'ExpertEntryRemoved', data: { ...command.data, basis } }];
      }
      case 'FormulateRequest': {
        const basis = judged({ command, person: state, state, evidence }, [], [prioritiesNamed]);
        return isRefusal(basis)
          ? basis
          : [{ type: 'EducationalRequestFormulated', data: { ...command.data, basis } }];
      }
      case 'DesignRoute': {
        const facts = { command, person: state, state, evidence };
        const basis = judged(facts, [routeLength, routeChosen], [noOpenRoute, routeInOrder]);
        return isRefusal(basis)
          ? basis
          : [{ type: 'IndividualRouteDesigned', data: { ...command.data, basis } }];
      }
      case 'ReviseRoute': {
        const facts = { command, person: state, state, evidence };
        const basis = judged(facts, [routeLength], [routeOpen, routeInOrder]);
        return isRefusal(basis)
          ? basis
          : [{ type: 'IndividualRouteRevised', data: { ...command.data, basis } }];
      }
      case 'CompleteRoute': {
        const basis = judged({ command, person: state, state, evidence }, [], [routeOpen, routeInOrder]);
        return isRefusal(basis)
          ? basis
          : [{ type: 'IndividualRouteCompleted', data: { ...command.data, basis } }];
      }
      case 'NoteAdaptation': {
        const basis = judged({ command, person: state, state, evidence }, [], [factOfPedagogue]);
        return isRefusal(basis) ? basis : [{ type: 'AdaptationNoted', data: { ...command.data, basis } }];
      }
      case 'NoteAgreement':
        return state.agreementIds.includes(command.data.agreementId)
          ? []
          : [{ type: 'AgreementNoted', data: { ...command.data, basis: carried } }];
      case 'NoteTraining':
        return state.trainings.some(({ activityId }) => activityId === command.data.activityId)
          ? []
          : [{ type: 'TrainingCompleted', data: { ...command.data, basis: carried } }];
      case 'CorrectPersonalData': {
        const basis = ofHouse({ command, person: state, state, evidence }, [fieldsNamed]);
        return isRefusal(basis)
          ? basis
          : [{ type: 'PersonalDataCorrected', data: { ...command.data, basis } }];
      }
      case 'MergeParticipant': {
        const facts = { command, person: state, state, evidence };
        const basis = ofHouse(facts, [survivorFits, noOpenPairAtAll]);
        if (isRefusal(basis)) return basis;
        const pairs = state.pairs.map(({ pairId, role }) => ({ pairId, role }));
        return [{ type: 'MergedInto', data: { ...command.data, bases: basesOf(state), pairs, basis } }];
      }
      case 'NoteMerger':
        return state.duplicateIds.includes(command.data.duplicateId)
          ? []
          : [{ type: 'DuplicateMerged', data: { ...command.data, basis: carried } }];
      case 'ErasePersonalData': {
        const facts = { command, person: state, state, evidence };
        const basis = ofHouse(facts, [noOpenPairAtAll, erasureHasItsGround, nothingRetains]);
        const { duplicateIds } = state;
        return isRefusal(basis)
          ? basis
          : [
              {
                type: 'PersonalDataErased',
                data: { ...command.data, duplicateIds, bases: basesOf(state), basis },
              },
            ];
      }
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

/** Carried from elsewhere: they are noted on a closed record too. */
const CARRIED: ReadonlySet<ParticipantCommand['type']> = new Set<ParticipantCommand['type']>([
  'NoteAgreement',
  'NoteTraining',
  'NoteMerger',
  'JoinPair',
  'LeavePair',
]);

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
const closedRecord = ({ participantId, personal }: RegisteredParticipant): Refusal =>
  personal === 'ERASED'
    ? refuse(
        'personal-data-kept',
        fault(
          bilingual(
            'Персональные данные этого человека уничтожены',
            'The data of this person were destroyed',
          ),
          bilingual(
            'Если человек вернулся, зарегистрируйте его заново',
            'If the person has come back, register anew',
          ),
          { kind: 'participant', subject: participantId },
        ),
      )
    : refuse(
        'record-not-merged',
        fault(
          bilingual(
            'Эта запись присоединена к другой записи того же человека',
            'This record was merged into another one of the person',
          ),
          bilingual('Действуйте с записью, которая осталась', 'Act on the record that stays'),
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
