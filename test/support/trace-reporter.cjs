// Jest reporter: after a passing run, which clauses of the regulations each passed test names. A failing run leaves the
// file of the last passing one alone; `npm run trace` reads it.
const { mkdirSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');

/** A clause id as titles write it: `S62-4.13`, `SEV-RM-M2`, `KIL-2.1.1-01`. */
const CLAUSE_ID = /(?<![\w-])(?:S62|SEV|KIL|IZO|MR)-[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*/g;

/** Whether the run was of every suite, or of some chosen on the command line. */
const isWhole = (config) =>
  !(
    config.testPathPatterns?.patterns?.length ||
    config.testNamePattern ||
    config.onlyChanged ||
    config.onlyFailures ||
    config.findRelatedTests ||
    config.shard
  );

module.exports = class TraceReporter {
  constructor(globalConfig, options = {}) {
    this.config = globalConfig;
    this.file = options.file ?? path.join(globalConfig.rootDir, 'coverage', 'trace.json');
  }

  onRunComplete(_contexts, results) {
    const { numFailedTests, numFailedTestSuites, numPassedTests, wasInterrupted } = results;
    if (numFailedTests > 0 || numFailedTestSuites > 0 || numPassedTests === 0 || wasInterrupted) return;
    const tests = results.testResults
      .flatMap(({ testFilePath, testResults }) =>
        testResults
          .filter(({ status }) => status === 'passed')
          .map(({ ancestorTitles, title }) => {
            const titles = [...ancestorTitles, title];
            return {
              file: path.relative(this.config.rootDir, testFilePath).split(path.sep).join('/'),
              titles,
              clauses: [...new Set(titles.join(' ').match(CLAUSE_ID) ?? [])],
            };
          }),
      )
      .filter(({ clauses }) => clauses.length > 0)
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    mkdirSync(path.dirname(this.file), { recursive: true });
    // Two runs may end at once: what is read is one of them, never a mixture.
    const unfinished = `${this.file}.${process.pid}`;
    writeFileSync(unfinished, `${JSON.stringify({ whole: isWhole(this.config), tests }, null, 1)}\n`);
    renameSync(unfinished, this.file);
  }
};
module.exports.CLAUSE_ID = CLAUSE_ID;
