/** The sample is the one that docs/sampling.md describes: its vector, its shell line, and no other whatever the order of the population. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { sampleOf } from '.';

const page = readFileSync(path.join(__dirname, '../../docs/sampling.md'), 'utf8');
const seed = /with the seed\n`([^`]+)`/.exec(page)![1]!;
const vector = /drawn:\n\n```\n([\s\S]*?)```/.exec(page)![1]!.trim().split('\n');
const shell = /```sh\n([\s\S]*?)```/.exec(page)![1]!;

it('draws the vector of the page in its order', () => {
  expect(vector).toHaveLength(5);
  expect(sampleOf(seed, [...vector].sort(), 5)).toEqual(vector);
  expect(sampleOf(seed, [...vector].reverse(), 2)).toEqual(vector.slice(0, 2));
  expect(sampleOf(`${seed}5`, vector, 5)).not.toEqual(vector);
});

it('is what the line of the page draws with sha256sum', () => {
  const drawn = execFileSync('sh', ['-c', shell], {
    input: `${[...vector].sort().join('\n')}\n`,
    env: { ...process.env, SEED: seed, SIZE: '3', LC_ALL: 'C' },
    encoding: 'utf8',
  });
  expect(drawn.trim().split('\n')).toEqual(sampleOf(seed, vector, 3));
});

it('does not depend on the order of the population; a larger sample begins with the smaller one; nobody is drawn twice', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.uuid(), { minLength: 1, maxLength: 30 }),
      fc.nat(30),
      (by, ids, size) => {
        const all = sampleOf(by, ids, ids.length);
        expect(new Set(all)).toEqual(new Set(ids));
        expect(all.length).toBe(new Set(ids).size);
        expect(sampleOf(by, [...ids].reverse(), size)).toEqual(all.slice(0, size));
      },
    ),
  );
});
