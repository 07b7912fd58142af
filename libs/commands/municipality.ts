/** Acts on a municipality. */
import type { Receipt, Refusal } from '@nastavnik/kernel';
import type { MunicipalityCommand } from '@nastavnik/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from './act';
import { Acts } from './acts';
import { municipalities } from './aggregates';

export class MunicipalityAct extends Act<MunicipalityCommand> {}

@CommandHandler(MunicipalityAct)
export class MunicipalityActHandler implements ICommandHandler<MunicipalityAct> {
  constructor(private readonly acts: Acts) {}

  execute({ command, options }: MunicipalityAct): Promise<Receipt | Refusal> {
    return this.acts.run(municipalities, command, options);
  }
}
