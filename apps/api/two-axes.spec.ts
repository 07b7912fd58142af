/** docs/two-axes.md is what the house answers: the acts of the page, on its days, and its questions over HTTP and on the command line. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import type { Actor, Command, IsoDate, Uuid } from '@nastavnik/kernel';
import { streamOf } from '@nastavnik/domain';
import { streamReader } from '@nastavnik/evidence';
import { Vault } from '@nastavnik/platform/vault';
import { type Act, AgreementAct, ConsentAct, ParticipantAct, RegulationAct } from '../../libs/commands';
import { accepted, type House, School62, stamp } from '../../libs/commands/house.testing';
import { eventually as within } from '../../libs/platform/event-store/event-store.testing';
import { spawnTs } from '../../test/support/process';
import { startTestApi, type TestApi } from './api.testing';

const page = readFileSync(path.join(__dirname, '../../docs/two-axes.md'), 'utf8');

/** Rows of the tables of the page by their headings. */
const tablesWith = (...headings: readonly string[]): readonly (readonly string[])[][] =>
  page
    .split('\n\n')
    .filter((block) => block.startsWith(`| ${headings.join(' | ')} |`))
    .map((block) =>
      block
        .trim()
        .split('\n')
        .slice(2)
        .map((row) =>
          row
            .split('|')
            .slice(1, -1)
            .map((cell) => cell.trim()),
        ),
    );
const given = (cell: string): IsoDate | undefined => (cell === '—' ? undefined : cell);
const query = (named: { readonly [name: string]: string | undefined }): string =>
  Object.entries(named)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
    .join('&');

/** The last event of a stream, once it is there. */
const last = (stream: string, type: string): Promise<void> =>
  within(
    `${type} in ${stream}`,
    async () => (await streamReader(api.store).read(stream)).at(-1)?.type === type,
  );

let api: TestApi;
let school: School62;
let pairId: Uuid;
let [menteeId, mentorId]: Uuid[] = [];
let curator: Actor;
let position: string;

/** The acts of the page, by its words. */
const acts: { readonly [act: string]: (on: IsoDate, recorded: IsoDate) => Promise<unknown> } = {
  'organisational meeting': (on, recorded) => meet('ORGANISATIONAL', on, recorded),
  'trial meeting': (on, recorded) => meet('TRIAL', on, recorded),
  'planning meeting, written down late': (on, recorded) =>
    meet('PLANNING', on, recorded, { plannedRegularMeetings: 2 }),
  'plan drafted': async (on, recorded) => {
    const plan = school.text(menteeId!);
    const command = { type: 'DraftPlan', data: { authorIds: [mentorId, menteeId], plan: plan.ref } };
    accepted(await school.try(pairId, on, { ...command, sealed: [plan] }, { stamp: stamp(recorded) }));
  },
  'plan approved': (on, recorded) => act('ApprovePlan', on, recorded, {}, curator),
  'regular meeting, which did not take place': (on, recorded) => meet('REGULAR', on, recorded),
  'record of that meeting cancelled': (on, recorded) =>
    act('CancelMeetingRecord', on, recorded, { number: 4 }),
  'consent of the mentee withdrawn, the paper reached the school late': async (on, recorded) => {
    const [consent] = await streamReader(api.store).read(streamOf.consent(menteeId!));
    if (consent?.type !== 'ConsentGiven') throw new Error(consent?.type);
    const { consentId } = consent.data;
    const data = { consentId, participantId: menteeId!, schoolId: school.schoolId, effectiveOn: on };
    accepted(
      await execute(
        new ConsentAct({
          type: 'WithdrawConsent',
          data: { ...data, by: 'LEGAL_REPRESENTATIVE' },
          stamp: stamp(recorded),
        }),
      ),
    );
  },
};
const act = async (type: string, on: IsoDate, recorded: IsoDate, data: object, by?: Actor): Promise<void> => {
  accepted(await school.try(pairId, on, { type, data }, { stamp: stamp(recorded, by) }));
};
const meet = (kind: string, on: IsoDate, recorded: IsoDate, more: object = {}): Promise<void> =>
  act('HoldMeeting', on, recorded, { kind, attendeeIds: [mentorId, menteeId], ...more });
const execute: House['execute'] = (one: Act<Command>) => api.app.get(CommandBus).execute(one);

beforeAll(async () => {
  api = await startTestApi();
  const house = { execute, store: api.store, vault: api.app.get(Vault) } as unknown as House;
  school = await new School62(house).found();
  curator = await school.curator();
  [menteeId, mentorId] = [await school.person('MENTEE'), await school.person('MENTOR')];
  pairId = await school.pair(menteeId, mentorId);
  accepted(await school.order('2021-01-18', school.fixing(pairId)));
  await act('AssessEntry', '2021-01-19', '2021-01-19', {
    assessments: [{ menteeId, levels: { MOTIVATION_PERSONAL: 'LOW', EDUCATIONAL_RESULTS: 'LOW' } }],
  });
  for (const [what, on, recorded] of tablesWith('act', 'effective', 'recorded')[0]!) {
    await acts[what!]!(on!, recorded!);
  }
  await last(streamOf.pair(pairId), 'PairSuspended');
  position = (await api.head()).toString();
});
afterAll(() => api?.stop());

const auditor = () => api.as('auditor');
const history = (question: string) =>
  auditor().get(`/v1/pairs/${pairId}/history?limit=200&after=${position}&${question}`);
const compare = async (question: string) =>
  (await auditor().get(`/v1/pairs/${pairId}/history/comparison?after=${position}&${question}`)).body;
const audit = async (...args: readonly string[]) => {
  const ran = spawnTs('apps/auditor/main.ts', {
    args: ['pair', pairId, ...args, '--json'],
    env: { EVENTSTORE_URL: api.eventStoreUrl, DATABASE_URL: api.databaseUrl },
  });
  const code = await ran.exited();
  return { code, body: JSON.parse(ran.output()) };
};

const ANSWERS = tablesWith('on', 'knownOn', 'stage', 'meetings', 'why')[0]!;
const COMMANDS = [...page.matchAll(/npm run audit -- pair <pair> (.*)/g)].map(([, args]) => args!);
const ONLY = tablesWith('only in', 'event', 'effective', 'recorded');

const standing = ({
  stage,
  meetings,
}: {
  readonly stage: string;
  readonly meetings?: readonly unknown[];
}) => [stage, meetings === undefined ? '—' : String(meetings.length)];

test('the page has its questions', () => {
  expect([ANSWERS.length, COMMANDS.length, ONLY.length]).toEqual([10, 2, 2]);
});

test.each(ANSWERS.map((row) => row.slice(0, 4)))(
  'on %s, as known on %s, the pair is %s with %s meetings, over HTTP',
  async (on, knownOn, stage, meetings) => {
    const asked = { on: given(on!), knownOn: given(knownOn!) };
    const { one } = await compare(query(asked));
    expect(standing(one.state)).toEqual([stage, meetings]);
    // The history shows the events that this state is folded from.
    const { items } = (await history(query(asked))).body;
    const counted = (type: string) => items.filter((item: { type?: string }) => item.type === type).length;
    expect(String(counted('MeetingHeld') - counted('MeetingRecordCancelled'))).toBe(
      meetings === '—' ? '0' : meetings,
    );
    expect(counted('PairSuspended') > 0).toBe(stage === 'suspended');
  },
);

test.each([ANSWERS[1]!, ANSWERS[2]!, ANSWERS[5]!, ANSWERS[8]!].map((row) => row.slice(0, 4)))(
  'on %s, as known on %s, the pair is %s with %s meetings, on the command line',
  async (on, knownOn, stage, meetings) => {
    const args = [
      ...(given(on!) === undefined ? [] : ['--on', on!]),
      ...(given(knownOn!) === undefined ? [] : ['--known-on', knownOn!]),
    ];
    const { code, body } = await audit(...args);
    expect([code, ...standing(body.state)]).toEqual([0, stage, meetings]);
    const { one } = await compare(query({ on: given(on!), knownOn: given(knownOn!) }));
    expect(body.state).toEqual(one.state);
    expect(body.events.length + body.around.length).toBe(one.events);
  },
);

test.each(COMMANDS.map((args, at) => [args, at] as const))('%s', async (args, at) => {
  const rows = ONLY[at]!.map((row) => [...row]);
  const told = (body: {
    readonly onlyInOne: readonly { type: string; effectiveOn: string; recordedAt: string }[];
    readonly onlyInOther: readonly { type: string; effectiveOn: string; recordedAt: string }[];
  }) =>
    (['one', 'other'] as const).flatMap((side) =>
      body[side === 'one' ? 'onlyInOne' : 'onlyInOther'].map((event) => [
        ...[side, event.type, event.effectiveOn, event.recordedAt.slice(0, 10)],
      ]),
    );
  const { code, body } = await audit(...args.split(' '));
  expect(code).toBe(0);
  expect(told(body)).toEqual(rows);
  const words = args.split(' ');
  const over = await compare(
    query({
      on: words[words.indexOf('--on') + 1 || words.length],
      knownOn: words[words.indexOf('--known-on') + 1 || words.length],
      withOn: words[words.indexOf('--with-on') + 1 || words.length],
      withKnownOn: words[words.indexOf('--with-known-on') + 1 || words.length],
    }),
  );
  expect(told(over)).toEqual(rows);
  expect(over.differences).toEqual(body.differences);
  if (at === 0) {
    expect(over.differences).toContainEqual({ path: 'stage', one: 'fixed', other: 'suspended' });
  }
});

test('before the pair there was nothing to tell', async () => {
  const { status, body } = await history('on=2021-01-01');
  expect([status, body.detail]).toEqual([404, 'На эту дату такой записи ещё не было.']);
});

describe('what touched the pair', () => {
  test('orders and their cancellations, agreements, the regulation and its changes, corrections of data', async () => {
    const one = await school.person('MENTEE');
    const outside = await school.person('MENTOR', { kind: 'GRADUATE' });
    const agreementId = randomUUID();
    const of = { schoolId: school.schoolId, effectiveOn: '2021-01-14' };
    accepted(
      await execute(
        new AgreementAct({
          type: 'ConcludeAgreement',
          data: {
            ...{ ...of, agreementId, number: '7', mentorIds: [outside], gratuitous: true },
            ...{ from: '2021-01-14', until: '2021-12-31' },
          },
          stamp: stamp('2021-01-14'),
        }),
      ),
    );
    await last(streamOf.participant(outside), 'AgreementNoted');
    const id = await school.pair(one, outside);
    const orderId = randomUUID();
    accepted(await school.order('2021-01-18', school.fixing(id), { orderId }));
    await last(streamOf.pair(id), 'PairFixed');
    accepted(
      await execute(
        new RegulationAct({
          type: 'SetParameter',
          data: {
            ...{ organisationId: school.schoolId, effectiveOn: '2021-02-08', name: 'meetingSequence' },
            setting: { value: [], clauses: [{ id: 'OWN-5.3', document: 'Редакция 2', clause: '5.3' }] },
          },
          stamp: stamp('2021-02-08'),
        }),
      ),
    );
    const about = { orderId };
    accepted(await school.order('2021-02-10', { kind: 'CANCELLATION', ...about, reason: 'Издан ошибочно' }));
    await last(streamOf.pair(id), 'PairEnded');
    const person = api.app.get(Vault).seal({
      ...{ recordId: randomUUID(), subjectId: one, kind: 'person' },
      data: { familyName: 'Замужняя', givenName: 'Мария', birthDate: '2006-05-17' },
    });
    accepted(
      await execute(
        new ParticipantAct(
          {
            type: 'CorrectPersonalData',
            data: {
              ...{ participantId: one, schoolId: school.schoolId, effectiveOn: '2021-03-01' },
              ...{ person: person.ref, fields: ['familyName'], reason: 'NAME_CHANGED' },
            },
            stamp: stamp('2021-03-01'),
          },
          { sealed: [person] },
        ),
      ),
    );
    const after = (await api.head()).toString();
    const { body } = await auditor().get(`/v1/pairs/${id}/history?limit=200&after=${after}`);
    const acts = body.items.filter(({ kind }: { kind: string }) => kind === 'ACT');
    const found = acts.map(({ source, type }: { source: string; type: string }) => `${source} ${type}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'regulation RegulationAdopted',
        'regulation ParameterSet',
        'agreement AgreementConcluded',
        'consent ConsentGiven',
        'order OrderIssued',
        'order OrderCancelled',
        'participant PersonalDataCorrected',
        'pair PairFixed',
        'pair PairEnded',
      ]),
    );
    const positions = acts.map((item: { position: string }) => BigInt(item.position));
    expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
    expect(acts.find(({ type }: { type: string }) => type === 'PairFixed')).toMatchObject({
      ...{ stream: streamOf.pair(id), effectiveOn: '2021-01-18', recordedAt: '2021-01-18T15:00:00.000Z' },
      actor: { role: 'director' },
      clauses: expect.arrayContaining(['МОУ СОШ № 62, п. 4.13']),
    });
    expect(JSON.stringify(body)).not.toContain('Замужняя');
    // What happened to the other pair's members is not told here.
    expect(acts.map(({ stream }: { stream: string }) => stream)).not.toContain(streamOf.consent(menteeId!));
  });

  test('pages go on in the history that the first one told, whatever has been written since', async () => {
    const all = (await history('')).body.items.filter(({ kind }: { kind: string }) => kind === 'ACT');
    const read: unknown[] = [];
    const curator = api.as('curator', { organisationId: school.schoolId });
    let next: string | null = null;
    do {
      const cursor: string = next === null ? `after=${position}` : `cursor=${next}`;
      const answer = (await curator.get(`/v1/pairs/${pairId}/history?limit=5&${cursor}`)).body;
      if (next === null) {
        await school.consent(menteeId!, 'PARTICIPATION', '2006-05-17', '2021-04-08');
      }
      read.push(...answer.items);
      next = answer.next;
    } while (next !== null);
    expect(read.map((item) => (item as { eventId: string }).eventId)).toEqual(
      all.map(({ eventId }: { eventId: string }) => eventId),
    );
    expect((await curator.get(`/v1/pairs/${pairId}/history?cursor=nonsense`)).status).toBe(400);
  });

  test('who looked at its members’ data is told to those who may read the access log, and to nobody else', async () => {
    const curator = api.as('curator', { organisationId: school.schoolId });
    expect((await curator.get(`/v1/pairs/${pairId}?after=${position}`)).status).toBe(200);
    for (const role of ['auditor', 'data-protection-officer'] as const) {
      const reader = api.as(role, { organisationId: school.schoolId });
      const { status, body } = await reader.get(`/v1/pairs/${pairId}/history?limit=200`);
      expect([role, status]).toEqual([role, 200]);
      const looked = body.items.filter(({ kind }: { kind: string }) => kind === 'ACCESS');
      expect(looked).toContainEqual(
        expect.objectContaining({
          ...{ source: 'vault', purpose: 'pair', actor: expect.objectContaining({ role: 'curator' }) },
          subjectIds: expect.arrayContaining([menteeId]),
        }),
      );
      expect(JSON.stringify(body)).not.toContain('Иванова');
    }
    for (const role of ['curator', 'region-operator'] as const) {
      const reader = api.as(role, { organisationId: school.schoolId });
      const { status, body } = await reader.get(`/v1/pairs/${pairId}/history?limit=200`);
      expect([status, body.items.some(({ kind }: { kind: string }) => kind === 'ACCESS')]).toEqual([
        200,
        false,
      ]);
    }
    const strange = api.as('data-protection-officer', { organisationId: randomUUID() });
    expect((await strange.get(`/v1/pairs/${pairId}/history`)).status).toBe(404);
  });
});
