/** For operators: is the process alive, can it serve, how is it doing. */
import { Controller, Get, Header, HttpStatus, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Registry } from 'prom-client';
import { Public } from '@nastavnik/platform/identity';
import {
  checkHealth,
  HEALTH_SOURCES,
  type HealthReport,
  type HealthSource,
  METRICS,
} from '@nastavnik/platform/observability';

const health = { schema: { type: 'object', additionalProperties: true } } as const;

@ApiTags('operations')
@Public()
@Controller()
export class OperationsController {
  constructor(
    @Inject(HEALTH_SOURCES) private readonly sources: readonly HealthSource[],
    @Inject(METRICS) private readonly registry: Registry,
  ) {}

  @Get('health/live')
  @ApiOperation({ summary: 'The process runs', security: [] })
  @ApiOkResponse({ ...health, example: { ok: true } })
  live(): { ok: true } {
    return { ok: true };
  }

  @Get('health/ready')
  @ApiOperation({ summary: 'Event store, PostgreSQL and the lag of every read model', security: [] })
  @ApiOkResponse({
    ...health,
    example: {
      ok: true,
      sources: {
        postgres: { ok: true, detail: 'answers' },
        'read-model:pair-register': { ok: true, detail: { position: '1234', head: '1234', lag: '0' } },
      },
    },
  })
  @ApiResponse({ status: 503, description: 'A part does not work', content: { 'application/json': health } })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await checkHealth(this.sources);
    if (!report.ok) void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return report;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Prometheus metrics', security: [] })
  @ApiOkResponse({
    content: {
      'text/plain': {
        schema: { type: 'string' },
        example: 'http_requests_total{app="api",status="200"} 1234\n',
      },
    },
  })
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
