/** Catch-up subscriptions: every event once and in order, from history through to what is written meanwhile. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  END,
  type EventStoreDBClient,
  excludeSystemEvents,
  type ReadRevision,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import {
  anEvent,
  aStream,
  openStore,
  receiveAll,
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

const receiveStream = (
  stream: string,
  options: Parameters<EventStoreDBClient['subscribeToStream']>[1] = {},
) => {
  const subscription = client.subscribeToStream(stream, options);
  const received = { revisions: [] as bigint[], caughtUp: 0, stop: () => subscription.unsubscribe() };
  subscription.on('data', ({ event }) => received.revisions.push(event!.revision));
  subscription.on('caughtUp', () => received.caughtUp++);
  return received;
};

describe('to a stream', () => {
  it('gives history, says that it has caught up, and goes on live', async () => {
    const stream = aStream();
    await client.appendToStream(stream, someEvents(1500));
    const received = receiveStream(stream);
    await until('the end of history', () => received.caughtUp === 1);
    expect(received.revisions).toHaveLength(1500);
    await client.appendToStream(aStream(), someEvents(3));
    await client.appendToStream(stream, someEvents(3));
    await until('the live ones', () => received.revisions.length === 1503);
    expect(received.revisions).toEqual(Array.from({ length: 1503 }, (_, revision) => BigInt(revision)));
    await received.stop();
  });

  it.each<[string, ReadRevision, bigint[]]>([
    ['after a revision', 2n, [3n, 4n, 5n, 6n]],
    ['from the end', END, [5n, 6n]],
    ['after a revision still to come', 5n, [6n]],
  ])('begins %s', async (_case, fromRevision, expected) => {
    const stream = aStream();
    await client.appendToStream(stream, someEvents(5));
    const received = receiveStream(stream, { fromRevision });
    await until('the end of history', () => received.caughtUp === 1);
    await client.appendToStream(stream, someEvents(2));
    await until('what is live', () => received.revisions.length === expected.length);
    await delay(50);
    expect(received.revisions).toEqual(expected);
    await received.stop();
  });

  it('waits for a stream that does not exist yet', async () => {
    const stream = aStream();
    const received = receiveStream(stream);
    await until('the end of nothing', () => received.caughtUp === 1);
    await client.appendToStream(stream, someEvents(2));
    await until('its first events', () => received.revisions.length === 2);
    await received.stop();
  });

  it('loses and repeats nothing, whenever it joins while events are written', async () => {
    const stream = aStream();
    await client.appendToStream(stream, someEvents(700));
    let revision = 699n;
    let writing = true;
    const writers = (async () => {
      while (writing) {
        const results = await Promise.all([1, 2, 3].map(() => client.appendToStream(stream, someEvents(2))));
        revision = results
          .map(({ nextExpectedRevision }) => nextExpectedRevision)
          .reduce((a, b) => (a > b ? a : b));
      }
    })();
    const joined: ReturnType<typeof receiveStream>[] = [];
    for (let subscriber = 0; subscriber < 24; subscriber++) {
      joined.push(receiveStream(stream, { fromRevision: 650n }));
      await delay(15);
    }
    writing = false;
    await writers;
    const all = Array.from({ length: Number(revision) - 650 }, (_, index) => BigInt(index) + 651n);
    for (const received of joined) {
      await until('everything', () => received.revisions.length >= all.length);
      expect(received.revisions).toEqual(all);
      await received.stop();
    }
  });
});

describe('to $all', () => {
  it('begins after a position, that event not included', async () => {
    const stream = aStream();
    const { position } = await client.appendToStream(stream, anEvent('before'));
    await client.appendToStream(stream, anEvent('after'));
    const received = receiveAll(client, { fromPosition: position! });
    await until('the event after', () => received.events.length > 0);
    expect(received.events[0]?.event).toMatchObject({ streamId: stream, type: 'after' });
    await received.stop();
  });

  it('begins at the end', async () => {
    await client.appendToStream(aStream(), anEvent('old'));
    const received = receiveAll(client, { fromPosition: END, filter: excludeSystemEvents() });
    await until('the subscription', () => received.caughtUp > 0);
    const stream = aStream();
    await client.appendToStream(stream, anEvent('new'));
    await until('the new one', () => received.events.some(({ event }) => event?.streamId === stream));
    expect(received.events.filter(({ event }) => event?.type === 'old')).toEqual([]);
    await received.stop();
  });

  /**
   * 32 writers, many streams. The log begins with more events than a node would keep in memory; subscribers join before, all the
   * time meanwhile, and after.
   */
  it('gives each of them every event exactly once and in order while 32 write', async () => {
    const category = `load${randomUUID().replaceAll('-', '')}`;
    for (let written = 0; written < 9000; written += 1000)
      await client.appendToStream(aStream(), someEvents(1000));
    const writers = 32;
    const appendsEach = 25;
    const streams = Array.from({ length: 100 }, (_, number) => `${category}-${number}`);
    const acknowledged: { position: bigint; ids: string[] }[] = [];
    const write = async (writer: number): Promise<void> => {
      for (let round = 0; round < appendsEach; round++) {
        const events = someEvents(1 + ((writer + round) % 3));
        const stream = streams[(writer * 7 + round * 13) % streams.length]!;
        const { position } = await client.appendToStream(stream, events);
        acknowledged.push({ position: position!.commit, ids: events.map(({ id }) => id) });
      }
    };
    const filter = streamNameFilter({ prefixes: [`${category}-`] });
    const subscribers = [
      receiveAll(client, { fromPosition: START, filter }),
      receiveAll(client, { fromPosition: START }),
    ];
    let done = false;
    const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer))).then(() => {
      done = true;
    });
    while (!done) {
      if (subscribers.length < 8) subscribers.push(receiveAll(client, { fromPosition: START, filter }));
      await delay(40);
    }
    await writing;
    subscribers.push(receiveAll(client, { fromPosition: START, filter }));

    const ids = acknowledged
      .sort((a, b) => (a.position < b.position ? -1 : 1))
      .flatMap((append) => append.ids);
    for (const subscriber of subscribers) {
      const ours = () => subscriber.events.filter(({ event }) => event?.streamId.startsWith(category));
      await until('every event', () => ours().length >= ids.length);
      expect(ours().map(({ event }) => event?.id)).toEqual(ids);
      const next = new Map<string, bigint>();
      for (const { event } of ours()) {
        expect(event!.revision).toBe(next.get(event!.streamId) ?? 0n);
        next.set(event!.streamId, event!.revision + 1n);
      }
      await subscriber.stop();
    }
  });

  it('waits for a slow reader without losing its place', async () => {
    const stream = aStream('slow');
    const payload = 'x'.repeat(4096);
    const subscription = client.subscribeToAll({
      fromPosition: END,
      filter: streamNameFilter({ prefixes: [stream] }),
    });
    const revisions: bigint[] = [];
    const reading = (async () => {
      for await (const { event } of subscription) {
        revisions.push(event!.revision);
        if (revisions.length % 500 === 1) await delay(100);
        if (revisions.length === 4000) break;
      }
    })();
    await new Promise((resolve) => subscription.once('confirmation', resolve));
    for (let round = 0; round < 20; round++) {
      await client.appendToStream(
        stream,
        Array.from({ length: 200 }, () => anEvent('big', { payload })),
      );
    }
    await reading;
    await subscription.unsubscribe();
    expect(revisions).toEqual(Array.from({ length: 4000 }, (_, revision) => BigInt(revision)));
  });
});
