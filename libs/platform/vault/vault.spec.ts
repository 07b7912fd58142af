import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import type { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { newKey } from './keys';
import { canonicalJson } from './sealed-record';
import {
  masterKeyInFile,
  parseMasterKey,
  RecordMismatch,
  SealedRecord,
  SubjectErased,
  Vault,
  vaultMigrations,
  VaultUnreadable,
} from '.';

let database: TestDatabase;
let pool: Pool;
let vault: Vault;
const masterKey = newKey();
const access = { actorId: 'curator-1', purpose: 'spec' };
const person = { familyName: 'Пирогова', givenName: 'Анна', birthDate: '2006-02-28' };

beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.url, vaultMigrations);
  pool = connectPostgres(database.url);
  vault = new Vault(pool, masterKey);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const sealPerson = (id: string, data: typeof person = person) =>
  vault.seal({ recordId: id, subjectId: id, kind: 'person', data });

/** Everything the vault's tables hold, as one text. */
const dump = async (): Promise<string> => {
  const { rows } = await pool.query<{ row: string }>(
    `SELECT to_jsonb(r)::text AS row FROM vault_record r
     UNION ALL SELECT to_jsonb(s)::text FROM vault_subject s UNION ALL SELECT to_jsonb(a)::text FROM vault_access a`,
  );
  return rows.map((row) => row.row).join('\n');
};

test('what is stored can be read, and is nowhere in the tables as it was', async () => {
  await vault.store([sealPerson('p1')]);
  const read = await vault.read(['p1', 'nobody'], access);
  expect([...read.keys()]).toEqual(['p1']);
  expect(read.get('p1')).toMatchObject({
    recordId: 'p1',
    subjectId: 'p1',
    kind: 'person',
    version: 1,
    data: person,
  });
  const { rows } = await pool.query<{ box: Buffer }>(`SELECT box FROM vault_record WHERE record_id = 'p1'`);
  for (const word of [person.familyName, person.givenName, person.birthDate, 'birthDate']) {
    expect(rows[0]!.box.includes(Buffer.from(word, 'utf8'))).toBe(false);
    const held = await dump();
    expect(held).toContain('p1');
    expect(held).not.toContain(word);
    // bytea is shown in hex.
    expect(held).not.toContain(Buffer.from(word, 'utf8').toString('hex'));
  }
});

test('a sealed record shows no content to a log, a serializer or an error', () => {
  const sealed = sealPerson('p2');
  const shown =
    inspect({ sealed }, { depth: 9, showHidden: true }) + JSON.stringify({ sealed }) + String(sealed);
  expect(shown).toContain('p2');
  for (const word of Object.values(person)) expect(shown).not.toContain(word);
  expect(sealed.data).toEqual(person);
});

test('one content sealed twice has two commitments: nobody can guess a name from an event', () => {
  expect(sealPerson('p3').ref.commitment).not.toBe(sealPerson('p3').ref.commitment);
  expect(sealPerson('p3').ref.commitment).toMatch(/^[0-9a-f]{64}$/);
});

test('storing the same sealed record again changes nothing; a correction is the next version and the event still finds its own', async () => {
  const first = sealPerson('p4');
  await vault.store([first]);
  await vault.store([first]);
  const corrected = sealPerson('p4', { ...person, familyName: 'Пирогова-Ильина' });
  await vault.store([corrected]);
  await vault.store([first]);
  expect((await vault.read(['p4'], access)).get('p4')).toMatchObject({
    version: 2,
    data: { familyName: 'Пирогова-Ильина' },
  });
  expect((await vault.read([first.ref], access)).get('p4')).toMatchObject({ version: 1, data: person });
  expect((await vault.read([{ recordId: 'p4', commitment: '00' }], access)).size).toBe(0);
});

test('every read leaves a line, also of what was not found', async () => {
  await vault.read(['p1', 'p4', 'unknown'], { actorId: 'director-7', purpose: 'register:mentees' });
  const { rows } = await pool.query(
    `SELECT action, purpose, record_ids FROM vault_access WHERE actor_id = 'director-7'`,
  );
  expect(rows).toEqual([
    { action: 'READ', purpose: 'register:mentees', record_ids: ['p1', 'p4', 'unknown'] },
  ]);
});

test('an erased subject cannot be read, stored again or restored from the rows that stay', async () => {
  const note = vault.seal({
    recordId: 'n5',
    subjectId: 'p5',
    kind: 'text',
    data: { text: 'Нужна помощь с чтением' },
  });
  await vault.store([sealPerson('p5'), sealPerson('p6'), note]);
  expect(await vault.erase('p5', { actorId: 'operator', purpose: 'request of the subject' })).toBe(2);
  expect(await vault.erase('p5', { actorId: 'operator', purpose: 'request of the subject' })).toBe(0);
  expect([...(await vault.read(['p5', 'n5', 'p6', note.ref], access)).keys()]).toEqual(['p6']);
  await expect(vault.store([sealPerson('p5')])).rejects.toThrow(SubjectErased);
  const { rows } = await pool.query(
    `SELECT s.wrapped_key, r.box, r.commitment FROM vault_record r JOIN vault_subject s USING (subject_id) WHERE record_id = 'n5'`,
  );
  expect(rows).toEqual([{ wrapped_key: null, box: null, commitment: note.ref.commitment }]);
  const log = await pool.query(`SELECT record_ids FROM vault_access WHERE action = 'ERASE' ORDER BY id`);
  expect(log.rows).toEqual([{ record_ids: ['n5', 'p5'] }, { record_ids: [] }]);
});

test('all of an act is stored or nothing', async () => {
  await vault.erase('gone', { actorId: 'operator', purpose: 'spec' });
  await expect(vault.store([sealPerson('p7'), sealPerson('gone')])).rejects.toThrow(SubjectErased);
  expect((await vault.read(['p7'], access)).size).toBe(0);
});

test("a record id cannot be taken over by another subject's act", async () => {
  const mine = vault.seal({ recordId: 'r8', subjectId: 's8', kind: 'text', data: { text: 'a' } });
  await vault.store([mine]);
  const theirs = vault.seal({ recordId: 'r8', subjectId: 's9', kind: 'text', data: { text: 'b' } });
  await expect(vault.store([theirs])).rejects.toThrow(RecordMismatch);
  expect((await vault.read(['r8'], access)).get('r8')).toMatchObject({
    subjectId: 's8',
    data: { text: 'a' },
  });
});

test('acts about the same people at once neither lose a version nor block each other', async () => {
  const acts = Array.from({ length: 12 }, (_, n) =>
    ['a', 'b', 'c'].map((id) => sealPerson(`many-${id}`, { ...person, givenName: `Имя ${n}` })),
  );
  await Promise.all(acts.map((act, n) => vault.store(n % 2 ? act : [...act].reverse())));
  const { rows } = await pool.query(
    `SELECT record_id, count(*)::int AS versions, max(version) AS newest FROM vault_record WHERE record_id LIKE 'many-%' GROUP BY 1 ORDER BY 1`,
  );
  expect(rows).toEqual(['a', 'b', 'c'].map((id) => ({ record_id: `many-${id}`, versions: 12, newest: 12 })));
});

test('another master key, a changed box and a box moved to another record are refused without quoting anything', async () => {
  await vault.store([sealPerson('p10'), sealPerson('p11')]);
  await expect(new Vault(pool, newKey()).read(['p10'], access)).rejects.toThrow(VaultUnreadable);
  await pool.query(
    `UPDATE vault_record SET box = set_byte(box, 40, get_byte(box, 40) # 1) WHERE record_id = 'p10'`,
  );
  await expect(vault.read(['p10'], access)).rejects.toThrow(VaultUnreadable);
  await pool.query(
    `UPDATE vault_record SET box = (SELECT box FROM vault_record WHERE record_id = 'p1') WHERE record_id = 'p11'`,
  );
  await expect(vault.read(['p11'], access)).rejects.toThrow(VaultUnreadable);
});

test('canonical JSON is one text for one content, in the order of RFC 8785', () => {
  expect(canonicalJson({ b: [1, { z: null, a: 'я"' }], a: 1.5, gone: undefined })).toBe(
    '{"a":1.5,"b":[1,{"a":"я\\"","z":null}]}',
  );
  // RFC 8785, 3.2.3: code units, so the surrogate pair sorts before U+FB33.
  expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, '\u20ac': 3 })).toBe(
    '{"\u20ac":3,"\u{1f600}":2,"\ufb33":1}',
  );
  const one = new SealedRecord(
    { recordId: 'r', subjectId: 's', kind: 'text', data: { a: 1, b: 2 } },
    Buffer.alloc(32),
  );
  const other = new SealedRecord(
    { recordId: 'r', subjectId: 's', kind: 'text', data: { b: 2, a: 1 } },
    Buffer.alloc(32),
  );
  expect(one.ref).toEqual(other.ref);
  // Fixed for ever: events hold such commitments. printf of 32 zero bytes and {"a":1,"b":2} through sha256sum.
  expect(one.ref.commitment).toBe('f7ac2c2855a36f72e1582296ef43c32f140487bced40256965e3ed200d048d55');
});

describe('the master key', () => {
  test('is 32 bytes in hex or base64, and a wrong one is not quoted', () => {
    const key = newKey();
    expect(parseMasterKey(` ${key.toString('hex')}\n`)).toEqual(key);
    expect(parseMasterKey(key.toString('base64'))).toEqual(key);
    expect(() => parseMasterKey('hunter2')).toThrow(/32 bytes/);
    expect(() => parseMasterKey('hunter2')).not.toThrow(/hunter2/);
  });

  test('of the embedded system is made once, for its owner only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vault-key-'));
    const file = join(folder, 'keys', 'vault.key');
    const made = masterKeyInFile(file);
    expect(masterKeyInFile(file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const open = join(folder, 'open.key');
    writeFileSync(open, made.toString('hex'), { mode: 0o644 });
    expect(() => masterKeyInFile(open)).toThrow(/chmod 600/);
    rmSync(folder, { recursive: true });
  });
});
