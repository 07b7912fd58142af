/** The whole house killed without warning in the middle of a run of writes, again and again, started again on the same data. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DevelopmentIssuer } from '@nastavnik/platform/identity';
import { foldedTables, liveTables, wholeLog } from '../support/oracle';
import { killableHouse } from './house.testing';

jest.setTimeout(180_000);

const KILLS = 4;
const WRITERS = 6;

const house = killableHouse();
const municipalityId = randomUUID();
const schoolId = randomUUID();

beforeAll(() => house.start());
afterAll(() => house.end());

interface Acknowledged {
  readonly eventIds: readonly string[];
  readonly position: string;
}

it('loses no acknowledged act, repeats none, and the registers equal a rebuild from zero', async () => {
  const issuer = await DevelopmentIssuer.open(house.dataDir);
  const token = {
    region: await issuer.issue({ role: 'region-operator' }),
    director: await issuer.issue({ role: 'director', organisationId: schoolId }),
  };
  const acknowledged: Acknowledged[] = [];
  const post = async (as: keyof typeof token, at: string, body: object, key: string): Promise<number> => {
    const response = await fetch(`${house.url()}${at}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token[as]}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
    if (response.status === 201) acknowledged.push((await response.json()) as Acknowledged);
    return response.status;
  };
  const school = `/v1/schools/${schoolId}`;
  const set = async (as: keyof typeof token, at: string, body: object): Promise<void> =>
    expect(await post(as, at, { ...body, effectiveOn: '2021-01-11' }, randomUUID())).toBe(201);
  await set('region', '/v1/municipalities', { id: municipalityId, name: 'Город', utcOffsetMinutes: 180 });
  await set('region', '/v1/schools', {
    id: schoolId,
    municipalityId,
    name: 'Школа',
    shortName: 'Школа',
    utcOffsetMinutes: 180,
  });
  await set('director', `/v1/organisations/${schoolId}/regulation`, {
    document: 'МОУ СОШ № 62',
    basedOn: 'S62',
  });
  const introduction = {
    number: '1',
    register: 'MAIN',
    issuedOn: '2021-01-11',
    legalBasis: ['273-ФЗ'],
    content: { kind: 'INTRODUCTION', from: '2021-01-11' },
  };
  expect(await post('director', `${school}/orders`, introduction, randomUUID())).toBe(201);

  let writing = true;
  let unanswered = 0;
  /** Sends each act until it is answered, as a careful sender does: the same key after every silence. */
  const persist = async (at: string, body: object): Promise<void> => {
    const key = randomUUID();
    while (writing) {
      const status = await post('director', at, body, key).catch(() => {
        unanswered++;
        return 0;
      });
      if (status === 201) return;
      if (status !== 0 && status < 500) throw new Error(`${at}: ${status}`);
      await delay(50);
    }
  };
  const writer = async (): Promise<void> => {
    while (writing) {
      const id = randomUUID();
      const effectiveOn = '2021-01-18';
      const person = { familyName: 'Проверкина', givenName: 'Нина', birthDate: '1990-01-01' };
      await persist(`${school}/participants`, { id, kind: 'PEDAGOGUE', employed: true, person, effectiveOn });
      await persist(`${school}/participants/${id}/mentee-base`, {
        categories: ['YOUNG_SPECIALIST'],
        tasks: ['PROFESSIONAL'],
        effectiveOn,
      });
      const pairId = randomUUID();
      await persist(`${school}/pairs`, {
        id: pairId,
        kind: 'PAIR',
        form: 'TEACHER_TEACHER',
        menteeIds: [id],
        tasks: ['PROFESSIONAL'],
        effectiveOn,
      });
    }
  };
  const writers = Array.from({ length: WRITERS }, writer);

  for (let kill = 0; kill < KILLS; kill++) {
    const before = acknowledged.length;
    while (acknowledged.length < before + 10) await delay(20);
    await delay(Math.random() * 1_500);
    await house.kill();
    await house.start();
  }
  await delay(500);
  writing = false;
  await Promise.all(writers);
  expect(unanswered).toBeGreaterThan(0);

  await house.withLog(async (store) => {
    const log = await wholeLog(store);
    const times = new Map<string, number>();
    for (const { id } of log) times.set(id, (times.get(id) ?? 0) + 1);
    const lost = acknowledged.flatMap(({ eventIds }) => eventIds).filter((id) => !times.has(id));
    expect(lost).toEqual([]);
    expect([...times.values()].filter((count) => count > 1)).toEqual([]);

    const last = log.at(-1)!.position;
    const seen = await fetch(`${house.url()}${school}/registers/mentees?after=${last}`, {
      headers: { authorization: `Bearer ${token.director}` },
    });
    expect(seen.status).toBe(200);
    for (const model of ['pairs', 'mentors']) {
      const answer = await fetch(`${house.url()}${school}/registers/${model}?after=${last}`, {
        headers: { authorization: `Bearer ${token.director}` },
      });
      expect(answer.status).toBe(200);
    }
    for (let tries = 0; ; tries++) {
      const ready = (await (await fetch(`${house.url()}/health/ready`)).json()) as {
        sources: { [name: string]: { detail: { lag?: string } } };
      };
      if (Object.values(ready.sources).every(({ detail }) => detail?.lag === undefined || detail.lag === '0'))
        break;
      if (tries > 100) throw new Error(JSON.stringify(ready));
      await delay(100);
    }
    expect(await liveTables(house.databaseUrl())).toEqual(foldedTables(log));
  });
});
