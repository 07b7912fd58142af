/** The life of a pair out of the log: everything that touched it, at any moment of both axes of time, and two moments compared. */
import { Controller, Inject, Param, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  asAt,
  compareLives,
  type Life,
  lifeOf,
  type Moment,
  type StreamReader,
  streamReader,
  toldOf,
  upTo,
} from '@nastavnik/evidence';
import { type Actor, endOfDay, type IsoDate, type Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore } from '@nastavnik/platform/event-store';
import { After, By, DateField, PathUuid, problems, TextField, WholeField } from '@nastavnik/platform/http';
import { Vault } from '@nastavnik/platform/vault';
import { eventIndex, EventIndexQuery } from '@nastavnik/read-models';
import { SchoolDirectory } from '../directory';
import { policy } from '../policy';
import * as examples from './examples/answers';
import { accessOfMember, actOf, cursorIn, cursorText, type HistoryAccess, inOrder } from './history';
import { Fresh, QueryRoute, Reading, seesNames } from './reading';

const USUAL_PAGE = 50;
/** Entries of the access log that one history shows, the latest. */
const MOST_ACCESSES = 10_000;

const ITEM = {
  type: 'object',
  additionalProperties: true,
  properties: {
    kind: { type: 'string', enum: ['ACT', 'ACCESS'] as string[] },
    source: {
      type: 'string',
      description:
        'Kind of stream: `pair`, `order`, `consent`, `agreement`, `regulation` …; `vault` of a read',
    },
    position: { type: 'string' },
    stream: { type: 'string' },
    revision: { type: 'string' },
    eventId: { type: 'string', format: 'uuid' },
    type: { type: 'string', example: 'PairFixed' },
    title: { type: 'string', description: 'In Russian, for a reader' },
    effectiveOn: { type: 'string', format: 'date' },
    recordedAt: { type: 'string', format: 'date-time' },
    actor: { type: 'object', properties: { id: { type: 'string' }, role: { type: 'string' } } },
    rules: { type: 'array', items: { type: 'string' } },
    clauses: { type: 'array', items: { type: 'string', example: 'МОУ СОШ № 62, п. 4.13' } },
    data: {
      type: 'object',
      additionalProperties: true,
      description: 'The event as decided, evidence included',
    },
  },
} as const;

export class HistoryQuestion extends Fresh {
  @Type(() => Number)
  @WholeField({ min: 1, max: 200, optional: true, example: USUAL_PAGE })
  limit?: number;
  @TextField({ max: 400, optional: true, description: '`next` of the page before' })
  cursor?: string;
}

export class ComparisonQuestion extends Fresh {
  @DateField({ optional: true, example: '2021-12-31', description: 'The other moment: as of this day' })
  withOn?: IsoDate;
  @DateField({ optional: true, example: '2022-01-20', description: 'The other moment: as known on this day' })
  withKnownOn?: IsoDate;
}

export class HistoryPage {
  @ApiProperty({ type: String, example: '1234' })
  asOf!: string;
  @ApiProperty({ type: 'array', items: ITEM })
  items!: object[];
  @ApiProperty({ type: 'string', nullable: true })
  next!: string | null;
  @ApiProperty({ selfRequired: false, type: 'object', additionalProperties: true })
  people?: object;
}

@ApiTags('pairs')
@Controller('v1/pairs/:pairId/history')
export class HistoryController {
  constructor(
    private readonly reading: Reading,
    private readonly directory: SchoolDirectory,
    private readonly index: EventIndexQuery,
    private readonly vault: Vault,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @QueryRoute({
    path: '',
    act: 'read-pair-history',
    summary:
      'Everything that touched a pair, with actor, evidence and clauses, as of any day and as known on any day',
    description:
      'Its own acts; consents and agreements of its members; orders and appeals that name it; versions of the regulation; corrections of its members’ data; and, for those who may read the access log, who looked at their data. `on` says what was true on a day, `knownOn` what had been recorded by its end: docs/two-axes.md. Read from the log itself.',
    answer: { type: HistoryPage },
    example: examples.history,
  })
  async history(
    @Param('pairId', PathUuid) pairId: Uuid,
    @Query() { limit = USUAL_PAGE, cursor: text }: HistoryQuestion,
    @After() after: bigint | undefined,
    @By() actor: Actor,
  ): Promise<string> {
    const cursor = text === undefined ? undefined : cursorIn(text);
    if (text !== undefined && cursor === undefined) {
      throw problems.badRequest([
        { parameter: 'cursor', detail: { ru: 'такой страницы нет', en: 'is not a cursor of this query' } },
      ]);
    }
    const seen = await this.reading.asOf(eventIndex.name, after);
    const asOf = cursor?.asOf ?? seen;
    const offset = await this.offsetOf(pairId);
    const { moment } = this.reading;
    const life = await this.lifeAt(pairId, this.logAt(asOf), moment);
    if (life === undefined) throw this.notThere(asOf, moment);
    const accesses = Object.hasOwn(policy['read-access-log'], actor.role)
      ? await this.accesses(life, moment, offset, cursor?.accessesBefore ?? undefined)
      : { shown: [], before: null };
    const whole = seesNames(actor);
    const items = inOrder(
      life.events.map((event) => actOf(event, whole)),
      accesses.shown,
    );
    const from = cursor?.offset ?? 0;
    const people = await this.reading.names(life.memberIds, actor, 'pair-history');
    return JSON.stringify({
      asOf,
      items: items.slice(from, from + limit),
      next:
        from + limit < items.length
          ? cursorText({ asOf, accessesBefore: accesses.before, offset: from + limit })
          : null,
      ...(people === undefined ? {} : { people }),
    });
  }

  @QueryRoute({
    path: 'comparison',
    act: 'read-pair-history',
    summary:
      'A pair at two moments: what differs field by field, and the events that count in one and not in the other',
    description:
      'The one moment is `on` and `knownOn`, the other `withOn` and `withKnownOn`; what is left out is not cut. The same day as known on two days shows what was written in between.',
    answer: { schema: { type: 'object', additionalProperties: true } },
    example: examples.comparison,
  })
  async comparison(
    @Param('pairId', PathUuid) pairId: Uuid,
    @Query() { on, knownOn, withOn, withKnownOn }: ComparisonQuestion,
    @After() after: bigint | undefined,
  ): Promise<string> {
    const asOf = await this.reading.asOf(eventIndex.name, after);
    const offset = await this.offsetOf(pairId);
    const log = this.logAt(asOf);
    const [one, other] = await Promise.all([
      this.lifeAt(pairId, log, this.reading.moment),
      this.lifeAt(pairId, log, momentOf(withOn, withKnownOn, offset)),
    ]);
    const { state, onlyInOne, onlyInOther } = compareLives(one, other);
    const side = (life: Life | undefined, day?: IsoDate, known?: IsoDate) => ({
      on: day ?? null,
      knownOn: known ?? null,
      events: life?.events.length ?? 0,
      state: life?.state ?? { stage: 'none' },
      ...(life?.broken === undefined ? {} : { broken: life.broken }),
    });
    return JSON.stringify({
      asOf,
      pairId,
      one: side(one, on, knownOn),
      other: side(other, withOn, withKnownOn),
      differences: state.map(({ path, expected, found }) => ({
        path,
        one: expected ?? null,
        other: found ?? null,
      })),
      onlyInOne: onlyInOne.map(toldOf),
      onlyInOther: onlyInOther.map(toldOf),
    });
  }

  private logAt(asOf: string): StreamReader {
    return upTo(streamReader(this.store), BigInt(asOf));
  }

  private async lifeAt(pairId: Uuid, log: StreamReader, moment: Moment): Promise<Life | undefined> {
    return lifeOf(asAt(log, moment), pairId, await this.index.naming(pairId));
  }

  private async offsetOf(pairId: Uuid): Promise<number> {
    const schoolId = (await this.directory.originOf('pair', pairId))?.schoolId;
    return schoolId === undefined ? 0 : this.directory.offsetOf(schoolId);
  }

  private notThere(asOf: string, { on, recordedBefore }: Moment) {
    return on === undefined && recordedBefore === undefined
      ? problems.notYetVisible(BigInt(asOf) + 1n, BigInt(asOf))
      : problems.notFound({
          ru: 'На эту дату такой записи ещё не было.',
          en: 'There was no such record as of that day.',
        });
  }

  /** Who looked at the data of those who belong to the pair; the day of a look is the day it was written down. */
  private async accesses(
    { memberIds }: Life,
    { on, recordedBefore }: Moment,
    offset: number,
    before: string | undefined,
  ): Promise<{ readonly shown: readonly HistoryAccess[]; readonly before: string | null }> {
    const found = await this.vault.accessLog({
      subjectIds: memberIds,
      limit: MOST_ACCESSES,
      ...(before === undefined ? {} : { before }),
    });
    const shown = found
      .map((entry) => accessOfMember(entry, memberIds, offset))
      .filter(({ effectiveOn }) => on === undefined || effectiveOn <= on)
      .filter(({ recordedAt }) => recordedBefore === undefined || recordedAt < recordedBefore);
    return { shown, before: before ?? (BigInt(found[0]?.id ?? '0') + 1n).toString() };
  }
}

const momentOf = (on: IsoDate | undefined, knownOn: IsoDate | undefined, offset: number): Moment => ({
  ...(on === undefined ? {} : { on }),
  ...(knownOn === undefined ? {} : { recordedBefore: endOfDay(knownOn, offset) }),
});
