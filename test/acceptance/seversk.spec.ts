/**
 * A year of mentoring under the municipal programme and roadmap of ЗАТО Северск, over HTTP, in the order of the document: the
 * municipality adopts it, the school adopts nothing of its own. With the refusals its clauses demand, and with what it does not ask.
 */
import { randomUUID } from 'node:crypto';
import { type Answer, type Person } from '../support/house';
import { done, foundTown, refusedBy, refusedUncited, type Town } from './municipal.testing';

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
  it('SEV-IV-4a, SEV-IV-4b, SEV-IV-4c, SEV-IV-4d: the share of organisations with a programme grows to all of them by 2024', async () => {
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
    const plan = () =>
      ofPair(responsible, pairs.traditional, 'plan', '2021-10-04', {
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
    await done(plan());
    await refusedUncited(regular('2021-10-06'), 'plan-approved-before-regular-meetings');
    await done(ofPair(responsible, pairs.traditional, 'plan/approval', '2021-10-05'));
    await done(regular('2021-10-06'));
    await done(regular('2021-11-10'));
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
        ...{ kind: 'PAIR_CHANGE', pairId: pairs.traditional, role: 'MENTOR' },
        ...{ leavingId: ids.mentor, joiningId, on: '2022-02-10' },
      });
    await refused(replace(ids.outside), 'программы, «Формы», виртуальное');
    await refused(replace(ids.responsible), 'п. 1 основного этапа дорожной карты');
    await done(replace(ids.second));
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
