/** Acts on a real node and a real database: orders and their effects, conflicts, repetitions, crashes. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Codec, Uuid } from '@nastavnik/kernel';
import { domainCodec, type OrderEvent, streamOf } from '@nastavnik/domain';
import { streamReader } from '@nastavnik/evidence';
import { carryOut, RevisionConflict } from '@nastavnik/platform/event-store';
import { streamsInLog } from '../../test/support/streams';
import { Acts } from './acts';
import { effectsOf } from './effects';
import { EffectsProcess } from './effects-process';
import { accepted, buildHouse, type House, reasonsOf, School62, stamp } from './house.testing';
import { orders } from './orders';

let house: House;
let school: School62;

beforeAll(async () => {
  house = await buildHouse();
  await house.open();
  school = await new School62(house).found();
});
afterAll(() => house.close());

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('did not come true within 20 s');
    await delay(50);
  }
};
const readyPair = async (): Promise<{ pairId: Uuid; menteeId: Uuid; mentorId: Uuid }> => {
  const [menteeId, mentorId] = [await school.person('MENTEE'), await school.person('MENTOR')];
  return { pairId: await school.pair(menteeId, mentorId), menteeId, mentorId };
};
const lengthOfLog = async (): Promise<number> => (await house.store.readAll({ maxCount: 100_000 })).length;

test('an order fixes two pairs, and their members know it', async () => {
  const [one, two] = [await readyPair(), await readyPair()];
  const receipt = accepted(await school.order('2021-01-18', school.fixing(one.pairId, two.pairId)));
  for (const { pairId, menteeId, mentorId } of [one, two]) {
    expect((await house.types(streamOf.pair(pairId))).at(-1)).toBe('PairFixed');
    expect((await house.types(streamOf.participant(menteeId))).at(-1)).toBe('JoinedPair');
    expect((await house.types(streamOf.participant(mentorId))).at(-1)).toBe('JoinedPair');
  }
  const log = await house.store.readAll({ maxCount: 100_000 });
  expect(receipt.position).toBe(log.at(-1)!.position);
});

test('an order with one unready pair is refused whole, with the reasons of that pair, and nothing is written', async () => {
  const ready = await readyPair();
  const menteeId = await school.person('MENTEE', { consents: false });
  const unready = await school.pair(menteeId, await school.person('MENTOR'));
  const before = await lengthOfLog();
  const reasons = reasonsOf(await school.order('2021-01-18', school.fixing(ready.pairId, unready)));
  expect(reasons.map(({ rule }) => rule)).toContain('consents-before-pair-order');
  expect(JSON.stringify(reasons)).toContain(streamOf.pair(unready));
  expect(JSON.stringify(reasons)).not.toContain(streamOf.pair(ready.pairId));
  expect(reasons.flatMap(({ clauses }) => clauses.map(({ id }) => id))).toContain('S62-4.10');
  expect(await lengthOfLog()).toBe(before);
});

test('a withdrawn consent suspends every pair of the participant', async () => {
  const mentorId = await school.person('MENTOR');
  const [a, b] = [await school.person('MENTEE'), await school.person('MENTEE')];
  const [one, two] = [await school.pair(a, mentorId), await school.pair(b, mentorId)];
  accepted(await school.order('2021-01-18', school.fixing(one, two)));
  const given = (await streamReader(house.store).read(streamOf.consent(mentorId)))[0]!;
  if (given.type !== 'ConsentGiven') throw new Error(given.type);
  const withdrawal = school.withdrawal(mentorId, given.data.consentId, '2021-02-01', 'SELF');
  accepted(await house.execute(withdrawal));
  for (const pairId of [one, two]) {
    const suspended = (await streamReader(house.store).read(streamOf.pair(pairId))).at(-1)!;
    expect(suspended).toMatchObject({
      type: 'PairSuspended',
      data: { effectiveOn: '2021-02-01', participantId: mentorId },
    });
  }
});

test('a withdrawn consent to be named in public suspends no pair, fixed before or after', async () => {
  const [before, later] = [await readyPair(), await readyPair()];
  accepted(await school.order('2021-01-18', school.fixing(before.pairId)));
  for (const { mentorId } of [before, later]) {
    const consentId = await school.consent(mentorId, 'DISTRIBUTION', '1980-05-17');
    accepted(await house.execute(school.withdrawal(mentorId, consentId, '2021-01-17', 'SELF')));
  }
  accepted(await school.order('2021-01-18', school.fixing(later.pairId)));
  for (const { pairId, mentorId } of [before, later]) {
    expect((await house.types(streamOf.pair(pairId))).at(-1)).toBe('PairFixed');
    // A pair asked to suspend itself would answer that no consent of its own has lapsed: it is not even asked.
    const reader = streamReader(house.store);
    const withdrawn = (await reader.read(streamOf.consent(mentorId))).at(-1)!;
    const joined = (await reader.read(streamOf.participant(mentorId))).at(-1)!;
    expect([withdrawn.type, joined.type]).toEqual(['ConsentWithdrawn', 'JoinedPair']);
    for (const event of [withdrawn, joined]) expect(await effectsOf(event, reader)).toEqual([]);
  }
});

describe('an order about an earlier order', () => {
  const orderId = randomUUID;
  const of = async (pairId: string) => (await house.types(streamOf.pair(pairId))).at(-1);

  test('is cancelled with its pairs, once, while none of them has begun', async () => {
    const [one, two] = [await readyPair(), await readyPair()];
    const fixing = orderId();
    accepted(await school.order('2021-01-18', school.fixing(one.pairId, two.pairId), { orderId: fixing }));
    const act = school.orderAct('2021-01-18', { kind: 'CANCELLATION', orderId: fixing, reason: 'Ошибка' });
    accepted(await house.execute(act));
    accepted(await house.execute(act));
    expect(await house.types(streamOf.order(fixing))).toEqual(['OrderIssued', 'OrderCancelled']);
    for (const { pairId } of [one, two]) {
      const types = await house.types(streamOf.pair(pairId));
      expect(types.filter((type) => type === 'PairEnded')).toHaveLength(1);
    }
    expect((await house.types(streamOf.participant(one.menteeId))).at(-1)).toBe('LeftPair');
  });

  test('stays in force with every pair when one of them has begun', async () => {
    const [one, two] = [await readyPair(), await readyPair()];
    const fixing = orderId();
    accepted(await school.order('2021-01-18', school.fixing(one.pairId, two.pairId), { orderId: fixing }));
    await school.act(two.pairId, '2021-01-19', {
      type: 'AssessEntry',
      data: {
        assessments: [
          { menteeId: two.menteeId, levels: { MOTIVATION_PERSONAL: 'LOW', EDUCATIONAL_RESULTS: 'LOW' } },
        ],
      },
    });
    const reasons = reasonsOf(
      await school.order('2021-01-20', { kind: 'CANCELLATION', orderId: fixing, reason: 'Ошибка' }),
    );
    expect(reasons.map(({ rule }) => rule)).toEqual(['pair-not-begun']);
    expect([await of(one.pairId), await of(two.pairId)]).toEqual(['PairFixed', 'EntryAssessed']);
    expect(await house.types(streamOf.order(fixing))).toEqual(['OrderIssued']);
  });

  test('is amended where it only approves; nobody cancels an order twice or one that was never issued', async () => {
    const roadmap = orderId();
    accepted(
      await school.order('2021-01-14', { kind: 'ROADMAP', title: 'Дорожная карта' }, { orderId: roadmap }),
    );
    const changes = 'Пункт 3 исключить';
    accepted(await school.order('2021-01-15', { kind: 'AMENDMENT', orderId: roadmap, changes }));
    const cancellation = { kind: 'CANCELLATION', orderId: roadmap, reason: 'Утрачена нужда' } as const;
    accepted(await school.order('2021-01-16', cancellation));
    expect(await house.types(streamOf.order(roadmap))).toEqual([
      'OrderIssued',
      'OrderAmended',
      'OrderCancelled',
    ]);
    const again = reasonsOf(await school.order('2021-01-17', cancellation));
    expect(again.map(({ rule }) => rule)).toEqual(['order-in-force']);
    const never = reasonsOf(await school.order('2021-01-17', { ...cancellation, orderId: orderId() }));
    expect(never.map(({ rule }) => rule)).toEqual(['order-issued']);
  });
});

test('one order prolongs many pairs, another changes members of many, each on its own day', async () => {
  const [one, two] = [await readyPair(), await readyPair()];
  const joining = [await school.person('MENTOR'), await school.person('MENTOR')];
  accepted(await school.order('2021-01-18', school.fixing(one.pairId, two.pairId)));
  for (const [index, { pairId }] of [one, two].entries()) {
    await school.act(pairId, '2021-02-01', {
      type: 'FamiliariseParticipants',
      data: { participantIds: [joining[index]] },
    });
  }
  accepted(
    await school.order('2021-03-01', {
      kind: 'PAIR_PROLONGATION',
      pairs: [one, two].map(({ pairId }) => ({ pairId, until: '2021-12-31' })),
    }),
  );
  accepted(
    await school.order('2021-03-05', {
      kind: 'PAIR_CHANGE',
      pairs: [one, two].map(({ pairId, mentorId }, index) => ({
        ...{ pairId, role: 'MENTOR', leavingId: mentorId, joiningId: joining[index]! },
        on: index === 0 ? '2021-03-04' : '2021-03-05',
      })),
    }),
  );
  for (const [index, { pairId }] of [one, two].entries()) {
    const [prolonged, replaced] = (await streamReader(house.store).read(streamOf.pair(pairId))).slice(-2);
    expect(prolonged).toMatchObject({ type: 'PairProlonged', data: { until: '2021-12-31' } });
    expect(replaced).toMatchObject({
      type: 'MemberReplaced',
      data: { joiningId: joining[index], effectiveOn: index === 0 ? '2021-03-04' : '2021-03-05' },
    });
  }
});

test('a group changes several of its mentees by one order, each on a day of their own', async () => {
  const mentorId = await school.person('MENTOR');
  const mentees = [await school.person('MENTEE'), await school.person('MENTEE')];
  const joining = [await school.person('MENTEE'), await school.person('MENTEE')];
  const pairId = randomUUID();
  const on = '2021-01-14';
  await school.act(pairId, on, {
    type: 'ProposePair',
    data: { kind: 'GROUP', form: 'TEACHER_STUDENT', menteeIds: mentees, tasks: ['PERSONAL'] },
  });
  await school.act(pairId, on, { type: 'OfferCandidates', data: { mentorIds: [mentorId] } });
  for (const menteeId of mentees)
    await school.act(pairId, on, { type: 'ChooseMentor', data: { mentorId, menteeId, through: 'SELF' } });
  const participantIds = [mentorId, ...mentees, ...joining];
  await school.act(pairId, on, { type: 'FamiliariseParticipants', data: { participantIds } });
  accepted(await school.order('2021-01-18', school.fixing(pairId)));
  const days = ['2021-02-01', '2021-03-01'];
  accepted(
    await school.order('2021-03-02', {
      kind: 'PAIR_CHANGE',
      pairs: days.map((day, index) => ({
        ...{ pairId, role: 'MENTEE', leavingId: mentees[index]!, joiningId: joining[index]!, on: day },
      })),
    }),
  );
  const changes = (await streamReader(house.store).read(streamOf.pair(pairId))).filter(
    ({ type }) => type === 'MemberReplaced',
  );
  expect(changes.map(({ data }) => data.effectiveOn)).toEqual(days);
  // Recorded together, in force since days of their own.
  expect(new Set(changes.map(({ stamp: { recordedAt } }) => recordedAt)).size).toBe(1);
  for (const [index, menteeId] of mentees.entries()) {
    const left = (await streamReader(house.store).read(streamOf.participant(menteeId))).at(-1);
    expect(left).toMatchObject({ type: 'LeftPair', data: { effectiveOn: days[index] } });
  }
});

test('of two acts on one revision of a pair one wins and the other learns the new revision', async () => {
  const { pairId, menteeId, mentorId } = await readyPair();
  const revision = accepted(await school.order('2021-01-18', school.fixing(pairId)));
  const expectedRevision = (await house.store.readStream(streamOf.pair(pairId))).at(-1)!.revision;
  expect(revision.stream).toMatch(/^order-/);
  const meeting = {
    type: 'FamiliariseParticipants',
    data: { participantIds: [menteeId, mentorId] },
  };
  const outcomes = await Promise.allSettled([
    school.try(pairId, '2021-01-20', meeting, { expectedRevision }),
    school.try(pairId, '2021-01-20', meeting, { expectedRevision }),
  ]);
  const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  expect(lost).toHaveLength(1);
  expect(lost[0]!.reason).toBeInstanceOf(RevisionConflict);
  expect(lost[0]!.reason).toMatchObject({ actual: expectedRevision + 1n });
});

test('a command sent twice changes nothing, its effects included, and is answered with the same receipt', async () => {
  const { pairId } = await readyPair();
  const act = school.orderAct('2021-01-18', school.fixing(pairId));
  const first = accepted(await house.execute(act));
  const before = await lengthOfLog();
  const second = accepted(await house.execute(act));
  expect(second).toEqual({ ...first, repeated: true });
  expect(await lengthOfLog()).toBe(before);
});

test('an idempotency key that comes with another request is refused', async () => {
  const { pairId, menteeId } = await readyPair();
  const commandId = randomUUID();
  const say = (requestHash: string) =>
    school.try(
      pairId,
      '2021-01-16',
      { type: 'FamiliariseParticipants', data: { participantIds: [menteeId] } },
      { stamp: { ...stamp('2021-01-16'), commandId, requestHash } },
    );
  accepted(await say('a'.repeat(64)));
  expect(accepted(await say('a'.repeat(64))).repeated).toBe(true);
  expect(reasonsOf(await say('b'.repeat(64))).map(({ rule }) => rule)).toEqual(['idempotency-key-reused']);
});

describe('after a crash between an order and its effects', () => {
  /** What the log holds when the process dies right after the append. */
  const appendOnly = async (act: ReturnType<School62['orderAct']>): Promise<void> => {
    const facts = { reader: streamReader(house.store), ageOf: async () => 20 };
    const { command } = act;
    accepted(
      await carryOut({
        store: house.store,
        codec: domainCodec as unknown as Codec<OrderEvent>,
        decider: orders.decider,
        stream: streamOf.order(command.data.orderId),
        command,
        gather: async (state) => ({ ...(await orders.evidence(facts, command, state)), effects: [] }),
      }),
    );
  };

  test('the effects process fixes the pair exactly once', async () => {
    const { pairId, menteeId } = await readyPair();
    await appendOnly(school.orderAct('2021-01-18', school.fixing(pairId)));
    await until(async () => (await house.types(streamOf.pair(pairId))).includes('PairFixed'));
    await until(async () => (await house.types(streamOf.participant(menteeId))).includes('JoinedPair'));
    const fixed = (await house.types(streamOf.pair(pairId))).filter((type) => type === 'PairFixed');
    const joined = (await house.types(streamOf.participant(menteeId))).filter(
      (type) => type === 'JoinedPair',
    );
    expect([fixed, joined]).toEqual([['PairFixed'], ['JoinedPair']]);
  });

  test('an effect that is no longer possible is noted on the order, once', async () => {
    const menteeId = await school.person('MENTEE', { consents: false });
    const pairId = await school.pair(menteeId, await school.person('MENTOR'));
    const act = school.orderAct('2021-01-18', school.fixing(pairId));
    const stream = streamOf.order(act.command.data.orderId);
    await appendOnly(act);
    await until(async () => (await house.types(stream)).length > 1);
    expect(await house.types(stream)).toEqual(['OrderIssued', 'OrderEffectRefused']);
    const [, refused] = await streamReader(house.store).read(stream);
    expect(refused).toMatchObject({ data: { target: streamOf.pair(pairId) } });
    // The consents come later: what was refused stays refused, a new order is needed.
    await school.consent(menteeId, 'PARTICIPATION', '2006-05-17');
    await school.consent(menteeId, 'PERSONAL_DATA', '2006-05-17');
    accepted(await house.execute(act));
    expect(await house.types(stream)).toEqual(['OrderIssued', 'OrderEffectRefused']);
    expect(await house.types(streamOf.pair(pairId))).not.toContain('PairFixed');
  });

  test('a withdrawal that came in between suspends the pair all the same', async () => {
    const { pairId, menteeId, mentorId } = await readyPair();
    await house.effects().stop();
    await appendOnly(school.orderAct('2021-01-18', school.fixing(pairId)));
    const [given] = await streamReader(house.store).read(streamOf.consent(mentorId));
    if (given?.type !== 'ConsentGiven') throw new Error(given?.type);
    accepted(await house.execute(school.withdrawal(mentorId, given.data.consentId, '2021-01-25', 'SELF')));
    expect(await house.types(streamOf.pair(pairId))).not.toContain('PairFixed');
    house.effects().start();
    await until(async () => (await house.types(streamOf.pair(pairId))).includes('PairSuspended'));
    const [, suspended] = (await streamReader(house.store).read(streamOf.pair(pairId))).slice(-2);
    expect(suspended).toMatchObject({
      type: 'PairSuspended',
      data: { effectiveOn: '2021-01-25', participantId: mentorId },
    });
    await until(async () => (await house.types(streamOf.participant(menteeId))).includes('JoinedPair'));
  });

  test('everything carried once more, from the beginning of the log, changes nothing', async () => {
    const last = (await house.store.lastPosition())!;
    await until(async () => (house.effects().status().position ?? -1n) >= last);
    await house.effects().stop();
    await house.pool.query('delete from process_checkpoint');
    const before = await lengthOfLog();
    const acts = new Acts(house.store, house.vault, streamsInLog(house.store));
    const fresh = new EffectsProcess(house.store, house.pool, acts);
    fresh.start();
    await until(async () => (fresh.status().position ?? -1n) >= last);
    await fresh.stop();
    house.effects().start();
    expect(await lengthOfLog()).toBe(before);
  });

  test('an outage of the log delays the effects and loses none', async () => {
    const { pairId, menteeId } = await readyPair();
    await house.effects().stop();
    await appendOnly(school.orderAct('2021-01-18', school.fixing(pairId)));
    await house.breakDown();
    house.effects().start();
    await delay(500);
    await house.recover();
    await until(async () => (await house.types(streamOf.participant(menteeId))).includes('JoinedPair'));
    expect((await house.types(streamOf.pair(pairId))).filter((type) => type === 'PairFixed')).toHaveLength(1);
  });

  test('it goes on from its checkpoint', async () => {
    const last = (await house.store.lastPosition())!;
    await until(async () => (house.effects().status().position ?? -1n) >= last);
    const { rows } = await house.pool.query<{ position: string }>(
      "select position from process_checkpoint where name = 'effects'",
    );
    expect(BigInt(rows[0]!.position)).toBeGreaterThanOrEqual(last);
  });
});
