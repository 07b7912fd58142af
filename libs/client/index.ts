/** Door of the client package: how a program outside the house speaks to its API. Knows the wire only. */
export { nastavnik, type ClientOptions, type Nastavnik } from './client';
export type { Answer, Asking, BodyOf, DataOf, Method, PathsOf } from './operations';
export { ProblemError, Refused, Stale, Unreachable, type Problem, type Reason } from './problems';
export { type RetryPolicy, USUAL_RETRIES } from './retry';
export type { components, operations, paths } from './schema';
