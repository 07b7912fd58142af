/** Calendar dates as text. No clock: "today" always comes from a stamp. */
import type { Instant, IsoDate } from './event';

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a date that exists: `2021-02-29` does not. */
export const isIsoDate = (text: string): boolean => {
  const parts = pattern.exec(text);
  if (!parts) return false;
  const at = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

export const yearOf = (date: IsoDate): number => Number(date.slice(0, 4));

/** @param days may be negative */
export const addDays = (date: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(`${date}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The same day so many months later; the last of the month where it has no such day. */
export const addMonths = (date: IsoDate, months: number): IsoDate => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
};

/** Whole days from one date to another; negative when the other is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / 86_400_000);

/** Full years lived on a date; a birthday counts from its own day, 29 February from 1 March in other years. */
export const ageOn = (birthDate: IsoDate, on: IsoDate): number => {
  const years = yearOf(on) - yearOf(birthDate);
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years;
};

/** Both ends belong to the interval; an open end is `undefined`. */
export const within = (date: IsoDate, from: IsoDate, until?: IsoDate): boolean =>
  from <= date && (until === undefined || date <= until);

/** The first moment that no longer belongs to a calendar date in a zone given as for `dateOf`. */
export const endOfDay = (date: IsoDate, offsetMinutes: number): Instant =>
  new Date(Date.parse(`${addDays(date, 1)}T00:00:00.000Z`) - offsetMinutes * 60_000).toISOString();

/** The calendar date of a moment in a zone given as whole minutes east of UTC (Moscow: 180). */
export const dateOf = (instant: Instant, offsetMinutes: number): IsoDate =>
  new Date(Date.parse(instant) + offsetMinutes * 60_000).toISOString().slice(0, 10);
