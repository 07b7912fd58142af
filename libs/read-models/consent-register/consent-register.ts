/**
 * Register of consents (R4 of the catalogue; S62-4.10, S62-4.11, KIL-2.1.2, KIL-2.1.3): person, role, kind (participation, personal
 * data, additional duties), given by whom and when, withdrawn when, and by when the data are to be destroyed.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConsentGiver, ConsentPurpose, PairRole } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, including, organisationsOf, readModelOf, without } from '../register';
import type { JsonText, Organisations, Page, Paging, RegisterSql } from '../register';

/** DUTIES: an employee's consent to mentor beside the own work (KIL-2.1.2, art. 351.8 of the Labour Code). */
export type ConsentKind = ConsentPurpose | 'DUTIES';
export const CONSENT_KINDS = [
  'PARTICIPATION',
  'PERSONAL_DATA',
  'DISTRIBUTION',
  'DUTIES',
] as const satisfies readonly ConsentKind[];

/** A PERSON row says in which bases the person is; a CONSENT row is a document. */
@Entity('consent_register')
export class ConsentRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'PERSON' | 'CONSENT';
  @Column({ name: 'school_id', type: 'text' }) schoolId!: Uuid;
  @Column({ name: 'participant_id', type: 'text' }) participantId!: Uuid;
  @Column({ type: 'text', array: true }) roles!: PairRole[];
  @Column({ type: 'text', nullable: true }) kind!: ConsentKind | null;
  @Column({ name: 'given_by', type: 'text', nullable: true }) givenBy!: ConsentGiver | null;
  @Column({ type: 'boolean', nullable: true }) written!: boolean | null;
  @Column({ name: 'given_on', type: 'text', nullable: true }) givenOn!: IsoDate | null;
  @Column({ name: 'valid_until', type: 'text', nullable: true }) validUntil!: IsoDate | null;
  @Column({ name: 'withdrawn_on', type: 'text', nullable: true }) withdrawnOn!: IsoDate | null;
  /** Last day to destroy what rested on a withdrawn consent alone (152-FZ art. 21). */
  @Column({ name: 'destroy_by', type: 'text', nullable: true }) destroyBy!: IsoDate | null;
}
type Row = ConsentRegisterRow;

const blank = (id: string, rowKind: Row['rowKind'], schoolId: Uuid, participantId: Uuid): Row => ({
  ...{ id, rowKind, schoolId, participantId, roles: [], kind: null, givenBy: null, written: null },
  ...{ givenOn: null, validUntil: null, withdrawnOn: null, destroyBy: null },
});

/** An event about a person already known. */
const person = changeOf<Row, 'participantId'>('participantId');
const dutiesOf = (agreementId: Uuid, mentorId: Uuid): string => `${agreementId}:${mentorId}`;

export const consentRegister = readModelOf(ConsentRegisterRow)({
  name: 'consent-register',
  ignored: [
    'reminder',
    'audit',
    'indicators',
    ...(['municipality', 'school', 'regulation', 'order', 'appeal', 'roadmap', 'governance'] as const),
    ...(['campaign', 'practice', 'activity', 'award', 'council', 'site', 'pair'] as const),
  ],
  projection: {
    ParticipantRegistered: {
      keys: ({ data }) => data.participantId,
      fold: (_, { data }) => blank(data.participantId, 'PERSON', data.schoolId, data.participantId),
    },
    EnteredMenteeBase: person(({ roles }) => ({ roles: including(roles, 'MENTEE') })),
    EnteredMentorBase: person(({ roles }) => ({ roles: including(roles, 'MENTOR') })),
    LeftBase: person(({ roles }, { data }) => ({ roles: without(roles, data.base) })),
    DataDemandReceived: 'ignored',
    DataDutyDischarged: 'ignored',
    DataDutyPostponed: 'ignored',
    RetentionGroundRecorded: 'ignored',
    ConsentGiven: {
      keys: ({ data }) => data.consentId,
      fold: (_, { data }) => ({
        ...blank(data.consentId, 'CONSENT', data.schoolId, data.participantId),
        ...{ kind: data.purpose, givenBy: data.by, written: data.written, givenOn: data.effectiveOn },
        validUntil: data.validUntil ?? null,
      }),
    },
    ConsentWithdrawn: {
      keys: ({ data }) => data.consentId,
      fold: (row, { data }) =>
        row && {
          ...row,
          withdrawnOn: data.effectiveOn,
          destroyBy: data.deadlines?.find(({ duty }) => duty === 'DESTROY')?.by ?? null,
        },
    },
    AgreementConcluded: {
      keys: ({ data: { agreementId, mentorIds, terms } }) =>
        terms === undefined ? [] : mentorIds.map((mentorId) => dutiesOf(agreementId, mentorId)),
      fold: (_, { data: { agreementId, mentorIds, schoolId, until, terms } }, key) => {
        const mentorId = mentorIds.find((one) => dutiesOf(agreementId, one) === key);
        if (mentorId === undefined || terms === undefined) return undefined;
        return {
          ...blank(key, 'CONSENT', schoolId, mentorId),
          ...{ kind: 'DUTIES', givenBy: 'SELF', written: true, givenOn: terms.consentedOn },
          validUntil: until ?? null,
        };
      },
    },

    MergedInto: person(() => ({ roles: [] })),
    PersonalDataErased: person(() => ({ roles: [] })),
    PersonalDataCorrected: 'ignored',
    DuplicateMerged: 'ignored',
    OwnConsentRequested: 'ignored',
    AgreementTerminated: 'ignored',
    MentoringRefused: 'ignored',
    NeedsDiagnosed: 'ignored',
    EntryConfirmed: 'ignored',
    EducationalRequestFormulated: 'ignored',
    IndividualRouteDesigned: 'ignored',
    IndividualRouteRevised: 'ignored',
    IndividualRouteCompleted: 'ignored',
    AdaptationNoted: 'ignored',
    AgreementNoted: 'ignored',
    JoinedPair: 'ignored',
    LeftPair: 'ignored',
    ListedAsExpert: 'ignored',
    ExpertEntryUpdated: 'ignored',
    ExpertEntryRemoved: 'ignored',
    TrainingCompleted: 'ignored',
  },
});

export const CONSENT_STATUSES = ['GIVEN', 'WITHDRAWN'] as const;
export type ConsentStatus = (typeof CONSENT_STATUSES)[number];
export const CONSENT_SORTS = ['givenOn', 'kind', 'withdrawnOn'] as const;

export interface ConsentRegisterQuestion extends Paging<(typeof CONSENT_SORTS)[number]> {
  readonly schoolId: Organisations;
  readonly kind?: ConsentKind;
  readonly status?: ConsentStatus;
  readonly role?: PairRole;
  /** Given on these days, both included. */
  readonly from?: IsoDate;
  readonly until?: IsoDate;
}

export interface ConsentEntry {
  readonly consentId: string;
  readonly schoolId: Uuid;
  readonly participantId: Uuid;
  /** Bases the person is in. */
  readonly roles: readonly PairRole[];
  readonly kind: ConsentKind;
  readonly by: ConsentGiver;
  readonly written: boolean;
  readonly givenOn: IsoDate;
  readonly validUntil: IsoDate | null;
  readonly withdrawnOn: IsoDate | null;
  readonly destroyBy: IsoDate | null;
}

const SQL: RegisterSql<(typeof CONSENT_SORTS)[number]> = {
  name: 'consent-register',
  item: `json_build_object('consentId', r.id, 'schoolId', r.school_id, 'participantId', r.participant_id,
    'roles', coalesce(p.roles, '{}'), 'kind', r.kind, 'by', r.given_by, 'written', r.written, 'givenOn', r.given_on,
    'validUntil', r.valid_until, 'withdrawnOn', r.withdrawn_on, 'destroyBy', r.destroy_by)`,
  from: `from consent_register r left join consent_register p on p.id = r.participant_id and p.row_kind = 'PERSON'
    where r.school_id = any($1) and r.row_kind = 'CONSENT' and ($2::text is null or r.kind = $2)
    and ($3::text is null or $3 = case when r.withdrawn_on is null then 'GIVEN' else 'WITHDRAWN' end)
    and ($4::text is null or $4 = any(p.roles))
    and ($5::text is null or r.given_on >= $5) and ($6::text is null or r.given_on <= $6)`,
  sorts: { givenOn: 'r.given_on', kind: 'r.kind', withdrawnOn: "coalesce(r.withdrawn_on, '')" },
};

@Injectable()
export class ConsentRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: ConsentRegisterQuestion): Promise<JsonText<Page<ConsentEntry>>> {
    const { schoolId, kind, status, role, from, until } = question;
    const filters = [kind, status, role, from, until].map((one) => one ?? null);
    return findPage(this.postgres, SQL, [organisationsOf(schoolId), ...filters], question);
  }
}
