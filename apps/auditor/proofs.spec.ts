/** Proofs as an auditor and a witness check them: processes of their own, a dossier on disk, no network but the witness's. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Uuid } from '@nastavnik/kernel';
import { dossierReading } from '@nastavnik/documents';
import { streamReader, streamsBehind } from '@nastavnik/evidence';
import { domainCodec } from '@nastavnik/domain';
import { toRecorded } from '@nastavnik/platform/event-store';
import { migrate } from '@nastavnik/platform/postgres';
import {
  Checkpoints,
  leafHash,
  newSignerKey,
  openCheckpoint,
  packDossier,
  parseSigner,
  signCheckpoint,
  Transparency1764000000000,
  Tree,
} from '@nastavnik/platform/transparency';
import { accepted, buildHouse, type House, School62 } from '../../libs/commands/house.testing';
import { spawnTs } from '../../test/support/process';

const signer = parseSigner(newSignerKey('nastavnik.example/log'));
const folder = mkdtempSync(path.join(tmpdir(), 'nastavnik-proofs-'));
const at = (name: string): string => path.join(folder, name);

let house: House;
let pairId: Uuid;
let tree: Tree;
let checkpoints: Checkpoints;

/** What the projector does. */
const grow = async (): Promise<string> => {
  const { position } = await tree.end();
  const events = await house.store.readAll({
    maxCount: 10_000,
    ...(position === undefined ? {} : { after: position }),
  });
  await tree.append(await tree.edge(), events);
  return (await checkpoints.sign(signer))!.note;
};

/** What the API does. */
const dossier = async (): Promise<Buffer> => {
  const checkpoint = await grow().then(() => checkpoints.latest());
  const { size, note, signedAt } = checkpoint!;
  const streams = await streamsBehind(streamReader(house.store), pairId);
  const stored = (await Promise.all(streams.map((stream) => house.store.readStream(stream))))
    .flat()
    .sort((a, b) => Number(a.position - b.position));
  const indexes = await tree.indexesOf(stored.map(({ position }) => position));
  const proofs = await tree.inclusion([...stored.map(({ position }) => indexes.get(position)!)], size);
  const earlier = (await checkpoints.all()).filter((one) => one.size < size);
  const consistency = await tree.consistency(
    earlier.map((one) => one.size),
    size,
  );
  return packDossier({
    events: stored.map((event, n) => ({ event, index: indexes.get(event.position)!, proof: proofs[n]! })),
    checkpoint: note,
    consistency: earlier.map((one, n) => ({ note: one.note, proof: consistency[n]! })),
    reading: await dossierReading({
      ...{ pairId, withheld: 0 },
      events: stored.map((event) => toRecorded(domainCodec, event)),
      checkpoint: { size, root: openCheckpoint(note, signer).root, vkey: signer.vkey },
    }),
    at: signedAt,
  });
};

const audit = async (
  ...args: readonly string[]
): Promise<{ readonly code: unknown; readonly output: string }> => {
  const auditor = spawnTs('apps/auditor/main.ts', {
    args,
    env: {
      EVENTSTORE_URL: house.eventStoreUrl,
      DATABASE_URL: house.databaseUrl,
      NASTAVNIK_DATA_DIR: at('nothing-here'),
    },
  });
  return { code: await auditor.exited(), output: auditor.output() };
};
/** Without any address of a log or a database. */
const offline = async (
  ...args: readonly string[]
): Promise<{ readonly code: unknown; readonly output: string }> => {
  const auditor = spawnTs('apps/auditor/main.ts', {
    args,
    env: { EVENTSTORE_URL: '', DATABASE_URL: '', NASTAVNIK_DATA_DIR: at('nothing-here') },
  });
  return { code: await auditor.exited(), output: auditor.output() };
};

beforeAll(async () => {
  house = await buildHouse();
  await migrate(house.databaseUrl, [Transparency1764000000000]);
  await house.open();
  tree = new Tree(house.pool);
  checkpoints = new Checkpoints(house.pool, tree);
  const school = await new School62(house).found();
  writeFileSync(at('old-checkpoint'), await grow());
  const [menteeId, mentorId] = [await school.person('MENTEE'), await school.person('MENTOR')];
  pairId = await school.pair(menteeId, mentorId);
  accepted(await school.order('2021-01-18', school.fixing(pairId)));
  writeFileSync(at('pair.zip'), await dossier());
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('verify', () => {
  test('a dossier is genuine, its acts are judged again by the rules of their day, and nothing was rewritten since', async () => {
    const { code, output } = await offline(
      'verify',
      at('pair.zip'),
      '--key',
      signer.vkey,
      '--witness',
      at('old-checkpoint'),
      '--summary',
    );
    expect(output).toContain('Досье подлинно.');
    expect(output).toContain('переписано ничего не было');
    expect(output).toMatch(/по правилам своего дня \(\d+\): все верны/);
    expect(output).toContain(`Пара ${pairId}`);
    expect(code).toBe(0);
  });

  test('changed bytes are named with file, line and event, for a person and for a program', async () => {
    const zip = await dossier();
    const files = (await import('fflate')).unzipSync(zip);
    const text = Buffer.from(files['events.jsonl']!).toString();
    const line = text.split('\n').findIndex((one) => one.includes('pair.fixed.v1'));
    const changed = text.split('\n').with(line, text.split('\n')[line]!.replace('2021-12-24', '2021-12-25'));
    files['events.jsonl'] = Buffer.from(changed.join('\n'));
    writeFileSync(at('changed.zip'), (await import('fflate')).zipSync(files));
    const { code, output } = await offline('verify', at('changed.zip'), '--key', signer.vkey);
    expect(output).toContain(`events.jsonl, строка ${line + 1}: содержание события изменено`);
    expect(output).toContain(`pair-${pairId}`);
    expect(output).toContain('Найдено: 1. ДОСЬЕ НЕ ПОДТВЕРЖДЕНО.');
    expect(code).toBe(1);
    const { output: json } = await offline('verify', at('changed.zip'), '--key', signer.vkey, '--json');
    expect(JSON.parse(json)).toMatchObject({
      genuine: false,
      findings: [{ what: 'data-differ', line: line + 1 }],
    });
  });

  test('a paper that says something else than the events, and a README of another hand, are named', async () => {
    const { unzipSync, zipSync } = await import('fflate');
    const files = unzipSync(await dossier());
    const paper = unzipSync(files['summary.docx']!);
    const words = Buffer.from(paper['word/document.xml']!).toString();
    expect(words).toContain('нарушений не найдено');
    paper['word/document.xml'] = Buffer.from(words.replace('нарушений не найдено', 'нарушения найдены'));
    files['summary.docx'] = zipSync(paper);
    files['README.txt'] = Buffer.from(
      Buffer.from(files['README.txt']!).toString().replace(signer.vkey, 'x+1+y'),
    );
    writeFileSync(at('told.zip'), zipSync(files));
    const { code, output } = await offline('verify', at('told.zip'), '--key', signer.vkey);
    expect(output).toContain('! summary.docx: для чтения написано не то');
    expect(output).toContain('! README.txt: для чтения написано не то');
    expect(output).toContain('Найдено: 2. ДОСЬЕ НЕ ПОДТВЕРЖДЕНО.');
    expect(code).toBe(1);
  });

  test('another key, a rewritten log, a file that is none, a wrong question: each has its exit', async () => {
    const stranger = parseSigner(newSignerKey('nastavnik.example/log'));
    writeFileSync(
      at('fork'),
      signCheckpoint({ size: (await checkpoints.all())[0]!.size, root: leafHash(Buffer.from('x')) }, signer),
    );
    const [foreign, forked, none, notZip, badKey, usage] = await Promise.all([
      offline('verify', at('pair.zip'), '--key', stranger.vkey),
      offline('verify', at('pair.zip'), '--key', signer.vkey, '--witness', at('fork')),
      offline('verify', at('no.zip'), '--key', signer.vkey),
      offline('verify', at('old-checkpoint'), '--key', signer.vkey),
      offline('verify', at('pair.zip'), '--key', 'a+b'),
      offline('verify', '--kei', 'x'),
    ]);
    expect([foreign.code, foreign.output]).toEqual([
      1,
      expect.stringContaining('checkpoint: подпись журнала неверна'),
    ]);
    expect([forked.code, forked.output]).toEqual([1, expect.stringContaining('ЖУРНАЛ ПЕРЕПИСАН')]);
    expect([none.code, notZip.code]).toEqual([3, 3]);
    expect([badKey.code, usage.code]).toEqual([2, 2]);
    expect(usage.output).toContain('неизвестный параметр --kei');
    expect(usage.output).toContain('--key: ключ проверки журнала');
  });
});

test('tree: agrees with the log, until a row is changed', async () => {
  await grow();
  const clean = await audit('tree', '--key', signer.vkey);
  expect([clean.code, clean.output]).toEqual([0, expect.stringContaining('Дерево сходится с журналом.')]);
  await house.pool.query('alter table transparency_hash disable trigger grows_only');
  await house.pool.query(
    'update transparency_hash set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where level = 0 and index = 3',
  );
  const { code, output } = await audit('tree');
  expect(output).toMatch(/лист 3, событие \S+ \(.+\): изменён лист в дереве/);
  expect(code).toBe(1);
  await house.pool.query(
    'update transparency_hash set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where level = 0 and index = 3',
  );
});

describe('witness', () => {
  let server: Server;
  let url: string;
  let shown: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url!, 'http://x');
      if (pathname === '/v1/transparency/checkpoint') return void response.end(shown);
      if (pathname !== '/v1/transparency/proofs/consistency') return void response.writeHead(404).end();
      const [from, to] = [Number(searchParams.get('from')), Number(searchParams.get('to'))];
      void tree
        .consistency([from], to)
        .then(([proof]) =>
          response.end(JSON.stringify({ from, to, hashes: proof!.map((hash) => hash.toString('base64')) })),
        );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  test('keeps a checkpoint, is shown that the next one continues it, and keeps both when it does not', async () => {
    const [first, ...more] = await checkpoints.all();
    const last = more.at(-1)!;
    const look = () => offline('witness', url, '--key', signer.vkey, '--kept', at('kept'));
    shown = first!.note;
    expect(await look()).toMatchObject({ code: 0, output: expect.stringContaining('сохранена') });
    shown = last.note;
    expect(await look()).toMatchObject({
      code: 0,
      output: expect.stringContaining(`${first!.size} → ${last.size}`),
    });
    expect(readFileSync(at('kept'), 'utf8')).toBe(last.note);
    shown = first!.note;
    expect(await look()).toMatchObject({ code: 0, output: expect.stringContaining('меньше сохранённой') });
    shown = signCheckpoint({ size: last.size, root: leafHash(Buffer.from('another history')) }, signer);
    expect(await look()).toMatchObject({ code: 1, output: expect.stringContaining('ЖУРНАЛ ПЕРЕПИСАН') });
    expect(readFileSync(at('kept'), 'utf8')).toBe(last.note);
    expect(readFileSync(at('kept.conflict'), 'utf8')).toBe(shown);
    shown = 'nonsense';
    expect((await look()).code).toBe(3);
  });
});
