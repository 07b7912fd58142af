/** What every aggregate's handler on the CommandBus does: hands the act to the runner. */
import type { Command, Receipt, Refusal } from '@nastavnik/kernel';
import type { DomainEvents } from '@nastavnik/domain';
import type { Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Act, ActOptions } from './act';
import { Acts } from './acts';
import type { Aggregate } from './aggregate';

/** The Nest provider that carries out the acts of one class on one aggregate. */
export const handlerOf = <State, Cmd extends Command, Event extends DomainEvents, Evidence>(
  act: new (command: Cmd, options?: ActOptions) => Act<Cmd>,
  aggregate: Aggregate<State, Cmd, Event, Evidence>,
): Type<ICommandHandler<Act<Cmd>>> => {
  @CommandHandler(act)
  class ActHandler implements ICommandHandler<Act<Cmd>> {
    constructor(private readonly acts: Acts) {}

    execute({ command, options }: Act<Cmd>): Promise<Receipt | Refusal> {
      return this.acts.run(aggregate, command, options);
    }
  }
  return ActHandler;
};
