/** Acts of an organisation's leadership as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { BODY_RU, COUNTERPART_RU, DOCUMENT_RU, PARTNERSHIP_RU, russianDate, STAGE_RU } from '../vocabulary';
import type { GovernanceEvent } from './governance.events';

/** Russian sentence, no names of people. */
export const describeGovernance = (event: GovernanceEvent): string => {
  switch (event.type) {
    case 'DocumentApproved':
      return `Утверждён документ «${event.data.title}» (${DOCUMENT_RU[event.data.kind]}).`;
    case 'ProblemsAnalysed':
      return `Проведён анализ проблем, которые решает наставничество: ${event.data.problems.length}.`;
    case 'ParticipantsSelected':
      return `Отобраны наставники (${event.data.mentorIds.length}) и наставляемые (${event.data.menteeIds.length}).`;
    case 'StageOpened':
      return `Начат ${STAGE_RU[event.data.stage]} этап.`;
    case 'StageClosed':
      return `Завершён ${STAGE_RU[event.data.stage]} этап.`;
    case 'BodyNamed':
      return `Назван орган системы наставничества: ${BODY_RU[event.data.body]}, «${event.data.title}».`;
    case 'WorkingGroupComposed':
      return `Утверждён состав рабочей группы: руководитель и участники (${event.data.members.length}).`;
    case 'ResponsibleAppointed': {
      const { body, renewBy } = event.data;
      const where = body === undefined ? '' : ` (${BODY_RU[body]})`;
      const renewed = renewBy === undefined ? '' : `, приказ обновляется до ${russianDate(renewBy)}`;
      return `Назначен ответственный за реализацию программы${where}${renewed}.`;
    }
    case 'InteractionRecorded':
      return `Взаимодействие по вопросам наставничества: ${COUNTERPART_RU[event.data.counterpart]} «${event.data.name}».`;
    case 'PartnershipConcluded':
      return `Заключён договор № ${event.data.number} с «${event.data.partner}» ${PARTNERSHIP_RU[event.data.subject]}.`;
    case 'SupportProvided':
      return `Оказана ${event.data.kind === 'CONSULTATION' ? 'консультационная' : 'методическая'} помощь, участников: ${event.data.participantIds.length}.`;
    case 'ActingHeadAppointed':
      return `Исполнение обязанностей руководителя возложено приказом № ${event.data.number} с ${russianDate(event.data.from)} по ${russianDate(event.data.until)}.`;
    case 'ActingHeadReleased':
      return `Исполнение обязанностей руководителя прекращено с ${russianDate(event.data.effectiveOn)}.`;
    default:
      return unreachable(event);
  }
};
