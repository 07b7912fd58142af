/** Activities of a school or a municipality with their results, and what a person was trained in. */
import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ACTIVITY_KINDS, type ActivityKind, cadencePeriods } from '@nastavnik/domain';
import { profileOf } from '@nastavnik/evidence';
import type { Actor, Uuid } from '@nastavnik/kernel';
import { After, By, CodeField, PathUuid, WholeField } from '@nastavnik/platform/http';
import {
  ACTIVITY_SORTS,
  type ActivityEntry,
  ActivityRegisterQuery,
  HeldActivitiesQuery,
  type Page,
  parse,
  TrainingRecordQuery,
} from '@nastavnik/read-models';
import { plain } from '../commands/acting';
import { Fresh, Paged, QueryRoute, Reading } from './reading';
import { directions, RegisterPage } from './registers.controller';
import * as examples from './examples/answers';
import * as registerExamples from './examples/registers';

const MODEL = 'activity-register';

export class ActivitiesQuery extends Paged {
  @CodeField(ACTIVITY_KINDS, { optional: true })
  kind?: ActivityKind;
  @Type(() => Number)
  @WholeField({ min: 1990, max: 2100, optional: true, example: 2021, description: 'Held, or planned' })
  year?: number;
  @CodeField(directions(ACTIVITY_SORTS), { optional: true })
  sort?: (typeof ACTIVITY_SORTS)[number] | `-${(typeof ACTIVITY_SORTS)[number]}`;
}

export class CadenceQuery extends Fresh {
  @Type(() => Number)
  @WholeField({ min: 1990, max: 2100, example: 2021, description: 'First year' })
  from!: number;
  @Type(() => Number)
  @WholeField({ min: 1990, max: 2100, example: 2024, description: 'Last year' })
  until!: number;
}

export const peopleOf = ({ content, entered, participantIds }: ActivityEntry): readonly Uuid[] => [
  ...entered.participantIds,
  ...participantIds,
  ...('hostId' in content ? [content.hostId] : []),
];

/** Who receives psychological support, and from whom, does not leave the school (invariant 34). */
export const withoutSupported = (entry: ActivityEntry): object =>
  entry.content.kind !== 'PSYCHOLOGICAL_SUPPORT'
    ? entry
    : { ...entry, content: { kind: entry.content.kind, topic: entry.content.topic }, participantIds: [] };

@ApiTags('registers')
@Controller('v1')
export class ActivityQueriesController {
  constructor(
    private readonly reading: Reading,
    private readonly activities: ActivityRegisterQuery,
    private readonly trainings: TrainingRecordQuery,
    private readonly held: HeldActivitiesQuery,
  ) {}

  @QueryRoute({
    path: 'organisations/:organisationId/registers/activities',
    act: 'read-registers',
    summary: 'Register of activities',
    description: 'A municipality sees those of its schools beside its own.',
    answer: { type: RegisterPage },
    example: registerExamples.activitiesPage,
  })
  async readActivities(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { after: _after, ...question }: ActivitiesQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    const asOf = await this.reading.asOf(MODEL, after);
    const found = await this.reading.page(() => this.activities.find({ organisationId, ...plain(question) }));
    const page = parse<Page<ActivityEntry>>(found);
    const people = await this.reading.names(page.items.flatMap(peopleOf), actor, `register:${MODEL}`);
    return JSON.stringify(
      people === undefined
        ? { asOf, ...page, items: page.items.map(withoutSupported) }
        : { asOf, ...page, people },
    );
  }

  @QueryRoute({
    path: 'organisations/:organisationId/activity-cadence',
    act: 'read-organisation',
    summary: 'What the regulation wants held in so many years, and what was held',
    description:
      'By the regulation in force on the last day. Whole periods only, counted from the first year.',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.cadence,
  })
  async readCadence(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { from, until }: CadenceQuery,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf(MODEL, after);
    const [{ parameters }, held] = await Promise.all([
      profileOf(this.reading.log(), organisationId, `${until}-12-31`),
      this.held.find({ organisationId }),
    ]);
    const { value, clauses } = parameters.eventCadence;
    return JSON.stringify({ asOf, periods: cadencePeriods(value, held, { from, until }), clauses });
  }

  @QueryRoute({
    path: 'schools/:schoolId/participants/:participantId/trainings',
    act: 'read-trainings',
    wholeMunicipality: true,
    summary: 'What a person was trained in, wherever it was held',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.trainings,
  })
  async readTrainings(
    @Param('participantId', PathUuid) participantId: Uuid,
    @Query() _fresh: Fresh,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf(MODEL, after);
    const items = await this.trainings.find({ participantId });
    return `{"asOf":${JSON.stringify(asOf)},"items":${items}}`;
  }
}
