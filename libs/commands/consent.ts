/** Consents of a participant: given and withdrawn. */
import type { Receipt, Refusal } from '@nastavnik/kernel';
import type { ConsentCommand } from '@nastavnik/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from './act';
import { Acts } from './acts';
import { consents } from './aggregates';

export class ConsentAct extends Act<ConsentCommand> {}

@CommandHandler(ConsentAct)
export class ConsentActHandler implements ICommandHandler<ConsentAct> {
  constructor(private readonly acts: Acts) {}

  execute({ command, options }: ConsentAct): Promise<Receipt | Refusal> {
    return this.acts.run(consents, command, options);
  }
}
