/** Appending: expected revisions, idempotency by event id, size, over both dialects of the protocol. */
import { randomUUID } from 'node:crypto';
import {
  ANY,
  type AppendExpectedRevision,
  binaryEvent,
  DeadlineExceededError,
  type EventStoreDBClient,
  MaxAppendSizeExceededError,
  NO_STREAM,
  STREAM_EXISTS,
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

const refusal = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => {
      throw new Error('was not refused');
    },
    (error: Error) => error,
  );

// Naming credentials makes the client use the unary call; over an insecure channel they are not sent.
describe.each([
  ['BatchAppend', {}],
  ['Append', { credentials: { username: 'admin', password: 'changeit' } }],
])('%s', (_dialect, dialect) => {
  it('writes a new stream and says where', async () => {
    const stream = aStream();
    const first = await client.appendToStream(stream, someEvents(3), {
      expectedRevision: NO_STREAM,
      ...dialect,
    });
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 2n });
    expect(first.position?.commit).toBe(first.position?.prepare);

    const second = await client.appendToStream(stream, someEvents(1), { expectedRevision: 2n, ...dialect });
    expect(second.nextExpectedRevision).toBe(3n);
    expect(second.position!.commit).toBeGreaterThan(first.position!.commit);
    expect(await revisionsOf(client, stream)).toEqual([0n, 1n, 2n, 3n]);
  });

  it('gives back what was written, byte for byte', async () => {
    const stream = aStream();
    const json = { ...anEvent('сказано', { said: 'ёлка', at: 1.5 }), metadata: { by: 'наставник' } };
    const bytes = binaryEvent({
      type: 'binary',
      data: Uint8Array.of(0, 1, 254, 255),
      metadata: Uint8Array.of(7),
    });
    await client.appendToStream(stream, [json, bytes], dialect);
    const [first, second] = (await collect(client.readStream(stream))).map(({ event }) => event);
    expect(first).toMatchObject({
      id: json.id,
      streamId: stream,
      type: 'сказано',
      data: json.data,
      metadata: json.metadata,
      isJson: true,
    });
    expect(Date.now() - first!.created.getTime()).toBeLessThan(60_000);
    expect(second).toMatchObject({ id: bytes.id, type: 'binary', isJson: false });
    expect([...(second!.data as Uint8Array)]).toEqual([0, 1, 254, 255]);
  });

  it.each<[string, AppendExpectedRevision, bigint]>([
    ['no_stream on a stream that is there', NO_STREAM, 2n],
    ['a revision behind', 0n, 2n],
    ['a revision ahead', 7n, 2n],
  ])('refuses %s', async (_case, expectedRevision, actual) => {
    const stream = aStream();
    await client.appendToStream(stream, someEvents(3), dialect);
    const error = await refusal(client.appendToStream(stream, anEvent(), { expectedRevision, ...dialect }));
    expect(error).toBeInstanceOf(WrongExpectedVersionError);
    expect(error).toMatchObject({
      streamName: stream,
      expectedVersion: expectedRevision,
      actualVersion: actual,
    });
    expect(await revisionsOf(client, stream)).toEqual([0n, 1n, 2n]);
  });

  it.each<[string, AppendExpectedRevision]>([
    ['stream_exists', STREAM_EXISTS],
    ['an exact revision', 0n],
  ])('refuses %s on a stream that is not there', async (_case, expectedRevision) => {
    const stream = aStream();
    const error = await refusal(client.appendToStream(stream, anEvent(), { expectedRevision, ...dialect }));
    expect(error).toBeInstanceOf(WrongExpectedVersionError);
    expect(error).toMatchObject({ expectedVersion: expectedRevision, actualVersion: NO_STREAM });
  });

  it('accepts any and stream_exists', async () => {
    const stream = aStream();
    await client.appendToStream(stream, anEvent(), { expectedRevision: ANY, ...dialect });
    const result = await client.appendToStream(stream, anEvent(), {
      expectedRevision: STREAM_EXISTS,
      ...dialect,
    });
    expect(result.nextExpectedRevision).toBe(1n);
  });

  describe('the same events again', () => {
    it.each<[string, AppendExpectedRevision]>([
      ['no_stream', NO_STREAM],
      ['any', ANY],
    ])('change nothing and give the first answer under %s', async (_case, expectedRevision) => {
      const stream = aStream();
      const events = someEvents(3);
      const first = await client.appendToStream(stream, events, { expectedRevision, ...dialect });
      await client.appendToStream(stream, someEvents(2), { expectedRevision: 2n, ...dialect });
      const again = await client.appendToStream(stream, events, { expectedRevision, ...dialect });
      expect(again).toMatchObject({ success: true, nextExpectedRevision: 2n, position: first.position });
      expect(await revisionsOf(client, stream)).toHaveLength(5);
    });

    it('change nothing under an exact revision and under stream_exists', async () => {
      const stream = aStream();
      await client.appendToStream(stream, someEvents(2), dialect);
      const events = someEvents(2);
      await client.appendToStream(stream, events, { expectedRevision: 1n, ...dialect });
      for (const expectedRevision of [1n, STREAM_EXISTS] as const) {
        const again = await client.appendToStream(stream, events, { expectedRevision, ...dialect });
        expect(again.nextExpectedRevision).toBe(3n);
      }
      expect(await revisionsOf(client, stream)).toHaveLength(4);
    });

    it('are recognised when the first part of them comes alone', async () => {
      const stream = aStream();
      const events = someEvents(3);
      await client.appendToStream(stream, events, { expectedRevision: NO_STREAM, ...dialect });
      const part = await client.appendToStream(stream, events.slice(0, 2), {
        expectedRevision: NO_STREAM,
        ...dialect,
      });
      expect(part.nextExpectedRevision).toBe(1n);
      expect(await revisionsOf(client, stream)).toHaveLength(3);
    });

    it.each<[string, AppendExpectedRevision]>([
      ['no_stream', NO_STREAM],
      ['any', ANY],
    ])('with a new one behind them are refused under %s', async (_case, expectedRevision) => {
      const stream = aStream();
      const events = someEvents(2);
      await client.appendToStream(stream, events, { expectedRevision: NO_STREAM, ...dialect });
      const mixed = client.appendToStream(stream, [...events, anEvent()], { expectedRevision, ...dialect });
      expect(await refusal(mixed)).toBeInstanceOf(WrongExpectedVersionError);
      expect(await revisionsOf(client, stream)).toHaveLength(2);
    });

    it('in another order are refused', async () => {
      const stream = aStream();
      const events = someEvents(2);
      await client.appendToStream(stream, events, { expectedRevision: NO_STREAM, ...dialect });
      const reordered = [...events].reverse();
      const error = await refusal(
        client.appendToStream(stream, reordered, { expectedRevision: NO_STREAM, ...dialect }),
      );
      expect(error).toBeInstanceOf(WrongExpectedVersionError);
    });

    it('at the end of the stream under the revision after them are written once more', async () => {
      const stream = aStream();
      const event = anEvent();
      await client.appendToStream(stream, event, { expectedRevision: NO_STREAM, ...dialect });
      const again = await client.appendToStream(stream, event, { expectedRevision: 0n, ...dialect });
      expect(again.nextExpectedRevision).toBe(1n);
    });

    it('may stand in another stream', async () => {
      const event = anEvent();
      await client.appendToStream(aStream(), event, dialect);
      const other = await client.appendToStream(aStream(), event, { expectedRevision: ANY, ...dialect });
      expect(other.nextExpectedRevision).toBe(0n);
    });
  });

  it('takes just under a mebibyte and refuses more', async () => {
    const stream = aStream();
    const ofSize = (size: number) => binaryEvent({ type: 'big', data: new Uint8Array(size) });
    await client.appendToStream(stream, ofSize(1024 * 1024 - 64), dialect);
    const error = await refusal(client.appendToStream(stream, ofSize(1024 * 1024 + 1), dialect));
    expect(error).toBeInstanceOf(MaxAppendSizeExceededError);
    expect(error).toMatchObject({ maxAppendSize: 1024 * 1024 });
    const together = Array.from({ length: 3 }, () => ofSize(400 * 1024));
    expect(await refusal(client.appendToStream(stream, together, dialect))).toBeInstanceOf(
      MaxAppendSizeExceededError,
    );
    expect(await revisionsOf(client, stream)).toEqual([0n]);
  });
});

it('answers many appends in flight, each for itself', async () => {
  const streams = Array.from({ length: 200 }, () => aStream());
  const taken = streams.filter((_, index) => index % 10 === 0);
  await Promise.all(taken.map((stream) => client.appendToStream(stream, anEvent())));
  const results = await Promise.allSettled(
    streams.map((stream) => client.appendToStream(stream, anEvent(), { expectedRevision: NO_STREAM })),
  );
  results.forEach((result, index) => {
    if (index % 10 === 0)
      expect(result).toMatchObject({ status: 'rejected', reason: { streamName: streams[index] } });
    else expect(result).toMatchObject({ status: 'fulfilled', value: { nextExpectedRevision: 0n } });
  });
});

it('lets exactly one of many rivals win each revision', async () => {
  const stream = aStream();
  for (let round = 0n; round < 5n; round++) {
    const expectedRevision = round === 0n ? NO_STREAM : round - 1n;
    const results = await Promise.allSettled(
      Array.from({ length: 32 }, () => client.appendToStream(stream, anEvent(), { expectedRevision })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  }
  expect(await revisionsOf(client, stream)).toEqual([0n, 1n, 2n, 3n, 4n]);
});

it('writes an append once when it is sent many times at once', async () => {
  const stream = aStream();
  const events = someEvents(3);
  const results = await Promise.all(
    Array.from({ length: 16 }, () => client.appendToStream(stream, events, { expectedRevision: NO_STREAM })),
  );
  expect(new Set(results.map(({ position }) => position?.commit)).size).toBe(1);
  expect(await revisionsOf(client, stream)).toEqual([0n, 1n, 2n]);
});

it('keeps event ids as they came', async () => {
  const stream = aStream();
  const id = randomUUID();
  await client.appendToStream(stream, anEvent('t', {}, id));
  const [only] = await collect(client.readStream(stream));
  expect(only?.event?.id).toBe(id);
});

it('joins an append that comes in many messages', async () => {
  const stream = aStream();
  const events = someEvents(50);
  const result = await client.appendToStream(stream, events, { batchAppendSize: 300 });
  expect(result.nextExpectedRevision).toBe(49n);
  const read = await collect(client.readStream(stream));
  expect(read.map(({ event }) => event?.id)).toEqual(events.map(({ id }) => id));
});

it('writes all events of an append or none', async () => {
  const stream = aStream();
  await client.appendToStream(stream, someEvents(2));
  await refusal(client.appendToStream(stream, someEvents(5), { expectedRevision: 0n }));
  const bytes = (size: number) => binaryEvent({ type: 'big', data: new Uint8Array(size) });
  await refusal(client.appendToStream(stream, [bytes(1), bytes(1024 * 1024), bytes(1)]));
  expect(await revisionsOf(client, stream)).toEqual([0n, 1n]);
});

it('answers an append whose time is over without carrying it out', async () => {
  const stream = aStream();
  const error = await refusal(client.appendToStream(stream, anEvent(), { deadline: 0.001 }));
  expect(error).toBeInstanceOf(DeadlineExceededError);
  await client.appendToStream(stream, anEvent(), { expectedRevision: NO_STREAM });
  expect(await revisionsOf(client, stream)).toEqual([0n]);
});
