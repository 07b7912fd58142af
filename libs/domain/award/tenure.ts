/** How long somebody has mentored, from the days they joined and left pairs. */
import { addDays, type IsoDate } from '@nastavnik/kernel';

/** Both days belong to it; open while `until` is absent. */
export interface MentoringStay {
  readonly from: IsoDate;
  readonly until?: IsoDate;
}

const DAY_MS = 86_400_000;
const dayNumber = (date: IsoDate): number => Date.parse(`${date}T00:00:00.000Z`) / DAY_MS;

/**
 * Calendar days up to `on`, that day included, on which the person was a mentor in at least one pair: pairs at the same time count once,
 * the time between pairs not at all.
 */
export const mentoringDays = (stays: readonly MentoringStay[], on: IsoDate): number => {
  const sorted = stays
    .map(({ from, until }) => ({ from, until: until === undefined || until > on ? on : until }))
    .filter(({ from, until }) => from <= until)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  let days = 0;
  let reached = -Infinity;
  for (const { from, until } of sorted) {
    const first = Math.max(dayNumber(from), reached + 1);
    const last = dayNumber(until);
    if (last < first) continue;
    days += last - first + 1;
    reached = last;
  }
  return days;
};

/** Days of so many full years that end with `on`: mentoring without a break from the day after, years ago, is exactly as long. */
export const daysOfYears = (years: number, on: IsoDate): number => {
  const began = `${String(Number(on.slice(0, 4)) - years).padStart(4, '0')}${on.slice(4)}`;
  // 29 February, years ago, was 1 March where there was none.
  const exists = addDays(began.slice(0, 8) + '01', Number(began.slice(8)) - 1);
  return dayNumber(on) - dayNumber(exists);
};
