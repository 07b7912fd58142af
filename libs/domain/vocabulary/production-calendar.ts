/**
 * Working days in Russia. Weekends are computed; holidays on weekdays and days moved by the government stand in `production-calendar.json`,
 * each year with the act it comes from and whether its list was compared with what was published of it. A year that is not there is unknown.
 * Non-working weeks that decrees of 2021 declared with pay kept are no holidays and count as working days.
 */
import { addDays, type IsoDate } from '@nastavnik/kernel';
import years from './production-calendar.json';

export interface CalendarYear {
  /** The acts the list comes from, as they are cited. */
  readonly source: string;
  /** Compared with published reports of the act; otherwise with the yearly number of working days only. */
  readonly verified: boolean;
  /** Mondays to Fridays that are not worked. */
  readonly off: readonly IsoDate[];
  /** Saturdays and Sundays that are. */
  readonly worked: readonly IsoDate[];
}

export const PRODUCTION_CALENDAR: { readonly [year: string]: CalendarYear } = years;

/** @returns `undefined` for a year nobody has the calendar of */
export const isWorkingDay = (on: IsoDate): boolean | undefined => {
  const year = PRODUCTION_CALENDAR[on.slice(0, 4)];
  if (year === undefined) return undefined;
  const weekday = new Date(`${on}T00:00:00.000Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? year.worked.includes(on) : !year.off.includes(on);
};

/** The n-th working day after a day. @returns `undefined` where a year on the way is unknown */
export const addWorkingDays = (on: IsoDate, days: number): IsoDate | undefined => {
  let day = on;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    const working = isWorkingDay(day);
    if (working === undefined) return undefined;
    if (working) left -= 1;
  }
  return day;
};
