/** Regulation in force: every parameter with its clause and its source. Read from the log, so always current. */
import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  PARAMETERS,
  type ParameterName,
  regulation,
  type RegulationEvent,
  streamOf,
} from '@nastavnik/domain';
import { profileOf } from '@nastavnik/evidence';
import { citation, fold, type Uuid } from '@nastavnik/kernel';
import { PathUuid } from '@nastavnik/platform/http';
import { SchoolDirectory } from '../directory';
import { Fresh, QueryRoute, Reading } from './reading';
import * as examples from './examples/answers';

@ApiTags('regulations')
@Controller('v1/organisations/:organisationId/regulation')
export class RegulationQueriesController {
  constructor(
    private readonly reading: Reading,
    private readonly directory: SchoolDirectory,
  ) {}

  @QueryRoute({
    path: '',
    act: 'read-regulation',
    summary: 'Regulation in force on a day',
    description:
      'OWN: the document of the organisation says so; INHERITED: that of its municipality; DEFAULT: both are silent.',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.regulation,
  })
  async readRegulation(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { on }: Fresh,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const day = on ?? (await this.directory.todayOf(organisationId, request.receivedAt));
    const reader = this.reading.log();
    const [profile, events] = await Promise.all([
      profileOf(reader, organisationId, day),
      reader.read(streamOf.regulation(organisationId)),
    ]);
    const own = fold(
      regulation,
      events.filter((event) => event.data.effectiveOn <= day) as readonly RegulationEvent[],
    );
    const last = events.at(-1);
    if (last !== undefined) void reply.header('etag', `"${last.revision}"`);
    return JSON.stringify({
      organisationId,
      on: day,
      version: profile.version,
      ...(own.stage === 'IN_FORCE'
        ? { document: own.document, from: own.from, basedOn: own.basedOn, warnings: own.warnings }
        : {}),
      ...(profile.parent === undefined ? {} : { parent: profile.parent }),
      ...(last === undefined ? {} : { revision: last.revision.toString() }),
      parameters: Object.entries(profile.parameters).map(([name, { value, source, clauses }]) => ({
        name,
        title: PARAMETERS[name as ParameterName].title,
        value,
        source,
        clauses: clauses.map((clause) => ({ ...clause, citation: citation(clause) })),
      })),
    });
  }
}
