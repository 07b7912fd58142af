/** The summary counts, and tells nothing that belongs to the school alone (invariant 34). */
import { SENSITIVE_CATEGORIES } from '@nastavnik/domain';
import {
  ANNA,
  beginning,
  BORIS,
  end,
  GRADUATE,
  Ledger,
  middle,
  MUNICIPALITY,
  OTHER_SCHOOL,
  SCHOOL,
  TEACHER,
  tell,
} from '../read-models.testing';
import { parse } from '../register';
import { MunicipalitySummaryQuery } from './municipality-summary';

describe("a municipality's summary", () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
  });
  afterAll(() => ledger.close());

  const find = async (municipalityId = MUNICIPALITY) => {
    const text = await new MunicipalitySummaryQuery(ledger.postgres).find({ municipalityId });
    return text === undefined ? undefined : parse(text);
  };
  const nothing = {
    mentees: 0,
    mentors: 0,
    pairs: { proposed: 0, active: 0, suspended: 0, completed: 0, ended: 0, byForm: {} },
    meetingsHeld: 0,
    monitoring: { interim: 0, final: 0 },
  };

  it('counts per school and in all while the year goes on', async () => {
    await ledger.tell(beginning, middle);
    const here = {
      mentees: 2,
      mentors: 2,
      pairs: { proposed: 0, active: 1, suspended: 0, completed: 0, ended: 0, byForm: { TEACHER_STUDENT: 1 } },
      meetingsHeld: 3,
      monitoring: { interim: 0, final: 0 },
    };
    expect(await find()).toEqual({
      municipalityId: MUNICIPALITY,
      name: 'Северск',
      totals: { schools: 2, schoolsIntroduced: 1, ...here },
      schools: [
        { schoolId: OTHER_SCHOOL, name: 'Лицей № 1', introducedFrom: null, ...nothing },
        { schoolId: SCHOOL, name: 'МОУ СОШ № 62', introducedFrom: '2021-01-12', ...here },
      ],
    });
  });

  it('counts a pair suspended for two people once, and not at all when it is resumed', async () => {
    const resumed = end.findIndex(({ event }) => event.type === 'PairResumed');
    await ledger.tell(end.slice(0, resumed));
    expect((await find())!.totals.pairs).toMatchObject({ active: 0, suspended: 1, completed: 1 });
    await ledger.tell(end.slice(resumed, resumed + 1));
    expect((await find())!.totals.pairs).toMatchObject({ active: 1, suspended: 0 });
    await ledger.tell(end.slice(resumed + 1));
  });

  it('counts nobody anew whose entry in a base is renewed', async () => {
    const { mentees, mentors } = (await find())!.totals;
    const entry = { schoolId: SCHOOL, participantId: ANNA, renewed: true } as const;
    await ledger.tell([
      tell(`participant-${ANNA}`, 'EnteredMenteeBase', '2021-12-16', {
        ...{ ...entry, categories: ['BEHAVIOUR', 'HEALTH_LIMITATIONS'], tasks: ['PERSONAL'] },
      }),
      tell(`participant-${ANNA}`, 'EnteredMentorBase', '2021-12-16', {
        ...{ ...entry, category: 'STUDENT', experience: ['PERSONAL'] },
      }),
    ]);
    expect((await find())!.totals).toMatchObject({ mentees, mentors });
  });

  it('sums several schools', async () => {
    await ledger.tell([
      tell(`pair-${ANNA}`, 'PairFixed', '2021-12-20', {
        schoolId: OTHER_SCHOOL,
        pairId: ANNA,
        orderId: BORIS,
        kind: 'PAIR',
        form: 'TEACHER_STUDENT',
        mentorIds: [TEACHER],
        menteeIds: [BORIS],
        from: '2021-12-20',
        until: '2021-12-31',
      }),
    ]);
    const { totals, schools } = (await find())!;
    expect(totals.pairs.byForm).toEqual({ TEACHER_STUDENT: 2, STUDENT_STUDENT: 1 });
    expect(totals).toMatchObject({
      mentees: 1,
      mentors: 1,
      pairs: { active: 1, suspended: 0, completed: 1, ended: 1 },
      meetingsHeld: 6,
      monitoring: { interim: 1, final: 1 },
    });
    expect(schools[1]!.pairs).toMatchObject({ proposed: 1, active: 0, completed: 1, ended: 1 });
  });

  it('knows no category, sensitive or not, and no person, in its rows or its answers', async () => {
    const { mentee_register: school, municipality_summary: rows } = await ledger.dump();
    const text = JSON.stringify([rows, await find()]);
    // The same events that the school's own register shows in full.
    for (const category of SENSITIVE_CATEGORIES) {
      expect(JSON.stringify(school)).toContain(category);
      expect(text).not.toContain(category);
    }
    for (const person of [BORIS, GRADUATE, TEACHER]) expect(text).not.toContain(person);
    expect(Object.keys(JSON.parse(rows![0]!) as object)).not.toContain('categories');
  });

  it('is nothing for a municipality that is not registered, or an id of a school', async () => {
    expect(await find(ANNA)).toBeUndefined();
    expect(await find(SCHOOL)).toBeUndefined();
  });
});
