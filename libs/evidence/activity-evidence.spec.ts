/** An activity is judged on its people and pairs as they stood that day, and on monitoring analysed by then. */
import { randomUUID } from 'node:crypto';
import { fold, type Recorded, type Uuid } from '@nastavnik/kernel';
import {
  activity,
  type ActivityCommand,
  type ActivityState,
  type DomainEvents,
  streamOf,
} from '@nastavnik/domain';
import { activityEvidence, asIf, type StreamReader } from '.';

const [schoolId, townId, mentorId, menteeId, pairId, campaignId, activityId] = Array.from({ length: 7 }, () =>
  randomUUID(),
) as [Uuid, Uuid, Uuid, Uuid, Uuid, Uuid, Uuid];
const stampOn = (on: string) => ({
  recordedAt: `${on}T09:00:00.000Z`,
  actor: { id: 'a', role: 'director' },
  commandId: randomUUID(),
});
const told = (
  stream: string,
  type: string,
  effectiveOn: string,
  data: object,
  position: number,
): Recorded<DomainEvents> =>
  ({
    type,
    data: { effectiveOn, basis: { rules: [], evidence: {} }, ...data },
    ...{ id: randomUUID(), stream, revision: 0n, position: BigInt(position), stamp: stampOn(effectiveOn) },
  }) as unknown as Recorded<DomainEvents>;

const log: StreamReader = asIf(
  { read: async () => [] },
  (
    [
      [
        streamOf.school(schoolId),
        'SchoolRegistered',
        '2021-01-01',
        { schoolId, municipalityId: townId, utcOffsetMinutes: 420 },
      ],
      ...[mentorId, menteeId].map((participantId) => [
        streamOf.participant(participantId),
        'ParticipantRegistered',
        '2021-01-02',
        { participantId, schoolId, kind: 'PEDAGOGUE', employed: true, position: 'PEDAGOGUE' },
      ]),
      [
        streamOf.participant(mentorId),
        'EnteredMentorBase',
        '2021-02-01',
        { participantId: mentorId, schoolId, category: 'PEDAGOGUE', experience: [] },
      ],
      [
        streamOf.pair(pairId),
        'PairProposed',
        '2021-02-02',
        { pairId, schoolId, kind: 'PAIR', form: 'TRADITIONAL', menteeIds: [menteeId], tasks: [] },
      ],
      [
        streamOf.pair(pairId),
        'PairFixed',
        '2021-03-01',
        {
          ...{ pairId, schoolId, orderId: randomUUID(), kind: 'PAIR', form: 'TRADITIONAL' },
          ...{ mentorIds: [mentorId], menteeIds: [menteeId], from: '2021-03-01', until: '2021-12-31' },
        },
      ],
      [
        streamOf.campaign(campaignId),
        'CampaignAnalysed',
        '2021-11-20',
        { campaignId, organisationId: townId, year: 2021 },
      ],
    ] as [string, string, string, object][]
  ).map((one, index) => told(...one, index + 1)),
);

const asked = (
  command: Pick<ActivityCommand, 'type'> & { readonly data: object },
  on: string,
  state?: ActivityState,
) =>
  activityEvidence(
    { reader: log, ageOf: async () => undefined },
    {
      ...command,
      data: { activityId, organisationId: schoolId, effectiveOn: on, ...command.data },
      stamp: stampOn(on),
    } as ActivityCommand,
    state ?? activity.initial,
  );
const hold = (more: object = {}) => ({
  type: 'HoldActivity' as const,
  data: { participantIds: [mentorId, randomUUID()], guests: 0, experts: 0, channel: 'IN_PERSON', ...more },
});

it('who is in a base that day, and of which municipality; nothing of somebody unknown', async () => {
  const { people, organisation } = await asked(hold(), '2021-03-01');
  expect(Object.keys(people)).toEqual([mentorId]);
  expect(people[mentorId]).toEqual({
    ...{ organisationIds: [schoolId, townId], kind: 'PEDAGOGUE', position: 'PEDAGOGUE' },
    ...{ employed: true, inMentorBase: true, inMenteeBase: false },
  });
  expect(organisation).toMatchObject({ level: 'SCHOOL', municipalityId: townId });
  expect((await asked(hold(), '2021-01-31')).people[mentorId]?.inMentorBase).toBe(false);
});

it('the members of a pair once an order has fixed it, entered or supported', async () => {
  const entering = { type: 'EnterParticipants' as const, data: { participantIds: [], pairIds: [pairId] } };
  expect((await asked(entering, '2021-04-01')).pairs).toEqual({
    [pairId]: { organisationIds: [schoolId, townId], mentorIds: [mentorId], menteeIds: [menteeId] },
  });
  const content = { kind: 'PSYCHOLOGICAL_SUPPORT', topic: 'INTERACTION', hostId: mentorId, pairId };
  const planned = told(
    streamOf.activity(activityId),
    'ActivityPlanned',
    '2021-04-01',
    { activityId, organisationId: schoolId, content, title: '', level: 'SCHOOL', from: '', until: '' },
    9,
  );
  const state = fold(activity, [planned as never]);
  expect(Object.keys((await asked(hold(), '2021-04-02', state)).pairs)).toEqual([pairId]);
  expect(
    Object.keys((await asked({ type: 'PlanActivity', data: { content } }, '2021-04-02')).people),
  ).toEqual([mentorId]);
});

it('SEV-IV-8b: a cited campaign counts from the day it was analysed', async () => {
  expect((await asked(hold({ basedOn: campaignId }), '2021-11-19')).analysis).toBeUndefined();
  expect((await asked(hold({ basedOn: campaignId }), '2022-04-01')).analysis).toEqual({
    campaignId,
    organisationId: townId,
    year: 2021,
  });
  expect((await asked(hold(), '2022-04-01')).analysis).toBeUndefined();
});
