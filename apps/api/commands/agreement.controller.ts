/** Agreements on mentoring: with mentors from outside (S62-4.14), and what employees are paid on (KIL-2.1.4). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AgreementAct } from '@nastavnik/commands';
import { AGREEMENT_KINDS, type AgreementKind } from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  DateField,
  FlagField,
  PartField,
  PathUuid,
  TextField,
  UuidListField,
} from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Creating, Dated, Words } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

const SIDES = ['MENTOR', 'SCHOOL'] as const;
const REASONS = ['MUTUAL', 'MENTOR_INITIATIVE', 'SCHOOL_INITIATIVE'] as const;

/** Art. 351.8 of the Labour Code, from 01.03.2025; the term is `until`. */
export class MentoringTermsBody {
  @TextField({ max: 2000, example: 'Помощь молодому учителю в ведении уроков' })
  content!: string;
  @TextField({ max: 300, example: 'Учитель — учитель' })
  form!: string;
  @PartField(() => Words, { description: 'Amount and conditions of pay' })
  pay!: Words;
  @DateField({ example: '2025-03-03', description: "Day of the employee's written consent" })
  consentedOn!: IsoDate;
}

export class ConcludeAgreementBody extends Creating {
  @CodeField(AGREEMENT_KINDS, {
    optional: true,
    description: 'COOPERATION when absent; the others are what an employee is paid on for mentoring',
  })
  kind?: AgreementKind;
  @TextField({ max: 60, example: '3/2021' })
  number!: string;
  @UuidListField()
  mentorIds!: Uuid[];
  @FlagField({ description: 'Unpaid, as п. 4.14 demands' })
  gratuitous!: boolean;
  @DateField({ example: '2021-01-20' })
  from!: IsoDate;
  @DateField({ optional: true, example: '2021-12-31', description: 'Last day; open when absent' })
  until?: IsoDate;
  @PartField(() => MentoringTermsBody, {
    optional: true,
    description: 'What an addendum to an employment contract states of mentoring',
  })
  terms?: MentoringTermsBody;
}

export class TerminateAgreementBody extends Dated {
  @CodeField(REASONS)
  reason!: (typeof REASONS)[number];
}

export class RefuseMentoringBody extends Dated {
  @CodeField(SIDES)
  by!: (typeof SIDES)[number];
  @DateField({ example: '2025-04-04', description: 'Last day of mentoring' })
  until!: IsoDate;
}

@ApiTags('agreements')
@Controller('v1/schools/:schoolId/agreements')
export class AgreementController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({ path: '', act: 'conclude-agreement', summary: 'Concludes an agreement on mentoring' })
  concludeAgreement(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Body() { id, terms, ...facts }: ConcludeAgreementBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const agreementId = this.acting.newId(sent.stamp, id);
    const [mentorId = agreementId, ...others] = facts.mentorIds;
    const pay = terms && this.acting.text(sent.stamp, 'pay', [mentorId, ...others], terms.pay);
    return this.acting.send(
      AgreementAct,
      {
        type: 'ConcludeAgreement',
        data: { agreementId, schoolId, ...facts, terms: terms && pay && { ...terms, pay: pay.ref } },
      },
      agreementId,
      sent,
      { sealed: [pay] },
    );
  }

  @CommandRoute({
    path: ':agreementId/termination',
    act: 'terminate-agreement',
    summary: 'Terminates an agreement; its last day is `effectiveOn`',
  })
  terminateAgreement(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('agreementId', PathUuid) agreementId: Uuid,
    @Body() facts: TerminateAgreementBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    return this.acting.carry(
      new AgreementAct(
        { type: 'TerminateAgreement', data: { agreementId, schoolId, ...facts }, stamp },
        when,
      ),
      agreementId,
      reply,
    );
  }

  @CommandRoute({
    path: ':agreementId/refusal',
    act: 'terminate-agreement',
    summary: 'Either side gives mentoring up by notice; `effectiveOn` is the day of the notice',
    description: 'Art. 351.8 of the Labour Code: at least three working days before the last day, `until`.',
  })
  refuseMentoring(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('agreementId', PathUuid) agreementId: Uuid,
    @Body() facts: RefuseMentoringBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { agreementId, schoolId, ...facts };
    return this.acting.send(AgreementAct, { type: 'RefuseMentoring', data }, agreementId, sent);
  }
}
