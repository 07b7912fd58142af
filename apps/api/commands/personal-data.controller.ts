/** Acts on a person's data themselves: correction, merger of two records, erasure (152-ФЗ, ст. 14, 20, 21). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ParticipantAct } from '@nastavnik/commands';
import {
  CORRECTION_REASONS,
  type CorrectionReason,
  DATA_CATEGORIES,
  type DataCategory,
  ERASURE_REASONS,
  type ErasureReason,
} from '@nastavnik/domain/vocabulary';
import type { Uuid } from '@nastavnik/kernel';
import { CodeField, PartField, PathUuid, UuidField } from '@nastavnik/platform/http';
import { PersonalData } from '../personal-data';
import { Accepted, Acting, plain } from './acting';
import { Dated } from './fields';
import { PersonBody } from './participant.controller';
import { CommandRoute, Sending, type Sent } from './route';

export class CorrectPersonalDataBody extends Dated {
  @CodeField(CORRECTION_REASONS, { example: 'NAME_CHANGED' })
  reason!: CorrectionReason;
  @PartField(() => PersonBody, { description: 'The whole record as it is now right; the former one is kept' })
  person!: PersonBody;
}
export class MergeParticipantBody extends Dated {
  @UuidField({ description: 'The record of the same person that stays' })
  survivorId!: Uuid;
}
export class ErasePersonalDataBody extends Dated {
  @CodeField(ERASURE_REASONS, { example: 'CONSENT_WITHDRAWN' })
  reason!: ErasureReason;
}

const isCategory = (kind: string): kind is DataCategory =>
  (DATA_CATEGORIES as readonly string[]).includes(kind);

@ApiTags('personal data')
@Controller('v1/schools/:schoolId/participants/:participantId')
export class PersonalDataController {
  constructor(
    private readonly acting: Acting,
    private readonly data: PersonalData,
  ) {}

  @CommandRoute({
    path: 'corrections',
    act: 'correct-personal-data',
    summary: 'Corrects a person’s name or other data',
    description:
      'The log keeps which fields and why; what stood there before stays in the vault with its dates.',
  })
  async correctPersonalData(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() { person, ...facts }: CorrectPersonalDataBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = this.acting.person(participantId, person);
    const fields = await this.data.changedFields(sent.stamp.actor, participantId, plain(person));
    const data = { participantId, schoolId, ...facts, fields, person: sealed.ref };
    return this.acting.send(ParticipantAct, { type: 'CorrectPersonalData', data }, participantId, sent, {
      sealed: [sealed],
      location: `/v1/schools/${schoolId}/participants/${participantId}/person`,
    });
  }

  @CommandRoute({
    path: 'merger',
    act: 'merge-participants',
    summary: 'This record is a second one of a person whose other record stays',
    description:
      'Registers show the other one, with what this one went through. One in a pair is the one to stay.',
  })
  mergeParticipant(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: MergeParticipantBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { participantId, schoolId, ...facts };
    return this.acting.send(ParticipantAct, { type: 'MergeParticipant', data }, participantId, sent);
  }

  @CommandRoute({
    path: 'erasure',
    act: 'erase-personal-data',
    summary: 'Destroys everything the vault holds about a person, with the key it was encrypted under',
    description:
      'Cannot be undone. Refused for a member of a pair, and while a lawful ground to retain stands. Histories and proofs stay.',
  })
  async erasePersonalData(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: ErasePersonalDataBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const { holdings } = await this.data.heldAbout(participantId);
    const data = {
      ...{ participantId, schoolId, ...facts },
      categories: holdings.map(({ kind }) => kind).filter(isCategory),
      systems: ['VAULT' as const],
      records: holdings.reduce((sum, { records }) => sum + records, 0),
    };
    return this.acting.send(ParticipantAct, { type: 'ErasePersonalData', data }, participantId, sent, {
      location: `/v1/schools/${schoolId}/participants/${participantId}/destruction`,
    });
  }
}
