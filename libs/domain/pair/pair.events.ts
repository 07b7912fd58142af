/** Pair (or group): from the need of a mentee to the follow-up after completion. One stream is one legal life. */
import type { DomainEvent, EventData, IsoDate, RegulationVersion, Uuid } from '@nastavnik/kernel';
import type {
  EndReason,
  Finding,
  Form,
  Forum,
  GoalHorizon,
  GrowthMeasure,
  HelpRequestKind,
  Level,
  MeetingKind,
  ModelElement,
  MonitoringAspect,
  MonitoringKind,
  PairKind,
  PairRole,
  PlanForm,
  PlanPart,
  RecommendationKind,
  RoleModel,
  RouteResource,
  TaskType,
  VaultRef,
  WorkFormat,
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

/** MR-P-03: a psychologist on the compatibility of the pair, one conclusion for each mentor considered; the words stand in the vault. */
export type CompatibilityAssessed = DomainEvent<
  'CompatibilityAssessed',
  PairData & {
    readonly psychologistId: Uuid;
    readonly mentorIds: readonly Uuid[];
    readonly compatible: boolean;
    readonly conclusion: VaultRef;
  }
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

/**
 * A pair is judged by the version it was fixed under (the basis of `PairFixed` names it) until it is moved to a newer one; from
 * `effectiveOn` on by this.
 */
export type PairMovedToRegulation = DomainEvent<
  'PairMovedToRegulation',
  PairData & { readonly regulation: RegulationVersion }
>;

/** S62-6.3: at the entry. */
export type EntryAssessed = DomainEvent<
  'EntryAssessed',
  PairData & { readonly assessments: readonly Assessment[] }
>;

/** What a plan says besides its words. */
export interface PlanContent {
  /** Which parts its words have (KIL-5.3). */
  readonly parts?: readonly PlanPart[];
  readonly resources?: readonly RouteResource[];
  readonly documentForm?: PlanForm;
  /** SEV-E-1..3. */
  readonly elements?: readonly ModelElement[];
  /** KIL-4.2.6, KIL-4.3.5: how they mean to work. */
  readonly formats?: readonly WorkFormat[];
}

/** MR-CUR-02, KIL-6.4.1-06: the curator sees to it that the programme is developed, by a day. */
export type PlanningOrganised = DomainEvent<'PlanningOrganised', PairData & { readonly dueOn: IsoDate }>;

/** S62-7-02, S62-9-02: mentor and mentee draft the plan together; its words stand in the vault. */
export type PlanDrafted = DomainEvent<
  'PlanDrafted',
  PairData & PlanContent & { readonly authorIds: readonly Uuid[]; readonly plan: VaultRef }
>;
export type PlanApproved = DomainEvent<'PlanApproved', PairData & { readonly plan: VaultRef }>;

/** By mutual consent: the approved plan goes on in its next version; why stands in the vault with the words. */
export type PlanCorrected = DomainEvent<
  'PlanCorrected',
  PairData &
    PlanContent & { readonly version: number; readonly authorIds: readonly Uuid[]; readonly plan: VaultRef }
>;

/** S62-7-05: near, achievable goals, and the long-term perspective that is talked over. */
export type GoalSet = DomainEvent<
  'GoalSet',
  PairData & { readonly horizon: GoalHorizon; readonly dueOn?: IsoDate; readonly goal: VaultRef }
>;

/** S62-5.3. `number` counts the meetings of the pair from 1, cancelled records included. */
export type MeetingHeld = DomainEvent<
  'MeetingHeld',
  PairData & {
    readonly number: number;
    readonly kind: MeetingKind;
    readonly attendeeIds: readonly Uuid[];
    /** Only at the planning meeting: how many regular meetings the pair agreed on (S62-5.5). */
    readonly plannedRegularMeetings?: number;
    readonly formats?: readonly WorkFormat[];
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
    /** What was found under the code of each indicator looked at; never a mark. */
    readonly findings: readonly Finding[];
    /** Risks and whatever else is said in words. */
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

/** KIL-5.5-1: a mentee looks back at experience and difficulties, a mentor at the own work. */
export type ReflectionRecorded = DomainEvent<
  'ReflectionRecorded',
  PairData & { readonly participantId: Uuid; readonly role: PairRole; readonly reflection: VaultRef }
>;

/** SEV-F-1a: with it the mentor may assess how capable the mentee is of developing further; a level, never a mark. */
export type FeedbackGiven = DomainEvent<
  'FeedbackGiven',
  PairData & {
    readonly mentorId: Uuid;
    readonly menteeId: Uuid;
    readonly capability?: Level;
    readonly feedback: VaultRef;
  }
>;

/** SEV-F-2a: by the mentors of a group. */
export type RecommendationIssued = DomainEvent<
  'RecommendationIssued',
  PairData & {
    readonly mentorIds: readonly Uuid[];
    readonly menteeId: Uuid;
    readonly kind: RecommendationKind;
    readonly recommendation: VaultRef;
  }
>;

/** SEV-F-6a: on the mentee's own initiative. `number` counts the requests of the pair from 1. */
export type HelpRequested = DomainEvent<
  'HelpRequested',
  PairData & {
    readonly number: number;
    readonly menteeId: Uuid;
    readonly kind: HelpRequestKind;
    readonly request: VaultRef;
  }
>;
export type HelpGiven = DomainEvent<
  'HelpGiven',
  PairData & { readonly number: number; readonly mentorId: Uuid; readonly answer: VaultRef }
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

/** By order, before the term runs out. `until` is the new last day. */
export type PairProlonged = DomainEvent<
  'PairProlonged',
  PairData & { readonly orderId: Uuid; readonly until: IsoDate }
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
  | CompatibilityAssessed
  | ParticipantsFamiliarised
  | PairFixed
  | PairMovedToRegulation
  | EntryAssessed
  | PlanningOrganised
  | PlanDrafted
  | PlanApproved
  | PlanCorrected
  | GoalSet
  | MeetingHeld
  | MeetingRecordCancelled
  | MonitoringCompleted
  | MentorReportSubmitted
  | ExitAssessed
  | ReflectionRecorded
  | FeedbackGiven
  | RecommendationIssued
  | HelpRequested
  | HelpGiven
  | PairCompleted
  | PairEnded
  | PairProlonged
  | MemberReplaced
  | PairSuspended
  | PairResumed
  | FollowUpOpened
  | FollowUpClosed;
