/** Summary of a municipality: counts by school, no people. */
import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Uuid } from '@nastavnik/kernel';
import { After, PathUuid } from '@nastavnik/platform/http';
import { MunicipalitySummaryQuery } from '@nastavnik/read-models';
import { Fresh, QueryRoute, Reading, answeredAsOf } from './reading';
import * as examples from './examples/answers';

@ApiTags('municipalities')
@Controller('v1/municipalities/:municipalityId')
export class SummaryController {
  constructor(
    private readonly reading: Reading,
    private readonly summaries: MunicipalitySummaryQuery,
  ) {}

  @QueryRoute({
    path: 'summary',
    act: 'read-summary',
    summary: 'Counts of mentoring in the schools of a municipality',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.summary,
  })
  async readSummary(
    @Param('municipalityId', PathUuid) municipalityId: Uuid,
    @Query() _fresh: Fresh,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf('municipality-summary', after);
    const found = await this.summaries.find({ municipalityId });
    return answeredAsOf(asOf, found);
  }
}
