/** What our own node promises beyond the protocol: restarts, a single writer, fencing, plain refusals. */
import { randomUUID } from 'node:crypto';
import {
  EventStoreDBClient,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  UnavailableError,
} from '@eventstore/db-client';
import { OperationsClient } from '@eventstore/db-client/generated/operations_grpc_pb';
import { ProjectionsClient } from '@eventstore/db-client/generated/projections_grpc_pb';
import { StatisticsReq } from '@eventstore/db-client/generated/projections_pb';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { DetailsReq } from '@eventstore/db-client/generated/users_pb';
import { UsersClient } from '@eventstore/db-client/generated/users_grpc_pb';
import { credentials, type ServiceError, status } from '@grpc/grpc-js';
import {
  type EventStoreNode,
  startEventStoreNode,
  WriterLockHeld,
} from '@nastavnik/platform/embedded/event-store-node';
import { Client } from 'pg';
import type { TestDatabase } from '../support/database';
import {
  anEvent,
  aStream,
  collect,
  onOurNode,
  receiveAll,
  revisionsOf,
  someEvents,
  startOwnStore,
  until,
} from './store.testing';

onOurNode('our own node', () => {
  let database: TestDatabase;
  let node: EventStoreNode;
  let client: EventStoreDBClient;
  const connect = (): EventStoreDBClient => (client = EventStoreDBClient.connectionString(node.url));

  beforeEach(async () => {
    ({ database, node } = await startOwnStore());
    connect();
  });
  afterEach(async () => {
    await client.dispose();
    await node.stop();
    await database.drop();
  });

  const restart = async (): Promise<void> => {
    await client.dispose();
    await node.stop();
    node = await startEventStoreNode({ databaseUrl: database.url });
    connect();
  };

  const inDatabase = async <Row extends object>(sql: string): Promise<Row[]> => {
    const connection = new Client({ connectionString: database.url });
    await connection.connect();
    try {
      return (await connection.query<Row>(sql)).rows;
    } finally {
      await connection.end();
    }
  };

  /** Ends the session that holds the writer lock, as an administrator or a failover would. */
  const killWriter = async (): Promise<void> => {
    const killed = await inDatabase(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'event-store-node writer' AND datname = current_database()`,
    );
    expect(killed).toHaveLength(1);
  };

  describe('after a restart', () => {
    it('stands where it stood: events, positions, numbering', async () => {
      const stream = aStream();
      await client.appendToStream(stream, someEvents(5));
      await client.setStreamMetadata(stream, { maxCount: 3 });
      const before = await collect(client.readAll());
      await restart();
      expect(await collect(client.readAll())).toEqual(before);
      expect(await revisionsOf(client, stream)).toEqual([2n, 3n, 4n]);
      const { nextExpectedRevision, position } = await client.appendToStream(stream, anEvent(), {
        expectedRevision: 4n,
      });
      expect(nextExpectedRevision).toBe(5n);
      expect(position!.commit).toBeGreaterThan(before.at(-1)!.event!.position!.commit);
    });

    it('knows events again that it has written, under any and under an exact revision', async () => {
      const stream = aStream();
      const events = someEvents(2);
      const first = await client.appendToStream(stream, events);
      await restart();
      for (const expectedRevision of ['any', 'no_stream'] as const) {
        const again = await client.appendToStream(stream, events, { expectedRevision });
        expect(again).toMatchObject({ nextExpectedRevision: 1n, position: first.position });
      }
      expect(await revisionsOf(client, stream)).toHaveLength(2);
    });

    it('still refuses a tombstoned stream and begins a deleted one where it ended', async () => {
      const [closed, deleted] = [aStream(), aStream()];
      for (const stream of [closed, deleted]) await client.appendToStream(stream, someEvents(2));
      await client.tombstoneStream(closed);
      await client.deleteStream(deleted);
      await restart();
      await expect(client.appendToStream(closed, anEvent())).rejects.toMatchObject({
        type: 'stream-deleted',
      });
      await client.appendToStream(deleted, anEvent(), { expectedRevision: 'no_stream' });
      expect(await revisionsOf(client, deleted)).toEqual([2n]);
    });
  });

  it('judges streams it has forgotten as well as those it remembers, in one commit with new ones', async () => {
    const [plain, deleted, closed] = [aStream(), aStream(), aStream()];
    for (const stream of [plain, deleted, closed]) await client.appendToStream(stream, someEvents(2));
    await client.deleteStream(deleted);
    await client.tombstoneStream(closed);
    await restart();
    const fresh = Array.from({ length: 20 }, () => aStream());
    const results = await Promise.allSettled(
      [plain, ...fresh, deleted, closed].map((stream) =>
        client.appendToStream(stream, anEvent(), { expectedRevision: 'no_stream' }),
      ),
    );
    expect(results[0]).toMatchObject({
      status: 'rejected',
      reason: { type: 'wrong-expected-version', actualVersion: 1n },
    });
    for (const result of results.slice(1, 21))
      expect(result).toMatchObject({ value: { nextExpectedRevision: 0n } });
    expect(results[21]).toMatchObject({ value: { nextExpectedRevision: 2n } });
    expect(results[22]).toMatchObject({ status: 'rejected', reason: { type: 'stream-deleted' } });
    for (const stream of fresh) expect(await revisionsOf(client, stream)).toEqual([0n]);
    expect(await revisionsOf(client, plain)).toEqual([0n, 1n]);
    expect(await revisionsOf(client, deleted)).toEqual([2n]);
  });

  describe('there is one writer', () => {
    it('a second node on the same log refuses to start and says why', async () => {
      const second = startEventStoreNode({ databaseUrl: database.url, lockWaitMs: 200 });
      await expect(second).rejects.toBeInstanceOf(WriterLockHeld);
      await expect(second).rejects.toThrow(/another event store node/);
      await client.appendToStream(aStream(), anEvent());
    });

    it('a second node that waits takes over when the first stops', async () => {
      const stream = aStream();
      await client.appendToStream(stream, anEvent());
      const waiting = startEventStoreNode({ databaseUrl: database.url, lockWaitMs: 10_000 });
      await client.dispose();
      await node.stop();
      node = await waiting;
      connect();
      const { nextExpectedRevision } = await client.appendToStream(stream, anEvent(), {
        expectedRevision: 0n,
      });
      expect(nextExpectedRevision).toBe(1n);
    });

    it('a writer that lost its session refuses until it has the lock again, and loses nothing', async () => {
      const stream = aStream();
      await client.appendToStream(stream, anEvent());
      const blocker = new Client({ connectionString: database.url });
      await blocker.connect();
      // The blocker queues for the lock, so it gets it the moment the writer's session is gone.
      const locked = blocker.query(
        `SELECT pg_advisory_lock(((classid::bigint << 32) | objid::bigint)) FROM pg_locks
          WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      await until('the blocker to queue', async () => {
        const waiting = await inDatabase(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
        );
        return waiting.length > 0;
      });
      const subscription = client.subscribeToAll();
      subscription.on('data', () => undefined);
      const ended = new Promise<unknown>((resolve) => subscription.on('error', resolve));
      await new Promise((resolve) => subscription.once('confirmation', resolve));

      await killWriter();
      await locked;
      // Whoever follows a log that somebody else writes now would wait for ever.
      expect(await ended).toBeInstanceOf(UnavailableError);
      for (let attempt = 0; attempt < 3; attempt++) {
        await expect(client.appendToStream(stream, anEvent())).rejects.toBeInstanceOf(UnavailableError);
      }
      expect(await revisionsOf(client, stream)).toEqual([0n]);

      await blocker.end();
      const event = anEvent();
      await until('the writer to come back', () =>
        client.appendToStream(stream, event, { expectedRevision: 0n }).then(
          () => true,
          () => false,
        ),
      );
      expect(await revisionsOf(client, stream)).toEqual([0n, 1n]);
    });

    it('subscribers stay and see everything exactly once when the writer is killed again and again under load', async () => {
      const received = receiveAll(client, { fromPosition: START });
      const streams = Array.from({ length: 8 }, () => aStream());
      let writing = true;
      let killed = 0;
      const write = async (stream: string): Promise<string[]> => {
        const written: string[] = [];
        for (let revision = -1n; writing || killed < 3; revision++) {
          const event = anEvent('sent', { stream });
          const expectedRevision = revision < 0n ? ('no_stream' as const) : revision;
          // Sent again with the same id until it is acknowledged: the outcome of a broken call is not known.
          await until('an acknowledgement', () =>
            client.appendToStream(stream, event, { expectedRevision }).then(
              () => true,
              (error: unknown) => {
                expect(error).not.toMatchObject({ type: 'wrong-expected-version' });
                return false;
              },
            ),
          );
          written.push(event.id);
        }
        return written;
      };
      const writers = Promise.all(streams.map(write));
      while (killed < 3) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await until('a writer to kill', () =>
          killWriter().then(
            () => true,
            () => false,
          ),
        );
        killed++;
      }
      writing = false;
      const acknowledged = await writers;
      const total = acknowledged.flat().length;
      await until('every event', () => received.events.length >= total);
      expect(received.events).toHaveLength(total);
      for (const [index, stream] of streams.entries()) {
        const seen = received.events.filter(({ event }) => event?.streamId === stream);
        expect(seen.map(({ event }) => event?.id)).toEqual(acknowledged[index]);
        expect(await revisionsOf(client, stream)).toHaveLength(acknowledged[index]!.length);
      }
      await received.stop();
    });
  });

  it('acknowledges only what is flushed to disk, even where the database would not', async () => {
    await inDatabase(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$`,
    );
    await restart();
    const watcher = new Client({ connectionString: database.url });
    await watcher.connect();
    const lsn = async (of: string): Promise<string> =>
      (await watcher.query<{ lsn: string }>(`SELECT pg_current_wal_${of}_lsn() - '0/0' AS lsn`)).rows[0]!.lsn;
    try {
      for (let round = 0; round < 20; round++) {
        const before = BigInt(await lsn('insert'));
        await client.appendToStream(aStream(), anEvent());
        expect(BigInt(await lsn('flush'))).toBeGreaterThan(before);
      }
    } finally {
      await watcher.end();
    }
  });

  it('is found by gossip as well', async () => {
    const { port } = new URL(node.url.replace('esdb', 'http'));
    const discovering = EventStoreDBClient.connectionString(`esdb+discover://127.0.0.1:${port}?tls=false`);
    const stream = aStream();
    await discovering.appendToStream(stream, anEvent());
    expect(await revisionsOf(discovering, stream)).toEqual([0n]);
    await discovering.dispose();
  });

  it('refuses what it does not do with UNIMPLEMENTED and the words "use EventStoreDB"', async () => {
    const { host } = new URL(node.url.replace('esdb', 'http'));
    const insecure = credentials.createInsecure();
    const called = (
      call: (done: (error: ServiceError | null) => void) => void,
    ): Promise<ServiceError | null> => new Promise((resolve) => call(resolve));
    const projections = new ProjectionsClient(host, insecure);
    const users = new UsersClient(host, insecure);
    const operations = new OperationsClient(host, insecure);
    const refusals: unknown[] = [
      await client
        .createPersistentSubscriptionToStream('s', 'g', persistentSubscriptionToStreamSettingsFromDefaults())
        .catch((error: unknown) => error),
      await collect(client.subscribeToPersistentSubscriptionToStream('s', 'g')).catch(
        (error: unknown) => error,
      ),
      await collect(client.readStream(aStream(), { resolveLinkTos: true })).catch((error: unknown) => error),
      await called((done) => operations.shutdown(new Empty(), done)),
      await collect(projections.statistics(new StatisticsReq())).catch((error: unknown) => error),
      await collect(users.details(new DetailsReq())).catch((error: unknown) => error),
    ];
    for (const refusal of refusals) {
      expect(String((refusal as Error).message)).toContain('use EventStoreDB');
      expect(String((refusal as Error).message)).toContain(`${status.UNIMPLEMENTED} UNIMPLEMENTED`);
    }
    for (const each of [projections, users, operations]) each.close();
  });

  it('refuses names that its tables cannot hold, and goes on', async () => {
    for (const stream of [`a\0b-${randomUUID()}`, 'x'.repeat(3000)]) {
      await expect(client.appendToStream(stream, anEvent())).rejects.toThrow();
    }
    await client.appendToStream(aStream(), anEvent());
  });

  it('ends subscriptions with an error when it stops, so that subscribers know', async () => {
    const subscription = client.subscribeToAll();
    subscription.on('data', () => undefined);
    const ended = new Promise<unknown>((resolve) => subscription.on('error', resolve));
    await new Promise((resolve) => subscription.once('confirmation', resolve));
    await node.stop();
    expect(await ended).toBeInstanceOf(UnavailableError);
  });
});
