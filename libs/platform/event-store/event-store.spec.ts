/** The log through its contract, against a real node: appends, reads, outages, hangs. */
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import {
  type Batch,
  connectEventStore,
  EventStoreUnavailable,
  type EventStore,
  MalformedEvent,
  RevisionConflict,
} from './index';
import { anEvent, eventually, Line, startTestNode, type TestNode } from './event-store.testing';

let node: TestNode;
let store: EventStore;
beforeAll(async () => {
  node = await startTestNode();
  store = connectEventStore(node.url);
});
afterAll(async () => {
  await store.close();
  await node.stop();
});

const aStream = (): string => `pair-${randomUUID()}`;
const url = (port: number): string => `esdb://127.0.0.1:${port}?tls=false`;

describe('append and read', () => {
  test('an event comes back as it was written, with its place and time', async () => {
    const stream = aStream();
    const event = anEvent('pair.fixed.v1', { слово: 'наставник', n: [1, null] }, { actor: { id: 'a' } });
    const { revision, position } = await store.append(stream, 'no_stream', [event]);
    expect(revision).toBe(0n);
    const [read, ...more] = await store.readStream(stream);
    expect(more).toEqual([]);
    const raw = {
      data: Buffer.from('{"слово":"наставник","n":[1,null]}'),
      metadata: Buffer.from('{"actor":{"id":"a"}}'),
    };
    expect(read).toEqual({ ...event, raw, stream, revision: 0n, position, created: expect.any(String) });
    expect(Math.abs(Date.parse(read!.created) - Date.now())).toBeLessThan(10_000);
    expect(read!.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('revision and position of a receipt are those of the last event', async () => {
    const stream = aStream();
    const appended = await store.append(stream, 'no_stream', [anEvent('a'), anEvent('b'), anEvent('c')]);
    const events = await store.readStream(stream);
    expect(events.map((event) => event.revision)).toEqual([0n, 1n, 2n]);
    expect(appended).toEqual({ revision: 2n, position: events[2]!.position });
    expect(await store.lastPosition()).toBe(appended.position);
    expect(await store.readStream(stream, { from: 1n, maxCount: 1 })).toEqual([events[1]]);
  });

  test('a stream nobody wrote, and one that was deleted, are empty', async () => {
    expect(await store.readStream(aStream())).toEqual([]);
    const [soft, hard] = [aStream(), aStream()];
    await store.append(soft, 'any', [anEvent('a')]);
    await store.append(hard, 'any', [anEvent('a')]);
    const client = EventStoreDBClient.connectionString(node.url);
    await client.deleteStream(soft);
    await client.tombstoneStream(hard);
    expect(await store.readStream(soft)).toEqual([]);
    expect(await store.readStream(hard)).toEqual([]);
    await client.dispose();
  });

  test('a conflict says where the stream is', async () => {
    const stream = aStream();
    await expect(store.append(stream, 3n, [anEvent('a')])).rejects.toMatchObject({
      actual: null,
      expected: 3n,
    });
    await store.append(stream, 'no_stream', [anEvent('a'), anEvent('b')]);
    const late = store.append(stream, 0n, [anEvent('c')]);
    await expect(late).rejects.toBeInstanceOf(RevisionConflict);
    await expect(late).rejects.toMatchObject({ stream, expected: 0n, actual: 1n });
    await expect(store.append(stream, 'no_stream', [anEvent('c')])).rejects.toMatchObject({ actual: 1n });
  });

  test('the same ids again write nothing', async () => {
    const stream = aStream();
    const events = [anEvent('a'), anEvent('b')];
    const first = await store.append(stream, 'no_stream', events);
    expect(await store.append(stream, 'no_stream', events)).toMatchObject({ revision: first.revision });
    expect(await store.readStream(stream)).toHaveLength(2);
  });

  test('sixty-four at once are all answered, each with its own place', async () => {
    const streams = Array.from({ length: 64 }, aStream);
    const results = await Promise.all(
      streams.map((stream) => store.append(stream, 'no_stream', [anEvent('a')])),
    );
    expect(new Set(results.map((result) => result.position)).size).toBe(64);
    for (const [index, stream] of streams.entries()) {
      expect((await store.readStream(stream))[0]!.position).toBe(results[index]!.position);
    }
  });

  test('system events are in no page of the log', async () => {
    const client = EventStoreDBClient.connectionString(node.url);
    const before = await store.lastPosition();
    const stream = aStream();
    await store.append(stream, 'any', [anEvent('a')]);
    await client.setStreamMetadata(stream, { maxCount: 10 });
    const last = await store.append(stream, 'any', [anEvent('b')]);
    await client.setStreamMetadata(stream, { maxCount: 20 });
    await client.dispose();
    const page = await store.readAll({ ...(before === undefined ? {} : { after: before }), maxCount: 100 });
    expect(page.map((event) => event.type)).toEqual(['a', 'b']);
    expect(await store.lastPosition()).toBe(last.position);
    const [one] = await store.readAll({ after: before!, maxCount: 1 });
    expect(one!.type).toBe('a');
    expect(await store.readAll({ after: last.position, maxCount: 5 })).toEqual([]);
  });
});

describe('what is not JSON', () => {
  test('a malformed event stops its readers and is named, after what came before it was handled', async () => {
    const own = await startTestNode();
    const reader = connectEventStore(own.url);
    const client = EventStoreDBClient.connectionString(own.url);
    try {
      const stream = aStream();
      await reader.append(stream, 'any', [anEvent('good')]);
      const id = randomUUID();
      await client.appendToStream(stream, {
        id,
        type: 'bad',
        contentType: 'application/octet-stream',
        data: Buffer.from('{"half":'),
      } as never);
      await reader.append(stream, 'any', [anEvent('after')]);
      await expect(reader.readStream(stream)).rejects.toMatchObject({
        name: 'MalformedEvent',
        event: { id },
      });
      const handled: string[] = [];
      const ended = reader.subscribeToAll({
        onBatch: async ({ events }) => void handled.push(...events.map((event) => event.type)),
      });
      await expect(ended).rejects.toBeInstanceOf(MalformedEvent);
      await expect(ended).rejects.toMatchObject({ event: { id, stream, revision: 1n } });
      expect(handled).toEqual(['good']);
    } finally {
      await client.dispose();
      await reader.close();
      await own.stop();
    }
  });
});

/** Collects a subscription until told to stop. */
const follow = (
  from: EventStore,
  options: { after?: bigint; maxBatch?: number; handle?: () => Promise<void> } = {},
) => {
  const stop = new AbortController();
  const batches: Batch[] = [];
  const outages: unknown[] = [];
  const { handle, ...rest } = options;
  const ended = from.subscribeToAll({
    ...rest,
    signal: stop.signal,
    onOutage: (error) => outages.push(error),
    onBatch: async (batch) => {
      await handle?.();
      batches.push(batch);
    },
  });
  ended.catch(() => undefined);
  return {
    batches,
    outages,
    ended,
    ids: () => batches.flatMap((batch) => batch.events.map((event) => event.id)),
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
};

describe('subscription to the whole log', () => {
  test('history then live, each event once, and it says when it has caught up', async () => {
    const after = (await store.lastPosition())!;
    const stream = aStream();
    const past = Array.from({ length: 25 }, () => anEvent('a'));
    await store.append(stream, 'any', past);
    const reader = follow(store, { after, maxBatch: 10 });
    await eventually('caught up', () => reader.batches.at(-1)?.caughtUp === true);
    const live = anEvent('b');
    const { position } = await store.append(stream, 'any', [live]);
    await eventually('live event', () => reader.ids().includes(live.id));
    await reader.stop();
    expect(reader.ids()).toEqual([...past, live].map((event) => event.id));
    expect(reader.batches.every((batch) => batch.events.length <= 10)).toBe(true);
    expect(reader.batches.at(-1)).toMatchObject({ caughtUp: true, upTo: position });
    expect(reader.batches[0]!.caughtUp).toBe(false);
  });

  test('an empty log is caught up at once', async () => {
    const own = await startTestNode();
    const empty = connectEventStore(own.url);
    const reader = follow(empty);
    await eventually('caught up', () => reader.batches.some((batch) => batch.caughtUp));
    expect(reader.ids()).toEqual([]);
    expect(await empty.lastPosition()).toBeUndefined();
    const event = anEvent('a');
    await empty.append('pair-x', 'any', [event]);
    await eventually('first event', () => reader.ids().length === 1);
    await reader.stop();
    await empty.close();
    await own.stop();
  });

  test('one batch at a time, however slow the reader', async () => {
    const after = (await store.lastPosition())!;
    let inside = 0;
    let most = 0;
    const reader = follow(store, {
      after,
      maxBatch: 5,
      handle: async () => {
        most = Math.max(most, ++inside);
        await new Promise((done) => setTimeout(done, 10));
        inside--;
      },
    });
    const events = Array.from({ length: 60 }, () => anEvent('a'));
    for (const event of events) await store.append(aStream(), 'any', [event]);
    await eventually('all', () => reader.ids().length === 60);
    await reader.stop();
    expect(most).toBe(1);
    expect(reader.ids()).toEqual(events.map((event) => event.id));
  });

  test('ends with what the reader threw, and hands over nothing after it', async () => {
    const after = (await store.lastPosition())!;
    await store.append(aStream(), 'any', [anEvent('a'), anEvent('b'), anEvent('c')]);
    let calls = 0;
    const ended = store.subscribeToAll({
      after,
      maxBatch: 1,
      onBatch: () => {
        calls++;
        return Promise.reject(new Error('full'));
      },
    });
    await expect(ended).rejects.toThrow('full');
    expect(calls).toBe(1);
  });

  test('resumes after the last handled batch when the node restarts, without a gap or a double', async () => {
    const own = await startTestNode();
    const writer = connectEventStore(own.url, { timeoutMs: 20_000 });
    const reader = follow(writer, { maxBatch: 7 });
    const written: string[] = [];
    let writing = true;
    const writes = (async () => {
      while (writing) {
        const event = anEvent('a', { n: written.length });
        await writer.append(aStream(), 'no_stream', [event]);
        written.push(event.id);
      }
    })();
    for (let round = 0; round < 3; round++) {
      await new Promise((done) => setTimeout(done, 300));
      await own.restart(100);
    }
    await new Promise((done) => setTimeout(done, 300));
    writing = false;
    await writes;
    await eventually('all', () => reader.ids().length >= written.length);
    await reader.stop();
    expect(reader.ids()).toEqual(written);
    expect(written.length).toBeGreaterThan(10);
    expect(reader.outages.length).toBeGreaterThan(0);
    await writer.close();
    await own.stop();
  });

  test('a line that goes silent is noticed within seconds', async () => {
    const line = await Line.to(node.port);
    const remote = connectEventStore(url(line.port), { heartbeatMs: 300, timeoutMs: 1_000 });
    const after = (await store.lastPosition())!;
    const reader = follow(remote, { after });
    await eventually('caught up', () => reader.batches.some((batch) => batch.caughtUp));
    line.freeze();
    const event = anEvent('a');
    await store.append(aStream(), 'any', [event]);
    const silentSince = Date.now();
    await eventually('outage', () => reader.outages.length > 0, 10_000);
    expect(Date.now() - silentSince).toBeLessThan(6_000);
    line.thaw();
    await eventually('the missed event', () => reader.ids().includes(event.id));
    await reader.stop();
    await remote.close();
    await line.close();
    expect(reader.ids()).toEqual([event.id]);
  });
});

describe('outages', () => {
  test('an append that was cut off is sent again with the same ids and written once', async () => {
    const line = await Line.to(node.port);
    const remote = connectEventStore(url(line.port), { timeoutMs: 8_000 });
    await remote.ping();
    line.cut();
    const stream = aStream();
    const pending = remote.append(stream, 'no_stream', [anEvent('a')]);
    setTimeout(() => line.mend(), 1_500);
    await expect(pending).resolves.toMatchObject({ revision: 0n });
    expect(await store.readStream(stream)).toHaveLength(1);
    await remote.close();
    await line.close();
  });

  test('an append into silence is unknown, not lost: sent again it answers with the first result', async () => {
    const line = await Line.to(node.port);
    const remote = connectEventStore(url(line.port), { timeoutMs: 800 });
    const stream = aStream();
    await remote.append(stream, 'no_stream', [anEvent('a')]);
    line.freeze();
    const next = anEvent('b');
    const started = Date.now();
    await expect(remote.append(stream, 0n, [next])).rejects.toBeInstanceOf(EventStoreUnavailable);
    await expect(remote.ping()).rejects.toBeInstanceOf(EventStoreUnavailable);
    expect(Date.now() - started).toBeLessThan(4_000);
    line.thaw();
    await eventually('again', () =>
      remote.append(stream, 0n, [next]).then(
        ({ revision }) => revision === 1n,
        () => false,
      ),
    );
    expect(await store.readStream(stream)).toHaveLength(2);
    await remote.close();
    await line.close();
  });

  test('two connections to two nodes do not disturb each other', async () => {
    const own = await startTestNode();
    const other = connectEventStore(own.url);
    let stop = false;
    const steady = (async () => {
      let count = 0;
      for (; !stop; count++) await store.append(aStream(), 'any', [anEvent('a')]);
      return count;
    })();
    for (let round = 0; round < 3; round++) {
      await other.append(aStream(), 'any', [anEvent('a')]);
      await own.restart();
    }
    stop = true;
    expect(await steady).toBeGreaterThan(3);
    await other.close();
    await own.stop();
  });
});
