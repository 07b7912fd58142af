/**
 * Every register as a page, by name and as a file: whole, with names for the school alone; nothing sensitive above it, on any route;
 * names in no log; the page of the registers is as the registers.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { allRows } from '../../test/trace/clauses';
import { type Client, foundSchools, startTestApi, type TestApi } from './api.testing';
import type { Role } from './policy';
import { RegisterCatalogue } from './queries/registers/catalogue';
import { registersPage } from './queries/registers/registers-page';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
let position: string;
let registers: RegisterCatalogue['registers'];
const MARKER = 'Тайникова';
const SENSITIVE = ['BEHAVIOUR', 'HEALTH_LIMITATIONS', 'DIFFICULT_LIFE_SITUATION', 'BURNOUT'] as const;
const PEOPLE = [
  ['Ёлкина', 'Анна', ['BEHAVIOUR', 'GIFTED']],
  ['Елагина', 'Софья', ['DIFFICULT_LIFE_SITUATION', 'LOW_RESULTS']],
  ['Яблокова-Ёжикова', 'Анна', ['LOW_RESULTS']],
  [MARKER, 'Вера', ['HEALTH_LIMITATIONS', 'DETACHED']],
  ['Усталова', 'Юлия', ['BURNOUT', 'ADAPTING']],
] as const;
const ids: { [familyName: string]: string } = {};

beforeAll(async () => {
  api = await startTestApi();
  town = await foundSchools(api);
  registers = api.app.get(RegisterCatalogue).registers;
  const { curator, first, must } = town;
  const register = async (kind: string, employed: boolean, person: object): Promise<string> =>
    must(
      await curator.post(`/v1/schools/${first}/participants`, {
        ...{ kind, employed, effectiveOn: '2021-01-15' },
        person: { birthDate: '2006-02-02', ...person },
      }),
    ).body.id as string;
  for (const [familyName, givenName, categories] of PEOPLE) {
    const id = await register(categories[0] === 'BURNOUT' ? 'PEDAGOGUE' : 'STUDENT', false, {
      familyName,
      givenName,
      className: '9А',
      contacts: '=1+1',
    });
    ids[familyName] = id;
    must(
      await curator.post(`/v1/schools/${first}/participants/${id}/mentee-base`, {
        ...{ categories, tasks: ['PERSONAL'], effectiveOn: '2021-01-18' },
      }),
    );
  }
  const mentor = await register('GRADUATE', false, {
    ...{ familyName: 'Наставникова', givenName: 'Ия', workplace: 'Завод', birthDate: '1990-03-01' },
    ...{ competences: 'Проектная работа', timeResource: '2 часа в неделю' },
  });
  must(
    await curator.post(`/v1/schools/${first}/participants/${mentor}/mentor-base`, {
      ...{ category: 'GRADUATE', experience: ['PERSONAL'], effectiveOn: '2021-01-18' },
    }),
  );
  position = must(
    await curator.post(`/v1/schools/${first}/participants/${ids[MARKER]}/consents`, {
      ...{ purpose: 'PARTICIPATION', by: 'LEGAL_REPRESENTATIVE', written: true, effectiveOn: '2021-01-19' },
      textHash: 'ab'.repeat(32),
      representative: { familyName: MARKER, givenName: 'Мать', authority: 'Свидетельство о рождении' },
    }),
  ).body.position as string;
});
afterAll(() => api?.stop());

const clientOf = (role: Role): Client =>
  api.as(role, { organisationId: ['director', 'curator'].includes(role) ? town.first : town.municipality });
const fileOf = async (
  role: Role,
  at: string,
): Promise<{ headers: Headers; bytes: Buffer; status: number }> => {
  const response = await fetch(`${api.url}${at}`, {
    headers: { authorization: `Bearer ${await clientOf(role).token}` },
  });
  return {
    ...{ status: response.status, headers: response.headers },
    bytes: Buffer.from(await response.arrayBuffer()),
  };
};
const search = async (register: string, body: object) =>
  await town.director.post(`/v1/schools/${town.first}/registers/${register}/search`, {
    after: position,
    ...body,
  });

describe('files', () => {
  it('S62-4.4, IZO-4.1-06: the register of mentees opens as a table with Russian headings, names and dates', async () => {
    const { headers, bytes } = await fileOf(
      'director',
      `/v1/schools/${town.first}/registers/mentees/export?after=${position}`,
    );
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('Реестр наставляемых.xlsx'));
    expect(BigInt(headers.get('as-of')!)).toBeGreaterThanOrEqual(BigInt(position));
    const [headings, ...rows] = await readSheet(bytes);
    const column = (heading: string) => rows.map((row) => row[headings!.indexOf(heading)]);
    expect(column('Фамилия').sort()).toEqual(PEOPLE.map(([familyName]) => familyName).sort());
    expect(column('Класс')).toEqual(PEOPLE.map(() => '9А'));
    expect(column('Дата рождения')[0]).toEqual(new Date('2006-02-02'));
    expect(column('Дата вхождения')[0]).toEqual(new Date('2021-01-18'));
    expect(column('Дата обновления')[0]).toEqual(new Date('2021-01-18'));
    expect(column('Состояние')).toEqual(PEOPLE.map(() => 'ожидает пары'));
    expect(column('Согласия').filter((cell) => cell !== null)).toEqual([
      'на участие (законный представитель, 19.01.2021)',
    ]);
  });

  it.each([
    [
      'mentees-base',
      [
        ...['№', 'ФИО', 'Контакты (данные представителя)', 'Год рождения', 'Основной запрос'],
        ...['Дата вхождения в программу', 'ФИО наставника', 'Форма наставничества'],
        ...['Место работы/учёбы наставника', 'Дата завершения программы', 'Результаты программы'],
        ...['Ссылка на кейс/отзыв', 'Отметка о прохождении'],
      ],
    ],
    [
      'mentors-base',
      [
        ...['№', 'ФИО', 'Контакты', 'Место работы/учёбы', 'Основные компетенции', 'Важные достижения'],
        ...['Интересы', 'Желаемый возраст наставляемых', 'Ресурс времени', 'Дата вхождения в программу'],
        ...['ФИО наставляемого(ых)', 'Форма наставничества', 'Место работы/учёбы наставляемого'],
        ...['Дата завершения программы', 'Результаты программы', 'Ссылка на кейс/отзыв'],
      ],
    ],
  ])('%s has the columns of the prescribed form, in its order', async (name, headings) => {
    const { bytes } = await fileOf('director', `/v1/schools/${town.first}/registers/${name}/export`);
    expect((await readSheet(bytes))[0]).toEqual(headings);
  });

  it('the base of mentors tells of a mentor what the form asks', async () => {
    const { bytes } = await fileOf('director', `/v1/schools/${town.first}/registers/mentors-base/export`);
    expect((await readSheet(bytes))[1]!.slice(0, 10)).toEqual([
      ...[1, 'Наставникова Ия', null, 'Завод', 'Проектная работа', null, null, null],
      ...['2 часа в неделю', new Date('2021-01-18')],
    ]);
  });

  it('every register is a file of both kinds, the headings the same', async () => {
    for (const { name, columns, act } of registers) {
      const at = `/v1/schools/${town.first}/registers/${name}/export?after=${position}`;
      const xlsx = await fileOf('director', at);
      expect([name, xlsx.status]).toEqual([name, 200]);
      const headings = columns.map(({ heading }) => heading);
      expect((await readSheet(xlsx.bytes))[0]).toEqual(headings);
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
      const csv = (await fileOf('director', `${at}&format=csv`)).bytes.toString('utf8');
      expect(csv.startsWith('\ufeff')).toBe(true);
      expect(csv.slice(1).split('\r\n')[0]).toBe(headings.join(';'));
      if (act === 'read-appeals') expect((await fileOf('methodist', at)).status).toBe(403);
    }
  });

  it('a cell that a spreadsheet would run as a formula is text', async () => {
    const { bytes } = await fileOf(
      'director',
      `/v1/schools/${town.first}/registers/mentees/export?format=csv&after=${position}`,
    );
    expect(bytes.toString('utf8')).toContain(`;'=1+1;`);
  });

  it('a filter, a code or an order that the register does not have is refused, all at once', async () => {
    const { status, body } = await town.director.get(
      `/v1/organisations/${town.first}/registers/consents?status=ACTIVE&stage=MEETINGS&sort=name`,
    );
    expect(status).toBe(400);
    expect(body.errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      ...['status', 'stage', 'sort'],
    ]);
    expect((await town.director.get(`/v1/organisations/${town.first}/registers/nothing`)).status).toBe(404);
  });
});

describe('names', () => {
  const families = (answer: {
    body: { items: { participantId: string }[]; people: Record<string, { name: string }> };
  }) => answer.body.items.map(({ participantId }) => answer.body.people[participantId]!.name.split(' ')[0]);

  it('are found by the beginning of any word, ё as е, in any letters', async () => {
    expect(families(await search('mentees', { name: 'ЕЛК' }))).toEqual(['Ёлкина']);
    expect(families(await search('mentees', { name: 'анна яблоко' }))).toEqual(['Яблокова-Ёжикова']);
    expect(families(await search('mentees', { name: 'ежик' }))).toEqual(['Яблокова-Ёжикова']);
    expect(families(await search('mentees', { name: 'локова' }))).toEqual([]);
    expect(families(await search('mentees', { name: '.' }))).toEqual([]);
  });

  it('stand in Russian order, page by page, both ways, beside other filters', async () => {
    const inOrder = ['Елагина', 'Ёлкина', MARKER, 'Усталова', 'Яблокова-Ёжикова'];
    expect(families(await search('mentees', {}))).toEqual(inOrder);
    expect(families(await search('mentees', { sort: '-name' }))).toEqual([...inOrder].reverse());
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await search('mentees', { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...families(page));
      cursor = page.body.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(inOrder);
    expect(families(await search('mentees', { category: 'LOW_RESULTS' }))).toEqual([
      ...['Елагина', 'Яблокова-Ёжикова'],
    ]);
    expect((await search('mentees', { cursor: 'x' })).status).toBe(400);
  });

  it('are searched in every register, and what is written down is who searched and what was shown', async () => {
    for (const { name } of registers)
      expect([name, (await search(name, { name: 'а' })).status]).toEqual([name, 200]);
    await search('mentees', { name: MARKER });
    const { rows } = await api.postgres.query(
      `select record_ids from vault_access where purpose = 'search:mentees' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ record_ids: [ids[MARKER]] }]);
  });

  it('are searched by the school alone', async () => {
    for (const role of [
      'municipal-specialist',
      'methodist',
      'region-operator',
      'auditor',
      'mentor',
    ] as const) {
      const organisationId = role === 'mentor' ? town.first : town.municipality;
      const { status } = await api
        .as(role, { organisationId })
        .post(`/v1/schools/${town.first}/registers/mentees/search`, { name: 'ел' });
      expect([role, status]).toEqual([role, 403]);
    }
  });

  it('nor what was looked for stand in the log', () => {
    const log = api.log();
    expect(log).toContain('/registers/mentees/search');
    for (const word of [MARKER, 'Ёлкина', 'Яблокова', 'яблоко', 'ежик']) {
      expect(log).not.toContain(word);
      expect(log).not.toContain(encodeURIComponent(word));
    }
  });
});

describe('above the school', () => {
  const ABOVE = ['municipal-specialist', 'methodist', 'region-operator', 'auditor'] as const;
  const SECRET = [MARKER, 'Ёлкина', 'Вера', '2006-02-02', '02.02.2006', ...SENSITIVE];
  const LABELS = ['проблемы с поведением', 'ограниченные возможности', 'трудная жизненная', 'выгорание'];

  it.each(ABOVE)(
    '%s: no name and no sensitive category leaves the school, on any route of registers',
    async (role) => {
      const { body: document } = await api.request('GET', '/openapi.json');
      const paths = Object.entries(document.paths as Record<string, { get?: object }>)
        .filter(
          ([at, { get }]) =>
            get !== undefined && /\/registers\/|\/documents$|\/summary$|roadmap-control/.test(at),
        )
        .map(([at]) => at);
      expect(paths.length).toBeGreaterThan(15);
      const answered: string[] = [];
      for (const at of paths) {
        const names = at.includes('{register}') ? registers.map(({ name }) => name) : [''];
        for (const register of names) {
          for (const organisation of [town.first, town.municipality]) {
            const url = at
              .replace('{register}', register)
              .replace('{schoolId}', town.first)
              .replace('{municipalityId}', town.municipality)
              .replace('{organisationId}', organisation)
              .replace('{regionCode}', '76');
            const { status, bytes } = await fileOf(
              role,
              `${url}?after=${position}${at.endsWith('/export') ? '&format=csv' : ''}`,
            );
            if (status !== 200) continue;
            answered.push(url);
            const text = bytes.toString('utf8');
            for (const secret of [...SECRET, ...LABELS]) {
              expect([url, secret, text.toLowerCase().includes(secret.toLowerCase())]).toEqual([
                url,
                secret,
                false,
              ]);
            }
          }
        }
      }
      // It was looked at, and there was something to hide.
      expect(answered).toContain(`/v1/organisations/${town.municipality}/registers/mentees/export`);
      const own = (await fileOf('director', `/v1/schools/${town.first}/registers/mentees/export?format=csv`))
        .bytes;
      for (const secret of [MARKER, 'проблемы с поведением']) expect(own.toString('utf8')).toContain(secret);
    },
  );

  it.each(SENSITIVE)('nobody is told who is in %s by a filter either', async (category) => {
    const at = (organisation: string) =>
      `/v1/organisations/${organisation}/registers/mentees?category=${category}`;
    expect((await clientOf('methodist').get(at(town.municipality))).status).toBe(403);
    expect((await town.director.get(at(town.first))).status).toBe(200);
  });

  it('IZO-4.1-06: a municipality sees the mentees of its schools without names', async () => {
    const { body } = await clientOf('methodist').get(
      `/v1/organisations/${town.municipality}/registers/mentees?category=LOW_RESULTS&after=${position}`,
    );
    expect(body.items).toHaveLength(2);
    expect(body.items.map(({ categories }: { categories: string[] }) => categories)).toEqual([
      ...[['LOW_RESULTS'], ['LOW_RESULTS']],
    ]);
    expect(body.people).toBeUndefined();
  });

  it('a region sees its municipalities, by the code they were registered with', async () => {
    const region = clientOf('region-operator');
    const { body } = await region.get(`/v1/regions/76/registers/curators?after=${position}`);
    expect(body.items.map(({ schoolId }: { schoolId: string }) => schoolId).sort()).toEqual(
      [town.first, town.second].sort(),
    );
    expect((await region.get('/v1/regions/99/registers/curators')).status).toBe(404);
    expect((await clientOf('methodist').get('/v1/regions/76/registers/curators')).status).toBe(403);
  });
});

it('S62-12-01, S62-3.2-7: documents and registers that the regulation requires are listed, there or missing', async () => {
  const { body } = await town.director.get(
    `/v1/organisations/${town.first}/registers/documents?after=${position}`,
  );
  const of = (kind: string) => body.items.find((one: { kind: string }) => one.kind === kind);
  expect(of('ORDER_INTRODUCTION')).toMatchObject({ required: true, there: true, since: '2021-01-11' });
  expect(of('ORDER_PAIRS')).toMatchObject({ required: true, there: false });
  expect(of('ORDER_PAIRS').clauses.join()).toContain('п. 12');
  const required = body.items.filter((one: { kind: string }) => one.kind === 'REGISTER');
  expect(required.map(({ title, there }: { title: string; there: boolean }) => [title, there])).toEqual([
    ['база наставляемых', true],
    ['база наставников', true],
    ['персонифицированный учёт участников', true],
    ['банк программ наставничества', false],
    ['банк лучших практик', false],
  ]);
});

it('docs/registers.md is the registers, column by column; every clause is one of the regulations', () => {
  const page = readFileSync(path.join(__dirname, '../../docs/registers.md'), 'utf8');
  expect(page).toBe(registersPage(registers));
  const known = new Set(allRows().map(({ id }) => id));
  for (const { clauses, columns, title } of registers) {
    expect(title.length).toBeLessThanOrEqual(31);
    for (const id of clauses) expect([id, known.has(id)]).toEqual([id, true]);
    expect(columns.length).toBeGreaterThan(5);
  }
  expect([...new Set(registers.map(({ code }) => code))].sort()).toEqual(
    [...[...Array(13).keys()].map((n) => `R${n + 1}`), '—'].sort(),
  );
});
