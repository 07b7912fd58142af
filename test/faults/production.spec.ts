/**
 * The processes of production, each part of them killed and started again in turn while acts are sent: every act that was acknowledged
 * is in the log once, the registers are the fold of the log, and every event that concerns a receiver came to it, in order.
 */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { domainCodec } from '@nastavnik/domain';
import { type NastavnikEvent, toPublic } from '@nastavnik/integration';
import { connectEventStore, type StoredEvent, toRecorded } from '@nastavnik/platform/event-store';
import { foldedTables, liveTables, wholeLog } from '../support/oracle';
import { type Listener, listen, type Production, SOURCE, startProduction } from './production.testing';

jest.setTimeout(400_000);

const PAIRS = 4;
const MEETINGS_ONLY = ['ru.nastavnik.pair.meeting-held.v1'];

const municipalityId = randomUUID();
const schoolId = randomUUID();
const school = `/v1/schools/${schoolId}`;

let production: Production;
let over = false;
const listeners: Listener[] = [];

beforeAll(async () => {
  production = await startProduction();
  await production.ready();
});
afterAll(async () => {
  over = true;
  await Promise.all(listeners.map((listener) => listener.close()));
  await production.end();
});

const until = async (what: string, done: () => boolean | Promise<boolean>, tries = 900): Promise<void> => {
  for (; !(await done()); tries--) {
    production.alive();
    if (tries === 0) throw new Error(`never happened: ${what}`);
    await delay(100);
  }
};

/** Order of first arrival, repetitions left out. */
const firsts = ({ arrivals }: Listener): readonly string[] => [...new Set(arrivals.map(({ id }) => id))];

const bySubject = (events: readonly NastavnikEvent[]): ReadonlyMap<string, readonly string[]> => {
  const lanes = new Map<string, string[]>();
  for (const { subject, id } of events) lanes.set(subject, [...(lanes.get(subject) ?? []), id]);
  return lanes;
};

it('every part killed under load: no act lost or repeated, every event at every live receiver in the order of its pair, none invented', async () => {
  const tokens = {
    region: await production.issuer.issue({ role: 'region-operator' }),
    director: await production.issuer.issue({ role: 'director', organisationId: schoolId }),
    integration: await production.issuer.issue({ role: 'integration' }),
  };
  type Role = keyof typeof tokens;
  const acknowledged: string[] = [];
  const ask = (as: Role, at: string, body?: object, key?: string): Promise<Response> =>
    fetch(`${production.url}${at}`, {
      signal: AbortSignal.timeout(20_000),
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${tokens[as]}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  let unanswered = 0;
  /** Sends an act until it is answered, as a careful sender does: the same key after every silence. */
  const act = async (at: string, body: object, as: Role = 'director'): Promise<void> => {
    const key = randomUUID();
    while (!over) {
      const answer = await ask(as, at, body, key).catch(() => undefined);
      if (answer?.status === 201) {
        const { eventIds } = (await answer.json()) as { eventIds: readonly string[] };
        return void acknowledged.push(...eventIds);
      }
      if (answer !== undefined && answer.status < 500)
        throw new Error(`${at}: ${answer.status} ${await answer.text()}`);
      unanswered++;
      await delay(100);
    }
  };

  const receive = async (name: string, answer: (n: number) => Promise<number>, types?: readonly string[]) => {
    const listener = await listen(answer);
    listeners.push(listener);
    const body = { name, url: listener.url, ...(types === undefined ? {} : { types }) };
    const registered = await ask('region', '/v1/receivers', body);
    expect(registered.status).toBe(201);
    return { ...listener, ...((await registered.json()) as { id: string; secret: string }) };
  };
  let hurry!: () => void;
  const released = new Promise<void>((resolve) => (hurry = resolve));
  const steady = await receive('steady', async () => 204);
  const narrow = await receive('narrow', async () => 204, MEETINGS_ONLY);
  const moody = await receive('moody', async (n) => (n % 7 === 3 ? 503 : 204));
  const slow = await receive('slow', async () => {
    await Promise.race([released, delay(3_000)]);
    return 204;
  });
  const dead = await receive('dead', () => Promise.reject(new Error('nobody there')));

  // A school whose pairs are fixed by order.
  const founded = { utcOffsetMinutes: 180, effectiveOn: '2021-01-11' };
  await act('/v1/municipalities', { ...founded, id: municipalityId, name: 'Город' }, 'region');
  await act(
    '/v1/schools',
    { ...founded, id: schoolId, municipalityId, name: 'Школа', shortName: 'Школа' },
    'region',
  );
  await act(`/v1/organisations/${schoolId}/regulation`, {
    ...{ document: 'МОУ СОШ № 62', basedOn: 'S62', effectiveOn: '2021-01-11' },
  });
  const order = (number: string, issuedOn: string, content: object): object => ({
    ...{ number, register: 'MAIN', issuedOn, legalBasis: ['273-ФЗ'], content },
  });
  await act(`${school}/orders`, order('1', '2021-01-11', { kind: 'INTRODUCTION', from: '2021-01-11' }));
  const on = { effectiveOn: '2021-01-12' };
  const teacher = async (base: string, as: object): Promise<string> => {
    const id = randomUUID();
    const person = { familyName: 'Проверкина', givenName: 'Нина', birthDate: '1990-01-01' };
    await act(`${school}/participants`, { ...on, id, kind: 'PEDAGOGUE', employed: true, person });
    await act(`${school}/participants/${id}/${base}`, { ...on, ...as });
    for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA']) {
      const textHash = createHash('sha256').update(purpose).digest('hex');
      await act(`${school}/participants/${id}/consents`, {
        ...{ ...on, purpose, by: 'SELF', written: true, textHash },
      });
    }
    return id;
  };
  const mentorId = await teacher('mentor-base', { category: 'PEDAGOGUE', experience: ['PROFESSIONAL'] });
  const pairs = await Promise.all(
    Array.from({ length: PAIRS }, async () => {
      const menteeId = await teacher('mentee-base', {
        ...{ categories: ['YOUNG_SPECIALIST'], tasks: ['PROFESSIONAL'] },
      });
      const id = randomUUID();
      await act(`${school}/pairs`, {
        ...{ ...on, id, kind: 'PAIR', form: 'TEACHER_TEACHER', menteeIds: [menteeId] },
        tasks: ['PROFESSIONAL'],
      });
      await act(`${school}/pairs/${id}/candidates`, { ...on, mentorIds: [mentorId] });
      await act(`${school}/pairs/${id}/choice`, { ...on, mentorId, menteeId, through: 'SELF' });
      await act(`${school}/pairs/${id}/familiarisation`, { ...on, participantIds: [mentorId, menteeId] });
      return { id, menteeId };
    }),
  );
  await act(
    `${school}/orders`,
    order('2', '2021-01-18', {
      kind: 'PAIRS',
      pairs: pairs.map(({ id }) => ({ pairId: id, from: '2021-01-18', until: '2021-12-24' })),
    }),
  );

  let writing = true;
  /** A meeting recorded, and its record cancelled, over and over: two public events a round. */
  const writer = async ({ id, menteeId }: (typeof pairs)[number]): Promise<void> => {
    const effectiveOn = '2021-02-01';
    const at = `${school}/pairs/${id}`;
    const levels = { COMPETENCE: 'BASIC', MOTIVATION_PERSONAL: 'BASIC' };
    await act(`${at}/entry-assessment`, { assessments: [{ menteeId, levels }], effectiveOn });
    for (let number = 1; writing; number++) {
      await act(`${at}/meetings`, {
        ...{ kind: 'ORGANISATIONAL', attendeeIds: [mentorId, menteeId], effectiveOn },
      });
      await act(`${at}/meetings/${number}/cancellation`, { effectiveOn });
    }
  };
  const writers = Promise.all(pairs.map(writer));
  // Should an act be refused, that is the news, not what follows from it.
  writers.catch(() => undefined);
  const progress = async (): Promise<void> => {
    const [acts, events] = [acknowledged.length, steady.arrivals.length];
    await Promise.race([
      until('acts and deliveries', () => acknowledged.length > acts + 10 && steady.arrivals.length > events),
      writers,
    ]);
  };

  for (const part of production.parts) {
    await progress();
    await part.kill();
    await delay(Math.random() * 1_000);
    await part.start();
    await production.ready();
  }
  // And all of them at once, the servers first to come back.
  await progress();
  await Promise.all(production.parts.map((part) => part.kill()));
  for (const part of [...production.parts].reverse()) await part.start();
  await production.ready();
  await progress();
  writing = false;
  await writers;
  expect(unanswered).toBeGreaterThan(0);

  const store = connectEventStore(production.eventStoreUrl);
  let log: readonly StoredEvent[];
  try {
    log = await wholeLog(store);
  } finally {
    await store.close();
  }
  const times = new Map<string, number>();
  for (const { id } of log) times.set(id, (times.get(id) ?? 0) + 1);
  expect(acknowledged.filter((id) => !times.has(id))).toEqual([]);
  expect([...times.values()].filter((count) => count > 1)).toEqual([]);

  const published = log.flatMap((stored) => toPublic(toRecorded(domainCodec, stored), SOURCE));
  const everything = new Map(published.map((event) => [event.id, event]));
  const meetings = published.filter(({ type }) => MEETINGS_ONLY.includes(type));
  expect(meetings.length).toBeGreaterThan(PAIRS);

  /** All of it, each pair in order, nothing else. */
  const complete = async (listener: Listener, wanted: readonly NastavnikEvent[]): Promise<void> => {
    await until('the last event', () => firsts(listener).length >= wanted.length);
    const seen = firsts(listener).map((id) => everything.get(id));
    expect(seen).not.toContain(undefined);
    expect(bySubject(seen as readonly NastavnikEvent[])).toEqual(bySubject(wanted));
    for (const { id, event } of listener.arrivals) expect(event).toEqual(everything.get(id));
  };
  await complete(steady, published);
  await complete(narrow, meetings);
  await complete(moody, published);
  // Those who are slow or dead had not kept them waiting: one has hardly begun, the other took nothing.
  expect(firsts(slow).length).toBeLessThan(published.length);
  hurry();
  await complete(slow, published);
  const verifier = new Webhook(steady.secret);
  for (const { signed } of steady.arrivals.slice(-20)) verifier.verify(signed.body, signed.headers);

  const { failures, pending } = (await (await ask('integration', `/v1/receivers/${dead.id}`)).json()) as {
    failures: number;
    pending: number;
  };
  expect(failures).toBeGreaterThan(0);
  expect(pending).toBe(published.length);

  const last = log.at(-1)!.position;
  for (const register of ['pairs', 'mentors', 'mentees']) {
    expect((await ask('director', `${school}/registers/${register}?after=${last}`)).status).toBe(200);
  }
  await until('every register', async () => {
    const answer = await ask('director', `/v1/pairs/${pairs[0]!.id}/history?after=${last}`);
    return answer.status === 200;
  });
  expect(await liveTables(production.databaseUrl)).toEqual(foldedTables(log));
});
