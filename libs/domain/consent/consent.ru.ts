/** A participant's consents as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import {
  CONSENT_GIVER_RU,
  CONSENT_PURPOSE_RU,
  DATA_DEMAND_RU,
  DATA_DUTY_RU,
  russianDate,
} from '../vocabulary';
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
    case 'OwnConsentRequested': {
      const { purposes, answerBy } = event.data;
      return `Участник достиг совершеннолетия; запрошено его собственное согласие ${purposes.map((purpose) => CONSENT_PURPOSE_RU[purpose]).join(' и ')} до ${russianDate(answerBy)}.`;
    }
    case 'DataDemandReceived': {
      const { demand, effectiveOn, deadlines } = event.data;
      const terms = deadlines.map(({ duty, by }) => `${DATA_DUTY_RU[duty]} по ${russianDate(by)}`).join(', ');
      return `Получено требование ${russianDate(effectiveOn)}: ${DATA_DEMAND_RU[demand]}; сроки: ${terms}.`;
    }
    case 'DataDutyDischarged':
      return `Исполнена ${russianDate(event.data.effectiveOn)} обязанность по персональным данным: ${DATA_DUTY_RU[event.data.duty]}.`;
    case 'DataDutyPostponed': {
      const { duty, by, source } = event.data;
      return `Срок обязанности по персональным данным (${DATA_DUTY_RU[duty]}) продлён по ${russianDate(by)}: ${source}.`;
    }
    case 'RetentionGroundRecorded': {
      const { law, until } = event.data;
      return `Персональные данные хранятся по ${russianDate(until)} на основании: ${law}.`;
    }
    default:
      return unreachable(event);
  }
};
