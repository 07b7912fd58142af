/**
 * Register of incentives of a school or a municipality (R12: S62-11, MR-F, KIL-3.3–3.6, SEV-I-2, IZO-4.2-03): who, in which role, what, of
 * which level, on which basis, when; with the measure of the municipality it rests on.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AwardKind, AwardLevel, BadgeGround, PairRole } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, organisationsOf, readModelOf } from '../register';
import type { JsonText, Organisations, Page, Paging, RegisterSql } from '../register';

export const AWARD_STATUSES = ['NOMINATED', 'PRESENTED', 'GRANTED', 'DECLINED'] as const;
export type AwardStatus = (typeof AWARD_STATUSES)[number];

/** Two kinds of rows: an AWARD, and a MEASURE that awards of a municipality rest on. */
@Entity('award_register')
export class AwardRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'AWARD' | 'MEASURE';
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  @Column({ type: 'text', nullable: true }) title!: string | null;
  @Column({ type: 'boolean', nullable: true }) material!: boolean | null;
  @Column({ name: 'recipient_id', type: 'text', nullable: true }) recipientId!: Uuid | null;
  @Column({ type: 'text', nullable: true }) role!: PairRole | null;
  @Column({ type: 'text' }) kind!: AwardKind;
  @Column({ type: 'text', nullable: true }) level!: AwardLevel | null;
  @Column({ type: 'text', nullable: true }) contest!: string | null;
  @Column({ type: 'text', array: true }) grounds!: BadgeGround[];
  @Column({ name: 'measure_id', type: 'text', nullable: true }) measureId!: Uuid | null;
  @Column({ name: 'mentoring_days', type: 'int', nullable: true }) mentoringDays!: number | null;
  @Column({ type: 'text' }) status!: AwardStatus | 'DEFINED';
  @Column({ name: 'nominated_on', type: 'text' }) nominatedOn!: IsoDate;
  @Column({ name: 'presented_to', type: 'text', nullable: true }) presentedTo!: string | null;
  @Column({ name: 'presented_on', type: 'text', nullable: true }) presentedOn!: IsoDate | null;
  @Column({ name: 'decided_on', type: 'text', nullable: true }) decidedOn!: IsoDate | null;
  @Column({ name: 'order_id', type: 'text', nullable: true }) orderId!: Uuid | null;
  @Column({ name: 'published_at', type: 'text', nullable: true }) publishedAt!: string | null;
}
type Row = AwardRegisterRow;

const blank = {
  ...{ title: null, material: null, recipientId: null, role: null, level: null, contest: null, grounds: [] },
  ...{ measureId: null, mentoringDays: null, presentedTo: null, presentedOn: null, decidedOn: null },
  ...{ orderId: null, publishedAt: null },
};
const award = changeOf<Row, 'awardId'>('awardId');

export const awardRegister = readModelOf(AwardRegisterRow)({
  name: 'award-register',
  ignored: [
    'reminder',
    'audit',
    'indicators',
    ...(['municipality', 'school', 'regulation', 'order', 'participant', 'consent', 'agreement'] as const),
    ...(['appeal', 'roadmap', 'governance', 'campaign', 'practice', 'activity', 'council'] as const),
    ...(['site', 'pair'] as const),
  ],
  projection: {
    MeasureDefined: {
      keys: ({ data }) => data.awardId,
      fold: (_, { data: { awardId, organisationId, title, material, effectiveOn } }) => ({
        ...blank,
        ...{ id: awardId, rowKind: 'MEASURE', organisationId, title, material },
        ...{ kind: 'MUNICIPAL_MEASURES', status: 'DEFINED', nominatedOn: effectiveOn },
      }),
    },
    AwardNominated: {
      keys: ({ data }) => data.awardId,
      fold: (_, { data }) => ({
        ...blank,
        ...{ id: data.awardId, rowKind: 'AWARD', organisationId: data.organisationId, status: 'NOMINATED' },
        ...{ recipientId: data.recipientId, role: data.role, kind: data.kind, level: data.level },
        contest: data.contest ?? null,
        grounds: [...(data.grounds ?? [])],
        measureId: data.measureId ?? null,
        mentoringDays: data.mentoringDays ?? null,
        nominatedOn: data.effectiveOn,
      }),
    },
    AwardPresented: award((_, { data }) => ({
      status: 'PRESENTED',
      presentedTo: data.to,
      presentedOn: data.effectiveOn,
    })),
    AwardGranted: award((_, { data }) => ({
      status: 'GRANTED',
      decidedOn: data.effectiveOn,
      orderId: data.orderId ?? null,
      publishedAt: data.publishedAt ?? null,
    })),
    AwardDeclined: award((_, { data }) => ({ status: 'DECLINED', decidedOn: data.effectiveOn })),
  },
});

export const AWARD_SORTS = ['nominatedOn', 'kind'] as const;

export interface AwardRegisterQuestion extends Paging<(typeof AWARD_SORTS)[number]> {
  readonly organisationId: Organisations;
  readonly status?: AwardStatus;
  readonly kind?: AwardKind;
  readonly recipientId?: Uuid;
}

export interface AwardEntry {
  readonly awardId: Uuid;
  readonly organisationId: Uuid;
  readonly recipientId: Uuid;
  readonly role: PairRole;
  readonly kind: AwardKind;
  readonly level: AwardLevel;
  readonly contest: string | null;
  readonly grounds: readonly BadgeGround[];
  readonly measure: { readonly measureId: Uuid; readonly title: string; readonly material: boolean } | null;
  /** Days of mentoring by the nomination; of mentors. */
  readonly mentoringDays: number | null;
  readonly status: AwardStatus;
  readonly nominatedOn: IsoDate;
  readonly presented: { readonly to: string; readonly on: IsoDate } | null;
  readonly decidedOn: IsoDate | null;
  readonly orderId: Uuid | null;
  readonly publishedAt: string | null;
}

const SQL: RegisterSql<(typeof AWARD_SORTS)[number]> = {
  name: 'award-register',
  item: `json_build_object('awardId', r.id, 'organisationId', r.organisation_id, 'recipientId', r.recipient_id,
    'role', r.role, 'kind', r.kind, 'level', r.level, 'contest', r.contest, 'grounds', r.grounds,
    'measure', (select json_build_object('measureId', m.id, 'title', m.title, 'material', m.material)
      from award_register m where m.id = r.measure_id and m.row_kind = 'MEASURE'),
    'mentoringDays', r.mentoring_days, 'status', r.status, 'nominatedOn', r.nominated_on,
    'presented', case when r.presented_on is null then null
      else json_build_object('to', r.presented_to, 'on', r.presented_on) end,
    'decidedOn', r.decided_on, 'orderId', r.order_id, 'publishedAt', r.published_at)`,
  from: `from award_register r where r.organisation_id = any($1) and r.row_kind = 'AWARD'
    and ($2::text is null or r.status = $2) and ($3::text is null or r.kind = $3)
    and ($4::text is null or r.recipient_id = $4)`,
  sorts: { nominatedOn: 'r.nominated_on', kind: 'r.kind' },
};

@Injectable()
export class AwardRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: AwardRegisterQuestion): Promise<JsonText<Page<AwardEntry>>> {
    const { organisationId, status, kind, recipientId } = question;
    const filters = [organisationsOf(organisationId), status ?? null, kind ?? null, recipientId ?? null];
    return findPage(this.postgres, SQL, filters, question);
  }
}
