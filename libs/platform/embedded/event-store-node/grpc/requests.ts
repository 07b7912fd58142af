/** What clients ask, taken apart and checked before it reaches the log. */
import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import type { Expected } from '../storage/expected-revision';
import { NO_STREAM, type ProposedEvent } from '../storage/record';
import { invalidArgument, maximumAppendSizeExceeded, requiredMetadataMissing } from './errors';

/** EventStoreDB's default: 1 MiB an append. */
export const maximumAppendSize = 1024 * 1024;

/** Names go into a PostgreSQL index, which holds at most some 2,700 bytes a row and no zero byte. */
const longestName = 2000;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const checkedName = (what: string, name: string): string => {
  if (name === '') throw invalidArgument(`${what} is empty`);
  if (name.includes('\0')) throw invalidArgument(`${what} contains a zero byte`);
  if (Buffer.byteLength(name) > longestName)
    throw invalidArgument(`${what} is longer than ${longestName} bytes`);
  return name;
};

export const streamName = (identifier: StreamIdentifier | undefined): string =>
  checkedName('stream name', Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8'));

/** Lower-case text, whether it came as text or as two signed 64-bit halves. */
export const uuidText = (id: UUID | undefined): string => {
  const halves = id?.getStructured();
  if (halves) {
    const bytes = Buffer.alloc(16);
    bytes.writeBigInt64BE(BigInt(halves.getMostSignificantBits()), 0);
    bytes.writeBigInt64BE(BigInt(halves.getLeastSignificantBits()), 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
  const text = (id?.getString() ?? '').toLowerCase();
  if (!uuid.test(text)) throw invalidArgument('an id is not a UUID');
  return text;
};

interface ExpectedRevisionOptions {
  hasAny(): boolean;
  hasStreamExists(): boolean;
  hasNoStream(): boolean;
}

/** @param exact the revision, when that is the kind of expectation. @throws CallFailed when none is stated */
export const expectedRevision = (options: ExpectedRevisionOptions, exact: string | undefined): Expected => {
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream_exists';
  if (options.hasNoStream()) return NO_STREAM;
  if (exact === undefined) throw invalidArgument('a write states which revision it expects');
  return BigInt(exact);
};

/** Collects the events of one append within the size that is allowed. */
export class Proposal {
  readonly events: ProposedEvent[] = [];
  private size = 0;

  /** @throws CallFailed */
  add(message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): void {
    const metadata = message.getMetadataMap();
    const type = metadata.get('type');
    if (type === undefined) throw requiredMetadataMissing('type');
    const contentType = metadata.get('content-type');
    if (contentType === undefined) throw requiredMetadataMissing('content-type');
    const event: ProposedEvent = {
      id: uuidText(message.getId()),
      type: checkedName('event type', type),
      isJson: contentType === 'application/json',
      data: message.getData_asU8(),
      metadata: message.getCustomMetadata_asU8(),
    };
    // EventStoreDB counts a type at two bytes a character.
    this.size += event.data.length + event.metadata.length + type.length * 2;
    if (this.size > maximumAppendSize) throw maximumAppendSizeExceeded(maximumAppendSize);
    this.events.push(event);
  }
}
