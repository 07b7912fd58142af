/** A sampling audit: what may be done when, each refusal, and what no accepted history breaks. */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import { command, everyHistory, id, SCHOOL, TODAY } from '../domain.testing';
import {
  AUDIT_ITEMS,
  type AuditItem,
  type CheckResult,
  FINDING_KINDS,
  FINDING_OUTCOMES,
} from '../vocabulary';
import { audit, type AuditCommand, type AuditEvidence, type PairCheck } from './audit';
import { auditStoredTypes } from './audit.codec';
import type { AuditEvent } from './audit.events';

const AUDIT = id(900);
const [ONE, TWO, STRANGE] = [id(21), id(22), id(23)];
const FINDING = id(901);
const of = { auditId: AUDIT, organisationId: SCHOOL };
const basis = { rules: [], evidence: {} };
const all = (result: CheckResult) =>
  Object.fromEntries(AUDIT_ITEMS.map((item) => [item, result])) as Record<AuditItem, CheckResult>;
const CHECK: PairCheck = { results: { ...all('PRESENT'), PROGRAMME: 'MISSING' }, violating: [] };
const evidence: AuditEvidence = {
  profile: undefined,
  today: TODAY,
  organisation: { organisationId: SCHOOL, level: 'SCHOOL', municipalityId: id(7) },
  drawn: { position: '1234', population: 12, pairIds: [ONE, TWO] },
  check: CHECK,
};
const on = (effectiveOn: string) => ({ ...of, effectiveOn });
const open = (more: object = {}) =>
  command('OpenAudit', { ...on('2021-12-01'), seed: 'Тираж 1234', size: 2, ...more });
const check = (pairId = ONE, day = '2021-12-02') => command('CheckPair', { ...on(day), pairId });
const find = (more: object = {}) =>
  command('RecordAuditFinding', {
    ...{ ...on('2021-12-03'), findingId: FINDING, pairId: ONE, kind: 'MISSING', item: 'PROGRAMME' },
    ...more,
  } as never) as unknown as AuditCommand;
const answer = (more: object = {}) =>
  command('AnswerAuditFinding', {
    ...{ ...on('2021-12-04'), findingId: FINDING, answer: 'WILL_CORRECT', dueOn: '2021-12-20' },
    ...more,
  } as never) as unknown as AuditCommand;
const resolve = (outcome: 'CONFIRMED' | 'WITHDRAWN' = 'CONFIRMED') =>
  command('ResolveAuditFinding', { ...on('2021-12-05'), findingId: FINDING, outcome });
const close = (more: object = {}) => command('CloseAudit', { ...on('2021-12-06'), number: '1-А', ...more });

const opened: readonly AuditEvent[] = [
  {
    type: 'AuditOpened',
    data: { ...on('2021-12-01'), seed: 'Тираж 1234', position: '1234', population: 12, size: 2, basis },
  },
  { type: 'SampleDrawn', data: { ...on('2021-12-01'), pairIds: [ONE, TWO], basis } },
];
const checked = (pairId: string): AuditEvent => ({
  type: 'PairChecked',
  data: { ...on('2021-12-02'), pairId, ...CHECK, basis },
});
const found = { type: 'AuditFindingRecorded', data: { ...find().data, basis } } as unknown as AuditEvent;
const answered = { type: 'AuditFindingAnswered', data: { ...answer().data, basis } } as unknown as AuditEvent;
const resolved: AuditEvent = { type: 'AuditFindingResolved', data: { ...resolve().data, basis } };
const closed: AuditEvent = {
  type: 'AuditClosed',
  data: { ...close().data, checked: 2, findings: 1, confirmed: 1, basis },
};

const refusedFor = (history: readonly AuditEvent[], act: AuditCommand, given: AuditEvidence = evidence) => {
  const state = history.reduce(audit.evolve, audit.initial);
  const decision = audit.decide(act, state, given);
  if (!('reasons' in decision)) throw new Error('it was accepted');
  return decision.reasons.map(({ rule }) => rule);
};

describe('opening', () => {
  it('writes down the seed, the position and the population, and the sample they give', () => {
    given(audit)
      .when(open(), evidence)
      .then(
        { type: 'AuditOpened', data: { seed: 'Тираж 1234', position: '1234', population: 12, size: 2 } },
        { type: 'SampleDrawn', data: { pairIds: [ONE, TWO] } },
      );
  });
  it('is refused without a seed, for more pairs than there are, twice, of nobody, in the future', () => {
    expect(refusedFor([], open({ seed: 'мало' }))).toEqual(['audit-seed-given']);
    expect(refusedFor([], open({ size: 13 }))).toEqual(['audit-sample-within-population']);
    expect(refusedFor([], open({ size: 0 }))).toEqual(['audit-sample-within-population']);
    expect(refusedFor(opened, open())).toEqual(['audit-opened-once']);
    expect(refusedFor([], open(), { profile: undefined, today: TODAY, drawn: evidence.drawn! })).toEqual([
      'organisation-registered',
    ]);
    expect(refusedFor([], open({ effectiveOn: '2022-01-01' }))).toEqual(['not-in-future']);
  });
});

describe('a pair of the sample', () => {
  it('is checked once', () => {
    given(audit, ...opened)
      .when(check(), evidence)
      .then({ type: 'PairChecked', data: { pairId: ONE, ...CHECK } });
    given(audit, ...opened, checked(ONE))
      .when(check(), evidence)
      .thenNothing();
  });
  it('is refused outside the sample, before the opening and after the act, by the day and of another organisation', () => {
    expect(refusedFor(opened, check(STRANGE))).toEqual(['audit-pair-in-sample']);
    expect(refusedFor([], check())).toEqual(['audit-open']);
    expect(refusedFor([...opened, checked(ONE), checked(TWO), closed], check())).toEqual(['audit-open']);
    expect(refusedFor(opened, check(ONE, '2021-11-30'))).toEqual(['audit-in-order-of-time']);
    const theirs = { ...check().data, organisationId: id(63) };
    const there: AuditEvidence = { ...evidence, organisation: { organisationId: id(63), level: 'SCHOOL' } };
    expect(refusedFor(opened, command('CheckPair', theirs), there)).toEqual(['audit-of-organisation']);
  });
});

describe('a finding', () => {
  const history = [...opened, checked(ONE)];
  it('says what the check has shown, is answered, and resolved', () => {
    given(audit, ...history)
      .when(find(), evidence)
      .then({ type: 'AuditFindingRecorded', data: { kind: 'MISSING', item: 'PROGRAMME' } });
    given(audit, ...history, found)
      .when(answer(), evidence)
      .then({ type: 'AuditFindingAnswered', data: { answer: 'WILL_CORRECT', dueOn: '2021-12-20' } });
    given(audit, ...history, found, answered)
      .when(resolve(), evidence)
      .then({ type: 'AuditFindingResolved', data: { outcome: 'CONFIRMED' } });
    given(audit, ...history, found)
      .when(resolve('WITHDRAWN'), evidence)
      .then({ type: 'AuditFindingResolved', data: { outcome: 'WITHDRAWN' } });
    given(audit, ...history)
      .when(find({ kind: 'PAPER_DIFFERS', item: 'ORDER' }), evidence)
      .then({ type: 'AuditFindingRecorded' });
  });
  it('is refused where the check shows nothing of it, of a pair not checked, twice', () => {
    expect(refusedFor(history, find({ item: 'ORDER' }))).toEqual(['audit-finding-rests-on-check']);
    expect(refusedFor(history, find({ kind: 'ACT_VIOLATES' }))).toEqual(['audit-finding-rests-on-check']);
    expect(refusedFor(history, find({ kind: 'PAPER_DIFFERS' }))).toEqual(['audit-finding-rests-on-check']);
    expect(refusedFor(history, find({ pairId: TWO }))).toEqual(['audit-finding-rests-on-check']);
    expect(refusedFor([...history, found], find())).toEqual(['audit-finding-recorded-once']);
  });
  it('is not answered before it is there or after it is resolved, nor with a promise of no day', () => {
    expect(refusedFor(history, answer())).toEqual(['audit-finding-open']);
    expect(refusedFor([...history, found, answered, resolved], answer())).toEqual(['audit-finding-open']);
    expect(refusedFor([...history, found], answer({ dueOn: '2021-12-01' }))).toEqual(['audit-due-not-past']);
    expect(refusedFor([...history, found], resolve())).toEqual(['audit-finding-answered-first']);
  });
});

describe('the act', () => {
  it('closes the audit with its figures', () => {
    given(audit, ...opened, checked(ONE), checked(TWO), found, answered, resolved)
      .when(close(), evidence)
      .then({ type: 'AuditClosed', data: { number: '1-А', checked: 2, findings: 1, confirmed: 1 } });
  });
  it('is refused while a pair is unchecked or a finding unresolved, without a number, and twice', () => {
    expect(refusedFor([...opened, checked(ONE)], close())).toEqual(['audit-all-checked']);
    expect(refusedFor([...opened, checked(ONE), checked(TWO), found], close())).toEqual([
      'audit-all-resolved',
    ]);
    expect(refusedFor([...opened, checked(ONE), checked(TWO)], close({ number: ' ' }))).toEqual([
      'audit-act-numbered',
    ]);
    expect(refusedFor([...opened, checked(ONE), checked(TWO), closed], close())).toEqual(['audit-open']);
  });
});

it('whatever is sent: no finding without a check, no confirmation without an answer, nothing after the act', () => {
  const pairId = fc.constantFrom(ONE, TWO, STRANGE);
  const findingId = fc.constantFrom(FINDING, id(902));
  const act: fc.Arbitrary<AuditCommand> = fc.oneof(
    fc.constant(open() as AuditCommand),
    pairId.map((one) => check(one, '2021-12-06') as AuditCommand),
    fc
      .tuple(findingId, pairId, fc.constantFrom(...FINDING_KINDS), fc.constantFrom(...AUDIT_ITEMS))
      .map(([finding, pair, kind, item]) =>
        find({ findingId: finding, pairId: pair, kind, item, effectiveOn: '2021-12-06' }),
      ),
    findingId.map((one) => answer({ findingId: one, effectiveOn: '2021-12-06' })),
    fc
      .tuple(findingId, fc.constantFrom(...FINDING_OUTCOMES))
      .map(([one, outcome]) =>
        command('ResolveAuditFinding', { ...on('2021-12-06'), findingId: one, outcome }),
      ),
    fc.constant(close() as AuditCommand),
  );
  everyHistory({
    decider: audit,
    storedTypes: auditStoredTypes,
    acts: act.map((one) => [one, evidence] as const),
    first: [
      [open(), evidence],
      [check(ONE, '2021-12-06'), evidence],
      [find({ effectiveOn: '2021-12-06' }), evidence],
    ],
    atLeast: 800,
    holds: (history) => {
      const log = history.flatMap(({ events }) => events);
      const before = (at: number, type: AuditEvent['type'], same: (event: AuditEvent) => boolean) =>
        log.slice(0, at).some((event) => event.type === type && same(event));
      log.forEach((event, at) => {
        if (event.type === 'AuditFindingRecorded') {
          expect(
            before(at, 'PairChecked', (one) => 'pairId' in one.data && one.data.pairId === event.data.pairId),
          ).toBe(true);
        }
        if (event.type === 'AuditFindingResolved' && event.data.outcome === 'CONFIRMED') {
          expect(
            before(
              at,
              'AuditFindingAnswered',
              (one) => 'findingId' in one.data && one.data.findingId === event.data.findingId,
            ),
          ).toBe(true);
        }
        if (event.type === 'AuditClosed') expect(at).toBe(log.length - 1);
      });
      const once = log.filter(({ type }) => type === 'AuditOpened' || type === 'AuditClosed');
      expect(new Set(once.map(({ type }) => type)).size).toBe(once.length);
    },
  });
});
