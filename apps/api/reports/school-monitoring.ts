/** P1: monitoring of a school: its programmes, indicators of process and impact, entry, exit and their difference, risks (IZO-6.1, KIL-7.4, KIL-7.5, S62-6.2, S62-6.3). */
import { LEVEL_RU, type Level, MONITORING_ASPECT_RU } from '@nastavnik/domain';
import { citation } from '@nastavnik/kernel';
import { programmeInAction } from '@nastavnik/read-models';
import { growthOf, indicatorsOf, risksOf } from './growth';
import { behind, countedIn, report, type ReportInput } from './report';

/** A value in words: «достаточный: 2», «3 из 4». */
export const inWords = (value: ReturnType<typeof indicatorsOf>[number]['interim']): string | null => {
  if (value === null) return null;
  switch (value.kind) {
    case 'LEVELS':
      return Object.entries(value.count)
        .map(([level, count]) => `${LEVEL_RU[level as Level]}: ${count}`)
        .join('; ');
    case 'SHARE':
      return `${value.numerator} из ${value.denominator}`;
    case 'NUMBER':
      return `${value.number} ${value.unit}`;
    case 'CHANGE':
      return `${value.before} → ${value.after} ${value.unit}`;
  }
};
const levelsInWords = (levels: { readonly [Code in Level]?: number }): string | null =>
  Object.entries(levels)
    .map(([level, count]) => `${LEVEL_RU[level as Level]}: ${count}`)
    .join('; ') || null;

interface Line {
  readonly part: string;
  readonly name: string;
  readonly interim: string | null;
  readonly final: string | null;
  readonly delta: string | null;
  readonly pairs: number | null;
}

export const monitoring = report({
  title: 'Мониторинг программы наставничества',
  compose: (input: ReportInput) => {
    const { own, period, parameters } = input;
    const indicators = indicatorsOf(input);
    return {
      organisationId: own.organisationId,
      name: own.name,
      period,
      clauses: [...parameters.indicators.clauses, ...parameters.monitoringSchedule.clauses].map(citation),
      programmes: countedIn(input).flatMap((school) => {
        const { counted, acts } = programmeInAction(school, period.until);
        return acts.length === 0
          ? []
          : [
              {
                organisationId: school.organisationId,
                name: school.name,
                inAction: counted,
                acts: behind(acts),
              },
            ];
      }),
      process: indicators.filter(({ aspect }) => aspect === 'PROCESS'),
      impact: indicators.filter(({ aspect }) => aspect === 'IMPACT'),
      growth: growthOf(input),
      risks: risksOf(input),
    };
  },
  rows: ({ process, impact, growth, risks }): readonly Line[] => [
    ...[...process, ...impact].map(({ aspect, title, part, interim, final, pairs }) => ({
      part: `Показатели: ${MONITORING_ASPECT_RU[aspect]}`,
      name: part === null ? title : `${title} (${part})`,
      ...{ interim: inWords(interim), final: inWords(final), delta: null, pairs: pairs.length },
    })),
    ...growth.map(({ title, entry, exit, delta, pairs }) => ({
      ...{ part: 'Уровни на входе и выходе', name: title },
      ...{ interim: levelsInWords(entry), final: levelsInWords(exit), pairs: pairs.length },
      delta: `выросли: ${delta.rose}; без изменений: ${delta.stayed}; снизились: ${delta.fell}; нет данных: ${delta.unknown}`,
    })),
    ...risks.map(({ title, acts }) => ({
      ...{ part: 'Риски', name: title, interim: null, final: null, delta: null, pairs: acts.length },
    })),
  ],
  columns: [
    { heading: 'Раздел', width: 26, cell: ({ part }) => part },
    { heading: 'Показатель', width: 50, cell: ({ name }) => name },
    { heading: 'Промежуточный (вход)', width: 30, cell: ({ interim }) => interim },
    { heading: 'Итоговый (выход)', width: 30, cell: ({ final }) => final },
    { heading: 'Динамика', width: 40, cell: ({ delta }) => delta },
    { heading: 'Пар', cell: ({ pairs }) => pairs },
  ],
});
