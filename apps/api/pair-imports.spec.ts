/** Pairs come in as files (S62-4.13, SEV-RM-M2): one order for all that rest on it, everything or nothing, once; what goes out comes in unchanged. */
import { setTimeout as delay } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import type { OrderAct, PairAct } from '@nastavnik/commands';
import { readTable, SHEET_FORMATS, type SheetFormat, writeSheet } from '@nastavnik/platform/sheets';
import { Vault } from '@nastavnik/platform/vault';
import { type Answer, type Client, foundSchools, startTestApi, type TestApi } from './api.testing';
import { ImportProcess } from './imports/import-process';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
let second: Client;
/** Ids of the first school's people by name. */
let people: ReadonlyMap<string, string>;

const YOUNG = Array.from({ length: 8 }, (_, n) => `Молодых ${'АБВГДЕЖЗ'[n]}анна`);
/** Everybody may be in a pair but `Безсогласия Вера`; two are called `Двойникова Анна`. */
const populate = async (by: Client, school: string): Promise<ReadonlyMap<string, string>> => {
  const at = `/v1/schools/${school}`;
  const act = async (path: string, effectiveOn: string, body: object): Promise<string> =>
    town.must(await by.post(`${at}${path}`, { effectiveOn, ...body })).body.id as string;
  await act('/programme-presentations', '2021-01-14', {
    ...{ forum: 'PEDAGOGICAL_COUNCIL', form: 'TEACHER_TEACHER', programmes: ['Учимся вместе'] },
  });
  const found = new Map<string, string>();
  const register = async (name: string, birthDate: string, consents = true): Promise<string> => {
    const [familyName, givenName] = name.split(' ');
    const id = await act('/participants', '2021-01-14', {
      ...{ kind: 'PEDAGOGUE', position: 'PEDAGOGUE', employed: true },
      person: { familyName, givenName, birthDate },
    });
    for (const purpose of consents ? ['PARTICIPATION', 'PERSONAL_DATA'] : []) {
      await act(`/participants/${id}/consents`, '2021-01-15', {
        ...{ purpose, by: 'SELF', written: true, textHash: 'ab'.repeat(32) },
      });
    }
    found.set(found.has(name) ? `${name} 2` : name, id);
    return id;
  };
  for (const [name, born] of [
    ['Орлова Ольга', '1970-01-01'],
    ['Соколов Пётр', '1972-02-02'],
  ] as const) {
    const id = await register(name, born);
    await act(`/participants/${id}/mentor-base`, '2021-01-16', {
      ...{ category: 'PEDAGOGUE', experience: ['PROFESSIONAL'] },
    });
  }
  for (const [name, born] of [
    ...YOUNG.map((one) => [one, '1997-05-05'] as const),
    ...[['Двойникова Анна', '1998-01-01'] as const, ['Двойникова Анна', '1999-01-01'] as const],
    ['Безсогласия Вера', '1998-03-03'] as const,
  ]) {
    const id = await register(name, born, name !== 'Безсогласия Вера');
    await act(`/participants/${id}/mentee-base`, '2021-01-16', {
      ...{ categories: ['YOUNG_SPECIALIST'], tasks: ['PROFESSIONAL'], experienceYears: 1 },
    });
  }
  return found;
};

beforeAll(async () => {
  api = await startTestApi();
  town = await foundSchools(api);
  second = api.as('director', { organisationId: town.second });
  for (const [number, content] of [['1-Д', { kind: 'INTRODUCTION', from: '2021-01-11' }]] as const) {
    town.must(
      await second.post(`/v1/schools/${town.second}/orders`, {
        ...{ number, register: 'MAIN', issuedOn: '2021-01-11', legalBasis: ['273-ФЗ'], content },
      }),
    );
  }
  people = await populate(town.director, town.first);
  await populate(second, town.second);
}, 180_000);
afterAll(() => api?.stop());

const HEADINGS = [
  ...[
    'Пара или группа',
    'Форма наставничества',
    'Наставники',
    'Наставляемые',
    'Тема',
    'Предложена',
    'Ознакомлены',
  ],
  ...['Наставник выбран', 'Номер приказа', 'Дата приказа', 'Правовое основание', 'Начало', 'Окончание'],
];
const pair = (mentor: string, mentee: string, number = '15-Д'): readonly string[] => [
  ...['пара', '«Учитель – учитель»', mentor, mentee, 'профессиональные', '21.01.2021', '21.01.2021'],
  ...['22.01.2021', number, '25.01.2021', '273-ФЗ; Р-145', '01.02.2021', '24.12.2021'],
];
const file = (rows: readonly (readonly string[])[], format: SheetFormat): Promise<Buffer> =>
  writeSheet(
    {
      title: 'Пары и группы',
      columns: HEADINGS.map((heading, at) => ({
        heading,
        cell: (row: readonly string[]) => row[at] || null,
      })),
      rows,
    },
    format,
  );
const send = async (
  client: Client,
  bytes: Buffer,
  {
    school = town.first,
    format = 'csv' as SheetFormat,
    dryRun = false,
    key = undefined as string | undefined,
  } = {},
): Promise<Answer> =>
  api.request('POST', `/v1/schools/${school}/imports?register=pairs&dryRun=${dryRun}`, {
    raw: bytes,
    headers: {
      ...{ authorization: `Bearer ${await client.token}`, 'content-type': SHEET_FORMATS[format] },
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
  });
const over = async (client: Client, { status, headers, body }: Answer): Promise<Answer['body']> => {
  if (status !== 202) throw new Error(JSON.stringify(body));
  for (;;) {
    const answer = await client.get(headers.get('location')!);
    if (answer.body.state === 'DONE') return answer.body;
    await delay(30);
  }
};
const exported = async (client: Client, school: string, format: SheetFormat): Promise<Buffer> => {
  const response = await fetch(
    `${api.url}/v1/organisations/${school}/registers/pairs/export?format=${format}&after=${await api.head()}`,
    { headers: { authorization: `Bearer ${await client.token}` } },
  );
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};
const typesSince = async (after: bigint): Promise<{ readonly [type: string]: number }> => {
  const counts: { [type: string]: number } = {};
  for (const { type } of await api.store.readAll({ after, maxCount: 5_000 })) {
    const name = type.replace(/\.v\d+$/, '');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

describe('a file of pairs with mistakes', () => {
  it('is refused whole with every cell and its reason; who shares a name is told apart by the ids of the candidates', async () => {
    const before = await api.head();
    const answer = await send(
      town.director,
      await file(
        [
          pair('Орлова Ольга', YOUNG[0]!),
          pair('Орлова Ольга', 'Двойникова Анна'),
          pair('Кто Никто', YOUNG[1]!),
          pair('Орлова Ольга', 'Безсогласия Вера'),
          pair('Орлова Ольга', YOUNG[0]!),
          pair('Соколов Петр', YOUNG[2]!, ''),
          pair('Соколов Петр', YOUNG[3]!, '1-Д'),
        ],
        'csv',
      ),
    );
    expect([answer.status, answer.body.type]).toEqual([422, 'urn:problem:nastavnik:import-refused']);
    const told = answer.body.cells.map((one: { cell: string; reason: string }) => [one.cell, one.reason]);
    expect(told.map(([cell]: string[]) => cell)).toEqual(['D3', 'C4', 'A5', 'A6', 'I7', 'I8']);
    expect(told[0][1]).toContain(people.get('Двойникова Анна'));
    expect(told[0][1]).toContain(people.get('Двойникова Анна 2'));
    expect(told[1][1]).toContain('школа не знает');
    // What the order could not do to this pair, by the clause of the school.
    expect(told[2][1]).toMatch(/[Сс]огласи.*МОУ СОШ № 62, п\. /);
    expect(told[3][1]).toBe('та же пара уже стоит в строке 2');
    expect(told[4][1]).toBe('обязательно и не указано');
    expect(told[5][1]).toContain('уже издан и этой пары не закрепляет');
    expect(JSON.stringify(answer.body)).not.toMatch(/Никто|Орлова/);
    expect(await api.head()).toBe(before);
  });

  it('who may not issue orders is told so at the cell, and may import what no order fixes', async () => {
    const { body } = await send(town.curator, await file([pair('Орлова Ольга', YOUNG[0]!)], 'csv'), {
      dryRun: true,
    });
    expect(body.errors).toMatchObject([{ cell: 'I2', reason: expect.stringContaining('руководитель') }]);
    const proposed = pair('Орлова Ольга', YOUNG[0]!).map((cell, at) => (at >= 8 ? '' : cell));
    const free = await send(town.curator, await file([proposed], 'csv'), { dryRun: true });
    expect([free.body.errors, free.body.planned]).toEqual([[], 1]);
  });
});

describe('a file of pairs without mistakes', () => {
  const rows = (): readonly (readonly string[])[] => [
    pair('Орлова Ольга', YOUNG[0]!),
    pair(people.get('Соколов Пётр')!, 'Двойникова Анна (01.01.1999)').map((cell, at) =>
      at === 2 ? 'Соколов Пётр' : cell,
    ),
    pair('Соколов Пётр', YOUNG[1]!, '16-Д'),
  ];

  it('a dry run writes nothing; the import proposes the pairs and issues each order once, with all its pairs', async () => {
    const before = await api.head();
    const dry = await send(town.director, await file(rows(), 'xlsx'), { format: 'xlsx', dryRun: true });
    expect([dry.status, dry.body.errors, dry.body.planned]).toEqual([200, [], 3]);
    expect(await api.head()).toBe(before);
    const sent = () =>
      file(rows(), 'xlsx').then((bytes) => send(town.director, bytes, { format: 'xlsx', key: 'pairs-1' }));
    expect(await over(town.director, await sent())).toMatchObject({
      ...{ register: 'pairs', total: 3, planned: 3, done: 3, secondsLeft: 0, errors: [] },
    });
    expect(await typesSince(before)).toMatchObject({
      ...{ 'pair.proposed': 3, 'order.issued': 2, 'pair.fixed': 3, 'participant.joined-pair': 6 },
    });
    const head = await api.head();
    expect((await sent()).body.state).toBe('DONE');
    expect(await api.head()).toBe(head);
  });

  it('the same rows under another key change nothing', async () => {
    const before = await api.head();
    const done = await over(town.director, await send(town.director, await file(rows(), 'csv')));
    expect(done).toMatchObject({ total: 3, planned: 0, done: 0, errors: [] });
    expect(done.unchanged).toHaveLength(3);
    expect(await api.head()).toBe(before);
  });

  it.each(['xlsx', 'csv'] as const)(
    'the exported register, %s, changes nothing in its own school',
    async (format) => {
      const before = await api.head();
      const { body } = await send(town.director, await exported(town.director, town.first, format), {
        ...{ format, dryRun: true },
      });
      expect([body.errors, body.planned, body.unchanged.length]).toEqual([[], 0, 3]);
      expect(await api.head()).toBe(before);
    },
  );

  it('what the school holds otherwise is told by its heading', async () => {
    const text = (await exported(town.director, town.first, 'csv')).toString('utf8');
    const { body } = await send(town.director, Buffer.from(text.replace(/24\.12\.2021/, '23.12.2021')), {
      dryRun: true,
    });
    expect(body.errors).toMatchObject([{ reason: expect.stringContaining('(Окончание)') }]);
  });

  it('in another school with the same people the exported register makes the same pairs, all but who shares a name', async () => {
    const text = (await exported(town.director, town.first, 'csv')).toString('utf8');
    const others = text
      .split('\r\n')
      .filter((line) => !line.includes('Двойникова'))
      .join('\r\n');
    const done = await over(second, await send(second, Buffer.from(others), { school: town.second }));
    expect(done).toMatchObject({ planned: 2, errors: [] });
    const rowsOf = async (bytes: Buffer) => {
      const {
        rows: [headings = [], ...lines],
      } = await readTable(bytes, 'csv');
      return lines.map((line) =>
        Object.fromEntries(
          headings.flatMap((heading, at) =>
            /^(№|Организация|Идентификатор)/.test(String(heading)) ? [] : [[heading, line[at]]],
          ),
        ),
      );
    };
    expect(await rowsOf(await exported(second, town.second, 'csv'))).toEqual(
      expect.arrayContaining(await rowsOf(Buffer.from(others))),
    );
  });

  it('whoever stops in the middle is followed by one who goes on: every pair and every order once', async () => {
    const before = await api.head();
    const many = YOUNG.slice(2).map((name) => pair('Орлова Ольга', name, '17-Д'));
    const accepted = await send(town.director, await file(many, 'csv'));
    expect([accepted.status, accepted.body.cells]).toEqual([202, undefined]);
    const at = accepted.headers.get('location')!;
    while ((await town.director.get(at)).body.done < 2) await delay(5);
    await api.app.get(ImportProcess).onApplicationShutdown();
    const { body: stopped } = await town.director.get(at);
    expect(stopped).toMatchObject({ state: 'RUNNING', errors: [] });
    expect(stopped.done).toBeLessThan(many.length);
    // As after a death between the acts of a row and the note that they are done.
    await api.postgres.query('update import_job set done = done - 1 where id = $1', [stopped.id]);
    // And once more at every turn: the answer to the act, the order's among them, is lost after it was carried out.
    const bus = api.app.get(CommandBus);
    const lost = new Set<string>();
    const lossy = {
      execute: async (act: OrderAct | PairAct) => {
        const outcome = await bus.execute(act);
        const { type } = act.command;
        if (lost.has(type)) return outcome;
        lost.add(type);
        throw new Error('the connection is gone');
      },
    } as unknown as CommandBus;
    const next = new ImportProcess(api.postgres, api.app.get(Vault), lossy);
    next.onApplicationBootstrap();
    try {
      expect(await over(town.director, accepted)).toMatchObject({ planned: many.length, errors: [] });
    } finally {
      await next.onApplicationShutdown();
    }
    expect(lost).toContain('IssueOrder');
    const types = await typesSince(before);
    expect([types['pair.proposed'], types['order.issued'], types['pair.fixed']]).toEqual([6, 1, 6]);
    const { rows } = await api.postgres.query(
      `select count(*) from vault_record where kind = 'import' and box is not null`,
    );
    expect(Number(rows[0].count)).toBe(0);
  });
});
