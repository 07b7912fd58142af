/** Pair (or group): from the need of a mentee to the follow-up after completion. One stream is one legal life. */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type {
  EndReason,
  Form,
  Forum,
  GrowthMeasure,
  Level,
  MeetingKind,
  MonitoringAspect,
  MonitoringKind,
  PairKind,
  PairRole,
  RoleModel,
  TaskType,
  VaultRef,
} from '../vocabulary';

interface PairData extends EventData {
  readonly pairId: Uuid;
  readonly schoolId: Uuid;
}

/** Levels of growth measures of one mentee, never marks (S62-6.5). */
export interface Assessment {
  readonly menteeId: Uuid;
  readonly levels: { readonly [Measure in GrowthMeasure]?: Level };
}

export type PairProposed = DomainEvent<
  'PairProposed',
  PairData & {
    readonly kind: PairKind;
    readonly form: Form;
    readonly menteeIds: readonly Uuid[];
    readonly tasks: readonly TaskType[];
    readonly roleModel?: RoleModel;
  }
>;

/** S62-10-02: the mentee chooses from offered candidates. */
export type MentorCandidatesOffered = DomainEvent<
  'MentorCandidatesOffered',
  PairData & { readonly mentorIds: readonly Uuid[] }
>;

/** S62-10-02, S62-10-05: by the mentee, or through a representative. One for each mentee of a group. */
export type MentorChosen = DomainEvent<
  'MentorChosen',
  PairData & { readonly mentorId: Uuid; readonly menteeId: Uuid; readonly through: 'SELF' | 'REPRESENTATIVE' }
>;

/** S62-4.12: before the pair is formed its participants get to know the programmes. */
export type ParticipantsFamiliarised = DomainEvent<
  'ParticipantsFamiliarised',
  PairData & { readonly participantIds: readonly Uuid[]; readonly forum?: Forum }
>;

/** S62-4.13: the pair exists in law from here. `effectiveOn` is the date of the order. */
export type PairFixed = DomainEvent<
  'PairFixed',
  PairData & {
    readonly orderId: Uuid;
    readonly kind: PairKind;
    readonly form: Form;
    readonly mentorIds: readonly Uuid[];
    readonly menteeIds: readonly Uuid[];
    /** First and last day, both included (S62-5.4: within one calendar year). */
    readonly from: IsoDate;
    readonly until: IsoDate;
  }
>;

/** S62-6.3: at the entry. */
export type EntryAssessed = DomainEvent<
  'EntryAssessed',
  PairData & { readonly assessments: readonly Assessment[] }
>;

/** S62-7-02, S62-9-02: mentor and mentee draft the plan together; its words stand in the vault. */
export type PlanDrafted = DomainEvent<
  'PlanDrafted',
  PairData & { readonly authorIds: readonly Uuid[]; readonly plan: VaultRef }
>;
export type PlanApproved = DomainEvent<'PlanApproved', PairData & { readonly plan: VaultRef }>;

/** S62-5.3. `number` counts the meetings of the pair from 1, cancelled records included. */
export type MeetingHeld = DomainEvent<
  'MeetingHeld',
  PairData & {
    readonly number: number;
    readonly kind: MeetingKind;
    readonly attendeeIds: readonly Uuid[];
    /** Only at the planning meeting: how many regular meetings the pair agreed on (S62-5.5). */
    readonly plannedRegularMeetings?: number;
    readonly notes?: VaultRef;
  }
>;

/** The record was wrong: the meeting did not take place. Only the latest record can be cancelled. */
export type MeetingRecordCancelled = DomainEvent<
  'MeetingRecordCancelled',
  PairData & { readonly number: number; readonly kind: MeetingKind }
>;

/** S62-6.1, 6.2, 6.4, 6.5. */
export type MonitoringCompleted = DomainEvent<
  'MonitoringCompleted',
  PairData & {
    readonly kind: MonitoringKind;
    readonly aspects: readonly MonitoringAspect[];
    /** Level of each indicator looked at; a level, never a mark. */
    readonly findings: readonly {
      readonly indicator: string;
      readonly aspect: MonitoringAspect;
      readonly level: Level;
    }[];
    readonly note?: VaultRef;
  }
>;

/** S62-7-10: work done, proposals, conclusions; the words stand in the vault. */
export type MentorReportSubmitted = DomainEvent<
  'MentorReportSubmitted',
  PairData & { readonly mentorId: Uuid; readonly report: VaultRef }
>;

/** S62-6.3: at the exit. */
export type ExitAssessed = DomainEvent<
  'ExitAssessed',
  PairData & { readonly assessments: readonly Assessment[] }
>;

export type PairCompleted = DomainEvent<
  'PairCompleted',
  PairData & { readonly regularMeetingsHeld: number; readonly regularMeetingsPlanned: number }
>;

/** Ended early, by order. `effectiveOn` is the last day. */
export type PairEnded = DomainEvent<
  'PairEnded',
  PairData & { readonly orderId: Uuid; readonly reason: EndReason }
>;

/** By order; both members belong to the pair on `effectiveOn`. */
export type MemberReplaced = DomainEvent<
  'MemberReplaced',
  PairData & {
    readonly orderId: Uuid;
    readonly role: PairRole;
    readonly leavingId: Uuid;
    readonly joiningId: Uuid;
  }
>;

/** A consent no longer stands (invariant 11). No meetings until resumed, or ended by order. */
export type PairSuspended = DomainEvent<'PairSuspended', PairData & { readonly participantId: Uuid }>;
export type PairResumed = DomainEvent<'PairResumed', PairData>;

/** Invariant 35: help in acute situations after completion. */
export type FollowUpOpened = DomainEvent<'FollowUpOpened', PairData & { readonly situation?: VaultRef }>;
export type FollowUpClosed = DomainEvent<'FollowUpClosed', PairData>;

export type PairEvent =
  | PairProposed
  | MentorCandidatesOffered
  | MentorChosen
  | ParticipantsFamiliarised
  | PairFixed
  | EntryAssessed
  | PlanDrafted
  | PlanApproved
  | MeetingHeld
  | MeetingRecordCancelled
  | MonitoringCompleted
  | MentorReportSubmitted
  | ExitAssessed
  | PairCompleted
  | PairEnded
  | MemberReplaced
  | PairSuspended
  | PairResumed
  | FollowUpOpened
  | FollowUpClosed;
