/** Orders of the director: dry-run first, then issued, then carried to the streams they name. */
import type { OrderCommand } from '@nastavnik/domain';
import { Act } from './act';
import { handlerOf } from './act-handler';
import { orders } from './orders';

export class OrderAct extends Act<OrderCommand> {}

export const OrderActHandler = handlerOf(OrderAct, orders);
