/** The narrow places of a catch-up subscription, made wide: commits during its reads, and a tail that forgets quickly. */
import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { Pool } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database';
import { LogReader, type Standing } from '../storage/log-reader';
import { LogWriter } from '../storage/log-writer';
import type { LogRecord } from '../storage/record';
import { Tail } from '../storage/tail';
import { Outlet, type ReadCall } from './outlet';
import { eventResponse } from './read-responses';
import { subscribeToAll, subscribeToStream } from './subscriptions';

/** Lets something be committed after each answer of the database and before the subscription sees it. */
class OvertakenReader extends LogReader {
  /** Told how many events were found. */
  meanwhile: (found: number) => Promise<void> = () => Promise.resolve();

  override async standing(stream: string): Promise<Standing> {
    const standing = await super.standing(stream);
    await this.meanwhile(1);
    return standing;
  }

  override async stream(...args: Parameters<LogReader['stream']>): Promise<readonly LogRecord[]> {
    const page = await super.stream(...args);
    await this.meanwhile(page.length);
    return page;
  }

  override async *all(...args: Parameters<LogReader['all']>): ReturnType<LogReader['all']> {
    for await (const page of super.all(...args)) {
      await this.meanwhile(page.length);
      yield page;
    }
    await this.meanwhile(0);
  }
}

const stream = 'pair-1';
let database: TestDatabase;
let pool: Pool;
let tail: Tail;
let writer: LogWriter;
let reader: OvertakenReader;
beforeEach(async () => {
  written = 0;
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  tail = new Tail(undefined, { records: 64, bytes: 1_000_000 });
  writer = await LogWriter.open(database.url, tail, 1000);
  reader = new OvertakenReader(pool);
});
afterEach(async () => {
  await writer.close();
  await pool.end();
  await database.drop();
});

let written: number;
const append = async (count: number): Promise<void> => {
  written += count;
  const events = Array.from({ length: count }, () => ({
    id: randomUUID(),
    type: 'happened',
    isJson: true,
    data: Buffer.from('{}'),
    metadata: new Uint8Array(),
  }));
  await writer.write({ kind: 'append', stream, expected: 'any', events });
};

/** Commits one event at each of the next reads that find so many. */
const overtake = (times: number, at: (found: number) => boolean): void => {
  reader.meanwhile = async (found) => {
    if (at(found) && times-- > 0) await append(1);
  };
};

/** A call with room for one message, read by hand. */
const aCall = () => {
  const pipe = new PassThrough({ objectMode: true, highWaterMark: 1 });
  const call = Object.assign(pipe, { cancelled: false }) as unknown as ReadCall<unknown>;
  const revisions = async (upTo: number, onCaughtUp = () => Promise.resolve()): Promise<number[]> => {
    const seen: number[] = [];
    for await (const bytes of pipe as AsyncIterable<Buffer>) {
      const response = ReadResp.deserializeBinary(bytes);
      if (response.hasCaughtUp()) await onCaughtUp();
      const event = response.getEvent()?.getEvent();
      if (event) seen.push(Number(event.getStreamRevision()));
      if (seen.at(-1) === upTo) break;
    }
    return seen;
  };
  return { outlet: new Outlet(call), revisions };
};
const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);

const subscriptions: [string, (outlet: Outlet) => Promise<never>][] = [
  ['a stream', (outlet) => subscribeToStream({ reader, tail }, outlet, stream, 'start', eventResponse)],
  ['$all', (outlet) => subscribeToAll({ reader, tail }, outlet, 'start', eventResponse)],
];

describe.each(subscriptions)('a subscription to %s', (_what, subscribe) => {
  it.each<[string, (found: number) => boolean]>([
    ['each of its reads', () => true],
    ['the read that finds no more', (found) => found === 0],
  ])('gives what is committed during %s once', async (_case, at) => {
    await append(600);
    overtake(12, at);
    const { outlet, revisions } = aCall();
    const over = expect(subscribe(outlet)).rejects.toThrow();
    // Live events show what went missing at the change from history.
    const seen = revisions(620, async () => {
      reader.meanwhile = () => Promise.resolve();
      await append(621 - written);
    });
    expect(await seen).toEqual(numbers(621));
    await over;
  });

  it('goes back to the table when the tail has forgotten what its reader has not yet taken', async () => {
    await append(3);
    const { outlet, revisions } = aCall();
    const over = expect(subscribe(outlet)).rejects.toThrow();
    for (let round = 0; round < 30; round++) await append(3);
    const first = revisions(92);
    expect(await first).toEqual(numbers(93));
    await over;
  });
});
