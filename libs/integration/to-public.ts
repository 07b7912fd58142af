/** From domain events to public ones. What a receiver may know is decided here, event type by event type. */
import { v5 } from 'uuid';
import type { DomainEvents, ForEveryEvent } from '@nastavnik/domain';
import { type Recorded, said, type Uuid } from '@nastavnik/kernel';
import { dataschemaOf } from './public-events';
import type { NastavnikEvent, PublicType, PublicTypes } from './public-events';

/** What one domain event says to the outside. */
type Saying = {
  readonly [Type in PublicType]: {
    readonly type: Type;
    readonly subject: Uuid;
    readonly data: PublicTypes[Type];
  };
}[PublicType];

/** Makes an opaque id of a line of the radar: its own may hold the id of a person. */
const DEADLINES = '5a9c2d64-0f0b-4d55-9d0e-7a1f6b7c2e11';

/** `'internal'` is said aloud: a forgotten event type does not compile. */
type Mapping = ForEveryEvent<
  'internal',
  {
    readonly [Type in DomainEvents['type']]: (
      data: Extract<DomainEvents, { readonly type: Type }>['data'],
    ) => readonly Saying[];
  }
>;

const ofCampaign = ({
  campaignId,
  organisationId,
}: {
  readonly campaignId: Uuid;
  readonly organisationId: Uuid;
}) => ({ campaignId, organisationId });

const MAPPING: Mapping = {
  municipality: 'internal',
  school: 'internal',
  regulation: 'internal',
  order: 'internal',
  participant: 'internal',
  consent: 'internal',
  agreement: 'internal',
  appeal: 'internal',
  roadmap: 'internal',
  governance: 'internal',
  indicators: 'internal',
  practice: 'internal',
  activity: 'internal',
  award: 'internal',
  audit: 'internal',
  council: 'internal',
  site: 'internal',

  reminder: {
    DeadlineReminded: (data) => [
      {
        type: 'ru.nastavnik.deadline.reminded.v1',
        subject: data.organisationId,
        data: {
          ...(data.level === 'SCHOOL'
            ? { schoolId: data.organisationId }
            : { municipalityId: data.organisationId }),
          deadline: v5(data.deadlineId, DEADLINES),
          cadence: data.cadence,
          due: data.due,
          moment: data.moment,
          daysLeft: data.daysLeft,
          clauses: data.clauses,
        },
      },
    ],
  },

  campaign: {
    CampaignOpened: (data) => [
      {
        type: 'ru.nastavnik.campaign.opened.v1',
        subject: data.campaignId,
        data: {
          ...ofCampaign(data),
          kind: data.kind,
          year: data.year,
          openedOn: data.effectiveOn,
          from: data.window.from,
          until: data.window.until,
          snapshotOn: data.snapshotOn,
          schools: data.schoolIds.length,
        },
      },
    ],
    SubmissionAccepted: (data) => [
      {
        type: 'ru.nastavnik.campaign.submission-accepted.v1',
        subject: data.campaignId,
        data: {
          ...ofCampaign(data),
          schoolId: data.schoolId,
          version: data.version,
          acceptedOn: data.effectiveOn,
        },
      },
    ],
    CampaignConsolidated: (data) => [
      {
        type: 'ru.nastavnik.campaign.consolidated.v1',
        subject: data.campaignId,
        data: {
          ...ofCampaign(data),
          year: data.year,
          consolidatedOn: data.effectiveOn,
          accepted: data.accepted.length,
          missing: data.missing.length,
        },
      },
    ],
    CampaignSent: (data) => {
      const file = `/v1/organisations/${data.organisationId}/campaigns/${data.campaignId}/report`;
      return [
        {
          type: 'ru.nastavnik.report.sent.v1',
          subject: data.campaignId,
          data: {
            ...ofCampaign(data),
            recipient: data.recipient,
            year: data.year,
            sentOn: data.effectiveOn,
            files: [
              { format: 'XML', href: `${file}?format=xml`, ...data.file },
              { format: 'XLSX', href: `${file}?format=xlsx` },
            ],
          },
        },
      ];
    },
    // The reason of a refusal is written by hand and stays inside.
    ReportAcknowledged: (data) => [
      {
        type: 'ru.nastavnik.report.acknowledged.v1',
        subject: data.campaignId,
        data: {
          ...ofCampaign(data),
          recipient: data.recipient,
          outcome: data.outcome,
          sha256: data.sha256,
          acknowledgedOn: data.effectiveOn,
          ...(data.number === undefined ? {} : { number: data.number }),
        },
      },
    ],
    MonitoringSubmitted: 'internal',
    SubmissionReturned: 'internal',
    SchoolReminded: 'internal',
    CampaignAnalysed: 'internal',
    CampaignReceiptConfirmed: 'internal',
  },

  pair: {
    PairFixed: (data) => [
      {
        type: 'ru.nastavnik.pair.fixed.v1',
        subject: data.pairId,
        data: {
          pairId: data.pairId,
          schoolId: data.schoolId,
          kind: data.kind,
          form: data.form,
          orderId: data.orderId,
          fixedOn: data.effectiveOn,
          from: data.from,
          until: data.until,
          mentors: data.mentorIds.length,
          mentees: data.menteeIds.length,
        },
      },
    ],
    MeetingHeld: (data) => [
      {
        type: 'ru.nastavnik.pair.meeting-held.v1',
        subject: data.pairId,
        data: {
          pairId: data.pairId,
          schoolId: data.schoolId,
          number: data.number,
          kind: data.kind,
          heldOn: data.effectiveOn,
          attendees: data.attendeeIds.length,
          ...(data.plannedRegularMeetings === undefined
            ? {}
            : { plannedRegularMeetings: data.plannedRegularMeetings }),
        },
      },
    ],
    MeetingRecordCancelled: (data) => [
      {
        type: 'ru.nastavnik.pair.meeting-cancelled.v1',
        subject: data.pairId,
        data: { pairId: data.pairId, schoolId: data.schoolId, number: data.number, kind: data.kind },
      },
    ],
    MonitoringCompleted: (data) => [
      {
        type: 'ru.nastavnik.pair.monitoring-completed.v1',
        subject: data.pairId,
        data: {
          pairId: data.pairId,
          schoolId: data.schoolId,
          kind: data.kind,
          completedOn: data.effectiveOn,
          aspects: data.aspects,
        },
      },
    ],

    PairProposed: 'internal',
    MentorCandidatesOffered: 'internal',
    MentorChosen: 'internal',
    ParticipantsFamiliarised: 'internal',
    EntryAssessed: 'internal',
    PlanDrafted: 'internal',
    PlanApproved: 'internal',
    PairMovedToRegulation: 'internal',
    CompatibilityAssessed: 'internal',
    PlanningOrganised: 'internal',
    PlanCorrected: 'internal',
    GoalSet: 'internal',
    ReflectionRecorded: 'internal',
    FeedbackGiven: 'internal',
    RecommendationIssued: 'internal',
    HelpRequested: 'internal',
    HelpGiven: 'internal',
    MentorReportSubmitted: 'internal',
    ExitAssessed: 'internal',
    PairCompleted: 'internal',
    PairEnded: 'internal',
    PairProlonged: 'internal',
    MemberReplaced: 'internal',
    PairSuspended: 'internal',
    PairResumed: 'internal',
    FollowUpOpened: 'internal',
    FollowUpClosed: 'internal',
  },
};

/**
 * The public events of one domain event: none, one or many. Pure; the same event gives the same ids.
 * @param source URI of this installation, e.g. `urn:nastavnik:installation:school-62`
 */
export const toPublic = (event: Recorded<DomainEvents>, source: string): readonly NastavnikEvent[] => {
  const say = said(MAPPING, event) as ((data: DomainEvents['data']) => readonly Saying[]) | 'internal';
  if (say === 'internal') return [];
  return say(event.data).map(
    (saying, index) =>
      ({
        specversion: '1.0',
        id: v5(`${saying.type}#${index}`, event.id),
        source,
        type: saying.type,
        subject: saying.subject,
        time: event.stamp.recordedAt,
        datacontenttype: 'application/json',
        dataschema: dataschemaOf(saying.type),
        data: saying.data,
      }) as NastavnikEvent,
  );
};
