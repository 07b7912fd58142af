/** What the runner, the rebuilds and the queries need of the database. */
import { ProjectionCheckpoint1700000000000, ProjectionCheckpointTime1700000000002 } from './checkpoint';
import { ProjectionRebuild1700000000003 } from './rebuild-requests';

export const projectionMigrations = [
  ProjectionCheckpoint1700000000000,
  ProjectionCheckpointTime1700000000002,
  ProjectionRebuild1700000000003,
] as const;
