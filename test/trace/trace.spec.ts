/** Traceability: no clause is lost, no test names one that nobody wrote, and the page cites only tests that are there. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { domainCodec, PARAMETER_NAMES } from '@nastavnik/domain';
import { ORDER_KINDS } from '@nastavnik/domain/vocabulary';
import { readModels } from '@nastavnik/read-models';
import { bookOf, pageOf, readPage, readRun, summaryOf, type Run } from './book';
import { allRows, ROOT, rowClasses, rowsOf, SEEDS } from './clauses';
import { hasTest, readSpec, specFiles } from './titles';
// eslint-disable-next-line @typescript-eslint/no-require-imports -- reporters are loaded by Jest as they are
const Reporter = require('../support/trace-reporter.cjs') as {
  new (config: object, options?: object): { onRunComplete(contexts: unknown, results: object): void };
  readonly CLAUSE_ID: RegExp;
};

const rows = allRows();
const known = new Set(rows.map(({ id }) => id));
const classes = rowClasses();
const specs = specFiles().map((file) => readSpec(file));
const idsIn = (text: string): readonly string[] => text.match(Reporter.CLAUSE_ID) ?? [];

// Titles of this file name no clause: it proves none.
describe('the list of clauses', () => {
  it('has 463 rows, each once', () => {
    expect(rows).toHaveLength(463);
    expect(known.size).toBe(463);
  });
  it.each([
    ['izo', 68],
    ['sev', 98],
    ['mr', 63],
    ['s62', 107],
    ['kil', 127],
  ])('of %s: %s rows, under its own prefix, each saying what it asks', (name, count) => {
    const seed = SEEDS.find((each) => each.name === name)!;
    expect(rowsOf(seed)).toHaveLength(count);
    for (const { id, clause, asks, quote } of rowsOf(seed)) {
      expect(idsIn(id)).toEqual([id]);
      expect(id.startsWith(`${seed.prefix}-`)).toBe(true);
      for (const text of [clause, asks, quote]) expect(text.trim()).not.toBe('');
    }
  });
});

describe('rows that need no proof', () => {
  it('are rows of the list', () => expect(Object.keys(classes).filter((id) => !known.has(id))).toEqual([]));
  it('are recorded by something that is there, or say in one sentence why they are no software', () => {
    const there = new Set([
      ...domainCodec.storedTypes.map(
        (stored) => `event ${domainCodec.decode(stored, sampleOf(stored)).type}`,
      ),
      ...ORDER_KINDS.map((kind) => `order ${kind}`),
      ...PARAMETER_NAMES.map((name) => `parameter ${name}`),
      ...readModels.map(({ name }) => `register ${name}`),
    ]);
    for (const [id, one] of Object.entries(classes)) {
      if (one.as === 'notSoftware') expect(`${id} ${one.why}`).toMatch(/^\S+ [A-Z][^\n]{20,}\.$/);
      else {
        expect(one.by.length).toBeGreaterThan(0);
        expect(one.by.filter((name) => !there.has(name))).toEqual([]);
        // What cannot be recorded is not recorded: a value of a parameter alone is no act.
        expect(one.by.some((name) => /^(event|order) /.test(name))).toBe(true);
      }
    }
  });
  it('are named by no test: a row is proven or classed, not both', () => {
    const named = new Set(specs.flatMap(({ texts }) => texts.flatMap(idsIn)));
    expect(Object.keys(classes).filter((id) => named.has(id))).toEqual([]);
  });
});

const sampleOf = (stored: string): unknown =>
  JSON.parse(
    readFileSync(
      path.join(ROOT, 'libs/domain', stored.split('.', 1)[0]!, 'samples', `${stored}.json`),
      'utf8',
    ),
  );

it('no title of a test, and no table of one, names a clause that is not in the list', () => {
  const wrong = specs.flatMap(({ file, texts }) =>
    texts.flatMap(idsIn).flatMap((id) => (known.has(id) ? [] : [`${file}: ${id}`])),
  );
  expect(wrong).toEqual([]);
});

describe('docs/traceability.md', () => {
  const page = readPage(readFileSync(path.join(ROOT, 'docs/traceability.md'), 'utf8'));
  it('has every row of the list, and no other', () => expect(new Set(page.keys())).toEqual(known));
  it('cites only tests that are there, under titles that name the clause', () => {
    const titledOf = new Map(specs.map(({ file, titled }) => [file, titled]));
    const lost = [...page].flatMap(([id, { proofs }]) =>
      proofs
        .filter(
          ({ file, titles }) =>
            !hasTest(titledOf.get(file) ?? [], titles) || !idsIn(titles.at(-1) ?? '').includes(id),
        )
        .map(({ file, titles }) => `${id}: ${file}: ${titles.join(' › ')}`),
    );
    expect(lost).toEqual([]);
  });
  it('says of every row that is not proven what is said of it now', () => {
    for (const [id, { status, proofs }] of page) {
      if (status === 'proven') expect([id, proofs.length > 0, classes[id]]).toEqual([id, true, undefined]);
      else expect([id, status]).toEqual([id, classes[id]?.as ?? 'missing']);
    }
  });
});

describe('the book', () => {
  const run = (...tests: Run['tests']): Run => ({ whole: true, tests });
  const passed = (titles: readonly string[], ...clauses: readonly string[]) => ({
    file: 'libs/domain/pair/pair.spec.ts',
    titles,
    clauses,
  });
  const classed = Object.keys(classes)[0]!;

  it('cites a test by its titles down to the one that names the clause, once for a whole group', () => {
    const book = bookOf(
      run(
        passed(['S62-4.13 an order', 'is asked for'], 'S62-4.13'),
        passed(['S62-4.13 an order', 'is one'], 'S62-4.13'),
      ),
    );
    const entries = book.flatMap((seed) => seed.entries);
    expect(entries.find(({ row }) => row.id === 'S62-4.13')).toMatchObject({
      status: 'proven',
      proofs: [{ titles: ['S62-4.13 an order'] }],
    });
    const { missing, ...counts } = summaryOf(entries);
    expect(counts).toMatchObject({ rows: 463, proven: 1 });
    expect(counts.proven + counts.recorded + counts.notSoftware + missing.length).toBe(463);
    expect(missing).not.toContain('S62-4.13');
  });
  it('reads back from its page what it wrote, and writes the same page again', () => {
    const book = bookOf(run(passed(['a | b', 'S62-4.13:  two  blanks'], 'S62-4.13')));
    expect(readPage(pageOf(book)).get('S62-4.13')).toEqual({
      status: 'proven',
      proofs: [{ file: 'libs/domain/pair/pair.spec.ts', titles: ['a | b', 'S62-4.13: two blanks'] }],
    });
    expect(pageOf(book)).toBe(pageOf(book));
  });
  it('is not made from a test that names an unknown clause, or one that is classed', () => {
    expect(() => bookOf(run(passed(['S62-99'], 'S62-99')))).toThrow('S62-99');
    expect(() => bookOf(run(passed([classed], classed)))).toThrow(classed);
  });
});

describe('titles of tests', () => {
  const { titled, texts } = readSpec(
    'x.spec.ts',
    `describe('outer', () => {
       it.each([['first', 1]])('%s: no. %s', () => {});
       it(\`a \${b} c\`, async () => {});
     });
     describe.each(all)('%s', () => { it.only('inner', () => {}); });`,
  );
  it.each([
    [['outer'], true],
    [['outer', 'first: no. 1'], true],
    [['outer', 'a x c'], true],
    [['anything', 'inner'], true],
    [['outer', 'inner'], true],
    [['outer', 'a x'], false],
    [['outer', 'first, no. 1'], false],
    [['inner'], true],
    [['outer', 'a x c', 'more'], false],
  ] as const)('%j: %s', (titles, expected) => expect(hasTest(titled, titles)).toBe(expected));
  it('and what stands in their tables', () => expect(texts).toContain('first'));
});

describe('the reporter', () => {
  let folder = '';
  beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'nastavnik-trace-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const test = (status: string, title: string, ...ancestorTitles: string[]) => ({
    status,
    title,
    ancestorTitles,
  });
  const report = (
    file: string,
    testResults: readonly object[],
    failed: { readonly tests?: number; readonly suites?: number } = {},
    config: object = {},
  ) =>
    new Reporter({ rootDir: ROOT, ...config }, { file }).onRunComplete(new Set(), {
      numPassedTests: 1,
      numFailedTests: failed.tests ?? 0,
      numFailedTestSuites: failed.suites ?? 0,
      testResults: [{ testFilePath: path.join(ROOT, 'libs/x.spec.ts'), testResults }],
    });

  it('writes what passed and names a clause, describe and test alike', () => {
    const file = path.join(folder, 'passed.json');
    report(file, [
      test('passed', 'is taken', 'S62-5.3-1, SEV-RM-M2: meetings'),
      test('passed', 'KIL-2.1.1-01.'),
      test('passed', 'names none'),
      test('pending', 'S62-4.13'),
      test('todo', 'S62-4.14'),
    ]);
    expect(readRun(file)).toEqual({
      whole: true,
      tests: [
        { file: 'libs/x.spec.ts', titles: ['KIL-2.1.1-01.'], clauses: ['KIL-2.1.1-01'] },
        {
          file: 'libs/x.spec.ts',
          titles: ['S62-5.3-1, SEV-RM-M2: meetings', 'is taken'],
          clauses: ['S62-5.3-1', 'SEV-RM-M2'],
        },
      ],
    });
  });
  it('leaves the last passing run alone when a test fails or a suite does not load', () => {
    for (const failed of [{ tests: 1 }, { suites: 1 }]) {
      const file = path.join(folder, 'failed.json');
      report(file, [test('passed', 'S62-4.13')], failed);
      expect(existsSync(file)).toBe(false);
    }
  });
  it('says when some suites only were run', () => {
    const file = path.join(folder, 'some.json');
    report(file, [test('passed', 'S62-4.13')], {}, { testPathPatterns: { patterns: ['libs/domain'] } });
    expect(readRun(file).whole).toBe(false);
  });
});
