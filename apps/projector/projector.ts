/** The projector: every read model of the house, fed from the log for as long as the process lives. */
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { Registry } from 'prom-client';
import { type DomainEvents, domainCodec } from '@nastavnik/domain';
import type { EventStore } from '@nastavnik/platform/event-store';
import { createLogger } from '@nastavnik/platform/observability';
import {
  projectionMetrics,
  ProjectionRunner,
  type ProjectionStatus,
  type ReadModel,
  type RebuildProgress,
} from '@nastavnik/platform/projections';
import { readModels } from '@nastavnik/read-models';

/** What the module is given: connected resources, which stay their owner's. */
export interface ProjectorParts {
  readonly eventStore: EventStore;
  /** With the tables of `projectorMigrations`. Needs two connections beside one for each read model, two more while rebuilding. */
  readonly postgres: Pool;
  /** Where the metrics go; a registry of its own by default. */
  readonly metrics?: Registry;
  readonly logger?: Pick<ReturnType<typeof createLogger>, 'info' | 'warn' | 'error'>;
  /** Largest batch; 1000 by default. */
  readonly maxBatch?: number;
}

export const PROJECTOR_PARTS = Symbol('PROJECTOR_PARTS');

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry holds models of many row types
const models = readModels as readonly ReadModel<DomainEvents, any>[];

/** Connections a projector may hold at once. */
export const PROJECTOR_CONNECTIONS = models.length + 5;

@Injectable()
export class Projector implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly runner: ProjectionRunner<DomainEvents>;

  constructor(@Inject(PROJECTOR_PARTS) parts: ProjectorParts) {
    const logger = parts.logger ?? createLogger({ app: 'projector' });
    const counting = projectionMetrics(parts.metrics ?? new Registry(), () => this.runner);
    this.runner = new ProjectionRunner<DomainEvents>({
      store: parts.eventStore,
      pool: parts.postgres,
      codec: domainCodec,
      models,
      ...(parts.maxBatch === undefined ? {} : { maxBatch: parts.maxBatch }),
      observer: {
        ...counting,
        outage: (model, error) => {
          counting.outage?.(model, error);
          logger.warn({ model, error }, 'a read model waits for PostgreSQL or the event store');
        },
        poisoned: (model, event) =>
          logger.error({ model, event }, 'a read model has stopped at an event it cannot handle'),
      },
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.runner.start();
  }

  /** Finishes the batches under way. */
  async onApplicationShutdown(): Promise<void> {
    await this.runner.stop();
  }

  status(): Promise<readonly ProjectionStatus[]> {
    return this.runner.status();
  }

  /** @see ProjectionRunner.rebuild */
  rebuild(name: string, onProgress?: (progress: RebuildProgress) => void): Promise<bigint> {
    return this.runner.rebuild(name, onProgress);
  }
}
