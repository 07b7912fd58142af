/** The register of pairs tells how far each pair has come and what comes next. */
import {
  ANNA,
  beginning,
  BORIS,
  CHANGE_ORDER,
  COMPLETED,
  end,
  END_ORDER,
  ENDED,
  GRADUATE,
  Ledger,
  middle,
  MUNICIPALITY,
  PAIRS_ORDER,
  PROPOSED,
  SCHOOL,
  TEACHER,
} from '../read-models.testing';
import { parse } from '../register';
import { PairQuery, type PairRegisterQuestion, PairRegisterQuery } from './pair-register';

describe('the register of pairs', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
  });
  afterAll(() => ledger.close());

  const find = async (question: Partial<PairRegisterQuestion> = {}) =>
    parse(await new PairRegisterQuery(ledger.postgres).find({ schoolId: SCHOOL, ...question })).items;
  const one = async (pairId: string) => {
    const text = await new PairQuery(ledger.postgres).find({ pairId });
    return text === undefined ? undefined : parse(text);
  };

  it('shows a pair before its order', async () => {
    await ledger.tell(beginning);
    expect(await one(COMPLETED)).toEqual({
      pairId: COMPLETED,
      schoolId: SCHOOL,
      kind: 'PAIR',
      form: 'TEACHER_STUDENT',
      roleModel: null,
      status: 'PROPOSED',
      stage: 'FAMILIARISED',
      tasks: ['LIFE'],
      menteeIds: [ANNA],
      mentorIds: [GRADUATE],
      candidateIds: [TEACHER, GRADUATE],
      orders: [],
      proposedOn: '2021-01-20',
      familiarisedOn: '2021-01-23',
      chosenOn: expect.any(String),
      fixedOn: null,
      startsOn: null,
      endsOn: null,
      plan: { draftedOn: null, approvedOn: null, version: null },
      meetings: { held: [], heldByKind: {}, plannedRegular: null, next: null },
      monitoring: { interimOn: null, finalOn: null },
      assessment: { entryOn: null, exitOn: null },
      reportedOn: null,
      suspension: null,
      closedOn: null,
      endReason: null,
      followUp: 'NONE',
    });
  });

  it('shows orders, plan and meetings without the cancelled one, and what comes next', async () => {
    await ledger.tell(middle);
    expect(await one(COMPLETED)).toMatchObject({
      status: 'ACTIVE',
      stage: 'MEETINGS',
      orders: [
        {
          orderId: PAIRS_ORDER,
          kind: 'PAIRS',
          number: '78-Д',
          issuedOn: '2021-02-01',
          ...{ register: 'MAIN', legalBasis: expect.any(Array), carried: true },
          cancelledOn: null,
        },
      ],
      fixedOn: '2021-02-01',
      startsOn: '2021-02-01',
      endsOn: '2021-12-31',
      plan: { draftedOn: '2021-02-28', approvedOn: '2021-02-27', version: 1 },
      meetings: {
        held: [
          { number: 1, kind: 'ORGANISATIONAL', on: '2021-02-05' },
          { number: 3, kind: 'TRIAL', on: '2021-02-19' },
          { number: 4, kind: 'PLANNING', on: '2021-02-26' },
        ],
        heldByKind: { ORGANISATIONAL: 1, TRIAL: 1, PLANNING: 1 },
        plannedRegular: 2,
        next: 'REGULAR',
      },
      assessment: { entryOn: '2021-02-03', exitOn: null },
    });
  });

  it('shows a completed pair, a pair ended by order and one that waits', async () => {
    // The order named the second pair before the second pair was told of: it is not made up from the order.
    expect(await one(ENDED)).toBeUndefined();
    await ledger.tell(end);
    expect(await one(COMPLETED)).toMatchObject({
      status: 'COMPLETED',
      stage: 'CLOSED',
      closedOn: '2021-11-30',
      endReason: null,
      meetings: { heldByKind: { REGULAR: 2, FINAL: 1 }, next: null },
      monitoring: { interimOn: '2021-06-20', finalOn: '2021-11-20' },
      assessment: { exitOn: '2021-11-26' },
      reportedOn: '2021-11-25',
      followUp: 'CLOSED',
    });
    expect(await one(ENDED)).toMatchObject({
      kind: 'GROUP',
      status: 'ENDED',
      endReason: 'CONSENT_WITHDRAWN',
      closedOn: '2021-03-26',
      menteeIds: [BORIS],
      mentorIds: [GRADUATE],
      suspension: { since: '2021-03-20', participantIds: [BORIS] },
      orders: [
        { orderId: CHANGE_ORDER, kind: 'PAIR_CHANGE', carried: true },
        { orderId: END_ORDER, kind: 'PAIR_END', carried: true },
      ],
    });
    expect(await one(PROPOSED)).toMatchObject({ status: 'PROPOSED', stage: 'PROPOSED' });
    expect(await one(MUNICIPALITY)).toBeUndefined();
  });

  it('filters and sorts', async () => {
    const ids = async (question: Partial<PairRegisterQuestion>) =>
      (await find(question)).map((pair) => pair.pairId);
    expect(await ids({})).toEqual([COMPLETED, ENDED, PROPOSED]);
    expect(await ids({ sort: '-proposedOn' })).toEqual([PROPOSED, ENDED, COMPLETED]);
    expect(await ids({ status: 'ENDED' })).toEqual([ENDED]);
    expect(await ids({ form: 'STUDENT_STUDENT', sort: 'fixedOn' })).toEqual([PROPOSED, ENDED]);
  });
});
