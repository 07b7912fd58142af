/** Errors in the shapes by which `@eventstore/db-client` tells its error types: trailing metadata on a status. */
import { Metadata, status, type StatusObject } from '@grpc/grpc-js';
import type { Expected } from '../storage/expected-revision';
import { WriterUnavailable } from '../storage/log-writer';

/** A call ends with this status. */
export class CallFailed extends Error implements StatusObject {
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, value);
  }
}

/** Header values are ASCII. */
const header = (value: string): string => value.replace(/[^\x20-\x7e]+/g, encodeURIComponent);

export const streamDeleted = (stream: string): CallFailed =>
  new CallFailed(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': header(stream),
  });

export const wrongExpectedVersion = (stream: string, expected: Expected, current: bigint): CallFailed =>
  new CallFailed(
    status.FAILED_PRECONDITION,
    `Stream '${stream}' is at revision ${current}, expected ${expected}.`,
    {
      exception: 'wrong-expected-version',
      'stream-name': header(stream),
      'expected-version': expectedVersion(expected),
      'actual-version': String(current),
    },
  );

/** The client reads `-2` for any and `-4` for stream_exists. */
const expectedVersion = (expected: Expected): string =>
  expected === 'any' ? '-2' : expected === 'stream_exists' ? '-4' : String(expected);

export const maximumAppendSizeExceeded = (largest: number): CallFailed =>
  new CallFailed(status.INVALID_ARGUMENT, `Maximum append size of ${largest} bytes exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(largest),
  });

export const requiredMetadataMissing = (property: string): CallFailed =>
  new CallFailed(status.INVALID_ARGUMENT, `Required metadata property '${property}' is missing.`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

export const invalidArgument = (what: string): CallFailed => new CallFailed(status.INVALID_ARGUMENT, what);

export const timedOut = (): CallFailed =>
  new CallFailed(status.ABORTED, 'Operation timed out: the write was not carried out.');

export const unavailable = (why: string): CallFailed => new CallFailed(status.UNAVAILABLE, why);

export const unsupported = (what: string): CallFailed =>
  new CallFailed(status.UNIMPLEMENTED, `${what}: the embedded node does not support this, use EventStoreDB.`);

/** What a caller may learn of an error: never a message of the database's own, which could quote data. */
export const asCallFailed = (error: unknown): CallFailed => {
  if (error instanceof CallFailed) return error;
  if (error instanceof WriterUnavailable) return unavailable(error.message);
  return unavailable('the event store node could not read its database');
};
