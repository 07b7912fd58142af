/**
 * The tree cut into tiles 256 hashes wide, and their addresses: the layout of C2SP tlog-tiles (https://c2sp.org/tlog-tiles).
 * A hash at level L of index i is that of the leaves i·256^L … (i+1)·256^L; tile n of a level holds 256 consecutive ones.
 */
import { type Hash, type Subtree, treeHash } from './merkle';

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/** Level 0 holds the hashes of leaves; `entries`, the leaves themselves. */
export interface TileId {
  readonly level: number | 'entries';
  /** Number of the tile within its level. */
  readonly n: number;
  /** 256 for a full tile. */
  readonly width: number;
}

/** How many hashes of a level a tree of `size` leaves has. */
export const widthOfLevel = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** 1234067 → `x001/x234/067` */
const pathOfNumber = (n: number): string => {
  const parts = [String(n % 1000).padStart(3, '0')];
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    parts.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  }
  return parts.join('/');
};

/** `0/x001/x234/067.p/5`: what follows `tile/` in an address. */
export const pathOfTile = ({ level, n, width }: TileId): string =>
  `${level}/${pathOfNumber(n)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;

/** @returns `undefined` for what is no such path, or is one written otherwise than `pathOfTile` writes it */
export const parseTilePath = (path: string): TileId | undefined => {
  const match = /^(\d{1,2}|entries)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (match === null) return undefined;
  const id: TileId = {
    level: match[1] === 'entries' ? 'entries' : Number(match[1]),
    n: Number(match[2]!.replaceAll(/[x/]/g, '')),
    width: match[3] === undefined ? TILE_WIDTH : Number(match[3]),
  };
  const possible = id.width > 0 && (id.level === 'entries' || id.level < 64);
  return possible && pathOfTile(id) === path ? id : undefined;
};

/** Where the hashes stand that a full subtree is made of: all in one tile. */
export const placeOf = ({ height, index }: Subtree) => {
  const level = Math.floor(height / TILE_HEIGHT);
  const count = 2 ** (height % TILE_HEIGHT);
  const first = index * count;
  return { level, n: Math.floor(first / TILE_WIDTH), at: first % TILE_WIDTH, count };
};

/** The hash of a subtree out of its tile. */
export const hashInTile = (tile: readonly Hash[], { at, count }: ReturnType<typeof placeOf>): Hash => {
  if (tile.length < at + count) throw new RangeError('the tile does not reach that far');
  return treeHash(tile.slice(at, at + count));
};

/** Entry bundle: each entry after its length as a big-endian uint16. */
export const bundleOf = (entries: readonly Uint8Array[]): Buffer =>
  Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
