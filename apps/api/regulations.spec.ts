/** Acts that only some regulations ask more of, over HTTP: Kilmez at one school, School 62 at its neighbour. */
import { type Answer, type Client, foundSchools, startTestApi, type TestApi } from './api.testing';

let api: TestApi;
let town: Awaited<ReturnType<typeof foundSchools>>;
let director: Client;
let at: string;

beforeAll(async () => {
  api = await startTestApi();
  town = await foundSchools(api);
  at = `/v1/schools/${town.second}`;
  director = api.as('director', { organisationId: town.second });
  town.must(
    await api.as('region-operator').post(`/v1/organisations/${town.second}/regulation`, {
      effectiveOn: '2022-09-01',
      document: 'МБОУ Кильмезская СОШ',
      basedOn: 'KIL',
    }),
  );
});
afterAll(() => api?.stop());

/** The rules that refused, with the first clause of each. */
const refusedBy = (answer: Answer): readonly (readonly [string, string])[] => {
  expect(answer.status).toBe(422);
  return (answer.body.reasons as { rule: string; clauses: { id: string }[] }[]).map(({ rule, clauses }) => [
    rule,
    clauses[0]?.id ?? '',
  ]);
};
const day = { effectiveOn: '2022-09-20' };
const registered = async (kind: 'PEDAGOGUE' | 'STUDENT', birthDate: string): Promise<string> =>
  town.must(
    await director.post(`${at}/participants`, {
      ...day,
      kind,
      employed: kind === 'PEDAGOGUE',
      person: { familyName: 'Участников', givenName: 'Илья', birthDate },
    }),
  ).body.id as string;

it('the introduction order has five parts (KIL-2.1.1-01, KIL-2.1.1-02, KIL-2.1.1-03, KIL-2.1.1-04, KIL-2.1.1-05)', async () => {
  const order = (number: string, content: object) =>
    director.post(`${at}/orders`, {
      ...{ number, register: 'MAIN', issuedOn: '2022-09-12', legalBasis: ['113-ОД'] },
      content: { kind: 'INTRODUCTION', from: '2022-09-12', ...content },
    });
  expect(refusedBy(await order('1-Д', {}))).toEqual([['introduction-act-whole', 'KIL-2.1.1-01']]);
  const whole = {
    grounds: 'Приказ № 113-ОД от 01.09.2022',
    until: '2024-12-31',
    responsibles: [{ personId: town.second, duties: 'Ведёт базы наставников и наставляемых' }],
    monitoring: [{ on: '2022-12-20' }],
    plannedResults: ['Закрепление молодых педагогов'],
  };
  expect((await order('1-Д', whole)).status).toBe(201);
});

it('a young specialist has worked for three years at the most (KIL-4.3.1-1)', async () => {
  const who = await registered('PEDAGOGUE', '1998-04-01');
  const enter = (more: object) =>
    director.post(`${at}/participants/${who}/mentee-base`, {
      ...{ ...day, categories: ['YOUNG_SPECIALIST'], tasks: ['PROFESSIONAL'] },
      ...more,
    });
  const refused = [['young-specialist-within-years', 'KIL-4.3.1-1']];
  expect(refusedBy(await enter({}))).toEqual(refused);
  expect(refusedBy(await enter({ experienceYears: 4 }))).toEqual(refused);
  expect((await enter({ experienceYears: -1 })).status).toBe(400);
  expect((await enter({ experienceYears: 3 })).status).toBe(201);
});

it('an addendum is concluded with an employee, and provides pay (KIL-2.1.4)', async () => {
  const mentor = await registered('PEDAGOGUE', '1980-04-01');
  town.must(
    await director.post(`${at}/participants/${mentor}/mentor-base`, {
      ...{ ...day, category: 'PEDAGOGUE', experience: ['PROFESSIONAL'] },
    }),
  );
  const conclude = (more: object) =>
    director.post(`${at}/agreements`, {
      ...{ ...day, number: '1', mentorIds: [mentor], from: '2022-09-20', kind: 'CONTRACT_ADDENDUM' },
      ...more,
    });
  expect(refusedBy(await conclude({ gratuitous: true }))).toEqual([['pay-basis-provides-pay', 'KIL-2.1.4']]);
  expect((await conclude({ gratuitous: false })).status).toBe(201);
});

it('students: the role model is one of the form, the mentor on a higher stage (KIL-4.2.1)', async () => {
  const [mentee, equal, senior] = await Promise.all(
    ['2010-01-01', '2010-02-01', '2006-01-01'].map((born) => registered('STUDENT', born)),
  );
  town.must(
    await director.post(`${at}/participants/${mentee}/mentee-base`, {
      ...{ ...day, categories: [], tasks: ['PERSONAL'], educationStage: 'BASIC' },
    }),
  );
  for (const [who, educationStage] of [
    [equal, 'BASIC'],
    [senior, 'SECONDARY'],
  ]) {
    town.must(
      await director.post(`${at}/participants/${who}/mentor-base`, {
        ...{ ...day, category: 'STUDENT', experience: ['LIFE'], educationStage },
      }),
    );
  }
  const propose = (roleModel: string) =>
    director.post(`${at}/pairs`, {
      ...{
        ...day,
        kind: 'PAIR',
        form: 'STUDENT_STUDENT',
        menteeIds: [mentee],
        tasks: ['PERSONAL'],
        roleModel,
      },
    });
  expect(refusedBy(await propose('EXPERIENCED_YOUNG'))).toEqual([['role-model-of-form', 'KIL-4.2.5-1']]);
  const offer = async (roleModel: string, mentor: string | undefined) => {
    const { id } = town.must(await propose(roleModel)).body as { id: string };
    return director.post(`${at}/pairs/${id}/candidates`, { ...day, mentorIds: [mentor] });
  };
  expect(refusedBy(await offer('LEADER_PASSIVE', equal))).toEqual([
    ['student-mentor-on-higher-stage', 'KIL-4.2.1'],
  ]);
  expect((await offer('LEADER_PASSIVE', senior)).status).toBe(201);
  expect((await offer('EQUAL_EQUAL', equal)).status).toBe(201);
});

it('a parameter that would contradict another is refused with the clauses of both', async () => {
  const set = (name: string, value: unknown) =>
    api
      .as('region-operator')
      .put(`/v1/organisations/${town.second}/regulation/parameters/${encodeURIComponent(name)}`, {
        ...{ effectiveOn: '2022-10-01', value, clauses: [] },
      });
  expect(refusedBy(await set('modelPeriod', null))).toEqual([['model-period-stated', 'KIL-1.7-01']]);
});
