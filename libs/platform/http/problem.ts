/** Problem details (RFC 9457): the one shape of every answer that is not a success. */
import type { Json, Text } from '@nastavnik/kernel';

/** One bad field. The value itself is never repeated: it may be personal data. */
export interface FieldError {
  /** Where: `#/person/birthDate` in the body (RFC 6901 fragment), or a header or query parameter by name. */
  readonly pointer?: string;
  readonly header?: string;
  readonly parameter?: string;
  readonly detail: Text;
}

export interface ProblemOptions {
  readonly status: number;
  /** Kebab case; `type` becomes `urn:problem:nastavnik:<slug>`. */
  readonly slug: string;
  readonly title: Text;
  readonly detail?: Text;
  readonly errors?: readonly FieldError[];
  readonly headers?: { readonly [name: string]: string };
  /** Members of this problem type beyond those of the RFC. */
  readonly extensions?: { readonly [name: string]: Json };
}

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';
export const problemType = (slug: string): string => `urn:problem:nastavnik:${slug}`;

/** Thrown anywhere on the way of a request; the filter renders it in the reader's language. */
export class Problem extends Error {
  constructor(readonly options: ProblemOptions) {
    super(`${options.status} ${options.slug}`);
    this.name = 'Problem';
  }
}

const bodyTitle: Text = { ru: 'Запрос составлен неверно', en: 'The request is not well formed' };

/** The problems this room itself knows. */
export const problems = {
  malformedBody: () =>
    new Problem({
      status: 400,
      slug: 'malformed-json',
      title: { ru: 'Тело запроса не читается как JSON', en: 'The body is not readable JSON' },
      detail: {
        ru: 'Отправьте тело в формате JSON (RFC 8259) в кодировке UTF-8.',
        en: 'Send a body of JSON (RFC 8259) in UTF-8.',
      },
    }),
  badRequest: (errors: readonly FieldError[] = []) =>
    new Problem({
      status: 400,
      slug: 'invalid-request',
      title: bodyTitle,
      detail: {
        ru: 'Исправьте перечисленное и отправьте запрос снова; ничего не записано.',
        en: 'Mend what is listed and send again; nothing has been written.',
      },
      errors,
    }),
  notFound: (detail: Text = { ru: 'Такого адреса нет.', en: 'There is no such address.' }) =>
    new Problem({ status: 404, slug: 'not-found', title: { ru: 'Не найдено', en: 'Not found' }, detail }),
  methodNotAllowed: (allowed: readonly string[]) =>
    new Problem({
      status: 405,
      slug: 'method-not-allowed',
      title: { ru: 'Действие не предусмотрено', en: 'Method not allowed' },
      detail: {
        ru: `По этому адресу допустимы: ${allowed.join(', ')}.`,
        en: `This address allows: ${allowed.join(', ')}.`,
      },
      headers: { allow: allowed.join(', ') },
    }),
  tooLarge: (limit: number) =>
    new Problem({
      status: 413,
      slug: 'body-too-large',
      title: { ru: 'Тело запроса слишком велико', en: 'The body is too large' },
      detail: {
        ru: `Наибольший размер тела запроса: ${Math.floor(limit / 1024)} КиБ.`,
        en: `A body may have ${Math.floor(limit / 1024)} KiB at most.`,
      },
    }),
  unsupportedMediaType: () =>
    new Problem({
      status: 415,
      slug: 'unsupported-media-type',
      title: { ru: 'Формат тела не поддерживается', en: 'Unsupported media type' },
      detail: {
        ru: 'Отправьте тело с заголовком Content-Type: application/json.',
        en: 'Send the body with Content-Type: application/json.',
      },
      headers: { accept: 'application/json' },
    }),
  unauthenticated: (detail: Text, challenge: string) =>
    new Problem({
      status: 401,
      slug: 'unauthenticated',
      title: { ru: 'Нужен действующий ключ доступа', en: 'A valid access token is needed' },
      detail,
      headers: { 'www-authenticate': challenge },
    }),
  forbidden: (detail: Text) =>
    new Problem({ status: 403, slug: 'forbidden', title: { ru: 'Нет права', en: 'Forbidden' }, detail }),
  tooManyRequests: (perMinute: number, retryAfterSeconds: number) =>
    new Problem({
      status: 429,
      slug: 'too-many-requests',
      title: { ru: 'Слишком много запросов', en: 'Too many requests' },
      detail: {
        ru: `Допустимо ${perMinute} запросов в минуту. Повторите через ${retryAfterSeconds} с; ничего не записано.`,
        en: `${perMinute} requests a minute are allowed. Send again in ${retryAfterSeconds} s; nothing has been written.`,
      },
      headers: { 'retry-after': String(retryAfterSeconds) },
    }),
  /** A read model has not yet seen the position asked for. */
  notYetVisible: (waitedFor: bigint, seen: bigint | undefined) =>
    new Problem({
      status: 504,
      slug: 'not-yet-visible',
      title: { ru: 'Данные ещё не дошли до реестра', en: 'The read model has not seen that position yet' },
      detail: {
        ru: 'Повторите запрос через несколько секунд.',
        en: 'Ask again in a few seconds.',
      },
      headers: { 'retry-after': '2' },
      extensions: { after: waitedFor.toString(), asOf: seen === undefined ? null : seen.toString() },
    }),
  unavailable: () =>
    new Problem({
      status: 503,
      slug: 'unavailable',
      title: { ru: 'Хранилище событий не отвечает', en: 'The event store does not answer' },
      detail: {
        ru: 'Неизвестно, записано ли действие. Повторите запрос с тем же Idempotency-Key: дважды оно не запишется.',
        en: 'Whether the act was written is unknown. Send it again with the same Idempotency-Key: it is not written twice.',
      },
      headers: { 'retry-after': '2' },
    }),
  issuerUnreachable: () =>
    new Problem({
      status: 503,
      slug: 'identity-unavailable',
      title: { ru: 'Служба ключей доступа не отвечает', en: 'The issuer of tokens does not answer' },
      headers: { 'retry-after': '5' },
    }),
  internal: () =>
    new Problem({
      status: 500,
      slug: 'internal',
      title: { ru: 'Внутренняя ошибка', en: 'Internal error' },
      detail: {
        ru: 'Сообщите оператору номер из поля instance.',
        en: 'Tell the operator the number in the member instance.',
      },
    }),
};
