import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import type { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { encrypt, fingerprint, newKey } from './keys';
import { canonicalJson } from './sealed-record';
import {
  addMasterKey,
  keepCurrentMasterKey,
  type MasterKeys,
  masterKeysInFile,
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
  vault = new Vault(pool, { current: masterKey, others: [] });
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
     UNION ALL SELECT to_jsonb(s)::text FROM vault_keys.person_key s UNION ALL SELECT to_jsonb(a)::text FROM vault_access a`,
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
  expect(await vault.erase(['p5'], { actorId: 'operator', purpose: 'request of the subject' })).toBe(2);
  expect(await vault.erase(['p5'], { actorId: 'operator', purpose: 'request of the subject' })).toBe(0);
  expect([...(await vault.read(['p5', 'n5', 'p6', note.ref], access)).keys()]).toEqual(['p6']);
  await expect(vault.store([sealPerson('p5')])).rejects.toThrow(SubjectErased);
  const { rows } = await pool.query(
    `SELECT s.wrapped_key, r.box, r.commitment FROM vault_record r JOIN vault_keys.person_key s USING (subject_id) WHERE record_id = 'n5'`,
  );
  expect(rows).toEqual([{ wrapped_key: null, box: null, commitment: note.ref.commitment }]);
  const log = await pool.query(`SELECT record_ids FROM vault_access WHERE action = 'ERASE' ORDER BY id`);
  expect(log.rows).toEqual([{ record_ids: ['n5', 'p5'] }]);
});

test('a search opens many records, shows those that were chosen and writes down no others', async () => {
  await vault.store([
    sealPerson('c1'),
    sealPerson('c2', { ...person, familyName: 'Ёлкина' }),
    sealPerson('c3'),
  ]);
  await vault.store([sealPerson('c2', { ...person, familyName: 'Елкина-Иванова' })]);
  await vault.erase(['c3'], access);
  let seen: unknown[] = [];
  const found = await vault.choose<typeof person>(
    ['c1', 'c2', 'c3', 'unknown'],
    { actorId: 'curator-9', purpose: 'search:mentees' },
    (records) => {
      seen = [...records].map(([id, { data }]) => [id, data.familyName]);
      return ['c2', 'c2', 'unknown'];
    },
  );
  expect(seen).toEqual([
    ['c1', 'Пирогова'],
    ['c2', 'Елкина-Иванова'],
  ]);
  expect([...found.keys()]).toEqual(['c2']);
  const { rows } = await pool.query(
    `SELECT action, purpose, record_ids FROM vault_access WHERE actor_id = 'curator-9'`,
  );
  expect(rows).toEqual([{ action: 'READ', purpose: 'search:mentees', record_ids: ['c2', 'unknown'] }]);
});

test('all of an act is stored or nothing', async () => {
  await vault.erase(['gone'], { actorId: 'operator', purpose: 'spec' });
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
  await expect(new Vault(pool, { current: newKey(), others: [] }).read(['p10'], access)).rejects.toThrow(
    VaultUnreadable,
  );
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

describe('a record about several people', () => {
  const plan = (recordId: string) =>
    vault.seal({
      recordId,
      subjectId: 'several-b',
      also: ['several-a', 'several-b', 'several-a'],
      kind: 'text',
      data: { text: 'План группы' },
    });

  test('opens for whoever reads it, and is not held under the key of one of them alone', async () => {
    await vault.store([plan('plan-1')]);
    expect((await vault.read(['plan-1'], access)).get('plan-1')).toMatchObject({
      subjectId: 'several-b',
      also: ['several-a'],
      data: { text: 'План группы' },
    });
    const otherwise = vault.seal({
      recordId: 'plan-1',
      subjectId: 'several-b',
      kind: 'text',
      data: { text: 'x' },
    });
    await expect(vault.store([otherwise])).rejects.toThrow(RecordMismatch);
  });

  test('is erased with the first of them, and the other person stays', async () => {
    await vault.store([plan('plan-2'), sealPerson('several-a'), sealPerson('several-b')]);
    await vault.erase(['several-a'], access);
    expect([...(await vault.read(['plan-2', 'several-a', 'several-b'], access)).keys()]).toEqual([
      'several-b',
    ]);
    await expect(vault.store([plan('plan-3')])).rejects.toThrow(SubjectErased);
  });
});

test('an erasure takes records that were written under the key of somebody else', async () => {
  const report = vault.seal({
    recordId: 'old-report',
    subjectId: 'mentor-1',
    kind: 'text',
    data: { text: 'О Пироговой' },
  });
  await vault.store([report, sealPerson('mentor-1'), sealPerson('mentee-1')]);
  expect(await vault.holdings(['mentee-1'], ['old-report'])).toEqual([
    { kind: 'person', records: 1 },
    { kind: 'text', records: 1 },
  ]);
  expect(await vault.erase(['mentee-1', 'mentee-1'], access, ['old-report'])).toBe(2);
  expect([...(await vault.read(['old-report', 'mentor-1', 'mentee-1'], access)).keys()]).toEqual([
    'mentor-1',
  ]);
  expect(await vault.erasedAmong(['mentee-1', 'mentor-1', 'nobody'])).toEqual(new Set(['mentee-1']));
});

test('everything held about somebody comes with its versions', async () => {
  await vault.store([sealPerson('all-1')]);
  await vault.store([sealPerson('all-1', { ...person, familyName: 'Новая' })]);
  const about = vault.seal({
    recordId: 'all-2',
    subjectId: 'x',
    also: ['all-1'],
    kind: 'text',
    data: { text: 'т' },
  });
  await vault.store([about]);
  const held = await vault.readAll(['all-1'], access);
  expect(held.map(({ recordId, version }) => `${recordId} ${version}`)).toEqual([
    'all-1 1',
    'all-1 2',
    'all-2 1',
  ]);
});

describe('the access log', () => {
  test('says who, in which role, for whom, why, whose and which fields; only those are given out', async () => {
    await vault.store([sealPerson('seen-1')]);
    const fields = ['familyName', 'givenName'];
    const reader = {
      actorId: 'curator-9',
      role: 'curator',
      organisationId: 'school-9',
      purpose: 'register:pairs',
      fields,
    };
    const read = await vault.read(['seen-1'], reader);
    expect(read.get('seen-1')?.data).toEqual({ familyName: person.familyName, givenName: person.givenName });
    const [entry] = await vault.accessLog({ subjectIds: ['seen-1'], limit: 10 });
    expect(entry).toMatchObject({ action: 'READ', ...reader, subjectIds: ['seen-1'], recordIds: ['seen-1'] });
    expect(JSON.stringify(entry)).not.toContain(person.familyName);
  });

  test('is paged and filtered', async () => {
    const reader = { actorId: 'pager', purpose: 'spec', organisationId: 'school-10' };
    for (let n = 0; n < 3; n += 1) await vault.read(['p1'], reader);
    const page = await vault.accessLog({ actorId: 'pager', limit: 2 });
    expect(page).toHaveLength(2);
    const rest = await vault.accessLog({ actorId: 'pager', limit: 2, before: page[1]!.id });
    expect(rest).toHaveLength(1);
    expect(await vault.accessLog({ organisationId: 'school-11', limit: 5 })).toEqual([]);
    expect(await vault.accessLog({ organisationId: 'school-10', action: 'ERASE', limit: 5 })).toEqual([]);
  });

  test.each([
    `UPDATE vault_access SET actor_id = 'nobody'`,
    'DELETE FROM vault_access',
    'TRUNCATE vault_access',
  ])('cannot be edited: %s', async (statement) => {
    await expect(pool.query(statement)).rejects.toThrow(/grows by inserts alone/);
  });
});

describe('a change of the master key', () => {
  const old: MasterKeys = { current: newKey(), others: [] };
  const next: MasterKeys = { current: newKey(), others: [old.current] };
  let own: TestDatabase;
  let rows: Pool;
  beforeAll(async () => {
    own = await createTestDatabase();
    await migrate(own.url, vaultMigrations);
    rows = connectPostgres(own.url);
    const before = new Vault(rows, old);
    await before.store(Array.from({ length: 1_200 }, (_, n) => sealPerson(`p${n}`)));
  });
  afterAll(async () => {
    await rows.end();
    await own.drop();
  });

  test('both open meanwhile; the job goes on where it was stopped; then the old one opens nothing', async () => {
    const vaultNow = new Vault(rows, next);
    expect((await vaultNow.read(['p1'], access)).size).toBe(1);
    // Stopped after its first batch, as a kill would: each batch is complete.
    const stop = new AbortController();
    rows.once('acquire', () => stop.abort());
    await expect(vaultNow.rewrap(stop.signal)).rejects.toThrow(/abort/i);
    expect(await vaultNow.underOtherMasters()).toBe(700);
    expect((await vaultNow.read(['p1', 'p1199'], access)).size).toBe(2);
    expect(await vaultNow.rewrap()).toBe(700);
    expect(await vaultNow.underOtherMasters()).toBe(0);
    const after = new Vault(rows, { current: next.current, others: [] });
    expect((await after.read(['p1', 'p1199'], access)).size).toBe(2);
    await expect(new Vault(rows, old).read(['p1'], access)).rejects.toThrow(VaultUnreadable);
  });

  test('a copy made before an erasure: without its keys, or once its master key is gone, the erased do not open', async () => {
    const now = new Vault(rows, { current: next.current, others: [] });
    await now.store([sealPerson('leaving'), sealPerson('staying')]);
    await rows.query(
      'CREATE TABLE copy_record AS TABLE vault_record; CREATE TABLE copy_key AS TABLE vault_keys.person_key',
    );
    await now.erase(['leaving'], access);
    const restored = async (keys: 'keys of today' | 'keys of the copy'): Promise<void> => {
      await rows.query('TRUNCATE vault_record; INSERT INTO vault_record SELECT * FROM copy_record');
      if (keys === 'keys of the copy')
        await rows.query(
          'TRUNCATE vault_keys.person_key; INSERT INTO vault_keys.person_key SELECT * FROM copy_key',
        );
    };
    await restored('keys of today');
    expect([...(await now.read(['leaving', 'staying'], access)).keys()]).toEqual(['staying']);
    const third: MasterKeys = { current: newKey(), others: [next.current] };
    await new Vault(rows, third).rewrap();
    await restored('keys of the copy');
    await expect(
      new Vault(rows, { current: third.current, others: [] }).read(['leaving'], access),
    ).rejects.toThrow(VaultUnreadable);
  });
});

describe('what an older version left', () => {
  test('is read as before, and what it erased stays erased', async () => {
    const own = await createTestDatabase();
    await migrate(own.url, vaultMigrations.slice(0, 1));
    const rows = connectPostgres(own.url);
    try {
      // As that version wrote: the key wrapped beside the subject, the box bound to its record.
      const key = newKey();
      const record = sealPerson('before');
      const { commitment } = record.ref;
      await rows.query(
        `INSERT INTO vault_subject (subject_id, master_key, wrapped_key) VALUES ('before', $1, $2)`,
        [fingerprint(masterKey), encrypt(masterKey, key, canonicalJson(['subject', 'before']))],
      );
      await rows.query(`INSERT INTO vault_subject (subject_id, erased_at) VALUES ('erased', now())`);
      await rows.query(
        `INSERT INTO vault_record (record_id, version, subject_id, kind, commitment, box) VALUES ('before', 1, 'before', 'person', $1, $2)`,
        [
          commitment,
          encrypt(
            key,
            record.plaintext(),
            canonicalJson(['record', 'before', 'before', 'person', commitment]),
          ),
        ],
      );
      await rows.query(
        `INSERT INTO vault_access (action, actor_id, purpose, record_ids) VALUES ('READ', 'director-1', 'register:mentees', '{before}')`,
      );
      await migrate(own.url, vaultMigrations);
      const now = new Vault(rows, { current: masterKey, others: [] });
      expect((await now.read([record.ref], access)).get('before')).toMatchObject({
        version: 1,
        data: person,
      });
      await expect(now.store([sealPerson('erased')])).rejects.toThrow(SubjectErased);
      expect(await now.accessLog({ actorId: 'director-1', limit: 5 })).toMatchObject([
        { subjectIds: ['before'] },
      ]);
      expect((await rows.query(`SELECT to_regclass('vault_subject') AS gone`)).rows).toEqual([
        { gone: null },
      ]);
    } finally {
      await rows.end();
      await own.drop();
    }
  });
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
    const made = masterKeysInFile(file);
    expect(masterKeysInFile(file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    addMasterKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const changing = masterKeysInFile(file);
    expect(changing.others).toEqual([made.current]);
    keepCurrentMasterKey(file);
    expect(masterKeysInFile(file)).toEqual({ current: changing.current, others: [] });
    const open = join(folder, 'open.key');
    writeFileSync(open, made.current.toString('hex'), { mode: 0o644 });
    expect(() => masterKeysInFile(open)).toThrow(/chmod 600/);
    rmSync(folder, { recursive: true });
  });
});
