/** Stream metadata (`$maxCount`, `$maxAge`, `$tb`) and what it leaves visible of a stream. */
import { END_OF_STREAM, isMetastream } from './record';

export interface StreamMetadata {
  readonly maxCount?: bigint;
  /** Milliseconds. */
  readonly maxAgeMs?: number;
  /** First revision still to be seen. */
  readonly truncateBefore?: bigint;
}

const none: StreamMetadata = {};
/** Of a metastream only the newest event counts. */
const ofMetastreams: StreamMetadata = { maxCount: 1n };

const wholeNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

const parse = (json: string | undefined): Record<string, unknown> | undefined => {
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
};

/** Reads the newest event of the stream's metastream; what is malformed counts as not said. */
export const streamMetadata = (stream: string, json: string | undefined): StreamMetadata => {
  if (isMetastream(stream)) return ofMetastreams;
  const said = parse(json);
  if (said === undefined) return none;
  const maxCount = wholeNumber(said.$maxCount);
  const maxAge = wholeNumber(said.$maxAge);
  const before = wholeNumber(said.$tb);
  return {
    ...(maxCount ? { maxCount: BigInt(maxCount) } : {}),
    ...(maxAge ? { maxAgeMs: maxAge * 1000 } : {}),
    // JSON numbers lose the last digits of 2^63 - 1: whatever rounds up to it means "everything".
    ...(before === undefined
      ? {}
      : { truncateBefore: before >= Number(END_OF_STREAM) ? END_OF_STREAM : BigInt(before) }),
  };
};

export const isSoftDeleted = (metadata: StreamMetadata): boolean => metadata.truncateBefore === END_OF_STREAM;

/** The metadata that soft deletion writes. Text, because 2^63 - 1 does not survive `JSON.stringify`. */
export const softDeletionJson = `{"$tb":${END_OF_STREAM}}`;

/** The same metadata with the stream visible again from `revision`; `undefined` when there was nothing readable to change. */
export const recreatedFrom = (json: string | undefined, revision: bigint): string | undefined => {
  const said = parse(json);
  return said && JSON.stringify({ ...said, $tb: Number(revision) });
};

/** First revision of a stream that may be read, by count and truncation; age is judged event by event. */
export const firstVisible = (metadata: StreamMetadata, last: bigint): bigint => {
  const byCount = metadata.maxCount === undefined ? 0n : last - metadata.maxCount + 1n;
  const byTruncation = metadata.truncateBefore ?? 0n;
  return byCount > byTruncation ? byCount : byTruncation;
};

/** True while an event is young enough. */
export const isFresh = (metadata: StreamMetadata, createdMs: number, nowMs: number): boolean =>
  metadata.maxAgeMs === undefined || createdMs >= nowMs - metadata.maxAgeMs;
