/**
 * No read model ever disagrees with a rebuild: after histories at random, told while projectors come, go and are cut off, the live table, a
 * table made anew beside it and a plain fold in memory hold the same rows. A history is the year of a school as the deciders allow it, and
 * one event of every kind the log can hold, in whatever order; a read model must bear both.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { CATEGORIES, domainCodec, type DomainEvents } from '@nastavnik/domain';
import { type EventStoreNode, startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';
import { connectEventStore, type EventStore } from '@nastavnik/platform/event-store';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { projectionMigrations, ProjectionRunner } from '@nastavnik/platform/projections';
import { readModelMigrations, readModels } from '@nastavnik/read-models';
import { type Chance, chanceOf } from '../generate/chance';
import { decideYear } from '../generate/decided-year';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { foldedTables, liveTables, wholeLog } from '../support/oracle';

jest.setTimeout(300_000);

const ROUNDS = 3;
/** Another may be given, to look for what these do not find. */
const SEED = Number(process.env['HISTORIES_SEED'] ?? 62);

/** What its connections to PostgreSQL are known by. */
const PROJECTOR = 'histories-projector';

interface Told {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

const shuffled = <T>(chance: Chance, from: readonly T[]): readonly T[] =>
  from
    .map((one) => [chance.below(1_000_000), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one);

/** One event of every stored kind and version, of ids that are the same within the round, in any order. */
const everyKind = (chance: Chance): readonly Told[] => {
  const ids = new Map<string, string>();
  const renamed = (id: string): string => {
    if (!ids.has(id)) ids.set(id, chance.uuid());
    return ids.get(id)!;
  };
  const domain = path.join(__dirname, '../../libs/domain');
  const all = CATEGORIES.flatMap((category) =>
    readdirSync(path.join(domain, category, 'samples')).map((file): Told => {
      const text = readFileSync(path.join(domain, category, 'samples', file), 'utf8');
      const data = JSON.parse(text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, renamed)) as {
        readonly [name: string]: string;
      };
      const of = data[`${category}Id`] ?? (category === 'consent' ? data['participantId'] : undefined);
      const recordedAt = `${data['effectiveOn']}T08:00:00.000Z`;
      return {
        ...{ stream: `${category}-${of ?? data['organisationId'] ?? data['schoolId']}`, data },
        type: file.replace(/\.json$/u, ''),
        metadata: { recordedAt, actor: { id: 'curator-1', role: 'curator' }, commandId: chance.uuid() },
      };
    }),
  );
  return shuffled(chance, all);
};

/** A school's year, some of its streams only begun, its streams mixed as a busy evening would mix them. */
const mixed = async (chance: Chance): Promise<readonly Told[]> => {
  const { events } = await decideYear(chance.below(1_000_000), 1 + chance.below(5));
  const streams = new Map<string, Told[]>();
  for (const { stream, type, data, metadata } of events) {
    const told = { stream, type, data: data as object, metadata: metadata as object };
    streams.set(stream, [...(streams.get(stream) ?? []), told]);
  }
  const queues = [...streams.values()].map((told) =>
    chance.below(6) === 0 ? told.slice(0, 1 + chance.below(told.length)) : told,
  );
  queues.push(...everyKind(chance).map((told) => [told]));
  const order: Told[] = [];
  while (queues.length > 0) {
    const at = chance.below(queues.length);
    order.push(...queues[at]!.splice(0, 1 + chance.below(4)));
    if (queues[at]!.length === 0) queues.splice(at, 1);
  }
  return order;
};

let database: TestDatabase;
let node: EventStoreNode;
let store: EventStore;
let pool: Pool;
let runner: ProjectionRunner<DomainEvents> | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrate(database.url, [...projectionMigrations, ...readModelMigrations]);
  node = await startEventStoreNode({ databaseUrl: database.url });
  store = connectEventStore(node.url);
  pool = connectPostgres(database.url, { max: 40, applicationName: PROJECTOR });
});
afterAll(async () => {
  await runner?.stop();
  await store?.close();
  await node?.stop();
  await pool?.end();
  await database?.drop();
});

const started = async (maxBatch: number): Promise<ProjectionRunner<DomainEvents>> => {
  const one = await ProjectionRunner.create<DomainEvents>({
    ...{ store, pool, codec: domainCodec, models: readModels, maxBatch },
  });
  await one.start();
  return one;
};

/** Ends every connection of the projector, wherever in its transaction it is. */
const cutOff = (): Promise<unknown> =>
  pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name = $1`,
    [PROJECTOR],
  );

const caughtUp = async (): Promise<void> => {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const status = await runner!.status();
    const poison = status.find((model) => model.poison)?.poison;
    if (poison) throw new Error(`${poison.type}: ${poison.error}`);
    if (status.every(({ lag }) => lag === 0n)) return;
    await delay(25);
  }
  throw new Error('the read models never caught up');
};

it.each(Array.from({ length: ROUNDS }, (_, round) => SEED + round))(
  'live, rebuilt and folded in memory are the same after the history of seed %i',
  async (seed) => {
    const chance = chanceOf(seed);
    const history = await mixed(chance);
    expect(new Set(history.map(({ type }) => type))).toEqual(new Set(domainCodec.storedTypes));
    const rebuilding: Promise<bigint>[] = [];
    for (const { stream, type, data, metadata } of history) {
      await store.append(stream, 'any', [{ id: randomUUID(), type, data, metadata }]);
      // Away for a while as often as not: what it finds then are batches of every size.
      const what = chance.below(100);
      if (what < 3) {
        await Promise.allSettled(rebuilding.splice(0));
        await runner?.stop();
        runner = undefined;
      } else if (what < 5) runner ??= await started(1 + chance.below(16));
      else if (what === 5) await cutOff();
      else if (what < 8 && runner !== undefined && rebuilding.length === 0) {
        rebuilding.push(runner.rebuild(chance.pick(readModels).name));
        rebuilding[0]!.catch(() => undefined);
      }
    }
    runner ??= await started(1 + chance.below(16));
    await Promise.allSettled(rebuilding);
    await caughtUp();
    const folded = foldedTables(await wholeLog(store));
    const live = await liveTables(database.url);
    for (const { name } of readModels) expect([name, live[name]]).toEqual([name, folded[name]]);
    for (const { name } of readModels) await runner.rebuild(name);
    const anew = await liveTables(database.url);
    for (const { name } of readModels) expect([name, anew[name]]).toEqual([name, folded[name]]);
  },
);

it('left no read model empty', async () => {
  const live = await liveTables(database.url);
  expect(Object.entries(live).filter(([, rows]) => rows.length === 0)).toEqual([]);
});
