/** Participant: a person known to the school by an opaque id, in its base of mentees, of mentors, in both or in neither. */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type {
  ActivityKind,
  AdaptationReason,
  CorrectionReason,
  DataCategory,
  DataSystem,
  ErasureReason,
  PersonField,
  EducationStage,
  MentoringChannel,
  Level,
  MenteeCategory,
  MentorCategory,
  PairRole,
  PersonKind,
  Position,
  SupportScope,
  Qualification,
  TaskType,
  VaultRef,
} from '../vocabulary';
import type { PastPair } from './participant.personal';

interface ParticipantData extends EventData {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
}

/** S62-3.2-5: personified accounting. Name, birth date and contacts stand in the vault. */
export type ParticipantRegistered = DomainEvent<
  'ParticipantRegistered',
  ParticipantData & {
    readonly kind: PersonKind;
    /** For staff: what appointment rules look at. */
    readonly position?: Position;
    /** Employed by this school; a pedagogue or veteran from outside is not. */
    readonly employed: boolean;
    readonly person: VaultRef;
  }
>;

/** S62-4.4, 4.6, 4.7. */
export type EnteredMenteeBase = DomainEvent<
  'EnteredMenteeBase',
  ParticipantData & {
    readonly categories: readonly MenteeCategory[];
    readonly tasks: readonly TaskType[];
    /** Of a pedagogue: full years of work by that day (SEV-C-1, KIL-4.3.1). */
    readonly experienceYears?: number;
    /** Of a student (KIL-4.2.1). */
    readonly educationStage?: EducationStage;
    /** Of a pedagogue: what the mentoring helps to adapt to (IZO-3.2-06). */
    readonly adaptation?: AdaptationReason;
    /** Renews the data of one who is in the base already (S62-4.9, SEV-RM-M1): nobody is added. */
    readonly renewed?: true;
  }
>;

/** S62-4.4, 4.8, 2.5: with the experience that makes a mentor. */
export type EnteredMentorBase = DomainEvent<
  'EnteredMentorBase',
  ParticipantData & {
    readonly category: MentorCategory;
    readonly experience: readonly TaskType[];
    /** Description of the successful experience, in the vault. */
    readonly evidenceNote?: VaultRef;
    /** Of a student. */
    readonly educationStage?: EducationStage;
    /** As above. */
    readonly renewed?: true;
  }
>;

/** MR-CUR-01, KIL-6.4.1-01, KIL-6.4.1-05: the entry was looked at again and is still right. */
export type EntryConfirmed = DomainEvent<'EntryConfirmed', ParticipantData & { readonly base: PairRole }>;

/** S62-4.9: bases change with the needs of the school. */
export type LeftBase = DomainEvent<
  'LeftBase',
  ParticipantData & {
    readonly base: PairRole;
    readonly reason: 'NEED_MET' | 'OWN_WISH' | 'LEFT_SCHOOL' | 'ENTERED_BY_MISTAKE';
  }
>;

/** S62-7-03: strengths, weaknesses and vectors of development; the words stand in the vault. */
export type NeedsDiagnosed = DomainEvent<
  'NeedsDiagnosed',
  ParticipantData & { readonly tasks: readonly TaskType[]; readonly findings: VaultRef }
>;

/** IZO-2-03, MR-DEF-03: from the mentee's own difficulties; IZO-3.3-02: `priorities` shape the trajectory. The words stand in the vault. */
export type EducationalRequestFormulated = DomainEvent<
  'EducationalRequestFormulated',
  ParticipantData & {
    readonly requestId: Uuid;
    readonly priorities: readonly TaskType[];
    readonly request: VaultRef;
  }
>;

/** IZO-2-08: a long-term programme of self-improvement, chosen among alternatives for a reason; both days included. */
export type IndividualRouteDesigned = DomainEvent<
  'IndividualRouteDesigned',
  ParticipantData & {
    readonly routeId: Uuid;
    readonly from: IsoDate;
    readonly until: IsoDate;
    /** Titles of what was considered; `chosen` is one of them. */
    readonly alternatives: readonly string[];
    readonly chosen: string;
    readonly reason: VaultRef;
  }
>;
export type IndividualRouteRevised = DomainEvent<
  'IndividualRouteRevised',
  ParticipantData & { readonly routeId: Uuid; readonly until: IsoDate; readonly reason: VaultRef }
>;
/** KIL-1.3-04: how far trajectories are realised is read off their completions. */
export type IndividualRouteCompleted = DomainEvent<
  'IndividualRouteCompleted',
  ParticipantData & { readonly routeId: Uuid }
>;

/** KIL-4.3.2, KIL-1.3-03: what shows how a pedagogue settles in the profession. Levels, never marks. */
export type AdaptationFact =
  | { readonly kind: 'CATEGORY'; readonly category: Qualification }
  | { readonly kind: 'SATISFACTION'; readonly level: Level }
  | { readonly kind: 'BURNOUT'; readonly level: Level }
  | { readonly kind: 'RETAINED' }
  | { readonly kind: 'LEFT_PROFESSION' };
export type AdaptationNoted = DomainEvent<
  'AdaptationNoted',
  ParticipantData & { readonly fact: AdaptationFact }
>;

/** Carried from the agreement's stream: where to look for this mentor's agreements. */
export type AgreementNoted = DomainEvent<'AgreementNoted', ParticipantData & { readonly agreementId: Uuid }>;

/** Carried from the pair's stream: which pairs a withdrawn consent reaches. */
export type JoinedPair = DomainEvent<
  'JoinedPair',
  ParticipantData & { readonly pairId: Uuid; readonly role: PairRole }
>;
export type LeftPair = DomainEvent<
  'LeftPair',
  ParticipantData & { readonly pairId: Uuid; readonly role: PairRole }
>;

/** What the unified base of mentors and experts says of one (R10); areas and deficits are plain words that name nobody. */
export interface ExpertEntry {
  /** Educational areas: «Математика». */
  readonly areas: readonly string[];
  /** Professional deficits in which the person helps. */
  readonly deficits: readonly string[];
  readonly channel: MentoringChannel;
  /** MR-DEF-08: from where the support comes. */
  readonly scope: SupportScope;
  /** Version of the municipality's form that the entry is filled in by. */
  readonly formVersion?: number;
}
/** SEV-IV-7c, SEV-V-2.1. */
export type ListedAsExpert = DomainEvent<'ListedAsExpert', ParticipantData & ExpertEntry>;
/** SEV-IV-7b: brought up to date, be it only confirmed. */
export type ExpertEntryUpdated = DomainEvent<'ExpertEntryUpdated', ParticipantData & ExpertEntry>;
export type ExpertEntryRemoved = DomainEvent<'ExpertEntryRemoved', ParticipantData>;
/** Carried from the activity's stream: the record of training (S62-8-04, KIL-6.4.1-02). */
export type TrainingCompleted = DomainEvent<'TrainingCompleted', ParticipantData & Training>;
/** A course or a School of mentors, with the hours of its programme. */
export interface Training {
  readonly activityId: Uuid;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly hours: number;
}

/** 152-FZ art. 21: the record as it is now right; the former one stays in the vault, and its event says until when it held. */
export type PersonalDataCorrected = DomainEvent<
  'PersonalDataCorrected',
  ParticipantData & {
    readonly person: VaultRef;
    readonly fields: readonly PersonField[];
    readonly reason: CorrectionReason;
  }
>;
/** This record was a second one of a person: the survivor's goes on. `bases`: those it was in until then. */
export type MergedInto = DomainEvent<
  'MergedInto',
  ParticipantData & {
    readonly survivorId: Uuid;
    readonly bases: readonly PairRole[];
    readonly pairs: readonly PastPair[];
  }
>;
/** Carried to the record that stays. */
export type DuplicateMerged = DomainEvent<
  'DuplicateMerged',
  ParticipantData & { readonly duplicateId: Uuid; readonly pairs: readonly PastPair[] }
>;
/**
 * What the destruction act says (Роскомнадзор № 179). The vault's records and the person's key are destroyed as an effect of this
 * event, of the records merged into this one too.
 */
export type PersonalDataErased = DomainEvent<
  'PersonalDataErased',
  ParticipantData & {
    readonly reason: ErasureReason;
    readonly categories: readonly DataCategory[];
    readonly systems: readonly DataSystem[];
    /** Versions of records. */
    readonly records: number;
    readonly duplicateIds: readonly Uuid[];
    /** Those the person was in until then. */
    readonly bases: readonly PairRole[];
  }
>;

export type ParticipantEvent =
  | ParticipantRegistered
  | EnteredMenteeBase
  | EnteredMentorBase
  | EntryConfirmed
  | LeftBase
  | NeedsDiagnosed
  | EducationalRequestFormulated
  | IndividualRouteDesigned
  | IndividualRouteRevised
  | IndividualRouteCompleted
  | AdaptationNoted
  | AgreementNoted
  | JoinedPair
  | LeftPair
  | ListedAsExpert
  | ExpertEntryUpdated
  | ExpertEntryRemoved
  | TrainingCompleted
  | PersonalDataCorrected
  | MergedInto
  | DuplicateMerged
  | PersonalDataErased;
