/** The command side as a Nest module: handlers on the CommandBus and the process that sees effects through. */
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { Vault } from '@nastavnik/platform/vault';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Pool } from 'pg';
import { Acts } from './acts';
import { AgreementActHandler } from './agreement';
import { AppealActHandler } from './appeal';
import { ConsentActHandler } from './consent';
import { EffectsProcess } from './effects-process';
import { MunicipalityActHandler } from './municipality';
import { OrderActHandler } from './order';
import { PairActHandler } from './pair';
import { ParticipantActHandler } from './participant';
import { RegulationActHandler } from './regulation';
import { SchoolActHandler } from './school';

/** Connected resources; whoever connected them closes them. */
export interface CommandParts {
  readonly eventStore: EventStore;
  readonly postgres: Pool;
  readonly vault: Vault;
}

const HANDLERS = [
  MunicipalityActHandler,
  SchoolActHandler,
  RegulationActHandler,
  OrderActHandler,
  ParticipantActHandler,
  ConsentActHandler,
  AgreementActHandler,
  AppealActHandler,
  PairActHandler,
];

@Module({})
export class CommandsModule {
  /**
   * Exports `CommandBus` and `EffectsProcess`. The effects process starts with the application and stops with it.
   * Run `COMMAND_MIGRATIONS` on the database before.
   */
  static register(parts: CommandParts): DynamicModule {
    return {
      module: CommandsModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: EVENT_STORE, useValue: parts.eventStore },
        { provide: POSTGRES, useValue: parts.postgres },
        { provide: Vault, useValue: parts.vault },
        Acts,
        EffectsProcess,
        ...HANDLERS,
      ],
      exports: [CqrsModule, EffectsProcess],
    };
  }
}
