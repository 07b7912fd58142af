/**
 * The dashboard of a municipality as data, with a row for each school: coverage of young specialists, pairs by form and stage, plan
 * against fact, meetings, monitoring, retention, satisfaction. Categories of mentees are not told here at all (invariant 34).
 */
import { type Form, FORM_RU } from '@nastavnik/domain';
import {
  amount,
  closedBy,
  figuresOf,
  inForce,
  lastNoted,
  levelsOf,
  monitoringsOwed,
  type OrganisationRecordOfFacts,
  programmeInAction,
  suspendedOn,
} from '@nastavnik/read-models';
import { countedIn, percent, report, type ReportInput } from './report';

type Pair = OrganisationRecordOfFacts['pairs'][number];

/** Where a pair is on a day; a pair whose order does not begin yet is only proposed. */
const stageOf = (pair: Pair, day: string) => {
  const closed = closedBy(pair, day);
  if (closed !== undefined) return closed.outcome;
  if (pair.fixed === null || pair.fixed.on > day) return 'PROPOSED';
  if (suspendedOn(pair, day)) return 'SUSPENDED';
  return inForce(pair, day) ? 'ACTIVE' : pair.from !== null && pair.from > day ? 'PROPOSED' : 'OVERRUN';
};
export const STAGES = ['PROPOSED', 'ACTIVE', 'SUSPENDED', 'OVERRUN', 'COMPLETED', 'ENDED'] as const;
type Stage = (typeof STAGES)[number];

const tally = <Code extends string>(codes: readonly Code[]): { readonly [C in Code]?: number } =>
  codes.reduce<{ [C in Code]?: number }>(
    (counts, code) => ({ ...counts, [code]: ((counts as Record<string, number>)[code] ?? 0) + 1 }),
    {},
  );

/** What is added up: the figures of several schools are the sums of these, and every share is one of sums. */
const rowOf = (school: OrganisationRecordOfFacts, { period, parameters }: ReportInput) => {
  const day = period.until;
  const figures = figuresOf(school, period);
  const of = (code: keyof typeof figures): number => amount(figures[code]);
  const ended = figures.PAIRS_COMPLETED.length + figures.PAIRS_ENDED_EARLY.length;
  const current = school.pairs.filter((pair) => inForce(pair, day));
  const satisfied = school.people.flatMap((one) => {
    const noted = lastNoted(one, 'SATISFACTION', day);
    return noted === undefined || noted.on < period.from ? [] : [noted.fact.level];
  });
  const left = school.people.filter((one) =>
    one.adaptation.some(
      ({ fact, on }) => fact.kind === 'LEFT_PROFESSION' && period.from <= on && on <= period.until,
    ),
  );
  return {
    programmes: programmeInAction(school, day).counted ? 1 : 0,
    youngSpecialists: { inBase: of('YOUNG_SPECIALISTS'), mentored: of('YOUNG_SPECIALISTS_MENTORED') },
    pairs: {
      inForce: of('PAIRS_IN_FORCE'),
      fixed: of('PAIRS_FIXED'),
      byForm: tally<Form>(current.map(({ form }) => form)),
      byStage: tally<Stage>(school.pairs.map((pair) => stageOf(pair, day))),
      closed: { completed: of('PAIRS_COMPLETED'), endedEarly: ended - of('PAIRS_COMPLETED') },
    },
    meetings: {
      held: of('MEETINGS_HELD'),
      regularPlanned: of('REGULAR_MEETINGS_PLANNED'),
      // Of the pairs that agreed on a number: the others have no plan to be measured by.
      regularHeldOfPlanned: current
        .filter(({ plannedRegular }) => plannedRegular !== null)
        .reduce((sum, pair) => sum + pair.meetings.filter(({ kind }) => kind === 'REGULAR').length, 0),
    },
    monitoring: {
      interim: of('INTERIM_MONITORINGS'),
      final: of('FINAL_MONITORINGS'),
      overdue: school.pairs
        .filter(({ fixed }) => fixed !== null && fixed.on >= `${period.year}-01-01`)
        .flatMap((pair) => monitoringsOwed(pair, parameters.monitoringSchedule.value.perPair, day)).length,
    },
    retention: { retained: of('YOUNG_SPECIALISTS_RETAINED'), leftProfession: left.length },
    satisfaction: levelsOf(satisfied),
  };
};
type Row = ReturnType<typeof rowOf>;

/** Sum of two rows, number by number. */
const plus = <T>(a: T, b: T): T => {
  if (typeof a === 'number' && typeof b === 'number') return (a + b) as T;
  const [one, other] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  return Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((key) => [
      key,
      one[key] === undefined ? other[key] : other[key] === undefined ? one[key] : plus(one[key], other[key]),
    ]),
  ) as T;
};
const sum = (rows: readonly Row[]): Row | undefined =>
  rows.length === 0 ? undefined : rows.reduce((a, b) => plus(a, b));

const shares = ({ youngSpecialists, meetings, pairs, retention }: Row) => ({
  youngSpecialistsCovered: percent(youngSpecialists.mentored, youngSpecialists.inBase),
  meetingsOfPlan: percent(meetings.regularHeldOfPlanned, meetings.regularPlanned),
  completedOfClosed: percent(pairs.closed.completed, pairs.closed.completed + pairs.closed.endedEarly),
  retained: percent(retention.retained, retention.retained + retention.leftProfession),
});

export const dashboard = report({
  title: 'Панель муниципалитета',
  compose: (input: ReportInput) => {
    const { own, period, campaigns, day } = input;
    const schools = countedIn(input).map((school) => {
      const row = rowOf(school, input);
      const asked = campaigns.filter(({ schoolIds }) => schoolIds.includes(school.organisationId));
      const last = (one: (typeof asked)[number]) =>
        one.submissions.find(({ schoolId }) => schoolId === school.organisationId);
      const answered = asked.filter((one) => ['SUBMITTED', 'ACCEPTED'].includes(last(one)?.status ?? ''));
      return {
        organisationId: school.organisationId,
        name: school.name,
        type: school.type,
        ...row,
        percent: shares(row),
        campaigns: {
          asked: asked.length,
          submitted: answered.length,
          overdue: asked.filter((one) => one.window.until < day && !answered.includes(one)).length,
        },
      };
    });
    const totals = sum(
      schools.map(
        ({ organisationId: _, name: __, type: ___, percent: ____, campaigns: _____, ...row }) => row,
      ),
    );
    return {
      organisationId: own.organisationId,
      name: own.name,
      period,
      totals: totals && {
        organisations: schools.length,
        ...totals,
        percent: shares(totals),
        campaigns: schools.map((one) => one.campaigns).reduce((a, b) => plus(a, b)),
      },
      schools,
    };
  },
  rows: ({ schools }) => schools,
  columns: [
    { heading: 'Организация', width: 34, cell: ({ name }) => name },
    { heading: 'Есть программа', cell: ({ programmes }) => (programmes === 1 ? 'да' : 'нет') },
    { heading: 'Молодых специалистов', cell: ({ youngSpecialists }) => youngSpecialists.inBase },
    { heading: 'С наставником', cell: ({ youngSpecialists }) => youngSpecialists.mentored },
    { heading: 'Охват, %', cell: (row) => row.percent.youngSpecialistsCovered },
    { heading: 'Пар действует', cell: ({ pairs }) => pairs.inForce },
    {
      heading: 'По формам',
      width: 40,
      cell: ({ pairs }) =>
        Object.entries(pairs.byForm)
          .map(([form, count]) => `${FORM_RU[form as Form]}: ${count}`)
          .join('; ') || null,
    },
    { heading: 'Завершено', cell: ({ pairs }) => pairs.closed.completed },
    { heading: 'Прекращено досрочно', cell: ({ pairs }) => pairs.closed.endedEarly },
    { heading: 'Встреч проведено', cell: ({ meetings }) => meetings.held },
    { heading: 'Регулярных встреч по плану', cell: ({ meetings }) => meetings.regularPlanned },
    { heading: 'Из них проведено', cell: ({ meetings }) => meetings.regularHeldOfPlanned },
    { heading: 'Промежуточных мониторингов', cell: ({ monitoring }) => monitoring.interim },
    { heading: 'Итоговых мониторингов', cell: ({ monitoring }) => monitoring.final },
    { heading: 'Мониторингов просрочено', cell: ({ monitoring }) => monitoring.overdue },
    { heading: 'Сводок сдано', cell: ({ campaigns }) => campaigns.submitted },
    { heading: 'Сводок просрочено', cell: ({ campaigns }) => campaigns.overdue },
    { heading: 'Закрепились', cell: ({ retention }) => retention.retained },
    { heading: 'Оставили профессию', cell: ({ retention }) => retention.leftProfession },
  ],
});
