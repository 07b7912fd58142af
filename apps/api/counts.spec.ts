/**
 * Campaigns count a school out of its streams, reports out of the read model of facts. For generated lives of a school they say the same:
 * each number that both know, on any day, of either year, of all pairs and of one form.
 */
import { type CountCode, countAsked, type Form, streamOf, yearBegins, YEAR_KINDS } from '@nastavnik/domain';
import { itemsOf, readSchoolPast, streamReader } from '@nastavnik/evidence';
import { addDays, type IsoDate, type Uuid } from '@nastavnik/kernel';
import {
  amount,
  EventIndexQuery,
  figuresOf,
  MentoringFactsQuery,
  programmeInAction,
} from '@nastavnik/read-models';
import { Ledger, MUNICIPALITY, SCHOOL, tell, type Told } from '../../libs/read-models/read-models.testing';
import { chanceOf } from '../../test/generate/chance';
import { PastEvents, timeTravel } from './queries/past';
import { FIGURES } from './reports/figures';

jest.setTimeout(120_000);

const chance = chanceOf(20211115);
const FIRST: IsoDate = '2020-09-01';
const DAYS = 600;
const FORMS: readonly Form[] = ['TEACHER_STUDENT', 'TEACHER_TEACHER', 'FLASH'];
const sealed = { recordId: chance.uuid(), commitment: 'ab'.repeat(32) };
const at = { schoolId: SCHOOL };
const some = (share: number): boolean => chance.below(100) < share;

/** Somebody registered, in a base and perhaps out of it again; trained, retained. */
const personLife = (participantId: Uuid, base: 'MENTOR' | 'MENTEE'): readonly Told[] => {
  const stream = streamOf.participant(participantId);
  const of = { ...at, participantId };
  let day = addDays(FIRST, chance.below(100));
  const later = (): IsoDate => (day = addDays(day, chance.below(120)));
  const categories = () => [
    chance.pick(['YOUNG_SPECIALIST', 'YOUNG_ENTRANT', 'LOW_RESULTS', 'NEW_DUTIES_OR_TECH'] as const),
  ];
  const enter = (renewed: boolean): Told =>
    base === 'MENTEE'
      ? tell(stream, 'EnteredMenteeBase', later(), {
          ...{ ...of, categories: categories(), tasks: ['PROFESSIONAL'] },
          ...(renewed ? { renewed: true as const } : {}),
        })
      : tell(stream, 'EnteredMentorBase', later(), {
          ...{ ...of, category: 'PEDAGOGUE', experience: ['PROFESSIONAL'] },
          ...(renewed ? { renewed: true as const } : {}),
        });
  const leave = (): Told => tell(stream, 'LeftBase', later(), { ...of, base, reason: 'OWN_WISH' } as never);
  return [
    tell(stream, 'ParticipantRegistered', day, {
      ...{ ...of, kind: 'PEDAGOGUE', employed: true, position: 'PEDAGOGUE', person: sealed },
    }),
    ...(some(90) ? [enter(false)] : []),
    ...(some(40) ? [enter(true)] : []),
    ...(some(30) ? [leave(), ...(some(50) ? [enter(false)] : [])] : []),
    ...(some(30)
      ? [1, 2].map(() =>
          tell(stream, 'TrainingCompleted', later(), {
            ...{ ...of, activityId: chance.uuid(), kind: 'MENTOR_SCHOOL', title: 'Школа', hours: 6 },
          }),
        )
      : []),
    ...(some(30)
      ? [1, 2].map(() =>
          tell(stream, 'AdaptationNoted', later(), { ...of, fact: { kind: 'RETAINED' } } as never),
        )
      : []),
  ];
};

/** A pair from its proposal to wherever it comes. */
const pairLife = (mentors: readonly Uuid[], mentees: readonly Uuid[]): readonly Told[] => {
  const pairId = chance.uuid();
  const stream = streamOf.pair(pairId);
  const of = { ...at, pairId };
  const form = chance.pick(FORMS);
  const orderId = chance.uuid();
  let day = addDays(FIRST, 60 + chance.below(200));
  const later = (): IsoDate => (day = addDays(day, chance.below(40)));
  const told: Told[] = [];
  const say: typeof tell = (where, type, on, facts) => {
    const one = tell(where, type, on, facts);
    told.push(one);
    return one;
  };
  const [mentorId, menteeId] = [chance.pick(mentors), chance.pick(mentees)];
  const ids = { mentorIds: [mentorId], menteeIds: [menteeId] };
  say(stream, 'PairProposed', day, {
    ...of,
    kind: 'PAIR',
    form,
    menteeIds: [menteeId],
    tasks: ['PROFESSIONAL'],
  });
  if (some(10)) return told;
  later();
  const until = addDays(day, 100 + chance.below(200));
  say(streamOf.order(orderId), 'OrderIssued', day, {
    ...{ orderId, organisationId: SCHOOL, number: orderId.slice(0, 4), register: 'MAIN', issuedOn: day },
    ...{ legalBasis: ['273-ФЗ'], content: { kind: 'PAIRS', pairs: [{ pairId, from: day, until }] } },
  });
  say(stream, 'PairFixed', day, { ...of, orderId, kind: 'PAIR', form, ...ids, from: day, until });
  if (some(10)) {
    say(stream, 'PairEnded', later(), { ...of, orderId, reason: 'ORDER_CANCELLED' });
    return told;
  }
  let number = 0;
  const meet = (kind: 'PLANNING' | 'REGULAR' | 'TRIAL'): void => {
    number += 1;
    say(stream, 'MeetingHeld', later(), {
      ...{ ...of, number, kind, attendeeIds: [mentorId, menteeId] },
      ...(kind === 'PLANNING' ? { plannedRegularMeetings: 1 + chance.below(9) } : {}),
    });
    if (some(20)) say(stream, 'MeetingRecordCancelled', later(), { ...of, number, kind });
  };
  meet('TRIAL');
  for (let times = chance.below(3); times > 0; times -= 1) meet('PLANNING');
  if (some(70)) say(stream, 'PlanApproved', later(), { ...of, plan: sealed });
  if (some(60)) say(stream, 'PlanApproved', later(), { ...of, plan: sealed });
  const happenings: readonly (() => void)[] = [
    () => meet('REGULAR'),
    () => meet('REGULAR'),
    () => {
      say(stream, 'PairSuspended', later(), { ...of, participantId: menteeId });
      if (some(70)) say(stream, 'PairResumed', later(), of);
    },
    () => say(stream, 'PairProlonged', later(), { ...of, orderId, until: addDays(until, 30) }),
    () =>
      say(stream, 'MemberReplaced', later(), {
        ...{
          ...of,
          orderId,
          role: 'MENTOR',
          leavingId: mentorId,
          joiningId: chance.pick(mentors.filter((id) => id !== mentorId)),
        },
      }),
    () =>
      say(stream, 'MonitoringCompleted', later(), {
        ...{ ...of, kind: chance.pick(['INTERIM', 'FINAL'] as const), aspects: ['PROCESS'], findings: [] },
      }),
    () => say(stream, 'MentorReportSubmitted', later(), { ...of, mentorId, report: sealed }),
  ];
  const replaced = new Set<unknown>();
  for (let time = chance.below(6); time > 0; time -= 1) {
    const what = chance.pick(happenings);
    if (what === happenings[4] && replaced.has(what)) continue;
    replaced.add(what);
    what();
  }
  const fate = chance.below(100);
  if (fate < 40) say(stream, 'PairCompleted', later(), of as never);
  else if (fate < 65) say(stream, 'PairEnded', later(), { ...of, orderId, reason: 'MUTUAL' });
  return told;
};

/** The programme is approved by an order that is cancelled in the end. */
const programmeLife = (): readonly Told[] => {
  const orderId = chance.uuid();
  const of = { orderId, organisationId: SCHOOL };
  const [on, until] = [addDays(FIRST, 150), addDays(FIRST, 400)];
  return [
    tell(streamOf.order(orderId), 'OrderIssued', on, {
      ...{ ...of, number: '1-П', register: 'MAIN', issuedOn: on, legalBasis: ['273-ФЗ'] },
      content: { kind: 'PROGRAMME', title: 'Программа' },
    }),
    tell(streamOf.order(orderId), 'OrderCancelled', until, {
      ...{ ...of, by: chance.uuid(), reason: 'Новая программа' },
    }),
  ];
};

let ledger: Ledger;
let index: EventIndexQuery;

beforeAll(async () => {
  ledger = await Ledger.open();
  index = new EventIndexQuery(ledger.postgres);
  const ids = (count: number) => Array.from({ length: count }, () => chance.uuid());
  const [mentors, mentees] = [ids(12), ids(15)];
  await ledger.tell(
    [
      tell(streamOf.municipality(MUNICIPALITY), 'MunicipalityRegistered', FIRST, {
        ...{ municipalityId: MUNICIPALITY, name: 'Северск', utcOffsetMinutes: 420 },
      }),
      tell(streamOf.school(SCHOOL), 'SchoolRegistered', FIRST, {
        ...{
          schoolId: SCHOOL,
          municipalityId: MUNICIPALITY,
          name: 'Школа',
          shortName: 'Школа',
          utcOffsetMinutes: 420,
        },
      }),
    ],
    programmeLife(),
    mentors.flatMap((id) => personLife(id, 'MENTOR')),
    mentees.flatMap((id) => personLife(id, 'MENTEE')),
    ...Array.from({ length: 40 }, () => pairLife(mentors, mentees)),
  );
});
afterAll(() => ledger?.close());

it('reports and campaigns count the same, of every code that both know', async () => {
  const upTo = (await ledger.store.lastPosition())!;
  const streams = await index.streamsOf(SCHOOL, upTo);
  const reader = streamReader(ledger.store);
  const travel = timeTravel(ledger.postgres);
  const past = new PastEvents(ledger.store, index);
  const nonzero = new Set<CountCode>();
  const programmes = new Set<number>();
  for (let time = 0; time < 20; time += 1) {
    const on = addDays(FIRST, 60 + chance.below(DAYS));
    const school = await readSchoolPast(reader, SCHOOL, streams, { on, position: upTo });
    const facts = new MentoringFactsQuery(travel.tables);
    // As `?on=` asks them.
    const record = await travel.run(
      () => past.of({ organisationId: SCHOOL, on, upTo }),
      async () => (await facts.find(SCHOOL, { from: '1900-01-01', until: on }))!.own,
    );
    const programme = itemsOf(school, { count: 'ORGANISATION_WITH_PROGRAMME' }, 'CALENDAR').length;
    expect([on, programme === 1]).toEqual([on, programmeInAction(record, on).counted]);
    programmes.add(programme);
    for (const year of YEAR_KINDS) {
      for (const form of [undefined, ...FORMS]) {
        const period = { from: yearBegins(year, on), until: on };
        const figures = figuresOf(record, period, form);
        for (const count of FIGURES) {
          const term = { count, ...(form === undefined ? {} : { of: form }) };
          if (form !== undefined && !NARROWED.has(count)) continue;
          const counted = itemsOf(school, countAsked(term, year), year).reduce(
            (sum, one) => sum + one.amount,
            0,
          );
          expect([on, year, form, count, counted]).toEqual([on, year, form, count, amount(figures[count])]);
          if (counted > 0) nonzero.add(count);
        }
      }
    }
  }
  // What is zero on every day would prove nothing.
  expect([...nonzero].sort()).toEqual([...FIGURES].sort());
  expect(programmes.size).toBe(2);
});

/** Counts that are asked of one form as well. */
const NARROWED: ReadonlySet<CountCode> = new Set<CountCode>([
  ...(['PAIRS_IN_FORCE', 'PAIRS_SUSPENDED', 'PAIRS_FIXED', 'PAIRS_COMPLETED', 'PAIRS_ENDED_EARLY'] as const),
  ...(['PLANS_APPROVED', 'MEETINGS_HELD', 'REGULAR_MEETINGS_HELD', 'REGULAR_MEETINGS_PLANNED'] as const),
  ...([
    'INTERIM_MONITORINGS',
    'FINAL_MONITORINGS',
    'MENTOR_REPORTS',
    'MENTORS_PAIRED',
    'MENTEES_PAIRED',
  ] as const),
]);
