/** The log over an `esdb://` address: deadlines, retries with the same event ids, errors in our own words. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ErrorType, isCommandError as isErrorOfClient, type CommandError } from '@eventstore/db-client';
import { convertToCommandError } from '@eventstore/db-client/dist/utils';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { ClientReadableStream } from '@grpc/grpc-js';
import { Appender, NoAnswer } from './appender';
import {
  type AppendResult,
  type EventStore,
  EventStoreUnavailable,
  type ExpectedRevision,
  type NewEvent,
  type ReadAllOptions,
  type ReadStreamOptions,
  RevisionConflict,
  type StoredEvent,
  type SubscribeOptions,
} from './event-store';
import { isSystem, type ReadResponse } from './read-response';
import { readAllRequest, readStreamRequest } from './requests';
import { subscribe } from './subscription';
import { Wire } from './wire';

export interface ConnectOptions {
  /** How long one act or read may take, retries included; 15000 by default. */
  readonly timeoutMs?: number;
  /** How often a quiet subscription asks whether it has missed something; 2000 by default. */
  readonly heartbeatMs?: number;
}

/** gRPC codes after which the outcome is unknown or the server is away: CANCELLED, UNKNOWN, DEADLINE, ABORTED, INTERNAL, UNAVAILABLE. */
const AMBIGUOUS = new Set([1, 2, 4, 10, 13, 14]);
const AMBIGUOUS_TYPES = new Set<string>([
  ErrorType.TIMEOUT,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.UNKNOWN,
  ErrorType.NOT_LEADER,
]);

const isCommandError = (error: unknown): error is CommandError =>
  error instanceof Error && isErrorOfClient(error);

const isOutage = (error: unknown): boolean => {
  if (error instanceof NoAnswer) return true;
  const { code } = error as { code?: unknown };
  if (typeof code === 'number') return AMBIGUOUS.has(code);
  if (isCommandError(error)) return AMBIGUOUS_TYPES.has(error.type);
  // Discovery that finds no node, sockets refused before gRPC has a word in it.
  return typeof code === 'string' || /discover/i.test((error as Error).message ?? '');
};

interface Line {
  readonly wire: Wire;
  readonly appender: Appender;
}

class Connection implements EventStore {
  private line: Line;
  private closed = false;
  private readonly closing = new AbortController();
  private readonly subscriptions = new Set<Promise<void>>();
  private readonly timeoutMs: number;
  private readonly heartbeatMs: number;

  constructor(
    private readonly url: string,
    options: ConnectOptions,
  ) {
    this.timeoutMs = options.timeoutMs ?? 15_000;
    this.heartbeatMs = options.heartbeatMs ?? 2_000;
    this.line = this.connect();
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    return this.insist(`append to ${stream}`, async ({ appender }, remaining) => {
      try {
        return await appender.append(stream, expected, events, remaining);
      } catch (error) {
        if (isCommandError(error) && error.type === ErrorType.WRONG_EXPECTED_VERSION) {
          const actual = error.actualVersion;
          throw new RevisionConflict(stream, expected, typeof actual === 'bigint' ? actual : null);
        }
        throw error;
      }
    });
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly StoredEvent[]> {
    const request = readStreamRequest(
      stream,
      options.from ?? 0n,
      options.maxCount ?? Number.MAX_SAFE_INTEGER,
    );
    try {
      return await this.insist(`read of ${stream}`, ({ wire }, remaining) =>
        this.collect(wire, request, remaining),
      );
    } catch (error) {
      if (isCommandError(error) && error.type === ErrorType.STREAM_DELETED) return [];
      throw error;
    }
  }

  async readAll(options: ReadAllOptions): Promise<readonly StoredEvent[]> {
    const found: StoredEvent[] = [];
    let after = options.after ?? -1n;
    while (found.length < options.maxCount) {
      // Reading starts at the position itself, which has been seen: hence one more.
      const count = options.maxCount - found.length + 1;
      const request = readAllRequest(after < 0n ? 'start' : after, count, 'forwards', options.typePrefixes);
      const page = await this.insist('read of the log', ({ wire }, remaining) =>
        this.collect(wire, request, remaining),
      );
      for (const event of page) {
        if (event.position > after && !isSystem(event) && found.length < options.maxCount) found.push(event);
      }
      const last = page.at(-1);
      if (page.length < count || !last || last.position <= after) break;
      after = last.position;
    }
    return found;
  }

  lastPosition(): Promise<bigint | undefined> {
    return this.insist('read of the end of the log', ({ wire }, remaining) => this.head(wire, remaining));
  }

  async ping(): Promise<void> {
    const { wire } = this.line;
    try {
      await this.head(wire, this.timeoutMs);
    } catch (error) {
      throw this.unavailable('ping', error);
    }
  }

  async subscribeToAll(options: SubscribeOptions): Promise<void> {
    const signal = options.signal
      ? AbortSignal.any([options.signal, this.closing.signal])
      : this.closing.signal;
    const running = subscribe(
      {
        open: (request) => this.line.wire.read(request),
        head: () => this.head(this.line.wire, Math.max(this.heartbeatMs, 1_000)),
        renew: () => this.renew(this.line),
      },
      { ...options, signal },
      this.heartbeatMs,
    );
    this.subscriptions.add(running);
    try {
      await running;
    } finally {
      this.subscriptions.delete(running);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.closing.abort();
    await Promise.allSettled(this.subscriptions);
    await this.hangUp(this.line);
  }

  private connect(): Line {
    const wire = Wire.to(this.url);
    return { wire, appender: new Appender(wire) };
  }

  /** Once for each faulty line, whoever notices first. */
  private renew(faulty: Line): void {
    if (this.closed || faulty !== this.line) return;
    this.line = this.connect();
    void this.hangUp(faulty);
  }

  private async hangUp(line: Line): Promise<void> {
    await line.appender.close();
    await line.wire.close();
  }

  private unavailable(what: string, cause: unknown): EventStoreUnavailable {
    return new EventStoreUnavailable(`event store: ${what}: ${(cause as Error).message}`, { cause });
  }

  /** Repeats through outages until the time is up; whatever is repeated must be idempotent. */
  private async insist<T>(what: string, act: (line: Line, remaining: number) => Promise<T>): Promise<T> {
    const until = Date.now() + this.timeoutMs;
    for (let attempt = 0; ; attempt++) {
      if (this.closed) throw new EventStoreUnavailable(`event store: ${what}: the connection is closed`);
      const { line } = this;
      try {
        // Never all the time on one line: it may be dead without having said so.
        const remaining = until - Date.now();
        return await act(line, attempt === 0 ? Math.max(remaining / 2, 1) : Math.max(remaining, 1));
      } catch (error) {
        if (!isOutage(error)) throw error;
        this.renew(line);
        const pause = Math.min(50 * 2 ** attempt, 500) * (0.5 + Math.random());
        if (Date.now() + pause >= until) throw this.unavailable(what, error);
        await sleep(pause);
      }
    }
  }

  /** Position of the last event that is not a system event. */
  private async head(wire: Wire, deadline: number): Promise<bigint | undefined> {
    let from: bigint | 'end' = 'end';
    for (let count = 1; ; count = 64) {
      const page: readonly StoredEvent[] = await this.collect(
        wire,
        readAllRequest(from, count, 'backwards'),
        deadline,
      );
      const event = page.find((candidate) => !isSystem(candidate));
      if (event) return event.position;
      const oldest = page.at(-1);
      if (!oldest || oldest.position === from) return undefined;
      from = oldest.position;
    }
  }

  private async collect(wire: Wire, request: ReadReq, deadline: number): Promise<readonly StoredEvent[]> {
    const call = await wire.read(request, Math.ceil(deadline));
    return collect(call);
  }
}

const collect = (call: ClientReadableStream<ReadResponse>): Promise<readonly StoredEvent[]> =>
  new Promise((resolve, reject) => {
    const events: StoredEvent[] = [];
    let malformed: Error | undefined;
    call.on('data', (response: ReadResponse) => {
      if (response.kind === 'event') events.push(response.event);
      else if (response.kind === 'malformed') malformed ??= response.error;
    });
    call.on('error', (error) => reject(convertToCommandError(error) as Error));
    call.on('end', () => (malformed ? reject(malformed) : resolve(events)));
  });

/**
 * Connects to EventStoreDB or to whatever speaks its protocol. Lazy: nothing is sent before the first call.
 * @param url `esdb://127.0.0.1:2113?tls=false`, `esdb+discover://…`
 */
export const connectEventStore = (url: string, options: ConnectOptions = {}): EventStore =>
  new Connection(url, options);
