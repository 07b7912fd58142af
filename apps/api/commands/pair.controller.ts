/** Commands on a pair or group, from the proposal to the follow-up. Fixing, changing and ending come by order. */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PairAct } from '@nastavnik/commands';
import type { PairCommand } from '@nastavnik/domain';
import {
  type Form,
  FORMS,
  type Forum,
  FORUMS,
  GROWTH_MEASURES,
  type GrowthMeasure,
  type Level,
  LEVELS,
  MEETING_KINDS,
  type MeetingKind,
  MONITORING_KINDS,
  type MonitoringKind,
  PAIR_KINDS,
  type PairKind,
  ROLE_MODELS,
  type RoleModel,
  TASK_TYPES,
  type TaskType,
  WORK_FORMATS,
  type WorkFormat,
} from '@nastavnik/domain/vocabulary';
import type { Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  CodeListField,
  PartField,
  PartListField,
  PathNumber,
  PathUuid,
  TextField,
  UuidField,
  UuidListField,
  WholeField,
} from '@nastavnik/platform/http';
import type { SealedRecord } from '@nastavnik/platform/vault';
import { SchoolDirectory } from '../directory';
import { Accepted, Acting, onlyForOneself, plain } from './acting';
import { Creating, Dated, Words } from './fields';
import { FindingBody, measured } from './measures';
import { CommandRoute, Sending, type Sent } from './route';

const THROUGH = ['SELF', 'REPRESENTATIVE'] as const;

export class ProposePairBody extends Creating {
  @CodeField(PAIR_KINDS)
  kind!: PairKind;
  @CodeField(FORMS)
  form!: Form;
  @UuidListField()
  menteeIds!: Uuid[];
  @CodeListField(TASK_TYPES)
  tasks!: TaskType[];
  @CodeField(ROLE_MODELS, { optional: true, description: 'Who meets whom inside the form' })
  roleModel?: RoleModel;
}
export class OfferCandidatesBody extends Dated {
  @UuidListField()
  mentorIds!: Uuid[];
}
export class ChooseMentorBody extends Dated {
  @UuidField()
  mentorId!: Uuid;
  @UuidField()
  menteeId!: Uuid;
  @CodeField(THROUGH, { description: 'By the mentee, or through a representative (п. 10)' })
  through!: (typeof THROUGH)[number];
}
export class FamiliariseBody extends Dated {
  @UuidListField()
  participantIds!: Uuid[];
  @CodeField(FORUMS, { optional: true })
  forum?: Forum;
}
/** Levels, never marks (S62-6.5). */
export class LevelsBody implements Record<GrowthMeasure, Level | undefined> {
  @CodeField(LEVELS, { optional: true })
  MOTIVATION_PERSONAL: Level | undefined;
  @CodeField(LEVELS, { optional: true })
  COMPETENCE: Level | undefined;
  @CodeField(LEVELS, { optional: true })
  PROFESSIONAL: Level | undefined;
  @CodeField(LEVELS, { optional: true })
  EDUCATIONAL_RESULTS: Level | undefined;
}
export class AssessmentBody {
  @UuidField()
  menteeId!: Uuid;
  @PartField(() => LevelsBody, { description: `Levels of ${GROWTH_MEASURES.join(', ')}` })
  levels!: LevelsBody;
}
export class AssessBody extends Dated {
  @PartListField(() => AssessmentBody)
  assessments!: AssessmentBody[];
}
export class DayBody extends Dated {}
export class HoldMeetingBody extends Dated {
  @CodeField(MEETING_KINDS)
  kind!: MeetingKind;
  @UuidListField()
  attendeeIds!: Uuid[];
  @WholeField({
    min: 1,
    max: 200,
    optional: true,
    example: 8,
    description: 'Only at the planning meeting: how many regular meetings the pair agreed on (п. 5.5)',
  })
  plannedRegularMeetings?: number;
  @CodeListField(WORK_FORMATS, { optional: true, description: 'How they worked' })
  formats?: WorkFormat[];
  @PartField(() => Words, { optional: true })
  notes?: Words;
}
export class CompleteMonitoringBody extends Dated {
  @CodeField(MONITORING_KINDS)
  kind!: MonitoringKind;
  @PartListField(() => FindingBody, { min: 0 })
  findings!: FindingBody[];
  @TextField({
    max: 20,
    optional: true,
    description: 'Accepted only to be refused with the clause that forbids marks (п. 6.5)',
  })
  grade?: string;
  @PartField(() => Words, { optional: true })
  note?: Words;
}
/** S62-7-10. */
export class ReportBody {
  @TextField({ max: 20_000, example: 'Проведено восемь занятий по алгебре' })
  work!: string;
  @TextField({ max: 20_000, example: 'Продолжить занятия в следующем году' })
  proposals!: string;
  @TextField({ max: 20_000, example: 'Цель плана достигнута' })
  conclusions!: string;
}
export class SubmitReportBody extends Dated {
  @UuidField()
  mentorId!: Uuid;
  @PartField(() => ReportBody, { description: 'Kept in the vault' })
  report!: ReportBody;
}
export class OpenFollowUpBody extends Dated {
  @PartField(() => Words, { optional: true })
  situation?: Words;
}

@ApiTags('pairs')
@Controller('v1/schools/:schoolId/pairs')
export class PairController {
  constructor(
    private readonly acting: Acting,
    private readonly directory: SchoolDirectory,
  ) {}

  @CommandRoute({ path: '', act: 'propose-pair', summary: 'Proposes a pair or group for its mentees' })
  proposePair(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Body() { id, ...facts }: ProposePairBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const pairId = this.acting.newId(sent.stamp, id);
    return this.carry({ type: 'ProposePair', data: { pairId, schoolId, ...facts }, stamp: sent.stamp }, sent);
  }

  @CommandRoute({
    path: ':pairId/candidates',
    act: 'offer-candidates',
    summary: 'Offers candidate mentors (п. 10)',
  })
  offerCandidates(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() facts: OfferCandidatesBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.carry(
      { type: 'OfferCandidates', data: { pairId, schoolId, ...facts }, stamp: sent.stamp },
      sent,
    );
  }

  @CommandRoute({
    path: ':pairId/choice',
    act: 'choose-mentor',
    summary: 'The mentee chooses a mentor (п. 10)',
  })
  chooseMentor(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() facts: ChooseMentorBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    onlyForOneself('mentee', facts.menteeId, sent.stamp);
    return this.carry(
      { type: 'ChooseMentor', data: { pairId, schoolId, ...facts }, stamp: sent.stamp },
      sent,
    );
  }

  @CommandRoute({
    path: ':pairId/familiarisation',
    act: 'familiarise-participants',
    summary: 'Participants got to know the programmes (п. 4.12)',
  })
  familiariseParticipants(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() facts: FamiliariseBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.carry(
      { type: 'FamiliariseParticipants', data: { pairId, schoolId, ...plain(facts) }, stamp: sent.stamp },
      sent,
    );
  }

  @CommandRoute({
    path: ':pairId/regulation',
    act: 'move-pair',
    summary: 'The pair goes on under the regulation in force; until then it keeps the one it was fixed under',
  })
  movePairToRegulation(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { effectiveOn }: DayBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.carry(
      { type: 'MovePairToRegulation', data: { pairId, schoolId, effectiveOn }, stamp: sent.stamp },
      sent,
    );
  }

  @CommandRoute({
    path: ':pairId/entry-assessment',
    act: 'assess-entry',
    summary: 'Levels at the entry (п. 6.3)',
  })
  assessEntry(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() facts: AssessBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.carry(
      { type: 'AssessEntry', data: { pairId, schoolId, ...plain(facts) }, stamp: sent.stamp },
      sent,
    );
  }

  @CommandRoute({ path: ':pairId/plan/approval', act: 'approve-plan', summary: 'Approves the plan' })
  approvePlan(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { effectiveOn }: DayBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.carry(
      { type: 'ApprovePlan', data: { pairId, schoolId, effectiveOn }, stamp: sent.stamp },
      sent,
    );
  }

  @CommandRoute({ path: ':pairId/meetings', act: 'hold-meeting', summary: 'A meeting was held (п. 5.3)' })
  async holdMeeting(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { notes, ...facts }: HoldMeetingBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = await this.about(pairId, sent, 'notes', notes);
    return this.carry(
      {
        type: 'HoldMeeting',
        data: { pairId, schoolId, ...plain(facts), ...(sealed === undefined ? {} : { notes: sealed.ref }) },
        stamp: sent.stamp,
      },
      sent,
      sealed,
    );
  }

  @CommandRoute({
    path: ':pairId/meetings/:number/cancellation',
    act: 'cancel-meeting',
    summary: 'Cancels the latest record of a meeting that did not take place',
  })
  cancelMeetingRecord(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Param('number', PathNumber) number: number,
    @Body() { effectiveOn }: DayBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.carry(
      { type: 'CancelMeetingRecord', data: { pairId, schoolId, effectiveOn, number }, stamp: sent.stamp },
      sent,
    );
  }

  @CommandRoute({
    path: ':pairId/monitoring',
    act: 'complete-monitoring',
    summary: 'Interim or final monitoring, in levels and without marks (п. 6.4, 6.5)',
  })
  async completeMonitoring(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { note, findings, ...facts }: CompleteMonitoringBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = await this.about(pairId, sent, 'note', note);
    return this.carry(
      {
        type: 'CompleteMonitoring',
        data: {
          ...{ pairId, schoolId, ...plain(facts), findings: plain(findings.map(measured)) },
          ...(sealed === undefined ? {} : { note: sealed.ref }),
        },
        stamp: sent.stamp,
      },
      sent,
      sealed,
    );
  }

  @CommandRoute({ path: ':pairId/report', act: 'submit-report', summary: 'Report of the mentor (п. 7)' })
  async submitMentorReport(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { report, ...facts }: SubmitReportBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    onlyForOneself('mentor', facts.mentorId, sent.stamp);
    const about = await this.directory.subjectsOfPair(pairId, facts.mentorId);
    const sealed = this.acting.text(sent.stamp, 'report', about, report);
    return this.carry(
      {
        type: 'SubmitMentorReport',
        data: { pairId, schoolId, ...facts, report: sealed.ref },
        stamp: sent.stamp,
      },
      sent,
      sealed,
    );
  }

  @CommandRoute({
    path: ':pairId/exit-assessment',
    act: 'assess-exit',
    summary: 'Levels at the exit (п. 6.3)',
  })
  assessExit(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() facts: AssessBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.carry(
      { type: 'AssessExit', data: { pairId, schoolId, ...plain(facts) }, stamp: sent.stamp },
      sent,
    );
  }

  @CommandRoute({ path: ':pairId/completion', act: 'complete-pair', summary: 'The programme is completed' })
  completePair(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { effectiveOn }: DayBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.carry(
      { type: 'CompletePair', data: { pairId, schoolId, effectiveOn }, stamp: sent.stamp },
      sent,
    );
  }

  @CommandRoute({ path: ':pairId/resumption', act: 'resume-pair', summary: 'A suspended pair goes on' })
  resumePair(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { effectiveOn }: DayBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.carry(
      { type: 'ResumePair', data: { pairId, schoolId, effectiveOn }, stamp: sent.stamp },
      sent,
    );
  }

  @CommandRoute({
    path: ':pairId/follow-up',
    act: 'open-follow-up',
    summary: 'Help in an acute situation after completion',
  })
  async openFollowUp(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { effectiveOn, situation }: OpenFollowUpBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = await this.about(pairId, sent, 'situation', situation);
    return this.carry(
      {
        type: 'OpenFollowUp',
        data: { pairId, schoolId, effectiveOn, ...(sealed === undefined ? {} : { situation: sealed.ref }) },
        stamp: sent.stamp,
      },
      sent,
      sealed,
    );
  }

  @CommandRoute({
    path: ':pairId/follow-up/closing',
    act: 'close-follow-up',
    summary: 'Closes the follow-up',
  })
  closeFollowUp(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { effectiveOn }: DayBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.carry(
      { type: 'CloseFollowUp', data: { pairId, schoolId, effectiveOn }, stamp: sent.stamp },
      sent,
    );
  }

  private carry(command: PairCommand, { when, reply }: Sent, sealed?: SealedRecord): Promise<Accepted> {
    const { pairId } = command.data;
    return this.acting.carry(
      new PairAct(command, { ...when, ...(sealed === undefined ? {} : { sealed: [sealed] }) }),
      pairId,
      reply,
      `/v1/pairs/${pairId}`,
    );
  }

  /** Words about the mentees of a pair, sealed. */
  private about(pairId: Uuid, sent: Sent, name: string, words: Words): Promise<SealedRecord>;
  private about(
    pairId: Uuid,
    sent: Sent,
    name: string,
    words: Words | undefined,
  ): Promise<SealedRecord | undefined>;
  private async about(
    pairId: Uuid,
    { stamp }: Sent,
    name: string,
    words: Words | undefined,
  ): Promise<SealedRecord | undefined> {
    if (words === undefined) return undefined;
    return this.acting.text(stamp, name, await this.directory.subjectsOfPair(pairId), words);
  }
}
