/** `ReadResp` messages as bytes: an event costs a header and a copy. */
import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { LogRecord } from '../storage/record';
import { MessageWriter } from '../storage/recorded-event';

const serialised = (fill: (response: ReadResp) => void): Buffer => {
  const response = new ReadResp();
  fill(response);
  return Buffer.from(response.serializeBinary());
};

/** An event at its own place: field 1 of ReadResp holds a ReadEvent of the record and its commit position. */
export const eventResponse = ({ bytes, position }: LogRecord): Buffer => {
  const event = new MessageWriter(bytes.length + 24).bytes(1, bytes).varint(3, position).finish();
  return new MessageWriter(event.length + 8).bytes(1, event).finish();
};

/** The same for clients that ask for ids as two signed 64-bit halves. */
export const structuredEventResponse = (record: LogRecord): Buffer => {
  const response = ReadResp.deserializeBinary(eventResponse(record));
  const id = Buffer.from(record.id.replaceAll('-', ''), 'hex');
  const halves = new UUID.Structured();
  halves.setMostSignificantBits(String(id.readBigInt64BE(0)));
  halves.setLeastSignificantBits(String(id.readBigInt64BE(8)));
  response.getEvent()?.getEvent()?.setId(new UUID().setStructured(halves));
  return Buffer.from(response.serializeBinary());
};

export const confirmation = (subscriptionId: string): Buffer =>
  serialised((response) => {
    const confirmed = new ReadResp.SubscriptionConfirmation();
    confirmed.setSubscriptionId(subscriptionId);
    response.setConfirmation(confirmed);
  });

export const checkpoint = (position: bigint): Buffer =>
  serialised((response) => {
    const reached = new ReadResp.Checkpoint();
    reached.setCommitPosition(String(position));
    reached.setPreparePosition(String(position));
    response.setCheckpoint(reached);
  });

export const caughtUp: Buffer = serialised((response) => response.setCaughtUp(new ReadResp.CaughtUp()));

export const streamNotFound = (stream: string): Buffer =>
  serialised((response) => {
    const identifier = new StreamIdentifier();
    identifier.setStreamName(Buffer.from(stream, 'utf8'));
    const notFound = new ReadResp.StreamNotFound();
    notFound.setStreamIdentifier(identifier);
    response.setStreamNotFound(notFound);
  });
