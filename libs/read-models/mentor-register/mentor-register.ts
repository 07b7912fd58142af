/**
 * Register of mentors of one school (S62-4.4, S62-4.8): category, experience, whether from outside and under which
 * cooperation agreements (S62-4.14), and with how many pairs now and before.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  AgreementKind,
  EducationStage,
  EndReason,
  Form,
  MentorCategory,
  PersonKind,
  Position,
  TaskType,
  Training,
} from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { type PersonConsent, withConsent, withWithdrawal } from '../consents';
import { changeOf, findPage, including, organisationsOf, without, readModelOf } from '../register';
import type { JsonText, Organisations, Page, PairStatus, Paging, RegisterSql } from '../register';

/** What a mentor was trained in (S62-8-04, KIL-6.4.1-02). */
export type MentorTraining = Training & { readonly on: IsoDate };

/**
 * Three kinds of rows under one key: a PERSON known to the school, a PAIR and an AGREEMENT, because their later events
 * do not name the mentors. The query joins them by primary key.
 */
@Entity('mentor_register')
export class MentorRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'PERSON' | 'PAIR' | 'AGREEMENT';
  @Column({ name: 'school_id', type: 'text' }) schoolId!: Uuid;

  @Column({ name: 'person_kind', type: 'text', nullable: true }) personKind!: PersonKind | null;
  @Column({ type: 'boolean', nullable: true }) employed!: boolean | null;
  /** Of staff. */
  @Column({ type: 'text', nullable: true }) position!: Position | null;
  /** Of a student. */
  @Column({ name: 'education_stage', type: 'text', nullable: true }) educationStage!: EducationStage | null;
  @Column({ type: 'jsonb' }) consents!: PersonConsent[];
  /** Subject areas, of who is listed in the municipality's base of experts. */
  @Column({ type: 'text', array: true }) areas!: string[];
  @Column({ type: 'jsonb' }) trainings!: MentorTraining[];
  /** The successful experience is described; the words stand in the vault (S62-2.5). */
  @Column({ type: 'boolean' }) evidenced!: boolean;
  @Column({ name: 'refreshed_on', type: 'text', nullable: true }) refreshedOn!: IsoDate | null;
  /** First day in a pair. */
  @Column({ name: 'mentoring_since', type: 'text', nullable: true }) mentoringSince!: IsoDate | null;
  @Column({ type: 'text', nullable: true }) category!: MentorCategory | null;
  @Column({ type: 'text', array: true }) experience!: TaskType[];
  @Column({ name: 'entered_on', type: 'text', nullable: true }) enteredOn!: IsoDate | null;
  @Column({ name: 'left_on', type: 'text', nullable: true }) leftOn!: IsoDate | null;
  @Column({ name: 'left_reason', type: 'text', nullable: true }) leftReason!: string | null;
  @Column({ name: 'agreement_ids', type: 'text', array: true }) agreementIds!: Uuid[];
  /** Fixed in, and not left. */
  @Column({ name: 'pair_ids', type: 'text', array: true }) pairIds!: Uuid[];
  @Column({ name: 'past_pair_ids', type: 'text', array: true }) pastPairIds!: Uuid[];

  @Column({ type: 'text', nullable: true }) form!: Form | null;
  @Column({ type: 'text', nullable: true }) status!: PairStatus | null;
  @Column({ name: 'mentor_ids', type: 'text', array: true }) mentorIds!: Uuid[];
  @Column({ name: 'mentee_ids', type: 'text', array: true }) menteeIds!: Uuid[];
  @Column({ name: 'meetings_held', type: 'int' }) meetingsHeld!: number;
  @Column({ name: 'closed_on', type: 'text', nullable: true }) closedOn!: IsoDate | null;
  @Column({ name: 'end_reason', type: 'text', nullable: true }) endReason!: EndReason | null;

  @Column({ name: 'agreement_kind', type: 'text', nullable: true }) agreementKind!: AgreementKind | null;

  @Column({ name: 'agreement_number', type: 'text', nullable: true }) agreementNumber!: string | null;
  @Column({ type: 'boolean', nullable: true }) gratuitous!: boolean | null;
  @Column({ name: 'valid_from', type: 'text', nullable: true }) validFrom!: IsoDate | null;
  /** Last day, termination taken into account. */
  @Column({ name: 'valid_until', type: 'text', nullable: true }) validUntil!: IsoDate | null;
}

const blank = (id: Uuid, rowKind: MentorRegisterRow['rowKind'], schoolId: Uuid): MentorRegisterRow => ({
  id,
  rowKind,
  schoolId,
  personKind: null,
  employed: null,
  position: null,
  educationStage: null,
  consents: [],
  areas: [],
  trainings: [],
  evidenced: false,
  refreshedOn: null,
  mentoringSince: null,
  category: null,
  experience: [],
  enteredOn: null,
  leftOn: null,
  leftReason: null,
  agreementIds: [],
  pairIds: [],
  pastPairIds: [],
  form: null,
  status: null,
  mentorIds: [],
  menteeIds: [],
  meetingsHeld: 0,
  closedOn: null,
  endReason: null,
  agreementKind: null,
  agreementNumber: null,
  gratuitous: null,
  validFrom: null,
  validUntil: null,
});

type Row = MentorRegisterRow;

/** An event about a person already known. */
const person = changeOf<Row, 'participantId'>('participantId');

/** An event about a pair already fixed. */
const pair = changeOf<Row, 'pairId'>('pairId');

export const mentorRegister = readModelOf(MentorRegisterRow)({
  name: 'mentor-register',
  ignored: [
    'reminder',
    'audit',
    'municipality',
    'school',
    'regulation',
    'order',
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
    EnteredMentorBase: person((row, { data }) => ({
      refreshedOn: data.effectiveOn,
      evidenced: row.evidenced || data.evidenceNote !== undefined,
      category: data.category,
      educationStage: data.educationStage ?? row.educationStage,
      experience: [...data.experience],
      enteredOn: data.effectiveOn,
      leftOn: null,
      leftReason: null,
    })),
    LeftBase: person((_, { data }) =>
      data.base === 'MENTOR' ? { leftOn: data.effectiveOn, leftReason: data.reason } : {},
    ),
    EntryConfirmed: person((_, { data }) =>
      data.base === 'MENTOR' ? { refreshedOn: data.effectiveOn } : {},
    ),
    DataDemandReceived: 'ignored',
    DataDutyDischarged: 'ignored',
    DataDutyPostponed: 'ignored',
    RetentionGroundRecorded: 'ignored',
    ConsentGiven: person((row, { data }) => ({ consents: withConsent(row.consents, data) })),
    ConsentWithdrawn: person((row, { data }) => ({ consents: withWithdrawal(row.consents, data) })),
    ListedAsExpert: person((_, { data }) => ({ areas: [...data.areas] })),
    ExpertEntryUpdated: person((_, { data }) => ({ areas: [...data.areas] })),
    ExpertEntryRemoved: person(() => ({ areas: [] })),
    TrainingCompleted: person((row, { data: { activityId, kind, title, hours, effectiveOn: on } }) => ({
      trainings: [
        ...row.trainings.filter((one) => one.activityId !== activityId),
        { activityId, kind, title, hours, on },
      ],
    })),
    JoinedPair: person((row, { data }) =>
      data.role === 'MENTOR'
        ? {
            pairIds: including(row.pairIds, data.pairId),
            mentoringSince: row.mentoringSince ?? data.effectiveOn,
          }
        : {},
    ),
    LeftPair: person((row, { data }) =>
      data.role === 'MENTOR'
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
        .filter(({ role }) => role === 'MENTOR')
        .reduce((ids, { pairId }) => including(ids, pairId), row.pastPairIds),
    })),
    AgreementConcluded: {
      keys: ({ data }) => [data.agreementId, ...data.mentorIds],
      fold: (row, { data }, key) =>
        key === data.agreementId
          ? {
              ...blank(data.agreementId, 'AGREEMENT', data.schoolId),
              agreementKind: data.kind ?? 'COOPERATION',
              agreementNumber: data.number,
              gratuitous: data.gratuitous,
              validFrom: data.from,
              validUntil: data.until ?? null,
            }
          : row && { ...row, agreementIds: including(row.agreementIds, data.agreementId) },
    },
    AgreementTerminated: {
      keys: ({ data }) => data.agreementId,
      fold: (row, { data }) => row && { ...row, validUntil: data.effectiveOn },
    },
    MentoringRefused: {
      keys: ({ data }) => data.agreementId,
      fold: (row, { data }) => row && { ...row, validUntil: data.until },
    },
    PairFixed: {
      keys: ({ data }) => data.pairId,
      fold: (_, { data }) => ({
        ...blank(data.pairId, 'PAIR', data.schoolId),
        form: data.form,
        status: 'ACTIVE',
        mentorIds: [...data.mentorIds],
        menteeIds: [...data.menteeIds],
      }),
    },
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

    AgreementNoted: 'ignored',
    EducationalRequestFormulated: 'ignored',
    IndividualRouteDesigned: 'ignored',
    IndividualRouteRevised: 'ignored',
    IndividualRouteCompleted: 'ignored',
    AdaptationNoted: 'ignored',
    EnteredMenteeBase: 'ignored',
    NeedsDiagnosed: 'ignored',
    PairProposed: 'ignored',
    MentorCandidatesOffered: 'ignored',
    MentorChosen: 'ignored',
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
    PersonalDataCorrected: 'ignored',
  },
});

/** FREE: in the base, with no pair now. PAIRED: with at least one. LEFT: no longer in the base. */
export const MENTOR_STATUSES = ['FREE', 'PAIRED', 'LEFT'] as const;
export type MentorStatus = (typeof MENTOR_STATUSES)[number];

export const MENTOR_SORTS = ['enteredOn', 'category', 'refreshedOn'] as const;

export interface MentorRegisterQuestion extends Paging<(typeof MENTOR_SORTS)[number]> {
  readonly schoolId: Organisations;
  readonly status?: MentorStatus;
  /** With a current pair of this form. */
  readonly form?: Form;
  readonly category?: MentorCategory;
  readonly employed?: boolean;
  /** Entered the base on these days, both included. */
  readonly from?: IsoDate;
  readonly until?: IsoDate;
}

export interface MentorEntry {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: PersonKind;
  readonly category: MentorCategory;
  readonly experience: readonly TaskType[];
  /** False for a mentor from outside. */
  readonly employed: boolean;
  readonly position: Position | null;
  readonly educationStage: EducationStage | null;
  readonly areas: readonly string[];
  readonly trainings: readonly MentorTraining[];
  readonly evidenced: boolean;
  readonly consents: readonly PersonConsent[];
  readonly refreshedOn: IsoDate;
  readonly mentoringSince: IsoDate | null;
  readonly enteredOn: IsoDate;
  readonly leftOn: IsoDate | null;
  readonly leftReason: string | null;
  readonly status: MentorStatus;
  readonly agreements: readonly {
    readonly agreementId: Uuid;
    readonly kind: AgreementKind;
    readonly number: string;
    readonly gratuitous: boolean;
    readonly from: IsoDate;
    /** Last day, termination taken into account; `null` while open. */
    readonly until: IsoDate | null;
  }[];
  /** Active and suspended ones. */
  readonly pairs: readonly {
    readonly pairId: Uuid;
    readonly form: Form;
    readonly status: PairStatus;
    readonly menteeIds: readonly Uuid[];
    readonly meetingsHeld: number;
  }[];
  /** Pairs left or over. */
  readonly pastPairs: readonly {
    readonly pairId: Uuid;
    readonly form: Form;
    readonly status: PairStatus;
    readonly menteeIds: readonly Uuid[];
    readonly meetingsHeld: number;
    readonly closedOn: IsoDate | null;
    readonly endReason: EndReason | null;
  }[];
  readonly completedPairs: number;
}

const STATUS = `case when r.left_on is not null then 'LEFT' when p.items is not null then 'PAIRED' else 'FREE' end`;

const SQL: RegisterSql<(typeof MENTOR_SORTS)[number]> = {
  name: 'mentor-register',
  item: `json_build_object('participantId', r.id, 'schoolId', r.school_id, 'kind', r.person_kind,
    'category', r.category, 'experience', r.experience, 'employed', r.employed, 'position', r.position,
    'educationStage', r.education_stage,
    'areas', r.areas, 'trainings', r.trainings, 'evidenced', r.evidenced, 'consents', r.consents,
    'refreshedOn', r.refreshed_on, 'mentoringSince', r.mentoring_since,
    'enteredOn', r.entered_on, 'leftOn', r.left_on, 'leftReason', r.left_reason, 'status', ${STATUS},
    'agreements', coalesce((select json_agg(json_build_object('agreementId', a.id, 'kind', a.agreement_kind, 'number', a.agreement_number,
        'gratuitous', a.gratuitous, 'from', a.valid_from, 'until', a.valid_until) order by a.valid_from, a.id)
      from mentor_register a where a.id = any(r.agreement_ids)), '[]'::json),
    'pairs', coalesce(p.items, '[]'::json),
    'pastPairs', coalesce((select json_agg(json_build_object('pairId', l.id, 'form', l.form, 'status', l.status,
        'menteeIds', l.mentee_ids, 'meetingsHeld', l.meetings_held, 'closedOn', l.closed_on,
        'endReason', l.end_reason) order by l.closed_on, l.id)
      from mentor_register l where l.id = any(r.past_pair_ids)), '[]'::json),
    'completedPairs', (select count(*) from mentor_register c
      where c.id = any(r.past_pair_ids) and c.status = 'COMPLETED' and r.id = any(c.mentor_ids)))`,
  from: `from mentor_register r left join lateral (
      select json_agg(json_build_object('pairId', q.id, 'form', q.form, 'status', q.status,
          'menteeIds', q.mentee_ids, 'meetingsHeld', q.meetings_held) order by q.id) as items,
        array_agg(q.form) as forms
      from mentor_register q where q.id = any(r.pair_ids) and q.status in ('ACTIVE', 'SUSPENDED')
    ) p on true
    where r.school_id = any($1) and r.row_kind = 'PERSON' and r.entered_on is not null
      and ($2::text is null or ${STATUS} = $2) and ($3::text is null or $3 = any(p.forms))
      and ($4::text is null or r.category = $4) and ($5::boolean is null or r.employed = $5)
      and ($6::text is null or r.entered_on >= $6) and ($7::text is null or r.entered_on <= $7)`,
  sorts: { enteredOn: 'r.entered_on', category: 'r.category', refreshedOn: 'r.refreshed_on' },
};

@Injectable()
export class MentorRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: MentorRegisterQuestion): Promise<JsonText<Page<MentorEntry>>> {
    const { schoolId, status, form, category, employed, from, until } = question;
    const filters = [status, form, category, employed, from, until].map((one) => one ?? null);
    return findPage(this.postgres, SQL, [organisationsOf(schoolId), ...filters], question);
  }
}
