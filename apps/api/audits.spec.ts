/** A sampling audit over HTTP, from the seed to the act; the sample is drawn again by an outsider who has nothing but the log. */
import { createHash, randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { streamOf } from '@nastavnik/domain';
import { streamReader } from '@nastavnik/evidence';
import type { Command, Uuid } from '@nastavnik/kernel';
import { Vault } from '@nastavnik/platform/vault';
import type { Act } from '../../libs/commands';
import { accepted, type House, School62, stamp } from '../../libs/commands/house.testing';
import { eventually } from '../../libs/platform/event-store/event-store.testing';
import { wholeLog } from '../../test/support/oracle';
import { startTestApi, type TestApi } from './api.testing';

let api: TestApi;
let school: School62;
let complete: Uuid;
let violating: Uuid;
const pairs: Uuid[] = [];

beforeAll(async () => {
  api = await startTestApi();
  const house = {
    execute: (act: Act<Command>) => api.app.get(CommandBus).execute(act),
    ...{ store: api.store, vault: api.app.get(Vault) },
  } as unknown as House;
  school = await new School62(house).found();
  const curator = await school.curator();
  for (let count = 0; count < 4; count++) {
    const [menteeId, mentorId] = [await school.person('MENTEE'), await school.person('MENTOR')];
    const pairId = await school.pair(menteeId, mentorId);
    accepted(await school.order('2021-01-18', school.fixing(pairId)));
    await eventually('the order has arrived', async () =>
      (await streamReader(api.store).read(streamOf.pair(pairId))).some(({ type }) => type === 'PairFixed'),
    );
    pairs.push(pairId);
    if (count === 0) await school.year(pairId, menteeId, mentorId, curator);
    if (count === 1) {
      // Written past every rule: a regular meeting without a programme.
      await api.store.append(streamOf.pair(pairId), 'stream_exists', [
        {
          ...{ id: randomUUID(), type: 'pair.meeting-held.v1', metadata: stamp('2021-02-10') },
          data: {
            ...{ pairId, schoolId: school.schoolId, basis: { rules: [], evidence: {} } },
            ...{ effectiveOn: '2021-02-10', number: 1, kind: 'REGULAR', attendeeIds: [mentorId, menteeId] },
          },
        },
      ]);
    }
  }
  [complete, violating] = pairs as [Uuid, Uuid];
});
afterAll(() => api?.stop());

const auditor = () => api.as('auditor');
const director = () => api.as('director', { organisationId: school.schoolId });
const today = { effectiveOn: '2022-01-10' };
const seed = 'Тираж 1234 от 30.11.2021';
const must = <T extends { status: number; body: unknown }>(answer: T): T => {
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer;
};
const reasons = (answer: { body: { reasons?: { rule: string }[] } }) =>
  answer.body.reasons?.map(({ rule }) => rule);

it.each(['school', 'municipality'] as const)(
  'an outsider draws the sample of a %s again from the seed and the position',
  async (level) => {
    const organisationId = level === 'school' ? school.schoolId : school.municipalityId;
    const at = `/v1/organisations/${organisationId}`;
    const opened = must(await auditor().post(`${at}/audits`, { ...today, seed, size: 3 }));
    const register = await auditor().get(`${at}/registers/audits?after=${opened.body.position}`);
    const [found] = register.body.items;
    // Nothing of the house is used: the log as it stands, and SHA-256.
    const population = new Set(
      (await wholeLog(api.store))
        .filter(({ stream, position }) => stream.startsWith('pair-') && position <= BigInt(found.position))
        .map(({ stream }) => stream.slice('pair-'.length)),
    );
    const digest = (id: string) =>
      createHash('sha256')
        .update(seed + id)
        .digest('hex');
    const drawn = [...population].sort((a, b) => (digest(a) < digest(b) ? -1 : 1)).slice(0, 3);
    expect([found.population, found.size]).toEqual([population.size, 3]);
    expect(found.pairs.map(({ pairId }: { pairId: string }) => pairId)).toEqual(drawn);
  },
);

it('goes from the seed to the act: checks, a finding with its answer, and the refusals on the way', async () => {
  const at = `/v1/organisations/${school.schoolId}`;
  const { body } = must(await auditor().post(`${at}/audits`, { ...today, seed, size: 4 }));
  const audit = `${at}/audits/${body.id}`;
  const checkOf = (pairId: string) => auditor().post(`${audit}/pairs/${pairId}/check`, today);
  const finding = { ...today, id: randomUUID(), pairId: violating, kind: 'MISSING', item: 'PROGRAMME' };
  expect(reasons(await auditor().post(`${audit}/findings`, finding))).toEqual([
    'audit-finding-rests-on-check',
  ]);
  expect(reasons(await checkOf(randomUUID()))).toEqual(['audit-pair-in-sample']);
  for (const pairId of pairs) must(await checkOf(pairId));
  const close = () => auditor().post(`${audit}/act`, { ...today, number: '1-А' });
  const answerTo = (as: ReturnType<typeof auditor>) =>
    as.post(`${audit}/findings/${finding.id}/answer`, { ...today, answer: 'CORRECTED' });
  must(await auditor().post(`${audit}/findings`, finding));
  expect((await answerTo(auditor())).status).toBe(403);
  expect((await director().post(`${at}/audits`, { ...today, seed, size: 1 })).status).toBe(403);
  expect(reasons(await close())).toEqual(['audit-all-resolved']);
  const resolve = () =>
    auditor().post(`${audit}/findings/${finding.id}/resolution`, { ...today, outcome: 'CONFIRMED' });
  expect(reasons(await resolve())).toEqual(['audit-finding-answered-first']);
  must(await answerTo(director()));
  must(await resolve());
  const closed = must(await close());
  const { items } = (
    await auditor().get(`${at}/registers/audits?status=CLOSED&after=${closed.body.position}`)
  ).body;
  expect(items).toMatchObject([
    {
      ...{ auditId: body.id, actNumber: '1-А', size: 4 },
      findings: [{ findingId: finding.id, answer: 'CORRECTED', outcome: 'CONFIRMED' }],
    },
  ]);
  const resultsOf = (pairId: string) =>
    items[0].pairs.find((pair: { pairId: string }) => pair.pairId === pairId);
  expect(resultsOf(complete)).toMatchObject({
    violating: [],
    results: {
      ...{ CONSENTS: 'PRESENT', AGREEMENT: 'NOT_DEMANDED', FAMILIARISATION: 'PRESENT', ORDER: 'PRESENT' },
      ...{ ENTRY: 'PRESENT', PROGRAMME: 'PRESENT', MEETINGS: 'PRESENT', MONITORING: 'PRESENT' },
      REPORT: 'PRESENT',
    },
  });
  expect(resultsOf(violating).results).toMatchObject({
    ...{ CONSENTS: 'PRESENT', ORDER: 'PRESENT', PROGRAMME: 'MISSING', MONITORING: 'NOT_DUE' },
  });
  expect(resultsOf(violating).violating).toHaveLength(1);
});
