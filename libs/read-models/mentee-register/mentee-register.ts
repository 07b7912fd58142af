/**
 * Register of mentees of one school (S62-4.4, S62-3.2-5): who is in the base, in which category, with which needs and in
 * which pairs. Categories of health, behaviour, burnout and life situation stand here and never above the school (invariant 34).
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  AdaptationFact,
  AdaptationReason,
  EducationStage,
  EndReason,
  Form,
  Level,
  MenteeCategory,
  PairKind,
  PersonKind,
  Position,
  Qualification,
  TaskType,
} from '@nastavnik/domain';
import { type IsoDate, unreachable, type Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { type PersonConsent, withConsent, withWithdrawal } from '../consents';
import { changeOf, findPage, including, organisationsOf, without, readModelOf } from '../register';
import type { JsonText, Organisations, Page, PairStatus, Paging, RegisterSql } from '../register';

/** Request, route and adaptation of a mentee. What is not known is absent. */
export interface MenteeDevelopment {
  /** The entry in the base was last made, renewed or confirmed (MR-CUR-01, KIL-6.4.1-05). */
  readonly refreshedOn?: IsoDate;
  /** IZO-3.2-06. */
  readonly adaptation?: AdaptationReason;
  readonly requestedOn?: IsoDate;
  /** IZO-2-08, KIL-1.3-04: the latest route. */
  readonly route?: { readonly from: IsoDate; readonly until: IsoDate; readonly completedOn?: IsoDate };
  readonly mentoredFrom?: IsoDate;
  /** KIL-4.3.2: the first category attained in mentoring, and after how many days of it. */
  readonly attested?: { readonly category: Qualification; readonly on: IsoDate; readonly days?: number };
  readonly satisfaction?: Level;
  /** KIL-1.3-03. */
  readonly retained?: boolean;
}

/**
 * Two kinds of rows under one key: a PERSON known to the school, and a PAIR, because most events of a pair name the pair
 * and not its members. The query joins them by primary key.
 */
@Entity('mentee_register')
export class MenteeRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'PERSON' | 'PAIR';
  @Column({ name: 'school_id', type: 'text' }) schoolId!: Uuid;

  @Column({ name: 'person_kind', type: 'text', nullable: true }) personKind!: PersonKind | null;
  @Column({ type: 'boolean', nullable: true }) employed!: boolean | null;
  /** Of staff. */
  @Column({ type: 'text', nullable: true }) position!: Position | null;
  /** Of a pedagogue: full years of work by the day of entry. */
  @Column({ name: 'experience_years', type: 'int', nullable: true }) experienceYears!: number | null;
  /** Of a student. */
  @Column({ name: 'education_stage', type: 'text', nullable: true }) educationStage!: EducationStage | null;
  @Column({ type: 'jsonb' }) consents!: PersonConsent[];
  @Column({ type: 'text', array: true }) categories!: MenteeCategory[];
  @Column({ type: 'text', array: true }) tasks!: TaskType[];
  @Column({ name: 'needs_diagnosed_on', type: 'text', nullable: true }) needsDiagnosedOn!: IsoDate | null;
  @Column({ name: 'entered_on', type: 'text', nullable: true }) enteredOn!: IsoDate | null;
  @Column({ name: 'left_on', type: 'text', nullable: true }) leftOn!: IsoDate | null;
  @Column({ name: 'left_reason', type: 'text', nullable: true }) leftReason!: string | null;
  /** Proposed for or fixed in, and not left. */
  @Column({ name: 'pair_ids', type: 'text', array: true }) pairIds!: Uuid[];
  @Column({ name: 'past_pair_ids', type: 'text', array: true }) pastPairIds!: Uuid[];

  /** What is known of the person's development; a burnout is not among it (invariant 34). */
  @Column({ type: 'jsonb' }) development!: MenteeDevelopment;

  @Column({ name: 'pair_kind', type: 'text', nullable: true }) pairKind!: PairKind | null;
  @Column({ type: 'text', nullable: true }) form!: Form | null;
  @Column({ type: 'text', nullable: true }) status!: PairStatus | null;
  @Column({ name: 'mentor_ids', type: 'text', array: true }) mentorIds!: Uuid[];
  @Column({ name: 'mentee_ids', type: 'text', array: true }) menteeIds!: Uuid[];
  /** Before the order: each mentee's choice. The last one counts (S62-10-02). */
  @Column({ type: 'jsonb' }) choices!: { readonly [menteeId: string]: Uuid };
  @Column({ name: 'meetings_held', type: 'int' }) meetingsHeld!: number;
  @Column({ name: 'closed_on', type: 'text', nullable: true }) closedOn!: IsoDate | null;
  @Column({ name: 'end_reason', type: 'text', nullable: true }) endReason!: EndReason | null;
}

const blank = (id: Uuid, rowKind: MenteeRegisterRow['rowKind'], schoolId: Uuid): MenteeRegisterRow => ({
  id,
  rowKind,
  schoolId,
  personKind: null,
  employed: null,
  position: null,
  experienceYears: null,
  educationStage: null,
  consents: [],
  categories: [],
  tasks: [],
  needsDiagnosedOn: null,
  enteredOn: null,
  leftOn: null,
  leftReason: null,
  pairIds: [],
  pastPairIds: [],
  development: {},
  pairKind: null,
  form: null,
  status: null,
  mentorIds: [],
  menteeIds: [],
  choices: {},
  meetingsHeld: 0,
  closedOn: null,
  endReason: null,
});

type Row = MenteeRegisterRow;

/** An event about a person already known. */
const person = changeOf<Row, 'participantId'>('participantId');

const developed = (row: Row, more: MenteeDevelopment = {}): Pick<Row, 'development'> => ({
  development: { ...row.development, ...more },
});

const DAY = 86_400_000;
const settled = (
  { mentoredFrom: from, attested }: MenteeDevelopment,
  fact: AdaptationFact,
  on: IsoDate,
): MenteeDevelopment => {
  switch (fact.kind) {
    case 'CATEGORY':
      return attested !== undefined
        ? {}
        : {
            attested: {
              ...{ category: fact.category, on },
              ...(from === undefined ? {} : { days: (Date.parse(on) - Date.parse(from)) / DAY }),
            },
          };
    case 'SATISFACTION':
      return { satisfaction: fact.level };
    case 'RETAINED':
      return { retained: true };
    case 'LEFT_PROFESSION':
      return { retained: false };
    case 'BURNOUT':
      return {};
    default:
      return unreachable(fact);
  }
};

/** An event about a pair already proposed. */
const pair = changeOf<Row, 'pairId'>('pairId');

export const menteeRegister = readModelOf(MenteeRegisterRow)({
  name: 'mentee-register',
  ignored: [
    'reminder',
    'audit',
    'municipality',
    'school',
    'regulation',
    'order',
    'agreement',
    'appeal',
    'roadmap',
    'governance',
    'campaign',
    'indicators',
    'practice',
    'activity',
    'award',
    'council',
    'site',
  ],
  projection: {
    ParticipantRegistered: {
      keys: ({ data }) => data.participantId,
      fold: (_, { data }) => ({
        ...blank(data.participantId, 'PERSON', data.schoolId),
        personKind: data.kind,
        employed: data.employed,
        position: data.position ?? null,
      }),
    },
    EnteredMenteeBase: person((row, { data }) => ({
      ...developed(row, {
        refreshedOn: data.effectiveOn,
        ...(data.adaptation === undefined ? {} : { adaptation: data.adaptation }),
      }),
      categories: [...data.categories],
      experienceYears: data.experienceYears ?? row.experienceYears,
      educationStage: data.educationStage ?? row.educationStage,
      tasks: [...data.tasks],
      enteredOn: data.effectiveOn,
      leftOn: null,
      leftReason: null,
    })),
    DataDemandReceived: 'ignored',
    DataDutyDischarged: 'ignored',
    DataDutyPostponed: 'ignored',
    RetentionGroundRecorded: 'ignored',
    ConsentGiven: person((row, { data }) => ({ consents: withConsent(row.consents, data) })),
    ConsentWithdrawn: person((row, { data }) => ({ consents: withWithdrawal(row.consents, data) })),
    LeftBase: person((_, { data }) =>
      data.base === 'MENTEE' ? { leftOn: data.effectiveOn, leftReason: data.reason } : {},
    ),
    NeedsDiagnosed: person((row, { data }) => ({
      needsDiagnosedOn: data.effectiveOn,
      tasks: data.tasks.reduce((tasks, task) => including(tasks, task), row.tasks),
    })),
    EntryConfirmed: person((row, { data }) =>
      data.base === 'MENTEE' ? developed(row, { refreshedOn: data.effectiveOn }) : {},
    ),
    EducationalRequestFormulated: person((row, { data }) =>
      developed(row, { requestedOn: data.effectiveOn }),
    ),
    IndividualRouteDesigned: person((row, { data: { from, until } }) =>
      developed(row, { route: { from, until } }),
    ),
    IndividualRouteRevised: person((row, { data: { until } }) =>
      developed(row, row.development.route && { route: { ...row.development.route, until } }),
    ),
    IndividualRouteCompleted: person((row, { data: { effectiveOn: completedOn } }) =>
      developed(row, row.development.route && { route: { ...row.development.route, completedOn } }),
    ),
    AdaptationNoted: person((row, { data }) =>
      developed(row, settled(row.development, data.fact, data.effectiveOn)),
    ),
    JoinedPair: person((row, { data }) =>
      data.role === 'MENTEE'
        ? {
            pairIds: including(row.pairIds, data.pairId),
            ...developed(row, { mentoredFrom: row.development.mentoredFrom ?? data.effectiveOn }),
          }
        : {},
    ),
    LeftPair: person((row, { data }) =>
      data.role === 'MENTEE'
        ? {
            pairIds: without(row.pairIds, data.pairId),
            pastPairIds: including(row.pastPairIds, data.pairId),
          }
        : {},
    ),
    PersonalDataErased: person((row, { data }) =>
      row.enteredOn !== null && row.leftOn === null ? { leftOn: data.effectiveOn } : {},
    ),
    /** Only the record that stays is shown, with what the other one went through. */
    MergedInto: person(() => ({ enteredOn: null })),
    DuplicateMerged: person((row, { data }) => ({
      pastPairIds: data.pairs
        .filter(({ role }) => role === 'MENTEE')
        .reduce((ids, { pairId }) => including(ids, pairId), row.pastPairIds),
    })),
    PairProposed: {
      keys: ({ data }) => [data.pairId, ...data.menteeIds],
      fold: (row, { data }, key) =>
        key === data.pairId
          ? {
              ...blank(data.pairId, 'PAIR', data.schoolId),
              pairKind: data.kind,
              form: data.form,
              status: 'PROPOSED',
              menteeIds: [...data.menteeIds],
            }
          : row && { ...row, pairIds: including(row.pairIds, data.pairId) },
    },
    MentorChosen: pair((row, { data }) => {
      const choices = { ...row.choices, [data.menteeId]: data.mentorId };
      return { choices, mentorIds: [...new Set(Object.values(choices))] };
    }),
    PairFixed: pair((_, { data }) => ({
      pairKind: data.kind,
      form: data.form,
      status: 'ACTIVE',
      mentorIds: [...data.mentorIds],
      menteeIds: [...data.menteeIds],
    })),
    MeetingHeld: pair((row) => ({ meetingsHeld: row.meetingsHeld + 1 })),
    MeetingRecordCancelled: pair((row) => ({ meetingsHeld: row.meetingsHeld - 1 })),
    MemberReplaced: pair((row, { data }) =>
      data.role === 'MENTOR'
        ? { mentorIds: including(without(row.mentorIds, data.leavingId), data.joiningId) }
        : { menteeIds: including(without(row.menteeIds, data.leavingId), data.joiningId) },
    ),
    PairSuspended: pair(() => ({ status: 'SUSPENDED' })),
    PairResumed: pair(() => ({ status: 'ACTIVE' })),
    PairCompleted: pair((_, { data }) => ({ status: 'COMPLETED', closedOn: data.effectiveOn })),
    PairEnded: pair((_, { data }) => ({
      status: 'ENDED',
      closedOn: data.effectiveOn,
      endReason: data.reason,
    })),

    EnteredMentorBase: 'ignored',
    AgreementNoted: 'ignored',
    ListedAsExpert: 'ignored',
    ExpertEntryUpdated: 'ignored',
    ExpertEntryRemoved: 'ignored',
    MentorCandidatesOffered: 'ignored',
    ParticipantsFamiliarised: 'ignored',
    EntryAssessed: 'ignored',
    PlanDrafted: 'ignored',
    PlanApproved: 'ignored',
    PairMovedToRegulation: 'ignored',
    CompatibilityAssessed: 'ignored',
    PlanningOrganised: 'ignored',
    PlanCorrected: 'ignored',
    GoalSet: 'ignored',
    ReflectionRecorded: 'ignored',
    FeedbackGiven: 'ignored',
    RecommendationIssued: 'ignored',
    HelpRequested: 'ignored',
    HelpGiven: 'ignored',
    MonitoringCompleted: 'ignored',
    MentorReportSubmitted: 'ignored',
    ExitAssessed: 'ignored',
    FollowUpOpened: 'ignored',
    FollowUpClosed: 'ignored',
    OwnConsentRequested: 'ignored',
    PairProlonged: 'ignored',
    TrainingCompleted: 'ignored',
    PersonalDataCorrected: 'ignored',
  },
});

/** WAITING: in the base, in no pair. The rest by the furthest of the mentee's current pairs. LEFT: no longer in the base. */
export const MENTEE_STATUSES = ['WAITING', 'PROPOSED', 'ACTIVE', 'SUSPENDED', 'LEFT'] as const;
export type MenteeStatus = (typeof MENTEE_STATUSES)[number];

export const MENTEE_SORTS = ['enteredOn', 'status', 'refreshedOn'] as const;

export interface MenteeRegisterQuestion extends Paging<(typeof MENTEE_SORTS)[number]> {
  readonly schoolId: Organisations;
  readonly status?: MenteeStatus;
  /** With a current pair of this form. */
  readonly form?: Form;
  readonly kind?: PersonKind;
  readonly category?: MenteeCategory;
  /** Entered the base on these days, both included. */
  readonly from?: IsoDate;
  readonly until?: IsoDate;
}

export interface MenteeEntry {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: PersonKind;
  /** By this school. */
  readonly employed: boolean;
  readonly position: Position | null;
  readonly experienceYears: number | null;
  readonly educationStage: EducationStage | null;
  readonly categories: readonly MenteeCategory[];
  readonly tasks: readonly TaskType[];
  readonly needsDiagnosedOn: IsoDate | null;
  readonly development: MenteeDevelopment;
  readonly consents: readonly PersonConsent[];
  readonly enteredOn: IsoDate;
  readonly leftOn: IsoDate | null;
  readonly leftReason: string | null;
  readonly status: MenteeStatus;
  /** Proposed, active and suspended ones. */
  readonly pairs: readonly {
    readonly pairId: Uuid;
    readonly kind: PairKind;
    readonly form: Form;
    readonly status: PairStatus;
    readonly mentorIds: readonly Uuid[];
    /** Of the pair, cancelled records not counted. */
    readonly meetingsHeld: number;
  }[];
  /** Pairs left or over, in no order. */
  readonly pastPairs: readonly {
    readonly pairId: Uuid;
    readonly form: Form;
    readonly status: PairStatus;
    readonly mentorIds: readonly Uuid[];
    readonly meetingsHeld: number;
    readonly closedOn: IsoDate | null;
    readonly endReason: EndReason | null;
  }[];
  /** Pairs whose programme this mentee went through to its completion. */
  readonly completedPairs: number;
}

const STATUS = `case when r.left_on is not null then 'LEFT' when p.active then 'ACTIVE' when p.suspended then 'SUSPENDED'
  when p.items is not null then 'PROPOSED' else 'WAITING' end`;

const SQL: RegisterSql<(typeof MENTEE_SORTS)[number]> = {
  name: 'mentee-register',
  item: `json_build_object('participantId', r.id, 'schoolId', r.school_id, 'kind', r.person_kind,
    'employed', r.employed, 'position', r.position, 'experienceYears', r.experience_years, 'educationStage', r.education_stage,
    'categories', r.categories, 'tasks', r.tasks, 'needsDiagnosedOn', r.needs_diagnosed_on,
    'development', r.development, 'consents', r.consents, 'enteredOn', r.entered_on, 'leftOn', r.left_on, 'leftReason', r.left_reason, 'status', ${STATUS},
    'pairs', coalesce(p.items, '[]'::json),
    'pastPairs', coalesce((select json_agg(json_build_object('pairId', l.id, 'form', l.form, 'status', l.status,
        'mentorIds', l.mentor_ids, 'meetingsHeld', l.meetings_held, 'closedOn', l.closed_on,
        'endReason', l.end_reason) order by l.closed_on, l.id)
      from mentee_register l where l.id = any(r.past_pair_ids)), '[]'::json),
    'completedPairs', (select count(*) from mentee_register c
      where c.id = any(r.past_pair_ids) and c.status = 'COMPLETED' and r.id = any(c.mentee_ids)))`,
  from: `from mentee_register r left join lateral (
      select json_agg(json_build_object('pairId', q.id, 'kind', q.pair_kind, 'form', q.form, 'status', q.status,
          'mentorIds', q.mentor_ids, 'meetingsHeld', q.meetings_held) order by q.id) as items,
        bool_or(q.status = 'ACTIVE') as active, bool_or(q.status = 'SUSPENDED') as suspended,
        array_agg(q.form) as forms
      from mentee_register q where q.id = any(r.pair_ids) and q.status in ('PROPOSED', 'ACTIVE', 'SUSPENDED')
    ) p on true
    where r.school_id = any($1) and r.row_kind = 'PERSON' and r.entered_on is not null
      and ($2::text is null or ${STATUS} = $2) and ($3::text is null or $3 = any(p.forms))
      and ($4::text is null or r.person_kind = $4) and ($5::text is null or $5 = any(r.categories))
      and ($6::text is null or r.entered_on >= $6) and ($7::text is null or r.entered_on <= $7)`,
  sorts: {
    enteredOn: 'r.entered_on',
    status: `(${STATUS})`,
    refreshedOn: "coalesce(r.development->>'refreshedOn', '')",
  },
};

/** Ids of everybody a school has registered, in either base or in none. */
@Injectable()
export class SchoolPeopleQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  async find({ schoolId }: { readonly schoolId: Uuid }): Promise<readonly Uuid[]> {
    const { rows } = await this.postgres.query<{ id: Uuid }>({
      name: 'school-people',
      text: `select id from mentee_register where school_id = $1 and row_kind = 'PERSON' order by id`,
      values: [schoolId],
    });
    return rows.map(({ id }) => id);
  }
}

@Injectable()
export class MenteeRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: MenteeRegisterQuestion): Promise<JsonText<Page<MenteeEntry>>> {
    const { schoolId, status, form, kind, category, from, until } = question;
    const filters = [status, form, kind, category, from, until].map((one) => one ?? null);
    return findPage(this.postgres, SQL, [organisationsOf(schoolId), ...filters], question);
  }
}
