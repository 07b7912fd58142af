// Cruises every planted house under test/rooms/planted with the real rules and prints, per house, the rules that fired.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';

const here = path.dirname(fileURLToPath(import.meta.url));
const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
// The planted houses have no tsconfig of their own; aliases are not what they test.
const rest = { ...options, tsConfig: undefined };

const fired = {};
for (const house of readdirSync(path.join(here, 'planted'))) {
  const { output } = await cruise(['.'], {
    ...rest,
    ruleSet: { forbidden },
    validate: true,
    baseDir: path.join(here, 'planted', house),
    outputType: 'json',
  });
  fired[house] = [...new Set(JSON.parse(output).summary.violations.map((violation) => violation.rule.name))];
}
process.stdout.write(JSON.stringify({ rules: forbidden.map((rule) => rule.name), fired }));
