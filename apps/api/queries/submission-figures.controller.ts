/** Figures of monitoring led back to the acts they count, submissions compared, and a consolidated figure school by school; from the log itself. */
import { Controller, Inject, Param, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { type DomainEvents, streamOf } from '@nastavnik/domain';
import {
  type CountedSubmission,
  figureOf,
  readSchoolPast,
  streamReader,
  submissionIn,
  submissionsCompared,
  type Submitted,
} from '@nastavnik/evidence';
import type { IsoDate, Recorded, Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import { After, PathUuid, problems, UuidField, WholeField } from '@nastavnik/platform/http';
import { eventIndex, EventIndexQuery } from '@nastavnik/read-models';
import * as examples from './examples/figures';
import { answeredAsOf, Fresh, QueryRoute, Reading } from './reading';

const version = (description: string) =>
  WholeField({ min: 1, max: 10_000, optional: true, example: 2, description });

export class FigureQuery extends Fresh {
  @Type(() => Number)
  @version('Of the submission; the last when absent')
  version?: number;
}
export class ComparisonQuery extends FigureQuery {
  @Type(() => Number)
  @version(
    'Of the submission that came before: when absent, the version before, or the last of the other campaign',
  )
  withVersion?: number;
  @UuidField({
    optional: true,
    description: 'Another campaign that asked this school, with an indicator in common',
  })
  withCampaignId?: Uuid;
}

const answer = { schema: { type: 'object', additionalProperties: true } } as const;
const unasked = () =>
  problems.notFound({
    ru: 'В этом мониторинге такого показателя нет.',
    en: 'The campaign does not ask for this indicator.',
  });
const noSuch = () =>
  problems.notFound({
    ru: 'Организация таких сведений не представляла.',
    en: 'The school has made no such submission.',
  });

@ApiTags('campaigns')
@Controller('v1/organisations/:organisationId/campaigns/:campaignId')
export class SubmissionFiguresController {
  constructor(
    private readonly reading: Reading,
    private readonly index: EventIndexQuery,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @QueryRoute({
    path: 'submissions/:schoolId/figures/:indicator',
    act: 'read-organisation',
    summary: 'What a figure of a submission counts: pairs, people and orders, with stream, day and position',
    description:
      'Counted again as of the snapshot day and as known at the position that the submission was counted at: acts recorded later change nothing, whatever day they are dated.',
    answer,
    example: examples.figure,
  })
  @ApiParam({ name: 'indicator', schema: { type: 'string' }, example: 'PAIRS' })
  async readSubmissionFigure(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('indicator') indicator: string,
    @Query() { version, on }: FigureQuery,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf(eventIndex.name, after);
    const found = submissionIn(
      await this.asking(organisationId, campaignId, schoolId, on),
      schoolId,
      version,
    );
    if (found === undefined) throw noSuch();
    const { opened, made, past } = await this.counted(found);
    const figure = figureOf(found, indicator, past);
    if (figure === undefined) throw unasked();
    return answeredAsOf(
      asOf,
      JSON.stringify({
        ...{ campaignId, schoolId, version: made.version, submittedOn: made.effectiveOn, year: opened.year },
        counted: made.counts === undefined ? null : { on: made.counts.on, position: made.counts.position },
        ...figure,
      }),
    );
  }

  @QueryRoute({
    path: 'submissions/:schoolId/comparison',
    act: 'read-organisation',
    summary: 'Two submissions of a school beside each other: both values, and what was added and removed',
    description:
      'Two versions in one campaign, or the submissions of two campaigns that have an indicator in common by the same definition.',
    answer,
    example: examples.comparison,
  })
  async compareSubmissions(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Query() { version, withVersion, withCampaignId, on }: ComparisonQuery,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf(eventIndex.name, after);
    const events = await this.asking(organisationId, campaignId, schoolId, on);
    const later = submissionIn(events, schoolId, version);
    if (later === undefined) throw noSuch();
    const elsewhere = withCampaignId !== undefined && withCampaignId !== campaignId;
    const earlier = submissionIn(
      elsewhere ? await this.asking(schoolId, withCampaignId, schoolId, on) : events,
      schoolId,
      withVersion ?? (elsewhere ? undefined : later.made.version - 1),
    );
    if (earlier === undefined) throw noSuch();
    const [was, is] = await Promise.all([this.counted(earlier), this.counted(later)]);
    const compared = submissionsCompared(was, is);
    if (compared.differences.length === 0) {
      throw problems.badRequest([
        {
          parameter: 'withCampaignId',
          detail: {
            ru: 'у мониторингов нет общих показателей',
            en: 'the campaigns have no indicator in common',
          },
        },
      ]);
    }
    const side = ({ opened, made }: Submitted) => ({
      ...{ campaignId: opened.campaignId, version: made.version, submittedOn: made.effectiveOn },
      counted: made.counts === undefined ? null : { on: made.counts.on, position: made.counts.position },
    });
    return answeredAsOf(
      asOf,
      JSON.stringify({ schoolId, before: side(earlier), after: side(later), ...compared }),
    );
  }

  @QueryRoute({
    path: 'figures/:indicator',
    act: 'read-organisation',
    summary: 'A figure of the campaign school by school: what the total is the sum of',
    description: 'Of whoever leads the campaign. Each school’s own figure leads on to the acts.',
    answer,
    example: examples.bySchool,
  })
  @ApiParam({ name: 'indicator', schema: { type: 'string' }, example: 'PAIRS' })
  async readCampaignFigure(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Param('indicator') indicator: string,
    @Query() { on }: Fresh,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf(eventIndex.name, after);
    const events = await this.eventsOf(campaignId, on);
    const opened = events.find((event) => event.type === 'CampaignOpened')?.data;
    if (opened?.organisationId !== organisationId) throw unasked();
    const summedUp = events.find((event) => event.type === 'CampaignConsolidated')?.data;
    const accepted = events.flatMap((event) => (event.type === 'SubmissionAccepted' ? [event.data] : []));
    const schools = accepted.flatMap(({ schoolId, version }) => {
      const found = submissionIn(events, schoolId, version);
      const figure = found && figureOf(found, indicator, undefined);
      return figure === undefined
        ? []
        : [{ schoolId, version, title: figure.title, computed: figure.computed, told: figure.told }];
    });
    if (accepted.length > 0 && schools.length === 0) throw unasked();
    return answeredAsOf(
      asOf,
      JSON.stringify({
        ...{ campaignId, indicator, title: schools[0]?.title ?? null },
        consolidatedOn: summedUp?.effectiveOn ?? null,
        computed: summedUp?.computed?.find((one) => one.indicator === indicator) ?? null,
        totals: (summedUp?.totals ?? []).filter((one) => one.indicator === indicator),
        schools: schools.map(({ title: _, ...one }) => one),
      }),
    );
  }

  /** Events of a campaign; as of a day where one is asked. */
  private async eventsOf(
    campaignId: Uuid,
    on: IsoDate | undefined,
  ): Promise<readonly Recorded<DomainEvents>[]> {
    const events = await this.reading.log().read(streamOf.campaign(campaignId));
    return on === undefined ? events : events.filter(({ data }) => data.effectiveOn <= on);
  }

  /** Those of a campaign that asks the school. @throws Problem 404 where it is not this organisation's, nor asks it */
  private async asking(
    organisationId: Uuid,
    campaignId: Uuid,
    schoolId: Uuid,
    on: IsoDate | undefined,
  ): Promise<readonly Recorded<DomainEvents>[]> {
    const events = await this.eventsOf(campaignId, on);
    const opened = events.find((event) => event.type === 'CampaignOpened')?.data;
    const known =
      opened?.schoolIds.includes(schoolId) === true &&
      (opened.organisationId === organisationId || organisationId === schoolId);
    if (!known) throw noSuch();
    return events;
  }

  /** With the past that it was counted from. @throws Problem 504 while the index of events is behind the position it was counted at */
  private async counted(submitted: Submitted): Promise<CountedSubmission> {
    const { schoolId, counts } = submitted.made;
    if (counts === undefined) return { ...submitted, past: undefined };
    const position = BigInt(counts.position);
    await this.reading.asOf(eventIndex.name, position);
    const streams = await this.index.streamsOf(schoolId, position);
    const past = await readSchoolPast(streamReader(this.store), schoolId, streams, {
      on: counts.on,
      position,
    });
    return { ...submitted, past };
  }
}
