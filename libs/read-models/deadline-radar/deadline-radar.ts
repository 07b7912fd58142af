/**
 * Facts that start a term or settle one, per organisation. Rows are only ever added, each with its day, its place in the log and the
 * moment it was recorded: what was due on any day is computed from them when it is asked.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DomainEvents, Fact, FactData, FactKind } from '@nastavnik/domain';
import type { Instant, IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { readModelOf } from '../register';

@Entity('deadline_fact')
export class DeadlineFactRow {
  /** Of the event; of a campaign as a school has it, with the school. */
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ name: 'event_id', type: 'text' }) eventId!: Uuid;
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  /** Of the registration of a school. */
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  @Column({ type: 'text' }) kind!: FactKind;
  @Column({ name: 'effective_on', type: 'text' }) on!: IsoDate;
  @Column({ name: 'recorded_at', type: 'text' }) recordedAt!: Instant;
  @Column({ type: 'bigint' }) position!: string;
  @Column({ type: 'jsonb' }) facts!: object;
}
type Row = DeadlineFactRow;

interface Placed {
  readonly id: Uuid;
  readonly position: bigint;
  readonly stamp: { readonly recordedAt: Instant };
  readonly data: { readonly effectiveOn: IsoDate };
}
const rowOf = <Kind extends FactKind>(
  kind: Kind,
  organisationId: Uuid,
  { id, position, stamp, data }: Placed,
  facts: FactData[Kind],
): Row => ({
  ...{ id, eventId: id, organisationId, municipalityId: null, kind },
  ...{ on: data.effectiveOn, recordedAt: stamp.recordedAt, position: position.toString(), facts },
});

/** A fact is named as the event it comes from. */
type DataOf<Kind extends FactKind> = Extract<DomainEvents, { readonly type: Kind }>['data'];

/** An event that is one fact of one organisation. */
const fact = <Kind extends FactKind>(
  kind: Kind,
  of: (data: DataOf<Kind>) => Uuid,
  facts: (data: DataOf<Kind>) => FactData[Kind],
) => ({
  keys: ({ id }: Placed): string => id,
  fold: (_: Row | undefined, event: Omit<Placed, 'data'> & { readonly data: DataOf<Kind> }): Row =>
    rowOf(kind, of(event.data), event, facts(event.data)),
});

const school = ({ schoolId }: { readonly schoolId: Uuid }): Uuid => schoolId;
const organisation = ({ organisationId }: { readonly organisationId: Uuid }): Uuid => organisationId;
/** The named members of an object, those that are there. */
const only =
  <const Name extends string>(...names: readonly Name[]) =>
  <Data extends object>(data: Data): Pick<Data, Name & keyof Data> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = (data as { readonly [name: string]: unknown })[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ) as Pick<Data, Name & keyof Data>;
const nothing = (): object => ({});

export const deadlineRadar = readModelOf(DeadlineFactRow)({
  name: 'deadline-radar',
  ignored: ['reminder', 'audit', 'indicators', 'appeal', 'award', 'council'],
  projection: {
    MunicipalityRegistered: fact('MunicipalityRegistered', (data) => data.municipalityId, only('name')),
    ExpertBaseFormApproved: fact('ExpertBaseFormApproved', (data) => data.municipalityId, nothing),
    SchoolRegistered: {
      keys: ({ id }) => id,
      fold: (_, event) => {
        const { schoolId, municipalityId, shortName: name, organisationType = 'GENERAL' } = event.data;
        return {
          ...rowOf('SchoolRegistered', schoolId, event, { name, municipalityId, organisationType }),
          municipalityId,
        };
      },
    },
    MentoringIntroduced: fact('MentoringIntroduced', school, only('from')),
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
    ActingHeadAppointed: 'ignored',
    ActingHeadReleased: 'ignored',
    RegulationAdopted: fact('RegulationAdopted', organisation, nothing),
    ParameterSet: 'ignored',

    OrderIssued: fact('OrderIssued', organisation, ({ orderId, content }) => ({
      orderId,
      kind: content.kind,
      ...(content.kind === 'INTRODUCTION' && content.monitoring !== undefined
        ? { monitoringOn: content.monitoring.map(({ on }) => on) }
        : {}),
    })),
    OrderCancelled: fact('OrderCancelled', organisation, only('orderId')),
    OrderAmended: 'ignored',
    OrderEffectRefused: 'ignored',
    RoadmapApproved: fact('RoadmapApproved', organisation, nothing),
    RoadmapAmended: 'ignored',
    RoadmapItemCompleted: 'ignored',
    RoadmapItemReopened: 'ignored',
    DocumentApproved: fact('DocumentApproved', organisation, only('kind')),
    StageClosed: fact('StageClosed', organisation, only('stage')),
    ResponsibleAppointed: fact('ResponsibleAppointed', organisation, only('body', 'renewBy')),
    PartnershipConcluded: fact('PartnershipConcluded', organisation, nothing),
    ProblemsAnalysed: 'ignored',
    ParticipantsSelected: 'ignored',
    StageOpened: 'ignored',
    BodyNamed: 'ignored',
    WorkingGroupComposed: 'ignored',
    InteractionRecorded: 'ignored',
    SupportProvided: 'ignored',
    AgreementConcluded: fact('AgreementConcluded', school, nothing),
    AgreementTerminated: 'ignored',
    MentoringRefused: 'ignored',

    EnteredMenteeBase: fact(
      'EnteredMenteeBase',
      school,
      only('participantId', 'categories', 'experienceYears'),
    ),
    EnteredMentorBase: fact('EnteredMentorBase', school, only('participantId')),
    EntryConfirmed: fact('EntryConfirmed', school, only('participantId', 'base')),
    LeftBase: fact('LeftBase', school, only('participantId', 'base')),
    IndividualRouteDesigned: fact(
      'IndividualRouteDesigned',
      school,
      only('participantId', 'routeId', 'until'),
    ),
    IndividualRouteRevised: fact('IndividualRouteRevised', school, only('participantId', 'routeId', 'until')),
    IndividualRouteCompleted: fact('IndividualRouteCompleted', school, only('participantId', 'routeId')),
    ListedAsExpert: fact('ListedAsExpert', school, nothing),
    ExpertEntryUpdated: fact('ExpertEntryUpdated', school, nothing),
    ExpertEntryRemoved: 'ignored',
    PersonalDataErased: fact('PersonalDataErased', school, only('participantId')),
    PersonalDataCorrected: 'ignored',
    MergedInto: 'ignored',
    DuplicateMerged: 'ignored',
    ParticipantRegistered: 'ignored',
    NeedsDiagnosed: 'ignored',
    EducationalRequestFormulated: 'ignored',
    AdaptationNoted: 'ignored',
    AgreementNoted: 'ignored',
    JoinedPair: 'ignored',
    LeftPair: 'ignored',
    TrainingCompleted: 'ignored',

    ConsentGiven: fact('ConsentGiven', school, only('consentId', 'participantId', 'purpose', 'validUntil')),
    OwnConsentRequested: fact('OwnConsentRequested', school, only('participantId', 'purposes', 'answerBy')),
    ConsentWithdrawn: fact(
      'ConsentWithdrawn',
      school,
      ({ consentId, participantId, purpose, deadlines = [] }) => ({
        ...{ consentId, participantId, purpose, deadlines },
      }),
    ),

    DataDemandReceived: fact(
      'DataDemandReceived',
      school,
      only('demandId', 'participantId', 'demand', 'deadlines'),
    ),
    DataDutyDischarged: fact('DataDutyDischarged', school, only('sourceId', 'participantId', 'duty')),
    DataDutyPostponed: fact(
      'DataDutyPostponed',
      school,
      only('sourceId', 'participantId', 'duty', 'by', 'source'),
    ),
    RetentionGroundRecorded: fact(
      'RetentionGroundRecorded',
      school,
      only('groundId', 'participantId', 'law', 'until'),
    ),

    PairFixed: fact('PairFixed', school, only('pairId', 'from', 'until')),
    PairProlonged: fact('PairProlonged', school, only('pairId', 'until')),
    PairEnded: fact('PairEnded', school, only('pairId')),
    PairCompleted: fact('PairCompleted', school, only('pairId')),
    EntryAssessed: fact('EntryAssessed', school, only('pairId')),
    ExitAssessed: fact('ExitAssessed', school, only('pairId')),
    MonitoringCompleted: fact('MonitoringCompleted', school, only('pairId', 'kind')),
    PlanningOrganised: fact('PlanningOrganised', school, only('pairId', 'dueOn')),
    PlanApproved: fact('PlanApproved', school, only('pairId')),
    PairProposed: 'ignored',
    MentorCandidatesOffered: 'ignored',
    MentorChosen: 'ignored',
    CompatibilityAssessed: 'ignored',
    ParticipantsFamiliarised: 'ignored',
    PairMovedToRegulation: 'ignored',
    PlanDrafted: 'ignored',
    PlanCorrected: 'ignored',
    GoalSet: 'ignored',
    MeetingHeld: 'ignored',
    MeetingRecordCancelled: 'ignored',
    MentorReportSubmitted: 'ignored',
    ReflectionRecorded: 'ignored',
    FeedbackGiven: 'ignored',
    RecommendationIssued: 'ignored',
    HelpRequested: 'ignored',
    HelpGiven: 'ignored',
    MemberReplaced: 'ignored',
    PairSuspended: 'ignored',
    PairResumed: 'ignored',
    FollowUpOpened: 'ignored',
    FollowUpClosed: 'ignored',

    CampaignOpened: {
      // The organisation's own, and one for each school that it asks.
      keys: ({ id, data }) => [
        id,
        ...data.schoolIds.filter((one) => one !== data.organisationId).map((one) => `${id}.${one}`),
      ],
      fold: (_, event, key) => {
        const { campaignId, kind, year, window, organisationId } = event.data;
        const asked = key === event.id ? organisationId : key.slice(event.id.length + 1);
        return {
          ...rowOf('CampaignOpened', asked, event, { campaignId, kind, year, until: window.until }),
          id: key,
        };
      },
    },
    MonitoringSubmitted: fact('MonitoringSubmitted', school, only('campaignId')),
    SubmissionReturned: fact('SubmissionReturned', school, only('campaignId')),
    CampaignConsolidated: fact('CampaignConsolidated', organisation, only('campaignId')),
    CampaignAnalysed: fact('CampaignAnalysed', organisation, only('campaignId')),
    CampaignSent: fact('CampaignSent', organisation, only('campaignId', 'recipient')),
    SubmissionAccepted: 'ignored',
    SchoolReminded: 'ignored',
    CampaignReceiptConfirmed: 'ignored',
    ReportAcknowledged: 'ignored',

    ActivityPlanned: fact('ActivityPlanned', organisation, ({ activityId, content, title }) => ({
      ...{ activityId, kind: content.kind, title },
    })),
    ActivityProgrammeSet: fact('ActivityProgrammeSet', organisation, only('activityId')),
    ActivityHeld: fact('ActivityHeld', organisation, only('activityId', 'kind')),
    ActivityClosed: fact('ActivityClosed', organisation, only('activityId', 'kind', 'title')),
    ActivityParticipantsEntered: 'ignored',
    ActivityCancelled: 'ignored',

    SiteSectionOpened: fact('SiteSectionOpened', organisation, nothing),
    SiteSectionChanged: 'ignored',
    MaterialPublished: fact('MaterialPublished', organisation, only('materialId', 'freeAccess', 'namedIds')),
    MaterialUpdated: fact('MaterialUpdated', organisation, only('materialId', 'freeAccess')),
    MaterialWithdrawn: fact('MaterialWithdrawn', organisation, only('materialId')),
    InfoResourceOpened: fact('InfoResourceOpened', organisation, only('resourceId')),
    InfoResourceUpdated: fact('InfoResourceUpdated', organisation, only('resourceId')),
    InfoResourceClosed: fact('InfoResourceClosed', organisation, only('resourceId')),
    PracticeSubmitted: fact('PracticeSubmitted', organisation, only('practiceId', 'kind')),
    PracticePublished: fact('PracticePublished', organisation, only('practiceId')),
    PracticeIdentified: 'ignored',
    PracticeReviewed: 'ignored',
    PracticeRevised: 'ignored',
    PracticeSelected: 'ignored',
    PracticeWithdrawn: 'ignored',
  },
});

/** `$1` itself, its municipality and its schools; their facts by then. */
const TEXT = `with asked as (
    select $1::text as id
    union select municipality_id from deadline_fact where organisation_id = $1 and municipality_id is not null
    union select organisation_id from deadline_fact where municipality_id = $1
  )
  select f.event_id, f.organisation_id, f.kind, f.effective_on, f.recorded_at, f.position::text, f.facts
  from deadline_fact f join asked on asked.id = f.organisation_id
  where f.effective_on <= $2`;

interface Found {
  readonly event_id: Uuid;
  readonly organisation_id: Uuid;
  readonly kind: FactKind;
  readonly effective_on: IsoDate;
  readonly recorded_at: Instant;
  readonly position: string;
  readonly facts: object;
}

@Injectable()
export class DeadlineFactsQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /**
   * Facts of an organisation, of its municipality and of its schools that had happened by a day, in no order.
   * Empty where the organisation is not registered.
   */
  async find(organisationId: Uuid, on: IsoDate): Promise<readonly Fact[]> {
    const { rows } = await this.postgres.query<Found>({
      name: 'deadline-facts',
      text: TEXT,
      values: [organisationId, on],
    });
    return rows.map(
      (row) =>
        ({
          ...{ kind: row.kind, eventId: row.event_id, organisationId: row.organisation_id },
          ...{ on: row.effective_on, recordedAt: row.recorded_at, position: row.position, data: row.facts },
        }) as Fact,
    );
  }

  /** Ids of every municipality, in the order they were registered. */
  async municipalities(): Promise<readonly Uuid[]> {
    const { rows } = await this.postgres.query<{ id: Uuid }>({
      name: 'deadline-municipalities',
      text: `select organisation_id as id from deadline_fact
        where kind = 'MunicipalityRegistered' order by deadline_fact.position`,
    });
    return rows.map(({ id }) => id);
  }
}
