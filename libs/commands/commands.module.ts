/** The command side as a Nest module: handlers on the CommandBus and the process that sees effects through. */
import type { StreamsOf } from '@nastavnik/evidence';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { Vault } from '@nastavnik/platform/vault';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Pool } from 'pg';
import { Acts, STREAMS_OF } from './acts';
import { EffectsProcess } from './effects-process';
import { HANDLERS } from './handlers';

/** Connected resources; whoever connected them closes them. */
export interface CommandParts {
  readonly eventStore: EventStore;
  readonly postgres: Pool;
  readonly vault: Vault;
  /** The streams of an organisation: what figures of monitoring are counted from. */
  readonly streamsOf: StreamsOf;
}

@Module({})
export class CommandsModule {
  /**
   * Exports `CommandBus`, `EffectsProcess` and, for rehearsals, `Acts`. The effects process starts with the application and stops with it.
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
        { provide: STREAMS_OF, useValue: parts.streamsOf },
        Acts,
        EffectsProcess,
        ...HANDLERS,
      ],
      exports: [CqrsModule, EffectsProcess, Acts],
    };
  }
}
