/** What the node keeps for one event, and the bytes in which it will be handed to every reader. */

/** Revision of the event that closes a tombstoned stream; also the `$tb` of a soft-deleted one (2^63 - 1). */
export const END_OF_STREAM = 9223372036854775807n;

/** "There is no such stream yet": the revision before the first one. */
export const NO_STREAM = -1n;

export const streamDeletedType = '$streamDeleted';
export const metadataType = '$metadata';

/** An event as a client proposes it, checked and normalised. */
export interface ProposedEvent {
  /** Lower-case UUID. */
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** A committed event of the log. */
export interface LogRecord {
  /** Offset in the log; grows in commit order, with gaps. Commit and prepare position are both this number. */
  readonly position: bigint;
  readonly stream: string;
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly createdMs: number;
  /** The event as `ReadResp.ReadEvent.RecordedEvent` of streams.proto, serialised once, when it was written. */
  readonly bytes: Buffer;
}

/** `account-1` → `$$account-1`: where the metadata of a stream lives. */
export const metastreamOf = (stream: string): string => `$$${stream}`;
export const isMetastream = (stream: string): boolean => stream.startsWith('$$');
/** `$$account-1` → `account-1`. */
export const originalOf = (metastream: string): string => metastream.slice(2);
