/** Terms of an item: from "by September 2021, then twice a year until 1 February 2024" to the last day of each term. */
import type { IsoDate } from '@nastavnik/kernel';
import { lastOfMonth, sameDayLater } from '../vocabulary';

/** When an item is due, as a roadmap says it. */
export interface Term {
  /** Last day, or a month `2021-09`: its last day. */
  readonly due: IsoDate;
  /** Comes again so many months later, to the end. */
  readonly everyMonths?: number;
  readonly until?: IsoDate;
}

/** The last days of all terms; without an end of its own a recurring item goes on to the end of the roadmap. */
export const dueDaysOf = (
  { due, everyMonths, until }: Term,
  endOfRoadmap: IsoDate | undefined,
): readonly IsoDate[] => {
  const first = due.length === 7 ? lastOfMonth(due) : due;
  const end = until ?? endOfRoadmap;
  if (everyMonths === undefined || end === undefined) return [first];
  const days = [first];
  for (
    let next = sameDayLater(first, everyMonths);
    next <= end;
    next = sameDayLater(first, everyMonths * days.length)
  ) {
    days.push(next);
  }
  return days;
};
