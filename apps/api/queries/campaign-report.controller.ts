/** The report of a consolidated campaign as a file: XML by its schema, the one that is sent, and a sheet for people. */
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { NO_DATA_RU, streamOf, type Total } from '@nastavnik/domain';
import { type MonitoringReport, monitoringReport, reportXml, sha256Of } from '@nastavnik/evidence';
import type { Uuid } from '@nastavnik/kernel';
import { After, attachment, CodeField, PathUuid, problems } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import { type Sheet, SHEET_FORMATS, writeSheet } from '@nastavnik/platform/sheets';
import { Reading, Seen } from './reading';

const FORMATS = { xml: 'application/xml; charset=utf-8', xlsx: SHEET_FORMATS.xlsx } as const;
type ReportFormat = keyof typeof FORMATS;

export class ReportFormatQuery extends Seen {
  @CodeField(Object.keys(FORMATS) as ReportFormat[], { optional: true, description: 'xml by default' })
  format?: ReportFormat;
}

interface ReportRow {
  readonly title: string;
  readonly part?: string | undefined;
  readonly schools: number;
  readonly numerator?: number | null | undefined;
  readonly denominator?: number | null | undefined;
  readonly value: number | string | null;
  readonly target?: number | undefined;
}
const valueOf = ({ value }: Total): Pick<ReportRow, 'numerator' | 'denominator' | 'value'> => {
  switch (value.kind) {
    case 'SHARE':
      return {
        ...{ numerator: value.numerator, denominator: value.denominator },
        value:
          value.denominator === 0 ? null : Math.round((10_000 * value.numerator) / value.denominator) / 100,
      };
    case 'NUMBER':
      return { value: value.number };
    case 'CHANGE':
      return { value: `${value.before} → ${value.after} ${value.unit}` };
    case 'LEVELS':
      return {
        value: Object.entries(value.count)
          .map(([level, count]) => `${level}: ${count}`)
          .join('; '),
      };
  }
};

/** The same report as rows with Russian headings. */
export const reportSheet = ({ consolidated, titles }: MonitoringReport): Sheet<ReportRow> => ({
  title: 'Отчёт о мониторинге',
  columns: [
    { heading: 'Показатель', width: 60, cell: ({ title }) => title },
    { heading: 'Часть', width: 20, cell: ({ part }) => part ?? null },
    { heading: 'Организаций', cell: ({ schools }) => schools },
    { heading: 'Числитель', cell: ({ numerator }) => numerator ?? null },
    { heading: 'Знаменатель', cell: ({ denominator }) => denominator ?? null },
    { heading: 'Значение', width: 24, cell: ({ value }) => value },
    { heading: 'Цель', cell: ({ target }) => target ?? null },
  ],
  rows: [
    ...consolidated.totals.map((total) => ({
      ...{ title: titles.get(total.indicator) ?? total.indicator, part: total.part, schools: total.schools },
      ...{ ...valueOf(total), target: total.target?.atLeastPercent },
    })),
    ...(consolidated.computed ?? []).map(
      ({ indicator, schools, numerator, denominator, value, noData, target }) => ({
        ...{ title: titles.get(indicator) ?? indicator, schools, numerator, denominator },
        ...{ value: noData === undefined ? value : NO_DATA_RU[noData.why], target: target?.atLeast },
      }),
    ),
  ],
});

@ApiTags('campaigns')
@Controller('v1/organisations/:organisationId/campaigns/:campaignId/report')
export class CampaignReportController {
  constructor(private readonly reading: Reading) {}

  @Get()
  @Allow('read-report-file')
  @ApiOperation({
    summary: 'The consolidated report as a file: XML by `docs/schemas/monitoring-report-1.xsd`, or XLSX',
    description:
      'The XML has the same bytes whenever it is asked for; `Repr-Digest` is its SHA-256, which the event of the sending says.',
  })
  @ApiProduces(...Object.values(FORMATS))
  @ApiOkResponse({
    content: Object.fromEntries(
      Object.values(FORMATS).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
    ),
  })
  async readReportFile(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Query() { format = 'xml' }: ReportFormatQuery,
    @After() _after: bigint | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const report = monitoringReport(await this.reading.log().read(streamOf.campaign(campaignId)));
    if (report?.opened.organisationId !== organisationId) {
      throw problems.notFound({
        ru: 'Мониторинг не сведён: отчёта ещё нет.',
        en: 'The campaign is not consolidated: there is no report yet.',
      });
    }
    const bytes =
      format === 'xml' ? Buffer.from(reportXml(report)) : await writeSheet(reportSheet(report), 'xlsx');
    const name = `monitoring-${report.opened.year}`;
    await reply
      .headers({
        'content-type': FORMATS[format],
        'content-disposition': attachment(`${name}.${format}`),
        'repr-digest': `sha-256=:${Buffer.from(sha256Of(bytes), 'hex').toString('base64')}:`,
      })
      .send(bytes);
  }
}
