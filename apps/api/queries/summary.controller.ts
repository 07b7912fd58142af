/** Summary of a municipality: counts by school, no people. */
import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Uuid } from '@nastavnik/kernel';
import { After, PathUuid, problems } from '@nastavnik/platform/http';
import { MunicipalitySummaryQuery } from '@nastavnik/read-models';
import { Fresh, QueryRoute, Reading } from './reading';

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
  })
  async readSummary(
    @Param('municipalityId', PathUuid) municipalityId: Uuid,
    @Query() _fresh: Fresh,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf('municipality-summary', after);
    const found = await this.summaries.find({ municipalityId });
    if (found === undefined) throw problems.notYetVisible(BigInt(asOf) + 1n, BigInt(asOf));
    return `{"asOf":${JSON.stringify(asOf)},${found.slice(1)}`;
  }
}
