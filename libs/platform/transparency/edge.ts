/** The right edge of a growing tree: all that must be kept in mind to append to it and to know its root. */
import { type Hash, joined, subtreesOf, treeHash } from './merkle';
import { TILE_WIDTH } from './tiles';

/** A hash of the tree at its place: the `index`-th of a tile level. */
export interface PlacedHash {
  readonly level: number;
  readonly index: number;
  readonly hash: Hash;
}

export class Edge {
  /** @param levels for each tile level the hashes of its last, not yet full tile */
  constructor(
    public size = 0,
    private readonly levels: Hash[][] = [],
  ) {}

  /** Takes the next leaf. @returns the hashes that come into being with it: its own first, then those of tiles it fills */
  push(leaf: Hash): readonly PlacedHash[] {
    const made: PlacedHash[] = [];
    let [hash, index] = [leaf, this.size++];
    for (let level = 0; ; level++) {
      made.push({ level, index, hash });
      const tile = (this.levels[level] ??= []);
      tile.push(hash);
      if (tile.length < TILE_WIDTH) return made;
      this.levels[level] = [];
      [hash, index] = [treeHash(tile), Math.floor(index / TILE_WIDTH)];
    }
  }

  /** Root of the tree so far. */
  root(): Hash {
    const subtrees = this.levels
      .map((tile) =>
        subtreesOf({ from: 0, to: tile.length }).map(({ height, index }) =>
          treeHash(tile.slice(index * 2 ** height, (index + 1) * 2 ** height)),
        ),
      )
      .reverse();
    return joined(subtrees.flat());
  }
}
