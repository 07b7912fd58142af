/** A participant's events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import {
  MENTEE_CATEGORY_RU,
  PAIR_ROLE_RU,
  PERSON_KIND_RU,
  POSITION_RU,
  SENSITIVE_CATEGORIES,
  TASK_RU,
  type MenteeCategory,
} from '../vocabulary';
import type { LeftBase, ParticipantEvent } from './participant.events';

const LEAVING_RU: { readonly [R in LeftBase['data']['reason']]: string } = {
  NEED_MET: 'потребность удовлетворена',
  OWN_WISH: 'по собственному желанию',
  LEFT_SCHOOL: 'выбыл из школы',
  ENTERED_BY_MISTAKE: 'внесён по ошибке',
};

/** Invariant 34: a sentence may leave the school, a sensitive category may not. */
const categoryOf = (category: MenteeCategory): string =>
  SENSITIVE_CATEGORIES.includes(category) ? 'категория ограниченного доступа' : MENTEE_CATEGORY_RU[category];

/** Russian sentence, no names of people and no sensitive category. */
export const describeParticipant = (event: ParticipantEvent): string => {
  switch (event.type) {
    case 'ParticipantRegistered': {
      const { kind, position, employed } = event.data;
      const who = position === undefined ? PERSON_KIND_RU[kind] : POSITION_RU[position];
      const from = employed || kind === 'STUDENT' ? '' : ', не работает в школе';
      return `Учтён участник: ${who}${from}.`;
    }
    case 'EnteredMenteeBase': {
      const categories = [...new Set(event.data.categories.map(categoryOf))].join(', ');
      const tasks = event.data.tasks.map((task) => TASK_RU[task]).join(', ');
      return `Внесён в базу наставляемых${categories === '' ? '' : ` (${categories})`}; задачи: ${tasks}.`;
    }
    case 'EnteredMentorBase':
      return `Внесён в базу наставников (${PERSON_KIND_RU[event.data.category]}).`;
    case 'LeftBase': {
      const base = event.data.base === 'MENTEE' ? 'наставляемых' : 'наставников';
      return `Исключён из базы ${base}: ${LEAVING_RU[event.data.reason]}.`;
    }
    case 'NeedsDiagnosed':
      return `Выявлены потребности; задачи: ${event.data.tasks.map((task) => TASK_RU[task]).join(', ')}.`;
    case 'AgreementNoted':
      return 'Отмечен договор о сотрудничестве.';
    case 'JoinedPair':
      return `Вошёл в пару (${PAIR_ROLE_RU[event.data.role]}).`;
    case 'LeftPair':
      return `Вышел из пары (${PAIR_ROLE_RU[event.data.role]}).`;
    default:
      return unreachable(event);
  }
};
