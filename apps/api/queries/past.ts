/** The events that make up an organisation's past, read from the log by what the index of events says. */
import { Inject, Injectable } from '@nestjs/common';
import { domainCodec, type DomainEvents } from '@nastavnik/domain';
import { EVENT_STORE, type EventStore, type StoredEvent } from '@nastavnik/platform/event-store';
import { TimeTravel } from '@nastavnik/platform/projections';
import type { Pool } from 'pg';
import {
  eventIndex,
  EventIndexQuery,
  type PastQuestion,
  type Place,
  readModels,
} from '@nastavnik/read-models';

/** Events in memory at once. */
const PAGE = 1_000;
/** Streams read at once. */
const READERS = 16;
/** The log is read straight through while at least one event in so many is wanted; beyond, the streams that hold them. */
const THINNEST = 4;

@Injectable()
export class PastEvents {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly index: EventIndexQuery,
  ) {}

  /** In the order of the log, a page at a time. */
  async *of(question: PastQuestion): AsyncGenerator<readonly StoredEvent[]> {
    let after = -1n;
    for (;;) {
      const places = await this.index.find(question, after, PAGE);
      if (places.length > 0) yield (await this.through(places, after)) ?? (await this.at(places));
      if (places.length < PAGE) return;
      after = places.at(-1)!.position;
    }
  }

  /** Of a stretch of the log that mostly is wanted; `undefined` of a thin one. */
  private async through(
    places: readonly Place[],
    after: bigint,
  ): Promise<readonly StoredEvent[] | undefined> {
    const most = places.length * THINNEST;
    const between = await this.index.count(after, places.at(-1)!.position, most + 1);
    if (between > most) return undefined;
    const wanted = new Set(places.map(({ position }) => position));
    const read = await this.store.readAll({ after, maxCount: between });
    const events = read.filter(({ position }) => wanted.has(position));
    return events.length === places.length ? events : undefined;
  }

  private async at(places: readonly Place[]): Promise<readonly StoredEvent[]> {
    const wanted = new Map<string, bigint[]>();
    for (const { stream, revision } of places) {
      const revisions = wanted.get(stream);
      if (revisions === undefined) wanted.set(stream, [revision]);
      else revisions.push(revision);
    }
    const streams = [...wanted];
    const events: StoredEvent[] = [];
    const readOn = async (): Promise<void> => {
      for (let next = streams.pop(); next !== undefined; next = streams.pop()) {
        const [stream, revisions] = next;
        const [from, until] = [revisions[0]!, revisions.at(-1)!];
        const read = await this.store.readStream(stream, { from, maxCount: Number(until - from) + 1 });
        const asked = new Set(revisions);
        events.push(...read.filter(({ revision }) => asked.has(revision)));
      }
    };
    await Promise.all(Array.from({ length: READERS }, readOn));
    return events.sort((a, b) => (a.position < b.position ? -1 : 1));
  }
}

/** Every read model as of another time; the index itself is asked about the log as it is. */
export const timeTravel = (pool: Pool): TimeTravel<DomainEvents> =>
  new TimeTravel<DomainEvents>({
    pool,
    codec: domainCodec,
    models: readModels.filter(({ name }) => name !== eventIndex.name),
  });
