/**
 * A year of mentoring under the municipal programme and roadmap of ЗАТО Северск, over HTTP, in the order of the document: the
 * municipality adopts it, the school adopts nothing of its own. With the refusals its clauses demand, and with what it does not ask.
 */
import { randomUUID } from 'node:crypto';
import { activitiesOf } from '../support/activities';
import { type Answer, type Person } from '../support/house';
import { done, foundTown, refusedBy, refusedUncited, type Town } from './municipal.testing';
import { readRegisters, requiredRegisters } from '../support/registers';

jest.setTimeout(120_000);

const DOCUMENT = 'Приказ УО ЗАТО Северск № 279';
const refused = refusedBy(DOCUMENT);

let town: Town;
let responsible: Person;
/** Of the log, after the last act of the year. */
let lastPosition: string;
const ids = {
  responsible: randomUUID(),
  mentor: randomUUID(),
  second: randomUUID(),
  young: randomUUID(),
  moved: randomUUID(),
  experienced: randomUUID(),
  outside: randomUUID(),
  graduate: randomUUID(),
};
const pairs = {
  traditional: randomUUID(),
  group: randomUUID(),
  flash: randomUUID(),
  virtual: randomUUID(),
  reverse: randomUUID(),
};

beforeAll(async () => {
  town = await foundTown({
    municipality: 'ЗАТО Северск',
    school: 'Школа Северска',
    utcOffsetMinutes: 420,
    on: '2021-08-02',
  });
  responsible = town.person('curator', ids.responsible);
});
afterAll(() => town?.house.stop());

const propose = (id: string, form: string, menteeIds: string[], kind = 'PAIR'): Promise<Answer> =>
  responsible.post(`${town.school}/pairs`, {
    ...{ id, kind, form, menteeIds, tasks: ['PROFESSIONAL'], effectiveOn: '2021-09-13' },
  });
const ofPair = (by: Person, pairId: string, act: string, effectiveOn: string, more: object = {}) =>
  by.post(`${town.school}/pairs/${pairId}/${act}`, { ...more, effectiveOn });
const offer = (pairId: string, ...mentorIds: string[]): Promise<Answer> =>
  ofPair(responsible, pairId, 'candidates', '2021-09-14', { mentorIds });
const meeting = (pairId: string, kind: string, effectiveOn: string, ...attendeeIds: string[]) =>
  ofPair(responsible, pairId, 'meetings', effectiveOn, { kind, attendeeIds });
const levels = (level: string, ...menteeIds: string[]) => ({
  assessments: menteeIds.map((menteeId) => ({ menteeId, levels: { PROFESSIONAL: level } })),
});
const menteeBase = (id: string, category: string, more: object = {}, effectiveOn = '2021-09-10') =>
  responsible.post(`${town.school}/participants/${id}/mentee-base`, {
    ...{ categories: [category], tasks: ['PROFESSIONAL'], effectiveOn, ...more },
  });
const mentorBase = (id: string, category = 'PEDAGOGUE', more: object = {}) =>
  responsible.post(`${town.school}/participants/${id}/mentor-base`, {
    ...{ category, experience: ['PROFESSIONAL'], effectiveOn: '2021-09-10' },
    evidenceNote: { text: 'Ученики — призёры олимпиад три года подряд' },
    ...more,
  });

describe('Приказ, п. 1, 2: «Утвердить Муниципальную программу…», «Утвердить дорожную карту»', () => {
  it('SEV-O-1: what the municipality approves is in force at its school, which approves nothing of its own', async () => {
    expect((await town.inForce('modelPeriod', '2021-09-01')).source).toBe('DEFAULT');
    await done(town.adopt(DOCUMENT, 'SEV', '2021-08-10'));
    expect(await town.inForce('modelPeriod', '2021-09-01')).toEqual({
      value: { from: '2021-01-01', until: '2024-12-31' },
      source: 'INHERITED',
      citations: [`${DOCUMENT}, п. 1 приказа`],
    });
    expect((await town.inForce('modelPeriod', '2021-08-09')).source).toBe('DEFAULT');
  });
});

describe('IV. Ожидаемые результаты', () => {
  it('the share of organisations with a programme grows to all of them by 2024', async () => {
    const { value, citations } = await town.inForce('yearlyTargets', '2021-09-01');
    const targets = value as { year: number; indicator: string; value: number; unit: string }[];
    const of = (indicator: string, unit: string) =>
      targets.filter((each) => each.indicator === indicator && each.unit === unit).map((each) => each.value);
    expect(of('Организации с программой наставничества', 'PERCENT')).toEqual([40, 60, 80, 100]);
    expect(of('Организации с программой наставничества', 'COUNT')).toEqual([16, 24, 32, 40]);
    expect(of('ДОУ с программой наставничества', 'COUNT')).toEqual([9, 13, 18, 22]);
    expect(of('МОУ с программой наставничества', 'COUNT')).toEqual([7, 11, 14, 18]);
    expect(citations).toContain(`${DOCUMENT}, п. IV.4 программы`);
  });
});

describe('Дорожная карта, подготовительный этап: нормативное обеспечение', () => {
  it('SEV-RM-P2: the school approves its programme and roadmap by order, and mentoring is introduced', async () => {
    await done(
      town.order('101', '2021-08-27', {
        kind: 'REGULATION',
        title: 'Об утверждении программы и дорожной карты наставничества',
      }),
    );
    await refusedUncited(
      town.order('103', '2021-08-27', { kind: 'MENTOR_SCHOOL', programmes: ['Введение'] }),
      'introduction-order-first',
    );
    await done(town.order('102', '2021-09-01', { kind: 'INTRODUCTION', from: '2021-09-01' }));
    const born = '1976-05-17';
    const staff = { position: 'PEDAGOGUE' };
    const on = { effectiveOn: '2021-09-02' };
    await done(town.register(ids.responsible, 'PEDAGOGUE', born, { ...on, position: 'DEPUTY_HEAD_UVR' }));
    for (const id of [ids.mentor, ids.second, ids.experienced])
      await done(town.register(id, 'PEDAGOGUE', born, { ...on, ...staff }));
    for (const id of [ids.young, ids.moved])
      await done(town.register(id, 'PEDAGOGUE', '1998-06-20', { ...on, ...staff }));
    await done(
      town.register(ids.outside, 'PEDAGOGUE', born, { ...on, employed: false, position: 'PARTNER_STAFF' }),
    );
    await done(town.register(ids.graduate, 'GRADUATE', '1990-03-08', { ...on, employed: false }));
  });

  it('SEV-RM-P3b: a responsible person is appointed by order first, and from the staff', async () => {
    await refused(
      propose(pairs.traditional, 'TRADITIONAL', [ids.young]),
      'п. 3 подготовительного этапа дорожной карты',
    );
    const appoint = (personId: string) =>
      town.order('103', '2021-09-03', { kind: 'APPOINTMENT', curators: [{ personId, form: 'ALL' }] });
    await refused(appoint(ids.outside), 'п. 3 подготовительного этапа дорожной карты');
    await done(appoint(ids.responsible));
  });

  it('SEV-O-4: the coordinator is the municipality’s, not the school’s', async () => {
    await refused(
      town.order('104', '2021-09-03', {
        ...{ kind: 'APPOINTMENT', coordinatorId: ids.responsible, curators: [] },
      }),
      'п. 4 приказа',
      'п. 5 приказа',
    );
  });
});

describe('Понятия: «наставник», «наставляемый» — педагогические работники', () => {
  it('SEV-D-03: a student takes no part', async () => {
    await refused(
      town.register(randomUUID(), 'STUDENT', '2006-02-02', { effectiveOn: '2021-09-02' }),
      'программы, «наставляемый»',
    );
  });

  it('SEV-D-02: a mentor is a pedagogical worker', async () => {
    await refused(mentorBase(ids.graduate, 'GRADUATE'), 'программы, «наставник»');
  });

  it('of measurable results the programme says nothing: they are asked for without a clause', async () => {
    await refusedUncited(
      mentorBase(ids.mentor, 'PEDAGOGUE', { evidenceNote: undefined }),
      'mentor-criterion-evidenced',
    );
  });
});

describe('«Потребность в наставничестве возникает у нескольких категорий»; основной этап, п. 1: базы данных', () => {
  it('SEV-C-1: «Молодые специалисты без опыта работы (от 0 до 3 лет)»', async () => {
    await refused(menteeBase(ids.young, 'YOUNG_SPECIALIST'), 'п. 1 категорий программы');
    await refused(
      menteeBase(ids.young, 'YOUNG_SPECIALIST', { experienceYears: 4 }),
      'п. 1 категорий программы',
    );
    await done(menteeBase(ids.young, 'YOUNG_SPECIALIST', { experienceYears: 0 }));
  });

  it('SEV-C-2, SEV-C-3: new duties and a new organisation «независимо от возраста и стажа»; no other category', async () => {
    await refused(
      menteeBase(ids.moved, 'BURNOUT'),
      'п. 1 категорий программы',
      'п. 2 категорий программы',
      'п. 3 категорий программы',
    );
    await done(menteeBase(ids.moved, 'TRANSFERRED', { experienceYears: 20 }));
    await done(menteeBase(ids.experienced, 'NEW_DUTIES_OR_TECH'));
  });

  it('SEV-RM-M1: who is in no base is in no pair', async () => {
    await refused(
      propose(pairs.traditional, 'TRADITIONAL', [ids.second]),
      'п. 1 основного этапа дорожной карты',
    );
    await done(propose(pairs.traditional, 'TRADITIONAL', [ids.young]));
    await refused(offer(pairs.traditional, ids.mentor), 'п. 1 основного этапа дорожной карты');
    for (const id of [ids.mentor, ids.second, ids.young, ids.outside]) await done(mentorBase(id));
    await done(offer(pairs.traditional, ids.mentor));
  });
});

describe('Формы наставничества', () => {
  it('the list is closed: a form of another regulation is not among the six', async () => {
    await refused(
      propose(randomUUID(), 'TEACHER_TEACHER', [ids.young]),
      'программы, «Формы», традиционное',
      'программы, «Формы», реверсивное',
    );
  });

  it('SEV-F-1: traditional is «один на один»', async () => {
    await refused(
      propose(randomUUID(), 'TRADITIONAL', [ids.young, ids.moved], 'GROUP'),
      'программы, «Формы», традиционное',
    );
  });

  it('SEV-F-2: a group has «нескольких наставляемых»', async () => {
    await refused(propose(randomUUID(), 'GROUP', [ids.young], 'GROUP'), 'программы, «Формы», групповое');
    await done(propose(pairs.group, 'GROUP', [ids.young, ids.moved], 'GROUP'));
    await done(offer(pairs.group, ids.mentor, ids.second));
  });

  it('SEV-F-6: virtual mentors may be «за пределами образовательной организации», several of them; traditional ones may not', async () => {
    await refused(offer(pairs.traditional, ids.outside), 'программы, «Формы», виртуальное');
    await refused(
      propose(randomUUID(), 'VIRTUAL', [ids.young, ids.moved], 'GROUP'),
      'программы, «Формы», виртуальное',
    );
    await done(propose(pairs.virtual, 'VIRTUAL', [ids.moved], 'GROUP'));
    await done(offer(pairs.virtual, ids.outside, ids.second));
  });

  it('SEV-F-4, SEV-III-5: network mentoring too reaches beyond the organisation', async () => {
    const network = randomUUID();
    await refused(offer(pairs.group, ids.outside), 'п. III.5 программы');
    await done(propose(network, 'NETWORK', [ids.young]));
    await done(offer(network, ids.outside));
  });

  it('SEV-F-3, SEV-F-5: a flash; and the young specialist mentors the experienced pedagogue', async () => {
    await done(propose(pairs.flash, 'FLASH', [ids.young]));
    await done(offer(pairs.flash, ids.second));
    await done(propose(pairs.reverse, 'REVERSE', [ids.experienced]));
    await done(offer(pairs.reverse, ids.young));
  });
});

describe('Основной этап, п. 2: «Приказ о закреплении наставнических пар/групп»', () => {
  const fix = (number: string, ...pairIds: string[]) =>
    town.order(number, '2021-09-20', {
      kind: 'PAIRS',
      pairs: pairIds.map((pairId) => ({ pairId, from: '2021-09-20', until: '2022-06-30' })),
    });

  it('SEV-RM-M2: before the order a pair does not meet', async () => {
    await refused(
      meeting(pairs.traditional, 'REGULAR', '2021-09-20', ids.mentor, ids.young),
      'п. 2 основного этапа дорожной карты',
    );
  });

  it('of consents the programme says nothing: they are asked for without a clause, and nothing of the order is done without them', async () => {
    await refusedUncited(
      fix('110', pairs.traditional),
      'consents-before-pair-order',
      'personal-data-consented',
    );
    for (const id of [ids.mentor, ids.second, ids.young, ids.experienced, ids.outside])
      await town.consent(id, '2021-09-15');
    await refusedUncited(
      fix('110', pairs.traditional, pairs.group),
      'consents-before-pair-order',
      'personal-data-consented',
    );
    expect(await town.statusOf(pairs.traditional)).toBe('PROPOSED');
    await town.consent(ids.moved, '2021-09-15');
  });

  it('SEV-RM-M2, SEV-RM-M3: one order fixes pairs and groups; neither a choice, nor a presentation of programmes, nor an agreement is asked for', async () => {
    const { body } = await done(fix('110', ...Object.values(pairs)));
    for (const pairId of Object.values(pairs))
      expect(await town.statusOf(pairId, body.position)).toBe('ACTIVE');
  });

  it('SEV-RM-M3: an agreement with an organisation from outside may still be concluded', async () => {
    await done(
      town.director.post(`${town.school}/agreements`, {
        ...{ number: '7', mentorIds: [ids.outside], gratuitous: false },
        ...{ from: '2021-09-21', until: '2022-06-30', effectiveOn: '2021-09-21' },
      }),
    );
  });
});

describe('Основной этап, п. 5: «Организация совместной работы наставляемых и наставников»', () => {
  beforeAll(async () => {
    for (const pairId of [pairs.traditional, pairs.flash])
      await done(ofPair(responsible, pairId, 'entry-assessment', '2021-09-20', levels('LOW', ids.young)));
    await done(
      ofPair(
        responsible,
        pairs.group,
        'entry-assessment',
        '2021-09-20',
        levels('BASIC', ids.young, ids.moved),
      ),
    );
  });

  it('SEV-F-3: «одноразовые встречи»: a flash meets once, and no second time', async () => {
    const flash = (kind: string, on: string) => meeting(pairs.flash, kind, on, ids.second, ids.young);
    await refused(flash('ORGANISATIONAL', '2021-09-22'), 'программы, «Формы», флэш');
    await refused(ofPair(responsible, pairs.flash, 'completion', '2021-09-22'), 'программы, «Формы», флэш');
    await done(flash('FINAL', '2021-09-22'));
    await refused(flash('FINAL', '2021-09-23'), 'программы, «Формы», флэш');
  });

  it('the other forms have no order of meetings: a trial may come first, an organisational one after it', async () => {
    const group = [ids.mentor, ids.young];
    await done(meeting(pairs.group, 'TRIAL', '2021-09-24', ids.second, ids.moved));
    await done(meeting(pairs.group, 'ORGANISATIONAL', '2021-09-27', ...group));
    await done(meeting(pairs.group, 'TRIAL', '2021-09-28', ...group));
  });

  it('«для преодоления имеющихся профессиональных дефицитов»: the plan rests on diagnosed ones, and regular meetings on the plan', async () => {
    const plan = (elements = ['ADAPTATION', 'SUPPORT']) =>
      ofPair(responsible, pairs.traditional, 'plan', '2021-10-04', {
        ...(elements.length > 0 ? { elements } : {}),
        authorIds: [ids.mentor, ids.young],
        plan: { text: 'Освоить конструирование урока' },
      });
    const regular = (on: string) => meeting(pairs.traditional, 'REGULAR', on, ids.mentor, ids.young);
    await refused(plan(), 'программы, «наставничество»');
    await done(
      responsible.post(`${town.school}/participants/${ids.young}/needs`, {
        tasks: ['PROFESSIONAL'],
        findings: { strengths: 'Предмет', weaknesses: 'Дисциплина', vectors: 'Конструирование урока' },
        effectiveOn: '2021-10-01',
      }),
    );
    await refused(plan([]), 'программы, «Элементы модели», адаптация');
    await done(plan());
    await refusedUncited(regular('2021-10-06'), 'plan-approved-before-regular-meetings');
    await done(ofPair(responsible, pairs.traditional, 'plan/approval', '2021-10-05'));
    await done(regular('2021-10-06'));
    await done(regular('2021-11-10'));
  });
});

describe('Основной этап, п. 6–8: семинары, курсы, конкурсы', () => {
  const results = { of: 'EVENT', materials: 'https://rco.example/seminar' };
  const modules = [{ title: 'Адаптация молодого педагога', hours: 18, change: 'UPDATED' }];
  const approval = async (organisationId: string, number: string, kind: string, issuedOn: string) => {
    const by = organisationId === town.schoolId ? town.director : town.authority;
    const { body } = await done(
      by.post(`/v1/organisations/${organisationId}/orders`, {
        ...{ number, register: 'MAIN', issuedOn, legalBasis: ['Приказ № 279'] },
        content: { kind, title: 'Об итогах' },
      }),
    );
    return body.id as string;
  };

  it('SEV-IV-8a, SEV-RM-M6a: in 2021 the resource centre develops the programme of its seminar, holds it and orders on the results', async () => {
    const centre = activitiesOf(town.municipalityId);
    const id = randomUUID();
    const held = { channel: 'MIXED', participantIds: [ids.mentor, ids.young], guests: 40, experts: 2 };
    await done(centre.plan(town.methodist, id, { kind: 'SEMINAR' }, '2021-08-16', { level: 'MUNICIPAL' }));
    await refused(centre.act(town.methodist, id, 'holding', '2021-09-22', held), 'п. IV.8 программы');
    await done(centre.act(town.methodist, id, 'programme', '2021-08-18', { modules }));
    await done(centre.act(town.methodist, id, 'holding', '2021-09-22', held));
    const close = (more: object = {}) =>
      centre.act(town.methodist, id, 'results', '2021-09-24', { results, ...more });
    await refused(close(), 'п. 6 основного этапа дорожной карты');
    const orderId = await approval(town.municipalityId, '300', 'ACTIVITY_RESULTS', '2021-09-23');
    const { body } = await done(close({ orderId }));
    expect(await centre.entry(town.authority, id, body.position)).toMatchObject({
      ...{ status: 'CLOSED', channel: 'MIXED', attendance: 42, experts: 2, orderIds: [orderId], results },
    });
  });

  it('SEV-RM-M6b, SEV-IV-8c: the school holds its round table with an order on the results; support is addressed in three formats', async () => {
    const own = activitiesOf(town.schoolId);
    const id = randomUUID();
    await done(own.plan(responsible, id, { kind: 'ROUND_TABLE' }, '2021-10-11'));
    await done(
      own.act(responsible, id, 'holding', '2021-10-12', {
        ...{ channel: 'IN_PERSON', participantIds: [ids.mentor, ids.young] },
      }),
    );
    const close = (more: object = {}) =>
      own.act(responsible, id, 'results', '2021-10-13', { results, ...more });
    await refused(close(), 'п. 6 основного этапа дорожной карты');
    await done(close({ orderId: await approval(town.schoolId, '61', 'ACTIVITY_RESULTS', '2021-10-12') }));
    const addressed = (kind: string) =>
      own.plan(responsible, randomUUID(), { kind }, '2021-10-14', { addressed: true });
    await refused(addressed('FORUM'), 'п. IV.8 программы', 'п. V программы, мероприятие 3, пп. 2');
    for (const kind of ['SEMINAR', 'WEBINAR', 'TUTOR_SUPPORT']) await done(addressed(kind));
  });

  it('SEV-RM-M8, SEV-IV-10, SEV-V-3.4: the municipal contest «Лучший педагог-наставник», won by order', async () => {
    const centre = activitiesOf(town.municipalityId);
    const id = randomUUID();
    const plan = (title: string) =>
      centre.plan(town.methodist, id, { kind: 'CONTEST' }, '2021-09-27', { title, level: 'MUNICIPAL' });
    await refused(plan('Лучший урок'), 'п. IV.10 программы');
    await done(plan('Лучший педагог-наставник'));
    const enter = (participantIds: string[]) =>
      centre.act(town.methodist, id, 'participants', '2021-09-28', { participantIds });
    await refused(enter([ids.graduate]), 'п. V программы, мероприятие 3, пп. 4');
    await done(enter([ids.mentor, ids.second]));
    await done(
      centre.act(town.methodist, id, 'holding', '2021-10-15', {
        ...{ channel: 'IN_PERSON', participantIds: [ids.mentor, ids.second] },
      }),
    );
    const won = { of: 'CONTEST', places: [{ place: 1, participantId: ids.mentor }] };
    const close = (more: object = {}) =>
      centre.act(town.methodist, id, 'results', '2021-10-20', { results: won, ...more });
    await refused(close(), 'п. 8 основного этапа дорожной карты');
    await done(
      close({ orderId: await approval(town.municipalityId, '301', 'ACTIVITY_RESULTS', '2021-10-19') }),
    );
  });

  it('SEV-RM-M7, SEV-IV-9a: a course has a programme, updated in 2021, and an order that enrols its listeners, whose record it enters', async () => {
    const centre = activitiesOf(town.municipalityId);
    const id = randomUUID();
    const listeners = [ids.mentor, ids.second];
    const enter = (more: object = {}) =>
      centre.act(town.methodist, id, 'participants', '2021-11-02', { participantIds: listeners, ...more });
    const hold = () =>
      centre.act(town.methodist, id, 'holding', '2021-12-10', {
        ...{ channel: 'VIDEO', participantIds: listeners },
      });
    await done(centre.plan(town.methodist, id, { kind: 'CPD_COURSE' }, '2021-11-01', { level: 'MUNICIPAL' }));
    await refused(enter(), 'п. 7 основного этапа дорожной карты');
    await done(enter({ orderId: await approval(town.municipalityId, '302', 'ACTIVITY', '2021-11-02') }));
    await refused(hold(), 'п. 7 основного этапа дорожной карты', 'п. IV.9 программы');
    await done(centre.act(town.methodist, id, 'programme', '2021-11-03', { modules }));
    await done(hold());
    const { body } = await done(
      centre.act(town.methodist, id, 'results', '2021-12-13', {
        results: { of: 'TRAINING', completedIds: [ids.second] },
      }),
    );
    const record = await town.director.get(
      `${town.school}/participants/${ids.second}/trainings?after=${body.position}`,
    );
    expect(record.body.items).toEqual([expect.objectContaining({ activityId: id, hours: 18 })]);
    const cadence = await town.authority.get(
      `/v1/organisations/${town.municipalityId}/activity-cadence?from=2021&until=2022&after=${body.position}`,
    );
    expect(cadence.body.periods).toEqual(
      [
        ['SEMINAR_OR_CONFERENCE', 2021, 2021, 1],
        ['SEMINAR_OR_CONFERENCE', 2022, 2022, 0],
        ['CONTEST', 2021, 2021, 1],
        ['CONTEST', 2022, 2022, 0],
        ['CPD_COURSE', 2021, 2022, 1],
      ].map(([event, from, until, held]) => ({ event, from, until, asked: 1, held })),
    );
  });
});

describe('Формы наставничества: преимущества', () => {
  const words = { text: 'Слова для сейфа' };

  it('SEV-F-1a: the mentor gives feedback and may assess how capable the mentee is of developing', async () => {
    const feedback = (by: Person, mentorId: string) =>
      ofPair(by, pairs.traditional, 'feedback', '2021-10-20', {
        ...{ mentorId, menteeId: ids.young, capability: 'HIGH', feedback: words },
      });
    await refusedUncited(
      feedback(town.person('mentor', ids.mentor), ids.second),
      'speaker-of-this-pair',
      'speaks-for-oneself',
    );
    await done(feedback(town.person('mentor', ids.mentor), ids.mentor));
  });

  it('SEV-F-2a: the mentors of the group offer a development of the career', async () => {
    const recommend = (mentorIds: string[]) =>
      ofPair(responsible, pairs.group, 'recommendations', '2021-10-20', {
        ...{ mentorIds, menteeId: ids.moved, kind: 'CAREER', recommendation: words },
      });
    await refusedUncited(recommend([ids.outside]), 'speaker-of-this-pair');
    await done(recommend([ids.mentor, ids.second]));
  });

  it('SEV-F-6a: «самостоятельно обращается к наставнику за советом или ресурсами»', async () => {
    const ask = (by: Person) =>
      ofPair(by, pairs.virtual, 'help', '2021-10-20', {
        menteeId: ids.moved,
        kind: 'ADVICE',
        request: words,
      });
    expect((await ask(responsible)).status).toBe(403);
    await done(ask(town.person('mentee', ids.moved)));
    const answer = () =>
      ofPair(town.person('mentor', ids.outside), pairs.virtual, 'help/1/answer', '2021-10-21', {
        ...{ mentorId: ids.outside, answer: words },
      });
    await done(answer());
    await refusedUncited(answer(), 'help-was-asked-for');
  });
});

describe('Основной этап, п. 4: «Промежуточный мониторинг»', () => {
  const findings = [
    { indicator: 'Регулярность встреч', aspect: 'PROCESS', level: 'SUFFICIENT' },
    { indicator: 'Рост мастерства', aspect: 'IMPACT', level: 'BASIC' },
  ];
  const monitor = (by: Person, kind = 'INTERIM') =>
    ofPair(by, pairs.traditional, 'monitoring', '2021-11-22', { kind, findings });

  it('SEV-RM-M4b: by the organisation, in November, not by the mentor', async () => {
    expect((await town.inForce('monitoringSchedule', '2021-11-22')).value).toMatchObject({
      perPair: [],
      calendar: [
        { kind: 'INTERIM', month: 11, onlyYear: null },
        { kind: 'FINAL', month: 11, onlyYear: 2024 },
      ],
    });
    await refused(monitor(town.person('mentor', ids.mentor)), 'п. 4 основного этапа дорожной карты');
    await done(monitor(responsible));
  });
});

describe('Основной этап, п. 1, 2: «обновление не реже двух раз в год»', () => {
  it('SEV-RM-M1, SEV-RM-M2: half a year later the entry is renewed, and an order replaces a mentor', async () => {
    expect(await town.inForce('registerRefreshPerYear', '2022-02-01')).toMatchObject({
      ...{ value: 2, source: 'INHERITED', citations: [`${DOCUMENT}, п. 1 основного этапа дорожной карты`] },
    });
    expect(await town.inForce('pairOrderRefreshPerYear', '2022-02-01')).toMatchObject({
      ...{ value: 2, source: 'INHERITED', citations: [`${DOCUMENT}, п. 2 основного этапа дорожной карты`] },
    });
    await done(menteeBase(ids.young, 'YOUNG_SPECIALIST', { experienceYears: 1 }, '2022-02-07'));
    const replace = (joiningId: string) =>
      town.order('12', '2022-02-10', {
        kind: 'PAIR_CHANGE',
        pairs: [
          {
            ...{ pairId: pairs.traditional, role: 'MENTOR' },
            ...{ leavingId: ids.mentor, joiningId, on: '2022-02-10' },
          },
        ],
      });
    await refused(replace(ids.outside), 'программы, «Формы», виртуальное');
    await refused(replace(ids.responsible), 'п. 1 основного этапа дорожной карты');
    await done(replace(ids.second));
  });
});

describe('I.2. Знак отличия «За наставничество»', () => {
  it('SEV-I-2, SEV-I-2a: «на протяжении не менее пяти лет», counted from the pairs of the mentor, for one of four merits', async () => {
    const nominate = (grounds?: string[]) =>
      responsible.post(`/v1/organisations/${town.schoolId}/awards`, {
        ...{ recipientId: ids.mentor, role: 'MENTOR', kind: 'STATE_BADGE_FOR_MENTORING', level: 'FEDERAL' },
        ...(grounds === undefined ? {} : { grounds }),
        effectiveOn: '2021-11-25',
      });
    const reasons = await refused(nominate(), 'п. I.2 программы');
    expect(reasons.map(({ rule }) => rule)).toEqual(['badge-merit-of-years', 'badge-on-grounds']);
    const [short] = await refused(nominate(['PRACTICAL_EXPERIENCE']), 'п. I.2 программы');
    expect(short).toMatchObject({ missing: [{ kind: 'mentoring-tenure', subject: ids.mentor }] });
  });
});

describe('Завершение', () => {
  const exit = (pairId: string, on: string) =>
    ofPair(responsible, pairId, 'exit-assessment', on, levels('SUFFICIENT', ids.young));
  const complete = (pairId: string, on: string) => ofPair(responsible, pairId, 'completion', on);

  it('SEV-RM-F1: the final report is the municipality’s: a pair ends its work without a report of the mentor, a final monitoring or a final meeting', async () => {
    await refusedUncited(complete(pairs.traditional, '2022-05-30'), 'completed-after-exit-assessment');
    await done(exit(pairs.traditional, '2022-05-27'));
    const { body } = await done(complete(pairs.traditional, '2022-05-30'));
    expect(await town.statusOf(pairs.traditional, body.position)).toBe('COMPLETED');
    expect((await town.inForce('finalReportBy', '2022-05-30')).value).toEqual(['MUNICIPALITY']);
  });

  it('SEV-F-3: a flash is completed after its one meeting', async () => {
    await done(exit(pairs.flash, '2021-09-24'));
    await done(complete(pairs.flash, '2021-09-27'));
  });

  it('SEV-RM-M2: what an order began an order ends', async () => {
    const { body } = await done(
      town.order('40', '2022-05-31', {
        kind: 'PAIR_END',
        pairs: [{ pairId: pairs.reverse, reason: 'MUTUAL', on: '2022-05-31' }],
      }),
    );
    expect(await town.statusOf(pairs.reverse, body.position)).toBe('ENDED');
    lastPosition = body.position;
    await refused(
      meeting(pairs.reverse, 'REGULAR', '2022-05-31', ids.young, ids.experienced),
      'п. 2 основного этапа дорожной карты',
    );
  });
});

describe('III.6, IV.5, IV.7, V; П-4, П-5, О-9, З-3, З-5: сайты, единая база наставников и экспертов, практики', () => {
  const ofSchool = () => `/v1/organisations/${town.schoolId}`;
  const ofTown = () => `/v1/organisations/${town.municipalityId}`;
  const url = 'https://rco.example/mentoring';
  const section = (by: Person, at: string, title: string, effectiveOn: string) =>
    by.post(`${at}/site-section`, { title, url, effectiveOn });
  const material = (by: Person, at: string, rubric: string, kind: string, effectiveOn: string, free = true) =>
    by.post(`${at}/site-materials`, {
      ...{ rubric, kind, title: 'Материал', url, freeAccess: free, namedIds: [], effectiveOn },
    });
  const sites = async (query = '', after = '0') =>
    (await town.authority.get(`${ofTown()}/registers/sites?after=${after}${query}`)).body;
  const MAIN = 'п. V программы, мероприятие 2, пп. 2';

  it('SEV-IV-5a: «размещение, наполнение и обновление разделов на сайте МАУ ЗАТО Северск «РЦО»»', async () => {
    await refused(material(town.methodist, ofTown(), 'SECTION', 'NEWS', '2021-09-20'), 'п. IV.5 программы');
    await refused(section(town.methodist, ofTown(), 'Наставничество', '2021-09-20'), 'п. IV.5 программы');
    await done(section(town.methodist, ofTown(), 'Развитие наставничества', '2021-09-20'));
    const { body } = await done(material(town.methodist, ofTown(), 'SECTION', 'NEWS', '2021-10-20'));
    const { items } = await sites('&updatedBefore=2021-10-20', body.position);
    expect(JSON.stringify(items)).not.toContain(town.municipalityId);
    const stale = await sites('&updatedBefore=2021-10-21');
    expect(JSON.stringify(stale.items)).toContain(town.municipalityId);
  });

  it('SEV-IV-5b: «на сайтах всех общеобразовательных организаций»: the share is known', async () => {
    expect((await sites()).coverage).toEqual({ schools: 1, withSection: 0, percent: 0 });
    const { body } = await done(section(responsible, ofSchool(), 'Развитие наставничества', '2022-01-17'));
    expect((await sites('', body.position)).coverage).toEqual({ schools: 1, withSection: 1, percent: 100 });
  });

  it('SEV-V-1.5, SEV-V-2.2: a rubric for young specialists, and a special section for documents and experts', async () => {
    await done(material(responsible, ofSchool(), 'YOUNG_SPECIALISTS', 'ARTICLE', '2022-01-18'));
    await done(material(town.methodist, ofTown(), 'EXPERT_LIBRARY', 'EXPERT_RECOMMENDATION', '2022-01-18'));
    await refused(material(town.methodist, ofTown(), 'EXPERT_LIBRARY', 'NEWS', '2022-01-18'), MAIN);
    await refused(material(town.methodist, ofTown(), 'METHODICAL_BANK', 'NEWS', '2022-01-18'), MAIN);
  });

  it('«новости, статьи, заметки, видео, публикации» during the whole period', async () => {
    const kinds = ['NEWS', 'ARTICLE', 'NOTE', 'VIDEO', 'PUBLICATION'];
    let after = '0';
    for (const kind of kinds)
      after = (await done(material(responsible, ofSchool(), 'SECTION', kind, '2022-02-01'))).body.position;
    const { items } = await sites('', after);
    const own = items.find((each: { organisationId: string }) => each.organisationId === town.schoolId);
    expect(own.materials.byKind).toEqual({ NEWS: 1, ARTICLE: 2, NOTE: 1, VIDEO: 1, PUBLICATION: 1 });
  });

  it('«сайт / страница на сайте / сообщество в социальных сетях», then regular updating', async () => {
    for (const [by, at] of [
      [town.methodist, ofTown()],
      [responsible, ofSchool()],
    ] as const) {
      const opened = await done(
        by.post(`${at}/info-resources`, {
          ...{ kind: 'SOCIAL_COMMUNITY', title: 'Наставники Северска', place: 'https://vk.example/seversk' },
          effectiveOn: '2021-09-22',
        }),
      );
      const { body } = await done(
        by.post(`${at}/info-resources/${opened.body.id}/update`, { effectiveOn: '2022-03-01' }),
      );
      const { items } = (await by.get(`${at}/registers/sites?after=${body.position}`)).body;
      expect(items.flatMap(({ resources }: { resources: object[] }) => resources)).toContainEqual(
        expect.objectContaining({ resourceId: opened.body.id, since: '2021-09-22', updatedOn: '2022-03-01' }),
      );
    }
  });

  it('«предоставление в свободный доступ»: what anybody may read is told from the rest', async () => {
    const closed = await done(
      material(town.methodist, ofTown(), 'SECTION', 'METHODICAL', '2022-03-02', false),
    );
    const read = async (free: boolean) =>
      JSON.stringify(
        (
          await town.methodist.get(
            `${ofTown()}/registers/site-materials?freeAccess=${free}&after=${closed.body.position}`,
          )
        ).body.items,
      );
    expect(await read(false)).toContain(closed.body.id);
    expect(await read(true)).not.toContain(closed.body.id);
  });

  it('SEV-IV-7a, SEV-IV-7b, SEV-IV-7c, SEV-V-2.1: one base of mentors and experts, by the town’s form, kept up to date', async () => {
    const entry = { areas: ['Математика'], deficits: ['Цифровые инструменты'], scope: 'MUNICIPAL' };
    const at = `${town.school}/participants/${ids.mentor}/expert-entry`;
    const list = () => responsible.post(at, { ...entry, channel: 'ONLINE', effectiveOn: '2021-12-01' });
    await refused(list(), 'п. IV.7 программы');
    const form = { columns: ['Область', 'Дефициты', 'Канал'], waysOfFilling: ['Анкета школы'] };
    await done(town.methodist.post(`${ofTown()}/expert-base-forms`, { ...form, effectiveOn: '2021-11-15' }));
    await done(list());
    const { body } = await done(
      responsible.put(at, { ...entry, channel: 'MIXED', effectiveOn: '2022-02-01' }),
    );
    const find = async (by: Person, query: string) =>
      (await by.get(`${ofTown()}/registers/experts?after=${body.position}&${query}`)).body;
    const found = await find(town.authority, `area=${encodeURIComponent('математика')}`);
    expect(found.items).toMatchObject([
      { participantId: ids.mentor, channel: 'MIXED', updatedOn: '2022-02-01', formVersion: 1 },
    ]);
    expect(found.form.version).toBe(1);
    expect(JSON.stringify(found)).not.toContain('Проверкина');
    const deficit = encodeURIComponent('Оценивание');
    expect((await find(town.methodist, `deficit=${deficit}`)).items).toEqual([]);
    expect((await find(town.methodist, 'updatedBefore=2022-02-01')).items).toEqual([]);
    // A school reads the same base, and its own people by name.
    const fromSchool = (await town.director.get(`${ofSchool()}/registers/experts?after=${body.position}`))
      .body;
    expect(fromSchool.items).toHaveLength(1);
    expect(fromSchool.people[ids.mentor].name).toContain('Проверкина');
  });

  it('SEV-III-6, SEV-RM-F3: successful practices are spread once selected; a collection brings together what was accepted', async () => {
    const [practice, collection] = [randomUUID(), randomUUID()];
    const submit = (id: string, kind: string, more: object) =>
      responsible.post(`${ofSchool()}/practices`, {
        ...{
          id,
          kind,
          title: 'Сетевые пары',
          authorIds: [],
          level: 'SCHOOL',
          topics: [],
          text: { link: url },
        },
        ...{ effectiveOn: '2022-04-01', ...more },
      });
    const act = (id: string, name: string, more: object = {}) =>
      responsible.post(`${ofSchool()}/practices/${id}/${name}`, { effectiveOn: '2022-04-01', ...more });
    const collect = () => submit(collection, 'ELECTRONIC_COLLECTION', { partIds: [practice] });
    await done(submit(practice, 'PRACTICE', { authorIds: [ids.mentor] }));
    await refusedUncited(collect(), 'collection-of-accepted-practices');
    const shown = await done(material(responsible, ofSchool(), 'SECTION', 'PUBLICATION', '2022-04-01'));
    const publish = (id: string) => act(id, 'publication', { materialId: shown.body.id, namedIds: [] });
    await refused(publish(practice), 'п. III.6 программы');
    await done(act(practice, 'review', { reviewer: 'CURATOR' }));
    await done(act(practice, 'selection'));
    await done(publish(practice));
    await done(collect());
    await done(act(collection, 'review', { reviewer: 'CURATOR' }));
    await done(act(collection, 'selection'));
    const { body } = await done(publish(collection));
    const { items } = (
      await town.authority.get(
        `${ofTown()}/registers/practices?withSchools=true&kind=ELECTRONIC_COLLECTION&after=${body.position}`,
      )
    ).body;
    expect(items).toMatchObject([{ practiceId: collection, status: 'PUBLISHED', partIds: [practice] }]);
  });
});

describe('Приказ, п. 7: «Контроль за исполнением приказа»: что видит муниципалитет', () => {
  it('SEV-RM-M1: people and pairs of its school by form, each person once however often the entry was renewed, and nobody by name', async () => {
    const { status, body } = await town.authority.get(
      `/v1/municipalities/${town.municipalityId}/summary?after=${lastPosition}`,
    );
    expect(status).toBe(200);
    expect(body.schools).toHaveLength(1);
    expect(body.schools[0]).toMatchObject({
      schoolId: town.schoolId,
      ...{ mentees: 3, mentors: 4, meetingsHeld: 6, monitoring: { interim: 1, final: 0 } },
      pairs: {
        ...{ proposed: 1, active: 2, completed: 2, ended: 1, suspended: 0 },
        byForm: { TRADITIONAL: 1, GROUP: 1, FLASH: 1, VIRTUAL: 1, REVERSE: 1 },
      },
    });
    const mentors = await town.methodist.get(`${town.school}/registers/mentors?after=${lastPosition}`);
    expect(mentors.status).toBe(200);
    expect(JSON.stringify(mentors.body)).toContain(ids.mentor);
    expect(JSON.stringify(mentors.body)).not.toContain('Проверкина');
  });

  it('the auditor replays every pair and finds every act lawful', () => town.audit(...Object.values(pairs)));
});

describe('IV.3, IV.6: ежегодный мониторинг муниципалитета и его анализ', () => {
  const campaignId = randomUUID();
  const organisation = () => `/v1/organisations/${town.municipalityId}`;
  const led = (act: string, effectiveOn: string, more: object = {}) =>
    town.authority.post(`${organisation()}/campaigns/${campaignId}/${act}`, { ...more, effectiveOn });
  const analysis = (more: object = {}) =>
    led('analysis', '2022-12-01', {
      deficits: ['NORMATIVE', 'PROFESSIONAL', 'METHODICAL'].map((type) => ({ type, found: 1 })),
      ...{ needs: ['Курсы'], problemZones: ['Наставников меньше, чем просят'] },
      recommendations: [
        {
          ...{ organisationId: town.schoolId, measure: 'Курсы повышения квалификации' },
          answers: ['NORMATIVE', 'PROFESSIONAL', 'METHODICAL'],
        },
      ],
      ...more,
    });

  it('SEV-IV-3, SEV-I-1, SEV-III-1: by developed criteria, of every organisation, shares as parts of wholes', async () => {
    const open = (criteria: object[]) =>
      town.authority.post(`${organisation()}/campaigns`, {
        ...{
          id: campaignId,
          kind: 'ANNUAL',
          year: 2022,
          setVersion: 1,
          criteria,
          schoolIds: [town.schoolId],
        },
        ...{ window: { from: '2022-11-01', until: '2022-11-20' }, snapshotOn: '2022-11-01' },
        effectiveOn: '2022-10-20',
      });
    await refused(open([]), 'п. IV.3 программы');
    await done(open([{ code: 'MEETINGS', aspect: 'PROCESS', title: 'Регулярность встреч' }]));
    const submit = (stated: object[]) =>
      town.director.post(`/v1/organisations/${town.schoolId}/campaign-submissions`, {
        ...{ campaignId, effectiveOn: '2022-11-10', stated },
        counted: [
          {
            ...{ indicator: 'ORG_TEACHER_COVERAGE', share: { numerator: 9, denominator: 20 } },
            countedFrom: { list: 'pair-register', position: lastPosition },
          },
        ],
      });
    const supported = ['YOUNG_SPECIALISTS', 'NEW_HIRES'].map((part) => ({
      ...{ indicator: 'ORG_SUPPORTED', part, share: { numerator: 1, denominator: 2 } },
    }));
    await refused(submit([{ indicator: 'MEETINGS', level: 'HIGH' }]), 'п. III.1 программы');
    await done(submit([{ indicator: 'MEETINGS', level: 'HIGH' }, ...supported]));
    expect((await led('consolidation', '2022-11-25')).status).toBe(422);
    await done(led('acceptances', '2022-11-12', { schoolId: town.schoolId, version: 1 }));
  });

  it('SEV-IV-6, SEV-V-1.2, SEV-III-4: analysed after it is summed up, with a measure against each deficit', async () => {
    await refused(analysis(), 'п. IV.6 программы');
    await done(led('consolidation', '2022-11-25'));
    await refused(analysis({ recommendations: [] }), 'п. IV.6 программы', 'п. III.4 программы');
    await done(analysis());
    const { body } = await done(led('sendings', '2022-12-05', { recipient: 'METHOD_CABINET' }));
    const { body: page } = await town.authority.get(`${organisation()}/campaigns?after=${body.position}`);
    expect(page.items[0]).toMatchObject({
      ...{ campaignId, status: 'ANALYSED', coverage: { asked: 1, accepted: 1 }, notAsked: [] },
      recipients: [{ recipient: 'METHOD_CABINET', sentOn: '2022-12-05' }],
    });
    const { body: whole } = await town.authority.get(`${organisation()}/campaigns/${campaignId}`);
    expect(whole.totals[0]).toMatchObject({ target: { atLeastPercent: 50, met: false } });
  });
});

describe('Дорожная карта: базы, приказы о парах и соглашения, что видит муниципалитет', () => {
  it('SEV-RM-M1, SEV-RM-M2, SEV-RM-M3: bases, pairs by order and agreements of every organisation, and nobody by name', async () => {
    const at = `/v1/organisations/${town.municipalityId}`;
    const found = await readRegisters(
      ...([town.house, town.methodist, at] as const),
      ...(['mentees', 'mentors', 'pairs', 'agreements', 'experts', 'documents'] as const),
    );
    expect(found.mentees.find(({ categories }) => categories.includes('YOUNG_SPECIALIST'))).toMatchObject({
      ...{ schoolId: town.schoolId, experienceYears: 1, completedPairs: 2, status: 'ACTIVE' },
    });
    expect(found.mentors).toHaveLength(4);
    expect(found.pairs.map(({ form, status }) => `${form} ${status}`).sort()).toEqual([
      ...['FLASH COMPLETED', 'GROUP ACTIVE', 'NETWORK PROPOSED'],
      ...['REVERSE ENDED', 'TRADITIONAL COMPLETED', 'VIRTUAL ACTIVE'],
    ]);
    for (const { status, orders } of found.pairs) expect(orders.length > 0).toBe(status !== 'PROPOSED');
    expect(found.agreements).toMatchObject([{ kind: 'COOPERATION', number: '7', until: '2022-06-30' }]);
    expect(found.experts).toMatchObject([{ areas: ['Математика'] }]);
    expect(requiredRegisters(found.documents)).toEqual({
      'база наставляемых': true,
      'база наставников': true,
      'база наставников и экспертов': true,
    });
    expect((await town.methodist.get(`${at}/registers/mentees`)).body.people).toBeUndefined();
  });
});
