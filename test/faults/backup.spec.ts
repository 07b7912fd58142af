/** A standalone installation copied while it is written to, lost, and restored from its copy: real processes, embedded PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readManifest } from '@nastavnik/platform/backup';
import { connectEventStore, type StoredEvent } from '@nastavnik/platform/event-store';
import { DevelopmentIssuer } from '@nastavnik/platform/identity';
import { ErasureRegister } from '@nastavnik/platform/vault';
import { foldedTables, liveTables, wholeLog } from '../support/oracle';
import { type Spawned, spawnTs } from '../support/process';

jest.setTimeout(300_000);

const WRITERS = 3;

const root = mkdtempSync(path.join(tmpdir(), 'nastavnik-backup-'));
const at = (...names: string[]): string => path.join(root, ...names);
const running = new Set<Spawned>();
const municipalityId = randomUUID();
const schoolId = randomUUID();
const school = `/v1/schools/${schoolId}`;
const [forgotten, kept] = [randomUUID(), randomUUID()];

const envOf = (dataDir: string): NodeJS.ProcessEnv => ({
  ...{ DATABASE_URL: '', EVENTSTORE_URL: '', REDIS_URL: '', PORT: '0', LOG_LEVEL: 'fatal' },
  NASTAVNIK_DATA_DIR: dataDir,
});
const run = async (file: string, dataDir: string, ...args: string[]) => {
  const spawned = spawnTs(file, { args, env: envOf(dataDir) });
  return { code: await spawned.exited(), said: spawned.output() };
};
const backup = (...args: string[]) => run('apps/standalone/backup/main.ts', at('first'), ...args);
const audit = (dataDir: string, ...args: string[]) => run('apps/auditor/main.ts', dataDir, ...args);

/** The installation in a directory, up and answering. */
const start = async (dataDir: string) => {
  const spawned = spawnTs('apps/standalone/main.ts', { args: ['--no-sample'], env: envOf(dataDir) });
  running.add(spawned);
  const url = (await spawned.waitFor(/ready (http:\S+)/))[1]!;
  const issuer = await DevelopmentIssuer.open(dataDir);
  const tokens = {
    region: await issuer.issue({ role: 'region-operator' }),
    director: await issuer.issue({ role: 'director', organisationId: schoolId }),
    auditor: await issuer.issue({ role: 'auditor' }),
  };
  const runtime = JSON.parse(readFileSync(path.join(dataDir, 'runtime.json'), 'utf8')) as {
    eventStoreUrl: string;
    databaseUrl: string;
  };
  return {
    url,
    runtime,
    get: (as: keyof typeof tokens, path_: string) =>
      fetch(`${url}${path_}`, { headers: { authorization: `Bearer ${tokens[as]}` } }),
    post: (as: keyof typeof tokens, path_: string, body: object, key: string = randomUUID()) =>
      fetch(`${url}${path_}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${tokens[as]}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
      }),
    log: async (): Promise<readonly StoredEvent[]> => {
      const store = connectEventStore(runtime.eventStoreUrl);
      try {
        return await wholeLog(store);
      } finally {
        await store.close();
      }
    },
    stop: async () => {
      await spawned.kill('SIGTERM');
      running.delete(spawned);
    },
  };
};
type House = Awaited<ReturnType<typeof start>>;

const must = async (answer: Promise<Response>): Promise<{ readonly position: string }> => {
  const response = await answer;
  if (response.status >= 300) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as { position: string };
};
const register = (house: House, id: string, familyName: string) =>
  house.post('director', `${school}/participants`, {
    ...{ id, kind: 'PEDAGOGUE', employed: true, effectiveOn: '2021-01-18' },
    person: { familyName, givenName: 'Нина', birthDate: '1990-01-01' },
  });
const found = async (house: House): Promise<void> => {
  const from = { effectiveOn: '2021-01-11', utcOffsetMinutes: 180 };
  await must(house.post('region', '/v1/municipalities', { ...from, id: municipalityId, name: 'Город' }));
  await must(
    house.post('region', '/v1/schools', {
      ...{ ...from, id: schoolId, municipalityId },
      ...{ name: 'Школа', shortName: 'Школа' },
    }),
  );
  await must(
    house.post('director', `/v1/organisations/${schoolId}/regulation`, {
      ...{ effectiveOn: '2021-01-11', document: 'МОУ СОШ № 62', basedOn: 'S62' },
    }),
  );
  await must(
    house.post('director', `${school}/orders`, {
      ...{ number: '1', register: 'MAIN', issuedOn: '2021-01-11', legalBasis: ['273-ФЗ'] },
      content: { kind: 'INTRODUCTION', from: '2021-01-11' },
    }),
  );
};

let archive: string;
let keysOfThen: string;
let before: readonly StoredEvent[];
let pairId: string;

const restore = (target: string, ...more: string[]) =>
  backup('restore', '--from', archive, '--secrets', at('safe'), '--data', at(target), ...more);

beforeAll(async () => {
  const house = await start(at('first'));
  await found(house);
  await must(register(house, forgotten, 'Стираемая'));
  await must(register(house, kept, 'Оставшаяся'));
  let writing = true;
  let done = 0;
  const writer = async (): Promise<void> => {
    while (writing) {
      const id = randomUUID();
      await must(register(house, id, 'Проверкина'));
      await must(
        house.post('director', `${school}/participants/${id}/mentee-base`, {
          ...{ categories: ['YOUNG_SPECIALIST'], tasks: ['PROFESSIONAL'], effectiveOn: '2021-01-18' },
        }),
      );
      const pair = randomUUID();
      await must(
        house.post('director', `${school}/pairs`, {
          ...{ id: pair, kind: 'PAIR', form: 'TEACHER_TEACHER', menteeIds: [id] },
          ...{ tasks: ['PROFESSIONAL'], effectiveOn: '2021-01-18' },
        }),
      );
      pairId ??= pair;
      done += 3;
    }
  };
  const writers = Promise.all(Array.from({ length: WRITERS }, writer));
  writers.catch(() => undefined);
  while (done < 30) await Promise.race([delay(50), writers]);

  const begun = done;
  const made = await backup('take', '--to', at('copies') + path.sep);
  expect(made).toMatchObject({ code: 0, said: expect.stringContaining('прочитана и сверена') });
  archive = /Копия: (\S+)/.exec(made.said)![1]!;
  expect(done).toBeGreaterThan(begun);
  keysOfThen = at('keys-of-then');
  cpSync(at('copies', 'nastavnik.keys'), keysOfThen);
  mkdirSync(at('safe'));
  for (const name of ['vault.key', 'webhook.key', 'transparency.key', 'development-issuer.jwk.json']) {
    expect(made.said).toContain(at('first', name));
    cpSync(at('first', name), at('safe', name));
  }
  const finished = done;
  while (done < finished + 10) await Promise.race([delay(50), writers]);
  writing = false;
  await writers;
  await must(
    house.post('director', `${school}/participants/${forgotten}/erasure`, {
      ...{ effectiveOn: '2021-06-01', reason: 'PURPOSE_REACHED' },
    }),
  );
  before = await house.log();
  await house.stop();
});
afterAll(async () => {
  await Promise.all([...running].map((one) => one.kill('SIGTERM')));
  rmSync(root, { recursive: true, force: true });
});

describe('the copy', () => {
  it('holds no key that opens it, and no read model', async () => {
    const { tables } = await readManifest(archive);
    const names = tables.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['eventstore.events', 'public.vault_record', 'public.vault_access', 'public.process_checkpoint'],
        ...['public.publisher_checkpoint', 'public.webhook_receiver', 'public.transparency_checkpoint'],
        ...['public.transparency_hash', 'public.access_refusal', 'public.feed_token', 'public.import_job'],
      ]),
    );
    expect(names.filter((name) => /vault_keys|pair_register|projection/.test(name))).toEqual([]);
    for (const name of ['vault.key', 'webhook.key', 'transparency.key']) {
      const secret = readFileSync(at('first', name), 'utf8').trim();
      expect(readFileSync(archive).includes(secret)).toBe(false);
    }
  });

  it('an erasure reaches the copy of keys and the register', () => {
    expect(readFileSync(at('copies', 'nastavnik.keys')).equals(readFileSync(keysOfThen))).toBe(false);
    const erased = ErasureRegister.read(at('first', 'erasures.jsonl')).flatMap(
      ({ subjectIds }) => subjectIds,
    );
    expect(erased).toContain(forgotten);
  });

  it('a second one does not replace it, nor goes where it would be lost with the data', async () => {
    const again = await backup('take', '--to', archive);
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('такой файл уже есть') });
    const inside = await backup('take', '--to', at('first', 'copy'));
    expect(inside).toMatchObject({ code: 1, said: expect.stringContaining('вместе с ним') });
  });
});

describe('a restore refuses, says what to do, and leaves nothing behind', () => {
  const keys = () => ['--keys', keysOfThen, '--erasures', at('first', 'erasures.jsonl')];
  const refused = (answer: { code: unknown; said: string }, code: number, words: string): void => {
    expect(answer).toMatchObject({ code, said: expect.stringContaining(words) });
    expect([existsSync(at('second')), existsSync(at('second.restoring'))]).toEqual([false, false]);
  };
  const damaged = async (change: (bytes: Buffer) => Buffer) => {
    const file = at('damaged.backup');
    writeFileSync(file, change(readFileSync(archive)));
    return backup('restore', '--from', file, '--secrets', at('safe'), '--data', at('second'), ...keys());
  };

  it('a file with one other byte', async () => {
    const change = (bytes: Buffer): Buffer => {
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = bytes[middle]! ^ 1;
      return bytes;
    };
    refused(await damaged(change), 1, 'Возьмите другую копию');
  });

  it('one other byte wherever it stands: in a table, in a header, between the parts, at the end', async () => {
    const whole = readFileSync(archive);
    const file = at('flipped.backup');
    const places = [
      ...Array.from({ length: 150 }, (_, n) => Math.floor((whole.length * n) / 150)),
      ...Array.from({ length: 150 }, (_, n) => whole.length - 1 - n * 20),
    ];
    for (const place of places) {
      const bytes = Buffer.from(whole);
      bytes[place] = bytes[place]! ^ 1;
      writeFileSync(file, bytes);
      const read = await readManifest(file).then(
        () => 'read',
        (error: Error) => error.name,
      );
      expect([place, read]).toEqual([place, 'BackupDamaged']);
    }
    expect((await readManifest(archive)).tables.length).toBeGreaterThan(10);
  });

  it('a file that is cut off', async () => {
    refused(await damaged((bytes) => bytes.subarray(0, bytes.length - 2_000)), 1, 'повреждён');
  });

  it('what is no copy at all', async () => {
    refused(await damaged(() => Buffer.from('a'.repeat(4_096))), 1, 'не резервная копия');
  });

  it('a target that holds something', async () => {
    mkdirSync(at('full'));
    writeFileSync(at('full', 'kept'), 'kept');
    refused(await restore('full', ...keys()), 1, 'не пуст');
    expect(readFileSync(at('full', 'kept'), 'utf8')).toBe('kept');
  });

  it('no register of erasures, unless it is said that there is none', async () => {
    refused(await restore('second', '--keys', keysOfThen), 2, '--no-erasures');
  });

  it('another master key', async () => {
    cpSync(at('safe'), at('other'), { recursive: true });
    writeFileSync(at('other', 'vault.key'), `${Buffer.alloc(32, 5).toString('base64')}\n`);
    const answer = await backup(
      ...['restore', '--from', archive, '--secrets', at('other'), '--data', at('second'), ...keys()],
    );
    refused(answer, 1, 'Найдите vault.key');
  });

  it('the copy of data for the copy of keys, and every file that is not there at once', async () => {
    const erasures = ['--erasures', at('first', 'erasures.jsonl')];
    refused(await restore('second', '--keys', archive, ...erasures), 1, 'нужна копия ключей');
    const absent = await restore('second', '--keys', at('nowhere'), '--erasures', at('never'));
    refused(absent, 1, 'nowhere');
    expect(absent.said).toContain('never');
  });
});

describe('the restored installation', () => {
  let house: House;
  let after: readonly StoredEvent[];
  const person = async (id: string): Promise<string> =>
    (await house.get('director', `${school}/participants/${id}/person`)).text();

  beforeAll(async () => {
    // The keys of the day of the copy, when nobody was erased: only the register knows better.
    const done = await restore('second', '--keys', keysOfThen, '--erasures', at('first', 'erasures.jsonl'));
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('Уничтожено заново записей: 1') });
    expect(done.said).toContain(forgotten);
    rmSync(at('first'), { recursive: true });
    house = await start(at('second'));
    after = await house.log();
  });
  afterAll(() => house?.stop());

  it('has the log up to the copy, event for event, byte for byte, where it stood', async () => {
    const { about } = (await readManifest(archive)) as unknown as { about: { position: string } };
    const copied = before.filter(({ position }) => position <= BigInt(about.position));
    expect(copied.length).toBeGreaterThan(30);
    expect(copied.length).toBeLessThan(before.length);
    expect(after).toEqual(copied);
  });

  it('has the read models of a fold from zero', async () => {
    const last = after.at(-1)!.position;
    const lags = async (): Promise<boolean> => {
      const { sources } = (await (await house.get('auditor', '/health/ready')).json()) as {
        sources: { [name: string]: { detail: { position: string | null } } };
      };
      return Object.entries(sources).some(
        ([name, { detail }]) => name.startsWith('read-model:') && BigInt(detail.position ?? -1) < last,
      );
    };
    for (let tries = 0; (await lags()) && tries < 300; tries++) await delay(100);
    expect(await liveTables(house.runtime.databaseUrl)).toEqual(foldedTables(after));
  });

  it('has a tree that agrees with its log and with what was signed, and a dossier that verifies', async () => {
    const agreed = await audit(at('second'), 'tree');
    expect(agreed).toMatchObject({ code: 0, said: expect.stringContaining('Дерево сходится') });
    const vkey = (await (await house.get('auditor', '/v1/transparency/key')).text()).trim();
    const dossier = await house.get('auditor', `/v1/pairs/${pairId}/dossier`);
    expect(dossier.status).toBe(200);
    writeFileSync(at('dossier.zip'), Buffer.from(await dossier.arrayBuffer()));
    expect((await audit(at('second'), 'verify', at('dossier.zip'), '--key', vkey)).code).toBe(0);
    expect((await audit(at('second'), 'pair', pairId)).code).toBe(0);
  });

  it('keeps whoever was erased after the copy erased, and everybody else', async () => {
    expect(await person(forgotten)).toContain('[данные уничтожены]');
    expect(await person(forgotten)).not.toContain('Стираемая');
    expect(await person(kept)).toContain('Оставшаяся');
    const erased = ErasureRegister.read(at('second', 'erasures.jsonl')).flatMap(
      ({ subjectIds }) => subjectIds,
    );
    expect(erased).toContain(forgotten);
  });

  it('goes on: new acts, new entries of the access log', async () => {
    const id = randomUUID();
    await must(register(house, id, 'Новая'));
    expect(await person(id)).toContain('Новая');
  });
});
