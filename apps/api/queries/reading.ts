/**
 * What every query does alike: waits for `?after=`, says as of which position and time it answers, answers as of `?on=` and as known
 * on `?knownOn=`, adds names for those who may see them.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Get,
  Header,
  Inject,
  Injectable,
  type NestInterceptor,
  type OnApplicationShutdown,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProperty, ApiResponse } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { DomainEvents } from '@nastavnik/domain';
import { ERASED_RU, SENSITIVE_CATEGORIES, type VaultRef } from '@nastavnik/domain/vocabulary';
import { knownBefore, type Moment, type StreamReader, streamReader } from '@nastavnik/evidence';
import { type Actor, endOfDay, type Instant, type IsoDate, isIsoDate, type Uuid } from '@nastavnik/kernel';
import { EVENT_STORE, type EventStore, type StoredEvent } from '@nastavnik/platform/event-store';
import { DateField, Problem, problems, TextField, WholeField } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import { Freshness, type Past, TimeTravel } from '@nastavnik/platform/projections';
import { Vault, type VaultRecord } from '@nastavnik/platform/vault';
import { BadCursor, eventIndex } from '@nastavnik/read-models';
import { SchoolDirectory } from '../directory';
import { accessOf } from '../personal-data';
import { fieldsShown } from '../personal-views';
import type { policy } from '../policy';
import { Asking } from './asking';
import { Conditional } from './conditional';
import { PastEvents } from './past';

/** Longest wait for `?after=`, milliseconds. */
const PATIENCE_MS = 5_000;

const WHOLE_MUNICIPALITY = 'nastavnik:whole-municipality';

/** Declares a route whose answer speaks as of `?on=` and as known on `?knownOn=`; a query does. */
export const WithinItsTime = (): MethodDecorator => UseInterceptors(Speaking);

/** Declares a query. Its answer is JSON text that begins with `asOf`. */
export const QueryRoute = (route: {
  readonly path: string;
  readonly act: keyof typeof policy;
  readonly summary: string;
  readonly description?: string;
  /** The answer about a school speaks of acts of other schools of its municipality too. */
  readonly wholeMunicipality?: boolean;
  readonly answer: Parameters<typeof ApiOkResponse>[0];
  /** Of the answer, where its class does not make one out of its fields; see `examples/`. */
  readonly example?: object;
}): MethodDecorator =>
  applyDecorators(
    Get(route.path),
    Allow(route.act),
    Conditional(),
    SetMetadata(WHOLE_MUNICIPALITY, route.wholeMunicipality === true),
    WithinItsTime(),
    Header('content-type', 'application/json; charset=utf-8'),
    ApiOperation({
      summary: route.summary,
      ...(route.description === undefined ? {} : { description: route.description }),
    }),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: '`ETag` of an answer the reader holds: 304 while it says the same',
      schema: { type: 'string' },
    }),
    ApiResponse({
      status: 304,
      description: 'The reader holds this answer; `As-Of` says since which position',
    }),
    ApiOkResponse({
      headers: {
        ETag: { description: 'Validator of what the answer says', schema: { type: 'string' } },
        'As-Of': { description: 'Position of the log it speaks of', schema: { type: 'string' } },
      },
      ...route.answer,
      ...(route.example === undefined ? {} : { example: route.example }),
    } as Parameters<typeof ApiOkResponse>[0]),
  );

/** `?after=`. */
export class Seen {
  @TextField({
    max: 20,
    optional: true,
    pattern: /^(0|[1-9]\d{0,18})$/,
    example: '1234',
    description: 'Position of an act that the answer must have seen; waits up to five seconds',
  })
  after?: string;
}

/** `?after=`, and the two axes of time. */
export class Fresh extends Seen {
  @DateField({
    optional: true,
    example: '2021-12-01',
    description: 'As of this day: what had taken effect by its end',
  })
  on?: IsoDate;
  @DateField({
    optional: true,
    example: '2021-12-20',
    description: 'As known on this day: what had been recorded by its end, by the clock of the organisation',
  })
  knownOn?: IsoDate;
}

export class Paged extends Fresh {
  @Type(() => Number)
  @WholeField({ min: 1, max: 200, optional: true, example: 50 })
  limit?: number;
  @TextField({ max: 400, optional: true, description: '`next` of the page before' })
  cursor?: string;
}

/** Name of a person, for those who may see it. */
export class PersonName {
  @ApiProperty({ type: String, example: 'Соколова Анна Игоревна' })
  name!: string;
}

/** What the vault holds of a person, as far as the reader is shown it. */
export interface PersonRecord {
  readonly [name: string]: string | undefined;
  readonly familyName?: string;
  readonly givenName?: string;
  readonly patronymic?: string;
  readonly birthDate?: IsoDate;
  readonly contacts?: string;
  readonly workplace?: string;
  readonly className?: string;
  readonly competences?: string;
  readonly achievements?: string;
  readonly interests?: string;
  readonly preferredAge?: string;
  readonly timeResource?: string;
}

export const fullName = ({ familyName, givenName, patronymic }: PersonRecord): string =>
  [familyName, givenName, patronymic].filter(Boolean).join(' ');

/** Whether the school's own people are shown by name to the reader; above the school nobody is (invariant 34). */
export const seesNames = (actor: Actor): boolean => fieldsShown(actor.role, ['listed']).length > 0;

/** The same data without the categories that never leave the school (invariant 34). */
export const withoutSensitive = <T>(data: T): T =>
  JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
    Array.isArray(value)
      ? value.filter((item) => !(SENSITIVE_CATEGORIES as readonly unknown[]).includes(item))
      : value,
  ) as T;

/**
 * JSON text of an answer with the position it speaks of put first.
 * @throws Problem 504 when there is no answer yet: the record is registered, the read model has not seen it
 */
export const answeredAsOf = (asOf: string, found: string | undefined): string => {
  if (found === undefined) throw problems.notYetVisible(BigInt(asOf) + 1n, BigInt(asOf));
  return `{"asOf":${JSON.stringify(asOf)},${found.slice(1)}`;
};

@Injectable()
export class Reading implements OnApplicationShutdown {
  private readonly asking = new AsyncLocalStorage<Asking>();

  constructor(
    private readonly freshness: Freshness,
    private readonly vault: Vault,
    private readonly past: TimeTravel<DomainEvents>,
    private readonly events: PastEvents,
    private readonly directory: SchoolDirectory,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /**
   * Position the read model has seen, at least `after`.
   * @throws Problem 504 when it has not seen it in time
   */
  async asOf(model: string, after: bigint | undefined): Promise<string> {
    const asking = this.asking.getStore();
    const seer = asking?.ofThePast === true ? eventIndex.name : model;
    if (after !== undefined && !(await this.freshness.waitUntil(seer, after, PATIENCE_MS))) {
      throw problems.notYetVisible(after, await this.freshness.position(seer));
    }
    const { position, recordedAt } = await this.freshness.seen(seer);
    const asOf = position.toString();
    asking?.times.set(asOf, recordedAt);
    if (asking !== undefined) asking.upTo ??= position;
    return asOf;
  }

  /** When the last event of a position was recorded that this question has been answered as of; `null` before the first. */
  timeOf(asOf: string): Instant | null {
    return this.asking.getStore()?.times.get(asOf) ?? null;
  }

  /** The question is about another day than today, or about what was known on another day. */
  get ofThePast(): boolean {
    return this.asking.getStore()?.ofThePast === true;
  }

  /** The point on both axes that the question is about. */
  get moment(): Moment {
    return this.asking.getStore()?.moment ?? {};
  }

  /** Streams for what is not in a read model; as known on the day that was asked. Which of their acts had taken effect is for the asker to tell. */
  log(): StreamReader {
    const before = this.asking.getStore()?.recordedBefore;
    const reader = streamReader(this.store);
    return before === undefined ? reader : knownBefore(reader, before);
  }

  /**
   * Answers a request within its own time: read models are asked as of `?on=` and as known on `?knownOn=`, where given.
   * @param wholeMunicipality a school's question is about its whole municipality
   */
  async answer(
    request: FastifyRequest,
    wholeMunicipality: boolean,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const asking = await this.asked(request);
    return this.asking.run(asking, async () => {
      if (!asking.ofThePast) return told(asking, await work());
      const past = remembering(
        async function* (this: Reading) {
          asking.upTo ??= await this.freshness.position(eventIndex.name);
          const { organisationId, moment, upTo } = asking;
          yield* this.events.of({
            ...{ ...moment, wholeMunicipality, upTo },
            ...(organisationId === undefined ? {} : { organisationId }),
          });
        }.bind(this),
      );
      try {
        return told(asking, await this.past.run(past, work));
      } catch (error) {
        // The position has been seen: what is not there then was not there yet.
        if (
          error instanceof Problem &&
          error.options.slug === 'not-yet-visible' &&
          asking.upTo !== undefined
        ) {
          throw problems.notFound({
            ru: 'На эту дату такой записи ещё не было.',
            en: 'There was no such record as of that day.',
          });
        }
        throw error;
      }
    });
  }

  private async asked(request: FastifyRequest): Promise<Asking> {
    const said = { ...(request.query as object), ...(request.body as object | undefined) };
    const { on, knownOn } = said as { readonly on?: unknown; readonly knownOn?: unknown };
    // What is not a day is refused before anything is asked.
    const day = (text: unknown): IsoDate | undefined =>
      typeof text === 'string' && isIsoDate(text) ? text : undefined;
    const [asOf, known] = [day(on), day(knownOn)];
    if (asOf === undefined && known === undefined)
      return new Asking(undefined, undefined, undefined, undefined);
    const { schoolId, municipalityId } = await this.directory.targetOf(request);
    const organisationId = schoolId ?? municipalityId;
    const until =
      known &&
      endOfDay(known, organisationId === undefined ? 0 : await this.directory.offsetOf(organisationId));
    return new Asking(asOf, known, organisationId, until);
  }

  position(model: string): Promise<bigint> {
    return this.freshness.position(model);
  }

  /** Names by participant id; the vault writes down who looked and why. Nobody's for a reader above the school. */
  async names(
    ids: readonly Uuid[],
    actor: Actor,
    purpose: string,
  ): Promise<{ [id: string]: PersonName } | undefined> {
    const fields = fieldsShown(actor.role, ['listed']);
    if (fields.length === 0) return undefined;
    const wanted = [...new Set(ids)];
    const records = await this.vault.read<PersonRecord>(wanted, accessOf(actor, purpose, fields));
    const missing = wanted.filter((id) => !records.has(id));
    const erased = missing.length === 0 ? new Set() : await this.vault.erasedAmong(missing);
    return Object.fromEntries(
      wanted.flatMap((id): [string, PersonName][] => {
        const person = records.get(id)?.data;
        if (person === undefined) return erased.has(id) ? [[id, { name: ERASED_RU }]] : [];
        return [[id, { name: fullName(person) }]];
      }),
    );
  }

  /** Words out of the vault by their record, for people of the school; the vault writes down who looked and why. Nobody's for a reader above it. */
  async words(
    records: readonly VaultRef[],
    actor: Actor,
    purpose: string,
  ): Promise<ReadonlyMap<string, VaultRecord> | undefined> {
    return seesNames(actor) ? this.vault.read(records, { actorId: actor.id, purpose }) : undefined;
  }

  /** @throws Problem 400 for a cursor that no query gave */
  async page<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof BadCursor)) throw error;
      throw problems.badRequest([
        { parameter: 'cursor', detail: { ru: 'такой страницы нет', en: 'is not a cursor of this query' } },
      ]);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.freshness.close();
  }
}

const told = (asking: Asking, answer: unknown): unknown =>
  typeof answer === 'string' ? asking.told(answer) : answer;

/** Events that one question keeps in memory, for the tables it asks after the first. */
const KEPT = 20_000;

/** The same past read once, while it is small. */
const remembering = (past: Past): Past => {
  let kept: (readonly StoredEvent[])[] | undefined;
  return async function* () {
    if (kept !== undefined) return yield* kept;
    const pages: (readonly StoredEvent[])[] = [];
    let size = 0;
    for await (const page of past()) {
      size += page.length;
      if (size <= KEPT) pages.push(page);
      yield page;
    }
    if (size <= KEPT) kept = pages;
  };
};

/** Lets the handler answer within the time that was asked for. */
@Injectable()
class Speaking implements NestInterceptor {
  constructor(
    private readonly reading: Reading,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const wide = this.reflector.get<boolean | undefined>(WHOLE_MUNICIPALITY, context.getHandler()) === true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return from(this.reading.answer(request, wide, () => lastValueFrom(next.handle())));
  }
}
