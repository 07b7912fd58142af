/** The Streams service: reads, subscriptions and writes of the log over gRPC. */
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  type AppendReq,
  type AppendResp,
  type BatchAppendReq,
  type BatchAppendResp,
  type DeleteReq,
  DeleteResp,
  ReadReq,
  type TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb';
import type {
  sendUnaryData,
  ServerDuplexStream,
  ServerReadableStream,
  ServerUnaryCall,
  ServiceDefinition,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { LogWriter, Outcome, Write } from '../storage/log-writer';
import type { Expected } from '../storage/expected-revision';
import { END_OF_STREAM } from '../storage/record';
import { appendResponse } from './append-responses';
import { batchAppend } from './batch-append';
import {
  asCallFailed,
  type CallFailed,
  invalidArgument,
  streamDeleted,
  timedOut,
  unavailable,
  unsupported,
  wrongExpectedVersion,
} from './errors';
import { filterFrom } from './filter';
import { CallOver, Outlet, type ReadCall } from './outlet';
import { eventResponse, structuredEventResponse } from './read-responses';
import { type From, readAll, readStream } from './reads';
import { expectedRevision, Proposal, streamName } from './requests';
import { type Log, subscribeToAll, subscribeToStream } from './subscriptions';

/** The client's own definition, except that read responses are handed over as bytes. */
export const streamsDefinition: ServiceDefinition = {
  ...StreamsService,
  read: { ...StreamsService.read, responseSerialize: (response: Buffer) => response },
} as unknown as ServiceDefinition;

/** Calls that end only when told to: subscriptions and batch appends. */
export class OpenCalls {
  private readonly ends = new Set<(error: CallFailed) => void>();

  /** @returns how to forget the call when it has ended by itself */
  add(end: (error: CallFailed) => void): () => void {
    this.ends.add(end);
    return () => this.ends.delete(end);
  }

  endAll(error: CallFailed): void {
    for (const end of this.ends) end(error);
    this.ends.clear();
  }
}

/** Positions and revisions are unsigned on the wire; ours end at 2^63 - 1. */
const place = (text: string): bigint => {
  const value = BigInt(text);
  return value > END_OF_STREAM ? END_OF_STREAM : value;
};

const fromOf = (options: ReadReq.Options.StreamOptions | ReadReq.Options.AllOptions): From => {
  if (options.hasStart()) return 'start';
  if (options.hasEnd()) return 'end';
  return place(
    'getRevision' in options ? options.getRevision() : (options.getPosition()?.getCommitPosition() ?? '0'),
  );
};

export const streamsService = (
  log: Log,
  writer: LogWriter,
  calls: OpenCalls,
): UntypedServiceImplementation => {
  const serve = async (request: ReadReq, outlet: Outlet): Promise<void> => {
    const options = request.getOptions();
    if (options === undefined) throw invalidArgument('a read needs options');
    if (options.getResolveLinks()) throw unsupported('Resolving links');
    const respond = options.getUuidOption()?.hasStructured() ? structuredEventResponse : eventResponse;
    const streamOptions = options.getStream();
    const allOptions = options.getAll();
    const filter = options.getFilter();
    const direction =
      options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS ? 'backwards' : 'forwards';

    if (options.hasSubscription()) {
      if (direction === 'backwards') throw invalidArgument('a subscription goes forwards');
      if (!writer.holdsTheLog) throw unavailable('the event store node does not hold the log at the moment');
      if (streamOptions) {
        const stream = streamName(streamOptions.getStreamIdentifier());
        return subscribeToStream(log, outlet, stream, fromOf(streamOptions), respond);
      }
      if (allOptions) {
        return subscribeToAll(log, outlet, fromOf(allOptions), respond, filter && filterFrom(filter));
      }
    }
    const limit = Math.min(Number(options.getCount()), Number.MAX_SAFE_INTEGER);
    if (streamOptions) {
      const stream = streamName(streamOptions.getStreamIdentifier());
      return readStream(log.reader, outlet, stream, {
        direction,
        from: fromOf(streamOptions),
        limit,
        respond,
      });
    }
    if (allOptions) {
      const read = { direction, from: fromOf(allOptions), limit, respond } as const;
      return readAll(log.reader, outlet, read, filter && filterFrom(filter));
    }
    throw invalidArgument('a read names a stream or $all');
  };

  const read = (call: ReadCall<ReadReq>): void => {
    const outlet = new Outlet(call);
    const forget = calls.add((error) => outlet.fail(error));
    serve(call.request, outlet)
      .then(() => outlet.end())
      .catch((error: unknown) => {
        if (!(error instanceof CallOver)) outlet.fail(asCallFailed(error));
      })
      .finally(forget);
  };

  const append = (
    call: ServerReadableStream<AppendReq, AppendResp>,
    done: sendUnaryData<AppendResp>,
  ): void => {
    const proposal = new Proposal();
    let target: { stream: string; expected: Expected } | undefined;
    let answered = false;
    const answer = (error: unknown, response?: AppendResp): void => {
      if (answered) return;
      answered = true;
      if (response) done(null, response);
      else done(asCallFailed(error));
    };
    call.on('data', (request: AppendReq) => {
      if (answered) return;
      try {
        const options = request.getOptions();
        const message = request.getProposedMessage();
        if (options) {
          const expected = expectedRevision(
            options,
            options.hasRevision() ? options.getRevision() : undefined,
          );
          target = { stream: streamName(options.getStreamIdentifier()), expected };
        } else if (message) {
          proposal.add(message);
        }
      } catch (error) {
        answer(error);
      }
    });
    call.on('end', () => {
      if (answered) return;
      if (target === undefined) return answer(invalidArgument('an append begins with its options'));
      const { stream, expected } = target;
      writer
        .write({ kind: 'append', stream, expected, events: proposal.events, ...deadlineOf(call) })
        .then((outcome) => answer(undefined, appendResponse(stream, expected, outcome)))
        .catch(answer);
    });
  };

  /** Delete and Tombstone differ in what is written only. @returns the position of the deletion */
  const remove = async (kind: Write['kind'], call: ServerUnaryCall<DeleteReq | TombstoneReq, unknown>) => {
    const options = call.request.getOptions();
    if (options === undefined) throw invalidArgument('a deletion needs options');
    const stream = streamName(options.getStreamIdentifier());
    const expected = expectedRevision(options, options.hasRevision() ? options.getRevision() : undefined);
    const outcome = await writer.write({ kind, stream, expected, events: [], ...deadlineOf(call) });
    return writtenPosition(stream, expected, outcome);
  };

  return {
    read,
    append,
    batchAppend: (call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>) =>
      batchAppend(call, writer, (end) => calls.add(end)),
    delete: (call: ServerUnaryCall<DeleteReq, DeleteResp>, done: sendUnaryData<DeleteResp>) => {
      remove('delete', call)
        .then((position) => {
          const response = new DeleteResp();
          if (position === undefined) return done(null, response.setNoPosition(new Empty()));
          const at = new DeleteResp.Position();
          at.setCommitPosition(String(position));
          at.setPreparePosition(String(position));
          done(null, response.setPosition(at));
        })
        .catch((error: unknown) => done(asCallFailed(error)));
    },
    tombstone: (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, done: sendUnaryData<TombstoneResp>) => {
      remove('tombstone', call)
        .then((position) => {
          const response = new TombstoneResp();
          if (position === undefined) return done(null, response.setNoPosition(new Empty()));
          const at = new TombstoneResp.Position();
          at.setCommitPosition(String(position));
          at.setPreparePosition(String(position));
          done(null, response.setPosition(at));
        })
        .catch((error: unknown) => done(asCallFailed(error)));
    },
  };
};

const writtenPosition = (stream: string, expected: Expected, outcome: Outcome): bigint | undefined => {
  switch (outcome.kind) {
    case 'written':
      return outcome.position;
    case 'stream-deleted':
      throw streamDeleted(stream);
    case 'wrong-expected-version':
      throw wrongExpectedVersion(stream, expected, outcome.current);
    case 'timed-out':
      throw timedOut();
  }
};

const deadlineOf = (call: { getDeadline(): number | Date }): { deadlineMs?: number } => {
  const deadline = call.getDeadline();
  const deadlineMs = typeof deadline === 'number' ? deadline : deadline.getTime();
  return Number.isFinite(deadlineMs) ? { deadlineMs } : {};
};
