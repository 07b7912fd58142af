/** Leadership of mentoring in an organisation: one act, one fact. Rules stand in `governance.rules.ts`. */
import {
  addDays,
  addMonths,
  isRefusal,
  unreachable,
  type Basis,
  type Command,
  type Decider,
  type IsoDate,
  type Rule,
  type Uuid,
} from '@nastavnik/kernel';
import {
  examine,
  introducedAtSchool,
  modelOf,
  notInFuture,
  organisationKnown,
  type DocumentKind,
  type InteractionModel,
  type MunicipalBody,
  type OfOrganisation,
  type OrganisationEvidence,
  type OrganisationType,
  type ProfileSlice,
  type ProgrammeStage,
  type Setting,
  type SystemLevel,
} from '../vocabulary';
import type { Acts, GovernanceEvent, ResponsibleAppointed } from './governance.events';
import {
  actFound,
  actingNow,
  bodyOfMunicipality,
  bodyOfStructure,
  documentByOrder,
  documentOfOwnAct,
  firstStageAnalysis,
  firstStageDocuments,
  firstStageSelection,
  groupByOrder,
  groupOfSize,
  headOfSchool,
  levelCovered,
  membersDiffer,
  modelEnabled,
  participantsKnown,
  responsibleByOrder,
  selectedStandInBases,
  stageInOrder,
  stagesInOrderOfTime,
  termRuns,
  wordsGiven,
} from './governance.rules';

// Commands and evidence

type Act<Name extends string, Type extends keyof Acts, More = unknown> = Command<
  Name,
  OfOrganisation & Acts[Type] & More
>;
/** `orderId` of a document stands in `by`. */
export type ApproveDocument = Act<'ApproveDocument', 'DocumentApproved'>;
export type AnalyseProblems = Act<'AnalyseProblems', 'ProblemsAnalysed'>;
export type SelectParticipants = Act<'SelectParticipants', 'ParticipantsSelected'>;
export type OpenStage = Act<'OpenStage', 'StageOpened'>;
/** Cites the documents that other streams hold. */
export type CloseStage = Act<
  'CloseStage',
  'StageClosed',
  { readonly orderIds: readonly Uuid[]; readonly roadmapIds: readonly Uuid[] }
>;
export type NameBody = Act<'NameBody', 'BodyNamed'>;
export type ComposeWorkingGroup = Act<'ComposeWorkingGroup', 'WorkingGroupComposed'>;
export type AppointResponsible = Act<'AppointResponsible', 'ResponsibleAppointed'>;
export type RecordInteraction = Act<'RecordInteraction', 'InteractionRecorded'>;
export type ConcludePartnership = Act<'ConcludePartnership', 'PartnershipConcluded'>;
export type ProvideSupport = Act<'ProvideSupport', 'SupportProvided'>;
export type AppointActingHead = Act<'AppointActingHead', 'ActingHeadAppointed'>;
export type ReleaseActingHead = Act<'ReleaseActingHead', 'ActingHeadReleased'>;
export type GovernanceCommand =
  | ApproveDocument
  | AnalyseProblems
  | SelectParticipants
  | OpenStage
  | CloseStage
  | NameBody
  | ComposeWorkingGroup
  | AppointResponsible
  | RecordInteraction
  | ConcludePartnership
  | ProvideSupport
  | AppointActingHead
  | ReleaseActingHead;

export type GovernanceProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly appointmentAct: Setting<'ORDER' | 'HEAD_DECISION'>;
  readonly documentsByOrder: Setting<boolean>;
  readonly requiredDocuments: Setting<readonly DocumentKind[]>;
  readonly stageModel: Setting<readonly ProgrammeStage[]>;
  readonly firstStageDocuments: Setting<boolean>;
  readonly firstStageAnalysis: Setting<boolean>;
  readonly firstStageSelection: Setting<boolean>;
  readonly basesRequired: Setting<boolean>;
  readonly structure: Setting<{
    readonly organisations: readonly OrganisationType[];
    readonly bodies: readonly MunicipalBody[];
  } | null>;
  readonly workingGroup: Setting<{ readonly members: number } | null>;
  readonly responsibleRenewal: Setting<{ readonly months: number; readonly until: IsoDate } | null>;
  readonly interactionModels: Setting<readonly InteractionModel[]>;
  readonly systemLevels: Setting<readonly SystemLevel[]>;
}>;

export interface GovernanceEvidence extends OrganisationEvidence<GovernanceProfile> {
  /** Documents that other streams show by the day of the act. */
  readonly documents: readonly DocumentKind[];
  /** Participants the act names, as their school knows them. */
  readonly people: {
    readonly [participantId: string]: {
      readonly schoolId: Uuid;
      readonly inMenteeBase: boolean;
      readonly inMentorBase: boolean;
    };
  };
}

// State

export interface GovernanceState {
  readonly documents: readonly { readonly kind: DocumentKind; readonly on: IsoDate }[];
  readonly analysedOn: readonly IsoDate[];
  readonly selectedOn: readonly IsoDate[];
  /** Who acts for the head; both days included. */
  readonly acting: readonly {
    readonly delegateId: string;
    readonly from: IsoDate;
    readonly until: IsoDate;
  }[];
  /** The stage that goes on, or the last one closed; stages go round when all are closed. */
  readonly stage?: { readonly name: ProgrammeStage; readonly open: boolean; readonly on: IsoDate };
}

const evolve = (state: GovernanceState, event: GovernanceEvent): GovernanceState => {
  const on = event.data.effectiveOn;
  switch (event.type) {
    case 'DocumentApproved':
      return { ...state, documents: [...state.documents, { kind: event.data.kind, on }] };
    case 'ProblemsAnalysed':
      return { ...state, analysedOn: [...state.analysedOn, on] };
    case 'ParticipantsSelected':
      return { ...state, selectedOn: [...state.selectedOn, on] };
    case 'StageOpened':
      return { ...state, stage: { name: event.data.stage, open: true, on } };
    case 'StageClosed':
      return { ...state, stage: { name: event.data.stage, open: false, on } };
    case 'ActingHeadAppointed': {
      const { delegateId, from, until } = event.data;
      return { ...state, acting: [...state.acting, { delegateId, from, until }] };
    }
    case 'ActingHeadReleased': {
      const last = addDays(on, -1);
      return {
        ...state,
        acting: state.acting.map((one) =>
          one.delegateId === event.data.delegateId && one.until > last ? { ...one, until: last } : one,
        ),
      };
    }
    // Facts that later acts do not depend on.
    case 'BodyNamed':
    case 'WorkingGroupComposed':
    case 'ResponsibleAppointed':
    case 'InteractionRecorded':
    case 'PartnershipConcluded':
    case 'SupportProvided':
      return state;
    default:
      return unreachable(event);
  }
};

// Decision

/** What the rules look at. */
export interface GovernanceFacts<Cmd extends GovernanceCommand = GovernanceCommand> {
  readonly command: Cmd;
  readonly evidence: GovernanceEvidence;
  readonly state: GovernanceState;
}
interface Rules<Cmd extends GovernanceCommand> {
  readonly law?: readonly Rule<GovernanceProfile, GovernanceFacts<Cmd>>[];
  readonly house?: readonly Rule<unknown, GovernanceFacts<Cmd>>[];
}

/** What each act is judged by, besides its date and its organisation. */
const RULES: {
  readonly [Name in GovernanceCommand['type']]: Rules<Extract<GovernanceCommand, { readonly type: Name }>>;
} = {
  ApproveDocument: { law: [documentByOrder], house: [wordsGiven, documentOfOwnAct, actFound] },
  AnalyseProblems: { house: [wordsGiven] },
  SelectParticipants: { law: [selectedStandInBases], house: [wordsGiven, participantsKnown] },
  OpenStage: { law: [stageInOrder], house: [stagesInOrderOfTime] },
  CloseStage: {
    law: [stageInOrder, firstStageDocuments, firstStageAnalysis, firstStageSelection],
    house: [stagesInOrderOfTime],
  },
  NameBody: { law: [bodyOfStructure], house: [wordsGiven, bodyOfMunicipality] },
  ComposeWorkingGroup: { law: [groupByOrder, groupOfSize], house: [wordsGiven, membersDiffer] },
  AppointResponsible: {
    law: [responsibleByOrder, bodyOfStructure],
    house: [wordsGiven, bodyOfMunicipality],
  },
  RecordInteraction: { law: [modelEnabled, levelCovered], house: [wordsGiven] },
  ConcludePartnership: { house: [wordsGiven, termRuns] },
  ProvideSupport: { law: [introducedAtSchool], house: [wordsGiven, participantsKnown] },
  AppointActingHead: { house: [wordsGiven, headOfSchool, termRuns] },
  ReleaseActingHead: { house: [wordsGiven, headOfSchool, actingNow] },
};

/** SEV-RM-P3a, SEV-RM-P3b: an appointment is renewed so many months later, while the regulation asks for it. */
const renewal = (
  on: IsoDate,
  { parameters }: GovernanceProfile,
): Pick<ResponsibleAppointed['data'], 'renewBy'> => {
  const renewed = parameters.responsibleRenewal.value;
  if (renewed === null) return {};
  const renewBy = addMonths(on, renewed.months);
  return renewBy <= renewed.until ? { renewBy } : {};
};

const eventOf = (command: GovernanceCommand, profile: GovernanceProfile, basis: Basis): GovernanceEvent => {
  switch (command.type) {
    case 'ApproveDocument':
      return { type: 'DocumentApproved', data: { ...command.data, basis } };
    case 'AnalyseProblems':
      return { type: 'ProblemsAnalysed', data: { ...command.data, basis } };
    case 'SelectParticipants':
      return { type: 'ParticipantsSelected', data: { ...command.data, basis } };
    case 'OpenStage':
      return { type: 'StageOpened', data: { ...command.data, basis } };
    case 'CloseStage': {
      const { organisationId, effectiveOn, stage } = command.data;
      return { type: 'StageClosed', data: { organisationId, effectiveOn, stage, basis } };
    }
    case 'NameBody':
      return { type: 'BodyNamed', data: { ...command.data, basis } };
    case 'ComposeWorkingGroup':
      return { type: 'WorkingGroupComposed', data: { ...command.data, basis } };
    case 'AppointResponsible': {
      const renewed = renewal(command.data.effectiveOn, profile);
      return { type: 'ResponsibleAppointed', data: { ...command.data, ...renewed, basis } };
    }
    case 'RecordInteraction': {
      const model = modelOf(command.data.counterpart);
      return { type: 'InteractionRecorded', data: { ...command.data, model, basis } };
    }
    case 'ConcludePartnership':
      return { type: 'PartnershipConcluded', data: { ...command.data, basis } };
    case 'ProvideSupport':
      return { type: 'SupportProvided', data: { ...command.data, basis } };
    case 'AppointActingHead':
      return { type: 'ActingHeadAppointed', data: { ...command.data, basis } };
    case 'ReleaseActingHead':
      return { type: 'ActingHeadReleased', data: { ...command.data, basis } };
    default:
      return unreachable(command);
  }
};

/** A stage that is where the command wants it. */
const alreadySo = (command: GovernanceCommand, { stage }: GovernanceState): boolean =>
  stage !== undefined &&
  ((command.type === 'OpenStage' && stage.open && stage.name === command.data.stage) ||
    (command.type === 'CloseStage' && !stage.open && stage.name === command.data.stage));

/** Whether somebody acts for the head on a day. */
export const actsForHead = ({ acting }: GovernanceState, delegateId: string, on: IsoDate): boolean =>
  acting.some((one) => one.delegateId === delegateId && one.from <= on && on <= one.until);

/** Records each act of an organisation's leadership that the regulation allows. */
export const governance: Decider<GovernanceState, GovernanceCommand, GovernanceEvent, GovernanceEvidence> = {
  initial: { acting: [], documents: [], analysedOn: [], selectedOn: [] },
  evolve,
  decide: (command, state, evidence) => {
    if (alreadySo(command, state)) return [];
    const { law = [], house = [] } = RULES[command.type] as Rules<GovernanceCommand>;
    const basis = examine(
      evidence.profile,
      { law, house: [notInFuture, organisationKnown, ...house] },
      { command, evidence, state },
      command.type === 'CloseStage'
        ? {
            documents: evidence.documents,
            orderIds: command.data.orderIds,
            roadmapIds: command.data.roadmapIds,
          }
        : evidence.order === undefined
          ? {}
          : { orderId: evidence.order.orderId },
    );
    return isRefusal(basis) ? basis : [eventOf(command, evidence.profile, basis)];
  },
};
