/** How far each read model has come: one row, written in the same transaction as the rows it speaks for. */
import type { ClientBase } from 'pg';
import type { Instant } from '@nastavnik/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The event a read model stopped at. */
export interface PoisonEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: string;
  readonly position: string;
  readonly type: string;
  /** What the fold, or the table, said to it. */
  readonly error: string;
}

export interface Checkpoint {
  /** Last position whose effect is in the table; −1 before the first. */
  readonly position: bigint;
  /** When the last event at or before it was recorded; `null` before the first. */
  readonly recordedAt: Instant | null;
  readonly poison: PoisonEvent | null;
  readonly updatedAt: Date;
}

/** Channel on which a committed checkpoint is announced; payload `<name> <position>`. */
export const CHANNEL = 'projection_checkpoint';

export class ProjectionCheckpoint1700000000000 implements MigrationInterface {
  readonly name = 'ProjectionCheckpoint1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table projection_checkpoint (
        name text primary key,
        position bigint not null default -1,
        poison jsonb,
        updated_at timestamptz not null default now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table projection_checkpoint');
  }
}

export class ProjectionCheckpointTime1700000000002 implements MigrationInterface {
  readonly name = 'ProjectionCheckpointTime1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table projection_checkpoint add column recorded_at text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table projection_checkpoint drop column recorded_at');
  }
}

/** Somebody else has written this read model since: our view of it is void. */
export class Fenced extends Error {
  constructor(name: string) {
    super(`the checkpoint of ${name} was moved by another process`);
    this.name = 'Fenced';
  }
}

interface Stored {
  position: string;
  recorded_at: Instant | null;
  poison: PoisonEvent | null;
  updated_at: Date;
}

const read = (row: Stored): Checkpoint => ({
  position: BigInt(row.position),
  recordedAt: row.recorded_at,
  poison: row.poison,
  updatedAt: row.updated_at,
});

export const createCheckpoint = async (client: ClientBase, name: string): Promise<void> => {
  await client.query('insert into projection_checkpoint (name) values ($1) on conflict do nothing', [name]);
};

/** `undefined` when the read model has never run. @param lock holds the row until the transaction ends */
export const readCheckpoint = async (
  client: Pick<ClientBase, 'query'>,
  name: string,
  lock = false,
): Promise<Checkpoint | undefined> => {
  const { rows } = await client.query<Stored>(
    `select position, recorded_at, poison, updated_at from projection_checkpoint where name = $1 ${lock ? 'for update' : ''}`,
    [name],
  );
  return rows[0] && read(rows[0]);
};

/**
 * Takes the row, so that nobody else writes this model until the transaction ends.
 * @param recordedAt of the last event up to `to`; absent when there was none on the way
 * @throws Fenced
 */
export const advanceCheckpoint = async (
  client: ClientBase,
  name: string,
  from: bigint,
  to: bigint,
  recordedAt?: Instant,
): Promise<void> => {
  const { rowCount } = await client.query({
    name: 'advance checkpoint',
    text:
      'update projection_checkpoint set position = $3::bigint, recorded_at = coalesce($4, recorded_at), ' +
      'poison = null, updated_at = now() ' +
      `where name = $1 and position = $2 and pg_notify('${CHANNEL}', $1 || ' ' || $3::text) is not null`,
    values: [name, from.toString(), to.toString(), recordedAt ?? null],
  });
  if (rowCount !== 1) throw new Fenced(name);
};

export const writePoison = async (
  client: Pick<ClientBase, 'query'>,
  name: string,
  at: bigint,
  poison: PoisonEvent,
): Promise<void> => {
  await client.query(
    'update projection_checkpoint set poison = $3, updated_at = now() where name = $1 and position = $2',
    [name, at.toString(), JSON.stringify(poison)],
  );
};
