/** The destruction act and the extract of the event log, with the fields that Роскомнадзор's order № 179 of 28.10.2022 asks for. Pure. */
import {
  DATA_CATEGORY_RU,
  type DataCategory,
  DATA_SYSTEM_RU,
  ERASURE_REASON_RU,
  russianDate,
} from '@nastavnik/domain';
import type { IsoDate } from '@nastavnik/kernel';
import type { AccessEntry } from '@nastavnik/platform/vault';
import type { ErasureEvent } from '../personal-data';

/** What both papers say. */
interface Line {
  /** Information that points to the person; the name itself is destroyed. */
  readonly subject: string;
  readonly categories: readonly string[];
  readonly system: string;
  readonly reason: string;
}
export interface Destruction {
  readonly act: Line & {
    readonly number: string;
    readonly operator: string;
    readonly decidedOn: IsoDate;
    readonly decidedBy: { readonly id: string; readonly role: string };
    readonly means: string;
    readonly records: number;
    /** Whether the vault has carried the decision out. */
    readonly done: boolean;
    /** At least until this day the law asks for both. */
    readonly keptUntil: IsoDate;
  };
  /** One line for each time the vault destroyed something; nothing yet while the effect is on its way. */
  readonly extract: readonly (Line & {
    readonly at: string;
    readonly entry: string;
    readonly records: number;
  })[];
}

const MEANS =
  'уничтожен ключ шифрования субъекта, удалены зашифрованные записи и соль их отпечатков в журнале событий';

const categoryOf = (kind: string): string =>
  Object.hasOwn(DATA_CATEGORY_RU, kind) ? DATA_CATEGORY_RU[kind as DataCategory] : kind;

export const destructionOf = (
  { event, done }: { readonly event: ErasureEvent; readonly done: readonly AccessEntry[] },
  operator: string,
  keptUntil: IsoDate,
): Destruction => {
  const { participantId, reason, categories, systems, records, effectiveOn } = event.data;
  const line = {
    subject: `участник наставничества, запись ${participantId}`,
    system: systems.map((system) => DATA_SYSTEM_RU[system]).join('; '),
    reason: ERASURE_REASON_RU[reason],
  };
  return {
    act: {
      ...line,
      number: event.id,
      operator,
      categories: categories.map(categoryOf),
      decidedOn: effectiveOn,
      decidedBy: { id: event.stamp.actor.id, role: event.stamp.actor.role },
      means: MEANS,
      records,
      done: done.length > 0 || records === 0,
      keptUntil,
    },
    extract: [...done].reverse().map(({ id, at, fields, recordIds }) => ({
      ...line,
      categories: fields.map(categoryOf),
      at: at.toISOString(),
      entry: id,
      records: recordIds.length,
    })),
  };
};

/** Both as one Russian text to print and sign. */
export const destructionText = ({ act, extract }: Destruction): string =>
  [
    'АКТ',
    'об уничтожении персональных данных',
    '',
    `№ ${act.number} от ${russianDate(act.decidedOn)}`,
    '',
    `Оператор: ${act.operator}`,
    `Субъект персональных данных: ${act.subject}`,
    `Категории уничтоженных данных: ${act.categories.join('; ')}`,
    `Информационная система: ${act.system}`,
    `Записей: ${act.records}`,
    `Причина уничтожения: ${act.reason}`,
    `Способ уничтожения: ${act.means}`,
    `Дата уничтожения: ${extract.length === 0 ? 'ещё не исполнено' : russianDate(extract[0]!.at.slice(0, 10))}`,
    '',
    'Лицо, уничтожившее данные: ______________________ / ______________________',
    '                               (должность, подпись)      (фамилия, имя, отчество)',
    '',
    'ВЫГРУЗКА',
    'из журнала регистрации событий информационной системы',
    '',
    ...extract.flatMap((line) => [
      `Запись журнала ${line.entry}, ${russianDate(line.at.slice(0, 10))} ${line.at.slice(11, 19)} UTC`,
      `  субъект: ${line.subject}`,
      `  категории: ${line.categories.join('; ')}`,
      `  система: ${line.system}`,
      `  причина: ${line.reason}`,
      `  записей: ${line.records}`,
    ]),
    '',
    `Акт и выгрузку хранят три года, до ${russianDate(act.keptUntil)}.`,
    '',
  ].join('\n');

const LINE_EXAMPLE = {
  subject: 'участник наставничества, запись 33333333-3333-4333-8333-333333333333',
  categories: [DATA_CATEGORY_RU.person],
  system: DATA_SYSTEM_RU.VAULT,
  reason: ERASURE_REASON_RU.CONSENT_WITHDRAWN,
};
/** For the OpenAPI document. */
export const DESTRUCTION_EXAMPLE: Destruction = {
  act: {
    ...LINE_EXAMPLE,
    number: '44444444-4444-4444-8444-444444444444',
    operator: 'МОУ СОШ № 62',
    decidedOn: '2021-06-01',
    decidedBy: { id: '22222222-2222-4222-8222-222222222222', role: 'director' },
    means: MEANS,
    records: 1,
    done: true,
    keptUntil: '2024-06-01',
  },
  extract: [{ ...LINE_EXAMPLE, at: '2021-06-01T09:00:00.000Z', entry: '1042', records: 1 }],
};
