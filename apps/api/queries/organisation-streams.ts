/** Which streams an organisation has, and up to which position of the log: what figures of monitoring are counted from. */
import type { StreamsOf } from '@nastavnik/evidence';
import type { Uuid } from '@nastavnik/kernel';
import type { EventStore } from '@nastavnik/platform/event-store';
import { problems } from '@nastavnik/platform/http';
import type { Freshness } from '@nastavnik/platform/projections';
import { eventIndex, type EventIndexQuery } from '@nastavnik/read-models';

/** How long the index is waited for, milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * An act is decided on these streams, so the index may not lag behind the log as it is when the act comes.
 * @throws Problem 504 of what is returned, when the index has not caught up in time
 */
export const indexedStreams =
  (
    store: Pick<EventStore, 'lastPosition'>,
    index: EventIndexQuery,
    freshness: Freshness,
    patienceMs = PATIENCE_MS,
  ): StreamsOf =>
  async (organisationId: Uuid, below = false) => {
    const position = (await store.lastPosition()) ?? -1n;
    if (!(await freshness.waitUntil(eventIndex.name, position, patienceMs))) {
      throw problems.notYetVisible(position, await freshness.position(eventIndex.name));
    }
    return { position, streams: await index.streamsOf(organisationId, position, below) };
  };
