/** Streams as facts: decoded events of the log, each stream read at most once, as known now or as known then. */
import type { Instant, Recorded } from '@nastavnik/kernel';
import { domainCodec, type DomainEvents } from '@nastavnik/domain';
import { type EventStore, readRecorded } from '@nastavnik/platform/event-store';

/** All that evidence needs of the log. */
export interface StreamReader {
  /** Events of a stream, oldest first; empty for a stream that does not exist. */
  read(stream: string): Promise<readonly Recorded<DomainEvents>[]>;
}

/** Reads each stream once: make a new reader for every act, so that the act is judged on one picture of the log. */
export const streamReader = (store: Pick<EventStore, 'readStream'>): StreamReader => {
  const seen = new Map<string, Promise<readonly Recorded<DomainEvents>[]>>();
  return {
    read: (stream) => {
      const known = seen.get(stream) ?? readRecorded(store, domainCodec, stream);
      seen.set(stream, known);
      return known;
    },
  };
};

/** The same log as if these events had been appended to it as well: what an order would find on arrival. */
export const asIf = (reader: StreamReader, appended: readonly Recorded<DomainEvents>[]): StreamReader => ({
  read: async (stream) => {
    const extra = appended.filter((event) => event.stream === stream);
    const events = await reader.read(stream);
    return extra.length === 0 ? events : [...events, ...extra];
  },
});

/** The same log as it was before a moment: what had been recorded by then. */
export const knownBefore = (reader: StreamReader, moment: Instant): StreamReader => ({
  read: async (stream) => (await reader.read(stream)).filter(({ stamp }) => stamp.recordedAt < moment),
});

/** The same log as it was at a position, that position included: what was known then. */
export const upTo = (reader: StreamReader, position: bigint): StreamReader => ({
  read: async (stream) => (await reader.read(stream)).filter((event) => event.position <= position),
});
