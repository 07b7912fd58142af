/** Streams read again cost only what is new in them: what was read once is remembered, since the log never changes it. */
import { LRUCache } from 'lru-cache';
import type { EventStore, StoredEvent } from './event-store';

/** Events remembered at most, of all streams together: some 20 MB of them. */
const EVENTS = 20_000;

/**
 * A store whose reads of a whole stream ask for the events after those already read. As fresh as a read from the beginning: every
 * read asks the log. Least recently read streams are forgotten; reads of a part of a stream pass by.
 * @param events how many are remembered at most; a stream longer than that never is
 */
export const rememberingStreams = (
  store: Pick<EventStore, 'readStream'>,
  events = EVENTS,
): Pick<EventStore, 'readStream'> => {
  const remembered = new LRUCache<string, readonly StoredEvent[]>({
    maxSize: events,
    sizeCalculation: (stream) => stream.length,
  });
  return {
    readStream: async (stream, options) => {
      if (options !== undefined) return store.readStream(stream, options);
      const known = remembered.get(stream) ?? [];
      const last = known.at(-1);
      const news = await store.readStream(
        stream,
        ...(last === undefined ? [] : [{ from: last.revision + 1n }]),
      );
      if (news.length === 0) return known;
      const whole = [...known, ...news];
      // Two readers may have been told the same news; the longer memory stays.
      if ((remembered.peek(stream)?.length ?? 0) < whole.length) remembered.set(stream, whole);
      return whole;
    },
  };
};
