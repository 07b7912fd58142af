/** What can be asked of a pair, the part of a regulation it is judged by and what other streams say about its people. */
import type { Command, IsoDate, Uuid } from '@nastavnik/kernel';
import type {
  AgreementKind,
  CitedOrder,
  ConsentGiver,
  ConsentPurpose,
  EducationStage,
  Form,
  Forum,
  GoalHorizon,
  HelpRequestKind,
  MeetingKind,
  MeetingSequence,
  ModelElement,
  MenteeCategory,
  MonitoringAspect,
  MonitoringKind,
  PairKind,
  PairRole,
  PersonKind,
  PlanPart,
  Position,
  ProfileSlice,
  ProgrammeWork,
  RecommendationKind,
  RoleModel,
  Setting,
  TaskType,
  VaultRef,
  EndReason,
  Finding,
  Indicator,
  Level,
  WorkFormat,
} from '../vocabulary';
import type { Assessment, PlanContent } from './pair.events';

interface OfPair {
  readonly pairId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}

export type ProposePair = Command<
  'ProposePair',
  OfPair & {
    readonly kind: PairKind;
    readonly form: Form;
    readonly menteeIds: readonly Uuid[];
    readonly tasks: readonly TaskType[];
    /** KIL-4.2.5, KIL-4.3.4: who meets whom inside the form. */
    readonly roleModel?: RoleModel;
  }
>;
export type OfferCandidates = Command<'OfferCandidates', OfPair & { readonly mentorIds: readonly Uuid[] }>;
export type ChooseMentor = Command<
  'ChooseMentor',
  OfPair & { readonly mentorId: Uuid; readonly menteeId: Uuid; readonly through: 'SELF' | 'REPRESENTATIVE' }
>;
export type AssessCompatibility = Command<
  'AssessCompatibility',
  OfPair & {
    readonly psychologistId: Uuid;
    readonly mentorIds: readonly Uuid[];
    readonly compatible: boolean;
    readonly conclusion: VaultRef;
  }
>;
export type FamiliariseParticipants = Command<
  'FamiliariseParticipants',
  OfPair & { readonly participantIds: readonly Uuid[]; readonly forum?: Forum }
>;
/** Carried from an order of kind PAIRS. `effectiveOn` is the date of the order. */
export type FixPair = Command<
  'FixPair',
  OfPair & { readonly orderId: Uuid; readonly from: IsoDate; readonly until: IsoDate }
>;
/** The pair goes on under the regulation in force on `effectiveOn`. */
export type MovePairToRegulation = Command<'MovePairToRegulation', OfPair>;
export type AssessEntry = Command<'AssessEntry', OfPair & { readonly assessments: readonly Assessment[] }>;
export type OrganisePlanning = Command<'OrganisePlanning', OfPair & { readonly dueOn: IsoDate }>;
export type DraftPlan = Command<
  'DraftPlan',
  OfPair & PlanContent & { readonly authorIds: readonly Uuid[]; readonly plan: VaultRef }
>;
export type ApprovePlan = Command<'ApprovePlan', OfPair>;
export type CorrectPlan = Command<
  'CorrectPlan',
  OfPair & PlanContent & { readonly authorIds: readonly Uuid[]; readonly plan: VaultRef }
>;
export type SetGoal = Command<
  'SetGoal',
  OfPair & { readonly horizon: GoalHorizon; readonly dueOn?: IsoDate; readonly goal: VaultRef }
>;
export type HoldMeeting = Command<
  'HoldMeeting',
  OfPair & {
    readonly kind: MeetingKind;
    readonly attendeeIds: readonly Uuid[];
    readonly plannedRegularMeetings?: number;
    readonly formats?: readonly WorkFormat[];
    readonly notes?: VaultRef;
  }
>;
export type CancelMeetingRecord = Command<'CancelMeetingRecord', OfPair & { readonly number: number }>;
/** `grade` is accepted by the door so that the refusal can cite the clause that forbids it (S62-6.5). */
export type CompleteMonitoring = Command<
  'CompleteMonitoring',
  OfPair & {
    readonly kind: MonitoringKind;
    readonly findings: readonly Finding[];
    readonly grade?: string;
    readonly note?: VaultRef;
  }
>;
export type SubmitMentorReport = Command<
  'SubmitMentorReport',
  OfPair & { readonly mentorId: Uuid; readonly report: VaultRef }
>;
export type AssessExit = Command<'AssessExit', OfPair & { readonly assessments: readonly Assessment[] }>;
export type RecordReflection = Command<
  'RecordReflection',
  OfPair & { readonly participantId: Uuid; readonly reflection: VaultRef }
>;
export type GiveFeedback = Command<
  'GiveFeedback',
  OfPair & {
    readonly mentorId: Uuid;
    readonly menteeId: Uuid;
    readonly capability?: Level;
    readonly feedback: VaultRef;
  }
>;
export type IssueRecommendation = Command<
  'IssueRecommendation',
  OfPair & {
    readonly mentorIds: readonly Uuid[];
    readonly menteeId: Uuid;
    readonly kind: RecommendationKind;
    readonly recommendation: VaultRef;
  }
>;
export type RequestHelp = Command<
  'RequestHelp',
  OfPair & { readonly menteeId: Uuid; readonly kind: HelpRequestKind; readonly request: VaultRef }
>;
export type GiveHelp = Command<
  'GiveHelp',
  OfPair & { readonly number: number; readonly mentorId: Uuid; readonly answer: VaultRef }
>;
/** What mentor and mentee say to each other. */
export type DialogueCommand = RecordReflection | GiveFeedback | IssueRecommendation | RequestHelp | GiveHelp;
export type CompletePair = Command<'CompletePair', OfPair>;
/** Carried from an order of kind PAIR_PROLONGATION. `effectiveOn` is the date of the order. */
export type ProlongPair = Command<
  'ProlongPair',
  OfPair & { readonly orderId: Uuid; readonly until: IsoDate }
>;
/** Carried from an order of kind PAIR_END, or of kind CANCELLATION with its reason. `effectiveOn` is the last day. */
export type EndPair = Command<'EndPair', OfPair & { readonly orderId: Uuid; readonly reason: EndReason }>;
/** Carried from an order of kind PAIR_CHANGE. `effectiveOn` is the day of the hand-over. */
export type ReplaceMember = Command<
  'ReplaceMember',
  OfPair & {
    readonly orderId: Uuid;
    readonly role: PairRole;
    readonly leavingId: Uuid;
    readonly joiningId: Uuid;
  }
>;
/** Carried from a withdrawn consent; changes nothing when every consent of the participant stands. */
export type SuspendPair = Command<'SuspendPair', OfPair & { readonly participantId: Uuid }>;
export type ResumePair = Command<'ResumePair', OfPair>;
export type OpenFollowUp = Command<'OpenFollowUp', OfPair & { readonly situation?: VaultRef }>;
export type CloseFollowUp = Command<'CloseFollowUp', OfPair>;

export type PairCommand =
  | ProposePair
  | OfferCandidates
  | ChooseMentor
  | AssessCompatibility
  | FamiliariseParticipants
  | FixPair
  | MovePairToRegulation
  | AssessEntry
  | OrganisePlanning
  | DraftPlan
  | ApprovePlan
  | CorrectPlan
  | SetGoal
  | HoldMeeting
  | CancelMeetingRecord
  | CompleteMonitoring
  | SubmitMentorReport
  | AssessExit
  | DialogueCommand
  | CompletePair
  | EndPair
  | ProlongPair
  | ReplaceMember
  | SuspendPair
  | ResumePair
  | OpenFollowUp
  | CloseFollowUp;

/** How many members of each role a form allows; no upper limit when `max` is null. */
export interface PairCardinality {
  readonly mentors: { readonly min: number; readonly max: number | null };
  readonly mentees: { readonly min: number; readonly max: number | null };
}

/** The parameters a pair is judged by. */
export type PairProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly participantScope: Setting<readonly ('PEDAGOGUE' | 'STUDENT')[]>;
  readonly studentMinAge: Setting<number | null>;
  readonly forms: Setting<{ readonly codes: readonly Form[]; readonly open: boolean }>;
  readonly cardinality: Setting<{
    readonly general: PairCardinality;
    readonly byForm: { readonly [F in Form]?: PairCardinality };
  }>;
  readonly curatorEligible: Setting<readonly string[]>;
  readonly basesRequired: Setting<boolean>;
  readonly participationConsent: Setting<'NONE' | 'ANY' | 'WRITTEN'>;
  readonly personalDataConsent: Setting<boolean>;
  readonly minorConsentRoles: Setting<readonly PairRole[]>;
  readonly minorOwnConsentFrom: Setting<number | null>;
  readonly majorityEndsRepresentation: Setting<boolean>;
  readonly familiarisationBeforePair: Setting<boolean | readonly PairRole[]>;
  readonly menteeChoosesMentor: Setting<boolean>;
  readonly externalMentorAgreement: Setting<'NONE' | 'OPTIONAL' | 'REQUIRED'>;
  readonly externalMentorGratuitous: Setting<boolean>;
  readonly pairOrder: Setting<boolean>;
  readonly pairTerm: Setting<'FREE' | 'CALENDAR_YEAR' | 'MODEL_PERIOD'>;
  readonly modelPeriod: Setting<{ readonly from: IsoDate; readonly until: IsoDate } | null>;
  readonly appointmentAct: Setting<'ORDER' | 'HEAD_DECISION'>;
  readonly needsDiagnosisBeforePlan: Setting<boolean>;
  readonly coAuthoredPlan: Setting<boolean>;
  readonly meetingSequence: Setting<MeetingSequence>;
  readonly meetingCount: Setting<'UNSPECIFIED' | 'PAIR_DECIDES'>;
  readonly monitoringSchedule: Setting<{ readonly perPair: readonly MonitoringKind[] }>;
  readonly monitoringActors: Setting<
    readonly ('CURATOR' | 'MENTOR' | 'COUNCIL' | 'ORGANISATION' | 'MUNICIPALITY')[]
  >;
  readonly monitoringAspects: Setting<readonly MonitoringAspect[]>;
  readonly indicators: Setting<readonly Indicator[]>;
  readonly openIndicators: Setting<readonly MonitoringAspect[]>;
  readonly entryExitComparison: Setting<boolean>;
  readonly gradingAllowed: Setting<boolean>;
  readonly finalReportBy: Setting<readonly ('MENTOR' | 'CURATOR' | 'MUNICIPALITY')[]>;
  readonly followUp: Setting<boolean>;
  readonly roleModels: Setting<{ readonly [F in Form]?: readonly RoleModel[] }>;
  readonly crossOrgPairs: Setting<{
    readonly policy: 'FORBIDDEN' | 'ALLOWED' | 'BY_FORM';
    readonly forms: readonly Form[];
  }>;
  readonly studentMentorOnHigherStage: Setting<boolean>;
  readonly mentorPayment: Setting<'NONE' | 'OPTIONAL' | 'REQUIRED_BASIS'>;
  readonly mentorCouncil: Setting<'NONE' | 'OPTIONAL' | 'REQUIRED'>;
  readonly compatibilityAssessment: Setting<'NONE' | 'OPTIONAL' | 'REQUIRED'>;
  readonly networkMentorForYoungSpecialist: Setting<boolean>;
  readonly registerRefreshPerYear: Setting<number | 'AS_NEEDED'>;
  readonly registerRefreshScope: Setting<readonly ('MENTEES' | 'MENTORS' | 'CANDIDATES')[]>;
  readonly planParts: Setting<readonly PlanPart[]>;
  readonly modelElements: Setting<readonly ModelElement[]>;
  readonly workFormats: Setting<{
    readonly [F in Form]?: { readonly codes: readonly WorkFormat[]; readonly open: boolean };
  }>;
  readonly nearGoals: Setting<boolean>;
  readonly curatorOrganisesPlanning: Setting<boolean>;
  readonly curatorRequired: Setting<boolean>;
  readonly menteeRequestBeforePlan: Setting<boolean>;
  readonly programmeWork: Setting<readonly ProgrammeWork[]>;
  readonly closingReflection: Setting<boolean>;
}>;

/** What the streams of one person say, by the day of the act. */
export interface PersonEvidence {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: PersonKind;
  readonly employed: boolean;
  readonly inMenteeBase: boolean;
  readonly inMentorBase: boolean;
  readonly categories: readonly MenteeCategory[];
  readonly needsDiagnosed: boolean;
  /** For staff. */
  readonly position?: Position;
  /** Day of the latest entry in a base, renewals and confirmations included. */
  readonly refreshedOn?: { readonly [Base in PairRole]?: IsoDate };
  /** The mentee's latest educational request (IZO-2-03, MR-DEF-03). */
  readonly requestId?: Uuid;
  /** Has been fixed in a pair of the network form (KIL-4.3.6). */
  readonly networkMentored?: boolean;
  /** Of a student, as the base last had it by the day of the act. */
  readonly educationStage?: EducationStage;
  /** Full years on the day of the act; the birth date itself stays in the vault. */
  readonly age: number;
  readonly consents: readonly {
    readonly consentId: Uuid;
    readonly purpose: ConsentPurpose;
    readonly by: ConsentGiver;
    readonly written: boolean;
    readonly givenOn: IsoDate;
    readonly validUntil?: IsoDate;
    /** From this day on it covers nothing. */
    readonly withdrawnOn?: IsoDate;
  }[];
  readonly agreements: readonly {
    readonly agreementId: Uuid;
    /** A cooperation agreement when absent. */
    readonly kind?: AgreementKind;
    /** It says of mentoring what the Labour Code has a contract say. */
    readonly statesTerms?: true;
    readonly gratuitous: boolean;
    readonly from: IsoDate;
    /** Last day, termination taken into account. */
    readonly until?: IsoDate;
  }[];
}

export interface PairEvidence {
  /** Of a pair that is fixed: the version it is judged by (`judgedBy`), not the one in force on the day. */
  readonly profile: PairProfile;
  /** Calendar date at the school when the act was recorded: nothing that is yet to come can have happened. */
  readonly today: IsoDate;
  readonly school: {
    readonly schoolId: Uuid;
    /** Set when an introduction order has been carried to the school. */
    readonly introducedFrom?: IsoDate;
    readonly curators: readonly { readonly personId: Uuid; readonly form: Form | 'ALL' }[];
    readonly coordinatorId?: Uuid;
  };
  /** Everyone the act and the pair name, by participant id; who is unknown is absent. */
  readonly people: { readonly [participantId: string]: PersonEvidence };
  /** The order an act cites, when it exists. */
  readonly order?: CitedOrder;
  /** The school has a council of mentors on the day a programme is approved. */
  readonly councilAtWork?: boolean;
}
