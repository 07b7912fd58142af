/** Every event ever stored is read for ever: one golden sample for each stored name and version. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnknownStoredType, type DomainEvent } from '@nastavnik/kernel';
import {
  activity,
  agreement,
  appeal,
  audit,
  award,
  campaign,
  CATEGORIES,
  categoryOf,
  categoryOfEvent,
  consent,
  council,
  describeEvent,
  domainCodec,
  governance,
  idOf,
  indicators,
  municipality,
  order,
  pair,
  participant,
  practice,
  regulation,
  roadmap,
  school,
  site,
  streamOf,
  type Category,
} from './index';

const folderOf = (storedType: string): string => join(__dirname, storedType.split('.', 1)[0]!, 'samples');
const fileOf = (storedType: string): string => join(folderOf(storedType), `${storedType}.json`);
const sample = (storedType: string): unknown => JSON.parse(readFileSync(fileOf(storedType), 'utf8'));
const isCurrent = (storedType: string): boolean =>
  domainCodec.encode(domainCodec.decode(storedType, sample(storedType))).type === storedType;

describe.each(domainCodec.storedTypes)('%s', (storedType) => {
  it('has a golden sample that is still read', () => {
    expect(existsSync(fileOf(storedType))).toBe(true);
    const event = domainCodec.decode(storedType, sample(storedType));
    expect(event.data).toMatchObject({
      effectiveOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/u) as unknown,
      basis: { rules: expect.any(Array) as unknown, evidence: expect.any(Object) as unknown },
    });
    if (isCurrent(storedType)) {
      expect(domainCodec.encode(event)).toEqual({ type: storedType, data: sample(storedType) });
    }
  });
  it('reads as a Russian sentence, without ids and ISO dates', () => {
    const sentence = describeEvent(domainCodec.decode(storedType, sample(storedType)));
    expect(sentence).toMatch(/^[А-ЯЁ\d].*[.!]$/su);
    expect(sentence).not.toMatch(/\d{4}-\d{2}-\d{2}|undefined|\[object/u);
  });
});

it('no sample is left that the codec does not read', () => {
  const written = CATEGORIES.flatMap((category) =>
    readdirSync(join(__dirname, category, 'samples')).map((file) => file.replace(/\.json$/u, '')),
  );
  expect(written.sort()).toEqual([...domainCodec.storedTypes].sort());
});

it('an unknown name or version stops the reader', () => {
  expect(() => domainCodec.decode('pair.vanished.v1', {})).toThrow(UnknownStoredType);
  expect(() => domainCodec.decode('school.registered.v99', {})).toThrow(UnknownStoredType);
});

it('samples of an aggregate fold into a state', () => {
  const deciders = {
    municipality,
    school,
    regulation,
    order,
    participant,
    consent,
    council,
    audit,
    award,
    agreement,
    appeal,
    roadmap,
    activity,
    campaign,
    practice,
    site,
    governance,
    indicators,
  };
  const events = domainCodec.storedTypes
    .filter(isCurrent)
    .map((type) => domainCodec.decode(type, sample(type)));
  for (const [category, decider] of Object.entries(deciders)) {
    const { initial, evolve } = decider as unknown as {
      initial: unknown;
      evolve: (state: unknown, event: DomainEvent) => unknown;
    };
    const own = events
      .filter((event) => categoryOfEvent(event) === category)
      .sort((a, b) => (a.data.effectiveOn < b.data.effectiveOn ? -1 : 1));
    expect(own.reduce(evolve, initial)).not.toEqual(initial);
  }
  expect(pair.initial).toBeDefined();
});

it('streams are named by category and id, and read back', () => {
  const uuid = '3f2c8f6e-0000-4000-8000-000000000062';
  for (const category of CATEGORIES) {
    const stream = streamOf[category](uuid);
    expect<[Category | undefined, string]>([categoryOf(stream), idOf(stream)]).toEqual([category, uuid]);
  }
  expect([categoryOf('$ce-pair'), categoryOf('pair'), categoryOf('')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
