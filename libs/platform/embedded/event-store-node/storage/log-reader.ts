/** Reads the committed log from its table, page by page. */
import type { Pool } from 'pg';
import { type Head, headFrom, headsSql, relatedTo } from './heads';
import { isMetastream, type LogRecord, metastreamOf, NO_STREAM, originalOf } from './record';
import { firstVisible, isFresh, isSoftDeleted, streamMetadata } from './stream-metadata';

export type Direction = 'forwards' | 'backwards';

/** What there is to read of a stream. */
export type Standing =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'tombstoned' }
  | {
      readonly kind: 'readable';
      readonly first: bigint;
      readonly last: bigint;
      /** Leaves out what has grown too old. */
      readonly visible: (records: readonly LogRecord[]) => readonly LogRecord[];
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

const pageEvents = 512;
/** A page also ends here, so that what a slow reader holds stays small whatever the size of events. */
const pageBytes = 4 * 1024 * 1024;

/** Positions are offsets, so a stretch of them bounds the bytes; it begins at the first event there is. */
const allSql = {
  forwards: `
    SELECT ${columns} FROM eventstore.events
     WHERE position >= $1
       AND position < (SELECT position FROM eventstore.events WHERE position >= $1 ORDER BY position LIMIT 1) + ${pageBytes}
     ORDER BY position LIMIT $2`,
  backwards: `
    SELECT ${columns} FROM eventstore.events
     WHERE position < $1
       AND position > (SELECT position FROM eventstore.events WHERE position < $1 ORDER BY position DESC LIMIT 1) - ${pageBytes}
     ORDER BY position DESC LIMIT $2`,
};

const streamSql = (order: 'ASC' | 'DESC'): string => `
    SELECT ${columns}
      FROM (SELECT *, sum(octet_length(record)) OVER (ORDER BY revision ${order}) - octet_length(record) AS bytes_before
              FROM (SELECT ${columns} FROM eventstore.events WHERE stream = $1 AND revision BETWEEN $2 AND $3
                     ORDER BY revision ${order} LIMIT $4) AS page) AS sized
     WHERE bytes_before < ${pageBytes}
     ORDER BY revision ${order}`;

export class LogReader {
  constructor(private readonly pool: Pool) {}

  /**
   * `$all` in pages, none of them empty, `limit` events in all. Forwards: at `from` and after. Backwards: strictly before `from`.
   * Each page is read while the one before it is being sent.
   */
  async *all(
    direction: Direction,
    from: bigint,
    limit: number = Number.POSITIVE_INFINITY,
  ): AsyncGenerator<readonly LogRecord[], void> {
    let left = limit;
    let next = this.pageOfAll(direction, from, left);
    for (;;) {
      const page = await next;
      const newest = page.at(-1);
      if (newest === undefined) return;
      left -= page.length;
      if (left > 0) {
        next = this.pageOfAll(direction, newest.position + (direction === 'forwards' ? 1n : 0n), left);
        // Seen when the page is awaited, if the reader stays that long.
        next.catch(() => undefined);
      }
      yield page;
      if (left <= 0) return;
    }
  }

  private async pageOfAll(direction: Direction, from: bigint, limit: number): Promise<readonly LogRecord[]> {
    const values = [String(from), Math.min(limit, pageEvents)];
    const { rows } = await this.pool.query<EventRow>({
      name: `all-${direction}`,
      text: allSql[direction],
      values,
    });
    return rows.map(recordFrom);
  }

  /**
   * Events with revisions in the interval, both ends inclusive, whatever the stream's metadata says.
   * Only an empty page, or one that reaches the end of the interval, is the last.
   */
  async stream(
    stream: string,
    direction: Direction,
    from: bigint,
    to: bigint,
    limit: number = Number.POSITIVE_INFINITY,
  ): Promise<readonly LogRecord[]> {
    const { rows } = await this.pool.query<EventRow>({
      name: `stream-${direction}`,
      text: streamSql(direction === 'forwards' ? 'ASC' : 'DESC'),
      values: [stream, String(from), String(to), Math.min(limit, pageEvents)],
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
    return {
      kind: 'readable',
      first: firstVisible(metadata, head.last),
      last: head.last,
      visible: (records) => {
        const now = Date.now();
        return records.filter(({ createdMs }) => isFresh(metadata, createdMs, now));
      },
    };
  }
}
