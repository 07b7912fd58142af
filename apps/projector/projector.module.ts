/** The projector as a module: `apps/projector/main.ts` runs it as a process, standalone inside its own. */
import { type DynamicModule, Module } from '@nestjs/common';
import type { MigrationClass } from '@nastavnik/platform/postgres';
import { projectionMigrations } from '@nastavnik/platform/projections';
import { Transparency1764000000000 } from '@nastavnik/platform/transparency';
import { readModelMigrations } from '@nastavnik/read-models';
import { Projector, PROJECTOR_PARTS, type ProjectorParts } from './projector';
import { TreeKeeper } from './tree-keeper';

export { Projector, PROJECTOR_CONNECTIONS, type ProjectorParts } from './projector';
export { projectorHealth } from './projector.health';
export { TreeKeeper } from './tree-keeper';

/** Tables of the checkpoints, of every read model and of the tree over the log; run before the module starts. */
export const projectorMigrations: readonly MigrationClass[] = [
  ...projectionMigrations,
  ...readModelMigrations,
  Transparency1764000000000,
];

@Module({})
export class ProjectorModule {
  /** Starts with the application and stops with it. Exports `Projector` and `TreeKeeper`. */
  static register(parts: ProjectorParts): DynamicModule {
    return {
      module: ProjectorModule,
      providers: [{ provide: PROJECTOR_PARTS, useValue: parts }, Projector, TreeKeeper],
      exports: [Projector, TreeKeeper],
    };
  }
}
