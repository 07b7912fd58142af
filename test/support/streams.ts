/** The streams of an organisation by a plain look through the whole log: what the index of events must say, and what tests without one count from. */
import type { StreamsOf } from '@nastavnik/evidence';
import type { Uuid } from '@nastavnik/kernel';
import type { EventStore, StoredEvent } from '@nastavnik/platform/event-store';

const ownerOf = ({ data }: StoredEvent): Uuid | undefined => {
  const { organisationId, schoolId, municipalityId } = data as { readonly [name: string]: Uuid | undefined };
  return organisationId ?? schoolId ?? municipalityId;
};

/** Streams with an event of the organisation by a position, sorted. */
export const streamsBy = (
  log: readonly StoredEvent[],
  organisationId: Uuid,
  position: bigint,
  below = false,
): readonly string[] => {
  const schools = below
    ? log
        .filter(
          ({ type, data }) =>
            type === 'school.registered.v1' &&
            (data as { readonly municipalityId?: Uuid }).municipalityId === organisationId,
        )
        .map((event) => ownerOf(event))
    : [];
  const owners = new Set<Uuid | undefined>([organisationId, ...schools]);
  return [
    ...new Set(
      log
        .filter((event) => event.position <= position && owners.has(ownerOf(event)))
        .map(({ stream }) => stream),
    ),
  ].sort();
};

export const streamsInLog =
  (store: EventStore): StreamsOf =>
  async (organisationId, below) => {
    const position = (await store.lastPosition()) ?? -1n;
    const log: StoredEvent[] = [];
    for (;;) {
      const after = log.at(-1)?.position;
      const page = await store.readAll({ maxCount: 10_000, ...(after === undefined ? {} : { after }) });
      if (page.length === 0) return { position, streams: streamsBy(log, organisationId, position, below) };
      log.push(...page);
    }
  };
