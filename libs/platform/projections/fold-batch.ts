/** Folds a batch of events into the rows they touch, in memory. */
import { type DomainEvent, kindOf, type Recorded } from '@nastavnik/kernel';
import type { Change, ReadModel } from './read-model';
import type { Key, NetChange, Table } from './table';

interface Step<Event extends DomainEvent, Row> {
  readonly event: Recorded<Event>;
  readonly keys: readonly Key[];
  readonly fold: (row: Row | undefined, event: Recorded<Event>, key: Key) => Row | undefined;
}

export interface Plan<Event extends DomainEvent, Row> {
  readonly steps: readonly Step<Event, Row>[];
  /** Every key of the batch, once. */
  readonly keys: readonly Key[];
}

/** Which rows the events touch. Ignored events touch none. */
export const plan = <Event extends DomainEvent, Row extends object>(
  model: ReadModel<Event, Row>,
  events: readonly Recorded<Event>[],
): Plan<Event, Row> => {
  const steps: Step<Event, Row>[] = [];
  const keys = new Set<Key>();
  const projection = model.projection as unknown as Record<string, Change<Recorded<Event>, Row> | 'ignored'>;
  for (const event of events) {
    const change = projection[event.type] ?? model.rest;
    if (change === 'ignored') continue;
    if (!change && model.ignored?.includes(kindOf(event.stream))) continue;
    if (!change) throw new Error(`${model.name} says nothing about ${event.type}`);
    const touched = change.keys(event);
    const list = typeof touched === 'string' ? [touched] : touched;
    if (list.length === 0) continue;
    for (const key of list) keys.add(key);
    steps.push({ event, keys: list, fold: change.fold });
  }
  return { steps, keys: [...keys] };
};

/** Runs the plan over the rows that exist and says what is different afterwards. */
export const netChange = <Event extends DomainEvent, Row extends object>(
  table: Table<Row>,
  { steps, keys }: Plan<Event, Row>,
  existing: ReadonlyMap<Key, Row>,
): NetChange<Row> => {
  const rows = new Map<Key, Row | undefined>(existing);
  const touched = new Set<Key>();
  for (const { event, keys: own, fold } of steps) {
    for (const key of own) {
      const before = rows.get(key);
      const after = fold(before, event, key);
      if (after !== undefined && after !== before) {
        if (table.keyOf(after) !== key) {
          throw new Error(`${table.name}: the row for key ${key} says its key is ${table.keyOf(after)}`);
        }
        table.complete(after);
      }
      rows.set(key, after);
      touched.add(key);
    }
  }
  const inserted: Row[] = [];
  const updated: Row[] = [];
  const deleted: Key[] = [];
  for (const key of keys) {
    if (!touched.has(key)) continue;
    const row = rows.get(key);
    const existed = existing.has(key);
    if (row === undefined) {
      if (existed) deleted.push(key);
    } else if (!existed) inserted.push(row);
    else updated.push(row);
  }
  return { inserted, updated, deleted };
};
