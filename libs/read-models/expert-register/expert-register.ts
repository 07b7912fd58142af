/**
 * The unified base of mentors and experts of a municipality (R10; SEV-IV-7, SEV-V-2.1): who helps in which area with which deficit,
 * by what channel, and when the entry was last brought up to date. Opaque ids only.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  ExpertBaseForm,
  ExpertEntry as Listed,
  MentoringChannel,
  SupportScope,
} from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import {
  findPage,
  type JsonText,
  type Organisations,
  organisationsOf,
  type Page,
  type Paging,
  readModelOf,
  type RegisterSql,
} from '../register';

/** A SCHOOL row says whose school it is, a FORM row holds a municipality's form in use; an EXPERT row is an entry. */
@Entity('expert_register')
export class ExpertRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'SCHOOL' | 'FORM' | 'EXPERT';
  @Column({ name: 'school_id', type: 'text', nullable: true }) schoolId!: Uuid | null;
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  @Column({ type: 'text', array: true }) areas!: string[];
  @Column({ type: 'text', array: true }) deficits!: string[];
  /** Areas and deficits in small letters, each behind its name: what is searched. */
  @Column({ type: 'text', array: true }) searched!: string[];
  @Column({ type: 'text', nullable: true }) channel!: MentoringChannel | null;
  @Column({ type: 'text', nullable: true }) scope!: SupportScope | null;
  @Column({ name: 'listed_on', type: 'text', nullable: true }) listedOn!: IsoDate | null;
  @Column({ name: 'updated_on', type: 'text', nullable: true }) updatedOn!: IsoDate | null;
  @Column({ name: 'form_version', type: 'int', nullable: true }) formVersion!: number | null;
  @Column({ type: 'jsonb', nullable: true }) form!: ExpertBaseForm | null;
}
type Row = ExpertRegisterRow;

const blank = (id: Uuid, rowKind: Row['rowKind']): Row => ({
  id,
  rowKind,
  schoolId: null,
  municipalityId: null,
  areas: [],
  deficits: [],
  searched: [],
  channel: null,
  scope: null,
  listedOn: null,
  updatedOn: null,
  formVersion: null,
  form: null,
});

const wordOf = (name: 'area' | 'deficit', value: string): string => `${name}:${value.toLowerCase()}`;

type Entry = Listed & {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
};
const entered = (row: Row | undefined, data: Entry): Row => ({
  ...blank(data.participantId, 'EXPERT'),
  schoolId: data.schoolId,
  areas: [...data.areas],
  deficits: [...data.deficits],
  searched: [
    ...data.areas.map((area) => wordOf('area', area)),
    ...data.deficits.map((deficit) => wordOf('deficit', deficit)),
  ],
  channel: data.channel,
  scope: data.scope,
  listedOn: row?.listedOn ?? data.effectiveOn,
  updatedOn: data.effectiveOn,
  formVersion: data.formVersion ?? null,
});

export const expertRegister = readModelOf(ExpertRegisterRow)({
  name: 'expert-register',
  ignored: [
    'reminder',
    'audit',
    'regulation',
    'order',
    'consent',
    'agreement',
    'appeal',
    'roadmap',
    'campaign',
    'indicators',
    'practice',
    'activity',
    'award',
    'council',
    'site',
    'pair',
    'governance',
  ],
  projection: {
    SchoolRegistered: {
      keys: ({ data }) => data.schoolId,
      fold: (_, { data }) => ({
        ...blank(data.schoolId, 'SCHOOL'),
        schoolId: data.schoolId,
        municipalityId: data.municipalityId,
      }),
    },
    ExpertBaseFormApproved: {
      keys: ({ data }) => data.municipalityId,
      fold: (_, { data: { municipalityId, version, effectiveOn, columns, waysOfFilling } }) => ({
        ...blank(municipalityId, 'FORM'),
        municipalityId,
        form: { version, approvedOn: effectiveOn, columns, waysOfFilling },
      }),
    },
    ListedAsExpert: { keys: ({ data }) => data.participantId, fold: (row, { data }) => entered(row, data) },
    ExpertEntryUpdated: {
      keys: ({ data }) => data.participantId,
      fold: (row, { data }) => entered(row, data),
    },
    ExpertEntryRemoved: { keys: ({ data }) => data.participantId, fold: () => undefined },
    PersonalDataErased: { keys: ({ data }) => data.participantId, fold: () => undefined },
    MergedInto: { keys: ({ data }) => data.participantId, fold: () => undefined },

    MunicipalityRegistered: 'ignored',
    MentoringIntroduced: 'ignored',
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
    ParticipantRegistered: 'ignored',
    EnteredMenteeBase: 'ignored',
    EnteredMentorBase: 'ignored',
    LeftBase: 'ignored',
    NeedsDiagnosed: 'ignored',
    AgreementNoted: 'ignored',
    JoinedPair: 'ignored',
    LeftPair: 'ignored',
    TrainingCompleted: 'ignored',
    PersonalDataCorrected: 'ignored',
    DuplicateMerged: 'ignored',
    EntryConfirmed: 'ignored',
    EducationalRequestFormulated: 'ignored',
    IndividualRouteDesigned: 'ignored',
    IndividualRouteRevised: 'ignored',
    IndividualRouteCompleted: 'ignored',
    AdaptationNoted: 'ignored',
  },
});

export const EXPERT_SORTS = ['updatedOn', 'listedOn'] as const;

export interface ExpertRegisterQuestion extends Paging<(typeof EXPERT_SORTS)[number]> {
  /** A municipality, or a school of it: the base is one. Several: the bases of all their municipalities. */
  readonly organisationId: Organisations;
  readonly area?: string;
  readonly deficit?: string;
  readonly channel?: MentoringChannel;
  readonly scope?: SupportScope;
  /** Only entries not brought up to date since. */
  readonly updatedBefore?: IsoDate;
}

export interface ExpertLine {
  readonly participantId: Uuid;
  readonly schoolId: Uuid;
  readonly areas: readonly string[];
  readonly deficits: readonly string[];
  readonly channel: MentoringChannel;
  readonly scope: SupportScope;
  readonly listedOn: IsoDate;
  readonly updatedOn: IsoDate;
  /** Of the form the entry is filled in by. */
  readonly formVersion: number | null;
}

/** The municipality of an organisation: itself, or that of the school. */
const municipalityOf = (id: string): string =>
  `coalesce((select m.municipality_id from expert_register m where m.id = ${id} and m.row_kind = 'SCHOOL'), ${id})`;

const SQL: RegisterSql<(typeof EXPERT_SORTS)[number]> = {
  name: 'expert-register',
  item: `json_build_object('participantId', r.id, 'schoolId', r.school_id, 'areas', r.areas, 'deficits', r.deficits,
    'channel', r.channel, 'scope', r.scope, 'listedOn', r.listed_on, 'updatedOn', r.updated_on,
    'formVersion', r.form_version)`,
  from: `from expert_register r join expert_register s on s.id = r.school_id and s.row_kind = 'SCHOOL'
    where r.row_kind = 'EXPERT' and s.municipality_id in (select ${municipalityOf('asked')} from unnest($1::text[]) asked)
    and r.searched @> $2::text[] and ($3::text is null or r.channel = $3) and ($4::text is null or r.scope = $4)
    and ($5::text is null or r.updated_on < $5)`,
  sorts: { updatedOn: 'r.updated_on', listedOn: 'r.listed_on' },
};

@Injectable()
export class ExpertRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: ExpertRegisterQuestion): Promise<JsonText<Page<ExpertLine>>> {
    const { organisationId, area, deficit, channel, scope, updatedBefore } = question;
    const words = [
      ...(area === undefined ? [] : [wordOf('area', area)]),
      ...(deficit === undefined ? [] : [wordOf('deficit', deficit)]),
    ];
    const filters = [
      organisationsOf(organisationId),
      words,
      channel ?? null,
      scope ?? null,
      updatedBefore ?? null,
    ];
    return findPage(this.postgres, SQL, filters, question);
  }

  /** The form of the base in use; `null` where the municipality has approved none. */
  async form(organisationId: Uuid): Promise<ExpertBaseForm | null> {
    const { rows } = await this.postgres.query<{ form: ExpertBaseForm }>({
      name: 'expert-base-form',
      text: `select f.form from expert_register f where f.row_kind = 'FORM' and f.id = ${municipalityOf('$1')}`,
      values: [organisationId],
    });
    return rows[0]?.form ?? null;
  }
}
