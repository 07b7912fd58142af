/**
 * What reports count: organisations, orders, programmes, pairs and people, each a row with its dated facts (`facts.ts`). One read model
 * for all reports, so that two of them never disagree about the same number.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PairRole } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { readModelOf } from '../register';
import type {
  Dated,
  Membership,
  OrderFacts,
  OrganisationFacts,
  OrganisationRecordOfFacts,
  PairFacts,
  PersonFacts,
  ProgrammeFacts,
  Stay,
} from './facts';

@Entity('mentoring_facts')
export class MentoringFactsRow {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!:
    'ORGANISATION' | 'ORDER' | 'PROGRAMME' | 'PAIR' | 'PERSON';
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  /** Of a school. */
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  @Column({ type: 'text' }) since!: IsoDate;
  /** Last day that a report of has to look at it; of an order, the day from which it is no longer in force. */
  @Column({ type: 'text', nullable: true }) until!: IsoDate | null;
  @Column({ type: 'jsonb' }) facts!:
    OrganisationFacts | OrderFacts | ProgrammeFacts | PairFacts | PersonFacts;
}
type Row = MentoringFactsRow;

interface Happening {
  readonly position: bigint;
  readonly data: { readonly effectiveOn: IsoDate };
}
const dated = ({ position, data }: Happening): Dated => ({ on: data.effectiveOn, at: position.toString() });

/** An event about a pair, or a person, that is there. */
const pair = <
  Event extends Happening & { readonly data: { readonly pairId: Uuid; readonly effectiveOn: IsoDate } },
>(
  change: (facts: PairFacts, event: Event) => Partial<PairFacts>,
) => ({
  keys: ({ data }: Event): Uuid => data.pairId,
  fold: (row: Row | undefined, event: Event): Row | undefined => {
    if (row === undefined) return undefined;
    const facts = { ...(row.facts as PairFacts), ...change(row.facts as PairFacts, event) };
    return { ...row, facts, until: facts.closed?.on ?? null };
  },
});
const person = <
  Event extends Happening & {
    readonly data: { readonly participantId: Uuid; readonly effectiveOn: IsoDate };
  },
>(
  change: (facts: PersonFacts, event: Event) => Partial<PersonFacts>,
) => ({
  keys: ({ data }: Event): Uuid => data.participantId,
  fold: (row: Row | undefined, event: Event): Row | undefined =>
    row && { ...row, facts: { ...(row.facts as PersonFacts), ...change(row.facts as PersonFacts, event) } },
});

const members = (ids: readonly Uuid[], role: PairRole, from: IsoDate): readonly Membership[] =>
  ids.map((participantId) => ({ participantId, role, from, until: null }));

/** The last stay in a base changed; a renewed entry changes what it says, and is no new stay. */
const lastStay = (
  stays: readonly Stay[],
  base: PairRole,
  change: (stay: Stay) => Partial<Stay>,
): readonly Stay[] => {
  const last = stays.findLastIndex((stay) => stay.base === base && stay.left === null);
  return stays.map((stay, index) => (index === last ? { ...stay, ...change(stay) } : stay));
};

export const mentoringFacts = readModelOf(MentoringFactsRow)({
  name: 'mentoring-facts',
  ignored: [
    'regulation',
    'consent',
    'agreement',
    'appeal',
    'roadmap',
    'campaign',
    'practice',
    'activity',
    'audit',
    'award',
    'council',
    'site',
  ],
  projection: {
    MunicipalityRegistered: {
      keys: ({ data }) => data.municipalityId,
      fold: (_, { data }) => ({
        ...{ id: data.municipalityId, rowKind: 'ORGANISATION', organisationId: data.municipalityId },
        ...{ municipalityId: null, since: data.effectiveOn, until: null },
        facts: { name: data.name, level: 'MUNICIPALITY', type: null },
      }),
    },
    SchoolRegistered: {
      keys: ({ data }) => data.schoolId,
      fold: (_, { data }) => ({
        ...{ id: data.schoolId, rowKind: 'ORGANISATION', organisationId: data.schoolId },
        ...{ municipalityId: data.municipalityId, since: data.effectiveOn, until: null },
        facts: { name: data.shortName, level: 'SCHOOL', type: data.organisationType ?? 'GENERAL' },
      }),
    },
    OrderIssued: {
      keys: ({ data }) => data.orderId,
      fold: (_, { data, position }) => ({
        ...{ id: data.orderId, rowKind: 'ORDER', organisationId: data.organisationId },
        ...{ municipalityId: null, since: data.effectiveOn, until: null },
        facts: {
          ...{ orderId: data.orderId, number: data.number, kind: data.content.kind },
          at: position.toString(),
        },
      }),
    },
    OrderCancelled: {
      keys: ({ data }) => data.orderId,
      fold: (row, { data }) => row && { ...row, until: data.effectiveOn },
    },
    DocumentApproved: {
      keys: ({ id, data }) => (data.kind === 'PROGRAMME' ? id : []),
      fold: (_, event) => ({
        ...{ id: event.id, rowKind: 'PROGRAMME', organisationId: event.data.organisationId },
        ...{ municipalityId: null, since: event.data.effectiveOn, until: null },
        facts: {
          ...dated(event),
          title: event.data.title,
          orderId: 'orderId' in event.data.by ? event.data.by.orderId : null,
        },
      }),
    },

    PairProposed: {
      keys: ({ data }) => data.pairId,
      fold: (_, { data }) => ({
        ...{ id: data.pairId, rowKind: 'PAIR', organisationId: data.schoolId },
        ...{ municipalityId: null, since: data.effectiveOn, until: null },
        facts: {
          ...{ kind: data.kind, form: data.form, members: [], fixed: null, from: null, until: null },
          ...{ plans: [], goals: [], plannedRegular: null, meetings: [], monitorings: [] },
          ...{ entry: [], exit: [], reports: [], reflections: [], recommendations: [], suspensions: [] },
          closed: null,
        },
      }),
    },
    PairFixed: pair((_, event) => ({
      ...{ kind: event.data.kind, form: event.data.form, from: event.data.from, until: event.data.until },
      members: [
        ...members(event.data.mentorIds, 'MENTOR', event.data.from),
        ...members(event.data.menteeIds, 'MENTEE', event.data.from),
      ],
      fixed: { ...dated(event), orderId: event.data.orderId },
    })),
    PairProlonged: pair((_, { data }) => ({ until: data.until })),
    MemberReplaced: pair((facts, { data }) => ({
      members: [
        ...facts.members.map((one) =>
          one.participantId === data.leavingId && one.role === data.role && one.until === null
            ? { ...one, until: data.effectiveOn }
            : one,
        ),
        ...members([data.joiningId], data.role, data.effectiveOn),
      ],
    })),
    PlanApproved: pair((facts, event) => ({ plans: [...facts.plans, dated(event)] })),
    GoalSet: pair((facts, event) => ({ goals: [...facts.goals, dated(event)] })),
    MeetingHeld: pair((facts, event) => ({
      meetings: [
        ...facts.meetings,
        {
          ...{ ...dated(event), number: event.data.number, kind: event.data.kind },
          ...(event.data.plannedRegularMeetings === undefined
            ? {}
            : { planned: event.data.plannedRegularMeetings }),
        },
      ],
      plannedRegular: event.data.plannedRegularMeetings ?? facts.plannedRegular,
    })),
    MeetingRecordCancelled: pair((facts, { data }) => {
      const meetings = facts.meetings.filter(({ number }) => number !== data.number);
      // What was agreed at a meeting that did not take place was not agreed.
      return {
        meetings,
        plannedRegular: meetings.findLast(({ planned }) => planned !== undefined)?.planned ?? null,
      };
    }),
    MonitoringCompleted: pair((facts, event) => ({
      monitorings: [
        ...facts.monitorings,
        {
          ...{ ...dated(event), kind: event.data.kind, findings: event.data.findings },
          noted: event.data.note !== undefined,
        },
      ],
    })),
    EntryAssessed: pair((facts, event) => ({
      entry: [...facts.entry, { ...dated(event), assessments: event.data.assessments }],
    })),
    ExitAssessed: pair((facts, event) => ({
      exit: [...facts.exit, { ...dated(event), assessments: event.data.assessments }],
    })),
    MentorReportSubmitted: pair((facts, event) => ({
      reports: [...facts.reports, { ...dated(event), mentorId: event.data.mentorId }],
    })),
    ReflectionRecorded: pair((facts, event) => ({
      reflections: [
        ...facts.reflections,
        {
          ...{ ...dated(event), participantId: event.data.participantId, role: event.data.role },
        },
      ],
    })),
    RecommendationIssued: pair((facts, event) => ({
      recommendations: [...facts.recommendations, { ...dated(event), kind: event.data.kind }],
    })),
    // A second reason to stand still does not interrupt it twice.
    PairSuspended: pair(({ suspensions }, event) =>
      suspensions.at(-1)?.until === null
        ? {}
        : { suspensions: [...suspensions, { ...dated(event), until: null }] },
    ),
    PairResumed: pair(({ suspensions }, { data }) => ({
      suspensions: suspensions.map((one) => (one.until === null ? { ...one, until: data.effectiveOn } : one)),
    })),
    PairCompleted: pair((_, event) => ({ closed: { ...dated(event), outcome: 'COMPLETED' } })),
    PairEnded: pair((_, event) => ({
      closed: { ...dated(event), outcome: 'ENDED', reason: event.data.reason },
    })),

    ParticipantRegistered: {
      keys: ({ data }) => data.participantId,
      fold: (_, { data }) => ({
        ...{ id: data.participantId, rowKind: 'PERSON', organisationId: data.schoolId },
        ...{ municipalityId: null, since: data.effectiveOn, until: null },
        facts: {
          ...{ kind: data.kind, employed: data.employed },
          ...{ stays: [], needs: [], adaptation: [], trainings: [] },
        },
      }),
    },
    EnteredMenteeBase: person((facts, event) => {
      const { categories, experienceYears = null, renewed } = event.data;
      return renewed === true
        ? { stays: lastStay(facts.stays, 'MENTEE', () => ({ categories, experienceYears })) }
        : {
            stays: [
              ...facts.stays,
              { ...dated(event), base: 'MENTEE', categories, experienceYears, left: null },
            ],
          };
    }),
    EnteredMentorBase: person((facts, event) =>
      event.data.renewed === true
        ? {}
        : {
            stays: [
              ...facts.stays,
              { ...dated(event), base: 'MENTOR', categories: [], experienceYears: null, left: null },
            ],
          },
    ),
    LeftBase: person((facts, event) => ({
      stays: lastStay(facts.stays, event.data.base, () => ({
        left: { ...dated(event), reason: event.data.reason },
      })),
    })),
    NeedsDiagnosed: person((facts, event) => ({
      needs: [...facts.needs, { ...dated(event), tasks: event.data.tasks }],
    })),
    AdaptationNoted: person((facts, event) => ({
      adaptation: [...facts.adaptation, { ...dated(event), fact: event.data.fact }],
    })),
    TrainingCompleted: person((facts, event) => ({
      trainings: [...facts.trainings, { ...dated(event), hours: event.data.hours }],
    })),

    ExpertBaseFormApproved: 'ignored',
    MentoringIntroduced: 'ignored',
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
    OrderEffectRefused: 'ignored',
    OrderAmended: 'ignored',
    ProblemsAnalysed: 'ignored',
    ParticipantsSelected: 'ignored',
    StageOpened: 'ignored',
    StageClosed: 'ignored',
    BodyNamed: 'ignored',
    WorkingGroupComposed: 'ignored',
    ResponsibleAppointed: 'ignored',
    InteractionRecorded: 'ignored',
    PartnershipConcluded: 'ignored',
    SupportProvided: 'ignored',
    ActingHeadAppointed: 'ignored',
    ActingHeadReleased: 'ignored',
    EntryConfirmed: 'ignored',
    EducationalRequestFormulated: 'ignored',
    IndividualRouteDesigned: 'ignored',
    IndividualRouteRevised: 'ignored',
    IndividualRouteCompleted: 'ignored',
    AgreementNoted: 'ignored',
    ListedAsExpert: 'ignored',
    ExpertEntryUpdated: 'ignored',
    ExpertEntryRemoved: 'ignored',
    JoinedPair: 'ignored',
    LeftPair: 'ignored',
    MentorCandidatesOffered: 'ignored',
    MentorChosen: 'ignored',
    CompatibilityAssessed: 'ignored',
    ParticipantsFamiliarised: 'ignored',
    PairMovedToRegulation: 'ignored',
    PlanningOrganised: 'ignored',
    PlanDrafted: 'ignored',
    PlanCorrected: 'ignored',
    FeedbackGiven: 'ignored',
    HelpRequested: 'ignored',
    HelpGiven: 'ignored',
    FollowUpOpened: 'ignored',
    FollowUpClosed: 'ignored',
    PersonalDataCorrected: 'ignored',
    MergedInto: 'ignored',
    DuplicateMerged: 'ignored',
    PersonalDataErased: 'ignored',
    IndicatorSetAdopted: 'ignored',
    ReferenceRecorded: 'ignored',
    DeadlineReminded: 'ignored',
  },
});

/** Every organisation asked for is there whole; of the rest, what had begun by the last day and was not over before the first. */
const TEXT = `select f.id, f.row_kind, f.organisation_id, f.since, f.until, f.facts from mentoring_facts f
  where (f.organisation_id = $1 or f.organisation_id in (select s.id from mentoring_facts s where s.municipality_id = $1))
    and f.since <= $3 and (f.row_kind in ('ORGANISATION', 'ORDER') or f.until is null or f.until >= $2)
  order by f.since, f.id`;

interface Found {
  readonly id: string;
  readonly row_kind: Row['rowKind'];
  readonly organisation_id: Uuid;
  readonly since: IsoDate;
  readonly until: IsoDate | null;
  readonly facts: Row['facts'];
}

const organisationOf = (
  id: Uuid,
  byOwner: ReadonlyMap<Uuid, readonly Found[]>,
): OrganisationRecordOfFacts | undefined => {
  const rows = byOwner.get(id) ?? [];
  const own = rows.find((row) => row.row_kind === 'ORGANISATION');
  if (own === undefined) return undefined;
  const of = (kind: Row['rowKind']) => rows.filter((row) => row.row_kind === kind);
  return {
    organisationId: id,
    since: own.since,
    ...(own.facts as OrganisationFacts),
    orders: of('ORDER').map(({ since: on, until, facts }) => ({ ...(facts as OrderFacts), on, until })),
    programmes: of('PROGRAMME').map(({ facts }) => facts as ProgrammeFacts),
    pairs: of('PAIR').map(({ id: pairId, facts }) => ({ ...(facts as PairFacts), pairId })),
    people: of('PERSON').map(({ id: participantId, facts }) => ({
      ...(facts as PersonFacts),
      participantId,
    })),
  };
};

@Injectable()
export class MentoringFactsQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /**
   * The organisation and, of a municipality, its schools by name, as far as they concern a period, both days included;
   * `undefined` for one not registered by its end.
   */
  async find(
    organisationId: Uuid,
    period: { readonly from: IsoDate; readonly until: IsoDate },
  ): Promise<
    | {
        readonly own: OrganisationRecordOfFacts;
        readonly schools: readonly OrganisationRecordOfFacts[];
      }
    | undefined
  > {
    const { rows } = await this.postgres.query<Found>({
      name: 'mentoring-facts',
      text: TEXT,
      values: [organisationId, period.from, period.until],
    });
    const byOwner = new Map<Uuid, Found[]>();
    for (const row of rows) {
      const others = byOwner.get(row.organisation_id);
      if (others === undefined) byOwner.set(row.organisation_id, [row]);
      else others.push(row);
    }
    const own = organisationOf(organisationId, byOwner);
    if (own === undefined) return undefined;
    const schools = [...byOwner.keys()]
      .filter((id) => id !== organisationId)
      .flatMap((id) => organisationOf(id, byOwner) ?? [])
      .sort((a, b) => a.name.localeCompare(b.name, 'ru', { numeric: true }));
    return { own, schools };
  }
}
