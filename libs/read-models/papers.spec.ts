/** Registers of consents, of agreements and of a municipality's curators and mentors. */
import {
  papers,
  ADDENDUM,
  APPOINTMENT,
  DISTRIBUTION,
  REFUSED_ADDENDUM,
  SECOND_APPOINTMENT,
} from './papers.testing';
import {
  AGREEMENT,
  ANNA,
  beginning,
  BORIS,
  COMPLETED,
  end,
  GRADUATE,
  Ledger,
  middle,
  MUNICIPALITY,
  OTHER_SCHOOL,
  PAIRS_ORDER,
  SCHOOL,
  TEACHER,
} from './read-models.testing';
import {
  type AgreementRegisterQuestion,
  AgreementRegisterQuery,
  type ConsentRegisterQuestion,
  ConsentRegisterQuery,
  OrganisationRegisterQuery,
  PairRegisterQuery,
  parse,
} from './index';

let ledger: Ledger;
beforeAll(async () => {
  ledger = await Ledger.open();
  await ledger.tell(beginning, middle, end, papers);
});
afterAll(() => ledger.close());

describe('the register of consents', () => {
  const find = async (question: Partial<ConsentRegisterQuestion> = {}) =>
    parse(await new ConsentRegisterQuery(ledger.postgres).find({ schoolId: SCHOOL, ...question })).items;

  it('S62-4.10, S62-4.11-1: shows who gave which consent, when, and who withdrew it', async () => {
    const all = await find();
    expect(all[0]).toEqual({
      ...{ consentId: expect.any(String), schoolId: SCHOOL, participantId: ANNA, roles: ['MENTEE'] },
      ...{ kind: 'PARTICIPATION', by: 'LEGAL_REPRESENTATIVE', written: true, givenOn: '2021-01-15' },
      ...{ validUntil: null, withdrawnOn: null, destroyBy: null },
    });
    expect(await find({ status: 'WITHDRAWN' })).toEqual([
      expect.objectContaining({
        ...{ consentId: DISTRIBUTION, participantId: BORIS, roles: [] },
        ...{ withdrawnOn: '2021-08-17', destroyBy: '2021-09-16' },
      }),
    ]);
    expect((await find({ status: 'GIVEN' })).length).toBe(all.length - 1);
    expect(await find({ schoolId: OTHER_SCHOOL })).toEqual([]);
    expect(await find({ schoolId: [OTHER_SCHOOL, SCHOOL] })).toEqual(all);
  });

  it('KIL-2.1.2: the written consent of an employee to additional duties stands among them', async () => {
    expect(await find({ kind: 'DUTIES', from: '2021-08-20', until: '2021-08-20' })).toEqual(
      [ADDENDUM, REFUSED_ADDENDUM].map((agreementId) =>
        expect.objectContaining({
          ...{ consentId: `${agreementId}:${TEACHER}`, participantId: TEACHER, by: 'SELF' },
          validUntil: '2022-08-31',
        }),
      ),
    );
    expect(await find({ kind: 'DUTIES', from: '2021-08-21' })).toEqual([]);
  });
});

describe('the register of agreements', () => {
  const find = async (question: Partial<AgreementRegisterQuestion> = {}) =>
    parse(await new AgreementRegisterQuery(ledger.postgres).find({ organisationId: SCHOOL, ...question }))
      .items;

  it('S62-4.14, SEV-RM-M3, KIL-2.1.7: shows agreements with mentors, addenda and partnerships with their ends', async () => {
    expect(
      (await find()).map(({ agreementId, number, kind, until, endReason }) => [
        ...[agreementId, number, kind],
        ...[until, endReason],
      ]),
    ).toEqual([
      [AGREEMENT, '12/С', 'COOPERATION', '2021-12-20', 'MUTUAL'],
      [ADDENDUM, '5/ТД', 'CONTRACT_ADDENDUM', '2022-08-31', null],
      [REFUSED_ADDENDUM, '6/ТД', 'CONTRACT_ADDENDUM', '2021-09-15', 'REFUSED'],
      [expect.any(String), '7', 'PARTNERSHIP', null, null],
    ]);
    expect(await find({ kind: 'PARTNERSHIP' })).toEqual([
      expect.objectContaining({ partner: 'Моторный завод', subject: 'PRACTICE', gratuitous: null }),
    ]);
  });

  it('finds what was in force on days', async () => {
    expect((await find({ from: '2021-09-16', until: '2021-10-01' })).map(({ number }) => number)).toEqual([
      ...['12/С', '5/ТД', '7'],
    ]);
    expect((await find({ from: '2022-09-01' })).map(({ number }) => number)).toEqual(['7']);
  });
});

describe('the base of curators and mentors of a municipality', () => {
  const register = () => new OrganisationRegisterQuery(ledger.postgres);

  it('IZO-4.3-05: shows each school with its curators, the order that appointed them, and its mentors', async () => {
    const within = await register().within(MUNICIPALITY);
    expect([...within].sort()).toEqual([MUNICIPALITY, SCHOOL, OTHER_SCHOOL].sort());
    const { items } = parse(await register().find({ organisationId: within }));
    expect(items.map(({ school }) => school)).toEqual(['Лицей № 1', 'МОУ СОШ № 62']);
    expect(items[0]).toMatchObject({ coordinator: null, curators: [], mentorIds: [] });
    expect(items[1]).toMatchObject({
      coordinator: { personId: GRADUATE, order: { orderId: APPOINTMENT, number: '70-Д' } },
      curators: [
        {
          ...{ personId: TEACHER, form: 'ALL', on: '2021-08-10' },
          order: { orderId: SECOND_APPOINTMENT, number: '71-Д', issuedOn: '2021-08-10', cancelledOn: null },
        },
      ],
      // The teacher has left the base.
      mentorIds: [GRADUATE],
    });
  });

  it('knows what a region consists of, and names by id', async () => {
    expect(await register().inRegion('70')).toHaveLength(3);
    expect(await register().inRegion('71')).toEqual([]);
    expect(await register().names([SCHOOL, TEACHER])).toEqual(new Map([[SCHOOL, 'МОУ СОШ № 62']]));
  });
});

it('S62-4.13: the register of pairs shows that an order about a pair was cancelled', async () => {
  const { items } = parse(await new PairRegisterQuery(ledger.postgres).find({ schoolId: SCHOOL }));
  expect(items.find(({ pairId }) => pairId === COMPLETED)!.orders).toEqual([
    expect.objectContaining({ orderId: PAIRS_ORDER, cancelledOn: '2021-12-28' }),
  ]);
});
