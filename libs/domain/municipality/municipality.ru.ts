/** A municipality's events as a sentence for a reader. */
import type { MunicipalityEvent } from './municipality.events';

/** Russian sentence, no names of people. */
export const describeMunicipality = (event: MunicipalityEvent): string =>
  `Зарегистрирован муниципалитет «${event.data.name}».`;
