/**
 * The feed: public events in the order of the log, for partners who cannot receive webhooks. The same contract, the same ids. Read by
 * pages with a long poll, or as a stream of server-sent events; either goes on from the position where the reader stopped.
 */
import { once } from 'node:events';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { domainCodec } from '@nastavnik/domain';
import { asyncApi, type NastavnikEvent, saidOwner, toPublic } from '@nastavnik/integration';
import type { Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore, toRecorded } from '@nastavnik/platform/event-store';
import { problems, TextField, UuidField, WholeField } from '@nastavnik/platform/http';
import { Allow, Public } from '@nastavnik/platform/identity';
import { SchoolDirectory } from '../directory';
import { LogTail } from './log-tail';

/** URI of this installation, `source` of every public event. */
export const SOURCE = Symbol('source of public events');

/** Events of the log looked at in one go. */
const STEP = 500;
/** Most events of the log that one request looks through in search of public ones. */
const FURTHEST = 20_000;
/** A comment that keeps the connection of a silent stream alive, every so many milliseconds. */
const HEARTBEAT_MS = 15_000;

const POSITION = /^(0|[1-9]\d{0,18})$/;

class FeedFilter {
  @TextField({
    max: 20,
    optional: true,
    pattern: POSITION,
    example: '1234',
    description: '`next` of the page before: only what stands after it. Absent: from the beginning',
  })
  after?: string;
  @TextField({
    max: 2_000,
    optional: true,
    example: 'ru.nastavnik.pair.fixed.v1',
    description: 'Types to read, by commas; absent: all',
  })
  types?: string;
  @UuidField({ optional: true, description: 'Facts of this municipality only' })
  municipality?: Uuid;
  @UuidField({ optional: true, description: 'Facts of this school only' })
  school?: Uuid;
}

export class FeedQuestion extends FeedFilter {
  @Type(() => Number)
  @WholeField({ min: 1, max: 1_000, optional: true, example: 100 })
  limit?: number;
  @Type(() => Number)
  @WholeField({
    min: 0,
    max: 30,
    optional: true,
    example: 20,
    description: 'Seconds to wait for something new when there is nothing; 0 by default',
  })
  wait?: number;
}
export class FeedStreamQuestion extends FeedFilter {}

interface Placed {
  readonly position: bigint;
  readonly events: readonly NastavnikEvent[];
}
interface Stretch {
  readonly placed: readonly Placed[];
  /** Everything up to here has been looked at. */
  readonly next: bigint;
  readonly caughtUp: boolean;
}

const EVENT = {
  specversion: '1.0',
  id: '7a0f6fd5-5a40-5c86-a7b5-2b2c3d9b6f10',
  source: 'urn:nastavnik:installation:main',
  type: 'ru.nastavnik.pair.meeting-held.v1',
  subject: 'pair/5b0c4f0e-6a55-4c3e-9d7e-2f4f6a0f6201',
  time: '2021-02-05T09:00:00.000Z',
  datacontenttype: 'application/json',
  data: {
    pairId: '5b0c4f0e-6a55-4c3e-9d7e-2f4f6a0f6201',
    schoolId: '00000000-0000-4000-8000-000000000002',
    number: 1,
    kind: 'ORGANISATIONAL',
    heldOn: '2021-02-05',
    attendees: 2,
  },
} as const;

const page = {
  type: 'object',
  required: ['events', 'next', 'caughtUp'],
  properties: {
    events: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: true,
        description: 'CloudEvent 1.0.2; see /asyncapi.json',
        example: EVENT,
      },
    },
    next: {
      type: 'string',
      description: 'The `after` of the next question, also when nothing came',
      example: '1234',
    },
    caughtUp: { type: 'boolean', description: 'Nothing more was there when the page was cut' },
  },
} as const;

@ApiTags('integration')
@Controller()
export class FeedController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(SOURCE) private readonly source: string,
    private readonly directory: SchoolDirectory,
    private readonly tail: LogTail,
  ) {}

  @Get('v1/feed')
  @Allow('read-feed')
  @ApiOperation({
    summary: 'Public events in strict order, page by page',
    description:
      'Ask again with `next` as `after`: nothing is left out and nothing comes twice. With `wait` an answer comes as soon as there is something. Pages are cut between facts: several events of one fact stay together.',
  })
  @ApiOkResponse({ schema: page as never })
  async readFeed(
    @Query() question: FeedQuestion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ events: readonly NastavnikEvent[]; next: string; caughtUp: boolean }> {
    const { limit = 100, wait = 0 } = question;
    const gone = goneOf(reply);
    const until = Date.now() + wait * 1_000;
    let stretch = await this.read(question, BigInt(question.after ?? -1), limit);
    while (stretch.placed.length === 0 && stretch.caughtUp && !gone.aborted) {
      const left = until - Date.now();
      if (left <= 0 || !(await this.tail.beyond(stretch.next, left, gone))) break;
      stretch = await this.read(question, stretch.next, limit);
    }
    return {
      events: stretch.placed.flatMap(({ events }) => events),
      next: (stretch.next < 0n ? 0n : stretch.next).toString(),
      caughtUp: stretch.caughtUp,
    };
  }

  @Get('v1/feed/stream')
  @Allow('read-feed')
  @ApiProduces('text/event-stream')
  @ApiOperation({
    summary: 'Public events in strict order, as server-sent events',
    description:
      'The `id` of each is its position: a browser or client that reconnects sends it as `Last-Event-ID` and goes on from there.',
  })
  @ApiOkResponse({
    content: {
      'text/event-stream': {
        schema: { type: 'string' },
        example: `id: 1234\ndata: ${JSON.stringify(EVENT)}\n\n`,
      },
    },
  })
  async streamFeed(
    @Query() question: FeedStreamQuestion,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const resumed = request.headers['last-event-id'];
    if (resumed !== undefined && !POSITION.test(String(resumed))) {
      throw problems.badRequest([
        {
          header: 'Last-Event-ID',
          detail: { ru: 'нужна позиция в журнале', en: 'must be a position of the log' },
        },
      ]);
    }
    let next = BigInt(resumed === undefined ? (question.after ?? -1) : String(resumed));
    const gone = goneOf(reply);
    // The first stretch is read before the headers go out: what is wrong is still answered as a problem.
    let stretch = await this.read(question, next, STEP);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    });
    // Nothing may happen for a while: the reader learns at once that it listens.
    raw.flushHeaders();
    const write = async (text: string): Promise<void> => {
      if (!raw.write(text) && !gone.aborted) await once(raw, 'drain', { signal: gone });
    };
    try {
      for (;;) {
        for (const { position, events } of stretch.placed) {
          const [last] = events.slice(-1);
          for (const event of events) {
            const id = event === last ? `id: ${position}\n` : '';
            await write(`${id}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
          }
        }
        next = stretch.next;
        if (stretch.caughtUp && !(await this.tail.beyond(next, HEARTBEAT_MS, gone))) await write(': —\n\n');
        if (gone.aborted || raw.destroyed) break;
        stretch = await this.read(question, next, STEP);
      }
    } catch {
      // The reader is gone, or the log: either way it comes back with the position it has.
    }
    raw.end();
  }

  @Public()
  @Get('asyncapi.json')
  @ApiExcludeEndpoint()
  contract(): object {
    return asyncApi('1.0.0');
  }

  /** The next facts for this reader. @throws UnknownStoredType at a fact this build cannot read: to pass over it would be to lose it */
  private async read(filter: FeedFilter, after: bigint, limit: number): Promise<Stretch> {
    const types = filter.types?.split(',').map((type) => type.trim());
    const placed: Placed[] = [];
    let next = after;
    let found = 0;
    for (let seen = 0; seen < FURTHEST; seen += STEP) {
      const stored = await this.store.readAll({ ...(next < 0n ? {} : { after: next }), maxCount: STEP });
      for (const event of stored) {
        const events: NastavnikEvent[] = [];
        for (const one of toPublic(toRecorded(domainCodec, event), this.source)) {
          if (types !== undefined && !types.includes(one.type)) continue;
          if (await this.concerns(filter, one)) events.push(one);
        }
        next = event.position;
        if (events.length === 0) continue;
        placed.push({ position: event.position, events });
        found += events.length;
        if (found >= limit) return { placed, next, caughtUp: false };
      }
      if (stored.length < STEP) return { placed, next, caughtUp: true };
    }
    return { placed, next, caughtUp: false };
  }

  private async concerns({ school, municipality }: FeedFilter, { data }: NastavnikEvent): Promise<boolean> {
    const { schoolId, municipalityId, organisationId } = saidOwner(data);
    const asked = schoolId ?? organisationId;
    if (school !== undefined && school !== asked) return false;
    if (municipality === undefined) return true;
    const above = asked === undefined ? municipalityId : await this.directory.municipalityOf(asked);
    // An organisation that is no school is a municipality.
    const of = above ?? (schoolId === undefined ? organisationId : undefined);
    return of === municipality;
  }
}

/** Aborted when the answer is over or its reader gone. */
const goneOf = ({ raw }: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  raw.once('close', () => gone.abort());
  return gone.signal;
};
