/**
 * A year of mentoring under the regulation of Кильмезская школа, over HTTP, in the regulation's own words, with the
 * refusals its clauses demand along the way and with what it leaves to the school.
 */
import { randomUUID } from 'node:crypto';
import { activitiesOf } from '../support/activities';
import type { Answer, Person } from '../support/house';
import { done, missingConsents, startYear, type Year } from '../support/year';
import { readRegisters, readReports, requiredRegisters } from '../support/registers';

jest.setTimeout(120_000);

const DOCUMENT = 'МБОУ Кильмезская СОШ';
const ids = {
  deputy: randomUUID(),
  psychologist: randomUUID(),
  teacher: randomUUID(),
  young: randomUUID(),
  newcomer: randomUUID(),
  network: randomUUID(),
  graduate: randomUUID(),
  senior: randomUUID(),
  pupil: randomUUID(),
  friend: randomUUID(),
  child: randomUUID(),
};
const pairs = { students: randomUUID(), teachers: randomUUID(), network: randomUUID() };

/** Id of the network mentor's consent to take part. */
let networkConsent: string;
/** Position in the log by which everyone has entered the bases. */
let entered: string;
let year: Year;
let director: Person;
let curator: Person;

beforeAll(async () => {
  year = await startYear({ document: DOCUMENT, basedOn: 'KIL', adoptedOn: '2022-09-05' });
  director = year.director;
  curator = year.house.person('curator', year.schoolId, ids.deputy);
});
afterAll(() => year?.stop());

const by = (role: 'mentor' | 'mentee', id: string): Person => year.house.person(role, year.schoolId, id);
const ofPair = (who: Person, pairId: string, path: string, body: object): Promise<Answer> =>
  who.post(`${year.school}/pairs/${pairId}${path}`, body);
const of = (id: string, path: string, body: object): Promise<Answer> =>
  curator.post(`${year.school}/participants/${id}${path}`, { effectiveOn: '2022-09-15', ...body });
const propose = (form: string, menteeIds: string[], more: object = {}): Promise<Answer> =>
  curator.post(`${year.school}/pairs`, {
    kind: menteeIds.length > 1 ? 'GROUP' : 'PAIR',
    form,
    menteeIds,
    tasks: ['PERSONAL'],
    effectiveOn: '2022-09-19',
    ...more,
  });
const offer = (pairId: string, ...mentorIds: string[]): Promise<Answer> =>
  ofPair(curator, pairId, '/candidates', { mentorIds, effectiveOn: '2022-09-19' });
const choose = (pairId: string, menteeId: string, mentorId: string): Promise<Answer> =>
  ofPair(by('mentee', menteeId), pairId, '/choice', {
    ...{ mentorId, menteeId, through: 'SELF', effectiveOn: '2022-09-20' },
  });
const familiarise = (pairId: string, participantId: string): Promise<Answer> =>
  ofPair(curator, pairId, '/familiarisation', { participantIds: [participantId], effectiveOn: '2022-09-21' });
const fix = (pairId: string, until = '2023-05-31'): Promise<Answer> =>
  year.order('2022-09-26', { kind: 'PAIRS', pairs: [{ pairId, from: '2022-10-03', until }] });
const statusOf = async (pairId: string, after: string): Promise<string> =>
  (await director.get(`/v1/pairs/${pairId}?after=${after}`)).body.status as string;
const personalData = { purpose: 'PERSONAL_DATA' };
const mother = {
  by: 'LEGAL_REPRESENTATIVE',
  representative: { familyName: 'Проверкина', givenName: 'Вера', authority: 'мать' },
};

describe('2.1.1. Распорядительный акт о внедрении Целевой модели наставничества', () => {
  const whole = {
    kind: 'INTRODUCTION',
    from: '2022-09-12',
    until: '2024-12-31',
    grounds: 'Приказ № 113-ОД от 01.09.2022',
    responsibles: [{ personId: ids.deputy, duties: 'Ведёт базы наставников и наставляемых' }],
    monitoring: [{ on: '2022-12-20' }, { on: '2023-05-22' }],
    plannedResults: ['Закрепление молодых педагогов'],
  };

  it('KIL-1.1-04: the regulation in force speaks with its own clauses, and its contradictions are shown', async () => {
    const { body } = await year.regulation();
    const text = JSON.stringify(body);
    for (const id of ['KIL-2.1.2', 'KIL-4.2.1', 'KIL-7.2']) expect(text).toContain(id);
    expect(text).toContain('положение распространяется и на обучающихся');
  });

  it('KIL-1.6-04, KIL-2.1.5-01: the order that approves the regulation comes before it, and cites what it rests on', async () => {
    const approval = { kind: 'REGULATION', title: 'Об утверждении положения о системе наставничества' };
    await year.refused(
      year.order('2022-09-06', approval, [' ']),
      ...['legal-basis-cited: KIL-1.6-04', 'regulation-order-annexes: KIL-2.1.5-01'],
    );
    const reasons = await year.refused(
      year.order('2022-09-06', { ...approval, annexes: ['REGULATION'] }, ['113-ОД']),
      'regulation-order-annexes: KIL-2.1.5-01',
    );
    expect(reasons[0]?.missing).toEqual([{ kind: 'annex', detail: { annex: 'ROADMAP' } }]);
    await done(year.order('2022-09-06', { ...approval, annexes: ['REGULATION', 'ROADMAP'] }, ['113-ОД']));
  });

  it('KIL-2.1.1-02: before the act no other order about mentoring is issued', async () => {
    await year.refused(
      year.order('2022-09-08', { kind: 'MENTOR_SCHOOL', programmes: ['Введение'] }),
      'introduction-order-first: KIL-2.1.1-02',
    );
  });

  it.each([
    ['KIL-2.1.1-01', 'основания для внедрения', 'grounds', 'GROUNDS'],
    ['KIL-2.1.1-02', 'сроки внедрения', 'until', 'DATES'],
    ['KIL-2.1.1-03', 'назначение ответственных с описанием обязанностей', 'responsibles', 'RESPONSIBLES'],
    ['KIL-2.1.1-04', 'сроки проведения мониторинга', 'monitoring', 'MONITORING_DATES'],
    ['KIL-2.1.1-05', 'планируемые результаты', 'plannedResults', 'PLANNED_RESULTS'],
  ])('%s: the act without its part «%s» is refused', async (clause, _, name, part) => {
    const content = Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));
    const reasons = await year.refused(
      year.order('2022-09-12', content),
      `introduction-act-whole: ${clause}`,
    );
    expect(reasons[0]?.missing).toEqual([{ kind: 'introduction-part', detail: { part } }]);
  });

  it('KIL-2.1.1-01, KIL-2.1.1-02, KIL-2.1.1-03, KIL-2.1.1-04, KIL-2.1.1-05: with its five parts it introduces mentoring', async () => {
    await done(year.order('2022-09-12', whole));
  });
});

describe('6.4. Куратор — из заместителей руководителя или из числа других педагогических работников', () => {
  const staff = (id: string, position: string) =>
    year.register(id, 'PEDAGOGUE', '1980-02-11', '2022-09-12', { employed: true, position });
  const appoint = (personId: string) =>
    year.order('2022-09-13', { kind: 'APPOINTMENT', curators: [{ personId, form: 'ALL' }] });

  it('KIL-6.4, KIL-6.2-3: a curator acts once appointed by the head, and only one of those', async () => {
    await done(staff(ids.deputy, 'DEPUTY_HEAD'));
    await done(staff(ids.teacher, 'PEDAGOGUE'));
    await done(staff(ids.psychologist, 'PSYCHOLOGIST'));
    await year.refused(appoint(ids.psychologist), 'curator-eligible: KIL-6.4');
    await year.refused(
      propose('TEACHER_TEACHER', [ids.teacher]),
      ...['leader-appointed: KIL-6.4', 'members-in-bases'],
    );
    await done(appoint(ids.deputy));
  });
});

describe('1.2, 1.5, 4.3.1, 5.2. Отбор наставников и наставляемых', () => {
  const student = (id: string, birthDate: string) => year.register(id, 'STUDENT', birthDate, '2022-09-14');

  it('KIL-1.2-01: «в возрасте от 10 лет»', async () => {
    await year.refused(student(ids.child, '2012-09-15'), 'student-min-age: KIL-1.2-01');
    await done(student(ids.pupil, '2012-09-14'));
    await done(student(ids.friend, '2010-06-01'));
    await done(student(ids.senior, '2006-05-14'));
    await done(year.register(ids.young, 'PEDAGOGUE', '1999-03-03', '2022-09-14', { employed: true }));
    await done(year.register(ids.newcomer, 'PEDAGOGUE', '1975-03-03', '2022-09-14', { employed: true }));
    await done(year.register(ids.network, 'PEDAGOGUE', '1979-03-03', '2022-09-14'));
    await done(year.register(ids.graduate, 'GRADUATE', '1995-03-03', '2022-09-14'));
  });

  it('KIL-4.3.1-1, KIL-4.3.1-2, KIL-4.3.1-3: young up to three years of work, moved, or short of skills; no other category', async () => {
    const mentee = (id: string, category: string, more: object = {}) =>
      of(id, '/mentee-base', { categories: [category], tasks: ['PROFESSIONAL'], ...more });
    await year.refused(
      mentee(ids.young, 'YOUNG_SPECIALIST', { experienceYears: 4 }),
      'young-specialist-within-years: KIL-4.3.1-1',
    );
    await done(mentee(ids.young, 'YOUNG_SPECIALIST', { experienceYears: 3 }));
    await year.refused(mentee(ids.newcomer, 'BURNOUT'), 'mentee-categories-known: KIL-4.3.1-3');
    await done(mentee(ids.newcomer, 'TRANSFERRED'));
    await done(mentee(ids.newcomer, 'SKILL_GAP'));
  });

  it('students are sorted by no category: none is asked of them', async () => {
    for (const id of [ids.pupil, ids.friend])
      await done(of(id, '/mentee-base', { categories: [], tasks: ['PERSONAL'], educationStage: 'BASIC' }));
  });

  it('KIL-1.5-01, KIL-4.2.1, KIL-4.3.1-4: a mentor is a student or a pedagogue with successful experience', async () => {
    const mentor = (id: string, category: string, more: object = {}) =>
      of(id, '/mentor-base', { category, experience: ['PERSONAL'], ...more });
    await year.refused(
      mentor(ids.teacher, 'PEDAGOGUE', { experience: [] }),
      'mentor-criterion-evidenced: KIL-1.5-01',
    );
    await year.refused(mentor(ids.graduate, 'GRADUATE'), 'mentor-category-known: KIL-4.3.1-4');
    await done(mentor(ids.teacher, 'PEDAGOGUE'));
    await done(mentor(ids.network, 'PEDAGOGUE'));
    await done(mentor(ids.senior, 'STUDENT', { educationStage: 'SECONDARY' }));
    entered = (await done(mentor(ids.friend, 'STUDENT', { educationStage: 'BASIC' }))).body
      .position as string;
  });
});

describe('1.3, 4.3.2, 6.4.1. Базы и сведения о закреплении в профессии', () => {
  it('KIL-6.4.1-01, KIL-6.4.1-05: the curator brings the bases up to date; the director leaves it to the curator', async () => {
    const confirm = (who: Person) =>
      who.post(`${year.school}/participants/${ids.newcomer}/base-confirmations`, {
        ...{ base: 'MENTEE', effectiveOn: '2022-09-16' },
      });
    await year.refused(confirm(director), 'base-refreshed-by: KIL-6.4.1-01');
    await done(confirm(curator));
  });

  it('KIL-4.3.2: attestation, satisfaction and staying in the profession are noted of pedagogues', async () => {
    const facts = [
      { kind: 'SATISFACTION', level: 'BASIC' },
      { kind: 'CATEGORY', category: 'CONFORMITY' },
      { kind: 'RETAINED' },
    ];
    for (const fact of facts) await done(of(ids.young, '/adaptation', fact));
    const { status } = await of(ids.young, '/adaptation', { kind: 'CATEGORY' });
    expect(status).toBe(400);
    await year.refused(of(ids.pupil, '/adaptation', { kind: 'RETAINED' }), 'adaptation-fact-of-pedagogue');
  });
});

describe('IV. Формы наставничества в образовательной организации', () => {
  it('KIL-4.1-01: «ученик – ученик», «учитель – учитель»; a teacher does not mentor a student', async () => {
    await year.refused(propose('TEACHER_STUDENT', [ids.pupil]), 'form-enabled: KIL-4.1-01');
    await year.refused(propose('STUDENT_STUDENT', [ids.young]), 'members-fit-form: KIL-4.1-01');
  });

  const mentee = { STUDENT_STUDENT: ids.pupil, TEACHER_TEACHER: ids.young };
  it.each([
    ['KIL-4.2.5-1', 'успевающий – неуспевающий', 'STUDENT_STUDENT', 'ACHIEVING_UNDERACHIEVING'],
    ['KIL-4.2.5-2', 'лидер – пассивный', 'STUDENT_STUDENT', 'LEADER_PASSIVE'],
    ['KIL-4.2.5-3', 'равный – равному', 'STUDENT_STUDENT', 'EQUAL_EQUAL'],
    ['KIL-4.3.4-1', 'опытный педагог – молодой специалист', 'TEACHER_TEACHER', 'EXPERIENCED_YOUNG'],
    [
      'KIL-4.3.4-2',
      'лидер педагогического сообщества – педагог, испытывающий затруднения в сфере коммуникации',
      'TEACHER_TEACHER',
      'LEADER_COMMUNICATION_DIFFICULTY',
    ],
    ['KIL-4.3.4-3', 'педагог-новатор – консервативный педагог', 'TEACHER_TEACHER', 'INNOVATOR_CONSERVATIVE'],
    ['KIL-4.3.4-4', 'опытный предметник – неопытный предметник', 'TEACHER_TEACHER', 'SUBJECT_EXPERT_NOVICE'],
  ] as const)('%s: «%s» is a role model of its form and of no other', async (clause, _, form, roleModel) => {
    const other = form === 'STUDENT_STUDENT' ? 'TEACHER_TEACHER' : 'STUDENT_STUDENT';
    await year.refused(propose(other, [mentee[other]], { roleModel }), `role-model-of-form: ${clause}`);
    await done(propose(form, [mentee[form]], { roleModel }));
  });

  it('a role model is named where it helps: a pair is proposed with one or without', async () => {
    await done(propose('STUDENT_STUDENT', [ids.pupil], { id: pairs.students, roleModel: 'LEADER_PASSIVE' }));
    await done(propose('TEACHER_TEACHER', [ids.young], { id: pairs.teachers }));
  });

  it('KIL-4.2.1: the student mentor is on a higher stage of education, and of this organisation', async () => {
    await year.refused(offer(pairs.students, ids.friend), 'student-mentor-on-higher-stage: KIL-4.2.1');
    await year.refused(
      offer(pairs.students, ids.network),
      'members-fit-form: KIL-4.1-01',
      'members-of-one-organisation: KIL-4.2.1',
      'student-mentor-on-higher-stage: KIL-4.2.1',
    );
    await done(offer(pairs.students, ids.senior));
  });

  it('KIL-4.2.5-3: «равный – равному» is on one stage', async () => {
    const { body } = await done(propose('STUDENT_STUDENT', [ids.pupil], { roleModel: 'EQUAL_EQUAL' }));
    await done(offer(body.id, ids.friend));
  });

  it('KIL-4.2.2: «в индивидуальной или групповой форме»', async () => {
    const { body } = await done(propose('STUDENT_STUDENT', [ids.pupil, ids.friend]));
    await done(offer(body.id, ids.senior));
  });

  it('KIL-4.3.6: a young specialist has a network mentor of another organisation besides', async () => {
    await done(offer(pairs.teachers, ids.teacher));
    await done(propose('NETWORK', [ids.young], { id: pairs.network }));
    await done(offer(pairs.network, ids.network));
  });
});

describe('2.1.2–2.1.7, 5.2. Закрепление наставнических пар с письменного согласия их участников', () => {
  it('KIL-1.6-02, KIL-5.2-6, KIL-2.1.2, KIL-2.1.3: too early, the order is refused with everything that is missing', async () => {
    const reasons = await year.refused(
      fix(pairs.students),
      'mentee-chose-mentor: KIL-1.6-02',
      'familiarised-before-pair: KIL-5.2-6',
      'consents-before-pair-order: KIL-2.1.2',
      'minors-represented: KIL-2.1.3',
      'personal-data-consented',
    );
    expect([...missingConsents(reasons)].sort()).toEqual(
      [
        `${ids.pupil}: PARTICIPATION LEGAL_REPRESENTATIVE`,
        `${ids.pupil}: PERSONAL_DATA LEGAL_REPRESENTATIVE`,
        `${ids.senior}: PARTICIPATION SELF`,
        `${ids.senior}: PERSONAL_DATA SELF`,
      ].sort(),
    );
    await year.refused(
      ofPair(curator, pairs.students, '/meetings', {
        ...{ kind: 'REGULAR', effectiveOn: '2022-09-22', attendeeIds: [ids.senior, ids.pupil] },
      }),
      'pair-fixed-by-order: KIL-2.1.6',
    );
  });

  it('KIL-2.1.2, KIL-2.1.6: «письменное согласие наставника»: a word is not enough', async () => {
    await year.refused(
      year.consent(curator, ids.senior, '2022-09-21', { written: false }),
      'participation-consent-written: KIL-2.1.2',
    );
  });

  it('KIL-2.1.2, KIL-2.1.3: a minor mentor consents alone; for a minor mentee the representative does', async () => {
    await done(choose(pairs.students, ids.pupil, ids.senior));
    await done(familiarise(pairs.students, ids.pupil));
    for (const id of [ids.senior, ids.pupil])
      for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA'])
        await done(year.consent(by('mentee', id), id, '2022-09-21', { purpose }));
    const reasons = await year.refused(fix(pairs.students), 'minors-represented: KIL-2.1.3');
    expect(missingConsents(reasons)).toEqual([
      `${ids.pupil}: PARTICIPATION LEGAL_REPRESENTATIVE`,
      `${ids.pupil}: PERSONAL_DATA LEGAL_REPRESENTATIVE`,
    ]);
    for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA'])
      await done(year.consent(curator, ids.pupil, '2022-09-22', { ...mother, purpose }));
  });

  it('KIL-1.7-01: within the years of the model, 2022–2024, and not within one calendar year', async () => {
    await year.refused(fix(pairs.students, '2025-05-31'), 'term-within-period: KIL-1.7-01');
  });

  it('KIL-2.1.6, KIL-5.2-6: the order fixes the pair; a mentor need not be familiarised, a student has no addendum', async () => {
    const { body } = await done(fix(pairs.students));
    expect(await statusOf(pairs.students, body.position)).toBe('ACTIVE');
  });

  it('KIL-2.1.4: an employee mentors on an addendum to the contract that provides extra pay', async () => {
    await done(choose(pairs.teachers, ids.young, ids.teacher));
    await done(familiarise(pairs.teachers, ids.young));
    for (const id of [ids.teacher, ids.young])
      for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA'])
        await done(year.consent(curator, id, '2022-09-21', { purpose }));
    await year.refused(fix(pairs.teachers), 'employee-mentor-pay-basis: KIL-2.1.4');
    const addendum = (gratuitous: boolean) =>
      director.post(`${year.school}/agreements`, {
        ...{ kind: 'CONTRACT_ADDENDUM', number: '1', mentorIds: [ids.teacher], gratuitous },
        ...{ from: '2022-09-23', effectiveOn: '2022-09-23' },
      });
    await year.refused(addendum(true), 'pay-basis-provides-pay: KIL-2.1.4');
    await done(addendum(false));
    const { body } = await done(fix(pairs.teachers));
    expect(await statusOf(pairs.teachers, body.position)).toBe('ACTIVE');
  });

  it('KIL-2.1.7, KIL-5.2-3: an agreement with another organisation is possible, so the second mentor works without one', async () => {
    await done(choose(pairs.network, ids.young, ids.network));
    await done(familiarise(pairs.network, ids.young));
    await year.refused(
      fix(pairs.network),
      ...['consents-before-pair-order: KIL-2.1.2', 'personal-data-consented'],
    );
    networkConsent = (await done(year.consent(curator, ids.network, '2022-09-21'))).body.id as string;
    await done(year.consent(curator, ids.network, '2022-09-21', personalData));
    const { body } = await done(fix(pairs.network));
    expect(await statusOf(pairs.network, body.position)).toBe('ACTIVE');
  });
});

describe('7.2. Мониторинг влияния: первый подэтап — до входа в программу', () => {
  const attendeeIds = [ids.senior, ids.pupil];

  it('KIL-7.2: the entry is assessed before the first meeting', async () => {
    await year.refused(
      ofPair(curator, pairs.students, '/meetings', {
        ...{ kind: 'ORGANISATIONAL', effectiveOn: '2022-10-03', attendeeIds },
      }),
      'entry-assessed-before-meetings: KIL-7.2',
    );
    await done(
      ofPair(by('mentor', ids.senior), pairs.students, '/entry-assessment', {
        assessments: [{ menteeId: ids.pupil, levels: { COMPETENCE: 'BASIC' } }],
        effectiveOn: '2022-10-03',
      }),
    );
  });
});

describe('5.3, 5.4. Проектировочный и реализационный этапы', () => {
  const attendeeIds = [ids.senior, ids.pupil];
  const words = {
    goal: 'Выступить на школьной конференции',
    ownResources: 'Любознательность, два свободных вечера',
    environment: 'Кружки посёлка, конкурсы района',
    selfAnalysis: 'Для конкурса не хватает уверенности',
    route: 'Тема, черновик, проба, выступление',
  };
  const whole = { resources: ['CLUBS', 'EXPERTS'], documentForm: 'ROUTE_SHEET', formats: ['PROJECT'] };
  const plan = (effectiveOn = '2022-10-10', plan: object = words, more: object = whole) =>
    ofPair(by('mentor', ids.senior), pairs.students, '/plan', {
      ...{ authorIds: attendeeIds, plan: { text: 'Маршрутный лист', ...plan }, effectiveOn, ...more },
    });

  it('KIL-6.4.1-06: the curator organises the development of the programme, not the director', async () => {
    const organise = (who: Person) =>
      ofPair(who, pairs.students, '/planning', { dueOn: '2022-10-14', effectiveOn: '2022-10-04' });
    await year.refused(organise(director), 'planning-organised-by-curator: KIL-6.4.1-06');
    await done(organise(curator));
  });

  it('KIL-5.2-7: the mentor finds out the needs of the mentee before the programme is designed', async () => {
    await year.refused(plan(), 'needs-diagnosed-before-plan: KIL-5.2-7');
    await done(
      by('mentor', ids.senior).post(`${year.school}/participants/${ids.pupil}/needs`, {
        tasks: ['PERSONAL'],
        findings: { strengths: 'Любознательность', weaknesses: 'Робость', vectors: 'Выступления' },
        effectiveOn: '2022-10-07',
      }),
    );
  });

  describe('6.3. Методическое объединение (МО) /совет наставников', () => {
    const organisation = () => `/v1/organisations/${year.schoolId}`;
    const council = randomUUID();
    const act = (who: Person, path: string, effectiveOn: string, body: object = {}): Promise<Answer> =>
      who.post(`${organisation()}${path}`, { effectiveOn, ...body });
    const session = (effectiveOn: string, ...items: object[]): Promise<Answer> =>
      act(curator, `/councils/${council}/sessions`, effectiveOn, { attendeeIds: [ids.teacher], items });
    const form = (who: Person, ...members: object[]): Promise<Answer> =>
      act(who, '/councils', '2022-10-05', {
        ...{ id: council, kind: 'MENTORS_COUNCIL', headId: ids.teacher, members },
      });

    it('KIL-6.3: «создается»: until it is, no programme of a pair is approved', async () => {
      await done(plan());
      await year.refused(
        ofPair(curator, pairs.students, '/plan/approval', { effectiveOn: '2022-10-11' }),
        'council-formed-before-programme: KIL-6.3',
      );
    });

    it('KIL-1.5-04: «объединяющий на добровольной основе педагогов-наставников»; the head of the school forms it', async () => {
      const willing = { memberId: ids.teacher, agreedOn: '2022-10-04' };
      expect((await form(curator, willing)).status).toBe(403);
      await year.refused(form(director, { memberId: ids.teacher }), 'council-voluntary: KIL-1.5-04');
      await year.refused(
        form(director, willing, { memberId: ids.senior, agreedOn: '2022-10-04' }),
        'council-unites-mentors: KIL-6.3',
      );
      await done(form(director, willing));
    });

    it('KIL-6.3.1-01: a local act «совместно с первичной или территориальной профсоюзной организацией»', async () => {
      const draft = { act: 'REWARDS', title: 'Положение о поощрении наставников' };
      const local = { function: 'LOCAL_ACTS', ...draft, decision: 'APPROVED' };
      await year.refused(session('2022-10-07', local), 'union-consulted-on-local-act: KIL-6.3.1-01');
      await done(
        act(curator, '/union-consultations', '2022-10-06', {
          ...{ ...draft, union: 'PRIMARY', protocolNumber: '7', opinion: 'AGREED' },
        }),
      );
      await done(session('2022-10-07', local));
    });

    it('KIL-6.3.1-03, KIL-6.3.1-04, KIL-6.3.1-05: matches by topics, analyses what was diagnosed, prepares participants', async () => {
      const pairId = pairs.students;
      const match = { function: 'MATCHING', pairId, decision: 'APPROVED' };
      const analysis = { function: 'DIAGNOSTICS', pairId, outcome: 'PROGRAMME_CORRECTED' };
      const preparation = { function: 'CONTEST_PREPARATION', preparedFor: 'CONTEST', title: 'Ученик года' };
      await year.refused(
        session(
          '2022-10-08',
          { ...match, topics: [] },
          { ...analysis, menteeId: ids.friend },
          { ...preparation, participantIds: [ids.child] },
        ),
        'pair-matched-by-topics: KIL-6.3.1-03',
        'difficulties-diagnosed-before-analysis: KIL-6.3.1-04',
        'prepared-take-part-in-programmes: KIL-6.3.1-05',
      );
      await done(
        session(
          '2022-10-08',
          { ...match, topics: ['UPBRINGING'] },
          { ...analysis, menteeId: ids.pupil },
          { ...preparation, participantIds: [ids.pupil] },
        ),
      );
    });

    it('KIL-6.3.1-08: «осуществляет … арбитражные функции»: a dispute is closed after the council arbitrated it', async () => {
      const { body } = await done(
        by('mentee', ids.pupil).post(`${year.school}/participants/${ids.pupil}/disputes`, {
          ...{ role: 'MENTEE', pairId: pairs.students, subject: 'PAIR_WORK', effectiveOn: '2022-10-08' },
          dispute: { text: 'Встречи во время тренировок' },
        }),
      );
      const resolve = () =>
        curator.post(`${year.school}/disputes/${body.id}/resolution`, {
          ...{ outcome: 'SETTLED', effectiveOn: '2022-10-10' },
        });
      await year.refused(resolve(), 'dispute-arbitrated-by-council: KIL-6.3.1-08');
      await done(session('2022-10-09', { function: 'ARBITRATION', appealId: body.id, outcome: 'SETTLED' }));
      const { body: resolved } = await done(resolve());
      const { body: appeals } = await director.get(
        `${year.school}/registers/appeals?kind=DISPUTE&after=${resolved.position}`,
      );
      expect(appeals.items).toEqual([
        expect.objectContaining({ decision: 'SETTLED', arbitration: { councilId: council, session: 3 } }),
      ]);
      const { body: councils } = await director.get(
        `${organisation()}/registers/councils?after=${resolved.position}`,
      );
      expect(councils.items[0]).toMatchObject({ councilId: council, headId: ids.teacher });
      expect(councils.items[0].sessions).toHaveLength(3);
      expect(councils.unionOpinions).toHaveLength(1);
      const { body: file } = await director.get(
        `${organisation()}/registers/councils/export?format=csv&after=${resolved.position}`,
      );
      const [headings, ours, ...rest] = (file as string).replace('\uFEFF', '').trim().split('\r\n');
      expect(headings).toContain('Вид;Руководитель;Члены;Создан;Упразднён;Заседаний;Последнее заседание');
      expect(ours).toMatch(/;совет наставников;[А-ЯЁ][^;]+;.+;3;/);
      expect(rest).toEqual([]);
    });

    it('KIL-3.3-02, KIL-3.6: at the attestation counts what was done; a badge is presented before it is given', async () => {
      const nominate = (recipientId: string, kind: string, level: string) =>
        act(curator, '/awards', '2022-12-20', { recipientId, role: 'MENTOR', kind, level });
      await year.refused(
        nominate(ids.teacher, 'SCHOOL_CERTIFICATE', 'SCHOOL'),
        'incentive-of-the-regulation: KIL-3.6',
      );
      const { body } = await done(nominate(ids.senior, 'YOUTH_AND_PROFESSIONALISM', 'FEDERAL'));
      const grant = () => act(director, `/awards/${body.id}/grant`, '2023-02-01');
      await year.refused(grant(), 'award-presented-first');
      await done(act(curator, `/awards/${body.id}/presentation`, '2023-01-10', { to: 'Минпросвещения' }));
      const { body: granted } = await done(grant());
      await done(nominate(ids.senior, 'ATTESTATION_CREDIT', 'SCHOOL'));
      const register = await director.get(`${organisation()}/registers/awards?after=${granted.position}`);
      const badge = (register.body.items as { kind: string }[]).find(
        ({ kind }) => kind === 'YOUTH_AND_PROFESSIONALISM',
      );
      expect(badge).toMatchObject({ status: 'GRANTED', recipientId: ids.senior });
    });
  });

  it('KIL-1.7-01: the programme is designed, then accompanied to the end of the term; no order of meetings is prescribed', async () => {
    const meeting = (effectiveOn: string) =>
      ofPair(by('mentor', ids.senior), pairs.students, '/meetings', {
        ...{ kind: 'REGULAR', effectiveOn, attendeeIds },
      });
    await year.refused(meeting('2022-10-14'), 'plan-approved-before-regular-meetings');
    for (const [field, part] of [
      ['goal', 'GOAL'],
      ['ownResources', 'OWN_RESOURCES'],
      ['environment', 'ENVIRONMENT'],
      ['selfAnalysis', 'SELF_ANALYSIS'],
      ['route', 'ROUTE'],
    ]) {
      const but = Object.fromEntries(Object.entries(words).filter(([name]) => name !== field));
      const reasons = await year.refused(plan('2022-10-10', but), 'plan-has-its-parts: KIL-5.3-1');
      expect(reasons[0]?.missing).toEqual([{ kind: 'plan-part', detail: { part } }]);
    }
    await year.refused(plan('2022-10-10', words, {}), 'plan-has-its-parts: KIL-5.3-6');
    const otherForm = { ...whole, formats: ['LESSON_VISIT'] };
    await year.refused(plan('2022-10-10', words, otherForm), 'work-format-of-form: KIL-4.2.6-1');
    await done(plan());
    await done(ofPair(curator, pairs.students, '/plan/approval', { effectiveOn: '2022-10-11' }));
    for (const day of ['2022-10-14', '2022-11-11', '2023-02-10']) await done(meeting(day));
    await year.refused(meeting('2023-06-09'), 'meeting-within-term: KIL-1.7-01');
  });
});

describe('2.1.6. Приказы о закреплении: отзыв согласия и замена наставника', () => {
  it('KIL-2.1.2: a mentor who withdraws the written consent no longer meets; an order ends the pair', async () => {
    const withdrawn = await done(
      curator.post(`${year.school}/participants/${ids.network}/consents/${networkConsent}/withdrawal`, {
        ...{ by: 'SELF', effectiveOn: '2022-11-14' },
      }),
    );
    expect(await statusOf(pairs.network, withdrawn.body.position)).toBe('SUSPENDED');
    await year.refused(
      ofPair(curator, pairs.network, '/entry-assessment', {
        assessments: [{ menteeId: ids.young, levels: { PROFESSIONAL: 'BASIC' } }],
        effectiveOn: '2022-11-15',
      }),
      ...['consents-stand: KIL-2.1.2', 'pair-not-suspended: KIL-2.1.2'],
    );
    const { body } = await done(
      year.order('2022-11-16', {
        kind: 'PAIR_END',
        pairs: [{ pairId: pairs.network, reason: 'CONSENT_WITHDRAWN', on: '2022-11-16' }],
      }),
    );
    expect(await statusOf(pairs.network, body.position)).toBe('ENDED');
  });

  it('KIL-2.1.2, KIL-2.1.4: who joins by order consents in writing and has an addendum «или иной вариант, предусматривающий доплату»', async () => {
    await done(
      curator.post(`${year.school}/participants/${ids.deputy}/mentor-base`, {
        ...{ category: 'PEDAGOGUE', experience: ['PROFESSIONAL'], effectiveOn: '2022-11-21' },
      }),
    );
    const replace = () =>
      year.order('2022-11-21', {
        kind: 'PAIR_CHANGE',
        pairs: [
          {
            ...{ pairId: pairs.teachers, role: 'MENTOR', on: '2022-11-21' },
            ...{ leavingId: ids.teacher, joiningId: ids.deputy },
          },
        ],
      });
    await year.refused(
      replace(),
      'consents-before-pair-order: KIL-2.1.2',
      'personal-data-consented',
      'employee-mentor-pay-basis: KIL-2.1.4',
    );
    for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA'])
      await done(year.consent(curator, ids.deputy, '2022-11-21', { purpose }));
    await done(
      director.post(`${year.school}/agreements`, {
        ...{ kind: 'OTHER_PAY_BASIS', number: '2', mentorIds: [ids.deputy], gratuitous: false },
        ...{ from: '2022-11-21', effectiveOn: '2022-11-21' },
      }),
    );
    await done(replace());
  });
});

describe('3.4, 6.2, 6.4.1. Куратор обучает наставников и организует публичные мероприятия', () => {
  const own = () => activitiesOf(year.schoolId);

  it('KIL-6.4.1-02, KIL-6.2-2: «проводит обучение наставников (в том числе с привлечением экспертов)»: mentors are taught, by the curator, on record', async () => {
    const id = randomUUID();
    const plan = (who: Person) => own().plan(who, id, { kind: 'MENTOR_SCHOOL' }, '2022-10-03');
    const enter = (...participantIds: string[]) =>
      own().act(curator, id, 'participants', '2022-10-04', { participantIds });
    expect((await plan(by('mentor', ids.teacher))).status).toBe(403);
    await done(plan(curator));
    await year.refused(enter(ids.senior, ids.pupil), 'mentors-trained: KIL-6.4.1-02');
    await year.refused(enter(ids.pupil), 'mentors-trained: KIL-6.2-2');
    await done(enter(ids.senior, ids.teacher));
    const held = { channel: 'IN_PERSON', participantIds: [ids.senior, ids.teacher], experts: 2 };
    await year.refused(own().act(curator, id, 'holding', '2022-10-10', held), 'held-by-programme');
    const modules = [{ title: 'Роль наставника', hours: 8, change: 'NEW' }];
    await done(own().act(curator, id, 'programme', '2022-10-05', { modules }));
    await done(own().act(curator, id, 'holding', '2022-10-10', held));
    const results = { of: 'TRAINING', completedIds: [ids.senior, ids.teacher] };
    const { body } = await done(own().act(curator, id, 'results', '2022-10-11', { results }));
    const record = await curator.get(
      `${year.school}/participants/${ids.senior}/trainings?after=${body.position}`,
    );
    expect(record.body.items).toEqual([expect.objectContaining({ activityId: id, hours: 8 })]);
    expect(await own().entry(curator, id, body.position)).toMatchObject({ experts: 2 });
  });

  it('KIL-3.4: the curator, not a mentor, organises «участие наставников» in what the ministry holds: whoever holds it writes no order here', async () => {
    for (const kind of ['FESTIVAL', 'FORUM', 'CONFERENCE']) {
      const id = randomUUID();
      const plan = (who: Person) =>
        own().plan(who, id, { kind }, '2022-11-01', { title: 'Наставник Удмуртии', level: 'REGIONAL' });
      expect((await plan(by('mentor', ids.teacher))).status).toBe(403);
      await done(plan(curator));
      await done(
        own().act(curator, id, 'holding', '2022-11-03', { channel: 'VIDEO', participantIds: [ids.teacher] }),
      );
      const { body } = await done(
        own().act(curator, id, 'results', '2022-11-04', { results: { of: 'EVENT' } }),
      );
      expect(await own().entry(curator, id, body.position)).toMatchObject({
        ...{ level: 'REGIONAL', status: 'CLOSED', participantIds: [ids.teacher], orderIds: [] },
      });
    }
  });

  it('KIL-6.4.1-10: «организует публичные мероприятия по популяризации»: the curator does, a mentor does not', async () => {
    const id = randomUUID();
    const plan = (who: Person) => own().plan(who, id, { kind: 'POPULARISATION' }, '2022-11-14');
    expect((await plan(by('mentor', ids.teacher))).status).toBe(403);
    await done(plan(curator));
    const { body } = await done(
      own().act(curator, id, 'holding', '2022-11-15', { channel: 'IN_PERSON', guests: 60 }),
    );
    expect(await own().entry(curator, id, body.position)).toMatchObject({ status: 'HELD', attendance: 60 });
  });
});

describe('VII. Мониторинг и оценка результатов реализации программ наставничества', () => {
  const findings = [
    { indicator: 'PROC_SOCIAL_ACTIVITY', aspect: 'PROCESS', level: 'SUFFICIENT' },
    { indicator: 'IMP_MOTIVATION', aspect: 'IMPACT', level: 'SUFFICIENT' },
  ];
  const monitor = (who: Person, more: object = {}) =>
    ofPair(who, pairs.students, '/monitoring', {
      ...{ kind: 'INTERIM', findings, effectiveOn: '2022-12-20', ...more },
    });

  it('KIL-6.4.1-07: the curator monitors, not the mentor', async () => {
    await year.refused(monitor(by('mentor', ids.senior)), 'monitoring-by-curator-or-mentor: KIL-6.4.1-07');
  });

  it('KIL-7.3: of two stages, process and impact', async () => {
    const reasons = await year.refused(
      monitor(curator, { findings: findings.slice(0, 1) }),
      'monitoring-covers-aspects: KIL-7.3',
    );
    expect(reasons[0]?.missing).toEqual([{ kind: 'aspect', detail: { aspect: 'IMPACT' } }]);
    await done(monitor(curator));
  });
});

describe('5.5, 5.6. Рефлексивно-аналитический и результативный этапы', () => {
  const complete = () => ofPair(curator, pairs.students, '/completion', { effectiveOn: '2023-05-26' });
  const followUp = () =>
    ofPair(by('mentor', ids.senior), pairs.students, '/follow-up', { effectiveOn: '2023-06-14' });

  it('KIL-5.5-2, KIL-7.2: not without the report of the mentor and the second sub-stage, «по итогам прохождения»', async () => {
    await year.refused(
      complete(),
      'completed-after-report: KIL-5.5-2',
      'completed-after-reflection: KIL-5.5-1',
      'completed-after-exit-assessment: KIL-7.2',
    );
    for (const [role, participantId] of [
      ['mentee', ids.pupil],
      ['mentor', ids.senior],
    ] as const)
      await done(
        ofPair(by(role, participantId), pairs.students, '/reflections', {
          ...{ participantId, reflection: { text: 'Что получилось и что нет' }, effectiveOn: '2023-05-20' },
        }),
      );
    const exit = (levels: object) =>
      ofPair(curator, pairs.students, '/exit-assessment', {
        assessments: [{ menteeId: ids.pupil, levels }],
        effectiveOn: '2023-05-22',
      });
    await year.refused(exit({ PROFESSIONAL: 'HIGH' }), 'exit-compares-with-entry: KIL-7.2');
    await done(exit({ COMPETENCE: 'SUFFICIENT' }));
    await done(
      ofPair(by('mentor', ids.senior), pairs.students, '/report', {
        mentorId: ids.senior,
        report: { work: 'Встречи', proposals: 'Продолжить', conclusions: 'Цель достигнута' },
        effectiveOn: '2023-05-24',
      }),
    );
  });

  it('KIL-5.6-1: completed, with no final meeting and no monitoring per pair; the mentor goes on «реагировать на острые ситуации»', async () => {
    await year.refused(followUp(), 'follow-up-after-completion: KIL-5.6-1');
    const { body } = await done(complete());
    expect(await statusOf(pairs.students, body.position)).toBe('COMPLETED');
    await done(followUp());
    await year.refused(followUp(), 'follow-up-after-completion: KIL-5.6-1');
  });

  it('KIL-6.2-5: «персонифицированный учет (создает базы)» of students, young specialists and pedagogues', async () => {
    const bases = [
      ['mentees', [ids.pupil, ids.young, ids.newcomer]],
      ['mentors', [ids.senior, ids.teacher, ids.network]],
    ] as const;
    for (const [base, people] of bases) {
      const { status, body } = await director.get(`${year.school}/registers/${base}?after=${entered}`);
      expect(status).toBe(200);
      for (const id of people) expect(JSON.stringify(body)).toContain(id);
    }
  });

  it('the auditor replays the pairs from their streams and finds every act lawful', async () => {
    for (const pairId of Object.values(pairs)) expect(await year.audit(pairId)).toMatch(/^0 /);
  });
});

describe('1.3, 6.2, 6.4.1. Базы программ и практик; рубрика «Наставничество»', () => {
  const at = () => `/v1/organisations/${year.schoolId}`;
  const on = { effectiveOn: '2023-05-29' };
  const url = 'https://kilmez.example/mentoring';
  const practiceId = randomUUID();
  const material = (who: Person, kind: string, more: object = {}): Promise<Answer> =>
    who.post(`${at()}/site-materials`, {
      ...{ ...on, rubric: 'SECTION', kind, title: 'Материал', url, freeAccess: true, namedIds: [], ...more },
    });

  it('KIL-6.4.1-09: the curator fills the rubric «Наставничество» together with the system administrator', async () => {
    const administrator = year.house.person('site-administrator', year.schoolId);
    const open = (title: string) => curator.post(`${at()}/site-section`, { ...on, title, url });
    await year.refused(material(curator, 'NEWS'), 'site-section-first: KIL-6.4.1-09');
    await year.refused(open('Наши наставники'), 'site-section-titled-as-named: KIL-6.4.1-09');
    await done(open('Наставничество'));
    for (const kind of ['EVENT', 'NEWS']) await done(material(curator, kind));
    await done(material(administrator, 'METHODICAL'));
    const { body } = await done(material(administrator, 'LEGAL'));
    await year.refused(
      material(administrator, 'NEWS', { rubric: 'HONOUR_BOARD' }),
      'site-rubric-named-by-regulation: KIL-6.4.1-09',
    );
    // The administrator fills the site and does nothing else in the school.
    expect((await administrator.post(`${at()}/practices`, {})).status).toBe(403);
    const { items } = (await director.get(`${at()}/registers/sites?after=${body.position}`)).body;
    expect(items[0].materials.byKind).toEqual({ EVENT: 1, NEWS: 1, METHODICAL: 1, LEGAL: 1 });
    const csv = async (name: string): Promise<readonly string[]> => {
      const file = await director.get(`${at()}/registers/${name}/export?format=csv&after=${body.position}`);
      return (file.body as string).replace('\uFEFF', '').trim().split('\r\n');
    };
    const [headings, ours, ...others] = await csv('sites');
    expect(headings).toMatch(/^№;Организация;Раздел сайта;Адрес;Открыт;Обновлено;Материалов;/);
    expect([ours, others]).toEqual([
      expect.stringMatching(/;Наставничество;https:[^;]+;[\d.]+;[\d.]+;4;/),
      [],
    ]);
    expect(await csv('site-materials')).toHaveLength(1 + 4);
  });

  it('KIL-6.2-7: «обеспечивают формирование баз данных программ наставничества и лучших практик»', async () => {
    const submit = (form: string) =>
      by('mentor', ids.teacher).post(`${at()}/practices`, {
        ...{ ...on, id: practiceId, kind: 'PRACTICE', title: 'Урок вдвоём', authorIds: [ids.teacher], form },
        ...{ level: 'SCHOOL', topics: [], text: { link: `${url}/lesson` } },
      });
    await year.refused(submit('EMPLOYER_STUDENT'), 'practice-form-known: KIL-4.1-01');
    const { body } = await done(submit('TEACHER_TEACHER'));
    const { items } = (
      await director.get(`${at()}/registers/practices?form=TEACHER_TEACHER&after=${body.position}`)
    ).body;
    expect(items).toMatchObject([{ practiceId, kind: 'PRACTICE', authorIds: [ids.teacher] }]);
  });

  it('KIL-1.3-02: «выявление и распространение лучших программ и практик»: what was reviewed and selected', async () => {
    const ofPractice = (act: string, more: object = {}) =>
      curator.post(`${at()}/practices/${practiceId}/${act}`, { ...on, ...more });
    const materialId = (await done(material(curator, 'METHODICAL'))).body.id as string;
    const publish = () => ofPractice('publication', { materialId, namedIds: [] });
    const rule = 'practice-reviewed-and-selected-before-spread: KIL-1.3-02';
    await year.refused(publish(), rule);
    await done(ofPractice('review', { reviewer: 'COUNCIL', reasons: { text: 'Опишите результаты' } }));
    await done(ofPractice('revision', { text: { link: `${url}/lesson-2` } }));
    await done(ofPractice('review', { reviewer: 'COUNCIL' }));
    await year.refused(publish(), rule);
    await done(ofPractice('selection'));
    await done(publish());
  });
});

describe('2.1, 6.2. Реестры школы к концу года', () => {
  it('KIL-2.1.6, KIL-2.1.7, KIL-2.1.3, KIL-6.2-5: pairs with role models and orders, agreements, consents, people', async () => {
    const found = await readRegisters(
      ...([year.house, director, `/v1/organisations/${year.schoolId}`] as const),
      ...(['mentees', 'pairs', 'consents', 'agreements', 'documents'] as const),
    );
    expect(found.pairs).toContainEqual(
      expect.objectContaining({
        ...{ form: 'STUDENT_STUDENT', roleModel: 'LEADER_PASSIVE', status: 'COMPLETED' },
        reportedOn: '2023-05-24',
        orders: [
          expect.objectContaining({ kind: 'PAIRS', number: '16-Д', carried: true, cancelledOn: null }),
        ],
      }),
    );
    expect(found.mentees).toContainEqual(
      expect.objectContaining({ categories: ['YOUNG_SPECIALIST'], experienceYears: 3, status: 'ACTIVE' }),
    );
    expect(found.agreements.map(({ kind }) => kind)).toEqual(['CONTRACT_ADDENDUM', 'OTHER_PAY_BASIS']);
    expect(found.consents.some(({ by }) => by === 'LEGAL_REPRESENTATIVE')).toBe(true);
    expect(requiredRegisters(found.documents)).toEqual({
      'персонифицированный учёт участников': true,
      'банк программ наставничества': false,
      'банк лучших практик': true,
    });
    const missing = found.documents.filter(({ required, there }) => required && !there);
    expect(missing.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['CONTRACT_ADDENDUM', 'ROADMAP']));
  });

  it('KIL-5.5-2: the academic year in reports: reflection, what is owed, who stayed in the profession', async () => {
    const found = await readReports(
      ...([year.house, director, `/v1/organisations/${year.schoolId}`] as const),
      ...(['year=2022&yearKind=ACADEMIC', 'mentor-reports', 'curator', 'retention', 'dashboard'] as const),
    );
    expect(found.curator).toMatchObject({
      period: { from: '2022-09-01', until: '2023-08-31', closed: true },
      categories: [
        { category: 'YOUNG_SPECIALIST', mentees: 1 },
        { category: 'SKILL_GAP', mentees: 1 },
      ],
      programmes: { approved: 1, completed: 1, endedEarly: 1 },
    });
    expect(found['mentor-reports'].reports).toMatchObject([
      {
        ...{ form: 'STUDENT_STUDENT', on: '2023-05-24', proposals: 'Продолжить' },
        workDone: { meetingsHeld: 3, monitorings: [{ kind: 'INTERIM', on: '2022-12-20' }] },
        selfAssessment: { reflections: 1, words: ['Что получилось и что нет'] },
      },
    ]);
    expect(found.retention.totals).toMatchObject({ came: 1, retained: 1, left: 0, retainedPercent: 100 });
    expect(found.dashboard.totals.satisfaction).toEqual({ BASIC: 1 });
  });
});
