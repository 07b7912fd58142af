/**
 * What the author of a read model writes: a table (a TypeORM entity) and, for every event type of the log, how it
 * changes rows, or `'ignored'`. Batching, bulk writes, checkpoints and rebuilds are the runner's business.
 */
import type { DomainEvent, Recorded } from '@nastavnik/kernel';

/** Rows of the model that an event changes, each by its key, one fold per row. `undefined` from `fold` deletes the row. */
export interface Change<Event, Row> {
  /** Primary key values of the rows the event touches; none, one or many. */
  readonly keys: (event: Event) => string | readonly string[];
  readonly fold: (row: Row | undefined, event: Event, key: string) => Row | undefined;
}

/** `'ignored'` is said aloud: a forgotten event type does not compile. */
export type Projection<Event extends DomainEvent, Row> = {
  readonly [Type in Event['type']]:
    Change<Recorded<Extract<Event, { readonly type: Type }>>, Row> | 'ignored';
};

export interface ReadModel<Event extends DomainEvent, Row extends object> {
  /** Kebab case; names the checkpoint and the metrics. */
  readonly name: string;
  /** TypeORM entity of the live table; exactly one primary column of type text. Column property names equal `Row`'s. */
  readonly entity: new () => Row;
  readonly projection: Projection<Event, Row>;
  /** How the model is changed by any event that the projection does not speak of; without it there must be none. */
  readonly rest?: Change<Recorded<Event>, Row>;
  /** Kinds of streams (`council` of `council-<id>`) of whose events the projection need not speak: all are ignored. */
  readonly ignored?: readonly string[];
}

/** Keeps the row type of the projection and forgets it for the registry. */
export const defineReadModel = <Event extends DomainEvent, Row extends object>(
  model: ReadModel<Event, Row>,
): ReadModel<Event, Row> => model;
