import { Body, Controller, Get, Logger, Module, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { connectPostgres } from '@nastavnik/platform/postgres';
import { testServerUrl } from '../../../test/support/database';
import {
  checkHealth,
  createLogger,
  createMetrics,
  loggingModule,
  measureHttp,
  NestLogger,
  safeError,
} from '.';

const name = 'Пирогова';

@Controller()
class Door {
  private readonly logger = new Logger('Door');

  @Get('registers/:id')
  read(@Query('name') query: string): string {
    this.logger.log('read');
    return query;
  }

  @Post('acts')
  act(@Body() body: object): object {
    this.logger.log({ msg: 'act', body, person: { familyName: name }, deep: { er: { birthDate: name } } });
    return body;
  }

  @Get('broken')
  broken(): never {
    const cause = Object.assign(new Error(`invalid input syntax for type date: "${name}"`), {
      code: '22007',
      detail: name,
    });
    throw Object.assign(new Error('the act failed', { cause }), { parameters: [name], query: name });
  }

  @Get('health/live')
  live(): string {
    return 'ok';
  }
}

const lines: string[] = [];
let app: NestFastifyApplication;
let metrics: Registry;

beforeAll(async () => {
  @Module({
    imports: [loggingModule({ app: 'spec', stream: { write: (line) => void lines.push(line) } })],
    controllers: [Door],
  })
  class Root {}
  app = await NestFactory.create<NestFastifyApplication>(Root, new FastifyAdapter(), { logger: false });
  app.useLogger(app.get(NestLogger));
  metrics = createMetrics('spec');
  measureHttp(metrics, app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(() => app.close());
beforeEach(() => void (lines.length = 0));

const logged = () => lines.map((line) => JSON.parse(line) as Record<string, never>);

test('a request leaves one line with its path, status and time, and nothing that was said in it', async () => {
  const answer = await app.inject({
    method: 'GET',
    url: `/registers/62?name=${encodeURIComponent(name)}`,
    headers: { authorization: 'Bearer secret-token', cookie: 'secret-cookie' },
  });
  expect(answer.body).toBe(name);
  const request = logged().find((line) => 'responseTime' in line);
  expect(request).toMatchObject({
    name: 'spec',
    level: 'info',
    req: { method: 'GET', path: '/registers/62' },
  });
  expect(logged().map((line) => line['msg'])).toContain('read');
  for (const word of [name, encodeURIComponent(name), 'secret-token', 'secret-cookie']) {
    expect(lines.join('')).not.toContain(word);
  }
});

test('what somebody logs by mistake is hidden', async () => {
  await app.inject({ method: 'POST', url: '/acts', payload: { familyName: name } });
  expect(logged().map((line) => line['msg'])).toContain('act');
  expect(lines.join('')).not.toContain(name);
});

test('an error is logged with its cause and place, without the values it quotes', async () => {
  expect((await app.inject({ method: 'GET', url: '/broken' })).statusCode).toBe(500);
  expect(lines.join('')).toContain('the act failed');
  expect(lines.join('')).not.toContain(name);
});

test('a real error of PostgreSQL loses the value and keeps its code', async () => {
  const pool = connectPostgres(testServerUrl(), { max: 1 });
  const error: unknown = await pool.query('SELECT $1::date', [name]).catch((caught: unknown) => caught);
  await pool.end();
  expect((error as Error).message).toContain(name);
  expect(safeError(error)).toMatchObject({ message: 'database error 22007', code: '22007' });
  expect(JSON.stringify(safeError(error))).not.toContain(name);
  expect(safeError(new SyntaxError(`Unexpected token in "${name}"`)).message).toBe('syntax error');
});

test('probes are not logged, a logger outside Nest hides the same', async () => {
  await app.inject({ method: 'GET', url: '/health/live' });
  expect(lines).toEqual([]);
  createLogger({ app: 'cli', stream: { write: (line) => void lines.push(line) } }).info(
    { token: 't', ok: 1 },
    'said',
  );
  expect(logged()).toMatchObject([{ name: 'cli', token: '[скрыто]', ok: 1, msg: 'said' }]);
});

test('requests are counted by route pattern, strangers under one name', async () => {
  await app.inject({ method: 'GET', url: '/registers/17' });
  await app.inject({ method: 'GET', url: '/nowhere/at/all' });
  const text = await metrics.metrics();
  expect(text).toMatch(
    /nastavnik_http_request_seconds_count\{app="spec",method="GET",route="\/registers\/:id",status="200"\} [12]/,
  );
  expect(text).toMatch(/route="unknown",status="404"/);
  expect(text).not.toContain('nowhere');
  expect(text).toContain('process_cpu_seconds_total');
});

test('health says which part is ill, the late and the failing included', async () => {
  const report = await checkHealth(
    [
      { name: 'well', check: () => Promise.resolve({ ok: true, detail: { lag: 0 } }) },
      { name: 'late', check: () => new Promise(() => undefined) },
      {
        name: 'failing',
        check: () => Promise.reject(Object.assign(new Error(name), { code: 'ECONNREFUSED' })),
      },
    ],
    50,
  );
  expect(report).toEqual({
    ok: false,
    sources: {
      well: { ok: true, detail: { lag: 0 } },
      late: { ok: false, detail: 'no answer within 50 ms' },
      failing: { ok: false, detail: 'Error ECONNREFUSED' },
    },
  });
  expect((await checkHealth([])).ok).toBe(true);
});
