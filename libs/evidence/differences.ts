/** What differs between two values of JSON, by path. */
import type { Json } from '@nastavnik/kernel';

export interface Difference {
  /** `basis.evidence.ages`; empty for the whole. */
  readonly path: string;
  readonly expected: Json | undefined;
  readonly found: Json | undefined;
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As it would stand in the log: `undefined` members are not there. */
const plain = (value: unknown): Json | undefined =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as Json);

const compare = (expected: unknown, found: unknown, path: string): readonly Difference[] => {
  if (isObject(expected) && isObject(found)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
    return names.flatMap((name) =>
      compare(expected[name], found[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (Array.isArray(expected) && Array.isArray(found) && expected.length === found.length) {
    return expected.flatMap((one, index) => compare(one, found[index], `${path}[${index}]`));
  }
  return JSON.stringify(expected) === JSON.stringify(found)
    ? []
    : [{ path, expected: plain(expected), found: plain(found) }];
};

/** Every place where they differ, deepest path each; empty when they say the same. */
export const differences = (expected: unknown, found: unknown): readonly Difference[] =>
  compare(plain(expected), plain(found), '');
