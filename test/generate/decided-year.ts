/**
 * One school year, act by act through the house's own command side: evidence is gathered, every act is decided, orders are carried to
 * the pairs they name. Nothing is written past the rules; only the log and the vault behind it are memory.
 */
import { createHash } from 'node:crypto';
import { type Command, type IsoDate, isRefusal, type Stamp, type Uuid } from '@nastavnik/kernel';
import {
  type AppendResult,
  type EventStore,
  RevisionConflict,
  type StoredEvent,
} from '@nastavnik/platform/event-store';
import type { Vault } from '@nastavnik/platform/vault';
import { Acts } from '@nastavnik/commands';
import type { Aggregate } from '../../libs/commands/aggregate';
import {
  consents,
  municipalities,
  pairs,
  participants,
  regulations,
  schools,
} from '../../libs/commands/aggregates';
import { orders } from '../../libs/commands/orders';
import { type Chance, chanceOf } from './chance';

/** A log in memory: what of `EventStore` the command side needs. */
class MemoryLog implements Pick<EventStore, 'readStream' | 'append'> {
  readonly events: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();

  readStream(
    stream: string,
    { from = 0n }: { readonly from?: bigint } = {},
  ): Promise<readonly StoredEvent[]> {
    return Promise.resolve((this.streams.get(stream) ?? []).slice(Number(from)));
  }

  append: EventStore['append'] = (stream, expected, events): Promise<AppendResult> => {
    const own = this.streams.get(stream) ?? [];
    const actual = own.at(-1)?.revision ?? null;
    if (expected !== 'any' && (expected === 'no_stream' ? null : expected) !== actual)
      return Promise.reject(new RevisionConflict(stream, expected, actual));
    for (const { id, type, data, metadata } of events) {
      const bytes = {
        data: Buffer.from(JSON.stringify(data)),
        metadata: Buffer.from(JSON.stringify(metadata)),
      };
      const stored = {
        ...{ id, stream, type, raw: bytes },
        revision: BigInt(own.length),
        position: BigInt(this.events.length),
        // As a reader would find them, with nothing of the decider's own objects in it.
        data: JSON.parse(bytes.data.toString()) as StoredEvent['data'],
        metadata: JSON.parse(bytes.metadata.toString()) as StoredEvent['metadata'],
        created: (metadata as Stamp).recordedAt,
      };
      own.push(stored);
      this.events.push(stored);
    }
    this.streams.set(stream, own);
    return Promise.resolve({ revision: BigInt(own.length - 1), position: BigInt(this.events.length - 1) });
  };
}

/** What acts ask of the vault: birth dates of people that nobody is. */
class MadeUpPeople {
  private readonly born = new Map<Uuid, IsoDate>();

  register(id: Uuid, birthDate: IsoDate): void {
    this.born.set(id, birthDate);
  }

  read(
    ids: readonly Uuid[],
  ): Promise<ReadonlyMap<Uuid, { readonly data: { readonly birthDate?: IsoDate } }>> {
    const known = ids.flatMap((id) => {
      const birthDate = this.born.get(id);
      return birthDate === undefined ? [] : [[id, { data: { birthDate } }] as const];
    });
    return Promise.resolve(new Map(known));
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const textHash = hash('Согласие, редакция 1');

/** One meeting in a hundred was recorded by mistake. */
const CORRECTED = 100;
/** Pairs that one order fixes at most. */
const IN_AN_ORDER = 20;

/** Days of 2023, the calendar year that a pair of School 62 may last, by their distance from 11 January. */
const day = (from: number): IsoDate => new Date(Date.UTC(2023, 0, 11 + from)).toISOString().slice(0, 10);

export interface DecidedYear {
  readonly municipalityId: Uuid;
  /** In the order of the log; the first event registers the municipality. */
  readonly events: readonly StoredEvent[];
}

/** The year of a school with so many pairs, half of them of pupils with a teacher, half of a young teacher with a colleague. */
export const decideYear = async (seed: number, pairCount: number): Promise<DecidedYear> => {
  const chance = chanceOf(seed);
  const log = new MemoryLog();
  const people = new MadeUpPeople();
  const acts = new Acts(log as unknown as EventStore, people as unknown as Vault, () =>
    Promise.reject(new Error('no figures are counted here')),
  );
  const [municipalityId, schoolId] = [chance.uuid(), chance.uuid()];
  const [director, curatorId] = [
    { id: chance.uuid(), role: 'director', organisationId: schoolId },
    chance.uuid(),
  ];
  const curator = { id: curatorId, role: 'curator', organisationId: schoolId };
  let minute = 0;

  const run = async (
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- one door for the commands of every aggregate
    aggregate: Aggregate<any, any, any, any>,
    type: string,
    on: IsoDate,
    data: object,
    actor: Stamp['actor'] = director,
  ): Promise<void> => {
    minute = (minute + 1) % (8 * 60);
    const recordedAt = new Date(Date.parse(`${on}T06:00:00.000Z`) + minute * 60_000).toISOString();
    const stamp: Stamp = {
      recordedAt,
      actor,
      commandId: chance.uuid(),
      requestHash: hash(`${seed} ${minute}`),
    };
    const command = { type, data: { ...data, effectiveOn: on }, stamp } as Command;
    const answer = await acts.run(aggregate, command);
    if (isRefusal(answer))
      throw new Error(
        `${type}: ${answer.reasons.map(({ rule, message }) => `${rule}: ${message.en}`).join('; ')}`,
      );
  };
  const sealed = (recordId: Uuid) => ({ recordId, commitment: hash(recordId) });

  let orderCount = 0;
  const order = async (on: IsoDate, content: object): Promise<void> =>
    run(orders, 'IssueOrder', on, {
      ...{ orderId: chance.uuid(), organisationId: schoolId, number: `${++orderCount}-Д`, register: 'MAIN' },
      ...{ legalBasis: ['273-ФЗ', 'Р-145'], content },
    });
  const person = async (kind: 'STUDENT' | 'PEDAGOGUE', birthDate: IsoDate, base?: 'MENTEE' | 'MENTOR') => {
    const participantId = chance.uuid();
    people.register(participantId, birthDate);
    const of = { participantId, schoolId };
    const employed = kind === 'PEDAGOGUE';
    await run(participants, 'RegisterParticipant', day(0), {
      ...{ ...of, kind, employed, person: sealed(participantId) },
      ...(employed ? { position: 'PEDAGOGUE' } : {}),
    });
    if (base === 'MENTEE') {
      const categories = [employed ? 'YOUNG_SPECIALIST' : chance.pick(['LOW_RESULTS', 'BEHAVIOUR'])];
      await run(participants, 'EnterMenteeBase', day(1), { ...of, categories, tasks: ['PERSONAL'] }, curator);
      const findings = sealed(chance.uuid());
      await run(participants, 'DiagnoseNeeds', day(2), { ...of, tasks: ['PERSONAL'], findings }, curator);
    } else if (base === 'MENTOR') {
      await run(
        participants,
        'EnterMentorBase',
        day(1),
        { ...of, category: kind, experience: ['PERSONAL'] },
        curator,
      );
    }
    if (base === undefined) return participantId;
    for (const purpose of ['PARTICIPATION', 'PERSONAL_DATA']) {
      await run(consents, 'GiveConsent', day(3), {
        ...{ ...of, consentId: chance.uuid(), purpose, written: true, textHash },
        ...(employed
          ? { by: 'SELF' }
          : { by: 'LEGAL_REPRESENTATIVE', representative: sealed(chance.uuid()) }),
      });
    }
    return participantId;
  };

  const before = '2023-01-09';
  await run(municipalities, 'RegisterMunicipality', before, {
    ...{ municipalityId, name: 'Городской округ', utcOffsetMinutes: 180 },
  });
  await run(schools, 'RegisterSchool', before, {
    ...{ schoolId, municipalityId, utcOffsetMinutes: 180 },
    ...{ name: 'МОУ средняя общеобразовательная школа', shortName: 'МОУ СОШ' },
  });
  await run(regulations, 'AdoptRegulation', '2023-01-10', {
    ...{ organisationId: schoolId, document: 'МОУ СОШ', basedOn: 'S62', parameters: {} },
  });
  await order('2023-01-10', { kind: 'INTRODUCTION', from: '2023-01-10' });
  people.register(curatorId, '1975-04-02');
  await run(participants, 'RegisterParticipant', day(0), {
    ...{ participantId: curatorId, schoolId, kind: 'PEDAGOGUE', employed: true, position: 'DEPUTY_HEAD_UVR' },
    person: sealed(curatorId),
  });
  await order(day(1), { kind: 'APPOINTMENT', curators: [{ personId: curatorId, form: 'ALL' }] });

  const proposed: { pairId: Uuid; mentorId: Uuid; menteeId: Uuid }[] = [];
  for (let n = 0; n < pairCount; n += 1) {
    const student = chance.below(2) === 0;
    const menteeId = await person(
      student ? 'STUDENT' : 'PEDAGOGUE',
      student ? `20${10 + chance.below(3)}-0${1 + chance.below(9)}-15` : `1998-0${1 + chance.below(9)}-15`,
      'MENTEE',
    );
    const mentorId = await person(
      'PEDAGOGUE',
      `19${65 + chance.below(25)}-05-1${chance.below(10)}`,
      'MENTOR',
    );
    const pairId = chance.uuid();
    const of = { pairId, schoolId };
    await run(
      pairs,
      'ProposePair',
      day(5),
      {
        ...{
          ...of,
          kind: 'PAIR',
          form: student ? 'TEACHER_STUDENT' : 'TEACHER_TEACHER',
          menteeIds: [menteeId],
        },
        tasks: ['PERSONAL'],
      },
      curator,
    );
    await run(pairs, 'OfferCandidates', day(6), { ...of, mentorIds: [mentorId] }, curator);
    await run(pairs, 'ChooseMentor', day(7), { ...of, mentorId, menteeId, through: 'SELF' }, curator);
    await run(
      pairs,
      'FamiliariseParticipants',
      day(7),
      { ...of, participantIds: [mentorId, menteeId] },
      curator,
    );
    proposed.push({ pairId, mentorId, menteeId });
    if (proposed.length % IN_AN_ORDER === 0 || n === pairCount - 1) {
      const from = proposed.length - ((proposed.length - 1) % IN_AN_ORDER) - 1;
      await order(day(10), {
        kind: 'PAIRS',
        pairs: proposed
          .slice(from)
          .map((one) => ({ pairId: one.pairId, from: day(10), until: '2023-12-24' })),
      });
    }
  }
  for (const pair of proposed) await liveYear(run, chance, { schoolId, curator, sealed }, pair);
  return { municipalityId, events: log.events };
};

type Run = (
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
  aggregate: Aggregate<any, any, any, any>,
  type: string,
  on: IsoDate,
  data: object,
  actor?: Stamp['actor'],
) => Promise<void>;

/** What a fixed pair does until it completes. */
const liveYear = async (
  run: Run,
  chance: Chance,
  of: {
    readonly schoolId: Uuid;
    readonly curator: Stamp['actor'];
    readonly sealed: (id: Uuid) => { readonly recordId: Uuid; readonly commitment: string };
  },
  { pairId, mentorId, menteeId }: { readonly pairId: Uuid; readonly mentorId: Uuid; readonly menteeId: Uuid },
): Promise<void> => {
  const { schoolId, curator, sealed } = of;
  const members = [mentorId, menteeId];
  const act = (type: string, on: IsoDate, data: object, actor = curator): Promise<void> =>
    run(pairs, type, on, { pairId, schoolId, ...data }, actor);
  let held = 0;
  const meet = async (on: IsoDate, kind: string, more: object = {}): Promise<void> => {
    held += 1;
    await act('HoldMeeting', on, { kind, attendeeIds: members, ...more });
    if (chance.below(CORRECTED) > 0) return;
    await act('CancelMeetingRecord', on, { number: held });
    held += 1;
    await act('HoldMeeting', on, { kind, attendeeIds: members, ...more });
  };
  const assess = (type: 'AssessEntry' | 'AssessExit', on: IsoDate, level: string): Promise<void> =>
    act(type, on, {
      assessments: [{ menteeId, levels: { MOTIVATION_PERSONAL: level, EDUCATIONAL_RESULTS: level } }],
    });
  const monitor = (kind: 'INTERIM' | 'FINAL', on: IsoDate): Promise<void> =>
    act('CompleteMonitoring', on, {
      kind,
      findings: [
        { indicator: 'PROCESS_QUALITY', aspect: 'PROCESS', value: { kind: 'LEVEL', level: 'SUFFICIENT' } },
        {
          indicator: 'COMPETENCE',
          aspect: 'IMPACT',
          value: { kind: 'LEVEL', level: chance.pick(['BASIC', 'HIGH']) },
        },
      ],
    });
  await assess('AssessEntry', day(11), chance.pick(['LOW', 'BASIC']));
  await meet(day(12), 'ORGANISATIONAL');
  await meet(day(19), 'TRIAL');
  const regular = 2 + chance.below(4);
  await meet(day(26), 'PLANNING', { plannedRegularMeetings: regular });
  await act('DraftPlan', day(26), { authorIds: members, plan: sealed(chance.uuid()) });
  await act('ApprovePlan', day(28), {});
  for (let n = 0; n < regular; n += 1) await meet(day(40 + 14 * n), 'REGULAR');
  await monitor('INTERIM', day(110));
  await meet(day(310), 'FINAL');
  await assess('AssessExit', day(312), chance.pick(['SUFFICIENT', 'HIGH']));
  await monitor('FINAL', day(315));
  await act(
    'SubmitMentorReport',
    day(320),
    { mentorId, report: sealed(chance.uuid()) },
    { id: mentorId, role: 'mentor' },
  );
  await act('CompletePair', day(330), {});
};
