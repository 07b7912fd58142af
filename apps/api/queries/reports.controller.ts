/** Reports of a school or a municipality (P1–P7) and the dashboard: as data, and each as a file. */
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { streamOf, YEAR_KINDS, type YearKind } from '@nastavnik/domain';
import { profileOf } from '@nastavnik/evidence';
import type { Actor, Uuid } from '@nastavnik/kernel';
import { After, By, CodeField, PathUuid, problems, WholeField } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import type { SheetFormat } from '@nastavnik/platform/sheets';
import { CampaignResultsQuery, MentoringFactsQuery } from '@nastavnik/read-models';
import { SchoolDirectory } from '../directory';
import { REPORTS, type ReportName } from '../reports';
import { figureBehind, FIGURES } from '../reports/figures';
import { periodOf, type Report, type ReportInput, sheetOf, type WordsTold, yearOf } from '../reports/report';
import * as examples from './examples/reports';
import { answeredAsOf, Fresh, QueryRoute, Reading, seesNames, WithinItsTime } from './reading';
import { ProducesSheet, sendSheet, SheetFormatField } from './sheet-reply';

/** Read models that reports are asked of. */
const MODELS = ['mentoring-facts', 'campaign-register'] as const;
/** Of a report that looks back at every year. */
const FIRST_DAY = '1900-01-01';

export class ReportQuery extends Fresh {
  @Type(() => Number)
  @WholeField({
    min: 2000,
    max: 2100,
    optional: true,
    example: 2021,
    description: 'The year that the day lies in when absent',
  })
  year?: number;
  @CodeField(YEAR_KINDS, {
    optional: true,
    description:
      'CALENDAR when absent; an ACADEMIC year, from 1 September, is named by the year it begins in',
  })
  yearKind?: YearKind;
}
export class ReportFileQuery extends ReportQuery {
  @SheetFormatField()
  format?: SheetFormat;
}
/** What all reports have in common for whoever only passes an answer on. */
type AnyReport = Report<object, unknown>;
/** @throws Problem 404 for a name that is none */
const reportOf = (name: string): AnyReport => {
  if (!Object.hasOwn(REPORTS, name)) {
    throw problems.notFound({ ru: 'Такого отчёта нет.', en: 'There is no such report.' });
  }
  return REPORTS[name as ReportName] as unknown as AnyReport;
};

/** One operation for all of them: what each says is among its examples. */
const answer = {
  content: {
    'application/json': {
      schema: { type: 'object', additionalProperties: true },
      examples: Object.fromEntries(
        Object.entries(examples.reports).map(([name, value]) => [
          name,
          { summary: REPORTS[name as ReportName].title, value },
        ]),
      ),
    },
  },
} as const;

@ApiTags('reports')
@Controller('v1/organisations/:organisationId')
export class ReportsController {
  constructor(
    private readonly reading: Reading,
    private readonly directory: SchoolDirectory,
    private readonly facts: MentoringFactsQuery,
    private readonly campaigns: CampaignResultsQuery,
  ) {}

  @QueryRoute({
    path: 'reports/:report',
    act: 'read-organisation',
    summary: 'A report of the year, with the acts behind its figures',
    description:
      'P1 monitoring, P2 mentor-reports, P3 curator, P4 municipal, P5 targets, P6 upward, P7 retention, and the dashboard. ' +
      'Words of mentors and sensitive categories are told to people of the school alone.',
    answer,
  })
  @ApiParam({ name: 'report', enum: Object.keys(REPORTS) })
  async readReport(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('report') name: string,
    @Query() question: ReportQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const wanted = reportOf(name);
    const { asOf, input } = await this.gathered(wanted, organisationId, question, after, actor, request);
    return answeredAsOf(asOf, input && JSON.stringify(wanted.compose(input)));
  }

  @QueryRoute({
    path: 'figures/:figure',
    act: 'read-organisation',
    summary: 'The acts that a figure counts: streams, days and positions in the log',
    description: 'Codes are those of the aggregates of the report `upward`.',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.figure,
  })
  @ApiParam({ name: 'figure', enum: FIGURES })
  async readFigure(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('figure') name: string,
    @Query() question: ReportQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const code = FIGURES.find((one) => one === name);
    if (code === undefined) {
      throw problems.notFound({ ru: 'Такого показателя нет.', en: 'There is no such figure.' });
    }
    const { asOf, input } = await this.gathered({}, organisationId, question, after, actor, request);
    return answeredAsOf(asOf, input && JSON.stringify(figureBehind(input, code)));
  }

  @Get('reports/:report/export')
  @WithinItsTime()
  @Allow('read-organisation')
  @ApiOperation({
    summary: 'A report as a file, with Russian headings',
    description:
      'XLSX, or CSV with semicolons and a byte order mark. The headers `As-Of` and `As-Of-Time` say which position it speaks of, and when that was recorded.',
  })
  @ProducesSheet()
  async exportReport(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('report') name: string,
    @Query() { format = 'xlsx', ...question }: ReportFileQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = reportOf(name);
    const { asOf, input } = await this.gathered(wanted, organisationId, question, after, actor, request);
    if (input === undefined) throw problems.notYetVisible(BigInt(asOf) + 1n, BigInt(asOf));
    const sheet = sheetOf(wanted, wanted.compose(input));
    await sendSheet(reply, sheet, {
      ...{ format, name, title: wanted.title },
      ...{ asOf, at: this.reading.timeOf(asOf) },
    });
  }

  /** What a report is composed of, as of the position that all its read models have seen. */
  private async gathered(
    { sinceEver, wordsOf }: Pick<AnyReport, 'sinceEver' | 'wordsOf'>,
    organisationId: Uuid,
    { on, year, yearKind = 'CALENDAR' }: ReportQuery,
    after: bigint | undefined,
    actor: Actor,
    request: FastifyRequest,
  ): Promise<{ readonly asOf: string; readonly input: ReportInput | undefined }> {
    const seen = await Promise.all(MODELS.map((model) => this.reading.asOf(model, after)));
    const asOf = seen.reduce((a, b) => (BigInt(a) < BigInt(b) ? a : b));
    const day = on ?? (await this.directory.todayOf(organisationId, request.receivedAt));
    const period = periodOf(year ?? yearOf(yearKind, day), yearKind, day);
    const [found, campaigns, profile] = await Promise.all([
      this.facts.find(organisationId, sinceEver ? { from: FIRST_DAY, until: day } : period),
      this.campaigns.find(organisationId, period),
      profileOf(this.reading.log(), organisationId, day),
    ]);
    if (found === undefined) return { asOf, input: undefined };
    const input: ReportInput = {
      ...found,
      ...{ period, day, campaigns, parameters: profile.parameters, ofSchool: seesNames(actor) },
    };
    // Above the school nobody is shown words: their streams are not read for nothing.
    if (wordsOf === undefined || !input.ofSchool) return { asOf, input };
    const words = await this.words(wordsOf(input), actor);
    return { asOf, input: words === undefined ? input : { ...input, words } };
  }

  /** What mentors of pairs wrote, by position of the act; `undefined` for a reader above the school. */
  private async words(pairs: readonly Uuid[], actor: Actor): Promise<ReportInput['words']> {
    const log = this.reading.log();
    const streams = await Promise.all(pairs.map((pairId) => log.read(streamOf.pair(pairId))));
    const written = streams.flat().flatMap((event) => {
      if (event.type === 'MentorReportSubmitted') return [[event.position, event.data.report] as const];
      if (event.type === 'ReflectionRecorded') return [[event.position, event.data.reflection] as const];
      return [];
    });
    const refs = written.map(([, ref]) => ref);
    const found = await this.reading.words(refs, actor, 'report:words');
    if (found === undefined) return undefined;
    return Object.fromEntries(
      written.map(([position, { recordId }]) => [
        position.toString(),
        (found.get(recordId)?.data ?? {}) as WordsTold,
      ]),
    );
  }
}
