/** A regulation's events as sentences for a reader. */
import { citation, unreachable } from '@nastavnik/kernel';
import { PARAMETERS } from './parameters';
import type { RegulationEvent } from './regulation.events';

/** Russian sentence. */
export const describeRegulation = (event: RegulationEvent): string => {
  switch (event.type) {
    case 'RegulationAdopted': {
      const { document, version, parameters } = event.data;
      return `Принято положение ${document}, редакция ${version}: параметров — ${Object.keys(parameters).length}.`;
    }
    case 'ParameterSet': {
      const { name, version, setting } = event.data;
      const clauses = setting.clauses.map(citation).join('; ');
      return `Изменён параметр «${PARAMETERS[name].title}»${clauses === '' ? '' : ` (${clauses})`}, редакция ${version}.`;
    }
    default:
      return unreachable(event);
  }
};
