/** The job of migrations as compose runs it: brings a database to the schema, ends, and has nothing to do the next time. */
import { STANDALONE_MIGRATIONS } from '../../apps/standalone/data-dir';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { spawnTs } from '../support/process';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const job = async (databaseUrl: string) => {
  const spawned = spawnTs('apps/standalone/migrate.ts', { env: { DATABASE_URL: databaseUrl } });
  return { code: await spawned.exited(), said: spawned.output() };
};

test('two at once make every table once; the next finds nothing to do', async () => {
  const both = await Promise.all([job(database.url), job(database.url)]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  const counts = both.map(({ said }) => Number(/миграций: (\d+)/.exec(said)![1]));
  expect(counts.sort((a, b) => a - b)).toEqual([0, STANDALONE_MIGRATIONS.length]);
  expect(await job(database.url)).toMatchObject({ code: 0, said: expect.stringContaining('миграций: 0') });
});

test('without an address, or with one where nobody answers, it says so and fails', async () => {
  expect(await job('')).toMatchObject({ code: 78, said: expect.stringContaining('DATABASE_URL') });
  const nobody = await job('postgres://nobody@127.0.0.1:1/nothing');
  expect(nobody).toMatchObject({ code: 1, said: expect.stringContaining('Миграции не выполнены') });
});
