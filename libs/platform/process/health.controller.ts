/** What a process without an API of its own answers by HTTP: health and metrics, nothing about anybody. */
import { Controller, Get, Header, HttpStatus, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Registry } from 'prom-client';
import {
  checkHealth,
  HEALTH_SOURCES,
  type HealthReport,
  type HealthSource,
  METRICS,
} from '@nastavnik/platform/observability';

/** Needs `HEALTH_SOURCES` and `METRICS`. */
@Controller()
export class HealthController {
  constructor(
    @Inject(HEALTH_SOURCES) private readonly sources: readonly HealthSource[],
    @Inject(METRICS) private readonly registry: Registry,
  ) {}

  @Get('health/live')
  live(): { readonly ok: true } {
    return { ok: true };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await checkHealth(this.sources);
    if (!report.ok) void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return report;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
