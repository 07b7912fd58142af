/** Rules of amending and cancelling an order: by a later order of its own organisation, and only where nothing has followed from it. */
import { unreachable, type Rule, type Text, type Violation } from '@nastavnik/kernel';
import { bilingual, fault, houseRule, orderFaults, russianDate, type OrderKind } from '../vocabulary';
import type { AmendOrder, CancelOrder, IssuedOrder, OrderEvidence } from './order';

/** What the rules of a change look at: the order as it stands, and the later order that changes it. */
export interface ChangeFacts {
  readonly command: AmendOrder | CancelOrder;
  readonly state: IssuedOrder;
  readonly evidence: Omit<OrderEvidence, 'effects'>;
}

type ChangeRule = Rule<unknown, ChangeFacts>;

export const ofThisOrganisation: ChangeRule = houseRule<ChangeFacts>(
  'order-of-this-organisation',
  bilingual('Приказ изменяет тот, кто его издал', 'An order is changed by who issued it'),
  ({ command: { data }, state }) =>
    state.organisationId === data.organisationId
      ? []
      : [
          fault(
            bilingual('Приказ издан другой организацией', 'The order was issued by another organisation'),
            bilingual('Сошлитесь на свой приказ', 'Cite an order of your own'),
            { kind: 'order', subject: data.orderId },
          ),
        ],
);

export const changedByOrder: ChangeRule = houseRule<ChangeFacts>(
  'order-changed-by-order',
  bilingual('Приказ изменяется и отменяется приказом', 'An order is changed by an order'),
  ({ command: { type, data }, evidence }) =>
    orderFaults(data.by, data, evidence.order, [type === 'AmendOrder' ? 'AMENDMENT' : 'CANCELLATION']),
);

export const stillInForce: ChangeRule = houseRule<ChangeFacts>(
  'order-in-force',
  bilingual('Изменяемый приказ действует', 'The order that is changed is in force'),
  ({ state, command: { data } }) => [
    ...(state.cancelled === undefined
      ? []
      : [
          fault(
            bilingual(
              `Приказ № ${state.number} отменён ${russianDate(state.cancelled.on)}`,
              `Order ${state.number} was cancelled on ${state.cancelled.on}`,
            ),
            bilingual('Издайте новый приказ', 'Issue a new order'),
            { kind: 'order', subject: state.orderId },
          ),
        ]),
    ...(state.issuedOn <= data.effectiveOn
      ? []
      : [
          fault(
            bilingual(
              `Приказ № ${state.number} издан ${russianDate(state.issuedOn)}, позже того, который его изменяет`,
              `Order ${state.number} was issued on ${state.issuedOn}, after the one that changes it`,
            ),
            bilingual('Проверьте дату', 'Check the date'),
          ),
        ]),
  ],
);

/** What to do instead where an order cannot be changed; absent where it can. */
type Instead = Text | undefined;

const PAIRS_CHANGE = bilingual(
  'Издайте приказ о замене, продлении или прекращении пар',
  'Issue an order that changes, prolongs or ends the pairs',
);
const APPOINT_ANEW = bilingual('Издайте новый приказ о назначении', 'Issue a new order of appointment');
const ADOPT_ANEW = bilingual(
  'Утвердите новую редакцию положения новым приказом',
  'Adopt a new wording of the regulation by a new order',
);
const INTRODUCED = bilingual(
  'Наставничество уже введено: закончите пары и издайте приказ по существу',
  'Mentoring has been introduced: end the pairs, and issue an order on the matter itself',
);
const ORDER_ANEW = bilingual('Издайте новый приказ по существу', 'Issue a new order on the matter itself');

/** What has followed from an order on other streams is not undone by rewording it. */
const insteadOfAmending = (kind: OrderKind): Instead => {
  switch (kind) {
    case 'INTRODUCTION':
      return INTRODUCED;
    case 'APPOINTMENT':
      return APPOINT_ANEW;
    case 'PAIRS':
    case 'PAIR_CHANGE':
    case 'PAIR_PROLONGATION':
    case 'PAIR_END':
      return PAIRS_CHANGE;
    case 'AMENDMENT':
    case 'CANCELLATION':
      return ORDER_ANEW;
    case 'REGULATION':
    case 'MENTOR_SCHOOL':
    case 'FINAL_EVENT':
    case 'ROADMAP':
    case 'PROGRAMME':
    case 'TARGET_MODEL':
    case 'ACTIVITY':
    case 'ACTIVITY_RESULTS':
    case 'AWARD':
    case 'WORKING_GROUP':
    case 'COUNCIL':
    case 'MONITORING':
    case 'RESPONSIBLE':
      return undefined;
    default:
      return unreachable(kind);
  }
};

/** Pairs that have not begun go back with their order: each pair says so itself. A regulation is not left without its order. */
const insteadOfCancelling = (kind: OrderKind): Instead =>
  kind === 'PAIRS' ? undefined : kind === 'REGULATION' ? ADOPT_ANEW : insteadOfAmending(kind);

const carriedOut = (state: IssuedOrder, next: Text): Violation =>
  fault(
    bilingual(
      `Приказ № ${state.number} уже исполнен: из него следуют другие действия`,
      `Order ${state.number} has been carried out: other acts have followed from it`,
    ),
    next,
    { kind: 'order', subject: state.orderId, detail: { kind: state.kind } },
  );

export const changeable: ChangeRule = houseRule<ChangeFacts>(
  'order-changeable',
  bilingual('Приказ ещё можно изменить или отменить', 'The order can still be changed or cancelled'),
  ({ command, state }) => {
    const instead =
      command.type === 'AmendOrder' ? insteadOfAmending(state.kind) : insteadOfCancelling(state.kind);
    return instead === undefined ? [] : [carriedOut(state, instead)];
  },
);
