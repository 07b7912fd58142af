/** A roadmap's events as sentences for a reader. */
import type { IsoDate } from '@nastavnik/kernel';
import { unreachable } from '@nastavnik/kernel';
import { russianDate } from '../vocabulary';
import type { RoadmapEvent } from './roadmap.events';

/** Russian sentence, no names of people. */
export const describeRoadmap = (event: RoadmapEvent): string => {
  switch (event.type) {
    case 'RoadmapApproved':
      return `Утверждена дорожная карта «${event.data.title}», пунктов: ${event.data.items.length}.`;
    case 'RoadmapAmended':
      return `Дорожная карта изменена: пунктов изложено ${event.data.items.length}, исключено ${event.data.withdrawnIds.length}.`;
    case 'RoadmapItemCompleted':
      return `Пункт дорожной карты выполнен${ofTerm(event.data.dueDay)}${event.data.document === undefined ? '' : ', документ представлен'}.`;
    case 'RoadmapItemReopened':
      return `Отметка о выполнении пункта дорожной карты${ofTerm(event.data.dueDay)} снята.`;
    default:
      return unreachable(event);
  }
};
const ofTerm = (dueDay: IsoDate | undefined): string =>
  dueDay === undefined ? '' : ` (срок ${russianDate(dueDay)})`;
