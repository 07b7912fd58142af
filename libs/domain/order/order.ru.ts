/** An order's events as sentences for a reader. */
import { unreachable } from '@nastavnik/kernel';
import { ORDER_KIND_RU, ORDER_REGISTER_RU, russianDate } from '../vocabulary';
import type { OrderEvent } from './order.events';

/** Russian sentence, no names of people. */
export const describeOrder = (event: OrderEvent): string => {
  switch (event.type) {
    case 'OrderIssued': {
      const { number, register, issuedOn, legalBasis, content } = event.data;
      const basis = legalBasis.length === 0 ? '' : ` Основание: ${legalBasis.join('; ')}.`;
      return `Издан приказ № ${number} от ${russianDate(issuedOn)} ${ORDER_KIND_RU[content.kind]} (журнал ${ORDER_REGISTER_RU[register]}).${basis}`;
    }
    case 'OrderEffectRefused':
      return `Приказ не исполнен в части «${event.data.target}»: ${event.data.reasons.map(({ message }) => message.ru).join('; ')}.`;
    case 'OrderAmended':
      return `В приказ внесены изменения: ${event.data.changes}.`;
    case 'OrderCancelled':
      return `Приказ отменён с ${russianDate(event.data.effectiveOn)}: ${event.data.reason}.`;
    default:
      return unreachable(event);
  }
};
