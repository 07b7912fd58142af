/** From stored events to our own: decodes the name, lifts old shapes, reads the stamp. */
import type { Codec, DomainEvent, Recorded, Stamp } from '@nastavnik/kernel';
import type { EventStore, StoredEvent } from './event-store';

/** The event is JSON but carries no stamp of ours: somebody else wrote it. */
export class ForeignEvent extends Error {
  constructor(event: Pick<StoredEvent, 'id' | 'stream' | 'revision'>) {
    super(
      `event ${event.id} (${event.stream}@${event.revision}) has no stamp: it was not written by this system`,
    );
    this.name = 'ForeignEvent';
  }
}

const isStamp = (metadata: unknown): boolean => {
  const stamp = metadata as Partial<Stamp> | null;
  return (
    typeof stamp === 'object' &&
    typeof stamp?.recordedAt === 'string' &&
    typeof stamp.commandId === 'string' &&
    typeof stamp.actor === 'object'
  );
};

/** @throws UnknownStoredType, ForeignEvent */
export const toRecorded = <Event extends DomainEvent>(
  codec: Pick<Codec<Event>, 'decode'>,
  stored: StoredEvent,
): Recorded<Event> => {
  const { type, data } = codec.decode(stored.type, stored.data);
  if (!isStamp(stored.metadata)) throw new ForeignEvent(stored);
  return {
    type,
    data,
    id: stored.id,
    stream: stored.stream,
    revision: stored.revision,
    position: stored.position,
    stamp: stored.metadata as unknown as Stamp,
  } as unknown as Recorded<Event>;
};

/**
 * The whole stream, oldest first, decoded; empty when it does not exist.
 * @throws UnknownStoredType, ForeignEvent, EventStoreUnavailable
 */
export const readRecorded = async <Event extends DomainEvent>(
  store: Pick<EventStore, 'readStream'>,
  codec: Pick<Codec<Event>, 'decode'>,
  stream: string,
): Promise<Recorded<Event>[]> => (await store.readStream(stream)).map((stored) => toRecorded(codec, stored));
