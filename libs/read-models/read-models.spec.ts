/** All read models together: the same log gives the same rows, however it is folded; nothing of the vault stands in them. */
import { bodies } from './bodies.testing';
import { papers } from './papers.testing';
import { beginning, end, Ledger, middle, shared } from './read-models.testing';
import { readModelMigrations, readModelQueries, readModels } from './index';

describe('the read models', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, middle, end, shared, bodies, papers);
  });
  afterAll(() => ledger.close());

  it('are the same when the log is folded twice, event by event, or rebuilt beside the live tables', async () => {
    const live = await ledger.dump();
    for (const rows of Object.values(live)) expect(rows.length).toBeGreaterThan(2);
    await ledger.rebuild();
    expect(await ledger.dump()).toEqual(live);
    await ledger.again();
    expect(await ledger.dump()).toEqual(live);
  });

  it('hold no record of the vault and no commitment', async () => {
    const text = JSON.stringify(await ledger.dump());
    expect(text).not.toContain('000000000099');
    expect(text).not.toContain('abababab');
    expect(text).not.toContain('cdcdcdcd');
  });

  it('are each registered once, with a table, a migration and a query', () => {
    expect(new Set(readModels.map((model) => model.name)).size).toBe(readModels.length);
    expect(new Set(readModels.map((model) => model.entity)).size).toBe(readModels.length);
    expect(new Set(readModelMigrations).size).toBe(readModels.length);
    expect(readModelQueries.length).toBeGreaterThanOrEqual(readModels.length);
  });
});
