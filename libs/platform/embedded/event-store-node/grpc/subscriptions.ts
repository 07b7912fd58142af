/**
 * Catch-up subscriptions, from history to live. A subscriber pulls: from the table while it is behind, from the tail of the log
 * in memory once it has caught up. Its cursor alone decides what comes next, so there is no gap and no double at the change.
 */
import { randomUUID } from 'node:crypto';
import type { LogReader } from '../storage/log-reader';
import { type LogRecord, NO_STREAM, streamDeletedType } from '../storage/record';
import { LOG_START, type Tail } from '../storage/tail';
import { streamDeleted } from './errors';
import type { Filter } from './filter';
import type { Outlet } from './outlet';
import { caughtUp, checkpoint, confirmation } from './read-responses';
import type { From } from './reads';

/** Events taken from the tail at once. */
const tailPage = 512;

export interface Log {
  readonly reader: LogReader;
  readonly tail: Tail;
}

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
  const sendCheckpoint = async (): Promise<void> => {
    if (lookedAt === 0) return;
    lookedAt = 0;
    await outlet.send(checkpoint(cursor));
  };
  const deliver = async (records: readonly LogRecord[]): Promise<void> => {
    outlet.throwIfOver();
    for (const record of records) {
      cursor = record.position;
      if (filter === undefined) {
        await outlet.send(respond(record));
        continue;
      }
      lookedAt++;
      if (filter.matches(record)) await outlet.send(respond(record));
      if (lookedAt >= filter.checkpointInterval) await sendCheckpoint();
    }
  };

  await outlet.send(confirmation(randomUUID()));
  for (;;) {
    // Taken before reading: an append in between is not slept through.
    const appended = tail.nextAppend();
    const head = tail.head;
    const behind = cursor;
    const records = tail.after(cursor, tailPage);
    if (records === undefined) {
      live = false;
      for await (const page of reader.all('forwards', cursor + 1n)) {
        await deliver(page);
        if (tail.after(cursor, 0)) break;
      }
      // Nothing up to what was the head: the tail has the rest.
      if (cursor === behind) cursor = head;
    } else if (records.length > 0) {
      await deliver(records);
    } else {
      if (!live) {
        live = true;
        await sendCheckpoint();
        await outlet.send(caughtUp);
      }
      await outlet.wait(appended);
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
  let cursor = from === 'start' ? NO_STREAM : from === 'end' ? await lastRevision(reader, stream) : from;

  await outlet.send(confirmation(randomUUID()));
  for (;;) {
    // Taken before history is read to its end: whatever is committed later stands after it in the tail.
    let seen = tail.head;
    for (;;) {
      outlet.throwIfOver();
      const standing = await reader.standing(stream);
      if (standing.kind === 'tombstoned') throw streamDeleted(stream);
      if (standing.kind === 'not-found') break;
      const first = cursor + 1n > standing.first ? cursor + 1n : standing.first;
      const records = await reader.stream(stream, 'forwards', first, standing.last);
      const newest = records.at(-1);
      if (newest === undefined) break;
      for (const record of standing.visible(records)) await outlet.send(respond(record));
      cursor = newest.revision;
    }
    await outlet.send(caughtUp);
    for (;;) {
      const appended = tail.nextAppend();
      const records = tail.after(seen, tailPage);
      if (records === undefined) break;
      for (const record of records) {
        seen = record.position;
        if (record.stream !== stream || record.revision <= cursor) continue;
        await outlet.send(respond(record));
        cursor = record.revision;
        if (record.type === streamDeletedType) throw streamDeleted(stream);
      }
      if (records.length === 0) await outlet.wait(appended);
    }
  }
};

const lastRevision = async (reader: LogReader, stream: string): Promise<bigint> => {
  const standing = await reader.standing(stream);
  return standing.kind === 'readable' ? standing.last : NO_STREAM;
};
