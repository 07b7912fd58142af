/**
 * Register of activities of a school or a municipality: what was planned, held and with which result, by which order and on which
 * year's monitoring (SEV-RM-M6a..M8, S62-11-01..04). A municipality sees its schools' beside its own. The record of training of a person
 * (S62-8-04, KIL-6.4.1-02) is read from the same rows.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  ActivityChannel,
  ActivityContent,
  ActivityKind,
  ActivityLevel,
  ActivityResults,
  Cancellation,
  CitedAnalysis,
  ProgrammeModule,
  ScheduledDay,
} from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, including, organisationsOf, readModelOf } from '../register';
import type { JsonText, Organisations, Page, Paging, RegisterSql } from '../register';

export const ACTIVITY_STATUSES = ['PLANNED', 'HELD', 'CLOSED', 'CANCELLED'] as const;
export type ActivityStatus = (typeof ACTIVITY_STATUSES)[number];

interface ProgrammeInForce {
  readonly version: number;
  readonly modules: readonly ProgrammeModule[];
  readonly schedule: readonly ScheduledDay[];
}

/** Two kinds of rows: an ACTIVITY, and a SCHOOL that says whose municipality sees it. */
@Entity('activity_register')
export class ActivityRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'ACTIVITY' | 'SCHOOL';
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  @Column({ type: 'jsonb', nullable: true }) content!: ActivityContent | null;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text', nullable: true }) level!: ActivityLevel | null;
  @Column({ type: 'boolean' }) addressed!: boolean;
  @Column({ type: 'text', nullable: true }) status!: ActivityStatus | null;
  /** First and last day as planned. */
  @Column({ name: 'starts_on', type: 'text', nullable: true }) startsOn!: IsoDate | null;
  @Column({ name: 'ends_on', type: 'text', nullable: true }) endsOn!: IsoDate | null;
  @Column({ name: 'held_on', type: 'text', nullable: true }) heldOn!: IsoDate | null;
  @Column({ name: 'closed_on', type: 'text', nullable: true }) closedOn!: IsoDate | null;
  @Column({ name: 'cancelled_for', type: 'text', nullable: true }) cancelledFor!: Cancellation | null;
  @Column({ type: 'text', nullable: true }) channel!: ActivityChannel | null;
  @Column({ name: 'entered_ids', type: 'text', array: true }) enteredIds!: Uuid[];
  @Column({ name: 'entered_pair_ids', type: 'text', array: true }) enteredPairIds!: Uuid[];
  @Column({ name: 'participant_ids', type: 'text', array: true }) participantIds!: Uuid[];
  @Column({ type: 'int' }) guests!: number;
  @Column({ type: 'int' }) experts!: number;
  @Column({ type: 'jsonb', nullable: true }) programme!: ProgrammeInForce | null;
  /** The annual monitoring it rests on, the latest cited. */
  @Column({ type: 'jsonb', nullable: true }) analysis!: CitedAnalysis | null;
  @Column({ name: 'order_ids', type: 'text', array: true }) orderIds!: Uuid[];
  @Column({ type: 'jsonb', nullable: true }) results!: ActivityResults | null;
  @Column({ name: 'completed_ids', type: 'text', array: true }) completedIds!: Uuid[];
  @Column({ type: 'int' }) hours!: number;
}
type Row = ActivityRegisterRow;

const blank = (id: Uuid, rowKind: Row['rowKind'], organisationId: Uuid): Row => ({
  ...{ id, rowKind, organisationId, municipalityId: null, content: null, title: '', level: null },
  ...{ addressed: false, status: null, startsOn: null, endsOn: null, heldOn: null, closedOn: null },
  ...{ cancelledFor: null, channel: null, guests: 0, experts: 0, programme: null, analysis: null },
  ...{ enteredIds: [], enteredPairIds: [], participantIds: [], orderIds: [], completedIds: [] },
  ...{ results: null, hours: 0 },
});

const citing = (row: Row, { orderId }: { readonly orderId?: Uuid }): Uuid[] =>
  orderId === undefined ? row.orderIds : including(row.orderIds, orderId);

/** An event about an activity already planned. */
const activity = changeOf<Row, 'activityId'>('activityId');

export const activityRegister = readModelOf(ActivityRegisterRow)({
  name: 'activity-register',
  ignored: [
    'reminder',
    'audit',
    'municipality',
    'regulation',
    'order',
    'participant',
    'consent',
    'agreement',
    'appeal',
    'roadmap',
    'governance',
    'campaign',
    'indicators',
    'practice',
    'award',
    'council',
    'site',
    'pair',
  ],
  projection: {
    SchoolRegistered: {
      keys: ({ data }) => data.schoolId,
      fold: (_, { data }) => ({
        ...blank(data.schoolId, 'SCHOOL', data.schoolId),
        municipalityId: data.municipalityId,
      }),
    },
    ActivityPlanned: {
      keys: ({ data }) => data.activityId,
      fold: (_, { data }) => ({
        ...blank(data.activityId, 'ACTIVITY', data.organisationId),
        content: data.content,
        title: data.title,
        level: data.level,
        addressed: data.addressed ?? false,
        status: 'PLANNED',
        startsOn: data.from,
        endsOn: data.until,
        analysis: data.analysis ?? null,
      }),
    },
    ActivityProgrammeSet: activity((row, { data }) => ({
      programme: { version: data.version, modules: data.modules, schedule: data.schedule ?? [] },
      hours: data.modules.reduce((sum, { hours }) => sum + hours, 0),
      analysis: data.analysis ?? row.analysis,
      orderIds: citing(row, data),
    })),
    ActivityParticipantsEntered: activity((row, { data }) => ({
      enteredIds: [...row.enteredIds, ...data.participantIds],
      enteredPairIds: [...row.enteredPairIds, ...data.pairIds],
      orderIds: citing(row, data),
    })),
    ActivityHeld: activity((row, { data }) => ({
      status: 'HELD',
      heldOn: data.effectiveOn,
      channel: data.channel,
      participantIds: [...data.participantIds],
      guests: data.guests,
      experts: data.experts,
      analysis: data.analysis ?? row.analysis,
    })),
    ActivityClosed: activity((row, { data }) => ({
      status: 'CLOSED',
      closedOn: data.effectiveOn,
      results: data.results,
      completedIds: data.results.of === 'TRAINING' ? [...data.results.completedIds] : [],
      orderIds: citing(row, data),
    })),
    ActivityCancelled: activity((_, { data }) => ({ status: 'CANCELLED', cancelledFor: data.reason })),

    MentoringIntroduced: 'ignored',
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
  },
});

export const ACTIVITY_SORTS = ['from', 'heldOn', 'kind'] as const;

export interface ActivityRegisterQuestion extends Paging<(typeof ACTIVITY_SORTS)[number]> {
  /** A school, or a municipality with all of its schools. */
  readonly organisationId: Organisations;
  readonly kind?: ActivityKind;
  /** In which it was held, or is planned. */
  readonly year?: number;
}

export interface ActivityEntry {
  readonly activityId: Uuid;
  readonly organisationId: Uuid;
  readonly content: ActivityContent;
  readonly title: string;
  readonly level: ActivityLevel;
  readonly addressed: boolean;
  readonly status: ActivityStatus;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly heldOn: IsoDate | null;
  readonly closedOn: IsoDate | null;
  readonly cancelledFor: Cancellation | null;
  readonly channel: ActivityChannel | null;
  readonly entered: { readonly participantIds: readonly Uuid[]; readonly pairIds: readonly Uuid[] };
  readonly participantIds: readonly Uuid[];
  /** Participants and guests together. */
  readonly attendance: number;
  readonly experts: number;
  readonly programme: ProgrammeInForce | null;
  readonly hours: number;
  readonly analysis: CitedAnalysis | null;
  readonly orderIds: readonly Uuid[];
  readonly results: ActivityResults | null;
}

const SQL: RegisterSql<(typeof ACTIVITY_SORTS)[number]> = {
  name: 'activity-register',
  item: `json_build_object('activityId', r.id, 'organisationId', r.organisation_id, 'content', r.content,
    'title', r.title, 'level', r.level, 'addressed', r.addressed, 'status', r.status, 'from', r.starts_on,
    'until', r.ends_on, 'heldOn', r.held_on, 'closedOn', r.closed_on, 'cancelledFor', r.cancelled_for,
    'channel', r.channel,
    'entered', json_build_object('participantIds', r.entered_ids, 'pairIds', r.entered_pair_ids),
    'participantIds', r.participant_ids, 'attendance', cardinality(r.participant_ids) + r.guests,
    'experts', r.experts, 'programme', r.programme, 'hours', r.hours, 'analysis', r.analysis,
    'orderIds', r.order_ids, 'results', r.results)`,
  from: `from activity_register r where r.row_kind = 'ACTIVITY' and (r.organisation_id = any($1) or r.organisation_id in
      (select s.id from activity_register s where s.row_kind = 'SCHOOL' and s.municipality_id = any($1)))
    and ($2::text is null or r.content->>'kind' = $2)
    and ($3::text is null or left(coalesce(r.held_on, r.starts_on), 4) = $3)`,
  sorts: { from: 'r.starts_on', heldOn: "coalesce(r.held_on, '')", kind: "r.content->>'kind'" },
};

@Injectable()
export class ActivityRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: ActivityRegisterQuestion): Promise<JsonText<Page<ActivityEntry>>> {
    const { organisationId, kind, year } = question;
    const filters = [organisationsOf(organisationId), kind ?? null, year?.toString() ?? null];
    return findPage(this.postgres, SQL, filters, question);
  }
}

/** One training that a person completed. */
export interface TrainingEntry {
  readonly activityId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly hours: number;
  readonly completedOn: IsoDate;
}

/** Everything a person was trained in, wherever it was held, in order of time. */
@Injectable()
export class TrainingRecordQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  async find(question: { readonly participantId: Uuid }): Promise<JsonText<readonly TrainingEntry[]>> {
    const { rows } = await this.postgres.query<{ items: string }>({
      name: 'training-record',
      text: `select coalesce(json_agg(json_build_object('activityId', r.id, 'organisationId', r.organisation_id,
          'kind', r.content->>'kind', 'title', r.title, 'hours', r.hours, 'completedOn', r.closed_on)
          order by r.closed_on, r.id), '[]')::text as items
        from activity_register r where r.completed_ids @> array[$1::text]`,
      values: [question.participantId],
    });
    return rows[0]?.items ?? '[]';
  }
}

/** What an organisation held itself, by day; and the courses of its municipality, where a school's people are trained (SEV-RM-M7). */
@Injectable()
export class HeldActivitiesQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  async find(question: {
    readonly organisationId: Uuid;
  }): Promise<readonly { readonly kind: ActivityKind; readonly on: IsoDate }[]> {
    const { rows } = await this.postgres.query<{ kind: ActivityKind; on: IsoDate }>({
      name: 'held-activities',
      text: `select r.content->>'kind' as kind, r.held_on as on
        from activity_register r left join activity_register s on s.id = $1 and s.row_kind = 'SCHOOL'
        where r.row_kind = 'ACTIVITY' and r.held_on is not null and r.status <> 'CANCELLED'
          and ((r.organisation_id = $1 and r.level = case when s.id is null then 'MUNICIPAL' else 'SCHOOL' end)
            or (r.organisation_id = s.municipality_id and r.content->>'kind' = 'CPD_COURSE'))
        order by r.held_on, r.id`,
      values: [question.organisationId],
    });
    return rows;
  }
}
