/**
 * Indicators as data: what is counted from events, what a school enters, what statistics give, and formulas over all three. A formula
 * is a tree of our own, walked by a small evaluator: what has no data says so and why, and is never zero.
 */
import type { IsoDate } from '@nastavnik/kernel';
import { FORMS, type MonitoringAspect } from './enumerations';
import type { Indicator } from './monitoring';
import { ORGANISATION_TYPES } from './structure';

interface CountDefinition {
  /** What is counted, for a reader. */
  readonly title: string;
  /** On the day itself, or during the year up to the day. */
  readonly span: 'ON' | 'DURING';
  /** By what the count can be narrowed. */
  readonly by?: readonly string[];
}
const on = (title: string, by?: readonly string[]): CountDefinition => ({
  title,
  span: 'ON',
  ...(by === undefined ? {} : { by }),
});
const during = (title: string, by?: readonly string[]): CountDefinition => ({
  ...on(title, by),
  span: 'DURING',
});

/** What events of one organisation are counted for. `ORGANISATION…` is 1 or 0: summed up, it counts organisations. */
export const COUNTS = {
  ORGANISATION: on('Организации', ORGANISATION_TYPES),
  ORGANISATION_INTRODUCED: on('Организации, где введено наставничество', ORGANISATION_TYPES),
  ORGANISATION_WITH_PROGRAMME: on(
    'Организации с утверждённой и выполняемой программой наставничества',
    ORGANISATION_TYPES,
  ),
  PAIRS_IN_FORCE: on('Пары и группы по действующим приказам', FORMS),
  PAIRS_SUSPENDED: on('Приостановленные пары и группы', FORMS),
  PAIRS_FIXED: during('Пары и группы, закреплённые приказами за год', FORMS),
  PAIRS_COMPLETED: during('Пары и группы, завершившие программу за год', FORMS),
  PAIRS_ENDED_EARLY: during('Пары и группы, прекращённые досрочно за год', FORMS),
  PLANS_APPROVED: during('Персонализированные программы, утверждённые за год', FORMS),
  MEETINGS_HELD: during('Встречи, проведённые за год', FORMS),
  REGULAR_MEETINGS_HELD: on('Регулярные встречи, проведённые действующими парами', FORMS),
  REGULAR_MEETINGS_PLANNED: on('Регулярные встречи, запланированные действующими парами', FORMS),
  INTERIM_MONITORINGS: during('Промежуточные мониторинги пар за год', FORMS),
  FINAL_MONITORINGS: during('Итоговые мониторинги пар за год', FORMS),
  MENTOR_REPORTS: during('Отчёты наставников за год', FORMS),
  MENTORS_IN_BASE: on('Наставники в базе'),
  MENTEES_IN_BASE: on('Наставляемые в базе'),
  MENTORS_PAIRED: on('Наставники в действующих парах', FORMS),
  MENTEES_PAIRED: on('Наставляемые в действующих парах', FORMS),
  EXTERNAL_MENTORS_PAIRED: on('Наставники от предприятий в действующих парах'),
  YOUNG_SPECIALISTS: on('Молодые специалисты в базе наставляемых'),
  YOUNG_SPECIALISTS_MENTORED: on('Молодые специалисты с наставником'),
  STUDENT_MENTEES_10_19: during('Обучающиеся 10–19 лет, бывшие наставляемыми в течение года'),
  STUDENT_MENTORS_15_19: during('Обучающиеся 15–19 лет, бывшие наставниками в течение года'),
  YOUNG_SPECIALISTS_RETAINED: during('Молодые специалисты, закрепившиеся в профессии за год'),
  MENTORS_TRAINED: during('Участники, прошедшие обучение за год'),
  ORDERS_INTRODUCTION: on('Действующие приказы о введении наставничества'),
  ORDERS_APPOINTMENT: on('Действующие приказы о назначении куратора'),
  ORDERS_PAIRS: on('Действующие приказы о закреплении пар и групп'),
  ROADMAPS: on('Утверждённые дорожные карты'),
} as const satisfies { readonly [code: string]: CountDefinition };
export type CountCode = keyof typeof COUNTS;
export const COUNT_CODES = Object.keys(COUNTS) as readonly CountCode[];
const definitionOf = (code: CountCode): CountDefinition => COUNTS[code];

/** Academic: 1 September to 31 August; an indicator says which of the two it means. */
export const YEAR_KINDS = ['ACADEMIC', 'CALENDAR'] as const;
export type YearKind = (typeof YEAR_KINDS)[number];

/** First day of the year that a day lies in. */
export const yearBegins = (kind: YearKind, day: IsoDate): IsoDate => {
  const year = Number(day.slice(0, 4));
  if (kind === 'CALENDAR') return `${year}-01-01`;
  return day.slice(5) >= '09-01' ? `${year}-09-01` : `${year - 1}-09-01`;
};

/** A number asked of the events; of one form or one type of organisation with `of`. */
export interface CountTerm {
  readonly count: CountCode;
  readonly of?: string;
}
export type Formula =
  | CountTerm
  /** What the school enters. */
  | { readonly field: string }
  /** What statistics say. */
  | { readonly reference: string }
  | { readonly sum: readonly Formula[] }
  | { readonly less: readonly [Formula, Formula] };

/** Where a definition comes from. `verified`: seen in the document itself, not told by memory. */
export interface IndicatorSource {
  readonly document: string;
  readonly clause?: string;
  readonly verified: boolean;
}
export const INDICATOR_LEVELS = ['SCHOOL', 'MUNICIPALITY', 'REGION'] as const;
export type IndicatorLevel = (typeof INDICATOR_LEVELS)[number];
/** At least so much in the year, in the unit of the indicator. */
export interface IndicatorTarget {
  readonly year: number;
  readonly atLeast: number;
}

/** A number; with a denominator, a percentage. */
export interface CountedIndicator {
  readonly code: string;
  readonly title: string;
  readonly aspect: MonitoringAspect;
  /** `%` where there is a denominator. */
  readonly unit: string;
  readonly year: YearKind;
  /** At which level it is reported. */
  readonly level: IndicatorLevel;
  readonly numerator: Formula;
  readonly denominator?: Formula;
  readonly targets?: readonly IndicatorTarget[];
  readonly source: IndicatorSource;
}

/** What a school enters because events cannot know it: a whole number, or a link to a document. */
export const FIELD_KINDS = ['NUMBER', 'LINK'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];
export interface IndicatorField {
  readonly code: string;
  readonly title: string;
  readonly kind: FieldKind;
  readonly unit?: string;
  /** May be left out: what is computed from it has no data then. */
  readonly optional?: true;
}
/** A number of somebody else's statistics, told with its date and source by an act. */
export interface IndicatorReference {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
}

/** What a campaign asks, counts and computes. Another content is another version. */
export interface IndicatorSetDefinition {
  readonly code: string;
  readonly version: number;
  readonly title: string;
  readonly source: IndicatorSource;
  readonly fields: readonly IndicatorField[];
  readonly references: readonly IndicatorReference[];
  readonly indicators: readonly CountedIndicator[];
  /** Told by levels, shares or changes, as regulations name them. */
  readonly asked?: readonly Indicator[];
}

/** A set by its code and version. */
export interface IndicatorSetRef {
  readonly code: string;
  readonly version: number;
}

/** A value of statistics as recorded: on which day it was true, and who says so. */
export interface ReferenceValue {
  readonly reference: string;
  readonly value: number;
  readonly asOn: IsoDate;
  readonly source: string;
  readonly link?: string;
}

/** A count as it was made; `year` where it covers a year. */
export interface CountValue extends CountTerm {
  readonly year?: YearKind;
  readonly value: number;
}
/** What a school has entered under the code of a field. */
export interface EnteredField {
  readonly field: string;
  readonly number?: number;
  readonly link?: string;
}

/** The year matters to a count that covers one. */
export const countAsked = (term: CountTerm, year: YearKind): CountTerm & { readonly year?: YearKind } => ({
  count: term.count,
  ...(term.of === undefined ? {} : { of: term.of }),
  ...(definitionOf(term.count).span === 'DURING' ? { year } : {}),
});
/** `PAIRS_FIXED:FLASH@ACADEMIC`. */
export const countKey = ({ count, of, year }: CountTerm & { readonly year?: YearKind }): string =>
  `${count}${of === undefined ? '' : `:${of}`}${year === undefined ? '' : `@${year}`}`;

/** The leaves of a formula. */
export const leavesOf = (
  formula: Formula,
): readonly Exclude<Formula, { sum: unknown } | { less: unknown }>[] =>
  'sum' in formula
    ? formula.sum.flatMap(leavesOf)
    : 'less' in formula
      ? formula.less.flatMap(leavesOf)
      : [formula];
const formulasOf = ({ numerator, denominator }: CountedIndicator): readonly Formula[] =>
  denominator === undefined ? [numerator] : [numerator, denominator];

/** Every count that some indicators need, each once. */
export const countsOf = (
  indicators: readonly CountedIndicator[],
): readonly (CountTerm & { readonly year?: YearKind })[] => [
  ...new Map(
    indicators
      .flatMap((one) =>
        formulasOf(one)
          .flatMap(leavesOf)
          .map((leaf) => ({ leaf, year: one.year })),
      )
      .flatMap(({ leaf, year }) => ('count' in leaf ? [countAsked(leaf, year)] : []))
      .map((term) => [countKey(term), term]),
  ).values(),
];

/** Why there is no number. */
export const NO_DATA = ['NOT_COUNTED', 'NOT_ENTERED', 'NO_REFERENCE', 'ZERO_DENOMINATOR'] as const;
export type NoData = (typeof NO_DATA)[number];
export const NO_DATA_RU: { readonly [Why in NoData]: string } = {
  NOT_COUNTED: 'нет данных: число не подсчитано',
  NOT_ENTERED: 'нет данных: число не внесено',
  NO_REFERENCE: 'нет данных: справочное значение не внесено',
  ZERO_DENOMINATOR: 'нет данных: знаменатель равен нулю',
};

/** An indicator computed. `value` is `null` exactly where `noData` says why, and about what: the code of a count, field or reference. */
export interface Computed {
  readonly indicator: string;
  readonly numerator: number | null;
  /** Absent where the indicator is a plain number. */
  readonly denominator?: number | null;
  readonly value: number | null;
  readonly noData?: { readonly why: NoData; readonly about: string };
}

/** Everything a formula can ask for. */
export interface Terms {
  readonly counts: readonly CountValue[];
  readonly entered: readonly EnteredField[];
  readonly references: readonly ReferenceValue[];
}
type Answer = { readonly number: number } | { readonly why: NoData; readonly about: string };

const answerOf = (formula: Formula, year: YearKind, terms: Terms): Answer => {
  if ('count' in formula) {
    const key = countKey(countAsked(formula, year));
    const found = terms.counts.find((one) => countKey(one) === key);
    return found === undefined ? { why: 'NOT_COUNTED', about: key } : { number: found.value };
  }
  if ('field' in formula) {
    const found = terms.entered.find(({ field }) => field === formula.field);
    return found?.number === undefined
      ? { why: 'NOT_ENTERED', about: formula.field }
      : { number: found.number };
  }
  if ('reference' in formula) {
    const found = terms.references.find(({ reference }) => reference === formula.reference);
    return found === undefined ? { why: 'NO_REFERENCE', about: formula.reference } : { number: found.value };
  }
  const parts = ('sum' in formula ? formula.sum : formula.less).map((part) => answerOf(part, year, terms));
  const lacking = parts.find((part) => 'why' in part);
  if (lacking !== undefined) return lacking;
  const numbers = parts.map((part) => ('number' in part ? part.number : 0));
  const [first = 0, ...rest] = numbers;
  return { number: 'sum' in formula ? numbers.reduce((a, b) => a + b, 0) : first - (rest[0] ?? 0) };
};

/** Two decimals, so that a percentage is the same text wherever it is computed. */
const percent = (part: number, whole: number): number => Math.round((10_000 * part) / whole) / 100;
const numberOf = (answer: Answer): number | null => ('number' in answer ? answer.number : null);

/** One indicator over what is known. Pure: the same terms give the same answer. */
export const computed = (
  { code, numerator, denominator, year }: CountedIndicator,
  terms: Terms,
): Computed => {
  const above = answerOf(numerator, year, terms);
  const below = denominator === undefined ? undefined : answerOf(denominator, year, terms);
  const told = {
    indicator: code,
    numerator: numberOf(above),
    ...(below === undefined ? {} : { denominator: numberOf(below) }),
  };
  for (const answer of [above, below]) {
    if (answer !== undefined && 'why' in answer) return { ...told, value: null, noData: answer };
  }
  const [part, whole] = [told.numerator ?? 0, told.denominator];
  if (whole === undefined || whole === null) return { ...told, value: part };
  return whole === 0
    ? { ...told, value: null, noData: { why: 'ZERO_DENOMINATOR', about: code } }
    : { ...told, value: percent(part, whole) };
};

/** Terms of several organisations as one: counts and entered numbers are added up, so that a ratio is one of sums, never a mean of ratios. */
export const summedUp = (
  schools: readonly Pick<Terms, 'counts' | 'entered'>[],
  references: readonly ReferenceValue[],
): Terms => {
  const counts = new Map<string, CountValue>();
  const entered = new Map<string, number>();
  for (const school of schools) {
    for (const one of school.counts) {
      const key = countKey(one);
      counts.set(key, { ...one, value: (counts.get(key)?.value ?? 0) + one.value });
    }
    for (const { field, number } of school.entered) {
      if (number !== undefined) entered.set(field, (entered.get(field) ?? 0) + number);
    }
  }
  // A number that one of them did not enter is not known of all together.
  const known = [...entered].filter(([field]) =>
    schools.every((school) => school.entered.some((one) => one.field === field && one.number !== undefined)),
  );
  return {
    counts: [...counts.values()],
    entered: known.map(([field, number]) => ({ field, number })),
    references,
  };
};

/** The target of a year beside a computed value; `met` is `null` where there is no value. */
export const targetOf = (
  { targets = [] }: Pick<CountedIndicator, 'targets'>,
  year: number,
  value: number | null,
): { readonly atLeast: number; readonly met: boolean | null } | undefined => {
  const target = targets.find((one) => one.year === year);
  return target && { atLeast: target.atLeast, met: value === null ? null : value >= target.atLeast };
};

/** What a narrowed count may be narrowed to; `undefined` where it cannot be. */
export const narrowings = (code: CountCode): readonly string[] | undefined => definitionOf(code).by;
