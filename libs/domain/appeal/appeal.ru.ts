/** A complaint's events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import type { AppealEvent, ComplaintClosed } from './appeal.events';

const DECISION_RU: { readonly [D in ComplaintClosed['data']['decision']]: string } = {
  UPHELD: 'удовлетворена',
  PARTLY_UPHELD: 'удовлетворена частично',
  DISMISSED: 'отклонена',
};

/** Russian sentence, no names of people. */
export const describeAppeal = (event: AppealEvent): string => {
  switch (event.type) {
    case 'ComplaintRegistered':
      return 'Зарегистрирована жалоба на наставника.';
    case 'ComplaintDisclosed':
      return 'Наставник ознакомлен с жалобой.';
    case 'ExplanationRecorded':
      return event.data.given ? 'Наставник дал объяснения по жалобе.' : 'Наставник отказался от объяснений.';
    case 'ComplaintClosed':
      return `Жалоба рассмотрена: ${DECISION_RU[event.data.decision]}.`;
    default:
      return unreachable(event);
  }
};
