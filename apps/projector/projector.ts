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
  RebuildRequests,
  type RebuildJob,
  RebuildWorker,
} from '@nastavnik/platform/projections';
import type { Signer } from '@nastavnik/platform/transparency';
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
  /** The log's own key. Without it the tree over the log is built and nothing is signed. */
  readonly signer?: Signer;
  /** How often a tree that has grown is signed; a minute by default. */
  readonly signEveryMs?: number;
}

export const PROJECTOR_PARTS = Symbol('PROJECTOR_PARTS');

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry holds models of many row types
const models = readModels as readonly ReadModel<DomainEvents, any>[];

/** Connections a projector may hold at once: those of the read models, three of the tree and three of requested rebuilds. */
export const PROJECTOR_CONNECTIONS = models.length + 11;

@Injectable()
export class Projector implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly runner: ProjectionRunner<DomainEvents>;
  private readonly requests: RebuildRequests;
  private readonly worker: RebuildWorker;

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
    this.requests = new RebuildRequests(parts.postgres);
    this.worker = new RebuildWorker(
      parts.postgres,
      (model, onProgress) => this.runner.rebuild(model, onProgress),
      (error) => logger.warn({ error }, 'requested rebuilds wait for PostgreSQL'),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.runner.start();
    this.worker.start();
  }

  /** Finishes the batches under way. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.worker.stop(), this.runner.stop()]);
  }

  status(): Promise<readonly ProjectionStatus[]> {
    return this.runner.status();
  }

  /** Rebuilds asked for, the latest first. */
  rebuilds(): Promise<readonly RebuildJob[]> {
    return this.requests.list();
  }

  /** @see ProjectionRunner.rebuild */
  rebuild(name: string, onProgress?: (progress: RebuildProgress) => void): Promise<bigint> {
    return this.runner.rebuild(name, onProgress);
  }
}
