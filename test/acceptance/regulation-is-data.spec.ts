/** A regulation is data: one parameter changed over HTTP changes what is refused, with the clause that says so. */
import { randomUUID } from 'node:crypto';
import { type House, type Person, startHouse } from '../support/house';

jest.setTimeout(120_000);

let house: House;
const municipalityId = randomUUID();
const schoolId = randomUUID();
let director: Person;

const day = { effectiveOn: '2021-01-11' };
const done = async (answer: Promise<{ status: number; body: unknown }>): Promise<void> => {
  const { status, body } = await answer;
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
};
const registerStudent = () =>
  director.post(`/v1/schools/${schoolId}/participants`, {
    kind: 'STUDENT',
    employed: false,
    person: { familyName: 'Проверкин', givenName: 'Пётр', birthDate: '2006-03-14' },
    effectiveOn: '2021-01-15',
  });

beforeAll(async () => {
  house = await startHouse();
  const region = house.person('region-operator');
  director = house.person('director', schoolId);
  await done(
    region.post('/v1/municipalities', { id: municipalityId, name: 'Город', utcOffsetMinutes: 180, ...day }),
  );
  await done(
    region.post('/v1/schools', {
      id: schoolId,
      municipalityId,
      name: 'Школа',
      shortName: 'Школа № 62',
      utcOffsetMinutes: 180,
      ...day,
    }),
  );
  await done(
    director.post(`/v1/organisations/${schoolId}/regulation`, {
      document: 'МОУ СОШ № 62',
      basedOn: 'S62',
      ...day,
    }),
  );
  await done(
    director.post(`/v1/schools/${schoolId}/orders`, {
      number: '1',
      register: 'MAIN',
      issuedOn: '2021-01-11',
      legalBasis: ['273-ФЗ'],
      content: { kind: 'INTRODUCTION', from: '2021-01-11' },
    }),
  );
});
afterAll(() => house.stop());

const setScope = (value: string[], effectiveOn: string) =>
  director.put(`/v1/organisations/${schoolId}/regulation/parameters/participantScope`, {
    value,
    clauses: [{ id: 'OWN-3.1', document: 'Положение школы, редакция 2', clause: '3.1' }],
    effectiveOn,
  });

it('S62-3.1: students take part; the school narrows its scope and they no longer do, by its own new clause', async () => {
  await done(registerStudent());
  await done(setScope(['PEDAGOGUE'], '2021-01-14'));
  const { status, body } = await registerStudent();
  expect(status).toBe(422);
  expect(body.reasons[0]).toMatchObject({
    rule: 'participant-within-scope',
    clauses: [{ citation: 'Положение школы, редакция 2, п. 3.1' }],
  });
  await done(setScope(['PEDAGOGUE', 'STUDENT'], '2021-01-15'));
  await done(registerStudent());
});

it('a value that does not fit the parameter is told so and changes nothing', async () => {
  const before = await director.get(`/v1/organisations/${schoolId}/regulation`);
  const wrong = await setScope(['PARROT'], '2021-01-16');
  expect(wrong.status).toBe(400);
  expect(wrong.body.errors[0].pointer).toContain('value');
  const after = await director.get(`/v1/organisations/${schoolId}/regulation`);
  expect(after.body).toEqual(before.body);
});

it('every parameter in force says its value, its clause and where it comes from', async () => {
  const { body } = await director.get(`/v1/organisations/${schoolId}/regulation`);
  const text = JSON.stringify(body);
  for (const source of ['OWN', 'DEFAULT']) expect(text).toContain(`"${source}"`);
  expect(text).toContain('МОУ СОШ № 62');
});
