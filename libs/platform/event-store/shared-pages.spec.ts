/** Readers side by side cause one read of a page; none misses what was written after it. */
import { connectEventStore, type EventStore, type ReadAllOptions, sharingPages } from './index';
import { anEvent, startTestNode, type TestNode } from './event-store.testing';

let node: TestNode;
let store: EventStore;
beforeAll(async () => {
  node = await startTestNode();
  store = connectEventStore(node.url);
  for (const stream of ['pair-1', 'pair-2'])
    await store.append(
      stream,
      'any',
      [1, 2, 3].map((number) => anEvent('meeting.held', { number })),
    );
});
afterAll(async () => {
  await store?.close();
  await node?.stop();
});

const listening = () => {
  const asked: ReadAllOptions[] = [];
  const readAll: EventStore['readAll'] = (options) => {
    asked.push(options);
    return store.readAll(options);
  };
  return { asked, shared: sharingPages({ ...store, readAll } as EventStore) };
};
const through = async (reader: Pick<EventStore, 'readAll'>, maxCount: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let after: bigint | undefined; ;) {
    const page = await reader.readAll({ maxCount, ...(after === undefined ? {} : { after }) });
    ids.push(...page.map(({ id }) => id));
    if (page.length < maxCount) return ids;
    after = page.at(-1)!.position;
  }
};

it('four readers of three pages ask for each once, and read what one alone would', async () => {
  const { asked, shared } = listening();
  const read = await Promise.all(Array.from({ length: 4 }, () => through(shared, 2)));
  const alone = await through(store, 2);
  for (const ids of read) expect(ids).toEqual(alone);
  expect(alone.length).toBeGreaterThanOrEqual(6);
  expect(new Set(asked.map(({ after }) => after)).size).toBe(asked.length);
});

it('a page that was not full is asked for again, and one that could not be read', async () => {
  const { asked, shared } = listening();
  const last = (await store.lastPosition())!;
  expect(await shared.readAll({ after: last, maxCount: 10 })).toEqual([]);
  await store.append('pair-3', 'any', [anEvent('meeting.held')]);
  expect(await shared.readAll({ after: last, maxCount: 10 })).toHaveLength(1);
  expect(asked).toHaveLength(2);
  let calls = 0;
  const failing = sharingPages({
    readAll: () => (++calls === 1 ? Promise.reject(new Error('away')) : store.readAll({ maxCount: 1 })),
  } as unknown as EventStore);
  await expect(failing.readAll({ maxCount: 1 })).rejects.toThrow('away');
  expect(await failing.readAll({ maxCount: 1 })).toHaveLength(1);
});
