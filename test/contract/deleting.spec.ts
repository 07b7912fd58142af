/** Deleting a stream so that it can begin again, and closing it for ever. */
import {
  ANY,
  type AppendExpectedRevision,
  type EventStoreDBClient,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  anEvent,
  aStream,
  collect,
  openStore,
  revisionsOf,
  someEvents,
  type StoreUnderContract,
} from './store.testing';

let store: StoreUnderContract;
let client: EventStoreDBClient;
beforeAll(async () => {
  store = await openStore();
  client = store.client;
});
afterAll(() => store.close());

const ofThree = async (): Promise<string> => {
  const stream = aStream();
  await client.appendToStream(stream, someEvents(3));
  return stream;
};
const readError = (stream: string): Promise<unknown> =>
  collect(client.readStream(stream)).catch((error: unknown) => error);
const unary = { credentials: { username: 'admin', password: 'changeit' } };

describe('a deleted stream', () => {
  it('is not found', async () => {
    const stream = await ofThree();
    const { position } = await client.deleteStream(stream, { expectedRevision: 2n });
    expect(position?.commit).toBeGreaterThan(0n);
    expect(await readError(stream)).toBeInstanceOf(StreamNotFoundError);
  });

  it.each<[string, AppendExpectedRevision]>([
    ['any', ANY],
    ['no_stream', NO_STREAM],
    ['its last revision', 2n],
  ])('begins again under %s, and numbers on', async (_case, expectedRevision) => {
    const stream = await ofThree();
    await client.deleteStream(stream);
    const { nextExpectedRevision } = await client.appendToStream(stream, someEvents(2), { expectedRevision });
    expect(nextExpectedRevision).toBe(4n);
    expect(await revisionsOf(client, stream)).toEqual([3n, 4n]);
    expect((await client.getStreamMetadata(stream)).metadata).toMatchObject({ truncateBefore: 3 });
  });

  it('does not begin again under stream_exists', async () => {
    const stream = await ofThree();
    await client.deleteStream(stream);
    for (const dialect of [{}, unary]) {
      const append = client.appendToStream(stream, anEvent(), {
        expectedRevision: STREAM_EXISTS,
        ...dialect,
      });
      await expect(append).rejects.toBeInstanceOf(StreamDeletedError);
    }
  });

  it('can be deleted and begun again many times', async () => {
    const stream = aStream();
    for (let round = 0; round < 3; round++) {
      await client.appendToStream(stream, someEvents(2), { expectedRevision: ANY });
      expect(await revisionsOf(client, stream)).toEqual([BigInt(round * 2), BigInt(round * 2 + 1)]);
      await client.deleteStream(stream);
    }
  });

  it('begins again, with nothing in it yet, when its metadata is set', async () => {
    const stream = await ofThree();
    await client.deleteStream(stream);
    await client.setStreamMetadata(stream, { maxCount: 2 });
    expect(await revisionsOf(client, stream)).toEqual([]);
    expect((await client.getStreamMetadata(stream)).metadata).toEqual({ maxCount: 2, truncateBefore: 3 });
  });
});

it('deleting refuses a wrong revision and says the right one', async () => {
  const stream = await ofThree();
  await expect(client.deleteStream(stream, { expectedRevision: 1n })).rejects.toMatchObject({
    streamName: stream,
    expectedVersion: 1n,
    actualVersion: 2n,
  });
  expect(await revisionsOf(client, stream)).toEqual([0n, 1n, 2n]);
});

it('deleting refuses a stream that is not there', async () => {
  await expect(client.deleteStream(aStream())).rejects.toBeInstanceOf(WrongExpectedVersionError);
});

describe('a tombstoned stream', () => {
  let stream: string;
  beforeAll(async () => {
    stream = await ofThree();
    await client.tombstoneStream(stream, { expectedRevision: 2n });
  });

  it('says that it is deleted when it is read', async () => {
    expect(await readError(stream)).toBeInstanceOf(StreamDeletedError);
    expect(await readError(`$$${stream}`)).toBeInstanceOf(StreamDeletedError);
  });

  it.each<[string, AppendExpectedRevision]>([
    ['any', ANY],
    ['no_stream', NO_STREAM],
    ['stream_exists', STREAM_EXISTS],
    ['its last revision', 2n],
  ])('takes nothing under %s, by either dialect', async (_case, expectedRevision) => {
    for (const dialect of [{}, unary]) {
      const error = await client
        .appendToStream(stream, anEvent(), { expectedRevision, ...dialect })
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StreamDeletedError);
      expect(error).toMatchObject({ streamName: stream });
    }
  });

  it('takes no metadata, no deletion and no second tombstone', async () => {
    await expect(client.setStreamMetadata(stream, { maxCount: 1 })).rejects.toBeInstanceOf(
      StreamDeletedError,
    );
    await expect(client.deleteStream(stream)).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(client.tombstoneStream(stream)).rejects.toBeInstanceOf(StreamDeletedError);
  });

  it('ends with $streamDeleted in $all', async () => {
    const events = (await collect(client.readAll())).filter(({ event }) => event?.streamId === stream);
    expect(events.map(({ event }) => event?.type)).toEqual([
      'happened',
      'happened',
      'happened',
      '$streamDeleted',
    ]);
  });

  it('ends the subscriptions to it', async () => {
    const late = client.subscribeToStream(stream);
    await expect(collect(late)).rejects.toBeInstanceOf(StreamDeletedError);

    const other = await ofThree();
    const seen: string[] = [];
    const early = client.subscribeToStream(other);
    const ended = new Promise<unknown>((resolve) => early.on('error', resolve));
    early.on('data', ({ event }) => seen.push(event!.type));
    const caughtUp = new Promise((resolve) => early.on('caughtUp', resolve));
    await caughtUp;
    await client.tombstoneStream(other);
    expect(await ended).toBeInstanceOf(StreamDeletedError);
    expect(seen.slice(0, 3)).toEqual(['happened', 'happened', 'happened']);
  });
});

it('tombstoning refuses a wrong revision', async () => {
  const stream = await ofThree();
  await expect(client.tombstoneStream(stream, { expectedRevision: 0n })).rejects.toBeInstanceOf(
    WrongExpectedVersionError,
  );
  expect(await revisionsOf(client, stream)).toHaveLength(3);
});

it('a stream that never was can be closed for ever', async () => {
  const stream = aStream();
  await client.tombstoneStream(stream, { expectedRevision: NO_STREAM });
  await expect(client.appendToStream(stream, anEvent())).rejects.toBeInstanceOf(StreamDeletedError);
});
