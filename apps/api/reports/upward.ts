/** P6: what goes to ЦНППМ or the region: organisation, period, aggregates, when it was sent and acknowledged, version (IZO-4.1-07, KIL-1.1-02). The layout is ours: no document gives one. */
import { CAMPAIGN_KIND_RU, COUNTS, RECIPIENT_RU } from '@nastavnik/domain';
import { amount, figuresOf } from '@nastavnik/read-models';
import { FIGURES } from './figures';
import { countedIn, report, type ReportInput } from './report';

export const upward = report({
  title: 'Сведения для региона',
  compose: (input: ReportInput) => {
    const { own, period, campaigns } = input;
    const schools = countedIn(input).map((school) => figuresOf(school, period));
    return {
      ...{ organisationId: own.organisationId, name: own.name, period, organisations: schools.length },
      /** Numbers alone: no person and no category stands among them (invariant 34). */
      aggregates: FIGURES.map((code) => ({
        ...{ code, title: COUNTS[code].title },
        value: schools.reduce((sum, one) => sum + amount(one[code]), 0),
      })),
      sendings: campaigns
        .filter(({ organisationId }) => organisationId === own.organisationId)
        .flatMap((one) =>
          one.recipients.map(({ recipient, sentOn, confirmedOn, reference }) => ({
            ...{ campaignId: one.campaignId, kind: one.kind, year: one.year, snapshotOn: one.snapshotOn },
            ...{ recipient, sentOn, acknowledgedOn: confirmedOn, reference },
            /** Of the set of indicators, and of what each school submitted. */
            version: one.indicatorSetVersion,
            submissions: one.submissions.map(({ schoolId, version }) => ({ schoolId, version })),
            totals: one.totals ?? [],
          })),
        ),
    };
  },
  rows: ({ aggregates, sendings }) => [
    ...aggregates.map(({ title, value }) => ({
      part: 'Показатели',
      name: title,
      value: value as number | string,
    })),
    ...sendings.map(({ kind, recipient, sentOn, acknowledgedOn, version }) => ({
      part: 'Отправка',
      name: `${CAMPAIGN_KIND_RU[kind]} — ${RECIPIENT_RU[recipient]}, версия ${version}`,
      value: `отправлено ${sentOn}, ${acknowledgedOn === null ? 'получение не подтверждено' : `получено ${acknowledgedOn}`}`,
    })),
  ],
  columns: [
    { heading: 'Раздел', width: 20, cell: ({ part }) => part },
    { heading: 'Показатель', width: 60, cell: ({ name }) => name },
    { heading: 'Значение', width: 40, cell: ({ value }) => value },
  ],
});
