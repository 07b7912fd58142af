/** Report P8: every act that touched a pair judged again by the rules then in force; what was found wrong over a school or a municipality. */
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { FastifyReply } from 'fastify';
import { idOf } from '@nastavnik/domain';
import { auditPair, pairAuditor, streamReader, upTo } from '@nastavnik/evidence';
import { type Actor, type IsoDate, type Json, type Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import { After, By, PathUuid, problems, TextField, WholeField } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import type { Sheet, SheetFormat } from '@nastavnik/platform/sheets';
import { eventIndex, EventIndexQuery, type IndexedPair } from '@nastavnik/read-models';
import * as examples from './examples/answers';
import { Fresh, QueryRoute, Reading, seesNames, WithinItsTime, withoutSensitive } from './reading';
import { ProducesSheet, sendSheet, SheetFormatField } from './sheet-reply';

/** Pairs that one page judges. */
const USUAL_PAGE = 50;

export class FindingsQuestion extends Fresh {
  @Type(() => Number)
  @WholeField({
    min: 1,
    max: 200,
    optional: true,
    example: USUAL_PAGE,
    description: 'Pairs judged for this page; as many findings as they have',
  })
  limit?: number;
  @TextField({
    max: 60,
    optional: true,
    pattern: /^\d{1,18}\.pair-[0-9a-f-]{36}$/,
    description: '`next` of the page before: the pairs after, as of the same position',
  })
  cursor?: string;
}
export class FindingsFileQuestion extends Fresh {
  @SheetFormatField()
  format?: SheetFormat;
}

/** One thing wrong with one act that touched a pair. No names: pairs and acts are told by their ids. */
interface FindingRow {
  readonly pairId: Uuid;
  readonly schoolId: Uuid;
  readonly stream: string;
  readonly revision: string;
  readonly position: string;
  readonly type: string;
  readonly title: string;
  readonly effectiveOn: IsoDate;
  readonly recordedAt: string;
  readonly rule: string;
  readonly clauses: readonly string[];
  readonly message: string;
  readonly detail: Json;
}
interface Judged {
  readonly acts: number;
  readonly findings: readonly FindingRow[];
}

const sheetOf = (rows: readonly FindingRow[]): Sheet<FindingRow> => ({
  title: 'Нарушения',
  columns: [
    { heading: 'Школа', cell: ({ schoolId }) => schoolId },
    { heading: 'Пара', cell: ({ pairId }) => pairId },
    { heading: 'Событие', cell: ({ title }) => title },
    { heading: 'Действует', date: true, cell: ({ effectiveOn }) => effectiveOn },
    { heading: 'Записано', date: true, cell: ({ recordedAt }) => recordedAt.slice(0, 10) },
    { heading: 'Место в журнале', cell: ({ position }) => position },
    { heading: 'Пункты', cell: ({ clauses }) => clauses.join('; ') },
    { heading: 'Нарушение', cell: ({ message }) => message },
    { heading: 'Правило', cell: ({ rule }) => rule },
  ],
  rows,
});

@ApiTags('audit')
@Controller('v1')
export class ComplianceController {
  constructor(
    private readonly reading: Reading,
    private readonly index: EventIndexQuery,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @QueryRoute({
    path: 'pairs/:pairId/compliance',
    act: 'read-compliance',
    summary:
      'Report P8: every act that touched a pair judged again by the rules then in force, with clause, evidence and verdict',
    description:
      'Its own acts, the orders that name it, consents and agreements of its members, in the order of the log. Each act is decided once more on the state, the regulation and the evidence of its own moment, read from the log; `VIOLATES` where the rules refuse it, where something else should have been recorded, or where a document it cites is not there.',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.compliance,
  })
  async compliance(
    @Param('pairId', PathUuid) pairId: Uuid,
    @Query() _fresh: Fresh,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    const asOf = await this.reading.asOf(eventIndex.name, after);
    const audit = await auditPair(
      upTo(streamReader(this.store), BigInt(asOf)),
      pairId,
      this.reading.moment,
      await this.index.naming(pairId),
    );
    if (audit === undefined || audit.events.length === 0) {
      throw this.reading.ofThePast
        ? problems.notFound({
            ru: 'На эту дату такой записи ещё не было.',
            en: 'There was no such record as of that day.',
          })
        : problems.notYetVisible(BigInt(asOf) + 1n, BigInt(asOf));
    }
    const acts = audit.events;
    const broken = audit.broken ?? null;
    return JSON.stringify({
      asOf,
      pairId,
      complies: broken === null && acts.every(({ verdict }) => verdict === 'STANDS'),
      broken,
      acts: seesNames(actor) ? acts : withoutSensitive(acts),
    });
  }

  @QueryRoute({
    path: 'organisations/:organisationId/findings',
    act: 'read-compliance',
    summary:
      'What is wrong with the acts that touched the pairs of a school, or of the schools of a municipality',
    description:
      'A page judges so many pairs and tells what it found in them, possibly nothing; follow `next` to the end. An act that touched several pairs is told with each of them. Pairs and acts are told by their ids.',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.findings,
  })
  async findings(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { limit = USUAL_PAGE, cursor }: FindingsQuestion,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    const seen = await this.reading.asOf(eventIndex.name, after);
    const [asOf, last] = cursor === undefined ? [seen, undefined] : (cursor.split('.') as [string, string]);
    const pairs = await this.index.pairsOf({
      ...{ organisationId, upTo: BigInt(asOf), limit },
      ...(last === undefined ? {} : { after: last }),
    });
    const { acts, findings } = await this.judged(pairs, BigInt(asOf), actor);
    return JSON.stringify({
      asOf,
      judged: { pairs: pairs.length, acts },
      items: findings,
      next: pairs.length < limit ? null : `${asOf}.${pairs.at(-1)!.stream}`,
    });
  }

  @Get('organisations/:organisationId/findings/export')
  @WithinItsTime()
  @Allow('read-compliance')
  @ApiOperation({
    summary: 'All of them as a file, with Russian headings',
    description: 'XLSX, or CSV with semicolons and a byte order mark.',
  })
  @ProducesSheet()
  async exportFindings(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { format = 'xlsx' }: FindingsFileQuestion,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asOf = await this.reading.asOf(eventIndex.name, after);
    const rows: FindingRow[] = [];
    let page: readonly IndexedPair[];
    let last: string | undefined;
    do {
      page = await this.index.pairsOf({
        ...{ organisationId, upTo: BigInt(asOf), limit: USUAL_PAGE },
        ...(last === undefined ? {} : { after: last }),
      });
      rows.push(...(await this.judged(page, BigInt(asOf), actor)).findings);
      last = page.at(-1)?.stream;
    } while (page.length === USUAL_PAGE);
    await sendSheet(reply, sheetOf(rows), {
      ...{ format, name: 'findings', title: 'Нарушения' },
      ...{ asOf, at: this.reading.timeOf(asOf) },
    });
  }

  /** One picture of the log for all of them: what they have in common is read once. */
  private async judged(pairs: readonly IndexedPair[], position: bigint, actor: Actor): Promise<Judged> {
    const auditOf = pairAuditor(upTo(streamReader(this.store), position));
    const findings: FindingRow[] = [];
    let acts = 0;
    for (const { stream: own, schoolId } of pairs) {
      const pairId = idOf(own);
      const audit = await auditOf(pairId, this.reading.moment, await this.index.naming(pairId));
      for (const event of audit?.events ?? []) {
        acts++;
        const { stream, revision, position, type, title, effectiveOn, recordedAt } = event;
        findings.push(
          ...event.findings.map(({ rule, clauses, message, detail = null }) => ({
            ...{ pairId, schoolId, stream, revision, position, type, title, effectiveOn, recordedAt },
            ...{ rule, clauses, message, detail },
          })),
        );
      }
    }
    return { acts, findings: seesNames(actor) ? findings : withoutSensitive(findings) };
  }
}
