/** These events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { CAMPAIGN_KIND_RU, RECIPIENT_RU, russianDate } from '../vocabulary';
import type { CampaignEvent } from './campaign.events';

/** Russian sentence, no names of people. */
export const describeCampaign = (event: CampaignEvent): string => {
  switch (event.type) {
    case 'CampaignOpened': {
      const { kind, year, window, schoolIds } = event.data;
      return (
        `Открыт ${CAMPAIGN_KIND_RU[kind]} мониторинг за ${year} год: сведения с ${russianDate(window.from)} ` +
        `по ${russianDate(window.until)}, организаций: ${schoolIds.length}.`
      );
    }
    case 'MonitoringSubmitted':
      return `Организация представила сведения, редакция ${event.data.version}${event.data.late ? ', после срока' : ''}.`;
    case 'SubmissionReturned':
      return `Сведения возвращены на доработку, замечаний: ${event.data.faults.length}.`;
    case 'SubmissionAccepted':
      return `Сведения организации приняты, редакция ${event.data.version}.`;
    case 'SchoolReminded':
      return `Организации напомнили о несданных сведениях, новый срок — ${russianDate(event.data.until)}.`;
    case 'CampaignConsolidated':
      return `Мониторинг сведён: принято ${event.data.accepted.length}, не представили: ${event.data.missing.length}.`;
    case 'CampaignAnalysed':
      return `Результаты мониторинга проанализированы, адресных рекомендаций: ${event.data.recommendations.length}.`;
    case 'CampaignSent':
      return `Результаты мониторинга направлены: ${RECIPIENT_RU[event.data.recipient]}.`;
    case 'CampaignReceiptConfirmed':
      return `Получение результатов подтвердили: ${RECIPIENT_RU[event.data.recipient]}.`;
    case 'ReportAcknowledged': {
      const { outcome, recipient, number, reason } = event.data;
      return outcome === 'ACCEPTED'
        ? `Отчёт принят (${RECIPIENT_RU[recipient]}), номер ${number}.`
        : `Отчёт не принят (${RECIPIENT_RU[recipient]}): ${reason}.`;
    }
    default:
      return unreachable(event);
  }
};
