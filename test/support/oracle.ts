/** What every register must say, by folding the whole log in plain memory, one event after the other; and what it says. */
import { domainCodec, type DomainEvents } from '@nastavnik/domain';
import { kindOf, type Recorded } from '@nastavnik/kernel';
import { type EventStore, type StoredEvent, toRecorded } from '@nastavnik/platform/event-store';
import { openDataSource } from '@nastavnik/platform/postgres';
import { readModels } from '@nastavnik/read-models';

type Row = { readonly [column: string]: unknown };
export type Tables = { readonly [model: string]: readonly Row[] };

const plain = (row: object): Row =>
  JSON.parse(
    JSON.stringify(row, (_, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : (value ?? null),
    ),
  ) as Row;

const sorted = (rows: Iterable<readonly [string, object]>): readonly Row[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => plain(row));

/** The whole log, in order. */
export const wholeLog = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.position;
    const page = await store.readAll({ maxCount: 10_000, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return events;
    events.push(...page);
  }
};

/** Every read model folded from zero, rows in the order of their keys. */
export const foldedTables = (log: readonly StoredEvent[]): Tables => {
  const events = log.map((stored) => toRecorded(domainCodec, stored));
  return Object.fromEntries(
    readModels.map(({ name, projection, ignored, rest }) => {
      const rows = new Map<string, object>();
      for (const event of events) {
        const change = (projection[event.type] ?? rest) as
          | undefined
          | 'ignored'
          | {
              keys: (event: Recorded<DomainEvents>) => string | readonly string[];
              fold: (
                row: object | undefined,
                event: Recorded<DomainEvents>,
                key: string,
              ) => object | undefined;
            };
        if (change === 'ignored' || (change === undefined && ignored?.includes(kindOf(event.stream))))
          continue;
        if (change === undefined) throw new Error(`${name} says nothing about ${event.type}`);
        const keys = change.keys(event);
        for (const key of typeof keys === 'string' ? [keys] : keys) {
          const row = change.fold(rows.get(key), event, key);
          if (row) rows.set(key, row);
          else rows.delete(key);
        }
      }
      return [name, sorted(rows)];
    }),
  );
};

/** Every read model as its live table stands, rows in the order of their keys. */
export const liveTables = async (databaseUrl: string): Promise<Tables> => {
  const source = await openDataSource(databaseUrl, { entities: readModels.map(({ entity }) => entity) });
  try {
    const found: [string, readonly Row[]][] = [];
    for (const { name, entity } of readModels) {
      const key = source.getMetadata(entity).primaryColumns[0]!.propertyName;
      const rows = await source.getRepository<Row>(entity).find();
      found.push([name, sorted(rows.map((row) => [String(row[key]), row] as const))]);
    }
    return Object.fromEntries(found);
  } finally {
    await source.destroy();
  }
};
