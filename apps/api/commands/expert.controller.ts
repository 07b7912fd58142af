/** The unified base of mentors and experts: the municipality's form, and entries of participants (SEV-IV-7, SEV-V-2.1). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MunicipalityAct, ParticipantAct } from '@nastavnik/commands';
import {
  MENTORING_CHANNELS,
  type MentoringChannel,
  SUPPORT_SCOPES,
  type SupportScope,
} from '@nastavnik/domain';
import type { Uuid } from '@nastavnik/kernel';
import { CodeField, PathUuid, TextListField } from '@nastavnik/platform/http';
import { Accepted, Acting } from './acting';
import { Dated } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

export class ExpertBaseFormBody extends Dated {
  @TextListField({ min: 1, max: 50, example: ['Область', 'Дефициты', 'Канал'] })
  columns!: string[];
  @TextListField({ min: 1, max: 50, example: ['Анкета школы'] })
  waysOfFilling!: string[];
}
export class ExpertEntryBody extends Dated {
  @TextListField({ min: 1, max: 30, example: ['Математика'], description: 'Educational areas' })
  areas!: string[];
  @TextListField({ min: 1, max: 30, example: ['Цифровые инструменты урока'], description: 'Name no person' })
  deficits!: string[];
  @CodeField(MENTORING_CHANNELS, { example: 'ONLINE' })
  channel!: MentoringChannel;
  @CodeField(SUPPORT_SCOPES, { description: 'From where the support comes' })
  scope!: SupportScope;
}
export class ExpertExitBody extends Dated {}

@ApiTags('experts')
@Controller('v1')
export class ExpertController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: 'organisations/:organisationId/expert-base-forms',
    act: 'approve-expert-base-form',
    summary: 'The municipality approves the form of its base of mentors and experts, or a corrected one',
  })
  approveForm(
    @Param('organisationId', PathUuid) municipalityId: Uuid,
    @Body() facts: ExpertBaseFormBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { municipalityId, ...facts };
    return this.acting.send(MunicipalityAct, { type: 'ApproveExpertBaseForm', data }, municipalityId, sent, {
      location: `/v1/organisations/${municipalityId}/registers/experts`,
    });
  }

  @CommandRoute({
    path: 'schools/:schoolId/participants/:participantId/expert-entry',
    act: 'list-expert',
    summary: 'Enters a participant into the base of mentors and experts',
  })
  listExpert(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: ExpertEntryBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { participantId, schoolId, ...facts };
    return this.acting.send(ParticipantAct, { type: 'ListAsExpert', data }, participantId, sent, {
      location: `/v1/organisations/${schoolId}/registers/experts`,
    });
  }

  @CommandRoute({
    path: 'schools/:schoolId/participants/:participantId/expert-entry',
    act: 'list-expert',
    method: 'PUT',
    summary: 'Brings an entry up to date, or confirms it',
  })
  updateExpert(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: ExpertEntryBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { participantId, schoolId, ...facts };
    return this.acting.send(ParticipantAct, { type: 'UpdateExpertEntry', data }, participantId, sent);
  }

  @CommandRoute({
    path: 'schools/:schoolId/participants/:participantId/expert-entry/exit',
    act: 'list-expert',
    summary: 'Removes an entry from the base of mentors and experts',
  })
  removeExpert(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: ExpertExitBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { participantId, schoolId, ...facts };
    return this.acting.send(ParticipantAct, { type: 'RemoveExpertEntry', data }, participantId, sent);
  }
}
