/** Complaints about a mentor: shown, explained, decided (S62-8-02, 8-03). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppealAct } from '@nastavnik/commands';
import type { Uuid } from '@nastavnik/kernel';
import { CodeField, PartField, PathUuid, UuidField } from '@nastavnik/platform/http';
import { SchoolDirectory } from '../directory';
import { Accepted, Acting } from './acting';
import { Creating, Dated, Words } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

const DECISIONS = ['UPHELD', 'PARTLY_UPHELD', 'DISMISSED'] as const;

export class RegisterComplaintBody extends Creating {
  @UuidField({ description: 'Mentor complained about' })
  mentorId!: Uuid;
  @UuidField({ optional: true })
  pairId?: Uuid;
  @PartField(() => Words)
  complaint!: Words;
}
export class DiscloseComplaintBody extends Dated {}
export class RecordExplanationBody extends Dated {
  @PartField(() => Words, { optional: true, description: 'Absent: the mentor declined to explain' })
  explanation?: Words;
}
export class CloseComplaintBody extends Dated {
  @CodeField(DECISIONS)
  decision!: (typeof DECISIONS)[number];
  @PartField(() => Words, { optional: true })
  grounds?: Words;
}

@ApiTags('complaints')
@Controller('v1/schools/:schoolId/complaints')
export class AppealController {
  constructor(
    private readonly acting: Acting,
    private readonly directory: SchoolDirectory,
  ) {}

  @CommandRoute({ path: '', act: 'register-complaint', summary: 'Registers a complaint about a mentor' })
  registerComplaint(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Body() { id, mentorId, pairId, complaint, effectiveOn }: RegisterComplaintBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const appealId = this.acting.newId(stamp, id);
    const sealed = this.acting.text(stamp, 'complaint', mentorId, complaint);
    return this.acting.carry(
      new AppealAct(
        {
          type: 'RegisterComplaint',
          data: {
            appealId,
            schoolId,
            effectiveOn,
            mentorId,
            ...(pairId === undefined ? {} : { pairId }),
            text: sealed.ref,
          },
          stamp,
        },
        { ...when, sealed: [sealed] },
      ),
      appealId,
      reply,
    );
  }

  @CommandRoute({
    path: ':appealId/disclosure',
    act: 'disclose-complaint',
    summary: 'Shows the complaint to the mentor',
  })
  discloseComplaint(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('appealId', PathUuid) appealId: Uuid,
    @Body() { effectiveOn }: DiscloseComplaintBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    return this.acting.carry(
      new AppealAct({ type: 'DiscloseComplaint', data: { appealId, schoolId, effectiveOn }, stamp }, when),
      appealId,
      reply,
    );
  }

  @CommandRoute({
    path: ':appealId/explanation',
    act: 'explain-complaint',
    summary: 'The mentor explained, or declined to',
  })
  async recordExplanation(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('appealId', PathUuid) appealId: Uuid,
    @Body() { effectiveOn, explanation }: RecordExplanationBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const sealed =
      explanation === undefined
        ? undefined
        : this.acting.text(stamp, 'explanation', await this.mentorOf(appealId), explanation);
    return this.acting.carry(
      new AppealAct(
        {
          type: 'RecordExplanation',
          data: { appealId, schoolId, effectiveOn, ...(sealed === undefined ? {} : { text: sealed.ref }) },
          stamp,
        },
        { ...when, ...(sealed === undefined ? {} : { sealed: [sealed] }) },
      ),
      appealId,
      reply,
    );
  }

  @CommandRoute({ path: ':appealId/closing', act: 'close-complaint', summary: 'Decides the complaint' })
  async closeComplaint(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('appealId', PathUuid) appealId: Uuid,
    @Body() { effectiveOn, decision, grounds }: CloseComplaintBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const sealed =
      grounds === undefined
        ? undefined
        : this.acting.text(stamp, 'grounds', await this.mentorOf(appealId), grounds);
    return this.acting.carry(
      new AppealAct(
        {
          type: 'CloseComplaint',
          data: {
            appealId,
            schoolId,
            effectiveOn,
            decision,
            ...(sealed === undefined ? {} : { text: sealed.ref }),
          },
          stamp,
        },
        { ...when, ...(sealed === undefined ? {} : { sealed: [sealed] }) },
      ),
      appealId,
      reply,
    );
  }

  private async mentorOf(appealId: Uuid): Promise<Uuid> {
    return (await this.directory.originOf('appeal', appealId))?.mentorId ?? appealId;
  }
}
