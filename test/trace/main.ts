/**
 * `npm run trace`: runs the suites and writes docs/traceability.md from what passed; `-- --from coverage/trace.json` takes
 * the last passing run instead; `-- --json` prints the counts and what is missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bookOf, pageOf, readRun, summaryOf } from './book';
import { ROOT } from './clauses';

const PAGE = path.join(ROOT, 'docs/traceability.md');
const RUN = path.join(ROOT, 'coverage/trace.json');

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

/** Every suite but the one that judges the page, which is about to be written. What Jest says goes to stderr. */
const runSuites = (): void => {
  const { status } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/jest/bin/jest.js'), '--testPathIgnorePatterns', '<rootDir>/test/trace/'],
    { cwd: ROOT, stdio: ['ignore', 2, 2] },
  );
  if (status !== 0)
    fail('The run failed: nothing is proven by it, and docs/traceability.md stays as it was.');
};

const { values } = parseArgs({ options: { from: { type: 'string' }, json: { type: 'boolean' } } });
if (values.from === undefined) runSuites();
const file = values.from === undefined ? RUN : path.resolve(values.from);
if (!existsSync(file)) fail(`There is no ${file}: it is written by a passing run of the tests.`);
try {
  const run = readRun(file);
  if (!run.whole) console.error('The run was of some suites only: what the others prove is left out.');
  const book = bookOf(run);
  writeFileSync(PAGE, pageOf(book));
  const summary = summaryOf(book.flatMap(({ entries }) => entries));
  if (values.json) console.log(JSON.stringify(summary));
  else {
    const { rows, proven, recorded, notSoftware, missing } = summary;
    console.log(
      `${rows} rows: ${proven} proven, ${recorded} recorded, ${notSoftware} not software, ${missing.length} missing; docs/traceability.md is written`,
    );
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
