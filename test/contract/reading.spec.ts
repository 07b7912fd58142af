/** Reading streams and `$all`: directions, places, limits, and what is not there. */
import {
  BACKWARDS,
  binaryEvent,
  END,
  type EventStoreDBClient,
  FORWARDS,
  START,
  StreamNotFoundError,
} from '@eventstore/db-client';
import {
  aStream,
  anEvent,
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

describe('a stream of ten events', () => {
  const stream = aStream();
  beforeAll(() => client.appendToStream(stream, someEvents(10)));

  it.each([
    ['all of it', {}, [0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n]],
    ['the first three', { maxCount: 3 }, [0n, 1n, 2n]],
    ['three from the sixth', { fromRevision: 5n, maxCount: 3 }, [5n, 6n, 7n]],
    ['the last three, newest first', { direction: BACKWARDS, fromRevision: END, maxCount: 3 }, [9n, 8n, 7n]],
    [
      'backwards from a revision, that one included',
      { direction: BACKWARDS, fromRevision: 2n },
      [2n, 1n, 0n],
    ],
    ['backwards from the start', { direction: BACKWARDS, fromRevision: START }, [0n]],
    ['backwards from beyond the end', { direction: BACKWARDS, fromRevision: 99n, maxCount: 1 }, [9n]],
    ['nothing beyond the end', { direction: FORWARDS, fromRevision: 10n }, []],
  ] as const)('gives %s', async (_case, options, expected) => {
    expect(await revisionsOf(client, stream, options)).toEqual(expected);
  });
});

it('reads a stream longer than any page', async () => {
  const stream = aStream();
  for (let written = 0; written < 3000; written += 500) await client.appendToStream(stream, someEvents(500));
  const all = await revisionsOf(client, stream);
  expect(all).toEqual(Array.from({ length: 3000 }, (_, revision) => BigInt(revision)));
  expect(await revisionsOf(client, stream, { direction: BACKWARDS, fromRevision: END })).toEqual(
    [...all].reverse(),
  );
});

it('reads large events in both directions, from a stream and from $all', async () => {
  const stream = aStream('large');
  const large = (mark: number) => binaryEvent({ type: 'large', data: Buffer.alloc(1_000_000, mark) });
  const positions: bigint[] = [];
  for (let mark = 0; mark < 12; mark++) {
    positions.push((await client.appendToStream(stream, large(mark))).position!.commit);
  }
  const marks = (events: { event?: { streamId: string; data: unknown } }[]): number[] =>
    events
      .filter(({ event }) => event?.streamId === stream)
      .map(({ event }) => (event!.data as Uint8Array)[999_999]!);
  const upwards = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const first = { commit: positions[0]!, prepare: positions[0]! };
  expect(marks(await collect(client.readStream(stream)))).toEqual(upwards);
  expect(marks(await collect(client.readAll({ fromPosition: first })))).toEqual(upwards);
  const downwards = { direction: BACKWARDS, maxCount: 12 } as const;
  expect(marks(await collect(client.readStream(stream, { ...downwards, fromRevision: END })))).toEqual(
    [...upwards].reverse(),
  );
  expect(marks(await collect(client.readAll({ ...downwards, fromPosition: END })))).toEqual(
    [...upwards].reverse(),
  );
});

it('says that a stream does not exist', async () => {
  const stream = aStream();
  const error = await collect(client.readStream(stream)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StreamNotFoundError);
});

describe('$all', () => {
  const category = aStream('all');
  const streams = [`${category}-a`, `${category}-b`];
  const positions: bigint[] = [];
  beforeAll(async () => {
    for (let turn = 0; turn < 6; turn++) {
      const { position } = await client.appendToStream(streams[turn % 2]!, anEvent(`turn-${turn}`));
      positions.push(position!.commit);
    }
  });
  const at = (index: number) => ({ commit: positions[index]!, prepare: positions[index]! });
  const turns = async (
    options: Parameters<EventStoreDBClient['readAll']>[0],
  ): Promise<(string | undefined)[]> =>
    (await collect(client.readAll(options)))
      .filter(({ event }) => event?.streamId.startsWith(category))
      .map(({ event }) => event?.type);

  it('gives every event in the order of commits', async () => {
    expect(await turns({})).toEqual(['turn-0', 'turn-1', 'turn-2', 'turn-3', 'turn-4', 'turn-5']);
    const events = await collect(client.readAll());
    events.forEach(({ event }, index) => {
      const before = events[index - 1]?.event;
      if (before) expect(event!.position!.commit).toBeGreaterThan(before.position!.commit);
    });
  });

  it('begins at a position, that event included', async () => {
    expect(await turns({ fromPosition: at(3), maxCount: 2 })).toEqual(['turn-3', 'turn-4']);
  });

  it('goes backwards from the end', async () => {
    expect(await turns({ direction: BACKWARDS, fromPosition: END, maxCount: 2 })).toEqual([
      'turn-5',
      'turn-4',
    ]);
  });

  it('goes backwards from a position, that event not included', async () => {
    expect(await turns({ direction: BACKWARDS, fromPosition: at(3), maxCount: 2 })).toEqual([
      'turn-2',
      'turn-1',
    ]);
  });

  it('says where each event stands', async () => {
    const [only] = await collect(client.readAll({ fromPosition: at(2), maxCount: 1 }));
    expect(only).toMatchObject({
      commitPosition: positions[2],
      event: { streamId: streams[0], revision: 1n, position: at(2) },
    });
  });
});
