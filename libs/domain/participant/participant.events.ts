/** Participant: a person known to the school by an opaque id, in its base of mentees, of mentors, in both or in neither. */
import type { DomainEvent, EventData, Uuid } from '@nastavnik/kernel';
import type {
  EducationStage,
  MenteeCategory,
  MentorCategory,
  PairRole,
  PersonKind,
  Position,
  TaskType,
  VaultRef,
} from '../vocabulary';

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

export type ParticipantEvent =
  | ParticipantRegistered
  | EnteredMenteeBase
  | EnteredMentorBase
  | LeftBase
  | NeedsDiagnosed
  | AgreementNoted
  | JoinedPair
  | LeftPair;
