/** Events of audits as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import {
  AUDIT_ITEM_RU,
  AUDIT_ITEMS,
  FINDING_ANSWER_RU,
  FINDING_KIND_RU,
  FINDING_OUTCOME_RU,
  russianDate,
} from '../vocabulary';
import type { AuditEvent } from './audit.events';

/** Russian sentence, no names of people. */
export const describeAudit = (event: AuditEvent): string => {
  switch (event.type) {
    case 'AuditOpened':
      return `Открыта выборочная проверка: пар ${event.data.population}, в выборке ${event.data.size}.`;
    case 'SampleDrawn':
      return `Выборка составлена: пар ${event.data.pairIds.length}.`;
    case 'PairChecked': {
      const missing = AUDIT_ITEMS.filter((item) => event.data.results[item] === 'MISSING');
      const lacks =
        missing.length === 0 ? 'всё есть' : `нет: ${missing.map((item) => AUDIT_ITEM_RU[item]).join(', ')}`;
      return `Пара проверена: ${lacks}; актов с нарушениями ${event.data.violating.length}.`;
    }
    case 'AuditFindingRecorded':
      return `Записано замечание: ${FINDING_KIND_RU[event.data.kind]} (${AUDIT_ITEM_RU[event.data.item]}).`;
    case 'AuditFindingAnswered': {
      const { answer, dueOn } = event.data;
      return `Получен ответ на замечание: ${FINDING_ANSWER_RU[answer]}${dueOn === undefined ? '' : `, срок ${russianDate(dueOn)}`}.`;
    }
    case 'AuditFindingResolved':
      return `Решение по замечанию: ${FINDING_OUTCOME_RU[event.data.outcome]}.`;
    case 'AuditClosed': {
      const { number, checked, findings, confirmed } = event.data;
      return `Проверка закрыта актом № ${number}: пар ${checked}, замечаний ${findings}, подтвердилось ${confirmed}.`;
    }
    default:
      return unreachable(event);
  }
};
