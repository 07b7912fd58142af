/** Counts of a school on its real history: acts of School 62 on a real log, counted as of days and as known at positions. */
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  type CountCode,
  type CountTerm,
  countKey,
  type PersonKind,
  streamOf,
  type YearKind,
} from '@nastavnik/domain';
import { accepted, buildHouse, type House, School62 } from '../commands/house.testing';
import { streamsInLog } from '../../test/support/streams';
import {
  countsFact,
  countValues,
  itemsOf,
  readSchoolPast,
  schoolPastNow,
  type StreamReader,
  streamReader,
} from '.';

let house: House;
let school: School62;
let reader: StreamReader;
let lived: Uuid;
let ended: Uuid;
let takenBack: Uuid;
let position: bigint;
const orders: { [name: string]: Uuid } = {};

beforeAll(async () => {
  house = await buildHouse();
  await house.open();
  school = await new School62(house).found();
  const curator = await school.curator();
  const people = async (kind: PersonKind) =>
    [await school.person('MENTEE', { kind }), await school.person('MENTOR')] as const;
  const [mentee, mentor] = await people('STUDENT');
  lived = await school.pair(mentee, mentor);
  ended = await school.pair(...(await people('PEDAGOGUE')), 'TEACHER_TEACHER');
  takenBack = await school.pair(...(await people('STUDENT')));
  const issue = async (name: string, on: IsoDate, content: Parameters<School62['order']>[1]) => {
    const receipt = accepted(await school.order(on, content));
    orders[name] = receipt.stream.slice('order-'.length);
  };
  await issue('fixing', '2021-01-18', school.fixing(lived, ended));
  await issue('mistaken', '2021-01-19', {
    ...{ kind: 'PAIRS', pairs: [{ pairId: takenBack, from: '2021-01-20', until: '2021-12-24' }] },
  });
  await issue('cancelling', '2021-01-21', {
    ...{ kind: 'CANCELLATION', orderId: orders['mistaken']!, reason: 'Издан ошибочно' },
  });
  await issue('ending', '2021-04-12', {
    ...{ kind: 'PAIR_END', pairs: [{ pairId: ended, reason: 'MENTOR_INITIATIVE', on: '2021-04-12' }] },
  });
  await school.year(lived, mentee, mentor, curator);
  reader = streamReader(house.store);
  position = (await house.store.lastPosition())!;
});
afterAll(() => house?.close());

const pastOn = async (on: IsoDate) =>
  (await schoolPastNow(reader, streamsInLog(house.store), school.schoolId, on)).past;
const counted = async (on: IsoDate, count: CountCode, over: Partial<CountTerm> = {}, year?: YearKind) =>
  countValues(await pastOn(on), [{ count, ...over, ...(year === undefined ? {} : { year }) }])[0]!.value;

it('S62-4.13: pairs in force, by the day: from the first day of the order to the last day of the pair', async () => {
  const days = ['2021-01-17', '2021-01-18', '2021-04-12', '2021-04-13', '2021-12-20', '2021-12-21'];
  expect(await Promise.all(days.map((day) => counted(day, 'PAIRS_IN_FORCE')))).toEqual([0, 2, 2, 1, 1, 0]);
  expect(await counted('2021-03-01', 'PAIRS_IN_FORCE', { of: 'TEACHER_STUDENT' })).toBe(1);
  expect(await counted('2021-03-01', 'MENTEES_PAIRED', { of: 'TEACHER_TEACHER' })).toBe(1);
  expect(await counted('2021-03-01', 'PAIRS_IN_FORCE', { of: 'FLASH' })).toBe(0);
});

it('a pair that the cancelling of its order took back is neither in force nor ended early', async () => {
  const items = itemsOf(await pastOn('2021-12-31'), { count: 'PAIRS_ENDED_EARLY' }, 'CALENDAR');
  expect(items.map(({ id }) => id)).toEqual([ended]);
  expect(items[0]!.orderIds).toEqual(expect.arrayContaining([orders['fixing'], orders['ending']]));
});

it.each<[CountCode, YearKind, number]>([
  ['ORGANISATION', 'CALENDAR', 1],
  ['ORGANISATION_INTRODUCED', 'CALENDAR', 1],
  ['PAIRS_FIXED', 'CALENDAR', 3],
  ['PAIRS_FIXED', 'ACADEMIC', 0],
  ['PAIRS_COMPLETED', 'ACADEMIC', 1],
  ['PLANS_APPROVED', 'CALENDAR', 1],
  ['MEETINGS_HELD', 'CALENDAR', 6],
  ['MEETINGS_HELD', 'ACADEMIC', 1],
  ['INTERIM_MONITORINGS', 'CALENDAR', 1],
  ['INTERIM_MONITORINGS', 'ACADEMIC', 0],
  ['FINAL_MONITORINGS', 'ACADEMIC', 1],
  ['MENTOR_REPORTS', 'CALENDAR', 1],
  ['ORDERS_INTRODUCTION', 'CALENDAR', 1],
  ['ORDERS_APPOINTMENT', 'CALENDAR', 1],
  // The cancelled one is none.
  ['ORDERS_PAIRS', 'CALENDAR', 1],
  ['ROADMAPS', 'CALENDAR', 0],
])('at the end of 2021 %s of the %s year is %d', async (count, year, value) => {
  expect(await counted('2021-12-31', count, {}, year)).toBe(value);
});

it('of pairs in force: regular meetings held, and agreed on at the planning meeting', async () => {
  expect(await counted('2021-03-10', 'REGULAR_MEETINGS_HELD')).toBe(1);
  expect(await counted('2021-03-17', 'REGULAR_MEETINGS_HELD')).toBe(2);
  expect(await counted('2021-03-17', 'REGULAR_MEETINGS_PLANNED')).toBe(2);
  expect(await counted('2021-12-31', 'REGULAR_MEETINGS_HELD')).toBe(0);
});

it('SEV-C-1: people of the bases and of the pairs in force', async () => {
  const on = (count: CountCode) => counted('2021-03-01', count);
  expect([await on('MENTEES_IN_BASE'), await on('MENTORS_IN_BASE')]).toEqual([3, 4]);
  expect([await on('MENTEES_PAIRED'), await on('MENTORS_PAIRED')]).toEqual([2, 2]);
  expect([await on('YOUNG_SPECIALISTS'), await on('YOUNG_SPECIALISTS_MENTORED')]).toEqual([1, 1]);
  expect(await on('EXTERNAL_MENTORS_PAIRED')).toBe(0);
  expect(await counted('2021-12-31', 'YOUNG_SPECIALISTS_MENTORED')).toBe(0);
});

it('students of an age who were in a pair at any time of the year; whoever a cancelled order named was not', async () => {
  const year = (count: CountCode, on: IsoDate) => counted(on, count, {}, 'CALENDAR');
  expect(await year('STUDENT_MENTEES_10_19', '2021-12-31')).toBe(1);
  expect(await year('STUDENT_MENTEES_10_19', '2022-12-31')).toBe(0);
  expect(await year('STUDENT_MENTORS_15_19', '2021-12-31')).toBe(0);
});

it('every counted pair names its order and the events that put it there, with their places in the log', async () => {
  const items = itemsOf(await pastOn('2021-12-31'), { count: 'PAIRS_COMPLETED' }, 'CALENDAR');
  expect(items).toMatchObject([{ kind: 'pair', id: lived, amount: 1, orderIds: [orders['fixing']] }]);
  const stream = await reader.read(streamOf.pair(lived));
  const places = stream
    .filter(({ type }) => type === 'PairFixed' || type === 'PairCompleted')
    .map((event) => ({
      ...{ eventId: event.id, stream: event.stream, type: event.type },
      ...{ revision: event.revision.toString(), position: event.position.toString() },
      effectiveOn: event.data.effectiveOn,
    }));
  expect(items[0]!.events).toEqual(places);
  const meetings = itemsOf(await pastOn('2021-03-17'), { count: 'MEETINGS_HELD' }, 'CALENDAR');
  expect(meetings.map(({ amount }) => amount)).toEqual([5]);
});

it('counted again at its position, a figure is the same after later acts and after acts dated back', async () => {
  const { schoolId } = school;
  const terms: readonly CountTerm[] = [
    { count: 'PAIRS_IN_FORCE' },
    { count: 'MENTORS_IN_BASE' },
    { count: 'MEETINGS_HELD' },
  ];
  const on = '2021-03-15';
  const streamsOf = streamsInLog(house.store);
  const asked = { reader, ageOf: async () => undefined, streamsOf };
  const then = await countsFact(asked, schoolId, on, terms);
  expect(then).toMatchObject({ position: position.toString() });
  const [joining, leading] = [await school.person('MENTEE'), await school.person('MENTOR')];
  const late = await school.pair(joining, leading);
  // Signed after the count, and dated before its day.
  accepted(
    await school.order('2021-01-22', {
      ...{ kind: 'PAIRS', pairs: [{ pairId: late, from: '2021-01-22', until: '2021-12-24' }] },
    }),
  );
  const fresh = streamReader(house.store);
  const now = await countsFact({ ...asked, reader: fresh }, schoolId, on, terms);
  expect(now.values.map(({ value }) => value)).toEqual(
    then.values.map(({ count, value }) => (count === 'MEETINGS_HELD' ? value : value + 1)),
  );
  const { streams } = await streamsOf(schoolId);
  const again = await readSchoolPast(fresh, schoolId, streams, { on, position });
  expect(countValues(again, terms).map((one) => [countKey(one), one.value])).toEqual(
    then.values.map((one) => [countKey(one), one.value]),
  );
});

it('without the streams of the school nothing is counted, and nothing is said to be zero', async () => {
  const lacking = { reader, ageOf: async () => undefined };
  await expect(countsFact(lacking, school.schoolId, '2021-12-31', [])).rejects.toThrow('streams of a school');
});
