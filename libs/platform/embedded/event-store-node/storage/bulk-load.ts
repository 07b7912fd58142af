/** Fills an empty log by COPY: what a whole year arrives by, from another store or from a generator. No node may be running on it. */
import { once } from 'node:events';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { recordedEvent } from './recorded-event';
import { WriterSession } from './writer-session';

/** An event whose place in its stream is known to whoever sends it. */
export interface PlacedEvent {
  /** Lower-case UUID. */
  readonly id: string;
  readonly stream: string;
  /** 0 for the first of a stream, then one by one: not checked, an unfit one makes the unique index fail or leaves a gap. */
  readonly revision: bigint;
  readonly type: string;
  /** JSON. */
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export class LogNotEmpty extends Error {
  constructor() {
    super('the log holds events already: a bulk load begins a log and cannot go on with one');
    this.name = 'LogNotEmpty';
  }
}

const FIRST_POSITION = 128n;
const CHUNK = 1024 * 1024;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const END = Buffer.from([0xff, 0xff]);

/** One row of `eventstore.events` in PostgreSQL's binary COPY format. */
const rowOf = (event: PlacedEvent, position: bigint, createdMs: number, record: Buffer): Buffer => {
  const streamLength = Buffer.byteLength(event.stream);
  const row = Buffer.allocUnsafe(
    2 + 7 * 4 + 8 * 3 + 16 + streamLength + event.type.length * 3 + record.length,
  );
  let at = row.writeInt16BE(7);
  const int8 = (value: bigint): void => {
    at = row.writeInt32BE(8, at);
    at = row.writeBigInt64BE(value, at);
  };
  const text = (value: string, length: number): void => {
    at = row.writeInt32BE(length, at);
    at += row.write(value, at);
  };
  int8(position);
  text(event.stream, streamLength);
  int8(event.revision);
  at = row.writeInt32BE(16, at);
  at += row.write(event.id.replaceAll('-', ''), at, 'hex');
  text(event.type, Buffer.byteLength(event.type));
  int8(BigInt(createdMs));
  at = row.writeInt32BE(record.length, at);
  at += record.copy(row, at);
  return row.subarray(0, at);
};

/**
 * Writes the events in their order, in one transaction; the index by stream is built afterwards.
 * @returns how many there were
 * @throws WriterLockHeld when a node is running, LogNotEmpty, or what PostgreSQL says
 */
export const bulkLoad = async (
  databaseUrl: string,
  events: Iterable<PlacedEvent>,
  onProgress: (count: number) => void = () => undefined,
): Promise<number> => {
  // Holds the writer lock all the time; what takes long has a connection of its own, without the session's time-outs.
  const session = await WriterSession.open(databaseUrl, 0);
  const client = new Client({ connectionString: databaseUrl, application_name: 'event-store-node load' });
  try {
    await client.connect();
    const { rowCount } = await client.query('select from eventstore.events limit 1');
    if (rowCount !== 0) throw new LogNotEmpty();
    const { rows: indexes } = await client.query<{ definition: string; name: string }>(
      `select pg_get_indexdef(indexrelid) as definition, indexrelid::regclass::text as name
         from pg_index where indrelid = 'eventstore.events'::regclass and not indisprimary`,
    );
    await client.query('begin');
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    const copy = client.query(
      copyFrom(
        'copy eventstore.events (position, stream, revision, id, type, created_ms, record) from stdin (format binary)',
      ),
    );
    const failed = once(copy, 'finish');
    failed.catch(() => undefined);
    const createdMs = Date.now();
    let position = FIRST_POSITION;
    let count = 0;
    let waiting: Buffer[] = [SIGNATURE];
    let weight = 0;
    const flush = async (): Promise<void> => {
      const chunk = Buffer.concat(waiting);
      waiting = [];
      weight = 0;
      if (!copy.write(chunk)) await Promise.race([once(copy, 'drain'), failed]);
      onProgress(count);
    };
    for (const event of events) {
      const { stream, revision } = event;
      const record = recordedEvent({ ...event, isJson: true }, { position, stream, revision, createdMs });
      const row = rowOf(event, position, createdMs, record);
      position += BigInt(record.length);
      count += 1;
      waiting.push(row);
      weight += row.length;
      if (weight > CHUNK) await flush();
    }
    waiting.push(END);
    await flush();
    copy.end();
    await failed;
    for (const { definition } of indexes) await client.query(definition);
    await client.query('commit');
    await client.query('analyze eventstore.events');
    return count;
  } finally {
    await client.end();
    await session.close();
  }
};
