/** From the words of a roadmap to the last day of each term. */
import { dueDaysOf } from './terms';

it('a month is due on its last day, a day on itself', () => {
  expect(dueDaysOf({ due: '2024-02' }, undefined)).toEqual(['2024-02-29']);
  expect(dueDaysOf({ due: '2021-07-15' }, '2024-12-31')).toEqual(['2021-07-15']);
});
it('SEV-RM-P2: by September 2021, then yearly until 1 February 2024', () =>
  expect(dueDaysOf({ due: '2021-09', everyMonths: 12, until: '2024-02-01' }, '2024-12-31')).toEqual([
    '2021-09-30',
    '2022-09-30',
    '2023-09-30',
  ]));
it('SEV-RM-M2: September 2021, then twice a year to the end of the roadmap, each on the last day of its month', () =>
  expect(dueDaysOf({ due: '2021-09', everyMonths: 6 }, '2023-03-31')).toEqual([
    '2021-09-30',
    '2022-03-31',
    '2022-09-30',
    '2023-03-31',
  ]));
it('a day that a month does not have falls on its last', () =>
  expect(dueDaysOf({ due: '2021-12-30', everyMonths: 2, until: '2022-04-30' }, undefined)).toEqual([
    '2021-12-30',
    '2022-02-28',
    '2022-04-30',
  ]));
