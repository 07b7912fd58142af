/** Requests of the EventStoreDB protocol. */
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq, ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { ExpectedRevision, NewEvent } from './event-store';

const identifierOf = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8').toString('base64'));

const uuidOf = (id: string): UUID => new UUID().setString(id);

const readOptions = (): ReadReq.Options =>
  new ReadReq.Options().setUuidOption(new ReadReq.Options.UUIDOption().setString(new Empty()));

const wholeLog = (from: bigint | 'start' | 'end', typePrefixes: readonly string[] = []): ReadReq.Options => {
  const all = new ReadReq.Options.AllOptions();
  if (from === 'start') all.setStart(new Empty());
  else if (from === 'end') all.setEnd(new Empty());
  else {
    const position = from.toString();
    all.setPosition(new ReadReq.Options.Position().setCommitPosition(position).setPreparePosition(position));
  }
  const types = new ReadReq.Options.FilterOptions.Expression();
  if (typePrefixes.length === 0) types.setRegex('^[^$].*');
  else types.setPrefixList([...typePrefixes]);
  const filter = new ReadReq.Options.FilterOptions()
    .setEventType(types)
    .setMax(1024)
    .setCheckpointintervalmultiplier(1);
  return readOptions().setAll(all).setFilter(filter);
};

/** Inclusive of `from`. */
export const readStreamRequest = (stream: string, from: bigint, maxCount: number): ReadReq => {
  const options = new ReadReq.Options.StreamOptions().setStreamIdentifier(identifierOf(stream));
  if (from <= 0n) options.setStart(new Empty());
  else options.setRevision(from.toString());
  return new ReadReq().setOptions(
    readOptions().setStream(options).setNoFilter(new Empty()).setCount(maxCount.toString()),
  );
};

/** Inclusive of `from`, without system events. */
export const readAllRequest = (
  from: bigint | 'start' | 'end',
  maxCount: number,
  direction: 'forwards' | 'backwards',
  typePrefixes?: readonly string[],
): ReadReq =>
  new ReadReq().setOptions(
    wholeLog(from, typePrefixes)
      .setCount(maxCount.toString())
      .setReadDirection(
        direction === 'forwards'
          ? ReadReq.Options.ReadDirection.FORWARDS
          : ReadReq.Options.ReadDirection.BACKWARDS,
      ),
  );

/** Strictly after `after`, without system events. */
export const subscribeRequest = (after: bigint): ReadReq =>
  new ReadReq().setOptions(
    wholeLog(after < 0n ? 'start' : after).setSubscription(new ReadReq.Options.SubscriptionOptions()),
  );

/** What one message to the server may weigh; its own limit is 4 MiB. */
const CHUNK = 3 * 1024 * 1024;

const base64 = (value: object): string =>
  (value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(JSON.stringify(value), 'utf8')).toString(
    'base64',
  );

/** One append as the messages that carry it. */
export const appendRequests = (
  correlationId: string,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
  deadline: Date,
): BatchAppendReq[] => {
  const options = new BatchAppendReq.Options()
    .setStreamIdentifier(identifierOf(stream))
    .setDeadline(Timestamp.fromDate(deadline));
  if (expected === 'any') options.setAny(new GoogleEmpty());
  else if (expected === 'no_stream') options.setNoStream(new GoogleEmpty());
  else if (expected === 'stream_exists') options.setStreamExists(new GoogleEmpty());
  else options.setStreamPosition(expected.toString());

  const request = (): BatchAppendReq =>
    new BatchAppendReq().setCorrelationId(uuidOf(correlationId)).setIsFinal(false);
  let current = request().setOptions(options);
  let weight = 0;
  const requests = [current];
  for (const event of events) {
    const message = new BatchAppendReq.ProposedMessage().setId(uuidOf(event.id));
    message.getMetadataMap().set('type', event.type).set('content-type', 'application/json');
    const data = base64(event.data);
    const metadata = base64(event.metadata);
    message.setData(data).setCustomMetadata(metadata);
    const size = (data.length + metadata.length) * 0.75 + 200;
    if (weight > 0 && weight + size > CHUNK) {
      requests.push((current = request()));
      weight = 0;
    }
    weight += size;
    current.addProposedMessages(message);
  }
  current.setIsFinal(true);
  return requests;
};
