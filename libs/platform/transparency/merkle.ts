/**
 * The Merkle tree of RFC 6962 and RFC 9162 (section 2.1), SHA-256. Pure: which hashes a proof consists of, how a proof is
 * verified. Where the hashes come from is the business of whoever stores them.
 */
import { createHash } from 'node:crypto';

/** 32 bytes. */
export type Hash = Buffer;

export const HASH_BYTES = 32;
const LEAF = Buffer.of(0x00);
const NODE = Buffer.of(0x01);

/** HASH(0x00 || data) */
export const leafHash = (data: Uint8Array): Hash => createHash('sha256').update(LEAF).update(data).digest();

/** HASH(0x01 || left || right) */
export const nodeHash = (left: Hash, right: Hash): Hash =>
  createHash('sha256').update(NODE).update(left).update(right).digest();

/** Root of a tree without leaves: HASH(). */
export const emptyRoot = (): Hash => createHash('sha256').digest();

/** Leaves `from` up to but without `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A full binary subtree: the `index`-th one of 2^height leaves. */
export interface Subtree {
  readonly height: number;
  readonly index: number;
}

/** The largest power of two smaller than `size`, which is at least 2: where a tree is split. */
const split = (size: number): number => {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
};

/** PATH(index, D[0:size]): the ranges whose hashes prove a leaf, from its sibling up (RFC 9162, 2.1.3.1). */
export const inclusionPath = (index: number, size: number): readonly Range[] => {
  const path = (from: number, to: number): Range[] => {
    if (to - from === 1) return [];
    const middle = from + split(to - from);
    return index < middle
      ? [...path(from, middle), { from: middle, to }]
      : [...path(middle, to), { from, to: middle }];
  };
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  return path(0, size);
};

/** PROOF(first, D[0:second]): the ranges that prove the tree of `first` leaves a prefix of that of `second` (RFC 9162, 2.1.4.1). */
export const consistencyPath = (first: number, second: number): readonly Range[] => {
  const subproof = (from: number, to: number, known: boolean): Range[] => {
    if (to === first) return known ? [] : [{ from, to }];
    const middle = from + split(to - from);
    return first <= middle
      ? [...subproof(from, middle, known), { from: middle, to }]
      : [...subproof(middle, to, false), { from, to: middle }];
  };
  if (!(first >= 0 && first <= second)) throw new RangeError(`no tree of ${first} before one of ${second}`);
  return first === 0 || first === second ? [] : subproof(0, second, true);
};

/** A range of a tree as full subtrees, left to right, each smaller than the one before. */
export const subtreesOf = ({ from, to }: Range): readonly Subtree[] => {
  const found: Subtree[] = [];
  for (let at = from; at < to;) {
    let [height, width] = [0, 1];
    while (at + width * 2 <= to) {
      width *= 2;
      height++;
    }
    found.push({ height, index: at / width });
    at += width;
  }
  return found;
};

/** The hash of a range from those of its `subtreesOf`. */
export const joined = (subtrees: readonly Hash[]): Hash =>
  subtrees.length === 0 ? emptyRoot() : subtrees.reduceRight((right, left) => nodeHash(left, right));

/** MTH of these leaves, or of full subtrees of one height in their place. */
export const treeHash = (hashes: readonly Hash[]): Hash => {
  if (hashes.length === 0) return emptyRoot();
  let level = hashes;
  while (level.length > 1) {
    const above: Hash[] = [];
    for (let at = 0; at + 1 < level.length; at += 2) above.push(nodeHash(level[at]!, level[at + 1]!));
    // An odd one out moves up as it is.
    if (level.length % 2 === 1) above.push(level.at(-1)!);
    level = above;
  }
  return level[0]!;
};

const isHash = (bytes: Hash): boolean => bytes.length === HASH_BYTES;
const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;

/** The root that a leaf and its proof lead to; `undefined` when the proof cannot be one of this leaf (RFC 9162, 2.1.3.2). */
export const rootOfInclusion = (
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
): Hash | undefined => {
  if (!(index >= 0 && index < size) || ![leaf, ...proof].every(isHash)) return undefined;
  let [node, last, root] = [index, size - 1, leaf];
  for (const hash of proof) {
    if (last === 0) return undefined;
    if (isOdd(node) || node === last) {
      root = nodeHash(hash, root);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      root = nodeHash(root, hash);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? root : undefined;
};

export const verifyInclusion = (
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean => rootOfInclusion(leaf, index, size, proof)?.equals(root) === true;

/** Whether the proof shows that the smaller tree, of one leaf at least, is a prefix of the larger (RFC 9162, 2.1.4.2). */
export const verifyConsistency = (
  first: { readonly size: number; readonly root: Hash },
  second: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean => {
  if (!(first.size > 0 && first.size <= second.size) || !proof.every(isHash)) return false;
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root);
  if (proof.length === 0) return false;
  let [node, last] = [first.size - 1, second.size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  // A first tree that is full stands in the second as it is, and its root is not repeated in the proof.
  const [start, ...rest] = node === 0 ? [first.root, ...proof] : proof;
  let [before, after] = [start!, start!];
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      before = nodeHash(hash, before);
      after = nodeHash(hash, after);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      after = nodeHash(after, hash);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && before.equals(first.root) && after.equals(second.root);
};
