/** Nest on Fastify, set up the same way in every process that speaks HTTP. */
import { randomBytes, randomUUID } from 'node:crypto';
import { finished } from 'node:stream';
import type { DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { unstorable } from './guards';
import { limitRequests } from './limits';
import { Problem, PROBLEM_JSON, problems } from './problem';
import { ProblemFilter, renderProblem, sendProblem } from './problem.filter';
import './stamp';
import { DtoPipe } from './validation';

/** Bytes of a request body. */
export const BODY_LIMIT = 256 * 1024;
/** A sender of a body beyond the limit is read to the end, up to here, so that the answer reaches it. */
const DRAIN_LIMIT = 64 * 1024 * 1024;
const DRAIN_MS = 10_000;
/** A request that is not all there by then is given up. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface HttpOptions {
  /** Keys the hash that tells a repeated request from another one under the same key; the same after a restart. */
  readonly requestHashKey?: Buffer;
  /** The one clock of the house; the machine's by default. */
  readonly clock?: () => Date;
  readonly logger?: LoggerService | false;
  /** Bodies that are files: their media types, their bytes at the most, and the routes that take them. */
  readonly files?: { readonly types: readonly string[]; readonly limit: number; readonly at: RegExp };
  /** Requests that one client may make in a minute; without it they are not counted. */
  readonly requestsPerMinute?: number;
}

/** Reads and forgets what is left of a request. */
const drain = (request: FastifyRequest): Promise<void> =>
  new Promise((resolve) => {
    const { raw } = request;
    if (raw.complete || raw.destroyed) return resolve();
    let seen = 0;
    const deadline = setTimeout(() => done(), DRAIN_MS);
    const count = (chunk: Buffer | string): void => {
      seen += chunk.length;
      if (seen > DRAIN_LIMIT) done();
    };
    const done = (): void => {
      clearTimeout(deadline);
      raw.off('data', count);
      resolve();
    };
    raw.on('data', count);
    finished(raw, { writable: false }, done);
    raw.resume();
  });

/** Problems of reading a request, by Fastify's code; its own words may quote the body. */
const PROBLEM_OF_CODE: { readonly [code: string]: () => Problem } = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problems.unsupportedMediaType,
  FST_ERR_CTP_BODY_TOO_LARGE: () => problems.tooLarge(BODY_LIMIT),
  FST_ERR_CTP_EMPTY_JSON_BODY: problems.malformedBody,
  FST_ERR_CTP_INVALID_JSON_BODY: problems.malformedBody,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => problems.badRequest(),
  FST_ERR_BAD_URL: () => problems.notFound(),
};

const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
};

/** `/v1/schools/:id` as a pattern over paths. */
const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/:[^/]+/g, '[^/]+')
      .replace(/\*/g, '.*')}/?$`,
  );

/** The Fastify adapter with its hooks; {@link createHttpApplication} is the usual way to it. */
export const createAdapter = (options: HttpOptions = {}): FastifyAdapter => {
  const clock = options.clock ?? (() => new Date());
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    return503OnClosing: true,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(problems.badRequest(), request, reply),
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
      const status =
        error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
      const problem = new Problem({
        status,
        slug: 'unreadable-request',
        title: { ru: 'Запрос не читается как HTTP', en: 'The request is not readable HTTP' },
      });
      const body = JSON.stringify(renderProblem(problem, 'ru', randomUUID()));
      socket.end(
        `HTTP/1.1 ${status} Bad Request\r\nContent-Type: ${PROBLEM_JSON}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
    },
  });
  const fastify = adapter.getInstance();
  fastify.removeContentTypeParser('text/plain');
  if (options.files !== undefined) {
    const { types, limit, at } = options.files;
    fastify.addContentTypeParser(
      [...types],
      { parseAs: 'buffer', bodyLimit: limit },
      (request, body, done) =>
        at.test(request.url.split('?')[0] ?? '')
          ? done(null, body)
          : done(problems.unsupportedMediaType() as never, undefined),
    );
  }
  fastify.decorate('requestHashKey', options.requestHashKey ?? randomBytes(32));
  fastify.decorateRequest('receivedAt');

  const routes: { readonly method: string; readonly pattern: RegExp }[] = [];
  fastify.addHook('onRoute', (route) => {
    const methods = Array.isArray(route.method) ? route.method : [route.method];
    if (route.url === '*' || route.url === '/*') return;
    for (const method of methods) routes.push({ method, pattern: patternOf(route.url) });
  });

  fastify.addHook('onRequest', (request, reply, done) => {
    request.receivedAt = clock();
    // One id in the answer and in the line of the log.
    (request.raw as { id?: string }).id = request.id;
    void reply.headers(securityHeaders);
    if (request.is404) {
      const path = request.url.split('?')[0] ?? '';
      const allowed = [
        ...new Set(routes.filter((route) => route.pattern.test(path)).map((route) => route.method)),
      ];
      if (allowed.length > 0 && !allowed.includes(request.method))
        return done(problems.methodNotAllowed(allowed) as never);
    }
    done();
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const errors =
      request.body === undefined || Buffer.isBuffer(request.body) ? [] : unstorable(request.body);
    done(errors.length === 0 ? undefined : (problems.badRequest(errors) as never));
  });
  fastify.addHook('onError', (request, reply, _error, done) => {
    reply.removeHeader('connection');
    if (request.raw.complete) return done();
    drain(request).then(() => done(), done);
  });
  return adapter;
};

/** What Fastify itself refuses before a handler runs: answered by the same filter as everything else. */
const fastifyProblem = (error: FastifyError): unknown => {
  if (error instanceof SyntaxError) return problems.malformedBody();
  const known = PROBLEM_OF_CODE[error.code];
  return known === undefined ? error : known();
};

/** Gives a created application its filter, its pipe and the answers to what Fastify refuses. */
export const configureHttp = (app: NestFastifyApplication): NestFastifyApplication => {
  const filter = new ProblemFilter();
  app.useGlobalFilters(filter);
  app.useGlobalPipes(new DtoPipe());
  const adapter = app.getHttpAdapter() as unknown as FastifyAdapter;
  // Nest maps Fastify's errors to exceptions that have lost their code; ours keeps the meaning.
  const hostOf = (request: FastifyRequest, reply: FastifyReply) =>
    ({ switchToHttp: () => ({ getRequest: () => request, getResponse: () => reply }) }) as never;
  adapter.setErrorHandler = (() =>
    adapter.getInstance().setErrorHandler((error: FastifyError, request, reply) => {
      const problem = fastifyProblem(error);
      if (problem instanceof Problem) sendProblem(problem, request, reply);
      else filter.catch(problem, hostOf(request, reply));
    })) as never;
  return app;
};

/** A Nest application on Fastify with problem details, validation, limits and headers of the house; not yet listening. */
export const createHttpApplication = async (
  root: Type | DynamicModule,
  options: HttpOptions = {},
): Promise<NestFastifyApplication> => {
  const adapter = createAdapter(options);
  if (options.requestsPerMinute !== undefined) {
    await limitRequests(adapter.getInstance(), options.requestsPerMinute);
  }
  return configureHttp(
    await NestFactory.create<NestFastifyApplication>(root, adapter, {
      bodyParser: false,
      bufferLogs: options.logger === undefined,
      ...(options.logger === undefined ? {} : { logger: options.logger }),
      abortOnError: false,
    }),
  );
};
