import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database';
import { connectPostgres, holdAdvisoryLock, migrate, openDataSource, withAdvisoryLock } from '.';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

class MakeThings1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE thing (id text PRIMARY KEY, at bigint NOT NULL)');
    await runner.query('SELECT pg_sleep(0.2)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE thing');
  }
}

class MakeOldThings1600000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE old_thing (id text PRIMARY KEY)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE old_thing');
  }
}

class Breaks1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half_made (id text)');
    await runner.query('SELECT * FROM nowhere');
  }
  async down(): Promise<void> {}
}

@Entity({ name: 'thing' })
class Thing {
  @PrimaryColumn('text') id!: string;
  @Column('bigint') at!: string;
}

test('64-bit numbers and dates arrive as the text they are', async () => {
  const pool = connectPostgres(database.url);
  const { rows } = await pool.query(
    `SELECT 9007199254740993::bigint AS big, date '2021-03-01' AS day, 1.10::numeric AS exact, 7 AS small`,
  );
  expect(rows).toEqual([{ big: '9007199254740993', day: '2021-03-01', exact: '1.10', small: 7 }]);
  await pool.end();
});

test('a pool outlives a connection that the server cuts while idle, and says so', async () => {
  const said: string[] = [];
  const pool = connectPostgres(database.url, { max: 1, onError: (error) => said.push(error.message) });
  const other = connectPostgres(database.url, { max: 1 });
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await other.query('SELECT pg_terminate_backend($1, 2000)', [rows[0]!.pid]);
  while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
  await other.end();
});

test('migrations started by several at once run once; a second list with an older date runs too', async () => {
  const ran = await Promise.all([1, 2, 3].map(() => migrate(database.url, [MakeThings1700000000000])));
  expect(ran.flat()).toEqual(['MakeThings1700000000000']);
  expect(await migrate(database.url, [MakeOldThings1600000000000])).toEqual(['MakeOldThings1600000000000']);
  const source = await openDataSource(database.url, { entities: [Thing] });
  await source.getRepository(Thing).insert({ id: 'a', at: '9007199254740993' });
  expect(await source.getRepository(Thing).find()).toEqual([{ id: 'a', at: '9007199254740993' }]);
  await source.destroy();
});

test('a migration that breaks leaves nothing half made and lets the next ones in', async () => {
  await expect(migrate(database.url, [Breaks1800000000000])).rejects.toThrow('nowhere');
  const pool = connectPostgres(database.url);
  expect((await pool.query(`SELECT to_regclass('half_made') AS made`)).rows).toEqual([{ made: null }]);
  await pool.end();
  await expect(migrate(database.url, [])).resolves.toEqual([]);
});

test('work under one lock never overlaps, and a failure frees the lock', async () => {
  const pool = connectPostgres(database.url, { max: 8 });
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    most = Math.max(most, ++inside);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside--;
  };
  await Promise.all(Array.from({ length: 8 }, () => withAdvisoryLock(pool, 'turns', work)));
  expect(most).toBe(1);
  await expect(withAdvisoryLock(pool, 'turns', () => Promise.reject(new Error('failed')))).rejects.toThrow(
    'failed',
  );
  await expect(withAdvisoryLock(pool, 'turns', () => Promise.resolve('free'))).resolves.toBe('free');
  await pool.end();
});

test('one leader at a time: the next takes over on release, and a leader whose connection is cut is told', async () => {
  const pool = connectPostgres(database.url, { max: 4 });
  const first = await holdAdvisoryLock(pool, 'leader', { retryMs: 20 });
  const waiting = holdAdvisoryLock(pool, 'leader', { retryMs: 20 });
  await expect(
    Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 200, 'waits'))]),
  ).resolves.toBe('waits');
  expect(first.signal.aborted).toBe(false);
  await first.release();
  expect(first.signal.aborted).toBe(true);
  const second = await waiting;
  const told = new Promise((resolve) => second.signal.addEventListener('abort', resolve));
  await pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  await told;
  const third = await holdAdvisoryLock(pool, 'leader', { retryMs: 20 });
  const giveUp = new AbortController();
  const fourth = holdAdvisoryLock(pool, 'leader', { retryMs: 20, signal: giveUp.signal });
  giveUp.abort(new Error('no longer needed'));
  await expect(fourth).rejects.toThrow('no longer needed');
  await third.release();
  await pool.end();
});
