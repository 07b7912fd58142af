/** Labour and data law: working days of Russia as data. */
import { addDays, isIsoDate } from '@nastavnik/kernel';
import { addWorkingDays, isWorkingDay, PRODUCTION_CALENDAR } from './production-calendar';

const daysOf = (year: string): readonly string[] => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) days.push(day);
  return days;
};
const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00.000Z`).getUTCDay());

// The yearly norm of a five-day week, as published with each calendar.
it.each([
  ['2021', 247],
  ['2022', 247],
  ['2023', 247],
  ['2024', 248],
  ['2025', 247],
  ['2026', 247],
])('%s has %i working days', (year, norm) =>
  expect(daysOf(year).filter((day) => isWorkingDay(day))).toHaveLength(norm),
);

it.each(Object.entries(PRODUCTION_CALENDAR))(
  '%s names its source and lists days of its own',
  (year, known) => {
    expect(known.source).toMatch(/постановление Правительства РФ от \d\d\.\d\d\.\d{4} № \d+/);
    for (const day of [...known.off, ...known.worked]) {
      expect([isIsoDate(day), day.slice(0, 4)]).toEqual([true, year]);
    }
    expect(known.off.filter(isWeekend)).toEqual([]);
    expect(known.worked.filter((day) => !isWeekend(day))).toEqual([]);
  },
);

it.each([
  ['an ordinary week', '2026-03-02', 3, '2026-03-05'],
  ['a weekend between', '2026-03-19', 3, '2026-03-24'],
  ['a holiday moved to a Monday', '2026-03-06', 1, '2026-03-10'],
  ['the long holidays of January', '2025-12-30', 3, '2026-01-14'],
  ['a Saturday that is worked', '2025-10-31', 1, '2025-11-01'],
])('counts on over %s', (_, from, days, expected) => expect(addWorkingDays(from, days)).toBe(expected));

it('does not guess a year it has no calendar of', () => {
  expect(isWorkingDay('2027-01-11')).toBeUndefined();
  expect(addWorkingDays('2026-12-30', 3)).toBeUndefined();
});
