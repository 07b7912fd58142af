/** The tree over HTTP as a stranger's tool reads it, and a dossier that is verified with nothing but the public key. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { itInOffice, openedInOffice } from '../../test/support/office';
import { eventually } from '../../libs/platform/event-store/event-store.testing';
import {
  type DossierFiles,
  Edge,
  EVENTS,
  type Hash,
  leafHash,
  newSignerKey,
  openCheckpoint,
  parseSigner,
  TreeBuilder,
  unpackDossier,
  verifyConsistency,
  verifyDossier,
  verifyInclusion,
} from '@nastavnik/platform/transparency';
import { Vault } from '@nastavnik/platform/vault';
import { foundSchools, startTestApi, type TestApi } from './api.testing';

const signer = parseSigner(newSignerKey('nastavnik.example/log'));
const AT = '/v1/transparency';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
let pairId: string;
let menteeId: string;
let stopBuilding: () => Promise<void>;

beforeAll(async () => {
  api = await startTestApi();
  const stopping = new AbortController();
  const builder = new TreeBuilder({ store: api.store, pool: api.postgres, signer, signEveryMs: 3_600_000 });
  const done = builder.run(stopping.signal);
  stopBuilding = async () => {
    stopping.abort();
    await done;
  };
  town = await foundSchools(api);
  const { curator, must } = town;
  menteeId = must(
    await curator.post(`/v1/schools/${town.first}/participants`, {
      effectiveOn: '2021-01-18',
      kind: 'STUDENT',
      employed: false,
      person: { familyName: 'Соколова', givenName: 'Анна', birthDate: '2006-03-14' },
    }),
  ).body.id as string;
  must(
    await curator.post(`/v1/schools/${town.first}/participants/${menteeId}/mentee-base`, {
      effectiveOn: '2021-01-18',
      categories: ['LOW_RESULTS', 'HEALTH_LIMITATIONS'],
      tasks: ['PERSONAL'],
    }),
  );
  pairId = must(
    await curator.post(`/v1/schools/${town.first}/pairs`, {
      effectiveOn: '2021-01-20',
      kind: 'PAIR',
      form: 'STUDENT_STUDENT',
      menteeIds: [menteeId],
      tasks: ['PERSONAL'],
    }),
  ).body.id as string;
});
afterAll(async () => {
  await stopBuilding?.();
  await api?.stop();
});

/** The body as bytes, whatever it is. */
const bytesOf = async (
  path: string,
  role?: 'auditor' | 'director',
): Promise<{ status: number; headers: Headers; bytes: Buffer }> => {
  const token =
    role &&
    (await api.issuer.issue({
      role,
      sub: randomUUID(),
      ...(role === 'director' ? { organisationId: town.first } : {}),
    }));
  const response = await fetch(`${api.url}${path}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
};
const checkpointNow = async () => {
  const { status, body, headers } = await api.request('GET', `${AT}/checkpoint?after=${await api.head()}`);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  return openCheckpoint(body as string, signer);
};
const PAPER = 'summary.docx';
/** Words of the paper of a dossier. */
const wordsOf = (files: DossierFiles): string =>
  strFromU8(unzipSync(files.get(PAPER)!)['word/document.xml']!)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\u00a0/g, ' ');
const hashes = (texts: readonly string[]): Hash[] => texts.map((text) => Buffer.from(text, 'base64'));

it('is followed by a stranger with tiles alone, and entries hash to the same leaves', async () => {
  const { size, root } = await checkpointNow();
  expect(size).toBe((await api.store.readAll({ maxCount: 10_000 })).length);
  const tile = await bytesOf(`${AT}/tile/0/000.p/${size}`);
  expect([tile.status, tile.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
  expect(tile.headers.get('cache-control')).toContain('immutable');
  const leaves = Array.from({ length: size }, (_, n) => tile.bytes.subarray(n * 32, (n + 1) * 32));
  const edge = new Edge();
  leaves.forEach((leaf) => edge.push(leaf));
  expect(edge.root()).toEqual(root);

  expect((await bytesOf(`${AT}/tile/entries/000.p/${size}`)).status).toBe(401);
  expect((await bytesOf(`${AT}/tile/entries/000.p/${size}`, 'director')).status).toBe(403);
  const { bytes } = await bytesOf(`${AT}/tile/entries/000.p/${size}`, 'auditor');
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt16BE(at);
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  expect(entries.map(leafHash)).toEqual(leaves);
});

it.each([
  'tile/0/000',
  'tile/0/001.p/1',
  'tile/0/000.p/256',
  'tile/64/000',
  'tile/x',
  'checkpoints/999999',
  'checkpoints/x',
  'proofs/inclusion?index=99999',
  'proofs/consistency?from=99999',
])('there is no %s', async (path) => {
  await checkpointNow();
  expect((await bytesOf(`${AT}/${path}`)).status).toBe(404);
});

it('proves an act by the position in its receipt, and one tree from another', async () => {
  const before = await checkpointNow();
  const { position } = town.must(
    await town.curator.post(`/v1/schools/${town.first}/programme-presentations`, {
      effectiveOn: '2021-01-19',
      forum: 'PEDAGOGICAL_COUNCIL',
      form: 'STUDENT_STUDENT',
      programmes: ['Учимся вместе'],
    }),
  ).body as { position: string };
  const after = await checkpointNow();
  expect(after.size).toBeGreaterThan(before.size);
  const { body: proof } = await api.request('GET', `${AT}/proofs/inclusion?position=${position}`);
  const leaf = Buffer.from(proof.leafHash as string, 'base64');
  expect(verifyInclusion(leaf, proof.index as number, after.size, hashes(proof.hashes), after.root)).toBe(
    true,
  );
  const { body: grown } = await api.request('GET', `${AT}/proofs/consistency?from=${before.size}`);
  expect(grown).toMatchObject({ from: before.size, to: after.size });
  expect(verifyConsistency(before, after, hashes(grown.hashes))).toBe(true);
  expect((await api.request('GET', `${AT}/checkpoints/${before.size}`)).body).toContain(`\n${before.size}\n`);
  expect((await api.request('GET', `${AT}/key`)).body).toBe(`${signer.vkey}\n`);
  const { body: kept } = await api.as('auditor').get(`${AT}/checkpoints`);
  expect(kept.items.at(-1)).toMatchObject({ size: after.size, vkey: signer.vkey });
});

describe('a dossier', () => {
  const dossier = async (role: 'auditor' | 'director', question = '') => {
    const { status, headers, bytes } = await bytesOf(`/v1/pairs/${pairId}/dossier${question}`, role);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip']);
    return unpackDossier(bytes);
  };

  it('holds whole streams of all that the pair rests on, and is verified with the public key alone', async () => {
    const { events, findings } = verifyDossier(await dossier('director'), signer);
    expect(findings).toEqual([]);
    const streams = new Set(events.map(({ leaf }) => leaf.stream));
    expect([...streams]).toEqual(
      expect.arrayContaining([
        `pair-${pairId}`,
        `participant-${menteeId}`,
        `school-${town.first}`,
        `regulation-${town.first}`,
      ]),
    );
    for (const stream of streams) {
      const stored = await api.store.readStream(stream);
      expect(events.filter(({ leaf }) => leaf.stream === stream).map(({ leaf }) => leaf.id)).toEqual(
        stored.map(({ id }) => id),
      );
    }
  });

  it('tells a reader what happened, in Russian and without names', async () => {
    const files = await dossier('director');
    const words = wordsOf(files);
    expect(words).toContain('ДОСЬЕ');
    expect(words).toContain('Предложена пара');
    expect(words).toContain('куратор');
    expect(words).toContain(signer.vkey);
    expect(words).toContain('нарушений не найдено');
    expect(files.get('README.txt')!.toString()).toContain(signer.vkey);
    for (const [name, bytes] of files)
      expect(name === PAPER ? words : bytes.toString()).not.toMatch(/Соколова|Анна/);
  });

  itInOffice('its paper opens in LibreOffice, the tables on wide pages', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-dossier-'));
    try {
      writeFileSync(path.join(dir, PAPER), (await dossier('director')).get(PAPER)!);
      const { pages, text } = (await openedInOffice(dir, 'docx')).get('summary')!;
      expect(pages).toBeGreaterThan(2);
      expect(text).toContain('ДОСЬЕ');
      expect(text).toContain('Действия пары');
      expect(text).toContain('верно');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('withholds from a reader above the school what never leaves it, and proves it all the same', async () => {
    const inside = await dossier('director');
    const above = await dossier('auditor');
    expect(inside.get(EVENTS)!.toString()).toContain('HEALTH_LIMITATIONS');
    expect(above.get(EVENTS)!.toString()).not.toContain('HEALTH_LIMITATIONS');
    expect(wordsOf(above)).not.toMatch(/ОВЗ|здоров/i);
    expect(wordsOf(above)).toMatch(/Содержание \d+ событий не раскрывается/);
    const { events, findings } = verifyDossier(above, signer);
    expect(findings).toEqual([]);
    const hidden = events.filter(({ data }) => data === null);
    expect(hidden.map(({ leaf }) => leaf.type)).toEqual(
      expect.arrayContaining(['participant.entered-mentee-base.v1']),
    );
  });

  it('exported before an erasure and after it: both verify against the same checkpoint, and are the same', async () => {
    const before = await dossier('director');
    const { checkpoint } = verifyDossier(before, signer);
    await api.app
      .get(Vault, { strict: false })
      .erase([menteeId], { actorId: randomUUID(), purpose: 'erasure' });
    town.must(
      await town.curator.post(`/v1/schools/${town.first}/participants/${menteeId}/base-exits`, {
        effectiveOn: '2021-01-22',
        base: 'MENTEE',
        reason: 'NEED_MET',
      }),
    );
    await checkpointNow();
    const again = await dossier('director', `?checkpoint=${checkpoint!.size}`);
    expect(again).toEqual(before);
    expect(verifyDossier(again, signer)).toEqual(verifyDossier(before, signer));
    const later = await dossier('director', `?from=${checkpoint!.size}`);
    expect(verifyDossier(later, signer, before.get('checkpoint')!).findings).toEqual([]);
  });

  it('is for the auditor and the director of the school', async () => {
    const status = async (...as: Parameters<TestApi['as']>): Promise<number> =>
      (await api.as(...as).get(`/v1/pairs/${pairId}/dossier`)).status;
    expect(await status('director', { organisationId: town.second })).toBe(404);
    expect(await status('curator', { organisationId: town.first })).toBe(403);
    expect(await status('municipal-specialist', { organisationId: town.municipality })).toBe(403);
    expect((await api.as('auditor').get(`/v1/pairs/${randomUUID()}/dossier`)).status).toBe(404);
    expect((await api.as('auditor').get(`/v1/pairs/${pairId}/dossier?checkpoint=1`)).status).toBe(404);
  });
});

it('says so while nothing is signed', async () => {
  const fresh = await startTestApi();
  try {
    const answer = await fresh.request('GET', `${AT}/checkpoint`);
    expect([answer.status, answer.body.type]).toEqual([503, 'urn:problem:nastavnik:not-signed']);
  } finally {
    await fresh.stop();
  }
  await eventually('the first still signs', async () => (await checkpointNow()).size > 0);
});
