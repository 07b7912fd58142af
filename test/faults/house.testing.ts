/** The whole house as a process of its own, to be killed and started again on the same data. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectEventStore, type EventStore } from '@nastavnik/platform/event-store';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { type Spawned, spawnTs } from '../support/process';

interface Runtime {
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
}

export interface KillableHouse {
  readonly dataDir: string;
  /** Where it listens since it was started last. */
  url(): string;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** For good, with its data. */
  end(): Promise<void>;
  databaseUrl(): string;
  /** Looks into its log as somebody else would. */
  withLog<T>(look: (store: EventStore) => Promise<T>): Promise<T>;
}

/** With servers of its own the house brings its PostgreSQL down with it; with the machine's, only itself. */
export const killableHouse = (): KillableHouse => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'nastavnik-killed-'));
  let house: Spawned;
  let url: string;
  let database: TestDatabase | undefined;
  const runtime = (): Runtime =>
    JSON.parse(readFileSync(path.join(dataDir, 'runtime.json'), 'utf8')) as Runtime;
  return {
    dataDir,
    url: () => url,
    start: async () => {
      if (process.env.DATABASE_URL) database ??= await createTestDatabase();
      house = spawnTs('apps/standalone/main.ts', {
        args: ['--no-sample'],
        env: {
          PORT: '0',
          NASTAVNIK_DATA_DIR: dataDir,
          LOG_LEVEL: 'fatal',
          ...(database === undefined ? {} : { DATABASE_URL: database.url }),
        },
      });
      url = (await house.waitFor(/ready (http:\S+)/))[1]!;
    },
    kill: async () => void (await house.kill('SIGKILL')),
    end: async () => {
      await house.kill('SIGTERM');
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
    databaseUrl: () => runtime().databaseUrl,
    withLog: async (look) => {
      const store = connectEventStore(runtime().eventStoreUrl);
      try {
        return await look(store);
      } finally {
        await store.close();
      }
    },
  };
};
