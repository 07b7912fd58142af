/** Where streams stand, as their only writer knows it: kept in memory, loaded when first asked for. */
import type { ClientBase } from 'pg';
import { dataOf } from './recorded-event';
import { END_OF_STREAM, isMetastream, metastreamOf, NO_STREAM, originalOf } from './record';
import { isSoftDeleted, streamMetadata } from './stream-metadata';

export interface Head {
  /** Revision of the last event; -1 for a stream without events. A tombstone is not counted. */
  readonly last: bigint;
  readonly tombstoned: boolean;
  /** Data of the newest event, kept for metastreams only. */
  readonly json?: string;
}

interface HeadRow {
  stream: string;
  last: string | null;
  tombstoned: boolean;
  record: Buffer | null;
}

export const nothing: Head = { last: NO_STREAM, tombstoned: false };

/** A stream's head and, for metastreams, its newest record: two index probes a stream. */
export const headsSql = `
  SELECT asked.stream, newest.revision AS last, tombstone.revision IS NOT NULL AS tombstoned,
         CASE WHEN starts_with(asked.stream, '$$') THEN newest.record END AS record
    FROM unnest($1::text[]) AS asked(stream)
    LEFT JOIN LATERAL (SELECT revision, record FROM eventstore.events
                        WHERE stream = asked.stream AND revision < ${END_OF_STREAM}
                        ORDER BY revision DESC LIMIT 1) newest ON true
    LEFT JOIN eventstore.events tombstone ON tombstone.stream = asked.stream AND tombstone.revision = ${END_OF_STREAM}`;

export const headFrom = (row: HeadRow): Head => ({
  last: row.last === null ? NO_STREAM : BigInt(row.last),
  tombstoned: row.tombstoned,
  ...(row.record === null ? {} : { json: Buffer.from(dataOf(row.record)).toString('utf8') }),
});

/** Streams that decide about `stream`: itself and its metastream, or the stream a metastream belongs to. */
export const relatedTo = (stream: string): readonly string[] =>
  isMetastream(stream) ? [stream, originalOf(stream), metastreamOf(stream)] : [stream, metastreamOf(stream)];

export class Heads {
  private readonly known = new Map<string, Head>();

  /** @param capacity streams remembered; the longest unused is forgotten first */
  constructor(private readonly capacity = 100_000) {}

  /** Makes `get` answer for these streams and everything that decides about them. */
  async load(client: ClientBase, streams: Iterable<string>): Promise<void> {
    const missing = new Set<string>();
    const wanted = new Set<string>();
    for (const stream of streams) for (const related of relatedTo(stream)) wanted.add(related);
    for (const stream of wanted) {
      const head = this.known.get(stream);
      if (head === undefined) missing.add(stream);
      else this.set(stream, head);
    }
    if (missing.size > 0) {
      const { rows } = await client.query<HeadRow>({ name: 'heads', text: headsSql, values: [[...missing]] });
      for (const row of rows) this.set(row.stream, headFrom(row));
    }
    for (const stream of this.known.keys()) {
      if (this.known.size <= this.capacity || wanted.has(stream)) break;
      this.known.delete(stream);
    }
  }

  /** Only for streams that `load` was asked for. */
  get(stream: string): Head {
    return this.known.get(stream) ?? nothing;
  }

  knows(stream: string): boolean {
    return this.known.has(stream);
  }

  forget(stream: string): void {
    this.known.delete(stream);
  }

  set(stream: string, head: Head): void {
    this.known.delete(stream);
    this.known.set(stream, head);
  }

  clear(): void {
    this.known.clear();
  }

  /** True when the stream, or the stream whose metadata it is, was closed for ever. */
  isTombstoned(stream: string): boolean {
    return this.get(stream).tombstoned || (isMetastream(stream) && this.get(originalOf(stream)).tombstoned);
  }

  isSoftDeleted(stream: string): boolean {
    return isSoftDeleted(streamMetadata(stream, this.get(metastreamOf(stream)).json));
  }
}
