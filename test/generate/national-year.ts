/**
 * The mentoring year of a country, as a log of any length in bounded memory. A few school years are decided act by act
 * (`decided-year.ts`); every school of the country lives one of them under ids of its own. Deciders compare ids and look at nothing
 * inside them, so a renamed history is as legal as the one it was renamed from; `national-year.spec.ts` has the auditor judge some
 * again. Same seed, same log, byte for byte.
 */
import type { Json, Uuid } from '@nastavnik/kernel';
import type { StoredEvent } from '@nastavnik/platform/event-store';
import { chanceOf } from './chance';
import { type DecidedYear, decideYear } from './decided-year';

/** Events of a log of each size; XL is one national year. XS is what a test can fold in seconds. */
export const SIZES = { XS: 600, S: 20_000, M: 200_000, L: 2_000_000, XL: 20_000_000 } as const;
export type Size = keyof typeof SIZES;

/** An event with its place in its stream, serialised. */
export interface WrittenEvent {
  readonly id: Uuid;
  readonly stream: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** A school is the rarer the larger it is (Zipf): so many pairs, and how likely. */
const SCHOOL_SIZES = [5, 10, 20, 40, 80] as const;
/** Pairs that are open at once, in the country as it is told. */
const OPEN_PAIRS = 500;
const SCHOOLS_IN_MUNICIPALITY = 16;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const UUID_LENGTH = 36;

/** Text with places for ids: `[offset, number of the id, …]`. */
interface Template {
  readonly bytes: Buffer;
  readonly holes: Int32Array;
}
interface EventTemplate {
  readonly id: number;
  readonly stream: Template;
  readonly revision: bigint;
  readonly type: string;
  readonly data: Template;
  readonly metadata: Template;
}
interface SchoolTemplate {
  readonly pairs: number;
  readonly ids: number;
  /** Registers the municipality, which its schools share. */
  readonly first: EventTemplate;
  readonly events: readonly EventTemplate[];
}

const templateOf = (pairs: number, { municipalityId, events }: DecidedYear): SchoolTemplate => {
  // The municipality is id 0.
  const ids = new Map<Uuid, number>([[municipalityId, 0]]);
  const numberOf = (id: Uuid): number => {
    const number = ids.get(id) ?? ids.size;
    ids.set(id, number);
    return number;
  };
  const template = (text: string): Template => {
    const holes = [...text.matchAll(UUID)].flatMap(({ index, 0: id }) => [
      Buffer.byteLength(text.slice(0, index)),
      numberOf(id),
    ]);
    return { bytes: Buffer.from(text), holes: Int32Array.from(holes) };
  };
  const [first, ...rest] = events.map(({ id, stream, revision, type, raw }): EventTemplate => ({
    ...{ id: numberOf(id), stream: template(stream), revision, type },
    data: template(raw.data.toString()),
    metadata: template(raw.metadata.toString()),
  }));
  return { pairs, ids: ids.size, first: first!, events: rest };
};

/** A bijection of 32-bit numbers (the finaliser of MurmurHash3). */
const mix = (value: number): number => {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};
const hex8 = (value: number): string => value.toString(16).padStart(8, '0');

/** Different for every owner and number: both go in by bijections. */
const writeId = (into: Buffer, at: number, owner: number, number: number): void => {
  const high = mix(owner);
  const low = mix(number ^ high);
  const [a, b, more] = [hex8(low), hex8(high), hex8(mix(low ^ (high >>> 1)))];
  into.write(
    `${a}-${b.slice(0, 4)}-4${more.slice(0, 3)}-8${more.slice(3, 6)}-${b.slice(4)}${a}`,
    at,
    UUID_LENGTH,
    'latin1',
  );
};

const idAt = (ids: Buffer, number: number): string =>
  ids.toString('latin1', number * UUID_LENGTH, (number + 1) * UUID_LENGTH);

const filled = ({ bytes, holes }: Template, ids: Buffer): Buffer => {
  const text = Buffer.allocUnsafe(bytes.length);
  text.set(bytes);
  for (let hole = 0; hole < holes.length; hole += 2) {
    const from = holes[hole + 1]! * UUID_LENGTH;
    ids.copy(text, holes[hole]!, from, from + UUID_LENGTH);
  }
  return text;
};

const written = (event: EventTemplate, ids: Buffer): WrittenEvent => ({
  id: idAt(ids, event.id),
  stream: filled(event.stream, ids).toString('latin1'),
  revision: event.revision,
  type: event.type,
  data: filled(event.data, ids),
  metadata: filled(event.metadata, ids),
});

/** A school under way. */
interface School {
  readonly template: SchoolTemplate;
  readonly ids: Buffer;
  next: number;
}

export interface NationalYear {
  /** The log from its beginning, each time anew; at least `events` of them, every school to its end. */
  log(): Generator<WrittenEvent, void>;
}

/** Decides the years that the country is made of: some seconds. @param seed of everything */
export const nationalYear = async (events: number, seed = 62): Promise<NationalYear> => {
  const small = events < SIZES.S;
  const templates = await Promise.all(
    SCHOOL_SIZES.map(async (size, index) => {
      const pairs = small ? index + 1 : size;
      return templateOf(pairs, await decideYear(seed + index, pairs));
    }),
  );
  // As many pairs live in schools of each size.
  const weights = templates.map(({ pairs }) => Math.round(1_000 / pairs));
  const all = weights.reduce((sum, weight) => sum + weight, 0);

  const log = function* (): Generator<WrittenEvent, void> {
    const chance = chanceOf(seed);
    const drawn = (): SchoolTemplate => {
      let at = chance.below(all);
      return templates[weights.findIndex((weight) => (at -= weight) < 0)]!;
    };
    let schools = 0;
    let promised = 0;
    let openPairs = 0;
    const open: School[] = [];
    for (;;) {
      while (promised < events && openPairs < OPEN_PAIRS) {
        const template = drawn();
        const number = schools++;
        const ids = Buffer.allocUnsafe(template.ids * UUID_LENGTH);
        writeId(ids, 0, seed + 0x40000000 + Math.floor(number / SCHOOLS_IN_MUNICIPALITY), 0);
        for (let id = 1; id < template.ids; id += 1) writeId(ids, id * UUID_LENGTH, seed + number, id);
        open.push({ template, ids, next: 0 });
        openPairs += template.pairs;
        promised += template.events.length;
        if (number % SCHOOLS_IN_MUNICIPALITY === 0) {
          promised += 1;
          yield written(template.first, ids);
        }
      }
      if (open.length === 0) return;
      const at = chance.below(open.length);
      const school = open[at]!;
      yield written(school.template.events[school.next++]!, school.ids);
      if (school.next < school.template.events.length) continue;
      openPairs -= school.template.pairs;
      open[at] = open.at(-1)!;
      open.pop();
    }
  };
  return { log };
};

/** As a reader finds it in the log. */
export const storedAt = (event: WrittenEvent, position: bigint): StoredEvent => ({
  ...{ id: event.id, stream: event.stream, revision: event.revision, position, type: event.type },
  raw: { data: event.data, metadata: event.metadata },
  data: JSON.parse(event.data.toString()) as Json,
  metadata: JSON.parse(event.metadata.toString()) as Json,
  created: '2024-01-01T00:00:00.000Z',
});
