/** An agreement's events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { russianDate } from '../vocabulary';
import type { AgreementEvent, AgreementTerminated } from './agreement.events';

const TERMINATION_RU: { readonly [R in AgreementTerminated['data']['reason']]: string } = {
  MUTUAL: 'по соглашению сторон',
  MENTOR_INITIATIVE: 'по инициативе наставника',
  SCHOOL_INITIATIVE: 'по инициативе школы',
};

const PAY_BASIS_RU = {
  CONTRACT_ADDENDUM: 'Заключено дополнительное соглашение к трудовому договору наставника',
  OTHER_PAY_BASIS: 'Установлено иное основание доплаты наставнику',
};

/** Russian sentence, no names of people. */
export const describeAgreement = (event: AgreementEvent): string => {
  switch (event.type) {
    case 'AgreementConcluded': {
      const { kind, number, gratuitous, from, until } = event.data;
      const term = `с ${russianDate(from)}${until === undefined ? '' : ` по ${russianDate(until)}`}`;
      if (kind === 'CONTRACT_ADDENDUM' || kind === 'OTHER_PAY_BASIS') {
        return `${PAY_BASIS_RU[kind]} № ${number}, ${term}.`;
      }
      return `Заключён ${gratuitous ? 'безвозмездный ' : ''}договор о сотрудничестве № ${number}, ${term}.`;
    }
    case 'AgreementTerminated':
      return `Действие договора или соглашения прекращено ${TERMINATION_RU[event.data.reason]}, последний день — ${russianDate(event.data.effectiveOn)}.`;
    case 'MentoringRefused': {
      const { by, effectiveOn, until } = event.data;
      const who = by === 'MENTOR' ? 'Наставник отказался' : 'Школа отказалась';
      return `${who} от наставничества досрочно: уведомление от ${russianDate(effectiveOn)}, последний день — ${russianDate(until)}.`;
    }
    default:
      return unreachable(event);
  }
};
