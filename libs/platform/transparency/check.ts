/**
 * The tree as stored against the log it was built from: every row is made again and compared. The log and the rows each give a tree of their
 * own; a signed checkpoint that one of them meets tells which of the two was tampered with.
 */
import type { EventStore } from '@nastavnik/platform/event-store';
import type { Pool } from 'pg';
import { openCheckpoint } from './checkpoint';
import { Checkpoints } from './checkpoints';
import { Edge } from './edge';
import { leafOf } from './leaf';
import { type Hash, leafHash } from './merkle';
import { BadKey, BadNote, parseVerifier } from './note';
import { Tree } from './tree';

/** An event by its place in its stream. */
export interface EventName {
  readonly stream: string;
  readonly revision: string;
  readonly id: string;
  readonly position: string;
}

export type TreeFinding =
  /** The event is not the one that the leaf was made of. */
  | {
      readonly what: 'leaf-differs';
      readonly index: number;
      readonly event: EventName;
      readonly tampered: Tampered;
    }
  | { readonly what: 'leaf-missing'; readonly event: EventName }
  | { readonly what: 'event-missing'; readonly index: number; readonly position: string }
  | {
      readonly what: 'position-differs';
      readonly index: number;
      readonly position: string;
      readonly event: EventName;
    }
  | {
      readonly what: 'hash-differs' | 'hash-missing' | 'hash-extra';
      readonly level: number;
      readonly index: number;
    }
  /** Its signature is wrong, or it is no checkpoint. */
  | { readonly what: 'checkpoint-unreadable'; readonly size: number }
  /** Neither the log nor the rows have the root that was signed. */
  | { readonly what: 'checkpoint-differs'; readonly size: number };

/** Whom a signed checkpoint contradicts; `unknown` when none covers the leaf or none is met. */
export type Tampered = 'log' | 'tree' | 'unknown';

export interface TreeCheck {
  /** Events of the log that were compared. */
  readonly events: number;
  /** Leaves stored. */
  readonly size: number;
  /** Events at the end of the log that have no leaf yet. */
  readonly behind: number;
  readonly checkpoints: number;
  readonly findings: readonly TreeFinding[];
}

const PAGE = 1_000;

interface Row {
  readonly index: number;
  readonly position: bigint;
  readonly hash: Hash;
}

/** A tree made again from one of the two sources. */
class Remade {
  readonly edge = new Edge();
  /** Roots at the sizes that were signed. */
  readonly roots = new Map<number, Hash>();
  /** Hashes above the leaves, `level/index`. */
  readonly above = new Map<string, Hash>();

  constructor(private readonly sizes: ReadonlySet<number>) {}

  push(leaf: Hash): void {
    for (const { level, index, hash } of this.edge.push(leaf)) {
      if (level > 0) this.above.set(`${level}/${index}`, hash);
    }
    if (this.sizes.has(this.edge.size)) this.roots.set(this.edge.size, this.edge.root());
  }
}

/** Reads pages ahead and hands out one at a time. */
async function* paged<Item>(
  page: (last: Item | undefined) => Promise<readonly Item[]>,
): AsyncGenerator<Item> {
  let last: Item | undefined;
  for (;;) {
    const items = await page(last);
    yield* items;
    if (items.length === 0) return;
    last = items.at(-1);
  }
}

/** @param vkey the key whose checkpoints count; every row's own by default */
export const checkTree = async (
  store: Pick<EventStore, 'readAll'>,
  pool: Pool,
  vkey?: string,
): Promise<TreeCheck> => {
  const tree = new Tree(pool);
  const { size, position: end } = await tree.end();
  const findings: TreeFinding[] = [];
  const signed = await new Checkpoints(pool, tree).all();
  const heads = signed.flatMap((row) => {
    try {
      const head = openCheckpoint(row.note, parseVerifier(vkey ?? row.vkey));
      if (head.size === row.size) return [head];
    } catch (error) {
      if (!(error instanceof BadNote || error instanceof BadKey)) throw error;
    }
    findings.push({ what: 'checkpoint-unreadable', size: row.size });
    return [];
  });
  const largest = Math.max(0, ...heads.map((head) => head.size));
  const sizes = new Set(heads.map((head) => head.size));
  const [byLog, byRows] = [new Remade(sizes), new Remade(sizes)];

  const events = paged<Awaited<ReturnType<EventStore['readAll']>>[number]>((last) =>
    store.readAll({ maxCount: PAGE, ...(last === undefined ? {} : { after: last.position }) }),
  );
  const rows = paged<Row>(async (last) => {
    const found = await pool.query<{ index: string; position: string; hash: Hash }>(
      'select index, position, hash from transparency_hash where level = 0 and index > $1 order by index limit $2',
      [last?.index ?? -1, PAGE],
    );
    return found.rows.map(({ index, position, hash }) => ({
      index: Number(index),
      position: BigInt(position),
      hash,
    }));
  });

  const differing: { readonly index: number; readonly event: EventName }[] = [];
  let behind = 0;
  let [event, row] = [await events.next(), await rows.next()];
  while (event.done !== true || row.done !== true) {
    const [e, r] = [event.done === true ? undefined : event.value, row.done === true ? undefined : row.value];
    const name = e && {
      stream: e.stream,
      revision: String(e.revision),
      id: e.id,
      position: String(e.position),
    };
    const leaf = e && leafHash(leafOf(e));
    const same = e !== undefined && r !== undefined && (e.position === r.position || r.hash.equals(leaf!));
    if (same) {
      if (!r.hash.equals(leaf!)) differing.push({ index: r.index, event: name! });
      else if (e.position !== r.position) {
        findings.push({
          what: 'position-differs',
          index: r.index,
          position: String(r.position),
          event: name!,
        });
      }
    } else if (e !== undefined && (r === undefined || e.position < r.position)) {
      // Past the last leaf the tree is only late, unless a larger one was signed.
      if (e.position > (end ?? -1n) && byLog.edge.size >= largest) behind++;
      else findings.push({ what: 'leaf-missing', event: name! });
    } else {
      findings.push({ what: 'event-missing', index: r!.index, position: String(r!.position) });
    }
    const takesEvent = same || (e !== undefined && (r === undefined || e.position < r.position));
    const takesRow = same || !takesEvent;
    if (takesEvent) {
      byLog.push(leaf!);
      event = await events.next();
    }
    if (takesRow) {
      byRows.push(r!.hash);
      row = await rows.next();
    }
  }

  const meets = ({ roots }: Remade, head: (typeof heads)[number]): boolean =>
    roots.get(head.size)?.equals(head.root) === true;
  for (const head of heads) {
    if (!meets(byLog, head) && !meets(byRows, head))
      findings.push({ what: 'checkpoint-differs', size: head.size });
  }
  for (const { index, event: name } of differing) {
    const cover = heads.find((head) => head.size > index && meets(byLog, head) !== meets(byRows, head));
    const tampered = cover === undefined ? 'unknown' : meets(byLog, cover) ? 'tree' : 'log';
    findings.push({ what: 'leaf-differs', index, event: name, tampered });
  }
  findings.push(...(await checkAbove(pool, byLog, byRows)));
  return { events: byLog.edge.size, size, behind, checkpoints: signed.length, findings };
};

/** Hashes above the leaves: each has to be that of the log or that of the rows. */
const checkAbove = async (pool: Pool, byLog: Remade, byRows: Remade): Promise<readonly TreeFinding[]> => {
  const { rows } = await pool.query<{ level: number; index: string; hash: Hash }>(
    'select level, index, hash from transparency_hash where level > 0 order by level, index',
  );
  const stored = new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  const at = (key: string): { level: number; index: number } => {
    const [level, index] = key.split('/').map(Number) as [number, number];
    return { level, index };
  };
  return [
    ...[...stored].flatMap(([key, hash]): TreeFinding[] => {
      const [a, b] = [byLog.above.get(key), byRows.above.get(key)];
      if (a === undefined && b === undefined) return [{ what: 'hash-extra', ...at(key) }];
      return a?.equals(hash) === true || b?.equals(hash) === true
        ? []
        : [{ what: 'hash-differs', ...at(key) }];
    }),
    ...[...byRows.above.keys()].flatMap((key): TreeFinding[] =>
      stored.has(key) ? [] : [{ what: 'hash-missing', ...at(key) }],
    ),
  ];
};
