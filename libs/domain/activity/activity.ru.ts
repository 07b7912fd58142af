/** An activity's events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import {
  ACTIVITY_CHANNEL_RU,
  ACTIVITY_KIND_RU,
  ACTIVITY_LEVEL_RU,
  CANCELLATION_RU,
  CONTRIBUTION_RU,
  HELP_KIND_RU,
  russianDate,
} from '../vocabulary';
import type { ActivityContent, ActivityEvent, ActivityResults } from './activity.events';

/** Not what psychological support is about: the sentence may leave the school. */
const detailOf = (content: ActivityContent): string => {
  switch (content.kind) {
    case 'METHODICAL_HELP':
      return `, ${HELP_KIND_RU[content.help]}`;
    case 'GRADUATE_CONTRIBUTION':
      return `, ${CONTRIBUTION_RU[content.contribution]}`;
    default:
      return '';
  }
};

const resultOf = (results: ActivityResults): string => {
  switch (results.of) {
    case 'CONTEST':
      return `призовых мест — ${results.places.length}`;
    case 'TRAINING':
      return `прошли обучение — ${results.completedIds.length}`;
    case 'EVENT':
      return results.materials === undefined ? 'материалы не размещены' : 'материалы размещены';
    default:
      return unreachable(results);
  }
};

/** Russian sentence, no names of people. */
export const describeActivity = (event: ActivityEvent): string => {
  switch (event.type) {
    case 'ActivityPlanned': {
      const { content, title, level, from, until } = event.data;
      const days = from === until ? russianDate(from) : `с ${russianDate(from)} по ${russianDate(until)}`;
      return `Запланировано: ${ACTIVITY_KIND_RU[content.kind]} «${title}»${detailOf(content)}, ${ACTIVITY_LEVEL_RU[level]}, ${days}.`;
    }
    case 'ActivityProgrammeSet':
      return event.data.version === 1
        ? `Разработана программа, модулей — ${event.data.modules.length}.`
        : `Программа скорректирована, модулей — ${event.data.modules.length}.`;
    case 'ActivityParticipantsEntered':
      return `Заявлены участники: ${event.data.participantIds.length}, пар — ${event.data.pairIds.length}.`;
    case 'ActivityHeld': {
      const { kind, channel, participantIds, guests } = event.data;
      return `Проведено (${ACTIVITY_KIND_RU[kind]}), ${ACTIVITY_CHANNEL_RU[channel]}; участников — ${participantIds.length}, гостей — ${guests}.`;
    }
    case 'ActivityClosed':
      return `Подведены итоги «${event.data.title}»: ${resultOf(event.data.results)}.`;
    case 'ActivityCancelled':
      return `Отменено: ${CANCELLATION_RU[event.data.reason]}.`;
    default:
      return unreachable(event);
  }
};
