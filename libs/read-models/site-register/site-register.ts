/**
 * What organisations show of mentoring (S62-11-05, SEV-IV-5, MR-CUR-05): the section of the site with its rubrics and counts, other places of
 * open information, and when anything was last renewed. A municipality sees its schools beside itself, and how many have a section.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { InfoResourceKind, MaterialKind, SiteRubric } from '@nastavnik/domain';
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

/** A SCHOOL or MUNICIPALITY row holds its section; MATERIAL and RESOURCE rows stand as long as what they tell of. */
@Entity('site_register')
export class SiteRegisterRow {
  /** Of an organisation its id; of the rest `organisation:thing`. */
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'SCHOOL' | 'MUNICIPALITY' | 'MATERIAL' | 'RESOURCE';
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  /** Of a school its municipality, of a municipality itself. */
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  /** Of the organisation. */
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', nullable: true }) title!: string | null;
  @Column({ type: 'text', nullable: true }) url!: string | null;
  @Column({ type: 'text', nullable: true }) since!: IsoDate | null;
  /** Of an organisation: the last act on anything it shows. */
  @Column({ name: 'updated_on', type: 'text', nullable: true }) updatedOn!: IsoDate | null;
  @Column({ type: 'text', nullable: true }) rubric!: SiteRubric | null;
  @Column({ type: 'text', nullable: true }) kind!: MaterialKind | InfoResourceKind | null;
  @Column({ name: 'free_access', type: 'boolean', nullable: true }) freeAccess!: boolean | null;
  @Column({ name: 'named_ids', type: 'text', array: true }) namedIds!: Uuid[];
}
type Row = SiteRegisterRow;

const blank = (id: string, rowKind: Row['rowKind'], organisationId: Uuid): Row => ({
  id,
  rowKind,
  organisationId,
  municipalityId: null,
  name: '',
  title: null,
  url: null,
  since: null,
  updatedOn: null,
  rubric: null,
  kind: null,
  freeAccess: null,
  namedIds: [],
});

interface OfSite {
  readonly data: {
    readonly organisationId: Uuid;
    readonly effectiveOn: IsoDate;
    readonly materialId?: Uuid;
    readonly resourceId?: Uuid;
  };
}
/** The day of the latest act, whatever order they became known in. */
const renewed = (row: Row, { data }: OfSite): Row => ({
  ...row,
  updatedOn: row.updatedOn !== null && row.updatedOn > data.effectiveOn ? row.updatedOn : data.effectiveOn,
});
const idOfThing = ({ data }: OfSite): string =>
  `${data.organisationId}:${data.materialId ?? data.resourceId}`;

/** An act on a material or a resource: its own row changes, and its organisation has shown something. */
const thing = <Event extends OfSite>(change: (row: Row | undefined, event: Event) => Row | undefined) => ({
  keys: (event: Event): readonly string[] => [event.data.organisationId, idOfThing(event)],
  fold: (row: Row | undefined, event: Event, key: string): Row | undefined =>
    key === event.data.organisationId ? row && renewed(row, event) : change(row, event),
});
const section = <Event extends OfSite & { data: { title: string; url: string } }>() => ({
  keys: ({ data }: Event): string => data.organisationId,
  fold: (row: Row | undefined, event: Event): Row | undefined =>
    row && {
      ...renewed(row, event),
      title: event.data.title,
      url: event.data.url,
      since: row.since ?? event.data.effectiveOn,
    },
});

export const siteRegister = readModelOf(SiteRegisterRow)({
  name: 'site-register',
  ignored: [
    'reminder',
    'audit',
    'regulation',
    'order',
    'participant',
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
    'pair',
    'governance',
  ],
  projection: {
    MunicipalityRegistered: {
      keys: ({ data }) => data.municipalityId,
      fold: (_, { data: { municipalityId, name } }) => ({
        ...blank(municipalityId, 'MUNICIPALITY', municipalityId),
        municipalityId,
        name,
      }),
    },
    SchoolRegistered: {
      keys: ({ data }) => data.schoolId,
      fold: (_, { data: { schoolId, municipalityId, shortName } }) => ({
        ...blank(schoolId, 'SCHOOL', schoolId),
        municipalityId,
        name: shortName,
      }),
    },
    SiteSectionOpened: section(),
    SiteSectionChanged: section(),
    MaterialPublished: thing((_, event) => {
      const { organisationId, rubric, kind, title, url, freeAccess, namedIds, effectiveOn } = event.data;
      return {
        ...blank(idOfThing(event), 'MATERIAL', organisationId),
        ...{ rubric, kind, title, url, freeAccess, since: effectiveOn, updatedOn: effectiveOn },
        namedIds: [...namedIds],
      };
    }),
    MaterialUpdated: thing((row, event) => {
      const { title, url, freeAccess } = event.data;
      return row && { ...renewed(row, event), title, url, freeAccess };
    }),
    MaterialWithdrawn: thing(() => undefined),
    InfoResourceOpened: thing((_, event) => {
      const { organisationId, kind, title, place, effectiveOn } = event.data;
      return {
        ...blank(idOfThing(event), 'RESOURCE', organisationId),
        ...{ kind, title, url: place, since: effectiveOn, updatedOn: effectiveOn },
      };
    }),
    InfoResourceUpdated: thing((row, event) => row && renewed(row, event)),
    InfoResourceClosed: thing(() => undefined),

    ExpertBaseFormApproved: 'ignored',
    MentoringIntroduced: 'ignored',
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
  },
});

export const SITE_SORTS = ['name', 'updatedOn'] as const;

export interface SiteRegisterQuestion extends Paging<(typeof SITE_SORTS)[number]> {
  /** A municipality is shown with its schools. */
  readonly organisationId: Organisations;
  /** Only those with a section, or without. */
  readonly hasSection?: boolean;
  /** Only those that have shown nothing since. */
  readonly updatedBefore?: IsoDate;
}

export interface SiteEntry {
  readonly organisationId: Uuid;
  readonly level: 'SCHOOL' | 'MUNICIPALITY';
  readonly name: string;
  readonly section: { readonly title: string; readonly url: string; readonly since: IsoDate } | null;
  readonly updatedOn: IsoDate | null;
  /** Materials that stand now. */
  readonly materials: {
    readonly total: number;
    readonly freeAccess: number;
    readonly byRubric: { readonly [R in SiteRubric]?: number };
    readonly byKind: { readonly [K in MaterialKind]?: number };
  };
  readonly resources: readonly {
    readonly resourceId: Uuid;
    readonly kind: InfoResourceKind;
    readonly title: string;
    readonly place: string;
    readonly since: IsoDate;
    readonly updatedOn: IsoDate;
  }[];
}

/** SEV-IV-5b: sections on the sites of all schools. */
export interface SiteCoverage {
  readonly schools: number;
  readonly withSection: number;
  /** Whole percent, rounded down: 100 says all. */
  readonly percent: number;
}

const OF = `from site_register r where r.row_kind in ('SCHOOL', 'MUNICIPALITY') and (r.id = any($1) or r.municipality_id = any($1))`;
const MATERIALS = `from site_register m where m.organisation_id = r.id and m.row_kind = 'MATERIAL'`;
const countedBy = (column: string): string =>
  `(select coalesce(json_object_agg(c.code, c.standing), '{}'::json) from (
      select m.${column} as code, count(*) as standing ${MATERIALS} group by 1) c)`;

const SQL: RegisterSql<(typeof SITE_SORTS)[number]> = {
  name: 'site-register',
  item: `json_build_object('organisationId', r.id, 'level', r.row_kind, 'name', r.name,
    'section', case when r.since is not null
      then json_build_object('title', r.title, 'url', r.url, 'since', r.since) end,
    'updatedOn', r.updated_on,
    'materials', json_build_object('total', (select count(*) ${MATERIALS}),
      'freeAccess', (select count(*) ${MATERIALS} and m.free_access),
      'byRubric', ${countedBy('rubric')}, 'byKind', ${countedBy('kind')}),
    'resources', (select coalesce(json_agg(json_build_object('resourceId', split_part(p.id, ':', 2), 'kind', p.kind,
        'title', p.title, 'place', p.url, 'since', p.since, 'updatedOn', p.updated_on) order by p.since, p.id), '[]'::json)
      from site_register p where p.organisation_id = r.id and p.row_kind = 'RESOURCE'))`,
  from: `${OF} and ($2::boolean is null or (r.since is not null) = $2)
    and ($3::text is null or r.updated_on is null or r.updated_on < $3)`,
  sorts: { name: 'r.name', updatedOn: "coalesce(r.updated_on, '')" },
};

@Injectable()
export class SiteRegisterQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: SiteRegisterQuestion): Promise<JsonText<Page<SiteEntry>>> {
    const { organisationId, hasSection, updatedBefore } = question;
    return findPage(
      this.postgres,
      SQL,
      [organisationsOf(organisationId), hasSection ?? null, updatedBefore ?? null],
      question,
    );
  }

  async coverage(organisationId: Uuid): Promise<SiteCoverage> {
    const { rows } = await this.postgres.query<{ coverage: SiteCoverage }>({
      name: 'site-coverage',
      text: `select json_build_object('schools', count(*), 'withSection', count(r.since),
        'percent', coalesce(count(r.since) * 100 / nullif(count(*), 0), 0)) as coverage ${OF} and r.row_kind = 'SCHOOL'`,
      values: [[organisationId]],
    });
    return rows[0]!.coverage;
  }
}

export const MATERIAL_SORTS = ['updatedOn', 'since'] as const;

export interface SiteMaterialsQuestion extends Paging<(typeof MATERIAL_SORTS)[number]> {
  readonly organisationId: Organisations;
  readonly rubric?: SiteRubric;
  readonly kind?: MaterialKind;
  readonly freeAccess?: boolean;
}
export interface SiteMaterialEntry {
  readonly materialId: Uuid;
  readonly organisationId: Uuid;
  readonly rubric: SiteRubric;
  readonly kind: MaterialKind;
  readonly title: string;
  readonly url: string;
  readonly freeAccess: boolean;
  readonly namedIds: readonly Uuid[];
  readonly since: IsoDate;
  readonly updatedOn: IsoDate;
}

const MATERIALS_SQL: RegisterSql<(typeof MATERIAL_SORTS)[number]> = {
  name: 'site-materials',
  item: `json_build_object('materialId', split_part(r.id, ':', 2), 'organisationId', r.organisation_id,
    'rubric', r.rubric, 'kind', r.kind, 'title', r.title, 'url', r.url, 'freeAccess', r.free_access,
    'namedIds', r.named_ids, 'since', r.since, 'updatedOn', r.updated_on)`,
  from: `from site_register r where r.organisation_id = any($1) and r.row_kind = 'MATERIAL'
    and ($2::text is null or r.rubric = $2) and ($3::text is null or r.kind = $3)
    and ($4::boolean is null or r.free_access = $4)`,
  sorts: { updatedOn: 'r.updated_on', since: 'r.since' },
};

/** Materials that stand on one organisation's site: its methodical bank, its honour board. */
@Injectable()
export class SiteMaterialsQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** @throws BadCursor */
  find(question: SiteMaterialsQuestion): Promise<JsonText<Page<SiteMaterialEntry>>> {
    const { organisationId, rubric, kind, freeAccess } = question;
    const filters = [organisationsOf(organisationId), rubric ?? null, kind ?? null, freeAccess ?? null];
    return findPage(this.postgres, MATERIALS_SQL, filters, question);
  }
}
