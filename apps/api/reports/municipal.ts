/** P4: a municipality's interim or final report: who has reported, coverage, pairs, meetings, deficits, problem zones, recommendations (SEV-RM-M4, SEV-RM-F1, SEV-IV-6, IZO-4.3-03). */
import { CAMPAIGN_KIND_RU, DEFICIT_RU } from '@nastavnik/domain';
import { amount, figuresOf } from '@nastavnik/read-models';
import { countedIn, percent, report, type ReportInput } from './report';

const campaignOf = (input: ReportInput, campaign: ReportInput['campaigns'][number]) => {
  const schools = countedIn(input);
  const nameOf = (id: string) => schools.find(({ organisationId }) => organisationId === id)?.name ?? id;
  const statusOf = (id: string) =>
    campaign.submissions.find(({ schoolId }) => schoolId === id)?.status ?? 'NOT_SUBMITTED';
  const told = campaign.schoolIds.map((id) => ({
    ...{ organisationId: id, name: nameOf(id), status: statusOf(id) },
    late: campaign.submissions.find(({ schoolId }) => schoolId === id)?.late ?? false,
  }));
  const reported = told.filter(({ status }) => status === 'SUBMITTED' || status === 'ACCEPTED');
  return {
    ...{ campaignId: campaign.campaignId, kind: campaign.kind, year: campaign.year },
    ...{ window: campaign.window, snapshotOn: campaign.snapshotOn, consolidatedOn: campaign.consolidatedOn },
    asked: told.length,
    reported: reported.length,
    notReported: told.filter((one) => !reported.includes(one)),
    /** Of all organisations of the municipality (SEV-IV-3). */
    coveragePercent: percent(reported.length, schools.length),
    totals: campaign.totals ?? [],
    deficits: campaign.analysis?.deficits ?? [],
    needs: campaign.analysis?.needs ?? [],
    problemZones: campaign.analysis?.problemZones ?? [],
    recommendations: campaign.analysis?.recommendations ?? [],
    bestPractices: campaign.analysis?.bestPractices ?? [],
  };
};

interface Line {
  readonly part: string;
  readonly name: string;
  readonly value: string | number | null;
}

export const municipal = report({
  title: 'Отчёт муниципалитета',
  compose: (input: ReportInput) => {
    const schools = countedIn(input);
    const figures = schools.map((school) => figuresOf(school, input.period));
    const of = (code: keyof (typeof figures)[number]): number =>
      figures.reduce((sum, one) => sum + amount(one[code]), 0);
    return {
      organisationId: input.own.organisationId,
      name: input.own.name,
      period: input.period,
      organisations: schools.length,
      pairs: {
        inForce: of('PAIRS_IN_FORCE'),
        fixed: of('PAIRS_FIXED'),
        completed: of('PAIRS_COMPLETED'),
        endedEarly: of('PAIRS_ENDED_EARLY'),
      },
      meetings: of('MEETINGS_HELD'),
      campaigns: input.campaigns
        .filter(({ organisationId }) => organisationId === input.own.organisationId)
        .map((one) => campaignOf(input, one)),
    };
  },
  rows: ({ organisations, pairs, meetings, campaigns }): readonly Line[] => [
    { part: 'Муниципалитет', name: 'Организаций', value: organisations },
    { part: 'Муниципалитет', name: 'Пар и групп действует', value: pairs.inForce },
    { part: 'Муниципалитет', name: 'Закреплено за год', value: pairs.fixed },
    { part: 'Муниципалитет', name: 'Завершено за год', value: pairs.completed },
    { part: 'Муниципалитет', name: 'Прекращено досрочно', value: pairs.endedEarly },
    { part: 'Муниципалитет', name: 'Встреч проведено', value: meetings },
    ...campaigns.flatMap((one): readonly Line[] => {
      const part = `Мониторинг: ${CAMPAIGN_KIND_RU[one.kind]}, ${one.year}`;
      return [
        { part, name: 'Отчитались', value: one.reported },
        { part, name: 'Охват, %', value: one.coveragePercent },
        ...one.notReported.map(({ name }) => ({ part, name: 'Не отчиталась', value: name })),
        ...one.deficits.map(({ type, found }) => ({
          ...{ part, name: `Дефициты: ${DEFICIT_RU[type]}`, value: found },
        })),
        ...one.problemZones.map((value) => ({ part, name: 'Проблемная зона', value })),
        ...one.recommendations.map(({ measure: value }) => ({ part, name: 'Рекомендация', value })),
      ];
    }),
  ],
  columns: [
    { heading: 'Раздел', width: 34, cell: ({ part }) => part },
    { heading: 'Показатель', width: 40, cell: ({ name }) => name },
    { heading: 'Значение', width: 50, cell: ({ value }) => value },
  ],
});
