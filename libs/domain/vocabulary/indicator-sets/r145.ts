/**
 * Six indicators of the target model (распоряжение Минпросвещения Р-145 of 25.12.2019) with targets of 2020–2024, per cent. Only the
 * 70 % of 2024 were seen in a published document; all else is told by memory and says so.
 */
import type { IndicatorSetDefinition, IndicatorSource, IndicatorTarget } from '../indicator-formulas';

const DOCUMENT = 'Распоряжение Минпросвещения России от 25.12.2019 № Р-145';
const source = (clause: string): IndicatorSource => ({ document: DOCUMENT, clause, verified: false });
const yearly = (...targets: readonly number[]): readonly IndicatorTarget[] =>
  targets.map((atLeast, index) => ({ year: 2020 + index, atLeast }));
const share = { unit: '%', year: 'CALENDAR', level: 'REGION' } as const;

export const R145: IndicatorSetDefinition = {
  code: 'R145',
  version: 1,
  title: 'Показатели целевой модели наставничества (Р-145)',
  source: { document: DOCUMENT, verified: false },
  fields: [
    {
      code: 'YOUNG_TEACHERS_ALL',
      title: 'Всего учителей – молодых специалистов (стаж 0–3 года)',
      kind: 'NUMBER',
      unit: 'чел.',
    },
    {
      code: 'ENTERPRISES_WITH_MENTORS',
      title: 'Предприятия (организации), предоставившие наставников',
      kind: 'NUMBER',
      unit: 'ед.',
    },
    { code: 'MENTEES_ASKED', title: 'Опрошено наставляемых', kind: 'NUMBER', unit: 'чел.' },
    { code: 'MENTEES_SATISFIED', title: 'Из них удовлетворены участием', kind: 'NUMBER', unit: 'чел.' },
    { code: 'MENTORS_ASKED', title: 'Опрошено наставников', kind: 'NUMBER', unit: 'чел.' },
    { code: 'MENTORS_SATISFIED', title: 'Из них удовлетворены участием', kind: 'NUMBER', unit: 'чел.' },
  ],
  references: [
    { code: 'POPULATION_10_19', title: 'Дети и молодёжь 10–19 лет, проживающие на территории', unit: 'чел.' },
    { code: 'POPULATION_15_19', title: 'Дети и молодёжь 15–19 лет, проживающие на территории', unit: 'чел.' },
    { code: 'ENTERPRISES', title: 'Предприятия (организации) территории', unit: 'ед.' },
  ],
  indicators: [
    {
      ...{ code: 'R145_MENTEES', aspect: 'IMPACT', ...share, source: source('показатель 1') },
      title: 'Доля детей и молодёжи 10–19 лет, вошедших в программы в роли наставляемого',
      numerator: { count: 'STUDENT_MENTEES_10_19' },
      denominator: { reference: 'POPULATION_10_19' },
      targets: yearly(10, 20, 35, 50, 70),
    },
    {
      ...{ code: 'R145_MENTORS', aspect: 'IMPACT', ...share, source: source('показатель 2') },
      title: 'Доля детей и молодёжи 15–19 лет, вошедших в программы в роли наставника',
      numerator: { count: 'STUDENT_MENTORS_15_19' },
      denominator: { reference: 'POPULATION_15_19' },
      targets: yearly(2, 4, 6, 8, 10),
    },
    {
      ...{ code: 'R145_YOUNG_TEACHERS', aspect: 'IMPACT', ...share, source: source('показатель 3') },
      title: 'Доля учителей – молодых специалистов, вошедших в программы в роли наставляемого',
      numerator: { count: 'YOUNG_SPECIALISTS_MENTORED' },
      denominator: { field: 'YOUNG_TEACHERS_ALL' },
      targets: yearly(10, 20, 35, 50, 70),
    },
    {
      ...{ code: 'R145_ENTERPRISES', aspect: 'IMPACT', ...share, source: source('показатель 4') },
      title: 'Доля предприятий (организаций), предоставивших своих наставников',
      numerator: { field: 'ENTERPRISES_WITH_MENTORS' },
      denominator: { reference: 'ENTERPRISES' },
      targets: yearly(2, 4, 10, 20, 30),
    },
    {
      ...{ code: 'R145_MENTEES_SATISFIED', aspect: 'PROCESS', ...share, source: source('показатель 5') },
      title: 'Удовлетворённость наставляемых участием в программах',
      numerator: { field: 'MENTEES_SATISFIED' },
      denominator: { field: 'MENTEES_ASKED' },
      targets: yearly(50, 55, 60, 70, 85),
    },
    {
      ...{ code: 'R145_MENTORS_SATISFIED', aspect: 'PROCESS', ...share, source: source('показатель 6') },
      title: 'Удовлетворённость наставников участием в программах',
      numerator: { field: 'MENTORS_SATISFIED' },
      denominator: { field: 'MENTORS_ASKED' },
      targets: yearly(50, 55, 60, 70, 85),
    },
  ],
};
