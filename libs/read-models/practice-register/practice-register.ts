/**
 * Banks of programmes and practices (R7, R8; S62-3.2-7, KIL-6.2-7, IZO-4.1-10): title, authors, form, level, status, and since when it
 * is published. A municipality may look at its schools' banks beside its own.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Form, PracticeCard, PracticeKind, PracticeLevel, PracticeReviewer } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import {
  changeOf,
  findPage,
  type JsonText,
  type Organisations,
  organisationsOf,
  type Page,
  type Paging,
  readModelOf,
  type RegisterSql,
} from '../register';

export const PRACTICE_STATUSES = [
  'SUBMITTED',
  'RETURNED',
  'ACCEPTED',
  'SELECTED',
  'PUBLISHED',
  'WITHDRAWN',
] as const;
export type PracticeStatus = (typeof PRACTICE_STATUSES)[number];

/** A SCHOOL row says whose school it is; a PRACTICE row is one record of a bank. */
@Entity('practice_register')
export class PracticeRegisterRow {
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'SCHOOL' | 'PRACTICE';
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  @Column({ type: 'text', nullable: true }) kind!: PracticeKind | null;
  @Column({ type: 'text' }) title!: string;
  /** Title and topics in small letters: what is searched. */
  @Column({ name: 'search_text', type: 'text' }) searchText!: string;
  @Column({ name: 'author_ids', type: 'text', array: true }) authorIds!: Uuid[];
  @Column({ type: 'text', nullable: true }) form!: Form | null;
  @Column({ type: 'text', nullable: true }) level!: PracticeLevel | null;
  @Column({ type: 'text', array: true }) topics!: string[];
  @Column({ type: 'text', nullable: true }) link!: string | null;
  @Column({ type: 'text', nullable: true }) hash!: string | null;
  @Column({ name: 'part_ids', type: 'text', array: true }) partIds!: Uuid[];
  /** The school's record that a municipality took over. */
  @Column({ name: 'source_id', type: 'text', nullable: true }) sourceId!: Uuid | null;
  @Column({ type: 'text', nullable: true }) status!: PracticeStatus | null;
  @Column({ type: 'text', nullable: true }) reviewer!: PracticeReviewer | null;
  @Column({ name: 'submitted_on', type: 'text', nullable: true }) submittedOn!: IsoDate | null;
  @Column({ name: 'reviewed_on', type: 'text', nullable: true }) reviewedOn!: IsoDate | null;
  @Column({ name: 'selected_on', type: 'text', nullable: true }) selectedOn!: IsoDate | null;
  @Column({ name: 'published_on', type: 'text', nullable: true }) publishedOn!: IsoDate | null;
  @Column({ name: 'withdrawn_on', type: 'text', nullable: true }) withdrawnOn!: IsoDate | null;
  @Column({ name: 'material_id', type: 'text', nullable: true }) materialId!: Uuid | null;
  @Column({ name: 'named_ids', type: 'text', array: true }) namedIds!: Uuid[];
}
type Row = PracticeRegisterRow;

const blank = (id: Uuid, rowKind: Row['rowKind'], organisationId: Uuid): Row => ({
  id,
  rowKind,
  organisationId,
  municipalityId: null,
  kind: null,
  title: '',
  searchText: '',
  authorIds: [],
  form: null,
  level: null,
  topics: [],
  link: null,
  hash: null,
  partIds: [],
  sourceId: null,
  status: null,
  reviewer: null,
  submittedOn: null,
  reviewedOn: null,
  selectedOn: null,
  publishedOn: null,
  withdrawnOn: null,
  materialId: null,
  namedIds: [],
});

const searchable = (...words: readonly string[]): string => words.join('\n').toLowerCase();

type Banked = PracticeCard & { practiceId: Uuid; organisationId: Uuid; effectiveOn: IsoDate };
const banked = (data: Banked): Row => ({
  ...blank(data.practiceId, 'PRACTICE', data.organisationId),
  kind: data.kind,
  title: data.title,
  searchText: searchable(data.title, ...data.topics),
  authorIds: [...data.authorIds],
  form: data.form ?? null,
  level: data.level,
  topics: [...data.topics],
  link: data.text.link ?? null,
  hash: data.text.hash ?? null,
  partIds: [...(data.partIds ?? [])],
  status: 'SUBMITTED',
  submittedOn: data.effectiveOn,
});

/** An event about a record already in a bank. */
const practice = changeOf<Row, 'practiceId'>('practiceId');

export const practiceRegister = readModelOf(PracticeRegisterRow)({
  name: 'practice-register',
  ignored: [
    'reminder',
    'audit',
    'municipality',
    'regulation',
    'order',
    'participant',
    'consent',
    'agreement',
    'appeal',
    'roadmap',
    'campaign',
    'indicators',
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
        ...blank(data.schoolId, 'SCHOOL', data.schoolId),
        municipalityId: data.municipalityId,
      }),
    },
    PracticeSubmitted: {
      keys: ({ data }) => data.practiceId,
      fold: (_, { data }) => banked(data),
    },
    PracticeIdentified: {
      keys: ({ data }) => data.practiceId,
      fold: (_, { data }) => ({ ...banked(data), sourceId: data.source.practiceId }),
    },
    PracticeReviewed: practice((_, { data }) => ({
      status: data.outcome,
      reviewer: data.reviewer,
      reviewedOn: data.effectiveOn,
    })),
    PracticeRevised: practice((_, { data }) => ({
      status: 'SUBMITTED',
      link: data.text.link ?? null,
      hash: data.text.hash ?? null,
    })),
    PracticeSelected: practice((_, { data }) => ({ status: 'SELECTED', selectedOn: data.effectiveOn })),
    PracticePublished: practice((_, { data }) => ({
      status: 'PUBLISHED',
      publishedOn: data.effectiveOn,
      materialId: data.materialId,
      namedIds: [...data.namedIds],
    })),
    PracticeWithdrawn: practice((_, { data }) => ({ status: 'WITHDRAWN', withdrawnOn: data.effectiveOn })),
    MentoringIntroduced: 'ignored',
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
  },
});

export const PRACTICE_SORTS = ['submittedOn', 'title', 'publishedOn'] as const;

export interface PracticeRegisterQuestion extends Paging<(typeof PRACTICE_SORTS)[number]> {
  readonly organisationId: Organisations;
  /** Of a municipality: its schools' banks as well. */
  readonly withSchools?: boolean;
  readonly status?: PracticeStatus;
  readonly kind?: PracticeKind;
  readonly form?: Form;
  readonly level?: PracticeLevel;
  /** Part of the title or of a topic, in any letters. */
  readonly search?: string;
}

export interface PracticeEntry {
  readonly practiceId: Uuid;
  readonly organisationId: Uuid;
  readonly kind: PracticeKind;
  readonly title: string;
  readonly authorIds: readonly Uuid[];
  readonly form: Form | null;
  readonly level: PracticeLevel;
  readonly topics: readonly string[];
  readonly link: string | null;
  readonly hash: string | null;
  /** Of a collection: what it brings together. */
  readonly partIds: readonly Uuid[];
  readonly sourceId: Uuid | null;
  readonly status: PracticeStatus;
  readonly reviewer: PracticeReviewer | null;
  readonly submittedOn: IsoDate;
  readonly reviewedOn: IsoDate | null;
  readonly selectedOn: IsoDate | null;
  /** Only of what is published: nothing else is cited as published. */
  readonly publishedOn: IsoDate | null;
  readonly materialId: Uuid | null;
  /** Authors named in the publication, with their consent. */
  readonly namedIds: readonly Uuid[];
  readonly withdrawnOn: IsoDate | null;
}

/** How much of a bank is shared (IZO-5-06). */
export interface PracticeTotals {
  readonly banked: number;
  readonly published: number;
  /** Taken from schools' banks. */
  readonly takenOver: number;
}

const FROM = `from practice_register r left join practice_register s on s.id = r.organisation_id and s.row_kind = 'SCHOOL'
    where r.row_kind = 'PRACTICE' and (r.organisation_id = any($1) or ($2 and s.municipality_id = any($1)))`;

const SQL: RegisterSql<(typeof PRACTICE_SORTS)[number]> = {
  name: 'practice-register',
  item: `json_build_object('practiceId', r.id, 'organisationId', r.organisation_id, 'kind', r.kind, 'title', r.title,
    'authorIds', r.author_ids, 'form', r.form, 'level', r.level, 'topics', r.topics, 'link', r.link, 'hash', r.hash,
    'partIds', r.part_ids, 'sourceId', r.source_id, 'status', r.status, 'reviewer', r.reviewer,
    'submittedOn', r.submitted_on, 'reviewedOn', r.reviewed_on, 'selectedOn', r.selected_on,
    'publishedOn', r.published_on, 'materialId', r.material_id, 'namedIds', r.named_ids,
    'withdrawnOn', r.withdrawn_on)`,
  from: `${FROM}
    and ($3::text is null or r.status = $3) and ($4::text is null or r.kind = $4)
    and ($5::text is null or r.form = $5) and ($6::text is null or r.level = $6)
    and ($7::text is null or position($7 in r.search_text) > 0)`,
  sorts: {
    submittedOn: 'r.submitted_on',
    title: 'r.search_text',
    publishedOn: "coalesce(r.published_on, '')",
  },
};

@Injectable()
export class PracticeRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: PracticeRegisterQuestion): Promise<JsonText<Page<PracticeEntry>>> {
    const { organisationId, withSchools = false, status, kind, form, level, search } = question;
    const filters = [status, kind, form, level, search?.toLowerCase()].map((one) => one ?? null);
    return findPage(this.postgres, SQL, [organisationsOf(organisationId), withSchools, ...filters], question);
  }

  /** Where cases of people stand: links of what they are authors of and what was not withdrawn. */
  async linksOf(authorIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, readonly string[]>> {
    const { rows } = await this.postgres.query<{ author: Uuid; links: string[] }>({
      name: 'practice-links',
      text: `select author, array_agg(link order by link) as links from practice_register r, unnest(r.author_ids) author
        where r.row_kind = 'PRACTICE' and r.link is not null and r.status <> 'WITHDRAWN' and author = any($1)
        group by author`,
      values: [[...new Set(authorIds)]],
    });
    return new Map(rows.map(({ author, links }) => [author, links]));
  }

  /** Of the same banks, whatever is filtered; what was withdrawn does not count. */
  async totals({
    organisationId,
    withSchools = false,
  }: Pick<PracticeRegisterQuestion, 'organisationId' | 'withSchools'>): Promise<PracticeTotals> {
    const { rows } = await this.postgres.query<{ totals: PracticeTotals }>({
      name: 'practice-totals',
      text: `select json_build_object('banked', count(*), 'published', count(*) filter (where r.status = 'PUBLISHED'),
        'takenOver', count(r.source_id)) as totals ${FROM} and r.status <> 'WITHDRAWN'`,
      values: [organisationsOf(organisationId), withSchools],
    });
    return rows[0]!.totals;
  }
}
