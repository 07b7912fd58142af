/**
 * A year of mentoring where a school keeps to the methodical recommendations, over HTTP, in their own words: what they
 * advise is judged with their parts quoted; where they are silent the defaults hold and no clause is quoted.
 */
import { randomUUID } from 'node:crypto';
import type { Answer, Person } from '../support/house';
import { done, missingConsents, startYear, type Year } from '../support/year';

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

  it('the personalised programme is developed together on diagnosed needs, by default', async () => {
    const plan = (authorIds: string[]) =>
      ofGroup(mentor(), '/plan', { authorIds, plan: { text: 'Цели' }, effectiveOn: '2022-10-04' });
    await year.refused(plan(mentors), 'needs-diagnosed-before-plan', 'plan-co-authored');
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
