/**
 * What the deadline radar knows of an organisation: acts that start a term or settle one, each with its day and its place in the log.
 * Nothing here is personal: people are ids.
 */
import type { Instant, IsoDate, Uuid } from '@nastavnik/kernel';
import type {
  ActivityKind,
  CampaignKind,
  ConsentPurpose,
  DataDemand,
  DataDuty,
  DocumentKind,
  MenteeCategory,
  MonitoringKind,
  MonitoringRecipient,
  OrderKind,
  OrganisationType,
  PairRole,
  PracticeKind,
  ProgrammeStage,
} from '../vocabulary';

/** A clock of federal law, by its last day. */
export interface DatedDataDuty {
  readonly duty: DataDuty;
  readonly by: IsoDate;
  readonly source: string;
}

/** What each kind of fact says beside its day; kinds are named as the events they come from. */
export interface FactData {
  readonly MunicipalityRegistered: { readonly name: string };
  readonly SchoolRegistered: {
    readonly name: string;
    readonly municipalityId: Uuid;
    readonly organisationType: OrganisationType;
  };
  readonly MentoringIntroduced: { readonly from: IsoDate };
  readonly RegulationAdopted: object;
  readonly OrderIssued: {
    readonly orderId: Uuid;
    readonly kind: OrderKind;
    /** Of an introduction: the days of monitoring that it names (KIL-2.1.1-04). */
    readonly monitoringOn?: readonly IsoDate[];
  };
  readonly OrderCancelled: { readonly orderId: Uuid };
  readonly RoadmapApproved: object;
  readonly DocumentApproved: { readonly kind: DocumentKind };
  readonly StageClosed: { readonly stage: ProgrammeStage };
  readonly ResponsibleAppointed: { readonly body?: string; readonly renewBy?: IsoDate };
  readonly PartnershipConcluded: object;
  readonly AgreementConcluded: object;

  readonly EnteredMenteeBase: {
    readonly participantId: Uuid;
    readonly categories: readonly MenteeCategory[];
    readonly experienceYears?: number;
  };
  readonly EnteredMentorBase: { readonly participantId: Uuid };
  readonly EntryConfirmed: { readonly participantId: Uuid; readonly base: PairRole };
  readonly LeftBase: { readonly participantId: Uuid; readonly base: PairRole };
  readonly IndividualRouteDesigned: {
    readonly participantId: Uuid;
    readonly routeId: Uuid;
    readonly until: IsoDate;
  };
  readonly IndividualRouteRevised: {
    readonly participantId: Uuid;
    readonly routeId: Uuid;
    readonly until: IsoDate;
  };
  readonly IndividualRouteCompleted: { readonly participantId: Uuid; readonly routeId: Uuid };
  readonly PersonalDataErased: { readonly participantId: Uuid };
  readonly ListedAsExpert: object;
  readonly ExpertEntryUpdated: object;
  readonly ExpertBaseFormApproved: object;

  readonly PairFixed: { readonly pairId: Uuid; readonly from: IsoDate; readonly until: IsoDate };
  readonly PairProlonged: { readonly pairId: Uuid; readonly until: IsoDate };
  readonly PairEnded: { readonly pairId: Uuid };
  readonly PairCompleted: { readonly pairId: Uuid };
  readonly EntryAssessed: { readonly pairId: Uuid };
  readonly ExitAssessed: { readonly pairId: Uuid };
  readonly MonitoringCompleted: { readonly pairId: Uuid; readonly kind: MonitoringKind };
  readonly PlanningOrganised: { readonly pairId: Uuid; readonly dueOn: IsoDate };
  readonly PlanApproved: { readonly pairId: Uuid };

  /** Of the organisation that opened it, and of each school that it asks. */
  readonly CampaignOpened: {
    readonly campaignId: Uuid;
    readonly kind: CampaignKind;
    readonly year: number;
    readonly until: IsoDate;
  };
  /** Of the school. */
  readonly MonitoringSubmitted: { readonly campaignId: Uuid };
  /** Of the school. */
  readonly SubmissionReturned: { readonly campaignId: Uuid };
  readonly CampaignConsolidated: { readonly campaignId: Uuid };
  readonly CampaignAnalysed: { readonly campaignId: Uuid };
  readonly CampaignSent: { readonly campaignId: Uuid; readonly recipient: MonitoringRecipient };

  readonly ActivityPlanned: {
    readonly activityId: Uuid;
    readonly kind: ActivityKind;
    readonly title: string;
  };
  readonly ActivityProgrammeSet: { readonly activityId: Uuid };
  readonly ActivityHeld: { readonly activityId: Uuid; readonly kind: ActivityKind };
  readonly ActivityClosed: {
    readonly activityId: Uuid;
    readonly kind: ActivityKind;
    readonly title: string;
  };

  readonly SiteSectionOpened: object;
  readonly MaterialPublished: {
    readonly materialId: Uuid;
    readonly freeAccess: boolean;
    readonly namedIds: readonly Uuid[];
  };
  readonly MaterialUpdated: { readonly materialId: Uuid; readonly freeAccess: boolean };
  readonly MaterialWithdrawn: { readonly materialId: Uuid };
  readonly InfoResourceOpened: { readonly resourceId: Uuid };
  readonly InfoResourceUpdated: { readonly resourceId: Uuid };
  readonly InfoResourceClosed: { readonly resourceId: Uuid };
  readonly PracticeSubmitted: { readonly practiceId: Uuid; readonly kind: PracticeKind };
  readonly PracticePublished: { readonly practiceId: Uuid };

  readonly ConsentGiven: {
    readonly consentId: Uuid;
    readonly participantId: Uuid;
    readonly purpose: ConsentPurpose;
    readonly validUntil?: IsoDate;
  };
  readonly OwnConsentRequested: {
    readonly participantId: Uuid;
    readonly purposes: readonly ConsentPurpose[];
    readonly answerBy: IsoDate;
  };
  readonly ConsentWithdrawn: {
    readonly consentId: Uuid;
    readonly participantId: Uuid;
    readonly purpose: ConsentPurpose;
    readonly deadlines: readonly DatedDataDuty[];
  };
  readonly DataDemandReceived: {
    readonly demandId: Uuid;
    readonly participantId: Uuid;
    readonly demand: DataDemand;
    readonly deadlines: readonly DatedDataDuty[];
  };
  readonly DataDutyDischarged: {
    readonly sourceId: Uuid;
    readonly participantId: Uuid;
    readonly duty: DataDuty;
  };
  readonly DataDutyPostponed: {
    readonly sourceId: Uuid;
    readonly participantId: Uuid;
    readonly duty: DataDuty;
    readonly by: IsoDate;
    readonly source: string;
  };
  readonly RetentionGroundRecorded: {
    readonly groundId: Uuid;
    readonly participantId: Uuid;
    readonly law: string;
    readonly until: IsoDate;
  };
}
export type FactKind = keyof FactData;

export type Fact<Kind extends FactKind = FactKind> = {
  readonly [K in Kind]: {
    readonly kind: K;
    /** Id of the event. */
    readonly eventId: Uuid;
    readonly organisationId: Uuid;
    /** Day the act takes effect. */
    readonly on: IsoDate;
    readonly recordedAt: Instant;
    /** Position in the log, decimal. */
    readonly position: string;
    readonly data: FactData[K];
  };
}[Kind];

/** By day; acts of one day as they stand in the log. */
const inOrder = (a: Fact, b: Fact): number =>
  a.on === b.on ? Number(BigInt(a.position) - BigInt(b.position)) : a.on < b.on ? -1 : 1;

/** Facts of one organisation in order, by kind: what has happened by a day. */
export class Facts {
  private readonly byKind = new Map<FactKind, Fact[]>();

  /**
   * @param facts of one organisation
   * @param on last day that counts
   */
  constructor(facts: readonly Fact[], on: IsoDate) {
    for (const fact of facts.filter((one) => one.on <= on).sort(inOrder)) {
      const known = this.byKind.get(fact.kind);
      if (known === undefined) this.byKind.set(fact.kind, [fact]);
      else known.push(fact);
    }
    // Nothing rests on a cancelled order.
    const cancelled = new Set(this.of('OrderCancelled').map(({ data }) => data.orderId));
    this.byKind.set(
      'OrderIssued',
      this.of('OrderIssued').filter(({ data }) => !cancelled.has(data.orderId)),
    );
  }

  /** Of these kinds, in order. */
  of<Kind extends FactKind>(...kinds: readonly Kind[]): readonly Fact<Kind>[] {
    const found = kinds.map((kind) => this.byKind.get(kind) ?? []);
    return (found.length === 1 ? found[0]! : found.flat().sort(inOrder)) as unknown as readonly Fact<Kind>[];
  }
}
