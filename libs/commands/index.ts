/** Door of the command side: an act class for each aggregate, and the module that carries them out. */
import type { MigrationClass } from '@nastavnik/platform/postgres';
import { ProcessCheckpoint1763600000100 } from './process-checkpoint.migration';

export { Act, type ActOptions } from './act';
export { Acts } from './acts';
export { type CommandParts, CommandsModule } from './commands.module';
export type { RehearsedAct } from './rehearse';
export { EffectsProcess, type EffectsProcessStatus } from './effects-process';
export {
  ActivityAct,
  AgreementAct,
  AppealAct,
  AuditAct,
  AwardAct,
  CampaignAct,
  ConsentAct,
  CouncilAct,
  GovernanceAct,
  IndicatorsAct,
  MunicipalityAct,
  OrderAct,
  PairAct,
  ParticipantAct,
  PracticeAct,
  RegulationAct,
  ReminderAct,
  RoadmapAct,
  SchoolAct,
  SiteAct,
} from './handlers';

export const COMMAND_MIGRATIONS: readonly MigrationClass[] = [ProcessCheckpoint1763600000100];
