/** P7: how young staff settle: come, stayed, time to the first category, turnover, satisfaction (IZO-5-02, KIL-4.3.2, KIL-4.3.3). */
import type { IsoDate } from '@nastavnik/kernel';
import { isYoung, lastNoted, levelsOf, type OrganisationRecordOfFacts, stayOn } from '@nastavnik/read-models';
import { countedIn, percent, report, type ReportInput } from './report';

type Person = OrganisationRecordOfFacts['people'][number];

const monthsBetween = (from: IsoDate, to: IsoDate): number => {
  const [[y1 = 0, m1 = 0, d1 = 0], [y2 = 0, m2 = 0, d2 = 0]] = [from, to].map((day) =>
    day.split('-').map(Number),
  ) as [number[], number[]];
  return 12 * (y2 - y1) + m2 - m1 - (d2 < d1 ? 1 : 0);
};
const youngStay = ({ stays }: Person) => stays.find((stay) => stay.base === 'MENTEE' && isYoung(stay));

const rowOf = (school: OrganisationRecordOfFacts, { period }: ReportInput) => {
  const { from, until } = period;
  const inPeriod = (day: IsoDate | undefined): boolean => day !== undefined && from <= day && day <= until;
  const young = school.people.filter((one) => {
    const stay = youngStay(one);
    return stay !== undefined && stay.on <= until;
  });
  const noted = (kind: 'RETAINED' | 'LEFT_PROFESSION') =>
    young.filter((one) => one.adaptation.some(({ fact, on }) => fact.kind === kind && inPeriod(on)));
  const retained = noted('RETAINED');
  // Who leaves the organisation is lost to it, who leaves the profession to all.
  const left = young.filter(
    (one) =>
      noted('LEFT_PROFESSION').includes(one) ||
      one.stays.some(({ left: end }) => end?.reason === 'LEFT_SCHOOL' && inPeriod(end.on)),
  );
  const toCategory = young.flatMap((one) => {
    const [stay, first] = [youngStay(one), one.adaptation.find(({ fact }) => fact.kind === 'CATEGORY')];
    return stay !== undefined && first !== undefined && inPeriod(first.on)
      ? [monthsBetween(stay.on, first.on)]
      : [];
  });
  const here = young.filter((one) => stayOn(one, 'MENTEE', until) !== undefined);
  const satisfaction = young.flatMap((one) => {
    const last = lastNoted(one, 'SATISFACTION', until);
    return last !== undefined && inPeriod(last.on) ? [last.fact.level] : [];
  });
  return {
    organisationId: school.organisationId,
    name: school.name,
    /** Entered the base as young staff in the period. */
    came: young.filter((one) => inPeriod(youngStay(one)?.on)).map(({ participantId }) => participantId),
    inBase: here.length,
    retained: retained.map(({ participantId }) => participantId),
    left: left.map(({ participantId }) => participantId),
    monthsToFirstCategory: toCategory,
    satisfaction: levelsOf(satisfaction),
  };
};
type Row = ReturnType<typeof rowOf>;

/** `null` of nobody. */
const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0
    ? null
    : Math.round((10 * numbers.reduce((sum, one) => sum + one, 0)) / numbers.length) / 10;

const summary = (rows: readonly Row[]) => {
  const of = (list: (row: Row) => readonly unknown[]): number =>
    rows.reduce((sum, row) => sum + list(row).length, 0);
  const [retained, left] = [of((row) => row.retained), of((row) => row.left)];
  const inBase = rows.reduce((sum, row) => sum + row.inBase, 0);
  return {
    ...{ came: of((row) => row.came), inBase, retained, left },
    monthsToFirstCategory: mean(rows.flatMap((row) => row.monthsToFirstCategory)),
    retainedPercent: percent(retained, retained + left),
    /** Left, of those who were there in the period. */
    turnoverPercent: percent(left, inBase + left),
    satisfaction: levelsOf(
      rows.flatMap(({ satisfaction }) =>
        Object.entries(satisfaction).flatMap(([level, count]) =>
          Array.from({ length: count }, () => level as keyof typeof satisfaction),
        ),
      ),
    ),
  };
};

export const retention = report({
  title: 'Закрепление и адаптация',
  compose: (input: ReportInput) => {
    const rows = countedIn(input).map((school) => rowOf(school, input));
    return {
      ...{ organisationId: input.own.organisationId, name: input.own.name, period: input.period },
      totals: summary(rows),
      schools: rows.map((row) => ({ ...row, ...{ summary: summary([row]) } })),
    };
  },
  rows: ({ schools }) => schools,
  columns: [
    { heading: 'Организация', width: 34, cell: ({ name }) => name },
    { heading: 'Пришло молодых специалистов', cell: ({ summary: { came } }) => came },
    { heading: 'В базе', cell: ({ inBase }) => inBase },
    { heading: 'Закрепились', cell: ({ summary: { retained } }) => retained },
    { heading: 'Ушли', cell: ({ summary: { left } }) => left },
    { heading: 'Закрепляемость, %', cell: ({ summary: { retainedPercent } }) => retainedPercent },
    { heading: 'Текучесть, %', cell: ({ summary: { turnoverPercent } }) => turnoverPercent },
    {
      heading: 'Месяцев до первой категории',
      cell: ({ summary: { monthsToFirstCategory } }) => monthsToFirstCategory,
    },
    {
      heading: 'Удовлетворённость: высокая или достаточная',
      cell: ({ satisfaction }) => (satisfaction.HIGH ?? 0) + (satisfaction.SUFFICIENT ?? 0),
    },
  ],
});
