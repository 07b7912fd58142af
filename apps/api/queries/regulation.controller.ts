/** Regulation in force: every parameter with its clause and its source. Read from the log, so always current. */
import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  PARAMETERS,
  type ParameterName,
  regulation,
  type RegulationEvent,
  streamOf,
} from '@nastavnik/domain';
import { profileOf, streamReader } from '@nastavnik/evidence';
import { citation, dateOf, fold, type IsoDate, type Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import { DateField, PathUuid } from '@nastavnik/platform/http';
import { SchoolDirectory } from '../directory';
import { Fresh, QueryRoute } from './reading';

export class RegulationQuery extends Fresh {
  @DateField({ optional: true, example: '2021-03-01', description: 'Day it is asked for; today when absent' })
  on?: IsoDate;
}

@ApiTags('regulations')
@Controller('v1/organisations/:organisationId/regulation')
export class RegulationQueriesController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly directory: SchoolDirectory,
  ) {}

  @QueryRoute({
    path: '',
    act: 'read-regulation',
    summary: 'Regulation in force on a day',
    description:
      'OWN: the document of the organisation says so; INHERITED: that of its municipality; DEFAULT: both are silent.',
    answer: { schema: { type: 'object', additionalProperties: true } },
  })
  async readRegulation(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { on }: RegulationQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const day = on ?? (await this.todayOf(organisationId, request.receivedAt));
    const reader = streamReader(this.store);
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

  private async todayOf(organisationId: Uuid, at: Date): Promise<IsoDate> {
    const origin =
      (await this.directory.originOf('school', organisationId)) ??
      (await this.directory.originOf('municipality', organisationId));
    return dateOf(at.toISOString(), origin?.utcOffsetMinutes ?? 0);
  }
}
