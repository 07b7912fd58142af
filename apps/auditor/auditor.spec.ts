/** The auditor as an auditor runs it: a process of its own over a real log and a real register. */
import { randomUUID } from 'node:crypto';
import { isRefusal, type Uuid } from '@nastavnik/kernel';
import { domainCodec, streamOf } from '@nastavnik/domain';
import { ProjectionRunner, projectionMigrations } from '@nastavnik/platform/projections';
import { migrate } from '@nastavnik/platform/postgres';
import { readModelMigrations, readModels } from '@nastavnik/read-models';
import { streamReader } from '@nastavnik/evidence';
import { AgreementAct, RegulationAct } from '../../libs/commands';
import { accepted, buildHouse, type House, School62, stamp } from '../../libs/commands/house.testing';
import { spawnTs } from '../../test/support/process';

let house: House;
let school: School62;
let runner: ProjectionRunner<never>;

beforeAll(async () => {
  house = await buildHouse();
  await migrate(house.databaseUrl, [...projectionMigrations, ...readModelMigrations]);
  await house.open();
  school = await new School62(house).found();
  runner = (await ProjectionRunner.create({
    store: house.store,
    pool: house.pool,
    codec: domainCodec,
    models: readModels,
  })) as unknown as ProjectionRunner<never>;
  await runner.start();
});
afterAll(async () => {
  await runner.stop();
  await house.close();
});

const audit = async (
  ...args: readonly string[]
): Promise<{ readonly code: unknown; readonly output: string }> => {
  const auditor = spawnTs('apps/auditor/main.ts', {
    args,
    env: { EVENTSTORE_URL: house.eventStoreUrl, DATABASE_URL: house.databaseUrl },
  });
  const code = await auditor.exited();
  return { code, output: auditor.output() };
};

interface Life {
  readonly pairId: Uuid;
  readonly menteeId: Uuid;
  readonly mentorId: Uuid;
}
const fixedPair = async (): Promise<Life> => {
  const [menteeId, mentorId] = [await school.person('MENTEE'), await school.person('MENTOR')];
  const pairId = await school.pair(menteeId, mentorId);
  accepted(await school.order('2021-01-18', school.fixing(pairId)));
  return { pairId, menteeId, mentorId };
};

/** Writes into the log by hand, past every rule. */
const append = (pairId: Uuid, type: string, data: object): Promise<unknown> =>
  house.store.append(streamOf.pair(pairId), 'stream_exists', [
    {
      id: randomUUID(),
      type,
      data: { pairId, schoolId: school.schoolId, basis: { rules: [], evidence: {} }, ...data },
      metadata: stamp('2021-02-10'),
    },
  ]);

describe('a legal life', () => {
  let life: Life;
  beforeAll(async () => {
    const curator = await school.curator();
    life = await fixedPair();
    await school.year(life.pairId, life.menteeId, life.mentorId, curator);
  });

  test('audits clean, with the clauses it was judged by, and agrees with the register', async () => {
    const { code, output } = await audit('pair', life.pairId);
    expect(output).toContain('Всё сходится');
    expect(output).toContain('Реестр пар: сходится с журналом');
    expect(output).toContain('программа завершена');
    expect(output).toMatch(/МОУ СОШ № 62, п\./);
    expect(output).not.toContain('НАРУШЕНИЕ');
    expect(code).toBe(0);
  });

  test('is replayed to a date', async () => {
    const { code, output } = await audit('pair', life.pairId, '--on', '2021-03-01', '--json');
    const answer = JSON.parse(output) as {
      events: { type: string }[];
      state: { stage: string; meetings: unknown[] };
    };
    expect(code).toBe(0);
    expect(answer.state.stage).toBe('fixed');
    expect(answer.state.meetings).toHaveLength(3);
    expect(answer.events.map(({ type }) => type)).not.toContain('PairCompleted');
  });

  test('is replayed as it was known on a day', async () => {
    const { output } = await audit('pair', life.pairId, '--known-on', '2021-01-15', '--json');
    expect((JSON.parse(output) as { state: { stage: string } }).state.stage).toBe('proposed');
  });

  test('still audits clean when a member has been erased from the vault', async () => {
    await house.vault.erase([life.menteeId], { actorId: randomUUID(), purpose: 'erasure' });
    expect((await audit('pair', life.pairId)).code).toBe(0);
  });
});

test('a life with a mentor from outside, a replacement, a suspension and an end by order audits clean', async () => {
  const menteeId = await school.person('MENTEE');
  const [outside, successor] = [
    await school.person('MENTOR', { kind: 'GRADUATE' }),
    await school.person('MENTOR'),
  ];
  const agreementId = randomUUID();
  accepted(
    await house.execute(
      new AgreementAct({
        type: 'ConcludeAgreement',
        data: {
          ...{ agreementId, schoolId: school.schoolId, effectiveOn: '2021-01-14', number: '7' },
          ...{ mentorIds: [outside], gratuitous: true, from: '2021-01-14', until: '2021-12-31' },
        },
        stamp: stamp('2021-01-14'),
      }),
    ),
  );
  expect((await house.types(streamOf.participant(outside))).at(-1)).toBe('AgreementNoted');
  const pairId = await school.pair(menteeId, outside);
  accepted(await school.order('2021-01-18', school.fixing(pairId)));
  const know = { type: 'FamiliariseParticipants', data: { participantIds: [successor] } };
  await school.act(pairId, '2021-02-12', know);
  accepted(
    await school.order('2021-02-15', {
      kind: 'PAIR_CHANGE',
      pairs: [{ pairId, role: 'MENTOR', on: '2021-02-15', leavingId: outside, joiningId: successor }],
    }),
  );
  const [given] = await streamReader(house.store).read(streamOf.consent(menteeId));
  if (given?.type !== 'ConsentGiven') throw new Error(given?.type);
  const { consentId, purpose } = given.data;
  accepted(await house.execute(school.withdrawal(menteeId, consentId, '2021-03-01', 'LEGAL_REPRESENTATIVE')));
  expect((await house.types(streamOf.pair(pairId))).at(-1)).toBe('PairSuspended');
  if (purpose !== 'PARTICIPATION') throw new Error(purpose);
  await school.consent(menteeId, purpose, '2006-05-17', '2021-03-05');
  await school.act(pairId, '2021-03-06', { type: 'ResumePair', data: {} });
  accepted(
    await school.order('2021-04-01', {
      kind: 'PAIR_END',
      pairs: [{ pairId, reason: 'MUTUAL', on: '2021-04-01' }],
    }),
  );
  expect((await house.types(streamOf.participant(menteeId))).slice(-2)).toEqual(['JoinedPair', 'LeftPair']);
  const { code, output } = await audit('pair', pairId);
  expect(output).not.toContain('НАРУШЕНИЕ');
  const judged = JSON.parse((await audit('pair', pairId, '--json')).output) as { events: { type: string }[] };
  const kinds = new Set(judged.events.map(({ type }) => type));
  expect([...kinds]).toEqual(
    expect.arrayContaining(['OrderIssued', 'ConsentGiven', 'ConsentWithdrawn', 'AgreementConcluded']),
  );
  expect(output).toContain('прекращена приказом');
  expect(output).toContain('сходится с журналом');
  expect(code).toBe(0);
});

test('the regulation changes: a pair keeps what it was fixed under until it is moved, a new pair has the new; both audit clean', async () => {
  const kept = await fixedPair();
  accepted(
    await house.execute(
      new RegulationAct({
        type: 'SetParameter',
        data: {
          ...{ organisationId: school.schoolId, effectiveOn: '2021-02-08', name: 'meetingSequence' },
          setting: { value: [], clauses: [{ id: 'OWN-5.3', document: 'Редакция 2', clause: '5.3' }] },
        },
        stamp: stamp('2021-02-08'),
      }),
    ),
  );
  const fresh = { menteeId: await school.person('MENTEE'), mentorId: await school.person('MENTOR') };
  const freshId = await school.pair(fresh.menteeId, fresh.mentorId);
  const term = { from: '2021-02-10', until: '2021-12-24' };
  accepted(await school.order('2021-02-10', { kind: 'PAIRS', pairs: [{ pairId: freshId, ...term }] }));
  const meet = async (pairId: Uuid, { menteeId, mentorId }: Omit<Life, 'pairId'>, on: string) => {
    const data = { kind: 'TRIAL', attendeeIds: [mentorId, menteeId] };
    const answer = await school.try(pairId, on, { type: 'HoldMeeting', data });
    return isRefusal(answer) ? answer.reasons.map(({ rule }) => rule) : 'held';
  };
  for (const [pairId, { menteeId }] of [
    [kept.pairId, kept],
    [freshId, fresh],
  ] as const) {
    const assessments = [{ menteeId, levels: { COMPETENCE: 'LOW' } }];
    await school.act(pairId, '2021-02-11', { type: 'AssessEntry', data: { assessments } });
  }
  expect(await meet(kept.pairId, kept, '2021-02-12')).toEqual(['meetings-in-order']);
  expect(await meet(freshId, fresh, '2021-02-12')).toBe('held');
  await school.act(kept.pairId, '2021-02-15', { type: 'MovePairToRegulation', data: {} });
  expect(await meet(kept.pairId, kept, '2021-02-16')).toBe('held');
  for (const pairId of [kept.pairId, freshId]) {
    const { code, output } = await audit('pair', pairId);
    expect(output).not.toContain('НАРУШЕНИЕ');
    expect(code).toBe(0);
  }
  await append(kept.pairId, 'pair.meeting-held.v1', {
    ...{ effectiveOn: '2021-02-12', number: 2, kind: 'TRIAL' },
    attendeeIds: [kept.mentorId, kept.menteeId],
  });
  expect((await audit('pair', kept.pairId)).output).toContain('(meetings-in-order)');
});

test('a register row that was tampered with is found and named', async () => {
  const { pairId } = await fixedPair();
  expect((await audit('pair', pairId)).code).toBe(0);
  await house.pool.query(
    "update pair_register set status = 'COMPLETED', ends_on = '2021-12-31' where id = $1",
    [pairId],
  );
  const { code, output } = await audit('pair', pairId);
  expect(code).toBe(1);
  expect(output).toContain('РАСХОЖДЕНИЕ');
  expect(output).toContain('status: по журналу "ACTIVE", в реестре "COMPLETED"');
  expect(output).toContain('endsOn: по журналу "2021-12-24", в реестре "2021-12-31"');
});

test('a register that has lost the pair is found', async () => {
  const { pairId } = await fixedPair();
  await audit('pair', pairId);
  await house.pool.query('delete from pair_register where id = $1', [pairId]);
  const { code, output } = await audit('pair', pairId);
  expect([code, output]).toEqual([1, expect.stringContaining('этой пары в нём нет')]);
});

test('an event appended by hand that breaks a rule is found and named with its clause', async () => {
  const { pairId, menteeId, mentorId } = await fixedPair();
  await append(pairId, 'pair.meeting-held.v1', {
    effectiveOn: '2021-02-10',
    number: 1,
    kind: 'REGULAR',
    attendeeIds: [mentorId, menteeId],
  });
  const { code, output } = await audit('pair', pairId, '--json');
  const answer = JSON.parse(output) as {
    events: { type: string; findings: { rule: string; clauses: string[] }[] }[];
  };
  expect(code).toBe(1);
  const findings = answer.events.at(-1)!.findings;
  expect(findings.flatMap(({ clauses }) => clauses)).toContain('МОУ СОШ № 62, п. 5.3, абз. 1');
  expect(answer.events.slice(0, -1).flatMap((event) => event.findings)).toEqual([]);
  expect((await audit('pair', pairId)).output).toContain('НАРУШЕНИЕ');
});

test('an order appended by hand is judged like any other act of the pair', async () => {
  const { pairId } = await fixedPair();
  const orderId = randomUUID();
  await house.store.append(streamOf.order(orderId), 'no_stream', [
    {
      ...{ id: randomUUID(), type: 'order.issued.v2', metadata: stamp('2021-02-15') },
      data: {
        ...{ orderId, organisationId: school.schoolId, number: '', register: 'MAIN', legalBasis: [] },
        ...{ issuedOn: '2021-02-15', effectiveOn: '2021-02-15', basis: { rules: [], evidence: {} } },
        content: { kind: 'PAIR_PROLONGATION', pairs: [{ pairId, until: '2021-12-30' }] },
      },
    },
  ]);
  const { code, output } = await audit('pair', pairId);
  expect(code).toBe(1);
  expect(output).toContain('НАРУШЕНИЕ');
  expect(output).toContain('(order-number-given)');
});

test('an event appended by hand without its facts is found, and the rest of the life still judged', async () => {
  const { pairId } = await fixedPair();
  await append(pairId, 'pair.entry-assessed.v1', { effectiveOn: '2021-02-10' });
  const { code, output } = await audit('pair', pairId);
  expect([code, output]).toEqual([1, expect.stringContaining('(history-broken)')]);
  expect(output).toContain('закреплена');
});

test('a pair fixed by hand on an order that does not exist is found', async () => {
  const [menteeId, mentorId] = [await school.person('MENTEE'), await school.person('MENTOR')];
  const pairId = await school.pair(menteeId, mentorId);
  await append(pairId, 'pair.fixed.v1', {
    effectiveOn: '2021-01-18',
    orderId: randomUUID(),
    kind: 'PAIR',
    form: 'TEACHER_STUDENT',
    mentorIds: [mentorId],
    menteeIds: [menteeId],
    from: '2021-01-18',
    until: '2021-12-24',
  });
  const { code, output } = await audit('pair', pairId);
  expect(code).toBe(1);
  expect(output).toContain('в журнале нет');
  expect(output).toMatch(/п\. 4\.13/);
});

test('wrong usage and an unknown pair are told apart from a finding', async () => {
  const [usage, unknown] = await Promise.all([
    audit('pair', 'seven', '--on', '2021-02-30'),
    audit('pair', randomUUID()),
  ]);
  expect([usage.code, unknown.code]).toEqual([2, 2]);
  expect(usage.output).toContain('--on: нужна существующая дата');
  expect(usage.output).toContain('id пары');
});

test('a log that does not answer is told apart too', async () => {
  const auditor = spawnTs('apps/auditor/main.ts', {
    args: ['pair', randomUUID()],
    env: { EVENTSTORE_URL: 'esdb://127.0.0.1:9?tls=false', DATABASE_URL: '' },
  });
  expect(await auditor.exited()).toBe(3);
});
