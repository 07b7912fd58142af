/** Reads that end: a stream or `$all`, in either direction, from a place, up to a count, through a filter. */
import { END_OF_STREAM, type LogRecord } from '../storage/record';
import type { Direction, LogReader } from '../storage/log-reader';
import { streamDeleted } from './errors';
import type { Filter } from './filter';
import type { Outlet } from './outlet';
import { streamNotFound } from './read-responses';

/** Where a read begins: `start` and `end` are the ends of the log or stream, whatever the direction. */
export type From = 'start' | 'end' | bigint;

export interface ReadOptions {
  readonly direction: Direction;
  readonly from: From;
  /** Events to return at most. */
  readonly limit: number;
  readonly respond: (record: LogRecord) => Buffer;
}

/** Sends a stream's visible events, or says in-band that there is no such stream. @throws CallFailed when it is tombstoned */
export const readStream = async (
  reader: LogReader,
  outlet: Outlet,
  stream: string,
  { direction, from, limit, respond }: ReadOptions,
): Promise<void> => {
  const standing = await reader.standing(stream);
  if (standing.kind === 'tombstoned') throw streamDeleted(stream);
  if (standing.kind === 'not-found') return outlet.send(streamNotFound(stream));

  const { first, last } = standing;
  const forwards = direction === 'forwards';
  const begin = from === 'start' ? 0n : from === 'end' ? (forwards ? last + 1n : last) : from;
  let low = forwards && begin > first ? begin : first;
  let high = !forwards && begin < last ? begin : last;
  for (let left = limit; left > 0 && low <= high;) {
    const page = await reader.stream(stream, direction, low, high, left);
    const newest = page.at(-1);
    if (newest === undefined) return;
    for (const record of standing.visible(page)) {
      await outlet.send(respond(record));
      left--;
    }
    if (forwards) low = newest.revision + 1n;
    else high = newest.revision - 1n;
  }
};

/** Forwards from a position: that event and after. Backwards: strictly before it. */
export const readAll = async (
  reader: LogReader,
  outlet: Outlet,
  { direction, from, limit, respond }: ReadOptions,
  filter?: Filter,
): Promise<void> => {
  if (limit === 0) return;
  const place = from === 'start' ? 0n : from === 'end' ? END_OF_STREAM : from;
  let left = limit;
  // A filter may look at any number of events for each it lets through.
  for await (const page of reader.all(direction, place, filter ? undefined : limit)) {
    outlet.throwIfOver();
    for (const record of page) {
      if (filter && !filter.matches(record)) continue;
      await outlet.send(respond(record));
      if (--left === 0) return;
    }
  }
};
