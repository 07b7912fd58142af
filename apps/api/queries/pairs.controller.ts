/** One pair: where it stands. */
import { Controller, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor, Uuid } from '@nastavnik/kernel';
import { After, By, PathUuid, problems } from '@nastavnik/platform/http';
import { type PairEntry, PairQuery, parse } from '@nastavnik/read-models';
import { SchoolDirectory } from '../directory';
import { Fresh, QueryRoute, Reading } from './reading';
import * as examples from './examples/answers';

@ApiTags('pairs')
@Controller('v1/pairs/:pairId')
export class PairQueriesController {
  constructor(
    private readonly reading: Reading,
    private readonly directory: SchoolDirectory,
    private readonly pairs: PairQuery,
  ) {}

  @QueryRoute({
    path: '',
    act: 'read-pair',
    summary: 'Where a pair stands',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.pair,
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
      last !== undefined && last.position <= BigInt(asOf) && !this.reading.ofThePast
        ? last.revision.toString()
        : undefined;
    if (current !== undefined) void reply.header('etag', `"${current}"`);
    const people = await this.reading.names([...pair.menteeIds, ...pair.mentorIds], actor, 'pair');
    return JSON.stringify({
      asOf,
      ...(current === undefined ? {} : { revision: current }),
      ...pair,
      ...(people === undefined ? {} : { people }),
    });
  }
}

/** The log knows the pair, the register does not yet: ask again, or with `?after=`. */
const notYetThere = (asOf: string) => problems.notYetVisible(BigInt(asOf) + 1n, BigInt(asOf));
