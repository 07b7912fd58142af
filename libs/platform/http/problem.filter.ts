/** Every failure of a request becomes problem details; no message of a library and no value of a field leaves the house. */
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { citation, isRefusal, type Json, type Refusal } from '@nastavnik/kernel';
import { EventStoreUnavailable, RevisionConflict } from '@nastavnik/platform/event-store';
import { type Language, languageOf } from './language';
import { Problem, PROBLEM_JSON, problems, problemType } from './problem';

/** A refusal as problem details: every reason with its clauses as the organisation would quote them. */
export const refusalProblem = (refusal: Refusal, language: Language): Problem =>
  new Problem({
    status: 422,
    slug: 'refused',
    title: { ru: 'Действие не допускается', en: 'The act is refused' },
    detail: {
      ru: refusal.reasons.map((reason) => reason.message.ru).join(' '),
      en: refusal.reasons.map((reason) => reason.message.en).join(' '),
    },
    extensions: {
      reasons: refusal.reasons.map((reason) => ({
        rule: reason.rule,
        ...(reason.invariant === undefined ? {} : { invariant: reason.invariant }),
        clauses: reason.clauses.map((clause) => ({ ...clause, citation: citation(clause) })),
        message: reason.message[language],
        missing: reason.missing as unknown as Json,
        next: reason.next[language],
      })),
    },
  });

const conflictProblem = (conflict: RevisionConflict, conditional: boolean): Problem =>
  new Problem({
    status: conditional ? 412 : 409,
    slug: conditional ? 'precondition-failed' : 'conflict',
    title: { ru: 'Запись уже изменена другим действием', en: 'Another act has changed the record' },
    detail: {
      ru: 'Прочитайте текущее состояние и повторите с If-Match из поля revision.',
      en: 'Read the current state and send again with If-Match from the member revision.',
    },
    ...(conflict.actual === null ? {} : { headers: { etag: `"${conflict.actual}"` } }),
    extensions: { revision: conflict.actual === null ? null : conflict.actual.toString() },
  });

const BY_STATUS: { readonly [status: number]: () => Problem } = {
  404: () => problems.notFound(),
  415: problems.unsupportedMediaType,
  400: () => problems.badRequest(),
};

/** What a thrown value means to the sender; `undefined` when it is our own fault. */
const recognise = (error: unknown, request: FastifyRequest, language: Language): Problem | undefined => {
  if (error instanceof Problem) return error;
  if (isRefusal(error)) return refusalProblem(error, language);
  if (error instanceof RevisionConflict)
    return conflictProblem(error, request.headers['if-match'] !== undefined);
  if (error instanceof EventStoreUnavailable) return problems.unavailable();
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return (
      BY_STATUS[status]?.() ??
      (status < 500 ? new Problem({ status, slug: 'rejected', title: rejected }) : undefined)
    );
  }
  return undefined;
};
const rejected = { ru: 'Запрос отклонён', en: 'The request was rejected' };

/** Renders a problem for one reader. `instance` identifies this very occurrence, also in the log. */
export const renderProblem = (problem: Problem, language: Language, requestId: string): object => {
  const { status, slug, title, detail, errors, extensions } = problem.options;
  return {
    type: problemType(slug),
    title: title[language],
    status,
    ...(detail === undefined ? {} : { detail: detail[language] }),
    instance: `urn:uuid:${requestId}`,
    ...(errors === undefined || errors.length === 0
      ? {}
      : { errors: errors.map((error) => ({ ...error, detail: error.detail[language] })) }),
    ...extensions,
  };
};

export const sendProblem = (problem: Problem, request: FastifyRequest, reply: FastifyReply): void => {
  const language = languageOf(request.headers['accept-language']);
  // A closed connection with unread bytes reaches the client as a reset, not as an answer.
  reply.removeHeader('connection');
  void reply
    .status(problem.options.status)
    .headers({ ...problem.options.headers })
    .header('content-type', PROBLEM_JSON)
    .header('content-language', language)
    .header('vary', 'Accept-Language')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(renderProblem(problem, language, request.id)));
};

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = recognise(error, request, languageOf(request.headers['accept-language']));
    if (problem === undefined) {
      // Stack frames only: the message of an unknown error may quote what a person wrote.
      const frames =
        error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
      this.logger.error(
        { requestId: request.id, error: error instanceof Error ? error.name : typeof error },
        frames.join('\n'),
      );
    }
    if (!reply.sent) sendProblem(problem ?? problems.internal(), request, reply);
  }
}
