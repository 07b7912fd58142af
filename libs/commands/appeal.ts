/** Complaints about a mentor. */
import type { Receipt, Refusal } from '@nastavnik/kernel';
import type { AppealCommand } from '@nastavnik/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from './act';
import { Acts } from './acts';
import { appeals } from './aggregates';

export class AppealAct extends Act<AppealCommand> {}

@CommandHandler(AppealAct)
export class AppealActHandler implements ICommandHandler<AppealAct> {
  constructor(private readonly acts: Acts) {}

  execute({ command, options }: AppealAct): Promise<Receipt | Refusal> {
    return this.acts.run(appeals, command, options);
  }
}
