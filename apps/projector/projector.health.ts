/** Whether the read models are fed, one source of health for each. */
import type { Json } from '@nastavnik/kernel';
import type { HealthSource } from '@nastavnik/platform/observability';
import {
  fallsBehind,
  percentOf,
  type ProjectionStatus,
  type RebuildJob,
  secondsLeft,
} from '@nastavnik/platform/projections';
import { readModels } from '@nastavnik/read-models';
import type { Projector } from './projector';

const jsonOf = ({
  state,
  position,
  head,
  lag,
  lagSeconds,
  error,
  poison,
  rebuild,
}: ProjectionStatus): Json => ({
  state,
  position: position.toString(),
  head: head?.toString() ?? null,
  lag: lag?.toString() ?? null,
  lagSeconds,
  ...(error === undefined ? {} : { error }),
  ...(poison === undefined ? {} : { poison: { ...poison } }),
  ...(rebuild === undefined
    ? {}
    : {
        rebuild: {
          phase: rebuild.phase,
          position: rebuild.position.toString(),
          head: rebuild.head?.toString() ?? null,
          events: rebuild.events,
        },
      }),
});

/**
 * One source for each read model, `read-model:pair-register`, with its position and lag. A model that another process
 * writes is well; one that waits for PostgreSQL or the log, or has stopped at an event, is not.
 */
export const projectorHealth = (
  projector: Pick<Projector, 'status' | 'rebuilds'>,
): readonly HealthSource[] => {
  // All sources are asked at once and share one look at the checkpoints.
  let looking: Promise<readonly ProjectionStatus[]> | undefined;
  const look = (): Promise<readonly ProjectionStatus[]> => {
    looking ??= projector.status().finally(() => (looking = undefined));
    return looking;
  };
  return [
    rebuildsHealth(projector),
    ...readModels.map(({ name }) => ({
      name: `read-model:${name}`,
      check: async () => {
        const status = (await look()).find((each) => each.name === name);
        if (!status) return { ok: false, detail: 'unknown' };
        const working =
          status.state !== 'outage' && status.state !== 'poisoned' && status.state !== 'stopped';
        return {
          ok: working && status.poison === undefined && status.lag !== undefined,
          detail: jsonOf(status),
        };
      },
    })),
  ];
};

/** Not well while a rebuild cannot catch up with what is written, or the last one of a model has failed. */
const rebuildsHealth = (projector: Pick<Projector, 'rebuilds'>): HealthSource => ({
  name: 'rebuilds',
  check: async () => {
    const latest = new Map<string, RebuildJob>();
    for (const job of await projector.rebuilds()) if (!latest.has(job.model)) latest.set(job.model, job);
    const said = [...latest.values()].filter(({ state }) => state !== 'DONE');
    return {
      ok: said.every((job) => job.state !== 'FAILED' && !fallsBehind(job)),
      detail: Object.fromEntries(
        said.map((job) => [
          job.model,
          {
            ...{ state: job.state, percent: percentOf(job), secondsLeft: secondsLeft(job) },
            ...(fallsBehind(job) ? { fallsBehind: true } : {}),
            ...(job.error === null ? {} : { error: job.error }),
          },
        ]),
      ),
    };
  },
});
