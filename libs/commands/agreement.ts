/** Cooperation agreements with mentors from outside. */
import type { Receipt, Refusal } from '@nastavnik/kernel';
import type { AgreementCommand } from '@nastavnik/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from './act';
import { Acts } from './acts';
import { agreements } from './aggregates';

export class AgreementAct extends Act<AgreementCommand> {}

@CommandHandler(AgreementAct)
export class AgreementActHandler implements ICommandHandler<AgreementAct> {
  constructor(private readonly acts: Acts) {}

  execute({ command, options }: AgreementAct): Promise<Receipt | Refusal> {
    return this.acts.run(agreements, command, options);
  }
}
