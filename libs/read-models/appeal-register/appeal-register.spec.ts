/** The register of appeals knows complaints, proposals and disputes of one school, without a word of theirs. */
import { bodies, COUNCIL, DISPUTE, PROPOSAL } from '../bodies.testing';
import {
  ANNA,
  beginning,
  COMPLAINT,
  COMPLETED,
  end,
  ENDED,
  GRADUATE,
  Ledger,
  middle,
  OTHER_SCHOOL,
  SCHOOL,
} from '../read-models.testing';
import { parse } from '../register';
import { type AppealRegisterQuestion, AppealRegisterQuery } from './appeal-register';

describe('the register of appeals', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, middle, end, bodies);
  });
  afterAll(() => ledger.close());
  const find = async (question: Partial<AppealRegisterQuestion> = {}) =>
    parse(await new AppealRegisterQuery(ledger.postgres).find({ schoolId: SCHOOL, ...question })).items;

  it('tells from whom, about what, whether shown and explained, and what was decided', async () => {
    const silent = {
      schoolId: SCHOOL,
      author: null,
      mentorId: null,
      pairId: null,
      subject: null,
      disclosedOn: null,
    };
    const undecided = {
      explanation: null,
      decision: null,
      decidedOn: null,
      answeredOn: null,
      arbitration: null,
    };
    expect(await find()).toEqual([
      {
        ...{ ...silent, ...undecided, appealId: COMPLAINT, kind: 'COMPLAINT', mentorId: GRADUATE },
        ...{ pairId: ENDED, status: 'DECIDED', openedOn: '2021-03-15', disclosedOn: '2021-03-16' },
        ...{ explanation: 'DECLINED', decision: 'DISMISSED', decidedOn: '2021-03-18' },
      },
      {
        ...{ ...silent, ...undecided, appealId: DISPUTE, kind: 'DISPUTE', subject: 'PAIR_WORK' },
        author: { participantId: ANNA, role: 'MENTEE' },
        ...{ pairId: COMPLETED, status: 'DECIDED', openedOn: '2021-04-01' },
        ...{ decision: 'SETTLED', decidedOn: '2021-04-06' },
        arbitration: { councilId: COUNCIL, session: 1 },
      },
      {
        ...{ ...silent, ...undecided, appealId: PROPOSAL, kind: 'PROPOSAL', subject: 'SCHOOL_DEVELOPMENT' },
        author: { participantId: GRADUATE, role: 'MENTOR' },
        ...{ status: 'ANSWERED', openedOn: '2021-05-01', decision: 'ACCEPTED' },
        ...{ decidedOn: '2021-05-02', answeredOn: '2021-05-03' },
      },
    ]);
  });
  it('is asked by kind and status, of one school', async () => {
    const ids = async (question: Partial<AppealRegisterQuestion>) =>
      (await find(question)).map(({ appealId }) => appealId);
    expect(await ids({ kind: 'DISPUTE' })).toEqual([DISPUTE]);
    expect(await ids({ status: 'ANSWERED' })).toEqual([PROPOSAL]);
    expect(await ids({ schoolId: OTHER_SCHOOL })).toEqual([]);
  });
});
