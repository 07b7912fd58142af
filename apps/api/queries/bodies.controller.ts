/** What councils did, who was rewarded (a school or a municipality), and what a school was asked to consider. */
import { Controller, Param, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AWARD_KINDS, type AwardKind } from '@nastavnik/domain/vocabulary';
import type { Actor, Uuid } from '@nastavnik/kernel';
import { After, By, CodeField, PathUuid, UuidField } from '@nastavnik/platform/http';
import {
  APPEAL_KINDS,
  APPEAL_SORTS,
  APPEAL_STATUSES,
  type AppealKind,
  AppealRegisterQuery,
  AUDIT_SORTS,
  AUDIT_STATUSES,
  AuditRegisterQuery,
  type AuditStatus,
  type AppealStatus,
  AWARD_SORTS,
  AWARD_STATUSES,
  AwardRegisterQuery,
  type AwardStatus,
  COUNCIL_SORTS,
  CouncilRegisterQuery,
  parse,
} from '@nastavnik/read-models';
import { plain } from '../commands/acting';
import { Paged, QueryRoute, Reading } from './reading';
import { directions, RegisterPage } from './registers.controller';
import * as registerExamples from './examples/registers';

export class AppealsQuery extends Paged {
  @CodeField(APPEAL_KINDS, { optional: true })
  kind?: AppealKind;
  @CodeField(APPEAL_STATUSES, { optional: true })
  status?: AppealStatus;
  @CodeField(directions(APPEAL_SORTS), { optional: true })
  sort?: (typeof APPEAL_SORTS)[number] | `-${(typeof APPEAL_SORTS)[number]}`;
}
export class AwardsQuery extends Paged {
  @CodeField(AWARD_STATUSES, { optional: true })
  status?: AwardStatus;
  @CodeField(AWARD_KINDS, { optional: true })
  kind?: AwardKind;
  @UuidField({ optional: true })
  recipientId?: Uuid;
  @CodeField(directions(AWARD_SORTS), { optional: true })
  sort?: (typeof AWARD_SORTS)[number] | `-${(typeof AWARD_SORTS)[number]}`;
}
export class AuditsQuery extends Paged {
  @CodeField(AUDIT_STATUSES, { optional: true })
  status?: AuditStatus;
  @CodeField(directions(AUDIT_SORTS), { optional: true })
  sort?: (typeof AUDIT_SORTS)[number] | `-${(typeof AUDIT_SORTS)[number]}`;
}
export class CouncilsQuery extends Paged {
  @CodeField(directions(COUNCIL_SORTS), { optional: true })
  sort?: (typeof COUNCIL_SORTS)[number] | `-${(typeof COUNCIL_SORTS)[number]}`;
}
export class CouncilsPage extends RegisterPage {
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'What the trade union said of local acts',
  })
  unionOpinions!: object[];
}

@ApiTags('registers')
@Controller('v1')
export class BodiesQueriesController {
  constructor(
    private readonly reading: Reading,
    private readonly appeals: AppealRegisterQuery,
    private readonly awards: AwardRegisterQuery,
    private readonly councils: CouncilRegisterQuery,
    private readonly audits: AuditRegisterQuery,
  ) {}

  @QueryRoute({
    path: 'schools/:schoolId/registers/appeals',
    act: 'read-appeals',
    summary: 'Complaints, proposals and disputes of the school',
    description: 'For those who lead mentoring at the school; the words stand in the vault.',
    answer: { type: RegisterPage },
    example: registerExamples.appealsPage,
  })
  async readAppeals(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Query() { after: _after, ...question }: AppealsQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    const asOf = await this.reading.asOf('appeal-register', after);
    const page = parse(await this.reading.page(() => this.appeals.find({ schoolId, ...plain(question) })));
    const people = page.items.flatMap(({ author, mentorId }) => [
      ...(author === null ? [] : [author.participantId]),
      ...(mentorId === null ? [] : [mentorId]),
    ]);
    return this.answer({ asOf, ...page }, people, actor, 'register:appeals');
  }

  @QueryRoute({
    path: 'organisations/:organisationId/registers/awards',
    act: 'read-registers',
    summary: 'Awards of the organisation: nominated, presented, granted, declined',
    answer: { type: RegisterPage },
    example: registerExamples.awardsPage,
  })
  async readAwards(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { after: _after, ...question }: AwardsQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    const asOf = await this.reading.asOf('award-register', after);
    const page = parse(
      await this.reading.page(() => this.awards.find({ organisationId, ...plain(question) })),
    );
    const people = page.items.map(({ recipientId }) => recipientId);
    return this.answer({ asOf, ...page }, people, actor, 'register:awards');
  }

  @QueryRoute({
    path: 'organisations/:organisationId/registers/councils',
    act: 'read-registers',
    summary: 'Councils of mentors with their sessions, and the opinions of the trade union',
    answer: { type: CouncilsPage },
    example: registerExamples.councilsPage,
  })
  async readCouncils(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { after: _after, ...question }: CouncilsQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    const asOf = await this.reading.asOf('council-register', after);
    const page = parse(
      await this.reading.page(() => this.councils.find({ organisationId, ...plain(question) })),
    );
    const unionOpinions = await this.councils.opinions(organisationId);
    const people = page.items.flatMap(({ memberIds }) => memberIds);
    return this.answer({ asOf, ...page, unionOpinions }, people, actor, 'register:councils');
  }

  @QueryRoute({
    path: 'organisations/:organisationId/registers/audits',
    act: 'read-audits',
    summary:
      'Sampling audits: seed, position and sample, what each pair of it has, findings with answers, the act',
    description: 'Anybody can draw the sample again from the seed and the position: docs/sampling.md.',
    answer: { type: RegisterPage },
    example: registerExamples.auditsPage,
  })
  async readAudits(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { after: _after, ...question }: AuditsQuery,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf('audit-register', after);
    const page = parse(
      await this.reading.page(() => this.audits.find({ organisationId, ...plain(question) })),
    );
    return JSON.stringify({ asOf, ...page });
  }

  /** With names for the people of the school, without them above it. */
  private async answer(page: object, ids: readonly Uuid[], actor: Actor, purpose: string): Promise<string> {
    const people = await this.reading.names(ids, actor, purpose);
    return JSON.stringify(people === undefined ? page : { ...page, people });
  }
}
