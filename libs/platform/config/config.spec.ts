import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsBoolean, IsIn, IsInt, IsOptional, IsUrl, Max, Min, MinLength } from 'class-validator';
import { ConfigProblems, Env, readConfig, settingsOf } from '.';

class Base {
  @Env('DATABASE_URL', {
    ru: 'адрес PostgreSQL',
    en: 'address of PostgreSQL',
    example: 'postgres://u:p@db/n',
    secret: true,
  })
  @IsUrl({ protocols: ['postgres', 'postgresql'], require_tld: false })
  databaseUrl!: string;
}

class Settings extends Base {
  @Env('PORT', { ru: 'порт', en: 'port', example: '8062' })
  @IsInt()
  @Min(0)
  @Max(65535)
  port = 8062;

  @Env('TRACE', { ru: 'подробный журнал', en: 'verbose log', example: 'false' })
  @IsBoolean()
  trace: boolean = false;

  @Env('LEVEL', { ru: 'уровень', en: 'level', example: 'info' })
  @IsOptional()
  @IsIn(['info', 'warn'])
  level?: string;

  @Env('JWT_KEY', { ru: 'ключ подписи', en: 'signing key', example: 'at least 16 characters', secret: true })
  @MinLength(16)
  jwtKey!: string;
}

const good = { DATABASE_URL: 'postgres://u:p@db:5432/n', JWT_KEY: '0123456789abcdef' };

const problemsOf = (env: NodeJS.ProcessEnv): ConfigProblems => {
  try {
    readConfig(Settings, env);
  } catch (error) {
    if (error instanceof ConfigProblems) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
};

test('fills what is given, by type, and keeps the rest as declared', () => {
  expect(readConfig(Settings, { ...good, PORT: '0', TRACE: 'yes' })).toEqual({
    databaseUrl: good.DATABASE_URL,
    jwtKey: good.JWT_KEY,
    port: 0,
    trace: true,
  });
  expect(readConfig(Settings, { ...good, TRACE: 'false', LEVEL: '' })).toMatchObject({
    port: 8062,
    trace: false,
  });
});

test('says every mistake at once, each with its variable, a cause and an example, in both languages', () => {
  const { problems, message } = problemsOf({
    PORT: '99999',
    TRACE: 'maybe',
    LEVEL: 'loud',
    JWT_KEY: 'short',
  });
  expect(problems.map((problem) => problem.variable)).toEqual([
    'DATABASE_URL',
    'PORT',
    'TRACE',
    'LEVEL',
    'JWT_KEY',
  ]);
  expect(message).toContain('DATABASE_URL: адрес PostgreSQL: не задано');
  expect(message).toContain('address of PostgreSQL: not set');
  expect(message).toContain('PORT: порт: значение не подходит («99999»)');
  expect(message).toContain('must not be greater than 65535');
  expect(message).toContain('PORT=8062');
});

test.each(['', ' ', '8o62', '1e99', '80.5', '0x10', '-1'])(
  'the port %j is refused or unset, never half understood',
  (PORT) => {
    if (PORT === '') expect(readConfig(Settings, { ...good, PORT }).port).toBe(8062);
    else expect(problemsOf({ ...good, PORT }).problems).toHaveLength(1);
  },
);

test('the value of a secret is never shown', () => {
  const { message } = problemsOf({ DATABASE_URL: 'mysql://u:hunter2@db/n', JWT_KEY: 'hunter2' });
  expect(message).not.toContain('hunter2');
});

test('a secret may come from a file; the file must be readable and alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  const file = join(folder, 'key');
  writeFileSync(file, 'key from a file, long\n');
  const { JWT_KEY: _, ...rest } = good;
  expect(readConfig(Settings, { ...rest, JWT_KEY_FILE: file }).jwtKey).toBe('key from a file, long');
  expect(problemsOf({ ...good, JWT_KEY_FILE: file }).message).toContain('keep one');
  const { problems } = problemsOf({ ...rest, JWT_KEY_FILE: join(folder, 'none') });
  expect(problems).toHaveLength(1);
  expect(problems[0]!.en).toContain('cannot be read (ENOENT)');
  rmSync(folder, { recursive: true });
});

test('a class tells which variables it reads, its parents included', () => {
  expect(settingsOf(Settings).map((setting) => setting.variable)).toEqual([
    'DATABASE_URL',
    'PORT',
    'TRACE',
    'LEVEL',
    'JWT_KEY',
  ]);
  expect(settingsOf(Base).map((setting) => setting.variable)).toEqual(['DATABASE_URL']);
});
