/** Personal data over HTTP: who is shown what, corrected, merged, destroyed, asked for by the person; and all of it written down. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { domainCodec, type DomainEvents, streamOf } from '@nastavnik/domain';
import { eventually } from '../../libs/platform/event-store/event-store.testing';
import { itInOffice, openedInOffice } from '../../test/support/office';
import { type Answer, foundSchools, startTestApi, type TestApi } from './api.testing';
import { print } from './documents/documents.testing';
import { fieldsShown, personalViews, RELATIONS } from './personal-views';
import { personalDataPage } from './policy-page';
import { ROLES } from './policy';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
let officer: ReturnType<TestApi['as']>;
const textHash = createHash('sha256').update('Согласие').digest('hex');

beforeAll(async () => {
  api = await startTestApi();
  town = await foundSchools(api);
  officer = api.as('data-protection-officer', { organisationId: town.first });
});
afterAll(() => api?.stop());

const at = (id: string, act: string): string => `/v1/schools/${town.first}/participants/${id}/${act}`;
const person = (familyName: string, more: object = {}) => ({
  ...{ familyName, givenName: 'Анна', patronymic: 'Игоревна', birthDate: '2006-03-14' },
  ...{ contacts: 'anna@example.org', workplace: 'Школа', className: '9 «Б»', competences: 'Физика' },
  ...{ achievements: 'Олимпиада', interests: 'Шахматы', preferredAge: '12–15', timeResource: 'час' },
  ...more,
});
const register = async (familyName: string): Promise<string> => {
  const answer = await town.curator.post(`/v1/schools/${town.first}/participants`, {
    ...{ effectiveOn: '2021-01-18', kind: 'STUDENT', employed: false },
    person: person(familyName),
  });
  return town.must(answer).body.id as string;
};
const enter = async (id: string): Promise<Answer> =>
  town.must(
    await town.curator.post(at(id, 'mentee-base'), {
      ...{ effectiveOn: '2021-01-18', categories: ['LOW_RESULTS'], tasks: ['PERSONAL'] },
    }),
  );
const erase = (id: string, reason = 'PURPOSE_REACHED') =>
  town.director.post(at(id, 'erasure'), { effectiveOn: '2021-06-01', reason });
const mentees = async (after: Answer) =>
  (
    await town.curator.get(
      `/v1/schools/${town.first}/registers/mentees?limit=200&after=${after.body.position}`,
    )
  ).body;

describe('views', () => {
  it('docs/personal-data.md is the table', () => {
    const page = readFileSync(path.join(__dirname, '../../docs/personal-data.md'), 'utf8');
    expect(page).toBe(personalDataPage());
  });

  it('show nothing to a role that is not in the table, nor of a relation it does not name', () => {
    for (const role of ROLES.filter((one) => !Object.hasOwn(personalViews, one))) {
      expect([role, fieldsShown(role, RELATIONS)]).toEqual([role, []]);
    }
    expect(fieldsShown('mentor', ['school'])).toEqual([]);
    expect(fieldsShown('nobody', RELATIONS)).toEqual([]);
  });

  it.each(ROLES)('%s is given the fields of the table and no other, and the log says which', async (role) => {
    const id = await register('Смотрова');
    const organisationId = ['municipal-specialist', 'methodist'].includes(role)
      ? town.municipality
      : town.first;
    const reader = { id: randomUUID() };
    const answer = await api.as(role, { organisationId, sub: reader.id }).get(at(id, 'person'));
    const shown = fieldsShown(role, ['school']);
    if (shown.length === 0) {
      expect([403, 404]).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toContain('Смотрова');
      return;
    }
    expect(answer.status).toBe(200);
    const { history } = answer.body as { history: { person: object }[] };
    expect(Object.keys(history[0]!.person).sort()).toEqual(shown.filter((field) => field !== 'cases').sort());
    const log = await officer.get(
      `/v1/organisations/${town.first}/personal-data/access-log?person=${id}&actor=${reader.id}`,
    );
    expect(log.body.items).toMatchObject([
      { action: 'READ', role, purpose: 'person', fields: shown, subjectIds: [id] },
    ]);
  });

  it('a mentee is shown the own record whole, a stranger’s not at all', async () => {
    const id = await register('Своева');
    const own = await api.as('mentee', { organisationId: town.first, sub: id }).get(at(id, 'person'));
    expect(own.body.history[0].person).toEqual(person('Своева'));
    const other = await api.as('mentee', { organisationId: town.first }).get(at(id, 'person'));
    expect(other.status).toBe(404);
  });
});

describe('a correction', () => {
  it('is what registers show from then on; the former name stays with its dates', async () => {
    const id = await register('Девичья');
    await enter(id);
    const corrected = await town.curator.post(at(id, 'corrections'), {
      ...{ effectiveOn: '2021-03-01', reason: 'NAME_CHANGED', person: person('Замужняя') },
    });
    expect(corrected.status).toBe(201);
    expect((await mentees(corrected)).people[id]).toEqual({ name: 'Замужняя Анна Игоревна' });
    const { history } = (await town.director.get(at(id, 'person'))).body;
    expect(history).toMatchObject([
      { from: '2021-01-18', until: '2021-03-01', mistaken: false, person: { familyName: 'Девичья' } },
      { from: '2021-03-01', until: null, person: { familyName: 'Замужняя' } },
    ]);
  });

  it('refuses one that changes nothing, and is sent twice as one', async () => {
    const id = await register('Прежняя');
    const body = { effectiveOn: '2021-03-01', reason: 'MISTAKE', person: person('Прежняя') };
    const { status, body: refusal } = await town.curator.post(at(id, 'corrections'), body);
    expect([status, refusal.reasons[0].rule]).toEqual([422, 'corrected-fields-named']);
    const key = { 'idempotency-key': randomUUID() };
    const mended = { ...body, person: person('Правильная') };
    const once = await town.curator.post(at(id, 'corrections'), mended, key);
    const twice = await town.curator.post(at(id, 'corrections'), mended, key);
    expect([once.status, twice.status, twice.body.repeated]).toEqual([201, 201, true]);
    expect(twice.body.eventIds).toEqual(once.body.eventIds);
  });
});

describe('two records of one person', () => {
  it('become one in the registers; the other takes no more acts', async () => {
    const [stays, second] = [await register('Двойная'), await register('Двойная')];
    await enter(stays);
    await enter(second);
    const merged = await town.director.post(at(second, 'merger'), {
      ...{ effectiveOn: '2021-02-01', survivorId: stays },
    });
    expect(merged.status).toBe(201);
    const shown = (await mentees(merged)).items.map((row: { participantId: string }) => row.participantId);
    expect(shown).toContain(stays);
    expect(shown).not.toContain(second);
    const again = await town.curator.post(at(second, 'base-exits'), {
      ...{ effectiveOn: '2021-02-02', base: 'MENTEE', reason: 'NEED_MET' },
    });
    expect([again.status, again.body.reasons[0].rule]).toEqual([422, 'record-not-merged']);
    // The person is erased whole: under both records.
    town.must(await erase(stays));
    const file = await officer.get(at(second, 'person'));
    expect(JSON.stringify(file.body)).not.toContain('Двойная');
  });
});

describe('an erasure', () => {
  it('destroys, says so where the name stood, and leaves act and extract with the fields of order № 179', async () => {
    const id = await register('Стираемая');
    await enter(id);
    town.must(
      await town.curator.post(at(id, 'needs'), {
        ...{ effectiveOn: '2021-01-19', tasks: ['PERSONAL'] },
        findings: { strengths: 'Стираемая сила', weaknesses: 'слабость', vectors: 'вектор' },
      }),
    );
    const erased = town.must(await erase(id));
    const shown = await mentees(erased);
    expect(shown.people[id]).toEqual({ name: '[данные уничтожены]' });
    expect(shown.items.find((row: { participantId: string }) => row.participantId === id)).toMatchObject({
      leftOn: '2021-06-01',
    });
    const destruction = (await town.director.get(at(id, 'destruction'))).body;
    expect(destruction.act).toMatchObject({
      operator: 'Школа МОУ СОШ № 62',
      subject: expect.stringContaining(id),
      reason: expect.stringContaining('цель обработки достигнута'),
      system: expect.stringContaining('хранилище персональных данных'),
      decidedOn: '2021-06-01',
      records: 2,
      done: true,
    });
    expect(destruction.act.categories).toHaveLength(2);
    const years = Number(destruction.act.keptUntil.slice(0, 4)) - new Date().getUTCFullYear();
    expect(years).toBe(3);
    expect(destruction.extract).toMatchObject([
      {
        subject: expect.stringContaining(id),
        categories: expect.any(Array),
        records: 2,
        at: expect.any(String),
      },
    ]);
    const act = await print(api, officer, at(id, 'destruction/document'));
    // What order № 179 asks of the act, point 3; what nobody recorded is an empty line.
    for (const words of [
      ...['АКТ', 'об уничтожении персональных данных', `№ ${destruction.act.number}`],
      ...['Оператор: Школа МОУ СОШ № 62', 'Адрес оператора:', 'по поручению оператора'],
      `Субъект персональных данных: участник наставничества, запись ${id}`,
      'Перечень категорий уничтоженных персональных данных: фамилия, имя, отчество',
      ...['Информационная система персональных данных: хранилище', 'Материальные носители:'],
      ...['Способ уничтожения: уничтожен ключ', 'Причина уничтожения: цель обработки достигнута'],
      ...['Количество уничтоженных записей: 2', 'Лицо, уничтожившее данные:', '(подпись)'],
    ])
      expect(act.text).toContain(words);
    const today = destruction.extract[0].at.slice(0, 10).split('-').reverse().join('.');
    expect(act.text).toContain(`Дата уничтожения: ${today}`);
    expect(act.headers.get('document-missing')).toBe('operator-address, signatory-position, signatory-name');
    const extract = await print(api, town.director, at(id, 'destruction/extract/document'));
    for (const words of [
      ...['ВЫГРУЗКА', `Запись журнала ${destruction.extract[0].entry}`, `Дата уничтожения: ${today}`],
      ...[`запись ${id}`, 'Перечень категорий', 'Информационная система', 'Причина уничтожения'],
    ])
      expect(extract.text).toContain(words);
    expect(extract.headers.get('document-missing')).toBe('');
    const { erased: gone, history } = (await town.director.get(at(id, 'person'))).body;
    expect([gone, history[0].person.familyName]).toEqual([true, '[данные уничтожены]']);
  });

  itInOffice('leaves both papers as a page that LibreOffice opens', async () => {
    const id = await register('Стёртая');
    town.must(await erase(id));
    const dir = mkdtempSync(path.join(tmpdir(), 'nastavnik-destruction-'));
    try {
      for (const [name, paper] of [
        ['act', 'destruction/document'],
        ['extract', 'destruction/extract/document'],
      ] as const)
        writeFileSync(path.join(dir, `${name}.docx`), (await print(api, officer, at(id, paper))).bytes);
      const opened = await openedInOffice(dir, 'docx');
      expect([opened.get('act')?.pages, opened.get('extract')?.pages]).toEqual([1, 1]);
      expect(opened.get('act')?.text).toContain('Способ уничтожения');
      expect(opened.get('extract')?.text).toContain('Причина уничтожения');
      for (const { text } of opened.values()) expect(text).not.toContain('Стёртая');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('«[данные уничтожены]» stands where a name stood', async () => {
    const id = await register('Исчезающая');
    await enter(id);
    const pair = town.must(
      await town.curator.post(`/v1/schools/${town.first}/pairs`, {
        ...{
          effectiveOn: '2021-01-20',
          kind: 'PAIR',
          form: 'STUDENT_STUDENT',
          menteeIds: [id],
          tasks: ['PERSONAL'],
        },
      }),
    );
    const before = await town.curator.get(`/v1/pairs/${pair.body.id}?after=${pair.body.position}`);
    expect(before.body.people[id].name).toContain('Исчезающая');
    town.must(await erase(id));
    const after = await town.curator.get(`/v1/pairs/${pair.body.id}`);
    expect(after.body.people[id]).toEqual({ name: '[данные уничтожены]' });
  });

  it('on a withdrawn consent asks for the withdrawal, happens once, and nothing is recorded afterwards', async () => {
    const id = await register('Отозвавшая');
    const refusal = await erase(id, 'CONSENT_WITHDRAWN');
    expect([refusal.status, refusal.body.reasons[0].rule]).toEqual([422, 'erasure-has-its-ground']);
    const consentId = randomUUID();
    town.must(
      await town.curator.post(at(id, 'consents'), {
        ...{ id: consentId, effectiveOn: '2021-01-19', purpose: 'PERSONAL_DATA', by: 'LEGAL_REPRESENTATIVE' },
        ...{ written: true, textHash },
        representative: { familyName: 'Мамина', givenName: 'Вера', authority: 'мать' },
      }),
    );
    town.must(
      await town.curator.post(at(id, `consents/${consentId}/withdrawal`), {
        ...{ effectiveOn: '2021-02-01', by: 'LEGAL_REPRESENTATIVE' },
      }),
    );
    town.must(await erase(id, 'CONSENT_WITHDRAWN'));
    const again = await erase(id, 'CONSENT_WITHDRAWN');
    expect([again.status, again.body.reasons[0].rule]).toEqual([422, 'personal-data-kept']);
  });

  it('decided and not carried out, as by a process that died in between: the effects process sees it through', async () => {
    const id = await register('Недостёртая');
    const events = await api.store.readStream(streamOf.participant(id));
    const { type, data } = domainCodec.encode({
      type: 'PersonalDataErased',
      data: {
        ...{ participantId: id, schoolId: town.first, effectiveOn: '2021-06-01', reason: 'PURPOSE_REACHED' },
        ...{ categories: ['person'], systems: ['VAULT'], records: 1, duplicateIds: [], bases: [] },
        basis: { rules: [], evidence: {} },
      },
    } as DomainEvents);
    const metadata = {
      recordedAt: '2021-06-01T09:00:00.000Z',
      actor: { id: randomUUID(), role: 'director' },
      commandId: randomUUID(),
    };
    await api.store.append(streamOf.participant(id), events.at(-1)!.revision, [
      { id: randomUUID(), type, data, metadata },
    ]);
    const destruction = async () => (await town.director.get(at(id, 'destruction'))).body;
    await eventually('the erasure is carried out', async () => (await destruction()).act.done === true);
    expect((await destruction()).extract).toMatchObject([{ records: 1 }]);
    const { history } = (await town.director.get(at(id, 'person'))).body;
    expect(history[0].person.familyName).toBe('[данные уничтожены]');
  });

  it('there is no act of a destruction that did not happen', async () => {
    const id = await register('Живая');
    for (const paper of ['destruction', 'destruction/document', 'destruction/extract/document'])
      expect((await town.director.get(at(id, paper))).status).toBe(404);
  });
});

describe('everything held on a person', () => {
  it('is one file: data with their history, consents, events, who looked, who receives; making it is written down', async () => {
    const id = await register('Спросившая');
    await town.curator.post(at(id, 'corrections'), {
      ...{ effectiveOn: '2021-03-01', reason: 'NAME_CHANGED', person: person('Ответова') },
    });
    await town.director.get(at(id, 'person'));
    const token = await api.issuer.issue({ role: 'mentee', sub: id, organisationId: town.first });
    const response = await fetch(`${api.url}${at(id, 'personal-data')}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const text = Buffer.from(files['сведения.txt']!).toString('utf8');
    const data = JSON.parse(Buffer.from(files['данные.json']!).toString('utf8'));
    for (const word of [
      'Спросившая',
      'Ответова',
      'anna@example.org',
      'Исправлены персональные данные',
      'Кому передаются',
    ]) {
      expect(text).toContain(word);
    }
    expect(data.records.map((one: { version: number }) => one.version)).toEqual([1, 2]);
    expect(data.accesses.map((one: { purpose: string }) => one.purpose)).toContain('person');
    const log = await officer.get(
      `/v1/organisations/${town.first}/personal-data/access-log?person=${id}&limit=1`,
    );
    expect(log.body.items).toMatchObject([{ purpose: 'subject-access', actorId: id, fields: ['*'] }]);
  });

  it('is nobody else’s: not a classmate’s, not the director’s', async () => {
    const id = await register('Закрытая');
    for (const caller of [api.as('mentee', { organisationId: town.first }), town.director]) {
      expect((await caller.get(at(id, 'personal-data'))).status).toBe(403);
    }
  });
});

describe('the access log', () => {
  it('is paged, and tells nothing of a person of another school', async () => {
    const id = await register('Читаемая');
    for (let n = 0; n < 3; n += 1) await town.director.get(at(id, 'person'));
    const log = `/v1/organisations/${town.first}/personal-data/access-log?person=${id}`;
    const page = (await officer.get(`${log}&limit=2`)).body.items as { id: string }[];
    expect(page).toHaveLength(2);
    const rest = (await officer.get(`${log}&limit=2&before=${page[1]!.id}`)).body.items as { id: string }[];
    expect(rest.map((one) => one.id)).not.toEqual(expect.arrayContaining(page.map((one) => one.id)));
    expect(JSON.stringify([page, rest])).not.toContain('Читаемая');
    const elsewhere = api.as('data-protection-officer', { organisationId: town.second });
    expect(
      (await elsewhere.get(`/v1/organisations/${town.second}/personal-data/access-log?person=${id}`)).status,
    ).toBe(404);
  });
});

it('a person of eighteen is asked for the own consents, a minor is not', async () => {
  const minor = await register('Несовершеннолетняя');
  for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA']) {
    town.must(
      await town.curator.post(at(minor, 'consents'), {
        ...{ effectiveOn: '2021-01-19', purpose, by: 'LEGAL_REPRESENTATIVE', written: true },
        textHash: createHash('sha256').update(purpose).digest('hex'),
        representative: { familyName: 'Мамина', givenName: 'Вера', authority: 'мать' },
      }),
    );
  }
  const ask = (effectiveOn: string, answerBy: string) =>
    town.curator.post(at(minor, 'consents/own-requests'), { effectiveOn, answerBy });
  const early = await ask('2024-03-13', '2024-04-13');
  expect([early.status, early.body.reasons[0].rule]).toEqual([422, 'person-of-age']);
  expect((await ask('2024-03-14', '2024-04-13')).status).toBe(201);
});
