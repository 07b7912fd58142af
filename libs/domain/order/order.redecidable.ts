/** From a recorded event back to its command: how an auditor has each act of an order judged again. */
import { type Stamp, unreachable } from '@nastavnik/kernel';
import type { OrderCommand } from './order';
import type { OrderEvent } from './order.events';

/** The command that would have led to a recorded event. */
export const reDecidableOrder = (event: OrderEvent, stamp: Stamp): OrderCommand => {
  switch (event.type) {
    case 'OrderIssued': {
      const { basis: _basis, issuedOn: _issuedOn, ...data } = event.data;
      return { type: 'IssueOrder', data, stamp };
    }
    case 'OrderEffectRefused': {
      const { basis: _basis, ...data } = event.data;
      return { type: 'RefuseEffect', data, stamp };
    }
    case 'OrderAmended': {
      const { basis: _basis, ...data } = event.data;
      return { type: 'AmendOrder', data, stamp };
    }
    case 'OrderCancelled': {
      const { basis: _basis, ...data } = event.data;
      return { type: 'CancelOrder', data, stamp };
    }
    default:
      return unreachable(event);
  }
};
