/** Participant: registration, the two bases, diagnosed needs; and where to find this person's agreements and pairs. */
import type { Command, IsoDate, Uuid } from '@nastavnik/kernel';
import type {
  MenteeCategory,
  MentorCategory,
  PairRole,
  PersonKind,
  Position,
  ProfileSlice,
  Setting,
  TaskType,
  VaultRef,
} from '../vocabulary';
import type { LeftBase } from './participant.events';

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
  OfParticipant & { readonly categories: readonly MenteeCategory[]; readonly tasks: readonly TaskType[] }
>;
export type EnterMentorBase = Command<
  'EnterMentorBase',
  OfParticipant & {
    readonly category: MentorCategory;
    readonly experience: readonly TaskType[];
    readonly evidenceNote?: VaultRef;
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
  readonly mentorCriterion: Setting<'MEASURABLE_RESULTS' | 'SUCCESSFUL_EXPERIENCE' | 'NONE'>;
}>;

export interface ParticipantEvidence {
  readonly profile: ParticipantProfile;
  readonly today: IsoDate;
  readonly school: { readonly schoolId: Uuid; readonly introducedFrom?: IsoDate };
  /** Full years on the day of the act, from the vault. */
  readonly age?: number;
}
