/** The HTTP API: commands by aggregate, queries by read model. Wiring only. */
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Pool } from 'pg';
import type { Registry } from 'prom-client';
import { CommandsModule, EffectsProcess } from '@nastavnik/commands';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import {
  AccessGuard,
  type IdentityConfig,
  POLICY,
  TARGET_RESOLVER,
  TokenVerifier,
} from '@nastavnik/platform/identity';
import {
  answering,
  createMetrics,
  HEALTH_SOURCES,
  type HealthSource,
  METRICS,
} from '@nastavnik/platform/observability';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { Vault } from '@nastavnik/platform/vault';
import { readModelQueries, readModels } from '@nastavnik/read-models';
import { Acting } from './commands/acting';
import { AgreementController } from './commands/agreement.controller';
import { AppealController } from './commands/appeal.controller';
import { ConsentController } from './commands/consent.controller';
import { MunicipalityController } from './commands/municipality.controller';
import { OrderController } from './commands/order.controller';
import { PairController } from './commands/pair.controller';
import { ParticipantController } from './commands/participant.controller';
import { RegulationController } from './commands/regulation.controller';
import { SchoolController } from './commands/school.controller';
import { SchoolDirectory } from './directory';
import { OperationsController } from './operations.controller';
import { policy } from './policy';
import { PairQueriesController } from './queries/pairs.controller';
import { Reading } from './queries/reading';
import { RegistersController } from './queries/registers.controller';
import { RegulationQueriesController } from './queries/regulation.controller';
import { SummaryController } from './queries/summary.controller';

/** Connected resources; whoever connected them closes them, after the application. */
export interface ApiParts {
  readonly eventStore: EventStore;
  readonly postgres: Pool;
  readonly vault: Vault;
  readonly identity: IdentityConfig;
  /** Registry shown at `/metrics`; one of its own when absent. */
  readonly metrics?: Registry;
  /** Further parts that `/health/ready` asks. */
  readonly health?: readonly HealthSource[];
}

export const API_CONTROLLERS = [
  MunicipalityController,
  SchoolController,
  RegulationController,
  OrderController,
  ParticipantController,
  ConsentController,
  AgreementController,
  AppealController,
  PairController,
  RegistersController,
  PairQueriesController,
  SummaryController,
  RegulationQueriesController,
  OperationsController,
];

const healthSources = (
  parts: ApiParts,
  reading: Reading,
  effects: EffectsProcess,
): readonly HealthSource[] => [
  answering('event-store', () => parts.eventStore.ping()),
  answering('postgres', () => parts.postgres.query('select 1')),
  ...readModels.map(({ name }): HealthSource => ({
    name: `read-model:${name}`,
    check: async () => {
      const [head, position] = await Promise.all([parts.eventStore.lastPosition(), reading.position(name)]);
      const lag = head === undefined || head <= position ? 0n : head - position;
      // Behind is for the reader to judge; not begun while there is something to read is a fault.
      return {
        ok: head === undefined || position >= 0n,
        detail: { position: position.toString(), head: head?.toString() ?? null, lag: lag.toString() },
      };
    },
  })),
  {
    name: 'effects',
    check: async () => {
      const { state, position, trouble } = effects.status();
      return {
        ok: state !== 'stopped',
        detail: {
          state,
          position: position?.toString() ?? null,
          ...(trouble === undefined ? {} : { trouble }),
        },
      };
    },
  },
  ...(parts.health ?? []),
];

@Module({})
export class ApiModule {
  /** Run the migrations of commands, vault, projections and read models before. */
  static register(parts: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [CommandsModule.register(parts)],
      controllers: API_CONTROLLERS,
      providers: [
        { provide: EVENT_STORE, useValue: parts.eventStore },
        { provide: POSTGRES, useValue: parts.postgres },
        { provide: Vault, useValue: parts.vault },
        { provide: POLICY, useValue: policy },
        { provide: TokenVerifier, useFactory: () => new TokenVerifier(parts.identity) },
        SchoolDirectory,
        { provide: TARGET_RESOLVER, useExisting: SchoolDirectory },
        { provide: APP_GUARD, useClass: AccessGuard },
        Acting,
        Reading,
        ...readModelQueries,
        { provide: METRICS, useFactory: () => parts.metrics ?? createMetrics('api') },
        {
          provide: HEALTH_SOURCES,
          useFactory: (reading: Reading, effects: EffectsProcess) => healthSources(parts, reading, effects),
          inject: [Reading, EffectsProcess],
        },
      ],
      exports: [METRICS],
    };
  }
}
