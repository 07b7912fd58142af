/** The orderly end of a process. */
import type { createLogger } from '@nastavnik/platform/observability';

type Log = Pick<ReturnType<typeof createLogger>, 'info' | 'error'>;

/**
 * At the first SIGTERM or SIGINT stops what runs and ends the process: with 0, or with 1 when it did not stop in order. The same signal
 * once more ends it at once.
 * @param stop closes the application first, then what it stands on
 */
export const endOnSignal = (logger: Log, stop: () => Promise<void>): void => {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      if (stopping) return;
      stopping = true;
      logger.info({ signal }, 'stopping');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ error }, 'did not stop in order');
          process.exit(1);
        },
      );
    });
  }
};
