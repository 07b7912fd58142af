/**
 * Register of pairs and groups (R3 of the catalogue; S62-4.13): members, orders, stage, meetings by plan and fact,
 * monitoring, report, outcome.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  EndReason,
  Form,
  MeetingKind,
  OrderKind,
  OrderRegister,
  PairKind,
  RoleModel,
  TaskType,
} from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, including, organisationsOf, pairsIn, readModelOf, without } from '../register';
import type { JsonText, Organisations, Page, PairStatus, Paging, RegisterSql } from '../register';

/** How far a pair has come. MEETINGS from the first meeting on, CLOSING from the final meeting on. */
export const PAIR_STAGES = [
  'PROPOSED',
  'CANDIDATES_OFFERED',
  'MENTOR_CHOSEN',
  'FAMILIARISED',
  'FIXED',
  'MEETINGS',
  'CLOSING',
  'CLOSED',
] as const;
export type PairStage = (typeof PAIR_STAGES)[number];

export interface HeldMeeting {
  readonly number: number;
  readonly kind: MeetingKind;
  readonly on: IsoDate;
}

export interface PairOrder {
  readonly orderId: Uuid;
  readonly kind: OrderKind;
  readonly number: string;
  readonly issuedOn: IsoDate;
  readonly register: OrderRegister;
  readonly legalBasis: readonly string[];
  /** False until the order's effect has arrived at the pair. */
  readonly carried: boolean;
}

/** A PAIR, or an ORDER about pairs with the day it was cancelled, because the cancellation does not name them. */
@Entity('pair_register')
export class PairRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'PAIR' | 'ORDER';
  @Column({ name: 'school_id', type: 'text' }) schoolId!: Uuid;
  @Column({ type: 'text' }) kind!: PairKind;
  @Column({ type: 'text' }) form!: Form;
  @Column({ name: 'role_model', type: 'text', nullable: true }) roleModel!: RoleModel | null;
  @Column({ type: 'text' }) status!: PairStatus;
  @Column({ type: 'text' }) stage!: PairStage;
  @Column({ type: 'text', array: true }) tasks!: TaskType[];
  @Column({ name: 'mentee_ids', type: 'text', array: true }) menteeIds!: Uuid[];
  @Column({ name: 'mentor_ids', type: 'text', array: true }) mentorIds!: Uuid[];
  @Column({ name: 'candidate_ids', type: 'text', array: true }) candidateIds!: Uuid[];
  /** Before the order: each mentee's choice. The last one counts (S62-10-02). */
  @Column({ type: 'jsonb' }) choices!: { readonly [menteeId: string]: Uuid };
  @Column({ type: 'jsonb' }) orders!: readonly PairOrder[];
  @Column({ name: 'proposed_on', type: 'text' }) proposedOn!: IsoDate;
  @Column({ name: 'familiarised_on', type: 'text', nullable: true }) familiarisedOn!: IsoDate | null;
  /** Day of the latest choice of a mentor. */
  @Column({ name: 'chosen_on', type: 'text', nullable: true }) chosenOn!: IsoDate | null;
  @Column({ name: 'fixed_on', type: 'text', nullable: true }) fixedOn!: IsoDate | null;
  /** First and last day by the order, both included. */
  @Column({ name: 'starts_on', type: 'text', nullable: true }) startsOn!: IsoDate | null;
  @Column({ name: 'ends_on', type: 'text', nullable: true }) endsOn!: IsoDate | null;
  @Column({ name: 'entry_assessed_on', type: 'text', nullable: true }) entryAssessedOn!: IsoDate | null;
  @Column({ name: 'exit_assessed_on', type: 'text', nullable: true }) exitAssessedOn!: IsoDate | null;
  @Column({ name: 'plan_drafted_on', type: 'text', nullable: true }) planDraftedOn!: IsoDate | null;
  @Column({ name: 'plan_approved_on', type: 'text', nullable: true }) planApprovedOn!: IsoDate | null;
  /** Of the plan in force: 1 once approved, more by corrections. */
  @Column({ name: 'plan_version', type: 'int', nullable: true }) planVersion!: number | null;
  @Column({ type: 'jsonb' }) meetings!: readonly HeldMeeting[];
  /** Set at the planning meeting (S62-5.5). */
  @Column({ name: 'planned_regular_meetings', type: 'int', nullable: true }) plannedRegularMeetings!:
    number | null;
  @Column({ name: 'next_meeting', type: 'text', nullable: true }) nextMeeting!: MeetingKind | null;
  @Column({ name: 'interim_monitored_on', type: 'text', nullable: true }) interimMonitoredOn!: IsoDate | null;
  @Column({ name: 'final_monitored_on', type: 'text', nullable: true }) finalMonitoredOn!: IsoDate | null;
  @Column({ name: 'reported_on', type: 'text', nullable: true }) reportedOn!: IsoDate | null;
  /** Participants because of whom the pair stands still. */
  @Column({ name: 'suspended_for', type: 'text', array: true }) suspendedFor!: Uuid[];
  @Column({ name: 'suspended_on', type: 'text', nullable: true }) suspendedOn!: IsoDate | null;
  @Column({ name: 'closed_on', type: 'text', nullable: true }) closedOn!: IsoDate | null;
  @Column({ name: 'end_reason', type: 'text', nullable: true }) endReason!: EndReason | null;
  @Column({ name: 'follow_up', type: 'text' }) followUp!: 'NONE' | 'OPEN' | 'CLOSED';
  @Column({ name: 'cancelled_on', type: 'text', nullable: true }) cancelledOn!: IsoDate | null;
}

type Row = PairRegisterRow;

const blank = (id: Uuid, rowKind: Row['rowKind'], schoolId: Uuid, proposedOn: IsoDate): Row => ({
  ...{ id, rowKind, schoolId, proposedOn, kind: 'PAIR', form: 'TRADITIONAL', roleModel: null },
  ...{ status: 'PROPOSED', stage: 'PROPOSED', tasks: [], menteeIds: [], mentorIds: [], candidateIds: [] },
  ...{
    choices: {},
    orders: [],
    familiarisedOn: null,
    chosenOn: null,
    fixedOn: null,
    startsOn: null,
    endsOn: null,
  },
  ...{ entryAssessedOn: null, exitAssessedOn: null, planDraftedOn: null, planApprovedOn: null },
  ...{ planVersion: null, meetings: [], plannedRegularMeetings: null, nextMeeting: null },
  ...{ interimMonitoredOn: null, finalMonitoredOn: null, reportedOn: null, suspendedFor: [] },
  ...{ suspendedOn: null, closedOn: null, endReason: null, followUp: 'NONE', cancelledOn: null },
});

/** Order of the meetings in S62-5.3; after the planned number of regular meetings comes the final one. */
const nextMeetingOf = (meetings: readonly HeldMeeting[], planned: number | null): MeetingKind | null => {
  const held = (kind: MeetingKind): number => meetings.filter((meeting) => meeting.kind === kind).length;
  if (held('FINAL') > 0) return null;
  if (held('ORGANISATIONAL') === 0) return 'ORGANISATIONAL';
  if (held('TRIAL') === 0) return 'TRIAL';
  if (held('PLANNING') === 0) return 'PLANNING';
  return held('REGULAR') < (planned ?? 0) ? 'REGULAR' : 'FINAL';
};

/** What follows from the list of meetings, after one more or one less. */
const withMeetings = (
  meetings: readonly HeldMeeting[],
  planned: number | null,
): Pick<Row, 'meetings' | 'plannedRegularMeetings' | 'nextMeeting' | 'stage'> => ({
  meetings,
  plannedRegularMeetings: planned,
  nextMeeting: nextMeetingOf(meetings, planned),
  stage:
    meetings.length === 0 ? 'FIXED' : meetings.some(({ kind }) => kind === 'FINAL') ? 'CLOSING' : 'MEETINGS',
});

const carried = (orders: readonly PairOrder[], orderId: Uuid): readonly PairOrder[] =>
  orders.map((order) => (order.orderId === orderId ? { ...order, carried: true } : order));

/** An event about a pair already proposed. */
const pair = changeOf<Row, 'pairId'>('pairId');

export const pairRegister = readModelOf(PairRegisterRow)({
  name: 'pair-register',
  ignored: [
    'reminder',
    'audit',
    'municipality',
    'school',
    'regulation',
    'participant',
    'consent',
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
    PairProposed: {
      keys: ({ data }) => data.pairId,
      fold: (_, { data }) => ({
        ...blank(data.pairId, 'PAIR', data.schoolId, data.effectiveOn),
        kind: data.kind,
        form: data.form,
        roleModel: data.roleModel ?? null,
        tasks: [...data.tasks],
        menteeIds: [...data.menteeIds],
      }),
    },
    MentorCandidatesOffered: pair((row, { data }) => ({
      candidateIds: data.mentorIds.reduce((ids, id) => including(ids, id), row.candidateIds),
      stage: row.stage === 'PROPOSED' ? 'CANDIDATES_OFFERED' : row.stage,
    })),
    MentorChosen: pair((row, { data }) => {
      const choices = { ...row.choices, [data.menteeId]: data.mentorId };
      return {
        choices,
        chosenOn: data.effectiveOn,
        mentorIds: [...new Set(Object.values(choices))],
        stage: row.stage === 'FAMILIARISED' ? row.stage : 'MENTOR_CHOSEN',
      };
    }),
    ParticipantsFamiliarised: pair((row, { data }) => ({
      familiarisedOn: data.effectiveOn,
      stage: row.status === 'PROPOSED' ? 'FAMILIARISED' : row.stage,
    })),
    OrderIssued: {
      keys: ({ data: { orderId, content } }) => {
        const pairs = pairsIn(content);
        return pairs.length === 0 ? [] : [orderId, ...pairs];
      },
      fold: (row, { data }, key) => {
        if (key === data.orderId) return blank(key, 'ORDER', data.organisationId, data.issuedOn);
        return (
          row && {
            ...row,
            orders: [
              ...row.orders,
              {
                orderId: data.orderId,
                kind: data.content.kind,
                number: data.number,
                issuedOn: data.issuedOn,
                register: data.register,
                legalBasis: [...data.legalBasis],
                carried: false,
              },
            ],
          }
        );
      },
    },
    OrderCancelled: {
      keys: ({ data }) => data.orderId,
      fold: (row, { data }) => row && { ...row, cancelledOn: data.effectiveOn },
    },
    PairFixed: pair((row, { data }) => ({
      kind: data.kind,
      form: data.form,
      mentorIds: [...data.mentorIds],
      menteeIds: [...data.menteeIds],
      orders: carried(row.orders, data.orderId),
      status: 'ACTIVE',
      fixedOn: data.effectiveOn,
      startsOn: data.from,
      endsOn: data.until,
      ...withMeetings([], null),
    })),
    EntryAssessed: pair((_, { data }) => ({ entryAssessedOn: data.effectiveOn })),
    // A newer draft leaves the approved plan in force.
    PlanDrafted: pair((_, { data }) => ({ planDraftedOn: data.effectiveOn })),
    PlanApproved: pair((row, { data }) => ({
      planApprovedOn: row.planApprovedOn ?? data.effectiveOn,
      planVersion: row.planVersion ?? 1,
    })),
    PlanCorrected: pair((_, { data }) => ({ planVersion: data.version })),
    MeetingHeld: pair((row, { data }) =>
      withMeetings(
        [...row.meetings, { number: data.number, kind: data.kind, on: data.effectiveOn }],
        data.plannedRegularMeetings ?? row.plannedRegularMeetings,
      ),
    ),
    MeetingRecordCancelled: pair((row, { data }) =>
      withMeetings(
        row.meetings.filter(({ number }) => number !== data.number),
        // The number of regular meetings was agreed at a meeting that did not take place.
        data.kind === 'PLANNING' ? null : row.plannedRegularMeetings,
      ),
    ),
    MonitoringCompleted: pair((_, { data }) =>
      data.kind === 'INTERIM'
        ? { interimMonitoredOn: data.effectiveOn }
        : { finalMonitoredOn: data.effectiveOn },
    ),
    MentorReportSubmitted: pair((_, { data }) => ({ reportedOn: data.effectiveOn })),
    ExitAssessed: pair((_, { data }) => ({ exitAssessedOn: data.effectiveOn })),
    MemberReplaced: pair((row, { data }) => {
      const ids = data.role === 'MENTOR' ? row.mentorIds : row.menteeIds;
      const changed = including(without(ids, data.leavingId), data.joiningId);
      return {
        orders: carried(row.orders, data.orderId),
        ...(data.role === 'MENTOR' ? { mentorIds: changed } : { menteeIds: changed }),
      };
    }),
    PairSuspended: pair((row, { data }) => ({
      status: 'SUSPENDED',
      suspendedFor: including(row.suspendedFor, data.participantId),
      suspendedOn: row.suspendedOn ?? data.effectiveOn,
    })),
    PairResumed: pair(() => ({ status: 'ACTIVE', suspendedFor: [], suspendedOn: null })),
    PairCompleted: pair((_, { data }) => ({
      status: 'COMPLETED',
      stage: 'CLOSED',
      closedOn: data.effectiveOn,
      nextMeeting: null,
    })),
    PairEnded: pair((row, { data }) => ({
      status: 'ENDED',
      stage: 'CLOSED',
      closedOn: data.effectiveOn,
      endReason: data.reason,
      nextMeeting: null,
      orders: carried(row.orders, data.orderId),
    })),
    PairProlonged: pair((row, { data }) => ({
      endsOn: data.until,
      orders: carried(row.orders, data.orderId),
    })),
    FollowUpOpened: pair(() => ({ followUp: 'OPEN' })),
    FollowUpClosed: pair(() => ({ followUp: 'CLOSED' })),

    PairMovedToRegulation: 'ignored',
    CompatibilityAssessed: 'ignored',
    PlanningOrganised: 'ignored',
    GoalSet: 'ignored',
    ReflectionRecorded: 'ignored',
    FeedbackGiven: 'ignored',
    RecommendationIssued: 'ignored',
    HelpRequested: 'ignored',
    HelpGiven: 'ignored',
    OrderEffectRefused: 'ignored',
    OrderAmended: 'ignored',
  },
});

export const PAIR_SORTS = ['proposedOn', 'fixedOn', 'endsOn', 'status'] as const;

export interface PairRegisterQuestion extends Paging<(typeof PAIR_SORTS)[number]> {
  readonly schoolId: Organisations;
  readonly status?: PairStatus;
  readonly form?: Form;
  readonly kind?: PairKind;
  readonly stage?: PairStage;
  /** Begin on these days, both included. */
  readonly from?: IsoDate;
  readonly until?: IsoDate;
}

export interface PairEntry {
  readonly pairId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: PairKind;
  readonly form: Form;
  readonly roleModel: RoleModel | null;
  readonly status: PairStatus;
  readonly stage: PairStage;
  readonly tasks: readonly TaskType[];
  readonly menteeIds: readonly Uuid[];
  /** Chosen, then fixed by order. */
  readonly mentorIds: readonly Uuid[];
  readonly candidateIds: readonly Uuid[];
  /** Of a cancelled one: since when. */
  readonly orders: readonly (PairOrder & { readonly cancelledOn: IsoDate | null })[];
  readonly proposedOn: IsoDate;
  readonly familiarisedOn: IsoDate | null;
  readonly chosenOn: IsoDate | null;
  readonly fixedOn: IsoDate | null;
  readonly startsOn: IsoDate | null;
  readonly endsOn: IsoDate | null;
  /** The latest draft, since when there has been an approved plan, and its version. */
  readonly plan: {
    readonly draftedOn: IsoDate | null;
    readonly approvedOn: IsoDate | null;
    readonly version: number | null;
  };
  readonly meetings: {
    readonly held: readonly HeldMeeting[];
    readonly heldByKind: { readonly [Kind in MeetingKind]?: number };
    readonly plannedRegular: number | null;
    /** Kind of the next meeting in the order of S62-5.3; `null` before the order and after the last. */
    readonly next: MeetingKind | null;
  };
  readonly monitoring: { readonly interimOn: IsoDate | null; readonly finalOn: IsoDate | null };
  readonly assessment: { readonly entryOn: IsoDate | null; readonly exitOn: IsoDate | null };
  readonly reportedOn: IsoDate | null;
  readonly suspension: { readonly since: IsoDate; readonly participantIds: readonly Uuid[] } | null;
  readonly closedOn: IsoDate | null;
  readonly endReason: EndReason | null;
  readonly followUp: 'NONE' | 'OPEN' | 'CLOSED';
}

const ITEM = `json_build_object('pairId', r.id, 'schoolId', r.school_id, 'kind', r.kind, 'form', r.form,
    'roleModel', r.role_model, 'status', r.status, 'stage', r.stage, 'tasks', r.tasks, 'menteeIds', r.mentee_ids, 'mentorIds', r.mentor_ids,
    'candidateIds', r.candidate_ids, 
    'orders', (select coalesce(jsonb_agg(one.value || jsonb_build_object('cancelledOn', o.cancelled_on)
        order by one.ordinality), '[]'::jsonb)
      from jsonb_array_elements(r.orders) with ordinality one left join pair_register o on o.id = one.value->>'orderId'),
    'proposedOn', r.proposed_on,
    'familiarisedOn', r.familiarised_on, 'chosenOn', r.chosen_on, 'fixedOn', r.fixed_on, 'startsOn', r.starts_on, 'endsOn', r.ends_on,
    'plan', json_build_object('draftedOn', r.plan_drafted_on, 'approvedOn', r.plan_approved_on, 'version', r.plan_version),
    'meetings', json_build_object('held', r.meetings,
      'heldByKind', (select coalesce(json_object_agg(k.kind, k.held), '{}'::json) from (
        select meeting->>'kind' as kind, count(*) as held from jsonb_array_elements(r.meetings) meeting group by 1) k),
      'plannedRegular', r.planned_regular_meetings, 'next', r.next_meeting),
    'monitoring', json_build_object('interimOn', r.interim_monitored_on, 'finalOn', r.final_monitored_on),
    'assessment', json_build_object('entryOn', r.entry_assessed_on, 'exitOn', r.exit_assessed_on),
    'reportedOn', r.reported_on,
    'suspension', case when r.suspended_on is not null
      then json_build_object('since', r.suspended_on, 'participantIds', r.suspended_for) end,
    'closedOn', r.closed_on, 'endReason', r.end_reason, 'followUp', r.follow_up)`;

const SQL: RegisterSql<(typeof PAIR_SORTS)[number]> = {
  name: 'pair-register',
  item: ITEM,
  from: `from pair_register r where r.school_id = any($1) and r.row_kind = 'PAIR'
    and ($2::text is null or r.status = $2) and ($3::text is null or r.form = $3)
    and ($4::text is null or r.kind = $4) and ($5::text is null or r.stage = $5)
    and ($6::text is null or r.starts_on >= $6) and ($7::text is null or r.starts_on <= $7)`,
  sorts: {
    proposedOn: 'r.proposed_on',
    fixedOn: "coalesce(r.fixed_on, '')",
    endsOn: "coalesce(r.ends_on, '')",
    status: 'r.status',
  },
};

@Injectable()
export class PairRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: PairRegisterQuestion): Promise<JsonText<Page<PairEntry>>> {
    const { schoolId, status, form, kind, stage, from, until } = question;
    const filters = [status, form, kind, stage, from, until].map((one) => one ?? null);
    return findPage(this.postgres, SQL, [organisationsOf(schoolId), ...filters], question);
  }
}

/** One pair by its id. The asker's right to its school is the caller's to check: `schoolId` is in the answer. */
@Injectable()
export class PairQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  async find(question: { readonly pairId: Uuid }): Promise<JsonText<PairEntry> | undefined> {
    const { rows } = await this.postgres.query<{ item: string }>({
      name: 'pair',
      text: `select (${ITEM})::text as item from pair_register r where r.id = $1 and r.row_kind = 'PAIR'`,
      values: [question.pairId],
    });
    return rows[0]?.item;
  }
}
