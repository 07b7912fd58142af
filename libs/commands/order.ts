/** Orders of the director: dry-run first, then issued, then carried to the streams they name. */
import type { Receipt, Refusal } from '@nastavnik/kernel';
import type { OrderCommand } from '@nastavnik/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from './act';
import { Acts } from './acts';
import { orders } from './orders';

export class OrderAct extends Act<OrderCommand> {}

@CommandHandler(OrderAct)
export class OrderActHandler implements ICommandHandler<OrderAct> {
  constructor(private readonly acts: Acts) {}

  execute({ command, options }: OrderAct): Promise<Receipt | Refusal> {
    return this.acts.run(orders, command, options);
  }
}
