/** What personal data oblige a school to: demands of people, the duties that follow, and lawful grounds to keep data (152-FZ art. 21). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ConsentAct } from '@nastavnik/commands';
import { DATA_DEMANDS, DATA_DUTIES, type DataDemand, type DataDuty } from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import { CodeField, DateField, PathUuid, TextField, UuidField } from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Creating, Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

export class DataDemandBody extends Creating {
  @CodeField(DATA_DEMANDS, { example: 'CORRECT' })
  demand!: DataDemand;
}
export class DataDutyBody extends Dated {
  @UuidField({ description: 'The withdrawn consent, or the demand, that the duty comes from' })
  sourceId!: Uuid;
  @CodeField(DATA_DUTIES, { example: 'STOP_PROCESSING' })
  duty!: DataDuty;
}
export class RetentionGroundBody extends Creating {
  @TextField({ max: 300, example: 'ст. 22.1 125-ФЗ', description: 'The act and its article; names nobody' })
  law!: string;
  @DateField({ example: '2026-12-31', description: 'Last day; then the data are to be destroyed' })
  until!: IsoDate;
}

@ApiTags('consents')
@Controller('v1/schools/:schoolId/participants/:participantId')
export class DataDutiesController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: 'data-demands',
    act: 'answer-for-data',
    summary: 'A demand about personal data was received: its clocks run',
  })
  receiveDemand(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() { id, ...facts }: DataDemandBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const demandId = this.acting.newId(sent.stamp, id);
    const data = { participantId, schoolId, demandId, ...facts };
    return this.acting.send(ConsentAct, { type: 'ReceiveDemand', data }, demandId, sent);
  }

  @CommandRoute({
    path: 'data-duties/discharge',
    act: 'answer-for-data',
    summary: 'Processing was stopped, or data were corrected',
    description: 'That data were destroyed is shown by the destruction act.',
  })
  dischargeDuty(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: DataDutyBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { participantId, schoolId, ...facts };
    return this.acting.send(ConsentAct, { type: 'DischargeDuty', data }, facts.sourceId, sent);
  }

  @CommandRoute({
    path: 'data-duties/postponement',
    act: 'answer-for-data',
    summary: 'The term of a duty was put off, as far as the law lets it be',
    description:
      'The stop by five working days, with a reasoned notice; a destruction that is impossible by six months, the data blocked.',
  })
  postponeDuty(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: DataDutyBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { participantId, schoolId, ...facts };
    return this.acting.send(ConsentAct, { type: 'PostponeDuty', data }, facts.sourceId, sent);
  }

  @CommandRoute({
    path: 'retention-grounds',
    act: 'answer-for-data',
    summary: 'Another law has the data kept, up to a day',
  })
  recordGround(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() { id, ...facts }: RetentionGroundBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const groundId = this.acting.newId(sent.stamp, id);
    const data = { participantId, schoolId, groundId, ...facts };
    return this.acting.send(ConsentAct, { type: 'RecordRetentionGround', data }, groundId, sent);
  }
}
