/** Councils of mentors and professional associations, their sessions, and the opinion of the trade union (MR-MO, KIL-6.3, IZO-4.3-04). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiExtraModels, ApiTags } from '@nestjs/swagger';
import { CouncilAct } from '@nastavnik/commands';
import type { SessionItem } from '@nastavnik/domain';
import {
  AWARD_KINDS,
  COUNCIL_DECISIONS,
  COUNCIL_FUNCTIONS,
  COUNCIL_KINDS,
  type CouncilDecision,
  type CouncilFunction,
  type CouncilKind,
  LOCAL_ACT_KINDS,
  type LocalActKind,
  MATCHING_TOPICS,
  type MatchingTopic,
  MONITORING_KINDS,
  type MonitoringKind,
  PAIR_ROLES,
  type PairRole,
  PREPARED_FOR,
  type PreparedFor,
  SUPPORT_AREAS,
  type SupportArea,
  type Union,
  UNION_OPINIONS,
  type UnionOpinion,
  UNIONS,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  CodeListField,
  DateField,
  PartListField,
  PathUuid,
  TextField,
  UuidField,
  UuidListField,
  VariantListField,
} from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Creating, Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

export class JoiningBody {
  @UuidField()
  memberId!: Uuid;
  @DateField({ optional: true, description: 'Day on which the mentor agreed to enter' })
  agreedOn?: IsoDate;
}
export class FormCouncilBody extends Creating {
  @CodeField(COUNCIL_KINDS)
  kind!: CouncilKind;
  @UuidField({ description: 'One of the members' })
  headId!: Uuid;
  @PartListField(() => JoiningBody)
  members!: JoiningBody[];
}
export class AdmitMemberBody extends Dated {
  @UuidField()
  memberId!: Uuid;
  @DateField({ optional: true, description: 'Day on which the mentor agreed to enter' })
  agreedOn?: IsoDate;
}
export class ReleaseMemberBody extends Dated {
  @UuidField()
  memberId!: Uuid;
}
export class ElectHeadBody extends Dated {
  @UuidField()
  headId!: Uuid;
}
export class EnterPublicCouncilBody extends Dated {
  @UuidField()
  memberId!: Uuid;
  @TextField({ example: 'Общественный совет наставников района' })
  publicCouncil!: string;
}
export class DisbandCouncilBody extends Dated {}

export class SessionItemBody {
  @CodeField(COUNCIL_FUNCTIONS)
  function!: CouncilFunction;
}
class Decided extends SessionItemBody {
  @CodeField(COUNCIL_DECISIONS)
  decision!: CouncilDecision;
}
export class LocalActItem extends Decided {
  @CodeField(LOCAL_ACT_KINDS)
  act!: LocalActKind;
  @TextField({ example: 'Положение о поощрении наставников' })
  title!: string;
}
export class ProgrammeItem extends Decided {
  @UuidField()
  pairId!: Uuid;
  @CodeField(['DEVELOPED', 'PILOTED'])
  work!: 'DEVELOPED' | 'PILOTED';
}
export class MatchingItem extends Decided {
  @UuidField()
  pairId!: Uuid;
  @CodeListField(MATCHING_TOPICS, { min: 0 })
  topics!: MatchingTopic[];
  @TextField({ optional: true, description: 'Where OTHER is among the topics' })
  otherTopic?: string;
}
export class DiagnosticsItem extends SessionItemBody {
  @UuidField()
  pairId!: Uuid;
  @UuidField()
  menteeId!: Uuid;
  @CodeField(['PROGRAMME_CORRECTED', 'PROGRAMME_KEPT'])
  outcome!: 'PROGRAMME_CORRECTED' | 'PROGRAMME_KEPT';
}
export class PreparationItem extends SessionItemBody {
  @UuidListField({ min: 1 })
  participantIds!: Uuid[];
  @CodeField(PREPARED_FOR)
  preparedFor!: PreparedFor;
  @TextField({ example: 'Педагогический дебют' })
  title!: string;
}
export class SupportItem extends SessionItemBody {
  @CodeListField(SUPPORT_AREAS)
  areas!: SupportArea[];
}
export class MonitoringItem extends SessionItemBody {
  @UuidField()
  pairId!: Uuid;
  @CodeField(MONITORING_KINDS)
  monitoring!: MonitoringKind;
}
export class NegotiationItem extends Decided {
  @UuidField()
  pairId!: Uuid;
  @CodeField(['CONSULTATION', 'APPROVAL'])
  as!: 'CONSULTATION' | 'APPROVAL';
}
export class ArbitrationItem extends SessionItemBody {
  @UuidField({ description: 'Dispute that is arbitrated' })
  appealId!: Uuid;
  @CodeField(['SETTLED', 'NOT_SETTLED'])
  outcome!: 'SETTLED' | 'NOT_SETTLED';
}
export class RewardItem extends Decided {
  @CodeField(PAIR_ROLES)
  role!: PairRole;
  @CodeField(['PAYMENT', ...AWARD_KINDS])
  incentive!: string;
}
export class PracticeItem extends Decided {
  @UuidField()
  practiceId!: Uuid;
}

const ITEMS = {
  LOCAL_ACTS: LocalActItem,
  PROGRAMMES: ProgrammeItem,
  MATCHING: MatchingItem,
  DIAGNOSTICS: DiagnosticsItem,
  CONTEST_PREPARATION: PreparationItem,
  SUPPORT: SupportItem,
  MONITORING: MonitoringItem,
  NEGOTIATION: NegotiationItem,
  ARBITRATION: ArbitrationItem,
  REWARDS: RewardItem,
  PRACTICES: PracticeItem,
} as const satisfies { readonly [F in CouncilFunction]: unknown };

export class HoldSessionBody extends Dated {
  @UuidListField({ min: 1 })
  attendeeIds!: Uuid[];
  @VariantListField(SessionItemBody, 'function', ITEMS)
  items!: SessionItemBody[];
}
export class ConsultUnionBody extends Dated {
  @CodeField(LOCAL_ACT_KINDS)
  act!: LocalActKind;
  @TextField({ example: 'Положение о поощрении наставников' })
  title!: string;
  @CodeField(UNIONS)
  union!: Union;
  @TextField({ max: 60, example: '7', description: 'Of the committee, or of its commission on pay' })
  protocolNumber!: string;
  @CodeField(UNION_OPINIONS)
  opinion!: UnionOpinion;
}

@ApiTags('councils')
@ApiExtraModels(...Object.values(ITEMS))
@Controller('v1/organisations/:organisationId')
export class CouncilController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({ path: 'councils', act: 'form-council', summary: 'Forms a council of mentors' })
  formCouncil(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, ...facts }: FormCouncilBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const councilId = this.acting.newId(sent.stamp, id);
    const data = { organisationId, councilId, ...facts };
    return this.acting.send(CouncilAct, { type: 'FormCouncil', data }, councilId, sent);
  }

  @CommandRoute({ path: 'councils/:council/members', act: 'lead-council', summary: 'A mentor enters' })
  admitMember(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('council', PathUuid) councilId: Uuid,
    @Body() facts: AdmitMemberBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, councilId, ...facts };
    return this.acting.send(CouncilAct, { type: 'AdmitMember', data }, councilId, sent);
  }

  @CommandRoute({ path: 'councils/:council/departures', act: 'lead-council', summary: 'A member leaves' })
  releaseMember(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('council', PathUuid) councilId: Uuid,
    @Body() facts: ReleaseMemberBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, councilId, ...facts };
    return this.acting.send(CouncilAct, { type: 'ReleaseMember', data }, councilId, sent);
  }

  @CommandRoute({ path: 'councils/:council/head', act: 'lead-council', summary: 'Another head is elected' })
  electHead(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('council', PathUuid) councilId: Uuid,
    @Body() facts: ElectHeadBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, councilId, ...facts };
    return this.acting.send(CouncilAct, { type: 'ElectHead', data }, councilId, sent);
  }

  @CommandRoute({
    path: 'councils/:council/public-councils',
    act: 'lead-council',
    summary: 'The head enters a public council of mentors',
  })
  enterPublicCouncil(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('council', PathUuid) councilId: Uuid,
    @Body() facts: EnterPublicCouncilBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, councilId, ...facts };
    return this.acting.send(CouncilAct, { type: 'EnterPublicCouncil', data }, councilId, sent);
  }

  @CommandRoute({
    path: 'councils/:council/sessions',
    act: 'lead-council',
    summary: 'A session was held, and what the council did',
  })
  holdSession(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('council', PathUuid) councilId: Uuid,
    @Body() { items, ...facts }: HoldSessionBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    // Each item was checked against the shape of its function.
    const data = { organisationId, councilId, ...facts, items: items as unknown as SessionItem[] };
    return this.acting.send(CouncilAct, { type: 'HoldSession', data }, councilId, sent);
  }

  @CommandRoute({
    path: 'councils/:council/end',
    act: 'form-council',
    summary: 'The council works no longer',
  })
  disbandCouncil(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('council', PathUuid) councilId: Uuid,
    @Body() { effectiveOn }: DisbandCouncilBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, councilId, effectiveOn };
    return this.acting.send(CouncilAct, { type: 'DisbandCouncil', data }, councilId, sent);
  }

  @CommandRoute({
    path: 'union-consultations',
    act: 'consult-union',
    summary: 'The trade union gave its opinion on a local act',
  })
  consultUnion(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: ConsultUnionBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(CouncilAct, { type: 'ConsultUnion', data }, organisationId, sent);
  }
}
