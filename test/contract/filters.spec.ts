/** Server-side filters on `$all`, and the checkpoints that tell a subscriber how far it has been looked. */
import { randomUUID } from 'node:crypto';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import {
  END,
  type EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  type Filter,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { credentials } from '@grpc/grpc-js';
import { anEvent, openStore, receiveAll, type StoreUnderContract, until } from './store.testing';

let store: StoreUnderContract;
let client: EventStoreDBClient;
beforeAll(async () => {
  store = await openStore();
  client = store.client;
});
afterAll(() => store.close());

/** Six events in three streams, of three types, between system events; every name carries the same mark. */
const mark = randomUUID().replaceAll('-', '');
const written = [
  [`${mark}Pair-1`, `${mark}Fixed`],
  [`${mark}School-1`, `${mark}Opened`],
  [`${mark}Pair-2`, `${mark}Fixed`],
  [`${mark}Pair-1`, `${mark}Completed`],
  [`${mark}School-1`, `${mark}Closed`],
  [`${mark}Pair-2`, `${mark}Completed`],
] as const;
beforeAll(async () => {
  for (const [stream, type] of written) {
    await client.appendToStream(stream, anEvent(type));
    await client.setStreamMetadata(`${mark}Other-1`, { maxCount: 10 });
  }
});

const cases: [string, Filter, number[]][] = [
  ['a stream prefix', streamNameFilter({ prefixes: [`${mark}Pair-`] }), [0, 2, 3, 5]],
  [
    'several stream prefixes',
    streamNameFilter({ prefixes: [`${mark}Pair-1`, `${mark}School`] }),
    [0, 1, 3, 4],
  ],
  ['a stream expression', streamNameFilter({ regex: `^${mark}[A-Z]\\w+-2$` }), [2, 5]],
  ['a type prefix', eventTypeFilter({ prefixes: [`${mark}Fix`] }), [0, 2]],
  ['several type prefixes', eventTypeFilter({ prefixes: [`${mark}Opened`, `${mark}Closed`] }), [1, 4]],
  ['a type expression', eventTypeFilter({ regex: `^${mark}C` }), [3, 4, 5]],
];

it.each(cases)('%s lets through what it names, from history and live', async (_case, filter, expected) => {
  const received = receiveAll(client, { fromPosition: START, filter });
  await until('the matching events', () => received.events.length >= expected.length);
  await until('the end of history', () => received.caughtUp > 0);
  expect(received.events.map(({ event }) => [event?.streamId, event?.type])).toEqual(
    expected.map((index) => written[index]),
  );
  await received.stop();
});

it('system events can be left out', async () => {
  const received = receiveAll(client, { fromPosition: START, filter: excludeSystemEvents() });
  await until(
    'all six',
    () => received.events.filter(({ event }) => event?.streamId.startsWith(mark)).length === 6,
  );
  expect(received.events.filter(({ event }) => event?.type.startsWith('$'))).toEqual([]);
  await received.stop();
});

it('reads through a filter in both directions, up to a count of matches', async () => {
  const address = new URL(store.url.replace(/^esdb/, 'http'));
  const streams = new StreamsClient(address.host, credentials.createInsecure());
  const readTypes = async (direction: 0 | 1, count: number): Promise<string[]> => {
    const expression = new ReadReq.Options.FilterOptions.Expression();
    expression.setPrefixList([`${mark}Pair-`]);
    const filter = new ReadReq.Options.FilterOptions();
    filter.setStreamIdentifier(expression);
    filter.setCount(new Empty());
    filter.setCheckpointintervalmultiplier(1);
    const all = new ReadReq.Options.AllOptions();
    if (direction === 0) all.setStart(new Empty());
    else all.setEnd(new Empty());
    const options = new ReadReq.Options();
    options.setAll(all);
    options.setReadDirection(direction);
    options.setCount(String(count));
    options.setFilter(filter);
    options.setUuidOption(new ReadReq.Options.UUIDOption().setStructured(new Empty()));
    const types: string[] = [];
    for await (const response of streams.read(new ReadReq().setOptions(options)) as AsyncIterable<ReadResp>) {
      const event = response.getEvent()?.getEvent();
      expect(event?.getId()?.hasStructured()).toBe(true);
      types.push(String(event?.getMetadataMap().get('type')).slice(mark.length));
    }
    return types;
  };
  expect(await readTypes(0, 3)).toEqual(['Fixed', 'Fixed', 'Completed']);
  expect(await readTypes(1, 3)).toEqual(['Completed', 'Completed', 'Fixed']);
  streams.close();
});

describe('checkpoints', () => {
  const noise = async (count: number): Promise<void> => {
    const events = Array.from({ length: count }, () => anEvent('noise'));
    await client.appendToStream(`noise-${randomUUID()}`, events);
  };

  it('come while nothing matches, in history and live, and grow', async () => {
    const nothing = streamNameFilter({
      prefixes: [`${mark}Nothing`],
      maxSearchWindow: 32,
      checkpointInterval: 2,
      checkpointReached: (_subscription, position) => void checkpoints.push(position.commit),
    });
    const checkpoints: bigint[] = [];
    await noise(300);
    const received = receiveAll(client, { fromPosition: START, filter: nothing });
    await until('the end of history', () => received.caughtUp > 0);
    const ofHistory = checkpoints.length;
    expect(ofHistory).toBeGreaterThan(2);
    for (let round = 0; round < 4; round++) await noise(64);
    await until('checkpoints of the live part', () => checkpoints.length > ofHistory + 1);
    checkpoints.reduce((before, now) => {
      expect(now).toBeGreaterThan(before);
      return now;
    });
    expect(received.events).toEqual([]);
    await received.stop();
  });

  it('are a place to go on from: what comes after one is neither lost nor repeated', async () => {
    const type = `${mark}Resumed`;
    let last = 0n;
    const filter = eventTypeFilter({
      prefixes: [type],
      maxSearchWindow: 1,
      checkpointInterval: 1,
      checkpointReached: (_subscription, position) => {
        last = position.commit;
      },
    });
    const first = receiveAll(client, { fromPosition: END, filter });
    await until('the subscription', () => first.caughtUp > 0);
    const { position } = await client.appendToStream(`${mark}Resume-1`, anEvent(type, { n: 1 }));
    await noise(3);
    await until('a checkpoint behind the event', () => first.events.length === 1 && last > position!.commit);
    await first.stop();

    await client.appendToStream(`${mark}Resume-1`, anEvent(type, { n: 2 }));
    const second = receiveAll(client, { fromPosition: { commit: last, prepare: last }, filter });
    await until('the next one', () => second.events.length === 1 && second.caughtUp > 0);
    expect(second.events.map(({ event }) => event?.data)).toEqual([{ n: 2 }]);
    await second.stop();
  });
});
