/**
 * A year of mentoring under the regulation of МОУ СОШ № 62, over HTTP, in the regulation's own order, with the refusals its
 * clauses demand along the way.
 */
import { createHash, randomUUID } from 'node:crypto';
import { spawnTs } from '../support/process';
import { activitiesOf } from '../support/activities';
import { type Answer, type House, type Person, startHouse } from '../support/house';
import { readRegisters, readReports, requiredRegisters } from '../support/registers';

jest.setTimeout(120_000);

const DOCUMENT = 'МОУ СОШ № 62';
const textHash = createHash('sha256').update('Согласие, редакция 1').digest('hex');

let house: House;
const municipalityId = randomUUID();
const schoolId = randomUUID();
const school = `/v1/schools/${schoolId}`;
const ids = {
  coordinator: randomUUID(),
  curator: randomUUID(),
  teacher: randomUUID(),
  student: randomUUID(),
  senior: randomUUID(),
  graduate: randomUUID(),
  colleague: randomUUID(),
};
const pairId = randomUUID();
const external = randomUUID();
/** Ids of the graduate's consents by purpose. */
const graduateConsents = { PARTICIPATION: '', PERSONAL_DATA: '' };

let region: Person;
let authority: Person;
let director: Person;
let coordinator: Person;
let curator: Person;

beforeAll(async () => {
  house = await startHouse();
  region = house.person('region-operator');
  authority = house.person('municipal-specialist', municipalityId);
  director = house.person('director', schoolId);
  coordinator = house.person('coordinator', schoolId, ids.coordinator);
  curator = house.person('curator', schoolId, ids.curator);
});
afterAll(() => house.stop());

/** The act is accepted. */
const done = async (answer: Promise<Answer>): Promise<Answer> => {
  const got = await answer;
  if (got.status !== 201) throw new Error(`${got.status} ${JSON.stringify(got.body)}`);
  return got;
};

/** The act is refused with these clauses of the school's own regulation among its reasons. Returns the reasons. */
const refused = async (answer: Promise<Answer>, ...clauses: readonly string[]) => {
  const { status, body, headers } = await answer;
  expect({ status, body }).toMatchObject({ status: 422 });
  expect(headers.get('content-type')).toContain('application/problem+json');
  const reasons = body.reasons as {
    rule: string;
    message: string;
    next: string;
    missing: { kind: string; subject?: string; detail?: Record<string, unknown> }[];
    clauses: { citation: string }[];
  }[];
  const cited = reasons.flatMap((reason) => reason.clauses.map(({ citation }) => citation));
  for (const clause of clauses) expect(cited).toContain(`${DOCUMENT}, п. ${clause}`);
  for (const reason of reasons) {
    expect(reason.message).toMatch(/[а-яё]/i);
    expect(reason.next).toMatch(/[а-яё]/i);
  }
  return reasons;
};

const order = (number: string, issuedOn: string, content: object, by = director): Promise<Answer> =>
  by.post(`${school}/orders`, {
    number,
    register: 'MAIN',
    issuedOn,
    legalBasis: ['273-ФЗ', 'Р-145'],
    content,
  });

const register = (id: string, kind: string, birthDate: string, more: object = {}): Promise<Answer> =>
  director.post(`${school}/participants`, {
    id,
    kind,
    employed: false,
    person: { familyName: 'Проверкина', givenName: 'Нина', birthDate },
    effectiveOn: '2021-01-13',
    ...more,
  });

const consent = (
  id: string,
  purpose: string,
  by: 'SELF' | 'LEGAL_REPRESENTATIVE',
  effectiveOn = '2021-01-20',
): Promise<Answer> =>
  coordinator.post(`${school}/participants/${id}/consents`, {
    purpose,
    by,
    written: true,
    textHash,
    ...(by === 'SELF'
      ? {}
      : { representative: { familyName: 'Проверкина', givenName: 'Вера', authority: 'мать' } }),
    effectiveOn,
  });

const ofPair = (by: Person, path: string, body: object, headers?: Record<string, string>): Promise<Answer> =>
  by.post(`${school}/pairs/${pairId}${path}`, body, headers);

const meeting = (kind: string, effectiveOn: string, more: object = {}): Promise<Answer> =>
  ofPair(curator, '/meetings', { kind, effectiveOn, attendeeIds: [ids.teacher, ids.student], ...more });

const findings = [
  { indicator: 'PROCESS_QUALITY', aspect: 'PROCESS', level: 'SUFFICIENT' },
  { indicator: 'COMPETENCE', aspect: 'IMPACT', level: 'SUFFICIENT' },
];
const levels = (level: string) => ({
  assessments: [{ menteeId: ids.student, levels: { COMPETENCE: level } }],
});

describe('1, 4.1. Школьное наставничество организуется на основании приказа директора', () => {
  it('the municipality, the school and its regulation are recorded', async () => {
    await done(
      region.post('/v1/municipalities', {
        id: municipalityId,
        name: 'Город',
        utcOffsetMinutes: 180,
        effectiveOn: '2021-01-11',
      }),
    );
    await done(
      authority.post('/v1/schools', {
        id: schoolId,
        municipalityId,
        name: 'Школа № 62',
        shortName: DOCUMENT,
        utcOffsetMinutes: 180,
        effectiveOn: '2021-01-11',
      }),
    );
    await done(
      director.post(`/v1/organisations/${schoolId}/regulation`, {
        document: DOCUMENT,
        basedOn: 'S62',
        effectiveOn: '2021-01-12',
      }),
    );
    const { body } = await director.get(`/v1/organisations/${schoolId}/regulation`);
    expect(JSON.stringify(body)).toContain('S62-4.13');
  });

  it('S62-4.1: before the introduction order no act of mentoring is possible', async () => {
    await refused(
      director.post(`${school}/programme-presentations`, {
        forum: 'PARENT_COUNCIL',
        form: 'TEACHER_STUDENT',
        programmes: ['Учимся вместе'],
        effectiveOn: '2021-01-12',
      }),
      '4.1',
    );
  });

  it('S62-4.1, S62-12-02: the introduction order makes it possible; its number is used once in its register and year', async () => {
    await done(order('2-Д', '2021-01-13', { kind: 'INTRODUCTION', from: '2021-01-13' }));
    const again = await order(' 2-Д ', '2021-02-13', { kind: 'MENTOR_SCHOOL', programmes: ['Введение'] });
    expect(again.status).toBe(422);
    await done(order('2-Д', '2022-01-13', { kind: 'MENTOR_SCHOOL', programmes: ['Введение'] }));
  });
});

describe('4.2, 4.3. Координатор и кураторы назначаются приказом', () => {
  beforeAll(async () => {
    await done(
      register(ids.coordinator, 'PEDAGOGUE', '1978-09-17', { employed: true, position: 'DEPUTY_HEAD_UVR' }),
    );
    await done(register(ids.curator, 'PEDAGOGUE', '1980-02-11', { employed: true, position: 'PEDAGOGUE' }));
    await done(register(ids.teacher, 'PEDAGOGUE', '1972-11-30', { employed: true, position: 'PEDAGOGUE' }));
    await done(register(ids.colleague, 'PEDAGOGUE', '1985-05-05', { employed: true, position: 'PEDAGOGUE' }));
    await done(register(ids.student, 'STUDENT', '2006-03-14'));
    await done(register(ids.senior, 'STUDENT', '2004-05-14'));
    await done(register(ids.graduate, 'GRADUATE', '1995-02-03'));
  });

  it('S62-4.2: only the deputy head for teaching and educational work can be coordinator', async () => {
    await refused(
      order('3-Д', '2021-01-14', { kind: 'APPOINTMENT', coordinatorId: ids.teacher, curators: [] }),
      '4.2',
    );
  });

  it('S62-4.3: a curator who has not been appointed does not act', async () => {
    const reasons = await refused(
      curator.post(`${school}/pairs`, {
        id: pairId,
        kind: 'PAIR',
        form: 'TEACHER_STUDENT',
        menteeIds: [ids.student],
        tasks: ['PERSONAL'],
        effectiveOn: '2021-01-14',
      }),
      '4.3',
    );
    expect(reasons.map(({ rule }) => rule)).toContain('leader-appointed');
  });

  it('S62-4.3, S62-2.7: the order appoints', async () => {
    await done(
      order('3-Д', '2021-01-14', {
        kind: 'APPOINTMENT',
        coordinatorId: ids.coordinator,
        curators: [{ personId: ids.curator, form: 'TEACHER_STUDENT' }],
      }),
    );
    await done(
      coordinator.post(`${school}/programme-presentations`, {
        forum: 'STUDENT_CONFERENCE',
        form: 'TEACHER_STUDENT',
        programmes: ['Учимся вместе'],
        effectiveOn: '2021-01-15',
      }),
    );
  });
});

describe('4.4–4.9. База наставляемых и база наставников', () => {
  const menteeBase = (id: string, category: string): Promise<Answer> =>
    coordinator.post(`${school}/participants/${id}/mentee-base`, {
      categories: [category],
      tasks: ['PERSONAL'],
      effectiveOn: '2021-01-18',
    });
  const mentorBase = (id: string, category: string, experience: string[] = ['PERSONAL']): Promise<Answer> =>
    coordinator.post(`${school}/participants/${id}/mentor-base`, {
      category,
      experience,
      effectiveOn: '2021-01-18',
    });

  it('S62-4.7-2, S62-4.6-5: a category of pedagogues does not fit a student', async () => {
    await refused(menteeBase(ids.student, 'BURNOUT'), '4.7, абз. 2');
    await done(menteeBase(ids.student, 'BEHAVIOUR'));
  });

  it('S62-2.5, S62-4.8-2: a mentor has successful experience', async () => {
    await refused(mentorBase(ids.teacher, 'PEDAGOGUE', []), '2.5');
    await done(mentorBase(ids.teacher, 'PEDAGOGUE'));
    await done(mentorBase(ids.colleague, 'PEDAGOGUE'));
    await done(mentorBase(ids.graduate, 'GRADUATE'));
  });
});

describe('4.10–4.13, 10. Пара: добровольно, по согласию, после знакомства с программами, приказом директора', () => {
  const fix = (number = '15-Д', until = '2021-12-24', issuedOn = '2021-01-25'): Promise<Answer> =>
    order(number, issuedOn, { kind: 'PAIRS', pairs: [{ pairId, from: '2021-02-01', until }] });

  it('S62-4.13: an order that comes too early is refused with everything that is missing, and nothing is written', async () => {
    await done(
      curator.post(`${school}/pairs`, {
        id: pairId,
        kind: 'PAIR',
        form: 'TEACHER_STUDENT',
        menteeIds: [ids.student],
        tasks: ['PERSONAL'],
        effectiveOn: '2021-01-19',
      }),
    );
    await done(
      ofPair(curator, '/candidates', { mentorIds: [ids.teacher, ids.colleague], effectiveOn: '2021-01-19' }),
    );
    const before = await director.get(`/v1/pairs/${pairId}/history`);
    await refused(fix(), '4.12', '10, абз. 2');
    await refused(
      ofPair(coordinator, '/choice', {
        mentorId: ids.graduate,
        menteeId: ids.student,
        through: 'SELF',
        effectiveOn: '2021-01-20',
      }),
      '10, абз. 2',
    );
    await done(
      ofPair(house.person('mentee', schoolId, ids.student), '/choice', {
        mentorId: ids.teacher,
        menteeId: ids.student,
        through: 'SELF',
        effectiveOn: '2021-01-20',
      }),
    );
    const reasons = await refused(fix(), '4.10', '4.11', '4.12');
    const missing = reasons.flatMap((reason) => reason.missing).filter(({ kind }) => kind === 'consent');
    expect(missing).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          subject: ids.student,
          detail: expect.objectContaining({ by: 'LEGAL_REPRESENTATIVE', purpose: 'PERSONAL_DATA' }),
        }),
        expect.objectContaining({
          subject: ids.teacher,
          detail: expect.objectContaining({ by: 'SELF', purpose: 'PARTICIPATION' }),
        }),
      ]),
    );
    const after = await director.get(`/v1/pairs/${pairId}/history`);
    const ordersOf = (answer: Answer) =>
      answer.body.items.filter(
        ({ type }: { type: string }) => type === 'OrderIssued' || type === 'PairFixed',
      );
    expect(ordersOf(before)).toEqual([]);
    expect(ordersOf(after)).toEqual([]);
  });

  it('S62-4.11-2, S62-4.11-1: a minor does not consent instead of the legal representative, nor a representative instead of an adult', async () => {
    await refused(consent(ids.teacher, 'PERSONAL_DATA', 'LEGAL_REPRESENTATIVE'), '4.11');
    for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA']) {
      await done(consent(ids.teacher, purpose, 'SELF'));
      await done(consent(ids.student, purpose, 'LEGAL_REPRESENTATIVE'));
    }
  });

  it('S62-4.12, S62-5.4: familiarised first; no longer than the calendar year', async () => {
    await refused(fix(), '4.12');
    await done(
      ofPair(curator, '/familiarisation', {
        participantIds: [ids.teacher, ids.student],
        forum: 'STUDENT_CONFERENCE',
        effectiveOn: '2021-01-21',
      }),
    );
    await refused(fix('15-Д', '2022-05-31'), '5.4');
  });

  it('the same refusal reads in English for those who ask', async () => {
    const { status, body, headers } = await director.post(
      `${school}/orders`,
      {
        number: '15-Д',
        register: 'MAIN',
        issuedOn: '2021-01-25',
        legalBasis: ['273-ФЗ'],
        content: { kind: 'PAIRS', pairs: [{ pairId, from: '2021-02-01', until: '2022-05-31' }] },
      },
      { 'accept-language': 'en' },
    );
    expect(status).toBe(422);
    expect(headers.get('content-language')).toBe('en');
    expect(body.reasons[0].message).not.toMatch(/[а-яё]/i);
  });

  it('S62-4.13: the order fixes the pair, at once for the sender and for the register', async () => {
    await refused(meeting('ORGANISATIONAL', '2021-01-22'), '4.13');
    const { body } = await done(fix());
    const pair = await director.get(`/v1/pairs/${pairId}?after=${body.position}`);
    expect(pair.status).toBe(200);
    expect(JSON.stringify(pair.body)).toContain('"ACTIVE"');
  });

  it('S62-4.14: a mentor from outside needs a cooperation agreement without pay first', async () => {
    for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA'] as const) {
      graduateConsents[purpose] = (await done(consent(ids.graduate, purpose, 'SELF'))).body.id as string;
    }
    await done(
      coordinator.post(`${school}/pairs`, {
        id: external,
        kind: 'PAIR',
        form: 'EMPLOYER_STUDENT',
        menteeIds: [ids.student],
        tasks: ['PERSONAL'],
        effectiveOn: '2021-01-21',
      }),
    );
    const onExternal = (path: string, body: object) =>
      done(coordinator.post(`${school}/pairs/${external}${path}`, { ...body, effectiveOn: '2021-01-21' }));
    await onExternal('/candidates', { mentorIds: [ids.graduate] });
    await onExternal('/choice', { mentorId: ids.graduate, menteeId: ids.student, through: 'REPRESENTATIVE' });
    await onExternal('/familiarisation', { participantIds: [ids.graduate, ids.student] });
    const fixExternal = () =>
      order('16-Д', '2021-01-26', {
        kind: 'PAIRS',
        pairs: [{ pairId: external, from: '2021-02-01', until: '2021-12-24' }],
      });
    await refused(fixExternal(), '4.14');
    const agreement = (gratuitous: boolean) =>
      coordinator.post(`${school}/agreements`, {
        number: '1/2021',
        mentorIds: [ids.graduate],
        gratuitous,
        from: '2021-01-22',
        until: '2021-12-31',
        effectiveOn: '2021-01-22',
      });
    await refused(agreement(false), '4.14');
    await done(agreement(true));
    await done(fixExternal());
  });
});

describe('5, 7, 9. Встречи, план', () => {
  it('S62-6.3: the entry is assessed before the first meeting', async () => {
    await refused(meeting('ORGANISATIONAL', '2021-02-01'), '6.3');
    await done(ofPair(curator, '/entry-assessment', { ...levels('BASIC'), effectiveOn: '2021-02-01' }));
  });

  it('S62-5.3-1, S62-5.3-2: organisational, then trial: in this order', async () => {
    await refused(meeting('TRIAL', '2021-02-01'), '5.3, абз. 1');
    await done(meeting('ORGANISATIONAL', '2021-02-01'));
    await refused(meeting('PLANNING', '2021-02-08', { plannedRegularMeetings: 2 }), '5.3, абз. 2');
    await done(meeting('TRIAL', '2021-02-08'));
  });

  it('S62-5.5: the number of regular meetings is set at the planning meeting, there and only there', async () => {
    await refused(meeting('PLANNING', '2021-02-15'), '5.5');
    await done(meeting('PLANNING', '2021-02-15', { plannedRegularMeetings: 2 }));
    await refused(meeting('REGULAR', '2021-03-10', { plannedRegularMeetings: 3 }), '5.5');
  });

  it('S62-7-02, S62-9-02, S62-7-03: the plan is drafted together, on diagnosed needs, and approved', async () => {
    const plan = (authorIds: string[]) =>
      ofPair(curator, '/plan', { authorIds, plan: { text: 'Цели' }, effectiveOn: '2021-02-16' });
    await refused(plan([ids.teacher, ids.student]), '7, абз. 3');
    await done(
      curator.post(`${school}/participants/${ids.student}/needs`, {
        tasks: ['PERSONAL'],
        findings: { strengths: 'Настойчивость', weaknesses: 'Спешка', vectors: 'Планирование' },
        effectiveOn: '2021-02-15',
      }),
    );
    await refused(plan([ids.teacher]), '7, абз. 2');
    await refused(meeting('REGULAR', '2021-03-10'), '7, абз. 2');
    await done(plan([ids.teacher, ids.student]));
    await done(ofPair(curator, '/plan/approval', { effectiveOn: '2021-02-17' }));
    await done(meeting('REGULAR', '2021-03-10'));
  });

  it('S62-7-05: «близкие, достижимые … цели», and the perspective beyond the year', async () => {
    const goal = (horizon: string, dueOn: string) =>
      ofPair(curator, '/goals', { horizon, dueOn, goal: { text: 'Сдать ОГЭ' }, effectiveOn: '2021-03-11' });
    await refused(goal('NEAR', '2022-06-01'), '7, абз. 5');
    await done(goal('NEAR', '2021-05-31'));
    await done(goal('LONG', '2024-06-01'));
  });

  it('two curators act on one pair at once: one wins, the other learns the new revision', async () => {
    const { body } = await done(meeting('REGULAR', '2021-04-14'));
    const both = await Promise.all(
      ['2021-05-12', '2021-05-13'].map((effectiveOn) =>
        ofPair(
          curator,
          '/meetings',
          { kind: 'REGULAR', effectiveOn, attendeeIds: [ids.teacher, ids.student] },
          { 'if-match': `"${body.revision}"` },
        ),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412]);
    const loser = both.find(({ status }) => status === 412)!;
    expect(BigInt(loser.body.revision)).toBeGreaterThan(BigInt(body.revision));
    expect(loser.headers.get('etag')).toBe(`"${loser.body.revision}"`);
  });

  it('an act sent twice under one key is done once; another body under it is refused', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const once = { kind: 'REGULAR', effectiveOn: '2021-05-26', attendeeIds: [ids.teacher, ids.student] };
    const first = await done(ofPair(curator, '/meetings', once, key));
    const second = await done(ofPair(curator, '/meetings', once, key));
    expect(second.body).toMatchObject({
      eventIds: first.body.eventIds,
      revision: first.body.revision,
      repeated: true,
    });
    expect((await ofPair(curator, '/meetings', { ...once, effectiveOn: '2021-05-27' }, key)).status).toBe(
      422,
    );
  });
});

describe('6. Мониторинг', () => {
  const monitoring = (kind: string, effectiveOn: string, more: object = {}) =>
    ofPair(curator, '/monitoring', { kind, findings, effectiveOn, ...more });

  it('S62-6.5: no marks', async () => {
    await refused(monitoring('INTERIM', '2021-06-01', { grade: '5' }), '6.5');
  });
  it('S62-6.2-1, S62-6.2-2: process and impact, both', async () => {
    await refused(monitoring('INTERIM', '2021-06-01', { findings: findings.slice(0, 1) }), '6.2, абз. 2');
  });
  it('S62-6.4: by curator and mentors, interim and final', async () => {
    await refused(
      ofPair(director, '/monitoring', { kind: 'INTERIM', findings, effectiveOn: '2021-06-01' }),
      '6.4',
    );
    await done(monitoring('INTERIM', '2021-06-01'));
  });
});

describe('4.10. Отзыв согласия', () => {
  const onExternal = (path: string, body: object) =>
    coordinator.post(`${school}/pairs/${external}${path}`, body);
  const statusOfExternal = async (after: string): Promise<string> => {
    const { body } = await director.get(`/v1/pairs/${external}?after=${after}`);
    return body.status as string;
  };

  it('S62-4.10: a withdrawn consent suspends the pair: meetings wait until a new consent stands and the pair is resumed', async () => {
    const withdrawn = await done(
      coordinator.post(
        `${school}/participants/${ids.graduate}/consents/${graduateConsents.PARTICIPATION}/withdrawal`,
        {
          by: 'SELF',
          effectiveOn: '2021-06-03',
        },
      ),
    );
    expect(await statusOfExternal(withdrawn.body.position)).toBe('SUSPENDED');
    await done(onExternal('/entry-assessment', { ...levels('BASIC'), effectiveOn: '2021-06-01' }));
    const attendeeIds = [ids.graduate, ids.student];
    await refused(
      onExternal('/meetings', { kind: 'ORGANISATIONAL', attendeeIds, effectiveOn: '2021-06-04' }),
      '4.10',
    );
    await refused(onExternal('/resumption', { effectiveOn: '2021-06-04' }), '4.10');
    await done(consent(ids.graduate, 'PARTICIPATION', 'SELF', '2021-06-07'));
    const resumed = await done(onExternal('/resumption', { effectiveOn: '2021-06-07' }));
    expect(await statusOfExternal(resumed.body.position)).toBe('ACTIVE');
    await done(onExternal('/meetings', { kind: 'ORGANISATIONAL', attendeeIds, effectiveOn: '2021-06-08' }));
  });

  it('S62-4.13: what an order began an order ends', async () => {
    const { body } = await done(
      order('41-Д', '2021-06-21', {
        kind: 'PAIR_END',
        pairs: [{ pairId: external, reason: 'MUTUAL', on: '2021-06-21' }],
      }),
    );
    expect(await statusOfExternal(body.position)).toBe('ENDED');
    await refused(
      onExternal('/meetings', {
        kind: 'TRIAL',
        attendeeIds: [ids.graduate, ids.student],
        effectiveOn: '2021-06-22',
      }),
    );
  });
});

describe('4.9. Замена наставника приказом', () => {
  it('S62-4.13, S62-4.12, S62-4.10: who joins satisfies what every member satisfies; a same-day hand-over is legal', async () => {
    const replace = () =>
      order('47-Д', '2021-06-15', {
        kind: 'PAIR_CHANGE',
        pairs: [
          {
            ...{ pairId, role: 'MENTOR', on: '2021-06-15' },
            ...{ leavingId: ids.teacher, joiningId: ids.colleague },
          },
        ],
      });
    await refused(replace(), '4.10', '4.11');
    for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA'])
      await done(consent(ids.colleague, purpose, 'SELF', '2021-06-14'));
    await done(
      ofPair(curator, '/familiarisation', { participantIds: [ids.colleague], effectiveOn: '2021-06-14' }),
    );
    await done(replace());
  });
});

describe('8. Жалоба', () => {
  it('S62-8-03: the mentor sees the complaint and may explain before it is decided', async () => {
    const { body } = await done(
      coordinator.post(`${school}/complaints`, {
        mentorId: ids.teacher,
        pairId,
        complaint: { text: 'Встреча перенесена' },
        effectiveOn: '2021-09-06',
      }),
    );
    const complaint = (by: Person, path: string, more: object, effectiveOn: string) =>
      by.post(`${school}/complaints/${body.id}${path}`, { ...more, effectiveOn });
    await refused(complaint(director, '/closing', { decision: 'UPHELD' }, '2021-09-06'), '8, абз. 3');
    await done(complaint(coordinator, '/disclosure', {}, '2021-09-07'));
    const mentor = house.person('mentor', schoolId, ids.teacher);
    await done(complaint(mentor, '/explanation', { explanation: { text: 'Был карантин' } }, '2021-09-08'));
    await done(complaint(director, '/closing', { decision: 'DISMISSED' }, '2021-09-09'));
  });
});

describe('8, 10, 11. Предложения администрации; поощрение наставников', () => {
  const propose = (role: 'mentor' | 'mentee', id: string, topic: string): Promise<Answer> =>
    house.person(role, schoolId, id).post(`${school}/participants/${id}/proposals`, {
      ...{ role: role.toUpperCase(), topic, effectiveOn: '2021-09-10' },
      proposal: { text: 'Встречаться в библиотеке' },
    });
  const award = (by: Person, path: string, effectiveOn: string, more: object = {}): Promise<Answer> =>
    by.post(`/v1/organisations/${schoolId}/awards${path}`, { effectiveOn, ...more });

  it('S62-8-01, S62-10-01, S62-11-10: mentor and mentee propose, each on their own; the school considers, then answers', async () => {
    await refused(propose('mentee', ids.student, 'SCHOOL_DEVELOPMENT'), '11, абз. 10');
    await done(propose('mentee', ids.student, 'MENTORING'));
    await done(propose('mentor', ids.teacher, 'MENTORING'));
    const { body } = await done(propose('mentor', ids.teacher, 'SCHOOL_DEVELOPMENT'));
    const answer = () =>
      curator.post(`${school}/proposals/${body.id}/answer`, {
        ...{ answer: { text: 'Учтём в плане школы' }, effectiveOn: '2021-09-14' },
      });
    expect((await answer()).status).toBe(422);
    await done(
      director.post(`${school}/proposals/${body.id}/consideration`, {
        ...{ decision: 'ACCEPTED', effectiveOn: '2021-09-13' },
      }),
    );
    const answered = await done(answer());
    const register = await director.get(
      `${school}/registers/appeals?kind=PROPOSAL&status=ANSWERED&after=${answered.body.position}`,
    );
    expect(register.body.items).toEqual([
      expect.objectContaining({ appealId: body.id, subject: 'SCHOOL_DEVELOPMENT', decision: 'ACCEPTED' }),
    ]);
    expect((await house.person('methodist', municipalityId).get(`${school}/registers/appeals`)).status).toBe(
      403,
    );
  });

  it('S62-11-08, S62-11-03, S62-11-09: a certificate by order; contests above the school; parents of student mentors alone', async () => {
    const nominate = (kind: string, level: string, more: object = {}) =>
      award(coordinator, '', '2021-12-01', {
        recipientId: ids.teacher,
        role: 'MENTOR',
        kind,
        level,
        ...more,
      });
    await refused(nominate('PARENT_THANKS_LETTER', 'SCHOOL'), '11, абз. 9');
    await refused(nominate('CONTEST_NOMINATION', 'SCHOOL', { contest: 'Наставник +' }), '11, абз. 3');
    await done(nominate('CONTEST_NOMINATION', 'REGIONAL', { contest: 'Лучший наставник' }));
    await refused(nominate('DIPLOMA', 'SCHOOL'), '11, абз. 8');
    const { body } = await done(nominate('SCHOOL_CERTIFICATE', 'SCHOOL'));
    const grant = (more: object = {}) => award(director, `/${body.id}/grant`, '2021-12-10', more);
    expect((await grant()).status).toBe(422);
    const issued = await done(
      order('190-Д', '2021-12-09', { kind: 'AWARD', title: 'О награждении грамотой «Лучший наставник»' }),
    );
    const granted = await done(grant({ orderId: issued.body.id }));
    const { body: register } = await director.get(
      `/v1/organisations/${schoolId}/registers/awards?status=GRANTED&after=${granted.body.position}`,
    );
    expect(register.items).toEqual([
      expect.objectContaining({ recipientId: ids.teacher, kind: 'SCHOOL_CERTIFICATE' }),
    ]);
    expect(Object.keys(register.people)).toEqual([ids.teacher]);
  });
});

describe('7, 8, 10, 11, 12. Обучение, сопровождение, конкурсы и мероприятия', () => {
  const own = activitiesOf(schoolId);
  const psychologist = randomUUID();
  beforeAll(async () => {
    await done(
      register(psychologist, 'PEDAGOGUE', '1987-04-12', { employed: true, position: 'PSYCHOLOGIST' }),
    );
  });

  it('S62-12-06, S62-8-04, S62-3.2-3: the School of mentors: programme and schedule by order, mentors taught, the training on record', async () => {
    const id = randomUUID();
    const modules = [{ title: 'Первая встреча', hours: 6, change: 'NEW' }];
    const schedule = [{ on: '2021-10-05', module: 'Первая встреча' }];
    const programme = (more: object = {}) =>
      own.act(coordinator, id, 'programme', '2021-09-20', { modules, schedule, ...more });
    const enter = (...participantIds: string[]) =>
      own.act(coordinator, id, 'participants', '2021-09-21', { participantIds });
    await done(
      own.plan(coordinator, id, { kind: 'MENTOR_SCHOOL' }, '2021-09-17', { title: 'Школа наставников' }),
    );
    await refused(programme(), '12, абз. 6');
    const content = { kind: 'MENTOR_SCHOOL', programmes: ['Первая встреча'] };
    const { body: issued } = await done(order('60-Д', '2021-09-20', content));
    await done(programme({ orderId: issued.id }));
    await refused(enter(ids.teacher, ids.student), '8, абз. 4');
    await done(enter(ids.teacher, ids.colleague));
    await done(
      own.act(coordinator, id, 'holding', '2021-10-05', {
        ...{ channel: 'IN_PERSON', participantIds: [ids.teacher, ids.colleague], experts: 1 },
      }),
    );
    const results = { of: 'TRAINING', completedIds: [ids.teacher] };
    const { body } = await done(own.act(coordinator, id, 'results', '2021-10-06', { results }));
    expect(await own.entry(authority, id, body.position)).toMatchObject({
      ...{ status: 'CLOSED', attendance: 2, experts: 1, orderIds: [issued.id], results },
    });
    const recordOf = (by: Person, who: string) =>
      by.get(`${school}/participants/${who}/trainings?after=${body.position}`);
    const mine = await recordOf(house.person('mentor', schoolId, ids.teacher), ids.teacher);
    expect(mine.body.items).toEqual([
      expect.objectContaining({ kind: 'MENTOR_SCHOOL', hours: 6, completedOn: '2021-10-06' }),
    ]);
    expect((await recordOf(director, ids.colleague)).body.items).toEqual([]);
    expect((await recordOf(house.person('mentor', schoolId, ids.colleague), ids.teacher)).status).toBe(403);
  });

  it('S62-11-04, S62-8-06, S62-10-04: «Лучшая пара»: mentors, mentees and their pairs compete, nobody else', async () => {
    const id = randomUUID();
    await refused(
      own.plan(coordinator, randomUUID(), { kind: 'CONTEST' }, '2021-10-07', { title: 'Лучший урок' }),
      '11, абз. 4',
    );
    await done(own.plan(coordinator, id, { kind: 'CONTEST' }, '2021-10-07', { title: 'Лучшая пара' }));
    const enter = (participantIds: string[]) =>
      own.act(coordinator, id, 'participants', '2021-10-08', { participantIds, pairIds: [pairId] });
    await refused(enter([ids.senior]), '8, абз. 6', '10, абз. 4');
    await done(enter([ids.colleague, ids.student]));
    await done(
      own.act(coordinator, id, 'holding', '2021-10-20', {
        ...{ channel: 'IN_PERSON', participantIds: [ids.colleague, ids.student], guests: 30 },
      }),
    );
    const won = (pair: string) => ({ results: { of: 'CONTEST', places: [{ place: 1, pairId: pair }] } });
    await refused(own.act(coordinator, id, 'results', '2021-10-21', won(external)));
    const { body } = await done(own.act(coordinator, id, 'results', '2021-10-21', won(pairId)));
    const seen = await own.entry(director, id, body.position);
    expect(seen).toMatchObject({ title: 'Лучшая пара', attendance: 32, ...won(pairId) });
    expect(seen.people[ids.student].name).toContain('Проверкина');
  });

  it('S62-8-05, S62-10-03, S62-7-08: a psychologist supports mentor and mentee, the mentor the own mentee; who, the school alone knows', async () => {
    const content = { kind: 'PSYCHOLOGICAL_SUPPORT', topic: 'INTERACTION', pairId };
    const [byPsychologist, byMentor] = [randomUUID(), randomUUID()];
    const plan = (id: string, hostId: string) =>
      own.plan(coordinator, id, { ...content, hostId }, '2021-10-11');
    const hold = (id: string, ...participantIds: string[]) =>
      own.act(coordinator, id, 'holding', '2021-10-12', {
        ...{ channel: 'IN_PERSON', participantIds, note: { text: 'Страх отвечать у доски' } },
      });
    await refused(plan(randomUUID(), ids.graduate), '7, абз. 8', '8, абз. 5', '10, абз. 3');
    await done(plan(byPsychologist, psychologist));
    await refused(hold(byPsychologist, ids.student, ids.senior), '10, абз. 3');
    await done(hold(byPsychologist, ids.student, ids.colleague));
    await done(plan(byMentor, ids.colleague));
    const { body } = await done(hold(byMentor, ids.student));
    expect((await own.entry(director, byMentor, body.position)).participantIds).toEqual([ids.student]);
    const above = JSON.stringify(await own.entry(authority, byMentor, body.position));
    for (const hidden of [ids.student, ids.colleague, pairId, 'Страх']) expect(above).not.toContain(hidden);
  });

  it('S62-2.9: a grateful graduate organises an internship; somebody else does not in that name', async () => {
    const plan = (hostId: string, id: string = randomUUID()) =>
      own.plan(
        coordinator,
        id,
        { kind: 'GRADUATE_CONTRIBUTION', contribution: 'INTERNSHIP', hostId },
        '2021-10-13',
      );
    expect((await plan(ids.teacher)).body.reasons.map(({ rule }: { rule: string }) => rule)).toEqual([
      'contribution-by-graduate',
    ]);
    await done(plan(ids.graduate));
  });

  it('«Мероприятия по популяризации», «фестивалей, форумов, конференций наставников на школьном уровне» are recorded and reported', async () => {
    for (const kind of ['POPULARISATION', 'FESTIVAL', 'FORUM', 'CONFERENCE']) {
      const id = randomUUID();
      await done(own.plan(curator, id, { kind }, '2021-10-14'));
      const { body } = await done(
        own.act(curator, id, 'holding', '2021-10-15', { channel: 'MIXED', participantIds: [ids.teacher] }),
      );
      expect(await own.entry(authority, id, body.position)).toMatchObject({
        ...{ content: { kind }, level: 'SCHOOL', status: 'HELD', heldOn: '2021-10-15', attendance: 1 },
      });
    }
  });
});

describe('6.4, 7. Завершение', () => {
  const complete = () => ofPair(curator, '/completion', { effectiveOn: '2021-12-15' });

  it('S62-6.4, S62-6.3, S62-7-10, S62-5.3-5: not before the final meeting, both monitorings, the exit assessment and the report', async () => {
    const reasons = await refused(complete(), '6.4', '6.3', '7, абз. 10');
    expect(reasons.length).toBeGreaterThanOrEqual(3);
  });

  it('S62-5.3-5, S62-6.3, S62-6.4, S62-7-10: summed up, the programme is completed', async () => {
    const attendeeIds = [ids.colleague, ids.student];
    await done(ofPair(curator, '/meetings', { kind: 'FINAL', effectiveOn: '2021-12-08', attendeeIds }));
    await done(ofPair(curator, '/exit-assessment', { ...levels('SUFFICIENT'), effectiveOn: '2021-12-09' }));
    await done(ofPair(curator, '/monitoring', { kind: 'FINAL', findings, effectiveOn: '2021-12-10' }));
    await refused(ofPair(curator, '/follow-up', { effectiveOn: '2021-12-10' }));
    const report = { work: 'Проведены встречи', proposals: 'Продолжить', conclusions: 'Цель достигнута' };
    await done(
      ofPair(house.person('mentor', schoolId, ids.colleague), '/report', {
        mentorId: ids.colleague,
        report,
        effectiveOn: '2021-12-13',
      }),
    );
    await done(complete());
    await done(ofPair(curator, '/follow-up', { effectiveOn: '2022-01-17' }));
  });
});

describe('3.2, 11. Базы программ и практик; рубрика, копилка и доска почёта на школьном сайте', () => {
  const at = `/v1/organisations/${schoolId}`;
  const [programme, bankEntry] = [randomUUID(), randomUUID()];
  const on = { effectiveOn: '2021-12-20' };
  const url = 'https://school62.example/mentors';
  const material = (rubric: string, more: object = {}, by = curator): Promise<Answer> =>
    by.post(`${at}/site-materials`, {
      ...{ ...on, rubric, kind: 'METHODICAL', title: 'Материал', url, freeAccess: true, namedIds: [] },
      ...more,
    });

  it('S62-11-05: «Создание специальной рубрики "Наши наставники" на школьном сайте»', async () => {
    const open = (title: string) => director.post(`${at}/site-section`, { ...on, title, url });
    await refused(material('SECTION'), '11, абз. 5');
    await refused(open('Наставничество'), '11, абз. 5');
    await done(open('Наши наставники'));
  });

  it('S62-3.2-7: «формирования баз данных программ наставничества и лучших практик»', async () => {
    const submitted = await done(
      curator.post(`${at}/practices`, {
        ...{ ...on, id: programme, kind: 'PROGRAMME', title: 'Учимся вместе', authorIds: [ids.teacher] },
        ...{ level: 'SCHOOL', topics: ['Успеваемость'], text: { link: `${url}/together.pdf` } },
      }),
    );
    const { body } = await director.get(
      `${at}/registers/practices?kind=PROGRAMME&search=учимся&after=${submitted.body.position}`,
    );
    expect(body.items).toMatchObject([
      { practiceId: programme, title: 'Учимся вместе', status: 'SUBMITTED' },
    ]);
  });

  it('S62-11-06: «методической копилки с программами наставничества»: selected programmes, in the bank', async () => {
    const ofProgramme = (act: string, more: object = {}) =>
      curator.post(`${at}/practices/${programme}/${act}`, { ...on, ...more });
    const publish = (materialId: string) => ofProgramme('publication', { materialId, namedIds: [] });
    await done(ofProgramme('review', { reviewer: 'CURATOR' }));
    await done(material('METHODICAL_BANK', { id: bankEntry }));
    await refused(publish(bankEntry), '3.2, абз. 7');
    await done(ofProgramme('selection'));
    const elsewhere = (await done(material('SECTION'))).body.id as string;
    await refused(publish(elsewhere), '11, абз. 6');
    await done(publish(bankEntry));
  });

  it('S62-11-07: «Доска почета «Лучшие наставники»»: of mentors who agreed to be named', async () => {
    const board = (id: string) => material('HONOUR_BOARD', { kind: 'NEWS', namedIds: [id] });
    await refused(board(ids.student), '11, абз. 7');
    const reasons = await refused(board(ids.teacher));
    expect(reasons.map(({ rule }) => rule)).toEqual(['person-named-with-consent']);
    await done(consent(ids.teacher, 'DISTRIBUTION', 'SELF', '2021-12-17'));
    const { body } = await done(board(ids.teacher));
    const { items } = (
      await director.get(`${at}/registers/site-materials?rubric=HONOUR_BOARD&after=${body.position}`)
    ).body;
    expect(items).toMatchObject([{ namedIds: [ids.teacher], rubric: 'HONOUR_BOARD' }]);
  });
});

describe('what the three users see', () => {
  it('the municipality sees its school counted, without the categories that stay in the school', async () => {
    const head = await director.get(`/v1/pairs/${pairId}`);
    const { status, body } = await authority.get(
      `/v1/municipalities/${municipalityId}/summary?after=${head.body.asOf ?? '0'}`,
    );
    expect(status).toBe(200);
    const text = JSON.stringify(body);
    expect(text).toContain(schoolId);
    for (const sensitive of ['HEALTH_LIMITATIONS', 'DIFFICULT_LIFE_SITUATION', 'BEHAVIOUR', 'BURNOUT'])
      expect(text).not.toContain(sensitive);
    const mentees = await authority.get(`${school}/registers/mentees`);
    expect(mentees.status).toBe(200);
    expect(JSON.stringify(mentees.body)).not.toContain('BEHAVIOUR');
    expect(JSON.stringify(mentees.body)).not.toContain('Проверкина');
    expect(JSON.stringify((await director.get(`${school}/registers/mentees`)).body)).toContain('Проверкина');
  });

  it('people of another school see nothing of this one', async () => {
    const stranger = house.person('director', randomUUID());
    expect((await stranger.get(`${school}/registers/pairs`)).status).toBe(403);
    expect((await stranger.get(`/v1/pairs/${pairId}/history`)).status).toBe(404);
  });

  it('fixed pairs, held meetings and completed monitoring have reached the receiver, each once', async () => {
    const ofThisPair = () => house.standalone.receiver.events().filter(({ subject }) => subject === pairId);
    const until = Date.now() + 30_000;
    while (ofThisPair().length < 11 && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const types = ofThisPair().map(({ type }) => type);
    const count = (type: string): number =>
      types.filter((each) => each === `ru.nastavnik.pair.${type}.v1`).length;
    expect({
      fixed: count('fixed'),
      held: count('meeting-held'),
      monitored: count('monitoring-completed'),
    }).toEqual({
      fixed: 1,
      held: 8,
      monitored: 2,
    });
    expect(new Set(ofThisPair().map(({ id }) => id)).size).toBe(types.length);
    expect(JSON.stringify(house.standalone.receiver.events())).not.toContain('Проверкина');
  });

  it('the auditor replays both pairs from their streams, finds every act lawful and the register in agreement', async () => {
    const { eventStoreUrl } = house.standalone;
    for (const id of [pairId, external]) {
      const audit = spawnTs('apps/auditor/main.ts', {
        args: ['pair', id],
        env: { EVENTSTORE_URL: eventStoreUrl, DATABASE_URL: house.databaseUrl },
      });
      const code = await audit.exited();
      expect(`${code} ${audit.output()}`).toMatch(/^0 /);
    }
  });
});

describe('3.2, 4.4, 4.10–4.14, 12. Реестры школы к концу года', () => {
  it('S62-4.4, S62-4.10, S62-4.13, S62-4.14, S62-12-01: people, consents, pairs, agreements and orders stand in their registers', async () => {
    const found = await readRegisters(
      ...([house, director, `/v1/organisations/${schoolId}`] as const),
      ...(['mentees', 'mentors', 'consents', 'pairs', 'agreements', 'orders', 'curators'] as const),
    );
    expect(found.mentees).toMatchObject([
      { categories: ['BEHAVIOUR'], status: 'WAITING', completedPairs: 1, consents: [{}, {}] },
    ]);
    expect(found.mentors.map(({ category, employed }) => [category, employed])).toContainEqual([
      'GRADUATE',
      false,
    ]);
    expect(found.pairs.find((one) => one.pairId === pairId)).toMatchObject({
      ...{ status: 'COMPLETED', plan: { version: 1 }, reportedOn: '2021-12-13' },
      ...{ monitoring: { interimOn: '2021-06-01', finalOn: '2021-12-10' } },
      orders: [{ number: '15-Д' }, { number: '47-Д', kind: 'PAIR_CHANGE' }],
    });
    const ofParent = found.consents.filter(({ by }) => by === 'LEGAL_REPRESENTATIVE');
    expect(ofParent.map(({ kind }) => kind).sort()).toEqual(['PARTICIPATION', 'PERSONAL_DATA']);
    expect(found.consents.filter(({ withdrawnOn }) => withdrawnOn !== null)).toHaveLength(1);
    expect(found.agreements).toMatchObject([
      { kind: 'COOPERATION', number: '1/2021', gratuitous: true, until: '2021-12-31' },
    ]);
    expect(found.orders).toContainEqual(
      expect.objectContaining({ kind: 'INTRODUCTION', number: '2-Д', signedAs: 'director' }),
    );
    expect(found.curators).toMatchObject([
      { curators: [{ form: 'TEACHER_STUDENT', order: { number: '3-Д' } }] },
    ]);
  });

  it('S62-3.2-5, S62-3.2-7: which of the registers that the regulation names are kept, and which are still empty', async () => {
    const { documents } = await readRegisters(
      ...([house, director, `/v1/organisations/${schoolId}`] as const),
      'documents',
    );
    expect(requiredRegisters(documents)).toEqual({
      'база наставляемых': true,
      'база наставников': true,
      'персонифицированный учёт участников': true,
      'банк программ наставничества': true,
      'банк лучших практик': false,
    });
  });

  it('S62-6.2-1, S62-6.2-2, S62-6.3, S62-7-10: the reports of the year count what was held, measured and written, pair by pair', async () => {
    const at = `/v1/organisations/${schoolId}`;
    const found = await readReports(
      ...([house, director, at, 'year=2021'] as const),
      ...(['monitoring', 'mentor-reports', 'curator', 'municipal', 'upward', 'dashboard'] as const),
    );
    const levels = { kind: 'LEVELS', count: { SUFFICIENT: 1 } };
    expect(found.monitoring.process).toMatchObject([
      { indicator: 'PROCESS_QUALITY', interim: levels, final: levels, pairs: [pairId] },
    ]);
    expect(found.monitoring.growth).toMatchObject([
      { measure: 'COMPETENCE', delta: { rose: 1, stayed: 0, fell: 0, unknown: 1 } },
    ]);
    expect(found.monitoring.risks).toMatchObject([{ risk: 'ENDED_EARLY', acts: [{ kind: 'pair' }] }]);
    expect(found['mentor-reports']).toMatchObject({
      reports: [{ pairId, conclusions: 'Цель достигнута', workDone: { meetingsHeld: 8, regularPlanned: 2 } }],
      owed: [],
    });
    expect(found.curator.programmes).toEqual({ approved: 1, completed: 1, endedEarly: 1 });
    expect(found.municipal).toMatchObject({
      ...{ organisations: 1, meetings: 9 },
      pairs: { inForce: 0, fixed: 2, completed: 1, endedEarly: 1 },
    });
    expect(found.upward.aggregates).toContainEqual(
      expect.objectContaining({ code: 'INTERIM_MONITORINGS', value: 1 }),
    );
    expect(found.dashboard.totals.percent).toMatchObject({ completedOfClosed: 50 });
    // Above the school the same figures, and nobody's words (invariant 34).
    const above = await readReports(house, authority, at, 'year=2021', 'mentor-reports');
    expect(above['mentor-reports'].reports).toMatchObject([{ pairId, conclusions: null, proposals: null }]);
    // The year before, the school was not there yet or had done nothing.
    const { municipal } = await readReports(house, director, at, 'year=2022', 'municipal');
    expect(municipal.pairs).toMatchObject({ fixed: 0, completed: 0, endedEarly: 0 });
  });
});
