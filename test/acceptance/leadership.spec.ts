/**
 * How mentoring is led, over HTTP, under each regulation in turn: roadmaps done item by item with their documents, documents there and
 * missing, stages, people and bodies, work with others.
 */
import { randomUUID } from 'node:crypto';
import { type Answer, type House, type Person, startHouse } from '../support/house';
import { done, type Reason } from '../support/year';

jest.setTimeout(120_000);

let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house?.stop());

/** The act is refused, and a reason of this rule cites this clause. */
const refused = async (answer: Promise<Answer>, rule: string, clause: string): Promise<readonly Reason[]> => {
  const { status, body } = await answer;
  expect({ status, body }).toMatchObject({ status: 422 });
  const reasons = (body.reasons as readonly Reason[]).filter((reason) => reason.rule === rule);
  expect(reasons.flatMap(({ clauses }) => clauses.map(({ id }) => id))).toContain(clause);
  return reasons;
};

interface Place {
  readonly id: string;
  /** `/v1/organisations/…` */
  readonly path: string;
  /** Its head: a director, or the municipal specialist. */
  readonly head: Person;
  person(role: string): Person;
  order(number: string, issuedOn: string, content: object): Promise<string>;
  post(act: string, body: object): Promise<Answer>;
  /** Reads what has seen this act. */
  read(what: string, after?: Answer): Promise<Answer['body']>;
}
const place = (id: string, role: string): Place => {
  const path = `/v1/organisations/${id}`;
  const head = house.person(role, id);
  return {
    ...{ id, path, head },
    person: (other) => house.person(other, id),
    order: async (number, issuedOn, content) => {
      const legalBasis = ['273-ФЗ'];
      const answer = await done(
        head.post(`${path}/orders`, { ...{ number, register: 'MAIN', issuedOn, legalBasis }, content }),
      );
      return answer.body.id as string;
    },
    post: (act, body) => head.post(`${path}/${act}`, body),
    read: async (what, after) => {
      const asked =
        after === undefined ? what : `${what}${what.includes('?') ? '&' : '?'}after=${after.body.position}`;
      const { status, body } = await head.get(`${path}/${asked}`);
      expect({ status, body }).toMatchObject({ status: 200 });
      return body;
    },
  };
};
const municipality = async (name: string, effectiveOn: string): Promise<Place> => {
  const id = randomUUID();
  await done(
    house
      .person('region-operator')
      .post('/v1/municipalities', { id, name, utcOffsetMinutes: 180, effectiveOn }),
  );
  return place(id, 'municipal-specialist');
};
const school = async (town: Place, name: string, effectiveOn: string, more: object = {}): Promise<Place> => {
  const id = randomUUID();
  await done(
    town.head.post('/v1/schools', {
      ...{ id, municipalityId: town.id, name, shortName: name, utcOffsetMinutes: 180, effectiveOn },
      ...more,
    }),
  );
  return place(id, 'director');
};
const adopt = (at: Place, basedOn: string, effectiveOn: string): Promise<Answer> =>
  done(at.post('regulation', { document: basedOn, basedOn, effectiveOn }));
const introduce = (at: Place, number: string, on: string, more: object = {}): Promise<string> =>
  at.order(number, on, { kind: 'INTRODUCTION', from: on, ...more });

interface Line {
  readonly number: string;
  readonly organisation: string;
  readonly due: string | null;
  readonly done: string | null;
  readonly daysLate: number;
}
const brief = (body: { readonly lines: readonly Line[] }) =>
  body.lines.map(
    (one) => `${one.number} ${one.organisation} ${one.due ?? '—'} ${one.done ?? '—'} ${one.daysLate}`,
  );

describe('Северск: приказ, дорожная карта, IV. Ожидаемые результаты', () => {
  let town: Place;
  let gymnasium: Place;
  let club: Place;
  let programme: string;
  const roadmapId = randomUUID();
  const [approval, pairs, work, report] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const items = [
    {
      ...{ itemId: approval, stage: 'PREPARATORY', block: 'NORMATIVE', number: '1' },
      title: 'Утверждение муниципальной программы и дорожной карты',
      owners: ['EDUCATION_DEPARTMENT', 'RESOURCE_CENTRE'],
      term: { due: '2021-07' },
      result: { kind: 'ORDER', title: 'Приказ МОУО' },
    },
    {
      ...{ itemId: pairs, stage: 'MAIN', block: 'IMPLEMENTATION', number: '2' },
      title: 'Закрепление наставнических пар',
      owners: ['GENERAL', 'ADDITIONAL'],
      term: { due: '2021-09', everyMonths: 6, until: '2022-03-31' },
      result: { kind: 'ORDER', title: 'Приказ о закреплении' },
    },
    {
      ...{ itemId: work, stage: 'MAIN', block: 'IMPLEMENTATION', number: '5' },
      title: 'Организация совместной работы',
      owners: ['GENERAL'],
    },
    {
      ...{ itemId: report, stage: 'FINAL', block: 'INFORMATION', number: '5' },
      title: 'Материалы в свободном доступе',
      owners: ['RESOURCE_CENTRE'],
      term: { due: '2024-08' },
      result: { kind: 'PUBLICATION', title: 'Сборник' },
    },
  ];
  const complete = (
    at: Place,
    itemId: string,
    effectiveOn: string,
    more: object = {},
    by: Person = at.head,
  ) => by.post(`${at.path}/roadmap-completions`, { roadmapId, itemId, effectiveOn, ...more });

  beforeAll(async () => {
    town = await municipality('Северск', '2021-08-02');
    gymnasium = await school(town, 'Гимназия', '2021-08-02');
    club = await school(town, 'Дом творчества', '2021-08-02', { organisationType: 'ADDITIONAL' });
    await adopt(town, 'SEV', '2021-08-10');
    programme = await town.order('279', '2021-08-10', {
      kind: 'PROGRAMME',
      title: 'Программа и дорожная карта',
    });
  });

  it('SEV-O-2, SEV-RM-00, SEV-RM-01, SEV-RM-02: the roadmap is approved by order, in its stages and blocks, with its owners', async () => {
    const roadmap = {
      id: roadmapId,
      title: 'Дорожная карта',
      until: '2024-12-31',
      effectiveOn: '2021-08-10',
    };
    await refused(town.post('roadmaps', { ...roadmap, items }), 'roadmap-by-order', 'SEV-O-2');
    const approve = (more: object) =>
      town.post('roadmaps', { ...roadmap, orderId: programme, items: [{ ...items[2], ...more }] });
    await refused(approve({ owners: ['VOCATIONAL'] }), 'roadmap-owner-named', 'SEV-RM-00');
    await refused(approve({ stage: 'DESIGN' }), 'roadmap-stage-of-model', 'SEV-RM-01');
    await refused(approve({ block: undefined }), 'roadmap-block-named', 'SEV-RM-02');
    await done(town.post('roadmaps', { ...roadmap, orderId: programme, items }));
  });
  it('SEV-RM-P1: «июль 2021 года»: done with the order of the department, ten days late', async () => {
    await refused(complete(town, approval, '2021-08-10'), 'item-done-with-its-document', 'SEV-RM-P1');
    const accepted = await done(complete(town, approval, '2021-08-10', { orderId: programme }));
    const control = await town.read('roadmap-control?on=2021-09-01', accepted);
    expect(brief(control)[0]).toBe('1 Северск 2021-07-31 2021-08-10 10');
  });
  it('SEV-O-6: «обеспечить исполнение … на уровне образовательной организации»: each does the items of its kind', async () => {
    for (const at of [gymnasium, club]) await introduce(at, '1', '2021-09-01');
    const orderId = await gymnasium.order('7', '2021-09-20', { kind: 'PROGRAMME', title: 'О закреплении' });
    await refused(complete(club, work, '2021-09-20'), 'item-done-by-its-owner', 'SEV-O-6');
    await refused(complete(gymnasium, report, '2021-09-20'), 'item-done-by-its-owner', 'SEV-O-6');
    await done(complete(gymnasium, pairs, '2021-09-20', { orderId }));
  });
  it('SEV-RM-M5: joint work has no result document and no day: it is done without one', async () => {
    const accepted = await done(complete(gymnasium, work, '2021-10-01'));
    expect(brief(await gymnasium.read('roadmap-control?on=2021-10-10', accepted))).toEqual([
      '2 Гимназия 2021-09-30 2021-09-20 0',
      '2 Гимназия 2022-03-31 — 0',
      '5 Гимназия — 2021-10-01 0',
    ]);
  });
  it('SEV-O-7, SEV-O-3: control stays with the department: it sees who is late with what, and what the resource centre owns', async () => {
    const all = await town.read('roadmap-control?on=2022-04-01');
    expect(all.totals).toEqual({ terms: 7, done: 3, overdue: 3 });
    expect(brief(all)).toContain('5 Северск 2024-08-31 — 0');
    expect(brief(await town.read('roadmap-control?on=2022-04-01&overdue=true'))).toEqual([
      '2 Гимназия 2022-03-31 — 1',
      '2 Дом творчества 2021-09-30 — 183',
      '2 Дом творчества 2022-03-31 — 1',
    ]);
    const stranger = await house
      .person('municipal-specialist', randomUUID())
      .get(`${town.path}/roadmap-control`);
    expect(stranger.status).toBe(403);
  });
  it('SEV-O-5: the working group is a leader and three members «по согласованию»; its names stay in the vault', async () => {
    const orderId = await town.order('280', '2021-08-11', {
      kind: 'WORKING_GROUP',
      title: 'О рабочей группе',
    });
    const group = {
      ...{ orderId, effectiveOn: '2021-08-11' },
      leader: { position: 'Директор РЦО', name: 'Тайнова Анна' },
      members: ['Заместитель директора', 'Старший методист', 'Старший методист'].map((position) => ({
        ...{ position, byAgreement: true },
      })),
    };
    await refused(
      town.post('working-groups', { ...group, members: group.members.slice(1) }),
      'working-group-of-size',
      'SEV-O-5',
    );
    const accepted = await done(town.post('working-groups', group));
    const { workingGroup } = await town.read('leadership?on=2021-08-11', accepted);
    expect(workingGroup).toMatchObject({ leader: { position: 'Директор РЦО' }, members: group.members });
    expect(JSON.stringify(workingGroup)).not.toContain('Тайнова');
  });
  it('SEV-RM-P3a: a responsible person is appointed by order, «далее ежегодно до 1 февраля 2024 года»', async () => {
    const responsible = {
      official: { position: 'Методист' },
      body: 'RESOURCE_CENTRE',
      effectiveOn: '2021-08-20',
    };
    await refused(town.post('responsibles', responsible), 'responsible-by-order', 'SEV-RM-P3a');
    const orderId = await town.order('281', '2021-08-20', { kind: 'RESPONSIBLE', title: 'Об ответственном' });
    const accepted = await done(town.post('responsibles', { ...responsible, orderId }));
    const on = async (day: string) => (await town.read(`leadership?on=${day}`, accepted)).responsibles;
    expect(await on('2022-08-20')).toMatchObject([{ renewBy: '2022-08-20', renewalLate: false }]);
    expect(await on('2022-08-21')).toMatchObject([{ renewalLate: true }]);
  });
  it('SEV-IV-1, SEV-III-3: programmes of organisations are counted, documents of both levels listed', async () => {
    const before = await town.read('documents?on=2021-09-19');
    expect(before.programmes).toMatchObject({ organisations: 2, withProgramme: 0, percent: 0 });
    const { documents, programmes, schools } = await town.read('documents?on=2021-12-31');
    expect(programmes).toMatchObject({ organisations: 2, withProgramme: 1, percent: 50 });
    expect(programmes.targets[0]).toMatchObject({ unit: 'PERCENT', target: 40, actual: 50, reached: true });
    expect(schools[0].missing).not.toContain('PROGRAMME');
    expect(schools[1].missing).toContain('PROGRAMME');
    const there = (kind: string) => documents.find((one: { kind: string }) => one.kind === kind);
    expect(there('PROGRAMME')).toMatchObject({ there: true, since: '2021-08-10', late: false });
    expect(there('ROADMAP')).toMatchObject({ there: true, since: '2021-08-10' });
  });
  it('SEV-IV-2: organisations have until the end of 2022; from then on documents are improved', async () => {
    const roadmapOf = async (day: string) =>
      (await club.read(`documents?on=${day}`)).documents.find(
        (one: { kind: string }) => one.kind === 'ROADMAP',
      );
    expect(await roadmapOf('2022-12-31')).toMatchObject({ there: false, due: '2022-12-31', late: false });
    expect(await roadmapOf('2023-01-01')).toMatchObject({ there: false, late: true });
    const orderId = await gymnasium.order('8', '2023-02-01', { kind: 'PROGRAMME', title: 'Новая редакция' });
    const accepted = await done(
      gymnasium.post('documents', {
        kind: 'LOCAL_ACT',
        title: 'Порядок',
        orderId,
        effectiveOn: '2023-02-01',
      }),
    );
    const { documents } = await gymnasium.read('documents?on=2023-02-01', accepted);
    const editions = documents.find((one: { kind: string }) => one.kind === 'PROGRAMME').editions;
    expect(editions.map(({ on }: { on: string }) => on)).toEqual(['2021-09-20', '2023-02-01']);
  });
  it('a package of documents and methodical recommendations', async () => {
    const accepted = await done(
      town.post('documents', {
        ...{ kind: 'METHOD_RECOMMENDATIONS', title: 'Наставнику', effectiveOn: '2021-10-01' },
        act: { number: 'протокол 3', on: '2021-09-30' },
      }),
    );
    const { documents } = await town.read('documents?on=2021-10-01', accepted);
    expect(documents).toContainEqual(
      expect.objectContaining({ kind: 'METHOD_RECOMMENDATIONS', required: false, there: true }),
    );
  });
  it('SEV-D-05: «горизонтальная» with another organisation, «вертикальная» with a methodical service', async () => {
    const met = { name: 'РЦО', level: 'MUNICIPAL', about: 'Диагностика', effectiveOn: '2021-10-05' };
    await done(gymnasium.post('interactions', { ...met, counterpart: 'METHOD_SERVICE' }));
    const accepted = await done(
      gymnasium.post('interactions', { ...met, counterpart: 'EDUCATIONAL_ORGANISATION', name: 'Лицей' }),
    );
    const { interactions } = await gymnasium.read('work-with-others', accepted);
    expect(interactions.map(({ model }: { model: string }) => model)).toEqual(['VERTICAL', 'HORIZONTAL']);
  });
});

describe('Кильмезь: 5.1–5.4, 6.1–6.4', () => {
  let at: Place;
  const [mentor, mentee, curator] = [randomUUID(), randomUUID(), randomUUID()];
  const roadmapId = randomUUID();
  const itemId = randomUUID();
  let regulation: string;
  beforeAll(async () => {
    at = await school(
      await municipality('Сюмсинский район', '2022-08-01'),
      'Кильмезская школа',
      '2022-08-01',
    );
    regulation = await at.order('26/1', '2022-09-01', { kind: 'REGULATION', title: 'О положении' });
    await adopt(at, 'KIL', '2022-09-05');
    await introduce(at, '27', '2022-09-06', {
      until: '2024-12-31',
      grounds: 'Приказ № 113-ОД',
      responsibles: [{ personId: curator, duties: 'Куратор' }],
      monitoring: [{ on: '2022-12-20' }],
      plannedResults: ['Закрепление педагогов'],
    });
  });
  const people = (id: string, base: string, body: object) =>
    done(
      at.head.post(`/v1/schools/${at.id}/participants/${id}/${base}`, { effectiveOn: '2022-09-07', ...body }),
    );

  it('KIL-6.1: «осуществляется администрацией»: a mentor opens no stage and approves no document', async () => {
    const stage = { stage: 'PREPARATORY', effectiveOn: '2022-09-06' };
    for (const role of ['mentor', 'curator']) {
      expect((await at.person(role).post(`${at.path}/stages`, stage)).status).toBe(403);
    }
    await done(at.post('stages', stage));
  });
  it('KIL-5.1: five stages, one after another', async () => {
    await refused(
      at.post('stages', { stage: 'IMPLEMENTATION', effectiveOn: '2022-09-07' }),
      'stages-in-order',
      'KIL-5.1',
    );
    const { stages } = await at.read('leadership?on=2022-09-07');
    expect(stages.map(({ title, state }: { title: string; state: string }) => `${title} ${state}`)).toEqual([
      'подготовительный OPEN',
      'проектировочный NOT_OPENED',
      'реализационный NOT_OPENED',
      'рефлексивно-аналитический NOT_OPENED',
      'результативный NOT_OPENED',
    ]);
  });
  it('KIL-5.2-1, KIL-5.2-2, KIL-5.2-4: the first closes with the analysis, the selection and the documents of section II', async () => {
    const close = { stage: 'PREPARATORY', effectiveOn: '2022-09-20' };
    await refused(at.post('stages/closing', close), 'first-stage-closes-with-analysis', 'KIL-5.2-1');
    await refused(at.post('stages/closing', close), 'first-stage-closes-with-selection', 'KIL-5.2-2');
    const missing = await refused(
      at.post('stages/closing', close),
      'first-stage-closes-with-documents',
      'KIL-5.2-4',
    );
    expect(missing.map((reason) => reason.missing[0]?.detail?.kind)).toEqual([
      'CONSENT_MENTOR',
      'CONSENT_MENTEE',
      'CONTRACT_ADDENDUM',
      'ORDER_REGULATION',
      'ROADMAP',
      'ORDER_PAIRS',
    ]);
    await done(at.post('problem-analyses', { problems: ['Кадры'], effectiveOn: '2022-09-07' }));
    for (const [id, kind] of [
      [mentor, 'PEDAGOGUE'],
      [mentee, 'PEDAGOGUE'],
    ] as const) {
      await done(
        at.head.post(`/v1/schools/${at.id}/participants`, {
          ...{ id, kind, employed: true, position: 'PEDAGOGUE', effectiveOn: '2022-09-06' },
          person: { familyName: 'Проверкина', givenName: 'Нина', birthDate: '1980-01-01' },
        }),
      );
    }
    const selection = { mentorIds: [mentor], menteeIds: [mentee], effectiveOn: '2022-09-08' };
    expect((await at.post('selections', selection)).status).toBe(422);
    const experience = ['PROFESSIONAL'];
    await people(mentor, 'mentor-base', {
      ...{ category: 'PEDAGOGUE', experience },
      evidenceNote: { text: 'Опыт двадцати лет' },
    });
    await people(mentee, 'mentee-base', { categories: ['SKILL_GAP'], tasks: experience });
    await done(at.post('selections', selection));
    const forms = await at.order('28', '2022-09-08', { kind: 'PROGRAMME', title: 'О формах документов' });
    await refused(
      at.post('documents', {
        ...{ kind: 'CONSENT_MENTOR', title: 'Согласие', effectiveOn: '2022-09-09' },
        act: { number: '1', on: '2022-09-08' },
      }),
      'document-by-order',
      'KIL-5.2-4',
    );
    for (const kind of ['CONSENT_MENTOR', 'CONSENT_MENTEE', 'CONTRACT_ADDENDUM']) {
      await done(at.post('documents', { kind, title: 'Форма', orderId: forms, effectiveOn: '2022-09-09' }));
    }
  });
  it('KIL-6.2-1: the organisation develops a roadmap, annexed to the order that approves the regulation', async () => {
    await done(
      at.post('roadmaps', {
        ...{ id: roadmapId, title: 'Дорожная карта', orderId: regulation, effectiveOn: '2022-09-10' },
        items: [
          {
            itemId,
            stage: 'IMPLEMENTATION',
            number: '1',
            title: 'Встречи',
            owners: ['OWN'],
            term: { due: '2022-10' },
          },
        ],
      }),
    );
    const missing = await refused(
      at.post('stages/closing', {
        ...{ stage: 'PREPARATORY', effectiveOn: '2022-09-20' },
        ...{ orderIds: [regulation], roadmapIds: [roadmapId] },
      }),
      'first-stage-closes-with-documents',
      'KIL-5.2-4',
    );
    expect(missing.map((reason) => reason.missing[0]?.detail?.kind)).toEqual(['ORDER_PAIRS']);
  });
  it('KIL-5.4-1, KIL-6.4.1-03: the curator carries out the roadmap and controls its course; a mentor does not', async () => {
    const act = { roadmapId, itemId, effectiveOn: '2022-10-20' };
    const late = await at.person('curator').get(`${at.path}/roadmap-control?on=2022-11-02`);
    expect(late.body.totals).toEqual({ terms: 1, done: 0, overdue: 1 });
    expect((await at.person('mentor').post(`${at.path}/roadmap-completions`, act)).status).toBe(403);
    const accepted = await done(at.person('curator').post(`${at.path}/roadmap-completions`, act));
    expect((await at.read('roadmap-control?on=2022-11-02', accepted)).totals).toEqual({
      terms: 1,
      done: 1,
      overdue: 0,
    });
  });
  it('«договоров между предприятиями и образовательными организациями» on practice', async () => {
    const contract = {
      partner: 'СПК «Кильмезь»',
      subject: 'PRACTICE',
      number: '3',
      effectiveOn: '2022-09-12',
    };
    const accepted = await done(
      at.post('partnerships', { ...contract, from: '2022-09-12', until: '2023-06-30' }),
    );
    const { partnerships } = await at.read('work-with-others', accepted);
    expect(partnerships).toMatchObject([{ partner: 'СПК «Кильмезь»', subject: 'PRACTICE', number: '3' }]);
  });
  it('KIL-6.4.1-08: the curator works with network communities of pedagogues, a mentor does not', async () => {
    const meet = (role: string) =>
      at.person(role).post(`${at.path}/interactions`, {
        ...{ counterpart: 'NETWORK_COMMUNITY', name: 'Сообщество', level: 'REGIONAL', about: 'Практики' },
        effectiveOn: '2022-10-01',
      });
    expect((await meet('mentor')).status).toBe(403);
    const accepted = await done(meet('curator'));
    const { interactions } = await at.read('work-with-others', accepted);
    expect(interactions).toMatchObject([{ counterpart: 'NETWORK_COMMUNITY' }]);
  });
});

describe('Школа № 62: 3.2, 12. Документация', () => {
  it('S62-12-03, S62-12-04, S62-3.2-1: of eight documents each is there by its own act; the roadmap is carried out', async () => {
    const at = await school(await municipality('Ярославль', '2021-01-10'), 'Школа № 62', '2021-01-10');
    await adopt(at, 'S62', '2021-01-11');
    await introduce(at, '1-Д', '2021-01-12');
    const missing = async (after?: Answer) =>
      (await at.read('documents?on=2021-03-01', after)).documents.flatMap(
        (one: { kind: string; there: boolean }) => (one.there ? [] : [one.kind]),
      );
    expect(await missing()).toEqual([
      'TARGET_MODEL',
      'ROADMAP',
      'ORDER_APPOINTMENT',
      'ORDER_MENTOR_SCHOOL',
      'ORDER_PAIRS',
      'ORDER_FINAL_EVENT',
    ]);
    await at.order('2-Д', '2021-01-20', { kind: 'TARGET_MODEL', title: 'Целевая модель' });
    const orderId = await at.order('3-Д', '2021-01-20', { kind: 'ROADMAP', title: 'Дорожная карта' });
    const [roadmapId, itemId] = [randomUUID(), randomUUID()];
    const approved = await done(
      at.post('roadmaps', {
        ...{ id: roadmapId, title: 'Дорожная карта', orderId, effectiveOn: '2021-01-20' },
        items: [{ itemId, number: '1', title: 'Базы', owners: ['OWN'], term: { due: '2021-02-15' } }],
      }),
    );
    const kinds = await missing(approved);
    expect(kinds).not.toContain('TARGET_MODEL');
    expect(kinds).not.toContain('ROADMAP');
    const accepted = await done(
      at.post('roadmap-completions', { roadmapId, itemId, effectiveOn: '2021-02-10' }),
    );
    expect(brief(await at.read('roadmap-control?on=2021-03-01', accepted))).toEqual([
      '1 Школа № 62 2021-02-15 2021-02-10 0',
    ]);
  });
});

describe('Методические рекомендации: организация наставничества, куратор', () => {
  let at: Place;
  const teacher = randomUUID();
  beforeAll(async () => {
    at = await school(await municipality('Город', '2023-08-01'), 'Школа', '2023-08-01');
    await adopt(at, 'MR', '2023-08-10');
    await introduce(at, '1', '2023-08-11');
  });
  it('MR-ORG-01, MR-O-01: «Руководитель издает локальные акты»: regulation, roadmap and others, there or missing', async () => {
    const state = async (after?: Answer) =>
      (await at.read('documents?on=2023-09-01', after)).documents.map(
        (one: { kind: string; there: boolean }) => `${one.kind} ${one.there}`,
      );
    expect(await state()).toEqual(['REGULATION true', 'ROADMAP false']);
    const orderId = await at.order('2', '2023-08-20', { kind: 'ROADMAP', title: 'Дорожная карта' });
    await done(
      at.post('roadmaps', {
        ...{ title: 'Дорожная карта', orderId, effectiveOn: '2023-08-20' },
        items: [{ number: '1', title: 'Подбор наставников', owners: ['OWN'] }],
      }),
    );
    const accepted = await done(
      at.post('documents', { kind: 'LOCAL_ACT', title: 'Порядок', orderId, effectiveOn: '2023-08-21' }),
    );
    expect(await state(accepted)).toEqual(['REGULATION true', 'ROADMAP true', 'LOCAL_ACT true']);
  });
  it('MR-ORG-04: general leadership is the head’s: nobody else issues an order or approves a document', async () => {
    const order = { number: '9', register: 'MAIN', issuedOn: '2023-08-20', legalBasis: ['273-ФЗ'] };
    const content = { kind: 'PROGRAMME', title: 'Программа' };
    const document = { kind: 'LOCAL_ACT', title: 'Порядок', effectiveOn: '2023-08-21' };
    const act = { number: '1', on: '2023-08-20' };
    for (const role of ['curator', 'coordinator', 'mentor']) {
      const who = at.person(role);
      expect((await who.post(`${at.path}/orders`, { ...order, content })).status).toBe(403);
      expect((await who.post(`${at.path}/documents`, { ...document, act })).status).toBe(403);
    }
    await done(at.post('documents', { ...document, act }));
  });
  it('MR-CUR-04: the curator, not a mentor, with official and «неформальными представителями региональной системы»', async () => {
    const met = { name: 'Клуб наставников', level: 'REGIONAL', about: 'Опыт', effectiveOn: '2023-09-01' };
    const meet = (role: string, counterpart: string) =>
      at.person(role).post(`${at.path}/interactions`, { ...met, counterpart });
    expect((await meet('mentor', 'INFORMAL_REPRESENTATIVE')).status).toBe(403);
    await done(meet('curator', 'INFORMAL_REPRESENTATIVE'));
    const accepted = await done(meet('curator', 'AUTHORITY'));
    const { interactions } = await at.read('work-with-others', accepted);
    expect(interactions.map(({ counterpart }: { counterpart: string }) => counterpart)).toEqual([
      'INFORMAL_REPRESENTATIVE',
      'AUTHORITY',
    ]);
  });
  it('«консультационной и методической помощи» to those of the school', async () => {
    const help = { kind: 'CONSULTATION', about: 'Перечень мероприятий', participantIds: [teacher] };
    expect((await at.post('support', { ...help, effectiveOn: '2023-09-02' })).status).toBe(422);
    await done(
      at.head.post(`/v1/schools/${at.id}/participants`, {
        ...{ id: teacher, kind: 'PEDAGOGUE', employed: true, effectiveOn: '2023-09-01' },
        person: { familyName: 'Проверкина', givenName: 'Нина', birthDate: '1980-01-01' },
      }),
    );
    const accepted = await done(at.post('support', { ...help, effectiveOn: '2023-09-02' }));
    expect((await at.read('work-with-others', accepted)).support).toMatchObject([help]);
  });
});

describe('Изобильненский округ: 3.2, 3.3, 4. Структура системы', () => {
  let town: Place;
  let at: Place;
  beforeAll(async () => {
    town = await municipality('Изобильненский округ', '2022-07-22');
    at = await school(town, 'Школа № 1', '2022-07-22');
    await school(town, 'Дом детского творчества', '2022-07-22', { organisationType: 'ADDITIONAL' });
    await school(town, 'Детский сад', '2022-07-22', { organisationType: 'PRESCHOOL' });
    await adopt(town, 'IZO', '2022-07-22');
  });
  it('IZO-4-01, IZO-4-02, IZO-4-03: an inner contour of organisations, an outer one of the department and the methodical cabinet', async () => {
    const body = { title: 'Методический кабинет', duties: ['Сбор данных'], effectiveOn: '2022-08-01' };
    await refused(town.post('bodies', { ...body, body: 'RESOURCE_CENTRE' }), 'body-of-structure', 'IZO-4-03');
    const accepted = await done(town.post('bodies', { ...body, body: 'METHOD_CABINET' }));
    const { contours } = await town.read('leadership?on=2022-08-01', accepted);
    expect(contours.inner.map(({ name }: { name: string }) => name)).toEqual([
      'Дом детского творчества',
      'Школа № 1',
    ]);
    expect(contours.outer).toMatchObject([{ body: 'METHOD_CABINET', title: 'Методический кабинет' }]);
    expect(contours.unnamed).toEqual(['EDUCATION_DEPARTMENT']);
  });
  it('IZO-3.3-04: work with the outer contour is recorded; of four levels it shows which are covered', async () => {
    const met = { name: 'Методкабинет', about: 'Мониторинг', effectiveOn: '2022-09-01' };
    await done(at.post('interactions', { ...met, counterpart: 'METHOD_SERVICE', level: 'MUNICIPAL' }));
    const accepted = await done(
      at.post('interactions', { ...met, counterpart: 'AUTHORITY', level: 'REGIONAL' }),
    );
    const { levels, interactions } = await at.read('work-with-others', accepted);
    expect(interactions).toHaveLength(2);
    expect(levels).toEqual([
      { level: 'INSTITUTIONAL', interactions: 0 },
      { level: 'MUNICIPAL', interactions: 1 },
      { level: 'REGIONAL', interactions: 1 },
      { level: 'FEDERAL', interactions: 0 },
    ]);
  });
  it('organisations of the district are drawn into programmes, and strategic partnerships concluded', async () => {
    const contract = { partner: 'Музей', number: '1', from: '2022-09-01', effectiveOn: '2022-09-01' };
    await done(at.post('partnerships', { ...contract, subject: 'PROGRAMMES' }));
    const accepted = await done(town.post('partnerships', { ...contract, subject: 'STRATEGIC' }));
    expect((await at.read('work-with-others', accepted)).partnerships).toMatchObject([
      { subject: 'PROGRAMMES' },
    ]);
    expect((await town.read('work-with-others', accepted)).partnerships).toMatchObject([
      { subject: 'STRATEGIC' },
    ]);
  });
  it('IZO-4.1-14: leadership and control are the head’s: no curator names people or concludes agreements', async () => {
    const contract = { partner: 'Музей', number: '2', from: '2022-09-01', effectiveOn: '2022-09-01' };
    const curator = at.person('curator');
    expect(
      (await curator.post(`${at.path}/partnerships`, { ...contract, subject: 'PROGRAMMES' })).status,
    ).toBe(403);
    const responsible = { official: { position: 'Методист' }, effectiveOn: '2022-09-01' };
    expect((await curator.post(`${at.path}/responsibles`, responsible)).status).toBe(403);
  });
});
