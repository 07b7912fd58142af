/**
 * Register of what a school was asked to consider (R13: S62-8-01..03, S62-10-01, S62-11-10, MR-MO-11): from whom, about what, whether it
 * was shown and explained, what was decided. Of the school alone; the words themselves stand in the vault.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Arbitration, DisputeSubject, PairRole, ProposalTopic } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, organisationsOf, readModelOf } from '../register';
import type { JsonText, Organisations, Page, Paging, RegisterSql } from '../register';

export const APPEAL_KINDS = ['COMPLAINT', 'PROPOSAL', 'DISPUTE'] as const;
export type AppealKind = (typeof APPEAL_KINDS)[number];
export const APPEAL_STATUSES = ['OPEN', 'DECIDED', 'ANSWERED'] as const;
export type AppealStatus = (typeof APPEAL_STATUSES)[number];

@Entity('appeal_register')
export class AppealRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'school_id', type: 'text' }) schoolId!: Uuid;
  @Column({ type: 'text' }) kind!: AppealKind;
  @Column({ name: 'author_id', type: 'text', nullable: true }) authorId!: Uuid | null;
  @Column({ name: 'author_role', type: 'text', nullable: true }) authorRole!: PairRole | null;
  @Column({ name: 'mentor_id', type: 'text', nullable: true }) mentorId!: Uuid | null;
  @Column({ name: 'pair_id', type: 'text', nullable: true }) pairId!: Uuid | null;
  @Column({ type: 'text', nullable: true }) subject!: ProposalTopic | DisputeSubject | null;
  @Column({ type: 'text' }) status!: AppealStatus;
  @Column({ name: 'opened_on', type: 'text' }) openedOn!: IsoDate;
  @Column({ name: 'disclosed_on', type: 'text', nullable: true }) disclosedOn!: IsoDate | null;
  @Column({ type: 'text', nullable: true }) explanation!: 'GIVEN' | 'DECLINED' | null;
  @Column({ type: 'text', nullable: true }) decision!: string | null;
  @Column({ name: 'decided_on', type: 'text', nullable: true }) decidedOn!: IsoDate | null;
  @Column({ name: 'answered_on', type: 'text', nullable: true }) answeredOn!: IsoDate | null;
  @Column({ type: 'jsonb', nullable: true }) arbitration!: Arbitration | null;
}
type Row = AppealRegisterRow;

interface Opened {
  readonly data: { readonly appealId: Uuid; readonly schoolId: Uuid; readonly effectiveOn: IsoDate };
}
const opened = ({ data }: Opened, kind: AppealKind, more: Partial<Row>): Row => ({
  ...{ id: data.appealId, schoolId: data.schoolId, kind, status: 'OPEN', openedOn: data.effectiveOn },
  ...{ authorId: null, authorRole: null, mentorId: null, pairId: null, subject: null },
  ...{ disclosedOn: null, explanation: null, decision: null, decidedOn: null, answeredOn: null },
  arbitration: null,
  ...more,
});
const appeal = changeOf<Row, 'appealId'>('appealId');
const id = ({ data }: Opened): Uuid => data.appealId;

export const appealRegister = readModelOf(AppealRegisterRow)({
  name: 'appeal-register',
  ignored: [
    'reminder',
    'audit',
    'indicators',
    ...(['municipality', 'school', 'regulation', 'order', 'participant', 'consent', 'agreement'] as const),
    ...(['roadmap', 'governance', 'campaign', 'practice', 'activity', 'award', 'council'] as const),
    ...(['site', 'pair'] as const),
  ],
  projection: {
    ComplaintRegistered: {
      keys: id,
      fold: (_, event) =>
        opened(event, 'COMPLAINT', {
          mentorId: event.data.mentorId,
          pairId: event.data.pairId ?? null,
        }),
    },
    ComplaintDisclosed: appeal((_, { data }) => ({ disclosedOn: data.effectiveOn })),
    ExplanationRecorded: appeal((_, { data }) => ({ explanation: data.given ? 'GIVEN' : 'DECLINED' })),
    ComplaintClosed: appeal((_, { data }) => ({
      status: 'DECIDED',
      decision: data.decision,
      decidedOn: data.effectiveOn,
    })),
    ProposalSubmitted: {
      keys: id,
      fold: (_, event) =>
        opened(event, 'PROPOSAL', {
          authorId: event.data.authorId,
          authorRole: event.data.role,
          subject: event.data.topic,
        }),
    },
    ProposalConsidered: appeal((_, { data }) => ({
      status: 'DECIDED',
      decision: data.decision,
      decidedOn: data.effectiveOn,
    })),
    ProposalAnswered: appeal((_, { data }) => ({ status: 'ANSWERED', answeredOn: data.effectiveOn })),
    DisputeRaised: {
      keys: id,
      fold: (_, event) =>
        opened(event, 'DISPUTE', {
          authorId: event.data.raisedById,
          authorRole: event.data.role,
          pairId: event.data.pairId,
          subject: event.data.subject,
        }),
    },
    DisputeResolved: appeal((_, { data }) => ({
      status: 'DECIDED',
      decision: data.outcome,
      decidedOn: data.effectiveOn,
      arbitration: data.arbitration ?? null,
    })),
  },
});

export const APPEAL_SORTS = ['openedOn', 'status'] as const;

export interface AppealRegisterQuestion extends Paging<(typeof APPEAL_SORTS)[number]> {
  readonly schoolId: Organisations;
  readonly kind?: AppealKind;
  readonly status?: AppealStatus;
}

export interface AppealEntry {
  readonly appealId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: AppealKind;
  /** Of a proposal or a dispute; a complaint does not say whose it is. */
  readonly author: { readonly participantId: Uuid; readonly role: PairRole } | null;
  readonly mentorId: Uuid | null;
  readonly pairId: Uuid | null;
  readonly subject: ProposalTopic | DisputeSubject | null;
  readonly status: AppealStatus;
  readonly openedOn: IsoDate;
  readonly disclosedOn: IsoDate | null;
  readonly explanation: 'GIVEN' | 'DECLINED' | null;
  readonly decision: string | null;
  readonly decidedOn: IsoDate | null;
  readonly answeredOn: IsoDate | null;
  readonly arbitration: Arbitration | null;
}

const SQL: RegisterSql<(typeof APPEAL_SORTS)[number]> = {
  name: 'appeal-register',
  item: `json_build_object('appealId', r.id, 'schoolId', r.school_id, 'kind', r.kind,
    'author', case when r.author_id is null then null
      else json_build_object('participantId', r.author_id, 'role', r.author_role) end,
    'mentorId', r.mentor_id, 'pairId', r.pair_id, 'subject', r.subject, 'status', r.status,
    'openedOn', r.opened_on, 'disclosedOn', r.disclosed_on, 'explanation', r.explanation,
    'decision', r.decision, 'decidedOn', r.decided_on, 'answeredOn', r.answered_on,
    'arbitration', r.arbitration)`,
  from: `from appeal_register r where r.school_id = any($1)
    and ($2::text is null or r.kind = $2) and ($3::text is null or r.status = $3)`,
  sorts: { openedOn: 'r.opened_on', status: 'r.status' },
};

@Injectable()
export class AppealRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: AppealRegisterQuestion): Promise<JsonText<Page<AppealEntry>>> {
    const { schoolId, kind, status } = question;
    return findPage(this.postgres, SQL, [organisationsOf(schoolId), kind ?? null, status ?? null], question);
  }
}
