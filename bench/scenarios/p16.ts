/**
 * P16: a Merkle tree over a million leaves, grown by appends as the projector does, signed at its half and at its end, and proved: a proof of
 * any leaf, and that the whole grew out of the half, each verified against the signed checkpoints. Events are made up.
 */
import { createHash } from 'node:crypto';
import {
  Checkpoints,
  leafHash,
  leafOf,
  newSignerKey,
  openCheckpoint,
  parseSigner,
  type PositionedEvent,
  Tree,
  verifyConsistency,
  verifyInclusion,
} from '@nastavnik/platform/transparency';
import { median, once, rate } from '../measure';
import type { Scenario } from '../scenario';
import { emptyTree } from './p15';
import { rawCopy, rowsOf } from './rebuild';

const LEAVES = 1_000_000;
/** As many events as the projector is given at once. */
const BATCH = 1_000;
const PROOFS = 1_000;
/** A tree so much smaller, to show how a proof grows. */
const SMALLER = 1_000;

/** About as long as the events of a pair's life. */
const DATA = `"effectiveOn":"2021-03-01","basis":{"rules":${JSON.stringify(Array(12).fill('a-rule'))}},"pad":"${'x'.repeat(600)}"}`;
const eventAt = (n: number): PositionedEvent => ({
  stream: `pair-${n >> 4}`,
  revision: BigInt(n & 15),
  id: createHash('md5').update(String(n)).digest('hex'),
  type: 'pair.meeting-held.v1',
  position: BigInt(n) * 1_137n,
  raw: {
    data: Buffer.from(`{"n":${n},${DATA}`),
    metadata: Buffer.from(`{"recordedAt":"2021-03-01","n":${n}}`),
  },
});

/** Milliseconds of each, one after the other. */
const timed = async (count: number, work: (n: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const started = performance.now();
    await work(n);
    times.push(performance.now() - started);
  }
  return median(times);
};

/** Some leaves all over a tree of a size. */
const somewhere = (n: number, size: number): number => (n * 7_919 * 127) % size;

export const p16: Scenario = {
  id: 'P16',
  title: 'A tree over a million leaves',
  run: async (world) => {
    await emptyTree(world);
    const { pool } = world;
    const tree = new Tree(pool);
    const checkpoints = new Checkpoints(pool, tree);
    const signer = parseSigner(newSignerKey('bench.example/log'));
    const signed = async () => openCheckpoint((await checkpoints.sign(signer))!.note, signer);
    const grow = (from: number, to: number): Promise<number> =>
      rate(to - from, async () => {
        const edge = await tree.edge();
        for (let at = from; at < to; at += BATCH)
          await tree.append(
            edge,
            Array.from({ length: BATCH }, (_, n) => eventAt(at + n)),
          );
      });
    const firstHalf = await grow(0, LEAVES / 2);
    const half = await signed();
    const secondHalf = await grow(LEAVES / 2, LEAVES);
    const whole = await signed();

    const proofs: (readonly Buffer[])[] = [];
    const inWhole = await timed(PROOFS, async (n) => {
      proofs.push((await tree.inclusion([somewhere(n, LEAVES)], LEAVES))[0]!);
    });
    for (const [n, proof] of proofs.entries()) {
      const leaf = leafHash(leafOf(eventAt(somewhere(n, LEAVES))));
      if (!verifyInclusion(leaf, somewhere(n, LEAVES), whole.size, proof, whole.root))
        throw new Error(`leaf ${somewhere(n, LEAVES)} is not proved`);
    }
    const inSmaller = await timed(PROOFS, (n) => tree.inclusion([somewhere(n, SMALLER)], SMALLER));
    const oneRow = await timed(PROOFS, (n) =>
      pool.query('select hash from transparency_hash where level = 0 and index = $1', [somewhere(n, LEAVES)]),
    );
    let consistent: readonly Buffer[] = [];
    const consistency = await timed(PROOFS / 10, async () => {
      consistent = (await tree.consistency([half.size], whole.size))[0]!;
    });
    if (!verifyConsistency(half, whole, consistent)) throw new Error('the half is not shown in the whole');

    const rows = await rowsOf(pool, 'transparency_hash');
    const copied = await rate(LEAVES, () => rawCopy(pool, 'transparency_hash', rows));
    const built = LEAVES / (LEAVES / 2 / firstHalf + LEAVES / 2 / secondHalf);
    await emptyTree(world);

    const [id, atLeast, atMost] = ['P16', 'at-least', 'at-most'] as const;
    return [
      once(
        {
          id,
          what: 'growth: second half million leaves / first',
          goal: 0.8,
          sense: atLeast,
          unit: 'leaves/s',
        },
        secondHalf,
        firstHalf,
      ),
      once(
        { id, what: 'building / raw COPY of the same hashes', goal: 0.1, sense: atLeast, unit: 'leaves/s' },
        built,
        copied,
      ),
      once(
        { id, what: 'inclusion proof: among 1 M leaves / among 1 k', goal: 2.5, sense: atMost, unit: 'ms' },
        inWhole,
        inSmaller,
      ),
      once(
        { id, what: 'inclusion proof / its hashes by key, one by one', goal: 1, sense: atMost, unit: 'ms' },
        inWhole,
        oneRow * proofs[0]!.length,
      ),
      once(
        { id, what: 'consistency proof / its hashes by key, one by one', goal: 1, sense: atMost, unit: 'ms' },
        consistency,
        oneRow * consistent.length,
      ),
    ];
  },
};
