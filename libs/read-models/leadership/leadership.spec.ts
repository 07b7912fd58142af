/** The record of leadership on a day: what is there, what a cancellation takes away, what the vault keeps out. */
import { streamOf } from '@nastavnik/domain';
import { beginning, Ledger, MUNICIPALITY, OTHER_SCHOOL, SCHOOL, tell } from '../read-models.testing';
import { LeadershipQuery } from './leadership';

const ORDER = '00000000-0000-4000-8000-000000000500';
const stream = streamOf.governance(SCHOOL);
const of = { organisationId: SCHOOL };

describe('the record of leadership', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, [
      tell(streamOf.order(ORDER), 'OrderIssued', '2021-02-01', {
        ...of,
        orderId: ORDER,
        number: '5-Д',
        register: 'MAIN',
        issuedOn: '2021-02-01',
        legalBasis: ['273-ФЗ'],
        content: { kind: 'PROGRAMME', title: 'Программа' },
      }),
      tell(stream, 'DocumentApproved', '2021-02-02', {
        ...of,
        kind: 'TARGET_MODEL',
        title: 'Модель',
        by: { orderId: ORDER },
      }),
      tell(stream, 'StageOpened', '2021-02-03', { ...of, stage: 'PREPARATORY' }),
      tell(stream, 'ResponsibleAppointed', '2021-02-03', {
        ...of,
        orderId: ORDER,
        official: {
          officialId: ORDER,
          position: 'Методист',
          person: { recordId: ORDER, commitment: 'ab'.repeat(32) },
        },
      }),
    ]);
  });
  afterAll(() => ledger.close());
  const find = (organisationId: string, on: string) =>
    new LeadershipQuery(ledger.postgres).find(organisationId, on);

  it('tells documents, orders and acts of an organisation in order, and nothing of the vault', async () => {
    const { own, schools } = (await find(SCHOOL, '2021-02-03'))!;
    expect(schools).toEqual([]);
    expect(own).toMatchObject({ name: 'МОУ СОШ № 62', level: 'SCHOOL', type: 'GENERAL' });
    expect(own.orders).toEqual([{ orderId: ORDER, kind: 'PROGRAMME', number: '5-Д', on: '2021-02-01' }]);
    expect(own.documents).toEqual([
      { kind: 'TARGET_MODEL', title: 'Модель', by: { orderId: ORDER }, link: null, on: '2021-02-02' },
    ]);
    expect(own.acts.map(({ act }) => act)).toEqual(['StageOpened', 'ResponsibleAppointed']);
    expect(JSON.stringify(own)).not.toContain('abab');
  });
  it('is as of the day asked; a cancelled order is there no longer', async () => {
    expect((await find(SCHOOL, '2021-02-01'))!.own).toMatchObject({ documents: [], acts: [] });
    await ledger.tell([
      tell(streamOf.order(ORDER), 'OrderCancelled', '2021-03-01', {
        ...of,
        orderId: ORDER,
        by: ORDER,
        reason: 'Ошибка',
      }),
    ]);
    expect((await find(SCHOOL, '2021-02-28'))!.own.orders).toHaveLength(1);
    expect((await find(SCHOOL, '2021-03-01'))!.own.orders).toHaveLength(0);
  });
  it('a municipality sees its schools beside itself; nobody knows an organisation before its day', async () => {
    const { own, schools } = (await find(MUNICIPALITY, '2021-02-03'))!;
    expect(own).toMatchObject({ name: 'Северск', level: 'MUNICIPALITY' });
    expect(schools.map(({ organisationId }) => organisationId)).toEqual([OTHER_SCHOOL, SCHOOL]);
    expect(schools[1]!.documents).toHaveLength(1);
    expect(await find(SCHOOL, '2020-01-01')).toBeUndefined();
  });
});
