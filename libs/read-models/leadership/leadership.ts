/**
 * What an organisation leads mentoring by, on a day: the documents that are there and those that are missing, the stage that goes on,
 * the people and bodies named, and its work with others. A municipality sees its schools beside itself.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  DocumentKind,
  GovernanceEvent,
  OrderKind,
  OrganisationType,
  ProgrammeStage,
} from '@nastavnik/domain';
import type { EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { readModelOf } from '../register';

type RecordKind = Exclude<GovernanceEvent['type'], 'DocumentApproved'>;

/** An ORGANISATION, a DOCUMENT it has, or one act of its leadership. */
@Entity('leadership')
export class LeadershipRow {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @Column({ name: 'row_kind', type: 'text' }) rowKind!: 'ORGANISATION' | 'DOCUMENT' | 'ORDER' | RecordKind;
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  /** Of a school. */
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  @Column({ type: 'text' }) since!: IsoDate;
  /** Day from which it is no longer there. */
  @Column({ type: 'text', nullable: true }) until!: IsoDate | null;
  /** Place in the log: acts of one day keep their order. */
  @Column({ type: 'bigint' }) ordinal!: string;
  @Column({ type: 'jsonb' }) facts!: object;
}
type Row = LeadershipRow;

interface Placed {
  readonly id: Uuid;
  readonly position: bigint;
  readonly data: { readonly organisationId: Uuid; readonly effectiveOn: IsoDate };
}
const row = (id: string, rowKind: Row['rowKind'], { data, position }: Placed, facts: object): Row => ({
  id,
  rowKind,
  organisationId: data.organisationId,
  municipalityId: null,
  since: data.effectiveOn,
  until: null,
  ordinal: position.toString(),
  facts,
});

/** What an act says, without why it was allowed and without what the vault keeps. */
const factsOf = ({ basis: _, ...data }: EventData): object =>
  JSON.parse(JSON.stringify(data, (key, value: unknown) => (key === 'person' ? undefined : value))) as object;

/** An act is a row of its own. */
const act = <Kind extends RecordKind>(kind: Kind) => ({
  keys: ({ id }: Placed): string => id,
  fold: (_: Row | undefined, event: Placed & { readonly data: EventData }): Row =>
    row(event.id, kind, event, factsOf(event.data)),
});

/** A document: its kind, title and what approves it. */
interface DocumentFacts {
  readonly kind: DocumentKind;
  readonly title: string;
  readonly by: object | null;
  readonly link: string | null;
}
const document = (event: Placed, facts: DocumentFacts): Row => row(event.id, 'DOCUMENT', event, facts);

export const leadership = readModelOf(LeadershipRow)({
  name: 'leadership',
  ignored: [
    'reminder',
    'audit',
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
      fold: (_, event) => {
        const { municipalityId: organisationId, name, effectiveOn } = event.data;
        const placed = { ...event, data: { organisationId, effectiveOn } };
        return row(organisationId, 'ORGANISATION', placed, { name, level: 'MUNICIPALITY' });
      },
    },
    SchoolRegistered: {
      keys: ({ data }) => data.schoolId,
      fold: (_, event) => {
        const { schoolId: organisationId, municipalityId, shortName: name, effectiveOn } = event.data;
        const placed = { ...event, data: { organisationId, effectiveOn } };
        const type = event.data.organisationType ?? 'GENERAL';
        return {
          ...row(organisationId, 'ORGANISATION', placed, { name, level: 'SCHOOL', type }),
          municipalityId,
        };
      },
    },
    RegulationAdopted: {
      keys: ({ id }) => id,
      fold: (_, event) => {
        const { document: title, orderId } = event.data;
        return document(event, {
          ...{ kind: 'REGULATION', title, link: null },
          by: orderId === undefined ? null : { orderId },
        });
      },
    },
    OrderIssued: {
      keys: ({ data }) => data.orderId,
      fold: (_, event) => {
        const { orderId, number, content } = event.data;
        return row(orderId, 'ORDER', event, { orderId, number, kind: content.kind });
      },
    },
    OrderCancelled: {
      keys: ({ data }) => data.orderId,
      fold: (found, { data }) => found && { ...found, until: data.effectiveOn },
    },
    RoadmapApproved: {
      keys: ({ id }) => id,
      fold: (_, event) => {
        const { roadmapId, title, orderId } = event.data;
        const by = orderId === undefined ? { roadmapId } : { roadmapId, orderId };
        return document(event, { kind: 'ROADMAP', title, by, link: null });
      },
    },
    DocumentApproved: {
      keys: ({ id }) => id,
      fold: (_, event) => {
        const { kind, title, by, link = null } = event.data;
        return document(event, { kind, title, by, link });
      },
    },
    ProblemsAnalysed: act('ProblemsAnalysed'),
    ParticipantsSelected: act('ParticipantsSelected'),
    StageOpened: act('StageOpened'),
    StageClosed: act('StageClosed'),
    BodyNamed: act('BodyNamed'),
    WorkingGroupComposed: act('WorkingGroupComposed'),
    ResponsibleAppointed: act('ResponsibleAppointed'),
    InteractionRecorded: act('InteractionRecorded'),
    PartnershipConcluded: act('PartnershipConcluded'),
    SupportProvided: act('SupportProvided'),
    ActingHeadAppointed: act('ActingHeadAppointed'),
    ActingHeadReleased: act('ActingHeadReleased'),

    ParameterSet: 'ignored',
    ExpertBaseFormApproved: 'ignored',
    OrderEffectRefused: 'ignored',
    OrderAmended: 'ignored',
    RoadmapAmended: 'ignored',
    RoadmapItemCompleted: 'ignored',
    RoadmapItemReopened: 'ignored',
    MentoringIntroduced: 'ignored',
    CoordinatorAppointed: 'ignored',
    CuratorAppointed: 'ignored',
    ProgrammesPresented: 'ignored',
  },
});

/** An organisation with everything of its leadership that was there on a day, in order. */
export interface OrganisationRecord {
  readonly organisationId: Uuid;
  readonly name: string;
  readonly level: 'SCHOOL' | 'MUNICIPALITY';
  readonly type: OrganisationType | null;
  readonly orders: readonly {
    readonly orderId: Uuid;
    readonly kind: OrderKind;
    readonly number: string;
    readonly on: IsoDate;
  }[];
  readonly documents: readonly (DocumentFacts & { readonly on: IsoDate })[];
  readonly acts: readonly { readonly act: RecordKind; readonly on: IsoDate; readonly facts: ActFacts }[];
}
/** Of an act, those of its facts that an answer looks at by name. */
export interface ActFacts {
  readonly [name: string]: unknown;
  readonly stage?: ProgrammeStage;
}

const TEXT = `select l.id, l.row_kind, l.organisation_id, l.since, l.facts from leadership l
  where (l.organisation_id = $1 or l.organisation_id in (select s.id from leadership s where s.municipality_id = $1))
    and l.since <= $2 and (l.until is null or l.until > $2)
  order by l.since, l.ordinal, l.id`;

interface Found {
  readonly id: string;
  readonly row_kind: Row['rowKind'];
  readonly organisation_id: Uuid;
  readonly since: IsoDate;
  readonly facts: Record<string, unknown>;
}

const recordOf = (organisationId: Uuid, rows: readonly Found[]): OrganisationRecord | undefined => {
  const own = rows.filter((one) => one.organisation_id === organisationId);
  const organisation = own.find(({ row_kind }) => row_kind === 'ORGANISATION');
  if (organisation === undefined) return undefined;
  return {
    organisationId,
    ...({ type: null, ...organisation.facts } as Pick<OrganisationRecord, 'name' | 'level' | 'type'>),
    orders: own
      .filter(({ row_kind }) => row_kind === 'ORDER')
      .map(({ facts, since: on }) => ({ ...facts, on }) as OrganisationRecord['orders'][number]),
    documents: own
      .filter(({ row_kind }) => row_kind === 'DOCUMENT')
      .map(({ facts, since: on }) => ({ ...facts, on }) as OrganisationRecord['documents'][number]),
    acts: own.flatMap(({ row_kind: act, since: on, facts }) =>
      act === 'ORGANISATION' || act === 'ORDER' || act === 'DOCUMENT' ? [] : [{ act, on, facts }],
    ),
  };
};

@Injectable()
export class LeadershipQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** The organisation and, of a municipality, its schools by name; `undefined` for one not registered by that day. */
  async find(
    organisationId: Uuid,
    on: IsoDate,
  ): Promise<
    { readonly own: OrganisationRecord; readonly schools: readonly OrganisationRecord[] } | undefined
  > {
    const { rows } = await this.postgres.query<Found>({
      name: 'leadership',
      text: TEXT,
      values: [organisationId, on],
    });
    const own = recordOf(organisationId, rows);
    if (own === undefined) return undefined;
    const schools = rows
      .filter(({ row_kind, id }) => row_kind === 'ORGANISATION' && id !== organisationId)
      .flatMap(({ id }) => recordOf(id, rows) ?? [])
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return { own, schools };
  }
}
