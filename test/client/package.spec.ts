/** The package as others get it: built, packed, installed without a network, compiled against by a program of theirs and run. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type House, startHouse } from '../support/house';

jest.setTimeout(180_000);

const ROOT = path.resolve(__dirname, '../..');
const exec = promisify(execFile);
/** Runs a program without standing in the way of the house in this process. */
const run = (command: string, args: readonly string[], cwd: string) => exec(command, args, { cwd });

/** What somebody who has never seen the house writes. */
const CONSUMER = `
import { nastavnik, Refused } from '@nastavnik/client';

const [baseUrl, token] = process.argv.slice(2) as [string, string];
const api = nastavnik({ baseUrl, token });
const main = async (): Promise<void> => {
  const { data, position } = await api.post('/v1/municipalities', {
    body: { effectiveOn: '2021-01-11', name: 'Город', regionCode: '76', utcOffsetMinutes: 180 },
  });
  const regulation = await api
    .get('/v1/organisations/{organisationId}/regulation', { path: { organisationId: data.id } })
    .then(() => 'read', (error: unknown) => (error instanceof Refused ? 'refused' : (error as Error).name));
  console.log(JSON.stringify({ stream: data.stream, waits: api.seen === position, regulation }));
};
void main();
`;
const WRONG = `
import { nastavnik } from '@nastavnik/client';
void nastavnik({ baseUrl: '' }).post('/v1/municipalities', { body: { name: 1 } });
`;

let dir: string;
let house: House;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-consumer-'));
  await run('npm', ['run', '-s', 'build:client'], ROOT);
  await run('npm', ['pack', '--pack-destination', dir, path.join(ROOT, 'dist/client')], ROOT);
  writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  const tarball = readdirSync(dir).find((name) => name.endsWith('.tgz'))!;
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], dir);
  house = await startHouse();
});
afterAll(async () => {
  await house?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** What the compiler complains of; empty when it is content. */
const complaints = async (name: string, text: string, options: readonly string[]): Promise<string> => {
  mkdirSync(path.join(dir, 'out'), { recursive: true });
  writeFileSync(path.join(dir, name), text);
  const compiler = [
    path.join(ROOT, 'node_modules/typescript/bin/tsc'),
    ...['--strict', '--target', 'ES2022', '--outDir', 'out', '--lib', 'ES2023'],
    ...['--types', 'node', '--typeRoots', path.join(ROOT, 'node_modules/@types')],
    ...[...options, name],
  ];
  return run(process.execPath, compiler, dir).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
};

it('holds what is needed and nothing else: declarations, code, licence', () => {
  const installed = path.join(dir, 'node_modules/@nastavnik/client');
  const names = readdirSync(installed).sort();
  expect(names).toEqual(
    [
      ...['LICENSE', 'README.md', 'package.json'],
      ...['client', 'index', 'operations', 'problems', 'retry', 'schema'].flatMap((name) => [
        `${name}.d.ts`,
        `${name}.js`,
      ]),
    ].sort(),
  );
  const { version, dependencies } = JSON.parse(
    readFileSync(path.join(installed, 'package.json'), 'utf8'),
  ) as { version: string; dependencies?: object };
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(dependencies).toBeUndefined();
});

it.each([
  ['CommonJS of Node', 'consumer.cts', 'consumer.cjs', ['--module', 'node16']],
  ['ES modules of Node', 'consumer.mts', 'consumer.mjs', ['--module', 'node16']],
  [
    'resolution as before exports',
    'consumer.ts',
    'consumer.js',
    ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '5.0'],
  ],
])('%s: compiles strictly and speaks to the API', async (_, source, built, options) => {
  expect(await complaints(source, CONSUMER, options)).toBe('');
  const token = await house.standalone.issuer.issue({ role: 'region-operator', sub: 'consumer' });
  const ran = await exec(process.execPath, [path.join(dir, 'out', built), house.standalone.url, token]);
  const said = JSON.parse(ran.stdout) as { stream: string; waits: boolean; regulation: string };
  expect(said).toEqual({
    stream: expect.stringMatching(/^municipality-/),
    waits: true,
    regulation: expect.any(String),
  });
});

it('a body that the API would refuse does not compile', async () => {
  const found = await complaints('wrong.mts', WRONG, ['--module', 'node16', '--noEmit']);
  expect(found).toContain("Type 'number' is not assignable to type 'string'");
});
