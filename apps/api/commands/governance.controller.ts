/** Leadership of mentoring in a school or a municipality: documents, stages, people and bodies, work with others. */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { GovernanceAct } from '@nastavnik/commands';
import {
  type ApprovingAct,
  type Counterpart,
  COUNTERPARTS,
  DOCUMENT_KINDS,
  type DocumentKind,
  MADE_BY_OWN_ACT,
  MUNICIPAL_BODIES,
  type MunicipalBody,
  type Official,
  PARTNERSHIP_SUBJECTS,
  type PartnershipSubject,
  PROGRAMME_STAGES,
  type ProgrammeStage,
  SYSTEM_LEVELS,
  type SystemLevel,
} from '@nastavnik/domain';
import type { IsoDate, Stamp, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  DateField,
  derivedId,
  FlagField,
  PartField,
  PartListField,
  PathUuid,
  problems,
  TextField,
  TextListField,
  UuidField,
  UuidListField,
} from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

export class OtherActBody {
  @TextField({ max: 60, example: 'протокол 3' })
  number!: string;
  @DateField()
  on!: IsoDate;
  @TextField({ max: 1000, optional: true, example: 'https://school62.example/akt' })
  link?: string;
}
export class ApproveDocumentBody extends Dated {
  @CodeField(DOCUMENT_KINDS.filter((kind) => !MADE_BY_OWN_ACT.includes(kind)))
  kind!: DocumentKind;
  @TextField({ example: 'Целевая модель наставничества МОУ СОШ № 62' })
  title!: string;
  @UuidField({ optional: true, description: 'Order that approves it' })
  orderId?: Uuid;
  @PartField(() => OtherActBody, {
    optional: true,
    description: 'The act that approves it, where it is no order',
  })
  act?: OtherActBody;
  @TextField({ max: 1000, optional: true, example: 'https://school62.example/model' })
  link?: string;
}
export class AnalyseProblemsBody extends Dated {
  @TextListField({ min: 1, example: ['Закрепление молодых педагогов'] })
  problems!: string[];
}
export class SelectParticipantsBody extends Dated {
  @UuidListField()
  mentorIds!: Uuid[];
  @UuidListField()
  menteeIds!: Uuid[];
}
export class OpenStageBody extends Dated {
  @CodeField(PROGRAMME_STAGES)
  stage!: ProgrammeStage;
}
export class CloseStageBody extends OpenStageBody {
  @UuidListField({ min: 0, optional: true, description: 'Orders that show required documents' })
  orderIds?: Uuid[];
  @UuidListField({ min: 0, optional: true, description: 'Roadmaps approved' })
  roadmapIds?: Uuid[];
}
export class NameBodyBody extends Dated {
  @CodeField(MUNICIPAL_BODIES)
  body!: MunicipalBody;
  @TextField({ example: 'Ресурсный центр образования' })
  title!: string;
  @TextListField({ example: ['Информационное и аналитическое сопровождение'] })
  duties!: string[];
}
export class OfficialBody {
  @UuidField({ optional: true, description: 'Derived when absent' })
  officialId?: Uuid;
  @TextField({ example: 'Старший методист РЦО' })
  position!: string;
  @TextField({ optional: true, example: 'Соколова Анна Игоревна', description: 'Kept in the vault' })
  name?: string;
  @FlagField({ optional: true, description: 'Of another organisation, by agreement with it' })
  byAgreement?: boolean;
}
export class WorkingGroupBody extends Dated {
  @UuidField({ optional: true })
  orderId?: Uuid;
  @PartField(() => OfficialBody)
  leader!: OfficialBody;
  @PartListField(() => OfficialBody, { max: 100 })
  members!: OfficialBody[];
}
export class AppointResponsibleBody extends Dated {
  @UuidField({ optional: true })
  orderId?: Uuid;
  @PartField(() => OfficialBody)
  official!: OfficialBody;
  @CodeField(MUNICIPAL_BODIES, { optional: true, description: 'Of a municipality: in which of its bodies' })
  body?: MunicipalBody;
}
export class InteractionBody extends Dated {
  @CodeField(COUNTERPARTS)
  counterpart!: Counterpart;
  @TextField({ example: 'Сообщество молодых педагогов' })
  name!: string;
  @CodeField(SYSTEM_LEVELS)
  level!: SystemLevel;
  @TextField({ max: 2000, example: 'Обмен практиками' })
  about!: string;
  @TextField({ max: 1000, optional: true, example: 'https://school62.example/vstrecha' })
  link?: string;
}
export class PartnershipBody extends Dated {
  @TextField({ example: 'АО «Завод»' })
  partner!: string;
  @CodeField(PARTNERSHIP_SUBJECTS)
  subject!: PartnershipSubject;
  @TextField({ max: 60, example: '7' })
  number!: string;
  @DateField()
  from!: IsoDate;
  @DateField({ optional: true })
  until?: IsoDate;
}
export class SupportBody extends Dated {
  @CodeField(['CONSULTATION', 'METHOD_HELP'])
  kind!: 'CONSULTATION' | 'METHOD_HELP';
  @TextField({ max: 2000, example: 'Перечень мероприятий персонализированной программы' })
  about!: string;
  @UuidListField()
  participantIds!: Uuid[];
}
export class ActingHeadBody extends Dated {
  @TextField({
    max: 200,
    example: '22222222-2222-4222-8222-222222222222',
    description: 'Id under which the person comes in: `sub` of the access token',
  })
  delegateId!: string;
  @TextField({ max: 60, example: '41-од', description: 'Number of the order' })
  number!: string;
  @DateField({ example: '2021-07-01' })
  from!: IsoDate;
  @DateField({ example: '2021-07-28', description: 'The last day' })
  until!: IsoDate;
}
export class ActingHeadReleaseBody extends Dated {
  @TextField({ max: 200, example: '22222222-2222-4222-8222-222222222222' })
  delegateId!: string;
}

@ApiTags('leadership')
@Controller('v1/organisations/:organisationId')
export class GovernanceController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: 'documents',
    act: 'approve-document',
    summary: 'A document was approved, by order or otherwise',
  })
  approveDocument(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { orderId, act, ...facts }: ApproveDocumentBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const by: ApprovingAct | undefined = orderId === undefined ? act : { orderId };
    if (by === undefined) {
      throw problems.badRequest([
        {
          pointer: '/orderId',
          detail: { ru: 'назовите приказ или иной акт', en: 'name an order or another act' },
        },
      ]);
    }
    const data = { organisationId, ...facts, by };
    return this.acting.send(GovernanceAct, { type: 'ApproveDocument', data }, organisationId, sent, {
      location: `/v1/organisations/${organisationId}/documents`,
    });
  }

  @CommandRoute({
    path: 'problem-analyses',
    act: 'prepare-mentoring',
    summary: 'Problems that mentoring can solve',
  })
  analyseProblems(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: AnalyseProblemsBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(GovernanceAct, { type: 'AnalyseProblems', data }, organisationId, sent);
  }

  @CommandRoute({
    path: 'selections',
    act: 'prepare-mentoring',
    summary: 'Mentors and mentees were selected',
  })
  selectParticipants(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: SelectParticipantsBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(GovernanceAct, { type: 'SelectParticipants', data }, organisationId, sent);
  }

  @CommandRoute({
    path: 'stages',
    act: 'change-stage',
    summary: 'Opens a stage of the regulation, in its order',
  })
  openStage(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: OpenStageBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(GovernanceAct, { type: 'OpenStage', data }, organisationId, sent);
  }

  @CommandRoute({
    path: 'stages/closing',
    act: 'change-stage',
    summary: 'Closes the stage that is open',
    description: 'The first one closes with every required document there, where the regulation says so.',
  })
  closeStage(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { orderIds = [], roadmapIds = [], ...facts }: CloseStageBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts, orderIds, roadmapIds };
    return this.acting.send(GovernanceAct, { type: 'CloseStage', data }, organisationId, sent);
  }

  @CommandRoute({
    path: 'bodies',
    act: 'name-leaders',
    summary: 'Names a body of the municipality with its duties',
  })
  nameBody(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: NameBodyBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(GovernanceAct, { type: 'NameBody', data }, organisationId, sent);
  }

  @CommandRoute({
    path: 'working-groups',
    act: 'name-leaders',
    summary: 'Composes the working group by order',
  })
  composeWorkingGroup(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { leader, members, ...facts }: WorkingGroupBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const [first, ...rest] = [leader, ...members].map((one, index) => this.official(sent.stamp, one, index));
    const data = {
      organisationId,
      ...facts,
      leader: first!.official,
      members: rest.map(({ official }) => official),
    };
    return this.acting.send(GovernanceAct, { type: 'ComposeWorkingGroup', data }, organisationId, sent, {
      sealed: [first!, ...rest].map(({ sealed }) => sealed),
    });
  }

  @CommandRoute({
    path: 'responsibles',
    act: 'name-leaders',
    summary: 'Appoints a responsible person by order',
  })
  appointResponsible(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { official, ...facts }: AppointResponsibleBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const one = this.official(sent.stamp, official, 0);
    const data = { organisationId, ...facts, official: one.official };
    return this.acting.send(GovernanceAct, { type: 'AppointResponsible', data }, organisationId, sent, {
      sealed: [one.sealed],
    });
  }

  @CommandRoute({ path: 'interactions', act: 'record-interaction', summary: 'Work with others on mentoring' })
  recordInteraction(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: InteractionBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(GovernanceAct, { type: 'RecordInteraction', data }, organisationId, sent);
  }

  @CommandRoute({
    path: 'partnerships',
    act: 'conclude-partnership',
    summary: 'Concludes an agreement with a partner organisation',
  })
  concludePartnership(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: PartnershipBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(GovernanceAct, { type: 'ConcludePartnership', data }, organisationId, sent);
  }

  @CommandRoute({ path: 'support', act: 'provide-support', summary: 'Help given to mentors and mentees' })
  provideSupport(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: SupportBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(GovernanceAct, { type: 'ProvideSupport', data }, organisationId, sent);
  }

  @CommandRoute({
    path: 'acting-head',
    act: 'appoint-acting-head',
    summary:
      'Somebody acts for the head of a school («и.о.»): from day to day with the rights of the director, except this one',
  })
  appointActingHead(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: ActingHeadBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(GovernanceAct, { type: 'AppointActingHead', data }, organisationId, sent);
  }

  @CommandRoute({
    path: 'acting-head/release',
    act: 'appoint-acting-head',
    summary: 'The head is back before the term: from this day on nobody acts',
  })
  releaseActingHead(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() facts: ActingHeadReleaseBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { organisationId, ...facts };
    return this.acting.send(GovernanceAct, { type: 'ReleaseActingHead', data }, organisationId, sent);
  }

  /** The position stands in the event, the name in the vault. */
  private official(stamp: Stamp, { name, ...said }: OfficialBody, index: number) {
    const officialId = said.officialId ?? derivedId(stamp, `official-${index}`);
    const sealed =
      name === undefined
        ? undefined
        : this.acting.text(stamp, `official-name-${index}`, officialId, { name });
    const official: Official = {
      officialId,
      position: said.position,
      ...(said.byAgreement === undefined ? {} : { byAgreement: said.byAgreement }),
      ...(sealed === undefined ? {} : { person: sealed.ref }),
    };
    return { official, sealed };
  }
}
