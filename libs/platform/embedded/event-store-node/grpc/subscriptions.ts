/**
 * Catch-up subscriptions, from history to live. A subscriber pulls: from the table while it is behind, from the tail of the log
 * in memory once it has caught up. Its cursor alone decides what comes next, so there is no gap and no double at the change.
 */
import type { LogRecord } from '../storage/record';
import { END_OF_STREAM, streamDeletedType } from '../storage/record';
import { freshOnly, type LogReader } from '../storage/log-reader';
import { LOG_START, type Tail } from '../storage/tail';
import { streamDeleted } from './errors';
import type { Filter } from './filter';
import { CallCancelled, type Outlet } from './outlet';
import { caughtUp, checkpoint } from './read-responses';
import type { From } from './reads';

const page = 512;

export interface Log {
  readonly reader: LogReader;
  readonly tail: Tail;
}

/** Waits for new events, or for the caller to go. */
const nextAppend = async (appended: Promise<void>, { signal }: Outlet): Promise<void> => {
  if (signal.aborted) throw new CallCancelled();
  let onAbort: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    onAbort = resolve;
    signal.addEventListener('abort', onAbort, { once: true });
  });
  await Promise.race([appended, gone]);
  signal.removeEventListener('abort', onAbort);
  if (signal.aborted) throw new CallCancelled();
};

/** Delivers `$all` after a position, for as long as the caller stays. */
export const subscribeToAll = async (
  { reader, tail }: Log,
  outlet: Outlet,
  from: From,
  respond: (record: LogRecord) => Buffer,
  filter?: Filter,
): Promise<never> => {
  let cursor = from === 'start' ? LOG_START : from === 'end' ? tail.head : from;
  let live = false;
  let lookedAt = 0;
  let lastCheckpoint = LOG_START;

  const sendCheckpoint = async (): Promise<void> => {
    lookedAt = 0;
    if (cursor <= lastCheckpoint) return;
    lastCheckpoint = cursor;
    await outlet.send(checkpoint(cursor));
  };

  for (;;) {
    const appended = tail.nextAppend();
    let records = tail.after(cursor, page);
    if (records === undefined) {
      live = false;
      const floor = tail.head;
      records = await reader.all('forwards', cursor + 1n, page);
      // Nothing between the cursor and what was the head: the tail has the rest.
      if (records.length === 0) cursor = floor;
    } else if (records.length === 0) {
      if (!live) {
        live = true;
        if (filter) await sendCheckpoint();
        await outlet.send(caughtUp);
      }
      await nextAppend(appended, outlet);
    }
    for (const record of records) {
      cursor = record.position;
      if (filter === undefined) {
        await outlet.send(respond(record));
        continue;
      }
      if (filter.matches(record)) await outlet.send(respond(record));
      if (++lookedAt >= filter.checkpointInterval) await sendCheckpoint();
    }
  }
};

/** Delivers a stream after a revision, until it is tombstoned. @throws CallFailed when it is */
export const subscribeToStream = async (
  { reader, tail }: Log,
  outlet: Outlet,
  stream: string,
  from: From,
  respond: (record: LogRecord) => Buffer,
): Promise<never> => {
  let cursor = from === 'start' ? -1n : from === 'end' ? await lastRevision(reader, stream) : from;

  for (;;) {
    // Taken before the history is read to its end: whatever is committed later stands after it in the tail.
    let seen = tail.head;
    for (;;) {
      const standing = await reader.standing(stream);
      if (standing.kind === 'tombstoned') throw streamDeleted(stream);
      if (standing.kind === 'not-found') break;
      const first = cursor + 1n > standing.first ? cursor + 1n : standing.first;
      const records = await reader.stream(stream, 'forwards', first, END_OF_STREAM - 1n, page);
      const newest = records.at(-1);
      if (newest === undefined) break;
      for (const record of freshOnly(records, standing.metadata)) await outlet.send(respond(record));
      cursor = newest.revision;
    }
    await outlet.send(caughtUp);
    for (;;) {
      const appended = tail.nextAppend();
      const records = tail.after(seen, page);
      if (records === undefined) break;
      for (const record of records) {
        seen = record.position;
        if (record.stream !== stream || record.revision <= cursor) continue;
        await outlet.send(respond(record));
        cursor = record.revision;
        if (record.type === streamDeletedType) throw streamDeleted(stream);
      }
      if (records.length === 0) await nextAppend(appended, outlet);
    }
  }
};

const lastRevision = async (reader: LogReader, stream: string): Promise<bigint> => {
  const standing = await reader.standing(stream);
  if (standing.kind === 'tombstoned') throw streamDeleted(stream);
  return standing.kind === 'readable' ? standing.last : -1n;
};
