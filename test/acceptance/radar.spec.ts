/**
 * The deadline radar as people use it: the curator sees in November what is overdue and by which clause, the municipal specialist sees
 * the schools, an act makes its line vanish, any past day can be looked at, and a calendar program reads the feed.
 */
import { randomUUID } from 'node:crypto';
import ICAL from 'ical.js';
import { type Answer, type House, type Person, startHouse } from '../support/house';
import { done } from '../support/year';

jest.setTimeout(120_000);

interface Line {
  readonly id: string;
  readonly cadence: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly due: string;
  readonly status: string;
  readonly daysLeft: number;
  readonly clauses: readonly { readonly id: string; readonly citation: string }[];
  readonly settleWith: readonly { readonly act: string; readonly route: string }[];
  readonly settled?: { readonly act: string; readonly on: string; readonly position: string };
}

let house: House;
let authority: Person;
const townId = randomUUID();
const schools = ['МБОУ «СОШ № 80»', 'МБОУ «Лицей № 1»', 'МБДОУ «Детский сад № 7»'].map((name, index) => ({
  name,
  id: randomUUID(),
  type: index === 2 ? 'PRESCHOOL' : 'GENERAL',
}));
const [first, second, third] = schools.map(({ id }) => id) as [string, string, string];
let director: Person;
let curator: Person;
let last: Answer;

const path = (id: string): string => `/v1/organisations/${id}`;
const radar = async (who: Person, id: string, question: string): Promise<Answer['body']> => {
  const { status, body } = await who.get(
    `${path(id)}/deadlines?limit=200&after=${last.body.position}&${question}`,
  );
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};
const linesOf = async (who: Person, id: string, question: string): Promise<readonly Line[]> =>
  (await radar(who, id, question)).items as readonly Line[];
const short = (lines: readonly Line[]) =>
  lines.map(({ cadence, due, status }) => `${cadence} ${due} ${status}`);

beforeAll(async () => {
  house = await startHouse();
  authority = house.person('municipal-specialist', townId);
  director = house.person('director', first);
  curator = house.person('curator', first);
  const effectiveOn = '2021-08-10';
  await done(
    house
      .person('region-operator')
      .post('/v1/municipalities', { id: townId, name: 'ЗАТО Северск', utcOffsetMinutes: 420, effectiveOn }),
  );
  await done(
    authority.post(`${path(townId)}/regulation`, { document: 'Приказ № 279', basedOn: 'SEV', effectiveOn }),
  );
  for (const { id, name, type } of schools) {
    last = await done(
      authority.post('/v1/schools', {
        ...{
          id,
          municipalityId: townId,
          name,
          shortName: name,
          utcOffsetMinutes: 420,
          organisationType: type,
          effectiveOn,
        },
      }),
    );
  }
  last = await done(
    director.post(`${path(first)}/orders`, {
      ...{ number: '38-од', register: 'MAIN', issuedOn: '2021-08-20', legalBasis: ['273-ФЗ'] },
      content: { kind: 'INTRODUCTION', from: '2021-08-20' },
    }),
  );
});
afterAll(() => house?.stop());

describe('куратор школы в ноябре', () => {
  it('SEV-RM-P2, SEV-RM-P3b: видит, что просрочено, по какому пункту и каким действием закрывается', async () => {
    const body = await radar(curator, first, 'on=2021-11-15&status=OVERDUE');
    expect(short(body.items)).toEqual([
      'information-resource 2021-09-30 OVERDUE',
      'programme-and-roadmap 2021-09-30 OVERDUE',
      'responsible 2021-09-30 OVERDUE',
    ]);
    const [resource, , responsible] = body.items as readonly [Line, Line, Line];
    expect(responsible).toMatchObject({
      organisationId: first,
      daysLeft: -46,
      clauses: [
        { id: 'SEV-RM-P3b', citation: expect.stringContaining('подготовительного этапа дорожной карты') },
      ],
      settleWith: [{ act: 'ResponsibleAppointed', route: `POST ${path(first)}/responsibles` }],
    });
    expect(resource.clauses.map(({ id }) => id)).toEqual(['SEV-RM-P4b']);
    expect(body.totals).toMatchObject({ OVERDUE: 3 });
  });
  it('SEV-RM-M4b, SEV-RM-M1: и что предстоит, на сколько дней вперёд спросит', async () => {
    expect(short(await linesOf(curator, first, 'on=2021-11-15&within=20&status=UPCOMING'))).toEqual([
      'interim-report 2021-11-30 UPCOMING',
    ]);
    const further = short(await linesOf(curator, first, 'on=2021-11-15&within=60&status=UPCOMING'));
    expect(further).toEqual(
      expect.arrayContaining([
        'mentee-base-refreshed 2021-12-31 UPCOMING',
        'mentor-base-refreshed 2021-12-31 UPCOMING',
        'pair-orders-refreshed 2021-12-31 UPCOMING',
        'seminar-or-conference 2021-12-31 UPCOMING',
      ]),
    );
    expect(short(await linesOf(curator, first, 'on=2021-11-30&within=0&status=DUE'))).toEqual([
      'interim-report 2021-11-30 DUE',
    ]);
  });
  it('параметр, о котором положение молчит, срока не даёт; заданный школой — даёт', async () => {
    const stale = (await linesOf(curator, first, 'on=2021-11-15&within=700')).filter(
      ({ cadence }) => cadence === 'information-resource-updated',
    );
    expect(stale).toEqual([]);
    const resource = {
      ...{ kind: 'WEBSITE', title: 'Наставничество', effectiveOn: '2021-11-16' },
      place: 'https://school80.example/mentoring',
    };
    await done(director.post(`${path(first)}/info-resources`, resource));
    const regulation = { document: 'Положение школы', effectiveOn: '2021-08-11' };
    await done(director.post(`${path(first)}/regulation`, regulation));
    last = await done(
      director.put(`${path(first)}/regulation/parameters/resourceStaleDays`, {
        ...{
          value: 90,
          clauses: [{ id: 'OWN-4', document: 'Положение школы', clause: '4' }],
          effectiveOn: '2021-11-16',
        },
      }),
    );
    const own = await linesOf(curator, first, 'on=2022-02-20&cadence=information-resource-updated');
    expect(own).toMatchObject([
      { due: '2022-02-14', status: 'OVERDUE', clauses: [{ citation: 'Положение школы, п. 4' }] },
    ]);
  });
});

describe('действие закрывает строку', () => {
  it('SEV-RM-P3b: после назначения ответственного строки нет; на прошлую дату она по-прежнему видна', async () => {
    const before = '2021-11-15';
    last = await done(
      director.post(`${path(first)}/orders`, {
        ...{ number: '41-од', register: 'MAIN', issuedOn: '2021-11-22', legalBasis: ['273-ФЗ'] },
        content: { kind: 'RESPONSIBLE', title: 'О назначении ответственного' },
      }),
    );
    const orderId = last.body.id as string;
    last = await done(
      director.post(`${path(first)}/responsibles`, {
        ...{ orderId, official: { position: 'Заместитель директора' }, effectiveOn: '2021-11-22' },
      }),
    );
    const overdue = await linesOf(curator, first, 'on=2021-11-22&status=OVERDUE');
    expect(overdue.map(({ cadence }) => cadence)).not.toContain('responsible');
    const settled = await linesOf(curator, first, 'on=2021-11-22&status=SETTLED&cadence=responsible');
    expect(settled).toMatchObject([
      {
        due: '2021-09-30',
        daysLeft: -53,
        settled: { act: 'ResponsibleAppointed', on: '2021-11-22', position: last.body.position },
      },
    ]);
    expect(short(await linesOf(curator, first, `on=${before}&status=OVERDUE&cadence=responsible`))).toEqual([
      'responsible 2021-09-30 OVERDUE',
    ]);
    // The appointment has a term of its own.
    expect(
      short(await linesOf(curator, first, 'on=2022-11-20&within=5&cadence=responsible-renewed')),
    ).toEqual(['responsible-renewed 2022-11-22 UPCOMING']);
  });
});

describe('специалист муниципалитета', () => {
  it('SEV-RM-P1, SEV-IV-4a: видит свои сроки и сроки своих школ, всех или одной', async () => {
    const lines = await linesOf(authority, townId, 'on=2021-12-01&within=31');
    expect(new Set(lines.map(({ organisation }) => organisation))).toEqual(
      new Set(['ЗАТО Северск', ...schools.map(({ name }) => name)]),
    );
    expect(short(lines.filter(({ organisationId }) => organisationId === townId))).toEqual(
      expect.arrayContaining([
        'programme-and-roadmap 2021-07-31 OVERDUE',
        'programme-targets 2021-12-31 UPCOMING',
      ]),
    );
    const one = await linesOf(authority, townId, `on=2021-12-01&organisation=${second}&status=OVERDUE`);
    expect(one.map(({ cadence }) => cadence)).toContain('responsible');
    expect(new Set(one.map(({ organisationId }) => organisationId))).toEqual(new Set([second]));
    // No owner of the roadmap is a kindergarten.
    const kindergarten = await linesOf(authority, townId, `on=2021-12-01&organisation=${third}`);
    expect(kindergarten.map(({ cadence }) => cadence)).not.toContain('responsible');
  });
  it('страницами, без повторов и пропусков', async () => {
    const all = (await linesOf(authority, townId, 'on=2021-12-01&within=100')).map(({ id }) => id);
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await authority.get(
        `${path(townId)}/deadlines?on=2021-12-01&within=100&limit=7${cursor}`,
      );
      paged.push(...body.items.map(({ id }: Line) => id));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(paged.length);
  });
  it('чужому муниципалитету и наставнику они закрыты', async () => {
    const stranger = house.person('municipal-specialist', randomUUID());
    expect((await stranger.get(`${path(townId)}/deadlines`)).status).toBe(403);
    expect((await house.person('mentor', first).get(`${path(first)}/deadlines`)).status).toBe(403);
  });
});

describe('календарь', () => {
  const feed = async (address: string) => {
    const response = await fetch(`${house.standalone.url}${address}`);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };
  const eventsIn = (text: string) =>
    new ICAL.Component(ICAL.parse(text) as unknown[])
      .getAllSubcomponents('vevent')
      .map((one) => new ICAL.Event(one));

  it('читается программой календаря: события на весь день, постоянные UID, пункт положения', async () => {
    const { body } = await done(curator.post(`${path(first)}/deadline-subscriptions`, {}));
    const { status, type, text } = await feed(body.path);
    expect({ status, type }).toEqual({ status: 200, type: 'text/calendar; charset=utf-8' });
    const events = eventsIn(text);
    expect(events.length).toBeGreaterThan(5);
    for (const event of events) {
      expect(event.startDate.isDate).toBe(true);
      expect(event.endDate.subtractDate(event.startDate).toSeconds()).toBe(86_400);
    }
    const interim = events.find(({ uid }) => uid === `interim-report.${first}.2021@nastavnik`);
    expect(interim?.startDate.toString()).toBe('2021-11-30');
    expect(interim?.summary).toBe('Провести промежуточный мониторинг и представить отчёт');
    expect(interim?.description).toContain('основного этапа дорожной карты');
    const again = eventsIn((await feed(body.path)).text).map(({ uid }) => uid);
    expect(again).toEqual(events.map(({ uid }) => uid));
    expect(new Set(again).size).toBe(again.length);
  });
  it('ключ открывает только свой календарь, и до отзыва', async () => {
    const { body } = await done(curator.post(`${path(first)}/deadline-subscriptions`, {}));
    const token = new URL(body.path, 'http://x').searchParams.get('token')!;
    expect((await feed(`${path(second)}/deadlines.ics?token=${token}`)).status).toBe(404);
    expect((await feed(`${path(first)}/deadlines.ics?token=${token.slice(0, -1)}`)).status).toBe(404);
    expect((await feed(`${path(first)}/deadlines.ics`)).status).toBe(400);
    const listed = (await curator.get(`${path(first)}/deadline-subscriptions`)).body.items;
    expect(listed.map(({ id }: { id: string }) => id)).toContain(body.id);
    expect(JSON.stringify(listed)).not.toContain(token);
    const revoked = await curator.delete(`${path(first)}/deadline-subscriptions/${body.id}`);
    expect(revoked.status).toBe(204);
    expect((await feed(body.path)).status).toBe(404);
    expect(
      (await house.person('mentor', first).post(`${path(first)}/deadline-subscriptions`, {})).status,
    ).toBe(403);
  });
});
