/** Report P8 over HTTP: acts judged again, and what is wrong over a school and its municipality, page by page and as a file. */
import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { streamOf } from '@nastavnik/domain';
import { streamReader } from '@nastavnik/evidence';
import type { Command, Uuid } from '@nastavnik/kernel';
import { Vault } from '@nastavnik/platform/vault';
import { readTable } from '@nastavnik/platform/sheets';
import type { Act } from '../../libs/commands';
import { accepted, type House, School62, stamp } from '../../libs/commands/house.testing';
import { eventually } from '../../libs/platform/event-store/event-store.testing';
import { startTestApi, type TestApi } from './api.testing';

let api: TestApi;
let school: School62;
const pairs: Uuid[] = [];
let menteeId: Uuid;
let mentorId: Uuid;

beforeAll(async () => {
  api = await startTestApi();
  const house = {
    execute: (act: Act<Command>) => api.app.get(CommandBus).execute(act),
    ...{ store: api.store, vault: api.app.get(Vault) },
  } as unknown as House;
  school = await new School62(house).found();
  for (let count = 0; count < 3; count++) {
    [menteeId, mentorId] = [await school.person('MENTEE'), await school.person('MENTOR')];
    const pairId = await school.pair(menteeId, mentorId);
    accepted(await school.order('2021-01-18', school.fixing(pairId)));
    await eventually('the order has arrived', async () =>
      (await streamReader(api.store).read(streamOf.pair(pairId))).some(({ type }) => type === 'PairFixed'),
    );
    pairs.push(pairId);
  }
  // Written past every rule: a regular meeting before any other.
  await api.store.append(streamOf.pair(pairs[2]!), 'stream_exists', [
    {
      ...{ id: randomUUID(), type: 'pair.meeting-held.v1', metadata: stamp('2021-02-10') },
      data: {
        ...{ pairId: pairs[2], schoolId: school.schoolId, basis: { rules: [], evidence: {} } },
        ...{ effectiveOn: '2021-02-10', number: 1, kind: 'REGULAR', attendeeIds: [mentorId, menteeId] },
      },
    },
  ]);
});
afterAll(() => api?.stop());

const auditor = () => api.as('auditor');
const after = async () => `after=${await api.head()}`;

it('each act of a legal pair stands, with its clauses, its evidence and the regulation it was judged by', async () => {
  const { status, body } = await auditor().get(`/v1/pairs/${pairs[0]}/compliance?${await after()}`);
  expect([status, body.complies, body.broken]).toEqual([200, true, null]);
  expect(body.acts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(body.acts.map(() => 'STANDS'));
  expect(body.acts.find(({ type }: { type: string }) => type === 'PairFixed')).toMatchObject({
    clauses: expect.arrayContaining(['МОУ СОШ № 62, п. 4.13']),
    regulation: { organisationId: school.schoolId, version: 1 },
    evidence: { orderId: expect.any(String), ages: expect.any(Object) },
    findings: [],
  });
});

it('an act that the rules refuse is found with its clause, and not as of a day before it', async () => {
  const { body } = await auditor().get(`/v1/pairs/${pairs[2]}/compliance?${await after()}`);
  expect(body.complies).toBe(false);
  const violating = body.acts.filter(({ verdict }: { verdict: string }) => verdict === 'VIOLATES');
  expect(violating).toMatchObject([{ type: 'MeetingHeld', effectiveOn: '2021-02-10' }]);
  expect(violating[0].findings.flatMap(({ clauses }: { clauses: string[] }) => clauses)).toContain(
    'МОУ СОШ № 62, п. 5.3, абз. 1',
  );
  const before = await auditor().get(`/v1/pairs/${pairs[2]}/compliance?on=2021-02-09`);
  expect(before.body.complies).toBe(true);
  expect((await auditor().get(`/v1/pairs/${pairs[2]}/compliance?on=2020-12-31`)).status).toBe(404);
});

it.each(['school', 'municipality'] as const)(
  'what is wrong over a %s is listed page by page, in every page of the same position',
  async (level) => {
    const at = `/v1/organisations/${level === 'school' ? school.schoolId : school.municipalityId}/findings`;
    const found: { pairId: string }[] = [];
    const positions = new Set<string>();
    let [judged, next, pages]: [number, string | null, number] = [0, null, 0];
    do {
      const asked = next === null ? await after() : `cursor=${next}`;
      const { status, body } = await auditor().get(`${at}?limit=2&${asked}`);
      expect(status).toBe(200);
      found.push(...body.items);
      positions.add(body.asOf);
      judged += body.judged.pairs;
      next = body.next;
      pages++;
    } while (next !== null);
    expect([pages, judged, positions.size]).toEqual([2, 3, 1]);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ pairId }) => pairId))).toEqual(new Set([pairs[2]]));
    expect(JSON.stringify(found)).not.toContain('Иванова');
    expect((await auditor().get(`${at}?on=2021-02-09`)).body.items).toEqual([]);
  },
);

it('as a file it says the same', async () => {
  const at = `/v1/organisations/${school.schoolId}/findings`;
  const { items } = (await auditor().get(`${at}?${await after()}`)).body;
  const answer = await fetch(`${api.url}${at}/export?format=csv`, {
    headers: { authorization: `Bearer ${await auditor().token}` },
  });
  expect(answer.status).toBe(200);
  const { rows } = await readTable(Buffer.from(await answer.arrayBuffer()), 'csv');
  expect(rows.slice(1).map((row) => [row[1], row[8]])).toEqual(
    items.map(({ pairId, rule }: { pairId: string; rule: string }) => [pairId, rule]),
  );
});

describe('acts of other streams that touched a pair', () => {
  const agreementId = randomUUID();
  const orderId = randomUUID();
  const organisationId = () => school.schoolId;
  /** Past every rule. */
  const byHand = (stream: string, type: string, on: string, data: object, ages: object = {}) =>
    api.store.append(stream, 'any', [
      {
        ...{ id: randomUUID(), type, metadata: stamp(on) },
        data: { ...data, effectiveOn: on, basis: { rules: [], evidence: ages } },
      },
    ]);
  const violating = async () => {
    const { body } = await auditor().get(`/v1/pairs/${pairs[0]}/compliance?${await after()}`);
    return (body.acts as { type: string; verdict: string; findings: { rule: string; clauses: string[] }[] }[])
      .filter(({ verdict }) => verdict === 'VIOLATES')
      .map(({ type, findings }) => [type, findings.map(({ rule }) => rule), findings[0]!.clauses]);
  };
  let [mentee, mentor]: Uuid[] = [];
  beforeAll(async () => {
    const [own] = await streamReader(api.store).read(streamOf.pair(pairs[0]!));
    mentee = own?.type === 'PairProposed' ? own.data.menteeIds[0]! : '';
    const fixed = (await streamReader(api.store).read(streamOf.pair(pairs[0]!))).find(
      ({ type }) => type === 'PairFixed',
    );
    mentor = fixed?.type === 'PairFixed' ? fixed.data.mentorIds[0]! : '';
  });

  it('stand: the order that fixed it, both consents of each member, in the order of the log', async () => {
    const { body } = await auditor().get(`/v1/pairs/${pairs[0]}/compliance?${await after()}`);
    const acts = body.acts as { type: string; stream: string; position: string; verdict: string }[];
    expect(acts.map(({ verdict }) => verdict)).toEqual(acts.map(() => 'STANDS'));
    expect(
      acts
        .filter(({ type }) => type === 'ConsentGiven')
        .map(({ stream }) => stream)
        .sort(),
    ).toEqual([mentee, mentee, mentor, mentor].map((id) => streamOf.consent(id!)).sort());
    expect(acts.find(({ type }) => type === 'OrderIssued')).toMatchObject({
      clauses: expect.arrayContaining([expect.stringContaining('МОУ СОШ № 62, п. ')]),
    });
    const positions = acts.map(({ position }) => BigInt(position));
    expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('are found where no rule allows them: an order, a consent and an agreement, each with its clause', async () => {
    await byHand(streamOf.order(orderId), 'order.issued.v2', '2021-02-15', {
      ...{ orderId, organisationId: organisationId(), number: '', register: 'MAIN', issuedOn: '2021-02-15' },
      legalBasis: [],
      content: { kind: 'PAIR_PROLONGATION', pairs: [{ pairId: pairs[0], until: '2021-12-30' }] },
    });
    await byHand(
      streamOf.consent(mentee!),
      'consent.given.v1',
      '2021-02-16',
      {
        ...{ consentId: randomUUID(), participantId: mentee, schoolId: school.schoolId, written: false },
        ...{ purpose: 'PARTICIPATION', by: 'SELF', textHash: 'f'.repeat(64) },
      },
      { ages: { [mentee!]: 14 } },
    );
    await byHand(streamOf.agreement(agreementId), 'agreement.concluded.v1', '2021-02-17', {
      ...{ agreementId, schoolId: school.schoolId, number: '7', mentorIds: [mentor] },
      ...{ gratuitous: false, from: '2021-02-17' },
    });
    await eventually('the agreement is noted', async () =>
      (await streamReader(api.store).read(streamOf.participant(mentor!))).some(
        ({ type }) => type === 'AgreementNoted',
      ),
    );
    expect(await violating()).toEqual([
      ['OrderIssued', ['legal-basis-cited', 'order-number-given'], []],
      ['ConsentGiven', ['consent-given-by-who-may'], ['МОУ СОШ № 62, п. 4.11']],
      [
        'AgreementConcluded',
        ['external-mentor-gratuitous', 'agreement-with-external-mentor-only'],
        ['МОУ СОШ № 62, п. 4.14'],
      ],
    ]);
  });

  it('are listed over the school with the pair they touched', async () => {
    const { body } = await auditor().get(`/v1/organisations/${school.schoolId}/findings?${await after()}`);
    const streams = (body.items as { pairId: string; stream: string }[])
      .filter(({ pairId }) => pairId === pairs[0])
      .map(({ stream }) => stream);
    expect([...new Set(streams)]).toEqual([
      streamOf.order(orderId),
      streamOf.consent(mentee!),
      streamOf.agreement(agreementId),
    ]);
  });
});

it('a mentee, and a director of another school, are not shown it', async () => {
  const at = `/v1/organisations/${school.schoolId}/findings`;
  expect((await api.as('mentee', { organisationId: school.schoolId }).get(at)).status).toBe(403);
  expect((await api.as('director', { organisationId: randomUUID() }).get(at)).status).toBe(403);
  expect((await api.as('director', { organisationId: school.schoolId }).get(at)).status).toBe(200);
});
