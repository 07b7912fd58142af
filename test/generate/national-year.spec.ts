/** The generated year is legal, the same for the same seed, and folds exactly: in the real projector as in plain memory. */
import { randomUUID } from 'node:crypto';
import { domainCodec } from '@nastavnik/domain';
import { auditPair, streamReader } from '@nastavnik/evidence';
import { bulkLoad, LogNotEmpty, startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';
import {
  connectEventStore,
  type EventStore,
  RevisionConflict,
  type StoredEvent,
  toRecorded,
} from '@nastavnik/platform/event-store';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { ProjectionRunner, projectionMigrations } from '@nastavnik/platform/projections';
import { readModelMigrations, readModels } from '@nastavnik/read-models';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { foldedTables, liveTables, wholeLog } from '../support/oracle';
import { type NationalYear, nationalYear, SIZES, storedAt, type WrittenEvent } from './national-year';

let year: NationalYear;
beforeAll(async () => {
  year = await nationalYear(SIZES.XS);
});

/** Bytes as text: Jest compares buffers byte by byte and slowly. */
const said = ({ id, stream, revision, type, data, metadata }: WrittenEvent): string =>
  [id, stream, revision, type, data.toString(), metadata.toString()].join(' ');
const inMemory = () => [...year.log()].map((event, index) => storedAt(event, BigInt(index)));

it('tells the same year for the same seed, whole and in order', async () => {
  const log = inMemory();
  const again = await nationalYear(SIZES.XS);
  expect([...again.log()].map(said)).toEqual([...year.log()].map(said));
  expect(log.length).toBeGreaterThanOrEqual(SIZES.XS);
  expect(new Set(log.map(({ id }) => id)).size).toBe(log.length);
  const ends = new Map<string, bigint>();
  for (const { stream, revision } of log) {
    expect(revision).toBe((ends.get(stream) ?? -1n) + 1n);
    ends.set(stream, revision);
  }
  expect([...new Set(log.map(({ type }) => type.split('.')[0]))].sort()).toEqual([
    'consent',
    'municipality',
    'order',
    'pair',
    'participant',
    'regulation',
    'school',
  ]);
});

it('tells another year for another seed', async () => {
  const other = await nationalYear(SIZES.XS, 63);
  const [one] = other.log();
  expect(one!.id).not.toBe(inMemory()[0]!.id);
});

it('is legal: the auditor, judging pairs again under their new names, finds nothing', async () => {
  const log = inMemory();
  const streams = new Map<string, StoredEvent[]>();
  for (const event of log) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const reader = streamReader({ readStream: (stream) => Promise.resolve(streams.get(stream) ?? []) });
  const pairs = [...streams.keys()].filter((stream) => stream.startsWith('pair-'));
  let judged = 0;
  for (const stream of pairs.slice(0, 6)) {
    const audit = await auditPair(reader, stream.slice('pair-'.length));
    judged += audit!.events.length;
    expect(audit!.events.flatMap(({ findings }) => findings)).toEqual([]);
  }
  expect(judged).toBeGreaterThan(50);
  // And it would say so: without its order the pair cannot have been fixed.
  const withoutOrders = streamReader({
    readStream: (stream) => Promise.resolve(stream.startsWith('order-') ? [] : (streams.get(stream) ?? [])),
  });
  const unlawful = await auditPair(withoutOrders, pairs[0]!.slice('pair-'.length));
  expect(unlawful!.events.flatMap(({ findings }) => findings)).not.toEqual([]);
});

describe('in an embedded event store', () => {
  let database: TestDatabase;
  let node: Awaited<ReturnType<typeof startEventStoreNode>>;
  let store: EventStore;
  beforeAll(async () => {
    database = await createTestDatabase();
    await bulkLoad(database.url, year.log());
    node = await startEventStoreNode({ databaseUrl: database.url });
    store = connectEventStore(node.url, { timeoutMs: 60_000 });
  });
  afterAll(async () => {
    await store.close();
    await node.stop();
    await database.drop();
  });

  it('is the log that was generated, and can be gone on with', async () => {
    const generated = [...year.log()];
    const read = await wholeLog(store);
    expect(read.map((event) => said({ ...event, ...event.raw }))).toEqual(generated.map(said));
    const { stream, revision } = generated.at(-1)!;
    await expect(store.readStream(stream)).resolves.toHaveLength(Number(revision) + 1);
    const next = { id: randomUUID(), type: 'note.v1', data: {}, metadata: {} };
    await expect(store.append(stream, revision - 1n, [next])).rejects.toThrow(RevisionConflict);
  });

  it('is loaded into an empty log only', async () => {
    await node.stop();
    await expect(bulkLoad(database.url, year.log())).rejects.toThrow(LogNotEmpty);
    node = await startEventStoreNode({ databaseUrl: database.url });
    await store.close();
    store = connectEventStore(node.url, { timeoutMs: 60_000 });
  });

  it('folds into every read model exactly as in plain memory, live and rebuilt', async () => {
    await migrate(database.url, [...projectionMigrations, ...readModelMigrations]);
    const pool = connectPostgres(database.url, { max: 40 });
    const runner = await ProjectionRunner.create({
      store,
      pool,
      codec: domainCodec,
      models: readModels as never,
    });
    try {
      await runner.start();
      const head = await store.lastPosition();
      for (let behind = true; behind; await delay(50)) {
        const statuses = await runner.status();
        expect(statuses.flatMap(({ poison }) => poison ?? [])).toEqual([]);
        behind = statuses.some(({ position }) => position < head!);
      }
      const expected = foldedTables(await wholeLog(store));
      expect(expected['pair-register']!.length).toBeGreaterThan(5);
      expect(await liveTables(database.url)).toEqual(expected);
      for (const name of ['event-index', 'pair-register', 'municipality-summary']) await runner.rebuild(name);
      expect(await liveTables(database.url)).toEqual(expected);
    } finally {
      await runner.stop();
      await pool.end();
    }
  }, 180_000);
});

it('every stored event can be read by this build', () => {
  for (const stored of inMemory())
    expect(toRecorded(domainCodec, stored).stamp.commandId).toMatch(/^[0-9a-f-]{36}$/);
});
