/**
 * A year of mentoring where a school keeps to the methodical recommendations, over HTTP, in their own words: what they
 * advise is judged with their parts quoted; where they are silent the defaults hold and no clause is quoted.
 */
import { randomUUID } from 'node:crypto';
import { activitiesOf } from '../support/activities';
import type { Answer, Person } from '../support/house';
import { done, missingConsents, startYear, type Year } from '../support/year';
import { readRegisters, readReports, requiredRegisters } from '../support/registers';

jest.setTimeout(120_000);

const DOCUMENT = 'Методические рекомендации';
const ids = {
  deputy: randomUUID(),
  teacher: randomUUID(),
  neighbour: randomUUID(),
  entrant: randomUUID(),
  newcomer: randomUUID(),
  student: randomUUID(),
  graduate: randomUUID(),
};
const groupId = randomUUID();
const mentors = [ids.teacher, ids.neighbour];
const mentees = [ids.entrant, ids.newcomer];

let year: Year;
let director: Person;
let curator: Person;

beforeAll(async () => {
  year = await startYear({ document: DOCUMENT, basedOn: 'MR', adoptedOn: '2022-09-01' });
  director = year.director;
  curator = year.house.person('curator', year.schoolId, ids.deputy);
});
afterAll(() => year?.stop());

const mentor = (): Person => year.house.person('mentor', year.schoolId, ids.teacher);
const ofGroup = (who: Person, path: string, body: object): Promise<Answer> =>
  who.post(`${year.school}/pairs/${groupId}${path}`, body);
const propose = (form: string, more: object = {}): Promise<Answer> =>
  curator.post(`${year.school}/pairs`, {
    ...{ kind: 'GROUP', form, menteeIds: mentees, tasks: ['PROFESSIONAL'], effectiveOn: '2022-09-12' },
    ...more,
  });
const fix = (): Promise<Answer> =>
  year.order('2022-09-19', {
    kind: 'PAIRS',
    pairs: [{ pairId: groupId, from: '2022-09-20', until: '2024-05-31' }],
  });
const statusAfter = async ({ body }: Answer): Promise<string> =>
  (await director.get(`/v1/pairs/${groupId}?after=${body.position}`)).body.status as string;

describe('Методические рекомендации по внедрению системы наставничества (кураторства)', () => {
  it('MR-DEF-10: they recommend and do not bind: nothing of them is an act of a body', async () => {
    const { body } = await year.regulation();
    const text = JSON.stringify(body);
    expect(text).toContain('RECOMMENDATION');
    expect(text).toContain('MR-DEF-10');
    expect(text).toContain('у него нет даты, номера и органа');
  });

  it('«Руководитель издает локальные акты о внедрении»: first of all, by default; the act has no parts of its own', async () => {
    await year.refused(
      year.order('2022-09-02', { kind: 'MENTOR_SCHOOL', programmes: ['Введение'] }),
      'introduction-order-first',
    );
    await done(year.order('2022-09-02', { kind: 'INTRODUCTION', from: '2022-09-02' }));
  });
});

describe('Вводная часть: наставник и наставляемый', () => {
  const register = (id: string, kind: string, more: object = {}) =>
    year.register(id, kind, '1985-05-05', '2022-09-05', more);
  const enter = (id: string, base: string, body: object): Promise<Answer> =>
    director.post(`${year.school}/participants/${id}/${base}-base`, { effectiveOn: '2022-09-06', ...body });
  const asMentor = (id: string, more: object = {}) =>
    enter(id, 'mentor', { category: 'PEDAGOGUE', experience: ['PROFESSIONAL'], ...more });
  const asMentee = (id: string, category: string) =>
    enter(id, 'mentee', { categories: [category], tasks: ['PROFESSIONAL'] });
  const evidenceNote = { text: 'Выпускники подтвердили оценки на ОГЭ' };

  it('MR-DEF-01: pedagogues only: a student takes no part', async () => {
    await year.refused(
      year.register(ids.student, 'STUDENT', '2006-03-14', '2022-09-05'),
      'participant-within-scope: MR-DEF-01',
    );
    await done(register(ids.deputy, 'PEDAGOGUE', { employed: true, position: 'DEPUTY_HEAD' }));
    for (const id of [ids.teacher, ids.entrant, ids.newcomer])
      await done(register(id, 'PEDAGOGUE', { employed: true, position: 'PEDAGOGUE' }));
    await done(register(ids.neighbour, 'PEDAGOGUE'));
    await done(register(ids.graduate, 'GRADUATE'));
  });

  it('MR-DEF-02, MR-K-03: a mentor has measurable positive results, and is a pedagogue', async () => {
    await year.refused(asMentor(ids.teacher), 'mentor-criterion-evidenced: MR-DEF-02');
    await year.refused(
      asMentor(ids.graduate, { category: 'GRADUATE', evidenceNote }),
      'mentor-category-known: MR-K-03',
    );
    for (const id of mentors) await done(asMentor(id, { evidenceNote }));
  });

  it('MR-CUR-01: «не менее одного раза в год»: the curator updates what is known of candidates', async () => {
    await done(asMentee(ids.newcomer, 'NEW_IN_COLLECTIVE'));
    await year.refused(
      director.post(`${year.school}/participants/${ids.newcomer}/base-confirmations`, {
        ...{ base: 'MENTEE', effectiveOn: '2022-09-06' },
      }),
      'base-refreshed-by: MR-CUR-01',
    );
  });

  it('MR-DEF-04: a mentee is of four categories, whatever the years of work', async () => {
    await year.refused(asMentee(ids.entrant, 'YOUNG_SPECIALIST'), 'mentee-categories-known: MR-DEF-04');
    await done(asMentee(ids.entrant, 'YOUNG_ENTRANT'));
    for (const category of ['EXPERIENCED_NEW_TECH', 'NON_PEDAGOGICAL_EDUCATION', 'NEW_IN_COLLECTIVE'])
      await done(asMentee(ids.newcomer, category));
  });
});

describe('Организация наставничества: куратор назначается из числа заместителей руководителя', () => {
  const appoint = (personId: string) =>
    year.order('2022-09-07', { kind: 'APPOINTMENT', curators: [{ personId, form: 'ALL' }] });

  it('MR-ORG-05: a deputy and nobody else; who is not appointed does not act', async () => {
    await year.refused(appoint(ids.teacher), 'curator-eligible: MR-ORG-05');
    await year.refused(propose('GROUP'), 'leader-appointed: MR-ORG-05');
    await done(appoint(ids.deputy));
  });
});

describe('«Разнообразные формы и виды наставничества»; методическое объединение закрепляет пары (группы)', () => {
  it('MR-DEF-09: forms are not enumerated: any is possible, with any role model', async () => {
    for (const form of ['VIRTUAL', 'REVERSE', 'TRADITIONAL'])
      await done(propose(form, { roleModel: 'LEADER_PASSIVE' }));
  });

  it('MR-O-04: a group of several mentors, «вне зависимости от конкретного места работы»', async () => {
    await done(propose('GROUP', { id: groupId }));
    await done(ofGroup(curator, '/candidates', { mentorIds: mentors, effectiveOn: '2022-09-12' }));
  });

  it('MR-P-03: «психолог также участвует в определении совместимости»: he does, and the order does not wait for it', async () => {
    const psychologist = randomUUID();
    const assess = (psychologistId: string) =>
      ofGroup(curator, '/compatibility', {
        ...{ psychologistId, mentorIds: mentors, compatible: true, effectiveOn: '2022-09-13' },
        conclusion: { text: 'Темпы работы совпадают' },
      });
    await year.refused(assess(ids.teacher), 'compatibility-by-psychologist: MR-P-03');
    await done(
      year.register(psychologist, 'PEDAGOGUE', '1980-04-04', '2022-09-12', {
        ...{ employed: true, position: 'PSYCHOLOGIST' },
      }),
    );
    await done(assess(psychologist));
  });

  it('consents, in writing and to personal data, are asked for by default, with no clause to quote', async () => {
    const reasons = await year.refused(fix(), 'consents-before-pair-order', 'personal-data-consented');
    expect([...missingConsents(reasons)].sort()).toEqual(
      [...mentors, ...mentees]
        .flatMap((id) => [`${id}: PARTICIPATION SELF`, `${id}: PERSONAL_DATA SELF`])
        .sort(),
    );
    await year.refused(
      year.consent(curator, ids.teacher, '2022-09-14', { written: false }),
      'participation-consent-written',
    );
    for (const id of [...mentors, ...mentees])
      for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA'])
        await done(year.consent(curator, id, '2022-09-14', { purpose }));
  });

  it('MR-F-02, MR-ORG-02, MR-DEF-05: pay and agreements are possible and not demanded, nor is a term, a choice or an acquaintance', async () => {
    const agree = (mentorId: string, more: object) =>
      director.post(`${year.school}/agreements`, {
        ...{ number: '1', mentorIds: [mentorId], from: '2022-10-01', effectiveOn: '2022-09-19', ...more },
      });
    expect(await statusAfter(await done(fix()))).toBe('ACTIVE');
    await done(agree(ids.neighbour, { gratuitous: false }));
    for (const gratuitous of [true, false])
      await done(agree(ids.teacher, { kind: 'CONTRACT_ADDENDUM', gratuitous }));
  });
});

describe('«Наставник и наставляемый самостоятельно решают, сколько времени потратить»', () => {
  const meeting = (kind: string, effectiveOn: string, more: object = {}) =>
    ofGroup(mentor(), '/meetings', { kind, effectiveOn, attendeeIds: [...mentors, ...mentees], ...more });

  it('the entry is assessed before the first meeting, by default', async () => {
    await year.refused(
      meeting('PLANNING', '2022-09-26', { plannedRegularMeetings: 2 }),
      'entry-assessed-before-meetings',
    );
    await done(
      ofGroup(curator, '/entry-assessment', {
        assessments: mentees.map((menteeId) => ({ menteeId, levels: { PROFESSIONAL: 'BASIC' } })),
        effectiveOn: '2022-09-21',
      }),
    );
  });

  it('MR-DEF-05: they set the number of meetings, in no prescribed order, and keep to it', async () => {
    await year.refused(meeting('PLANNING', '2022-09-26'), 'meeting-count-set-at-planning: MR-DEF-05');
    await done(meeting('PLANNING', '2022-09-26', { plannedRegularMeetings: 2 }));
    await year.refused(meeting('FINAL', '2022-10-03'), 'agreed-meetings-before-final: MR-DEF-05');
  });

  it('MR-CUR-02: the curator organises the development of personalised programmes', async () => {
    const organise = (who: Person) =>
      ofGroup(who, '/planning', { dueOn: '2022-10-07', effectiveOn: '2022-09-27' });
    await year.refused(organise(director), 'planning-organised-by-curator: MR-CUR-02');
    await done(organise(curator));
  });

  it('the personalised programme is developed together on diagnosed needs, by default', async () => {
    const plan = (authorIds: string[]) =>
      ofGroup(mentor(), '/plan', { authorIds, plan: { text: 'Цели' }, effectiveOn: '2022-10-04' });
    await year.refused(
      plan(mentors),
      ...['needs-diagnosed-before-plan', 'mentee-request-before-plan: MR-DEF-03', 'plan-co-authored'],
    );
    for (const id of mentees)
      await done(
        year.house
          .person('mentee', year.schoolId, id)
          .post(`${year.school}/participants/${id}/educational-requests`, {
            priorities: ['PROFESSIONAL'],
            request: { difficulties: 'Дисциплина на уроке', request: 'Приёмы урока' },
            effectiveOn: '2022-10-03',
          }),
      );
    for (const id of mentees)
      await done(
        curator.post(`${year.school}/participants/${id}/needs`, {
          tasks: ['PROFESSIONAL'],
          findings: { strengths: 'Знание предмета', weaknesses: 'Дисциплина', vectors: 'Приёмы урока' },
          effectiveOn: '2022-10-03',
        }),
      );
    await year.refused(meeting('REGULAR', '2022-10-10'), 'plan-approved-before-regular-meetings');
    await done(plan([...mentors, ...mentees]));
    await done(ofGroup(curator, '/plan/approval', { effectiveOn: '2022-10-05' }));
    for (const day of ['2022-10-10', '2023-02-13']) await done(meeting('REGULAR', day));
  });
});

describe('Психолого-педагогические условия; куратор инициирует публичные мероприятия', () => {
  const own = () => activitiesOf(year.schoolId);
  const psychologist = randomUUID();

  it('MR-K-05, MR-P-02: a pedagogue-psychologist holds «психологические тренинги» for the group, for nobody outside it', async () => {
    const staff = { employed: true, position: 'PSYCHOLOGIST' };
    await done(year.register(psychologist, 'PEDAGOGUE', '1987-04-12', '2022-10-03', staff));
    const training = (hostId: string, id: string = randomUUID()) =>
      own().plan(
        curator,
        id,
        { kind: 'PSYCHOLOGICAL_SUPPORT', topic: 'EMPATHY_TRAINING', hostId, pairId: groupId },
        '2022-10-05',
      );
    await year.refused(training(ids.teacher), 'psychological-support-by: MR-K-05');
    await year.refused(training(ids.deputy), 'psychological-support-by: MR-P-02');
    const id = randomUUID();
    await done(training(psychologist, id));
    const hold = (...participantIds: string[]) =>
      own().act(curator, id, 'holding', '2022-10-06', { channel: 'IN_PERSON', participantIds });
    await year.refused(hold(...mentors, ids.deputy), 'psychological-support-for: MR-P-02');
    const { body } = await done(hold(...mentors, ...mentees));
    expect(await own().entry(curator, id, body.position)).toMatchObject({
      ...{ title: 'тренинг эмпатии', status: 'HELD', attendance: 4 },
    });
  });

  it('MR-CUR-06: «инициирует публичные мероприятия по популяризации»: the curator does, a mentor does not', async () => {
    const id = randomUUID();
    const plan = (who: Person) => own().plan(who, id, { kind: 'POPULARISATION' }, '2022-10-10');
    expect((await plan(mentor())).status).toBe(403);
    await done(plan(curator));
    const { body } = await done(
      own().act(curator, id, 'holding', '2022-10-11', { channel: 'IN_PERSON', guests: 25 }),
    );
    expect(await own().entry(curator, id, body.position)).toMatchObject({ status: 'HELD', attendance: 25 });
  });
});

describe('Куратор осуществляет мониторинг и формирует итоговый аналитический отчет', () => {
  const findings = [
    { indicator: 'PROC_PROGRAMME', aspect: 'PROCESS', level: 'SUFFICIENT' },
    { indicator: 'IMP_ADAPTATION', aspect: 'IMPACT', level: 'SUFFICIENT' },
  ];
  const monitor = (who: Person, effectiveOn: string, more: object = {}) =>
    ofGroup(who, '/monitoring', { kind: 'INTERIM', findings, effectiveOn, ...more });
  const complete = () => ofGroup(curator, '/completion', { effectiveOn: '2023-05-26' });

  it('MR-CUR-03, MR-O-06: the curator monitors, when it suits: no moment is prescribed', async () => {
    await year.refused(monitor(mentor(), '2022-12-20'), 'monitoring-by-curator-or-mentor: MR-CUR-03');
    await year.refused(monitor(curator, '2022-12-20', { grade: '5' }), 'monitoring-without-grade');
    for (const day of ['2022-12-20', '2023-03-20']) await done(monitor(curator, day));
  });

  it('MR-CUR-03: the report is the curator’s: the group is completed without one of the mentor, a final meeting or a final monitoring', async () => {
    await year.refused(complete(), 'completed-after-exit-assessment');
    await done(
      ofGroup(curator, '/exit-assessment', {
        assessments: mentees.map((menteeId) => ({ menteeId, levels: { PROFESSIONAL: 'HIGH' } })),
        effectiveOn: '2023-05-22',
      }),
    );
    expect(await statusAfter(await done(complete()))).toBe('COMPLETED');
  });

  it('the auditor replays the group from its stream and finds every act lawful', async () => {
    expect(await year.audit(groupId)).toMatch(/^0 /);
  });
});

describe('Распространение положительного опыта; рубрика "Наставничество"; доска объявлений', () => {
  const at = () => `/v1/organisations/${year.schoolId}`;
  const on = { effectiveOn: '2023-05-29' };
  const url = 'https://school.example/mentoring';
  const material = (who: Person, kind: string): Promise<Answer> =>
    who.post(`${at()}/site-materials`, {
      ...{ ...on, rubric: 'SECTION', kind, title: 'Материал', url, freeAccess: true, namedIds: [] },
    });

  it('MR-CUR-05: the curator, with the system administrator, fills the rubric with events, news, methods and law', async () => {
    const open = (title: string) => curator.post(`${at()}/site-section`, { ...on, title, url });
    await year.refused(open('Наши наставники'), 'site-section-titled-as-named: MR-CUR-05');
    await done(open('Наставничество'));
    const administrator = year.house.person('site-administrator', year.schoolId);
    for (const kind of ['EVENT', 'NEWS', 'METHODICAL']) await done(material(curator, kind));
    const { body } = await done(material(administrator, 'LEGAL'));
    const { items } = (await director.get(`${at()}/registers/sites?after=${body.position}`)).body;
    expect(items[0]).toMatchObject({ section: { title: 'Наставничество' }, materials: { total: 4 } });
  });

  it('«доску объявлений … (в т.ч. электронный ресурс, чаты/группы … в социальных сетях)»', async () => {
    const open = (kind: string, place: string) =>
      curator.post(`${at()}/info-resources`, { ...on, kind, title: 'Наставники', place });
    await done(open('NOTICE_BOARD', 'Второй этаж, у учительской'));
    await year.refused(open('CHAT', 'у классного руководителя'), 'info-resource-placed');
    await done(open('CHAT', 'https://chat.example/mentors'));
    const { body } = await done(open('SOCIAL_COMMUNITY', 'https://vk.example/mentors'));
    const { items } = (await director.get(`${at()}/registers/sites?after=${body.position}`)).body;
    expect(items[0].resources.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      ...['CHAT', 'NOTICE_BOARD', 'SOCIAL_COMMUNITY'],
    ]);
  });

  it('MR-O-05: «изучение, обобщение и распространение положительного опыта»: reviewed, selected, then spread', async () => {
    const id = randomUUID();
    const ofPractice = (act: string, more: object = {}) =>
      curator.post(`${at()}/practices/${id}/${act}`, { ...on, ...more });
    await done(
      curator.post(`${at()}/practices`, {
        ...{ ...on, id, kind: 'PRACTICE', title: 'Открытая дверь', authorIds: [ids.teacher] },
        ...{ level: 'SCHOOL', topics: ['Взаимопосещение'], text: { link: `${url}/door` } },
      }),
    );
    const materialId = (await done(material(curator, 'METHODICAL'))).body.id as string;
    const publish = () => ofPractice('publication', { materialId, namedIds: [ids.teacher] });
    await year.refused(
      publish(),
      'practice-reviewed-and-selected-before-spread: MR-O-05',
      'author-named-with-consent',
    );
    await done(ofPractice('review', { reviewer: 'COUNCIL' }));
    await done(ofPractice('selection'));
    await done(year.consent(mentor(), ids.teacher, '2023-05-26', { purpose: 'DISTRIBUTION' }));
    await done(publish());
  });

  it('support «в масштабах всей страны, региона, муниципалитета», by the internet', async () => {
    const { body } = await done(
      curator.post(`${year.school}/participants/${ids.neighbour}/expert-entry`, {
        ...{ ...on, areas: ['Физика'], deficits: ['Проектная работа'], channel: 'ONLINE', scope: 'REGIONAL' },
      }),
    );
    const find = async (query: string) =>
      (await director.get(`${at()}/registers/experts?${query}&after=${body.position}`)).body
        .items as object[];
    expect(await find('channel=ONLINE&scope=REGIONAL')).toMatchObject([{ participantId: ids.neighbour }]);
    expect(await find('scope=NATIONAL')).toEqual([]);
  });
});

describe('Реестры организации к концу года', () => {
  it('MR-MO-13: the bank of practices is the register that is asked for, and it is kept', async () => {
    const found = await readRegisters(
      ...([year.house, director, `/v1/organisations/${year.schoolId}`] as const),
      ...(['documents', 'practices', 'pairs', 'mentors'] as const),
    );
    expect(requiredRegisters(found.documents)).toEqual({ 'банк лучших практик': true });
    expect(found.practices).toMatchObject([{ status: 'PUBLISHED', authorIds: [ids.teacher] }]);
    expect(found.pairs.find(({ status }) => status === 'COMPLETED')).toMatchObject({
      ...{ kind: 'GROUP', plan: { version: 1 }, orders: [{ number: '6-Д' }] },
    });
    expect(found.mentors.find(({ participantId }) => participantId === ids.neighbour)).toMatchObject({
      ...{ areas: ['Физика'], agreements: [{ kind: 'COOPERATION' }], completedPairs: 1 },
    });
  });

  it('the group that goes on into the next year: in force in the reports of the first, completed in that of the second', async () => {
    const at = `/v1/organisations/${year.schoolId}`;
    const of = (asked: string) =>
      readReports(year.house, director, at, asked, 'curator', 'municipal', 'dashboard');
    const first = await of('year=2022');
    expect(first.curator.forms).toMatchObject([
      { form: 'GROUP', inForce: 1, fixed: 1, programmesApproved: 1, meetings: 2 },
    ]);
    expect(first.dashboard.totals).toMatchObject({
      meetings: { held: 2, regularPlanned: 2, regularHeldOfPlanned: 2 },
      percent: { youngSpecialistsCovered: 100, meetingsOfPlan: 100, completedOfClosed: null },
    });
    expect((await of('year=2023')).municipal.pairs).toMatchObject({ inForce: 0, fixed: 0, completed: 1 });
  });
});
