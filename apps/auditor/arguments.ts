/** What an auditor may say on the command line. */
import { isIsoDate, type IsoDate, type Uuid } from '@nastavnik/kernel';

/** A point on both axes of time. */
export interface Point {
  /** As of this day: acts that had taken effect by then. */
  readonly on?: IsoDate;
  /** As known on this day: acts that had been recorded by then. */
  readonly knownOn?: IsoDate;
}

export interface AuditRequest extends Point {
  readonly pairId: Uuid;
  /** The other moment, where two are compared. */
  readonly other?: Point;
  readonly json: boolean;
}

export const USAGE = `Проверка пары по её потоку событий.

  npm run audit -- pair <id> [--on ГГГГ-ММ-ДД] [--known-on ГГГГ-ММ-ДД] [--json]
  npm run audit -- pair <id> [--on …] [--known-on …] --with-on ГГГГ-ММ-ДД [--with-known-on …] [--json]

  --on        на эту дату: что к ней вступило в силу
  --known-on  как было известно в этот день: что к нему было записано
  --with-on, --with-known-on
              второй момент: чем он отличается от первого, поле за полем и событие за событием;
              now вместо даты — без среза (docs/two-axes.md)
  --json      ответ для программы

Журнал: EVENTSTORE_URL и DATABASE_URL, иначе установка в NASTAVNIK_DATA_DIR (./.nastavnik).
Выход: 0 — всё сходится, 1 — найдено расхождение, 2 — вопрос задан неверно или пары нет, 3 — журнал недоступен.

Audits one pair from the log. Exit code: 0 agrees, 1 disagrees, 2 wrong usage or unknown pair, 3 the log cannot be read.
`;

const AXES: { readonly [name: string]: readonly ['one' | 'other', keyof Point] } = {
  '--on': ['one', 'on'],
  '--known-on': ['one', 'knownOn'],
  '--with-on': ['other', 'on'],
  '--with-known-on': ['other', 'knownOn'],
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The request, or every mistake in it at once, in Russian. */
export const readArguments = (
  args: readonly string[],
):
  { readonly request: AuditRequest } | { readonly mistakes: readonly string[] } | { readonly help: true } => {
  if (args.includes('--help') || args.includes('-h')) return { help: true };
  const mistakes: string[] = [];
  const dates: { on?: IsoDate; knownOn?: IsoDate } = {};
  let other: typeof dates | undefined;
  const words: string[] = [];
  let json = false;
  for (let at = 0; at < args.length; at++) {
    const [name, inline] = args[at]!.split(/=(.*)/s, 2) as [string, string | undefined];
    if (name === '--json') json = true;
    else if (Object.hasOwn(AXES, name)) {
      const [side, axis] = AXES[name]!;
      const date = inline ?? args[++at];
      if (side === 'other') other ??= {};
      if (side === 'other' && date === 'now') continue;
      if (date === undefined || !isIsoDate(date)) {
        mistakes.push(`${name}: нужна существующая дата ГГГГ-ММ-ДД, а не «${date ?? ''}»`);
      } else (side === 'other' ? other! : dates)[axis] = date;
    } else if (name.startsWith('-')) mistakes.push(`неизвестный параметр ${name}`);
    else words.push(args[at]!);
  }
  const [subject, id, ...rest] = words;
  const pairId = id?.toLowerCase();
  if (subject !== 'pair') mistakes.push('укажите, что проверить: pair <id>');
  else if (pairId === undefined || !uuid.test(pairId)) mistakes.push(`id пары — UUID, а не «${id ?? ''}»`);
  if (rest.length > 0) mistakes.push(`лишнее: ${rest.join(' ')}`);
  if (mistakes.length > 0 || pairId === undefined) return { mistakes };
  return { request: { pairId, ...dates, ...(other === undefined ? {} : { other }), json } };
};
