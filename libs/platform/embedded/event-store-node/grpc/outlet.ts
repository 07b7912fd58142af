/** Writes to one call at the pace of its reader: memory stays bounded however slow the reader is. */
import { once } from 'node:events';
import type { ServerWritableStream } from '@grpc/grpc-js';

export type ReadCall<Request> = ServerWritableStream<Request, Buffer>;

/** The caller went away; there is nobody to answer. */
export class CallCancelled extends Error {}

export class Outlet {
  private readonly ended = new AbortController();

  constructor(private readonly call: ReadCall<unknown>) {
    call.on('cancelled', () => this.ended.abort());
    call.on('close', () => this.ended.abort());
  }

  /** Aborts when the caller has gone. */
  get signal(): AbortSignal {
    return this.ended.signal;
  }

  /** @throws CallCancelled */
  async send(response: Buffer): Promise<void> {
    if (this.ended.signal.aborted || this.call.cancelled) throw new CallCancelled();
    if (this.call.write(response)) return;
    try {
      await once(this.call, 'drain', { signal: this.ended.signal });
    } catch {
      throw new CallCancelled();
    }
  }
}
