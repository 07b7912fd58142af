/** Door of platform/http: Nest on Fastify, problem details, validation, stamps. Knows nothing of mentoring. */
export { languageOf, type Language } from './language';
export {
  Problem,
  PROBLEM_JSON,
  problems,
  problemType,
  type FieldError,
  type ProblemOptions,
} from './problem';
export { citation, ProblemFilter, refusalProblem } from './problem.filter';
export {
  After,
  By,
  derivedId,
  expectedRevisionOf,
  IfMatch,
  positionOf,
  requestHash,
  requestHashKeyFrom,
  Stamped,
  stampOf,
} from './stamp';
export { pointerTo } from './guards';
export { PathNumber, PathUuid } from './path-ids';
export * from './validation';
export {
  BODY_LIMIT,
  configureHttp,
  createAdapter,
  createHttpApplication,
  type HttpOptions,
} from './application';
export { createOpenApi, serveDocumentation, type OpenApiOptions } from './openapi';
