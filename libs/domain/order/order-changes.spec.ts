/** An order is amended and cancelled by a later one of the same organisation, and only where nothing has followed from it. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import { command, everyHistory, id, mostly, s62, SCHOOL, TODAY } from '../domain.testing';
import { type Approval, APPROVALS, ORDER_KINDS, type OrderKind } from '../vocabulary';
import { order, type OrderCommand, type OrderEvidence } from './order';
import { orderStoredTypes } from './order.codec';
import type { OrderContent, OrderIssued } from './order.events';

const EARLIER = id(500);
const LATER = id(501);

const issued = (content: OrderContent, on = '2021-02-01'): OrderIssued => ({
  type: 'OrderIssued',
  data: {
    ...{ orderId: EARLIER, organisationId: SCHOOL, effectiveOn: on, issuedOn: on, number: '78-Д' },
    ...{ register: 'MAIN', legalBasis: ['273-ФЗ'], content, basis: { rules: [], evidence: {} } },
  },
});
const by = (kind: OrderKind, more: Partial<NonNullable<OrderEvidence['order']>> = {}): OrderEvidence => ({
  profile: s62,
  today: TODAY,
  organisation: { organisationId: SCHOOL, level: 'SCHOOL', introducedFrom: '2021-01-15' },
  effects: [],
  order: { orderId: LATER, organisationId: SCHOOL, kind, issuedOn: '2021-02-05', ...more },
});
const at = { orderId: EARLIER, organisationId: SCHOOL, effectiveOn: '2021-02-05', by: LATER };
const amending = (more: object = {}) =>
  command('AmendOrder', { ...at, changes: 'Пункт 2 исключить', ...more });
const cancelling = (more: object = {}) =>
  command('CancelOrder', { ...at, reason: 'Издан ошибочно', ...more });

const roadmap = issued({ kind: 'ROADMAP', title: 'Дорожная карта' });
const content: { readonly [Kind in OrderKind]: OrderContent } = {
  REGULATION: { kind: 'REGULATION', title: 'Положение' },
  INTRODUCTION: { kind: 'INTRODUCTION', from: '2021-02-01' },
  APPOINTMENT: { kind: 'APPOINTMENT', curators: [] },
  MENTOR_SCHOOL: { kind: 'MENTOR_SCHOOL', programmes: ['Школа наставников'] },
  PAIRS: { kind: 'PAIRS', pairs: [] },
  PAIR_CHANGE: { kind: 'PAIR_CHANGE', pairs: [] },
  PAIR_PROLONGATION: { kind: 'PAIR_PROLONGATION', pairs: [] },
  PAIR_END: { kind: 'PAIR_END', pairs: [] },
  FINAL_EVENT: { kind: 'FINAL_EVENT', on: '2021-12-20' },
  AMENDMENT: { kind: 'AMENDMENT', orderId: id(499), changes: 'Пункт 1 исключить' },
  CANCELLATION: { kind: 'CANCELLATION', orderId: id(499), reason: 'Издан ошибочно' },
  ...(Object.fromEntries(APPROVALS.map((kind) => [kind, { kind, title: 'О наставничестве' }])) as {
    readonly [Kind in Approval]: OrderContent;
  }),
};
const WORDS_ONLY: readonly OrderKind[] = ['MENTOR_SCHOOL', 'FINAL_EVENT', ...APPROVALS];

describe('an amendment', () => {
  const amendable: readonly OrderKind[] = [...WORDS_ONLY, 'REGULATION'];
  it.each(amendable)(
    'changes the wording of an order of kind %s',
    (kind) =>
      void given(order, issued(content[kind]))
        .when(amending(), by('AMENDMENT'))
        .then({ type: 'OrderAmended', data: { by: LATER, changes: 'Пункт 2 исключить' } }),
  );
  it.each(ORDER_KINDS.filter((kind) => !amendable.includes(kind)))(
    'does not reword an order of kind %s, from which other acts have followed',
    (kind) => {
      const [reason] = given(order, issued(content[kind]))
        .when(amending(), by('AMENDMENT'))
        .thenRefused('order-changeable');
      expect(reason!.next.ru).toMatch(/[а-яё]/);
    },
  );
  it('carried twice changes nothing; another comes on top', () => {
    const events = given(order, roadmap).when(amending(), by('AMENDMENT')).then({ type: 'OrderAmended' });
    given(order, roadmap, ...events)
      .when(amending(), by('AMENDMENT'))
      .thenNothing();
    given(order, roadmap, ...events)
      .when(amending({ by: id(502) }), by('AMENDMENT', { orderId: id(502) }))
      .then({ type: 'OrderAmended' });
  });
});

describe('a cancellation', () => {
  const cancellable: readonly OrderKind[] = [...WORDS_ONLY, 'PAIRS'];
  it.each(cancellable)(
    'puts an order of kind %s out of force',
    (kind) =>
      void given(order, issued(content[kind]))
        .when(cancelling(), by('CANCELLATION'))
        .then({ type: 'OrderCancelled', data: { by: LATER, effectiveOn: '2021-02-05' } }),
  );
  it.each(ORDER_KINDS.filter((kind) => !cancellable.includes(kind)))(
    'does not undo what has followed from an order of kind %s',
    (kind) =>
      void given(order, issued(content[kind]))
        .when(cancelling(), by('CANCELLATION'))
        .thenRefused('order-changeable'),
  );
  it('is carried once, and nothing changes a cancelled order any more', () => {
    const events = given(order, roadmap)
      .when(cancelling(), by('CANCELLATION'))
      .then({ type: 'OrderCancelled' });
    const cancelled = () => given(order, roadmap, ...events);
    cancelled().when(cancelling(), by('CANCELLATION')).thenNothing();
    cancelled()
      .when(cancelling({ by: id(502) }), by('CANCELLATION', { orderId: id(502) }))
      .thenRefused('order-in-force');
    cancelled()
      .when(amending({ by: id(502) }), by('AMENDMENT', { orderId: id(502) }))
      .thenRefused('order-in-force');
  });
});

it.each<[string, object, OrderEvidence, string]>([
  ['an order that nobody issued', { by: id(502) }, by('CANCELLATION'), 'order-changed-by-order'],
  ['an order of another kind', {}, by('PAIRS'), 'order-changed-by-order'],
  [
    'an order of another school',
    {},
    by('CANCELLATION', { organisationId: id(63) }),
    'order-changed-by-order',
  ],
  ['an order of a later day', {}, by('CANCELLATION', { issuedOn: '2021-02-06' }), 'order-changed-by-order'],
  ['a cancelled order', {}, by('CANCELLATION', { cancelledOn: '2021-02-05' }), 'order-changed-by-order'],
])(
  'is not changed by %s',
  (_, more, evidence, rule) => void given(order, roadmap).when(cancelling(more), evidence).thenRefused(rule),
);
it('is not changed before it was issued, by another organisation, or when it never was', () => {
  given(order, issued(content.ROADMAP, '2021-02-10'))
    .when(cancelling(), by('CANCELLATION'))
    .thenRefused('order-in-force');
  given(order, roadmap)
    .when(cancelling({ organisationId: id(63) }), by('CANCELLATION', { organisationId: id(63) }))
    .thenRefused('order-of-this-organisation');
  given(order).when(cancelling(), by('CANCELLATION')).thenRefused('order-issued');
});

it('no accepted history changes a cancelled order, or one that other acts have followed', () => {
  const issuing = (kind: OrderKind) => {
    const { basis: _basis, issuedOn: _issuedOn, ...said } = issued(content[kind]).data;
    // A Russian number would stand in the English of a refusal.
    return command('IssueOrder', { ...said, number: '78' });
  };
  const acts: fc.Arbitrary<readonly [OrderCommand, OrderEvidence]> = fc
    .record({
      act: fc.constantFrom('issue', 'amend', 'amend', 'cancel'),
      kind: fc.constantFrom<OrderKind>('ROADMAP', 'AWARD', 'FINAL_EVENT', 'APPOINTMENT'),
      later: fc.integer({ min: 501, max: 503 }),
      rightKind: mostly,
    })
    .map(({ act, kind, later, rightKind }) => {
      const change = { by: id(later) };
      const of = (wanted: OrderKind) => by(rightKind ? wanted : 'PAIRS', { orderId: id(later) });
      return act === 'issue'
        ? [issuing(kind), by('AMENDMENT')]
        : act === 'amend'
          ? [amending(change), of('AMENDMENT')]
          : [cancelling(change), of('CANCELLATION')];
    });
  everyHistory({
    decider: order,
    storedTypes: orderStoredTypes,
    acts,
    atLeast: 300,
    holds: (history) => {
      const events = history.flatMap((one) => one.events);
      const [first] = events;
      if (first === undefined) return;
      expect(first.type).toBe('OrderIssued');
      const cancelledAt = events.findIndex(({ type }) => type === 'OrderCancelled');
      if (cancelledAt >= 0) expect(cancelledAt).toBe(events.length - 1);
      if (first.type === 'OrderIssued' && first.data.content.kind === 'APPOINTMENT') {
        expect(events).toHaveLength(1);
      }
      const changedBy = events.flatMap((event) => (event.type === 'OrderAmended' ? [event.data.by] : []));
      expect(new Set(changedBy).size).toBe(changedBy.length);
    },
  });
});
