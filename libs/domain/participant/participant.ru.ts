/** A participant's events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import {
  ACTIVITY_KIND_RU,
  ADAPTATION_REASON_RU,
  CORRECTION_REASON_RU,
  ERASURE_REASON_RU,
  PERSON_FIELD_RU,
  LEVEL_RU,
  MENTEE_CATEGORY_RU,
  MENTORING_CHANNEL_RU,
  PAIR_ROLE_RU,
  PERSON_KIND_RU,
  POSITION_RU,
  QUALIFICATION_RU,
  russianDate,
  SENSITIVE_CATEGORIES,
  TASK_RU,
  type MenteeCategory,
} from '../vocabulary';
import type { AdaptationFact, LeftBase, ParticipantEvent } from './participant.events';

const LEAVING_RU: { readonly [R in LeftBase['data']['reason']]: string } = {
  NEED_MET: 'потребность удовлетворена',
  OWN_WISH: 'по собственному желанию',
  LEFT_SCHOOL: 'выбыл из школы',
  ENTERED_BY_MISTAKE: 'внесён по ошибке',
};

/** Invariant 34: a sentence may leave the school, a sensitive category may not. */
const categoryOf = (category: MenteeCategory): string =>
  SENSITIVE_CATEGORIES.includes(category) ? 'категория ограниченного доступа' : MENTEE_CATEGORY_RU[category];

const factOf = (fact: AdaptationFact): string => {
  switch (fact.kind) {
    case 'CATEGORY':
      return QUALIFICATION_RU[fact.category];
    case 'SATISFACTION':
      return `удовлетворённость профессиональной деятельностью: ${LEVEL_RU[fact.level]}`;
    case 'BURNOUT':
      return 'отмечено состояние ограниченного доступа';
    case 'RETAINED':
      return 'закрепился в профессии';
    case 'LEFT_PROFESSION':
      return 'ушёл из профессии';
    default:
      return unreachable(fact);
  }
};

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
      const { adaptation } = event.data;
      const why = adaptation === undefined ? '' : `; ${ADAPTATION_REASON_RU[adaptation]}`;
      return `Внесён в базу наставляемых${categories === '' ? '' : ` (${categories})`}; задачи: ${tasks}${why}.`;
    }
    case 'EnteredMentorBase':
      return `Внесён в базу наставников (${PERSON_KIND_RU[event.data.category]}).`;
    case 'EntryConfirmed':
      return `Подтверждены сведения в базе ${event.data.base === 'MENTEE' ? 'наставляемых' : 'наставников'}.`;
    case 'LeftBase': {
      const base = event.data.base === 'MENTEE' ? 'наставляемых' : 'наставников';
      return `Исключён из базы ${base}: ${LEAVING_RU[event.data.reason]}.`;
    }
    case 'NeedsDiagnosed':
      return `Выявлены потребности; задачи: ${event.data.tasks.map((task) => TASK_RU[task]).join(', ')}.`;
    case 'EducationalRequestFormulated':
      return `Наставляемый сформулировал образовательный запрос; приоритеты: ${event.data.priorities.map((task) => TASK_RU[task]).join(', ')}.`;
    case 'IndividualRouteDesigned': {
      const { from, until, alternatives } = event.data;
      return `Спроектирован индивидуальный образовательный маршрут с ${russianDate(from)} по ${russianDate(until)}; рассмотрено вариантов: ${alternatives.length}.`;
    }
    case 'IndividualRouteRevised':
      return `Индивидуальный образовательный маршрут пересмотрен, до ${russianDate(event.data.until)}.`;
    case 'IndividualRouteCompleted':
      return 'Индивидуальный образовательный маршрут пройден.';
    case 'AdaptationNoted':
      return `Отмечено: ${factOf(event.data.fact)}.`;
    case 'AgreementNoted':
      return 'Отмечен договор о сотрудничестве.';
    case 'JoinedPair':
      return `Вошёл в пару (${PAIR_ROLE_RU[event.data.role]}).`;
    case 'LeftPair':
      return `Вышел из пары (${PAIR_ROLE_RU[event.data.role]}).`;
    case 'ListedAsExpert':
    case 'ExpertEntryUpdated': {
      const { areas, deficits, channel } = event.data;
      const done = event.type === 'ListedAsExpert' ? 'Внесён в базу' : 'Обновлена запись в базе';
      return `${done} наставников и экспертов: ${areas.join(', ')}; помогает: ${deficits.join(', ')} (${MENTORING_CHANNEL_RU[channel]}).`;
    }
    case 'ExpertEntryRemoved':
      return 'Исключён из базы наставников и экспертов.';
    case 'TrainingCompleted': {
      const { kind, title, hours } = event.data;
      return `Прошёл обучение: ${ACTIVITY_KIND_RU[kind]}, «${title}», часов — ${hours}.`;
    }
    case 'PersonalDataCorrected': {
      const { fields, reason } = event.data;
      return `Исправлены персональные данные: ${fields.map((field) => PERSON_FIELD_RU[field]).join(', ')}; ${CORRECTION_REASON_RU[reason]}.`;
    }
    case 'MergedInto':
      return 'Запись объединена с другой записью того же человека и больше не ведётся.';
    case 'DuplicateMerged':
      return 'Присоединена вторая запись того же человека.';
    case 'PersonalDataErased': {
      const { reason, records } = event.data;
      return `Решено уничтожить персональные данные: ${ERASURE_REASON_RU[reason]}; записей — ${records}.`;
    }
    default:
      return unreachable(event);
  }
};
