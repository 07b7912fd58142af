/**
 * `event_store.client.streams.ReadResp.ReadEvent.RecordedEvent`, written by hand: the hot path builds no message objects.
 * Field numbers are those of streams.proto and shared.proto.
 */
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { ProposedEvent } from './record';

const lengthDelimited = 2;
const tag = (field: number, wireType: number): number => (field << 3) | wireType;

/** A growing protobuf message in one buffer of known largest size. */
export class MessageWriter {
  private readonly buffer: Buffer;
  private at = 0;

  constructor(largest: number) {
    this.buffer = Buffer.allocUnsafe(largest);
  }

  varint(field: number, value: bigint): this {
    this.buffer[this.at++] = tag(field, 0);
    if (value <= BigInt(Number.MAX_SAFE_INTEGER)) {
      this.raw(Number(value));
    } else {
      let rest = value;
      for (; rest > 0x7fn; rest >>= 7n) this.buffer[this.at++] = Number(rest & 0x7fn) | 0x80;
      this.buffer[this.at++] = Number(rest);
    }
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.buffer[this.at++] = tag(field, lengthDelimited);
    this.raw(value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value, 'utf8'));
  }

  finish(): Buffer {
    return this.buffer.subarray(0, this.at);
  }

  private raw(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 128)) this.buffer[this.at++] = (rest % 128) | 0x80;
    this.buffer[this.at++] = rest;
  }
}

const mapEntry = (key: string, value: string): Buffer =>
  new MessageWriter(16 + key.length + value.length * 3).text(1, key).text(2, value).finish();

const typeKey = 'type';
const createdKey = 'created';
const contentTypeKey = 'content-type';
const json = mapEntry(contentTypeKey, 'application/json');
const octets = mapEntry(contentTypeKey, 'application/octet-stream');

/** Serialises an event as every reader will receive it. `created` travels in ticks of 100 ns. */
export const recordedEvent = (
  event: ProposedEvent,
  at: {
    readonly position: bigint;
    readonly stream: string;
    readonly revision: bigint;
    readonly createdMs: number;
  },
): Buffer => {
  const id = new MessageWriter(64).text(2, event.id).finish();
  const streamName = Buffer.from(at.stream, 'utf8');
  const identifier = new MessageWriter(streamName.length + 16).bytes(3, streamName).finish();
  const type = mapEntry(typeKey, event.type);
  const created = mapEntry(createdKey, `${at.createdMs}0000`);
  const largest = 256 + identifier.length + type.length + event.data.length + event.metadata.length;
  const message = new MessageWriter(largest)
    .bytes(1, id)
    .bytes(2, identifier)
    .varint(3, at.revision)
    .varint(4, at.position)
    .varint(5, at.position)
    .bytes(6, type)
    .bytes(6, created)
    .bytes(6, event.isJson ? json : octets);
  if (event.metadata.length > 0) message.bytes(7, event.metadata);
  return message.bytes(8, event.data).finish();
};

/** Data of a serialised event. */
export const dataOf = (recorded: Uint8Array): Uint8Array =>
  ReadResp.ReadEvent.RecordedEvent.deserializeBinary(recorded).getData_asU8();
