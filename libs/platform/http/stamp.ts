/** Time, actor and command id, given to a command once, at the door. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { v5 } from 'uuid';
import type { Actor, Stamp, Uuid } from '@nastavnik/kernel';
import { problems } from './problem';

/** Namespace of command ids made from idempotency keys. */
const COMMAND_NAMESPACE = '0d7b8d0e-64a7-5c0f-9f3d-6b1c5b2f6e62';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by whoever authenticated the request. */
    actor?: Actor;
    /** The one moment of the request, from the one clock. */
    receivedAt: Date;
    stamp?: Stamp;
  }
  interface FastifyInstance {
    /** Keys the hash of a body: a bare hash of a name and a birth date could be guessed. */
    requestHashKey: Buffer;
  }
}

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
};

/** SHA-256 over canonical JSON under a key, hex; two spellings of one body agree. */
export const requestHash = (body: unknown, key: Buffer): string =>
  createHmac('sha256', key)
    .update(Buffer.isBuffer(body) ? body : canonical(body))
    .digest('hex');

/** The key of request hashes from a secret the installation already has. */
export const requestHashKeyFrom = (secret: string | Buffer): Buffer =>
  createHash('sha256').update('nastavnik request hash').update(secret).digest();

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? request.url;

/** `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header); 1 to 200 visible characters. */
const idempotencyKey = (request: FastifyRequest): string | undefined => {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(header)) {
    throw problems.badRequest([
      {
        header: 'Idempotency-Key',
        detail: { ru: 'от 1 до 200 видимых знаков ASCII', en: 'must have 1 to 200 visible ASCII characters' },
      },
    ]);
  }
  return header;
};

/**
 * The stamp of a request, made once. With an `Idempotency-Key` the command id follows from actor, method, path and key, so
 * that the same request sent twice is the same command; without one it is random.
 */
export const stampOf = (request: FastifyRequest): Stamp => {
  if (request.stamp !== undefined) return request.stamp;
  const { actor } = request;
  if (actor === undefined) throw new Error('a command needs an authenticated actor');
  const key = idempotencyKey(request);
  const stamp: Stamp = {
    recordedAt: request.receivedAt.toISOString(),
    actor,
    commandId:
      key === undefined
        ? randomUUID()
        : v5(`${actor.id}|${request.method} ${pathOf(request)}|${key}`, COMMAND_NAMESPACE),
    ...(key === undefined ? {} : { requestHash: requestHash(request.body, request.server.requestHashKey) }),
  };
  request.stamp = stamp;
  return stamp;
};

/** A new id that a repeated request makes again. @param name tells several ids of one command apart */
export const derivedId = (stamp: Stamp, name: string): Uuid => v5(name, stamp.commandId);

/** Revision in `If-Match: "5"`, or in the validator of a query, `"5.…"`; `undefined` when absent or `*`. */
export const expectedRevisionOf = (request: FastifyRequest): bigint | undefined => {
  const header = request.headers['if-match'];
  if (header === undefined || header === '*') return undefined;
  const match = /^"(0|[1-9]\d{0,18})(?:\.[\w-]+)?"$/.exec(header);
  if (match === null) {
    throw problems.badRequest([
      {
        header: 'If-Match',
        detail: { ru: 'нужна ревизия в кавычках: "5"', en: 'must be a quoted revision: "5"' },
      },
    ]);
  }
  return BigInt(match[1] as string);
};

/** Position in `?after=1234`; `undefined` when absent. */
export const positionOf = (text: string | undefined): bigint | undefined => {
  if (text === undefined) return undefined;
  if (!/^(0|[1-9]\d{0,18})$/.test(text)) {
    throw problems.badRequest([
      {
        parameter: 'after',
        detail: { ru: 'нужна позиция: целое число', en: 'must be a position: a whole number' },
      },
    ]);
  }
  return BigInt(text);
};

const requestIn = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();

/** Parameter decorator: the position of `?after=`, a bigint or `undefined`. */
export const After = createParamDecorator((_: unknown, context: ExecutionContext) =>
  positionOf((requestIn(context).query as { after?: string }).after),
);
/** Parameter decorator: the authenticated {@link Actor}. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = requestIn(context);
  if (actor === undefined) throw new Error('the route has no authenticated actor');
  return actor;
});
