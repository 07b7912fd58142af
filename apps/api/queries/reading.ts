/** What every query does alike: waits for `?after=`, says as of which position it answers, adds names for those who may see them. */
import { applyDecorators, Get, Header, Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import type { Pool } from 'pg';
import { SENSITIVE_CATEGORIES } from '@nastavnik/domain/vocabulary';
import type { Actor, Uuid } from '@nastavnik/kernel';
import { problems, TextField, WholeField } from '@nastavnik/platform/http';
import { Allow } from '@nastavnik/platform/identity';
import { POSTGRES } from '@nastavnik/platform/postgres';
import { Freshness } from '@nastavnik/platform/projections';
import { Vault } from '@nastavnik/platform/vault';
import { BadCursor } from '@nastavnik/read-models';
import { type policy, SEES_NAMES } from '../policy';

/** Longest wait for `?after=`, milliseconds. */
const PATIENCE_MS = 5_000;

/** Declares a query. */
export const QueryRoute = (route: {
  readonly path: string;
  readonly act: keyof typeof policy;
  readonly summary: string;
  readonly description?: string;
  readonly answer: Parameters<typeof ApiOkResponse>[0];
}): MethodDecorator =>
  applyDecorators(
    Get(route.path),
    Allow(route.act),
    Header('content-type', 'application/json; charset=utf-8'),
    ApiOperation({
      summary: route.summary,
      ...(route.description === undefined ? {} : { description: route.description }),
    }),
    ApiOkResponse(route.answer),
  );

/** `?after=`. */
export class Fresh {
  @TextField({
    max: 20,
    optional: true,
    pattern: /^(0|[1-9]\d{0,18})$/,
    example: '1234',
    description: 'Position of an act that the answer must have seen; waits up to five seconds',
  })
  after?: string;
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

interface PersonRecord {
  readonly [name: string]: string | undefined;
  readonly familyName?: string;
  readonly givenName?: string;
  readonly patronymic?: string;
}

export const seesNames = (actor: Actor): boolean => SEES_NAMES.has(actor.role);

/** The same data without the categories that never leave the school (invariant 34). */
export const withoutSensitive = <T>(data: T): T =>
  JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
    Array.isArray(value)
      ? value.filter((item) => !(SENSITIVE_CATEGORIES as readonly unknown[]).includes(item))
      : value,
  ) as T;

@Injectable()
export class Reading implements OnApplicationShutdown {
  private readonly freshness: Freshness;

  constructor(
    @Inject(POSTGRES) pool: Pool,
    private readonly vault: Vault,
  ) {
    this.freshness = new Freshness(pool);
  }

  /**
   * Position the read model has seen, at least `after`.
   * @throws Problem 504 when it has not seen it in time
   */
  async asOf(model: string, after: bigint | undefined): Promise<string> {
    if (after !== undefined && !(await this.freshness.waitUntil(model, after, PATIENCE_MS))) {
      throw problems.notYetVisible(after, await this.freshness.position(model));
    }
    return (await this.freshness.position(model)).toString();
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
    if (!seesNames(actor)) return undefined;
    const wanted = [...new Set(ids)];
    const records = await this.vault.read<PersonRecord>(wanted, { actorId: actor.id, purpose });
    return Object.fromEntries(
      wanted.flatMap((id): [string, PersonName][] => {
        const person = records.get(id)?.data;
        if (person === undefined) return [];
        const name = [person.familyName, person.givenName, person.patronymic].filter(Boolean).join(' ');
        return [[id, { name }]];
      }),
    );
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
