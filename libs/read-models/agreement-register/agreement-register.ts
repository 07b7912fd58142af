/**
 * Register of agreements (R5 of the catalogue; S62-4.14, SEV-RM-M3, KIL-2.1.7, KIL-5.2-5): with mentors from outside, addenda to
 * contracts of employees, and partnerships of a school or a municipality with other organisations.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgreementKind, AgreementTerminated, PartnershipSubject } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, organisationsOf, readModelOf } from '../register';
import type { JsonText, Organisations, Page, Paging, RegisterSql } from '../register';

export type ContractKind = AgreementKind | 'PARTNERSHIP';
export const CONTRACT_KINDS = [
  'COOPERATION',
  'CONTRACT_ADDENDUM',
  'OTHER_PAY_BASIS',
  'PARTNERSHIP',
] as const satisfies readonly ContractKind[];
/** REFUSED: given up by notice under art. 351.8 of the Labour Code. */
export type ContractEnd = AgreementTerminated['data']['reason'] | 'REFUSED';

@Entity('agreement_register')
export class AgreementRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  @Column({ type: 'text' }) kind!: ContractKind;
  @Column({ type: 'text' }) number!: string;
  /** Name of the partner organisation. */
  @Column({ type: 'text', nullable: true }) partner!: string | null;
  @Column({ type: 'text', nullable: true }) subject!: PartnershipSubject | null;
  @Column({ name: 'mentor_ids', type: 'text', array: true }) mentorIds!: Uuid[];
  @Column({ type: 'boolean', nullable: true }) gratuitous!: boolean | null;
  @Column({ name: 'concluded_on', type: 'text' }) concludedOn!: IsoDate;
  @Column({ name: 'valid_from', type: 'text' }) validFrom!: IsoDate;
  @Column({ name: 'valid_until', type: 'text', nullable: true }) validUntil!: IsoDate | null;
  /** Last day, where it ended before its term. */
  @Column({ name: 'ended_on', type: 'text', nullable: true }) endedOn!: IsoDate | null;
  @Column({ name: 'end_reason', type: 'text', nullable: true }) endReason!: ContractEnd | null;
}
type Row = AgreementRegisterRow;

/** An event about an agreement already concluded. */
const agreement = changeOf<Row, 'agreementId'>('agreementId');

export const agreementRegister = readModelOf(AgreementRegisterRow)({
  name: 'agreement-register',
  ignored: [
    'reminder',
    'audit',
    'indicators',
    ...(['municipality', 'school', 'regulation', 'order', 'participant', 'consent', 'appeal'] as const),
    ...(['roadmap', 'campaign', 'practice', 'activity', 'award', 'council', 'site', 'pair'] as const),
  ],
  projection: {
    AgreementConcluded: {
      keys: ({ data }) => data.agreementId,
      fold: (_, { data }) => ({
        ...{ id: data.agreementId, organisationId: data.schoolId, kind: data.kind ?? 'COOPERATION' },
        ...{ number: data.number, partner: null, subject: null, mentorIds: [...data.mentorIds] },
        ...{ gratuitous: data.gratuitous, concludedOn: data.effectiveOn, validFrom: data.from },
        ...{ validUntil: data.until ?? null, endedOn: null, endReason: null },
      }),
    },
    AgreementTerminated: agreement((_, { data }) => ({
      endedOn: data.effectiveOn,
      endReason: data.reason,
    })),
    MentoringRefused: agreement((_, { data }) => ({ endedOn: data.until, endReason: 'REFUSED' })),
    PartnershipConcluded: {
      keys: ({ id }) => id,
      fold: (_, { id, data }) => ({
        ...{ id, organisationId: data.organisationId, kind: 'PARTNERSHIP', number: data.number },
        ...{ partner: data.partner, subject: data.subject, mentorIds: [], gratuitous: null },
        ...{ concludedOn: data.effectiveOn, validFrom: data.from, validUntil: data.until ?? null },
        ...{ endedOn: null, endReason: null },
      }),
    },

    DocumentApproved: 'ignored',
    ProblemsAnalysed: 'ignored',
    ParticipantsSelected: 'ignored',
    StageOpened: 'ignored',
    StageClosed: 'ignored',
    BodyNamed: 'ignored',
    WorkingGroupComposed: 'ignored',
    ResponsibleAppointed: 'ignored',
    InteractionRecorded: 'ignored',
    SupportProvided: 'ignored',
    ActingHeadAppointed: 'ignored',
    ActingHeadReleased: 'ignored',
  },
});

export const AGREEMENT_SORTS = ['from', 'number', 'kind'] as const;

export interface AgreementRegisterQuestion extends Paging<(typeof AGREEMENT_SORTS)[number]> {
  readonly organisationId: Organisations;
  readonly kind?: ContractKind;
  /** In force at least on one of these days, both included. */
  readonly from?: IsoDate;
  readonly until?: IsoDate;
}

export interface AgreementEntry {
  readonly agreementId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: ContractKind;
  readonly number: string;
  readonly partner: string | null;
  readonly subject: PartnershipSubject | null;
  readonly mentorIds: readonly Uuid[];
  /** `null` of a partnership. */
  readonly gratuitous: boolean | null;
  readonly concludedOn: IsoDate;
  readonly from: IsoDate;
  /** Last day, an early end taken into account; `null` while open. */
  readonly until: IsoDate | null;
  readonly endReason: ContractEnd | null;
}

const SQL: RegisterSql<(typeof AGREEMENT_SORTS)[number]> = {
  name: 'agreement-register',
  item: `json_build_object('agreementId', r.id, 'organisationId', r.organisation_id, 'kind', r.kind,
    'number', r.number, 'partner', r.partner, 'subject', r.subject, 'mentorIds', r.mentor_ids,
    'gratuitous', r.gratuitous, 'concludedOn', r.concluded_on, 'from', r.valid_from,
    'until', coalesce(r.ended_on, r.valid_until), 'endReason', r.end_reason)`,
  from: `from agreement_register r where r.organisation_id = any($1) and ($2::text is null or r.kind = $2)
    and ($3::text is null or coalesce(r.ended_on, r.valid_until, '9999-12-31') >= $3)
    and ($4::text is null or r.valid_from <= $4)`,
  sorts: { from: 'r.valid_from', number: 'r.number', kind: 'r.kind' },
};

@Injectable()
export class AgreementRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: AgreementRegisterQuestion): Promise<JsonText<Page<AgreementEntry>>> {
    const { organisationId, kind, from, until } = question;
    const filters = [kind, from, until].map((one) => one ?? null);
    return findPage(this.postgres, SQL, [organisationsOf(organisationId), ...filters], question);
  }
}
