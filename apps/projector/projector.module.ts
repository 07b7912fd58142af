/** The projector as a module: `apps/projector/main.ts` runs it as a process, standalone inside its own. */
import { type DynamicModule, Module } from '@nestjs/common';
import type { MigrationClass } from '@nastavnik/platform/postgres';
import { ProjectionCheckpoint1700000000000 } from '@nastavnik/platform/projections';
import { readModelMigrations } from '@nastavnik/read-models';
import { Projector, PROJECTOR_PARTS, type ProjectorParts } from './projector';

export { Projector, PROJECTOR_CONNECTIONS, type ProjectorParts } from './projector';
export { projectorHealth } from './projector.health';

/** Tables of the checkpoints and of every read model; run before the module starts. */
export const projectorMigrations: readonly MigrationClass[] = [
  ProjectionCheckpoint1700000000000,
  ...readModelMigrations,
];

@Module({})
export class ProjectorModule {
  /** Starts with the application and stops with it. Exports `Projector`. */
  static register(parts: ProjectorParts): DynamicModule {
    return {
      module: ProjectorModule,
      providers: [{ provide: PROJECTOR_PARTS, useValue: parts }, Projector],
      exports: [Projector],
    };
  }
}
