/** The deadline radar over HTTP: as a list, and as a calendar that programs subscribe to. */
import { Controller, Delete, Get, Header, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { FastifyRequest } from 'fastify';
import { CADENCE_IDS, DEADLINE_STATUSES, type DeadlineLine, type DeadlineStatus } from '@nastavnik/domain';
import { type Actor, citation, type Uuid } from '@nastavnik/kernel';
import { type FeedToken, FeedTokens } from '@nastavnik/platform/feed-tokens';
import {
  After,
  By,
  CodeField,
  PathUuid,
  problems,
  TextField,
  UuidField,
  WholeField,
} from '@nastavnik/platform/http';
import { Allow, Public } from '@nastavnik/platform/identity';
import { cursorOf, readCursor } from '@nastavnik/read-models';
import { SchoolDirectory } from '../directory';
import { calendarOf } from './deadline-calendar';
import { CALENDAR_EXAMPLE, RADAR_EXAMPLE, SUBSCRIPTION_EXAMPLE } from './examples/deadlines';
import { DeadlineRadar, type Radar } from './radar';
import { answeredAsOf, Paged, QueryRoute, Reading } from './reading';

/** Days looked ahead, unless asked otherwise. */
const WITHIN = 30;

const Within = (): PropertyDecorator => (target, key) => {
  Type(() => Number)(target, key);
  WholeField({
    ...{ min: 0, max: 730, optional: true, example: 30 },
    description: `Days looked ahead; ${WITHIN} when absent`,
  })(target, key);
};

export class DeadlinesQuestion extends Paged {
  @Within()
  within?: number;
  @CodeField(DEADLINE_STATUSES, { optional: true, description: 'All that is not settled when absent' })
  status?: DeadlineStatus;
  @CodeField(CADENCE_IDS, { optional: true, example: 'interim-report' })
  cadence?: string;
  @UuidField({ optional: true, description: 'Of a municipality: only the lines of this school, or its own' })
  organisation?: Uuid;
}
export class CalendarQuestion {
  @TextField({ max: 100, example: 'q3T…', description: 'Token of the subscription' })
  token!: string;
  @Within()
  within?: number;
}

const scopeOf = (organisationId: Uuid): string => `deadlines:${organisationId}`;

/** The route with the ids that the line knows. */
const filledIn = (
  route: string,
  line: DeadlineLine,
  level: 'SCHOOL' | 'MUNICIPALITY' | undefined,
): string => {
  const ids: { readonly [name: string]: string | undefined } = {
    organisationId: line.organisationId,
    schoolId: level === 'SCHOOL' ? line.organisationId : undefined,
    participantId: line.participantId,
    ...(line.subject === undefined ? {} : { [`${line.subject.kind.toLowerCase()}Id`]: line.subject.id }),
  };
  return route.replace(/\{(\w+)\}/g, (open, name: string) => ids[name] ?? open);
};

const entryOf = (line: DeadlineLine, { organisations }: Radar) => {
  const whose = organisations.get(line.organisationId);
  return {
    ...line,
    organisation: whose?.name ?? null,
    clauses: line.clauses.map((clause) => ({ id: clause.id, citation: citation(clause) })),
    settleWith: line.settleWith.map(({ act, route }) => ({
      act,
      route: filledIn(route, line, whose?.level),
    })),
  };
};

@ApiTags('deadlines')
@Controller('v1/organisations/:organisationId')
export class DeadlinesController {
  constructor(
    private readonly reading: Reading,
    private readonly directory: SchoolDirectory,
    private readonly radar: DeadlineRadar,
    @Inject(FeedTokens) private readonly tokens: FeedTokens,
  ) {}

  @QueryRoute({
    path: 'deadlines',
    act: 'read-deadlines',
    summary: 'What is due, upcoming, overdue or settled, on any day',
    description:
      'Computed from the acts that had taken effect by the day, under the regulation then in force; a parameter that no document sets gives no deadline. Each line says what, for whom, by when, by which clause, and which act settles it. A municipality sees its schools beside itself.',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: RADAR_EXAMPLE,
  })
  async readDeadlines(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() question: DeadlinesQuestion,
    @After() after: bigint | undefined,
    @By() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const { within = WITHIN, status, cadence, organisation, limit = 50, cursor } = question;
    const asOf = await this.reading.asOf('deadline-radar', after);
    const on = question.on ?? (await this.directory.todayOf(organisationId, request.receivedAt));
    const radar = await this.radar.of(organisationId, on, within, this.reading.log());
    if (radar === undefined) return answeredAsOf(asOf, undefined);
    const lines = radar.lines.filter(
      (line) =>
        (cadence === undefined || line.cadence === cadence) &&
        (organisation === undefined || line.organisationId === organisation),
    );
    const wanted = lines.filter((line) =>
      status === undefined ? line.status !== 'SETTLED' : line.status === status,
    );
    const page = await this.reading.page(async () => pageOf(wanted, limit, cursor));
    const people = await this.reading.names(
      page.items.flatMap(({ participantId }) => participantId ?? []),
      actor,
      'register:deadline-radar',
    );
    return answeredAsOf(
      asOf,
      JSON.stringify({
        ...{ organisationId, on, within },
        totals: Object.fromEntries(
          DEADLINE_STATUSES.map((one) => [one, lines.filter((line) => line.status === one).length]),
        ),
        items: page.items.map((line) => entryOf(line, radar)),
        next: page.next,
        ...(people === undefined ? {} : { people }),
      }),
    );
  }

  @Public()
  @Get('deadlines.ics')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @ApiProduces('text/calendar')
  @ApiOperation({
    summary: 'What is not settled, as a calendar to subscribe to',
    description:
      'For calendar programs, which send no bearer token: the address holds the token of a subscription. All-day events with stable UIDs; nobody is named.',
  })
  @ApiOkResponse({ content: { 'text/calendar': { schema: { type: 'string' }, example: CALENDAR_EXAMPLE } } })
  async readCalendar(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Query() { token, within = 366 }: CalendarQuestion,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    if (!(await this.tokens.opens(scopeOf(organisationId), token))) throw noFeed();
    const on = await this.directory.todayOf(organisationId, request.receivedAt);
    const radar = await this.radar.of(organisationId, on, within);
    if (radar === undefined) throw noFeed();
    return calendarOf(radar, request.receivedAt);
  }

  @Post('deadline-subscriptions')
  @Allow('subscribe-deadlines')
  @ApiOperation({
    summary: 'A subscription to the calendar of deadlines',
    description:
      'The address with its token is shown this once. It opens this calendar and nothing else, until it is revoked.',
  })
  @ApiCreatedResponse({
    schema: { type: 'object', additionalProperties: true },
    example: SUBSCRIPTION_EXAMPLE,
  })
  async subscribe(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @By() actor: Actor,
  ): Promise<{ id: string; token: string; path: string }> {
    const { id, token } = await this.tokens.issue(scopeOf(organisationId), actor.id);
    return { id, token, path: `/v1/organisations/${organisationId}/deadlines.ics?token=${token}` };
  }

  @Get('deadline-subscriptions')
  @Allow('subscribe-deadlines')
  @ApiOperation({ summary: 'Subscriptions that are open: who asked for each and when, without the tokens' })
  @ApiOkResponse({
    schema: { type: 'object', additionalProperties: true },
    example: {
      items: [
        {
          id: SUBSCRIPTION_EXAMPLE.id,
          createdBy: SUBSCRIPTION_EXAMPLE.id,
          createdAt: '2021-11-15T06:00:00.000Z',
        },
      ],
    },
  })
  async listSubscriptions(
    @Param('organisationId', PathUuid) organisationId: Uuid,
  ): Promise<{ items: readonly FeedToken[] }> {
    return { items: await this.tokens.list(scopeOf(organisationId)) };
  }

  @Delete('deadline-subscriptions/:subscriptionId')
  @Allow('subscribe-deadlines')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revokes a subscription: its address opens nothing any more' })
  @ApiNoContentResponse()
  async unsubscribe(
    @Param('organisationId', PathUuid) organisationId: Uuid,
    @Param('subscriptionId', PathUuid) subscriptionId: Uuid,
  ): Promise<void> {
    if (!(await this.tokens.revoke(scopeOf(organisationId), subscriptionId))) {
      throw problems.notFound({ ru: 'Такой подписки нет.', en: 'There is no such subscription.' });
    }
  }
}

/** The same answer for an unknown organisation, a wrong token and a revoked one. */
const noFeed = () => problems.notFound({ ru: 'Такого календаря нет.', en: 'There is no such calendar.' });

/** @throws BadCursor */
const pageOf = (lines: readonly DeadlineLine[], limit: number, cursor: string | undefined) => {
  const [due, id] = cursor === undefined ? ['', ''] : readCursor(cursor);
  const rest = lines.filter((line) => line.due > due || (line.due === due && line.id > id));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rest.length > limit && last !== undefined ? cursorOf(last.due, last.id) : null };
};
