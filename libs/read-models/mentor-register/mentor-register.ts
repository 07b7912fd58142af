/**
 * Register of mentors of one school (S62-4.4, S62-4.8): category, experience, whether from outside and under which
 * cooperation agreements (S62-4.14), and with how many pairs now and before.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DomainEvents, Form, MentorCategory, PersonKind, TaskType } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { defineReadModel } from '@nastavnik/platform/projections';
import { changeOf, findPage, including, without } from '../register';
import type { JsonText, Page, PairStatus, Paging, RegisterSql } from '../register';

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
  @Column({ name: 'meetings_held', type: 'int' }) meetingsHeld!: number;

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
  meetingsHeld: 0,
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

export const mentorRegister = defineReadModel<DomainEvents, MentorRegisterRow>({
  name: 'mentor-register',
  entity: MentorRegisterRow,
  projection: {
    ParticipantRegistered: {
      keys: ({ data }) => data.participantId,
      fold: (_, { data }) => ({
        ...blank(data.participantId, 'PERSON', data.schoolId),
        personKind: data.kind,
        employed: data.employed,
      }),
    },
    EnteredMentorBase: person((_, { data }) => ({
      category: data.category,
      experience: [...data.experience],
      enteredOn: data.effectiveOn,
      leftOn: null,
      leftReason: null,
    })),
    LeftBase: person((_, { data }) =>
      data.base === 'MENTOR' ? { leftOn: data.effectiveOn, leftReason: data.reason } : {},
    ),
    JoinedPair: person((row, { data }) =>
      data.role === 'MENTOR' ? { pairIds: including(row.pairIds, data.pairId) } : {},
    ),
    LeftPair: person((row, { data }) =>
      data.role === 'MENTOR'
        ? {
            pairIds: without(row.pairIds, data.pairId),
            pastPairIds: including(row.pastPairIds, data.pairId),
          }
        : {},
    ),
    AgreementConcluded: {
      keys: ({ data }) => [data.agreementId, ...data.mentorIds],
      fold: (row, { data }, key) =>
        key === data.agreementId
          ? {
              ...blank(data.agreementId, 'AGREEMENT', data.schoolId),
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
    PairFixed: {
      keys: ({ data }) => data.pairId,
      fold: (_, { data }) => ({
        ...blank(data.pairId, 'PAIR', data.schoolId),
        form: data.form,
        status: 'ACTIVE',
        mentorIds: [...data.mentorIds],
      }),
    },
    MeetingHeld: pair((row) => ({ meetingsHeld: row.meetingsHeld + 1 })),
    MeetingRecordCancelled: pair((row) => ({ meetingsHeld: row.meetingsHeld - 1 })),
    MemberReplaced: pair((row, { data }) =>
      data.role === 'MENTOR'
        ? { mentorIds: including(without(row.mentorIds, data.leavingId), data.joiningId) }
        : {},
    ),
    PairSuspended: pair(() => ({ status: 'SUSPENDED' })),
    PairResumed: pair(() => ({ status: 'ACTIVE' })),
    PairCompleted: pair(() => ({ status: 'COMPLETED' })),
    PairEnded: pair(() => ({ status: 'ENDED' })),

    AgreementNoted: 'ignored',
    EnteredMenteeBase: 'ignored',
    NeedsDiagnosed: 'ignored',
    PairProposed: 'ignored',
    MentorCandidatesOffered: 'ignored',
    MentorChosen: 'ignored',
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
    ComplaintRegistered: 'ignored',
    ComplaintDisclosed: 'ignored',
    ExplanationRecorded: 'ignored',
    ComplaintClosed: 'ignored',
  },
});

/** FREE: in the base, with no pair now. PAIRED: with at least one. LEFT: no longer in the base. */
export const MENTOR_STATUSES = ['FREE', 'PAIRED', 'LEFT'] as const;
export type MentorStatus = (typeof MENTOR_STATUSES)[number];

export const MENTOR_SORTS = ['enteredOn', 'category'] as const;

export interface MentorRegisterQuestion extends Paging<(typeof MENTOR_SORTS)[number]> {
  readonly schoolId: Uuid;
  readonly status?: MentorStatus;
  /** With a current pair of this form. */
  readonly form?: Form;
}

export interface MentorEntry {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: PersonKind;
  readonly category: MentorCategory;
  readonly experience: readonly TaskType[];
  /** False for a mentor from outside. */
  readonly employed: boolean;
  readonly enteredOn: IsoDate;
  readonly leftOn: IsoDate | null;
  readonly leftReason: string | null;
  readonly status: MentorStatus;
  readonly agreements: readonly {
    readonly agreementId: Uuid;
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
    readonly meetingsHeld: number;
  }[];
  readonly completedPairs: number;
}

const STATUS = `case when r.left_on is not null then 'LEFT' when p.items is not null then 'PAIRED' else 'FREE' end`;

const SQL: RegisterSql<(typeof MENTOR_SORTS)[number]> = {
  name: 'mentor-register',
  item: `json_build_object('participantId', r.id, 'schoolId', r.school_id, 'kind', r.person_kind,
    'category', r.category, 'experience', r.experience, 'employed', r.employed,
    'enteredOn', r.entered_on, 'leftOn', r.left_on, 'leftReason', r.left_reason, 'status', ${STATUS},
    'agreements', coalesce((select json_agg(json_build_object('agreementId', a.id, 'number', a.agreement_number,
        'gratuitous', a.gratuitous, 'from', a.valid_from, 'until', a.valid_until) order by a.valid_from, a.id)
      from mentor_register a where a.id = any(r.agreement_ids)), '[]'::json),
    'pairs', coalesce(p.items, '[]'::json),
    'completedPairs', (select count(*) from mentor_register c
      where c.id = any(r.past_pair_ids) and c.status = 'COMPLETED' and r.id = any(c.mentor_ids)))`,
  from: `from mentor_register r left join lateral (
      select json_agg(json_build_object('pairId', q.id, 'form', q.form, 'status', q.status,
          'meetingsHeld', q.meetings_held) order by q.id) as items,
        array_agg(q.form) as forms
      from mentor_register q where q.id = any(r.pair_ids) and q.status in ('ACTIVE', 'SUSPENDED')
    ) p on true
    where r.school_id = $1 and r.row_kind = 'PERSON' and r.entered_on is not null
      and ($2::text is null or ${STATUS} = $2) and ($3::text is null or $3 = any(p.forms))`,
  sorts: { enteredOn: 'r.entered_on', category: 'r.category' },
};

@Injectable()
export class MentorRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: MentorRegisterQuestion): Promise<JsonText<Page<MentorEntry>>> {
    const { schoolId, status, form } = question;
    return findPage(this.postgres, SQL, [schoolId, status ?? null, form ?? null], question);
  }
}
