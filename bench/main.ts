/**
 * `npm run bench -- [--size S|M|L|XL] [--only P1,P8] [--minutes 15] [--seed 62] [--iterations 7]`.
 * PostgreSQL is the embedded one, or that of DATABASE_URL, in a database of its own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Size } from '../test/generate/national-year';
import type { Figure } from './measure';
import { load, machine, tableOf, writeResults } from './report';
import type { Scenario } from './scenario';
import { p01 } from './scenarios/p01';
import { p02 } from './scenarios/p02';
import { p03 } from './scenarios/p03';
import { p04 } from './scenarios/p04';
import { p05 } from './scenarios/p05';
import { p06 } from './scenarios/p06';
import { p07 } from './scenarios/p07';
import { p08 } from './scenarios/p08';
import { p09 } from './scenarios/p09';
import { p11 } from './scenarios/p11';
import { p12 } from './scenarios/p12';
import { p13, p14 } from './scenarios/p13';
import { p15 } from './scenarios/p15';
import { p16 } from './scenarios/p16';
import { buildWorld } from './world';

/** Those that add events to the log come last. */
const SCENARIOS: readonly Scenario[] = [
  ...[p01, p15, p02, p03, p04, p05, p06, p13, p14, p09, p11, p16],
  ...[p08, p07, p12],
];

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: 'S' },
      only: { type: 'string' },
      minutes: { type: 'string', default: '15' },
      seed: { type: 'string', default: '62' },
      iterations: { type: 'string', default: '7' },
    },
  });
  if (!existsSync(path.join(__dirname, 'node_modules'))) {
    say('peers …');
    spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: __dirname, stdio: 'inherit' });
  }
  const size = values.size as Size;
  const only = values.only?.split(',');
  const chosen = SCENARIOS.filter(
    ({ id }) => only === undefined || id.split('/').some((one) => only.includes(one)),
  );
  const until = performance.now() + Number(values.minutes) * 60_000;
  const before = load();
  const world = await buildWorld(size, Number(values.seed), say);
  const figures: Figure[] = [];
  const failed: { id: string; error: string }[] = [];
  for (const [n, scenario] of chosen.entries()) {
    const ms = Math.max((until - performance.now()) / (chosen.length - n), 0);
    say(`${scenario.id} ${scenario.title} …`);
    try {
      const budget = { iterations: Number(values.iterations), ms: ms / 2, seed: Number(values.seed) };
      const got = await scenario.run(world, budget);
      figures.push(...got);
      for (const one of got)
        say(`  ${one.what}: ${one.median.toFixed(2)} (${one.low.toFixed(2)}–${one.high.toFixed(2)})`);
    } catch (error) {
      failed.push({ id: scenario.id, error: (error as Error).message });
      say(`  did not finish: ${(error as Error).stack}`);
    }
  }
  const number = ({ id }: Figure): number => Number(id.slice(1));
  const results = {
    ...{ size, events: world.count, seed: Number(values.seed), machine: machine(), failed },
    load: { before, after: load() },
    figures: figures.sort((a, b) => number(a) - number(b)),
  };
  await world.close();
  const folder =
    only === undefined ? path.join(__dirname, 'results') : path.join(__dirname, 'results', 'tmp');
  writeResults(folder, results);
  say(tableOf(results));
  process.exitCode = failed.length > 0 ? 1 : 0;
};

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  },
);
