/** Door of the projections: what a read model is, the runner that feeds it and the freshness that queries wait for. */
export * from './read-model';
export { ProjectionRunner } from './runner';
export type { ProjectionObserver, ProjectionState, ProjectionStatus, RunnerOptions } from './runner';
export { Poisoned } from './apply-batch';
export { AlreadyRebuilding, type RebuildProgress } from './rebuild';
export { ProjectionCheckpoint1700000000000, type PoisonEvent } from './checkpoint';
export { Freshness } from './freshness';
export { projectionMetrics } from './metrics';
