/** What is asked of an activity, and what its acts are judged on. */
import type { Command, Uuid } from '@nastavnik/kernel';
import type {
  ActivityChannel,
  ActivityKind,
  Cancellation,
  ContestEntrant,
  HelpKind,
  OfOrganisation,
  OrganisationEvidence,
  PairRole,
  PersonKind,
  Position,
  ProfileSlice,
  Setting,
  SupportGiver,
  VaultRef,
} from '../vocabulary';
import type {
  ActivityPlan,
  ActivityResults,
  CitedAnalysis,
  ProgrammeModule,
  ScheduledDay,
} from './activity.events';

export interface OfActivity extends OfOrganisation {
  readonly activityId: Uuid;
}
/** The campaign of annual monitoring an act rests on. */
interface Based {
  readonly basedOn?: Uuid;
}
export type PlanActivity = Command<'PlanActivity', OfActivity & ActivityPlan & Based>;
export type SetActivityProgramme = Command<
  'SetActivityProgramme',
  OfActivity &
    Based & {
      readonly modules: readonly ProgrammeModule[];
      readonly schedule?: readonly ScheduledDay[];
      readonly orderId?: Uuid;
    }
>;
export type EnterParticipants = Command<
  'EnterParticipants',
  OfActivity & {
    readonly participantIds: readonly Uuid[];
    readonly pairIds: readonly Uuid[];
    readonly orderId?: Uuid;
  }
>;
export type HoldActivity = Command<
  'HoldActivity',
  OfActivity &
    Based & {
      readonly channel: ActivityChannel;
      readonly participantIds: readonly Uuid[];
      readonly guests: number;
      readonly experts: number;
      readonly note?: VaultRef;
    }
>;
export type CloseActivity = Command<
  'CloseActivity',
  OfActivity & { readonly results: ActivityResults; readonly orderId?: Uuid }
>;
export type CancelActivity = Command<'CancelActivity', OfActivity & { readonly reason: Cancellation }>;
export type ActivityCommand =
  PlanActivity | SetActivityProgramme | EnterParticipants | HoldActivity | CloseActivity | CancelActivity;

export type ActivityProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly contests: Setting<readonly { readonly name: string; readonly level: string }[]>;
  readonly contestEntrants: Setting<readonly ContestEntrant[]>;
  readonly resultsByOrder: Setting<readonly ActivityKind[]>;
  readonly programmeFirst: Setting<readonly ActivityKind[]>;
  readonly courseEnrolmentOrder: Setting<boolean>;
  readonly mentorSchoolOrder: Setting<boolean>;
  readonly mentorsTrained: Setting<boolean>;
  readonly eventsBasedOnMonitoring: Setting<number | null>;
  readonly coursesCorrectedByMonitoring: Setting<number | null>;
  readonly eventsByVideo: Setting<number | null>;
  readonly addressedSupport: Setting<readonly ActivityKind[] | null>;
  readonly methodicalHelp: Setting<readonly HelpKind[]>;
  readonly psychologicalSupport: Setting<{
    readonly by: readonly SupportGiver[];
    readonly for: readonly PairRole[];
  }>;
}>;

/** A person as the rules of activities see one, on the day of the act. */
export interface ActivityPerson {
  /** The person's school and its municipality. */
  readonly organisationIds: readonly Uuid[];
  readonly kind: PersonKind;
  readonly position?: Position;
  readonly employed: boolean;
  readonly inMentorBase: boolean;
  readonly inMenteeBase: boolean;
}
/** A pair or a group with its members on that day. */
export interface ActivityPair {
  readonly organisationIds: readonly Uuid[];
  readonly mentorIds: readonly Uuid[];
  readonly menteeIds: readonly Uuid[];
}

export interface ActivityEvidence extends OrganisationEvidence<ActivityProfile> {
  /** Everyone and every pair the act concerns; absent where nobody is registered by that id. */
  readonly people: { readonly [id: Uuid]: ActivityPerson };
  readonly pairs: { readonly [id: Uuid]: ActivityPair };
  /** The cited campaign, when its analysis was completed by the day of the act. */
  readonly analysis?: CitedAnalysis;
}
