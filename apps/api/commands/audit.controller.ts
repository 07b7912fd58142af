/** Sampling audits: an auditor opens one, checks each pair of the sample, records findings, resolves them and closes it; the organisation answers. */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { AuditAct } from '@nastavnik/commands';
import {
  AUDIT_ITEMS,
  type AuditItem,
  FINDING_ANSWERS,
  FINDING_KINDS,
  FINDING_OUTCOMES,
  type FindingAnswer,
  type FindingKind,
  type FindingOutcome,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { CodeField, DateField, PathUuid, TextField, UuidField, WholeField } from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Creating, Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

export class OpenAuditBody extends Creating {
  @TextField({
    max: 64,
    example: 'Тираж 1234 от 30.11.2021',
    description: 'Seed, 8 to 64 characters: a number of a public draw that nobody of the two could choose',
  })
  seed!: string;
  @Type(() => Number)
  @WholeField({ min: 1, max: 10_000, example: 20, description: 'Pairs to draw' })
  size!: number;
}
export class CheckPairBody extends Dated {}
export class AuditFindingBody extends Creating {
  @UuidField({ description: 'Pair of the sample' })
  pairId!: Uuid;
  @CodeField(FINDING_KINDS)
  kind!: FindingKind;
  @CodeField(AUDIT_ITEMS, { description: 'What it is about' })
  item!: AuditItem;
}
export class AuditAnswerBody extends Dated {
  @CodeField(FINDING_ANSWERS)
  answer!: FindingAnswer;
  @DateField({ optional: true, example: '2021-12-20', description: 'Of a promise to correct' })
  dueOn?: IsoDate;
}
export class AuditResolutionBody extends Dated {
  @CodeField(FINDING_OUTCOMES)
  outcome!: FindingOutcome;
}
export class CloseAuditBody extends Dated {
  @TextField({ max: 100, example: '1-А', description: 'Number of the act' })
  number!: string;
}

@ApiTags('audit')
@Controller('v1/organisations/:organisationId/audits')
export class AuditController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: '',
    act: 'conduct-audit',
    summary: 'A sampling audit is opened: its sample is drawn from the pairs the organisation has',
  })
  open(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, ...facts }: OpenAuditBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const auditId = this.acting.newId(sent.stamp, id);
    const data = { organisationId, auditId, ...facts };
    return this.acting.send(AuditAct, { type: 'OpenAudit', data }, auditId, sent);
  }

  @CommandRoute({
    path: ':auditId/pairs/:sampledId/check',
    act: 'conduct-audit',
    summary: 'A pair of the sample is checked: what its regulation demands, at the position of the audit',
  })
  check(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('auditId', PathUuid) auditId: Uuid,
    @Param('sampledId', PathUuid) pairId: Uuid,
    @Body() facts: CheckPairBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, auditId, pairId, ...facts };
    return this.acting.send(AuditAct, { type: 'CheckPair', data }, pairId, sent);
  }

  @CommandRoute({
    path: ':auditId/findings',
    act: 'conduct-audit',
    summary: 'A finding about a pair that has been checked',
  })
  find(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('auditId', PathUuid) auditId: Uuid,
    @Body() { id, ...facts }: AuditFindingBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const findingId = this.acting.newId(sent.stamp, id);
    const data = { organisationId, auditId, findingId, ...facts };
    return this.acting.send(AuditAct, { type: 'RecordAuditFinding', data }, findingId, sent);
  }

  @CommandRoute({
    path: ':auditId/findings/:findingId/answer',
    act: 'answer-audit',
    summary: 'The organisation answers a finding',
  })
  answer(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('auditId', PathUuid) auditId: Uuid,
    @Param('findingId', PathUuid) findingId: Uuid,
    @Body() facts: AuditAnswerBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, auditId, findingId, ...facts };
    return this.acting.send(AuditAct, { type: 'AnswerAuditFinding', data }, findingId, sent);
  }

  @CommandRoute({
    path: ':auditId/findings/:findingId/resolution',
    act: 'conduct-audit',
    summary: 'A finding is confirmed, once answered, or withdrawn',
  })
  resolve(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('auditId', PathUuid) auditId: Uuid,
    @Param('findingId', PathUuid) findingId: Uuid,
    @Body() facts: AuditResolutionBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, auditId, findingId, ...facts };
    return this.acting.send(AuditAct, { type: 'ResolveAuditFinding', data }, findingId, sent);
  }

  @CommandRoute({
    path: ':auditId/act',
    act: 'conduct-audit',
    summary: 'The audit is closed with an act, once every pair is checked and every finding resolved',
  })
  close(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('auditId', PathUuid) auditId: Uuid,
    @Body() facts: CloseAuditBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, auditId, ...facts };
    return this.acting.send(AuditAct, { type: 'CloseAudit', data }, auditId, sent);
  }
}
