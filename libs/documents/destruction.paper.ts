/**
 * The destruction act and the extract of the event log, with what Роскомнадзор's order № 179 of 28.10.2022 asks of each (points 3 and 5 of its
 * requirements). Written from the act of erasure and the vault's own log; the name itself is destroyed and stands nowhere.
 */
import { russianDate } from '@nastavnik/domain';
import type { IsoDate } from '@nastavnik/kernel';
import type { Block } from '@nastavnik/platform/documents';
import type { Desk, Written } from './desk';
import { text } from './parts';

/** What both papers say. */
export interface DestructionLine {
  /** Information that points to the person; the name itself is destroyed. */
  readonly subject: string;
  readonly categories: readonly string[];
  readonly system: string;
  readonly reason: string;
}
export interface Destruction {
  readonly act: DestructionLine & {
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
  readonly extract: readonly (DestructionLine & {
    readonly at: string;
    readonly entry: string;
    readonly records: number;
  })[];
}

const title = (name: string, of: string): readonly Block[] => [
  { kind: 'centred', text: name, bold: true },
  { kind: 'centred', text: of, bold: true },
  { kind: 'centred', text: '' },
];
const field = (label: string, value: string | null): Block => ({ kind: 'field', label, value });

const moment = (at: string): string => `${russianDate(at.slice(0, 10))} ${at.slice(11, 19)} UTC`;

const keptUntil = ({ act }: Destruction): Block =>
  text(`Акт и выгрузку хранят три года, до ${russianDate(act.keptUntil)}.`);

const operator = (desk: Desk, { act }: Destruction): readonly Block[] => [
  field('Оператор', act.operator),
  field('Адрес оператора', desk.ask(undefined, 'operator-address')),
  field('Лицо, обрабатывавшее данные по поручению оператора, и его адрес (при наличии)', null),
];

/** «Акт об уничтожении персональных данных»; who destroyed them signs by hand. */
export const destructionActPaper = (desk: Desk, destruction: Destruction): Written => {
  const { act, extract } = destruction;
  const last = extract.at(-1);
  return desk.written('Акт об уничтожении персональных данных', {
    title: 'Акт об уничтожении персональных данных',
    on: act.decidedOn,
    size: 12,
    body: [
      ...title('АКТ', 'об уничтожении персональных данных'),
      { kind: 'ends', left: russianDate(act.decidedOn), right: `№ ${act.number}` },
      ...operator(desk, destruction),
      field('Субъект персональных данных', act.subject),
      field('Перечень категорий уничтоженных персональных данных', act.categories.join('; ')),
      field('Информационная система персональных данных', act.system),
      field('Материальные носители', 'данные обрабатывались автоматизированно, носители не уничтожались'),
      field('Количество уничтоженных записей', String(act.records)),
      field('Способ уничтожения', act.means),
      field('Причина уничтожения', act.reason),
      field(
        'Дата уничтожения',
        act.done ? russianDate((last?.at ?? act.decidedOn).slice(0, 10)) : 'решение ещё не исполнено',
      ),
      field('Приложение', 'выгрузка из журнала регистрации событий информационной системы'),
      keptUntil(destruction),
      {
        kind: 'signatures',
        signatures: [
          {
            who: `Лицо, уничтожившее данные: ${desk.say(undefined, 'signatory-position')}`,
            name: desk.ask(undefined, 'signatory-name'),
          },
        ],
      },
    ],
  });
};

/** «Выгрузка из журнала регистрации событий»: what the vault wrote down when it destroyed. */
export const destructionExtractPaper = (desk: Desk, destruction: Destruction): Written => {
  const { act, extract } = destruction;
  return desk.written('Выгрузка из журнала событий об уничтожении персональных данных', {
    title: 'Выгрузка из журнала регистрации событий информационной системы',
    on: act.decidedOn,
    size: 12,
    body: [
      ...title('ВЫГРУЗКА', 'из журнала регистрации событий информационной системы'),
      field('Оператор', act.operator),
      field('К акту об уничтожении персональных данных', `№ ${act.number} от ${russianDate(act.decidedOn)}`),
      ...(extract.length === 0
        ? [text('Решение ещё не исполнено: записей об уничтожении в журнале нет.')]
        : []),
      ...extract.flatMap((line) => [
        { kind: 'heading', text: `Запись журнала ${line.entry}` } as const,
        field('Дата уничтожения', moment(line.at)),
        field('Субъект персональных данных', line.subject),
        field('Перечень категорий уничтоженных персональных данных', line.categories.join('; ')),
        field('Информационная система персональных данных', line.system),
        field('Причина уничтожения', line.reason),
        field('Количество уничтоженных записей', String(line.records)),
      ]),
      keptUntil(destruction),
    ],
  });
};
