/** These events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { russianDate } from '../vocabulary';
import type { IndicatorsEvent } from './indicators.events';

/** Russian sentence. */
export const describeIndicators = (event: IndicatorsEvent): string => {
  switch (event.type) {
    case 'IndicatorSetAdopted': {
      const { set } = event.data;
      return `Принят набор показателей «${set.title}», редакция ${set.version}.`;
    }
    case 'ReferenceRecorded': {
      const { reference, value, asOn, source } = event.data;
      return `Внесено справочное значение ${reference}: ${value} на ${russianDate(asOn)} (${source}).`;
    }
    default:
      return unreachable(event);
  }
};
