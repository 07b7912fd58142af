/** Events of awards as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { AWARD_KIND_RU, AWARD_LEVEL_RU, PAIR_ROLE_RU } from '../vocabulary';
import type { AwardEvent } from './award.events';

/** Russian sentence, no names of people. */
export const describeAward = (event: AwardEvent): string => {
  switch (event.type) {
    case 'MeasureDefined':
      return `Определена муниципальная мера стимулирования наставников «${event.data.title}».`;
    case 'AwardNominated': {
      const { kind, level, role, contest } = event.data;
      const named = contest === undefined ? '' : ` «${contest}»`;
      return `К поощрению выдвинут ${PAIR_ROLE_RU[role]}: ${AWARD_KIND_RU[kind]}${named}, уровень ${AWARD_LEVEL_RU[level]}.`;
    }
    case 'AwardPresented':
      return `Представление направлено: ${AWARD_KIND_RU[event.data.kind]} (${event.data.to}).`;
    case 'AwardGranted':
      return `Поощрение состоялось: ${AWARD_KIND_RU[event.data.kind]}.`;
    case 'AwardDeclined':
      return `Поощрение отклонено: ${AWARD_KIND_RU[event.data.kind]}.`;
    default:
      return unreachable(event);
  }
};
