/** What the projector's own process answers by HTTP: health, the lag of every read model, metrics. Nothing about anybody. */
import { Controller, Get, Header, HttpCode, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Json } from '@nastavnik/kernel';
import {
  checkHealth,
  HEALTH_SOURCES,
  type HealthReport,
  type HealthSource,
} from '@nastavnik/platform/observability';
import type { ProjectionStatus } from '@nastavnik/platform/projections';
import { readModels } from '@nastavnik/read-models';
import { Projector } from './projector';

const jsonOf = ({
  state,
  position,
  head,
  lag,
  lagSeconds,
  error,
  poison,
  rebuild,
}: ProjectionStatus): Json => ({
  state,
  position: position.toString(),
  head: head?.toString() ?? null,
  lag: lag?.toString() ?? null,
  lagSeconds,
  ...(error === undefined ? {} : { error }),
  ...(poison === undefined ? {} : { poison: { ...poison } }),
  ...(rebuild === undefined
    ? {}
    : {
        rebuild: {
          phase: rebuild.phase,
          position: rebuild.position.toString(),
          head: rebuild.head?.toString() ?? null,
          events: rebuild.events,
        },
      }),
});

/**
 * One source for each read model, `read-model:pair-register`, with its position and lag. A model that another process
 * writes is well; one that waits for PostgreSQL or the log, or has stopped at an event, is not.
 */
export const projectorHealth = (projector: Pick<Projector, 'status'>): readonly HealthSource[] => {
  // All sources are asked at once and share one look at the checkpoints.
  let looking: Promise<readonly ProjectionStatus[]> | undefined;
  const look = (): Promise<readonly ProjectionStatus[]> => {
    looking ??= projector.status().finally(() => (looking = undefined));
    return looking;
  };
  return readModels.map(({ name }) => ({
    name: `read-model:${name}`,
    check: async () => {
      const status = (await look()).find((each) => each.name === name);
      if (!status) return { ok: false, detail: 'unknown' };
      const working = status.state !== 'outage' && status.state !== 'poisoned' && status.state !== 'stopped';
      return {
        ok: working && status.poison === undefined && status.lag !== undefined,
        detail: jsonOf(status),
      };
    },
  }));
};

@Controller()
export class HealthController {
  private readonly models: readonly HealthSource[];

  constructor(
    private readonly projector: Projector,
    @Inject(HEALTH_SOURCES) private readonly sources: readonly HealthSource[],
  ) {
    this.models = projectorHealth(projector);
  }

  @Get('health/live')
  @HttpCode(200)
  live(): { readonly ok: true } {
    return { ok: true };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await checkHealth([...this.sources, ...this.models]);
    void reply.status(report.ok ? 200 : 503);
    return report;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.projector.metrics.metrics();
  }
}
