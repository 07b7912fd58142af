/** One subscription to the whole log that survives outages, hangs and slow readers. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { ClientReadableStream } from '@grpc/grpc-js';
import {
  EventStoreUnavailable,
  MalformedEvent,
  type StoredEvent,
  type SubscribeOptions,
} from './event-store';
import { isSystem, type ReadResponse } from './read-response';
import { subscribeRequest } from './requests';

interface Source {
  open(request: ReadReq): Promise<ClientReadableStream<ReadResponse>>;
  /** Position of the last event of the log. */
  head(): Promise<bigint | undefined>;
  /** The connection has shown a fault: take another one. */
  renew(): void;
}

/** What ended the subscription for good, as opposed to an outage. */
class Final extends Error {
  constructor(override readonly cause: unknown) {
    super('final');
  }
}

const FIRST_PAUSE = 100;
/** History is handed over in full batches: how long one is waited for, once something has come. */
const GATHER_MS = 100;
const LONGEST_PAUSE = 5_000;

/** Follows until aborted; see `EventStore.subscribeToAll`. */
export const subscribe = async (
  source: Source,
  options: SubscribeOptions & { readonly signal: AbortSignal },
  heartbeatMs: number,
): Promise<void> => {
  const { signal } = options;
  let handled = options.after ?? -1n;
  let attempt = 0;
  while (!signal.aborted) {
    try {
      await follow(source, options, heartbeatMs, handled, (upTo) => {
        handled = upTo;
        attempt = 0;
      });
    } catch (error) {
      if (error instanceof Final) throw error.cause;
      if (signal.aborted) return;
      options.onOutage?.(error, ++attempt);
      source.renew();
      const pause = Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE) * (0.5 + Math.random());
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
  }
};

/** One connection's worth of it. Resolves when aborted; rejects with `Final` or with the outage. */
const follow = async (
  source: Source,
  { maxBatch = 1_000, onBatch, signal }: SubscribeOptions & { readonly signal: AbortSignal },
  heartbeatMs: number,
  after: bigint,
  onHandled: (upTo: bigint) => void,
): Promise<void> => {
  const call = await source.open(subscribeRequest(after));
  if (signal.aborted) return call.cancel();

  let buffer: StoredEvent[] = [];
  /** Everything up to here has arrived; what of it is still in the buffer has not been handled. */
  let arrived = after;
  let reported = after;
  let live = false;
  let liveReported = false;
  let poison: MalformedEvent | undefined;
  let pumping: Promise<void> | undefined;
  let messages = 0;
  let over = false;
  /** Ends the wait for a full batch. */
  let enough: () => void = () => undefined;

  return new Promise<void>((resolve, reject) => {
    const end = (error?: unknown): void => {
      if (over) return;
      over = true;
      clearInterval(heart);
      enough();
      signal.removeEventListener('abort', onAbort);
      call.cancel();
      // A batch in the reader's hands is finished before anybody resumes from it.
      void Promise.resolve(pumping).finally(() => (error === undefined ? resolve() : reject(error)));
    };
    const onAbort = (): void => end();
    signal.addEventListener('abort', onAbort);

    const somethingToSay = (): boolean => live && (!liveReported || arrived > reported);
    // Every reader of the house begins with history, each batch a transaction: cut small, they hold one another up.
    const gather = async (): Promise<void> => {
      if (live || poison || over || buffer.length >= maxBatch) return;
      const waited = new AbortController();
      enough = () => waited.abort();
      await sleep(GATHER_MS, undefined, { signal: waited.signal }).catch(() => undefined);
    };
    const pump = async (): Promise<void> => {
      while (!over && (buffer.length > 0 || somethingToSay())) {
        await gather();
        if (over) return;
        const events = buffer.length > maxBatch ? buffer.slice(0, maxBatch) : buffer;
        buffer = buffer.length > maxBatch ? buffer.slice(maxBatch) : [];
        const upTo = buffer.length > 0 ? events.at(-1)!.position : arrived;
        const caughtUp = live && buffer.length === 0;
        if (caughtUp) liveReported = true;
        reported = upTo;
        try {
          await onBatch({ events, upTo, caughtUp });
        } catch (error) {
          return end(new Final(error));
        }
        onHandled(upTo);
        if (buffer.length < maxBatch) call.resume();
      }
      // Events before the malformed one have been handled; it has nobody to go to.
      if (poison && !over) end(new Final(poison));
    };
    const wake = (): void => {
      if (pumping || over) return;
      // After whatever else has already arrived, so that a burst is one batch.
      pumping = new Promise<void>((done) => setImmediate(done)).then(pump).finally(() => {
        pumping = undefined;
        if (!over && (poison || buffer.length > 0 || (live && !liveReported))) wake();
      });
    };

    call.on('data', (response: ReadResponse) => {
      messages++;
      if (poison) return;
      switch (response.kind) {
        case 'event':
          arrived = response.event.position;
          if (isSystem(response.event)) return;
          buffer.push(response.event);
          if (buffer.length >= maxBatch) enough();
          if (buffer.length >= 2 * maxBatch) call.pause();
          return wake();
        case 'malformed':
          poison = response.error;
          enough();
          return wake();
        case 'checkpoint':
          // Reported with the next events, or by the heartbeat: not worth a transaction of its own.
          if (response.position > arrived) arrived = response.position;
          return;
        case 'caughtUp':
          live = true;
          enough();
          return wake();
        case 'fellBehind':
          live = liveReported = false;
          return;
        case 'confirmation':
        case 'streamNotFound':
        case 'other':
          return;
      }
    });
    call.on('error', (error) => end(error));
    call.on('end', () =>
      end(new EventStoreUnavailable('event store: the subscription was ended by the server')),
    );

    // The log is asked where it ends; if two beats in a row it is ahead of us and nothing has come, nothing will.
    let beating = false;
    let seen = 0;
    let suspicious = false;
    const beat = async (): Promise<void> => {
      if (beating || pumping || buffer.length > 0) return;
      if (messages !== seen) {
        seen = messages;
        suspicious = false;
      }
      beating = true;
      try {
        const head = await source.head();
        if (over || messages !== seen || pumping) return;
        if (head === undefined || head <= arrived) {
          suspicious = false;
          // Servers before 23.10 never say that a subscription has caught up.
          live = true;
          enough();
          if (somethingToSay()) wake();
        } else if (suspicious) {
          end(new EventStoreUnavailable(`event store: silent at ${arrived} while the log is at ${head}`));
        } else {
          suspicious = true;
        }
      } catch (error) {
        end(error);
      } finally {
        beating = false;
      }
    };
    const heart = setInterval(() => void beat(), heartbeatMs);
  });
};
