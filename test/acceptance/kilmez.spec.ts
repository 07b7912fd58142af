/**
 * A year of mentoring under the regulation of Кильмезская школа, over HTTP, in the regulation's own words, with the
 * refusals its clauses demand along the way and with what it leaves to the school.
 */
import { randomUUID } from 'node:crypto';
import type { Answer, Person } from '../support/house';
import { done, missingConsents, startYear, type Year } from '../support/year';

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

  it('KIL-1.6-04: the order that approves the regulation comes before it, and cites what it rests on', async () => {
    const approval = { kind: 'REGULATION', title: 'Об утверждении положения о системе наставничества' };
    await year.refused(year.order('2022-09-06', approval, [' ']), 'legal-basis-cited: KIL-1.6-04');
    await done(year.order('2022-09-06', approval, ['113-ОД']));
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
  const plan = (effectiveOn = '2022-10-10') =>
    ofPair(by('mentor', ids.senior), pairs.students, '/plan', {
      ...{ authorIds: attendeeIds, plan: { text: 'Маршрутный лист' }, effectiveOn },
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

  it('KIL-1.7-01: the programme is designed, then accompanied to the end of the term; no order of meetings is prescribed', async () => {
    const meeting = (effectiveOn: string) =>
      ofPair(by('mentor', ids.senior), pairs.students, '/meetings', {
        ...{ kind: 'REGULAR', effectiveOn, attendeeIds },
      });
    await year.refused(meeting('2022-10-14'), 'plan-approved-before-regular-meetings');
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
        ...{ kind: 'PAIR_CHANGE', pairId: pairs.teachers, role: 'MENTOR', on: '2022-11-21' },
        ...{ leavingId: ids.teacher, joiningId: ids.deputy },
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

describe('VII. Мониторинг и оценка результатов реализации программ наставничества', () => {
  const findings = [
    { indicator: 'PROC_PROGRAMME', aspect: 'PROCESS', level: 'SUFFICIENT' },
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
      ...['completed-after-report: KIL-5.5-2', 'completed-after-exit-assessment: KIL-7.2'],
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
