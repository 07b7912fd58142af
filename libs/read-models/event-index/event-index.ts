/**
 * Index of the log: of every event, whose it is, when it was recorded and from when it counts. No payload. Tells which events make
 * up an organisation's past on both axes, as of a day and as known on a day, so that the past can be folded from the log again.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DomainEvents } from '@nastavnik/domain';
import type { Instant, IsoDate, Recorded, Uuid } from '@nastavnik/kernel';
import { defineReadModel, type Projection } from '@nastavnik/platform/projections';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { pairsIn } from '../register';

@Entity('event_index')
export class EventIndexRow {
  /** Event id. */
  @PrimaryColumn({ type: 'text' }) id!: Uuid;
  @Column({ type: 'text' }) stream!: string;
  @Column({ type: 'bigint' }) revision!: string;
  @Column({ type: 'bigint' }) position!: string;
  /** School or municipality in whose stream it stands. */
  @Column({ name: 'organisation_id', type: 'text' }) organisationId!: Uuid;
  /** Of a school, where the event says it: at its registration. */
  @Column({ name: 'municipality_id', type: 'text', nullable: true }) municipalityId!: Uuid | null;
  @Column({ name: 'recorded_at', type: 'text' }) recordedAt!: Instant;
  @Column({ name: 'effective_on', type: 'text' }) effectiveOn!: IsoDate;
  /** Name of what it recorded, where that can turn out to be a mistake. */
  @Column({ type: 'text', nullable: true }) fact!: string | null;
  /** The fact that it says was recorded by mistake: it counts from the day of that one. */
  @Column({ type: 'text', nullable: true }) corrects!: string | null;
  /** Pairs that an order or an appeal names: their own streams do not know each. */
  @Column({ type: 'text', array: true }) pairs!: Uuid[];
}
type Row = EventIndexRow;

interface Owned {
  readonly organisationId?: Uuid;
  readonly schoolId?: Uuid;
  readonly municipalityId?: Uuid;
}

const entry = (event: Recorded<DomainEvents>): Row => {
  const { organisationId, schoolId, municipalityId } = event.data as Owned;
  const owner = organisationId ?? schoolId ?? municipalityId;
  if (owner === undefined) throw new Error(`${event.type} does not say whose it is`);
  return {
    id: event.id,
    stream: event.stream,
    revision: event.revision.toString(),
    position: event.position.toString(),
    organisationId: owner,
    municipalityId: municipalityId === undefined || municipalityId === owner ? null : municipalityId,
    recordedAt: event.stamp.recordedAt,
    effectiveOn: event.data.effectiveOn,
    fact: null,
    corrects: null,
    pairs: [],
  };
};

const indexed = <Event extends Recorded<DomainEvents>>(more: (event: Event) => Partial<Row>) => ({
  keys: (event: Event) => event.id,
  fold: (_: Row | undefined, event: Event): Row => ({ ...entry(event), ...more(event) }),
});

interface Done {
  readonly roadmapId: Uuid;
  readonly itemId: Uuid;
  readonly byOrganisationId: Uuid;
  readonly dueDay?: IsoDate;
}
const meeting = ({ pairId, number }: { readonly pairId: Uuid; readonly number: number }): string =>
  `meeting:${pairId}:${number}`;
const completion = ({ roadmapId, itemId, byOrganisationId, dueDay }: Done): string =>
  `completion:${roadmapId}:${itemId}:${byOrganisationId}:${dueDay ?? ''}`;

/** What names pairs from outside. */
const named = {
  OrderIssued: indexed(({ data }) => ({ pairs: [...pairsIn(data.content)] })),
  ComplaintRegistered: indexed(({ data }) => ({ pairs: data.pairId === undefined ? [] : [data.pairId] })),
  DisputeRaised: indexed(({ data }) => ({ pairs: [data.pairId] })),
} satisfies Partial<Projection<DomainEvents, Row>>;

/** A record made by mistake is struck out from its own day on, whenever the mistake is noticed; all else counts from its day. */
const corrections = {
  MeetingHeld: indexed(({ data }) => ({ fact: meeting(data) })),
  MeetingRecordCancelled: indexed(({ data }) => ({ corrects: meeting(data) })),
  RoadmapItemCompleted: indexed(({ data }) => ({ fact: completion(data) })),
  RoadmapItemReopened: indexed(({ data }) => ({ corrects: completion(data) })),
} satisfies Partial<Projection<DomainEvents, Row>>;

export const eventIndex = defineReadModel<DomainEvents, Row>({
  name: 'event-index',
  entity: EventIndexRow,
  // What is not there falls to `rest`.
  projection: { ...corrections, ...named } as unknown as Projection<DomainEvents, Row>,
  rest: indexed(() => ({})),
});

/** Which events. */
export interface PastQuestion {
  /** A school, with its municipality's own acts; a municipality, with those of its schools. Absent: everybody. */
  readonly organisationId?: Uuid;
  /** Of a school: the whole of its municipality. */
  readonly wholeMunicipality?: boolean;
  /** As of this day: what had taken effect by its end. */
  readonly on?: IsoDate;
  /** As known then: what had been recorded before this moment. */
  readonly recordedBefore?: Instant;
  /** Last position to look at. */
  readonly upTo: bigint;
}

export interface PairsQuestion {
  /** A school; a municipality with all its schools. */
  readonly organisationId: Uuid;
  readonly upTo: bigint;
  /** Stream of the last pair of the page before. */
  readonly after?: string;
  readonly limit: number;
}

/** A pair by its stream. */
export interface IndexedPair {
  readonly stream: string;
  readonly schoolId: Uuid;
}

/** Where an event stands. */
export interface Place {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

const TEXT = `
  with asked as (
    select coalesce(case when $2 then (select municipality_id from event_index
      where organisation_id = $1 and municipality_id is not null limit 1) end, $1) as id
  ), owners as (
    select id from asked
    union select municipality_id from event_index, asked where organisation_id = asked.id and municipality_id is not null
    union select organisation_id from event_index, asked where municipality_id = asked.id
  )
  select e.stream, e.revision, e.position from event_index e
  where ($1::text is null or e.organisation_id in (select id from owners)) and e.position > $5 and e.position <= $6
    and ($4::text is null or e.recorded_at < $4)
    and ($3::text is null
      or coalesce((select f.effective_on from event_index f where e.corrects is not null
        and f.fact = e.corrects and f.position < e.position order by f.position desc limit 1), e.effective_on) <= $3
      or (e.revision = 0 and exists (select from event_index s where s.stream = e.stream and s.effective_on <= $3
        and s.position <= $6 and ($4::text is null or s.recorded_at < $4))))
  order by e.position limit $7`;

@Injectable()
export class EventIndexQuery {
  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** Pairs that an organisation had by a position, in the order of their streams. */
  async pairsOf({ organisationId, upTo, after = '', limit }: PairsQuestion): Promise<readonly IndexedPair[]> {
    const { rows } = await this.postgres.query<IndexedPair>(
      `select stream, organisation_id as "schoolId" from event_index
       where stream collate "C" > $3 and stream like 'pair-%' and revision = 0 and position <= $2
         and (organisation_id = $1
           or organisation_id in (select organisation_id from event_index where municipality_id = $1))
       order by stream collate "C" limit $4`,
      [organisationId, upTo.toString(), after, limit],
    );
    return rows;
  }

  /** Streams of orders and appeals that name a pair. */
  async naming(pairId: Uuid): Promise<readonly string[]> {
    const { rows } = await this.postgres.query<{ stream: string }>(
      `select distinct stream from event_index where pairs <> '{}' and pairs @> array[$1::text]`,
      [pairId],
    );
    return rows.map(({ stream }) => stream);
  }

  /**
   * A page in the order of the log, after a position. The first event of a stream counts as soon as any of them does: an
   * order dated back may name a pair, or a school, that was registered later.
   */
  async find(question: PastQuestion, after: bigint, limit: number): Promise<readonly Place[]> {
    const { organisationId = null, wholeMunicipality = false, on = null, recordedBefore = null } = question;
    const { rows } = await this.postgres.query<{ stream: string; revision: string; position: string }>(TEXT, [
      ...[organisationId, wholeMunicipality, on, recordedBefore],
      ...[after.toString(), question.upTo.toString(), limit],
    ]);
    return rows.map(({ stream, revision, position }) => ({
      stream,
      revision: BigInt(revision),
      position: BigInt(position),
    }));
  }
  /** Every stream in which an organisation had an event by a position, that position included; of a school, not its municipality's. */
  async streamsOf(organisationId: Uuid, upTo: bigint, below = false): Promise<readonly string[]> {
    const { rows } = await this.postgres.query<{ stream: string }>(
      `select distinct stream from event_index where position <= $2 and (organisation_id = $1
         or ($3 and organisation_id in (select organisation_id from event_index where municipality_id = $1)))
       order by stream`,
      [organisationId, upTo.toString(), below],
    );
    return rows.map(({ stream }) => stream);
  }

  /** Events of the log after a position up to another, at most so many. */
  async count(after: bigint, upTo: bigint, atMost: number): Promise<number> {
    const { rows } = await this.postgres.query<{ count: number }>(
      `select count(*)::integer as count from (
         select from event_index where position > $1 and position <= $2 order by position limit $3) as counted`,
      [after.toString(), upTo.toString(), atMost],
    );
    return rows[0]!.count;
  }
}
