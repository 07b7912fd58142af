/** Events of councils as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { COUNCIL_FUNCTION_RU, COUNCIL_KIND_RU, type UnionOpinion } from '../vocabulary';
import type { CouncilEvent } from './council.events';

const OPINION_RU: { readonly [O in UnionOpinion]: string } = {
  AGREED: 'согласен',
  AGREED_WITH_REMARKS: 'согласен с замечаниями',
  DISAGREED: 'не согласен',
};

/** Russian sentence, no names of people. */
export const describeCouncil = (event: CouncilEvent): string => {
  switch (event.type) {
    case 'CouncilFormed':
      return `Создан орган наставников: ${COUNCIL_KIND_RU[event.data.kind]}, членов: ${event.data.members.length}.`;
    case 'CouncilMemberAdmitted':
      return 'В совет наставников вошёл новый член.';
    case 'CouncilMemberReleased':
      return 'Член совета наставников вышел из его состава.';
    case 'CouncilHeadElected':
      return 'Избран руководитель совета наставников.';
    case 'PublicCouncilEntered':
      return `Руководитель вошёл в общественный совет наставников «${event.data.publicCouncil}».`;
    case 'CouncilSessionHeld': {
      const done = [...new Set(event.data.items.map((item) => COUNCIL_FUNCTION_RU[item.function]))];
      return `Заседание совета наставников № ${event.data.number}: ${done.join(', ')}.`;
    }
    case 'CouncilDisbanded':
      return 'Совет наставников прекратил работу.';
    case 'UnionConsulted':
      return `Мнение профсоюза о документе «${event.data.title}»: ${OPINION_RU[event.data.opinion]} (протокол № ${event.data.protocolNumber}).`;
    default:
      return unreachable(event);
  }
};
