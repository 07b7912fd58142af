/**
 * Control of roadmaps (R11): every item and term that an organisation answers for, with its result document, who does it, when it was
 * due and done, and how many days it is late on the day that is asked. A municipality sees its schools' terms beside its own.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationType, ResultDocument, RoadmapItem } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { type JsonText, readModelOf } from '../register';

/** A term done by an organisation. */
interface Done {
  readonly byOrganisationId: Uuid;
  readonly dueDay: IsoDate | null;
  readonly on: IsoDate;
  readonly document: ResultDocument | null;
}

/** Three kinds of rows: an ORGANISATION, a ROADMAP and an ITEM of one. */
@Entity('roadmap_control')
export class RoadmapControlRow {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'MUNICIPALITY' | 'SCHOOL' | 'ROADMAP' | 'ITEM';
  /** Whose roadmap it is, or the organisation itself. */
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  @Column({ name: 'organisation_type', type: 'text', nullable: true })
  organisationType!: OrganisationType | null;
  /** Name of the organisation, or title of the roadmap. */
  @Column({ type: 'text' }) title!: string;
  /** First day. */
  @Column({ type: 'text' }) since!: IsoDate;
  @Column({ name: 'roadmap_id', type: 'text', nullable: true }) roadmapId!: Uuid | null;
  /** Place in the table. */
  @Column({ type: 'int' }) ordinal!: number;
  @Column({ type: 'jsonb', nullable: true }) item!: RoadmapItem | null;
  @Column({ type: 'jsonb' }) done!: Done[];
}
type Row = RoadmapControlRow;

const blank = (id: string, rowKind: Row['rowKind'], organisationId: Uuid, since: IsoDate): Row => ({
  id,
  rowKind,
  organisationId,
  municipalityId: null,
  organisationType: null,
  title: '',
  since,
  roadmapId: null,
  ordinal: 0,
  item: null,
  done: [],
});

const keyOf = (roadmapId: Uuid, itemId: Uuid): string => `${roadmapId}:${itemId}`;
/** Longest roadmap whose items keep their order through amendments. */
const MOST_ITEMS = 1000;

interface Stating {
  readonly revision: bigint;
  readonly data: {
    readonly roadmapId: Uuid;
    readonly organisationId: Uuid;
    readonly effectiveOn: IsoDate;
    readonly items: readonly RoadmapItem[];
  };
}
/** The row of an item as this event states it. */
const stated = (row: Row | undefined, { data, revision }: Stating, key: string): Row | undefined => {
  const index = data.items.findIndex(({ itemId }) => keyOf(data.roadmapId, itemId) === key);
  const item = data.items[index];
  if (item === undefined) return undefined;
  return {
    ...(row ?? {
      ...blank(key, 'ITEM', data.organisationId, data.effectiveOn),
      roadmapId: data.roadmapId,
      ordinal: Number(revision) * MOST_ITEMS + index,
    }),
    item,
  };
};

export const roadmapControl = readModelOf(RoadmapControlRow)({
  name: 'roadmap-control',
  ignored: [
    'reminder',
    'audit',
    'regulation',
    'governance',
    'order',
    'participant',
    'consent',
    'agreement',
    'appeal',
    'campaign',
    'indicators',
    'practice',
    'activity',
    'award',
    'council',
    'site',
    'pair',
  ],
  projection: {
    MunicipalityRegistered: {
      keys: ({ data }) => data.municipalityId,
      fold: (_, { data }) => ({
        ...blank(data.municipalityId, 'MUNICIPALITY', data.municipalityId, data.effectiveOn),
        title: data.name,
      }),
    },
    SchoolRegistered: {
      keys: ({ data }) => data.schoolId,
      fold: (_, { data }) => ({
        ...blank(data.schoolId, 'SCHOOL', data.schoolId, data.effectiveOn),
        municipalityId: data.municipalityId,
        organisationType: data.organisationType ?? 'GENERAL',
        title: data.shortName,
      }),
    },
    RoadmapApproved: {
      keys: ({ data }) => [data.roadmapId, ...data.items.map(({ itemId }) => keyOf(data.roadmapId, itemId))],
      fold: (row, event, key) =>
        key === event.data.roadmapId
          ? {
              ...blank(key, 'ROADMAP', event.data.organisationId, event.data.effectiveOn),
              roadmapId: key,
              title: event.data.title,
            }
          : stated(row, event, key),
    },
    RoadmapAmended: {
      keys: ({ data }) =>
        [...data.items.map(({ itemId }) => itemId), ...data.withdrawnIds].map((itemId) =>
          keyOf(data.roadmapId, itemId),
        ),
      fold: stated,
    },
    RoadmapItemCompleted: {
      keys: ({ data }) => keyOf(data.roadmapId, data.itemId),
      fold: (row, { data: { byOrganisationId, dueDay = null, effectiveOn, document = null } }) =>
        row && { ...row, done: [...row.done, { byOrganisationId, dueDay, on: effectiveOn, document }] },
    },
    RoadmapItemReopened: {
      keys: ({ data }) => keyOf(data.roadmapId, data.itemId),
      fold: (row, { data: { byOrganisationId, dueDay = null } }) =>
        row && {
          ...row,
          done: row.done.filter((one) => one.byOrganisationId !== byOrganisationId || one.dueDay !== dueDay),
        },
    },
    MentoringIntroduced: 'ignored',
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
    ExpertBaseFormApproved: 'ignored',
  },
});

export interface RoadmapQuestion {
  readonly organisationId: Uuid;
  /** The day that lateness is counted on; what was done later is not done yet. */
  readonly on: IsoDate;
  /** Only what is not done and late. */
  readonly overdue?: boolean;
}

/** One term of one item, as one organisation has it. */
export interface RoadmapLine {
  readonly roadmapId: Uuid;
  readonly roadmap: string;
  readonly itemId: Uuid;
  readonly stage: RoadmapItem['stage'] | null;
  readonly block: RoadmapItem['block'] | null;
  readonly number: string;
  readonly title: string;
  readonly owners: RoadmapItem['owners'];
  readonly result: NonNullable<RoadmapItem['result']> | null;
  readonly organisationId: Uuid;
  readonly organisation: string;
  /** `null`: during the whole period. */
  readonly due: IsoDate | null;
  readonly done: IsoDate | null;
  readonly document: ResultDocument | null;
  /** Days between the term and the day it was done, or the day asked; 0 in time. */
  readonly daysLate: number;
}
export interface RoadmapControl {
  readonly organisationId: Uuid;
  readonly on: IsoDate;
  readonly totals: { readonly terms: number; readonly done: number; readonly overdue: number };
  readonly lines: readonly RoadmapLine[];
}

const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.max(0, (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** Who, of those that the asker may look at, does an item (SEV-O-6, SEV-RM-00). */
const doersOf = (
  { owners }: RoadmapItem,
  owner: Row,
  asker: Row,
  schools: readonly Row[],
): readonly Row[] => {
  if (owner.rowKind === 'SCHOOL') return [owner];
  const each = (asker.rowKind === 'SCHOOL' ? [asker] : schools).filter(
    ({ organisationType }) => organisationType !== null && owners.includes(organisationType),
  );
  const ofItself = owners.some(
    (one) =>
      one === 'OWN' ||
      one === 'EDUCATION_DEPARTMENT' ||
      one === 'RESOURCE_CENTRE' ||
      one === 'METHOD_CABINET',
  );
  return asker.rowKind === 'MUNICIPALITY' && ofItself ? [owner, ...each] : each;
};

/** Every term of an item as one organisation has it on a day. */
const linesOf = (
  row: Row & { item: RoadmapItem },
  roadmap: Row,
  doer: Row,
  on: IsoDate,
): readonly RoadmapLine[] => {
  const { item } = row;
  const terms = item.dueDays.length === 0 ? [null] : item.dueDays;
  return terms.map((due): RoadmapLine => {
    const done = row.done.find(
      (one) => one.byOrganisationId === doer.id && one.dueDay === due && one.on <= on,
    );
    return {
      roadmapId: roadmap.id,
      roadmap: roadmap.title,
      itemId: item.itemId,
      stage: item.stage ?? null,
      block: item.block ?? null,
      number: item.number,
      title: item.title,
      owners: item.owners,
      result: item.result ?? null,
      organisationId: doer.id,
      organisation: doer.title,
      due,
      done: done?.on ?? null,
      document: done?.document ?? null,
      daysLate: due === null ? 0 : daysBetween(due, done?.on ?? on),
    };
  });
};

const TEXT = `select to_jsonb(r) as row from roadmap_control r, roadmap_control me
  where me.id = $1 and me.row_kind in ('SCHOOL', 'MUNICIPALITY')
    and (r.id = me.id or r.id = me.municipality_id or (r.row_kind = 'SCHOOL' and r.municipality_id = me.id)
      or (r.row_kind in ('ROADMAP', 'ITEM') and r.organisation_id in (me.id, me.municipality_id)))
  order by r.since, r.roadmap_id, r.ordinal, r.title, r.id`;

/** A row as `to_jsonb` spells it. */
interface Stored extends Omit<
  Row,
  'rowKind' | 'organisationId' | 'municipalityId' | 'organisationType' | 'roadmapId'
> {
  readonly row_kind: Row['rowKind'];
  readonly organisation_id: Uuid;
  readonly municipality_id: Uuid | null;
  readonly organisation_type: OrganisationType | null;
  readonly roadmap_id: Uuid | null;
}

@Injectable()
export class RoadmapControlQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** `undefined` for an organisation that is not registered. */
  async find({
    organisationId,
    on,
    overdue,
  }: RoadmapQuestion): Promise<JsonText<RoadmapControl> | undefined> {
    const found = await this.postgres.query<{ row: Stored }>({
      name: 'roadmap-control',
      text: TEXT,
      values: [organisationId],
    });
    const rows = found.rows.map(({ row }): Row => ({
      ...row,
      rowKind: row.row_kind,
      organisationId: row.organisation_id,
      municipalityId: row.municipality_id,
      organisationType: row.organisation_type,
      roadmapId: row.roadmap_id,
    }));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const asker = byId.get(organisationId);
    if (asker === undefined) return undefined;
    const schools = rows.filter(({ rowKind }) => rowKind === 'SCHOOL');
    const all = rows.flatMap((row) => {
      const roadmap = byId.get(row.roadmapId ?? '');
      const owner = byId.get(row.organisationId);
      const { item } = row;
      if (item === null || roadmap === undefined || owner === undefined || row.since > on) return [];
      return doersOf(item, owner, asker, schools).flatMap((doer) =>
        linesOf({ ...row, item }, roadmap, doer, on),
      );
    });
    const late = all.filter((line) => line.done === null && line.daysLate > 0);
    const answer: RoadmapControl = {
      organisationId,
      on,
      totals: {
        terms: all.length,
        done: all.filter((line) => line.done !== null).length,
        overdue: late.length,
      },
      lines: overdue === true ? late : all,
    };
    return JSON.stringify(answer);
  }
}
