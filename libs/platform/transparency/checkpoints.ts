/** The checkpoints that were ever signed, and the signing of the next one. */
import type { Pool } from 'pg';
import { parseCheckpoint, signCheckpoint } from './checkpoint';
import { openNote, parseVerifier, type Signer } from './note';
import type { Tree } from './tree';

export interface SignedCheckpoint {
  readonly size: number;
  /** Of the key that signed it. */
  readonly vkey: string;
  readonly note: string;
  readonly signedAt: Date;
}

/** The tree does not hold what was signed before. Nothing more is signed until a person has looked into it. */
export class TreeRewritten extends Error {
  constructor(size: number) {
    super(`the tree no longer has the root that was signed for ${size} leaves`);
    this.name = 'TreeRewritten';
  }
}

/** Channel on which a checkpoint is asked for. */
export const WANTED = 'transparency_wanted';

interface Row {
  size: string;
  vkey: string;
  note: string;
  signed_at: Date;
}
const read = ({ size, vkey, note, signed_at }: Row): SignedCheckpoint => ({
  size: Number(size),
  vkey,
  note,
  signedAt: signed_at,
});

export class Checkpoints {
  constructor(
    private readonly pool: Pool,
    private readonly tree: Tree,
  ) {}

  /** The largest, signed last. */
  async latest(): Promise<SignedCheckpoint | undefined> {
    const { rows } = await this.pool.query<Row>(
      'select * from transparency_checkpoint order by size desc, signed_at desc limit 1',
    );
    return rows[0] && read(rows[0]);
  }

  /** The one of exactly this size. */
  async of(size: number): Promise<SignedCheckpoint | undefined> {
    const { rows } = await this.pool.query<Row>(
      'select * from transparency_checkpoint where size = $1 order by signed_at desc limit 1',
      [size],
    );
    return rows[0] && read(rows[0]);
  }

  /** Sizes of the last checkpoint of each of the latest `days` days that have one, smallest first, up to `size`. */
  async daily(days: number, size: number): Promise<readonly number[]> {
    const { rows } = await this.pool.query<{ size: string }>(
      `select max(size) as size from transparency_checkpoint where size <= $2
       group by date_trunc('day', signed_at at time zone 'UTC') order by size desc limit $1`,
      [days, size],
    );
    return rows.map((row) => Number(row.size)).reverse();
  }

  /** All of them, smallest first. */
  async all(): Promise<readonly SignedCheckpoint[]> {
    const { rows } = await this.pool.query<Row>(
      'select * from transparency_checkpoint order by size, signed_at',
    );
    return rows.map(read);
  }

  /**
   * Signs the tree as it stands, unless this key already has.
   * @returns the latest checkpoint; `undefined` while the tree has no leaf
   * @throws TreeRewritten when the tree contradicts the checkpoint before
   */
  async sign(signer: Signer): Promise<SignedCheckpoint | undefined> {
    const { size } = await this.tree.end();
    const before = await this.latest();
    if (before !== undefined) {
      const signed = parseCheckpoint(openNote(before.note, [parseVerifier(before.vkey)]).text);
      if (signed.size > size || !(await this.tree.head(signed.size)).root.equals(signed.root)) {
        throw new TreeRewritten(signed.size);
      }
      if (before.size === size && before.vkey === signer.vkey) return before;
    }
    if (size === 0) return undefined;
    const note = signCheckpoint(await this.tree.head(size), signer);
    await this.pool.query(
      'insert into transparency_checkpoint (size, vkey, note) values ($1, $2, $3) on conflict do nothing',
      [size, signer.vkey, note],
    );
    return this.of(size);
  }

  /** Asks whoever keeps the key for a checkpoint now. */
  async want(): Promise<void> {
    await this.pool.query(`notify ${WANTED}`);
  }
}
