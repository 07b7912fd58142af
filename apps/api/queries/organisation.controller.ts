/** What a school or a municipality leads mentoring by: roadmaps, documents, stages, people and bodies, work with others. */
import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import type { FastifyRequest } from 'fastify';
import type { ProfileInForce } from '@nastavnik/domain';
import { profileOf } from '@nastavnik/evidence';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { After, FlagField, PathUuid } from '@nastavnik/platform/http';
import { LeadershipQuery, type OrganisationRecord, RoadmapControlQuery } from '@nastavnik/read-models';
import { SchoolDirectory } from '../directory';
import { documentList, leadershipOf, workWithOthers } from './leadership';
import { Fresh, QueryRoute, Reading, answeredAsOf } from './reading';
import * as examples from './examples/answers';

export class RoadmapControlParameters extends Fresh {
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @FlagField({ optional: true, description: 'Only what is late and not done' })
  overdue?: boolean;
}

@ApiTags('organisations')
@Controller('v1/organisations/:organisationId')
export class OrganisationQueriesController {
  constructor(
    private readonly reading: Reading,
    private readonly directory: SchoolDirectory,
    private readonly roadmaps: RoadmapControlQuery,
    private readonly records: LeadershipQuery,
  ) {}

  @QueryRoute({
    path: 'roadmap-control',
    act: 'read-organisation',
    summary: 'Every item and term the organisation answers for, done or late on a day',
    description: 'A municipality sees the terms of its schools beside its own.',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.roadmapControl,
  })
  async readRoadmapControl(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { on, overdue }: RoadmapControlParameters,
    @After() after: bigint | undefined,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const asOf = await this.reading.asOf('roadmap-control', after);
    const day = on ?? (await this.directory.todayOf(organisationId, request.receivedAt));
    const found = await this.roadmaps.find({ organisationId, on: day, overdue: overdue === true });
    return answeredAsOf(asOf, found);
  }

  @QueryRoute({
    path: 'documents',
    act: 'read-organisation',
    summary: 'Documents the regulation requires: there or missing',
    description: 'Orders, the regulation and the roadmap count by themselves.',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.documents,
  })
  readDocuments(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { on }: Fresh,
    @After() after: bigint | undefined,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    return this.recorded(organisationId, on, after, request, documentList);
  }

  @QueryRoute({
    path: 'leadership',
    act: 'read-organisation',
    summary: 'Stages, bodies, working group and responsible persons',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.leadership,
  })
  readLeadership(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { on }: Fresh,
    @After() after: bigint | undefined,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    return this.recorded(organisationId, on, after, request, leadershipOf);
  }

  @QueryRoute({
    path: 'work-with-others',
    act: 'read-organisation',
    summary: 'Interactions by level, agreements with partners, help given',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.workWithOthers,
  })
  readWorkWithOthers(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { on }: Fresh,
    @After() after: bigint | undefined,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    return this.recorded(organisationId, on, after, request, (own, _, parameters, day) =>
      workWithOthers(own, parameters, day),
    );
  }

  private async recorded(
    organisationId: Uuid,
    on: IsoDate | undefined,
    after: bigint | undefined,
    request: FastifyRequest,
    answer: (
      own: OrganisationRecord,
      schools: readonly OrganisationRecord[],
      parameters: ProfileInForce['parameters'],
      on: IsoDate,
    ) => object,
  ): Promise<string> {
    const asOf = await this.reading.asOf('leadership', after);
    const day = on ?? (await this.directory.todayOf(organisationId, request.receivedAt));
    const [found, profile] = await Promise.all([
      this.records.find(organisationId, day),
      profileOf(this.reading.log(), organisationId, day),
    ]);
    return answeredAsOf(
      asOf,
      found && JSON.stringify(answer(found.own, found.schools, profile.parameters, day)),
    );
  }
}
