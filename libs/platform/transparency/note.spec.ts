/** Notes and checkpoints, byte for byte as the tools of others write them. */
import fc from 'fast-check';
import {
  BadKey,
  BadNote,
  bundleOf,
  leafHash,
  newSignerKey,
  openCheckpoint,
  openNote,
  parseSigner,
  parseTilePath,
  parseVerifier,
  pathOfTile,
  signCheckpoint,
  signNote,
  treeHash,
} from '.';
import { enochRoot, peterNeumann, tesseraLog } from './vectors.testing';

const peter = parseVerifier(peterNeumann.vkey);
const enoch = parseVerifier(enochRoot.vkey);
const reasonOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof BadNote) return error.reason;
    throw error;
  }
  return 'accepted';
};

describe('golang.org/x/mod/sumdb/note', () => {
  test('the same key signs the same text with the same bytes', () => {
    const signer = parseSigner(peterNeumann.skey);
    expect(signer.vkey).toBe(peterNeumann.vkey);
    expect(signNote(peterNeumann.text, signer)).toBe(`${peterNeumann.text}\n${peterNeumann.signature}`);
  });

  test('a note of two signatures is opened with either key, and with both', () => {
    const note = `${peterNeumann.text}\n${peterNeumann.signature}${enochRoot.signature}`;
    expect(openNote(note, [peter, enoch])).toEqual({ text: peterNeumann.text, signedBy: [peter, enoch] });
    expect(openNote(note, [enoch]).signedBy).toEqual([enoch]);
    expect(reasonOf(() => openNote(note, []))).toBe('unsigned');
  });

  test('a wrong signature of a known key spoils the note, whoever else has signed it', () => {
    const note = `${peterNeumann.text.replace('answer', 'Answer')}\n${peterNeumann.signature}`;
    expect(reasonOf(() => openNote(note, [peter]))).toBe('signature');
    const mixed = `${peterNeumann.text}\n${peterNeumann.signature}${enochRoot.signature.replace('rwz+eBzm', 'rwz+eBzn')}`;
    expect(reasonOf(() => openNote(mixed, [peter, enoch]))).not.toBe('accepted');
  });

  test('no part of a key and no changed key is a key', () => {
    for (const [key, parse] of [
      [peterNeumann.skey, parseSigner],
      [peterNeumann.vkey, parseVerifier],
    ] as const) {
      for (let at = 0; at < key.length; at++) {
        expect(() => parse(key.slice(0, at))).toThrow(BadKey);
        expect(() => parse(key.slice(at + 1))).toThrow(BadKey);
        const next = String.fromCharCode(key.charCodeAt(at) + 1);
        expect(() => parse(key.slice(0, at) + next + key.slice(at + 1))).toThrow(BadKey);
      }
    }
  });
});

describe('a log of transparency-dev/tessera', () => {
  const hashes = tesseraLog.entries.map((entry) => leafHash(Buffer.from(entry)));

  test('its checkpoints are opened, and written again byte for byte from its entries', () => {
    const log = parseVerifier(tesseraLog.vkey);
    const signer = parseSigner(tesseraLog.skey);
    for (const [size, note] of Object.entries(tesseraLog.checkpoints)) {
      const root = treeHash(hashes.slice(0, Number(size)));
      expect(openCheckpoint(note, log)).toEqual({
        origin: 'example.com/log/testdata',
        size: Number(size),
        root,
      });
      expect(signCheckpoint({ size: Number(size), root }, signer)).toBe(note);
    }
  });

  test('its tile and its bundle are what we make of its entries', () => {
    expect(Buffer.concat(hashes)).toEqual(tesseraLog.tile);
    expect(bundleOf(tesseraLog.entries.map((entry) => Buffer.from(entry)))).toEqual(tesseraLog.bundle);
  });
});

describe('our own checkpoints', () => {
  const signer = parseSigner(newSignerKey('nastavnik.example/log'));
  const note = signCheckpoint({ size: 20852163, root: leafHash(Buffer.from('x')) }, signer);

  test('are opened with the key they are signed with, and with no other of the same name', () => {
    expect(openCheckpoint(note, parseVerifier(signer.vkey)).size).toBe(20852163);
    const other = parseSigner(newSignerKey('nastavnik.example/log'));
    expect(reasonOf(() => openCheckpoint(note, other))).toBe('unsigned');
  });

  test('any bit changed anywhere is noticed', () => {
    const bytes = Buffer.from(note);
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const copy = Buffer.from(bytes);
        copy[at]! ^= 1 << bit;
        expect([at, bit, reasonOf(() => openCheckpoint(copy, signer))]).not.toEqual([at, bit, 'accepted']);
      }
    }
  });

  test.each([
    ['another log', 'elsewhere.example\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'],
    [
      'a size with a zero in front',
      'nastavnik.example/log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n',
    ],
    ['a root of another length', 'nastavnik.example/log\n1\nAAAA\n'],
    ['no root', 'nastavnik.example/log\n1\n'],
    ['an empty extension line', 'nastavnik.example/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n'],
  ])('well signed and yet no checkpoint: %s', (_, text) => {
    expect(reasonOf(() => openCheckpoint(signNote(text, signer), signer))).toBe('form');
  });

  test('lines of others after the root are let be', () => {
    const text = 'nastavnik.example/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n';
    expect(openCheckpoint(signNote(text, signer), signer).size).toBe(0);
  });
});

describe('addresses of tiles', () => {
  test.each([
    ['0/x001/x234/067', { level: 0, n: 1234067, width: 256 }],
    ['4/000.p/5', { level: 4, n: 0, width: 5 }],
    ['entries/x001/000.p/255', { level: 'entries', n: 1000, width: 255 }],
  ] as const)('%s', (path, id) => {
    expect(parseTilePath(path)).toEqual(id);
    expect(pathOfTile(id)).toBe(path);
  });

  test.each([
    '64/000',
    '00/000',
    '-1/000',
    '0/1',
    '0/0000',
    '0/x000/001',
    '0/001/002',
    '0/000.p/0',
    '0/000.p/256',
    '0/000.p/07',
    '0/000.p/',
    'entry/000',
    '',
    '0/../000',
  ])('not an address: %s', (path) => expect(parseTilePath(path)).toBeUndefined());

  test('any tile has one address', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant('entries' as const), fc.nat({ max: 63 })),
        fc.nat({ max: 999_999_999_999 }),
        fc.integer({ min: 1, max: 256 }),
        (level, n, width) =>
          expect(parseTilePath(pathOfTile({ level, n, width }))).toEqual({ level, n, width }),
      ),
    );
  });
});
