/** The tree over a real log: built, interrupted, signed, proved, and tampered with. */
import { randomUUID } from 'node:crypto';
import { connectEventStore, type EventStore } from '@nastavnik/platform/event-store';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import type { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { anEvent, eventually, startTestNode, type TestNode } from '../event-store/event-store.testing';
import {
  bundleOf,
  Checkpoints,
  checkTree,
  Edge,
  type Hash,
  leafHash,
  leafOf,
  newSignerKey,
  openCheckpoint,
  parseSigner,
  type PositionedEvent,
  Transparency1764000000000,
  Tree,
  TreeBuilder,
  TreeRewritten,
  treeHash,
  verifyConsistency,
  verifyInclusion,
} from '.';
import { tesseraLog } from './vectors.testing';

const signer = parseSigner(newSignerKey('nastavnik.example/log'));

describe('a tree of synthetic events', () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeEach(async () => {
    database = await createTestDatabase();
    await migrate(database.url, [Transparency1764000000000]);
    pool = connectPostgres(database.url);
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  /** Positions have gaps, as those of both stores do. */
  const eventAt = (n: number): PositionedEvent => ({
    stream: `s-${n % 7}`,
    revision: BigInt(Math.floor(n / 7)),
    id: randomUUID(),
    type: 'test.happened.v1',
    position: BigInt(n * 137 + (n % 3)),
    raw: { data: Buffer.from(`{"n":${n}}`), metadata: Buffer.from('{}') },
  });
  const grow = async (sizes: readonly number[]): Promise<{ tree: Tree; leaves: Hash[] }> => {
    const tree = new Tree(pool);
    const events = Array.from({ length: sizes.at(-1)! }, (_, n) => eventAt(n));
    let from = 0;
    for (const size of sizes) {
      // A new edge each time, as after a restart.
      await tree.append(await tree.edge(), events.slice(from, size));
      from = size;
    }
    return { tree, leaves: events.map((event) => leafHash(leafOf(event))) };
  };

  test('has the roots, proofs and tiles of its definition, however it was cut into batches', async () => {
    const { tree, leaves } = await grow([1, 255, 256, 257, 700, 65_600]);
    expect(await tree.end()).toMatchObject({ size: 65_600 });
    for (const size of [1, 255, 257, 65_535, 65_536, 65_600]) {
      const root = treeHash(leaves.slice(0, size));
      expect((await tree.head(size)).root).toEqual(root);
      const indexes = [0, size >> 1, size - 1];
      const proofs = await tree.inclusion(indexes, size);
      indexes.forEach((index, at) =>
        expect(verifyInclusion(leaves[index]!, index, size, proofs[at]!, root)).toBe(true),
      );
      const firsts = [1, size >> 1, size].filter((first) => first > 0);
      const shown = await tree.consistency(firsts, size);
      firsts.forEach((first, at) => {
        const before = { size: first, root: treeHash(leaves.slice(0, first)) };
        expect(verifyConsistency(before, { size, root }, shown[at]!)).toBe(true);
      });
    }
    expect(await tree.tile({ level: 0, n: 3, width: 5 })).toEqual(leaves.slice(768, 773));
    expect(await tree.tile({ level: 1, n: 0, width: 2 })).toEqual([
      treeHash(leaves.slice(0, 256)),
      treeHash(leaves.slice(256, 512)),
    ]);
    expect(await tree.tile({ level: 2, n: 0, width: 256 })).toEqual([treeHash(leaves.slice(0, 65_536))]);
    expect(await tree.indexOf(BigInt(500 * 137 + 2))).toBe(500);
    expect(await tree.indexOf(BigInt(500 * 137))).toBeUndefined();
    expect(await tree.positionsOf({ from: 2, to: 4 })).toEqual([276n, 411n]);
    expect((await tree.edge()).root()).toEqual((await tree.head(65_600)).root);
  });

  test('the database refuses to change or remove what was written', async () => {
    await grow([3]);
    for (const sql of [
      'update transparency_hash set position = 1 where index = 0',
      'delete from transparency_hash',
      'truncate transparency_hash',
      "update transparency_checkpoint set note = ''",
    ]) {
      await expect(pool.query(sql)).rejects.toThrow('grows by inserts alone');
    }
  });

  test('of two who append at once only one does', async () => {
    const { tree } = await grow([10]);
    const [one, other] = [await tree.edge(), await tree.edge()];
    await tree.append(one, [eventAt(10)]);
    await expect(tree.append(other, [eventAt(11)])).rejects.toMatchObject({ code: '23505' });
    expect((await tree.end()).size).toBe(11);
  });

  test('is signed once for each size, again with a new key, and never against an earlier signature', async () => {
    const { tree, leaves } = await grow([5]);
    const checkpoints = new Checkpoints(pool, tree);
    const first = await checkpoints.sign(signer);
    expect(openCheckpoint(first!.note, signer)).toEqual({
      origin: 'nastavnik.example/log',
      size: 5,
      root: treeHash(leaves),
    });
    expect(await checkpoints.sign(signer)).toEqual(first);
    const next = parseSigner(newSignerKey('nastavnik.example/log'));
    expect((await checkpoints.sign(next))!.vkey).toBe(next.vkey);
    await pool.query('alter table transparency_hash disable trigger grows_only');
    await pool.query("update transparency_hash set hash = sha256('x') where index = 2");
    await expect(checkpoints.sign(signer)).rejects.toBeInstanceOf(TreeRewritten);
  });

  test('an empty tree is not signed', async () => {
    expect(await new Checkpoints(pool, new Tree(pool)).sign(signer)).toBeUndefined();
  });
});

test('an edge grows as published trees do', () => {
  const edge = new Edge();
  const log = parseSigner(tesseraLog.skey);
  tesseraLog.entries.forEach((entry, n) => {
    edge.push(leafHash(Buffer.from(entry)));
    const note = (tesseraLog.checkpoints as Record<number, string>)[n + 1];
    if (note !== undefined) expect(openCheckpoint(note, log).root).toEqual(edge.root());
  });
});

describe('a tree over a log', () => {
  let node: TestNode;
  let store: EventStore;
  let pool: Pool;
  let tree: Tree;
  beforeEach(async () => {
    node = await startTestNode();
    store = connectEventStore(node.url, { timeoutMs: 15_000, heartbeatMs: 300 });
    await migrate(node.database.url, [Transparency1764000000000]);
    pool = connectPostgres(node.database.url);
    tree = new Tree(pool);
  });
  afterEach(async () => {
    await store.close();
    await pool.end();
    await node.stop();
  });

  const write = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) {
      await store.append(`pair-${randomUUID()}`, 'any', [
        anEvent('pair.met.v1', { n, слово: 'наставник' }, { at: n }),
      ]);
    }
  };
  const building = (options: { readonly signEveryMs?: number; readonly maxBatch?: number } = {}) => {
    const stopping = new AbortController();
    const builder = new TreeBuilder({ store, pool, signer, ...options });
    const done = builder.run(stopping.signal);
    return {
      builder,
      stop: async () => {
        stopping.abort();
        await done;
      },
    };
  };
  const caughtUp = async (): Promise<void> => {
    const head = await store.lastPosition();
    await eventually('the tree has caught up', async () => (await tree.end()).position === head);
  };
  const expectedRoot = async (): Promise<Hash> =>
    treeHash((await store.readAll({ maxCount: 100_000 })).map((event) => leafHash(leafOf(event))));

  test('stopped in the middle of catching up, again and again, it ends with the tree of the whole log', async () => {
    await write(60);
    for (let round = 0; round < 4; round++) {
      const { stop } = building({ maxBatch: 7 });
      await eventually('some batches', async () => (await tree.end()).size >= Math.min(60, round * 14 + 1));
      await stop();
      await write(5);
    }
    const { builder, stop } = building({ maxBatch: 7 });
    await caughtUp();
    await eventually('live', () => builder.state === 'live');
    await stop();
    const { size } = await tree.end();
    expect(size).toBe(80);
    expect((await tree.head(size)).root).toEqual(await expectedRoot());
    expect((await checkTree(store, pool)).findings).toEqual([]);
  });

  test('is signed on the schedule and, when asked, at once', async () => {
    await write(3);
    const { builder, stop } = building({ signEveryMs: 100 });
    await eventually('signed', async () => (await builder.checkpoints.latest())?.size === 3);
    await stop();
    const quiet = building({ signEveryMs: 3_600_000 });
    await write(2);
    await caughtUp();
    await eventually('signed when asked', async () => {
      await quiet.builder.checkpoints.want();
      return (await quiet.builder.checkpoints.latest())?.size === 5;
    });
    await quiet.stop();
    const [first, ...more] = await quiet.builder.checkpoints.all();
    expect(first!.size).toBe(3);
    const [before, after] = [first!, more.at(-1)!].map(({ note }) => openCheckpoint(note, signer));
    const [proof] = await tree.consistency([3], 5);
    expect(verifyConsistency(before!, after!, proof!)).toBe(true);
  });

  test('one process builds, another stands by and takes over', async () => {
    const one = building();
    await eventually('the first builds', () => one.builder.state === 'live');
    const other = building();
    await write(2);
    await caughtUp();
    expect(other.builder.state).toBe('standby');
    await one.stop();
    await write(2);
    await caughtUp();
    await other.stop();
    expect((await tree.end()).size).toBe(4);
  });

  test('another log in the place of the one it was built from is noticed, and nothing is signed', async () => {
    await write(3);
    const first = building();
    await caughtUp();
    await first.stop();
    const { url } = node;
    const elsewhere = await startTestNode();
    const other = connectEventStore(elsewhere.url);
    try {
      for (let n = 0; n < 6; n++) await other.append('pair-x', 'any', [anEvent('pair.met.v1', { n })]);
      const stopping = new AbortController();
      const builder = new TreeBuilder({ store: other, pool, signer });
      const done = builder.run(stopping.signal);
      await eventually('broken', () => builder.state === 'broken');
      expect(builder.error).toMatch('leaf 2');
      stopping.abort();
      await done;
      expect((await tree.end()).size).toBe(3);
    } finally {
      await other.close();
      await elsewhere.stop();
    }
    expect(url).not.toBe(elsewhere.url);
  });

  describe('tampered with', () => {
    /** 300 leaves, signed at 100 and 300. */
    beforeEach(async () => {
      await store.append(
        'pair-a',
        'any',
        Array.from({ length: 100 }, (_, n) => anEvent('pair.met.v1', { n })),
      );
      const { builder, stop } = building({ signEveryMs: 3_600_000 });
      await caughtUp();
      await builder.checkpoints.sign(signer);
      await store.append(
        'pair-b',
        'any',
        Array.from({ length: 200 }, (_, n) => anEvent('pair.met.v1', { n })),
      );
      await caughtUp();
      await builder.checkpoints.sign(signer);
      await stop();
      await pool.query('alter table transparency_hash disable trigger grows_only');
      await pool.query('alter table transparency_checkpoint disable trigger grows_only');
    });
    const findings = async () => (await checkTree(store, pool, signer.vkey)).findings;

    test.each([
      [
        'a leaf',
        'update transparency_hash set hash = set_byte(hash, 5, get_byte(hash, 5) # 1) where level = 0 and index = 40',
        [expect.objectContaining({ what: 'leaf-differs', index: 40, tampered: 'tree' })],
      ],
      [
        'a hash above',
        'update transparency_hash set hash = set_byte(hash, 31, get_byte(hash, 31) # 128) where level = 1 and index = 0',
        [{ what: 'hash-differs', level: 1, index: 0 }],
      ],
      [
        'a position',
        'update transparency_hash set position = position + 1 where level = 0 and index = 7',
        [expect.objectContaining({ what: 'position-differs', index: 7 })],
      ],
      [
        'a leaf removed',
        'delete from transparency_hash where level = 0 and index = 120',
        [expect.objectContaining({ what: 'leaf-missing' })],
      ],
      [
        'the last leaf removed',
        'delete from transparency_hash where level = 0 and index = 299',
        [expect.objectContaining({ what: 'leaf-missing' })],
      ],
      [
        'a hash above removed',
        'delete from transparency_hash where level = 1',
        [{ what: 'hash-missing', level: 1, index: 0 }],
      ],
      [
        'a hash above added',
        "insert into transparency_hash (level, index, hash) values (2, 0, sha256('x'))",
        [{ what: 'hash-extra', level: 2, index: 0 }],
      ],
      [
        'a checkpoint',
        "update transparency_checkpoint set note = replace(note, E'\\n100\\n', E'\\n101\\n') where size = 100",
        [{ what: 'checkpoint-unreadable', size: 100 }],
      ],
      [
        'an event of the log',
        `update eventstore.events set record = set_byte(record, octet_length(record) - 2,
           get_byte(record, octet_length(record) - 2) # 1) where stream = 'pair-a' and revision = 11`,
        [
          expect.objectContaining({
            what: 'leaf-differs',
            index: 11,
            tampered: 'log',
            event: expect.objectContaining({ stream: 'pair-a', revision: '11' }),
          }),
        ],
      ],
      [
        'an event removed from the log',
        "delete from eventstore.events where stream = 'pair-b' and revision = 199",
        [expect.objectContaining({ what: 'event-missing', index: 299 })],
      ],
    ])('%s: found and named, and nothing else accused', async (_, sql, expected) => {
      expect(await findings()).toEqual([]);
      await pool.query(sql);
      await node.restart();
      expect(await findings()).toEqual(expected);
    });

    test('rows and signature forged together by one who has another key are found by the key', async () => {
      const forger = parseSigner(newSignerKey('nastavnik.example/log'));
      await pool.query('delete from transparency_checkpoint');
      await new Checkpoints(pool, tree).sign(forger);
      expect(await findings()).toEqual([{ what: 'checkpoint-unreadable', size: 300 }]);
    });
  });
});

test('an entry bundle holds entries of any bytes up to 65,535', () => {
  expect(bundleOf([Buffer.alloc(0), Buffer.from('ab')])).toEqual(Buffer.from('000000026162', 'hex'));
  expect(() => bundleOf([Buffer.alloc(65_536)])).toThrow('out of range');
});
