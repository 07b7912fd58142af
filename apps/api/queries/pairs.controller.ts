/** One pair: where it stands, and its history out of the log. */
import { Controller, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { describeEvent, domainCodec, type DomainEvents } from '@nastavnik/domain';
import type { Actor, Recorded, Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore, readRecorded } from '@nastavnik/platform/event-store';
import { After, By, PathUuid, problems } from '@nastavnik/platform/http';
import { type PairEntry, PairHistoryQuery, PairQuery, parse } from '@nastavnik/read-models';
import { SchoolDirectory } from '../directory';
import { Fresh, Paged, QueryRoute, Reading, seesNames, withoutSensitive } from './reading';

export class HistoryPage {
  @ApiProperty({ type: String, example: '1234' })
  asOf!: string;
  @ApiProperty({
    type: 'array',
    items: {
      type: 'object',
      additionalProperties: true,
      properties: {
        position: { type: 'string' },
        stream: { type: 'string' },
        revision: { type: 'string' },
        eventId: { type: 'string', format: 'uuid' },
        type: { type: 'string', example: 'PairFixed' },
        title: { type: 'string' },
        description: { type: 'string', description: 'In Russian, for a reader' },
        effectiveOn: { type: 'string', format: 'date' },
        recordedAt: { type: 'string', format: 'date-time' },
        actor: { type: 'object', properties: { id: { type: 'string' }, role: { type: 'string' } } },
        rules: { type: 'array', items: { type: 'string' } },
        clauses: { type: 'array', items: { type: 'string' }, example: ['МОУ СОШ № 62, п. 4.13'] },
        data: {
          type: 'object',
          additionalProperties: true,
          description: 'The event as decided, evidence included',
        },
      },
    },
  })
  items!: object[];
  @ApiProperty({ type: 'string', nullable: true })
  next!: string | null;
  @ApiProperty({ selfRequired: false, type: 'object', additionalProperties: true })
  people?: object;
}

@ApiTags('pairs')
@Controller('v1/pairs/:pairId')
export class PairQueriesController {
  constructor(
    private readonly reading: Reading,
    private readonly directory: SchoolDirectory,
    private readonly pairs: PairQuery,
    private readonly history: PairHistoryQuery,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @QueryRoute({
    path: '',
    act: 'read-pair',
    summary: 'Where a pair stands',
    answer: { schema: { type: 'object', additionalProperties: true } },
  })
  async readPair(
    @Param('pairId', PathUuid) pairId: Uuid,
    @Query() _fresh: Fresh,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const asOf = await this.reading.asOf('pair-register', after);
    const found = await this.pairs.find({ pairId });
    if (found === undefined) throw notYetThere(asOf);
    const pair = parse<PairEntry>(found);
    const last = (await this.directory.pairEvents(pairId)).at(-1);
    // A revision the answer has not seen would let a reader overwrite what it does not show.
    const current =
      last !== undefined && last.position <= BigInt(asOf) ? last.revision.toString() : undefined;
    if (current !== undefined) void reply.header('etag', `"${current}"`);
    const people = await this.reading.names([...pair.menteeIds, ...pair.mentorIds], actor, 'pair');
    return JSON.stringify({
      asOf,
      ...(current === undefined ? {} : { revision: current }),
      ...pair,
      ...(people === undefined ? {} : { people }),
    });
  }

  @QueryRoute({
    path: 'history',
    act: 'read-pair',
    summary: 'Every event of the legal life of a pair, with its actor, evidence and clauses',
    description: 'The read model points; what is shown is read from the log itself.',
    answer: { type: HistoryPage },
  })
  async readHistory(
    @Param('pairId', PathUuid) pairId: Uuid,
    @Query() { after: _after, ...paging }: Paged,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    const asOf = await this.reading.asOf('pair-history', after);
    const page = parse(
      await this.reading.page(() => this.history.find({ pairId, ...JSON.parse(JSON.stringify(paging)) })),
    );
    const events = await this.eventsOf([...new Set(page.items.map((item) => item.stream))]);
    const inSchool = seesNames(actor);
    const items = page.items.map((item) => {
      const event = events.get(item.eventId);
      if (event === undefined) return item;
      return {
        ...item,
        description: inSchool || event.type !== 'EnteredMenteeBase' ? describeEvent(event) : item.title,
        data: inSchool ? event.data : withoutSensitive(event.data),
      };
    });
    const members = await this.directory.membersOf(pairId);
    const people = await this.reading.names([...members.mentors, ...members.mentees], actor, 'pair-history');
    return JSON.stringify({ asOf, items, next: page.next, ...(people === undefined ? {} : { people }) });
  }

  private async eventsOf(streams: readonly string[]): Promise<Map<Uuid, Recorded<DomainEvents>>> {
    const read = await Promise.all(
      streams.map((stream) => readRecorded<DomainEvents>(this.store, domainCodec, stream)),
    );
    return new Map(read.flat().map((event) => [event.id, event]));
  }
}

/** The log knows the pair, the register does not yet: ask again, or with `?after=`. */
const notYetThere = (asOf: string) => problems.notYetVisible(BigInt(asOf) + 1n, BigInt(asOf));
