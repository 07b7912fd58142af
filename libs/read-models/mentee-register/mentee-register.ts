/**
 * Register of mentees of one school (S62-4.4, S62-3.2-5): who is in the base, in which category, with which needs and in
 * which pairs. Categories of health, behaviour, burnout and life situation stand here and never above the school (invariant 34).
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DomainEvents, Form, MenteeCategory, PairKind, PersonKind, TaskType } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { defineReadModel } from '@nastavnik/platform/projections';
import { changeOf, findPage, including, without } from '../register';
import type { JsonText, Page, PairStatus, Paging, RegisterSql } from '../register';

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
  @Column({ type: 'text', array: true }) categories!: MenteeCategory[];
  @Column({ type: 'text', array: true }) tasks!: TaskType[];
  @Column({ name: 'needs_diagnosed_on', type: 'text', nullable: true }) needsDiagnosedOn!: IsoDate | null;
  @Column({ name: 'entered_on', type: 'text', nullable: true }) enteredOn!: IsoDate | null;
  @Column({ name: 'left_on', type: 'text', nullable: true }) leftOn!: IsoDate | null;
  @Column({ name: 'left_reason', type: 'text', nullable: true }) leftReason!: string | null;
  /** Proposed for or fixed in, and not left. */
  @Column({ name: 'pair_ids', type: 'text', array: true }) pairIds!: Uuid[];
  @Column({ name: 'past_pair_ids', type: 'text', array: true }) pastPairIds!: Uuid[];

  @Column({ name: 'pair_kind', type: 'text', nullable: true }) pairKind!: PairKind | null;
  @Column({ type: 'text', nullable: true }) form!: Form | null;
  @Column({ type: 'text', nullable: true }) status!: PairStatus | null;
  @Column({ name: 'mentor_ids', type: 'text', array: true }) mentorIds!: Uuid[];
  @Column({ name: 'mentee_ids', type: 'text', array: true }) menteeIds!: Uuid[];
  /** Before the order: each mentee's choice. The last one counts (S62-10-02). */
  @Column({ type: 'jsonb' }) choices!: { readonly [menteeId: string]: Uuid };
  @Column({ name: 'meetings_held', type: 'int' }) meetingsHeld!: number;
}

const blank = (id: Uuid, rowKind: MenteeRegisterRow['rowKind'], schoolId: Uuid): MenteeRegisterRow => ({
  id,
  rowKind,
  schoolId,
  personKind: null,
  categories: [],
  tasks: [],
  needsDiagnosedOn: null,
  enteredOn: null,
  leftOn: null,
  leftReason: null,
  pairIds: [],
  pastPairIds: [],
  pairKind: null,
  form: null,
  status: null,
  mentorIds: [],
  menteeIds: [],
  choices: {},
  meetingsHeld: 0,
});

type Row = MenteeRegisterRow;

/** An event about a person already known. */
const person = changeOf<Row, 'participantId'>('participantId');

/** An event about a pair already proposed. */
const pair = changeOf<Row, 'pairId'>('pairId');

export const menteeRegister = defineReadModel<DomainEvents, MenteeRegisterRow>({
  name: 'mentee-register',
  entity: MenteeRegisterRow,
  projection: {
    ParticipantRegistered: {
      keys: ({ data }) => data.participantId,
      fold: (_, { data }) => ({
        ...blank(data.participantId, 'PERSON', data.schoolId),
        personKind: data.kind,
      }),
    },
    EnteredMenteeBase: person((_, { data }) => ({
      categories: [...data.categories],
      tasks: [...data.tasks],
      enteredOn: data.effectiveOn,
      leftOn: null,
      leftReason: null,
    })),
    LeftBase: person((_, { data }) =>
      data.base === 'MENTEE' ? { leftOn: data.effectiveOn, leftReason: data.reason } : {},
    ),
    NeedsDiagnosed: person((row, { data }) => ({
      needsDiagnosedOn: data.effectiveOn,
      tasks: data.tasks.reduce((tasks, task) => including(tasks, task), row.tasks),
    })),
    JoinedPair: person((row, { data }) =>
      data.role === 'MENTEE' ? { pairIds: including(row.pairIds, data.pairId) } : {},
    ),
    LeftPair: person((row, { data }) =>
      data.role === 'MENTEE'
        ? {
            pairIds: without(row.pairIds, data.pairId),
            pastPairIds: including(row.pastPairIds, data.pairId),
          }
        : {},
    ),
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
    PairCompleted: pair(() => ({ status: 'COMPLETED' })),
    PairEnded: pair(() => ({ status: 'ENDED' })),

    EnteredMentorBase: 'ignored',
    AgreementNoted: 'ignored',
    MentorCandidatesOffered: 'ignored',
    ParticipantsFamiliarised: 'ignored',
    EntryAssessed: 'ignored',
    PlanDrafted: 'ignored',
    PlanApproved: 'ignored',
    MonitoringCompleted: 'ignored',
    MentorReportSubmitted: 'ignored',
    ExitAssessed: 'ignored',
    FollowUpOpened: 'ignored',
    FollowUpClosed: 'ignored',
    MunicipalityRegistered: 'ignored',
    SchoolRegistered: 'ignored',
    MentoringIntroduced: 'ignored',
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
    RegulationAdopted: 'ignored',
    ParameterSet: 'ignored',
    OrderIssued: 'ignored',
    OrderEffectRefused: 'ignored',
    ConsentGiven: 'ignored',
    ConsentWithdrawn: 'ignored',
    AgreementConcluded: 'ignored',
    AgreementTerminated: 'ignored',
    ComplaintRegistered: 'ignored',
    ComplaintDisclosed: 'ignored',
    ExplanationRecorded: 'ignored',
    ComplaintClosed: 'ignored',
  },
});

/** WAITING: in the base, in no pair. The rest by the furthest of the mentee's current pairs. LEFT: no longer in the base. */
export const MENTEE_STATUSES = ['WAITING', 'PROPOSED', 'ACTIVE', 'SUSPENDED', 'LEFT'] as const;
export type MenteeStatus = (typeof MENTEE_STATUSES)[number];

export const MENTEE_SORTS = ['enteredOn', 'status'] as const;

export interface MenteeRegisterQuestion extends Paging<(typeof MENTEE_SORTS)[number]> {
  readonly schoolId: Uuid;
  readonly status?: MenteeStatus;
  /** With a current pair of this form. */
  readonly form?: Form;
}

export interface MenteeEntry {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: PersonKind;
  readonly categories: readonly MenteeCategory[];
  readonly tasks: readonly TaskType[];
  readonly needsDiagnosedOn: IsoDate | null;
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
  /** Pairs whose programme this mentee went through to its completion. */
  readonly completedPairs: number;
}

const STATUS = `case when r.left_on is not null then 'LEFT' when p.active then 'ACTIVE' when p.suspended then 'SUSPENDED'
  when p.items is not null then 'PROPOSED' else 'WAITING' end`;

const SQL: RegisterSql<(typeof MENTEE_SORTS)[number]> = {
  name: 'mentee-register',
  item: `json_build_object('participantId', r.id, 'schoolId', r.school_id, 'kind', r.person_kind,
    'categories', r.categories, 'tasks', r.tasks, 'needsDiagnosedOn', r.needs_diagnosed_on,
    'enteredOn', r.entered_on, 'leftOn', r.left_on, 'leftReason', r.left_reason, 'status', ${STATUS},
    'pairs', coalesce(p.items, '[]'::json),
    'completedPairs', (select count(*) from mentee_register c
      where c.id = any(r.past_pair_ids) and c.status = 'COMPLETED' and r.id = any(c.mentee_ids)))`,
  from: `from mentee_register r left join lateral (
      select json_agg(json_build_object('pairId', q.id, 'kind', q.pair_kind, 'form', q.form, 'status', q.status,
          'mentorIds', q.mentor_ids, 'meetingsHeld', q.meetings_held) order by q.id) as items,
        bool_or(q.status = 'ACTIVE') as active, bool_or(q.status = 'SUSPENDED') as suspended,
        array_agg(q.form) as forms
      from mentee_register q where q.id = any(r.pair_ids) and q.status in ('PROPOSED', 'ACTIVE', 'SUSPENDED')
    ) p on true
    where r.school_id = $1 and r.row_kind = 'PERSON' and r.entered_on is not null
      and ($2::text is null or ${STATUS} = $2) and ($3::text is null or $3 = any(p.forms))`,
  sorts: { enteredOn: 'r.entered_on', status: `(${STATUS})` },
};

@Injectable()
export class MenteeRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: MenteeRegisterQuestion): Promise<JsonText<Page<MenteeEntry>>> {
    const { schoolId, status, form } = question;
    return findPage(this.postgres, SQL, [schoolId, status ?? null, form ?? null], question);
  }
}
