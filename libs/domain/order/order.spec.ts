/** Orders: legal basis, introduction first, numbers, and effects judged before the signature. */
import { codecOf, refusal } from '@nastavnik/kernel';
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import {
  anyDay,
  clauseIds,
  command,
  everyHistory,
  id,
  mostly,
  own,
  s62,
  s62But,
  SCHOOL,
  TODAY,
  underRegulation,
} from '../domain.testing';
import {
  normaliseOrderNumber,
  order,
  orderNumberKey,
  type IssueOrder,
  type OrderCommand,
  type OrderEvidence,
} from './order';
import { APPROVALS, type RegulationAnnex } from '../vocabulary';
import { orderStoredTypes } from './order.codec';
import type { OrderContent, OrderIssued } from './order.events';

const pairs = (from = '2021-02-01', until = '2021-12-31'): OrderContent => ({
  kind: 'PAIRS',
  pairs: [{ pairId: id(900), from, until }],
});
const issuing = (content: OrderContent = pairs(), data: Partial<IssueOrder['data']> = {}): IssueOrder =>
  command('IssueOrder', {
    orderId: id(500),
    organisationId: SCHOOL,
    effectiveOn: '2021-02-01',
    number: '78-Д',
    register: 'MAIN' as const,
    legalBasis: ['Положение о наставничестве в МОУ СОШ № 62'],
    content,
    ...data,
  });
const refusing = (target = `pair-${id(900)}`) =>
  command('RefuseEffect', {
    orderId: id(500),
    organisationId: SCHOOL,
    effectiveOn: '2021-02-01',
    target,
    reasons: effectRefusal.reasons,
  });
const effectRefusal = refusal({
  rule: 'consents-before-pair-order',
  invariant: 8,
  clauses: [{ id: 'S62-4.10', document: 'МОУ СОШ № 62', clause: '4.10' }],
  message: { ru: 'Нет согласия', en: 'No consent' },
  missing: [{ kind: 'consent', subject: id(100), detail: { purpose: 'PARTICIPATION' } }],
  next: { ru: 'Получите согласие', en: 'Take the consent' },
});
const evidence = (more: Partial<OrderEvidence> = {}): OrderEvidence => ({
  profile: s62,
  today: TODAY,
  organisation: { organisationId: SCHOOL, level: 'SCHOOL', introducedFrom: '2021-01-15' },
  effects: [{ target: `pair-${id(900)}` }],
  ...more,
});
const issued: OrderIssued = {
  type: 'OrderIssued',
  data: { ...issuing().data, issuedOn: '2021-02-01', basis: { rules: [], evidence: {} } },
};

it('is issued with what it rests on, and its number without stray spaces', () => {
  const [event] = given(order)
    .when(issuing(pairs(), { number: '  78  -  Д ', legalBasis: [' 273-ФЗ ', ' '] }), evidence())
    .then({
      type: 'OrderIssued',
      data: { number: '78 - Д', issuedOn: '2021-02-01', legalBasis: ['273-ФЗ'] },
    });
  expect(event!.data.basis.rules.map(({ rule }) => rule)).toEqual([
    'introduction-order-first',
    'legal-basis-cited',
  ]);
  expect(event!.data.basis.evidence).toEqual({ effects: [`pair-${id(900)}`] });
});
it('normalises what the eye does not see in a number, and nothing else', () => {
  expect(normaliseOrderNumber('\t78-Д\u00a0')).toBe('78-Д');
  expect(normaliseOrderNumber('26/1  к')).toBe('26/1 к');
  expect(normaliseOrderNumber('№ 26/1')).toBe('26/1');
  expect(normaliseOrderNumber('78-д')).not.toBe(normaliseOrderNumber('78-Д'));
});
it.each(['78-Д', '78-д', '№ 78-Д', '№78 - д', 'N 78-Д', 'No78-Д', ' 78\u00a0-\u00a0Д ', '７８-Д'])(
  'is one number however it is written: %s',
  (number) => expect(orderNumberKey(number)).toBe('78-Д'),
);
it('is another number with another letter, figure or mark', () => {
  const numbers = ['78', '78-Д', '78-К', '78/1', '781', 'Н-78'];
  expect(new Set(numbers.map(orderNumberKey)).size).toBe(numbers.length);
});
it('is issued once under its number', () => {
  const [reason] = given(order, issued).when(issuing(), evidence()).thenRefused('order-number-unique');
  expect(reason!.message.ru).toContain('№ 78-Д');
});

describe('S62-4.1: nothing before the introduction order (invariant 1)', () => {
  const before = evidence({ organisation: { organisationId: SCHOOL, level: 'SCHOOL' }, effects: [] });
  const rest: readonly OrderContent[] = [
    pairs(),
    { kind: 'APPOINTMENT', curators: [{ personId: id(11), form: 'ALL' }] },
    { kind: 'MENTOR_SCHOOL', programmes: ['Школа наставников'] },
    {
      kind: 'PAIR_CHANGE',
      pairs: [{ pairId: id(900), role: 'MENTOR', leavingId: id(1), joiningId: id(2), on: '2021-02-01' }],
    },
    { kind: 'PAIR_END', pairs: [{ pairId: id(900), reason: 'MUTUAL', on: '2021-02-01' }] },
    { kind: 'FINAL_EVENT', on: '2021-12-20' },
    { kind: 'ACTIVITY', title: 'Форум наставников' },
    { kind: 'COUNCIL', title: 'Совет наставников', people: [{ personId: id(11), duties: 'Председатель' }] },
    { kind: 'AWARD', title: 'Лучший наставник года' },
  ];
  it.each(rest)('refuses an order of kind $kind', (content) => {
    const [reason] = given(order).when(issuing(content), before).thenRefused('introduction-order-first');
    expect(clauseIds([reason!])).toEqual(['S62-4.1', 'S62-12-02']);
  });
  it.each(rest)(
    'and accepts the kind $kind afterwards',
    (content) => void given(order).when(issuing(content), evidence()).then({ type: 'OrderIssued' }),
  );
  it.each(['REGULATION', 'ROADMAP', 'PROGRAMME', 'TARGET_MODEL'] as const)(
    'exempts the documents that mentoring is introduced with: %s',
    (kind) =>
      void given(order)
        .when(issuing({ kind, title: 'Документ' }), before)
        .then({ type: 'OrderIssued' }),
  );
  it('exempts the order that introduces mentoring', () => {
    given(order)
      .when(issuing({ kind: 'INTRODUCTION', from: '2021-02-01' }), before)
      .then({ type: 'OrderIssued' });
  });
  it('does not apply where the regulation asks no introduction order', () =>
    void given(order)
      .when(issuing(), { ...before, profile: s62But({ introductionOrder: own(false) }) })
      .then({ type: 'OrderIssued' }));
});

describe('a municipality', () => {
  const municipal = evidence({
    organisation: { organisationId: SCHOOL, level: 'MUNICIPALITY' },
    effects: [],
  });
  it.each([...APPROVALS, 'REGULATION'] as const)(
    'issues an order of kind %s with no introduction',
    (kind) => {
      const [event] = given(order)
        .when(issuing({ kind, title: 'О системе наставничества' }), municipal)
        .then({ type: 'OrderIssued', data: { organisationId: SCHOOL, content: { kind } } });
      expect(event!.data.basis.rules.map(({ rule }) => rule)).not.toContain('introduction-order-first');
    },
  );
  it('leaves to its schools what only a school decides', () =>
    void given(order).when(issuing(pairs()), municipal).thenRefused('order-kind-of-level'));
});

it('an order of years ago reads as one of an organisation, about a list of pairs', () => {
  const codec = codecOf(orderStoredTypes);
  const { organisationId, ...said } = issued.data;
  const change = { pairId: id(900), role: 'MENTOR', leavingId: id(1), joiningId: id(2), on: '2021-02-01' };
  expect(
    codec.decode('order.issued.v1', {
      ...said,
      schoolId: organisationId,
      content: { kind: 'PAIR_CHANGE', ...change },
    }),
  ).toEqual({ ...issued, data: { ...issued.data, content: { kind: 'PAIR_CHANGE', pairs: [change] } } });
});

describe('an order cites its legal basis (invariant 33)', () => {
  it('is refused without one', () => {
    const [reason] = given(order)
      .when(issuing(pairs(), { legalBasis: ['  '] }), evidence())
      .thenRefused('legal-basis-cited');
    expect(reason).toMatchObject({ invariant: 33, missing: [{ kind: 'legal-basis' }] });
  });
  it('is not asked for it where the regulation does not', () =>
    void given(order)
      .when(
        issuing(pairs(), { legalBasis: [] }),
        evidence({ profile: s62But({ legalBasisCited: own(false) }) }),
      )
      .then({ type: 'OrderIssued' }));
});

describe('the order that approves a regulation', () => {
  const approving = (...annexes: readonly RegulationAnnex[]) =>
    issuing({ kind: 'REGULATION', title: 'О системе наставничества', annexes });
  const kilmez = evidence({ profile: underRegulation('KIL') });
  it('KIL-2.1.5-01: has two annexes, the regulation and the roadmap', () => {
    given(order).when(approving('REGULATION', 'ROADMAP'), kilmez).then({ type: 'OrderIssued' });
    const [reason] = given(order).when(approving('ROADMAP'), kilmez).thenRefused('regulation-order-annexes');
    expect(clauseIds([reason!])).toEqual(['KIL-2.1.5-01']);
    expect(reason!.missing).toEqual([{ kind: 'annex', detail: { annex: 'REGULATION' } }]);
  });
  it('is asked for none where the regulation is silent', () =>
    void given(order).when(approving(), evidence()).then({ type: 'OrderIssued' }));
});

describe('content', () => {
  it.each<[string, OrderContent]>([
    ['names no pair', { kind: 'PAIRS', pairs: [] }],
    ['has a term that ends before it begins', pairs('2021-12-31', '2021-02-01')],
    [
      'ends a pair twice',
      {
        kind: 'PAIR_END',
        pairs: [0, 1].map(() => ({ pairId: id(900), reason: 'MUTUAL', on: '2021-02-01' })),
      },
    ],
    ['appoints nobody', { kind: 'APPOINTMENT', curators: [] }],
    ['names no regulation', { kind: 'REGULATION', title: ' ' }],
    ['introduces mentoring before its own date', { kind: 'INTRODUCTION', from: '2021-01-31' }],
    ['approves nothing', { kind: 'ROADMAP', title: ' ' }],
    ['names no programme', { kind: 'MENTOR_SCHOOL', programmes: [] }],
    [
      'replaces somebody by themself',
      {
        kind: 'PAIR_CHANGE',
        pairs: [{ pairId: id(900), role: 'MENTEE', leavingId: id(1), joiningId: id(1), on: '2021-02-01' }],
      },
    ],
  ])(
    'is refused when it %s',
    (_, content) =>
      void given(order).when(issuing(content), evidence()).thenRefused('order-content-complete'),
  );
  it('is refused without a number, in another school’s name, and in the future', () =>
    void given(order)
      .when(issuing(pairs(), { number: ' ', organisationId: id(63), effectiveOn: '2022-01-01' }), evidence())
      .thenRefused('not-in-future', 'organisation-registered', 'order-number-given'));
});

describe('effects', () => {
  it('are judged by the aggregates they reach: every reason comes back and says where', () => {
    const reasons = given(order)
      .when(
        issuing(pairs(), { legalBasis: [] }),
        evidence({
          effects: [{ target: 'school-1' }, { target: `pair-${id(900)}`, refusal: effectRefusal }],
        }),
      )
      .thenRefused('legal-basis-cited', 'consents-before-pair-order');
    expect(reasons.at(-1)).toMatchObject({
      invariant: 8,
      clauses: effectRefusal.reasons[0]!.clauses,
      missing: [
        { kind: 'effect', subject: `pair-${id(900)}` },
        {
          kind: 'consent',
          subject: id(100),
          detail: { purpose: 'PARTICIPATION', target: `pair-${id(900)}` },
        },
      ],
    });
  });
  it('refused on arrival are recorded once each, on an issued order only', () => {
    const events = given(order, issued).when(refusing(), evidence()).then({ type: 'OrderEffectRefused' });
    given(order, issued, ...events)
      .when(refusing(), evidence())
      .thenNothing();
    given(order, issued, ...events)
      .when(refusing('pair-other'), evidence())
      .then({ type: 'OrderEffectRefused' });
    given(order).when(refusing(), evidence()).thenRefused('order-issued');
  });
});

it('no accepted history issues an order twice, without a basis or with an impossible effect', () => {
  const act: fc.Arbitrary<readonly [OrderCommand, OrderEvidence]> = fc
    .record({ issue: mostly, on: anyDay, cites: mostly, possible: mostly, target: fc.constantFrom('a', 'b') })
    .map(({ issue, on, cites, possible, target }) => [
      issue
        ? issuing(pairs(), { number: '78', effectiveOn: on, legalBasis: cites ? ['273-ФЗ'] : [] })
        : refusing(target),
      evidence({ effects: [{ target, ...(possible ? {} : { refusal: effectRefusal }) }] }),
    ]);
  everyHistory({
    decider: order,
    storedTypes: orderStoredTypes,
    acts: act,
    atLeast: 150,
    holds: (history) => {
      const targets: string[] = [];
      history.forEach(({ events, evidence: known }, index) => {
        for (const { type, data } of events) {
          expect(type).toBe(index === 0 ? 'OrderIssued' : 'OrderEffectRefused');
          if (type === 'OrderIssued') {
            expect(data.legalBasis).toEqual(['273-ФЗ']);
            expect('2021-01-15' <= data.issuedOn && data.issuedOn <= TODAY).toBe(true);
            expect(known.effects.every((effect) => effect.refusal === undefined)).toBe(true);
          } else if (type === 'OrderEffectRefused') targets.push(data.target);
        }
      });
      expect(new Set(targets).size).toBe(targets.length);
    },
  });
});

describe('the introduction act (invariant 2, KIL-2.1.1-01, KIL-2.1.1-02, KIL-2.1.1-03, KIL-2.1.1-04, KIL-2.1.1-05)', () => {
  const whole = {
    ...{ kind: 'INTRODUCTION', from: '2021-02-01', until: '2024-12-31' },
    grounds: 'Приказ № 113-ОД',
    responsibles: [{ personId: id(1), duties: 'Ведёт базы' }],
    monitoring: [{ on: '2021-12-20' }],
    plannedResults: ['Закрепление молодых педагогов'],
  } as const satisfies OrderContent;
  const kil = evidence({ profile: underRegulation('KIL'), effects: [] });
  it('KIL: with its five parts is issued', () => {
    const [event] = given(order)
      .when(issuing(whole), kil)
      .then({ type: 'OrderIssued', data: { content: whole } });
    expect(clauseIds(event!.data.basis.rules)).toEqual(
      expect.arrayContaining(['KIL-2.1.1-01', 'KIL-2.1.1-05']),
    );
  });
  it.each([
    ['grounds', 'GROUNDS'],
    ['until', 'DATES'],
    ['responsibles', 'RESPONSIBLES'],
    ['monitoring', 'MONITORING_DATES'],
    ['plannedResults', 'PLANNED_RESULTS'],
  ] as const)('KIL: without %s is refused', (field, part) => {
    const { [field]: _, ...content } = whole;
    const [reason] = given(order)
      .when(issuing(content as OrderContent), kil)
      .thenRefused('introduction-act-whole');
    expect(reason!.missing).toEqual([{ kind: 'introduction-part', detail: { part } }]);
  });
  it('KIL: empty words are no part', () =>
    void given(order)
      .when(issuing({ ...whole, grounds: ' ', plannedResults: [] }), kil)
      .thenRefused('introduction-act-whole'));
  it('School 62 asks for the first day only', () =>
    void given(order)
      .when(issuing({ kind: 'INTRODUCTION', from: '2021-02-01' }), evidence({ effects: [] }))
      .then({ type: 'OrderIssued' }));
  it('its term does not end before it begins', () =>
    void given(order)
      .when(issuing({ ...whole, until: '2021-01-01' }), kil)
      .thenRefused('order-content-complete'));
});
