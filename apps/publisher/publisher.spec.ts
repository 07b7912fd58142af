/** Public events arrive at real receivers through a real log and a real queue, whatever fails on the way. */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Pool } from 'pg';
import { domainCodec, type DomainEvents } from '@nastavnik/domain';
import { type PublicEvent, type Receiver, startReceiver } from '@nastavnik/integration';
import { type EventStoreNode, startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';
import { connectEventStore, type EventStore } from '@nastavnik/platform/event-store';
import { connectPostgres, migrate } from '@nastavnik/platform/postgres';
import { openQueues, type Queues } from '@nastavnik/platform/queues';
import { redisUrl, sweep } from '../../libs/platform/queues/backends.testing';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { spawnTs } from '../../test/support/process';
import type { PublisherSettings } from './publisher';
import {
  BadReceivers,
  parseReceivers,
  Publisher,
  PublisherModule,
  publisherMigrations,
} from './publisher.module';
import type { ReceiverAddress } from './receivers';

const SOURCE = 'urn:nastavnik:installation:spec';

const waitFor = async (what: string, done: () => boolean | Promise<boolean>, ms = 40_000): Promise<void> => {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (await done()) return;
    await delay(25);
  }
  throw new Error(`never happened: ${what}`);
};

/** A log, a database and what is needed to write to the one and look into the other. */
class World {
  private readonly apps: INestApplicationContext[] = [];
  private readonly closing: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly node: EventStoreNode,
    readonly store: EventStore,
    readonly postgres: Pool,
    private readonly openQueues: () => Queues,
  ) {}

  static async open(backend: 'postgres' | 'redis'): Promise<World> {
    const database = await createTestDatabase();
    const node = await startEventStoreNode({ databaseUrl: database.url });
    await migrate(database.url, publisherMigrations);
    const namespace = `spec_${randomUUID().slice(0, 8)}`;
    const world = new World(database, node, connectEventStore(node.url), connectPostgres(database.url), () =>
      openQueues({
        namespace,
        ...(backend === 'redis' ? { redisUrl: redisUrl! } : { databaseUrl: database.url }),
      }),
    );
    if (backend === 'redis') world.closing.push(() => sweep(redisUrl!, namespace));
    return world;
  }

  async publisher(
    receivers: readonly ReceiverAddress[],
    settings: PublisherSettings = {},
  ): Promise<Publisher> {
    const { store, postgres } = this;
    const queues = this.openQueues();
    const app = await NestFactory.createApplicationContext(
      PublisherModule.register({
        store,
        postgres,
        queues,
        receivers,
        source: SOURCE,
        settings: { backoffMs: 50, timeoutMs: 1_000, ...settings },
      }),
      { logger: false },
    );
    this.apps.push(app);
    return app.get(Publisher);
  }

  /** In the order of their start. */
  async stopPublishers(): Promise<void> {
    for (const app of this.apps.splice(0)) await app.close();
  }

  async receiver(): Promise<Receiver> {
    const receiver = await startReceiver();
    this.closing.push(() => receiver.close());
    return receiver;
  }

  /** Answers with these statuses, one a request, then takes what comes. */
  async moody(
    statuses: readonly number[],
  ): Promise<{ url: string; taken: PublicEvent[]; asked: () => number }> {
    const left = [...statuses];
    const taken: PublicEvent[] = [];
    let asked = 0;
    const server: Server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        asked++;
        const status = left.shift() ?? 202;
        if (status === 202) taken.push(JSON.parse(Buffer.concat(chunks).toString()) as PublicEvent);
        response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end('Иванов');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.closing.push(
      () =>
        new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        }),
    );
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, taken, asked: () => asked };
  }

  /** Appends `count` meetings of one pair. @returns position of the last */
  async meetings(count: number): Promise<bigint> {
    const pairId = randomUUID();
    const events = Array.from({ length: count }, (_, index) => {
      const event = {
        type: 'MeetingHeld',
        data: {
          pairId,
          schoolId: randomUUID(),
          number: index + 1,
          kind: 'REGULAR',
          attendeeIds: [randomUUID(), randomUUID()],
          effectiveOn: '2021-03-01',
          basis: { rules: [], evidence: {} },
        },
      } as unknown as DomainEvents;
      return {
        id: randomUUID(),
        ...domainCodec.encode(event),
        metadata: {
          recordedAt: '2021-03-01T09:00:00.000Z',
          actor: { id: 'spec', role: 'curator' },
          commandId: randomUUID(),
        },
      };
    });
    return (await this.store.append(`pair-${pairId}`, 'no_stream', events)).position;
  }

  async checkpoint(): Promise<bigint> {
    const { rows } = await this.postgres.query<{ position: string }>(
      'select position from publisher_checkpoint',
    );
    return BigInt(rows[0]?.position ?? -1);
  }

  /** From now on the database refuses, or delays, a move of the checkpoint to a position or beyond: its jobs are queued by then. */
  async obstructCheckpoint(position: bigint, how: string): Promise<void> {
    await this.postgres.query(`
      create or replace function obstruct() returns trigger language plpgsql as $$
        begin if new.position >= ${position} then ${how} end if; return new; end $$;
      create trigger obstruct before insert or update on publisher_checkpoint
        for each row execute function obstruct()`);
  }

  async freeCheckpoint(): Promise<void> {
    await this.postgres.query('drop trigger obstruct on publisher_checkpoint');
  }

  async close(): Promise<void> {
    await this.stopPublishers();
    for (const close of this.closing) await close();
    await this.store.close();
    await this.postgres.end();
    await this.node.stop();
    await this.database.drop();
  }
}

describe.each(['postgres', 'redis'] as const)('the publisher, its queue on %s', (backend) => {
  const promise = backend === 'redis' && redisUrl === undefined ? it.skip : it;
  let world: World;
  beforeEach(async () => {
    if (backend === 'postgres' || redisUrl !== undefined) world = await World.open(backend);
  });
  afterEach(async () => {
    if (backend === 'postgres' || redisUrl !== undefined) await world.close();
  });

  promise(
    'delivers every event to every receiver; one that fails twice gets it at the third attempt',
    async () => {
      const steady = await world.receiver();
      const moody = await world.moody([503, 302]);
      const publisher = await world.publisher([
        { name: 'steady', url: steady.url },
        { name: 'moody', url: moody.url },
      ]);
      const position = await world.meetings(1);
      await waitFor('delivery', () => moody.taken.length === 1 && steady.events().length === 1);
      expect(moody.taken).toEqual(steady.events());
      expect(moody.taken[0]).toMatchObject({
        specversion: '1.0',
        source: SOURCE,
        type: 'ru.nastavnik.pair.meeting-held.v1',
        time: '2021-03-01T09:00:00.000Z',
        data: { number: 1, attendees: 2, heldOn: '2021-03-01' },
      });
      await waitFor('the log of deliveries', async () =>
        (await publisher.deliveries()).every((delivery) => delivery.deliveredAt !== null),
      );
      const log = await publisher.deliveries();
      expect(log.map(({ receiver, attempts }) => [receiver, attempts]).sort()).toEqual([
        ['moody', 3],
        ['steady', 1],
      ]);
      expect(await world.checkpoint()).toBeGreaterThanOrEqual(position);
      expect(await publisher.status()).toMatchObject({ state: 'feeding', lag: 0n, jobs: { failed: 0 } });
      const metrics = await publisher.registry.metrics();
      expect(metrics).toContain('nastavnik_publisher_deliveries_total{receiver="moody",outcome="failed"} 2');
      expect(metrics).toContain('nastavnik_publisher_lag_positions 0');
    },
  );

  promise(
    'loses nothing and shows nothing twice when it fails between the queue and the checkpoint',
    async () => {
      const receiver = await world.receiver();
      const addresses = [{ name: 'region', url: receiver.url }];
      const twentieth = await world.meetings(20);
      await world.obstructCheckpoint(twentieth, `raise exception 'the process dies here';`);
      const first = await world.publisher(addresses);
      await waitFor('a failed checkpoint', async () => (await first.status()).state === 'outage');
      await waitFor('jobs in spite of it', () => receiver.events().length === 20);
      await world.stopPublishers();
      expect(await world.checkpoint()).toBeLessThan(twentieth);
      await world.freeCheckpoint();
      const last = await world.meetings(5);
      const second = await world.publisher(addresses);
      await waitFor('all of them', () => receiver.events().length === 25);
      await waitFor('checkpoint', async () => (await world.checkpoint()) >= last);
      expect(new Set(receiver.events().map((event) => event.id)).size).toBe(25);
      expect(receiver.duplicates()).toBe(0);
      // What was queued before the crash was not queued again.
      await waitFor('an idle queue', async () => (await second.status()).jobs?.active === 0);
      expect((await second.status()).jobs).toMatchObject({
        waiting: 0,
        delayed: 0,
        completed: 25,
        failed: 0,
      });
    },
  );

  promise('two processes do not publish double, and the second takes over from the first', async () => {
    const receiver = await world.receiver();
    const addresses = [{ name: 'region', url: receiver.url }];
    const first = await world.publisher(addresses);
    await waitFor('a leader', async () => (await first.status()).state === 'feeding');
    const second = await world.publisher(addresses);
    await world.meetings(30);
    await waitFor('all of them', () => receiver.events().length === 30);
    expect((await second.status()).state).toBe('standby');
    await world['apps'].shift()!.close();
    await world.meetings(3);
    await waitFor('the others', () => receiver.events().length === 33);
    expect((await second.status()).state).toBe('feeding');
    expect(receiver.duplicates()).toBe(0);
    const text = await second.registry.metrics();
    expect(text).toContain('nastavnik_publisher_events_total{type="ru.nastavnik.pair.meeting-held.v1"} 3');
  });

  promise('sets aside what nobody takes, writes down why, and tries it again in the next round', async () => {
    const moody = await world.moody([500, 404, 500]);
    const publisher = await world.publisher([{ name: 'moody', url: moody.url }], {
      attempts: 2,
      retryFailedMs: 1_000,
    });
    await world.meetings(1);
    await waitFor('two attempts', () => moody.asked() === 2);
    await waitFor('a line in the log', async () => (await publisher.deliveries())[0]?.attempts === 2);
    const [line] = await publisher.deliveries();
    expect(line).toMatchObject({ deliveredAt: null, lastError: 'answered 404' });
    await waitFor('the next round', () => moody.taken.length === 1);
    await waitFor('delivered', async () => (await publisher.deliveries())[0]?.deliveredAt !== null);
    // What a receiver answers is its own business and may hold anything.
    expect(JSON.stringify(await publisher.deliveries())).not.toContain('Иванов');
  });

  promise('forgets deliveries of long ago, but not what nobody has taken', async () => {
    const line = (id: string, delivered: string, last: string): string =>
      `('${id}', 'region', 't', 's', 1, ${delivered}, now() - interval '${last}')`;
    await world.postgres.query(
      `insert into publisher_delivery
         (event_id, receiver, type, subject, attempts, delivered_at, last_attempt_at)
       values ${line('old', 'now()', '91 days')}, ${line('recent', 'now()', '89 days')},
         ${line('owed', 'null', '91 days')}`,
    );
    const publisher = await world.publisher([]);
    await waitFor('forgetting', async () => (await publisher.deliveries()).length === 2);
    expect((await publisher.deliveries()).map(({ eventId }) => eventId)).toEqual(['recent', 'owed']);
  });

  promise('stands at an event it cannot read, says so, and publishes nothing after it', async () => {
    const receiver = await world.receiver();
    await world.meetings(2);
    const { position } = await world.store.append('pair-x', 'any', [
      { id: randomUUID(), type: 'pair.teleported.v9', data: {}, metadata: {} },
    ]);
    await world.meetings(2);
    const publisher = await world.publisher([{ name: 'region', url: receiver.url }]);
    await waitFor('outage', async () => (await publisher.status()).state === 'outage');
    await waitFor('what came before', () => receiver.events().length === 2);
    const status = await publisher.status();
    expect(status.error).toContain('pair.teleported.v9');
    expect(status.lag).not.toBe(0n);
    await delay(500);
    expect(receiver.events()).toHaveLength(2);
    expect(await world.checkpoint()).toBeLessThan(position);
  });
});

describe('the publisher as a process', () => {
  it('killed between the queue and the checkpoint, it goes on after a restart with nothing lost', async () => {
    const world = await World.open('postgres');
    const receiver = await world.receiver();
    const env = {
      EVENTSTORE_URL: world.node.url,
      DATABASE_URL: world.database.url,
      REDIS_URL: '',
      RECEIVERS: JSON.stringify([{ name: 'region', url: receiver.url }]),
      SOURCE_URI: SOURCE,
      PORT: '0',
    };
    const processes: ReturnType<typeof spawnTs>[] = [];
    const start = async (): Promise<string> => {
      const publisher = spawnTs('apps/publisher/main.ts', { env });
      processes.push(publisher);
      return (await publisher.waitFor(/"url":"(http:[^"]+)"/))[1]!;
    };
    try {
      const tenth = await world.meetings(10);
      await world.obstructCheckpoint(tenth, 'perform pg_sleep(60);');
      await start();
      await waitFor('the first delivery', () => receiver.events().length === 10);
      await processes[0]!.kill('SIGKILL');
      expect(await world.checkpoint()).toBeLessThan(tenth);
      // Its session may still sleep in the server.
      await world.postgres.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'nastavnik-publisher' and datname = current_database()`,
      );
      await world.freeCheckpoint();
      const last = await world.meetings(4);
      const url = await start();
      await waitFor('the rest', () => receiver.events().length === 14);
      await waitFor('checkpoint', async () => (await world.checkpoint()) >= last);
      await waitFor('readiness', async () => (await fetch(`${url}/health/ready`)).status === 200);
      expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({
        ok: true,
        sources: { publisher: { ok: true, detail: { state: 'feeding', lag: '0' } } },
      });
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
      expect(await (await fetch(`${url}/metrics`)).text()).toContain('nastavnik_publisher_jobs');
      processes[1]!.child.kill('SIGTERM');
      expect(await processes[1]!.exited()).toBe(0);
      expect(new Set(receiver.events().map((event) => event.id)).size).toBe(14);
    } catch (error) {
      throw new Error(processes.map(({ output }) => output()).join('---\n'), { cause: error });
    } finally {
      for (const { child, exited } of processes) {
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGKILL');
          await exited();
        }
      }
      await world.close();
    }
  }, 150_000);

  it('lists everything that is wrong with its settings and does not start', async () => {
    const wrong = spawnTs('apps/publisher/main.ts', {
      env: {
        EVENTSTORE_URL: '',
        DATABASE_URL: 'mysql://x',
        REDIS_URL: '',
        RECEIVERS: '[{"name":"A","url":"ftp://x"}]',
        SOURCE_URI: '',
        PORT: '99999',
      },
    });
    expect(await wrong.exited()).toBe(78);
    for (const name of ['EVENTSTORE_URL', 'DATABASE_URL', 'RECEIVERS', 'SOURCE_URI', 'PORT']) {
      expect(wrong.output()).toContain(name);
    }
    expect(wrong.output()).not.toContain('mysql://x');
  });
});

describe('receivers', () => {
  it('are read from JSON; an empty setting means nobody', () => {
    expect(parseReceivers('')).toEqual([]);
    expect(parseReceivers('[{"name":"region","url":"https://region.example/e"}]')).toEqual([
      { name: 'region', url: 'https://region.example/e' },
    ]);
  });

  it('are refused with every mistake at once', () => {
    const problems = (text: string): readonly string[] => {
      try {
        parseReceivers(text);
        return [];
      } catch (error) {
        return (error as BadReceivers).problems;
      }
    };
    expect(problems('{')).toEqual(['not JSON']);
    expect(problems('{}')).toEqual(['a JSON array is expected']);
    expect(
      problems(
        '[{"name":"a","url":"http://x"},{"name":"a","url":"http://u:p@x"},{"name":"B:","url":"x","z":1},null]',
      ),
    ).toEqual([
      '[1].name a is there twice',
      '[1].url must not hold a password',
      '[2].name must be lower-case letters, digits and hyphens, a letter first',
      '[2].url must be an http or https address',
      '[2] has unknown z',
      '[3].name must be lower-case letters, digits and hyphens, a letter first',
      '[3].url must be an http or https address',
    ]);
  });
});
