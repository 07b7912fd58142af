/** Acts on a school: registration, presentation of programmes; introduction and appointments arrive from orders. */
import type { Receipt, Refusal } from '@nastavnik/kernel';
import type { SchoolCommand } from '@nastavnik/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from './act';
import { Acts } from './acts';
import { schools } from './aggregates';

export class SchoolAct extends Act<SchoolCommand> {}

@CommandHandler(SchoolAct)
export class SchoolActHandler implements ICommandHandler<SchoolAct> {
  constructor(private readonly acts: Acts) {}

  execute({ command, options }: SchoolAct): Promise<Receipt | Refusal> {
    return this.acts.run(schools, command, options);
  }
}
