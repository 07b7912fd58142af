/**
 * A lean reader of `ReadResp` messages. The client's own message classes copy each field several times over and turn
 * malformed JSON into a string without a word; this one goes from bytes to `StoredEvent` and says what is malformed.
 */
import { isUtf8 } from 'node:buffer';
import type { Json } from '@nastavnik/kernel';
import { MalformedEvent, type StoredEvent } from './event-store';

export type ReadResponse =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  | { readonly kind: 'malformed'; readonly position: bigint; readonly error: MalformedEvent }
  | { readonly kind: 'checkpoint'; readonly position: bigint }
  | { readonly kind: 'confirmation' | 'streamNotFound' | 'caughtUp' | 'fellBehind' | 'other' };

const KINDS: Readonly<Record<number, 'confirmation' | 'streamNotFound' | 'caughtUp' | 'fellBehind'>> = {
  2: 'confirmation',
  4: 'streamNotFound',
  8: 'caughtUp',
  9: 'fellBehind',
};

/** Walks the fields of one protobuf message. */
class Fields {
  field = 0;
  private wire = 0;

  constructor(
    readonly bytes: Buffer,
    public at: number,
    readonly end: number,
  ) {}

  next(): boolean {
    if (this.at >= this.end) return false;
    const tag = this.number();
    this.field = tag >>> 3;
    this.wire = tag & 7;
    return true;
  }

  /** A varint below 2^53. */
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new RangeError('truncated message');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  bigint(): bigint {
    let low = 0;
    let scale = 1;
    for (let count = 0; count < 7; count++, scale *= 128) {
      const byte = this.bytes[this.at++] ?? 0;
      low += (byte & 127) * scale;
      if (byte < 128) return BigInt(low);
    }
    let value = BigInt(low);
    for (let shift = 49n; ; shift += 7n) {
      const byte = this.bytes[this.at++] ?? 0;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  /** Enters a length-delimited field and steps over it. */
  message(): Fields {
    const length = this.number();
    const inner = new Fields(this.bytes, this.at, this.at + length);
    this.at += length;
    return inner;
  }

  /** A view into the message. */
  octets(): Buffer {
    const length = this.number();
    const start = this.at;
    this.at += length;
    return this.bytes.subarray(start, this.at);
  }

  text(): string {
    const length = this.number();
    const start = this.at;
    this.at += length;
    return this.bytes.toString('utf8', start, this.at);
  }

  skip(): void {
    if (this.wire === 0) this.bigint();
    else if (this.wire === 2) this.at += this.number();
    else if (this.wire === 1) this.at += 8;
    else if (this.wire === 5) this.at += 4;
    else throw new RangeError(`wire type ${this.wire}`);
  }
}

const readUuid = (fields: Fields): string => {
  let high = 0n;
  let low = 0n;
  while (fields.next()) {
    if (fields.field === 2) return fields.text();
    if (fields.field !== 1) {
      fields.skip();
      continue;
    }
    const halves = fields.message();
    while (halves.next()) {
      if (halves.field === 1) high = halves.bigint();
      else if (halves.field === 2) low = halves.bigint();
      else halves.skip();
    }
  }
  const hex =
    BigInt.asUintN(64, high).toString(16).padStart(16, '0') +
    BigInt.asUintN(64, low).toString(16).padStart(16, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

const NOTHING: Buffer = Buffer.alloc(0);

const readEvent = (fields: Fields): ReadResponse => {
  let id = '';
  let stream = '';
  let revision = 0n;
  let position = 0n;
  let type = '';
  let created = '';
  let contentType = '';
  let data = NOTHING;
  let metadata = NOTHING;
  while (fields.next()) {
    switch (fields.field) {
      case 1:
        id = readUuid(fields.message());
        break;
      case 2: {
        const identifier = fields.message();
        while (identifier.next()) {
          if (identifier.field === 3) stream = identifier.text();
          else identifier.skip();
        }
        break;
      }
      case 3:
        revision = fields.bigint();
        break;
      case 5:
        position = fields.bigint();
        break;
      case 6: {
        const entry = fields.message();
        let key = '';
        let value = '';
        while (entry.next()) {
          if (entry.field === 1) key = entry.text();
          else if (entry.field === 2) value = entry.text();
          else entry.skip();
        }
        if (key === 'type') type = value;
        else if (key === 'created') created = value;
        else if (key === 'content-type') contentType = value;
        break;
      }
      case 7:
        metadata = fields.octets();
        break;
      case 8:
        data = fields.octets();
        break;
      default:
        fields.skip();
    }
  }
  const named = {
    id,
    stream,
    revision,
    position,
    type,
    // 100 ns ticks; dropping four digits leaves milliseconds.
    created: new Date(Number(created.slice(0, -4))).toISOString(),
  };
  // What the store says to itself may be anything and is dropped by whoever asked; only ours must be JSON.
  const raw = { data, metadata };
  if (isSystem(named)) return { kind: 'event', event: { ...named, raw, data: null, metadata: null } };
  if (contentType !== 'application/json' || !isUtf8(data) || !isUtf8(metadata)) {
    return { kind: 'malformed', position, error: new MalformedEvent(named) };
  }
  try {
    return {
      kind: 'event',
      event: {
        ...named,
        raw,
        data: JSON.parse(data.toString('utf8')) as Json,
        metadata: metadata.length === 0 ? null : (JSON.parse(metadata.toString('utf8')) as Json),
      },
    };
  } catch (cause) {
    return { kind: 'malformed', position, error: new MalformedEvent(named, { cause }) };
  }
};

/** Records of the store itself: `$metadata`, `$>` and whatever stands in a stream named `$…`. */
export const isSystem = (event: Pick<StoredEvent, 'type' | 'stream'>): boolean =>
  event.type.startsWith('$') || event.stream.startsWith('$');

/** Reads one `event_store.client.streams.ReadResp`. */
export const decodeReadResponse = (bytes: Buffer): ReadResponse => {
  const response = new Fields(bytes, 0, bytes.length);
  while (response.next()) {
    if (response.field === 1) {
      const content = response.message();
      while (content.next()) {
        if (content.field === 1) return readEvent(content.message());
        content.skip();
      }
      return { kind: 'other' };
    }
    if (response.field === 3) {
      const checkpoint = response.message();
      while (checkpoint.next()) {
        if (checkpoint.field === 1) return { kind: 'checkpoint', position: checkpoint.bigint() };
        checkpoint.skip();
      }
    }
    const kind = KINDS[response.field];
    if (kind) return { kind };
    response.skip();
  }
  return { kind: 'other' };
};
