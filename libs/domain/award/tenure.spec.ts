/** Days of mentoring are counted once, whatever pairs overlap (invariant 30). */
import { addDays, type IsoDate } from '@nastavnik/kernel';
import fc from 'fast-check';
import { daysOfYears, mentoringDays, type MentoringStay } from './tenure';

const START = '2015-01-01';
const day = (offset: number): IsoDate => addDays(START, offset);

it('pairs at the same time count once, a gap between pairs does not count, nothing counts after the day', () => {
  const stays = [
    { from: '2020-01-01', until: '2020-01-10' },
    { from: '2020-01-05', until: '2020-01-12' },
    { from: '2020-01-12', until: '2020-01-12' },
    { from: '2020-02-01' },
  ];
  expect(mentoringDays(stays, '2020-02-03')).toBe(12 + 3);
  expect(mentoringDays(stays, '2020-01-06')).toBe(6);
  expect(mentoringDays(stays, '2019-12-31')).toBe(0);
});
it('any stays: as many days as a calendar ticked day by day, in whatever order they stand', () => {
  const stay: fc.Arbitrary<MentoringStay> = fc
    .tuple(fc.nat(400), fc.option(fc.nat(200), { nil: undefined }))
    .map(([from, length]) => ({
      from: day(from),
      ...(length === undefined ? {} : { until: day(from + length) }),
    }));
  fc.assert(
    fc.property(fc.array(stay, { maxLength: 8 }), fc.nat(700), (stays, offset) => {
      const on = day(offset);
      const ticked = Array.from({ length: offset + 1 }, (_, index) => day(index)).filter((one) =>
        stays.some(({ from, until }) => from <= one && (until === undefined || one <= until)),
      );
      expect(mentoringDays(stays, on)).toBe(ticked.length);
      expect(mentoringDays([...stays].reverse(), on)).toBe(ticked.length);
      expect(mentoringDays([...stays, ...stays], on)).toBe(ticked.length);
    }),
    { seed: 62 },
  );
});
it('five years without a break are exactly five, leap years and 29 February included', () => {
  for (const [from, on] of [
    ['2016-09-01', '2021-08-31'],
    ['2015-03-02', '2020-03-01'],
    ['2015-03-02', '2020-02-29'],
  ] as const) {
    const days = mentoringDays([{ from }], on);
    expect(days).toBe(daysOfYears(5, on));
    expect(mentoringDays([{ from: addDays(from, 1) }], on) < daysOfYears(5, on)).toBe(true);
  }
});
