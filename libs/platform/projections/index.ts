/** Door of the projections: what a read model is, the runner that feeds it and the freshness that queries wait for. */
export * from './read-model';
export { ProjectionRunner } from './runner';
export type { ProjectionObserver, ProjectionState, ProjectionStatus, RunnerOptions } from './runner';
export { Poisoned } from './apply-batch';
export { AlreadyRebuilding, type RebuildProgress } from './rebuild';
export type { PoisonEvent } from './checkpoint';
export { projectionMigrations } from './migrations';
export {
  fallsBehind,
  percentOf,
  type RebuildJob,
  RebuildRequests,
  type RebuildState,
  RebuildUnderWay,
  RebuildWorker,
  secondsLeft,
} from './rebuild-requests';
export { TimeTravel, type Past } from './time-travel';
export { Freshness } from './freshness';
export { projectionMetrics } from './metrics';
export { tableOf } from './table';
