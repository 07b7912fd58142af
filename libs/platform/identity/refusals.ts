/** Who was refused what: kept for those who watch over access. Names, bodies and queries are not in it. */
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { POSTGRES } from '@nastavnik/platform/postgres';

/** `no-role`: none of the caller's roles does this act anywhere; `elsewhere`: not in this organisation; `unknown-caller`: no valid token. */
export type RefusedBecause = 'no-role' | 'elsewhere' | 'unknown-caller';

export interface AccessRefusal {
  readonly because: RefusedBecause;
  /** Absent for `unknown-caller`. */
  readonly callerId?: string;
  readonly roles?: readonly string[];
  readonly organisationId?: string;
  readonly act?: string;
  readonly method: string;
  /** As declared, with `:names` in place of ids. */
  readonly route: string;
  /** `instance` of the problem that was answered. */
  readonly instance: string;
}

export interface RecordedRefusal extends AccessRefusal {
  /** Growing with time; the last one of a page leads to the page before it. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
}

export class AccessRefusal1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_refusal (
        id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at              timestamptz NOT NULL DEFAULT now(),
        because         text NOT NULL,
        caller_id       text,
        roles           text[],
        organisation_id text,
        act             text,
        method          text NOT NULL,
        route           text NOT NULL,
        instance        text NOT NULL
      )`);
    await runner.query('CREATE INDEX access_refusal_caller ON access_refusal (caller_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access_refusal');
  }
}

/** Refusals waiting to be written at most; beyond it they are in the log of the process only. */
const WAITING_AT_MOST = 1_000;

@Injectable()
export class AccessRefusals implements OnApplicationShutdown {
  private readonly log = new Logger('access');
  private waiting: (AccessRefusal & { readonly at: Date })[] = [];
  private writing: Promise<void> | undefined;

  constructor(@Inject(POSTGRES) private readonly postgres: Pool) {}

  /** Written behind the answer: a refusal is not delayed, and a database that is away does not turn it into a failure. */
  note(refusal: AccessRefusal): void {
    this.log.warn(refusal, 'refused');
    if (this.waiting.length >= WAITING_AT_MOST) return;
    this.waiting.push({ ...refusal, at: new Date() });
    this.writing ??= this.write();
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.postgres.query(
          `insert into access_refusal (at, because, caller_id, roles, organisation_id, act, method, route, instance)
           select at, because, "callerId", roles, "organisationId", act, method, route, instance
             from json_to_recordset($1) as refusal (at timestamptz, because text, "callerId" text, roles text[],
               "organisationId" text, act text, method text, route text, instance text)`,
          [JSON.stringify(batch)],
        );
      } catch (error) {
        this.log.error({ error, lost: batch.length }, 'refusals were not written down');
      }
    }
    // In the same turn as the last look at `waiting`: a refusal noted after it starts a writing of its own.
    this.writing = undefined;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.writing;
  }

  /** The latest first, 1 to 200 of them, those this process is still writing included. @param before id of a refusal: only older ones */
  async list(question: {
    readonly callerId?: string;
    readonly before?: string;
    readonly limit: number;
  }): Promise<readonly RecordedRefusal[]> {
    await this.writing;
    const { rows } = await this.postgres.query<{ refusal: RecordedRefusal }>(
      `select json_strip_nulls(json_build_object('id', id::text, 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'because', because, 'callerId', caller_id, 'roles', roles, 'organisationId', organisation_id, 'act', act,
          'method', method, 'route', route, 'instance', instance)) as refusal
         from access_refusal
        where ($1::text is null or caller_id = $1) and ($2::bigint is null or id < $2)
        order by id desc limit $3`,
      [question.callerId ?? null, question.before ?? null, question.limit],
    );
    return rows.map(({ refusal }) => refusal);
  }
}
