/** The control of roadmaps says who has done what, and how late, on the day that is asked. */
import { streamOf } from '@nastavnik/domain';
import { beginning, Ledger, MUNICIPALITY, OTHER_SCHOOL, SCHOOL, tell } from '../read-models.testing';
import { parse } from '../register';
import { RoadmapControlQuery } from './roadmap-control';

const ROADMAP = '00000000-0000-4000-8000-000000000900';
const item = (n: number) => `00000000-0000-4000-8000-00000000090${n}`;
const of = { roadmapId: ROADMAP, organisationId: MUNICIPALITY };
const stream = streamOf.roadmap(ROADMAP);
const ORDER = '00000000-0000-4000-8000-000000000279';

const approved = tell(stream, 'RoadmapApproved', '2021-08-10', {
  ...of,
  title: 'Развитие наставничества',
  orderId: ORDER,
  items: [
    {
      itemId: item(1),
      stage: 'PREPARATORY',
      number: '1',
      title: 'Утверждение программы',
      owners: ['EDUCATION_DEPARTMENT', 'RESOURCE_CENTRE'],
      dueDays: ['2021-07-31'],
      result: { kind: 'ORDER', title: 'Приказ МОУО' },
    },
    {
      itemId: item(2),
      stage: 'MAIN',
      number: '2',
      title: 'Закрепление пар',
      owners: ['GENERAL'],
      dueDays: ['2021-09-30', '2022-03-31'],
    },
    {
      itemId: item(5),
      stage: 'MAIN',
      number: '5',
      title: 'Совместная работа',
      owners: ['GENERAL'],
      dueDays: [],
    },
  ],
});
const completed = (n: number, byOrganisationId: string, on: string, dueDay?: string) =>
  tell(stream, 'RoadmapItemCompleted', on, {
    ...of,
    itemId: item(n),
    byOrganisationId,
    ...(dueDay === undefined ? {} : { dueDay }),
    ...(n === 1 ? { document: { kind: 'ORDER', orderId: ORDER } as const } : {}),
  });

describe('the control of roadmaps', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, [
      approved,
      completed(1, MUNICIPALITY, '2021-08-10', '2021-07-31'),
      completed(2, SCHOOL, '2021-09-20', '2021-09-30'),
      completed(5, SCHOOL, '2021-10-01'),
    ]);
  });
  afterAll(() => ledger.close());

  const find = async (organisationId: string, on: string, overdue = false) => {
    const text = await new RoadmapControlQuery(ledger.postgres).find({ organisationId, on, overdue });
    return text === undefined ? undefined : parse(text);
  };
  const brief = async (...asked: Parameters<typeof find>) =>
    (await find(...asked))!.lines.map(
      ({ number, organisation, due, done, daysLate }) =>
        `${number} ${organisation} ${due ?? 'весь срок'} ${done ?? '—'} ${daysLate}`,
    );

  it('a municipality sees its own terms and those of each of its schools', async () => {
    expect(await brief(MUNICIPALITY, '2021-10-10')).toEqual([
      '1 Северск 2021-07-31 2021-08-10 10',
      '2 Лицей № 1 2021-09-30 — 10',
      '2 Лицей № 1 2022-03-31 — 0',
      '2 МОУ СОШ № 62 2021-09-30 2021-09-20 0',
      '2 МОУ СОШ № 62 2022-03-31 — 0',
      '5 Лицей № 1 весь срок — 0',
      '5 МОУ СОШ № 62 весь срок 2021-10-01 0',
    ]);
    expect((await find(MUNICIPALITY, '2021-10-10'))!.totals).toEqual({ terms: 7, done: 3, overdue: 1 });
    expect((await find(MUNICIPALITY, '2021-10-10'))!.lines[0]).toMatchObject({
      stage: 'PREPARATORY',
      result: { kind: 'ORDER', title: 'Приказ МОУО' },
      document: { kind: 'ORDER', orderId: ORDER },
    });
  });
  it('a school sees what it answers for itself', async () => {
    expect(await brief(OTHER_SCHOOL, '2021-10-10')).toEqual([
      '2 Лицей № 1 2021-09-30 — 10',
      '2 Лицей № 1 2022-03-31 — 0',
      '5 Лицей № 1 весь срок — 0',
    ]);
    expect(await find('00000000-0000-4000-8000-000000000404', '2021-10-10')).toBeUndefined();
  });
  it('is counted on the day that is asked: earlier nothing was late, later more is, and what came after is not done yet', async () => {
    expect(await brief(MUNICIPALITY, '2021-09-15', true)).toEqual([]);
    expect(await brief(MUNICIPALITY, '2022-04-01', true)).toEqual([
      '2 Лицей № 1 2021-09-30 — 183',
      '2 Лицей № 1 2022-03-31 — 1',
      '2 МОУ СОШ № 62 2022-03-31 — 1',
    ]);
    expect(await brief(SCHOOL, '2021-09-19')).toContain('2 МОУ СОШ № 62 2021-09-30 — 0');
    expect(await brief(SCHOOL, '2021-08-09')).toEqual([]);
  });
  it('follows amendments and completions taken back', async () => {
    await ledger.tell([
      tell(stream, 'RoadmapAmended', '2021-11-01', {
        ...of,
        orderId: ORDER,
        items: [
          {
            itemId: item(2),
            number: '2а',
            title: 'Закрепление пар',
            owners: ['GENERAL'],
            dueDays: ['2021-09-30'],
          },
          { itemId: item(7), number: '7', title: 'Курсы', owners: ['OWN'], dueDays: ['2022-03-31'] },
        ],
        withdrawnIds: [item(5)],
      }),
      tell(stream, 'RoadmapItemReopened', '2021-11-02', {
        ...of,
        itemId: item(2),
        byOrganisationId: SCHOOL,
        dueDay: '2021-09-30',
      }),
    ]);
    expect(await brief(MUNICIPALITY, '2021-11-02')).toEqual([
      '1 Северск 2021-07-31 2021-08-10 10',
      '2а Лицей № 1 2021-09-30 — 33',
      '2а МОУ СОШ № 62 2021-09-30 — 33',
      '7 Северск 2022-03-31 — 0',
    ]);
  });
});
