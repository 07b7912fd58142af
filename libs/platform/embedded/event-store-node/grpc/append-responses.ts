/** Answers to writes, in the two dialects of the protocol: unary Append, Delete, Tombstone and the BatchAppend stream. */
import {
  AllStreamPosition,
  BadRequest,
  Empty,
  MaximumAppendSizeExceeded,
  StreamDeleted,
  StreamIdentifier,
  Timeout,
  type UUID,
  WrongExpectedVersion,
} from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { AppendResp, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { status } from '@grpc/grpc-js';
import type { Message } from 'google-protobuf';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import type { Expected } from '../storage/expected-revision';
import type { Outcome } from '../storage/log-writer';
import { NO_STREAM } from '../storage/record';
import { type CallFailed, streamDeleted, timedOut } from './errors';
import { maximumAppendSize } from './requests';

/** @throws CallFailed for outcomes that end a unary call with an error status */
export const appendResponse = (stream: string, expected: Expected, outcome: Outcome): AppendResp => {
  const response = new AppendResp();
  switch (outcome.kind) {
    case 'written': {
      const success = new AppendResp.Success();
      if (outcome.revision === undefined) success.setNoStream(new Empty());
      else success.setCurrentRevision(String(outcome.revision));
      if (outcome.position === undefined) {
        success.setNoPosition(new Empty());
      } else {
        const position = new AppendResp.Position();
        position.setCommitPosition(String(outcome.position));
        position.setPreparePosition(String(outcome.position));
        success.setPosition(position);
      }
      return response.setSuccess(success);
    }
    case 'wrong-expected-version': {
      const wrong = new AppendResp.WrongExpectedVersion();
      if (expected === 'any') wrong.setExpectedAny(new Empty());
      else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new Empty());
      else if (expected === NO_STREAM) wrong.setExpectedNoStream(new Empty());
      else wrong.setExpectedRevision(String(expected));
      if (outcome.current === NO_STREAM) wrong.setCurrentNoStream(new Empty());
      else wrong.setCurrentRevision(String(outcome.current));
      return response.setWrongExpectedVersion(wrong);
    }
    case 'stream-deleted':
      throw streamDeleted(stream);
    case 'timed-out':
      throw timedOut();
  }
};

const identifierOf = (stream: string): StreamIdentifier => {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8'));
  return identifier;
};

const failed = (code: status, message: string, typeName: string, detail: Message): Status => {
  const details = new Any();
  details.pack(detail.serializeBinary(), `event_store.client.${typeName}`);
  const answer = new Status();
  answer.setCode(code as never);
  answer.setMessage(message);
  return answer.setDetails(details);
};

const wrongVersion = (expected: Expected, current: bigint): Status => {
  const wrong = new WrongExpectedVersion();
  if (expected === 'any') wrong.setExpectedAny(new GoogleEmpty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new GoogleEmpty());
  else if (expected === NO_STREAM) wrong.setExpectedNoStream(new GoogleEmpty());
  else wrong.setExpectedStreamPosition(String(expected));
  if (current === NO_STREAM) wrong.setCurrentNoStream(new GoogleEmpty());
  else wrong.setCurrentStreamRevision(String(current));
  return failed(status.FAILED_PRECONDITION, 'WrongExpectedVersion', 'WrongExpectedVersion', wrong);
};

const answerTo = (correlationId: UUID, stream: string): BatchAppendResp =>
  new BatchAppendResp().setCorrelationId(correlationId).setStreamIdentifier(identifierOf(stream));

export const batchAppendResponse = (
  correlationId: UUID,
  stream: string,
  expected: Expected,
  outcome: Outcome,
): BatchAppendResp => {
  const response = answerTo(correlationId, stream);
  switch (outcome.kind) {
    case 'written': {
      const success = new BatchAppendResp.Success();
      if (outcome.revision === undefined) success.setNoStream(new GoogleEmpty());
      else success.setCurrentRevision(String(outcome.revision));
      if (outcome.position === undefined) {
        success.setNoPosition(new GoogleEmpty());
      } else {
        const position = new AllStreamPosition();
        position.setCommitPosition(String(outcome.position));
        position.setPreparePosition(String(outcome.position));
        success.setPosition(position);
      }
      return response.setSuccess(success);
    }
    case 'wrong-expected-version':
      return response.setError(wrongVersion(expected, outcome.current));
    case 'stream-deleted': {
      const deleted = new StreamDeleted().setStreamIdentifier(identifierOf(stream));
      return response.setError(failed(status.FAILED_PRECONDITION, 'StreamDeleted', 'StreamDeleted', deleted));
    }
    case 'timed-out':
      return response.setError(failed(status.DEADLINE_EXCEEDED, 'Timeout', 'Timeout', new Timeout()));
  }
};

/** A batch that was refused before it reached the log. */
export const batchRefusal = (correlationId: UUID, stream: string, error: CallFailed): BatchAppendResp => {
  const response = answerTo(correlationId, stream);
  if (error.metadata.get('exception')[0] === 'maximum-append-size-exceeded') {
    const exceeded = new MaximumAppendSizeExceeded();
    exceeded.setMaxappendsize(maximumAppendSize);
    return response.setError(failed(error.code, error.details, 'MaximumAppendSizeExceeded', exceeded));
  }
  const bad = new BadRequest().setMessage(error.details);
  return response.setError(failed(error.code, error.details, 'BadRequest', bad));
};
