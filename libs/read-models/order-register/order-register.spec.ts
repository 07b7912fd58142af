/** The register of orders: every order with its number, date and basis, what became of it, and what of it was not carried out. */
import { streamOf } from '@nastavnik/domain';
import {
  beginning,
  CHANGE_ORDER,
  end,
  END_ORDER,
  ENDED,
  Ledger,
  middle,
  MUNICIPALITY,
  PAIRS_ORDER,
  SCHOOL,
  tell,
} from '../read-models.testing';
import { parse } from '../register';
import { OrderRegisterQuery, type OrderRegisterQuestion } from './order-register';

const id = (n: number) => `00000000-0000-4000-8000-000000000e0${n}`;
const issued = (n: number, organisationId: string, on: string, content: object) =>
  tell(streamOf.order(id(n)), 'OrderIssued', on, {
    ...{ orderId: id(n), organisationId, number: `${n}`, register: 'MAIN', issuedOn: on },
    ...{ legalBasis: ['Распоряжение 3273-р'], content },
  } as never);
const changes = [
  issued(1, SCHOOL, '2021-04-01', { kind: 'ROADMAP', title: 'Дорожная карта' }),
  issued(2, SCHOOL, '2021-04-02', { kind: 'AMENDMENT', orderId: id(1), changes: 'Пункт 2 исключить' }),
  tell(streamOf.order(id(1)), 'OrderAmended', '2021-04-02', {
    ...{ orderId: id(1), organisationId: SCHOOL, by: id(2), changes: 'Пункт 2 исключить' },
  }),
  issued(3, SCHOOL, '2021-04-03', { kind: 'CANCELLATION', orderId: id(1), reason: 'Утрачена нужда' }),
  tell(streamOf.order(id(1)), 'OrderCancelled', '2021-04-03', {
    ...{ orderId: id(1), organisationId: SCHOOL, by: id(3), reason: 'Утрачена нужда' },
  }),
  issued(4, MUNICIPALITY, '2021-08-10', { kind: 'PROGRAMME', title: 'Развитие наставничества' }),
];

describe('the register of orders', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, middle, end, changes);
  });
  afterAll(() => ledger.close());
  const find = async (question: Partial<OrderRegisterQuestion> = {}) =>
    parse(await new OrderRegisterQuery(ledger.postgres).find({ organisationId: SCHOOL, ...question })).items;
  const numbers = async (question: Partial<OrderRegisterQuestion>) =>
    (await find(question)).map(({ number }) => number);

  it('S62-12-07, KIL-1.6-04: names kind, number, date and legal basis, and how many pairs it decides about', async () => {
    expect((await find()).map(({ orderId, kind }) => [orderId, kind])).toEqual([
      [PAIRS_ORDER, 'PAIRS'],
      [CHANGE_ORDER, 'PAIR_CHANGE'],
      [END_ORDER, 'PAIR_END'],
      [id(1), 'ROADMAP'],
      [id(2), 'AMENDMENT'],
      [id(3), 'CANCELLATION'],
    ]);
    expect((await find({ kind: 'PAIRS' }))[0]).toMatchObject({
      ...{ number: '78-Д', register: 'MAIN', issuedOn: '2021-02-01', legalBasis: ['273-ФЗ'] },
      ...{ pairs: 2, status: 'IN_FORCE', cancelled: null, refused: [] },
    });
  });
  it('shows what became of an order: amended and cancelled by which', async () => {
    expect(await find({ status: 'CANCELLED' })).toMatchObject([
      {
        ...{ orderId: id(1), title: 'Дорожная карта', cancelled: { on: '2021-04-03', by: id(3) } },
        amended: [{ orderId: id(2), on: '2021-04-02', changes: 'Пункт 2 исключить' }],
      },
    ]);
    expect(await find({ kind: 'CANCELLATION' })).toMatchObject([{ concerns: id(1) }]);
  });
  it('shows what of an order was not carried out', async () => {
    expect(await find({ withRefusals: true })).toMatchObject([
      { orderId: END_ORDER, refused: [{ target: streamOf.pair(ENDED), rules: [] }] },
    ]);
    expect(await numbers({ withRefusals: false })).not.toContain('81-Д');
  });
  it('SEV-I-3: a municipality has its own, with their basis; a year is asked for alone', async () => {
    expect(await find({ organisationId: MUNICIPALITY })).toMatchObject([
      { kind: 'PROGRAMME', title: 'Развитие наставничества', legalBasis: ['Распоряжение 3273-р'] },
    ]);
    expect(await numbers({ year: 2020 })).toEqual([]);
    expect(await numbers({ year: 2021, sort: '-issuedOn' })).toEqual(['3', '2', '1', '81-Д', '80-Д', '78-Д']);
  });
});
