/** Campaigns of monitoring: whose figures are in, late or missing, and what came of them. */
import { Controller, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Uuid } from '@nastavnik/kernel';
import { After, PathUuid } from '@nastavnik/platform/http';
import { CampaignQuery, CampaignRegisterQuery } from '@nastavnik/read-models';
import { plain } from '../commands/acting';
import { SchoolDirectory } from '../directory';
import { Fresh, Paged, QueryRoute, Reading, answeredAsOf } from './reading';
import { RegisterPage } from './registers.controller';
import * as examples from './examples/answers';
import * as registerExamples from './examples/registers';

const MODEL = 'campaign-register';

@ApiTags('campaigns')
@Controller('v1/organisations/:organisationId/campaigns')
export class CampaignQueriesController {
  constructor(
    private readonly reading: Reading,
    private readonly directory: SchoolDirectory,
    private readonly campaigns: CampaignRegisterQuery,
    private readonly one: CampaignQuery,
  ) {}

  @QueryRoute({
    path: '',
    act: 'read-organisation',
    summary: 'Campaigns of the organisation; for a school, those too that ask it',
    description: 'A school sees its own submission alone.',
    answer: { type: RegisterPage },
    example: registerExamples.campaignsPage,
  })
  async readCampaigns(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { after: _after, on, ...question }: Paged,
    @After() after: bigint | undefined,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const asOf = await this.reading.asOf(MODEL, after);
    const day = on ?? (await this.directory.todayOf(organisationId, request.receivedAt));
    const page = await this.reading.page(() =>
      this.campaigns.find({ organisationId, on: day, ...plain(question) }),
    );
    return answeredAsOf(asOf, page);
  }

  @QueryRoute({
    path: ':campaignId',
    act: 'read-organisation',
    summary: 'One campaign of the organisation with every version of every submission',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.campaign,
  })
  async readCampaign(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Query() { on }: Fresh,
    @After() after: bigint | undefined,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const asOf = await this.reading.asOf(MODEL, after);
    const day = on ?? (await this.directory.todayOf(organisationId, request.receivedAt));
    const found = await this.one.find({ campaignId, organisationId, on: day });
    return answeredAsOf(asOf, found);
  }
}
