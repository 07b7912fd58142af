/** The register of awards knows who was nominated to what, where it stands, and the measure of the municipality behind it. */
import { bodies, CERTIFICATE, CONTEST, DECLINED, MEASURE, ORDER, PRIZE } from '../bodies.testing';
import {
  beginning,
  GRADUATE,
  Ledger,
  MUNICIPALITY,
  OTHER_SCHOOL,
  SCHOOL,
  TEACHER,
} from '../read-models.testing';
import { parse } from '../register';
import { type AwardRegisterQuestion, AwardRegisterQuery } from './award-register';

describe('the register of awards', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, bodies);
  });
  afterAll(() => ledger.close());
  const find = async (question: Partial<AwardRegisterQuestion> = {}) =>
    parse(await new AwardRegisterQuery(ledger.postgres).find({ organisationId: SCHOOL, ...question })).items;

  it('tells recipient, role, kind, level, basis and day of each', async () => {
    const [certificate, contest, declined] = await find();
    expect(certificate).toEqual({
      ...{ awardId: CERTIFICATE, organisationId: SCHOOL, recipientId: GRADUATE, role: 'MENTOR' },
      ...{ kind: 'SCHOOL_CERTIFICATE', level: 'SCHOOL', contest: null, grounds: [], measure: null },
      ...{ mentoringDays: 303, status: 'GRANTED', nominatedOn: '2021-12-01', presented: null },
      ...{ decidedOn: '2021-12-10', orderId: ORDER, publishedAt: 'https://school62.example/news/12' },
    });
    expect(contest).toMatchObject({
      ...{ awardId: CONTEST, status: 'PRESENTED', contest: 'Наставник', level: 'REGIONAL' },
      presented: { to: 'Оргкомитет', on: '2021-12-03' },
    });
    expect(declined).toMatchObject({ awardId: DECLINED, status: 'DECLINED', recipientId: TEACHER });
  });
  it('of a municipality: with the measure it defined', async () =>
    expect(await find({ organisationId: MUNICIPALITY })).toMatchObject([
      { awardId: PRIZE, measure: { measureId: MEASURE, title: 'Премия', material: true } },
    ]));
  it('is asked by status, kind and recipient', async () => {
    const ids = async (question: Partial<AwardRegisterQuestion>) =>
      (await find(question)).map(({ awardId }) => awardId);
    expect(await ids({ status: 'PRESENTED' })).toEqual([CONTEST]);
    expect(await ids({ kind: 'DIPLOMA' })).toEqual([DECLINED]);
    expect(await ids({ recipientId: GRADUATE })).toEqual([CERTIFICATE, CONTEST]);
    expect(await ids({ organisationId: OTHER_SCHOOL })).toEqual([]);
  });
});
