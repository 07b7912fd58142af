/**
 * A tree over a million leaves, built and proved, with times: `node -r ./test/support/register.cjs test/measure/transparency.ts [leaves]`.
 * Events are made up; PostgreSQL is the embedded one, or that of DATABASE_URL, in a database of its own.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '@nastavnik/platform/embedded/postgres';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import {
  Checkpoints,
  leafHash,
  leafOf,
  newSignerKey,
  openCheckpoint,
  parseSigner,
  type PositionedEvent,
  Transparency1764000000000,
  Tree,
  verifyConsistency,
  verifyInclusion,
} from '@nastavnik/platform/transparency';

const LEAVES = Number(process.argv[2] ?? 1_000_000);
const BATCH = 1_000;
const PROOFS = 1_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const timed = async <T>(what: string, work: () => Promise<T>, per = 1): Promise<T> => {
  const started = performance.now();
  const result = await work();
  const ms = performance.now() - started;
  say(
    `${what}: ${(ms / 1000).toFixed(1)} s${per === 1 ? '' : `, ${((ms * 1000) / per).toFixed(0)} µs each`}`,
  );
  return result;
};

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

const measure = async (url: string): Promise<void> => {
  await migrate(url, [Transparency1764000000000]);
  const pool = connectPostgres(url);
  const tree = new Tree(pool);
  const checkpoints = new Checkpoints(pool, tree);
  const signer = parseSigner(newSignerKey('measure.example/log'));
  try {
    const half = Math.floor(LEAVES / 2);
    const build = async (from: number, to: number): Promise<void> => {
      const edge = await tree.edge();
      for (let at = from; at < to; at += BATCH) {
        const events = Array.from({ length: Math.min(BATCH, to - at) }, (_, n) => eventAt(at + n));
        await tree.append(edge, events);
      }
    };
    await timed(`${half} leaves`, () => build(0, half), half);
    const before = openCheckpoint((await checkpoints.sign(signer))!.note, signer);
    await timed(`the rest, to ${LEAVES}`, () => build(half, LEAVES), LEAVES - half);
    const { rows } = await pool.query<{ size: string }>(
      "select pg_size_pretty(pg_total_relation_size('transparency_hash')) as size",
    );
    say(`table and indexes: ${rows[0]!.size}`);
    const head = await timed('a checkpoint', async () =>
      openCheckpoint((await checkpoints.sign(signer))!.note, signer),
    );
    const indexes = Array.from({ length: PROOFS }, (_, n) => (n * 7_919 * 127) % LEAVES);
    const proofs = await timed(
      `${PROOFS} inclusion proofs, one by one`,
      async () => {
        const made = [];
        for (const index of indexes) made.push((await tree.inclusion([index], LEAVES))[0]!);
        return made;
      },
      PROOFS,
    );
    await timed(
      `${PROOFS / 10} inclusion proofs at once`,
      () => tree.inclusion(indexes.slice(0, PROOFS / 10), LEAVES),
      PROOFS / 10,
    );
    await timed(
      'their verification',
      async () => {
        indexes.forEach((index, at) => {
          const leaf = leafHash(leafOf(eventAt(index)));
          if (!verifyInclusion(leaf, index, head.size, proofs[at]!, head.root))
            throw new Error(`leaf ${index}`);
        });
      },
      PROOFS,
    );
    say(`hashes in a proof: ${proofs[0]!.length}`);
    const [consistency] = await timed(`consistency of ${half} with ${LEAVES}`, () =>
      tree.consistency([half], LEAVES),
    );
    if (!verifyConsistency(before, head, consistency!)) throw new Error('not consistent');
  } finally {
    await pool.end();
  }
};

const main = async (): Promise<void> => {
  if (process.env.DATABASE_URL) {
    const name = `measure_${process.pid}`;
    const admin = new Client({ connectionString: process.env.DATABASE_URL });
    await admin.connect();
    await admin.query(`create database ${name}`);
    const url = new URL(process.env.DATABASE_URL);
    url.pathname = `/${name}`;
    await measure(url.toString()).finally(() => admin.query(`drop database ${name}`));
    return admin.end();
  }
  const dataDir = mkdtempSync(path.join(tmpdir(), 'nastavnik-measure-'));
  const server = await startEmbeddedPostgres({ dataDir });
  try {
    await measure(server.url);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

void main();
