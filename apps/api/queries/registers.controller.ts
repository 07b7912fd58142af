/** Registers of one school: mentees, mentors, pairs (S62-4.4, 3.2-5). */
import { Controller, Param, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Form, FORMS } from '@nastavnik/domain/vocabulary';
import type { Actor, Uuid } from '@nastavnik/kernel';
import { After, By, CodeField, PathUuid } from '@nastavnik/platform/http';
import {
  type JsonText,
  MENTEE_SORTS,
  MENTEE_STATUSES,
  type MenteeEntry,
  MenteeRegisterQuery,
  type MenteeStatus,
  MENTOR_SORTS,
  MENTOR_STATUSES,
  type MentorEntry,
  MentorRegisterQuery,
  type MentorStatus,
  type Page,
  PAIR_SORTS,
  PAIR_STATUSES,
  type PairEntry,
  PairRegisterQuery,
  type PairStatus,
  parse,
} from '@nastavnik/read-models';
import { plain } from '../commands/acting';
import { Paged, QueryRoute, Reading, withoutSensitive } from './reading';
import * as registerExamples from './examples/registers';

export const directions = <Sort extends string>(sorts: readonly Sort[]) =>
  sorts.flatMap((sort) => [sort, `-${sort}` as const]);

export class MenteesQuery extends Paged {
  @CodeField(MENTEE_STATUSES, { optional: true })
  status?: MenteeStatus;
  @CodeField(FORMS, { optional: true })
  form?: Form;
  @CodeField(directions(MENTEE_SORTS), { optional: true })
  sort?: (typeof MENTEE_SORTS)[number] | `-${(typeof MENTEE_SORTS)[number]}`;
}
export class MentorsQuery extends Paged {
  @CodeField(MENTOR_STATUSES, { optional: true })
  status?: MentorStatus;
  @CodeField(FORMS, { optional: true })
  form?: Form;
  @CodeField(directions(MENTOR_SORTS), { optional: true })
  sort?: (typeof MENTOR_SORTS)[number] | `-${(typeof MENTOR_SORTS)[number]}`;
}
export class PairsQuery extends Paged {
  @CodeField(PAIR_STATUSES, { optional: true })
  status?: PairStatus;
  @CodeField(FORMS, { optional: true })
  form?: Form;
  @CodeField(directions(PAIR_SORTS), { optional: true })
  sort?: (typeof PAIR_SORTS)[number] | `-${(typeof PAIR_SORTS)[number]}`;
}

export class RegisterPage {
  @ApiProperty({ type: String, example: '1234', description: 'Position of the log the answer has seen' })
  asOf!: string;
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } })
  items!: object[];
  @ApiProperty({ type: 'string', nullable: true, description: 'Cursor of the next page' })
  next!: string | null;
  @ApiProperty({
    selfRequired: false,
    type: 'object',
    description: 'Names by participant id; only for the people of the school',
    additionalProperties: { type: 'object', properties: { name: { type: 'string' } } },
  })
  people?: object;
}

@ApiTags('registers')
@Controller('v1/schools/:schoolId/registers')
export class RegistersController {
  constructor(
    private readonly reading: Reading,
    private readonly mentees: MenteeRegisterQuery,
    private readonly mentors: MentorRegisterQuery,
    private readonly pairs: PairRegisterQuery,
  ) {}

  @QueryRoute({
    path: 'mentees',
    act: 'read-registers',
    summary: 'Register of mentees',
    answer: { type: RegisterPage },
    example: registerExamples.menteesPage,
  })
  readMentees(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Query() { after: _after, ...question }: MenteesQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    return this.answer(
      'mentee-register',
      after,
      actor,
      () => this.mentees.find({ schoolId, ...plain(question) }),
      (entry: MenteeEntry) => [entry.participantId, ...entry.pairs.flatMap((pair) => pair.mentorIds)],
    );
  }

  @QueryRoute({
    path: 'mentors',
    act: 'read-registers',
    summary: 'Register of mentors',
    answer: { type: RegisterPage },
    example: registerExamples.mentorsPage,
  })
  readMentors(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Query() { after: _after, ...question }: MentorsQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    return this.answer(
      'mentor-register',
      after,
      actor,
      () => this.mentors.find({ schoolId, ...plain(question) }),
      (entry: MentorEntry) => [entry.participantId],
    );
  }

  @QueryRoute({
    path: 'pairs',
    act: 'read-registers',
    summary: 'Register of pairs',
    answer: { type: RegisterPage },
    example: registerExamples.pairsPage,
  })
  readPairs(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Query() { after: _after, ...question }: PairsQuery,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    return this.answer(
      'pair-register',
      after,
      actor,
      () => this.pairs.find({ schoolId, ...plain(question) }),
      (entry: PairEntry) => [...entry.menteeIds, ...entry.mentorIds],
    );
  }

  private async answer<Entry>(
    model: string,
    after: bigint | undefined,
    actor: Actor,
    ask: () => Promise<JsonText<Page<Entry>>>,
    idsOf: (entry: Entry) => readonly Uuid[],
  ): Promise<string> {
    const asOf = await this.reading.asOf(model, after);
    const page = parse<Page<Entry>>(await this.reading.page(ask));
    const people = await this.reading.names(page.items.flatMap(idsOf), actor, `register:${model}`);
    return JSON.stringify(
      people === undefined ? { asOf, ...withoutSensitive(page) } : { asOf, ...page, people },
    );
  }
}
