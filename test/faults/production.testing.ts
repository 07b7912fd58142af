/**
 * The installation of docker/compose.yml as real processes: api, projector, two publishers and an event store node, on PostgreSQL and
 * Redis. Every part can be taken away without warning and brought back.
 *
 * PostgreSQL and Redis of the machine, where DATABASE_URL and REDIS_URL name them, are not ours to stop: the way to them is cut, and what
 * Redis held is emptied, as a Redis without a file comes back. Without them PostgreSQL is a server of the test, which is killed, and
 * the queue stands in it.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Redis from 'ioredis';
import { startEmbeddedPostgres } from '@nastavnik/platform/embedded';
import { DevelopmentIssuer } from '@nastavnik/platform/identity';
import { createTestDatabase } from '../support/database';
import { type Spawned, spawnTs } from '../support/process';
import { type Way, wayTo } from '../support/way';

export const SOURCE = 'urn:nastavnik:installation:faults';

export interface Part {
  readonly name: string;
  /** Without warning. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

export interface Production {
  readonly url: string;
  readonly eventStoreUrl: string;
  readonly databaseUrl: string;
  readonly issuer: DevelopmentIssuer;
  /** In the order in which one depends on the other: what others need comes last. */
  readonly parts: readonly Part[];
  /** @throws with what it said, when a process has ended by itself */
  alive(): void;
  /** Resolves when every process says that it is ready. */
  ready(): Promise<void>;
  end(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

interface Server {
  readonly way: Way;
  readonly part: Part;
  end(): Promise<void>;
}

const postgresOfTheMachine = async (): Promise<Server> => {
  const database = await createTestDatabase();
  const way = await wayTo(database.url);
  return {
    way,
    part: { name: 'postgres', kill: async () => way.cut(), start: async () => way.mend() },
    end: async () => {
      await way.close();
      await database.drop();
    },
  };
};

const postgresOfTheTest = async (): Promise<Server> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'nastavnik-faults-'));
  let server = await startEmbeddedPostgres({ dataDir });
  const way = await wayTo(server.url);
  return {
    way,
    part: {
      name: 'postgres',
      kill: async () => {
        way.cut();
        const [pid] = readFileSync(path.join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
        process.kill(Number(pid), 'SIGKILL');
        await server.exited;
      },
      start: async () => {
        server = await startEmbeddedPostgres({ dataDir });
        way.mend(server.url);
      },
    },
    end: async () => {
      await way.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** A numbered database of Redis that nobody uses, held for this run. */
const redisOfTheMachine = async (server: string): Promise<Server> => {
  for (let number = 1; number < 16; number++) {
    const url = new URL(server);
    url.pathname = `/${number}`;
    const redis = new Redis(url.toString());
    if ((await redis.dbsize()) === 0 && (await redis.set('nastavnik:faults', '1', 'NX')) === 'OK') {
      const way = await wayTo(url.toString());
      return {
        way,
        part: {
          name: 'redis',
          kill: async () => {
            way.cut();
            await redis.flushdb();
          },
          start: async () => {
            await redis.set('nastavnik:faults', '1');
            way.mend();
          },
        },
        end: async () => {
          await way.close();
          await redis.flushdb();
          await redis.quit();
        },
      };
    }
    await redis.quit();
  }
  throw new Error('Redis has no empty database left for this run');
};

export const startProduction = async (): Promise<Production> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'nastavnik-production-'));
  const issuer = await DevelopmentIssuer.open(dataDir);
  const keys = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(issuer.provider.keys.jwks));
  });
  await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
  const postgres = await (process.env.DATABASE_URL ? postgresOfTheMachine() : postgresOfTheTest());
  const redis = process.env.REDIS_URL ? await redisOfTheMachine(process.env.REDIS_URL) : undefined;
  const running = new Map<string, Spawned>();

  const processPart = (name: string, launch: () => Spawned): Part => ({
    name,
    kill: async () => running.get(name)!.kill('SIGKILL'),
    start: async () => void running.set(name, launch()),
  });
  const storePort = await freePort();
  const eventStoreUrl = `esdb://127.0.0.1:${storePort}?tls=false`;
  const eventStore = processPart('event store', () =>
    spawnTs('test/faults/event-store-node.testing.ts', { args: [postgres.way.url, String(storePort)] }),
  );
  const { issuer: iss, audience } = issuer.provider;
  const env: NodeJS.ProcessEnv = {
    EVENTSTORE_URL: eventStoreUrl,
    DATABASE_URL: postgres.way.url,
    REDIS_URL: redis?.way.url ?? '',
    VAULT_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    WEBHOOK_KEY: Buffer.alloc(32, 9).toString('base64'),
    WEBHOOK_ALLOW: '127.0.0.1',
    IDENTITY_PROVIDERS: JSON.stringify([
      {
        issuer: iss,
        audience,
        jwksUrl: `http://127.0.0.1:${(keys.address() as AddressInfo).port}/jwks.json`,
      },
    ]),
    SOURCE_URI: SOURCE,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
  const urls = new Map<string, string>();
  const app = async (name: string, main = name): Promise<Part> => {
    const port = String(await freePort());
    urls.set(name, `http://127.0.0.1:${port}`);
    return processPart(name, () => spawnTs(`apps/${main}/main.ts`, { env: { ...env, PORT: port } }));
  };
  const parts = [
    await app('api'),
    await app('projector'),
    await app('publisher'),
    await app('second publisher', 'publisher'),
    ...(redis === undefined ? [] : [redis.part]),
    eventStore,
    postgres.part,
  ];
  const isReady = (url: string): Promise<boolean> =>
    fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
      ({ status }) => status === 200,
      () => false,
    );
  await eventStore.start();
  await running.get('event store')!.waitFor(/serving/);
  for (const part of parts) if (urls.has(part.name)) await part.start();
  return {
    url: urls.get('api')!,
    eventStoreUrl,
    databaseUrl: postgres.way.url,
    issuer,
    parts,
    alive: () => {
      for (const [name, { child, output }] of running)
        if (child.exitCode !== null) throw new Error(`${name} has ended:\n${output()}`);
    },
    ready: async () => {
      for (const [name, url] of urls) {
        for (let tries = 0; !(await isReady(url)); tries++) {
          const process = running.get(name)!;
          if (tries > 1_200 || process.child.exitCode !== null)
            throw new Error(`${name} is not ready:\n${process.output()}`);
          await delay(100);
        }
      }
    },
    end: async () => {
      await Promise.all([...running.values()].map((one) => one.kill('SIGKILL')));
      await redis?.end();
      await postgres.end();
      await new Promise((resolve) => keys.close(resolve));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

/** A receiver that remembers every arrival, repetitions included, and answers as it is told. */
export interface Listener {
  readonly url: string;
  readonly arrivals: readonly { readonly id: string; readonly event: object; readonly signed: Signed }[];
  close(): Promise<void>;
}

export interface Signed {
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

/** @param answer status for the n-th event, from 0; rejects to break the connection */
export const listen = async (answer: (n: number) => Promise<number>): Promise<Listener> => {
  const arrivals: { id: string; event: object; signed: Signed }[] = [];
  let asked = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const said = JSON.parse(body) as { challenge?: string; id: string };
      if (said.challenge !== undefined)
        return void response.end(JSON.stringify({ challenge: said.challenge }));
      answer(asked++).then(
        (status) => {
          if (status < 300)
            arrivals.push({
              ...{ id: said.id, event: said },
              signed: { headers: request.headers as { [name: string]: string }, body },
            });
          response.writeHead(status).end();
        },
        () => request.destroy(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${randomUUID()}`,
    arrivals,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
