/** Keeps the log's Merkle tree: built and signed for as long as the process lives. */
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { createLogger, type HealthSource } from '@nastavnik/platform/observability';
import { TreeBuilder } from '@nastavnik/platform/transparency';
import { PROJECTOR_PARTS, type ProjectorParts } from './projector';

@Injectable()
export class TreeKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly builder: TreeBuilder;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(@Inject(PROJECTOR_PARTS) private readonly parts: ProjectorParts) {
    const { eventStore, postgres, signer, signEveryMs, maxBatch } = parts;
    const logger = parts.logger ?? createLogger({ app: 'projector' });
    this.builder = new TreeBuilder({
      store: eventStore,
      pool: postgres,
      ...(signer === undefined ? {} : { signer }),
      ...(signEveryMs === undefined ? {} : { signEveryMs }),
      ...(maxBatch === undefined ? {} : { maxBatch }),
      onTrouble: (state, error) =>
        state === 'broken'
          ? logger.error({ error }, 'the log or its tree is not what was signed before: nothing is signed')
          : logger.warn({ error }, 'the tree waits for PostgreSQL or the event store'),
    });
    if (signer === undefined) logger.warn({}, 'no key for the log: its tree is built and nothing is signed');
    this.measure(parts.metrics ?? new Registry());
  }

  onApplicationBootstrap(): void {
    this.running = this.builder.run(this.stopping.signal);
  }

  /** Finishes the batch under way. */
  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Whether the tree follows the log, and how much of it is signed. */
  readonly health: HealthSource = {
    name: 'transparency',
    check: async () => {
      const { state, error, tree, checkpoints } = this.builder;
      const [end, head, signed] = await Promise.all([
        tree.end(),
        this.parts.eventStore.lastPosition(),
        checkpoints.latest(),
      ]);
      return {
        ok: state !== 'broken' && state !== 'outage' && state !== 'stopped',
        detail: {
          state,
          leaves: end.size,
          signed: signed?.size ?? null,
          position: end.position?.toString() ?? null,
          head: head?.toString() ?? null,
          ...(error === undefined ? {} : { error }),
        },
      };
    },
  };

  private measure(registry: Registry): void {
    const { tree, checkpoints } = this.builder;
    const gauge = (name: string, help: string, read: () => Promise<number>): void =>
      void new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          const value = await read().catch(() => undefined);
          if (value !== undefined) this.set(value);
        },
      });
    gauge(
      'nastavnik_transparency_leaves',
      'Leaves of the Merkle tree over the log',
      async () => (await tree.end()).size,
    );
    gauge(
      'nastavnik_transparency_signed_leaves',
      'Leaves that the latest signed checkpoint covers',
      async () => (await checkpoints.latest())?.size ?? 0,
    );
  }
}
