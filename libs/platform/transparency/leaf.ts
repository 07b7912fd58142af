/**
 * An event of the log as a leaf of the tree; docs/proofs.md says it to outsiders. The leaf names the event and commits to its data and
 * metadata by their SHA-256: it stays short enough for an entry bundle, shows nobody what the event says, and can still be proved when the
 * data must not be shown or are no more. Position and time of storing are not in it: copied to another store in the same order, a log keeps
 * its tree. When an act was recorded stands in its metadata.
 */
import { createHash } from 'node:crypto';

/** What of a stored event is hashed; data and metadata byte for byte as stored. */
export interface LeafEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  readonly raw: { readonly data: Uint8Array; readonly metadata: Uint8Array };
}

/** A leaf as read back. */
export interface Leaf {
  readonly stream: string;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  /** SHA-256, hexadecimal. */
  readonly data: string;
  readonly metadata: string;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const textOf = ({ stream, revision, id, type, data, metadata }: Leaf): string =>
  JSON.stringify({ v: 1, stream, revision: revision.toString(), id, type, data, metadata });

/** The bytes that are hashed: JSON in UTF-8 with these members in this order and no white space. */
export const leafOf = ({ stream, revision, id, type, raw }: LeafEvent): Buffer =>
  Buffer.from(
    textOf({ stream, revision, id, type, data: sha256(raw.data), metadata: sha256(raw.metadata) }),
    'utf8',
  );

/** @returns `undefined` for anything that `leafOf` would not have written, to the byte */
export const parseLeaf = (leaf: string): Leaf | undefined => {
  try {
    const { v: _, revision, ...rest } = JSON.parse(leaf) as { readonly [name: string]: unknown };
    if (typeof revision !== 'string' || Object.values(rest).some((one) => typeof one !== 'string'))
      return undefined;
    const parsed = { ...rest, revision: BigInt(revision) } as Leaf;
    return textOf(parsed) === leaf ? parsed : undefined;
  } catch {
    return undefined;
  }
};
