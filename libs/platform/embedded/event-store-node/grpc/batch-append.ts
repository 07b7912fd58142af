/** The BatchAppend stream: many appends over one call, each in one or more messages, answered in any order. */
import type { UUID } from '@eventstore/db-client/generated/shared_pb';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Expected } from '../storage/expected-revision';
import type { LogWriter } from '../storage/log-writer';
import { batchAppendResponse, batchRefusal } from './append-responses';
import { asCallFailed, type CallFailed } from './errors';
import { expectedRevision, Proposal, streamName, uuidText } from './requests';

/** Appends under way over one call before its sender is made to wait. */
const mostUnderWay = 2048;

/** An append whose last message has not come yet. */
interface Opened {
  readonly stream: string;
  readonly expected: Expected;
  readonly deadlineMs?: number;
  readonly proposal: Proposal;
}

const deadlineOf = (options: BatchAppendReq.Options): { deadlineMs?: number } => {
  const moment = options.getDeadline();
  return moment ? { deadlineMs: moment.toDate().getTime() } : {};
};

export const batchAppend = (
  call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>,
  writer: LogWriter,
  onEnd: (end: (error: CallFailed) => void) => () => void,
): void => {
  const opened = new Map<string, Opened>();
  let underWay = 0;
  let answersWait = false;
  let senderDone = false;
  let over = false;

  const fail = (error: CallFailed): void => {
    if (over) return;
    over = true;
    call.emit('error', error);
  };
  const forget = onEnd(fail);
  const closed = (): void => {
    over = true;
    forget();
  };
  const endWhenDone = (): void => {
    if (senderDone && underWay === 0 && !over) {
      closed();
      call.end();
    }
  };

  /** A sender with too much under way, or one that does not read its answers, waits. */
  const paceSender = (): void => {
    if (underWay < mostUnderWay && !answersWait) call.resume();
    else call.pause();
  };
  const answer = (response: BatchAppendResp): void => {
    if (over || call.write(response) || answersWait) return;
    answersWait = true;
    call.once('drain', () => {
      answersWait = false;
      paceSender();
    });
  };

  const carryOut = async (
    correlationId: UUID,
    { stream, expected, proposal, deadlineMs }: Opened,
  ): Promise<void> => {
    underWay++;
    paceSender();
    try {
      const deadline = deadlineMs === undefined ? {} : { deadlineMs };
      const write = { kind: 'append', stream, expected, events: proposal.events, ...deadline } as const;
      answer(batchAppendResponse(correlationId, stream, expected, await writer.write(write)));
    } catch (error) {
      // Whether it was written is not known. Only the end of the call tells the client so: it has no timeout of its own.
      fail(asCallFailed(error));
    }
    underWay--;
    paceSender();
    endWhenDone();
  };

  const receive = (request: BatchAppendReq): void => {
    const correlationId = request.getCorrelationId();
    if (correlationId === undefined) return;
    const options = request.getOptions();
    let key = '';
    try {
      key = uuidText(correlationId);
      if (options) {
        opened.set(key, {
          stream: streamName(options.getStreamIdentifier()),
          expected: expectedRevision(
            options,
            options.hasStreamPosition() ? options.getStreamPosition() : undefined,
          ),
          ...deadlineOf(options),
          proposal: new Proposal(),
        });
      }
      const append = opened.get(key);
      if (append === undefined) return;
      for (const message of request.getProposedMessagesList()) append.proposal.add(message);
      if (!request.getIsFinal()) return;
      opened.delete(key);
      void carryOut(correlationId, append);
    } catch (error) {
      const stream = opened.get(key)?.stream ?? '';
      opened.delete(key);
      answer(batchRefusal(correlationId, stream, asCallFailed(error)));
    }
  };

  call.on('data', receive);
  call.on('end', () => {
    senderDone = true;
    endWhenDone();
  });
  call.on('cancelled', closed);
  call.on('error', closed);
};
