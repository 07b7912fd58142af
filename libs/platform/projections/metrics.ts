/** Prometheus metrics of a runner. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ProjectionObserver, ProjectionRunner, ProjectionStatus } from './runner';

/**
 * Registers the metrics. Counters and histograms are fed by the observer; gauges ask the runner at each scrape.
 * @param runner asked lazily, because a runner needs its observer first
 */
export const projectionMetrics = (
  registry: Registry,
  runner: () => Pick<ProjectionRunner<never>, 'status'> | undefined,
): ProjectionObserver => {
  const own = { registers: [registry], labelNames: ['model'] as const };
  const events = new Counter({
    name: 'nastavnik_projection_events_total',
    help: 'Events folded into a read model by this process',
    ...own,
  });
  const batches = new Histogram({
    name: 'nastavnik_projection_batch_events',
    help: 'Events in one batch',
    buckets: [1, 2, 5, 10, 50, 100, 500, 1000],
    ...own,
  });
  const seconds = new Histogram({
    name: 'nastavnik_projection_batch_seconds',
    help: 'Time to fold and commit one batch',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    ...own,
  });
  const outages = new Counter({
    name: 'nastavnik_projection_outages_total',
    help: 'Times a read model lost PostgreSQL or the event store',
    ...own,
  });
  // Four gauges, one look at the checkpoints for each scrape.
  let looked: { at: number; status: Promise<readonly ProjectionStatus[]> } | undefined;
  const look = (): Promise<readonly ProjectionStatus[]> => {
    if (!looked || Date.now() - looked.at > 250) {
      looked = { at: Date.now(), status: runner()?.status() ?? Promise.resolve([]) };
    }
    return looked.status;
  };
  const gauge = (
    name: string,
    help: string,
    value: (status: ProjectionStatus) => number | undefined,
  ): void => {
    new Gauge({
      name,
      help,
      ...own,
      async collect() {
        for (const status of await look()) {
          const now = value(status);
          if (now !== undefined) this.set({ model: status.name }, now);
        }
      },
    });
  };
  gauge('nastavnik_projection_position', 'Last position of the log in a read model', (status) =>
    Number(status.position),
  );
  gauge(
    'nastavnik_projection_lag_positions',
    'Distance from a read model to the end of the log, in positions',
    (status) => (status.lag === undefined ? undefined : Number(status.lag)),
  );
  gauge(
    'nastavnik_projection_lag_seconds',
    'How long a read model has been behind without moving',
    (status) => status.lagSeconds,
  );
  gauge(
    'nastavnik_projection_poisoned',
    '1 when a read model has stopped at an event it cannot handle',
    (status) => (status.poison ? 1 : 0),
  );
  return {
    batch: (model, count, took) => {
      events.inc({ model }, count);
      batches.observe({ model }, count);
      seconds.observe({ model }, took);
    },
    outage: (model) => outages.inc({ model }),
  };
};
