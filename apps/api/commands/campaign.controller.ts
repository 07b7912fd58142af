/** Monitoring of a municipality over its schools, or of a school by itself: opened, submitted, summed up, analysed, sent (SEV-IV-3, IZO-4.1-07). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CampaignAct } from '@nastavnik/commands';
import {
  ACKNOWLEDGEMENT_OUTCOMES,
  type AcknowledgementOutcome,
  CAMPAIGN_KINDS,
  type CampaignKind,
  DEFICIT_TYPES,
  type DeficitType,
  MEASURE_KINDS,
  type MeasureKind,
  MONITORING_ACTORS,
  MONITORING_ASPECTS,
  MONITORING_RECIPIENTS,
  type MonitoringActor,
  type MonitoringAspect,
  type MonitoringRecipient,
  SUBMISSION_FAULTS,
  type SubmissionFault,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  CodeListField,
  DateField,
  FlagField,
  PartField,
  PartListField,
  PathUuid,
  TextField,
  TextListField,
  UuidField,
  UuidListField,
  WholeField,
} from '@nastavnik/platform/http';
import { Accepted, Acting, plain } from './acting';
import { Creating, Dated, Words } from './fields';
import { measured, MeasuredBody } from './measures';
import { CommandRoute, Sending, type Sent } from './route';

const MANY = 1000;

export class WindowBody {
  @DateField({ example: '2021-11-01' })
  from!: IsoDate;
  @DateField({
    example: '2021-11-20',
    description: 'Later only what was returned, or within the term of a reminder',
  })
  until!: IsoDate;
}
export class CriterionBody {
  @TextField({ max: 60, pattern: /^[A-Z][A-Z0-9_]*$/, example: 'MEETINGS_REGULAR' })
  code!: string;
  @CodeField(MONITORING_ASPECTS)
  aspect!: MonitoringAspect;
  @TextField({ max: 500, example: 'Регулярность встреч' })
  title!: string;
  @CodeField(MEASURE_KINDS, { optional: true })
  measure?: MeasureKind;
  @TextListField({ optional: true, example: ['YOUNG_SPECIALISTS'], description: 'Told part by part' })
  parts?: string[];
  @WholeField({ min: 0, max: 100, optional: true, example: 50, description: 'Least percentage of a share' })
  atLeastPercent?: number;
}
export class SetRefBody {
  @TextField({ max: 60, example: 'R145', description: 'Code of a set: built in, or adopted' })
  code!: string;
  @WholeField({ min: 1, max: 1000, example: 1 })
  version!: number;
}
export class OpenCampaignBody extends Creating {
  @CodeField(CAMPAIGN_KINDS)
  kind!: CampaignKind;
  @WholeField({ min: 2000, max: 2100, example: 2021 })
  year!: number;
  @PartField(() => WindowBody)
  window!: WindowBody;
  @DateField({ example: '2021-11-01', description: 'Day that the figures tell about' })
  snapshotOn!: IsoDate;
  @PartListField(() => CriterionBody, {
    min: 0,
    max: 200,
    description: 'Own criteria, beside the indicators of the regulation',
  })
  criteria!: CriterionBody[];
  @WholeField({ min: 1, max: 1000, description: 'Version of the set of indicators' })
  setVersion!: number;
  @PartListField(() => SetRefBody, {
    min: 0,
    max: 20,
    optional: true,
    description: 'Sets with computed indicators; each is fixed in the campaign by its version',
  })
  sets?: SetRefBody[];
  @UuidListField({ min: 0, optional: true, description: 'Schools of the municipality; a school asks itself' })
  schoolIds?: Uuid[];
  @FlagField({ optional: true, description: 'Asked for beside the calendar' })
  onRequest?: boolean;
  @UuidField({ optional: true, description: 'Order that opens it' })
  orderId?: Uuid;
}
export class CountedFromBody {
  @TextField({ max: 100, example: 'pair-register' })
  list!: string;
  @TextField({ max: 20, pattern: /^(0|[1-9]\d{0,18})$/, example: '1234', description: '`asOf` of the list' })
  position!: string;
}
export class CountedBody extends MeasuredBody {
  @PartField(() => CountedFromBody)
  countedFrom!: CountedFromBody;
}
export class EnteredBody {
  @TextField({ max: 60, example: 'YOUNG_TEACHERS_ALL', description: 'Code of a field of a set' })
  field!: string;
  @WholeField({ min: 0, max: 1_000_000_000, optional: true, example: 12 })
  number?: number;
  @TextField({
    max: 1000,
    optional: true,
    pattern: /^https?:\/\/\S+$/,
    example: 'https://school62.example.org/mentoring',
  })
  link?: string;
}
export class RemindBody extends Dated {
  @DateField({ example: '2021-11-26', description: 'Last day of the new term' })
  until!: IsoDate;
}
export class SubmitMonitoringBody extends Dated {
  @UuidField({ description: 'Campaign of the school or of its municipality' })
  campaignId!: Uuid;
  @PartListField(() => CountedBody, { min: 0, max: MANY, description: 'Counted out of a register' })
  counted!: CountedBody[];
  @PartListField(() => MeasuredBody, { min: 0, max: MANY, description: 'Stated by the school' })
  stated!: MeasuredBody[];
  @PartListField(() => EnteredBody, {
    min: 0,
    max: MANY,
    optional: true,
    description: 'Fields of the sets; all else is counted from the events',
  })
  entered?: EnteredBody[];
  @PartField(() => Words, { optional: true })
  note?: Words;
}
export class SubmissionBody extends Dated {
  @UuidField()
  schoolId!: Uuid;
  @WholeField({ min: 1, max: 10_000, description: 'Version of the submission that is answered' })
  version!: number;
}
export class FaultBody {
  @TextField({ max: 200, example: 'ORG_TEACHER_COVERAGE' })
  indicator!: string;
  @CodeField(SUBMISSION_FAULTS)
  fault!: SubmissionFault;
}
export class ReturnSubmissionBody extends SubmissionBody {
  @PartListField(() => FaultBody, { min: 0, max: MANY })
  faults!: FaultBody[];
  @PartField(() => Words, { optional: true })
  note?: Words;
}
export class ConsolidateBody extends Dated {}
export class DeficitBody {
  @CodeField(DEFICIT_TYPES)
  type!: DeficitType;
  @WholeField({ min: 0, max: 1_000_000, example: 7, description: 'How many were found' })
  found!: number;
}
export class RecommendationBody {
  @UuidField({ description: 'Whom it is addressed to' })
  organisationId!: Uuid;
  @TextField({ max: 2000, example: 'Курсы повышения квалификации по конструированию урока' })
  measure!: string;
  @CodeListField(DEFICIT_TYPES, { min: 0, description: 'Deficits it answers' })
  answers!: DeficitType[];
}
export class AnalyseBody extends Dated {
  @PartListField(() => DeficitBody, { min: 0, max: DEFICIT_TYPES.length })
  deficits!: DeficitBody[];
  @TextListField({ min: 0, example: ['Курсы по конструированию урока'] })
  needs!: string[];
  @TextListField({ min: 0, example: ['Наставников меньше, чем просят'] })
  problemZones!: string[];
  @PartListField(() => RecommendationBody, { min: 0, max: MANY })
  recommendations!: RecommendationBody[];
  @TextListField({ min: 0, optional: true, example: ['Пары «учитель – учитель»'] })
  bestPractices?: string[];
  @CodeListField(MONITORING_ACTORS, { min: 0, optional: true, description: 'Who took part' })
  contributors?: MonitoringActor[];
}
export class SendBody extends Dated {
  @CodeField(MONITORING_RECIPIENTS)
  recipient!: MonitoringRecipient;
}
export class ConfirmReceiptBody extends SendBody {
  @TextField({ max: 100, optional: true, example: 'вх. 17' })
  reference?: string;
}

export class AcknowledgeReportBody extends SendBody {
  @TextField({
    max: 64,
    pattern: /^[0-9a-f]{64}$/,
    example: '5e'.repeat(32),
    description: 'SHA-256 of the XML file that is answered, as the event of its sending says it',
  })
  sha256!: string;
  @CodeField(ACKNOWLEDGEMENT_OUTCOMES)
  outcome!: AcknowledgementOutcome;
  @TextField({ max: 100, optional: true, example: '42-М/2021', description: 'Of an accepted report' })
  number?: string;
  @TextField({ max: 1000, optional: true, example: 'Файл не открывается', description: 'Of a refused one' })
  reason?: string;
}

@ApiTags('campaigns')
@Controller('v1/organisations/:organisationId')
export class CampaignController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({ path: 'campaigns', act: 'lead-campaign', summary: 'Opens a monitoring' })
  openCampaign(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { id, schoolIds = [], onRequest = false, ...facts }: OpenCampaignBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const campaignId = this.acting.newId(sent.stamp, id);
    const data = {
      campaignId,
      organisationId,
      schoolIds,
      onRequest,
      ...facts,
      criteria: plain(facts.criteria),
      sets: plain(facts.sets ?? []),
    };
    return this.acting.send(CampaignAct, { type: 'OpenCampaign', data }, campaignId, sent, {
      location: `/v1/organisations/${organisationId}/campaigns/${campaignId}`,
    });
  }

  @CommandRoute({
    path: 'campaign-submissions',
    act: 'submit-monitoring',
    summary: 'The school tells its figures, counted ones apart from stated ones',
  })
  submitMonitoring(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Body() { campaignId, effectiveOn, counted, stated, entered = [], note }: SubmitMonitoringBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed =
      note === undefined ? undefined : this.acting.text(sent.stamp, 'note', organisationId, note);
    const data = {
      ...{ campaignId, organisationId, effectiveOn },
      counted: plain(counted.map(measured)),
      stated: plain(stated.map(measured)),
      entered: plain(entered),
      note: sealed?.ref,
    };
    return this.acting.send(CampaignAct, { type: 'SubmitMonitoring', data }, campaignId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: 'campaigns/:campaignId/returns',
    act: 'lead-campaign',
    summary: 'Returns a submission, saying what is wrong with which indicator',
  })
  returnSubmission(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Body() { note, ...facts }: ReturnSubmissionBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed =
      note === undefined ? undefined : this.acting.text(sent.stamp, 'note', facts.schoolId, note);
    const data = { campaignId, organisationId, ...facts, note: sealed?.ref };
    return this.acting.send(CampaignAct, { type: 'ReturnSubmission', data }, campaignId, sent, {
      sealed: [sealed],
    });
  }

  @CommandRoute({
    path: 'campaigns/:campaignId/acceptances',
    act: 'lead-campaign',
    summary: 'Accepts a submission',
  })
  acceptSubmission(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Body() facts: SubmissionBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { campaignId, organisationId, ...facts };
    return this.acting.send(CampaignAct, { type: 'AcceptSubmission', data }, campaignId, sent);
  }

  @CommandRoute({
    path: 'campaigns/:campaignId/reminders',
    act: 'lead-campaign',
    summary: 'Reminds every school that is overdue and gives a new term; nobody is reminded twice within it',
  })
  remindSchools(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Body() facts: RemindBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { campaignId, organisationId, ...facts };
    return this.acting.send(CampaignAct, { type: 'RemindSchools', data }, campaignId, sent);
  }

  @CommandRoute({
    path: 'campaigns/:campaignId/consolidation',
    act: 'lead-campaign',
    summary: 'Sums up what was accepted; whoever is overdue is named',
  })
  consolidateCampaign(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Body() facts: ConsolidateBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { campaignId, organisationId, ...facts };
    return this.acting.send(CampaignAct, { type: 'ConsolidateCampaign', data }, campaignId, sent);
  }

  @CommandRoute({
    path: 'campaigns/:campaignId/analysis',
    act: 'lead-campaign',
    summary: 'Deficits, needs, problem zones and recommendations to organisations',
    description: 'Программа ЗАТО Северск, IV.6',
  })
  analyseCampaign(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Body() { bestPractices = [], contributors = [], ...facts }: AnalyseBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { campaignId, organisationId, bestPractices, contributors, ...facts };
    return this.acting.send(CampaignAct, { type: 'AnalyseCampaign', data }, campaignId, sent);
  }

  @CommandRoute({
    path: 'campaigns/:campaignId/sendings',
    act: 'lead-campaign',
    summary: 'Results are sent to a recipient that the regulation names',
  })
  sendCampaign(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Body() facts: SendBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { campaignId, organisationId, ...facts };
    return this.acting.send(CampaignAct, { type: 'SendCampaign', data }, campaignId, sent);
  }

  @CommandRoute({
    path: 'campaigns/:campaignId/receipts',
    act: 'confirm-receipt',
    summary: 'The recipient has confirmed the results',
  })
  confirmReceipt(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Body() facts: ConfirmReceiptBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { campaignId, organisationId, ...facts };
    return this.acting.send(CampaignAct, { type: 'ConfirmReceipt', data }, campaignId, sent);
  }
  @CommandRoute({
    path: 'campaigns/:campaignId/acknowledgements',
    act: 'acknowledge-report',
    summary: 'The system of the recipient has taken the report over under its number, or has refused it',
  })
  acknowledgeReport(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('campaignId', PathUuid) campaignId: Uuid,
    @Body() facts: AcknowledgeReportBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const data = { campaignId, organisationId, ...facts };
    return this.acting.send(CampaignAct, { type: 'AcknowledgeReport', data }, campaignId, sent);
  }
}
