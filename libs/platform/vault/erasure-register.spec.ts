/** The register of erasures: what it has noted it knows again, whatever a crash left of its last line. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ErasureRegister, RegisterDamaged } from '.';

const folder = mkdtempSync(path.join(tmpdir(), 'nastavnik-register-'));
const file = path.join(folder, 'kept', 'erasures.jsonl');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = (): number => readFileSync(file, 'utf8').trimEnd().split('\n').length;

test('an erasure is noted once, also after a restart and among several at once', async () => {
  const first = ErasureRegister.open(file);
  const erasure = { subjectIds: ['a', 'b'], recordIds: ['r'] };
  await Promise.all([first.note(erasure), first.note(erasure)]);
  await ErasureRegister.open(file).note({ subjectIds: ['b'], recordIds: [] });
  expect(lines()).toBe(1);
  await ErasureRegister.open(file).note({ subjectIds: ['b', 'c'], recordIds: ['r', 's'] });
  expect(ErasureRegister.read(file)).toEqual([erasure, { subjectIds: ['c'], recordIds: ['s'] }]);
});

test('a line that a crash cut off is taken away, and the next one stands alone', async () => {
  appendFileSync(file, '{"at":"2026-01-01T00:00:00.000Z","subje');
  expect(ErasureRegister.read(file)).toHaveLength(2);
  await ErasureRegister.open(file).note({ subjectIds: ['d'], recordIds: [] });
  expect(ErasureRegister.read(file).at(-1)).toEqual({ subjectIds: ['d'], recordIds: [] });
});

test('a line that is none says nothing reliable: it is refused with its number', () => {
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"subjectIds":"all"}\n`);
  expect(() => ErasureRegister.read(file)).toThrow(RegisterDamaged);
  expect(() => ErasureRegister.open(file)).toThrow('строке 4');
});
