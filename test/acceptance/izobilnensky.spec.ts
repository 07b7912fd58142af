/**
 * A year of mentoring under the regulation of Izobilnensky district, over HTTP, in the order of the document. The district adopts
 * it; its school inherits it, and later states one thing of its own: the forms it chooses.
 */
import { randomUUID } from 'node:crypto';
import { activitiesOf } from '../support/activities';
import { type Answer, type Person } from '../support/house';
import { done, foundTown, refusedBy, refusedUncited, textHash, type Town } from './municipal.testing';
import { readRegisters, readReports, requiredRegisters } from '../support/registers';

jest.setTimeout(120_000);

const DOCUMENT = 'Положение Изобильненского округа';
const OWN_DOCUMENT = 'Положение школы Изобильного';
const refused = refusedBy(DOCUMENT);
const refusedBySchool = refusedBy(OWN_DOCUMENT);

let town: Town;
let curator: Person;
/** Of the log, after the last act of the year. */
let lastPosition: string;
const ids = {
  partner: randomUUID(),
  mentor: randomUUID(),
  outside: randomUUID(),
  graduate: randomUUID(),
  entrant: randomUUID(),
  experienced: randomUUID(),
  newcomer: randomUUID(),
  engineer: randomUUID(),
};
const pairs = { pair: randomUUID(), group: randomUUID(), across: randomUUID() };

beforeAll(async () => {
  town = await foundTown({
    municipality: 'Изобильненский округ',
    school: 'Школа Изобильного',
    utcOffsetMinutes: 180,
    on: '2022-07-01',
  });
  curator = town.person('curator', ids.partner);
});
afterAll(() => town?.house.stop());

const propose = (id: string, form: string, menteeIds: string[], kind = 'PAIR', on = '2022-09-12') =>
  curator.post(`${town.school}/pairs`, {
    ...{ id, kind, form, menteeIds, tasks: ['PROFESSIONAL'], effectiveOn: on },
  });
const ofPair = (by: Person, pairId: string, act: string, effectiveOn: string, more: object = {}) =>
  by.post(`${town.school}/pairs/${pairId}/${act}`, { ...more, effectiveOn });
const offer = (pairId: string, ...mentorIds: string[]): Promise<Answer> =>
  ofPair(curator, pairId, 'candidates', '2022-09-13', { mentorIds });
const meeting = (pairId: string, kind: string, effectiveOn: string, ...attendeeIds: string[]) =>
  ofPair(curator, pairId, 'meetings', effectiveOn, { kind, attendeeIds });
const levels = (level: string, menteeId: string) => ({
  assessments: [{ menteeId, levels: { PROFESSIONAL: level } }],
});
const fix = (number: string, pairId: string, until = '2023-05-31') =>
  town.order(number, '2022-09-20', { kind: 'PAIRS', pairs: [{ pairId, from: '2022-09-20', until }] });

describe('1. Общие положения', () => {
  it('IZO-1.1-01: «устанавливает общие требования»: the school inherits what the district adopts, from its day on', async () => {
    expect((await town.inForce('mentorCriterion', '2022-09-01')).source).toBe('DEFAULT');
    await done(town.adopt(DOCUMENT, 'IZO', '2022-07-22'));
    expect(await town.inForce('mentorCriterion', '2022-09-01')).toEqual({
      value: 'MEASURABLE_RESULTS',
      source: 'INHERITED',
      citations: [`${DOCUMENT}, п. 2, «Наставник»`],
    });
    expect((await town.inForce('mentorCriterion', '2022-07-21')).source).toBe('DEFAULT');
  });

  it('IZO-1.3-01: «нормативно-правовая основа»: four acts, in force for the school as well; an order that cites none is refused', async () => {
    const { value, citations } = await town.inForce('legalBasis', '2022-09-01');
    const numbers = (value as { number: string }[]).map(({ number }) => number);
    expect(numbers).toEqual(['273-ФЗ', '3273-р', 'Р-174', 'АЗ-1128/08']);
    expect(citations).toEqual([`${DOCUMENT}, п. 1.3`]);
    await refusedUncited(
      town.director.post(`${town.school}/orders`, {
        ...{ number: '1', register: 'MAIN', issuedOn: '2022-09-01', legalBasis: [] },
        content: { kind: 'INTRODUCTION', from: '2022-09-01' },
      }),
      'legal-basis-cited',
    );
    await done(town.order('1', '2022-09-01', { kind: 'INTRODUCTION', from: '2022-09-01' }));
  });

  it('IZO-1.2-01: «исполнению должностных обязанностей»: workers take part, students do not', async () => {
    const on = { effectiveOn: '2022-09-02' };
    await refused(town.register(randomUUID(), 'STUDENT', '2007-04-04', on), 'п. 1.2');
    const people = [ids.mentor, ids.entrant, ids.experienced, ids.newcomer, ids.engineer];
    for (const id of people)
      await done(town.register(id, 'PEDAGOGUE', '1985-10-10', { ...on, position: 'PEDAGOGUE' }));
    const partner = { ...on, employed: false, position: 'PARTNER_STAFF' };
    for (const id of [ids.partner, ids.outside])
      await done(town.register(id, 'PEDAGOGUE', '1980-01-30', partner));
    await done(town.register(ids.graduate, 'GRADUATE', '1995-12-01', on));
  });
});

describe('2. Понятия', () => {
  const mentorBase = (id: string, more: object = {}) =>
    curator.post(`${town.school}/participants/${id}/mentor-base`, {
      ...{ category: 'PEDAGOGUE', experience: [], effectiveOn: '2022-09-07', ...more },
    });
  const menteeBase = (id: string, category: string) =>
    curator.post(`${town.school}/participants/${id}/mentee-base`, {
      ...{ categories: [category], tasks: ['PROFESSIONAL'], effectiveOn: '2022-09-07' },
    });
  const results = { evidenceNote: { text: 'Средний балл ЕГЭ по предмету вырос с 54 до 71' } };

  it('IZO-2-09: «Куратор — сотрудник образовательной организации либо организации из числа ее социальных партнеров»', async () => {
    const appoint = (personId: string) =>
      town.order('2', '2022-09-05', { kind: 'APPOINTMENT', curators: [{ personId, form: 'ALL' }] });
    await refused(appoint(ids.graduate), 'п. 2, «Куратор»');
    await done(appoint(ids.partner));
  });

  it('IZO-2-01: «имеющий измеримые позитивные результаты»: the results are described, the kind of experience is not asked for', async () => {
    await refused(mentorBase(ids.mentor, { experience: ['PROFESSIONAL'] }), 'п. 2, «Наставник»');
    await done(mentorBase(ids.mentor, results));
    await done(mentorBase(ids.outside, results));
  });

  it('IZO-4.3-05: «наставников из числа педагогов»', async () => {
    await refused(mentorBase(ids.graduate, { ...results, category: 'GRADUATE' }), 'п. 4.3, абз. 5');
  });

  it('IZO-2-04, IZO-2-05, IZO-2-06, IZO-2-07: «Наставляемый»: four categories, no fifth, and no limit of years', async () => {
    await refused(menteeBase(ids.entrant, 'YOUNG_SPECIALIST'), 'п. 2, «Наставляемый»');
    await done(menteeBase(ids.entrant, 'YOUNG_ENTRANT'));
    await done(menteeBase(ids.experienced, 'EXPERIENCED_NEW_TECH'));
    await done(menteeBase(ids.newcomer, 'NEW_IN_COLLECTIVE'));
    await done(menteeBase(ids.engineer, 'NON_PEDAGOGICAL_EDUCATION'));
  });

  it('IZO-2-11: «через организацию работы наставнической пары или группы»', async () => {
    await refused(
      propose(pairs.pair, 'TEACHER_TEACHER', [ids.entrant, ids.newcomer]),
      'п. 2, «Форма наставничества»',
    );
    await done(propose(pairs.pair, 'TEACHER_TEACHER', [ids.entrant]));
    await done(offer(pairs.pair, ids.mentor));
    await done(propose(pairs.group, 'GROUP', [ids.newcomer, ids.engineer], 'GROUP'));
    await done(offer(pairs.group, ids.mentor));
  });
});

describe('3.2. Задачи: «межшкольной … среды наставничества»', () => {
  it('IZO-3.2-03: a mentor from another organisation is welcome in any form', async () => {
    await done(propose(pairs.across, 'TRADITIONAL', [ids.experienced]));
    await done(offer(pairs.across, ids.outside));
  });
});

describe('3.3. Принципы: «добровольность их участия»', () => {
  const oral = (id: string, purpose: string) =>
    curator.post(`${town.school}/participants/${id}/consents`, {
      ...{ purpose, by: 'SELF', written: false, textHash, effectiveOn: '2022-09-15' },
    });
  const consents = new Map<string, string>();

  it('IZO-3.3-01: nobody is put into a pair before agreeing, in whatever form; data are another document, in writing, without a clause', async () => {
    await refused(fix('10', pairs.pair), 'п. 3.3, абз. 1');
    for (const id of [ids.mentor, ids.entrant, ids.outside, ids.experienced]) {
      consents.set(id, (await done(oral(id, 'PARTICIPATION'))).body.id);
      await refusedUncited(oral(id, 'PERSONAL_DATA'), 'personal-data-consent-written');
    }
    await refusedUncited(fix('10', pairs.pair), 'personal-data-consented');
    for (const id of [ids.mentor, ids.entrant, ids.outside, ids.experienced])
      await town.consent(id, '2022-09-15', 'PERSONAL_DATA');
  });

  it('the pair is fixed without a choice or a presentation of programmes, and for longer than a year: none of it is in the regulation', async () => {
    const { body } = await done(fix('10', pairs.pair, '2026-08-31'));
    expect(await town.statusOf(pairs.pair, body.position)).toBe('ACTIVE');
  });

  it('of agreements with mentors from outside the regulation says nothing: one is asked for without a clause', async () => {
    await refusedUncited(fix('11', pairs.across), 'external-mentor-agreement');
    await done(
      town.director.post(`${town.school}/agreements`, {
        ...{ number: '3', mentorIds: [ids.outside], gratuitous: false },
        ...{ from: '2022-09-16', until: '2023-05-31', effectiveOn: '2022-09-16' },
      }),
    );
    await done(fix('11', pairs.across));
  });

  it('IZO-3.3-01: a withdrawn consent suspends the pair until the member agrees again', async () => {
    const { body } = await done(
      curator.post(
        `${town.school}/participants/${ids.experienced}/consents/${consents.get(ids.experienced)}/withdrawal`,
        { by: 'SELF', effectiveOn: '2022-10-03' },
      ),
    );
    expect(await town.statusOf(pairs.across, body.position)).toBe('SUSPENDED');
    await refused(ofPair(curator, pairs.across, 'resumption', '2022-10-04'), 'п. 3.3, абз. 1');
    await town.consent(ids.experienced, '2022-10-05', 'PARTICIPATION');
    const resumed = await done(ofPair(curator, pairs.across, 'resumption', '2022-10-05'));
    expect(await town.statusOf(pairs.across, resumed.body.position)).toBe('ACTIVE');
  });
});

describe('3.3, 4.1. «Возможность образовательных организаций выбирать наиболее подходящие … формы»', () => {
  const OWN_CLAUSE = { id: 'OWN-3.1', document: OWN_DOCUMENT, clause: '3.1' };

  it('IZO-3.3-03, IZO-4.1-01: the school approves a regulation of its own that names its forms; the rest stays the district’s', async () => {
    expect(await town.inForce('forms', '2022-10-31')).toMatchObject({
      value: { codes: [], open: true },
      source: 'INHERITED',
      citations: [`${DOCUMENT}, п. 3.3, абз. 3`],
    });
    await done(
      town.director.post(`/v1/organisations/${town.schoolId}/regulation`, {
        ...{ document: OWN_DOCUMENT, effectiveOn: '2022-11-01' },
        parameters: {
          forms: { value: { codes: ['TEACHER_TEACHER', 'REVERSE'], open: false }, clauses: [OWN_CLAUSE] },
        },
      }),
    );
    expect(await town.inForce('forms', '2022-11-01')).toMatchObject({
      source: 'OWN',
      citations: [`${OWN_DOCUMENT}, п. 3.1`],
    });
    expect(await town.inForce('forms', '2022-10-31')).toMatchObject({ source: 'INHERITED' });
    expect(await town.inForce('mentorCriterion', '2022-11-01')).toMatchObject({ source: 'INHERITED' });
  });

  it('IZO-3.3-03: from that day a form the school did not choose is refused by its own clause, students still by the district’s', async () => {
    const on = '2022-11-02';
    await refusedBySchool(propose(randomUUID(), 'FLASH', [ids.newcomer], 'PAIR', on), 'п. 3.1');
    await done(propose(randomUUID(), 'REVERSE', [ids.newcomer], 'PAIR', on));
    await refused(town.register(randomUUID(), 'STUDENT', '2007-04-04', { effectiveOn: on }), 'п. 1.2');
  });
});

describe('4.1. «Реализует программы наставничества»', () => {
  it('IZO-2-08: «долгосрочная (4–5 лет)», «на основе мотивированного выбора образовательных альтернатив»', async () => {
    const route = `${town.school}/participants/${ids.engineer}/routes`;
    const design = (until: string, more: object = {}) =>
      curator.post(route, {
        ...{ from: '2022-11-01', until, alternatives: ['Переподготовка', 'Магистратура'] },
        ...{ chosen: 'Переподготовка', reason: { text: 'Без отрыва от уроков' }, effectiveOn: '2022-11-07' },
        ...more,
      });
    const place = 'п. 2, «Индивидуальный образовательный маршрут»';
    await refused(design('2025-10-31'), place);
    await refused(design('2026-10-31', { chosen: 'Курсы' }), place);
    const { body } = await done(design('2026-10-31'));
    const revise = (until: string) =>
      curator.post(`${route}/${body.id}/revisions`, {
        ...{ until, reason: { text: 'Практика длиннее' }, effectiveOn: '2023-02-06' },
      });
    await refused(revise('2028-10-31'), place);
    await done(revise('2027-10-31'));
  });

  it('IZO-2-02, IZO-2-03, IZO-3.3-02: «на основе его профессиональных затруднений»: a plan rests on diagnosed ones, and on the mentee’s own request', async () => {
    const plan = () =>
      ofPair(curator, pairs.pair, 'plan', '2022-11-08', {
        authorIds: [ids.mentor, ids.entrant],
        plan: { text: 'Первый год в профессии' },
      });
    await refused(plan(), 'п. 2, «Наставник»');
    await done(
      curator.post(`${town.school}/participants/${ids.entrant}/needs`, {
        tasks: ['PROFESSIONAL'],
        findings: { strengths: 'Предмет', weaknesses: 'Темп урока', vectors: 'Методика' },
        effectiveOn: '2022-11-07',
      }),
    );
    await refused(plan(), 'п. 2, «Наставляемый»', 'п. 3.3, абз. 2');
    await done(
      town
        .person('mentee', ids.entrant)
        .post(`${town.school}/participants/${ids.entrant}/educational-requests`, {
          priorities: ['PROFESSIONAL'],
          request: { difficulties: 'Темп урока', request: 'Конструирование урока', desiredImage: 'Мастер' },
          effectiveOn: '2022-11-07',
        }),
    );
    await done(plan());
    await done(ofPair(curator, pairs.pair, 'plan/approval', '2022-11-09'));
  });

  it('meetings have no order: a regular one may be the first, and a trial come after it', async () => {
    const meet = (kind: string, on: string) => meeting(pairs.pair, kind, on, ids.mentor, ids.entrant);
    await refusedUncited(meet('REGULAR', '2022-11-10'), 'entry-assessed-before-meetings');
    await done(ofPair(curator, pairs.pair, 'entry-assessment', '2022-11-10', levels('LOW', ids.entrant)));
    await done(meet('REGULAR', '2022-11-10'));
    await done(meet('TRIAL', '2022-12-08'));
    await done(meet('REGULAR', '2023-02-09'));
  });
});

describe('3.2, 4.1, 4.3, 5. База программ и лучших практик; методический кабинет выявляет, отбирает и распространяет', () => {
  const bank = () => `/v1/organisations/${town.schoolId}/practices`;
  const cabinet = () => `/v1/organisations/${town.municipalityId}`;
  const [circles, programme, taken, material] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const submit = (id: string, kind: string, title: string, authorIds: string[]) =>
    curator.post(bank(), {
      ...{ id, kind, title, authorIds, level: 'SCHOOL', topics: ['Первый год'], effectiveOn: '2022-11-14' },
      text: { link: 'https://school.example/circles.pdf' },
    });
  const ofTaken = (act: string, effectiveOn: string, more: object = {}) =>
    town.methodist.post(`${cabinet()}/practices/${taken}/${act}`, { ...more, effectiveOn });
  const publish = (namedIds: string[] = []) =>
    ofTaken('publication', '2022-11-24', { materialId: material, namedIds });
  const read = async (by: Person, organisationId: string, register: string, after = '0') =>
    (await by.get(`/v1/organisations/${organisationId}/registers/${register}&after=${after}`)).body;

  it('«формирует базу данных программ наставничества и лучших практик»', async () => {
    await done(submit(circles, 'PRACTICE', 'Круги наставничества', [ids.mentor]));
    const { body } = await done(submit(programme, 'PROGRAMME', 'Программа «Первый год»', []));
    const practices = await read(curator, town.schoolId, 'practices?kind=PRACTICE', body.position);
    expect(practices.items).toMatchObject([{ practiceId: circles, status: 'SUBMITTED', publishedOn: null }]);
    expect(practices.people[ids.mentor].name).toContain('Проверкина');
    const programmes = await read(town.methodist, town.schoolId, 'practices?kind=PROGRAMME');
    expect(programmes.items).toMatchObject([{ practiceId: programme, title: 'Программа «Первый год»' }]);
    expect(JSON.stringify(programmes)).not.toContain('Проверкина');
  });

  it('IZO-4.3-01: «выявляет, систематизирует»: the cabinet takes what the school has accepted into its own bank', async () => {
    const identify = (by: Person) =>
      by.post(`${cabinet()}/practices/identified`, {
        ...{
          id: taken,
          sourceId: circles,
          level: 'MUNICIPAL',
          topics: ['Адаптация'],
          effectiveOn: '2022-11-16',
        },
      });
    await refusedUncited(identify(town.methodist), 'source-accepted-by-school');
    await done(
      curator.post(`${bank()}/${circles}/review`, { reviewer: 'CURATOR', effectiveOn: '2022-11-15' }),
    );
    expect((await identify(curator)).status).toBe(403);
    await done(identify(town.methodist));
    await refusedUncited(
      ofTaken('review', '2022-11-17', { reviewer: 'CURATOR' }),
      'practice-reviewer-of-this-level',
    );
    await done(ofTaken('review', '2022-11-17', { reviewer: 'METHOD_CABINET' }));
  });

  it('IZO-4.3-01, IZO-3.2-07: «отбирает и распространяет … посредством размещения на сайте отдела образования»', async () => {
    const reasons = await refused(publish(), 'п. 4.3, абз. 1', 'п. 3.2, абз. 7');
    expect(reasons.map(({ rule }) => rule)).toEqual([
      ...['practice-reviewed-and-selected-before-spread', 'practice-published-on-site'],
    ]);
    await done(ofTaken('selection', '2022-11-18'));
    const onSite = (path: string, more: object) =>
      town.methodist.post(`${cabinet()}/${path}`, { effectiveOn: '2022-11-21', ...more });
    await done(onSite('site-section', { title: 'Наставничество', url: 'https://edu.example/mentoring' }));
    await refused(
      onSite('site-materials', {
        ...{ rubric: 'HONOUR_BOARD', kind: 'NEWS', title: 'Лучшие', url: 'https://edu.example/best' },
        ...{ freeAccess: true, namedIds: [] },
      }),
      'п. 4.3, абз. 1',
    );
    await done(
      onSite('site-materials', {
        ...{ id: material, rubric: 'PRACTICES', kind: 'METHODICAL', title: 'Круги наставничества' },
        ...{ url: 'https://edu.example/circles', freeAccess: true, namedIds: [] },
      }),
    );
    await refusedUncited(publish([ids.mentor]), 'author-named-with-consent');
    const { body } = await done(publish());
    const { items } = await read(
      town.authority,
      town.municipalityId,
      'practices?status=PUBLISHED',
      body.position,
    );
    expect(items).toMatchObject([
      {
        practiceId: taken,
        sourceId: circles,
        publishedOn: '2022-11-24',
        namedIds: [],
        topics: ['Адаптация'],
      },
    ]);
  });

  it('IZO-5-06: «обмен инновационным опытом»: what is banked, published and taken over is counted', async () => {
    const { totals } = await read(town.authority, town.municipalityId, 'practices?withSchools=true');
    expect(totals).toEqual({ banked: 3, published: 1, takenOver: 1 });
  });

  it('«цифровую информационно-коммуникативную среду»: sections, materials and resources of every school', async () => {
    const { body } = await done(
      curator.post(`/v1/organisations/${town.schoolId}/info-resources`, {
        ...{ kind: 'CHAT', title: 'Наставники школы', place: 'https://chat.example/mentors' },
        effectiveOn: '2022-11-25',
      }),
    );
    const { items } = await read(town.authority, town.municipalityId, 'sites?sort=-updatedOn', body.position);
    expect(items).toMatchObject([
      {
        organisationId: town.schoolId,
        section: null,
        resources: [{ kind: 'CHAT', updatedOn: '2022-11-25' }],
      },
      { organisationId: town.municipalityId, materials: { total: 1, byRubric: { PRACTICES: 1 } } },
    ]);
  });
});

describe('6. Мониторинг', () => {
  const process = { indicator: 'PROC_SOCIAL_ACTIVITY', aspect: 'PROCESS', level: 'SUFFICIENT' };
  const impact = { indicator: 'IMP_INNOVATION', aspect: 'IMPACT', level: 'HIGH' };
  const monitor = (on: string, by = curator, findings = [process, impact], kind = 'INTERIM') =>
    ofPair(by, pairs.pair, 'monitoring', on, { kind, findings });

  it('IZO-4.1-08: «проводит внутренний мониторинг» — the organisation, not the mentor', async () => {
    await refused(monitor('2022-12-20', town.person('mentor', ids.mentor)), 'п. 4.1, абз. 8');
  });

  it('IZO-6.1-01: «состоящий из двух этапов»: the process, and the influence on its members', async () => {
    await refused(monitor('2022-12-20', curator, [process]), 'п. 6.1');
    await refused(monitor('2022-12-20', curator, [impact]), 'п. 6.1');
    await done(monitor('2022-12-20'));
  });

  it('no moment is prescribed: a second interim monitoring is no breach, nor a final one before any final meeting', async () => {
    await done(monitor('2023-03-20'));
    await done(monitor('2023-05-22', curator, [process, impact], 'FINAL'));
  });
});

describe('Завершение', () => {
  it('no report of the mentor and no final meeting are asked for; entry and exit are compared without a clause', async () => {
    const complete = (effectiveOn: string) => ofPair(curator, pairs.pair, 'completion', effectiveOn);
    await refusedUncited(complete('2023-05-30'), 'completed-after-exit-assessment');
    await done(ofPair(curator, pairs.pair, 'exit-assessment', '2023-05-26', levels('HIGH', ids.entrant)));
    const { body } = await done(complete('2023-05-30'));
    expect(await town.statusOf(pairs.pair, body.position)).toBe('COMPLETED');
    lastPosition = body.position;
  });
});

describe('4.2, 4.3. Отдел образования и методический кабинет', () => {
  const district = (by: Person, path: string, effectiveOn: string, body: object): Promise<Answer> =>
    by.post(`/v1/organisations/${town.municipalityId}${path}`, { effectiveOn, ...body });

  it('IZO-4.2-03: «определяет меры стимулирования эффективных наставников на муниципальном уровне», and gives them', async () => {
    const measure = { title: 'Премия лучшему наставнику округа', material: true };
    const { body } = await done(district(town.authority, '/incentive-measures', '2023-05-02', measure));
    const award = { role: 'MENTOR', kind: 'MUNICIPAL_MEASURES', level: 'MUNICIPAL', recipientId: ids.mentor };
    const nominate = (more: object) =>
      district(town.authority, '/awards', '2023-05-10', { ...award, ...more });
    await refused(nominate({}), 'п. 4.2, абз. 3');
    await refused(
      town.director.post(`/v1/organisations/${town.schoolId}/awards`, {
        ...{ ...award, measureId: body.id, effectiveOn: '2023-05-10' },
      }),
      'п. 4.2, абз. 3',
    );
    const nominated = await done(nominate({ measureId: body.id }));
    const register = await town.authority.get(
      `/v1/organisations/${town.municipalityId}/registers/awards?after=${nominated.body.position}`,
    );
    expect(register.body.items).toMatchObject([{ recipientId: ids.mentor, measure }]);
    expect(register.body.people).toBeUndefined();
  });

  it('IZO-4.3-04: «создает профессиональные объединения педагогов – наставников»: the cabinet does, of mentors alone', async () => {
    const form = (headId: string) =>
      district(town.methodist, '/councils', '2023-05-11', {
        ...{ kind: 'MUNICIPAL_ASSOCIATION', headId },
        members: [{ memberId: headId, agreedOn: '2023-05-10' }],
      });
    await refused(form(ids.graduate), 'п. 4.3, абз. 4');
    const { body } = await done(form(ids.mentor));
    const register = await town.methodist.get(
      `/v1/organisations/${town.municipalityId}/registers/councils?after=${body.position}`,
    );
    expect(register.body.items).toMatchObject([{ kind: 'MUNICIPAL_ASSOCIATION', headId: ids.mentor }]);
  });

  it('IZO-4.2-01: «контролирует внедрение»: the department sees what its school has introduced and done', async () => {
    const { status, body } = await town.authority.get(
      `/v1/municipalities/${town.municipalityId}/summary?after=${lastPosition}`,
    );
    expect(status).toBe(200);
    expect(body.totals).toMatchObject({ schools: 1, schoolsIntroduced: 1, mentees: 4, mentors: 2 });
    expect(body.schools[0]).toMatchObject({
      ...{ schoolId: town.schoolId, introducedFrom: '2022-09-01', meetingsHeld: 3 },
      ...{ monitoring: { interim: 2, final: 1 }, pairs: { active: 1, completed: 1, proposed: 2 } },
    });
  });

  it('IZO-4.3-05, IZO-4.1-06: the methodical cabinet reads the mentors of the school, the school alone their names', async () => {
    const at = `${town.school}/registers/mentors?after=${lastPosition}`;
    const [cabinet, school] = await Promise.all([town.methodist.get(at), town.director.get(at)]);
    expect([cabinet.status, school.status]).toEqual([200, 200]);
    for (const id of [ids.mentor, ids.outside]) expect(JSON.stringify(cabinet.body)).toContain(id);
    expect(JSON.stringify(cabinet.body)).not.toContain('Проверкина');
    expect(JSON.stringify(school.body)).toContain('Проверкина');
  });

  it('IZO-4.3-02, IZO-3.2-04: «методическую, экспертно-консультационную, информационную и просветительскую поддержку»: four kinds, for people of its schools', async () => {
    const cabinet = activitiesOf(town.municipalityId);
    for (const help of ['METHODICAL', 'EXPERT_CONSULTING', 'INFORMATIONAL', 'EDUCATIONAL']) {
      const id = randomUUID();
      await done(
        cabinet.plan(town.methodist, id, { kind: 'METHODICAL_HELP', help }, '2023-03-01', {
          level: 'MUNICIPAL',
        }),
      );
      const hold = (participantIds: string[]) =>
        cabinet.act(town.methodist, id, 'holding', '2023-03-02', { channel: 'VIDEO', participantIds });
      await refusedUncited(hold([randomUUID()]), 'participants-known');
      const { body } = await done(hold([ids.mentor]));
      expect(await cabinet.entry(town.authority, id, body.position)).toMatchObject({
        ...{ content: { help }, level: 'MUNICIPAL', participantIds: [ids.mentor] },
      });
    }
    const set = { value: ['METHODICAL'], clauses: [{ id: 'OWN-9', document: OWN_DOCUMENT, clause: '9' }] };
    await done(
      town.director.put(`/v1/organisations/${town.schoolId}/regulation/parameters/methodicalHelp`, {
        ...{ ...set, effectiveOn: '2023-03-03' },
      }),
    );
    await refusedBySchool(
      activitiesOf(town.schoolId).plan(
        curator,
        randomUUID(),
        { kind: 'METHODICAL_HELP', help: 'EDUCATIONAL' },
        '2023-03-06',
      ),
      'п. 9',
    );
  });

  it('the auditor replays both pairs and finds every act lawful', () => town.audit(pairs.pair, pairs.across));
});

describe('4.1, 4.3. Реестры муниципалитета', () => {
  it('IZO-4.3-05, IZO-4.1-06: the cabinet sees curators, participants by form and banks of its schools, and nobody by name', async () => {
    const at = `/v1/organisations/${town.municipalityId}`;
    const found = await readRegisters(
      ...([town.house, town.methodist, at] as const),
      ...(['curators', 'mentees', 'mentors', 'pairs', 'programmes', 'documents'] as const),
    );
    expect(found.curators).toMatchObject([
      {
        ...{ schoolId: town.schoolId, mentorIds: [expect.any(String), expect.any(String)] },
        curators: [{ form: 'ALL', order: { number: '2', cancelledOn: null } }],
      },
    ]);
    expect(found.mentees.map(({ categories }) => categories[0]).sort()).toEqual([
      ...['EXPERIENCED_NEW_TECH', 'NEW_IN_COLLECTIVE', 'NON_PEDAGOGICAL_EDUCATION', 'YOUNG_ENTRANT'],
    ]);
    expect(found.mentors).toHaveLength(2);
    expect(found.pairs.find(({ status }) => status === 'COMPLETED')).toMatchObject({
      ...{ form: 'TEACHER_TEACHER', schoolId: town.schoolId, orders: [{ number: '10' }] },
    });
    expect(found.programmes).toHaveLength(1);
    expect(requiredRegisters(found.documents)).toEqual({
      'персонифицированный учёт участников': true,
      'банк программ наставничества': true,
      'банк лучших практик': true,
      'муниципальная база кураторов и наставников': true,
    });
    expect((await town.methodist.get(`${at}/registers/curators`)).body.people).toBeUndefined();
  });

  it('IZO-6.1.1-03, IZO-4.3-03: the reports of the municipality are those of its schools, without anybody’s words', async () => {
    const at = `/v1/organisations/${town.municipalityId}`;
    const found = await readReports(
      ...([town.house, town.methodist, at, 'year=2022'] as const),
      ...(['monitoring', 'curator', 'municipal', 'retention', 'dashboard'] as const),
    );
    expect(found.monitoring.process.map(({ indicator }: { indicator: string }) => indicator)).toContain(
      'PROC_CONTEST_INVOLVEMENT',
    );
    expect(found.monitoring.programmes).toMatchObject([{ organisationId: town.schoolId, inAction: false }]);
    expect(found.curator.forms).toMatchObject([
      { form: 'TEACHER_TEACHER', fixed: 1, programmesApproved: 1, meetings: 2 },
      { form: 'TRADITIONAL', fixed: 1, programmesApproved: 0, meetings: 0 },
    ]);
    expect(found.municipal).toMatchObject({ organisations: 1, pairs: { inForce: 2, fixed: 2 }, meetings: 2 });
    expect(found.retention.totals).toMatchObject({ came: 1, inBase: 1, left: 0 });
    expect(found.dashboard.totals).toMatchObject({
      youngSpecialists: { inBase: 1, mentored: 1 },
      percent: { youngSpecialistsCovered: 100 },
    });
    expect(found.dashboard.schools).toMatchObject([{ organisationId: town.schoolId }]);
  });
});
