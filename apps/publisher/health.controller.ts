/** What the publisher's own process answers by HTTP: health and metrics, nothing about anybody. */
import { Controller, Get, Header, HttpCode, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  checkHealth,
  HEALTH_SOURCES,
  type HealthReport,
  type HealthSource,
} from '@nastavnik/platform/observability';
import type { Json } from '@nastavnik/kernel';
import { Publisher, type PublisherStatus } from './publisher';

const jsonOf = ({ state, position, lag, jobs, error }: PublisherStatus): Json => ({
  state,
  position: position.toString(),
  lag: lag?.toString() ?? null,
  jobs: jobs ? { ...jobs } : null,
  ...(error === undefined ? {} : { error }),
});

/** A publisher that stands by is well; one in outage, or without its queue, is not. */
export const publisherHealth = (publisher: Pick<Publisher, 'status'>): HealthSource => ({
  name: 'publisher',
  check: async () => {
    const status = await publisher.status();
    return {
      ok: (status.state === 'feeding' || status.state === 'standby') && status.jobs !== undefined,
      detail: jsonOf(status),
    };
  },
});

@Controller()
export class HealthController {
  constructor(
    private readonly publisher: Publisher,
    @Inject(HEALTH_SOURCES) private readonly sources: readonly HealthSource[],
  ) {}

  @Get('health/live')
  @HttpCode(200)
  live(): { readonly ok: true } {
    return { ok: true };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await checkHealth([...this.sources, publisherHealth(this.publisher)]);
    void reply.status(report.ok ? 200 : 503);
    return report;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.publisher.registry.metrics();
  }
}
