/** Papers that the regulations name, as Word files made from the log and the vault. What nobody recorded is left empty and listed. */
import { applyDecorators, Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  agreementPaper,
  campaignPaper,
  CONSENT_FORMS,
  type ConsentForm,
  consentPaper,
  Desk,
  destructionActPaper,
  destructionExtractPaper,
  GAPS,
  givenConsentPaper,
  orderPaper,
  pairMonitoringPaper,
  programmePaper,
  reportPaper,
  type Written,
} from '@nastavnik/documents';
import {
  CONSENT_GIVERS,
  type ConsentGiver,
  MONITORING_KINDS,
  type MonitoringKind,
} from '@nastavnik/domain/vocabulary';
import { streamReader } from '@nastavnik/evidence';
import type { Actor, Uuid } from '@nastavnik/kernel';
import { DOCX, writePaper } from '@nastavnik/platform/documents';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import { attachment, By, CodeField, PathCode, PathUuid, Problem, problems } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import { Vault } from '@nastavnik/platform/vault';
import { SchoolDirectory } from '../directory';
import { accessOf, PersonalData } from '../personal-data';
import type { policy } from '../policy';
import { seesNames } from '../queries/reading';

/** Declares a paper. */
const PaperRoute = (route: {
  readonly path: string;
  readonly act: keyof typeof policy;
  readonly summary: string;
}): MethodDecorator =>
  applyDecorators(
    Get(route.path),
    Allow(route.act),
    ApiOperation({
      summary: route.summary,
      description:
        'A Word file, the same bytes for the same facts. What was not recorded is an empty line for the hand; `Document-Missing` lists its kinds: `signatory-name, address`.',
    }),
    ApiProduces(DOCX),
    ApiOkResponse({
      description: 'The file; its name says what kind of paper it is and names nobody',
      content: { [DOCX]: { schema: { type: 'string', format: 'binary' } } },
      headers: {
        ETag: { description: 'SHA-256 of the file, hex, quoted', schema: { type: 'string' } },
        'Document-Missing': {
          description: `What is left to be filled in by hand, by kind: ${Object.keys(GAPS).join(', ')}`,
          schema: { type: 'string', example: 'signatory-name, address' },
        },
      },
    }),
  );

export class ConsentBlankQuestion {
  @CodeField(CONSENT_GIVERS, { optional: true, description: 'Who is to sign; the participant when absent' })
  by?: ConsentGiver;
}

@ApiTags('documents')
@Controller('v1')
export class DocumentsController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly directory: SchoolDirectory,
    private readonly data: PersonalData,
  ) {}

  @PaperRoute({
    path: 'organisations/:organisationId/orders/:orderId/document',
    act: 'print-order',
    summary: 'An order with its annex and the sheet of those who have read it',
  })
  order(
    @Param('organisationId', PathUuid) _organisationId: Uuid,
    @Param('orderId', PathUuid) orderId: Uuid,
    @By() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('order', actor, reply, (desk) => orderPaper(desk, orderId));
  }

  @PaperRoute({
    path: 'schools/:schoolId/participants/:participantId/consents/:consentId/document',
    act: 'print-consent',
    summary: 'A consent as it was given',
  })
  consent(
    @Param('schoolId', PathUuid) _schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Param('consentId', PathUuid) consentId: Uuid,
    @By() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('consent', actor, reply, (desk) => givenConsentPaper(desk, participantId, consentId));
  }

  @PaperRoute({
    path: 'schools/:schoolId/participants/:participantId/consent-blanks/:form/document',
    act: 'print-consent',
    summary: 'A consent to be signed: PARTICIPATION, PERSONAL_DATA, DISTRIBUTION, or DUTIES of an employee',
  })
  async blank(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Param('form', new PathCode(CONSENT_FORMS)) form: ConsentForm,
    @Query() { by = 'SELF' }: ConsentBlankQuestion,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asOf = await this.directory.todayOf(schoolId, request.receivedAt);
    await this.send('consent', actor, reply, (desk) =>
      consentPaper(desk, { schoolId, participantId, form, by, asOf }),
    );
  }

  @PaperRoute({
    path: 'schools/:schoolId/agreements/:agreementId/document',
    act: 'print-agreement',
    summary: 'An agreement on cooperation, or the addendum to an employment contract',
  })
  agreement(
    @Param('schoolId', PathUuid) _schoolId: Uuid,
    @Param('agreementId', PathUuid) agreementId: Uuid,
    @By() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('agreement', actor, reply, (desk) => agreementPaper(desk, agreementId));
  }

  @PaperRoute({
    path: 'schools/:schoolId/participants/:participantId/destruction/document',
    act: 'read-destructions',
    summary: 'The destruction act of an erasure (Роскомнадзор № 179)',
  })
  async destruction(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @By() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const destruction = await this.data.destructionOf(schoolId, participantId);
    await this.send('destruction', actor, reply, async (desk) => destructionActPaper(desk, destruction));
  }

  @PaperRoute({
    path: 'schools/:schoolId/participants/:participantId/destruction/extract/document',
    act: 'read-destructions',
    summary: 'The extract of the event log that goes with a destruction act',
  })
  async destructionExtract(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @By() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const destruction = await this.data.destructionOf(schoolId, participantId);
    await this.send('destruction-extract', actor, reply, async (desk) =>
      destructionExtractPaper(desk, destruction),
    );
  }

  @PaperRoute({
    path: 'pairs/:pairId/programme/document',
    act: 'print-programme',
    summary: 'The personalised programme of a pair',
  })
  programme(
    @Param('pairId', PathUuid) pairId: Uuid,
    @By() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('programme', actor, reply, (desk) => programmePaper(desk, pairId), notYet());
  }

  @PaperRoute({
    path: 'pairs/:pairId/reports/:mentorId/document',
    act: 'print-report',
    summary: 'The report of a mentor',
  })
  report(
    @Param('pairId', PathUuid) pairId: Uuid,
    @Param('mentorId', PathUuid) mentorId: Uuid,
    @By() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('report', actor, reply, (desk) => reportPaper(desk, pairId, mentorId), notYet());
  }

  @PaperRoute({
    path: 'pairs/:pairId/monitoring/:kind/document',
    act: 'print-report',
    summary: 'The note on a monitoring of a pair: INTERIM or FINAL',
  })
  monitoring(
    @Param('pairId', PathUuid) pairId: Uuid,
    @Param('kind', new PathCode(MONITORING_KINDS)) kind: MonitoringKind,
    @By() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('monitoring', actor, reply, (desk) => pairMonitoringPaper(desk, pairId, kind), notYet());
  }

  @PaperRoute({
    path: 'organisations/:organisationId/campaigns/:campaignId/document',
    act: 'read-organisation',
    summary: 'The note on a campaign of monitoring that was consolidated',
  })
  campaign(
    @Param('organisationId', PathUuid) _organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @By() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.send('campaign', actor, reply, (desk) => campaignPaper(desk, campaignId));
  }

  /** @throws `absent` where there is nothing to write the paper from */
  private async send(
    kind: string,
    actor: Actor,
    reply: FastifyReply,
    write: (desk: Desk) => Promise<Written | undefined>,
    absent: Problem = problems.notFound({
      ru: 'Записи, по которой составляется документ, нет.',
      en: 'There is no record to make this document from.',
    }),
  ): Promise<void> {
    const written = await write(
      new Desk({
        reader: streamReader(this.store),
        vault: this.vault,
        access: accessOf(actor, `document:${kind}`),
        named: seesNames(actor),
      }),
    );
    if (written === undefined) throw absent;
    const bytes = await writePaper(written.paper);
    await reply
      .headers({
        'content-type': DOCX,
        'content-disposition': attachment(`${kind}.docx`, written.fileName),
        etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
        'document-missing': written.missing.join(', '),
      })
      .send(bytes);
  }
}

/** The pair is there, and what the paper tells of has not happened in it. */
const notYet = (): Problem =>
  new Problem({
    status: 409,
    slug: 'nothing-to-print',
    title: { ru: 'Составлять документ ещё не из чего', en: 'There is nothing to make the document from yet' },
    detail: {
      ru: 'Программа составляется по закреплённой паре, отчёт и справка – когда они внесены. Сначала внесите их.',
      en: 'A programme is made of a pair fixed by order, a report and a note of what was recorded. Record it first.',
    },
  });
