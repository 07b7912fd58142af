/**
 * Activity: what a school or a municipality plans, holds and closes with a result. Seminars, courses, contests, psychological support:
 * one life for all. People stand in it by id; what was said to anybody is sealed in the vault.
 */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type {
  ActivityChannel,
  ActivityKind,
  ActivityLevel,
  Cancellation,
  Contribution,
  HelpKind,
  ModuleChange,
  SupportTopic,
  VaultRef,
} from '../vocabulary';

/** What a kind says of itself. `hostId`: the psychologist, the mentor or the graduate whose act it is. */
export type ActivityContent =
  | { readonly kind: 'METHODICAL_HELP'; readonly help: HelpKind }
  | {
      readonly kind: 'PSYCHOLOGICAL_SUPPORT';
      readonly topic: SupportTopic;
      readonly hostId: Uuid;
      /** Of a pair; of persons when absent. */
      readonly pairId?: Uuid;
    }
  | {
      readonly kind: 'GRADUATE_CONTRIBUTION';
      readonly contribution: Contribution;
      readonly hostId: Uuid;
    }
  | {
      readonly kind: Exclude<
        ActivityKind,
        'METHODICAL_HELP' | 'PSYCHOLOGICAL_SUPPORT' | 'GRADUATE_CONTRIBUTION'
      >;
    };

/** What is planned. */
export interface ActivityPlan {
  readonly content: ActivityContent;
  /** Of a contest, its name as the regulation has it. */
  readonly title: string;
  readonly level: ActivityLevel;
  /** First and last day, both included. */
  readonly from: IsoDate;
  readonly until: IsoDate;
  /** Support addressed to pedagogues by their deficits (SEV-IV-8c). */
  readonly addressed?: true;
}

/** The annual monitoring that an activity or a programme rests on (SEV-IV-8b, SEV-IV-9b). */
export interface CitedAnalysis {
  readonly campaignId: Uuid;
  readonly organisationId: Uuid;
  readonly year: number;
}

export interface ProgrammeModule {
  readonly title: string;
  readonly hours: number;
  readonly change: ModuleChange;
}
/** One day of a training schedule (S62-12-06). */
export interface ScheduledDay {
  readonly on: IsoDate;
  readonly module: string;
}

/** Contest: who took which place, a person or a pair. Training: who completed it. */
export type ActivityResults =
  | { readonly of: 'CONTEST'; readonly places: readonly ContestPlace[] }
  | { readonly of: 'TRAINING'; readonly completedIds: readonly Uuid[] }
  /** Where the materials are published, if they are. */
  | { readonly of: 'EVENT'; readonly materials?: string };
export type ContestPlace = { readonly place: number } & (
  { readonly participantId: Uuid } | { readonly pairId: Uuid }
);

interface ActivityData extends EventData {
  readonly activityId: Uuid;
  readonly organisationId: Uuid;
}

export type ActivityPlanned = DomainEvent<
  'ActivityPlanned',
  ActivityData & ActivityPlan & { readonly analysis?: CitedAnalysis }
>;

/** SEV-IV-8a, SEV-IV-9a: developed first, set anew later. */
export type ActivityProgrammeSet = DomainEvent<
  'ActivityProgrammeSet',
  ActivityData & {
    readonly version: number;
    readonly modules: readonly ProgrammeModule[];
    readonly schedule?: readonly ScheduledDay[];
    readonly orderId?: Uuid;
    readonly analysis?: CitedAnalysis;
  }
>;

/** Entrants of a contest, listeners of a course: those added by this act. */
export type ActivityParticipantsEntered = DomainEvent<
  'ActivityParticipantsEntered',
  ActivityData & {
    readonly participantIds: readonly Uuid[];
    readonly pairIds: readonly Uuid[];
    readonly orderId?: Uuid;
  }
>;

export type ActivityHeld = DomainEvent<
  'ActivityHeld',
  ActivityData & {
    readonly kind: ActivityKind;
    readonly channel: ActivityChannel;
    readonly participantIds: readonly Uuid[];
    /** People whom nobody here registers: enterprises, other schools (SEV-RM-F4). */
    readonly guests: number;
    /** Invited experts (SEV-IV-8, KIL-6.4.1-02). */
    readonly experts: number;
    readonly analysis?: CitedAnalysis;
    /** Words about a person, in the vault. */
    readonly note?: VaultRef;
  }
>;

/** Complete in itself: what the record of training of each participant is written from. */
export type ActivityClosed = DomainEvent<
  'ActivityClosed',
  ActivityData & {
    readonly kind: ActivityKind;
    readonly title: string;
    readonly hours: number;
    readonly results: ActivityResults;
    readonly orderId?: Uuid;
  }
>;

export type ActivityCancelled = DomainEvent<
  'ActivityCancelled',
  ActivityData & { readonly reason: Cancellation }
>;

export type ActivityEvent =
  | ActivityPlanned
  | ActivityProgrammeSet
  | ActivityParticipantsEntered
  | ActivityHeld
  | ActivityClosed
  | ActivityCancelled;
