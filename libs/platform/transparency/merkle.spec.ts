/** The tree against values that others have published, and against its own definition at any size. */
import fc from 'fast-check';
import {
  consistencyPath,
  emptyRoot,
  type Hash,
  inclusionPath,
  joined,
  leafHash,
  type Range,
  subtreesOf,
  treeHash,
  verifyConsistency,
  verifyInclusion,
} from '.';
import { eightLeaves, happyPaths, refused } from './vectors.testing';

/** Leaf hashes of a log of any size. */
const leaves = (size: number): Hash[] =>
  Array.from({ length: size }, (_, n) => leafHash(Buffer.from(`leaf ${n}`)));

/** A hash as whoever stores full subtrees would make it. */
const hashOf = (log: readonly Hash[], range: Range): Hash =>
  joined(
    subtreesOf(range).map(({ height, index }) =>
      treeHash(log.slice(index * 2 ** height, (index + 1) * 2 ** height)),
    ),
  );
const proofOf = (log: readonly Hash[], path: readonly Range[]): Hash[] =>
  path.map((range) => hashOf(log, range));

/** The same bytes with one bit of one byte changed. */
const flipped = (bytes: Buffer, at: number, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at % copy.length]! ^= 1 << bit;
  return copy;
};

describe('published values', () => {
  const { inputs, leafHashes, roots } = eightLeaves;

  test('leaf hashes and the root of every size, the empty tree among them', () => {
    expect(inputs.map(leafHash)).toEqual(leafHashes);
    expect(emptyRoot()).toEqual(roots[0]);
    roots.forEach((root, size) => {
      expect(treeHash(leafHashes.slice(0, size))).toEqual(root);
      expect(hashOf(leafHashes, { from: 0, to: size })).toEqual(root);
    });
  });

  test.each(happyPaths.inclusion)(
    'inclusion of leaf $index in a tree of $size',
    ({ index, size, leaf, root, proof }) => {
      expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
      if (leafHashes[index]?.equals(leaf))
        expect(proofOf(leafHashes, inclusionPath(index, size))).toEqual(proof);
    },
  );

  test.each(happyPaths.consistency)(
    'consistency of $first with $second',
    ({ first, second, root1, root2, proof }) => {
      expect(verifyConsistency({ size: first, root: root1 }, { size: second, root: root2 }, proof)).toBe(
        true,
      );
      if (roots[second]?.equals(root2))
        expect(proofOf(leafHashes, consistencyPath(first, second))).toEqual(proof);
    },
  );

  test.each(refused.consistency)('not accepted: $why', ({ first, second, root1, root2, proof }) => {
    expect(verifyConsistency({ size: first, root: root1 }, { size: second, root: root2 }, proof)).toBe(false);
  });
  test.each(refused.inclusion)('not accepted: $why', ({ index, size, leaf, root, proof }) => {
    expect(verifyInclusion(leaf, index, size, proof, root)).toBe(false);
  });
});

const SIZES = fc.integer({ min: 1, max: 700 });
const LOG = leaves(700);

test('any leaf of a tree of any size is proved, by no more hashes than the tree is high', () => {
  fc.assert(
    fc.property(SIZES, fc.nat(), (size, n) => {
      const index = n % size;
      const proof = proofOf(LOG, inclusionPath(index, size));
      expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
      expect(verifyInclusion(LOG[index]!, index, size, proof, treeHash(LOG.slice(0, size)))).toBe(true);
    }),
  );
});

test('a changed bit, another leaf, another index, a hash more or less: no inclusion', () => {
  fc.assert(
    fc.property(SIZES, fc.nat(), fc.nat(), fc.nat({ max: 7 }), (size, n, at, bit) => {
      const index = n % size;
      const root = treeHash(LOG.slice(0, size));
      const proof = proofOf(LOG, inclusionPath(index, size));
      const leaf = LOG[index]!;
      const bad = (...claim: Parameters<typeof verifyInclusion>): void =>
        expect(verifyInclusion(...claim)).toBe(false);
      bad(flipped(leaf, at, bit), index, size, proof, root);
      bad(leaf, index, size, proof, flipped(root, at, bit));
      proof.forEach((hash, step) => bad(leaf, index, size, proof.with(step, flipped(hash, at, bit)), root));
      bad(leaf, index, size, [...proof, LOG[at % 700]!], root);
      if (proof.length > 0) bad(leaf, index, size, proof.slice(1), root);
      if (size > 1) bad(leaf, (index + 1) % size, size, proof, root);
      bad(leaf, index + size, size, proof, root);
      bad(leaf, -1, size, proof, root);
    }),
  );
});

test('a tree of any size is proved a prefix of any larger one, and of no other', () => {
  fc.assert(
    fc.property(SIZES, fc.nat(), fc.nat(), fc.nat({ max: 7 }), (size, n, at, bit) => {
      const second = { size, root: treeHash(LOG.slice(0, size)) };
      const first = { size: 1 + (n % size), root: treeHash(LOG.slice(0, 1 + (n % size))) };
      const proof = proofOf(LOG, consistencyPath(first.size, size));
      expect(verifyConsistency(first, second, proof)).toBe(true);
      const bad = (...claim: Parameters<typeof verifyConsistency>): void =>
        expect(verifyConsistency(...claim)).toBe(false);
      bad({ ...first, root: flipped(first.root, at, bit) }, second, proof);
      bad(first, { ...second, root: flipped(second.root, at, bit) }, proof);
      proof.forEach((hash, step) => bad(first, second, proof.with(step, flipped(hash, at, bit))));
      bad(first, second, [...proof, LOG[at % 700]!]);
      if (first.size < size) {
        bad(first, second, proof.slice(1));
        bad(second, first, proof);
      }
    }),
  );
});

test('sizes beyond 32 bits are split where the definition splits them', () => {
  const size = 2 ** 40 + 3;
  expect(inclusionPath(size - 1, size)).toEqual([
    { from: 2 ** 40, to: 2 ** 40 + 2 },
    { from: 0, to: 2 ** 40 },
  ]);
  expect(subtreesOf({ from: 0, to: size })).toEqual([
    { height: 40, index: 0 },
    { height: 1, index: 2 ** 39 },
    { height: 0, index: 2 ** 40 + 2 },
  ]);
  expect(() => inclusionPath(size, size)).toThrow(RangeError);
  expect(() => consistencyPath(size, size - 1)).toThrow(RangeError);
});
