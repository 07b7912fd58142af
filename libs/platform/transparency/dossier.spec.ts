/** A dossier with every byte of it changed in turn: each change is found, and nothing that is whole is accused. */
import { randomUUID } from 'node:crypto';
import {
  CHECKPOINT,
  checkReading,
  CONSISTENCY,
  type DossierFiles,
  type DossierFinding,
  Edge,
  EVENTS,
  type Hash,
  inclusionPath,
  consistencyPath,
  joined,
  leafHash,
  type LeafEvent,
  leafOf,
  newSignerKey,
  NotADossier,
  packDossier,
  parseSigner,
  PROOFS,
  type Range,
  signCheckpoint,
  subtreesOf,
  treeHash,
  unpackDossier,
  verifyDossier,
} from '.';

const signer = parseSigner(newSignerKey('nastavnik.example/log'));

/** A log of events; every fifth is in the dossier, which so has two whole streams. */
const log: LeafEvent[] = Array.from({ length: 400 }, (_, n) => ({
  stream: n % 5 === 0 ? `pair-${(n / 5) % 2}` : `other-${n}`,
  revision: BigInt(n % 5 === 0 ? Math.floor(n / 10) : 0),
  id: randomUUID(),
  type: 'pair.meeting-held.v1',
  raw: { data: Buffer.from(`{"n":${n},"тема":"«обход»\\n"}`), metadata: Buffer.from(`{"at":${n}}`) },
}));
const leaves = log.map((event) => leafHash(leafOf(event)));
const hashOf = (range: Range): Hash =>
  joined(
    subtreesOf(range).map(({ height, index }) =>
      treeHash(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height)),
    ),
  );
const noteOf = (size: number, key = signer): string => {
  const edge = new Edge();
  leaves.slice(0, size).forEach((leaf) => edge.push(leaf));
  return signCheckpoint({ size, root: edge.root() }, key);
};

/** Nine events of it. */
const SIZE = 41;
const LARGE = 391;
const dossier = (withheld: readonly number[] = [], size = SIZE): Buffer =>
  packDossier({
    events: log.flatMap((event, index) =>
      index % 5 === 0 && index < size
        ? [
            {
              event,
              index,
              proof: inclusionPath(index, size).map(hashOf),
              withheld: withheld.includes(index),
            },
          ]
        : [],
    ),
    checkpoint: noteOf(size),
    consistency: [7, 32].map((from) => ({
      note: noteOf(from),
      proof: consistencyPath(from, size).map(hashOf),
    })),
    reading: { 'README.txt': Buffer.from('Читайте docs/proofs.md\n'), 'summary.docx': Buffer.from('Сводка') },
    at: new Date('2026-03-01T09:00:00.000Z'),
  });
const whole = unpackDossier(dossier());
const changed = (file: string, change: (bytes: Buffer) => Buffer | undefined): DossierFiles => {
  const files = new Map(whole);
  const after = change(Buffer.from(files.get(file)!));
  if (after === undefined) files.delete(file);
  else files.set(file, after);
  return files;
};
const findings = (files: DossierFiles, witness?: string): readonly DossierFinding[] =>
  verifyDossier(files, signer, witness).findings;

test('a whole dossier is verified with the public key alone, and is the same bytes each time', () => {
  const { checkpoint, events, consistentWith, findings: none } = verifyDossier(whole, signer);
  expect(none).toEqual([]);
  expect(checkpoint).toMatchObject({ origin: 'nastavnik.example/log', size: SIZE });
  expect(events).toHaveLength(9);
  expect(events[3]).toMatchObject({
    index: 15,
    data: log[15]!.raw.data.toString(),
    leaf: { id: log[15]!.id },
  });
  expect(consistentWith).toEqual([7, 32]);
  expect(dossier().equals(dossier())).toBe(true);
});

/** Line of a file that the byte stands in, from 1; its newline belongs to it. */
const lineAt = (bytes: Buffer, at: number): number =>
  bytes.subarray(0, at).filter((byte) => byte === 10).length + 1;

test.each([EVENTS, PROOFS, CONSISTENCY])(
  'any byte of %s changed: found in its line, and no other line is accused',
  (file) => {
    const bytes = whole.get(file)!;
    const missed: string[] = [];
    for (let at = 0; at < bytes.length; at++) {
      // Every byte; of each ninth, every bit.
      for (const bit of at % 9 === 0 ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8]) {
        const files = changed(file, (copy) => {
          copy[at]! ^= 1 << bit;
          return copy;
        });
        const line = lineAt(bytes, at);
        const found = findings(files);
        const elsewhere = found.filter(
          (one) =>
            // Two lines grown into one, or one fallen apart, are unreadable where they stand.
            !(one.line === line || (one.what === 'unreadable' && one.file === file && one.line === line + 1)),
        );
        if (found.length === 0 || elsewhere.length > 0) {
          missed.push(`byte ${at} bit ${bit} line ${line}: ${JSON.stringify(found)}`);
        }
      }
    }
    expect(missed.slice(0, 5)).toEqual([]);
  },
  120_000,
);

test('any byte of the checkpoint changed: the checkpoint is accused and nothing else', () => {
  const bytes = whole.get(CHECKPOINT)!;
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const found = findings(
        changed(CHECKPOINT, (copy) => {
          copy[at]! ^= 1 << bit;
          return copy;
        }),
      );
      expect(found).toEqual([
        expect.objectContaining({ file: CHECKPOINT, what: expect.stringMatching(/unreadable|signature/) }),
      ]);
    }
  }
});

test('bytes of the ZIP file changed: it cannot be read, a finding, or nothing that is proved has changed', () => {
  const zip = dossier();
  for (let at = 0; at < zip.length; at += 11) {
    const copy = Buffer.from(zip);
    copy[at]! ^= 0x10;
    let files: DossierFiles;
    try {
      files = unpackDossier(copy);
    } catch (error) {
      expect(error).toBeInstanceOf(NotADossier);
      continue;
    }
    if (findings(files).length === 0) {
      for (const file of [CHECKPOINT, EVENTS, PROOFS])
        expect([at, files.get(file)]).toEqual([at, whole.get(file)]);
    }
  }
});

describe('each kind of tampering has its name', () => {
  const edit = (file: string, change: (lines: string[]) => void): DossierFiles =>
    changed(file, (bytes) => {
      const lines = bytes.toString().split('\n');
      change(lines);
      return Buffer.from(lines.join('\n'));
    });
  const event = expect.objectContaining({ id: log[10]!.id, stream: 'pair-0', revision: '1' });

  test.each([
    [
      'other data',
      edit(EVENTS, (l) => (l[2] = l[2]!.replace('\\"n\\":10', '\\"n\\":11'))),
      [{ what: 'data-differ', file: EVENTS, line: 3, event }],
    ],
    [
      'other metadata',
      edit(EVENTS, (l) => (l[2] = l[2]!.replace('\\"at\\":10', '\\"at\\":12'))),
      [{ what: 'metadata-differ', file: EVENTS, line: 3, event }],
    ],
    [
      'another type in the leaf',
      edit(EVENTS, (l) => (l[2] = l[2]!.replace('held', 'hold'))),
      [expect.objectContaining({ what: 'not-proved', file: EVENTS, line: 3, event })],
    ],
    [
      'an event left out with its proof',
      new Map([
        ...edit(EVENTS, (l) => l.splice(2, 1)),
        [PROOFS, edit(PROOFS, (l) => l.splice(2, 1)).get(PROOFS)!],
      ]),
      [expect.objectContaining({ what: 'gap', file: EVENTS, line: 4, detail: 'pair-0@1' })],
    ],
    [
      'an event left out',
      edit(EVENTS, (l) => l.splice(2, 1)),
      expect.arrayContaining([expect.objectContaining({ what: 'event-missing', detail: log[10]!.id })]),
    ],
    [
      'a proof left out',
      edit(PROOFS, (l) => l.splice(2, 1)),
      [expect.objectContaining({ what: 'proof-missing', line: 3, event })],
    ],
    [
      'an event told twice',
      edit(EVENTS, (l) => l.splice(3, 0, l[2]!)),
      [expect.objectContaining({ what: 'repeated', file: EVENTS, line: 4, event })],
    ],
    [
      'two events in the wrong order',
      edit(EVENTS, (l) => l.splice(2, 2, l[3]!, l[2]!)),
      [expect.objectContaining({ what: 'out-of-order', line: 4, event })],
    ],
    ['no checkpoint', changed(CHECKPOINT, () => undefined), [{ what: 'file-missing', file: CHECKPOINT }]],
    ['no proofs', changed(PROOFS, () => undefined), [{ what: 'file-missing', file: PROOFS }]],
    [
      'no file for a reader',
      changed('summary.docx', () => undefined),
      [{ what: 'file-missing', file: 'summary.docx' }],
    ],
    [
      'a file of another hand',
      new Map([...whole, ['extra.exe', Buffer.alloc(1)]]),
      [{ what: 'file-unexpected', file: 'extra.exe' }],
    ],
    [
      'an older checkpoint of the same key',
      changed(CHECKPOINT, () => Buffer.from(noteOf(32))),
      expect.arrayContaining([expect.objectContaining({ what: 'not-proved' })]),
    ],
  ] as const)('%s', (_, files, expected) => {
    expect(findings(files)).toEqual(expected);
  });

  test('signed by somebody else under the same name', () => {
    const forger = parseSigner(newSignerKey('nastavnik.example/log'));
    expect(findings(changed(CHECKPOINT, () => Buffer.from(noteOf(SIZE, forger))))).toEqual([
      expect.objectContaining({ what: 'signature', file: CHECKPOINT }),
    ]);
  });
});

describe('a witness with an old checkpoint', () => {
  test('is shown that nothing before it was rewritten', () => {
    expect(findings(whole, noteOf(32))).toEqual([]);
    expect(findings(whole, noteOf(SIZE))).toEqual([]);
  });

  test('finds a log that has shown two histories', () => {
    const fork = signCheckpoint({ size: 32, root: leafHash(Buffer.from('another history')) }, signer);
    expect(findings(whole, fork)).toEqual([{ what: 'forked', file: 'witness', detail: '32' }]);
  });

  test('is told when the dossier proves nothing about its checkpoint, or it is none', () => {
    expect(findings(whole, noteOf(20))).toEqual([
      { what: 'witness-unproved', file: 'witness', detail: '20' },
    ]);
    expect(findings(whole, 'x')).toEqual([expect.objectContaining({ what: 'unreadable', file: 'witness' })]);
  });
});

test('what a reader may not see is withheld, and proved all the same', () => {
  const files = unpackDossier(dossier([10]));
  const { events, findings: none } = verifyDossier(files, signer);
  expect(none).toEqual([]);
  expect(events[2]).toMatchObject({ index: 10, data: null, leaf: { id: log[10]!.id } });
  expect(files.get(EVENTS)!.toString()).not.toContain('\\"n\\":10,');
});

test('some eighty events are verified in a moment', () => {
  const large = dossier([], LARGE);
  const started = performance.now();
  expect(verifyDossier(unpackDossier(large), signer).events).toHaveLength(79);
  // Said, not asserted: machines differ.
  process.stdout.write(`79 events unpacked and verified in ${(performance.now() - started).toFixed(0)} ms\n`);
});

test('any byte of a file for a reader changed: that file is accused, by whoever can make it again', () => {
  const made = Object.fromEntries(['README.txt', 'summary.docx'].map((name) => [name, whole.get(name)!]));
  expect(checkReading(whole, made)).toEqual([]);
  for (const [file, bytes] of Object.entries(made)) {
    for (let at = 0; at < bytes.length; at++) {
      const files = changed(file, (copy) => {
        copy[at]! ^= 1;
        return copy;
      });
      expect(checkReading(files, made)).toEqual([{ what: 'reading-differs', file }]);
    }
  }
});

test('what is no ZIP file is said to be none', () => {
  expect(() => unpackDossier(Buffer.from('not a zip'))).toThrow(NotADossier);
});
