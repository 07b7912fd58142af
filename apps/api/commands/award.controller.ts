/** Incentives of participants: nominated, presented, granted or declined; measures of a municipality (S62-11, MR-F, KIL-3.3–3.6, SEV-I-2, IZO-4.2-03). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AwardAct } from '@nastavnik/commands';
import {
  AWARD_KINDS,
  AWARD_LEVELS,
  type AwardKind,
  type AwardLevel,
  BADGE_GROUNDS,
  type BadgeGround,
  PAIR_ROLES,
  type PairRole,
} from '@nastavnik/domain/vocabulary';
import type { Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  CodeListField,
  FlagField,
  PathUuid,
  TextField,
  UuidField,
} from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Creating, Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

export class DefineMeasureBody extends Creating {
  @TextField({ example: 'Премия лучшему наставнику района' })
  title!: string;
  @FlagField({ description: 'In money or in kind' })
  material!: boolean;
}
export class NominateBody extends Creating {
  @UuidField({ description: 'Participant who is rewarded' })
  recipientId!: Uuid;
  @CodeField(PAIR_ROLES, { description: 'In which role' })
  role!: PairRole;
  @CodeField(AWARD_KINDS)
  kind!: AwardKind;
  @CodeField(AWARD_LEVELS)
  level!: AwardLevel;
  @TextField({ optional: true, example: 'Лучший педагог-наставник', description: 'Of a contest or its jury' })
  contest?: string;
  @CodeListField(BADGE_GROUNDS, { optional: true, description: 'Merits, for the badge «За наставничество»' })
  grounds?: BadgeGround[];
  @UuidField({ optional: true, description: 'Measure of the municipality' })
  measureId?: Uuid;
}
export class PresentBody extends Dated {
  @TextField({ example: 'Управление образования', description: 'Whom the presentation was sent to' })
  to!: string;
}
export class GrantBody extends Dated {
  @UuidField({
    optional: true,
    description: "Order of kind AWARD; asked for of the organisation's own awards",
  })
  orderId?: Uuid;
  @TextField({ optional: true, example: 'https://school62.example/news/12', description: 'Where published' })
  publishedAt?: string;
}
export class DeclineBody extends Dated {}

@ApiTags('awards')
@Controller('v1/organisations/:organisationId')
export class AwardController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: 'incentive-measures',
    act: 'define-measure',
    summary: 'A municipality defines a measure that stimulates mentors',
  })
  defineMeasure(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, ...facts }: DefineMeasureBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const awardId = this.acting.newId(sent.stamp, id);
    const data = { organisationId, awardId, ...facts };
    return this.acting.send(AwardAct, { type: 'DefineMeasure', data }, awardId, sent);
  }

  @CommandRoute({ path: 'awards', act: 'nominate-award', summary: 'A participant is nominated for an award' })
  nominate(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, ...facts }: NominateBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const awardId = this.acting.newId(sent.stamp, id);
    const data = { organisationId, awardId, ...facts };
    return this.acting.send(AwardAct, { type: 'NominateForAward', data }, awardId, sent);
  }

  @CommandRoute({
    path: 'awards/:awardId/presentation',
    act: 'nominate-award',
    summary: 'The nominee is presented to those above who decide',
  })
  present(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('awardId', PathUuid) awardId: Uuid,
    @Body() facts: PresentBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, awardId, ...facts };
    return this.acting.send(AwardAct, { type: 'PresentForAward', data }, awardId, sent);
  }

  @CommandRoute({ path: 'awards/:awardId/grant', act: 'decide-award', summary: 'The award is given' })
  grant(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('awardId', PathUuid) awardId: Uuid,
    @Body() facts: GrantBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, awardId, ...facts };
    return this.acting.send(AwardAct, { type: 'GrantAward', data }, awardId, sent);
  }

  @CommandRoute({ path: 'awards/:awardId/refusal', act: 'decide-award', summary: 'The award is declined' })
  decline(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('awardId', PathUuid) awardId: Uuid,
    @Body() { effectiveOn }: DeclineBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, awardId, effectiveOn };
    return this.acting.send(AwardAct, { type: 'DeclineAward', data }, awardId, sent);
  }
}
