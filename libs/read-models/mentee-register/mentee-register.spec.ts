/** The register of mentees follows people through bases and pairs, and pages through them. */
import { streamOf } from '@nastavnik/domain';
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
  tell,
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
          employed: false,
          position: null,
          experienceYears: null,
          educationStage: null,
          categories: ['BEHAVIOUR', 'HEALTH_LIMITATIONS'],
          tasks: ['LIFE', 'PERSONAL'],
          needsDiagnosedOn: '2021-01-14',
          development: { refreshedOn: '2021-01-12' },
          consents: [
            {
              ...{ consentId: expect.any(String), purpose: 'PARTICIPATION', by: 'LEGAL_REPRESENTATIVE' },
              ...{ on: '2021-01-15', until: null, withdrawnOn: null },
            },
          ],
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
          pastPairs: [],
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

  it('KIL-4.3.2: tells the route of a mentee, the days to a category, satisfaction and staying', async () => {
    const of = { participantId: ANNA, schoolId: SCHOOL };
    const told = (type: Parameters<typeof tell>[1], on: string, data: object) =>
      tell(streamOf.participant(ANNA), type, on, { ...of, ...data } as never);
    const reason = { recordId: ANNA, commitment: '0' };
    const [route, until] = ['00000000-0000-4000-8000-000000000300', '2025-08-31'];
    await ledger.tell([
      told('EntryConfirmed', '2021-12-06', { base: 'MENTEE' }),
      told('EducationalRequestFormulated', '2021-12-06', {
        requestId: route,
        priorities: ['LIFE'],
        request: reason,
      }),
      told('IndividualRouteDesigned', '2021-12-07', {
        ...{ routeId: route, from: '2021-09-01', until, alternatives: ['А', 'Б'], chosen: 'А', reason },
      }),
      told('IndividualRouteRevised', '2021-12-08', { routeId: route, until: '2026-08-31', reason }),
      told('AdaptationNoted', '2021-12-09', { fact: { kind: 'CATEGORY', category: 'FIRST' } }),
      told('AdaptationNoted', '2021-12-10', { fact: { kind: 'BURNOUT', level: 'HIGH' } }),
      told('AdaptationNoted', '2021-12-10', { fact: { kind: 'SATISFACTION', level: 'HIGH' } }),
      told('AdaptationNoted', '2021-12-10', { fact: { kind: 'RETAINED' } }),
    ]);
    const development = async () => (await find()).items[0]!.development;
    expect(await development()).toEqual({
      ...{ refreshedOn: '2021-12-06', requestedOn: '2021-12-06', mentoredFrom: '2021-02-01' },
      route: { from: '2021-09-01', until: '2026-08-31' },
      attested: { category: 'FIRST', on: '2021-12-09', days: 311 },
      ...{ satisfaction: 'HIGH', retained: true },
    });
    await ledger.tell([told('IndividualRouteCompleted', '2021-12-11', { routeId: route })]);
    expect((await development()).route).toMatchObject({ completedOn: '2021-12-11' });
  });

  it('filters by status and form, within one school', async () => {
    expect(await ids({ status: 'LEFT' })).toEqual([BORIS]);
    expect(await ids({ status: 'WAITING' })).toEqual([]);
    expect(await ids({ form: 'STUDENT_STUDENT' })).toEqual([ANNA]);
    expect(await ids({ form: 'TEACHER_TEACHER' })).toEqual([]);
    expect(await ids({ schoolId: OTHER_SCHOOL })).toEqual([]);
    expect(await ids({ schoolId: [OTHER_SCHOOL, SCHOOL] })).toEqual([ANNA, BORIS]);
    expect(await ids({ category: 'BEHAVIOUR' })).toEqual([ANNA]);
    expect(await ids({ kind: 'PEDAGOGUE' })).toEqual([]);
    expect(await ids({ from: '2021-01-13' })).toEqual([BORIS]);
    expect(await ids({ until: '2021-01-12' })).toEqual([ANNA]);
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
