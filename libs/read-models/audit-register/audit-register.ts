/** Sampling audits of an organisation: seed, sample, what each pair of it has, findings with their answers, the act. */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  AuditItem,
  CheckResult,
  FindingAnswer,
  FindingKind,
  FindingOutcome,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, organisationsOf, readModelOf } from '../register';
import type { JsonText, Organisations, Page, Paging, RegisterSql } from '../register';

export const AUDIT_STATUSES = ['OPEN', 'CLOSED'] as const;
export type AuditStatus = (typeof AUDIT_STATUSES)[number];

/** A pair of the sample, in its order. */
export interface SampledPair {
  readonly pairId: Uuid;
  readonly checkedOn: IsoDate | null;
  readonly results: { readonly [Item in AuditItem]: CheckResult } | null;
  /** Ids of acts that the rules of their day refuse. */
  readonly violating: readonly Uuid[];
}
export interface AuditFinding {
  readonly findingId: Uuid;
  readonly pairId: Uuid;
  readonly kind: FindingKind;
  readonly item: AuditItem;
  readonly recordedOn: IsoDate;
  readonly answer: FindingAnswer | null;
  readonly dueOn: IsoDate | null;
  readonly outcome: FindingOutcome | null;
}

@Entity('audit_register')
export class AuditRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  @Column({ type: 'text' }) status!: AuditStatus;
  @Column({ name: 'opened_on', type: 'text' }) openedOn!: IsoDate;
  @Column({ type: 'text' }) seed!: string;
  @Column({ type: 'text' }) position!: string;
  @Column({ type: 'int' }) population!: number;
  @Column({ type: 'int' }) size!: number;
  @Column({ type: 'jsonb' }) pairs!: readonly SampledPair[];
  @Column({ type: 'jsonb' }) findings!: readonly AuditFinding[];
  @Column({ name: 'act_number', type: 'text', nullable: true }) actNumber!: string | null;
  @Column({ name: 'closed_on', type: 'text', nullable: true }) closedOn!: IsoDate | null;
}
type Row = AuditRegisterRow;

const audit = changeOf<Row, 'auditId'>('auditId');
const finding = (row: Row, id: Uuid, change: Partial<AuditFinding>): Partial<Row> => ({
  findings: row.findings.map((one) => (one.findingId === id ? { ...one, ...change } : one)),
});

export const auditRegister = readModelOf(AuditRegisterRow)({
  name: 'audit-register',
  ignored: [
    ...(['reminder', 'indicators', 'municipality', 'school', 'regulation', 'order'] as const),
    ...(['participant', 'consent', 'agreement', 'appeal', 'roadmap', 'governance', 'campaign'] as const),
    ...(['practice', 'activity', 'council', 'award', 'site', 'pair'] as const),
  ],
  projection: {
    AuditOpened: {
      keys: ({ data }) => data.auditId,
      fold: (_, { data: { auditId, organisationId, effectiveOn, seed, position, population, size } }) => ({
        ...{ id: auditId, organisationId, status: 'OPEN', openedOn: effectiveOn },
        ...{ seed, position, population, size, pairs: [], findings: [], actNumber: null, closedOn: null },
      }),
    },
    SampleDrawn: audit((_, { data }) => ({
      pairs: data.pairIds.map((pairId) => ({ pairId, checkedOn: null, results: null, violating: [] })),
    })),
    PairChecked: audit(({ pairs }, { data }) => ({
      pairs: pairs.map((pair) =>
        pair.pairId === data.pairId
          ? {
              ...{ pairId: data.pairId, checkedOn: data.effectiveOn },
              ...{ results: data.results, violating: data.violating },
            }
          : pair,
      ),
    })),
    AuditFindingRecorded: audit(({ findings }, { data }) => ({
      findings: [
        ...findings,
        {
          ...{ findingId: data.findingId, pairId: data.pairId, kind: data.kind, item: data.item },
          ...{ recordedOn: data.effectiveOn, answer: null, dueOn: null, outcome: null },
        },
      ],
    })),
    AuditFindingAnswered: audit((row, { data }) =>
      finding(row, data.findingId, { answer: data.answer, dueOn: data.dueOn ?? null }),
    ),
    AuditFindingResolved: audit((row, { data }) => finding(row, data.findingId, { outcome: data.outcome })),
    AuditClosed: audit((_, { data }) => ({
      status: 'CLOSED',
      actNumber: data.number,
      closedOn: data.effectiveOn,
    })),
  },
});

export const AUDIT_SORTS = ['openedOn'] as const;

export interface AuditRegisterQuestion extends Paging<(typeof AUDIT_SORTS)[number]> {
  readonly organisationId: Organisations;
  readonly status?: AuditStatus;
}

export interface AuditEntry extends Omit<Row, 'id'> {
  readonly auditId: Uuid;
}

const SQL: RegisterSql<(typeof AUDIT_SORTS)[number]> = {
  name: 'audit-register',
  item: `json_build_object('auditId', r.id, 'organisationId', r.organisation_id, 'status', r.status,
    'openedOn', r.opened_on, 'seed', r.seed, 'position', r.position, 'population', r.population, 'size', r.size,
    'pairs', r.pairs, 'findings', r.findings, 'actNumber', r.act_number, 'closedOn', r.closed_on)`,
  from: `from audit_register r where r.organisation_id = any($1) and ($2::text is null or r.status = $2)`,
  sorts: { openedOn: 'r.opened_on' },
};

@Injectable()
export class AuditRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: AuditRegisterQuestion): Promise<JsonText<Page<AuditEntry>>> {
    const { organisationId, status } = question;
    return findPage(this.postgres, SQL, [organisationsOf(organisationId), status ?? null], question);
  }
}
