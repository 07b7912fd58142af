/** The register of mentees follows people through bases and pairs, and pages through them. */
import {
  ANNA,
  beginning,
  BORIS,
  COMPLETED,
  end,
  GRADUATE,
  Ledger,
  middle,
  OTHER_SCHOOL,
  PROPOSED,
  SCHOOL,
} from '../read-models.testing';
import { BadCursor, parse } from '../register';
import { type MenteeRegisterQuestion, MenteeRegisterQuery } from './mentee-register';

describe('S62-4.4, S62-3.2-5: the register of mentees', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
  });
  afterAll(() => ledger.close());

  const find = async (question: Partial<MenteeRegisterQuestion> = {}) =>
    parse(await new MenteeRegisterQuery(ledger.postgres).find({ schoolId: SCHOOL, ...question }));
  const ids = async (question: Partial<MenteeRegisterQuestion> = {}) =>
    (await find(question)).items.map((entry) => entry.participantId);

  it('shows who is in the base, with needs and the pair that is proposed', async () => {
    await ledger.tell(beginning);
    expect(await find()).toEqual({
      items: [
        {
          participantId: ANNA,
          schoolId: SCHOOL,
          kind: 'STUDENT',
          categories: ['BEHAVIOUR', 'HEALTH_LIMITATIONS'],
          tasks: ['LIFE', 'PERSONAL'],
          needsDiagnosedOn: '2021-01-14',
          enteredOn: '2021-01-12',
          leftOn: null,
          leftReason: null,
          status: 'PROPOSED',
          pairs: [
            {
              pairId: COMPLETED,
              kind: 'PAIR',
              form: 'TEACHER_STUDENT',
              status: 'PROPOSED',
              mentorIds: [GRADUATE],
              meetingsHeld: 0,
            },
          ],
          completedPairs: 0,
        },
        expect.objectContaining({
          participantId: BORIS,
          status: 'WAITING',
          pairs: [],
          needsDiagnosedOn: null,
        }),
      ],
      next: null,
    });
  });

  it('counts the meetings that took place', async () => {
    await ledger.tell(middle);
    const [anna] = (await find()).items;
    expect(anna).toMatchObject({ status: 'ACTIVE', pairs: [{ status: 'ACTIVE', meetingsHeld: 3 }] });
  });

  it('shows a pair completed, one ended and who has left', async () => {
    await ledger.tell(end);
    const [anna, boris] = (await find()).items;
    expect(anna).toMatchObject({
      status: 'PROPOSED',
      completedPairs: 1,
      pairs: [{ pairId: PROPOSED, mentorIds: [] }],
    });
    expect(boris).toMatchObject({
      status: 'LEFT',
      leftOn: '2021-04-01',
      leftReason: 'OWN_WISH',
      completedPairs: 0,
      pairs: [],
    });
  });

  it('filters by status and form, within one school', async () => {
    expect(await ids({ status: 'LEFT' })).toEqual([BORIS]);
    expect(await ids({ status: 'WAITING' })).toEqual([]);
    expect(await ids({ form: 'STUDENT_STUDENT' })).toEqual([ANNA]);
    expect(await ids({ form: 'TEACHER_TEACHER' })).toEqual([]);
    expect(await ids({ schoolId: OTHER_SCHOOL })).toEqual([]);
  });

  it('pages in both directions and by another sort, and knows its own cursors only', async () => {
    const one = await find({ limit: 1 });
    expect(one.items[0]!.participantId).toBe(ANNA);
    expect(one.next).not.toBeNull();
    const two = await find({ limit: 1, cursor: one.next! });
    expect(two).toMatchObject({ items: [{ participantId: BORIS }], next: null });
    expect(await ids({ sort: '-enteredOn' })).toEqual([BORIS, ANNA]);
    expect(await ids({ sort: 'status' })).toEqual([BORIS, ANNA]);
    const last = await find({ sort: '-status', limit: 1 });
    expect((await find({ sort: '-status', limit: 1, cursor: last.next! })).items[0]!.participantId).toBe(
      BORIS,
    );
    for (const cursor of ['x', 'eyJhIjoxfQ', '%%%'])
      await expect(find({ cursor })).rejects.toThrow(BadCursor);
    expect((await find({ limit: 10_000 })).items).toHaveLength(2);
  });
});
