/**
 * A log moved to another store: the same events with their ids, streams, revisions, types and bytes, in the same order. Positions and
 * times of writing are the other store's own. Interrupted anywhere, it goes on after what the other store has.
 */
import type { EventStore, NewEvent, StoredEvent } from './event-store';

/** The same event in both logs. */
export interface EventPair {
  readonly from: StoredEvent;
  readonly to: StoredEvent;
}

/** The other log holds something else than what was to be there. */
export class LogsDiffer extends Error {
  constructor(
    /** Number of the event from 0, system events not counted. */
    readonly index: number,
    readonly expected: StoredEvent | undefined,
    readonly found: StoredEvent | undefined,
  ) {
    const named = (event: StoredEvent | undefined): string =>
      event === undefined ? 'nothing' : `${event.id} (${event.stream}@${event.revision}, ${event.type})`;
    super(`event ${index} of the target is ${named(found)}, of the source ${named(expected)}`);
    this.name = 'LogsDiffer';
  }
}

type Readable = Pick<EventStore, 'readAll'>;
const PAGE = 1_000;
/** Of one append. */
const LARGEST = { events: 200, bytes: 1024 * 1024 };

async function* pagesOf(store: Readable, after?: bigint): AsyncGenerator<readonly StoredEvent[], void> {
  for (let last = after; ;) {
    const page = await store.readAll({ maxCount: PAGE, ...(last === undefined ? {} : { after: last }) });
    if (page.length === 0) return;
    yield page;
    last = page.at(-1)!.position;
  }
}

const same = (one: StoredEvent, other: StoredEvent): boolean =>
  one.id === other.id &&
  one.stream === other.stream &&
  one.revision === other.revision &&
  one.type === other.type &&
  one.raw.data.equals(other.raw.data) &&
  one.raw.metadata.equals(other.raw.metadata);

interface Common {
  readonly count: number;
  /** The last source event that the target has as well. */
  readonly last: StoredEvent | undefined;
}

/**
 * Walks both logs side by side for as long as the target goes.
 * @throws LogsDiffer where the target holds anything that the source does not hold at that place
 */
const walk = async (
  source: Readable,
  target: Readable,
  onPairs: (pairs: readonly EventPair[]) => Promise<void>,
): Promise<Common> => {
  const reading = pagesOf(source);
  let waiting: readonly StoredEvent[] = [];
  let at = 0;
  let count = 0;
  let last: StoredEvent | undefined;
  for await (const page of pagesOf(target)) {
    const pairs: EventPair[] = [];
    for (const to of page) {
      if (at === waiting.length) {
        waiting = (await reading.next()).value ?? [];
        at = 0;
      }
      const from = waiting[at++];
      if (from === undefined || !same(from, to)) throw new LogsDiffer(count, from, to);
      pairs.push({ from, to });
      last = from;
      count += 1;
    }
    await onPairs(pairs);
  }
  return { count, last };
};

/** Cuts consecutive events of one stream together. */
const runsOf = (events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] => {
  const runs: StoredEvent[][] = [];
  let weight = 0;
  for (const event of events) {
    const run = runs.at(-1);
    const size = event.raw.data.length + event.raw.metadata.length;
    if (run?.[0]!.stream === event.stream && run.length < LARGEST.events && weight + size < LARGEST.bytes) {
      run.push(event);
      weight += size;
    } else {
      runs.push([event]);
      weight = size;
    }
  }
  return runs;
};

const anew = ({ id, type, raw }: StoredEvent): NewEvent => ({
  id,
  type,
  data: raw.data,
  metadata: raw.metadata,
});

/**
 * Appends to the target whatever it lacks, one append after the other, so that the order of the whole log is kept.
 * @param onProgress events the target has by now
 * @returns how many it had before
 * @throws LogsDiffer when the target holds other events; RevisionConflict when somebody else writes to it
 */
export const copyLog = async (
  source: EventStore,
  target: EventStore,
  onProgress: (count: number) => void = () => undefined,
): Promise<number> => {
  const before = await walk(source, target, async () => undefined);
  let { count } = before;
  onProgress(count);
  for await (const page of pagesOf(source, before.last?.position)) {
    for (const run of runsOf(page)) {
      const [{ stream, revision }] = run as [StoredEvent];
      await target.append(stream, revision === 0n ? 'no_stream' : revision - 1n, run.map(anew));
      count += run.length;
    }
    onProgress(count);
  }
  return before.count;
};

/**
 * Compares both logs to their ends, byte for byte.
 * @returns how many events each holds
 * @throws LogsDiffer
 */
export const compareLogs = async (
  source: Readable,
  target: Readable,
  onPairs: (pairs: readonly EventPair[]) => Promise<void> = async () => undefined,
): Promise<number> => {
  const { count, last } = await walk(source, target, onPairs);
  const [missing] = await source.readAll({
    maxCount: 1,
    ...(last === undefined ? {} : { after: last.position }),
  });
  if (missing !== undefined) throw new LogsDiffer(count, missing, undefined);
  return count;
};
