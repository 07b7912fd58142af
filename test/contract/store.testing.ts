/**
 * The store under contract: the EventStoreDB that EVENTSTORE_URL names, else our own node on a fresh database. Nothing in
 * these specs may depend on which of the two it is, except under `onOurNode`.
 */
import { randomUUID } from 'node:crypto';
import { type AllStreamResolvedEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { type EventStoreNode, startEventStoreNode } from '@nastavnik/platform/embedded/event-store-node';
import { createTestDatabase, type TestDatabase } from '../support/database';

const given = process.env['EVENTSTORE_URL'];

/** For what is promised by our own node only. */
export const onOurNode = given ? describe.skip : describe;

export interface StoreUnderContract {
  readonly url: string;
  readonly client: EventStoreDBClient;
  close(): Promise<void>;
}

export const openStore = async (): Promise<StoreUnderContract> => {
  if (given) {
    const client = EventStoreDBClient.connectionString(given);
    return { url: given, client, close: () => client.dispose() };
  }
  const own = await startOwnStore();
  const client = EventStoreDBClient.connectionString(own.node.url);
  return {
    url: own.node.url,
    client,
    close: async () => {
      await client.dispose();
      await own.node.stop();
      await own.database.drop();
    },
  };
};

/** Our node by itself, for specs about its database and its life. */
export const startOwnStore = async (): Promise<{ database: TestDatabase; node: EventStoreNode }> => {
  const database = await createTestDatabase();
  return { database, node: await startEventStoreNode({ databaseUrl: database.url }) };
};

/** A name no other test uses; the part before the dash is the category. */
export const aStream = (category = 'contract'): string => `${category}-${randomUUID()}`;

export const anEvent = (type = 'happened', data: object = { said: 'да' }, id: string = randomUUID()) =>
  jsonEvent({ id, type, data: data as Record<string, unknown> });

export const someEvents = (count: number, type = 'happened') =>
  Array.from({ length: count }, (_, number) => anEvent(type, { number }));

/** Everything an async iteration gives. */
export const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

export const revisionsOf = async (
  client: EventStoreDBClient,
  stream: string,
  options: Parameters<EventStoreDBClient['readStream']>[1] = {},
): Promise<bigint[]> =>
  (await collect(client.readStream(stream, options))).map(({ event }) => event?.revision ?? -1n);

/** Waits until a condition holds. @throws after ten seconds, naming what was awaited */
export const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited in vain: ${what}`);
};

export interface Received {
  readonly events: AllStreamResolvedEvent[];
  readonly checkpoints: bigint[];
  caughtUp: number;
  error?: Error;
  stop(): Promise<void>;
}

/** Subscribes to `$all` and keeps what comes. */
export const receiveAll = (
  client: EventStoreDBClient,
  options: Parameters<EventStoreDBClient['subscribeToAll']>[0],
): Received => {
  const subscription = client.subscribeToAll(options);
  const received: Received = {
    events: [],
    checkpoints: [],
    caughtUp: 0,
    stop: () => subscription.unsubscribe(),
  };
  subscription.on('data', (event) => received.events.push(event));
  subscription.on('caughtUp', () => received.caughtUp++);
  subscription.on('error', (error) => (received.error = error));
  return received;
};
