/** One node: a writer, a reader, the tail of the log between them, and the gRPC server in front. */
import { setTimeout as delay } from 'node:timers/promises';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { Pool } from 'pg';
import { unavailable } from './grpc/errors';
import { addGossip, addRefusals, addServerFeatures } from './grpc/other-services';
import { OpenCalls, streamsDefinition, streamsService } from './grpc/streams-service';
import { LogReader } from './storage/log-reader';
import { LogWriter } from './storage/log-writer';
import { planner } from './storage/schema';
import { Tail } from './storage/tail';

export interface EventStoreNodeOptions {
  /** PostgreSQL database of the log; the node keeps to the schema `eventstore` and creates it. */
  readonly databaseUrl: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** How long to wait for another writer of the same log to let go before refusing to start; 5 s by default. */
  readonly lockWaitMs?: number;
}

export interface EventStoreNode {
  /** `esdb://127.0.0.1:PORT?tls=false` */
  readonly url: string;
  /** Commits what was accepted, ends every call, lets the log go. */
  stop(): Promise<void>;
}

const largestMessage = 17 * 1024 * 1024;
const patienceAtStopMs = 1000;

/** @throws WriterLockHeld when another node writes the same log */
export const startEventStoreNode = async ({
  databaseUrl,
  port = 0,
  host = '127.0.0.1',
  lockWaitMs = 5000,
}: EventStoreNodeOptions): Promise<EventStoreNode> => {
  const tail = new Tail();
  const calls = new OpenCalls();
  const writer = await LogWriter.open(databaseUrl, tail, lockWaitMs, () =>
    calls.endAll(unavailable('another event store node has taken over the log')),
  );
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'event-store-node reader',
    options: planner,
    max: 4,
  });
  // An idle connection that breaks is replaced at the next read, which reports trouble to its own caller.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  const server = new Server({
    'grpc.max_receive_message_length': largestMessage,
    'grpc.max_send_message_length': largestMessage,
    // A client that vanished without a word is noticed.
    'grpc.keepalive_time_ms': 10_000,
    'grpc.keepalive_timeout_ms': 10_000,
  });
  let boundPort = port;
  server.addService(streamsDefinition, streamsService({ reader: new LogReader(pool), tail }, writer, calls));
  addServerFeatures(server);
  addGossip(server, () => ({ host, port: boundPort }));
  addRefusals(server);

  const release = async (): Promise<void> => {
    await writer.close();
    await pool.end();
  };
  try {
    boundPort = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
  } catch (error) {
    await release();
    throw error;
  }

  const shutDown = async (): Promise<void> => {
    // Who was accepted is answered before the calls end.
    const writes = writer.close();
    await Promise.race([writes, delay(patienceAtStopMs, undefined, { ref: false })]);
    calls.endAll(unavailable('the event store node is shutting down'));
    await new Promise<void>((resolve) => {
      const impatient = setTimeout(() => {
        server.forceShutdown();
        resolve();
      }, patienceAtStopMs);
      server.tryShutdown(() => {
        clearTimeout(impatient);
        resolve();
      });
    });
    await writes;
    await pool.end();
  };
  let stopping: Promise<void> | undefined;
  return {
    url: `esdb://${host}:${boundPort}?tls=false`,
    stop: () => (stopping ??= shutDown()),
  };
};
