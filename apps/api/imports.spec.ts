/** Registers come in as files: every row is checked at once, all of them are carried out once, or none is begun. */
import { setTimeout as delay } from 'node:timers/promises';
import { SHEET_FORMATS, writeSheet } from '@nastavnik/platform/sheets';
import { CommandBus } from '@nestjs/cqrs';
import { Vault } from '@nastavnik/platform/vault';
import { ImportProcess } from './imports/import-process';
import { type Answer, type Client, foundSchools, startTestApi, type TestApi } from './api.testing';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
let second: Client;
beforeAll(async () => {
  api = await startTestApi();
  town = await foundSchools(api);
  second = api.as('director', { organisationId: town.second });
  town.must(
    await second.post(`/v1/schools/${town.second}/orders`, {
      ...{ number: '1-Д', register: 'MAIN', issuedOn: '2021-01-11', legalBasis: ['273-ФЗ'] },
      content: { kind: 'INTRODUCTION', from: '2021-01-11' },
    }),
  );
});
afterAll(() => api?.stop());

const HEADINGS = [
  'Фамилия',
  'Имя',
  'Отчество',
  'Дата рождения',
  'Кто',
  'Категория',
  'Задачи',
  'Дата вхождения',
];
const ANNA = [
  'Ёлкина',
  'Анна',
  'Игоревна',
  '14.03.2006',
  'обучающийся',
  'неудовлетворительные образовательные результаты',
  'личные',
  '18.01.2021',
];
const BORIS = [
  'Яблоков',
  'Борис',
  '',
  '2006-04-15',
  'Обучающийся',
  'проблемы с поведением, выдающиеся способности',
  'личные, жизненные',
  '19.01.2021',
];
const csv = (rows: readonly (readonly string[])[], headings: readonly string[] = HEADINGS): Buffer =>
  Buffer.from([headings, ...rows].map((row) => row.join(';')).join('\r\n'));
const xlsx = (rows: readonly (readonly string[])[]): Promise<Buffer> =>
  writeSheet(
    {
      title: 'Наставляемые',
      columns: HEADINGS.map((heading, at) => ({
        heading,
        cell: (row: readonly string[]) => row[at] || null,
      })),
      rows,
    },
    'xlsx',
  );

interface Sending {
  readonly school?: string;
  readonly type?: string;
  readonly register?: string;
  readonly dryRun?: boolean;
  readonly key?: string;
}
const send = async (client: Client, bytes: Buffer, sending: Sending = {}): Promise<Answer> => {
  const { school = town.first, type = 'text/csv', register = 'mentees', dryRun = false, key } = sending;
  return api.request('POST', `/v1/schools/${school}/imports?register=${register}&dryRun=${dryRun}`, {
    raw: bytes,
    headers: {
      ...{ authorization: `Bearer ${await client.token}`, 'content-type': type },
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
  });
};
/** The import when it is over. */
const over = async (client: Client, { status, headers, body }: Answer): Promise<Answer['body']> => {
  if (status !== 202) throw new Error(JSON.stringify(body));
  for (;;) {
    const answer = await client.get(headers.get('location')!);
    expect(answer.status).toBe(200);
    if (answer.body.state === 'DONE') return answer.body;
    await delay(50);
  }
};
const personalData = async (): Promise<number> =>
  Number(
    (await api.postgres.query(`select count(*) from vault_record where kind = 'import' and box is not null`))
      .rows[0].count,
  );

describe('a file with mistakes', () => {
  it('is refused with every cell and its reason, and nothing is begun', async () => {
    const before = await api.head();
    const answer = await send(
      town.curator,
      csv([
        ANNA,
        ['', 'Вера', '', '31.02.2006', 'ученик', 'лень', 'личные', '18.01.2021'],
        ['елкина', 'анна', 'Игоревна', '14.03.2006', ...ANNA.slice(4)],
        [],
        ['=A1', 'Глеб', '', '01.05.2006', 'обучающийся', 'выдающиеся способности', 'личные', '18.01.2021'],
        ['Дымов', 'Егор', '', '01.05.2006', 'обучающийся', 'молодой специалист', 'личные', '18.01.2021'],
      ]),
    );
    expect(answer.status).toBe(422);
    expect(answer.body.type).toBe('urn:problem:nastavnik:import-refused');
    expect(
      answer.body.cells.map(({ cell, column }: { cell: string; column: string }) => `${cell} ${column}`),
    ).toEqual([
      ...['A3 Фамилия', 'D3 Дата рождения', 'E3 Кто', 'F3 Категория', 'A4 null', 'A6 Фамилия', 'A7 null'],
    ]);
    const reasons = answer.body.cells.map(({ reason }: { reason: string }) => reason);
    expect(reasons[1]).toBe('нужна существующая дата вида ДД.ММ.ГГГГ');
    expect(reasons[4]).toBe('тот же человек уже стоит в строке 2');
    expect(reasons[5]).toBe('формулы не читаются: вставьте значение');
    // What the rules say stands with its clause.
    expect(reasons[6]).toMatch(/МОУ СОШ № 62, п\. /);
    expect(JSON.stringify(answer.body)).not.toMatch(/лень|Вера|Дымов/);
    expect(await api.head()).toBe(before);
    expect(await personalData()).toBe(0);
  });

  it('headings that are unknown, missing or twice there are told before the rows', async () => {
    const { body } = await send(
      town.curator,
      csv([], ['Фамилия', 'Фамилия', 'Имя', 'Кличка', 'Кто', 'Дата вхождения', 'Задачи']),
      { dryRun: true },
    );
    expect(
      body.errors.map(({ cell, column }: { cell: string; column: string }) => `${cell} ${column}`),
    ).toEqual([...['A1 Дата рождения', 'B1 Фамилия', 'D1 Кличка']]);
  });

  it.each([
    ['no table', Buffer.from('ФИО'), SHEET_FORMATS.xlsx, 400],
    ['another type', Buffer.from('{}'), 'application/json', 415],
    ['too large', Buffer.alloc(5 * 1024 * 1024 + 1, 'я'), 'text/csv', 413],
  ])('%s', async (_, bytes, type, status) => {
    expect((await send(town.curator, bytes, { type })).status).toBe(status);
  });

  it('no other route takes files', async () => {
    const { status } = await api.request('POST', `/v1/schools/${town.first}/participants`, {
      raw: csv([ANNA]),
      headers: { authorization: `Bearer ${await town.curator.token}`, 'content-type': 'text/csv' },
    });
    expect(status).toBe(415);
  });
});

describe('a file without mistakes', () => {
  it('a dry run tells what would be done and does nothing', async () => {
    const before = await api.head();
    const { status, body } = await send(town.curator, csv([ANNA, BORIS]), { dryRun: true });
    expect({ status, ...body }).toMatchObject({
      status: 200,
      id: null,
      state: 'CHECKED',
      total: 2,
      planned: 2,
      errors: [],
    });
    expect(await api.head()).toBe(before);
  });

  it('is carried out whole, once, and leaves no personal data behind but in the vault of its people', async () => {
    const first = await send(town.curator, await xlsx([ANNA, BORIS]), {
      type: SHEET_FORMATS.xlsx,
      key: 'import-1',
    });
    expect(await over(town.curator, first)).toMatchObject({
      total: 2,
      planned: 2,
      done: 2,
      secondsLeft: 0,
      errors: [],
    });
    const head = await api.head();
    const again = await send(town.curator, await xlsx([ANNA, BORIS]), {
      type: SHEET_FORMATS.xlsx,
      key: 'import-1',
    });
    expect([again.headers.get('location'), again.body.state]).toEqual([
      first.headers.get('location'),
      'DONE',
    ]);
    expect(await api.head()).toBe(head);
    const { body } = await town.curator.get(`/v1/schools/${town.first}/registers/mentees?after=${head}`);
    expect(
      body.items
        .map(({ participantId }: { participantId: string }) => body.people[participantId].name)
        .sort(),
    ).toEqual([...['Ёлкина Анна Игоревна', 'Яблоков Борис']]);
    expect(await personalData()).toBe(0);
    expect(api.log()).not.toMatch(/Ёлкина|Яблоков/);
  });

  it('imported again it changes nothing and says so row by row; other data are told apart', async () => {
    const before = await api.head();
    const done = await over(town.curator, await send(town.curator, csv([ANNA, BORIS])));
    expect(done).toMatchObject({ total: 2, planned: 0, done: 0 });
    expect(done.unchanged).toEqual(
      [2, 3].map((row) => ({ row, reason: 'человек уже стоит в реестре с этими данными' })),
    );
    expect(await api.head()).toBe(before);
    const other = await send(town.curator, csv([ANNA.with(6, 'жизненные')]));
    expect(other.body.cells).toMatchObject([{ cell: 'A2', reason: expect.stringContaining('Задачи') }]);
  });

  it('nobody but those who lead mentoring at the school imports, or sees how far it is', async () => {
    const accepted = await send(town.curator, csv([ANNA]));
    for (const role of ['mentor', 'methodist', 'auditor'] as const) {
      const organisationId = role === 'methodist' ? town.municipality : town.first;
      const stranger = api.as(role, { organisationId });
      expect((await send(stranger, csv([ANNA]))).status).toBe(403);
      expect((await stranger.get(accepted.headers.get('location')!)).status).toBe(403);
    }
    expect(
      (await second.get(accepted.headers.get('location')!.replace(town.first, town.second))).status,
    ).toBe(404);
  });

  it('whoever stops in the middle is followed by one who goes on, and no row is done twice', async () => {
    const people = Array.from({ length: 30 }, (_, n) => ANNA.with(1, `Анна-${n}`));
    const before = await api.head();
    const accepted = await send(town.curator, csv(people));
    const at = accepted.headers.get('location')!;
    while ((await town.curator.get(at)).body.done < 2) await delay(5);
    await api.app.get(ImportProcess).onApplicationShutdown();
    const { body: stopped } = await town.curator.get(at);
    expect(stopped).toMatchObject({ state: 'RUNNING', errors: [] });
    expect(stopped.done).toBeLessThan(30);
    // As after a death between the acts of a row and the note that they are done.
    await api.postgres.query('update import_job set done = done - 1 where id = $1', [stopped.id]);
    const next = new ImportProcess(api.postgres, api.app.get(Vault), api.app.get(CommandBus));
    next.onApplicationBootstrap();
    try {
      expect(await over(town.curator, accepted)).toMatchObject({ planned: 30, errors: [] });
    } finally {
      await next.onApplicationShutdown();
    }
    const events = await api.store.readAll({ after: before, maxCount: 1_000 });
    const streams = events.flatMap(({ type, stream }) => (/registered/i.test(type) ? [stream] : []));
    expect([streams.length, new Set(streams).size, events.length]).toEqual([30, 30, 60]);
    expect(await personalData()).toBe(0);
  });
});
