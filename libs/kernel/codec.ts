/** Stored names and old shapes: how an event survives years on disk and a rename in the code. */
import type { DomainEvent } from './event';

/** Turns the data of one stored version into the next. Pure. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- old shapes have no type of their own any more
export type Upcaster = (data: any) => any;

/** How one event type is stored. `upcasters[0]` lifts v1 to v2 and so on; the current version is `upcasters.length + 1`. */
export interface StoredType {
  /** A name we chose, without version: `pair.fixed`. On disk: `pair.fixed.v1`. */
  readonly name: string;
  readonly upcasters: readonly Upcaster[];
}

/** One entry for each event type of an aggregate: the compiler says which is missing. */
export type StoredTypes<Event extends DomainEvent> = { readonly [Type in Event['type']]: StoredType };

export interface Codec<Event extends DomainEvent> {
  encode(event: Event): { readonly type: string; readonly data: Event['data'] };
  /** @throws UnknownStoredType for a name or version this code does not know: a reader must stop, not skip. */
  decode(storedType: string, data: unknown): Event;
  /** Every stored type this codec reads, current and old. */
  readonly storedTypes: readonly string[];
}

export class UnknownStoredType extends Error {
  constructor(readonly storedType: string) {
    super(
      `unknown stored event type "${storedType}": this build is older than the log, or the log is not ours`,
    );
    this.name = 'UnknownStoredType';
  }
}

export const codecOf = <Event extends DomainEvent>(types: StoredTypes<Event>): Codec<Event> => {
  const byStored = new Map<string, { type: Event['type']; pending: readonly Upcaster[] }>();
  const current = new Map<string, string>();
  for (const [type, stored] of Object.entries(types) as [Event['type'], StoredType][]) {
    for (let version = 1; version <= stored.upcasters.length + 1; version++) {
      byStored.set(`${stored.name}.v${version}`, { type, pending: stored.upcasters.slice(version - 1) });
    }
    current.set(type, `${stored.name}.v${stored.upcasters.length + 1}`);
  }
  return {
    encode: (event) => {
      const stored = current.get(event.type);
      if (stored === undefined) throw new UnknownStoredType(event.type);
      return { type: stored, data: event.data };
    },
    decode: (storedType, data) => {
      const known = byStored.get(storedType);
      if (known === undefined) throw new UnknownStoredType(storedType);
      const lifted: unknown = known.pending.reduce<unknown>((shape, lift) => lift(shape), data);
      return { type: known.type, data: lifted } as Event;
    },
    storedTypes: [...byStored.keys()],
  };
};
