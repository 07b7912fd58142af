/** What every register shares: answers as JSON text straight from PostgreSQL, paging by cursor, the statuses of a pair. */
import type { Pool } from 'pg';
import type { Category, DomainEvents, EventOf, OrderContent } from '@nastavnik/domain';
import type { Uuid } from '@nastavnik/kernel';
import { defineReadModel, type Projection, type ReadModel } from '@nastavnik/platform/projections';

/**
 * `readModelOf(PairRow)({ … })`: a read model over the log, with the kinds of streams it looks at event by event, and those
 * `ignored` as a whole. The compiler says which event is missing.
 */
export const readModelOf =
  <Row extends object>(entity: new () => Row) =>
  <const Ignored extends readonly Category[]>(model: {
    /** Kebab case; names the checkpoint and the metrics. */
    readonly name: string;
    readonly ignored: Ignored;
    readonly projection: Projection<EventOf[Exclude<Category, Ignored[number]>], Row>;
  }): ReadModel<DomainEvents, Row> =>
    defineReadModel<DomainEvents, Row>({ ...model, entity } as unknown as ReadModel<DomainEvents, Row>);

/** JSON text of a `T`. Sent as it is where nothing is to be added; `parse` where something is. */
export type JsonText<T> = string & { readonly json?: T };

export const parse = <T>(text: JsonText<T>): T => JSON.parse(text) as T;

/** One organisation, or several: those of a municipality or of a region. */
export type Organisations = Uuid | readonly Uuid[];
export const organisationsOf = (asked: Organisations): readonly Uuid[] => [asked].flat();

/** Pairs an order decides about, each once. */
export const pairsIn = (content: OrderContent): readonly Uuid[] =>
  'pairs' in content ? [...new Set(content.pairs.map(({ pairId }) => pairId))] : [];

/** PROPOSED until the order; SUSPENDED while a consent is missing; COMPLETED by its programme; ENDED early by order. */
export const PAIR_STATUSES = ['PROPOSED', 'ACTIVE', 'SUSPENDED', 'COMPLETED', 'ENDED'] as const;
export type PairStatus = (typeof PAIR_STATUSES)[number];

/** Largest page a query gives. */
export const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

export interface Paging<Sort extends string> {
  /** 1 to 200; 50 by default. */
  readonly limit?: number;
  /** `next` of the page before, asked with the same sort. */
  readonly cursor?: string;
  /** Ascending; descending with a leading `-`. */
  readonly sort?: Sort | `-${Sort}`;
}

export interface Page<Entry> {
  readonly items: readonly Entry[];
  /** Cursor of the following page; `null` on the last. */
  readonly next: string | null;
}

/** The cursor was not made by this query. */
export class BadCursor extends Error {
  constructor() {
    super('the cursor is not one that this query gave');
    this.name = 'BadCursor';
  }
}

/** Where a page ends, opaque to its reader. */
export const cursorOf = (sort: string, id: string): string =>
  Buffer.from(JSON.stringify([sort, id])).toString('base64url');

/** @throws BadCursor */
export const readCursor = (cursor: string): readonly [string, string] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === 2 && parts.every((part) => typeof part === 'string')) {
      return parts as unknown as readonly [string, string];
    }
  } catch {
    // falls through to the one error a reader can act on
  }
  throw new BadCursor();
};

/** One register in SQL. `r` is the row that an item stands for; its primary key is `r.id`. */
export interface RegisterSql<Sort extends string> {
  /** Names the prepared statements. */
  readonly name: string;
  /** Expression of type json: one item. */
  readonly item: string;
  /** `from` and `where`, with `$1`… for the filters. */
  readonly from: string;
  /** Text expressions, never null. The first is the default. */
  readonly sorts: { readonly [Name in Sort]: string };
}

/** @throws BadCursor */
export const findPage = async <Entry, Sort extends string>(
  postgres: Pool,
  sql: RegisterSql<Sort>,
  filters: readonly unknown[],
  paging: Paging<Sort>,
): Promise<JsonText<Page<Entry>>> => {
  const asked = paging.sort ?? (Object.keys(sql.sorts)[0] as Sort);
  const descending = asked.startsWith('-');
  const by = sql.sorts[(descending ? asked.slice(1) : asked) as Sort];
  if (by === undefined) throw new RangeError(`${sql.name} has no sort ${asked}`);
  const limit = Math.min(Math.max(Math.trunc(paging.limit ?? DEFAULT_LIMIT), 1), MAX_LIMIT);
  const after = paging.cursor === undefined ? [null, null] : readCursor(paging.cursor);
  const at = (offset: number): string => `$${filters.length + offset}`;
  const direction = descending ? 'desc' : 'asc';
  const { rows } = await postgres.query<{ item: string; sort: string; id: string }>({
    name: `${sql.name}:${asked}`,
    text: `select (${sql.item})::text as item, ${by} as sort, r.id ${sql.from}
      and (${at(1)}::text is null or (${by}, r.id) ${descending ? '<' : '>'} (${at(1)}, ${at(2)}::text))
      order by ${by} ${direction}, r.id ${direction} limit ${at(3)}::int`,
    // One more than asked tells whether a page follows.
    values: [...filters, ...after, limit + 1],
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? cursorOf(last.sort, last.id) : null;
  return `{"items":[${items.map((row) => row.item).join(',')}],"next":${JSON.stringify(next)}}`;
};

/** The same list with one more, once. */
export const including = <T>(list: readonly T[], item: T): T[] =>
  list.includes(item) ? [...list] : [...list, item];

export const without = <T>(list: readonly T[], item: T): T[] => list.filter((other) => other !== item);

/**
 * How an event changes the one row that it names, if that row is there: `const pair = changeOf<Row, 'pairId'>('pairId')`.
 * An event about nobody known changes nothing.
 */
export const changeOf =
  <Row, Key extends string>(key: Key) =>
  <Event extends { readonly data: { readonly [K in Key]: Uuid } }>(
    change: (row: Row, event: Event) => Partial<Row>,
  ) => ({
    keys: (event: Event): Uuid => event.data[key],
    fold: (row: Row | undefined, event: Event): Row | undefined => row && { ...row, ...change(row, event) },
  });
