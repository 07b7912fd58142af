/** "An exported register imports again unchanged": into its own school it changes nothing, into an empty one it makes the same register. */
import { setTimeout as delay } from 'node:timers/promises';
import { readTable, SHEET_FORMATS, type SheetFormat } from '@nastavnik/platform/sheets';
import { type Client, foundSchools, startTestApi, type TestApi } from './api.testing';
import { IMPORT_COLUMNS } from './imports/columns';

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
  await fill();
});
afterAll(() => api?.stop());

const at = () => `/v1/schools/${town.first}/participants`;
const act = async (path: string, effectiveOn: string, body: object): Promise<string> =>
  town.must(await town.curator.post(`${at()}${path}`, { effectiveOn, ...body })).body.id as string;

/** Everything that the registers of R1 and R2 read back: corrected, renewed, confirmed and left entries, a person in both, one who was erased. */
const fill = async (): Promise<void> => {
  const student = (familyName: string, more: object = {}) =>
    act('', '2021-01-12', {
      ...{ kind: 'STUDENT', employed: false },
      person: { familyName, givenName: 'Анна', birthDate: '2006-03-14', ...more },
    });
  const anna = await student('Ёлкина', {
    ...{ patronymic: 'Игоревна', className: '7Б', workplace: 'Кружок «Робот»; физика' },
    contacts: '+7 900 000-00-00\nmother@example.org',
  });
  await act(`/${anna}/mentee-base`, '2021-01-12', {
    ...{ categories: ['LOW_RESULTS', 'GIFTED'], tasks: ['PERSONAL', 'LIFE'], educationStage: 'BASIC' },
  });
  await act(`/${anna}/base-confirmations`, '2021-02-01', { base: 'MENTEE' });
  const left = await student('=Дымова');
  await act(`/${left}/mentee-base`, '2021-01-12', { categories: ['BEHAVIOUR'], tasks: ['LIFE'] });
  await act(`/${left}/mentee-base`, '2021-01-20', { categories: ['LOW_RESULTS'], tasks: ['PERSONAL'] });
  await act(`/${left}/base-exits`, '2021-02-10', { base: 'MENTEE', reason: 'OWN_WISH' });
  const young = await act('', '2021-01-12', {
    ...{ kind: 'PEDAGOGUE', position: 'PEDAGOGUE', employed: true },
    person: { familyName: 'Молодых', givenName: 'Егор', birthDate: '1998-05-05', competences: 'Физика' },
  });
  await act(`/${young}/mentee-base`, '2021-01-13', {
    ...{ categories: ['YOUNG_SPECIALIST'], tasks: ['PROFESSIONAL'], experienceYears: 1 },
    adaptation: 'NEW_POSITION',
  });
  const guest = await act('', '2021-01-12', {
    ...{ kind: 'PEDAGOGUE', employed: false },
    person: {
      ...{ familyName: 'Орлова', givenName: 'Ольга', birthDate: '1970-01-01', contacts: '8 900' },
      ...{ achievements: 'Призёры\nолимпиад', interests: '-', preferredAge: '12–15', timeResource: '2 ч' },
    },
  });
  for (const [who, category] of [
    [young, 'PEDAGOGUE'],
    [guest, 'PEDAGOGUE'],
  ] as const) {
    await act(`/${who}/mentor-base`, '2021-01-14', {
      ...{ category, experience: ['PROFESSIONAL', 'PERSONAL'] },
      ...(who === guest ? { evidenceNote: { text: 'Наставник года.\n«Портфолио»; 12 лет' } } : {}),
    });
  }
  await act(`/${guest}/base-exits`, '2021-02-11', { base: 'MENTOR', reason: 'OWN_WISH' });
};

const exported = async (client: Client, school: string, register: string, format: SheetFormat) => {
  const response = await fetch(
    `${api.url}/v1/organisations/${school}/registers/${register}/export?format=${format}&after=${await api.head()}`,
    { headers: { authorization: `Bearer ${await client.token}` } },
  );
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};
const imported = async (
  client: Client,
  school: string,
  register: string,
  format: SheetFormat,
  bytes: Buffer,
  dryRun = false,
) =>
  api.request('POST', `/v1/schools/${school}/imports?register=${register}&dryRun=${dryRun}`, {
    raw: bytes,
    headers: { authorization: `Bearer ${await client.token}`, 'content-type': SHEET_FORMATS[format] },
  });
/** Rows by heading, without what every installation has of its own: number, school, id. */
const rowsOf = async (bytes: Buffer, format: SheetFormat) => {
  const { rows } = await readTable(bytes, format);
  const [headings = [], ...lines] = rows;
  return lines
    .map((line) =>
      Object.fromEntries(
        headings.flatMap((heading, column): [string, unknown][] =>
          ['№', 'Организация', 'Идентификатор'].includes(String(heading))
            ? []
            : [[String(heading), line[column] ?? null]],
        ),
      ),
    )
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
};

describe.each(['xlsx', 'csv'] as const)('an exported register, %s', (format) => {
  it.each(['mentees', 'mentors'])('of %s changes nothing in its own school', async (register) => {
    const file = await exported(town.director, town.first, register, format);
    const before = await api.head();
    const { status, body } = await imported(town.director, town.first, register, format, file, true);
    expect({ status, errors: body.errors, planned: body.planned }).toEqual({
      ...{ status: 200, errors: [], planned: 0 },
    });
    expect(body.total).toBeGreaterThan(1);
    expect(body.unchanged).toHaveLength(body.total);
    expect(await api.head()).toBe(before);
  });

  it('that shows no birth dates to a curator is recognised all the same', async () => {
    const file = await exported(town.curator, town.first, 'mentees', format);
    const { body } = await imported(town.curator, town.first, 'mentees', format, file, true);
    expect([body.errors, body.planned, body.unchanged.length]).toEqual([[], 0, body.total]);
  });
});

// Once: what is there already changes nothing.
it.each([
  ['mentees', 'xlsx'],
  ['mentors', 'csv'],
] as const)('%s as %s make the same register in an empty school, once', async (register, format) => {
  const file = await exported(town.director, town.first, register, format);
  const answer = await imported(second, town.second, register, format, file);
  expect([answer.status, answer.body.cells]).toEqual([202, undefined]);
  const place = answer.headers.get('location')!;
  while ((await second.get(place)).body.state !== 'DONE') await delay(30);
  expect((await second.get(place)).body).toMatchObject({ errors: [], planned: answer.body.total });
  expect(await rowsOf(await exported(second, town.second, register, format), format)).toEqual(
    await rowsOf(file, format),
  );
  // The same file again, with ids of another school: the people are known by name and date of birth.
  const head = await api.head();
  const again = await imported(second, town.second, register, format, file, true);
  expect([again.body.errors, again.body.planned, again.body.unchanged.length]).toEqual([
    ...[[], 0, again.body.total],
  ]);
  expect(await api.head()).toBe(head);
});

it('what the school holds otherwise is told by its heading, and nobody is overwritten', async () => {
  const file = (await exported(town.director, town.first, 'mentees', 'csv')).toString('utf8');
  const changed = file.replace('Кружок «Робот»', 'Кружок «Атом»').replace('01.02.2021', '02.02.2021');
  const { body } = await imported(town.director, town.first, 'mentees', 'csv', Buffer.from(changed), true);
  expect(body.errors).toHaveLength(1);
  expect(body.errors[0].reason).toContain('(Дата обновления, Место работы или учёбы)');
  const renamed = Buffer.from(file.replace('Ёлкина', 'Палкина'));
  const refused = await imported(town.director, town.first, 'mentees', 'csv', renamed, true);
  expect(refused.body.errors).toMatchObject([
    { reason: 'под этим идентификатором школа знает другого человека' },
  ]);
});

it('what was destroyed stands in the file as destroyed: its row is recognised here, and makes nobody elsewhere', async () => {
  const { body: gone } = town.must(
    await town.director.post(at(), {
      ...{ effectiveOn: '2021-01-12', kind: 'STUDENT', employed: false },
      person: { familyName: 'Забытая', givenName: 'Вера', birthDate: '2006-06-06' },
    }),
  );
  await act(`/${gone.id}/mentee-base`, '2021-01-15', { categories: ['GIFTED'], tasks: ['LIFE'] });
  await act(`/${gone.id}/base-exits`, '2021-02-15', { base: 'MENTEE', reason: 'NEED_MET' });
  const officer = api.as('data-protection-officer', { organisationId: town.first });
  town.must(
    await officer.post(`${at()}/${gone.id}/erasure`, {
      effectiveOn: '2021-03-01',
      reason: 'PURPOSE_REACHED',
    }),
  );
  const file = await exported(town.director, town.first, 'mentees', 'csv');
  expect(file.toString('utf8')).toContain('[данные уничтожены]');
  const here = await imported(town.director, town.first, 'mentees', 'csv', file, true);
  expect([here.body.errors, here.body.planned]).toEqual([[], 0]);
  const there = await imported(second, town.second, 'mentees', 'csv', file, true);
  expect([there.body.errors, there.body.planned]).toEqual([[], 0]);
  expect(there.body.unchanged).toContainEqual(
    expect.objectContaining({ reason: 'данные этого человека уничтожены: переносить нечего' }),
  );
});

it('a label with a comma of its own is read', () => {
  const { read } = IMPORT_COLUMNS.mentees.categories;
  expect(read('молодой педагог, впервые поступивший на работу, эмоциональное выгорание')).toEqual({
    value: ['YOUNG_ENTRANT', 'BURNOUT'],
  });
  expect(read('молодой педагог, лень')).toMatchObject({ bad: expect.stringContaining('допустимо') });
});
