/**
 * Register of orders (R6 of the catalogue): kind, number, date and basis of every order of a school or a municipality; whether it is in
 * force, amended or cancelled, and by which; what of it could not be carried out, and under which rules. One row is one order.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderContent, OrderKind, OrderRegister, RegulationAnnex } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, organisationsOf, pairsIn, readModelOf } from '../register';
import type { JsonText, Organisations, Page, Paging, RegisterSql } from '../register';

export const ORDER_STATUSES = ['IN_FORCE', 'AMENDED', 'CANCELLED'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

interface Change {
  readonly orderId: Uuid;
  readonly on: IsoDate;
  readonly changes: string;
}
interface RefusedEffect {
  /** Stream that the effect did not reach. */
  readonly target: string;
  readonly rules: readonly string[];
}

@Entity('order_register')
export class OrderRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  @Column({ type: 'text' }) kind!: OrderKind;
  @Column({ type: 'text' }) number!: string;
  @Column({ type: 'text' }) register!: OrderRegister;
  @Column({ name: 'issued_on', type: 'text' }) issuedOn!: IsoDate;
  @Column({ name: 'legal_basis', type: 'text', array: true }) legalBasis!: string[];
  @Column({ type: 'text', nullable: true }) title!: string | null;
  /** The order that this one amends or cancels. */
  @Column({ type: 'text', nullable: true }) concerns!: Uuid | null;
  @Column({ type: 'text', array: true }) annexes!: RegulationAnnex[];
  /** Role of who signed it. */
  @Column({ name: 'signed_as', type: 'text' }) signedAs!: string;
  @Column({ type: 'int' }) pairs!: number;
  @Column({ type: 'text' }) status!: OrderStatus;
  @Column({ type: 'jsonb' }) amended!: readonly Change[];
  @Column({ name: 'cancelled_on', type: 'text', nullable: true }) cancelledOn!: IsoDate | null;
  @Column({ name: 'cancelled_by', type: 'text', nullable: true }) cancelledBy!: Uuid | null;
  @Column({ type: 'jsonb' }) refused!: readonly RefusedEffect[];
}
type Row = OrderRegisterRow;

const titleOf = (content: OrderContent): string | null => ('title' in content ? content.title : null);
const concernedBy = (content: OrderContent): Uuid | null => ('orderId' in content ? content.orderId : null);

/** An event about an order already issued. */
const order = changeOf<Row, 'orderId'>('orderId');

export const orderRegister = readModelOf(OrderRegisterRow)({
  name: 'order-register',
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
    'pair',
    'roadmap',
    'campaign',
    'indicators',
    'practice',
    'activity',
    'award',
    'council',
    'site',
    'governance',
  ],
  projection: {
    OrderIssued: {
      keys: ({ data }) => data.orderId,
      fold: (_, { data, stamp }) => ({
        ...{ id: data.orderId, organisationId: data.organisationId, kind: data.content.kind },
        ...{ number: data.number, register: data.register, issuedOn: data.issuedOn },
        legalBasis: [...data.legalBasis],
        title: titleOf(data.content),
        concerns: concernedBy(data.content),
        annexes: 'annexes' in data.content ? [...(data.content.annexes ?? [])] : [],
        signedAs: stamp.actor.role,
        pairs: pairsIn(data.content).length,
        status: 'IN_FORCE',
        amended: [],
        cancelledOn: null,
        cancelledBy: null,
        refused: [],
      }),
    },
    OrderAmended: order((row, { data }) => ({
      status: 'AMENDED',
      amended: [...row.amended, { orderId: data.by, on: data.effectiveOn, changes: data.changes }],
    })),
    OrderCancelled: order((_, { data }) => ({
      status: 'CANCELLED',
      cancelledOn: data.effectiveOn,
      cancelledBy: data.by,
    })),
    OrderEffectRefused: order((row, { data }) => ({
      refused: [...row.refused, { target: data.target, rules: data.reasons.map(({ rule }) => rule) }],
    })),
  },
});

export const ORDER_SORTS = ['issuedOn', 'number', 'kind'] as const;

export interface OrderRegisterQuestion extends Paging<(typeof ORDER_SORTS)[number]> {
  readonly organisationId: Organisations;
  readonly kind?: OrderKind;
  readonly status?: OrderStatus;
  readonly year?: number;
  /** Only orders of which something could not be carried out. */
  readonly withRefusals?: boolean;
}

export interface OrderEntry {
  readonly orderId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: OrderKind;
  readonly number: string;
  readonly register: OrderRegister;
  readonly issuedOn: IsoDate;
  readonly legalBasis: readonly string[];
  readonly title: string | null;
  readonly concerns: Uuid | null;
  readonly annexes: readonly RegulationAnnex[];
  readonly signedAs: string;
  /** How many pairs it decides about. */
  readonly pairs: number;
  readonly status: OrderStatus;
  readonly amended: readonly Change[];
  readonly cancelled: { readonly on: IsoDate; readonly by: Uuid } | null;
  readonly refused: readonly RefusedEffect[];
}

const SQL: RegisterSql<(typeof ORDER_SORTS)[number]> = {
  name: 'order-register',
  item: `json_build_object('orderId', r.id, 'organisationId', r.organisation_id, 'kind', r.kind, 'number', r.number,
    'register', r.register, 'issuedOn', r.issued_on, 'legalBasis', r.legal_basis, 'title', r.title,
    'concerns', r.concerns, 'annexes', r.annexes, 'signedAs', r.signed_as, 'pairs', r.pairs, 'status', r.status, 'amended', r.amended,
    'cancelled', case when r.cancelled_on is null then null
      else json_build_object('on', r.cancelled_on, 'by', r.cancelled_by) end, 'refused', r.refused)`,
  from: `from order_register r where r.organisation_id = any($1) and ($2::text is null or r.kind = $2)
    and ($3::text is null or r.status = $3) and ($4::text is null or left(r.issued_on, 4) = $4)
    and ($5::boolean is null or $5 = (r.refused <> '[]'::jsonb))`,
  sorts: { issuedOn: 'r.issued_on', number: 'r.number', kind: 'r.kind' },
};

@Injectable()
export class OrderRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find({
    organisationId,
    kind,
    status,
    year,
    withRefusals,
    ...paging
  }: OrderRegisterQuestion): Promise<JsonText<Page<OrderEntry>>> {
    const filters = [kind, status, year?.toString(), withRefusals].map((one) => one ?? null);
    return findPage(this.postgres, SQL, [organisationsOf(organisationId), ...filters], paging);
  }
}
