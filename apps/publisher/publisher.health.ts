/** Whether the publisher feeds and delivers. */
import type { Json } from '@nastavnik/kernel';
import type { HealthSource } from '@nastavnik/platform/observability';
import type { Publisher, PublisherStatus } from './publisher';

const jsonOf = ({ state, position, lag, jobs, error }: PublisherStatus): Json => ({
  state,
  position: position.toString(),
  lag: lag?.toString() ?? null,
  jobs: jobs ? { ...jobs } : null,
  ...(error === undefined ? {} : { error }),
});

/** A publisher that stands by is well; one in outage, or without its queue, is not. */
export const publisherHealth = (publisher: Pick<Publisher, 'status'>): HealthSource => ({
  name: 'publisher',
  check: async () => {
    const status = await publisher.status();
    return {
      ok: (status.state === 'feeding' || status.state === 'standby') && status.jobs !== undefined,
      detail: jsonOf(status),
    };
  },
});
