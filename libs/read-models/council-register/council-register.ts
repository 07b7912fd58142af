/**
 * Register of councils of mentors and professional associations of a school or a municipality (MR-MO-01..13, KIL-6.3, IZO-4.3-04): members,
 * sessions and what each of them did, the union's opinions on local acts.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CouncilKind, LocalActKind, SessionItem, Union, UnionOpinion } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, including, organisationsOf, readModelOf, without } from '../register';
import type { JsonText, Organisations, Page, Paging, RegisterSql } from '../register';

export interface CouncilSession {
  readonly number: number;
  readonly on: IsoDate;
  readonly attendeeIds: readonly Uuid[];
  readonly items: readonly SessionItem[];
}
export interface UnionSaid {
  readonly act: LocalActKind;
  readonly title: string;
  readonly on: IsoDate;
  readonly union: Union;
  readonly protocolNumber: string;
  readonly opinion: UnionOpinion;
}

/** Two kinds of rows: a COUNCIL, and a CONSULTATION of the union by the id of its event. */
@Entity('council_register')
export class CouncilRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'COUNCIL' | 'CONSULTATION';
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  @Column({ type: 'text', nullable: true }) kind!: CouncilKind | null;
  @Column({ name: 'head_id', type: 'text', nullable: true }) headId!: Uuid | null;
  @Column({ name: 'member_ids', type: 'text', array: true }) memberIds!: Uuid[];
  @Column({ name: 'public_councils', type: 'text', array: true }) publicCouncils!: string[];
  @Column({ type: 'jsonb' }) sessions!: readonly CouncilSession[];
  @Column({ name: 'formed_on', type: 'text' }) formedOn!: IsoDate;
  @Column({ name: 'disbanded_on', type: 'text', nullable: true }) disbandedOn!: IsoDate | null;
  @Column({ type: 'jsonb', nullable: true }) opinion!: UnionSaid | null;
}
type Row = CouncilRegisterRow;

const council = changeOf<Row, 'councilId'>('councilId');

export const councilRegister = readModelOf(CouncilRegisterRow)({
  name: 'council-register',
  ignored: [
    'reminder',
    'audit',
    'indicators',
    ...(['municipality', 'school', 'regulation', 'order', 'participant', 'consent', 'agreement'] as const),
    ...(['appeal', 'roadmap', 'governance', 'campaign', 'practice', 'activity', 'award'] as const),
    ...(['site', 'pair'] as const),
  ],
  projection: {
    CouncilFormed: {
      keys: ({ data }) => data.councilId,
      fold: (_, { data }) => ({
        ...{ id: data.councilId, rowKind: 'COUNCIL', organisationId: data.organisationId },
        ...{ kind: data.kind, headId: data.headId, formedOn: data.effectiveOn },
        memberIds: data.members.map(({ memberId }) => memberId),
        ...{ publicCouncils: [], sessions: [], disbandedOn: null, opinion: null },
      }),
    },
    CouncilMemberAdmitted: council((row, { data }) => ({
      memberIds: including(row.memberIds, data.memberId),
    })),
    CouncilMemberReleased: council((row, { data }) => ({ memberIds: without(row.memberIds, data.memberId) })),
    CouncilHeadElected: council((_, { data }) => ({ headId: data.headId })),
    PublicCouncilEntered: council((row, { data }) => ({
      publicCouncils: including(row.publicCouncils, data.publicCouncil),
    })),
    CouncilSessionHeld: council((row, { data: { number, effectiveOn: on, attendeeIds, items } }) => ({
      sessions: [...row.sessions, { number, on, attendeeIds, items }],
    })),
    CouncilDisbanded: council((_, { data }) => ({ disbandedOn: data.effectiveOn })),
    UnionConsulted: {
      keys: ({ id }) => id,
      fold: (_, { id, data: { organisationId, effectiveOn: on, act, title, ...said } }) => ({
        ...{ id, rowKind: 'CONSULTATION', organisationId, kind: null, headId: null, formedOn: on },
        ...{ memberIds: [], publicCouncils: [], sessions: [], disbandedOn: null },
        opinion: {
          ...{ act, title, on, union: said.union },
          ...{ protocolNumber: said.protocolNumber, opinion: said.opinion },
        },
      }),
    },
  },
});

export const COUNCIL_SORTS = ['formedOn', 'kind'] as const;

export interface CouncilRegisterQuestion extends Paging<(typeof COUNCIL_SORTS)[number]> {
  readonly organisationId: Organisations;
}

export interface CouncilEntry {
  readonly councilId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: CouncilKind;
  readonly headId: Uuid;
  readonly memberIds: readonly Uuid[];
  /** Public councils of mentors that its heads entered. */
  readonly publicCouncils: readonly string[];
  readonly formedOn: IsoDate;
  readonly disbandedOn: IsoDate | null;
  readonly sessions: readonly CouncilSession[];
}

const SQL: RegisterSql<(typeof COUNCIL_SORTS)[number]> = {
  name: 'council-register',
  item: `json_build_object('councilId', r.id, 'organisationId', r.organisation_id, 'kind', r.kind,
    'headId', r.head_id, 'memberIds', r.member_ids, 'publicCouncils', r.public_councils,
    'formedOn', r.formed_on, 'disbandedOn', r.disbanded_on, 'sessions', r.sessions)`,
  from: `from council_register r where r.organisation_id = any($1) and r.row_kind = 'COUNCIL'`,
  sorts: { formedOn: 'r.formed_on', kind: 'r.kind' },
};

@Injectable()
export class CouncilRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: CouncilRegisterQuestion): Promise<JsonText<Page<CouncilEntry>>> {
    return findPage(this.postgres, SQL, [organisationsOf(question.organisationId)], question);
  }

  /** What the trade union said of the organisation's local acts, oldest first. */
  async opinions(organisationId: Uuid): Promise<readonly UnionSaid[]> {
    const { rows } = await this.postgres.query<{ opinion: UnionSaid }>(
      `select opinion from council_register where organisation_id = $1 and row_kind = 'CONSULTATION'
       order by formed_on, id`,
      [organisationId],
    );
    return rows.map(({ opinion }) => opinion);
  }
}
