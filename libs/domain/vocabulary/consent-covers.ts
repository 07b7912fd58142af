/** Which days a consent covers: one reading for the consent itself and for the pairs that rest on it. */
import type { IsoDate } from '@nastavnik/kernel';

export interface ConsentPeriod {
  readonly givenOn: IsoDate;
  /** Last day of validity; open when absent. */
  readonly validUntil?: IsoDate;
  /** From this day on it covers nothing. */
  readonly withdrawnOn?: IsoDate;
}

/**
 * Given, still valid and not withdrawn on the day; from the day of withdrawal on a consent covers nothing.
 * @param until last day of the pair: what is written up after it needs no consent valid beyond it, though a withdrawal counts
 */
export const consentCovers = (consent: ConsentPeriod, on: IsoDate, until?: IsoDate): boolean =>
  consent.givenOn <= on &&
  (consent.validUntil === undefined ||
    (until !== undefined && until < on ? until : on) <= consent.validUntil) &&
  (consent.withdrawnOn === undefined || on < consent.withdrawnOn);
