/**
 * The single writer: judges every write against what it knows, gives positions in commit order, and commits together
 * what waits together (group commit). A write is answered only after its commit is on disk.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { type Expected, judge, type Verdict } from './expected-revision';
import { type Head, Heads, nothing, relatedTo } from './heads';
import {
  END_OF_STREAM,
  isMetastream,
  type LogRecord,
  metadataType,
  metastreamOf,
  NO_STREAM,
  originalOf,
  type ProposedEvent,
  streamDeletedType,
} from './record';
import { RecentIds } from './recent-ids';
import { recordedEvent } from './recorded-event';
import { recreatedFrom, softDeletionJson } from './stream-metadata';
import { LOG_START, type Tail } from './tail';
import { WriterLockHeld, WriterSession } from './writer-session';

export interface Write {
  readonly kind: 'append' | 'delete' | 'tombstone';
  readonly stream: string;
  readonly expected: Expected;
  /** Empty for `delete` and `tombstone`. */
  readonly events: readonly ProposedEvent[];
  /** Milliseconds since the epoch; a write still waiting then is answered `timed-out` and is surely not carried out. */
  readonly deadlineMs?: number;
}

export type Outcome =
  /** `revision` and `position` of the last event; absent when nothing was to be written. */
  | { readonly kind: 'written'; readonly revision?: bigint; readonly position?: bigint }
  | { readonly kind: 'timed-out' }
  | Exclude<Verdict, { readonly kind: 'ok' | 'idempotent' }>;

/** The write was not accepted, or its outcome is unknown: the same event ids may be sent again. */
export class WriterUnavailable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'WriterUnavailable';
  }
}

interface Waiting {
  readonly write: Write;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** Bounds of one commit. */
const largestBatch = { writes: 1024, bytes: 8 * 1024 * 1024 };
const reopenEveryMs = 500;
/** Not 0: "after position 0" is what a client says that has seen nothing. */
const firstPosition = 128n;

/**
 * All records of a commit travel in one binary parameter and are cut apart by the server: no bytea is ever spelt in hex.
 * Nothing is inserted when one of the streams in $10, which were taken to be new, is there.
 */
const insertSql = `
  INSERT INTO eventstore.events (position, stream, revision, id, type, created_ms, record)
  SELECT position, stream, revision, id, type, created_ms, substring($8::bytea FROM first_byte FOR length)
    FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::uuid[], $5::text[], $6::int[], $7::int[])
         AS batch(position, stream, revision, id, type, first_byte, length), (SELECT $9::bigint) AS clock(created_ms)
   WHERE NOT EXISTS (SELECT FROM eventstore.events WHERE stream = ANY ($10::text[]))`;

export class LogWriter {
  private readonly heads = new Heads();
  private readonly recent = new RecentIds();
  private waiting: Waiting[] = [];
  private pump: Promise<void> | undefined;
  private nextPosition = firstPosition;
  private session: WriterSession | undefined;
  private closed = false;

  private constructor(
    private readonly databaseUrl: string,
    private readonly tail: Tail,
    private readonly onReplaced: () => void,
  ) {}

  /**
   * @param onReplaced called when this writer lost its lock and another has it: the tail no longer follows the log
   * @throws WriterLockHeld
   */
  static async open(
    databaseUrl: string,
    tail: Tail,
    lockWaitMs: number,
    onReplaced: () => void = () => undefined,
  ): Promise<LogWriter> {
    const writer = new LogWriter(databaseUrl, tail, onReplaced);
    await writer.start(await WriterSession.open(databaseUrl, lockWaitMs));
    return writer;
  }

  /** False while another may be writing the log. */
  get holdsTheLog(): boolean {
    return this.session !== undefined;
  }

  /** @throws WriterUnavailable when the outcome is unknown or no session holds the writer lock */
  write(write: Write): Promise<Outcome> {
    if (this.closed || this.session === undefined) return Promise.reject(this.unavailable());
    return new Promise((resolve, reject) => {
      this.waiting.push({ write, resolve, reject });
      this.pump ??= this.commitWaiting();
    });
  }

  /** Commits what waits, then lets the lock go. */
  async close(): Promise<void> {
    this.closed = true;
    await this.pump;
    const session = this.session;
    this.session = undefined;
    await session?.close();
  }

  private unavailable(cause?: unknown): WriterUnavailable {
    return this.closed
      ? new WriterUnavailable('the event store node is shutting down')
      : new WriterUnavailable('the writer has no PostgreSQL session; send the same event ids again', {
          cause,
        });
  }

  private async start(session: WriterSession): Promise<void> {
    await this.readWhereTheLogStands(session);
    this.session = session;
    void session.lost.then((reason) => this.onLost(session, reason));
  }

  /** Stops accepting at once, and waits for the lock again: another node may have it by then. */
  private async onLost(session: WriterSession, reason: Error): Promise<void> {
    if (this.session !== session) return;
    this.session = undefined;
    this.rejectWaiting(reason);
    await session.close();
    await this.pump;
    while (!this.closed) {
      try {
        const next = await WriterSession.open(this.databaseUrl, 0);
        if (this.closed) await next.close();
        else await this.start(next);
        return;
      } catch (error) {
        if (error instanceof WriterLockHeld) this.onReplaced();
        await delay(reopenEveryMs, undefined, { ref: false });
      }
    }
  }

  private rejectWaiting(cause: unknown): void {
    for (const { reject } of this.waiting.splice(0)) reject(this.unavailable(cause));
  }

  private async readWhereTheLogStands({ client }: WriterSession): Promise<void> {
    this.heads.clear();
    this.recent.clear();
    const { rows } = await client.query<{
      position: string;
      next: string;
      stream: string;
      revision: string;
      id: string;
    }>(
      `SELECT position, position + octet_length(record) AS next, stream, revision, id
         FROM eventstore.events ORDER BY position DESC LIMIT $1`,
      [this.recent.capacity],
    );
    for (const row of rows.reverse()) {
      this.recent.put(row.id, {
        stream: row.stream,
        revision: BigInt(row.revision),
        position: BigInt(row.position),
      });
    }
    const newest = rows.at(-1);
    this.nextPosition = newest ? BigInt(newest.next) : firstPosition;
    this.tail.reset(newest ? BigInt(newest.position) : LOG_START);
  }

  private async commitWaiting(): Promise<void> {
    // Everything that arrives in this turn of the event loop joins the first commit.
    await new Promise(setImmediate);
    while (this.waiting.length > 0 && this.session !== undefined) {
      const session = this.session;
      const batch = this.cutBatch();
      try {
        await this.commit(session, batch);
      } catch (error) {
        for (const { reject } of batch) reject(this.unavailable(error));
        await this.forgetUncommitted(session, error);
      }
    }
    this.pump = undefined;
    if (this.session === undefined) this.rejectWaiting(undefined);
  }

  private cutBatch(): Waiting[] {
    let bytes = 0;
    let size = 0;
    for (const { write } of this.waiting) {
      for (const event of write.events) bytes += event.data.length + event.metadata.length;
      if (size > 0 && (size >= largestBatch.writes || bytes > largestBatch.bytes)) break;
      size++;
    }
    return this.waiting.splice(0, size);
  }

  private async commit(session: WriterSession, batch: readonly Waiting[]): Promise<void> {
    const writes = batch.map(({ write }) => write);
    const outcomes =
      (await this.tryCommit(session, writes, this.presumablyNew(writes))) ??
      (await this.tryCommit(session, writes, new Set()));
    // Refusals too wait for the commit: they may be about events of this very batch.
    batch.forEach(({ resolve }, index) => resolve(outcomes?.[index] as Outcome));
  }

  /** Streams that a write expects not to be there, of which nothing is known: asking first would cost a round trip. */
  private presumablyNew(writes: readonly Write[]): ReadonlySet<string> {
    const presumed = writes.filter(
      ({ kind, stream, expected, events }) =>
        kind === 'append' &&
        expected === NO_STREAM &&
        !isMetastream(stream) &&
        !this.heads.knows(stream) &&
        !events.some(({ id }) => this.recent.get(id)?.stream === stream),
    );
    return new Set(presumed.flatMap(({ stream }) => relatedTo(stream)));
  }

  /** @returns the outcome of each write; `undefined` when a stream was there after all and nothing was written */
  private async tryCommit(
    session: WriterSession,
    writes: readonly Write[],
    presumedNew: ReadonlySet<string>,
  ): Promise<readonly Outcome[] | undefined> {
    const toLoad = writes.filter(({ stream }) => !presumedNew.has(stream)).map(({ stream }) => stream);
    await this.heads.load(session.client, toLoad);
    const transaction = new Transaction(this.nextPosition, Date.now(), this.heads, this.recent);
    const outcomes: Outcome[] = [];
    for (const write of writes) {
      const late = write.deadlineMs !== undefined && write.deadlineMs <= transaction.createdMs;
      outcomes.push(late ? { kind: 'timed-out' } : await this.decide(session, write, transaction));
    }
    if (transaction.records.length === 0) return presumedNew.size === 0 ? outcomes : undefined;

    const values = [...transaction.values(), [...presumedNew]];
    const { rowCount } = await session.client.query({ name: 'append', text: insertSql, values });
    if (rowCount === 0) {
      transaction.undo();
      return undefined;
    }
    for (const stream of presumedNew) if (!this.heads.knows(stream)) this.heads.set(stream, nothing);
    this.nextPosition = transaction.nextPosition;
    this.tail.append(transaction.records);
    return outcomes;
  }

  private async decide(session: WriterSession, write: Write, transaction: Transaction): Promise<Outcome> {
    const { stream, events } = write;
    const verdict = await judge(
      stream,
      write.expected,
      write.kind === 'append' ? events.map(({ id }) => id) : [randomUUID()],
      {
        heads: this.heads,
        recent: this.recent,
        eventsAt: async (name, from, to) => {
          const { rows } = await session.client.query<{ revision: string; id: string; position: string }>({
            name: 'events-at',
            text: `SELECT revision, id, position FROM eventstore.events WHERE stream = $1 AND revision BETWEEN $2 AND $3`,
            values: [name, String(from), String(to)],
          });
          return new Map(
            rows.map((row) => [BigInt(row.revision), { id: row.id, position: BigInt(row.position) }]),
          );
        },
      },
    );
    if (verdict.kind === 'idempotent') {
      return { kind: 'written', revision: verdict.last.revision, position: verdict.last.position };
    }
    if (verdict.kind !== 'ok') return verdict;

    switch (write.kind) {
      case 'append':
        return transaction.append(stream, events, verdict);
      case 'delete': {
        const metastream = metastreamOf(stream);
        if (verdict.current === NO_STREAM && this.heads.get(metastream).last === NO_STREAM) {
          return { kind: 'wrong-expected-version', current: NO_STREAM };
        }
        return transaction.write(metastream, [metadataEvent(softDeletionJson)]);
      }
      case 'tombstone':
        return transaction.tombstone(stream);
    }
  }

  /** What was decided but not committed must not be remembered. */
  private async forgetUncommitted(session: WriterSession, error: unknown): Promise<void> {
    if (this.session !== session) return;
    // Only an answer from the server says that the transaction was rolled back; after anything else the session is done.
    if (error instanceof DatabaseError) {
      try {
        return await this.readWhereTheLogStands(session);
      } catch {
        // the session is done as well
      }
    }
    // Not awaited: it waits for the commit under way, which is this one.
    void this.onLost(session, error instanceof Error ? error : new Error(String(error)));
  }
}

const metadataEvent = (json: string): ProposedEvent => ({
  id: randomUUID(),
  type: metadataType,
  isJson: true,
  data: Buffer.from(json, 'utf8'),
  metadata: new Uint8Array(),
});

/** The events of one commit, as they get their places. */
class Transaction {
  readonly records: LogRecord[] = [];
  private readonly steps: (() => void)[] = [];

  constructor(
    public nextPosition: bigint,
    readonly createdMs: number,
    private readonly heads: Heads,
    private readonly recent: RecentIds,
  ) {}

  /** Appends and, where the stream or the stream it describes had been soft-deleted, makes that one visible again. */
  append(
    stream: string,
    events: readonly ProposedEvent[],
    verdict: { readonly current: bigint; readonly softDeleted: boolean },
  ): Outcome {
    if (events.length === 0) {
      return verdict.current === NO_STREAM
        ? { kind: 'written' }
        : { kind: 'written', revision: verdict.current };
    }
    const described = isMetastream(stream) ? originalOf(stream) : undefined;
    const revivesDescribed = described !== undefined && this.heads.isSoftDeleted(described);
    const outcome = this.write(stream, events);
    if (verdict.softDeleted) this.revive(stream, verdict.current + 1n);
    if (revivesDescribed) this.revive(described, this.heads.get(described).last + 1n);
    return outcome;
  }

  /** Puts events at the end of a stream. */
  write(stream: string, events: readonly ProposedEvent[]): Outcome {
    let outcome: Outcome = { kind: 'written' };
    let revision = this.heads.get(stream).last;
    for (const event of events) outcome = this.place(stream, ++revision, event);
    const newest = events.at(-1);
    this.setHead(stream, {
      last: revision,
      tombstoned: false,
      ...(isMetastream(stream) && newest ? { json: Buffer.from(newest.data).toString('utf8') } : {}),
    });
    return outcome;
  }

  tombstone(stream: string): Outcome {
    const outcome = this.place(stream, END_OF_STREAM, {
      id: randomUUID(),
      type: streamDeletedType,
      isJson: false,
      data: new Uint8Array(),
      metadata: new Uint8Array(),
    });
    this.setHead(stream, { ...this.heads.get(stream), tombstoned: true });
    return outcome;
  }

  /** Forgets what was decided. */
  undo(): void {
    for (const step of this.steps.reverse()) step();
  }

  /** Parameters of `insertSql`, up to $9. */
  values(): unknown[] {
    const { records } = this;
    let end = 1;
    return [
      records.map(({ position }) => String(position)),
      records.map(({ stream }) => stream),
      records.map(({ revision }) => String(revision)),
      records.map(({ id }) => id),
      records.map(({ type }) => type),
      records.map(({ bytes }) => (end += bytes.length) - bytes.length),
      records.map(({ bytes }) => bytes.length),
      Buffer.concat(records.map(({ bytes }) => bytes)),
      this.createdMs,
    ];
  }

  private setHead(stream: string, head: Head): void {
    const before = this.heads.knows(stream) ? this.heads.get(stream) : undefined;
    this.steps.push(() => (before ? this.heads.set(stream, before) : this.heads.forget(stream)));
    this.heads.set(stream, head);
  }

  private revive(stream: string, from: bigint): void {
    const metastream = metastreamOf(stream);
    const json = recreatedFrom(this.heads.get(metastream).json, from);
    if (json !== undefined) this.write(metastream, [metadataEvent(json)]);
  }

  private place(stream: string, revision: bigint, event: ProposedEvent): Outcome {
    const position = this.nextPosition;
    const bytes = recordedEvent(event, { position, stream, revision, createdMs: this.createdMs });
    this.records.push({
      position,
      stream,
      revision,
      id: event.id,
      type: event.type,
      createdMs: this.createdMs,
      bytes,
    });
    const before = this.recent.get(event.id);
    this.steps.push(() => (before ? this.recent.put(event.id, before) : this.recent.forget(event.id)));
    this.recent.put(event.id, { stream, revision, position });
    this.nextPosition = position + BigInt(bytes.length);
    return { kind: 'written', revision, position };
  }
}
