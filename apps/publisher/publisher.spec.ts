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
import { connectPostgres, lockKey, migrate } from '@nastavnik/platform/postgres';
import { openQueues, type Queues } from '@nastavnik/platform/queues';
import { redisUrl, sweep } from '../../libs/platform/queues/backends.testing';
import { createTestDatabase, type TestDatabase } from '../../test/support/database';
import { spawnTs } from '../../test/support/process';
import { wayTo } from '../../test/support/way';
import {
  type Delivery,
  type DeliverySettings,
  type Webhooks,
  webhooksOn,
} from '@nastavnik/platform/webhooks';
import type { PublisherSettings } from './publisher';
import { Publisher, PublisherModule, publisherMigrations } from './publisher.module';

const SOURCE = 'urn:nastavnik:installation:spec';
const KEY = Buffer.alloc(32, 7);

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
  readonly closing: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly database: TestDatabase,
    readonly node: EventStoreNode,
    readonly store: EventStore,
    readonly postgres: Pool,
    /** Of the queues. */
    readonly namespace: string,
    private readonly openQueues: () => Queues,
  ) {}

  static async open(backend: 'postgres' | 'redis', redis = redisUrl): Promise<World> {
    const database = await createTestDatabase();
    const node = await startEventStoreNode({ databaseUrl: database.url });
    await migrate(database.url, publisherMigrations);
    const namespace = `spec_${randomUUID().slice(0, 8)}`;
    const world = new World(
      database,
      node,
      connectEventStore(node.url),
      connectPostgres(database.url),
      namespace,
      () =>
        openQueues({
          namespace,
          ...(backend === 'redis' ? { redisUrl: redis! } : { databaseUrl: database.url }),
        }),
    );
    if (backend === 'redis') world.closing.push(() => sweep(redisUrl!, namespace));
    return world;
  }

  /** Retries come at once, and nobody is left alone, unless a test says otherwise. */
  webhooks(settings: DeliverySettings = {}, timeoutMs = 1_000): Webhooks {
    return webhooksOn(this.postgres, {
      key: KEY,
      allow: ['127.0.0.1'],
      timeoutMs,
      deliveries: { backoffMs: 20, breakerAfter: 1_000, ...settings },
    });
  }

  /** Registered as over the API. @returns its id */
  async register(name: string, url: string): Promise<string> {
    return (await this.webhooks().receivers.register({ name, url })).id;
  }

  async publisher(
    deliveries: DeliverySettings = {},
    settings: PublisherSettings = {},
    timeoutMs?: number,
  ): Promise<Publisher> {
    const { store, postgres } = this;
    const queues = this.openQueues();
    const app = await NestFactory.createApplicationContext(
      PublisherModule.register({
        store,
        postgres,
        queues,
        webhooks: this.webhooks(deliveries, timeoutMs),
        source: SOURCE,
        settings: { sweepMs: 50, ...settings },
      }),
      { logger: false },
    );
    this.apps.push(app);
    return app.get(Publisher);
  }

  /** The delivery log of a receiver, latest first. */
  log(receiverId: string): Promise<readonly Delivery[]> {
    return this.webhooks().deliveries.log(receiverId, { limit: 200 });
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
        const said = JSON.parse(Buffer.concat(chunks).toString()) as { challenge?: string };
        if (said.challenge !== undefined) {
          response.end(JSON.stringify({ challenge: said.challenge }));
          return;
        }
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
      const steadyId = await world.register('steady', steady.url);
      const moodyId = await world.register('moody', moody.url);
      const publisher = await world.publisher();
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
      const attempts = async (id: string) => (await world.log(id)).map((line) => [line.state, line.attempts]);
      await waitFor(
        'the log of deliveries',
        async () => (await world.log(moodyId))[0]?.state === 'DELIVERED',
      );
      expect(await attempts(moodyId)).toEqual([['DELIVERED', 3]]);
      expect(await attempts(steadyId)).toEqual([['DELIVERED', 1]]);
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
      await world.register('region', receiver.url);
      const twentieth = await world.meetings(20);
      await world.obstructCheckpoint(twentieth, `raise exception 'the process dies here';`);
      const first = await world.publisher();
      await waitFor('a failed checkpoint', async () => (await first.status()).state === 'outage');
      await waitFor('jobs in spite of it', () => receiver.events().length === 20);
      await world.stopPublishers();
      expect(await world.checkpoint()).toBeLessThan(twentieth);
      await world.freeCheckpoint();
      const last = await world.meetings(5);
      await world.publisher();
      await waitFor('all of them', () => receiver.events().length === 25);
      await waitFor('checkpoint', async () => (await world.checkpoint()) >= last);
      expect(new Set(receiver.events().map((event) => event.id)).size).toBe(25);
      expect(receiver.duplicates()).toBe(0);
    },
  );

  promise('two processes do not publish double, and the second takes over from the first', async () => {
    const receiver = await world.receiver();
    await world.register('region', receiver.url);
    const first = await world.publisher();
    await waitFor('a leader', async () => (await first.status()).state === 'feeding');
    const second = await world.publisher();
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

  promise(
    'a leader whose connection breaks stands by, and is well, when another has taken over',
    async () => {
      const publisher = await world.publisher();
      const state = async () => (await publisher.status()).state;
      await waitFor('a leader', async () => (await state()) === 'feeding');
      const other = await world.postgres.connect();
      // The other queues for the lock, so it has it the moment the leader's connection is gone.
      const locked = other.query('select pg_advisory_lock($1)', [lockKey('publisher')]);
      const holders = (granted: boolean) =>
        world.postgres.query<{ pid: number }>(
          `select pid from pg_locks l join pg_database d on d.oid = l.database
         where locktype = 'advisory' and datname = current_database() and granted = $2
           and (classid::bigint << 32 | objid::bigint) = $1`,
          [lockKey('publisher'), granted],
        );
      await waitFor('the other in the queue', async () => (await holders(false)).rows.length === 1);
      await world.postgres.query('select pg_terminate_backend($1)', [(await holders(true)).rows[0]!.pid]);
      await locked;
      await waitFor('standing by', async () => (await state()) === 'standby');
      expect((await publisher.status()).error).toBeUndefined();
      other.release(true);
      await waitFor('a leader again', async () => (await state()) === 'feeding');
    },
  );

  promise('who answers slowly has a share of the workers, and keeps nobody else waiting', async () => {
    let answer!: () => void;
    const patient = new Promise<void>((resolve) => (answer = resolve));
    const asked: string[] = [];
    const slow = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { subject } = JSON.parse(Buffer.concat(chunks).toString()) as { subject?: string };
        if (subject === undefined) return void response.end(Buffer.concat(chunks));
        asked.push(subject);
        void patient.then(() => response.writeHead(204).end());
      });
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    world.closing.push(() => new Promise((resolve) => (slow.close(resolve), slow.closeAllConnections())));
    const steady = await world.receiver();
    await world.register('slow', `http://127.0.0.1:${(slow.address() as AddressInfo).port}/`);
    await world.register('steady', steady.url);
    await world.publisher({}, { concurrency: 6, perReceiver: 2 }, 30_000);
    for (let pair = 0; pair < 12; pair++) await world.meetings(2);
    await waitFor('the steady one', () => steady.events().length === 24);
    expect(asked).toHaveLength(2);
    answer();
    await waitFor('the slow one', () => asked.length === 24);
  });

  promise('gives up what nobody takes, writes down why, and sends it again when asked', async () => {
    const moody = await world.moody([500, 404, 500, 500]);
    const id = await world.register('moody', moody.url);
    await world.publisher({ attempts: 2 });
    await world.meetings(2);
    await waitFor(
      'giving up',
      async () => (await world.log(id)).filter(({ state }) => state === 'DEAD').length === 2,
    );
    expect(moody.asked()).toBe(4);
    expect((await world.log(id)).map(({ lastError }) => lastError)).toEqual(['answered 500', 'answered 404']);
    // What a receiver answers is its own business and may hold anything.
    expect(JSON.stringify(await world.log(id))).not.toContain('Иванов');
    expect(await world.webhooks().deliveries.redeliver(id, 'DEAD')).toBe(2);
    await waitFor('both', () => moody.taken.length === 2);
  });

  promise('sends one pair in order, whatever fails on the way, and other pairs meanwhile', async () => {
    const moody = await world.moody([500, 500, 500]);
    await world.register('moody', moody.url);
    await world.publisher({ backoffMs: 200 });
    const first = await world.meetings(5);
    const second = await world.meetings(5);
    expect(second).toBeGreaterThan(first);
    await waitFor('all of them', () => moody.taken.length === 10);
    const numbers = new Map<string, number[]>();
    for (const { subject, data } of moody.taken as PublicEvent<string, { number: number }>[]) {
      numbers.set(subject, [...(numbers.get(subject) ?? []), data.number]);
    }
    expect([...numbers.values()]).toEqual([
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ]);
  });

  promise('leaves a dead receiver alone, and slows nobody else for it', async () => {
    const steady = await world.receiver();
    const dead = await world.moody(Array.from({ length: 1_000 }, () => 503));
    const deadId = await world.register('dead', dead.url);
    await world.register('steady', steady.url);
    await world.publisher({ breakerAfter: 3, breakerMs: 60_000 });
    for (let pair = 0; pair < 20; pair++) await world.meetings(2);
    await waitFor('the steady one', () => steady.events().length === 40);
    await delay(500);
    // Lanes that were under way together may each have had their one attempt.
    expect(dead.asked()).toBeLessThanOrEqual(3 + 8);
    const receiver = await world.webhooks().receivers.find(deadId);
    expect(receiver).toMatchObject({ pending: 40, dead: 0 });
    expect(Date.parse(receiver!.openUntil!)).toBeGreaterThan(Date.now());
  });

  promise('tells a receiver of later what happened before, when asked since a position', async () => {
    const publisher = await world.publisher();
    const before = await world.meetings(3);
    await world.meetings(4);
    await waitFor('feeding', async () => (await publisher.status()).lag === 0n);
    const receiver = await world.receiver();
    const id = await world.register('late', receiver.url);
    expect(receiver.events()).toEqual([]);
    await world.webhooks().deliveries.askReplay(id, before, (await world.store.lastPosition())!);
    await waitFor('what came after', () => receiver.events().length === 4);
    await world.webhooks().deliveries.askReplay(id, -1n, (await world.store.lastPosition())!);
    await waitFor('all of it', () => receiver.events().length === 7);
    await waitFor('repetitions', () => receiver.duplicates() === 4);
  });

  promise('stands at an event it cannot read, says so, and publishes nothing after it', async () => {
    const receiver = await world.receiver();
    await world.meetings(2);
    const { position } = await world.store.append('pair-x', 'any', [
      { id: randomUUID(), type: 'pair.teleported.v9', data: {}, metadata: {} },
    ]);
    await world.meetings(2);
    await world.register('region', receiver.url);
    const publisher = await world.publisher();
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

describe('Redis away', () => {
  const promise = redisUrl === undefined ? it.skip : it;

  promise(
    'in the middle of the work, and back without anything it held: everything is delivered, in order',
    async () => {
      const way = await wayTo(redisUrl!);
      const world = await World.open('redis', way.url);
      try {
        const receiver = await world.receiver();
        await world.register('region', receiver.url);
        const publisher = await world.publisher();
        await world.meetings(20);
        await waitFor('the first', () => receiver.events().length > 0);
        way.cut();
        for (let pair = 0; pair < 3; pair++) await world.meetings(10);
        await waitFor('trouble that is told of', async () => {
          const { state, jobs } = await publisher.status();
          return state === 'outage' || jobs === undefined;
        });
        // Whatever Redis held is lost as well.
        await sweep(redisUrl!, world.namespace);
        way.mend();
        await waitFor('everything', () => receiver.events().length === 50, 90_000);
        const numbers = new Map<string, number[]>();
        for (const { subject, data } of receiver.events() as PublicEvent<string, { number: number }>[]) {
          numbers.set(subject, [...(numbers.get(subject) ?? []), data.number]);
        }
        for (const seen of numbers.values()) expect(seen).toEqual(seen.map((_, index) => index + 1));
        await waitFor('the end of the outage', async () => (await publisher.status()).state === 'feeding');
      } finally {
        await world.close();
        await way.close();
      }
    },
    150_000,
  );
});

describe('the publisher as a process', () => {
  it('killed between the queue and the checkpoint, it goes on after a restart with nothing lost', async () => {
    const world = await World.open('postgres');
    const receiver = await world.receiver();
    await world.register('region', receiver.url);
    const env = {
      EVENTSTORE_URL: world.node.url,
      DATABASE_URL: world.database.url,
      REDIS_URL: '',
      WEBHOOK_KEY: KEY.toString('base64'),
      WEBHOOK_ALLOW: '127.0.0.1',
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
        WEBHOOK_KEY: 'short',
        WEBHOOK_ALLOW: 'everybody',
        SOURCE_URI: '',
        PORT: '99999',
      },
    });
    expect(await wrong.exited()).toBe(78);
    for (const name of [
      'EVENTSTORE_URL',
      'DATABASE_URL',
      'WEBHOOK_KEY',
      'WEBHOOK_ALLOW',
      'SOURCE_URI',
      'PORT',
    ]) {
      expect(wrong.output()).toContain(name);
    }
    expect(wrong.output()).not.toContain('mysql://x');
  });
});
