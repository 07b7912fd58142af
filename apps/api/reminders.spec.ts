/** Reminders of deadlines: each is said once whatever happens to who says it, stands in the log, and leaves as a public event. */
import { readRecorded } from '@nastavnik/platform/event-store';
import { domainCodec, streamOf, type DeadlineReminded } from '@nastavnik/domain';
import { toPublic } from '@nastavnik/integration';
import type { Recorded } from '@nastavnik/kernel';
import { foundSchools, startTestApi, type TestApi } from './api.testing';
import { DeadlineReminders } from './reminders';

let api: TestApi;
let municipality: string;
let schools: readonly string[];
let reminders: DeadlineReminders;
/** A week before the end of the year, in the time zone of the schools. */
const EVE = new Date('2021-12-24T08:00:00.000Z');

beforeAll(async () => {
  api = await startTestApi();
  const town = await foundSchools(api);
  ({ municipality } = town);
  schools = [town.first, town.second];
  const region = api.as('region-operator');
  for (const id of schools) {
    // Candidates are looked at once a year: what the recommendations ask, set by the school as its own.
    for (const [name, value] of [
      ['registerRefreshPerYear', 1],
      ['registerRefreshScope', ['CANDIDATES']],
    ] as const) {
      const { status } = await region.put(`/v1/organisations/${id}/regulation/parameters/${name}`, {
        ...{
          value,
          clauses: [{ id: 'OWN-1', document: 'Положение', clause: '1' }],
          effectiveOn: '2021-01-12',
        },
      });
      expect(status).toBe(201);
    }
  }
  const head = await api.head();
  const seen = await api.as('auditor').get(`/v1/organisations/${municipality}/deadlines?after=${head}`);
  expect(seen.status).toBe(200);
  reminders = api.app.get(DeadlineReminders);
});
afterAll(() => api?.stop());

const said = async (): Promise<readonly Recorded<DeadlineReminded>[]> => {
  const streams = await Promise.all(
    [municipality, ...schools].map((id) => readRecorded(api.store, domainCodec, streamOf.reminder(id))),
  );
  return streams.flat() as unknown as readonly Recorded<DeadlineReminded>[];
};
const words = (all: readonly Recorded<DeadlineReminded>[]) =>
  all.map(({ data }) => `${data.organisationId} ${data.deadlineId} ${data.due} ${data.moment}`);

it('what was interrupted is said by the next, two at once say nothing twice, and nothing is said again', async () => {
  // The first is stopped as soon as it has said something.
  const stopped = new AbortController();
  const { signal } = stopped;
  const watched = api.store.append.bind(api.store);
  const append = jest.spyOn(api.store, 'append').mockImplementation(async (...what) => {
    const done = await watched(...what);
    stopped.abort();
    return done;
  });
  await expect(reminders.round(EVE, signal)).rejects.toThrow();
  append.mockRestore();
  expect(await said()).toHaveLength(1);
  await Promise.all([reminders.round(EVE), reminders.round(EVE)]);
  await reminders.round(EVE);
  const all = words(await said());
  expect(all.length).toBeGreaterThan(1);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((one) => one.includes('candidates-refreshed')).sort()).toEqual(
    schools.map((id) => `${id} candidates-refreshed.${id}.2021-12-31 2021-12-31 WEEK_BEFORE`).sort(),
  );
  expect(await reminders.round(EVE)).toBe(0);
});

it('is said anew when its next moment comes, and no more once it is long past', async () => {
  expect(await reminders.round(new Date('2021-12-31T08:00:00.000Z'))).toBeGreaterThan(0);
  expect(await reminders.round(new Date('2022-01-02T08:00:00.000Z'))).toBeGreaterThan(0);
  expect(await reminders.round(new Date('2022-01-20T08:00:00.000Z'))).toBe(0);
  const moments = (await said())
    .filter(({ data }) => data.cadence === 'candidates-refreshed' && data.organisationId === schools[0])
    .map(({ data }) => data.moment);
  expect(moments).toEqual(['WEEK_BEFORE', 'LAST_DAY', 'OVERDUE']);
});

it('leaves by the feed as a public event of its school, without ids of people', async () => {
  const [event] = await said();
  const [published] = toPublic(event as never, 'urn:nastavnik:installation:spec');
  expect(published).toMatchObject({
    type: 'ru.nastavnik.deadline.reminded.v1',
    subject: event!.data.organisationId,
  });
  expect(JSON.stringify(published)).not.toContain(event!.data.deadlineId);
  const read = async (filter: string) =>
    (await api.as('integration').get(`/v1/feed?types=ru.nastavnik.deadline.reminded.v1&limit=1000&${filter}`))
      .body.events;
  const ofTown = await read(`municipality=${municipality}`);
  expect(ofTown).toHaveLength((await said()).length);
  const ofSchool = await read(`school=${schools[0]}`);
  expect(ofSchool.length).toBeGreaterThan(0);
  expect(ofSchool.every(({ data }: { data: { schoolId: string } }) => data.schoolId === schools[0])).toBe(
    true,
  );
});
