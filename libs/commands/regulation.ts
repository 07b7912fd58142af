/** Acts on the regulation of an organisation. */
import type { Receipt, Refusal } from '@nastavnik/kernel';
import type { RegulationCommand } from '@nastavnik/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from './act';
import { Acts } from './acts';
import { regulations } from './aggregates';

export class RegulationAct extends Act<RegulationCommand> {}

@CommandHandler(RegulationAct)
export class RegulationActHandler implements ICommandHandler<RegulationAct> {
  constructor(private readonly acts: Acts) {}

  execute({ command, options }: RegulationAct): Promise<Receipt | Refusal> {
    return this.acts.run(regulations, command, options);
  }
}
