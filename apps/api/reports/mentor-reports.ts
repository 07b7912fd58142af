/** P2: reports of mentors: work done as the acts show it, self-assessment, proposals and conclusions in the mentor's own words (S62-7-10, KIL-5.5). */
import { FORM_RU } from '@nastavnik/domain';
import type { Uuid } from '@nastavnik/kernel';
import { countedIn, report, type ReportInput } from './report';

const linesOf = (input: ReportInput) => {
  const { period, words } = input;
  return countedIn(input).flatMap(({ organisationId, pairs }) =>
    pairs.flatMap((pair) =>
      pair.reports
        .filter(({ on }) => period.from <= on && on <= period.until)
        .map(({ on, at, mentorId }) => {
          const reflections = pair.reflections.filter(
            (one) => one.role === 'MENTOR' && one.participantId === mentorId,
          );
          const said = words?.[at];
          return {
            ...{ organisationId, pairId: pair.pairId, mentorId, form: pair.form, on, position: at },
            workDone: {
              meetingsHeld: pair.meetings.filter((meeting) => meeting.on <= on).length,
              regularPlanned: pair.plannedRegular,
              programmeApprovedOn: pair.plans[0]?.on ?? null,
              goalsSet: pair.goals.length,
              monitorings: pair.monitorings.map(({ kind, on: day }) => ({ kind, on: day })),
              words: said?.['work'] ?? null,
            },
            selfAssessment: {
              reflections: reflections.length,
              words: reflections.flatMap((one) => words?.[one.at]?.['text'] ?? []),
            },
            proposals: said?.['proposals'] ?? null,
            conclusions: said?.['conclusions'] ?? null,
          };
        }),
    ),
  );
};

/** Pairs whose mentors reported in the period. */
const reported = ({ own, period }: ReportInput): readonly Uuid[] =>
  own.pairs.flatMap(({ pairId, reports }) =>
    reports.some(({ on }) => period.from <= on && on <= period.until) ? [pairId] : [],
  );

export const mentorReports = report({
  title: 'Отчёты наставников',
  wordsOf: reported,
  compose: (input: ReportInput) => {
    const { own, period } = input;
    const reports = linesOf(input);
    return {
      ...{ organisationId: own.organisationId, name: own.name, period, reports },
      /** Completed in the period, and still without one. */
      owed: countedIn(input).flatMap(({ pairs }) =>
        pairs
          .filter(
            ({ closed, reports: told }) =>
              told.length === 0 &&
              closed?.outcome === 'COMPLETED' &&
              period.from <= closed.on &&
              closed.on <= period.until,
          )
          .map(({ pairId }) => pairId),
      ),
    };
  },
  rows: ({ reports }) => reports,
  columns: [
    { heading: 'Пара', width: 38, cell: ({ pairId }) => pairId },
    { heading: 'Наставник', width: 38, cell: ({ mentorId }) => mentorId },
    { heading: 'Форма', width: 26, cell: ({ form }) => FORM_RU[form] },
    { heading: 'Дата отчёта', date: true, cell: ({ on }) => on },
    { heading: 'Встреч проведено', cell: ({ workDone }) => workDone.meetingsHeld },
    { heading: 'Проделанная работа', width: 50, cell: ({ workDone }) => workDone.words },
    {
      heading: 'Самооценка',
      width: 50,
      cell: ({ selfAssessment }) => selfAssessment.words.join('; ') || null,
    },
    { heading: 'Предложения', width: 50, cell: ({ proposals }) => proposals },
    { heading: 'Выводы', width: 50, cell: ({ conclusions }) => conclusions },
  ],
});
