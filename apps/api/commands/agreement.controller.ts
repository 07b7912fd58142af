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
  PathUuid,
  TextField,
  UuidListField,
} from '@nastavnik/platform/http';
import { Accepted, Acting, plain } from './acting';
import { Creating, Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

const REASONS = ['MUTUAL', 'MENTOR_INITIATIVE', 'SCHOOL_INITIATIVE'] as const;

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
}

export class TerminateAgreementBody extends Dated {
  @CodeField(REASONS)
  reason!: (typeof REASONS)[number];
}

@ApiTags('agreements')
@Controller('v1/schools/:schoolId/agreements')
export class AgreementController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({ path: '', act: 'conclude-agreement', summary: 'Concludes an agreement on mentoring' })
  concludeAgreement(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Body() { id, ...facts }: ConcludeAgreementBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const agreementId = this.acting.newId(stamp, id);
    return this.acting.carry(
      new AgreementAct(
        { type: 'ConcludeAgreement', data: { agreementId, schoolId, ...plain(facts) }, stamp },
        when,
      ),
      agreementId,
      reply,
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
}
