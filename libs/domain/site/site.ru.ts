/** The events of a site as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { INFO_RESOURCE_KIND_RU, MATERIAL_KIND_RU, SITE_RUBRIC_RU } from '../vocabulary';
import type { MaterialWithdrawn, SiteEvent } from './site.events';

const REASON_RU: { readonly [R in MaterialWithdrawn['data']['reason']]: string } = {
  OUTDATED: 'устарел',
  CONSENT_WITHDRAWN: 'отозвано согласие',
  PUBLISHED_BY_MISTAKE: 'размещён по ошибке',
};

/** Russian sentence, no names of people. */
export const describeSite = (event: SiteEvent): string => {
  switch (event.type) {
    case 'SiteSectionOpened':
      return `На сайте открыт раздел «${event.data.title}».`;
    case 'SiteSectionChanged':
      return `Изменён раздел сайта: «${event.data.title}».`;
    case 'MaterialPublished': {
      const { kind, title, rubric, freeAccess } = event.data;
      const access = freeAccess ? ', в свободном доступе' : '';
      return `На сайте размещено: ${MATERIAL_KIND_RU[kind]} «${title}» (${SITE_RUBRIC_RU[rubric]}${access}).`;
    }
    case 'MaterialUpdated':
      return `Обновлён материал «${event.data.title}».`;
    case 'MaterialWithdrawn':
      return `Материал снят с сайта: ${REASON_RU[event.data.reason]}.`;
    case 'InfoResourceOpened':
      return `Создан информационный ресурс: ${INFO_RESOURCE_KIND_RU[event.data.kind]} «${event.data.title}».`;
    case 'InfoResourceUpdated':
      return 'Информационный ресурс обновлён.';
    case 'InfoResourceClosed':
      return 'Информационный ресурс закрыт.';
    default:
      return unreachable(event);
  }
};
