/** The register of mentors knows agreements of those from outside, and pairs now and before. */
import {
  AGREEMENT,
  ANNA,
  beginning,
  COMPLETED,
  end,
  GRADUATE,
  Ledger,
  middle,
  SCHOOL,
  TEACHER,
} from '../read-models.testing';
import { parse } from '../register';
import { type MentorRegisterQuestion, MentorRegisterQuery } from './mentor-register';

describe('S62-4.4, S62-3.2-5: the register of mentors', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
  });
  afterAll(() => ledger.close());

  const find = async (question: Partial<MentorRegisterQuestion> = {}) =>
    parse(await new MentorRegisterQuery(ledger.postgres).find({ schoolId: SCHOOL, ...question })).items;

  it('shows a mentor from outside with the agreement and the pair', async () => {
    await ledger.tell(beginning, middle);
    expect(await find()).toEqual([
      expect.objectContaining({ participantId: TEACHER, employed: true, status: 'FREE', agreements: [] }),
      {
        participantId: GRADUATE,
        schoolId: SCHOOL,
        kind: 'GRADUATE',
        category: 'GRADUATE',
        experience: ['LIFE', 'PERSONAL'],
        employed: false,
        ...{ position: null, educationStage: null, areas: [], trainings: [], evidenced: true, consents: [] },
        ...{ refreshedOn: '2021-01-13', mentoringSince: '2021-02-01' },
        enteredOn: '2021-01-13',
        leftOn: null,
        leftReason: null,
        status: 'PAIRED',
        agreements: [
          {
            ...{ agreementId: AGREEMENT, kind: 'COOPERATION', number: '12/С' },
            ...{ gratuitous: true, from: '2021-01-16', until: null },
          },
        ],
        pairs: [
          {
            pairId: COMPLETED,
            form: 'TEACHER_STUDENT',
            status: 'ACTIVE',
            menteeIds: [ANNA],
            meetingsHeld: 3,
          },
        ],
        pastPairs: [],
        completedPairs: 0,
      },
    ]);
    expect(
      (await find({ status: 'PAIRED', form: 'TEACHER_STUDENT' })).map((mentor) => mentor.participantId),
    ).toEqual([GRADUATE]);
  });

  it('counts completed pairs of who was in them to the end, and shows the end of an agreement', async () => {
    await ledger.tell(end);
    const [teacher, graduate] = await find();
    expect(graduate).toMatchObject({
      status: 'FREE',
      pairs: [],
      completedPairs: 1,
      trainings: [{ title: 'Школа наставников', hours: 6, on: '2021-03-24' }],
      pastPairs: [
        { status: 'ENDED', endReason: 'CONSENT_WITHDRAWN', closedOn: '2021-03-26' },
        { status: 'COMPLETED', closedOn: '2021-11-30', menteeIds: [ANNA] },
      ],
      agreements: [{ until: '2021-12-20' }],
    });
    expect(teacher).toMatchObject({ status: 'LEFT', leftOn: '2021-04-02', completedPairs: 0 });
    expect((await find({ status: 'FREE' })).map((mentor) => mentor.participantId)).toEqual([GRADUATE]);
    expect((await find({ sort: 'category' })).map((mentor) => mentor.category)).toEqual([
      'GRADUATE',
      'PEDAGOGUE',
    ]);
  });
});
