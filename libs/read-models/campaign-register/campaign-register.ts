/**
 * Register of campaigns (P4, P6 of the catalogue; SEV-IV-3, SEV-RM-M4a, IZO-4.3-03): window, what each school has submitted in which
 * version, what was summed up and analysed, to whom it was sent. A municipality sees every school it asks and those it does not; a
 * school sees itself.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  AcknowledgementOutcome,
  CampaignAnalysed,
  CampaignKind,
  Computed,
  ComputedTotal,
  CountedFigure,
  EnteredField,
  Figure,
  IndicatorSet,
  IndicatorSetDefinition,
  IndicatorSetRef,
  MonitoringRecipient,
  SchoolCounts,
  SubmissionFault,
  Total,
} from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, readModelOf } from '../register';
import type { JsonText, Page, Paging, RegisterSql } from '../register';

export const CAMPAIGN_STATUSES = ['OPEN', 'CONSOLIDATED', 'ANALYSED'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** One submission as it was made and answered; the last of a school's list is the one that counts. */
export interface SubmissionVersion {
  readonly version: number;
  readonly status: 'SUBMITTED' | 'RETURNED' | 'ACCEPTED';
  readonly submittedOn: IsoDate;
  readonly answeredOn: IsoDate | null;
  readonly late: boolean;
  readonly counted: readonly CountedFigure[];
  readonly stated: readonly Figure[];
  readonly faults: readonly { readonly indicator: string; readonly fault: SubmissionFault }[];
  /** Where the campaign has sets. */
  readonly entered?: readonly EnteredField[];
  readonly counts?: SchoolCounts;
  readonly computed?: readonly Computed[];
}
type Submissions = { readonly [schoolId: string]: readonly SubmissionVersion[] };

type Analysis = Pick<
  CampaignAnalysed['data'],
  'deficits' | 'needs' | 'problemZones' | 'recommendations' | 'bestPractices' | 'contributors'
> & { readonly analysedOn: IsoDate };

interface Reminder {
  readonly schoolId: Uuid;
  readonly version: number;
  readonly on: IsoDate;
  readonly until: IsoDate;
}

interface Recipient {
  readonly recipient: MonitoringRecipient;
  readonly sentOn: IsoDate;
  readonly confirmedOn: IsoDate | null;
  readonly reference: string | null;
  /** Of the file that was sent. */
  readonly sha256: string | null;
  /** What the recipient's system answered. */
  readonly acknowledged: {
    readonly on: IsoDate;
    readonly outcome: AcknowledgementOutcome;
    readonly number: string | null;
    readonly reason: string | null;
  } | null;
}

/** Two kinds of rows: a CAMPAIGN, and a SCHOOL with its name and whose it is. */
@Entity('campaign_register')
export class CampaignRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'CAMPAIGN' | 'SCHOOL';
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', nullable: true }) kind!: CampaignKind | null;
  @Column({ type: 'int' }) year!: number;
  @Column({ type: 'text', nullable: true }) status!: CampaignStatus | null;
  @Column({ name: 'opened_on', type: 'text', nullable: true }) openedOn!: IsoDate | null;
  @Column({ name: 'window_from', type: 'text', nullable: true }) windowFrom!: IsoDate | null;
  @Column({ name: 'window_until', type: 'text', nullable: true }) windowUntil!: IsoDate | null;
  @Column({ name: 'snapshot_on', type: 'text', nullable: true }) snapshotOn!: IsoDate | null;
  @Column({ name: 'on_request', type: 'boolean' }) onRequest!: boolean;
  @Column({ name: 'order_id', type: 'text', nullable: true }) orderId!: Uuid | null;
  @Column({ name: 'indicator_set', type: 'jsonb', nullable: true }) indicatorSet!: IndicatorSet | null;
  @Column({ name: 'school_ids', type: 'text', array: true }) schoolIds!: Uuid[];
  @Column({ type: 'jsonb' }) submissions!: Submissions;
  @Column({ name: 'consolidated_on', type: 'text', nullable: true }) consolidatedOn!: IsoDate | null;
  @Column({ name: 'missing_ids', type: 'text', array: true }) missingIds!: Uuid[];
  @Column({ type: 'jsonb', nullable: true }) totals!: readonly Total[] | null;
  @Column({ type: 'jsonb', nullable: true }) computed!: readonly ComputedTotal[] | null;
  @Column({ type: 'jsonb' }) reminders!: readonly Reminder[];
  @Column({ type: 'jsonb', nullable: true }) analysis!: Analysis | null;
  @Column({ type: 'jsonb' }) recipients!: readonly Recipient[];
}
type Row = CampaignRegisterRow;

const blank = (id: Uuid, rowKind: Row['rowKind'], organisationId: Uuid): Row => ({
  ...{ id, rowKind, organisationId, municipalityId: null, name: '', kind: null, year: 0, status: null },
  ...{
    openedOn: null,
    windowFrom: null,
    windowUntil: null,
    snapshotOn: null,
    onRequest: false,
    orderId: null,
  },
  ...{
    indicatorSet: null,
    schoolIds: [],
    submissions: {},
    consolidatedOn: null,
    missingIds: [],
    totals: null,
    computed: null,
    reminders: [],
  },
  ...{ analysis: null, recipients: [] },
});

/** An event about a campaign already opened. */
const campaign = changeOf<Row, 'campaignId'>('campaignId');

/** The submissions with an answer to one of a school's versions. */
const answered = (
  row: Row,
  { schoolId, version }: { readonly schoolId: Uuid; readonly version: number },
  answer: Partial<SubmissionVersion>,
): Submissions => ({
  ...row.submissions,
  [schoolId]: (row.submissions[schoolId] ?? []).map((one) =>
    one.version === version ? { ...one, ...answer } : one,
  ),
});

export const campaignRegister = readModelOf(CampaignRegisterRow)({
  name: 'campaign-register',
  ignored: [
    'reminder',
    'audit',
    'indicators',
    'municipality',
    'regulation',
    'governance',
    'order',
    'participant',
    'consent',
    'agreement',
    'appeal',
    'roadmap',
    'practice',
    'activity',
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
        name: data.shortName,
      }),
    },
    CampaignOpened: {
      keys: ({ data }) => data.campaignId,
      fold: (_, { data }) => ({
        ...blank(data.campaignId, 'CAMPAIGN', data.organisationId),
        ...{ kind: data.kind, year: data.year, status: 'OPEN', openedOn: data.effectiveOn },
        ...{ windowFrom: data.window.from, windowUntil: data.window.until, snapshotOn: data.snapshotOn },
        ...{ onRequest: data.onRequest, orderId: data.orderId ?? null, indicatorSet: data.indicatorSet },
        schoolIds: [...data.schoolIds],
      }),
    },
    MonitoringSubmitted: campaign((row, { data }) => ({
      submissions: {
        ...row.submissions,
        [data.schoolId]: [
          ...(row.submissions[data.schoolId] ?? []),
          {
            ...{
              version: data.version,
              status: 'SUBMITTED',
              submittedOn: data.effectiveOn,
              answeredOn: null,
            },
            ...{ late: data.late, counted: data.counted, stated: data.stated, faults: [] },
            ...(data.entered === undefined ? {} : { entered: data.entered }),
            ...(data.counts === undefined ? {} : { counts: data.counts }),
            ...(data.computed === undefined ? {} : { computed: data.computed }),
          },
        ],
      },
    })),
    SubmissionReturned: campaign((row, { data }) => ({
      submissions: answered(row, data, {
        ...{ status: 'RETURNED', answeredOn: data.effectiveOn, faults: data.faults },
      }),
    })),
    SubmissionAccepted: campaign((row, { data }) => ({
      submissions: answered(row, data, { status: 'ACCEPTED', answeredOn: data.effectiveOn }),
    })),
    SchoolReminded: campaign((row, { data }) => ({
      reminders: [
        ...row.reminders,
        { schoolId: data.schoolId, version: data.version, on: data.effectiveOn, until: data.until },
      ],
    })),
    CampaignConsolidated: campaign((_, { data }) => ({
      ...{ status: 'CONSOLIDATED', consolidatedOn: data.effectiveOn, totals: data.totals },
      missingIds: [...data.missing],
      computed: data.computed ?? null,
    })),
    CampaignAnalysed: campaign((_, { data }) => {
      const { deficits, needs, problemZones, recommendations, bestPractices, contributors, effectiveOn } =
        data;
      return {
        status: 'ANALYSED',
        analysis: {
          ...{ deficits, needs, problemZones, recommendations, bestPractices, contributors },
          analysedOn: effectiveOn,
        },
      };
    }),
    CampaignSent: campaign((row, { data }) => ({
      recipients: [
        ...row.recipients,
        {
          ...{ recipient: data.recipient, sentOn: data.effectiveOn, confirmedOn: null, reference: null },
          ...{ sha256: data.file?.sha256 ?? null, acknowledged: null },
        },
      ],
    })),
    CampaignReceiptConfirmed: campaign((row, { data }) => ({
      recipients: row.recipients.map((one) =>
        one.recipient === data.recipient
          ? { ...one, confirmedOn: data.effectiveOn, reference: data.reference ?? null }
          : one,
      ),
    })),

    ReportAcknowledged: campaign((row, { data }) => {
      const { recipient, effectiveOn: on, outcome, number = null, reason = null } = data;
      const last = row.recipients.findLastIndex((one) => one.recipient === recipient);
      return {
        recipients: row.recipients.map((one, index) =>
          index === last ? { ...one, acknowledged: { on, outcome, number, reason } } : one,
        ),
      };
    }),

    MentoringIntroduced: 'ignored',
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
  },
});

export interface CampaignRegisterQuestion extends Paging<'opened'> {
  /** Whose campaigns: a municipality's own; a school's own and those that ask it. */
  readonly organisationId: Uuid;
  /** Day on which a school that has not submitted is overdue or not. */
  readonly on: IsoDate;
}

export interface CampaignSchool {
  readonly schoolId: Uuid;
  readonly name: string | null;
  readonly status: 'NOT_SUBMITTED' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED';
  /** Of the last submission; 0 where there is none. */
  readonly version: number;
  readonly late: boolean;
  /** The term is over and nothing stands: not submitted, or returned. */
  readonly overdue: boolean;
  /** The last reminder, with the term that it gave. */
  readonly reminded: { readonly on: IsoDate; readonly until: IsoDate } | null;
}
export interface CampaignEntry {
  readonly campaignId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: CampaignKind;
  readonly year: number;
  readonly status: CampaignStatus;
  readonly openedOn: IsoDate;
  readonly window: { readonly from: IsoDate; readonly until: IsoDate };
  readonly snapshotOn: IsoDate;
  readonly onRequest: boolean;
  readonly orderId: Uuid | null;
  readonly indicatorSetVersion: number;
  /** Sets it was opened on. */
  readonly sets: readonly IndicatorSetRef[];
  readonly coverage: { readonly asked: number; readonly accepted: number };
  readonly schools: readonly CampaignSchool[];
  /** Schools of the municipality that the campaign does not ask. */
  readonly notAsked: readonly { readonly schoolId: Uuid; readonly name: string }[];
  readonly consolidatedOn: IsoDate | null;
  readonly missing: readonly Uuid[];
  readonly analysedOn: IsoDate | null;
  readonly recipients: readonly Recipient[];
}
/** The same with every version of every submission, the totals and the analysis. */
export interface CampaignDetail extends CampaignEntry {
  readonly indicators: IndicatorSet['indicators'];
  readonly definitions: readonly IndicatorSetDefinition[];
  readonly submissions: Submissions;
  readonly totals: readonly Total[] | null;
  /** Computed indicators over what was accepted, beside their targets. */
  readonly computed: readonly ComputedTotal[] | null;
  readonly reminders: readonly Reminder[];
  readonly analysis: Analysis | null;
}

/** `$1` is who asks, `$2` the day; a school that is asked sees itself alone. */
const ITEM = `jsonb_build_object('campaignId', r.id, 'organisationId', r.organisation_id, 'kind', r.kind,
  'year', r.year, 'status', r.status, 'openedOn', r.opened_on,
  'window', jsonb_build_object('from', r.window_from, 'until', r.window_until), 'snapshotOn', r.snapshot_on,
  'onRequest', r.on_request, 'orderId', r.order_id, 'indicatorSetVersion', r.indicator_set->'version',
  'sets', (select coalesce(jsonb_agg(jsonb_build_object('code', d->'code', 'version', d->'version') order by n), '[]')
    from jsonb_array_elements(coalesce(r.indicator_set->'sets', '[]')) with ordinality sets(d, n)),
  'coverage', jsonb_build_object('asked', cardinality(r.school_ids), 'accepted',
    (select count(*) from jsonb_each(r.submissions) s where s.value->-1->>'status' = 'ACCEPTED')),
  'schools', (select coalesce(jsonb_agg(jsonb_build_object('schoolId', s.id, 'name', n.name,
      'status', coalesce(l.last->>'status', 'NOT_SUBMITTED'), 'version', coalesce((l.last->>'version')::int, 0),
      'late', coalesce((l.last->>'late')::boolean, false),
      'overdue', greatest(r.window_until, m.last->>'until') < $2 and coalesce(l.last->>'status', 'RETURNED') = 'RETURNED',
      'reminded', case when m.last is not null then jsonb_build_object('on', m.last->'on', 'until', m.last->'until') end)
      order by s.place), '[]')
    from unnest(r.school_ids) with ordinality s(id, place)
    cross join lateral (select r.submissions->s.id->-1 as last) l
    left join lateral (select e.value as last from jsonb_array_elements(r.reminders) with ordinality e(value, n)
      where e.value->>'schoolId' = s.id order by e.n desc limit 1) m on true
    left join campaign_register n on n.id = s.id and n.row_kind = 'SCHOOL'
    where r.organisation_id = $1 or s.id = $1),
  'notAsked', (select coalesce(jsonb_agg(jsonb_build_object('schoolId', n.id, 'name', n.name) order by n.name, n.id), '[]')
    from campaign_register n where n.row_kind = 'SCHOOL' and n.municipality_id = r.organisation_id
      and r.organisation_id = $1 and not n.id = any(r.school_ids)),
  'consolidatedOn', r.consolidated_on,
  'missing', (select coalesce(jsonb_agg(m.id), '[]') from unnest(r.missing_ids) m(id)
    where r.organisation_id = $1 or m.id = $1),
  'analysedOn', r.analysis->'analysedOn', 'recipients', r.recipients)`;

const SQL: RegisterSql<'opened'> = {
  name: 'campaign-register',
  item: ITEM,
  from: `from campaign_register r where r.row_kind = 'CAMPAIGN'
    and (r.organisation_id = $1 or r.school_ids @> array[$1::text])`,
  sorts: { opened: 'r.opened_on' },
};

@Injectable()
export class CampaignRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: CampaignRegisterQuestion): Promise<JsonText<Page<CampaignEntry>>> {
    return findPage(this.postgres, SQL, [question.organisationId, question.on], question);
  }
}

/** One campaign: whole for the organisation whose it is; a school that is asked sees what it submitted itself and what was answered. */
@Injectable()
export class CampaignQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  async find(question: {
    readonly campaignId: Uuid;
    readonly organisationId: Uuid;
    readonly on: IsoDate;
  }): Promise<JsonText<CampaignDetail> | undefined> {
    const { rows } = await this.postgres.query<{ item: string }>({
      name: 'campaign',
      text: `select (${ITEM} || jsonb_build_object('indicators', r.indicator_set->'indicators',
          'definitions', coalesce(r.indicator_set->'sets', '[]')) || case when r.organisation_id = $1
          then jsonb_build_object('submissions', r.submissions, 'totals', r.totals, 'computed', r.computed,
            'reminders', r.reminders, 'analysis', r.analysis)
          else jsonb_build_object('submissions', case when r.submissions ? $1 then jsonb_build_object($1::text, r.submissions->$1) else '{}' end,
            'totals', null, 'computed', null, 'analysis', null,
            'reminders', (select coalesce(jsonb_agg(e.value order by e.n), '[]')
              from jsonb_array_elements(r.reminders) with ordinality e(value, n) where e.value->>'schoolId' = $1)) end)::text as item
        from campaign_register r where r.row_kind = 'CAMPAIGN' and r.id = $3
          and (r.organisation_id = $1 or r.school_ids @> array[$1::text])`,
      values: [question.organisationId, question.on, question.campaignId],
    });
    return rows[0]?.item;
  }
}
