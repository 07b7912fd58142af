/** How an order's events are stored. */
import type { StoredTypes, Upcaster } from '@nastavnik/kernel';
import type { OrderEvent } from './order.events';

/** v1 knew orders of schools only. */
const ofOrganisation: Upcaster = ({ schoolId, ...data }) => ({ ...data, organisationId: schoolId });

/** v1 changed a member of one pair an order. */
const changesOfPairs: Upcaster = ({ content, ...data }) => {
  if (content.kind !== 'PAIR_CHANGE') return { ...data, content };
  const { kind, ...change } = content;
  return { ...data, content: { kind, pairs: [change] } };
};

export const orderStoredTypes: StoredTypes<OrderEvent> = {
  OrderIssued: { name: 'order.issued', upcasters: [(data) => changesOfPairs(ofOrganisation(data))] },
  OrderEffectRefused: { name: 'order.effect-refused', upcasters: [ofOrganisation] },
  OrderAmended: { name: 'order.amended', upcasters: [] },
  OrderCancelled: { name: 'order.cancelled', upcasters: [] },
};
