/** The verifier printed in docs/proofs.md, run as an outsider would run it. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  Edge,
  EVENTS,
  type Hash,
  inclusionPath,
  joined,
  leafHash,
  type LeafEvent,
  leafOf,
  newSignerKey,
  packDossier,
  parseSigner,
  type Range,
  signCheckpoint,
  subtreesOf,
  treeHash,
  unpackDossier,
} from '.';

const signer = parseSigner(newSignerKey('nastavnik.example/log'));
const SIZE = 37;
const log: LeafEvent[] = Array.from({ length: SIZE }, (_, n) => ({
  stream: 'pair-0',
  revision: BigInt(n),
  id: randomUUID(),
  type: 'pair.meeting-held.v1',
  raw: { data: Buffer.from(`{"n":${n},"тема":"«обход»"}`), metadata: Buffer.from(`{"at":${n}}`) },
}));
const leaves = log.map((event) => leafHash(leafOf(event)));
const hashOf = (range: Range): Hash =>
  joined(
    subtreesOf(range).map(({ height, index }) =>
      treeHash(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height)),
    ),
  );

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nastavnik-docs-'));
  const page = readFileSync(path.join(__dirname, '../../../docs/proofs.md'), 'utf8');
  writeFileSync(path.join(folder, 'verify.mjs'), /```js\n([\s\S]*?)```/.exec(page)![1]!);
  const edge = new Edge();
  leaves.forEach((leaf) => edge.push(leaf));
  const files = unpackDossier(
    packDossier({
      events: log.map((event, index) => ({
        event,
        index,
        proof: inclusionPath(index, SIZE).map(hashOf),
        withheld: index === 3,
      })),
      checkpoint: signCheckpoint({ size: SIZE, root: edge.root() }, signer),
      consistency: [],
      reading: { 'README.txt': Buffer.of(), 'summary.docx': Buffer.of() },
      at: new Date('2026-03-01T09:00:00.000Z'),
    }),
  );
  mkdirSync(path.join(folder, 'dossier'));
  for (const [name, bytes] of files) writeFileSync(path.join(folder, 'dossier', name), bytes);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (vkey: string) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(folder, 'verify.mjs'), path.join(folder, 'dossier'), vkey],
    { encoding: 'utf8' },
  );
  return { status, said: stdout + stderr };
};

test('it proves a dossier of ours, withheld content and all, and finds what was changed', () => {
  expect(run(signer.vkey)).toEqual({ status: 0, said: `37 events proved, nastavnik.example/log, size 37\n` });
  const stranger = parseSigner(newSignerKey('nastavnik.example/log'));
  expect(run(stranger.vkey)).toMatchObject({
    status: 1,
    said: expect.stringContaining('signed by another key'),
  });
  const file = path.join(folder, 'dossier', EVENTS);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('\\"n\\":20', '\\"n\\":21'));
  expect(run(signer.vkey).said).toContain(`the data of ${log[20]!.id} were changed`);
  writeFileSync(file, text.replace('\\"revision\\":\\"20\\"', '\\"revision\\":\\"99\\"'));
  expect(run(signer.vkey).said).toContain(`${log[20]!.id} is not proved`);
});
