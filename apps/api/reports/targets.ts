/** P5: targets of the programme year by year, plan and fact, and the organisations and acts behind each fact (SEV-IV-4a..d). */
import { type OrganisationType, PROGRAMME_INDICATORS } from '@nastavnik/domain';
import { citation } from '@nastavnik/kernel';
import { programmeInAction } from '@nastavnik/read-models';
import { behind, percent, periodOf, report, type ReportInput } from './report';

interface PlanAndFact {
  /** `null` where the regulation sets none. */
  readonly plan: number | null;
  /** `null` of a year that has not begun. */
  readonly fact: number | null;
}
const deviation = ({ plan, fact }: PlanAndFact): number | null =>
  plan === null || fact === null ? null : Math.round(100 * (fact - plan)) / 100;

const targetsOfYear = (input: ReportInput, year: number) => {
  const { parameters, day: today, schools } = input;
  const planOf = (type: OrganisationType | 'ALL', unit: 'COUNT' | 'PERCENT'): number | null =>
    parameters.yearlyTargets.value.find(
      (one) => one.year === year && one.unit === unit && PROGRAMME_INDICATORS[one.indicator] === type,
    )?.value ?? null;
  const { from, until: day, closed } = periodOf(year, 'CALENDAR', today);
  const begun = from <= today;
  const organisations = begun
    ? schools
        .filter(({ since }) => since <= day)
        .map((school) => {
          const { organisationId, name, type } = school;
          const { counted, missing, acts } = programmeInAction(school, day);
          return { organisationId, name, type, counted, missing, acts: behind(acts) };
        })
    : [];
  const having = (type: OrganisationType | 'ALL'): number | null =>
    begun ? organisations.filter((one) => one.counted && (type === 'ALL' || one.type === type)).length : null;
  const of = (type: OrganisationType | 'ALL'): PlanAndFact => ({
    plan: planOf(type, 'COUNT'),
    fact: having(type),
  });
  const total = of('ALL');
  const share: PlanAndFact = {
    plan: planOf('ALL', 'PERCENT'),
    fact: total.fact === null ? null : percent(total.fact, organisations.length),
  };
  return {
    year,
    /** The facts are of this day; `closed` when it is the last of the year. */
    day: begun ? day : null,
    closed,
    preschool: of('PRESCHOOL'),
    general: of('GENERAL'),
    total,
    organisations: organisations.length,
    percent: share,
    deviation: { organisations: deviation(total), percent: deviation(share) },
    reached: total.plan === null || total.fact === null ? null : total.fact >= total.plan,
    counted: organisations.filter(({ counted }) => counted).map(({ counted: _, missing: __, ...one }) => one),
    notCounted: organisations
      .filter(({ counted }) => !counted)
      .map(({ counted: _, acts: __, ...one }) => one),
  };
};

const MISSING_RU: Record<string, string> = {
  PROGRAMME: 'нет утверждённой программы',
  PAIRS: 'нет действующих пар',
};

export const targets = report({
  title: 'Целевые показатели',
  sinceEver: true,
  compose: (input: ReportInput) => {
    const { value, clauses } = input.parameters.yearlyTargets;
    const years = [
      ...new Set(value.filter(({ indicator }) => indicator in PROGRAMME_INDICATORS).map(({ year }) => year)),
    ].sort();
    return {
      organisationId: input.own.organisationId,
      name: input.own.name,
      definition:
        'Организация учитывается, если на последний день года её программа утверждена действующим приказом (документом) и хотя бы одна ' +
        'пара или группа действует по приказу.',
      clauses: clauses.map(citation),
      years: years.map((year) => targetsOfYear(input, year)),
    };
  },
  rows: ({ years }) => years,
  columns: [
    { heading: 'Год', cell: ({ year }) => year },
    { heading: 'На дату', date: true, cell: ({ day }) => day },
    { heading: 'ДОУ, план', cell: ({ preschool }) => preschool.plan },
    { heading: 'ДОУ, факт', cell: ({ preschool }) => preschool.fact },
    { heading: 'МОУ, план', cell: ({ general }) => general.plan },
    { heading: 'МОУ, факт', cell: ({ general }) => general.fact },
    { heading: 'Всего, план', cell: ({ total }) => total.plan },
    { heading: 'Всего, факт', cell: ({ total }) => total.fact },
    { heading: 'Организаций', cell: ({ organisations }) => organisations },
    { heading: '%, план', cell: (row) => row.percent.plan },
    { heading: '%, факт', cell: (row) => row.percent.fact },
    { heading: 'Отклонение, организаций', cell: (row) => row.deviation.organisations },
    { heading: 'Отклонение, п. п.', cell: (row) => row.deviation.percent },
    {
      heading: 'Не учтены',
      width: 60,
      cell: ({ notCounted }) =>
        notCounted
          .map(({ name, missing }) => `${name}: ${missing.map((one) => MISSING_RU[one]).join(', ')}`)
          .join('; ') || null,
    },
  ],
});
