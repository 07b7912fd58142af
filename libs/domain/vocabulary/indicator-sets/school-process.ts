/** How mentoring goes at a school, counted from its acts; what the roadmaps and regulations of the seeds plan, against what was done. */
import type { CountCode, CountedIndicator, Formula, IndicatorSetDefinition } from '../indicator-formulas';
import type { Form } from '../enumerations';

const DOCUMENT = 'Показатели хода наставничества, подсчитанные по актам';
const base = { aspect: 'PROCESS', year: 'ACADEMIC', level: 'SCHOOL' } as const;

const number = (
  code: string,
  title: string,
  unit: string,
  numerator: Formula,
  clause: string,
): CountedIndicator => ({
  ...{ code, title, ...base, unit, numerator },
  source: { document: DOCUMENT, clause, verified: true },
});
const share = (
  code: string,
  title: string,
  numerator: Formula,
  denominator: Formula,
  clause: string,
): CountedIndicator => ({ ...number(code, title, '%', numerator, clause), denominator });
const ofForms = (count: CountCode, ...forms: readonly Form[]): Formula => ({
  sum: forms.map((of) => ({ count, of })),
});

export const SCHOOL_PROCESS: IndicatorSetDefinition = {
  code: 'SCHOOL_PROCESS',
  version: 1,
  title: 'Ход наставничества в организации',
  source: { document: DOCUMENT, verified: true },
  fields: [],
  references: [],
  indicators: [
    number('PAIRS', 'Действующие пары и группы', 'ед.', { count: 'PAIRS_IN_FORCE' }, 'S62-4.13'),
    number(
      'PAIRS_OF_PEDAGOGUES',
      'Действующие пары и группы педагогов',
      'ед.',
      ofForms(
        'PAIRS_IN_FORCE',
        'TEACHER_TEACHER',
        'TRADITIONAL',
        'GROUP',
        'FLASH',
        'NETWORK',
        'REVERSE',
        'VIRTUAL',
      ),
      'SEV-F-1',
    ),
    number(
      'PLANS',
      'Утверждённые персонализированные программы',
      'ед.',
      { count: 'PLANS_APPROVED' },
      'IZO-2-09',
    ),
    share(
      'MEETINGS_PLAN_FACT',
      'Проведено регулярных встреч из запланированных',
      { count: 'REGULAR_MEETINGS_HELD' },
      { count: 'REGULAR_MEETINGS_PLANNED' },
      'S62-5.5',
    ),
    share(
      'YOUNG_SPECIALISTS_COVERED',
      'Молодые специалисты с наставником',
      { count: 'YOUNG_SPECIALISTS_MENTORED' },
      { count: 'YOUNG_SPECIALISTS' },
      'SEV-III-1',
    ),
    number(
      'MONITORINGS',
      'Промежуточные и итоговые мониторинги пар',
      'ед.',
      {
        sum: [{ count: 'INTERIM_MONITORINGS' }, { count: 'FINAL_MONITORINGS' }],
      },
      'S62-6.4',
    ),
    number('COMPLETED', 'Завершённые программы', 'ед.', { count: 'PAIRS_COMPLETED' }, 'KIL-5.5-2'),
    number(
      'RETAINED',
      'Закрепившиеся молодые специалисты',
      'чел.',
      { count: 'YOUNG_SPECIALISTS_RETAINED' },
      'IZO-5-02',
    ),
  ],
};
