/** Appends over one duplex call: many in flight, each answered by its correlation id. */
import { randomUUID } from 'node:crypto';
import { convertToCommandError, parseUUID } from '@eventstore/db-client/dist/utils';
import { unpackToCommandError } from '@eventstore/db-client/dist/streams/appendToStream/unpackError';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import type { AppendResult, ExpectedRevision, NewEvent } from './event-store';
import { appendRequests } from './requests';
import type { Wire } from './wire';

interface Waiting {
  readonly stream: string;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

export class Appender {
  private readonly waiting = new Map<string, Waiting>();
  private call: Promise<ClientDuplexStream<BatchAppendReq, BatchAppendResp>> | undefined;

  constructor(private readonly wire: Wire) {}

  /** Rejects with a client error; after `timeout` milliseconds without an answer with `NoAnswer`. */
  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    timeout: number,
  ): Promise<AppendResult> {
    const id = randomUUID();
    const requests = appendRequests(id, stream, expected, events, new Date(Date.now() + timeout));
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<AppendResult>((resolve, reject) => {
        timer = setTimeout(() => reject(new NoAnswer(timeout)), timeout);
        this.waiting.set(id, { stream, resolve, reject });
        this.open().then((call) => {
          for (const request of requests) call.write(request);
        }, reject);
      });
    } finally {
      clearTimeout(timer);
      this.waiting.delete(id);
    }
  }

  private open(): Promise<ClientDuplexStream<BatchAppendReq, BatchAppendResp>> {
    this.call ??= this.wire.batchAppend().then((call) => {
      const over = (error: Error): void => {
        this.call = undefined;
        for (const { reject } of this.waiting.values()) reject(convertToCommandError(error));
      };
      return call
        .on('data', (answer: BatchAppendResp) => this.answered(answer))
        .on('error', over)
        .on('end', () => over(new NoAnswer(0)));
    });
    this.call.catch(() => (this.call = undefined));
    return this.call;
  }

  private answered(answer: BatchAppendResp): void {
    const waiting = this.waiting.get(parseUUID(answer.getCorrelationId()!));
    // Timed out meanwhile: its sender has been told that the outcome is unknown.
    if (!waiting) return;
    const error = answer.getError();
    if (error) return waiting.reject(unpackToCommandError(error, waiting.stream));
    const success = answer.getSuccess()!;
    waiting.resolve({
      revision: BigInt(success.getCurrentRevision()),
      position: BigInt(success.getPosition()?.getCommitPosition() ?? '0'),
    });
  }

  async close(): Promise<void> {
    const call = await this.call?.catch(() => undefined);
    call?.cancel();
  }
}

/** The server kept silent, or closed the call without a word. */
export class NoAnswer extends Error {
  constructor(milliseconds: number) {
    super(milliseconds > 0 ? `no answer within ${milliseconds} ms` : 'the server closed the call');
    this.name = 'NoAnswer';
  }
}
