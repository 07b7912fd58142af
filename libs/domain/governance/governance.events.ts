/** How an organisation leads mentoring: documents approved, stages gone through, people and bodies named, work with others. */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type {
  Counterpart,
  DocumentKind,
  InteractionModel,
  MunicipalBody,
  PartnershipSubject,
  ProgrammeStage,
  SystemLevel,
  VaultRef,
} from '../vocabulary';

interface GovernanceData extends EventData {
  readonly organisationId: Uuid;
}

/** Someone named by position; the name, where it is given, stands in the vault. */
export interface Official {
  readonly officialId: Uuid;
  readonly position: string;
  readonly person?: VaultRef;
  /** SEV-O-5: of another organisation, by agreement with it. */
  readonly byAgreement?: boolean;
}
/** The act that approves a document: an order of ours, or any other by number, date and place. */
export type ApprovingAct =
  { readonly orderId: Uuid } | { readonly number: string; readonly on: IsoDate; readonly link?: string };

/** What each act says; the event says the same. */
export interface Acts {
  /** S62-12-03, SEV-III-3, SEV-V-1.1. A later one of the same kind is an improved edition (SEV-IV-2). */
  readonly DocumentApproved: {
    readonly kind: DocumentKind;
    readonly title: string;
    readonly by: ApprovingAct;
    readonly link?: string;
  };
  /** KIL-5.2-1. */
  readonly ProblemsAnalysed: { readonly problems: readonly string[] };
  /** KIL-5.2-2. */
  readonly ParticipantsSelected: {
    readonly mentorIds: readonly Uuid[];
    readonly menteeIds: readonly Uuid[];
  };
  /** KIL-5.1, SEV-RM-01. */
  readonly StageOpened: { readonly stage: ProgrammeStage };
  readonly StageClosed: { readonly stage: ProgrammeStage };
  /** IZO-4-03, SEV-O-3: a body of the municipality, by its own name. */
  readonly BodyNamed: {
    readonly body: MunicipalBody;
    readonly title: string;
    readonly duties: readonly string[];
  };
  /** SEV-O-5. */
  readonly WorkingGroupComposed: {
    readonly orderId?: Uuid;
    readonly leader: Official;
    readonly members: readonly Official[];
  };
  /** SEV-RM-P3a. */
  readonly ResponsibleAppointed: {
    readonly orderId?: Uuid;
    readonly official: Official;
    /** Of a municipality: in which of its bodies. */
    readonly body?: MunicipalBody;
  };
  /** IZO-4.1-02, KIL-6.4.1-08, MR-CUR-04. */
  readonly InteractionRecorded: {
    readonly counterpart: Counterpart;
    readonly name: string;
    readonly level: SystemLevel;
    readonly about: string;
    readonly link?: string;
  };
  /** KIL-5.2-5, IZO-3.2-05, IZO-4.1-12. */
  readonly PartnershipConcluded: {
    readonly partner: string;
    readonly subject: PartnershipSubject;
    readonly number: string;
    readonly from: IsoDate;
    readonly until?: IsoDate;
  };
  /** MR-O-03: consulting and methodical help to mentors and mentees. */
  readonly SupportProvided: {
    readonly kind: 'CONSULTATION' | 'METHOD_HELP';
    readonly about: string;
    readonly participantIds: readonly Uuid[];
  };
  /** «И.о. директора»: who acts for the head of a school, from which day to which. `effectiveOn` is the day of the order. */
  readonly ActingHeadAppointed: {
    /** Id under which the person comes in, `sub` of the access token. */
    readonly delegateId: string;
    readonly number: string;
    readonly from: IsoDate;
    readonly until: IsoDate;
  };
  /** The head is back before the term: the last day of acting is the day before. */
  readonly ActingHeadReleased: { readonly delegateId: string };
}
/** What is concluded from an act when it is decided. */
interface Concluded {
  /** SEV-RM-P3a, SEV-RM-P3b: last day by which the appointment is renewed. */
  readonly ResponsibleAppointed: { readonly renewBy?: IsoDate };
  /** SEV-D-05. */
  readonly InteractionRecorded: { readonly model: InteractionModel };
}
type Said<Type extends keyof Acts> = Acts[Type] & (Type extends keyof Concluded ? Concluded[Type] : unknown);
type Event<Type extends keyof Acts> = DomainEvent<Type, GovernanceData & Said<Type>>;

export type DocumentApproved = Event<'DocumentApproved'>;
export type ProblemsAnalysed = Event<'ProblemsAnalysed'>;
export type ParticipantsSelected = Event<'ParticipantsSelected'>;
export type StageOpened = Event<'StageOpened'>;
export type StageClosed = Event<'StageClosed'>;
export type BodyNamed = Event<'BodyNamed'>;
export type WorkingGroupComposed = Event<'WorkingGroupComposed'>;
export type ResponsibleAppointed = Event<'ResponsibleAppointed'>;
export type InteractionRecorded = Event<'InteractionRecorded'>;
export type PartnershipConcluded = Event<'PartnershipConcluded'>;
export type SupportProvided = Event<'SupportProvided'>;
export type ActingHeadAppointed = Event<'ActingHeadAppointed'>;
export type ActingHeadReleased = Event<'ActingHeadReleased'>;

export type GovernanceEvent =
  | DocumentApproved
  | ProblemsAnalysed
  | ParticipantsSelected
  | StageOpened
  | StageClosed
  | BodyNamed
  | WorkingGroupComposed
  | ResponsibleAppointed
  | InteractionRecorded
  | PartnershipConcluded
  | SupportProvided
  | ActingHeadAppointed
  | ActingHeadReleased;
