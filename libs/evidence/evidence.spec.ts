/** Evidence by the day of the act, and as known at a position of the log. */
import { randomUUID } from 'node:crypto';
import { fold, type Recorded, type Uuid } from '@nastavnik/kernel';
import {
  type DomainEvents,
  pair,
  type PairCommand,
  type PairState,
  streamOf,
  versionOf,
} from '@nastavnik/domain';
import { asIf, type Facts, pairEvidence, personFact, profileOf, type StreamReader, upTo } from '.';
import { profileOfVersion } from './facts';

const [schoolId, municipalityId, person] = [randomUUID(), randomUUID(), randomUUID()];
const nothing: StreamReader = { read: async () => [] };
const basis = { rules: [], evidence: {} };

/** A log of events in the order given, one position each. */
const logOf = (
  ...events: readonly [stream: string, type: DomainEvents['type'], on: string, data: object][]
): StreamReader => {
  const revisions = new Map<string, bigint>();
  return asIf(
    nothing,
    events.map(([stream, type, effectiveOn, data], index) => {
      const revision = (revisions.get(stream) ?? -1n) + 1n;
      revisions.set(stream, revision);
      return {
        type,
        data: { effectiveOn, basis, ...data },
        ...{ id: randomUUID(), stream, revision, position: BigInt(index + 1) },
        stamp: {
          recordedAt: `${effectiveOn}T09:00:00.000Z`,
          actor: { id: 'a', role: 'director' },
          commandId: randomUUID(),
        },
      } as unknown as Recorded<DomainEvents>;
    }),
  );
};
const clause = (number: string) => ({ id: `X-${number}`, document: 'Положение', clause: number });
const adopted = (organisationId: Uuid, on: string, forms: readonly string[], number: string) =>
  [
    streamOf.regulation(organisationId),
    'RegulationAdopted',
    on,
    {
      ...{ organisationId, version: 1, document: 'Положение', warnings: [] },
      parameters: { forms: { value: { codes: forms, open: false }, clauses: [clause(number)] } },
    },
  ] as const;
const registered = [
  streamOf.school(schoolId),
  'SchoolRegistered',
  '2020-12-01',
  { schoolId, municipalityId, name: 'Школа', shortName: 'Школа', utcOffsetMinutes: 180 },
] as const;
const member = [
  streamOf.participant(person),
  'ParticipantRegistered',
  '2021-03-01',
  {
    ...{ participantId: person, schoolId, kind: 'STUDENT', employed: false },
    person: { recordId: person, commitment: '0' },
  },
] as const;

test('a regulation rules from its own day on; before it the municipality does, and before that the defaults', async () => {
  const log = logOf(
    [...registered],
    [...adopted(municipalityId, '2021-01-01', ['TRADITIONAL'], '1')],
    [...adopted(schoolId, '2021-02-01', ['TEACHER_STUDENT'], '2')],
  );
  const formsOn = async (on: string) => (await profileOf(log, schoolId, on)).parameters.forms;
  expect(await formsOn('2020-12-31')).toMatchObject({ source: 'DEFAULT', clauses: [] });
  expect(await formsOn('2021-01-31')).toMatchObject({ source: 'INHERITED', clauses: [clause('1')] });
  expect(await formsOn('2021-02-01')).toMatchObject({ source: 'OWN', clauses: [clause('2')] });
});

test('a log that goes away between two reads is an error of the question, and of nothing else', async () => {
  const unheard = jest.fn();
  process.on('unhandledRejection', unheard);
  const log = logOf([...registered]);
  const away = async (failing: string, slow: string): Promise<void> => {
    const reader: StreamReader = {
      ...log,
      read: async (stream) => {
        if (stream === failing) throw new Error('the log is away');
        if (stream === slow) await new Promise((resolve) => setTimeout(resolve, 20));
        return log.read(stream);
      },
    };
    const version = {
      organisationId: schoolId,
      version: 1,
      parent: { organisationId: municipalityId, version: 1 },
    };
    const asked =
      failing === streamOf.regulation(schoolId)
        ? profileOf(reader, schoolId, '2021-02-01')
        : profileOfVersion(reader, version, '2021-02-01');
    await expect(asked).rejects.toThrow('the log is away');
  };
  try {
    await away(streamOf.regulation(schoolId), streamOf.school(schoolId));
    await away(streamOf.regulation(municipalityId), streamOf.regulation(schoolId));
    await new Promise((resolve) => setTimeout(resolve, 40));
  } finally {
    process.off('unhandledRejection', unheard);
  }
  expect(unheard).not.toHaveBeenCalled();
});

test('a pair keeps the version it was fixed under, and the version of the municipality that filled its silence', async () => {
  const pairId = randomUUID();
  const change = (organisationId: Uuid, version: number, on: string, name: string, value: unknown) =>
    [
      streamOf.regulation(organisationId),
      'ParameterSet',
      on,
      { organisationId, version, name, setting: { value, clauses: [clause(`${version}`)] } },
    ] as const;
  const log = logOf(
    [...registered],
    [...adopted(municipalityId, '2021-01-01', ['TRADITIONAL'], '1')],
    [...adopted(schoolId, '2021-01-01', ['TEACHER_STUDENT'], '1')],
    [...change(schoolId, 2, '2021-03-01', 'forms', { codes: ['GROUP'], open: false })],
    [...change(schoolId, 3, '2021-03-01', 'followUp', false)],
    [...change(municipalityId, 2, '2021-03-01', 'studentMinAge', 12)],
  );
  const stamp = {
    recordedAt: '2021-06-01T09:00:00.000Z',
    actor: { id: 'a', role: 'director' },
    commandId: 'c',
  };
  const life = (version: number, parent?: number) => ({
    ...fold(pair, []),
    stage: 'fixed',
    regulations: [
      {
        ...{ organisationId: schoolId, version, from: '2021-02-01' },
        ...(parent === undefined ? {} : { parent: { organisationId: municipalityId, version: parent } }),
      },
    ],
    members: [],
  });
  const says = async (state: object, type = 'CompletePair') => {
    const data = { pairId, schoolId, effectiveOn: '2021-06-01' };
    const act = { type, data, stamp } as unknown as PairCommand;
    const { profile } = await pairEvidence({ reader: log, ageOf: async () => 30 }, act, state as PairState);
    return [
      versionOf(profile),
      profile.parameters.forms.value.codes[0],
      profile.parameters.studentMinAge.value,
      profile.parameters.followUp.value,
    ];
  };
  const named = (version: number, parent: number) => ({
    ...{ organisationId: schoolId, version },
    parent: { organisationId: municipalityId, version: parent },
  });
  expect(await says(life(1, 1))).toEqual([named(1, 1), 'TEACHER_STUDENT', null, true]);
  expect(await says(life(1, 2))).toEqual([named(1, 2), 'TEACHER_STUDENT', 12, true]);
  // Two versions of one day are told apart by number, not by the day.
  expect(await says(life(2, 2))).toEqual([named(2, 2), 'GROUP', 12, true]);
  // Recorded before the version of the municipality was named: the one in force on the day it was fixed.
  expect(await says(life(1))).toEqual([named(1, 1), 'TEACHER_STUDENT', null, true]);
  expect(await says(life(1, 1), 'MovePairToRegulation')).toEqual([named(3, 2), 'GROUP', 12, false]);
  expect(await says({ stage: 'none' }, 'CompletePair')).toEqual([named(3, 2), 'GROUP', 12, false]);
});

test('a person is seen as of the day of the act, whenever they were registered', async () => {
  const base = { participantId: person, schoolId };
  const log = logOf(
    [...member],
    [
      streamOf.participant(person),
      'EnteredMenteeBase',
      '2021-03-02',
      { ...base, categories: ['GIFTED'], tasks: ['LIFE'] },
    ],
    [streamOf.participant(person), 'LeftBase', '2021-04-10', { ...base, base: 'MENTEE', reason: 'NEED_MET' }],
  );
  const inBaseOn = async (on: string) => (await personFact(log, person, on))?.inMenteeBase;
  expect(await inBaseOn('2021-02-01')).toBe(false);
  expect(await inBaseOn('2021-03-02')).toBe(true);
  expect(await inBaseOn('2021-04-10')).toBe(true);
  expect(await inBaseOn('2021-04-11')).toBe(false);
  expect(await personFact(log, randomUUID(), '2021-03-02')).toBeUndefined();
});

test('the stage of education is what the later entry says by the day of the act', async () => {
  const base = { participantId: person, schoolId, tasks: ['LIFE'] };
  const entry = (type: 'EnteredMenteeBase' | 'EnteredMentorBase', on: string, educationStage: string) =>
    [
      streamOf.participant(person),
      type,
      on,
      { ...base, categories: [], experience: [], educationStage },
    ] as const;
  const log = logOf(
    [...member],
    [...entry('EnteredMenteeBase', '2021-03-02', 'BASIC')],
    [...entry('EnteredMentorBase', '2021-09-01', 'SECONDARY')],
  );
  const stageOn = async (on: string) => (await personFact(log, person, on))?.educationStage;
  expect(await stageOn('2021-03-01')).toBeUndefined();
  expect(await stageOn('2021-08-31')).toBe('BASIC');
  expect(await stageOn('2021-09-01')).toBe('SECONDARY');
});

describe('evidence of a pair', () => {
  const consentId = randomUUID();
  const consent = { consentId, participantId: person, schoolId, purpose: 'PARTICIPATION', by: 'SELF' };
  const log = logOf(
    [...registered],
    [...member],
    [streamOf.consent(person), 'ConsentGiven', '2021-03-03', { ...consent, written: true, textHash: 'f' }],
    [streamOf.consent(person), 'ConsentWithdrawn', '2021-05-01', consent],
  );
  const proposal = (recordedAt: string) => ({
    type: 'ProposePair' as const,
    data: {
      ...{ pairId: randomUUID(), schoolId, effectiveOn: '2021-05-02' },
      ...{ kind: 'PAIR' as const, form: 'TEACHER_STUDENT' as const, menteeIds: [person], tasks: [] },
    },
    stamp: { recordedAt, actor: { id: 'a', role: 'director' }, commandId: randomUUID() },
  });
  const facts = (reader: StreamReader, age?: number): Facts => ({ reader, ageOf: async () => age });

  test('holds consents with their withdrawals, and forgets what was not known yet', async () => {
    const command = proposal('2021-05-02T09:00:00.000Z');
    const now = await pairEvidence(facts(log, 15), command, { stage: 'none' });
    expect(now.people[person]).toMatchObject({
      age: 15,
      consents: [{ consentId, givenOn: '2021-03-03', withdrawnOn: '2021-05-01' }],
    });
    const then = await pairEvidence(facts(upTo(log, 3n), 15), command, { stage: 'none' });
    expect(then.people[person]!.consents).toEqual([
      { consentId, purpose: 'PARTICIPATION', by: 'SELF', written: true, givenOn: '2021-03-03' },
    ]);
    expect((await pairEvidence(facts(upTo(log, 1n), 15), command, { stage: 'none' })).people).toEqual({});
  });

  test('tells an addendum from a cooperation agreement', async () => {
    const [addendum, cooperation] = [randomUUID(), randomUUID()];
    const concluded = { schoolId, mentorIds: [person], number: '1', gratuitous: false, from: '2021-03-01' };
    const agreed = logOf(
      [...registered],
      [...member],
      ...[addendum, cooperation].flatMap((agreementId) =>
        [
          [
            streamOf.agreement(agreementId),
            'AgreementConcluded',
            '2021-03-01',
            { ...concluded, agreementId, ...(agreementId === addendum ? { kind: 'CONTRACT_ADDENDUM' } : {}) },
          ] as const,
          [
            streamOf.participant(person),
            'AgreementNoted',
            '2021-03-01',
            { participantId: person, schoolId, agreementId },
          ] as const,
        ].map((entry): [string, DomainEvents['type'], string, object] => [...entry]),
      ),
    );
    const { people } = await pairEvidence(facts(agreed, 30), proposal('2021-05-02T09:00:00.000Z'), {
      stage: 'none',
    });
    expect(people[person]!.agreements).toEqual([
      { agreementId: addendum, kind: 'CONTRACT_ADDENDUM', gratuitous: false, from: '2021-03-01' },
      { agreementId: cooperation, gratuitous: false, from: '2021-03-01' },
    ]);
  });

  test("knows today by the school's own clock", async () => {
    const todayAt = async (recordedAt: string) =>
      (await pairEvidence(facts(log, 15), proposal(recordedAt), { stage: 'none' })).today;
    expect(await todayAt('2021-05-02T20:59:59.000Z')).toBe('2021-05-02');
    expect(await todayAt('2021-05-02T21:00:00.000Z')).toBe('2021-05-03');
  });

  test('takes the age that was concluded before, where nobody can tell it any more', async () => {
    const concluded = logOf(
      [...registered],
      [
        member[0],
        member[1],
        member[2],
        { ...member[3], basis: { rules: [], evidence: { ages: { [person]: 14 } } } },
      ],
    );
    const command = proposal('2021-05-02T09:00:00.000Z');
    const later = { ...command, data: { ...command.data, effectiveOn: '2022-03-01' } };
    expect((await pairEvidence(facts(concluded), command, { stage: 'none' })).people[person]!.age).toBe(14);
    expect((await pairEvidence(facts(concluded), later, { stage: 'none' })).people[person]!.age).toBe(15);
    expect((await pairEvidence(facts(log), command, { stage: 'none' })).people).toEqual({});
  });
});
