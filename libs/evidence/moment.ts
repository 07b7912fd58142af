/** The log as it was, on both axes of time: as of a day (what had taken effect), as known then (what had been recorded). */
import type { Instant, IsoDate, Recorded } from '@nastavnik/kernel';
import type { DomainEvents } from '@nastavnik/domain';
import { knownBefore, type StreamReader } from './stream-reader';

/** A point on both axes; an axis that is absent is not cut. */
export interface Moment {
  /** As of this day: what had taken effect by its end. */
  readonly on?: IsoDate;
  /** As known then: what had been recorded before this moment. */
  readonly recordedBefore?: Instant;
}

type Event = Recorded<DomainEvents>;

/** The record that an event strikes out as a mistake, among those of its stream. */
const struckOut = (events: readonly Event[], event: Event): Event | undefined => {
  if (event.type === 'MeetingRecordCancelled') {
    return events.findLast(
      (one) =>
        one.type === 'MeetingHeld' && one.revision < event.revision && one.data.number === event.data.number,
    );
  }
  if (event.type === 'RoadmapItemReopened') {
    const { itemId, byOrganisationId, dueDay } = event.data;
    return events.findLast(
      (one) =>
        one.type === 'RoadmapItemCompleted' &&
        one.revision < event.revision &&
        one.data.itemId === itemId &&
        one.data.byOrganisationId === byOrganisationId &&
        one.data.dueDay === dueDay,
    );
  }
  return undefined;
};

/**
 * The same log as of a day. A record made by mistake is struck out from its own day on, whenever the mistake was noticed; the first event
 * of a stream counts as soon as any of them does, since an order dated back may name what was registered later. The index of events
 * (`event-index`) chooses by the same rules.
 */
export const asOf = (reader: StreamReader, on: IsoDate): StreamReader => ({
  read: async (stream) => {
    const events = await reader.read(stream);
    const begun = events.some(({ data }) => data.effectiveOn <= on);
    return events.filter(
      (event) =>
        (event.revision === 0n && begun) || (struckOut(events, event) ?? event).data.effectiveOn <= on,
    );
  },
});

/** The same log at a point of both axes. */
export const asAt = (reader: StreamReader, { on, recordedBefore }: Moment): StreamReader => {
  const known = recordedBefore === undefined ? reader : knownBefore(reader, recordedBefore);
  return on === undefined ? known : asOf(known, on);
};
