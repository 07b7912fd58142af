/** Examples of figures of monitoring with what stands behind them, for the documentation. */
import type { CountedItem, FigureBehind, FigureDifference } from '@nastavnik/evidence';

const [campaignId, schoolId] = [
  '00000000-0000-4000-8000-000000000072',
  '00000000-0000-4000-8000-000000000002',
];
const pair = (id: string, orderId: string, position: string): CountedItem => ({
  ...{ kind: 'pair', id, amount: 1, orderIds: [orderId] },
  events: [
    {
      ...{ eventId: '7a0f6fd5-5a40-5c86-a7b5-2b2c3d9b6f10', stream: `pair-${id}`, revision: '4', position },
      ...{ type: 'PairFixed', effectiveOn: '2021-09-20' },
    },
  ],
});
const first = pair('00000000-0000-4000-8000-000000000031', '00000000-0000-4000-8000-000000000041', '918');
const second = pair('00000000-0000-4000-8000-000000000032', '00000000-0000-4000-8000-000000000042', '1002');
const definition = {
  numerator: { count: 'PAIRS_IN_FORCE' },
  year: 'ACADEMIC',
  source: {
    document: 'Показатели хода наставничества, подсчитанные по актам',
    clause: 'S62-4.13',
    verified: true,
  },
} as const;
const title = 'Действующие пары и группы';
const term = {
  side: 'NUMERATOR',
  kind: 'COUNT',
  code: 'PAIRS_IN_FORCE',
  title: 'Пары и группы по действующим приказам',
} as const;

export const figure = {
  ...{ asOf: '1234', campaignId, schoolId, version: 1, submittedOn: '2021-11-10', year: 2021 },
  counted: { on: '2021-11-01', position: '1180' },
  ...({
    ...{ indicator: 'PAIRS', title, unit: 'ед.', told: [], definition },
    computed: { indicator: 'PAIRS', numerator: 1, value: 1 },
    terms: [{ ...term, value: 1, agrees: true, items: [first] }],
  } satisfies FigureBehind),
};

export const comparison = {
  ...{ asOf: '1234', schoolId },
  before: {
    ...{ campaignId, version: 1, submittedOn: '2021-11-10' },
    counted: { on: '2021-11-01', position: '1180' },
  },
  after: {
    ...{ campaignId, version: 2, submittedOn: '2021-11-15' },
    counted: { on: '2021-11-01', position: '1211' },
  },
  differences: [
    {
      ...{ indicator: 'PAIRS', title, same: false, change: 1 },
      before: { computed: { indicator: 'PAIRS', numerator: 1, value: 1 }, told: [] },
      after: { computed: { indicator: 'PAIRS', numerator: 2, value: 2 }, told: [] },
      terms: [{ ...term, before: 1, after: 2, added: [second], removed: [], changed: [] }],
    },
  ] satisfies readonly FigureDifference[],
  notComparable: [],
};

export const bySchool = {
  ...{ asOf: '1234', campaignId, indicator: 'PAIRS', title, consolidatedOn: '2021-12-01' },
  computed: { indicator: 'PAIRS', numerator: 2, value: 2, schools: 1 },
  totals: [],
  schools: [{ schoolId, version: 2, computed: { indicator: 'PAIRS', numerator: 2, value: 2 }, told: [] }],
};
