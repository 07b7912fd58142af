/** The log: what happened and how long it took, never what was said. No bodies, headers or query strings; errors without the values they quote. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Options as HttpOptions } from 'pino-http';

export { Logger as NestLogger } from 'nestjs-pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface LoggingOptions {
  /** Name of the process: `api`, `projector` … */
  readonly app: string;
  /** `info` by default. */
  readonly level?: LogLevel;
  /** Standard output by default. */
  readonly stream?: DestinationStream;
}

/** Fields that may hold somebody's data or a secret, should anyone log them by mistake. */
const guarded = [
  ...[
    'familyName',
    'givenName',
    'patronymic',
    'birthDate',
    'contacts',
    'phone',
    'email',
    'snils',
    'workplace',
  ],
  ...['password', 'token', 'authorization', 'cookie', 'masterKey', 'body', 'parameters'],
];

/** What the log may say of an error. */
export interface SafeError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: SafeError;
}

/** PostgreSQL's data exceptions and constraint violations quote values, as does a JSON syntax error. */
const messageOf = (error: Error, code: string | undefined): string => {
  if (error instanceof SyntaxError) return 'syntax error';
  if (code !== undefined && /^2[23][0-9A-Z]{3}$/.test(code)) return `database error ${code}`;
  return error.message;
};

/** An error without the values it may quote and without its own properties (`detail`, `parameters`, `query`, `response`). */
export const safeError = (error: unknown, depth = 0): SafeError => {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const {
    code: raw,
    driverError,
    cause,
  } = error as { code?: unknown; driverError?: unknown; cause?: unknown };
  const code = raw ?? (driverError as { code?: unknown } | undefined)?.code;
  const known = typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
  return {
    type: error.name,
    message: messageOf(error, known),
    ...(known === undefined ? {} : { code: known }),
    ...(frames === undefined ? {} : { stack: frames }),
    ...(cause === undefined || depth > 4 ? {} : { cause: safeError(cause, depth + 1) }),
  };
};

const pathOf = (url: string | undefined): string => (url ?? '').split('?', 1)[0]!;

const options = ({ app, level = 'info' }: LoggingOptions): LoggerOptions => ({
  name: app,
  level,
  serializers: { err: safeError, error: safeError },
  redact: { paths: guarded.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[скрыто]' },
  formatters: { level: (label) => ({ level: label }) },
  timestamp: pino.stdTimeFunctions.isoTime,
});

/** A logger for what is not a Nest application. */
export const createLogger = (logging: LoggingOptions): Logger =>
  logging.stream === undefined ? pino(options(logging)) : pino(options(logging), logging.stream);

/** Nest's middleware sees a shortened `url` and keeps the whole one beside it. */
type Incoming = IncomingMessage & { readonly originalUrl?: string };
const sentPath = (request: Incoming): string => pathOf(request.originalUrl ?? request.url);

const isProbe = (request: Incoming): boolean => /^\/(health|metrics)(\/|$)/.test(sentPath(request));

const http = (logging: LoggingOptions): HttpOptions => ({
  ...options(logging),
  wrapSerializers: false,
  serializers: {
    err: safeError,
    error: safeError,
    req: (request: Incoming & { readonly id?: unknown }) => ({
      id: request.id,
      method: request.method,
      path: sentPath(request),
    }),
    res: (response: ServerResponse) => ({ status: response.statusCode }),
  },
  // A refusal is an answer; somebody at the wrong door is worth a look.
  customLogLevel: (_request, response, error) =>
    error !== undefined || response.statusCode >= 500
      ? 'error'
      : response.statusCode === 401 || response.statusCode === 403
        ? 'warn'
        : 'info',
  customErrorMessage: () => 'request failed',
  // The error itself was logged where it was caught; here stands one made up from the status.
  customErrorObject: (_request, _response, _error, line: object) => ({ ...line, err: undefined }),
  autoLogging: { ignore: isProbe },
});

/** Global Nest module: one line for each request, and `NestLogger` to hand to `app.useLogger`. */
export const loggingModule = (logging: LoggingOptions): DynamicModule =>
  LoggerModule.forRoot({
    pinoHttp: logging.stream === undefined ? http(logging) : [http(logging), logging.stream],
  });
