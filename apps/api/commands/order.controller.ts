/** Orders of an organisation: the source of appointments and of every pair's legal life (S62-12). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { v5 } from 'uuid';
import { OrderAct } from '@nastavnik/commands';
import { type OrderContent, orderNumberKey } from '@nastavnik/domain';
import {
  type Approval,
  APPROVALS,
  END_REASONS,
  type Form,
  FORMS,
  ORDER_KINDS,
  REGULATION_ANNEXES,
  type RegulationAnnex,
  ORDER_REGISTERS,
  type OrderRegister,
  PAIR_ROLES,
  type PairRole,
  type StatedEndReason,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  CodeListField,
  DateField,
  IsJsonObject,
  PartField,
  PartListField,
  PathUuid,
  TextField,
  TextListField,
  UuidField,
} from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { CommandRoute, Sending, type Sent } from './route';

/** Namespace of order ids: one number of one register and year names one order. */
const ORDER_NAMESPACE = '8a1c1a36-1ad4-5d0c-8f6d-62a1f0c9b7e2';

/** Id of an order by what makes it unique: organisation, register, year and number. */
export const orderIdOf = (organisationId: Uuid, register: string, issuedOn: IsoDate, number: string): Uuid =>
  v5(`${organisationId}|${register}|${issuedOn.slice(0, 4)}|${orderNumberKey(number)}`, ORDER_NAMESPACE);

export class ContentBody {
  @CodeField(ORDER_KINDS)
  kind!: (typeof ORDER_KINDS)[number];
}
export class RegulationContent extends ContentBody {
  @TextField({ example: 'Об утверждении Положения о наставничестве' })
  title!: string;
  @CodeListField(REGULATION_ANNEXES, { optional: true, description: 'What stands in its annexes' })
  annexes?: RegulationAnnex[];
}
export class ResponsibleBody {
  @UuidField()
  personId!: Uuid;
  @TextField({ max: 2000, example: 'Ведёт базы наставников и наставляемых' })
  duties!: string;
}
export class MonitoringDayBody {
  @DateField({ example: '2022-12-20' })
  on!: IsoDate;
}
/** The first day is enough unless the regulation asks for more parts (KIL-2.1.1). */
export class IntroductionContent extends ContentBody {
  @DateField({ example: '2021-01-11' })
  from!: IsoDate;
  @TextField({ max: 2000, optional: true, example: 'Приказ № 113-ОД от 01.09.2022' })
  grounds?: string;
  @DateField({ optional: true, example: '2024-12-31', description: 'Last day of the model' })
  until?: IsoDate;
  @PartListField(() => ResponsibleBody, { optional: true })
  responsibles?: ResponsibleBody[];
  @PartListField(() => MonitoringDayBody, { optional: true, description: 'Days of monitoring' })
  monitoring?: MonitoringDayBody[];
  @TextListField({ optional: true, example: ['Закрепление молодых педагогов'] })
  plannedResults?: string[];
}
export class CuratorBody {
  @UuidField()
  personId!: Uuid;
  @CodeField([...FORMS, 'ALL'], { example: 'STUDENT_STUDENT' })
  form!: Form | 'ALL';
}
export class AppointmentContent extends ContentBody {
  @UuidField({ optional: true })
  coordinatorId?: Uuid;
  @PartListField(() => CuratorBody, { min: 0 })
  curators!: CuratorBody[];
}
export class MentorSchoolContent extends ContentBody {
  @TextListField({ example: ['Школа наставников'] })
  programmes!: string[];
}
export class FixedPairBody {
  @UuidField()
  pairId!: Uuid;
  @DateField({ example: '2021-02-01' })
  from!: IsoDate;
  @DateField({ example: '2021-12-31' })
  until!: IsoDate;
}
export class PairsContent extends ContentBody {
  @PartListField(() => FixedPairBody)
  pairs!: FixedPairBody[];
}
export class ChangedPairBody {
  @UuidField()
  pairId!: Uuid;
  @CodeField(PAIR_ROLES)
  role!: PairRole;
  @UuidField()
  leavingId!: Uuid;
  @UuidField()
  joiningId!: Uuid;
  @DateField({ description: 'Last day of the one and first day of the other', example: '2021-05-17' })
  on!: IsoDate;
}
export class PairChangeContent extends ContentBody {
  @PartListField(() => ChangedPairBody)
  pairs!: ChangedPairBody[];
}
export class EndedPairBody {
  @UuidField()
  pairId!: Uuid;
  @CodeField(END_REASONS)
  reason!: StatedEndReason;
  @DateField({ example: '2021-05-17', description: 'Last day of the pair' })
  on!: IsoDate;
}
export class ProlongedPairBody {
  @UuidField()
  pairId!: Uuid;
  @DateField({ example: '2022-12-31', description: 'New last day' })
  until!: IsoDate;
}
export class PairProlongationContent extends ContentBody {
  @PartListField(() => ProlongedPairBody)
  pairs!: ProlongedPairBody[];
}
export class PairEndContent extends ContentBody {
  @PartListField(() => EndedPairBody)
  pairs!: EndedPairBody[];
}
export class FinalEventContent extends ContentBody {
  @DateField({ example: '2021-12-20' })
  on!: IsoDate;
}

export class AmendmentContent extends ContentBody {
  @UuidField({ description: 'Order that is amended' })
  orderId!: Uuid;
  @TextField({ max: 5000, example: 'Пункт 2 изложить в следующей редакции: …' })
  changes!: string;
}
export class CancellationContent extends ContentBody {
  @UuidField({ description: 'Order that is cancelled; pairs it fixed end with it, unless they have begun' })
  orderId!: Uuid;
  @TextField({ max: 2000, example: 'Издан ошибочно' })
  reason!: string;
}
export class NamedPersonBody {
  @UuidField()
  personId!: Uuid;
  @TextField({ max: 2000, optional: true, example: 'Ведёт совет наставников' })
  duties?: string;
}
/** What is approved or recorded; the order reaches no other record. */
export class ApprovalContent extends ContentBody {
  @TextField({ example: 'Программа наставничества «Учитель — учителю»' })
  title!: string;
  @PartListField(() => NamedPersonBody, { optional: true })
  people?: NamedPersonBody[];
}

const CONTENTS = {
  REGULATION: RegulationContent,
  INTRODUCTION: IntroductionContent,
  APPOINTMENT: AppointmentContent,
  MENTOR_SCHOOL: MentorSchoolContent,
  PAIRS: PairsContent,
  PAIR_CHANGE: PairChangeContent,
  PAIR_PROLONGATION: PairProlongationContent,
  PAIR_END: PairEndContent,
  FINAL_EVENT: FinalEventContent,
  AMENDMENT: AmendmentContent,
  CANCELLATION: CancellationContent,
  ...(Object.fromEntries(APPROVALS.map((kind) => [kind, ApprovalContent])) as {
    readonly [kind in Approval]: typeof ApprovalContent;
  }),
} as const;

/** Whose signature stands under the order. */
export class SignatoryBody {
  @TextField({ max: 300, example: 'И.о. директора' })
  position!: string;
  @TextField({ max: 300, optional: true, example: 'О. В. Сергеева', description: 'Kept in the vault' })
  name?: string;
}

export class IssueOrderBody {
  @TextField({
    max: 60,
    example: '78-Д',
    description: 'Free text; unique within organisation, register and year',
  })
  number!: string;
  @CodeField(ORDER_REGISTERS)
  register!: OrderRegister;
  @DateField({ example: '2021-01-29', description: 'Date on the order' })
  issuedOn!: IsoDate;
  @TextListField({ example: ['273-ФЗ', 'Р-145'], description: 'Acts the order rests on, as cited in it' })
  legalBasis!: string[];
  @IsJsonObject()
  @ValidateNested()
  @Type(() => ContentBody, {
    keepDiscriminatorProperty: true,
    discriminator: {
      property: 'kind',
      subTypes: Object.entries(CONTENTS).map(([name, value]) => ({ name, value })),
    },
  })
  @ApiProperty({
    oneOf: [...new Set(Object.values(CONTENTS))].map((content) => ({ $ref: getSchemaPath(content) })),
    discriminator: {
      propertyName: 'kind',
      mapping: Object.fromEntries(
        Object.entries(CONTENTS).map(([kind, content]) => [kind, getSchemaPath(content)]),
      ),
    },
  })
  content!: ContentBody;
  @PartField(() => SignatoryBody, { optional: true, description: 'Printed under the order' })
  signatory?: SignatoryBody;
}

const ISSUED =
  'Every effect of the order is judged before the order is accepted, and is done when the answer comes. Its id follows from register, year and number.';

@ApiTags('orders')
@ApiExtraModels(...new Set(Object.values(CONTENTS)))
@Controller('v1')
export class OrderController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: 'organisations/:organisationId/orders',
    act: 'issue-order',
    summary: 'Issues an order of a school or a municipality',
    description: ISSUED,
  })
  issueOrder(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() body: IssueOrderBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const { number, register, issuedOn, legalBasis, signatory } = body;
    const orderId = orderIdOf(organisationId, register, issuedOn, number);
    const content = body.content as unknown as OrderContent;
    const name =
      signatory?.name === undefined
        ? undefined
        : this.acting.text(sent.stamp, 'signatory', orderId, { name: signatory.name });
    const signed = signatory && { position: signatory.position, ...(name && { name: name.ref }) };
    return this.acting.send(
      OrderAct,
      {
        type: 'IssueOrder',
        data: {
          ...{ orderId, organisationId, effectiveOn: issuedOn, number, register, legalBasis, content },
          signatory: signed,
        },
      },
      orderId,
      sent,
      { sealed: [name] },
    );
  }

  @CommandRoute({
    path: 'schools/:schoolId/orders',
    act: 'issue-order',
    summary: "Issues an order of the school's director",
    description: ISSUED,
  })
  issueSchoolOrder(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Body() body: IssueOrderBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.issueOrder(schoolId, body, sent);
  }
}
