/** Writes to one call at the pace of its reader: memory stays bounded however slow the reader is. */
import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';
import type { CallFailed } from './errors';

export type ReadCall<Request> = ServerWritableStream<Request, Buffer>;

/** The call is over; there is nobody to answer. */
export class CallOver extends Error {}

export class Outlet {
  private readonly over = new AbortController();

  constructor(private readonly call: ReadCall<unknown>) {
    call.on('cancelled', () => this.over.abort());
    call.on('close', () => this.over.abort());
  }

  /** Aborts when the caller has gone or the call was failed. */
  get signal(): AbortSignal {
    return this.over.signal;
  }

  /** @throws CallOver; for work that sends nothing for long */
  throwIfOver(): void {
    if (this.over.signal.aborted || this.call.cancelled) throw new CallOver();
  }

  /** @throws CallOver */
  async send(response: Buffer): Promise<void> {
    this.throwIfOver();
    if (this.call.write(response)) return;
    try {
      await once(this.call, 'drain', { signal: this.signal });
    } catch {
      throw new CallOver();
    }
  }

  /** Waits for a promise that may never resolve. @throws CallOver as soon as the call is */
  async wait(promise: Promise<void>): Promise<void> {
    this.throwIfOver();
    let onOver: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      onOver = resolve;
      this.signal.addEventListener('abort', onOver, { once: true });
    });
    await Promise.race([promise, over]);
    this.signal.removeEventListener('abort', onOver);
    this.throwIfOver();
  }

  end(): void {
    if (!this.signal.aborted) this.call.end();
  }

  fail(error: CallFailed): void {
    if (this.signal.aborted) return;
    this.call.emit('error', error);
    this.over.abort();
  }
}
