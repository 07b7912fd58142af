/** Designing the programme of a pair and what mentor and mentee say to each other in it. Words go to the vault, codes into the event. */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PairAct } from '@nastavnik/commands';
import type { PairCommand } from '@nastavnik/domain';
import {
  GOAL_HORIZONS,
  type GoalHorizon,
  HELP_REQUEST_KINDS,
  type HelpRequestKind,
  type Level,
  LEVELS,
  MODEL_ELEMENTS,
  type ModelElement,
  PLAN_FORMS,
  type PlanForm,
  type PlanPart,
  RECOMMENDATION_KINDS,
  type RecommendationKind,
  ROUTE_RESOURCES,
  type RouteResource,
  WORK_FORMATS,
  type WorkFormat,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  CodeListField,
  DateField,
  FlagField,
  PartField,
  PathNumber,
  PathUuid,
  TextField,
  UuidField,
  UuidListField,
} from '@nastavnik/platform/http';
import type { SealedRecord } from '@nastavnik/platform/vault';
import { SchoolDirectory } from '../directory';
import { Accepted, Acting, onlyForOneself } from './acting';
import { Dated, Words } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

/** Parts of the plan by the field that holds their words (KIL-5.3). */
const PART_OF = {
  goal: 'GOAL',
  ownResources: 'OWN_RESOURCES',
  environment: 'ENVIRONMENT',
  selfAnalysis: 'SELF_ANALYSIS',
  route: 'ROUTE',
} as const satisfies { readonly [field: string]: PlanPart };

export class PlanWords extends Words {
  @TextField({ max: 5000, optional: true, example: 'Выступить на школьной конференции' })
  goal?: string;
  @TextField({ max: 5000, optional: true, example: 'Любознательность, два свободных вечера' })
  ownResources?: string;
  @TextField({ max: 5000, optional: true, example: 'Кружки и конкурсы города' })
  environment?: string;
  @TextField({ max: 5000, optional: true, example: 'Чего не хватает для олимпиады' })
  selfAnalysis?: string;
  @TextField({ max: 5000, optional: true, example: 'Шаги по месяцам' })
  route?: string;
}
export class DraftPlanBody extends Dated {
  @UuidListField({ description: 'Mentor and mentee draft the plan together (п. 7, 9)' })
  authorIds!: Uuid[];
  @PartField(() => PlanWords, { description: 'Kept in the vault; the event says which parts there are' })
  plan!: PlanWords;
  @CodeListField(ROUTE_RESOURCES, { optional: true, description: 'What the route is filled with' })
  resources?: RouteResource[];
  @CodeField(PLAN_FORMS, { optional: true, description: 'What the plan is put into' })
  documentForm?: PlanForm;
  @CodeListField(MODEL_ELEMENTS, { optional: true, description: 'Elements of the model' })
  elements?: ModelElement[];
  @CodeListField(WORK_FORMATS, { optional: true, description: 'How they mean to work' })
  formats?: WorkFormat[];
}
export class CorrectedWords extends PlanWords {
  @TextField({ max: 5000, example: 'Конференция перенесена на май' })
  reasons!: string;
}
export class CorrectPlanBody extends DraftPlanBody {
  @PartField(() => CorrectedWords, {
    description: 'The whole plan as it stands now, and why it was corrected',
  })
  declare plan: CorrectedWords;
}
export class OrganisePlanningBody extends Dated {
  @DateField({ description: 'By which day the programme is to be developed' })
  dueOn!: IsoDate;
}
export class SetGoalBody extends Dated {
  @CodeField(GOAL_HORIZONS, { description: 'NEAR: within the term of the pair; LONG: the perspective' })
  horizon!: GoalHorizon;
  @DateField({ optional: true })
  dueOn?: IsoDate;
  @PartField(() => Words)
  goal!: Words;
}
export class AssessCompatibilityBody extends Dated {
  @UuidField()
  psychologistId!: Uuid;
  @UuidListField({ description: 'Candidates considered' })
  mentorIds!: Uuid[];
  @FlagField()
  compatible!: boolean;
  @PartField(() => Words)
  conclusion!: Words;
}
export class ReflectBody extends Dated {
  @UuidField()
  participantId!: Uuid;
  @PartField(() => Words)
  reflection!: Words;
}
export class FeedbackBody extends Dated {
  @UuidField()
  mentorId!: Uuid;
  @UuidField()
  menteeId!: Uuid;
  @CodeField(LEVELS, { optional: true, description: 'How capable the mentee is of developing further' })
  capability?: Level;
  @PartField(() => Words)
  feedback!: Words;
}
export class RecommendBody extends Dated {
  @UuidListField()
  mentorIds!: Uuid[];
  @UuidField()
  menteeId!: Uuid;
  @CodeField(RECOMMENDATION_KINDS)
  kind!: RecommendationKind;
  @PartField(() => Words)
  recommendation!: Words;
}
export class RequestHelpBody extends Dated {
  @UuidField()
  menteeId!: Uuid;
  @CodeField(HELP_REQUEST_KINDS)
  kind!: HelpRequestKind;
  @PartField(() => Words)
  request!: Words;
}
export class GiveHelpBody extends Dated {
  @UuidField()
  mentorId!: Uuid;
  @PartField(() => Words)
  answer!: Words;
}

/** Which parts the words of a plan have. */
const partsOf = (plan: PlanWords): { readonly parts?: PlanPart[] } => {
  const parts = (Object.keys(PART_OF) as (keyof typeof PART_OF)[])
    .filter((field) => plan[field] !== undefined)
    .map((field) => PART_OF[field]);
  return parts.length === 0 ? {} : { parts };
};

@ApiTags('pairs')
@Controller('v1/schools/:schoolId/pairs/:pairId')
export class PairProgrammeController {
  constructor(
    private readonly acting: Acting,
    private readonly directory: SchoolDirectory,
  ) {}

  @CommandRoute({
    path: 'compatibility',
    act: 'assess-compatibility',
    summary: 'A psychologist on the compatibility of the pair',
  })
  async assessCompatibility(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { conclusion, ...facts }: AssessCompatibilityBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = await this.about(pairId, sent, 'conclusion', conclusion);
    const data = { pairId, schoolId, ...facts, conclusion: sealed.ref };
    return this.send({ type: 'AssessCompatibility', data }, sent, sealed);
  }

  @CommandRoute({
    path: 'planning',
    act: 'organise-planning',
    summary: 'The curator organises the development of the programme',
  })
  organisePlanning(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() facts: OrganisePlanningBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    return this.send({ type: 'OrganisePlanning', data: { pairId, schoolId, ...facts } }, sent);
  }

  @CommandRoute({ path: 'plan', act: 'draft-plan', summary: 'Drafts the plan of mentoring (п. 7, 9)' })
  async draftPlan(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { plan, ...facts }: DraftPlanBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = await this.about(pairId, sent, 'plan', plan);
    const data = { pairId, schoolId, ...facts, ...partsOf(plan), plan: sealed.ref };
    return this.send({ type: 'DraftPlan', data }, sent, sealed);
  }

  @CommandRoute({
    path: 'plan/corrections',
    act: 'draft-plan',
    summary: 'Mentor and mentee correct the approved plan by mutual consent',
  })
  async correctPlan(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { plan, ...facts }: CorrectPlanBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = await this.about(pairId, sent, 'plan', plan);
    const data = { pairId, schoolId, ...facts, ...partsOf(plan), plan: sealed.ref };
    return this.send({ type: 'CorrectPlan', data }, sent, sealed);
  }

  @CommandRoute({ path: 'goals', act: 'set-goal', summary: 'A near goal, or the perspective (п. 7)' })
  async setGoal(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { goal, ...facts }: SetGoalBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = await this.about(pairId, sent, 'goal', goal);
    return this.send(
      { type: 'SetGoal', data: { pairId, schoolId, ...facts, goal: sealed.ref } },
      sent,
      sealed,
    );
  }

  @CommandRoute({
    path: 'reflections',
    act: 'record-reflection',
    summary: 'The mentee looks back at experience and difficulties, the mentor at the own work',
  })
  recordReflection(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { reflection, ...facts }: ReflectBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = this.acting.text(sent.stamp, 'reflection', facts.participantId, reflection);
    const data = { pairId, schoolId, ...facts, reflection: sealed.ref };
    return this.send({ type: 'RecordReflection', data }, sent, sealed);
  }

  @CommandRoute({
    path: 'feedback',
    act: 'give-feedback',
    summary: 'Feedback of a mentor, with an assessment of capability or without',
  })
  giveFeedback(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { feedback, ...facts }: FeedbackBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = this.acting.text(sent.stamp, 'feedback', facts.menteeId, feedback);
    const data = { pairId, schoolId, ...facts, feedback: sealed.ref };
    return this.send({ type: 'GiveFeedback', data }, sent, sealed);
  }

  @CommandRoute({
    path: 'recommendations',
    act: 'give-feedback',
    summary: 'Recommendations of the mentors of a group',
  })
  issueRecommendation(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { recommendation, ...facts }: RecommendBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    const sealed = this.acting.text(sent.stamp, 'recommendation', facts.menteeId, recommendation);
    const data = { pairId, schoolId, ...facts, recommendation: sealed.ref };
    return this.send({ type: 'IssueRecommendation', data }, sent, sealed);
  }

  @CommandRoute({
    path: 'help',
    act: 'request-help',
    summary: 'The mentee turns to the mentor of the own accord',
  })
  requestHelp(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Body() { request, ...facts }: RequestHelpBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    onlyForOneself('mentee', facts.menteeId, sent.stamp);
    const sealed = this.acting.text(sent.stamp, 'request', facts.menteeId, request);
    return this.send(
      { type: 'RequestHelp', data: { pairId, schoolId, ...facts, request: sealed.ref } },
      sent,
      sealed,
    );
  }

  @CommandRoute({ path: 'help/:number/answer', act: 'give-help', summary: 'The mentor answers a request' })
  async giveHelp(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('pairId', PathUuid) pairId: Uuid,
    @Param('number', PathNumber) number: number,
    @Body() { answer, ...facts }: GiveHelpBody,
    @Sending() sent: Sent,
  ): Promise<Accepted> {
    onlyForOneself('mentor', facts.mentorId, sent.stamp);
    const about = await this.directory.subjectsOfPair(pairId, facts.mentorId);
    const sealed = this.acting.text(sent.stamp, 'answer', about, answer);
    return this.send(
      { type: 'GiveHelp', data: { pairId, schoolId, number, ...facts, answer: sealed.ref } },
      sent,
      sealed,
    );
  }

  private send(
    command: Parameters<typeof this.acting.send<PairCommand>>[1],
    sent: Sent,
    sealed?: SealedRecord,
  ): Promise<Accepted> {
    const pairId = command.data.pairId as Uuid;
    return this.acting.send(PairAct, command, pairId, sent, {
      sealed: [sealed],
      location: `/v1/pairs/${pairId}`,
    });
  }

  /** Words about the mentees of a pair, sealed. */
  private async about(pairId: Uuid, { stamp }: Sent, name: string, words: Words): Promise<SealedRecord> {
    return this.acting.text(stamp, name, await this.directory.subjectsOfPair(pairId), words);
  }
}
