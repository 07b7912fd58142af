/**
 * Counts of one school out of the log, as of a day and as known at a position: the number, and every pair, person or order in it
 * with the events that put it there. The same position and day give the same answer whatever is written later.
 */
import { type Recorded, type Uuid, type IsoDate, within } from '@nastavnik/kernel';
import {
  categoryOf,
  type CountCode,
  type CountTerm,
  type CountValue,
  type DomainEvents,
  type MenteeCategory,
  menteeStayOn,
  mentorStayOn,
  type OrderKind,
  type PairRole,
  yearBegins,
  type YearKind,
} from '@nastavnik/domain';
import type { Facts, StreamsOf } from './facts';
import { inForce, type PairOnDay, type PersonOnDay, schoolPast, type SchoolPast } from './school-past';
import { type StreamReader, upTo } from './stream-reader';

type Event = Recorded<DomainEvents>;

/** One thing that a figure counts. */
export interface CountedItem {
  readonly kind: 'organisation' | 'pair' | 'participant' | 'order' | 'roadmap';
  readonly id: Uuid;
  /** How much of the figure it is: 1, or so many meetings. */
  readonly amount: number;
  readonly orderIds: readonly Uuid[];
  readonly events: readonly {
    readonly eventId: Uuid;
    readonly stream: string;
    readonly revision: string;
    readonly position: string;
    readonly type: string;
    readonly effectiveOn: IsoDate;
  }[];
}
type Counting = (past: SchoolPast, from: IsoDate) => readonly CountedItem[];

const item = (kind: CountedItem['kind'], id: Uuid, events: readonly Event[], amount = 1): CountedItem => ({
  ...{ kind, id, amount },
  orderIds: [
    ...new Set(
      events.flatMap(({ data }) => ('orderId' in data && data.orderId !== undefined ? [data.orderId] : [])),
    ),
  ],
  events: events.map(({ id: eventId, stream, revision, position, type, data: { effectiveOn } }) => ({
    ...{ eventId, stream, type, effectiveOn },
    ...{ revision: revision.toString(), position: position.toString() },
  })),
});

// Pairs

const lifeOf = ({ fixed, changes }: PairOnDay): readonly Event[] => [fixed, ...changes];
const active: (past: SchoolPast) => readonly PairOnDay[] = ({ pairs, on }) =>
  pairs.filter((pair) => inForce(pair, on));

/** Pairs in which events of a type happened from the first day of the year on; as many as there were, or one for the pair. */
const happened =
  (types: readonly DomainEvents['type'][], each = true): Counting =>
  ({ pairs }, from) =>
    pairs.flatMap((pair) => {
      const found = pair.events.filter(({ type, data }) => types.includes(type) && from <= data.effectiveOn);
      return found.length === 0
        ? []
        : [item('pair', pair.pairId, [pair.fixed, ...found], each ? found.length : 1)];
    });
/** By the cancelling of its order: it had not begun. */
const takenBack = (event: Event): boolean =>
  event.type === 'PairEnded' && event.data.reason === 'ORDER_CANCELLED';
const monitored =
  (kind: 'INTERIM' | 'FINAL'): Counting =>
  ({ pairs }, from) =>
    pairs.flatMap((pair) => {
      const found = pair.events.filter(
        (event) =>
          event.type === 'MonitoringCompleted' && event.data.kind === kind && from <= event.data.effectiveOn,
      );
      return found.length === 0 ? [] : [item('pair', pair.pairId, [pair.fixed, ...found], found.length)];
    });
const ofMeetings = (pair: PairOnDay, found: PairOnDay['meetings'], amount = found.length) =>
  found.length === 0 ? [] : [item('pair', pair.pairId, [pair.fixed, ...found], amount)];

// People

/** Whoever belongs to a pair in force, once, with every pair that says so. */
const paired = (past: SchoolPast, role: PairRole): ReadonlyMap<Uuid, readonly PairOnDay[]> => {
  const found = new Map<Uuid, readonly PairOnDay[]>();
  for (const pair of active(past)) {
    for (const { participantId, ...member } of pair.members) {
      if (member.role !== role || !within(past.on, member.from, member.until)) continue;
      found.set(participantId, [...(found.get(participantId) ?? []), pair]);
    }
  }
  return found;
};
const peoplePaired =
  (role: PairRole, fits?: (person: PersonOnDay, past: SchoolPast) => boolean): Counting =>
  (past) =>
    [...paired(past, role)].flatMap(([participantId, pairs]) => {
      // Whoever is of another school is known here by the pair alone.
      const person = past.people.find((one) => one.participantId === participantId);
      const counted = fits === undefined || (person !== undefined && fits(person, past));
      return counted ? [item('participant', participantId, pairs.flatMap(lifeOf))] : [];
    });
/** Students who belonged to a pair at any time from the first day of the year on, of an age. */
const studentsPaired =
  (role: PairRole, youngest: number, oldest: number): Counting =>
  (past, from) =>
    past.people.flatMap(({ participantId, state }) => {
      const age = past.ages.get(participantId);
      if (state.kind !== 'STUDENT' || age === undefined || !(youngest <= age && age <= oldest)) return [];
      const pairs = past.pairs.filter(
        (pair) =>
          pair.from <= past.on &&
          from <= pair.until &&
          !pair.events.some(takenBack) &&
          pair.members.some(
            (member) =>
              member.participantId === participantId &&
              member.role === role &&
              member.from <= past.on &&
              from <= (member.until ?? pair.until),
          ),
      );
      return pairs.length === 0 ? [] : [item('participant', participantId, pairs.flatMap(lifeOf))];
    });
const entriesOf = ({ events }: PersonOnDay, ...types: readonly DomainEvents['type'][]) =>
  events.filter(({ type }) => types.includes(type));
const inBase =
  (base: PairRole, fits: (person: PersonOnDay, past: SchoolPast) => boolean = () => true): Counting =>
  (past) =>
    past.people
      .filter((person) => {
        const stay =
          base === 'MENTEE' ? menteeStayOn(person.state, past.on) : mentorStayOn(person.state, past.on);
        return stay !== undefined && fits(person, past);
      })
      .map((person) =>
        item(
          'participant',
          person.participantId,
          entriesOf(person, base === 'MENTEE' ? 'EnteredMenteeBase' : 'EnteredMentorBase'),
        ),
      );
/** SEV-C-1, KIL-4.3.1-1, IZO-2-04, S62-4.7: by the category of the day, whatever a regulation calls them. */
const YOUNG: readonly MenteeCategory[] = ['YOUNG_SPECIALIST', 'YOUNG_ENTRANT'];
const youngSpecialist = ({ state }: PersonOnDay, { on }: SchoolPast): boolean =>
  menteeStayOn(state, on)?.categories.some((one) => YOUNG.includes(one)) === true;
const noted =
  (fits: (event: Event) => boolean): Counting =>
  ({ people }, from) =>
    people.flatMap((person) => {
      const found = person.events.filter((event) => from <= event.data.effectiveOn && fits(event));
      return found.length === 0 ? [] : [item('participant', person.participantId, found)];
    });

// Documents and the organisation itself

const ordersOf =
  (...kinds: readonly OrderKind[]): Counting =>
  ({ orders }) =>
    orders
      .filter(({ data }) => kinds.includes(data.content.kind))
      .map((order) => item('order', order.data.orderId, [order]));
/** By an order that stands, or by another act. */
const approvesProgramme = (event: Event, { cancelled }: SchoolPast): boolean =>
  event.type === 'DocumentApproved' &&
  event.data.kind === 'PROGRAMME' &&
  !('orderId' in event.data.by && cancelled.has(event.data.by.orderId));
const organisation =
  (because: (past: SchoolPast) => readonly Event[]): Counting =>
  (past) => {
    const events = because(past);
    return events.length === 0 ? [] : [item('organisation', past.organisationId, events)];
  };

const COUNTING: { readonly [Code in CountCode]: Counting } = {
  ORGANISATION: organisation(({ school }) => school.filter(({ type }) => type === 'SchoolRegistered')),
  ORGANISATION_INTRODUCED: organisation(({ school, on }) =>
    school.filter((event) => event.type === 'MentoringIntroduced' && event.data.from <= on),
  ),
  // SEV-IV-4: developed, which is approved by an act in force (SEV-RM-P2), and carried out, which is a pair in force (SEV-RM-M2).
  ORGANISATION_WITH_PROGRAMME: organisation((past) => {
    const approvals = [
      ...past.orders.filter(({ data }) => data.content.kind === 'PROGRAMME'),
      ...past.governance.filter((event) => approvesProgramme(event, past)),
    ];
    const fixed = active(past).map((pair) => pair.fixed);
    return approvals.length === 0 || fixed.length === 0 ? [] : [...approvals, ...fixed];
  }),
  PAIRS_IN_FORCE: (past) => active(past).map((pair) => item('pair', pair.pairId, lifeOf(pair))),
  PAIRS_SUSPENDED: (past) =>
    active(past)
      .filter(({ suspended }) => suspended)
      .map((pair) =>
        item('pair', pair.pairId, [
          ...lifeOf(pair),
          ...pair.events.filter(({ type }) => type === 'PairSuspended'),
        ]),
      ),
  PAIRS_FIXED: happened(['PairFixed'], false),
  PAIRS_COMPLETED: happened(['PairCompleted'], false),
  PAIRS_ENDED_EARLY: (past, from) =>
    happened(['PairEnded'], false)(
      { ...past, pairs: past.pairs.filter(({ events }) => !events.some(takenBack)) },
      from,
    ),
  PLANS_APPROVED: happened(['PlanApproved'], false),
  MEETINGS_HELD: ({ pairs }, from) =>
    pairs.flatMap((pair) =>
      ofMeetings(
        pair,
        pair.meetings.filter(({ data }) => from <= data.effectiveOn),
      ),
    ),
  REGULAR_MEETINGS_HELD: (past) =>
    active(past).flatMap((pair) =>
      ofMeetings(
        pair,
        pair.meetings.filter(({ data }) => data.kind === 'REGULAR'),
      ),
    ),
  REGULAR_MEETINGS_PLANNED: (past) =>
    active(past).flatMap((pair) => {
      const planning = pair.meetings
        .filter(({ data }) => data.plannedRegularMeetings !== undefined)
        .slice(-1);
      return ofMeetings(pair, planning, planning[0]?.data.plannedRegularMeetings);
    }),
  INTERIM_MONITORINGS: monitored('INTERIM'),
  FINAL_MONITORINGS: monitored('FINAL'),
  MENTOR_REPORTS: happened(['MentorReportSubmitted']),
  MENTORS_IN_BASE: inBase('MENTOR'),
  MENTEES_IN_BASE: inBase('MENTEE'),
  MENTORS_PAIRED: peoplePaired('MENTOR'),
  MENTEES_PAIRED: peoplePaired('MENTEE'),
  EXTERNAL_MENTORS_PAIRED: peoplePaired('MENTOR', ({ state }) =>
    ['ENTERPRISE_EMPLOYEE', 'ENTREPRENEUR_OR_PUBLIC_FIGURE'].includes(state.kind),
  ),
  YOUNG_SPECIALISTS: inBase('MENTEE', youngSpecialist),
  YOUNG_SPECIALISTS_MENTORED: peoplePaired('MENTEE', youngSpecialist),
  STUDENT_MENTEES_10_19: studentsPaired('MENTEE', 10, 19),
  STUDENT_MENTORS_15_19: studentsPaired('MENTOR', 15, 19),
  YOUNG_SPECIALISTS_RETAINED: noted(
    (event) => event.type === 'AdaptationNoted' && event.data.fact.kind === 'RETAINED',
  ),
  MENTORS_TRAINED: noted(({ type }) => type === 'TrainingCompleted'),
  ORDERS_INTRODUCTION: ordersOf('INTRODUCTION'),
  ORDERS_APPOINTMENT: ordersOf('APPOINTMENT', 'RESPONSIBLE'),
  ORDERS_PAIRS: ordersOf('PAIRS'),
  ROADMAPS: ({ roadmaps }) =>
    roadmaps
      .filter((event) => event.type === 'RoadmapApproved')
      .map((event) => item('roadmap', event.data.roadmapId, [event])),
};

/** Everything that one count counts. */
export const itemsOf = (
  past: SchoolPast,
  { count, of }: CountTerm,
  year: YearKind,
): readonly CountedItem[] => {
  const from = yearBegins(year, past.on);
  if (of === undefined) return COUNTING[count](past, from);
  // An organisation is narrowed to by its type, a pair and whoever is in it by its form.
  if (count.startsWith('ORGANISATION'))
    return of === past.organisationType ? COUNTING[count](past, from) : [];
  return COUNTING[count]({ ...past, pairs: past.pairs.filter(({ form }) => form === of) }, from);
};

const amountOf = (items: readonly CountedItem[]): number =>
  items.reduce((sum, { amount }) => sum + amount, 0);

/** Values of the counts that are asked for. */
export const countValues = (
  past: SchoolPast,
  terms: readonly (CountTerm & { readonly year?: YearKind })[],
): readonly CountValue[] =>
  terms.map((term) => ({ ...term, value: amountOf(itemsOf(past, term, term.year ?? 'CALENDAR')) }));
/** Kinds of streams that figures are counted from. */
const COUNTED_FROM = new Set(['school', 'governance', 'roadmap', 'order', 'pair', 'participant']);
/** Streams read at the same time. */
const AT_ONCE = 16;

/** The past of a school as known at a position, read from its streams. */
export const readSchoolPast = async (
  reader: StreamReader,
  organisationId: Uuid,
  streams: readonly string[],
  { on, position }: { readonly on: IsoDate; readonly position: bigint },
): Promise<SchoolPast> => {
  const then = upTo(reader, position);
  const wanted = streams.filter((stream) => COUNTED_FROM.has(categoryOf(stream) ?? ''));
  const events: Event[] = [];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const batch = await Promise.all(wanted.slice(at, at + AT_ONCE).map((stream) => then.read(stream)));
    events.push(...batch.flat());
  }
  return schoolPast(organisationId, events, on);
};

/** The past of a school as far as the index of its streams goes, with that position. */
export const schoolPastNow = async (
  reader: StreamReader,
  streamsOf: StreamsOf,
  organisationId: Uuid,
  on: IsoDate,
): Promise<{ readonly past: SchoolPast; readonly position: bigint }> => {
  const { streams, position } = await streamsOf(organisationId);
  return { past: await readSchoolPast(reader, organisationId, streams, { on, position }), position };
};

/** What a submission is judged by where its campaign has sets. @throws where nobody tells which streams a school has */
export const countsFact = async (
  { reader, streamsOf }: Facts,
  organisationId: Uuid,
  on: IsoDate,
  terms: readonly (CountTerm & { readonly year?: YearKind })[],
) => {
  if (streamsOf === undefined) throw new Error('figures are counted where the streams of a school are known');
  const { past, position } = await schoolPastNow(reader, streamsOf, organisationId, on);
  return { position: position.toString(), values: countValues(past, terms) };
};
export type { SchoolPast };
