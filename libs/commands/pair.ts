/** Acts on a pair, from proposal to follow-up. */
import type { Receipt, Refusal } from '@nastavnik/kernel';
import type { PairCommand } from '@nastavnik/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from './act';
import { Acts } from './acts';
import { pairs } from './aggregates';

export class PairAct extends Act<PairCommand> {}

@CommandHandler(PairAct)
export class PairActHandler implements ICommandHandler<PairAct> {
  constructor(private readonly acts: Acts) {}

  execute({ command, options }: PairAct): Promise<Receipt | Refusal> {
    return this.acts.run(pairs, command, options);
  }
}
