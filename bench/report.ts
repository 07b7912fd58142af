/** Results as JSON, as a table and as a plot. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import type { Figure } from './measure';

export interface Results {
  readonly size: string;
  readonly events: number;
  readonly seed: number;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGb: number;
    readonly node: string;
  };
  readonly load: { readonly before: number; readonly after: number };
  readonly figures: readonly Figure[];
  /** Scenarios that broke off, with what they said. */
  readonly failed: readonly { readonly id: string; readonly error: string }[];
}

export const machine = (): Results['machine'] => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
});
export const load = (): number => Math.round(loadavg()[0]! * 10) / 10;

const short = (value: number): string =>
  value >= 1_000 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

export const tableOf = ({ figures, failed }: Results): string =>
  [
    '| id | ratio | goal | median | 95 % | ours | yardstick | n | met |',
    '|---|---|---|---|---|---|---|---|---|',
    ...figures.map(
      (one) =>
        `| ${one.id} | ${one.what} | ${one.sense === 'at-least' ? '≥' : '≤'} ${one.goal} | **${short(one.median)}** | ${short(one.low)}–${short(one.high)} | ${short(one.ours)} ${one.unit} | ${short(one.yardstick)} | ${one.iterations} | ${one.met ? 'yes' : 'no'} |`,
    ),
    ...failed.map(
      ({ id, error }) =>
        `| ${id} | did not finish: ${error.replaceAll('|', '/').slice(0, 100)} | | | | | | | no |`,
    ),
  ].join('\n');

/** Each ratio over its goal, on a logarithmic scale: right of the line the goal is met. */
const plotOf = ({ figures, size, events }: Results): string => {
  const row = 26;
  const [left, width] = [430, 360];
  const height = 60 + figures.length * row;
  const x = (value: number): number =>
    left + (Math.log10(Math.min(Math.max(value, 0.1), 10)) + 1) * (width / 2);
  const bars = figures.map((one, n) => {
    const over = (value: number): number => (one.sense === 'at-least' ? value / one.goal : one.goal / value);
    const y = 44 + n * row;
    const [from, to] = [x(over(one.low)), x(over(one.high))];
    const colour = one.met ? '#2a7f62' : '#b5533c';
    const label = `${one.id}  ${one.what}`.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return `<text x="${left - 10}" y="${y + 5}" text-anchor="end">${label}</text><line x1="${Math.min(from, to)}" x2="${Math.max(from, to)}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="4"/><circle cx="${x(over(one.median))}" cy="${y}" r="5" fill="${colour}"/><text x="${left + width + 10}" y="${y + 5}">${short(one.median)}</text>`;
  });
  const goal = x(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + width + 80}" height="${height}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/><text x="${goal}" y="18" text-anchor="middle">goal (size ${size}, ${events} events)</text><line x1="${goal}" x2="${goal}" y1="24" y2="${height - 14}" stroke="#888" stroke-dasharray="4 3"/>${bars.join('')}</svg>\n`;
};

/** Writes `<size>.json`, `<size>.md` and `<size>.svg`. */
export const writeResults = (folder: string, results: Results): void => {
  mkdirSync(folder, { recursive: true });
  const file = (extension: string): string => path.join(folder, `${results.size}.${extension}`);
  writeFileSync(file('json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(file('md'), `${tableOf(results)}\n`);
  writeFileSync(file('svg'), plotOf(results));
};
