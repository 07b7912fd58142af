/** Door of the command side: an act class for each aggregate, and the module that carries them out. */
import type { MigrationClass } from '@nastavnik/platform/postgres';
import { ProcessCheckpoint1763600000100 } from './process-checkpoint.migration';

export { Act, type ActOptions } from './act';
export { AgreementAct } from './agreement';
export { AppealAct } from './appeal';
export { type CommandParts, CommandsModule } from './commands.module';
export { ConsentAct } from './consent';
export { EffectsProcess, type EffectsProcessStatus } from './effects-process';
export { MunicipalityAct } from './municipality';
export { OrderAct } from './order';
export { PairAct } from './pair';
export { ParticipantAct } from './participant';
export { RegulationAct } from './regulation';
export { SchoolAct } from './school';

export const COMMAND_MIGRATIONS: readonly MigrationClass[] = [ProcessCheckpoint1763600000100];
