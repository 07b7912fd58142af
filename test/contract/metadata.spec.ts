/** Stream metadata: kept in its own stream, and what it hides. */
import { setTimeout as delay } from 'node:timers/promises';
import {
  BACKWARDS,
  END,
  type EventStoreDBClient,
  NO_STREAM,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  anEvent,
  aStream,
  collect,
  openStore,
  receiveAll,
  revisionsOf,
  someEvents,
  type StoreUnderContract,
  until,
} from './store.testing';

let store: StoreUnderContract;
let client: EventStoreDBClient;
beforeAll(async () => {
  store = await openStore();
  client = store.client;
});
afterAll(() => store.close());

const tenEvents = async (): Promise<string> => {
  const stream = aStream();
  await client.appendToStream(stream, someEvents(10));
  return stream;
};

it('is empty until it is set', async () => {
  const stream = await tenEvents();
  expect(await client.getStreamMetadata(stream)).toEqual({ streamName: stream });
});

it('comes back as it was set, and is guarded by its own revision', async () => {
  const stream = await tenEvents();
  await client.setStreamMetadata(stream, { maxCount: 3, ours: 'да' }, { expectedRevision: NO_STREAM });
  await client.setStreamMetadata(stream, { maxCount: 4, ours: 'да' }, { expectedRevision: 0n });
  expect(await client.getStreamMetadata(stream)).toMatchObject({
    streamName: stream,
    metadata: { maxCount: 4, ours: 'да' },
  });
  await expect(client.setStreamMetadata(stream, {}, { expectedRevision: 0n })).rejects.toBeInstanceOf(
    WrongExpectedVersionError,
  );
});

it('of a metastream only the newest event is read', async () => {
  const stream = await tenEvents();
  for (const maxCount of [5, 6, 7]) await client.setStreamMetadata(stream, { maxCount });
  expect(await revisionsOf(client, `$$${stream}`)).toEqual([2n]);
});

it('can be set before the stream has events', async () => {
  const stream = aStream();
  await client.setStreamMetadata(stream, { maxCount: 1 });
  await client.appendToStream(stream, someEvents(3), { expectedRevision: NO_STREAM });
  expect(await revisionsOf(client, stream)).toEqual([2n]);
});

it.each([
  ['$maxCount keeps the newest', { maxCount: 3 }, [7n, 8n, 9n]],
  ['$tb hides what is before it', { truncateBefore: 6 }, [6n, 7n, 8n, 9n]],
  ['the stricter of the two counts', { truncateBefore: 6, maxCount: 9 }, [6n, 7n, 8n, 9n]],
  ['$tb beyond the end hides everything and the stream stays', { truncateBefore: 100 }, []],
])('%s', async (_case, metadata, visible) => {
  const stream = await tenEvents();
  await client.setStreamMetadata(stream, metadata);
  expect(await revisionsOf(client, stream)).toEqual(visible);
  const backwards = await revisionsOf(client, stream, { direction: BACKWARDS, fromRevision: END });
  expect(backwards).toEqual([...visible].reverse());
  expect(await revisionsOf(client, stream, { fromRevision: 2n, maxCount: 2 })).toEqual(visible.slice(0, 2));
});

it('$maxAge hides what has grown old', async () => {
  const stream = await tenEvents();
  await client.setStreamMetadata(stream, { maxAge: 1 });
  await delay(1200);
  await client.appendToStream(stream, someEvents(2));
  expect(await revisionsOf(client, stream)).toEqual([10n, 11n]);
  expect(await revisionsOf(client, stream, { direction: BACKWARDS, fromRevision: END })).toEqual([11n, 10n]);
});

it('hides nothing from $all', async () => {
  const stream = await tenEvents();
  await client.setStreamMetadata(stream, { maxCount: 1 });
  const ofStream = (await collect(client.readAll())).filter(({ event }) => event?.streamId === stream);
  expect(ofStream).toHaveLength(10);
});

it('does not change how appends are numbered', async () => {
  const stream = await tenEvents();
  await client.setStreamMetadata(stream, { truncateBefore: 10 });
  const { nextExpectedRevision } = await client.appendToStream(stream, anEvent(), { expectedRevision: 9n });
  expect(nextExpectedRevision).toBe(10n);
});

it('holds for the history a subscription begins with', async () => {
  const stream = await tenEvents();
  await client.setStreamMetadata(stream, { truncateBefore: 8 });
  const seen: bigint[] = [];
  const subscription = client.subscribeToStream(stream);
  subscription.on('data', ({ event }) => seen.push(event!.revision));
  await until('two events', () => seen.length === 2);
  await client.appendToStream(stream, anEvent());
  await until('the live one', () => seen.length === 3);
  expect(seen).toEqual([8n, 9n, 10n]);
  await subscription.unsubscribe();
});

it('is an event of $all, of type $metadata', async () => {
  const stream = aStream();
  await client.setStreamMetadata(stream, { maxCount: 2 });
  const received = receiveAll(client, {});
  const isOurs = ({ event }: (typeof received.events)[number]): boolean => event?.streamId === `$$${stream}`;
  await until('the metadata', () => received.events.some(isOurs));
  expect(received.events.find(isOurs)?.event).toMatchObject({ type: '$metadata', data: { $maxCount: 2 } });
  await received.stop();
});

it('a metastream that does not exist is not found', async () => {
  const error = await collect(client.readStream(`$$${aStream()}`)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StreamNotFoundError);
});
