/** A command carried out once, whatever happens around it. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  codecOf,
  type Command,
  type Decider,
  type DomainEvent,
  type EventData,
  isRefusal,
  type Receipt,
  refusal,
  UnknownStoredType,
} from '@nastavnik/kernel';
import {
  carryOut,
  connectEventStore,
  type EventStore,
  eventId,
  ForeignEvent,
  readRecorded,
  RevisionConflict,
} from './index';
import { anEvent, startTestNode, type TestNode } from './event-store.testing';

type Held = DomainEvent<'Held', EventData & { readonly number: number }>;
type Hold = Command<'Hold', { readonly times: number }>;

const codec = codecOf<Held>({ Held: { name: 'meeting.held', upcasters: [] } });
const decider: Decider<number, Hold, Held, { limit: number }> = {
  initial: 0,
  evolve: (count) => count + 1,
  decide: ({ data: { times } }, count, { limit }) =>
    count + times > limit
      ? refusal({
          rule: 'limit',
          clauses: [],
          message: { ru: 'много', en: 'too many' },
          missing: [],
          next: { ru: '', en: '' },
        })
      : Array.from({ length: times }, (_, index) => ({
          type: 'Held' as const,
          data: { number: count + index + 1, effectiveOn: '2021-03-01', basis: { rules: [], evidence: {} } },
        })),
};
const hold = (times: number, more: Partial<Hold['stamp']> = {}): Hold => ({
  type: 'Hold',
  data: { times },
  stamp: {
    recordedAt: '2021-03-01T09:00:00.000Z',
    actor: { id: 'c', role: 'curator' },
    commandId: randomUUID(),
    ...more,
  },
});

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

/** Holds everybody back until so many have come. */
const barrier = (many: number): (() => Promise<void>) => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  let come = 0;
  return () => {
    if (++come === many) open();
    return opened;
  };
};
const aStream = (): string => `pair-${randomUUID()}`;
const act = (stream: string, command: Hold, more: object = {}) =>
  carryOut({ store, codec, decider, stream, command, evidence: { limit: 10 }, ...more });

test('the receipt says where the act stands, and the events keep the stamp', async () => {
  const stream = aStream();
  const command = hold(2, { requestHash: 'abc' });
  const receipt = (await act(stream, command)) as Receipt;
  const events = await readRecorded(store, codec, stream);
  expect(receipt).toEqual({
    stream,
    revision: 1n,
    position: events[1]!.position,
    eventIds: [eventId(command.stamp.commandId, stream, 0), eventId(command.stamp.commandId, stream, 1)],
    repeated: false,
  });
  expect(
    events.map(({ id, revision, type, stamp, data }) => ({ id, revision, type, stamp, n: data.number })),
  ).toEqual([
    { id: receipt.eventIds[0], revision: 0n, type: 'Held', stamp: command.stamp, n: 1 },
    { id: receipt.eventIds[1], revision: 1n, type: 'Held', stamp: command.stamp, n: 2 },
  ]);
});

test('a command sent again gives the first receipt, even with a stale expectation and after later acts', async () => {
  const stream = aStream();
  const command = hold(2, { requestHash: 'abc' });
  const first = (await act(stream, command, { expectedRevision: undefined })) as Receipt;
  await act(stream, hold(1));
  expect(await act(stream, command, { expectedRevision: 99n })).toEqual({ ...first, repeated: true });
  expect(await store.readStream(stream)).toHaveLength(3);
});

test('whatever was sent before, between and at the same time: a command sent twice changes nothing', async () => {
  // The one way by which the commands of every aggregate reach their streams.
  const sending = fc.record({ command: fc.nat({ max: 5 }), together: fc.integer({ min: 1, max: 3 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 3 }), { minLength: 6, maxLength: 6 }),
      fc.array(sending, { minLength: 1, maxLength: 10 }),
      async (times, sendings) => {
        const stream = aStream();
        const commands = times.map((count) => hold(count));
        const first = new Map<Hold, Receipt>();
        for (const { command: index, together } of sendings) {
          const command = commands[index]!;
          const before = await store.readStream(stream);
          const outcomes = await Promise.all(Array.from({ length: together }, () => act(stream, command)));
          const after = await store.readStream(stream);
          expect(after.slice(0, before.length)).toEqual(before);
          const known = first.get(command);
          if (known !== undefined) expect(after).toEqual(before);
          for (const outcome of outcomes) {
            if (isRefusal(outcome) || outcome.eventIds.length === 0) continue;
            const { repeated: _repeated, ...receipt } = outcome;
            const { repeated: _first, ...earlier } = first.get(command) ?? outcome;
            expect(receipt).toEqual(earlier);
            if (!first.has(command)) first.set(command, outcome);
          }
        }
        const stored = await readRecorded(store, codec, stream);
        const written = [...first.values()].flatMap(({ eventIds }) => eventIds);
        expect(stored.map(({ id }) => id).sort()).toEqual([...written].sort());
      },
    ),
    { numRuns: 40, seed: 62 },
  );
});

test('the same id with another request is refused', async () => {
  const stream = aStream();
  const command = hold(1, { requestHash: 'abc' });
  await act(stream, command);
  const second = await act(stream, hold(1, { ...command.stamp, requestHash: 'def' }));
  expect(isRefusal(second) && second.reasons.map((reason) => reason.rule)).toEqual([
    'idempotency-key-reused',
  ]);
  expect(await store.readStream(stream)).toHaveLength(1);
});

test('the same command many times at once is written once', async () => {
  const stream = aStream();
  const command = hold(3);
  const receipts = (await Promise.all(Array.from({ length: 8 }, () => act(stream, command)))) as Receipt[];
  expect(await store.readStream(stream)).toHaveLength(3);
  expect(new Set(receipts.map((receipt) => `${receipt.revision} ${receipt.eventIds.join()}`)).size).toBe(1);
});

test('two acts on one stream at once both happen, each decided on what the other left', async () => {
  const stream = aStream();
  await Promise.all([act(stream, hold(1)), act(stream, hold(1)), act(stream, hold(1))]);
  expect((await readRecorded(store, codec, stream)).map((event) => event.data.number)).toEqual([1, 2, 3]);
});

test('where a conflict is to be refused, one wins and the others are told the new revision; a twin is still answered', async () => {
  const stream = aStream();
  const twin = hold(1);
  const everybodyLoaded = barrier(3);
  const outcomes = await Promise.allSettled(
    [twin, twin, hold(1)].map((command) =>
      act(stream, command, { onConflict: 'refuse', beforeAppend: everybodyLoaded }),
    ),
  );
  expect(await store.readStream(stream)).toHaveLength(1);
  const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const lost = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  for (const reason of lost) expect(reason).toMatchObject({ name: 'RevisionConflict', actual: 0n });
  // Either the twins won, both with one receipt, or the other did and both twins lost.
  expect([won.length, lost.length]).toEqual(won.length === 2 ? [2, 1] : [1, 2]);
});

test('with an expected revision one wins and the other is told the new revision', async () => {
  const stream = aStream();
  await act(stream, hold(1));
  const both = await Promise.allSettled([
    act(stream, hold(1), { expectedRevision: 0n }),
    act(stream, hold(1), { expectedRevision: 0n }),
  ]);
  const [lost, ...others] = both.filter((result) => result.status === 'rejected');
  expect(others).toEqual([]);
  expect(lost!.reason).toBeInstanceOf(RevisionConflict);
  expect(lost!.reason).toMatchObject({ expected: 0n, actual: 1n });
});

test('a refusal writes nothing and stores nothing', async () => {
  const stream = aStream();
  const beforeAppend = jest.fn(() => Promise.resolve());
  expect(isRefusal(await act(stream, hold(11), { beforeAppend }))).toBe(true);
  expect(beforeAppend).not.toHaveBeenCalled();
  expect(await store.readStream(stream)).toEqual([]);
});

test('an act that changes nothing answers with the present revision', async () => {
  const stream = aStream();
  const receipt = (await act(stream, hold(2))) as Receipt;
  expect(await act(stream, hold(0))).toEqual({ ...receipt, eventIds: [] });
  expect(await act(aStream(), hold(0))).toMatchObject({ revision: -1n, position: -1n, eventIds: [] });
});

test('evidence is gathered for the state that was loaded, and stored records precede the append', async () => {
  const stream = aStream();
  await act(stream, hold(2));
  const seen: unknown[] = [];
  await carryOut({
    store,
    codec,
    decider,
    stream,
    command: hold(1),
    gather: (count, history) => {
      seen.push([count, history.length]);
      return Promise.resolve({ limit: 10 });
    },
    beforeAppend: async (events) => {
      seen.push(events.length, (await store.readStream(stream)).length);
    },
  });
  expect(seen).toEqual([[2, 2], 1, 2]);
});

test('an unknown or foreign event stops the act', async () => {
  const [unknown, foreign] = [aStream(), aStream()];
  await store.append(unknown, 'any', [anEvent('meeting.held.v9')]);
  await expect(act(unknown, hold(1))).rejects.toBeInstanceOf(UnknownStoredType);
  await store.append(foreign, 'any', [anEvent('meeting.held.v1')]);
  await expect(act(foreign, hold(1))).rejects.toBeInstanceOf(ForeignEvent);
});
