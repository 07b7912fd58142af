/** Orders of a municipality and of its school over HTTP: who issues which, how a later order changes an earlier one, and the register. */
import { randomUUID } from 'node:crypto';
import { done, foundTown, type Town } from './municipal.testing';

jest.setTimeout(120_000);

let town: Town;
beforeAll(async () => {
  town = await foundTown({
    municipality: 'Северск',
    school: 'Школа',
    utcOffsetMinutes: 420,
    on: '2021-08-01',
  });
  await done(town.adopt('Программа', 'SEV', '2021-08-10'));
});
afterAll(() => town.house.stop());

const order = (number: string, issuedOn: string, content: object) => ({
  ...{ number, register: 'MAIN', issuedOn, legalBasis: ['3273-р'], content },
});
const ofTown = () => `/v1/organisations/${town.municipalityId}`;
const ofSchool = () => `/v1/organisations/${town.schoolId}`;
const programme = { kind: 'PROGRAMME', title: 'Развитие системы наставничества' };

it('SEV-O-1: the municipality approves its programme by an order of its own; schools’ orders are not its to issue', async () => {
  await done(town.authority.post(`${ofTown()}/orders`, order('279', '2021-08-10', programme)));
  const act = order('1', '2021-08-10', programme);
  expect((await town.authority.post(`${ofSchool()}/orders`, act)).status).toBe(403);
  expect((await town.director.post(`${ofTown()}/orders`, act)).status).toBe(403);
  const pairs = { kind: 'PAIR_END', pairs: [{ pairId: randomUUID(), reason: 'MUTUAL', on: '2021-08-10' }] };
  const { status, body } = await town.authority.post(`${ofTown()}/orders`, order('280', '2021-08-11', pairs));
  expect([status, body.reasons[0].rule]).toEqual([422, 'order-kind-of-level']);
});

it('a later order amends an earlier one, another cancels it, and the register shows what became of it', async () => {
  const { body } = await done(
    town.director.post(`${ofSchool()}/orders`, order('1', '2021-08-11', { ...programme, kind: 'ROADMAP' })),
  );
  const changes = 'Пункт 2 исключить';
  const later = (number: string, content: object) =>
    town.director.post(
      `${town.school}/orders`,
      order(number, '2021-08-12', { orderId: body.id, ...content }),
    );
  await done(later('2', { kind: 'AMENDMENT', changes }));
  const cancelled = await done(later('3', { kind: 'CANCELLATION', reason: 'Утрачена нужда' }));
  expect((await later('4', { kind: 'CANCELLATION', reason: 'Ещё раз' })).body.reasons[0].rule).toBe(
    'order-in-force',
  );
  const register = async (query: string) =>
    (await town.director.get(`${ofSchool()}/registers/orders?after=${cancelled.body.position}&${query}`)).body
      .items;
  expect(await register('status=CANCELLED')).toMatchObject([
    { orderId: body.id, number: '1', legalBasis: ['3273-р'], amended: [{ changes }] },
  ]);
  expect(await register('year=2021')).toHaveLength(3);
  expect(await register('year=2020')).toEqual([]);
});
