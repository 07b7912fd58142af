/** What every command route declares alike, and the part of a request that is the same for all of them. */
import {
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
  HttpCode,
  Post,
  Put,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Stamp } from '@nastavnik/kernel';
import { expectedRevisionOf, stampOf } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import type { policy } from '../policy';
import { Accepted } from './acting';

interface CommandRoute {
  readonly path: string;
  readonly act: keyof typeof policy;
  readonly summary: string;
  readonly description?: string;
  readonly method?: 'POST' | 'PUT';
}

/** Declares a command: its path under the controller, the act of the policy it is, and what the documentation says. */
export const CommandRoute = ({
  path,
  act,
  summary,
  description,
  method = 'POST',
}: CommandRoute): MethodDecorator =>
  applyDecorators(
    method === 'POST' ? Post(path) : Put(path),
    HttpCode(201),
    Allow(act),
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'The same act sent twice under one key is carried out once',
      schema: { type: 'string', maxLength: 200 },
    }),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'Revision the stream must be at, quoted: `"5"`',
      schema: { type: 'string' },
    }),
    ApiCreatedResponse({
      type: Accepted,
      description: 'Carried out',
      headers: {
        ETag: { description: 'Revision of the stream', schema: { type: 'string' } },
        Location: { description: 'Where to read it', schema: { type: 'string' } },
      },
    }),
  );

/** Stamp, `If-Match` and reply of one command. */
export interface Sent {
  readonly stamp: Stamp;
  /** For the act: the revision of `If-Match`, when sent. */
  readonly when: { readonly expectedRevision?: bigint };
  readonly reply: FastifyReply;
}

/** Parameter decorator: {@link Sent}. */
export const Sending = createParamDecorator((_: unknown, context: ExecutionContext): Sent => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  const expectedRevision = expectedRevisionOf(request);
  return {
    stamp: stampOf(request),
    when: expectedRevision === undefined ? {} : { expectedRevision },
    reply: http.getResponse<FastifyReply>(),
  };
});
