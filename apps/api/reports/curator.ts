/** P3: the curator's final analytical report: counts by form and category, programmes, indicators, deficits, recommendations (MR-CUR-03, KIL-6.4.1-07). */
import {
  DEFICIT_RU,
  FORM_RU,
  FORMS,
  MENTEE_CATEGORIES,
  MENTEE_CATEGORY_RU,
  SENSITIVE_CATEGORIES,
  TASK_RU,
  TASK_TYPES,
} from '@nastavnik/domain';
import { amount, figuresOf, stayOn } from '@nastavnik/read-models';
import { growthOf, indicatorsOf } from './growth';
import { countedIn, report, type ReportInput } from './report';
import { inWords } from './school-monitoring';

const formsOf = (input: ReportInput) =>
  FORMS.flatMap((form) => {
    const figures = countedIn(input).map((school) => figuresOf(school, input.period, form));
    const of = (code: keyof (typeof figures)[number]): number =>
      figures.reduce((sum, one) => sum + amount(one[code]), 0);
    const line = {
      form,
      title: FORM_RU[form],
      inForce: of('PAIRS_IN_FORCE'),
      fixed: of('PAIRS_FIXED'),
      programmesApproved: of('PLANS_APPROVED'),
      programmesCompleted: of('PAIRS_COMPLETED'),
      endedEarly: of('PAIRS_ENDED_EARLY'),
      meetings: of('MEETINGS_HELD'),
      reports: of('MENTOR_REPORTS'),
    };
    return line.inForce + line.fixed + line.programmesCompleted + line.endedEarly + line.meetings === 0
      ? []
      : [line];
  });

/** Mentees in the base on the day; a sensitive category is told inside the school only (invariant 34). */
const categoriesOf = (input: ReportInput) =>
  MENTEE_CATEGORIES.filter((one) => input.ofSchool || !SENSITIVE_CATEGORIES.includes(one)).flatMap(
    (category) => {
      const mentees = countedIn(input)
        .flatMap(({ people }) => people)
        .filter((one) => stayOn(one, 'MENTEE', input.period.until)?.categories.includes(category) === true);
      return mentees.length === 0
        ? []
        : [{ category, title: MENTEE_CATEGORY_RU[category], mentees: mentees.length }];
    },
  );

/** Whose needs were diagnosed in the period, by task. */
const needsOf = (input: ReportInput) =>
  TASK_TYPES.flatMap((task) => {
    const mentees = countedIn(input)
      .flatMap(({ people }) => people)
      .filter(({ needs }) =>
        needs.some(
          ({ on, tasks }) => input.period.from <= on && on <= input.period.until && tasks.includes(task),
        ),
      );
    return mentees.length === 0 ? [] : [{ task, title: TASK_RU[task], mentees: mentees.length }];
  });

interface Line {
  readonly part: string;
  readonly name: string;
  readonly value: string | number | null;
}

export const curator = report({
  title: 'Итоговый аналитический отчёт',
  compose: (input: ReportInput) => {
    const { own, period, campaigns } = input;
    const forms = formsOf(input);
    const total = (of: (line: (typeof forms)[number]) => number) =>
      forms.reduce((sum, one) => sum + of(one), 0);
    const analyses = campaigns.flatMap(({ analysis }) => analysis ?? []);
    return {
      ...{ organisationId: own.organisationId, name: own.name, period, forms },
      categories: categoriesOf(input),
      programmes: {
        approved: total(({ programmesApproved }) => programmesApproved),
        completed: total(({ programmesCompleted }) => programmesCompleted),
        endedEarly: total(({ endedEarly }) => endedEarly),
      },
      indicators: indicatorsOf(input),
      growth: growthOf(input),
      needs: needsOf(input),
      deficits: analyses.flatMap(({ deficits }) => deficits),
      recommendations: {
        /** By the analyses of monitoring. */
        measures: analyses.flatMap(({ recommendations }) =>
          recommendations.filter(
            ({ organisationId }) => own.level === 'MUNICIPALITY' || organisationId === own.organisationId,
          ),
        ),
        /** Of mentors to mentees. */
        ofMentors: countedIn(input)
          .flatMap(({ pairs }) => pairs)
          .flatMap(({ recommendations }) => recommendations)
          .filter(({ on }) => period.from <= on && on <= period.until).length,
      },
    };
  },
  rows: (answer): readonly Line[] => [
    ...answer.forms.flatMap(({ title, inForce, programmesApproved, programmesCompleted, meetings }) => [
      { part: title, name: 'Пар и групп действует', value: inForce },
      { part: title, name: 'Программ утверждено', value: programmesApproved },
      { part: title, name: 'Программ завершено', value: programmesCompleted },
      { part: title, name: 'Встреч проведено', value: meetings },
    ]),
    ...answer.categories.map(({ title, mentees }) => ({
      ...{ part: 'Наставляемые по категориям', name: title, value: mentees },
    })),
    ...answer.indicators.map(({ title, interim, final }) => ({
      ...{ part: 'Показатели', name: title, value: inWords(final ?? interim) },
    })),
    ...answer.needs.map(({ title, mentees }) => ({
      ...{ part: 'Выявленные потребности', name: title, value: mentees },
    })),
    ...answer.deficits.map(({ type, found }) => ({ part: 'Дефициты', name: DEFICIT_RU[type], value: found })),
    ...answer.recommendations.measures.map(({ measure }) => ({
      ...{ part: 'Рекомендации', name: measure, value: null },
    })),
  ],
  columns: [
    { heading: 'Раздел', width: 34, cell: ({ part }) => part },
    { heading: 'Показатель', width: 50, cell: ({ name }) => name },
    { heading: 'Значение', width: 30, cell: ({ value }) => value },
  ],
});
