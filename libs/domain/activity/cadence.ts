/** How often a regulation wants activities held, and in which periods too few were (SEV-RM-M6a, RM-M6b, RM-M7, RM-M8). */
import type { IsoDate } from '@nastavnik/kernel';
import { COUNTED_ACTIVITIES, type ActivityKind } from '../vocabulary';

type PeriodicEvent = keyof typeof COUNTED_ACTIVITIES;

/** So many times in so many years, at the least. */
export type Cadence = { readonly [E in PeriodicEvent]?: { readonly times: number; readonly years: number } };

export interface CadencePeriod {
  readonly event: PeriodicEvent;
  /** First and last calendar year, both included. */
  readonly from: number;
  readonly until: number;
  readonly asked: number;
  readonly held: number;
}

/** Whole periods from the first year to the last, with what was asked and what was held; one that is not over yet is not counted. */
export const cadencePeriods = (
  cadence: Cadence,
  held: readonly { readonly kind: ActivityKind; readonly on: IsoDate }[],
  { from, until }: { readonly from: number; readonly until: number },
): readonly CadencePeriod[] =>
  (Object.keys(COUNTED_ACTIVITIES) as readonly PeriodicEvent[]).flatMap((event) => {
    const wanted = cadence[event];
    if (wanted === undefined) return [];
    const kinds: readonly ActivityKind[] = COUNTED_ACTIVITIES[event];
    const whole = Math.max(0, Math.floor((until - from + 1) / wanted.years));
    return Array.from({ length: whole }, (_, index): CadencePeriod => {
      const first = from + index * wanted.years;
      const last = first + wanted.years - 1;
      const within = ({ kind, on }: (typeof held)[number]): boolean =>
        kinds.includes(kind) && first <= Number(on.slice(0, 4)) && Number(on.slice(0, 4)) <= last;
      return { event, from: first, until: last, asked: wanted.times, held: held.filter(within).length };
    });
  });
