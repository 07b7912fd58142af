/** What was read once is not read again, and is as fresh as if it were. */
import { randomUUID } from 'node:crypto';
import { connectEventStore, type EventStore, type ReadStreamOptions, rememberingStreams } from './index';
import { anEvent, startTestNode, type TestNode } from './event-store.testing';

let node: TestNode;
let store: EventStore;
beforeAll(async () => {
  node = await startTestNode();
  store = connectEventStore(node.url);
});
afterAll(async () => {
  await store?.close();
  await node?.stop();
});

/** The store, and what was asked of it. */
const listening = () => {
  const asked: (ReadStreamOptions | undefined)[] = [];
  const readStream: EventStore['readStream'] = (stream, options) => {
    asked.push(options);
    return store.readStream(stream, options);
  };
  return { asked, readStream };
};
const write = (stream: string, count: number) =>
  store.append(
    stream,
    'any',
    Array.from({ length: count }, () => anEvent('meeting.held')),
  );

it('gives what a read from the beginning gives, whoever wrote in between, and asks for the news alone', async () => {
  const stream = `pair-${randomUUID()}`;
  const inner = listening();
  const remembering = rememberingStreams(inner);
  expect(await remembering.readStream(stream)).toEqual([]);
  for (const count of [3, 0, 1, 2]) {
    if (count > 0) await write(stream, count);
    expect(await remembering.readStream(stream)).toEqual(await store.readStream(stream));
  }
  expect(inner.asked).toEqual([undefined, undefined, { from: 3n }, { from: 3n }, { from: 4n }]);
});

it('readers at the same time each see the whole stream', async () => {
  const stream = `pair-${randomUUID()}`;
  const remembering = rememberingStreams(store);
  await write(stream, 2);
  await remembering.readStream(stream);
  await write(stream, 3);
  const whole = await store.readStream(stream);
  const read = await Promise.all(Array.from({ length: 8 }, () => remembering.readStream(stream)));
  for (const events of read) expect(events).toEqual(whole);
});

it('a part of a stream is asked for as it is; a stream beyond the memory is read anew each time', async () => {
  const stream = `pair-${randomUUID()}`;
  const inner = listening();
  const remembering = rememberingStreams(inner, 4);
  await write(stream, 5);
  expect(await remembering.readStream(stream, { from: 3n })).toHaveLength(2);
  for (let times = 0; times < 2; times += 1) expect(await remembering.readStream(stream)).toHaveLength(5);
  expect(inner.asked).toEqual([{ from: 3n }, undefined, undefined]);
});
