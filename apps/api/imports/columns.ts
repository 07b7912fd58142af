/** Columns that an import reads, by their headings in the registers of mentees and of mentors, and how each cell is understood. */
import {
  ADAPTATION_REASON_RU,
  type EducationStage,
  type Form,
  FORM_RU,
  MENTEE_CATEGORY_RU,
  MENTOR_CATEGORIES,
  type MenteeCategory,
  type MentorCategory,
  ORDER_REGISTER_RU,
  type OrderRegister,
  PAIR_KIND_RU,
  type PairKind,
  PERSON_KIND_RU,
  type PersonKind,
  type Position,
  POSITION_RU,
  ROLE_MODEL_RU,
  type RoleModel,
  TASK_RU,
  type TaskType,
} from '@nastavnik/domain/vocabulary';
import { isIsoDate, type IsoDate } from '@nastavnik/kernel';
import type { ReadValue } from '@nastavnik/platform/sheets';
import type { PairStatus } from '@nastavnik/read-models';
import { PAIR_STATUS_RU } from '../queries/registers/labels';

/** What a cell says, or in Russian why it says nothing that can be taken over; the value itself is never repeated. */
export type Understood<T> = { readonly value: T } | { readonly bad: string };
export interface ImportColumn<T = unknown> {
  readonly heading: string;
  readonly required?: boolean;
  /** Needed of somebody the school does not know yet: a row with the id of one it knows may leave it empty. */
  readonly ofNew?: boolean;
  readonly read: (value: Exclude<ReadValue, null>) => Understood<T>;
}

/** One spelling for what people write in several. */
export const folded = (text: string): string =>
  text.trim().replace(/\s+/g, ' ').toLocaleLowerCase('ru').replaceAll('ё', 'е');

/** One spelling of a text with several lines. */
export const lined = (text: string): string => text.trim().replace(/\r\n?/g, '\n');

const text =
  (max: number, { lines = false } = {}) =>
  (value: Exclude<ReadValue, null>): Understood<string> => {
    const said = lined(String(value));
    // eslint-disable-next-line no-control-regex -- exactly what must not come in
    if ((lines ? /[\u0000-\u0008\u000b-\u001f]/ : /[\u0000-\u001f]/).test(said)) {
      return { bad: 'содержит недопустимые символы' };
    }
    return said.length > max ? { bad: `длиннее ${max} знаков` } : { value: said };
  };

const date = (value: Exclude<ReadValue, null>): Understood<IsoDate> => {
  const said = String(value).trim();
  const day = /^\d{2}\.\d{2}\.\d{4}$/.test(said) ? said.split('.').reverse().join('-') : said;
  return isIsoDate(day) ? { value: day } : { bad: 'нужна существующая дата вида ДД.ММ.ГГГГ' };
};

const whole = (value: Exclude<ReadValue, null>): Understood<number> => {
  const number = Number(value);
  return Number.isInteger(number) && number >= 0 && number <= 70
    ? { value: number }
    : { bad: 'нужно целое число от 0 до 70' };
};

const flag = (value: Exclude<ReadValue, null>): Understood<boolean> => {
  const said = folded(String(value));
  return said === 'да' || said === 'нет' ? { value: said === 'да' } : { bad: 'нужно «да» или «нет»' };
};

type Labels<Code extends string> = { readonly [C in Code]: string };
const codeOf = <Code extends string>(labels: Labels<Code>) => {
  const byLabel = new Map(
    Object.entries<string>(labels).map(([code, label]) => [folded(label), code as Code]),
  );
  return (said: string): Code | undefined => byLabel.get(folded(said));
};
const allowed = (labels: Labels<string>): string => `допустимо: ${Object.values(labels).join('; ')}`;
const code = <Code extends string>(labels: Labels<Code>) => {
  const find = codeOf(labels);
  return (value: Exclude<ReadValue, null>): Understood<Code> => {
    const found = find(String(value));
    return found === undefined ? { bad: allowed(labels) } : { value: found };
  };
};
const codes = <Code extends string>(labels: Labels<Code>) => {
  const find = codeOf(labels);
  return (value: Exclude<ReadValue, null>): Understood<readonly Code[]> => {
    const found = new Set<Code>();
    const parts = String(value).split(',');
    for (let from = 0; from < parts.length;) {
      // A label may have a comma of its own: the longest that fits.
      let upTo = parts.length;
      while (upTo > from && find(parts.slice(from, upTo).join(',')) === undefined) upTo -= 1;
      if (upTo === from) return { bad: `через запятую, ${allowed(labels)}` };
      found.add(find(parts.slice(from, upTo).join(','))!);
      from = upTo;
    }
    return { value: [...found] };
  };
};

/** Cells about the person that stand in the vault, by their keys. */
export const PERSON_CELLS = [
  ...(['familyName', 'givenName', 'patronymic', 'birthDate', 'contacts', 'workplace', 'className'] as const),
  ...(['competences', 'achievements', 'interests', 'preferredAge', 'timeResource'] as const),
] as const;

const EDUCATION_STAGE_RU: Labels<EducationStage> = {
  PRIMARY: 'начальное общее',
  BASIC: 'основное общее',
  SECONDARY: 'среднее общее',
};
export const LEAVING_RU = {
  NEED_MET: 'потребность удовлетворена',
  OWN_WISH: 'по собственному желанию',
  LEFT_SCHOOL: 'выбыл из организации',
  ENTERED_BY_MISTAKE: 'внесён ошибочно',
} as const;
const MENTOR_CATEGORY_RU = Object.fromEntries(
  MENTOR_CATEGORIES.map((category) => [category, PERSON_KIND_RU[category]]),
) as Labels<MentorCategory>;

const WHO = {
  familyName: { heading: 'Фамилия', required: true, ofNew: true, read: text(100) },
  givenName: { heading: 'Имя', required: true, ofNew: true, read: text(100) },
  patronymic: { heading: 'Отчество', read: text(100) },
  birthDate: { heading: 'Дата рождения', required: true, ofNew: true, read: date },
  contacts: { heading: 'Контакты', read: text(500, { lines: true }) },
  workplace: { heading: 'Место работы или учёбы', read: text(300, { lines: true }) },
  className: { heading: 'Класс', read: text(20) },
  competences: { heading: 'Основные компетенции', read: text(1_000, { lines: true }) },
  achievements: { heading: 'Важные достижения', read: text(1_000, { lines: true }) },
  interests: { heading: 'Интересы', read: text(1_000, { lines: true }) },
  preferredAge: { heading: 'Желаемый возраст наставляемых', read: text(100) },
  timeResource: { heading: 'Ресурс времени', read: text(200, { lines: true }) },
  kind: { heading: 'Кто', required: true, read: code<PersonKind>(PERSON_KIND_RU) },
  position: { heading: 'Должность', read: code<Position>(POSITION_RU) },
  educationStage: { heading: 'Уровень образования', read: code(EDUCATION_STAGE_RU) },
  enteredOn: { heading: 'Дата вхождения', required: true, read: date },
  refreshedOn: { heading: 'Дата обновления', read: date },
  leftOn: { heading: 'Дата исключения', read: date },
  leftReason: { heading: 'Причина исключения', read: code(LEAVING_RU) },
  id: { heading: 'Идентификатор', read: text(36) },
} as const;

export const IMPORT_COLUMNS = {
  mentees: {
    ...WHO,
    employed: { heading: 'Работник организации', read: flag },
    categories: { heading: 'Категория', read: codes<MenteeCategory>(MENTEE_CATEGORY_RU) },
    tasks: { heading: 'Задачи', required: true, read: codes<TaskType>(TASK_RU) },
    experienceYears: { heading: 'Стаж, лет', read: whole },
    adaptation: { heading: 'Адаптация', read: code(ADAPTATION_REASON_RU) },
  },
  mentors: {
    ...WHO,
    employed: { heading: 'Работник организации', required: true, read: flag },
    category: { heading: 'Категория', required: true, read: code(MENTOR_CATEGORY_RU) },
    experience: { heading: 'Опыт решения задач', read: codes<TaskType>(TASK_RU) },
    evidence: { heading: 'Описание опыта', read: text(20_000, { lines: true }) },
  },
} as const;
export type ImportRegister = keyof typeof IMPORT_COLUMNS;

/** What a row of the register of pairs says (R3). */
export const PAIR_IMPORT_COLUMNS = {
  kind: { heading: 'Пара или группа', required: true, read: code<PairKind>(PAIR_KIND_RU) },
  form: { heading: 'Форма наставничества', required: true, read: code<Form>(FORM_RU) },
  roleModel: { heading: 'Ролевая модель', read: code<RoleModel>(ROLE_MODEL_RU) },
  mentors: { heading: 'Наставники', read: text(2_000) },
  mentees: { heading: 'Наставляемые', read: text(5_000) },
  mentorIds: { heading: 'Идентификаторы наставников', read: text(2_000) },
  menteeIds: { heading: 'Идентификаторы наставляемых', read: text(5_000) },
  tasks: { heading: 'Тема', required: true, read: codes<TaskType>(TASK_RU) },
  proposedOn: { heading: 'Предложена', read: date },
  familiarisedOn: { heading: 'Ознакомлены', read: date },
  chosenOn: { heading: 'Наставник выбран', read: date },
  orderNumber: { heading: 'Номер приказа', read: text(60) },
  fixedOn: { heading: 'Дата приказа', read: date },
  register: { heading: 'Журнал приказа', read: code<OrderRegister>(ORDER_REGISTER_RU) },
  legalBasis: { heading: 'Правовое основание', read: text(2_000) },
  startsOn: { heading: 'Начало', read: date },
  endsOn: { heading: 'Окончание', read: date },
  status: { heading: 'Результат', read: code<PairStatus>(PAIR_STATUS_RU) },
  id: { heading: 'Идентификатор', read: text(36) },
} as const;
export type PairRowData = {
  readonly [K in keyof typeof PAIR_IMPORT_COLUMNS]?: ValueOf<(typeof PAIR_IMPORT_COLUMNS)[K]>;
};

/** What a file may be. */
export const IMPORT_KINDS = { ...IMPORT_COLUMNS, pairs: PAIR_IMPORT_COLUMNS } as const;
export type ImportKind = keyof typeof IMPORT_KINDS;
export const IMPORT_REGISTERS = Object.keys(IMPORT_KINDS) as readonly ImportKind[];

type Columns = (typeof IMPORT_COLUMNS)[ImportRegister];
type ValueOf<C> = C extends { readonly read: (value: never) => Understood<infer T> } ? T : never;
/** What one row says, cell by cell. */
export type RowData = {
  readonly [
    K in keyof (typeof IMPORT_COLUMNS)['mentees'] | keyof (typeof IMPORT_COLUMNS)['mentors']
  ]?: ValueOf<Extract<Columns, { readonly [P in K]: unknown }>[K]>;
};

/** Columns of the registers that follow from acts of their own; an exported file has them, and an import passes over them. */
export const PASSED_OVER: ReadonlySet<string> = new Set(
  [
    ...['№', 'Организация', 'Возраст, лет', 'Потребности выявлены', 'Форма наставничества', 'Согласия'],
    ...['ФИО наставника', 'Пары', 'Встреч', 'Завершено программ', 'Состояние', 'Опыт описан'],
    ...[
      'Предметная область',
      'Обучение',
      'Приказы',
      'Отменённые приказы',
      'Этап',
      'План утверждён',
      'Редакция плана',
      'Встреч по плану',
      'Регулярных встреч проведено',
      'Встреч проведено',
      'Промежуточный мониторинг',
      'Итоговый мониторинг',
      'Отчёт наставника',
      'Дата завершения',
      'Причина прекращения',
      'Соглашения',
      'Пар сейчас',
      'Наставник с',
      'Стаж наставничества, лет',
    ],
  ].map(folded),
);
