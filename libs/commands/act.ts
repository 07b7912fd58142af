/** An act on its way to the aggregate that decides it: what the CommandBus carries. */
import type { Command, Receipt, Refusal } from '@nastavnik/kernel';
import type { SealedRecord } from '@nastavnik/platform/vault';
import { Command as BusCommand } from '@nestjs/cqrs';

export interface ActOptions {
  /** The sender's `If-Match`: the act is valid on this revision of the stream only. */
  readonly expectedRevision?: bigint;
  /** Personal records of the act, written to the vault once the act is accepted and before it is appended. */
  readonly sealed?: readonly SealedRecord[];
}

/**
 * `CommandBus.execute(new PairAct(command))` answers with a receipt, or with a refusal that names every rule that does not hold.
 * @throws RevisionConflict when `expectedRevision` does not hold or somebody else appended meanwhile
 * @throws EventStoreUnavailable when the outcome is unknown: send the same command again
 */
export abstract class Act<Cmd extends Command> extends BusCommand<Receipt | Refusal> {
  constructor(
    readonly command: Cmd,
    readonly options: ActOptions = {},
  ) {
    super();
  }
}
