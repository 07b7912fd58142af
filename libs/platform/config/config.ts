/** Settings from the environment: every mistake at once, in words for the person who has to mend it, and before anything starts. */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { validateSync } from 'class-validator';

export interface SettingOptions {
  /** What it is, in Russian and in English, in a few words. */
  readonly ru: string;
  readonly en: string;
  /** A value that would do. */
  readonly example: string;
  /** Its value is never shown. */
  readonly secret?: boolean;
}

export interface Setting extends SettingOptions {
  /** Name of the environment variable; `<variable>_FILE` names a file that holds the value instead. */
  readonly variable: string;
  readonly property: string;
}

export interface SettingProblem {
  readonly variable: string;
  readonly ru: string;
  readonly en: string;
  readonly example: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any class whose instances hold settings
type ConfigClass<Config extends object> = new (...args: any[]) => Config;

const settings = new WeakMap<object, Setting[]>();

/** Says which environment variable fills a property; its type (`string`, `number`, `boolean`) is taken from the declaration. */
export const Env =
  (variable: string, options: SettingOptions): PropertyDecorator =>
  (target, property) => {
    const own = settings.get(target) ?? [];
    own.push({ ...options, variable, property: String(property) });
    settings.set(target, own);
  };

/** Every variable that a configuration class reads, those of its parents first. */
export const settingsOf = (type: ConfigClass<object>): readonly Setting[] => {
  const found: Setting[] = [];
  for (
    let at: object | null = type.prototype as object;
    at !== null;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    found.unshift(...(settings.get(at) ?? []));
  }
  return found;
};

/** The configuration is wrong: all of it that is. The message is a list for a person; values of secrets are not in it. */
export class ConfigProblems extends Error {
  constructor(readonly problems: readonly SettingProblem[]) {
    const lines = problems.map(
      ({ variable, ru, en, example }) => `  ${variable}: ${ru}\n    ${en}\n    ${variable}=${example}`,
    );
    super(
      `Настройки неверны, ошибок: ${problems.length}. Errors in the configuration: ${problems.length}.\n${lines.join('\n')}`,
    );
    this.name = 'ConfigProblems';
  }
}

type Given = { readonly value?: string; readonly problem?: { ru: string; en: string } };

const lookUp = ({ variable }: Setting, env: NodeJS.ProcessEnv): Given => {
  // Compose passes an unset variable on as an empty one.
  const set = (name: string): string | undefined => env[name] || undefined;
  const [value, file] = [set(variable), set(`${variable}_FILE`)];
  if (file === undefined) return value === undefined ? {} : { value };
  if (value !== undefined) {
    return {
      problem: {
        ru: `задано и в ${variable}_FILE, оставьте одно`,
        en: `also set in ${variable}_FILE: keep one`,
      },
    };
  }
  try {
    return { value: readFileSync(file, 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      problem: {
        ru: `файл ${file} из ${variable}_FILE не читается (${code})`,
        en: `the file ${file} of ${variable}_FILE cannot be read (${code})`,
      },
    };
  }
};

/** As text, number or boolean; what cannot be converted stays as it is, for its validator to refuse. */
const convert = (text: string, type: unknown): unknown => {
  if (type === Number) return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (type === Boolean)
    return /^(true|1|yes|on)$/i.test(text) ? true : /^(false|0|no|off)$/i.test(text) ? false : text;
  return text;
};

/**
 * An instance of `type` filled from the environment and judged by its class-validator decorators; a property that is not set keeps
 * its initial value. @throws ConfigProblems
 */
export const readConfig = <Config extends object>(
  type: ConfigClass<Config>,
  env: NodeJS.ProcessEnv = process.env,
): Config => {
  const config = new type();
  const known = settingsOf(type);
  const given = new Map<string, string>();
  const problems = new Map<string, SettingProblem>();
  for (const setting of known) {
    const { variable, property, example, ru, en } = setting;
    const { value, problem } = lookUp(setting, env);
    if (problem !== undefined)
      problems.set(property, { variable, example, ru: `${ru}: ${problem.ru}`, en: `${en}: ${problem.en}` });
    if (value === undefined) continue;
    given.set(property, value);
    const values = config as Record<string, unknown>;
    const design: unknown = Reflect.getMetadata('design:type', type.prototype as object, property);
    // Of `port = 8062` without a written type only the initial value tells what it is.
    values[property] = convert(
      value,
      design === undefined || design === Object ? values[property]?.constructor : design,
    );
  }
  for (const { property, constraints } of validateSync(config, { forbidUnknownValues: false })) {
    if (problems.has(property)) continue;
    const setting = known.find((one) => one.property === property);
    if (setting === undefined) throw new Error(`${type.name}.${property} is validated but has no @Env`);
    const { variable, example, secret, ru, en } = setting;
    const value = given.get(property);
    const demands = Object.values(constraints ?? {})
      .map((text) => text.replace(new RegExp(`^${property} `), ''))
      .join('; ');
    const shown = secret === true ? '' : ` («${value?.slice(0, 200)}»)`;
    problems.set(property, {
      variable,
      example,
      ru: value === undefined ? `${ru}: не задано` : `${ru}: значение не подходит${shown}`,
      en: value === undefined ? `${en}: not set` : `${en}: ${demands}`,
    });
  }
  if (problems.size > 0) {
    throw new ConfigProblems(known.flatMap(({ property }) => problems.get(property) ?? []));
  }
  return config;
};

/** For `main.ts`: prints the problems and ends the process with code 78, "configuration error" of sysexits.h. */
export const readConfigOrExit = <Config extends object>(
  type: ConfigClass<Config>,
  env: NodeJS.ProcessEnv = process.env,
): Config => {
  try {
    return readConfig(type, env);
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
};
