/** What every report is composed of, how a figure is told with the acts behind it, and how a report becomes a sheet. Pure. */
import type { ProfileInForce, YearKind } from '@nastavnik/domain';
import { yearBegins } from '@nastavnik/domain';
import { addDays, type IsoDate, type Uuid } from '@nastavnik/kernel';
import type { Column, Sheet } from '@nastavnik/platform/sheets';
import type { CampaignResults, CountedAct, OrganisationRecordOfFacts, Period } from '@nastavnik/read-models';

/** The year asked for as far as it has gone: `until` is its last day, or the day of the question. */
export interface ReportPeriod extends Period {
  readonly year: number;
  readonly yearKind: YearKind;
  /** The year is over. */
  readonly closed: boolean;
}

/** Everything a report may look at. */
export interface ReportInput {
  readonly own: OrganisationRecordOfFacts;
  /** Of a municipality. */
  readonly schools: readonly OrganisationRecordOfFacts[];
  readonly period: ReportPeriod;
  /** Day of the question. */
  readonly day: IsoDate;
  readonly parameters: ProfileInForce['parameters'];
  readonly campaigns: readonly CampaignResults[];
  /** The asker is of the school: categories that never leave it may be told (invariant 34). */
  readonly ofSchool: boolean;
  /** Words out of the vault by position of the act they belong to, of a report that shows them to people of the school. */
  readonly words?: { readonly [position: string]: WordsTold };
}
/** What a record of the vault says, field by field. */
export type WordsTold = { readonly [field: string]: string | undefined };

/** The schools that a report counts: of a municipality all of its own, of a school itself. */
export const countedIn = ({ own, schools }: Pick<ReportInput, 'own' | 'schools'>) =>
  own.level === 'MUNICIPALITY' ? schools : [own];

/** A year by its kind: an academic one by the calendar year it begins in. */
export const periodOf = (year: number, yearKind: YearKind, day: IsoDate): ReportPeriod => {
  const begins = (of: number): IsoDate => (yearKind === 'CALENDAR' ? `${of}-01-01` : `${of}-09-01`);
  const [from, last] = [begins(year), addDays(begins(year + 1), -1)];
  return { year, yearKind, from, until: day < last ? day : last, closed: last <= day };
};
/** The year that a day lies in. */
export const yearOf = (yearKind: YearKind, day: IsoDate): number =>
  Number(yearBegins(yearKind, day).slice(0, 4));

/** Two decimals; `null` of nothing. */
export const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((10_000 * part) / whole) / 100;

/** An act as an answer names it: whose stream, which day, which position of the log. */
export interface ActBehind {
  readonly kind: CountedAct['kind'];
  readonly id: Uuid;
  readonly on: IsoDate;
  readonly position: string;
}
export const behind = (acts: readonly CountedAct[]): readonly ActBehind[] =>
  acts.map(({ kind, id, on, at }) => ({ kind, id, on, position: at }));

/** A report: its answer, and the same as rows of a sheet. */
export interface Report<Answer extends object, Row> {
  readonly title: string;
  /** Looks back at years before that of the period. */
  readonly sinceEver?: true;
  /** Pairs whose mentors' reports and reflections it shows word for word. */
  readonly wordsOf?: (input: ReportInput) => readonly Uuid[];
  readonly compose: (input: ReportInput) => Answer;
  readonly rows: (answer: Answer) => readonly Row[];
  readonly columns: readonly Column<Row>[];
}
/** Only for the compiler: the parts of one report speak of the same answer and rows. */
export const report = <Answer extends object, Row>(of: Report<Answer, Row>): Report<Answer, Row> => of;

export const sheetOf = <Answer extends object, Row>(
  { title, rows, columns }: Report<Answer, Row>,
  answer: Answer,
): Sheet<Row> => ({ title: title.slice(0, 31), columns, rows: rows(answer) });
