/** Events of complaints, proposals and disputes as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { PAIR_ROLE_RU, type ProposalTopic } from '../vocabulary';
import type { AppealEvent, ComplaintClosed, ProposalConsidered } from './appeal.events';

const DECISION_RU: { readonly [D in ComplaintClosed['data']['decision']]: string } = {
  UPHELD: 'удовлетворена',
  PARTLY_UPHELD: 'удовлетворена частично',
  DISMISSED: 'отклонена',
};

const CONSIDERED_RU: { readonly [D in ProposalConsidered['data']['decision']]: string } = {
  ACCEPTED: 'принято',
  PARTLY_ACCEPTED: 'принято частично',
  DECLINED: 'отклонено',
};
const TOPIC_RU: { readonly [T in ProposalTopic]: string } = {
  MENTORING: 'по работе, связанной с наставничеством',
  SCHOOL_DEVELOPMENT: 'о развитии школы',
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
    case 'ProposalSubmitted':
      return `Внесено предложение администрации ${TOPIC_RU[event.data.topic]} (${PAIR_ROLE_RU[event.data.role]}).`;
    case 'ProposalConsidered':
      return `Предложение рассмотрено: ${CONSIDERED_RU[event.data.decision]}.`;
    case 'ProposalAnswered':
      return 'Автору предложения дан ответ.';
    case 'DisputeRaised':
      return 'Заявлен спор в наставнической паре.';
    case 'DisputeResolved':
      return event.data.outcome === 'SETTLED' ? 'Спор урегулирован.' : 'Спор не урегулирован.';
    default:
      return unreachable(event);
  }
};
