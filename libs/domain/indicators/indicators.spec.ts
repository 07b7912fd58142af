/** Sets of indicators that an organisation adopts, and the statistics it records (SEV-IV-3 «на основе разработанных критериев»). */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import { everyHistory, id, s62, stamp, TODAY } from '../domain.testing';
import type { CountCode, CountedIndicator, Formula, IndicatorSetDefinition } from '../vocabulary';
import {
  adoptedSet,
  indicators,
  referencesOn,
  type IndicatorsCommand,
  type IndicatorsEvidence,
} from './indicators';
import { indicatorsStoredTypes } from './indicators.codec';
import type { IndicatorsEvent } from './indicators.events';

const TOWN = id(700);
const evidence: IndicatorsEvidence = {
  ...{ profile: s62, today: TODAY },
  organisation: { organisationId: TOWN, level: 'MUNICIPALITY' },
};
type SetOf = Omit<IndicatorSetDefinition, 'version'>;
const source = { document: 'Приказ № 410', verified: true };
const share = (numerator: Formula, over: Partial<CountedIndicator> = {}): CountedIndicator => ({
  ...{ code: 'TEACHERS_PAIRED', title: 'Учителя – наставники', aspect: 'PROCESS', unit: '%' },
  ...{ year: 'CALENDAR', level: 'SCHOOL', numerator, denominator: { field: 'TEACHERS_ALL' }, source },
  ...over,
});
const set: SetOf = {
  ...{ code: 'OWN', title: 'Показатели округа', source },
  fields: [
    { code: 'TEACHERS_ALL', title: 'Всего учителей', kind: 'NUMBER' },
    { code: 'SITE', title: 'Раздел на сайте', kind: 'LINK' },
  ],
  references: [{ code: 'POPULATION', title: 'Дети', unit: 'чел.' }],
  indicators: [share({ count: 'MENTORS_PAIRED', of: 'GROUP' })],
};
const adopt = (over: Partial<SetOf> = {}, on = '2021-09-20', orderId?: string) =>
  ({
    type: 'AdoptIndicatorSet',
    data: {
      ...{ organisationId: TOWN, effectiveOn: on, set: { ...set, ...over } },
      ...(orderId === undefined ? {} : { orderId }),
    },
    stamp,
  }) satisfies IndicatorsCommand;
const record = (value: number, asOn = '2021-01-01', on = '2021-09-20', reference = 'POPULATION') =>
  ({
    type: 'RecordReference',
    data: { organisationId: TOWN, effectiveOn: on, reference, value, asOn, source: 'Томскстат' },
    stamp,
  }) satisfies IndicatorsCommand;
const after = (...commands: readonly IndicatorsCommand[]): readonly IndicatorsEvent[] =>
  commands.reduce<readonly IndicatorsEvent[]>(
    (history, command) => [
      ...history,
      ...given(indicators, ...history)
        .when(command, evidence)
        .then({}),
    ],
    [],
  );
const stateOf = (events: readonly IndicatorsEvent[]) => events.reduce(indicators.evolve, indicators.initial);

describe('a set', () => {
  it('SEV-IV-3: is adopted by the organisation, version by version, each of them whole', () => {
    const history = after(adopt(), adopt({ title: 'Уточнённые' }, '2021-10-01'));
    expect(history.map(({ data }) => ('set' in data ? data.set.version : 0))).toEqual([1, 2]);
    const state = stateOf(history);
    expect(adoptedSet(state, { code: 'OWN', version: 1 }, '2021-11-01')?.title).toBe('Показатели округа');
    expect(adoptedSet(state, { code: 'OWN', version: 2 }, '2021-11-01')?.title).toBe('Уточнённые');
    expect(adoptedSet(state, { code: 'OWN', version: 2 }, '2021-09-30')).toBeUndefined();
    expect(adoptedSet(state, { code: 'OWN', version: 3 }, '2021-11-01')).toBeUndefined();
  });
  it.each(['R145', 'REGULATION_KIL'])('does not take the code of a built-in one: %s', (code) => {
    given(indicators).when(adopt({ code }), evidence).thenRefused('indicator-set-code-free');
  });
  const deep = (levels: number): Formula =>
    levels === 0 ? { count: 'PAIRS_IN_FORCE' } : { sum: [deep(levels - 1)] };
  it.each<[string, Partial<SetOf>]>([
    ['is empty', { fields: [], references: [], indicators: [] }],
    ['has a code twice', { fields: [...set.fields, set.fields[0]!] }],
    ['asks for a field nobody enters', { indicators: [share({ field: 'NOBODY' })] }],
    ['computes with a link', { indicators: [share({ field: 'SITE' })] }],
    ['asks for statistics nobody records', { indicators: [share({ reference: 'NOBODY' })] }],
    ['counts what is not counted', { indicators: [share({ count: 'SUNNY_DAYS' as CountCode })] }],
    ['narrows what cannot be', { indicators: [share({ count: 'MENTORS_IN_BASE', of: 'GROUP' })] }],
    ['narrows to what is not there', { indicators: [share({ count: 'PAIRS_IN_FORCE', of: 'PRESCHOOL' })] }],
    ['is too deep', { indicators: [share(deep(8))] }],
    ['sums up nothing', { indicators: [share({ sum: [] }, { denominator: { sum: [] } })] }],
    ['has a number in per cent', { indicators: [{ ...share({ count: 'PAIRS_IN_FORCE' }), unit: 'ед.' }] }],
    [
      'has two targets for a year',
      {
        indicators: [
          share(
            { count: 'PAIRS_IN_FORCE' },
            {
              targets: [
                { year: 2021, atLeast: 1 },
                { year: 2021, atLeast: 2 },
              ],
            },
          ),
        ],
      },
    ],
  ])('is refused when it %s', (_, over) => {
    given(indicators).when(adopt(over), evidence).thenRefused('indicator-set-whole');
  });
  it('cites an order of the organisation, where it cites one', () => {
    const order = { orderId: id(41), organisationId: TOWN, kind: 'MONITORING', issuedOn: '2021-09-01' };
    given(indicators)
      .when(adopt({}, '2021-09-20', id(41)), { ...evidence, order })
      .then({ type: 'IndicatorSetAdopted', data: { orderId: id(41) } });
    given(indicators)
      .when(adopt({}, '2021-09-20', id(41)), { ...evidence, order: { ...order, organisationId: id(1) } })
      .thenRefused('indicator-set-by-own-order');
  });
});

describe('statistics', () => {
  it('are told with their day and source; the latest of a day counts, of the days the last one', () => {
    const state = stateOf(
      after(record(100, '2020-01-01'), record(120), record(121), record(90, '2019-01-01')),
    );
    const on = (day: string) => referencesOn(state, day).map(({ value }) => value);
    expect([on('2018-12-31'), on('2020-06-01'), on('2021-12-31')]).toEqual([[], [100], [121]]);
    expect(referencesOn(state, '2021-12-31')[0]).toMatchObject({ asOn: '2021-01-01', source: 'Томскстат' });
  });
  it('the same again changes nothing', () => {
    given(indicators, ...after(record(120)))
      .when(record(120), evidence)
      .thenNothing();
  });
  it('are of a day that has come, and not below zero', () => {
    given(indicators).when(record(120, '2021-09-21'), evidence).thenRefused('reference-possible');
    given(indicators).when(record(-1), evidence).thenRefused('reference-possible');
    given(indicators)
      .when(record(1, '2022-01-01', '2022-01-02'), evidence)
      .thenRefused('not-in-future');
    given(indicators)
      .when(record(1), { ...evidence, organisation: { organisationId: id(1), level: 'SCHOOL' } })
      .thenRefused('organisation-registered');
  });
});

it('whatever is asked, versions of a code follow each other', () => {
  everyHistory({
    decider: indicators,
    storedTypes: indicatorsStoredTypes,
    acts: fc.oneof(
      fc.constantFrom('OWN', 'OTHER', 'R145').map((code) => [adopt({ code }), evidence] as const),
      fc.integer({ min: -1, max: 3 }).map((value) => [record(value), evidence] as const),
    ),
    holds: (history) => {
      const adopted = history.flatMap(({ events }) =>
        events.flatMap((event) => (event.type === 'IndicatorSetAdopted' ? [event.data.set] : [])),
      );
      for (const code of ['OWN', 'OTHER']) {
        const versions = adopted.filter((one) => one.code === code).map(({ version }) => version);
        expect(versions).toEqual(versions.map((_, index) => index + 1));
      }
    },
    atLeast: 50,
  });
});
