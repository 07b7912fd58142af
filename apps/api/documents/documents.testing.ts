/** Two schools under two regulations with what papers are made from: School 62's sample year, and a pair of teachers in Кильмез. For specs. */
import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { sample, school62Year } from '../../standalone/sample/school-62';
import { ActSender } from '../../standalone/sample/sender';
import type { Answer, Client, TestApi } from '../api.testing';
import { orderIdOf } from '../commands/order.controller';
import type { Role } from '../policy';

/** A Word file as it came over HTTP. */
export interface PrintedPaper {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** Parts of the archive, by name. */
  readonly parts: { readonly [name: string]: string };
  /** What a reader sees, a line for each paragraph, every space a plain one. */
  readonly text: string;
}

const textOf = (xml: string): string =>
  xml
    .split('</w:p>')
    .map((paragraph) =>
      paragraph
        .replace(/<w:(br|tab)\/>/g, ' ')
        .replace(/<[^>]+>/g, '')
        .replace(/&quot;/g, '"')
        .replace(/\u00a0/g, ' ')
        .replace(/&amp;/g, '&'),
    )
    .join('\n');

/** Asks for a paper. */
export const print = async (api: TestApi, client: Client, path: string): Promise<PrintedPaper> => {
  const response = await fetch(`${api.url}${path}`, {
    headers: { authorization: `Bearer ${await client.token}` },
  });
  const { status, headers } = response;
  const bytes = Buffer.from(await response.arrayBuffer());
  if (status !== 200) return { status, headers, bytes, parts: {}, text: bytes.toString('utf8') };
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]),
  );
  return { status, headers, bytes, parts, text: textOf(parts['word/document.xml'] ?? '') };
};

/** School 62 with the year of its sample. */
export const school62 = async (api: TestApi) => {
  const tokenFor = ({ role, ...rest }: { readonly role: string; readonly sub: string }) =>
    api.issuer.issue({ role, ...rest });
  await school62Year(new ActSender(api.url, tokenFor, () => undefined));
  const director = api.as('director', { organisationId: sample.schoolId });
  const orderPath = (number: string, issuedOn: string): string =>
    `/v1/organisations/${sample.schoolId}/orders/${orderIdOf(sample.schoolId, 'MAIN', issuedOn, number)}/document`;
  return { director, orderPath, school: `/v1/schools/${sample.schoolId}`, ...sample };
};

const SIGNATORY = { position: 'И.о. директора', name: 'Т. И. Быкова' };

/** A school under the regulation of Кильмез: its act of introduction, a curator and a pair of teachers with a plan. */
export const kilmez = async (api: TestApi) => {
  const ids = { deputy: randomUUID(), teacher: randomUUID(), young: randomUUID(), pair: randomUUID() };
  const [municipalityId, schoolId] = [randomUUID(), randomUUID()];
  const region = api.as('region-operator');
  const as = (role: Role, sub: string): Client => api.as(role, { sub, organisationId: schoolId });
  const director = api.as('director', { organisationId: schoolId });
  const curator = as('curator', ids.deputy);
  const school = `/v1/schools/${schoolId}`;
  const must = async (answer: Promise<Answer>): Promise<string> => {
    const { status, body } = await answer;
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body.id as string;
  };
  const post = (who: Client, path: string, effectiveOn: string, body: object): Promise<string> =>
    must(who.post(path, { effectiveOn, ...body }));
  const order = (number: string, issuedOn: string, content: object): Promise<string> =>
    must(
      director.post(`${school}/orders`, {
        ...{ number, register: 'MAIN', issuedOn, legalBasis: ['приказ № 113-ОД от 01.09.2022'] },
        ...{ content, signatory: SIGNATORY },
      }),
    );
  const founded = { utcOffsetMinutes: 240 };
  await post(region, '/v1/municipalities', '2022-09-05', {
    ...founded,
    id: municipalityId,
    name: 'Сюмсинский район',
  });
  await post(region, '/v1/schools', '2022-09-05', {
    ...founded,
    ...{ id: schoolId, municipalityId, shortName: 'МБОУ Кильмезская СОШ' },
    name: 'Муниципальное бюджетное общеобразовательное учреждение Кильмезская средняя общеобразовательная школа',
  });
  await post(director, `/v1/organisations/${schoolId}/regulation`, '2022-09-05', {
    document: 'МБОУ Кильмезская СОШ',
    basedOn: 'KIL',
  });
  const introduction = await order('26/1', '2022-09-12', {
    ...{ kind: 'INTRODUCTION', from: '2022-09-12', until: '2024-12-31' },
    grounds: 'приказ № 113-ОД от 01.09.2022',
    responsibles: [{ personId: ids.deputy, duties: 'ведёт базы наставников и наставляемых' }],
    monitoring: [{ on: '2022-12-20' }, { on: '2023-05-22' }],
    plannedResults: ['Закрепление молодых педагогов'],
  });
  const staff = (id: string, position: string, person: object) =>
    post(director, `${school}/participants`, '2022-09-12', {
      ...{ id, position, person, kind: 'PEDAGOGUE', employed: true },
    });
  await staff(ids.deputy, 'DEPUTY_HEAD', {
    ...{ familyName: 'Широбокова', givenName: 'Елена', patronymic: 'Юрьевна', birthDate: '1980-02-11' },
    cases: { accusative: 'Широбокову Елену Юрьевну' },
  });
  await staff(ids.teacher, 'PEDAGOGUE', {
    ...{ familyName: 'Иванова', givenName: 'Анна', patronymic: 'Петровна', birthDate: '1972-11-30' },
    cases: { accusative: 'Иванову Анну Петровну' },
  });
  await staff(ids.young, 'PEDAGOGUE', {
    ...{ familyName: 'Петров', givenName: 'Илья', patronymic: 'Фёдорович', birthDate: '1999-03-03' },
    cases: { instrumental: 'Петровым Ильёй Фёдоровичем' },
  });
  const appointment = await order('27/1', '2022-09-13', {
    kind: 'APPOINTMENT',
    curators: [{ personId: ids.deputy, form: 'ALL' }],
  });
  const tasks = ['PROFESSIONAL'];
  await post(curator, `${school}/participants/${ids.young}/mentee-base`, '2022-09-15', {
    ...{ categories: ['YOUNG_SPECIALIST'], tasks, experienceYears: 1 },
  });
  await post(curator, `${school}/participants/${ids.teacher}/mentor-base`, '2022-09-15', {
    ...{ category: 'PEDAGOGUE', experience: tasks },
  });
  const ofPair = (who: Client, path: string, on: string, body: object): Promise<string> =>
    post(who, `${school}/pairs/${ids.pair}${path}`, on, body);
  await post(curator, `${school}/pairs`, '2022-09-19', {
    ...{ id: ids.pair, kind: 'PAIR', form: 'TEACHER_TEACHER', menteeIds: [ids.young], tasks },
    roleModel: 'EXPERIENCED_YOUNG',
  });
  await ofPair(curator, '/candidates', '2022-09-19', { mentorIds: [ids.teacher] });
  await ofPair(as('mentee', ids.young), '/choice', '2022-09-20', {
    ...{ mentorId: ids.teacher, menteeId: ids.young, through: 'SELF' },
  });
  await ofPair(curator, '/familiarisation', '2022-09-21', { participantIds: [ids.young] });
  for (const id of [ids.teacher, ids.young])
    for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA'])
      await post(curator, `${school}/participants/${id}/consents`, '2022-09-21', {
        ...{ purpose, by: 'SELF', written: true, textHash: 'a'.repeat(64) },
      });
  const addendum = await post(director, `${school}/agreements`, '2022-09-23', {
    ...{ kind: 'CONTRACT_ADDENDUM', number: '12', mentorIds: [ids.teacher], gratuitous: false },
    ...{ from: '2022-09-23', until: '2023-05-31' },
    terms: {
      ...{ content: 'помощь молодому учителю в ведении уроков', form: 'педагог – педагог' },
      ...{ pay: { text: 'доплата 2 000 рублей в месяц' }, consentedOn: '2022-09-21' },
    },
  });
  const pairs = await order('39/3', '2022-09-26', {
    kind: 'PAIRS',
    pairs: [{ pairId: ids.pair, from: '2022-10-03', until: '2023-05-31' }],
  });
  await ofPair(curator, '/planning', '2022-10-03', { dueOn: '2022-10-14' });
  await post(as('mentor', ids.teacher), `${school}/participants/${ids.young}/needs`, '2022-10-04', {
    tasks,
    findings: { strengths: 'Увлечённость', weaknesses: 'Темп урока', vectors: 'Методика' },
  });
  await ofPair(as('mentor', ids.teacher), '/plan', '2022-10-10', {
    ...{ authorIds: [ids.teacher, ids.young], resources: ['COURSES'], documentForm: 'PROGRAMME' },
    plan: {
      ...{ text: 'Взаимное посещение уроков, разбор, консультации', goal: 'Провести открытый урок' },
      ...{ ownResources: 'Увлечённость предметом', environment: 'Районное объединение учителей' },
      ...{ selfAnalysis: 'Не хватает темпа', route: 'Октябрь – разбор уроков; март – открытый урок' },
    },
  });
  return {
    ...{ ids, director, curator, school, schoolId },
    orders: { introduction, appointment, pairs },
    addendum,
    mentor: as('mentor', ids.teacher),
    orderPath: (orderId: string) => `/v1/organisations/${schoolId}/orders/${orderId}/document`,
  };
};
