/** A participant's consents as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { CONSENT_GIVER_RU, CONSENT_PURPOSE_RU, russianDate } from '../vocabulary';
import type { ConsentEvent } from './consent.events';

/** Russian sentence, no names of people. */
export const describeConsent = (event: ConsentEvent): string => {
  switch (event.type) {
    case 'ConsentGiven': {
      const { purpose, by, written, effectiveOn, validUntil } = event.data;
      const until = validUntil === undefined ? '' : `, действует по ${russianDate(validUntil)}`;
      return `Дано ${written ? 'письменное ' : ''}согласие ${CONSENT_PURPOSE_RU[purpose]} от ${russianDate(effectiveOn)} (${CONSENT_GIVER_RU[by]})${until}.`;
    }
    case 'ConsentWithdrawn': {
      const { purpose, by, effectiveOn } = event.data;
      return `Отозвано согласие ${CONSENT_PURPOSE_RU[purpose]} с ${russianDate(effectiveOn)} (${CONSENT_GIVER_RU[by]}).`;
    }
    default:
      return unreachable(event);
  }
};
