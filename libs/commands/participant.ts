/** Acts on a participant: registration, the two bases, diagnosed needs. */
import type { Receipt, Refusal } from '@nastavnik/kernel';
import type { ParticipantCommand } from '@nastavnik/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from './act';
import { Acts } from './acts';
import { participants } from './aggregates';

export class ParticipantAct extends Act<ParticipantCommand> {}

@CommandHandler(ParticipantAct)
export class ParticipantActHandler implements ICommandHandler<ParticipantAct> {
  constructor(private readonly acts: Acts) {}

  execute({ command, options }: ParticipantAct): Promise<Receipt | Refusal> {
    return this.acts.run(participants, command, options);
  }
}
