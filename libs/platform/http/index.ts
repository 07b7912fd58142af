/** Door of platform/http: Nest on Fastify, problem details, validation, stamps. Knows nothing of mentoring. */
export { Problem, problems, type FieldError, type ProblemOptions } from './problem';
export { After, By, derivedId, expectedRevisionOf, requestHash, requestHashKeyFrom, stampOf } from './stamp';
export { attachment } from './attachment';
export { pointerTo } from './guards';
export { PathCode, PathNumber, PathUuid } from './path-ids';
export * from './validation';
export { createHttpApplication, type HttpOptions } from './application';
export { exampleOf } from './examples';
export { createOpenApi, serveDocumentation, type OpenApiOptions } from './openapi';
