/**
 * Base of curators and mentors of a municipality (R9 of the catalogue; IZO-4.3-05): each school with its coordinator, its curators, the
 * orders that appointed them, and its mentors. Also says which organisations a municipality or a region consists of.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Form, OrganisationType } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { changeOf, findPage, including, organisationsOf, readModelOf, without } from '../register';
import type { JsonText, Organisations, Page, Paging, RegisterSql } from '../register';

interface Appointed {
  readonly personId: Uuid;
  readonly orderId: Uuid;
  readonly on: IsoDate;
}
type AppointedCurator = Appointed & { readonly form: Form | 'ALL' };

/** A MUNICIPALITY, a SCHOOL, or an ORDER that appoints. */
@Entity('organisation_register')
export class OrganisationRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'MUNICIPALITY' | 'SCHOOL' | 'ORDER';
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  /** Of a municipality. */
  @Column({ name: 'region_code', type: 'text', nullable: true }) regionCode!: string | null;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', nullable: true }) type!: OrganisationType | null;
  @Column({ type: 'jsonb', nullable: true }) coordinator!: Appointed | null;
  /** The last appointed of each form. */
  @Column({ type: 'jsonb' }) curators!: readonly AppointedCurator[];
  @Column({ name: 'mentor_ids', type: 'text', array: true }) mentorIds!: Uuid[];
  @Column({ type: 'text', nullable: true }) number!: string | null;
  @Column({ name: 'issued_on', type: 'text', nullable: true }) issuedOn!: IsoDate | null;
  @Column({ name: 'cancelled_on', type: 'text', nullable: true }) cancelledOn!: IsoDate | null;
}
type Row = OrganisationRegisterRow;

const blank = (id: Uuid, rowKind: Row['rowKind'], name: string): Row => ({
  ...{ id, rowKind, name, municipalityId: null, regionCode: null, type: null, coordinator: null },
  ...{ curators: [], mentorIds: [], number: null, issuedOn: null, cancelledOn: null },
});

/** An event at a school already registered. */
const school = changeOf<Row, 'schoolId'>('schoolId');

export const organisationRegister = readModelOf(OrganisationRegisterRow)({
  name: 'organisation-register',
  ignored: [
    'reminder',
    'audit',
    'indicators',
    ...(['regulation', 'consent', 'agreement', 'appeal', 'roadmap', 'governance', 'campaign'] as const),
    ...(['practice', 'activity', 'award', 'council', 'site', 'pair'] as const),
  ],
  projection: {
    MunicipalityRegistered: {
      keys: ({ data }) => data.municipalityId,
      fold: (_, { data }) => ({
        ...blank(data.municipalityId, 'MUNICIPALITY', data.name),
        municipalityId: data.municipalityId,
        regionCode: data.regionCode ?? null,
      }),
    },
    SchoolRegistered: {
      keys: ({ data }) => data.schoolId,
      fold: (_, { data }) => ({
        ...blank(data.schoolId, 'SCHOOL', data.shortName),
        municipalityId: data.municipalityId,
        type: data.organisationType ?? 'GENERAL',
      }),
    },
    OrderIssued: {
      keys: ({ data }) => (data.content.kind === 'APPOINTMENT' ? data.orderId : []),
      fold: (_, { data }) => ({
        ...blank(data.orderId, 'ORDER', ''),
        ...{ number: data.number, issuedOn: data.issuedOn },
      }),
    },
    OrderCancelled: {
      keys: ({ data }) => data.orderId,
      fold: (row, { data }) => row && { ...row, cancelledOn: data.effectiveOn },
    },
    CoordinatorAppointed: school((_, { data: { personId, orderId, effectiveOn: on } }) => ({
      coordinator: { personId, orderId, on },
    })),
    CuratorAppointed: school((row, { data: { personId, orderId, form, effectiveOn: on } }) => ({
      curators: [
        // One order may name several curators of a form; a later one takes their place.
        ...row.curators.filter((one) => one.form !== form || one.orderId === orderId),
        { personId, orderId, form, on },
      ],
    })),
    EnteredMentorBase: school((row, { data }) => ({
      mentorIds: including(row.mentorIds, data.participantId),
    })),
    LeftBase: school((row, { data }) =>
      data.base === 'MENTOR' ? { mentorIds: without(row.mentorIds, data.participantId) } : {},
    ),
    MergedInto: school((row, { data }) => ({ mentorIds: without(row.mentorIds, data.participantId) })),
    PersonalDataErased: school((row, { data }) => ({
      mentorIds: without(row.mentorIds, data.participantId),
    })),

    PersonalDataCorrected: 'ignored',
    DuplicateMerged: 'ignored',
    MentoringIntroduced: 'ignored',
    ProgrammesPresented: 'ignored',
    ExpertBaseFormApproved: 'ignored',
    OrderEffectRefused: 'ignored',
    OrderAmended: 'ignored',
    ParticipantRegistered: 'ignored',
    EnteredMenteeBase: 'ignored',
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

export const ORGANISATION_SORTS = ['name', 'type'] as const;

export interface OrganisationRegisterQuestion extends Paging<(typeof ORGANISATION_SORTS)[number]> {
  readonly organisationId: Organisations;
  readonly type?: OrganisationType;
}

/** The order that an appointment rests on. */
export interface AppointmentOrder {
  readonly orderId: Uuid;
  readonly number: string | null;
  readonly issuedOn: IsoDate | null;
  readonly cancelledOn: IsoDate | null;
}
export interface CuratorsEntry {
  readonly schoolId: Uuid;
  readonly school: string;
  readonly type: OrganisationType;
  readonly municipalityId: Uuid;
  readonly coordinator: (Appointed & { readonly order: AppointmentOrder }) | null;
  readonly curators: readonly (AppointedCurator & { readonly order: AppointmentOrder })[];
  /** In the base of mentors now. */
  readonly mentorIds: readonly Uuid[];
}

const ORDER = (id: string): string => `(select jsonb_build_object('orderId', ${id}, 'number', o.number,
    'issuedOn', o.issued_on, 'cancelledOn', o.cancelled_on) from (select ${id} as order_id) w
  left join organisation_register o on o.id = w.order_id and o.row_kind = 'ORDER')`;

const SQL: RegisterSql<(typeof ORGANISATION_SORTS)[number]> = {
  name: 'organisation-register',
  item: `json_build_object('schoolId', r.id, 'school', r.name, 'type', r.type, 'municipalityId', r.municipality_id,
    'coordinator', case when r.coordinator is null then null
      else r.coordinator || jsonb_build_object('order', ${ORDER("r.coordinator->>'orderId'")}) end,
    'curators', (select coalesce(jsonb_agg(c.value || jsonb_build_object('order', ${ORDER("c.value->>'orderId'")})
        order by c.ordinality), '[]'::jsonb) from jsonb_array_elements(r.curators) with ordinality c),
    'mentorIds', r.mentor_ids)`,
  from: `from organisation_register r where r.row_kind = 'SCHOOL' and r.id = any($1)
    and ($2::text is null or r.type = $2)`,
  sorts: { name: 'lower(r.name)', type: 'r.type' },
};

@Injectable()
export class OrganisationRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: OrganisationRegisterQuestion): Promise<JsonText<Page<CuratorsEntry>>> {
    const { organisationId, type } = question;
    return findPage(this.postgres, SQL, [organisationsOf(organisationId), type ?? null], question);
  }

  /** The organisation and, of a municipality, its schools; the id alone of one that is not known. */
  async within(organisationId: Uuid): Promise<readonly Uuid[]> {
    const { rows } = await this.postgres.query<{ id: Uuid }>({
      name: 'organisations-within',
      text: `select id from organisation_register where row_kind <> 'ORDER' and municipality_id = $1 order by id`,
      values: [organisationId],
    });
    return [organisationId, ...rows.flatMap(({ id }) => (id === organisationId ? [] : [id]))];
  }

  /** Municipalities of a region and their schools. @param code as in «70» */
  async inRegion(code: string): Promise<readonly Uuid[]> {
    const { rows } = await this.postgres.query<{ id: Uuid }>({
      name: 'organisations-in-region',
      text: `select o.id from organisation_register o join organisation_register m on m.id = o.municipality_id
        where m.region_code = $1 and o.row_kind <> 'ORDER' order by o.id`,
      values: [code],
    });
    return rows.map(({ id }) => id);
  }

  /** Short names by id. */
  async names(ids: readonly Uuid[]): Promise<ReadonlyMap<Uuid, string>> {
    const { rows } = await this.postgres.query<{ id: Uuid; name: string }>({
      name: 'organisation-names',
      text: `select id, name from organisation_register where row_kind <> 'ORDER' and id = any($1)`,
      values: [[...new Set(ids)]],
    });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
