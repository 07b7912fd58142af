/**
 * What every query answers with beside its body: a validator, so that a reader who holds the same answer is told so and gets no
 * body, and that no cache gives it to anybody else.
 */
import { createHash } from 'node:crypto';
import {
  type CallHandler,
  type ExecutionContext,
  HttpStatus,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

const CONDITIONAL = 'nastavnik:conditional';
/** Declares a query whose answer has a validator. */
export const Conditional = (): MethodDecorator => SetMetadata(CONDITIONAL, true);

/** Position and moment that an answer opens with: they move on while all else stays as it is. */
const SPOKEN = /^\{"asOf":"(-?\d+)",?(?:"at":"([^"]*)",?)?/;

/** Over everything an answer says but when it was said: what a role does not see is not in it, and one who sees more has another. */
const fingerprint = (text: string): string =>
  createHash('sha256').update(text.replace(SPOKEN, '{')).digest('base64url').slice(0, 27);

/** True where `If-None-Match` names the validator; weak comparison (RFC 9110, 13.1.2). */
const holds = (header: string | undefined, etag: string): boolean =>
  (header ?? '')
    .split(',')
    .some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''));

@Injectable()
export class ConditionalAnswers implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (this.reflector.get<boolean | undefined>(CONDITIONAL, context.getHandler()) !== true)
      return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer: unknown) => {
        const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
        // A query that shows one stream names its revision, for `If-Match`.
        const revision = /^"(\d+)"$/.exec(String(reply.getHeader('etag') ?? ''))?.[1];
        const etag =
          revision === undefined ? `W/"${fingerprint(text)}"` : `"${revision}.${fingerprint(text)}"`;
        const [, position] = SPOKEN.exec(text) ?? [];
        void reply.headers({
          etag,
          'cache-control': 'private, no-cache',
          vary: 'Authorization, Accept-Language',
          ...(position === undefined ? {} : { 'as-of': position }),
        });
        if (!holds(request.headers['if-none-match'], etag)) return text;
        void reply.status(HttpStatus.NOT_MODIFIED);
        return undefined;
      }),
    );
  }
}
