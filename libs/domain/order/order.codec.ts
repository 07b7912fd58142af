/** How an order's events are stored. */
import type { StoredTypes } from '@nastavnik/kernel';
import type { OrderEvent } from './order.events';

export const orderStoredTypes: StoredTypes<OrderEvent> = {
  OrderIssued: { name: 'order.issued', upcasters: [] },
  OrderEffectRefused: { name: 'order.effect-refused', upcasters: [] },
};
