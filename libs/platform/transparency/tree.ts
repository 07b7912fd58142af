/**
 * The tree as PostgreSQL keeps it: one row for each hash of a tile, written once. Leaves stand in the order of the log; where their
 * events stand in it is kept beside, because positions have gaps and an index has none.
 */
import type { ClientBase, Pool } from 'pg';
import type { TreeHead } from './checkpoint';
import { Edge, type PlacedHash } from './edge';
import { type LeafEvent, leafOf } from './leaf';
import {
  consistencyPath,
  type Hash,
  HASH_BYTES,
  inclusionPath,
  joined,
  leafHash,
  type Range,
  type Subtree,
  subtreesOf,
} from './merkle';
import { hashInTile, placeOf, TILE_WIDTH, type TileId } from './tiles';

/** An event with its place in the log. */
export interface PositionedEvent extends LeafEvent {
  readonly position: bigint;
}

/** The last leaf. */
export interface TreeEnd {
  /** Number of leaves. */
  readonly size: number;
  /** Position of the event of the last leaf; `undefined` for a tree without leaves. */
  readonly position: bigint | undefined;
}

/** A hash that should be there is not: somebody has removed rows. */
export class TreeDamaged extends Error {
  constructor(level: number, n: number) {
    super(`the tree is damaged: tile ${n} of level ${level} is not whole`);
    this.name = 'TreeDamaged';
  }
}

const hashesIn = (tile: Buffer): readonly Hash[] =>
  Array.from({ length: tile.length / HASH_BYTES }, (_, at) =>
    tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );

type Queryable = Pick<ClientBase, 'query'>;

export class Tree {
  constructor(private readonly pool: Pool) {}

  async end(db: Queryable = this.pool): Promise<TreeEnd> {
    const { rows } = await db.query<{ index: string; position: string }>(
      'select index, position from transparency_hash where level = 0 order by index desc limit 1',
    );
    const [last] = rows;
    return last === undefined
      ? { size: 0, position: undefined }
      : { size: Number(last.index) + 1, position: BigInt(last.position) };
  }

  /** The edge of the tree as stored, to append to. */
  async edge(): Promise<Edge> {
    const { size } = await this.end();
    const levels: Hash[][] = [];
    for (let width = size; width > 0; width = Math.floor(width / TILE_WIDTH)) {
      const tile = { level: levels.length, n: Math.floor(width / TILE_WIDTH), width: width % TILE_WIDTH };
      levels.push(tile.width === 0 ? [] : [...(await this.tile(tile))]);
    }
    return new Edge(size, levels);
  }

  /**
   * Appends the events that follow the last leaf, all or none. The edge has moved even when this fails: read it again then.
   * @throws a unique violation when another process has appended in the meantime
   */
  async append(edge: Edge, events: readonly PositionedEvent[]): Promise<void> {
    if (events.length === 0) return;
    const levels: PlacedHash[][] = [];
    for (const event of events) {
      for (const made of edge.push(leafHash(leafOf(event)))) (levels[made.level] ??= []).push(made);
    }
    const client = await this.pool.connect();
    let failure: Error | undefined;
    try {
      // What is lost with a crash of the database is made again from the log, the same.
      await client.query('begin; set local synchronous_commit to off');
      for (const [level, made] of levels.entries()) {
        await client.query({
          name: 'append to tree',
          text: `insert into transparency_hash (level, index, hash, position)
            select $1, index, hash, position from unnest($2::bigint[], $3::bytea[], $4::bigint[]) as made (index, hash, position)`,
          values: [
            level,
            made.map(({ index }) => index),
            made.map(({ hash }) => hash),
            made.map((_, at) => (level === 0 ? events[at]!.position.toString() : null)),
          ],
        });
      }
      await client.query('commit');
    } catch (error) {
      failure = error as Error;
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release(failure);
    }
  }

  /** Size and root of the tree as it was when it had `size` leaves. @throws TreeDamaged */
  async head(size: number): Promise<TreeHead> {
    const [root] = await this.hashesOf([{ from: 0, to: size }]);
    return { size, root: root! };
  }

  /** Inclusion proofs of leaves in the tree of `size`, one for each index. @throws RangeError, TreeDamaged */
  async inclusion(indexes: readonly number[], size: number): Promise<readonly (readonly Hash[])[]> {
    return this.proofsOf(indexes.map((index) => inclusionPath(index, size)));
  }

  /** Consistency proofs of earlier trees with that of `second` leaves, one for each size. @throws RangeError, TreeDamaged */
  async consistency(firsts: readonly number[], second: number): Promise<readonly (readonly Hash[])[]> {
    return this.proofsOf(firsts.map((first) => consistencyPath(first, second)));
  }

  /** Hashes of a tile; fewer than its width when the tree has not grown that far. */
  async tile({ level, n, width }: TileId & { readonly level: number }): Promise<readonly Hash[]> {
    const { rows } = await this.pool.query<{ hash: Hash }>({
      name: 'tile',
      text: 'select hash from transparency_hash where level = $1 and index >= $2 and index < $3 order by index',
      values: [level, n * TILE_WIDTH, n * TILE_WIDTH + width],
    });
    return rows.map(({ hash }) => hash);
  }

  /** Number of the leaf whose event stands at this position; `undefined` when there is none, or not yet. */
  async indexOf(position: bigint): Promise<number | undefined> {
    return (await this.indexesOf([position])).get(position);
  }

  async indexesOf(positions: readonly bigint[]): Promise<ReadonlyMap<bigint, number>> {
    const { rows } = await this.pool.query<{ index: string; position: string }>(
      'select index, position from transparency_hash where level = 0 and position = any ($1::bigint[])',
      [positions.map(String)],
    );
    return new Map(rows.map(({ index, position }) => [BigInt(position), Number(index)]));
  }

  /** Positions of the events of consecutive leaves. */
  async positionsOf({ from, to }: Range): Promise<readonly bigint[]> {
    const { rows } = await this.pool.query<{ position: string }>(
      'select position from transparency_hash where level = 0 and index >= $1 and index < $2 order by index',
      [from, to],
    );
    return rows.map(({ position }) => BigInt(position));
  }

  private async proofsOf(paths: readonly (readonly Range[])[]): Promise<readonly (readonly Hash[])[]> {
    const hashes = await this.hashesOf(paths.flat());
    let at = 0;
    return paths.map((path) => hashes.slice(at, (at += path.length)));
  }

  /** The hash of each range. Every tile it takes is read once: a proof takes as many as the tree is levels high. @throws TreeDamaged */
  async hashesOf(ranges: readonly Range[]): Promise<readonly Hash[]> {
    const subtrees = ranges.map(subtreesOf);
    const tiles = await this.tilesOf(subtrees.flat());
    return subtrees.map((parts) =>
      joined(
        parts.map((subtree) => {
          const place = placeOf(subtree);
          const tile = tiles.get(`${place.level}/${place.n}`) ?? [];
          if (tile.length < place.at + place.count) throw new TreeDamaged(place.level, place.n);
          return hashInTile(tile, place);
        }),
      ),
    );
  }

  private async tilesOf(subtrees: readonly Subtree[]): Promise<ReadonlyMap<string, readonly Hash[]>> {
    const wanted = new Map(
      subtrees.map(placeOf).map(({ level, n }) => [`${level}/${n}`, { level, n }] as const),
    );
    const places = [...wanted.values()];
    // A tile comes as one value: 256 rows would cost more than all the hashing.
    const { rows } = await this.pool.query<{ level: number; n: string; whole: boolean; hashes: Buffer }>({
      name: 'tiles',
      text: `select level, n, whole, hashes
        from unnest($1::smallint[], $2::bigint[]) as wanted (level, n)
        cross join lateral (
          select string_agg(hash, '' order by index) as hashes,
            min(index) = n * ${TILE_WIDTH} and max(index) = min(index) + count(*) - 1 as whole
          from transparency_hash as held
          where held.level = wanted.level and index >= n * ${TILE_WIDTH} and index < (n + 1) * ${TILE_WIDTH}
        ) as tile
        where hashes is not null`,
      values: [places.map(({ level }) => level), places.map(({ n }) => n)],
    });
    return new Map(
      rows.map(({ level, n, whole, hashes }) => {
        // A gap is damage: what follows it would stand in the wrong place.
        if (!whole) throw new TreeDamaged(level, Number(n));
        return [`${level}/${n}`, hashesIn(hashes)];
      }),
    );
  }
}
