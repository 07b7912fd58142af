/** Indicators as data: formulas over counts, entered numbers and statistics; what has no data is never zero. */
import { REGULATION_SETS } from '../regulation/profiles/indicator-sets';
import {
  BUILT_IN_SETS,
  computed,
  COUNT_CODES,
  countsOf,
  KRASNOYARSK_EVIDENCE,
  leavesOf,
  R145,
  SEVERSK_TARGETS,
  summedUp,
  targetOf,
  yearBegins,
  type CountedIndicator,
  type Formula,
  type Terms,
} from '.';

const indicator = (numerator: Formula, denominator?: Formula): CountedIndicator => ({
  ...{ code: 'X', title: 'X', aspect: 'PROCESS', unit: denominator ? '%' : 'ед.', year: 'ACADEMIC' },
  ...{ level: 'SCHOOL', source: { document: 'Приказ', verified: true } },
  numerator,
  ...(denominator === undefined ? {} : { denominator }),
});
const terms = (over: Partial<Terms> = {}): Terms => ({ counts: [], entered: [], references: [], ...over });

describe('the evaluator', () => {
  it('counts, adds and takes away', () => {
    const counts = [
      { count: 'PAIRS_IN_FORCE', value: 7 },
      { count: 'PAIRS_IN_FORCE', of: 'FLASH', value: 2 },
      { count: 'PAIRS_FIXED', year: 'ACADEMIC', value: 9 },
      { count: 'PAIRS_FIXED', year: 'CALENDAR', value: 5 },
    ] as const;
    const value = (numerator: Formula) => computed(indicator(numerator), terms({ counts })).value;
    expect(value({ count: 'PAIRS_IN_FORCE' })).toBe(7);
    expect(value({ count: 'PAIRS_IN_FORCE', of: 'FLASH' })).toBe(2);
    expect(value({ count: 'PAIRS_FIXED' })).toBe(9);
    expect(value({ sum: [{ count: 'PAIRS_IN_FORCE' }, { count: 'PAIRS_FIXED' }] })).toBe(16);
    expect(value({ less: [{ count: 'PAIRS_IN_FORCE' }, { count: 'PAIRS_IN_FORCE', of: 'FLASH' }] })).toBe(5);
  });
  it.each([
    ['NOT_COUNTED', { count: 'PAIRS_IN_FORCE' }, 'PAIRS_IN_FORCE'],
    ['NOT_ENTERED', { field: 'ALL' }, 'ALL'],
    ['NO_REFERENCE', { reference: 'POPULATION' }, 'POPULATION'],
    ['NOT_ENTERED', { sum: [{ field: 'ALL' }, { reference: 'POPULATION' }] }, 'ALL'],
  ] as const)('%s: no data, with the reason, not zero', (why, numerator, about) => {
    expect(computed(indicator(numerator), terms())).toEqual({
      ...{ indicator: 'X', numerator: null, value: null, noData: { why, about } },
    });
  });
  it('no data where the denominator is zero or unknown; what is known is told all the same', () => {
    const share = indicator({ field: 'PART' }, { field: 'WHOLE' });
    const entered = [{ field: 'PART', number: 0 }];
    expect(computed(share, terms({ entered }))).toEqual({
      ...{ indicator: 'X', numerator: 0, denominator: null, value: null },
      noData: { why: 'NOT_ENTERED', about: 'WHOLE' },
    });
    expect(computed(share, terms({ entered: [...entered, { field: 'WHOLE', number: 0 }] }))).toMatchObject({
      ...{ value: null, noData: { why: 'ZERO_DENOMINATOR' } },
    });
    expect(computed(share, terms({ entered: [...entered, { field: 'WHOLE', number: 3 }] }))).toEqual({
      ...{ indicator: 'X', numerator: 0, denominator: 3, value: 0 },
    });
  });
  it('a percentage has two decimals', () => {
    const share = indicator({ field: 'PART' }, { field: 'WHOLE' });
    const entered = [
      { field: 'PART', number: 1 },
      { field: 'WHOLE', number: 3 },
    ];
    expect(computed(share, terms({ entered })).value).toBe(33.33);
  });
  it('an academic year begins in September, a calendar one in January', () => {
    expect(yearBegins('ACADEMIC', '2021-11-01')).toBe('2021-09-01');
    expect(yearBegins('ACADEMIC', '2021-08-31')).toBe('2020-09-01');
    expect(yearBegins('CALENDAR', '2021-08-31')).toBe('2021-01-01');
  });
});

describe('several organisations together', () => {
  const share = indicator({ count: 'YOUNG_SPECIALISTS_MENTORED' }, { field: 'ALL' });
  const school = (mentored: number, all?: number) => ({
    counts: [{ count: 'YOUNG_SPECIALISTS_MENTORED', value: mentored }] as const,
    entered: all === undefined ? [] : [{ field: 'ALL', number: all }],
  });
  it('a ratio of sums, not a mean of ratios', () => {
    expect(computed(share, summedUp([school(1, 1), school(1, 9)], []))).toMatchObject({
      ...{ numerator: 2, denominator: 10, value: 20 },
    });
  });
  it('what one of them did not enter is not known of all', () => {
    expect(computed(share, summedUp([school(1, 1), school(1)], []))).toMatchObject({
      ...{ numerator: 2, value: null, noData: { why: 'NOT_ENTERED', about: 'ALL' } },
    });
  });
});

describe('built-in sets', () => {
  it('have codes of their own, and formulas that ask for nothing undeclared', () => {
    for (const set of [...BUILT_IN_SETS, ...REGULATION_SETS]) {
      const codes = [...set.indicators, ...set.fields, ...(set.asked ?? [])].map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
      for (const { numerator, denominator } of set.indicators) {
        for (const leaf of [numerator, ...(denominator ? [denominator] : [])].flatMap(leavesOf)) {
          if ('field' in leaf) expect(set.fields.map(({ code }) => code)).toContain(leaf.field);
          else if ('reference' in leaf)
            expect(set.references.map(({ code }) => code)).toContain(leaf.reference);
          else expect(COUNT_CODES).toContain(leaf.count);
        }
      }
    }
  });
  it('Р-145: six indicators with targets of five years, told by memory', () => {
    expect(R145.indicators.map(({ targets }) => targets?.map(({ atLeast }) => atLeast))).toEqual([
      [10, 20, 35, 50, 70],
      [2, 4, 6, 8, 10],
      [10, 20, 35, 50, 70],
      [2, 4, 10, 20, 30],
      [50, 55, 60, 70, 85],
      [50, 55, 60, 70, 85],
    ]);
    expect(R145.indicators[0]?.targets?.map(({ year }) => year)).toEqual([2020, 2021, 2022, 2023, 2024]);
    expect(R145.indicators.every(({ source }) => !source.verified && source.clause !== undefined)).toBe(true);
  });
  it('SEV-IV-4a, SEV-IV-4b, SEV-IV-4c, SEV-IV-4d: 16, 24, 32 and 40 organisations of 40, by ДОУ and МОУ', () => {
    const of = (code: string) => SEVERSK_TARGETS.indicators.find((one) => one.code === code)!;
    const targets = (code: string) => of(code).targets?.map(({ atLeast }) => atLeast);
    expect(targets('SEV_PROGRAMMES')).toEqual([16, 24, 32, 40]);
    expect(targets('SEV_PROGRAMMES_PRESCHOOL')).toEqual([9, 13, 18, 22]);
    expect(targets('SEV_PROGRAMMES_GENERAL')).toEqual([7, 11, 14, 18]);
    expect(targets('SEV_PROGRAMMES_SHARE')).toEqual([40, 60, 80, 100]);
    const school = (has: number) => ({
      counts: [
        { count: 'ORGANISATION_WITH_PROGRAMME', value: has },
        { count: 'ORGANISATION', value: 1 },
      ] as const,
      entered: [],
    });
    const town = summedUp(
      Array.from({ length: 40 }, (_, index) => school(index < 24 ? 1 : 0)),
      [],
    );
    const share = computed(of('SEV_PROGRAMMES_SHARE'), town);
    expect(share.value).toBe(60);
    expect(targetOf(of('SEV_PROGRAMMES_SHARE'), 2022, share.value)).toEqual({ atLeast: 60, met: true });
    expect(targetOf(of('SEV_PROGRAMMES_SHARE'), 2023, share.value)).toEqual({ atLeast: 80, met: false });
    expect(targetOf(of('SEV_PROGRAMMES_SHARE'), 2025, share.value)).toBeUndefined();
    expect(targetOf(of('SEV_PROGRAMMES_SHARE'), 2023, null)).toEqual({ atLeast: 80, met: null });
  });
  it('Krasnoyarsk: a link for each row of the table, and the number of pairs according to orders', () => {
    expect(KRASNOYARSK_EVIDENCE.fields).toHaveLength(10);
    expect(KRASNOYARSK_EVIDENCE.fields.every(({ kind }) => kind === 'LINK')).toBe(true);
    expect(countsOf(KRASNOYARSK_EVIDENCE.indicators)).toContainEqual({ count: 'PAIRS_IN_FORCE' });
  });
  it('IZO-6.1.1-01, IZO-6.1.2-04, KIL-7.4-1, KIL-7.5-5, S62-6.2-1: process and influence as the regulations name them', () => {
    const clauses = REGULATION_SETS.flatMap(({ asked = [] }) => asked.map(({ clause }) => clause));
    expect(clauses).toEqual(
      expect.arrayContaining(['IZO-6.1.1-01', 'IZO-6.1.2-04', 'KIL-7.4-1', 'KIL-7.5-5', 'S62-6.2-1']),
    );
  });
});
