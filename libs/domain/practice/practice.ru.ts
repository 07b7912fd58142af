/** The events of a practice as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { FORM_RU, PRACTICE_KIND_RU, PRACTICE_LEVEL_RU, PRACTICE_REVIEWER_RU } from '../vocabulary';
import type { PracticeCard, PracticeEvent, PracticeWithdrawn } from './practice.events';

const REASON_RU: { readonly [R in PracticeWithdrawn['data']['reason']]: string } = {
  AUTHOR_WISH: 'по желанию автора',
  OUTDATED: 'устарела',
  ENTERED_BY_MISTAKE: 'внесена по ошибке',
};

const cardOf = ({ kind, title, form, level }: PracticeCard): string =>
  `${PRACTICE_KIND_RU[kind]} «${title}»${form === undefined ? '' : `, форма ${FORM_RU[form]}`}, уровень ${PRACTICE_LEVEL_RU[level]}`;

/** Russian sentence, no names of people. */
export const describePractice = (event: PracticeEvent): string => {
  switch (event.type) {
    case 'PracticeSubmitted':
      return `В банк внесено: ${cardOf(event.data)}.`;
    case 'PracticeIdentified':
      return `В муниципальный банк взято из школы: ${cardOf(event.data)}.`;
    case 'PracticeReviewed': {
      const { outcome, reviewer } = event.data;
      return `Рассмотрено (${PRACTICE_REVIEWER_RU[reviewer]}): ${outcome === 'ACCEPTED' ? 'принято' : 'возвращено с замечаниями'}.`;
    }
    case 'PracticeRevised':
      return 'Доработано после замечаний.';
    case 'PracticeSelected':
      return 'Отобрано для распространения.';
    case 'PracticePublished': {
      const named = event.data.namedIds.length;
      return `Размещено на сайте ${named === 0 ? 'без имён авторов' : `с именами авторов (${named})`}.`;
    }
    case 'PracticeWithdrawn':
      return `Исключено из банка: ${REASON_RU[event.data.reason]}.`;
    default:
      return unreachable(event);
  }
};
