/** What every scenario stands on: a database of its own, the year of a country in a node's log and, of it, so many events in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Client, type Pool } from 'pg';
import { domainCodec, type DomainEvents } from '@nastavnik/domain';
import {
  bulkLoad,
  type EventStoreNode,
  startEmbeddedPostgres,
  startEventStoreNode,
} from '@nastavnik/platform/embedded';
import { connectEventStore, type EventStore, type StoredEvent } from '@nastavnik/platform/event-store';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { projectionMigrations, ProjectionRunner, type ReadModel } from '@nastavnik/platform/projections';
import { Transparency1764000000000 } from '@nastavnik/platform/transparency';
import { vaultMigrations } from '@nastavnik/platform/vault';
import { readModelMigrations, readModels } from '@nastavnik/read-models';
import { nationalYear, type Size, SIZES, storedAt, type WrittenEvent } from '../test/generate/national-year';
import { foldedTables } from '../test/support/oracle';

/** The three tables of the method: index of the log for auditors, register, totals. */
export const THREE = ['event-index', 'pair-register', 'municipality-summary'] as const;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry has forgotten the row types
type AnyModel = ReadModel<DomainEvents, any>;
export const modelOf = (name: string): AnyModel =>
  (readModels as readonly AnyModel[]).find((model) => model.name === name)!;

/** Of the log, at most so many events are also kept in memory: a local source, and what the oracle folds. */
const IN_MEMORY = 50_000;

export interface World {
  readonly size: Size;
  readonly url: string;
  readonly pool: Pool;
  readonly node: EventStoreNode;
  readonly store: EventStore;
  /** Events in the log. */
  readonly count: number;
  /** The beginning of the log, in memory. */
  readonly written: readonly WrittenEvent[];
  /** The same as a source of pages, parsed as they are read. */
  readonly local: Pick<EventStore, 'readAll' | 'lastPosition'>;
  runner(models: readonly string[], store?: Partial<EventStore>): Promise<ProjectionRunner<DomainEvents>>;
  /** @throws when the table of a model is not what plain memory makes of the same events */
  exact(model: string, source: 'local' | 'log'): Promise<void>;
  close(): Promise<void>;
}

const localSource = (written: readonly WrittenEvent[]): Pick<EventStore, 'readAll' | 'lastPosition'> => ({
  readAll: ({ after = -1n, maxCount }) => {
    const from = Number(after) + 1;
    return Promise.resolve(
      written.slice(from, from + maxCount).map((event, index) => storedAt(event, BigInt(from + index))),
    );
  },
  lastPosition: () => Promise.resolve(BigInt(written.length - 1)),
});

const pages = async (source: Pick<EventStore, 'readAll'>): Promise<readonly StoredEvent[]> => {
  const all: StoredEvent[] = [];
  for (;;) {
    const after = all.at(-1)?.position;
    const page = await source.readAll({ maxCount: 10_000, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return all;
    all.push(...page);
  }
};

const server = async (): Promise<{ url: string; stop: () => Promise<unknown> }> => {
  if (process.env.DATABASE_URL)
    return { url: process.env.DATABASE_URL, stop: () => Promise.resolve(undefined) };
  const dataDir = mkdtempSync(path.join(tmpdir(), 'nastavnik-bench-'));
  const started = await startEmbeddedPostgres({ dataDir });
  return {
    url: started.url,
    stop: async () => {
      await started.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** @param say told what takes long */
export const buildWorld = async (size: Size, seed: number, say: (line: string) => void): Promise<World> => {
  const postgres = await server();
  const name = `bench_${process.pid}`;
  const admin = new Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
  const at = new URL(postgres.url);
  at.pathname = `/${name}`;
  const url = at.toString();
  const year = await nationalYear(SIZES[size], seed);
  const started = performance.now();
  const count = await bulkLoad(url, year.log());
  const seconds = (performance.now() - started) / 1_000;
  say(
    `${count} events generated and loaded in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(0)} a second`,
  );
  const written: WrittenEvent[] = [];
  for (const event of year.log()) {
    if (written.length === IN_MEMORY) break;
    written.push(event);
  }
  await migrate(url, [
    ...projectionMigrations,
    ...readModelMigrations,
    ...vaultMigrations,
    Transparency1764000000000,
  ]);
  const node = await startEventStoreNode({ databaseUrl: url });
  const store = connectEventStore(node.url, { timeoutMs: 120_000 });
  const pool = connectPostgres(url, { max: 40, applicationName: 'bench' });
  const local = localSource(written);
  const expected = new Map<string, unknown>();
  return {
    ...{ size, url, pool, node, store, count, written, local },
    runner: (models, own = {}) =>
      ProjectionRunner.create<DomainEvents>({
        ...{ pool, codec: domainCodec, models: models.map(modelOf) },
        store: { ...bound(store), ...own },
      }),
    exact: async (model, source) => {
      // A log larger than memory is compared by its beginning, in the scenarios on the local source.
      if (source === 'log' && count > IN_MEMORY) return;
      const key = `${source} ${model}`;
      if (!expected.has(key)) {
        const tables = foldedTables(await pages(source === 'local' ? local : store));
        for (const [of, rows] of Object.entries(tables)) expected.set(`${source} ${of}`, rows);
      }
      const { liveTables } = await import('../test/support/oracle');
      const live = (await liveTables(url))[model];
      if (!isDeepStrictEqual(live, expected.get(key))) throw new Error(`${model} differs from the oracle`);
    },
    close: async () => {
      await store.close();
      await node.stop();
      await pool.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      await postgres.stop();
    },
  };
};

const bound = (store: EventStore): EventStore => ({
  readStream: (...args) => store.readStream(...args),
  append: (...args) => store.append(...args),
  readAll: (...args) => store.readAll(...args),
  lastPosition: () => store.lastPosition(),
  subscribeToAll: (...args) => store.subscribeToAll(...args),
  ping: () => store.ping(),
  close: () => store.close(),
});
