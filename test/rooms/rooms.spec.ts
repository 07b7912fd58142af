/** Every import rule and every ban of the house has a red case here: a rule that cannot fire protects nothing. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const node = (...args: string[]): string =>
  execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 24 });

describe('rooms', () => {
  it('the real house breaks no import rule', () => {
    const cruised = node(
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'apps',
      'libs',
    );
    expect((JSON.parse(cruised) as { summary: { violations: unknown[] } }).summary.violations).toEqual([]);
  });

  const { rules, fired } = JSON.parse(node('test/rooms/cruise.mjs')) as {
    rules: string[];
    fired: Record<string, string[]>;
  };

  it('every rule has a planted violation, and no planted house is left without its rule', () => {
    expect(Object.keys(fired).sort()).toEqual([...rules].sort());
  });

  it.each(rules)('%s fires on its planted violation', (rule) => {
    expect(fired[rule]).toContain(rule);
  });
});

describe('bans', () => {
  const cases: { ban: string; file: string; code: string; rule: string }[] = [
    ...['EventBus', 'Saga', 'AggregateRoot'].map((name) => ({
      ban: `${name} of @nestjs/cqrs`,
      file: 'libs/commands/index.ts',
      code: `import { ${name} } from '@nestjs/cqrs';\nexport const used = ${name};\n`,
      rule: 'no-restricted-imports',
    })),
    ...['Date.now()', 'new Date()', 'Date()', 'Math.random()', 'crypto.randomUUID()'].flatMap((call) =>
      ['libs/kernel/index.ts', 'libs/domain/index.ts', 'libs/read-models/index.ts'].map((file) => ({
        ban: `${call} in ${file}`,
        file,
        code: `export const now = (): unknown => ${call};\n`,
        rule: 'no-restricted-syntax',
      })),
    ),
  ];

  const found = JSON.parse(
    node('test/rooms/lint.mjs', JSON.stringify(cases.map(({ file, code }) => ({ file, code })))),
  ) as string[][];

  it.each(cases.map((one, index) => [one.ban, one.rule, index] as const))(
    '%s is refused by %s',
    (_ban, rule, index) => {
      expect(found[index]).toContain(rule);
    },
  );

  it('a date made from a stamp is allowed', () => {
    const allowed = node(
      'test/rooms/lint.mjs',
      JSON.stringify([
        { file: 'libs/kernel/index.ts', code: 'export const at = (text: string): Date => new Date(text);\n' },
      ]),
    );
    expect(JSON.parse(allowed)).toEqual([[]]);
  });
});
