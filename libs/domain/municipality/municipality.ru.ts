/** A municipality's events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import type { MunicipalityEvent } from './municipality.events';

/** Russian sentence, no names of people. */
export const describeMunicipality = (event: MunicipalityEvent): string => {
  switch (event.type) {
    case 'MunicipalityRegistered':
      return `Зарегистрирован муниципалитет «${event.data.name}».`;
    case 'ExpertBaseFormApproved':
      return `Утверждена форма базы наставников и экспертов, версия ${event.data.version}.`;
    default:
      return unreachable(event);
  }
};
