/** Reads the committed log from its table, page by page. */
import type { Pool } from 'pg';
import { type Head, headFrom, headsSql, relatedTo } from './heads';
import { isMetastream, type LogRecord, metastreamOf, NO_STREAM, originalOf } from './record';
import { firstVisible, isFresh, isSoftDeleted, type StreamMetadata, streamMetadata } from './stream-metadata';

export type Direction = 'forwards' | 'backwards';

/** What there is to read of a stream. */
export type Standing =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'tombstoned' }
  | {
      readonly kind: 'readable';
      readonly first: bigint;
      readonly last: bigint;
      readonly metadata: StreamMetadata;
    };

interface EventRow {
  position: string;
  stream: string;
  revision: string;
  id: string;
  type: string;
  created_ms: string;
  record: Buffer;
}

const columns = 'position, stream, revision, id, type, created_ms, record';

const recordFrom = (row: EventRow): LogRecord => ({
  position: BigInt(row.position),
  stream: row.stream,
  revision: BigInt(row.revision),
  id: row.id,
  type: row.type,
  createdMs: Number(row.created_ms),
  bytes: row.record,
});

export class LogReader {
  constructor(private readonly pool: Pool) {}

  /** Forwards: at `from` and after. Backwards: strictly before `from`. */
  async all(direction: Direction, from: bigint, limit: number): Promise<readonly LogRecord[]> {
    const forwards = direction === 'forwards';
    const { rows } = await this.pool.query<EventRow>({
      name: `all-${direction}`,
      text: `SELECT ${columns} FROM eventstore.events WHERE position ${forwards ? '>=' : '<'} $1
              ORDER BY position ${forwards ? 'ASC' : 'DESC'} LIMIT $2`,
      values: [String(from), limit],
    });
    return rows.map(recordFrom);
  }

  /** Events with revisions in the interval, both ends inclusive, whatever the stream's metadata says. */
  async stream(
    stream: string,
    direction: Direction,
    from: bigint,
    to: bigint,
    limit: number,
  ): Promise<readonly LogRecord[]> {
    const { rows } = await this.pool.query<EventRow>({
      name: `stream-${direction}`,
      text: `SELECT ${columns} FROM eventstore.events WHERE stream = $1 AND revision BETWEEN $2 AND $3
              ORDER BY revision ${direction === 'forwards' ? 'ASC' : 'DESC'} LIMIT $4`,
      values: [stream, String(from), String(to), limit],
    });
    return rows.map(recordFrom);
  }

  async standing(stream: string): Promise<Standing> {
    const { rows } = await this.pool.query({ name: 'heads', text: headsSql, values: [relatedTo(stream)] });
    const heads = new Map<string, Head>(rows.map((row) => [row.stream as string, headFrom(row)]));
    const head = heads.get(stream);
    if (head?.tombstoned || (isMetastream(stream) && heads.get(originalOf(stream))?.tombstoned)) {
      return { kind: 'tombstoned' };
    }
    const metadata = streamMetadata(stream, heads.get(metastreamOf(stream))?.json);
    if (head === undefined || head.last === NO_STREAM || isSoftDeleted(metadata))
      return { kind: 'not-found' };
    return { kind: 'readable', first: firstVisible(metadata, head.last), last: head.last, metadata };
  }
}

/** Leaves out what has grown too old. */
export const freshOnly = (records: readonly LogRecord[], metadata: StreamMetadata): readonly LogRecord[] => {
  if (metadata.maxAgeMs === undefined) return records;
  const now = Date.now();
  return records.filter(({ createdMs }) => isFresh(metadata, createdMs, now));
};
