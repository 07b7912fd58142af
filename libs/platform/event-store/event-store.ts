/** The log as the house sees it. Only this room knows `@eventstore/db-client`. */
import type { Instant, Json, Uuid } from '@nastavnik/kernel';

/** An event ready to be appended; `data` and `metadata` are plain JSON, or the bytes of it as they are to be stored. */
export interface NewEvent {
  readonly id: Uuid;
  /** Stored name with version, `pair.fixed.v1`. */
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** An event as it stands in the log, not yet decoded. */
export interface StoredEvent {
  readonly id: Uuid;
  readonly stream: string;
  readonly revision: bigint;
  /** Commit position in the whole log. */
  readonly position: bigint;
  readonly type: string;
  readonly data: Json;
  readonly metadata: Json;
  /** Data and metadata byte for byte as stored: what proofs are made over. */
  readonly raw: { readonly data: Buffer; readonly metadata: Buffer };
  /** When the store wrote it. */
  readonly created: Instant;
}

/** `any` appends whatever is there; a bigint is the revision the stream must be at. */
export type ExpectedRevision = 'any' | 'no_stream' | 'stream_exists' | bigint;

export interface AppendResult {
  readonly revision: bigint;
  readonly position: bigint;
}

/** The stream was not at the expected revision. */
export class RevisionConflict extends Error {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** Where the stream is; `null` when it does not exist. */
    readonly actual: bigint | null,
  ) {
    super(`stream ${stream} is at ${actual ?? 'nothing'}, expected ${expected}`);
    this.name = 'RevisionConflict';
  }
}

/** The store did not answer in time or is unreachable: the outcome is unknown, the same event ids may be sent again. */
export class EventStoreUnavailable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'EventStoreUnavailable';
  }
}

export interface ReadStreamOptions {
  /** First revision to return; 0 by default. */
  readonly from?: bigint;
  readonly maxCount?: number;
}

export interface ReadAllOptions {
  readonly after?: bigint;
  readonly maxCount: number;
  /** How the stored names of the wanted types begin. */
  readonly typePrefixes?: readonly string[];
}

export interface SubscribeOptions {
  /** Last position already seen; events after it follow. Absent: from the beginning. */
  readonly after?: bigint;
  /** Largest batch handed over at once; 1000 by default. */
  readonly maxBatch?: number;
  /** Called one batch at a time; the next is delivered when its promise has resolved. Rejecting ends the subscription with that error. */
  readonly onBatch: (batch: Batch) => Promise<void>;
  /** Called on each reconnect with the reason; for logs and health. */
  readonly onOutage?: (error: unknown, attempt: number) => void;
  readonly signal?: AbortSignal;
}

export interface Batch {
  readonly events: readonly StoredEvent[];
  /** Everything up to and including this position has been delivered, system events and gaps included. */
  readonly upTo: bigint;
  /** True when nothing more was waiting when the batch was cut. */
  readonly caughtUp: boolean;
}

export interface EventStore {
  /** Events of a stream, oldest first; empty for a stream that does not exist or was deleted. */
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly StoredEvent[]>;
  /**
   * Appends atomically. Idempotent by event id.
   * @throws RevisionConflict, EventStoreUnavailable
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult>;
  /** Non-system events of the whole log in order, `maxCount` at most, strictly after `after`; of some types only, where asked. */
  readAll(options: ReadAllOptions): Promise<readonly StoredEvent[]>;
  /** Position of the last event of the log, system events excluded; `undefined` when the log is empty. */
  lastPosition(): Promise<bigint | undefined>;
  /**
   * Delivers `$all` without system events, from history to live, for as long as the signal allows. Supervised: a heartbeat
   * notices a silent hang within seconds, and delivery resumes after the last batch that was handled. Resolves when aborted; rejects with what `onBatch` threw.
   */
  subscribeToAll(options: SubscribeOptions): Promise<void>;
  /** Resolves when the store answers. @throws EventStoreUnavailable */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** DI token of the process's `EventStore`. */
export const EVENT_STORE = Symbol('EVENT_STORE');

/** The data or metadata of an event is not JSON: a reader must stop, not guess. */
export class MalformedEvent extends Error {
  constructor(
    readonly event: Pick<StoredEvent, 'id' | 'stream' | 'revision' | 'position' | 'type'>,
    options?: { cause?: unknown },
  ) {
    super(`event ${event.id} (${event.stream}@${event.revision}, ${event.type}) is not valid JSON`, options);
    this.name = 'MalformedEvent';
  }
}
