/**
 * Finds the log and the registers to audit: the servers named in the environment, a standalone installation that runs, or one that
 * only lies on disk, whose embedded parts are then started for the time of the audit.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';
import { startEmbeddedPostgres } from '@nastavnik/platform/embedded/postgres';

export interface Installation {
  readonly eventStoreUrl: string;
  /** Absent when only the log was named: nothing is compared then. */
  readonly databaseUrl?: string;
  /** Nothing feeds the registers while the audit runs. */
  readonly atRest: boolean;
  close(): Promise<void>;
}

/** There is nothing to audit where we were told to look. The message is for a person. */
export class NoInstallation extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoInstallation';
  }
}

interface Runtime {
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly pid: number;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** What the standalone wrote when it came up; `undefined` when it is not running now. */
const runtimeOf = (dataDir: string): Runtime | undefined => {
  try {
    const runtime = JSON.parse(readFileSync(path.join(dataDir, 'runtime.json'), 'utf8')) as Runtime;
    return isAlive(runtime.pid) ? runtime : undefined;
  } catch {
    return undefined;
  }
};

/** The standalone keeps its PostgreSQL in the data directory itself or in a folder of its own. */
const postgresDirOf = (dataDir: string): string => {
  const found = [dataDir, path.join(dataDir, 'postgres')].find((dir) =>
    existsSync(path.join(dir, 'cluster')),
  );
  if (found === undefined) {
    throw new NoInstallation(`В ${dataDir} нет журнала событий. There is no log in this directory.`);
  }
  return found;
};

/** @throws NoInstallation; whatever keeps the embedded parts from starting */
export const resolveInstallation = async (env: NodeJS.ProcessEnv): Promise<Installation> => {
  const { EVENTSTORE_URL: eventStoreUrl, DATABASE_URL: databaseUrl } = env;
  if (eventStoreUrl) {
    return {
      eventStoreUrl,
      ...(databaseUrl ? { databaseUrl } : {}),
      atRest: false,
      close: async () => undefined,
    };
  }
  const dataDir = path.resolve(env['NASTAVNIK_DATA_DIR'] || '.nastavnik');
  const running = runtimeOf(dataDir);
  if (running !== undefined) {
    const { eventStoreUrl, databaseUrl } = running;
    return { eventStoreUrl, databaseUrl, atRest: false, close: async () => undefined };
  }
  if (!databaseUrl && !existsSync(dataDir)) {
    throw new NoInstallation(
      `Здесь нет установки: ${dataDir}. Задайте NASTAVNIK_DATA_DIR или EVENTSTORE_URL. No installation here.`,
    );
  }
  const postgres = databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: postgresDirOf(dataDir) });
  const url = postgres?.url ?? databaseUrl!;
  try {
    const node = await startEventStoreNode({ databaseUrl: url });
    return {
      eventStoreUrl: node.url,
      databaseUrl: url,
      atRest: true,
      close: async () => {
        await node.stop();
        await postgres?.stop();
      },
    };
  } catch (error) {
    await postgres?.stop();
    throw error;
  }
};
