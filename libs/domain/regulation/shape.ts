/** Small checks of plain values, composed: whether something an organisation sent is a value of a parameter. Errors in Russian. */
import { isIsoDate } from '@nastavnik/kernel';

/** Says what is wrong with a value, one sentence per fault, each beginning with where; empty when it is a `T`. */
export interface Check<T> {
  (value: unknown, at: string): readonly string[];
  /** Only for the compiler: holds a check and the type it stands for together. */
  readonly of?: (value: T) => T;
}

const show = (value: unknown): string => JSON.stringify(value) ?? 'отсутствует';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const flag: Check<boolean> = (value, at) =>
  typeof value === 'boolean' ? [] : [`${at}: нужно true или false, получено ${show(value)}`];

export const text: Check<string> = (value, at) =>
  typeof value === 'string' && value.trim() !== '' ? [] : [`${at}: нужен непустой текст`];

export const date: Check<string> = (value, at) =>
  typeof value === 'string' && isIsoDate(value) ? [] : [`${at}: нужна существующая дата ГГГГ-ММ-ДД`];

/** A whole number, both limits included. */
export const whole =
  (min: number, max: number): Check<number> =>
  (value, at) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max
      ? []
      : [`${at}: нужно целое число от ${min} до ${max}, получено ${show(value)}`];

export const code =
  <const T extends readonly string[]>(allowed: T): Check<T[number]> =>
  (value, at) =>
    (allowed as readonly unknown[]).includes(value)
      ? []
      : [`${at}: ${show(value)} не допускается; возможны ${allowed.join(', ')}`];

export const orNull =
  <T>(check: Check<T>): Check<T | null> =>
  (value, at) =>
    value === null ? [] : check(value, at);

export const either =
  <A, B>(a: Check<A>, b: Check<B>): Check<A | B> =>
  (value, at) => {
    const first = a(value, at);
    return first.length === 0 || b(value, at).length === 0 ? [] : first;
  };

export const list =
  <T>(item: Check<T>): Check<readonly T[]> =>
  (value, at) =>
    Array.isArray(value)
      ? value.flatMap((one, index) => item(one, `${at}[${index}]`))
      : [`${at}: нужен список`];

/** A list in which nothing stands twice. */
export const setOf =
  <T>(item: Check<T>): Check<readonly T[]> =>
  (value, at) => {
    const errors = list(item)(value, at);
    if (errors.length > 0) return errors;
    const repeated = (value as unknown[]).filter((one, index, all) => all.indexOf(one) !== index);
    return repeated.map((one) => `${at}: ${show(one)} повторяется`);
  };

/** A field that may be left out. */
export const optional =
  <T>(check: Check<T>): Check<T> =>
  (value, at) =>
    value === undefined ? [] : check(value, at);

type Fields<T> = { readonly [Name in keyof T]-?: Check<Exclude<T[Name], undefined>> };

/** An object with exactly these fields. */
export const record =
  <T extends object>(fields: Fields<T>): Check<T> =>
  (value, at) => {
    if (!isObject(value)) return [`${at}: нужен объект с полями ${Object.keys(fields).join(', ')}`];
    const unknown = Object.keys(value)
      .filter((name) => !Object.hasOwn(fields, name))
      .map((name) => `${at}.${name}: неизвестное поле`);
    const wrong = (Object.entries(fields) as [string, Check<unknown>][]).flatMap(([name, check]) =>
      check(value[name], `${at}.${name}`),
    );
    return [...unknown, ...wrong];
  };

/** An object whose keys are some of the codes. */
export const mapOf =
  <const Keys extends readonly string[], T>(
    keys: Keys,
    item: Check<T>,
  ): Check<{ readonly [Key in Keys[number]]?: T }> =>
  (value, at) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, one]) =>
          (keys as readonly string[]).includes(key)
            ? item(one, `${at}.${key}`)
            : [`${at}.${key}: неизвестный ключ; возможны ${keys.join(', ')}`],
        )
      : [`${at}: нужен объект`];

/** A further demand on a value whose shape already fits. */
export const such =
  <T>(check: Check<T>, holds: (value: T) => boolean, otherwise: string): Check<T> =>
  (value, at) => {
    const errors = check(value, at);
    if (errors.length > 0) return errors;
    return holds(value as T) ? [] : [`${at}: ${otherwise}`];
  };
