/**
 * Figures of one organisation out of its dated facts. A figure is the list of acts it counts: its value is their number, and whoever
 * doubts it is shown the acts. Days are inclusive at both ends. Pure.
 */
import type { CountCode, Form, Level, MenteeCategory, MonitoringKind } from '@nastavnik/domain';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import type { Dated, OrganisationRecordOfFacts, PairFacts, PersonFacts, Stay } from './facts';

/** A year, a part of one, or a day (`from` the day itself). Facts "on" are looked at on `until`. */
export interface Period {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** An act behind a figure: whose stream it stands in, its day and its position in the log. */
export interface CountedAct extends Dated {
  readonly kind: 'pair' | 'order' | 'programme' | 'participant';
  readonly id: Uuid;
  /** How much it adds, where that is not one. */
  readonly number?: number;
}
export const amount = (acts: readonly CountedAct[]): number =>
  acts.reduce((sum, { number = 1 }) => sum + number, 0);

type Pair = OrganisationRecordOfFacts['pairs'][number];
type Person = OrganisationRecordOfFacts['people'][number];

const within = ({ on }: Dated, { from, until }: Period): boolean => from <= on && on <= until;
const by = (day: IsoDate) => (one: Dated) => one.on <= day;

/** SEV-RM-M2, S62-4.13: begun by its order, neither run out nor closed before the day. A suspended pair's order is still in force. */
export const inForce = ({ fixed, from, until, closed }: PairFacts, day: IsoDate): boolean =>
  fixed !== null &&
  fixed.on <= day &&
  from !== null &&
  from <= day &&
  until !== null &&
  day <= until &&
  (closed === null || day <= closed.on);
export const suspendedOn = ({ suspensions }: PairFacts, day: IsoDate): boolean =>
  suspensions.some(({ on, until }) => on <= day && (until === null || day < until));
/** How a pair was closed by a day; `undefined` of one that was not. */
export const closedBy = ({ closed }: PairFacts, day: IsoDate) =>
  closed !== null && closed.on <= day ? closed : undefined;

const inBaseOn = (stay: Stay, day: IsoDate): boolean =>
  stay.on <= day && (stay.left === null || day <= stay.left.on);
/** The stay that a person has in a base on a day. */
export const stayOn = ({ stays }: PersonFacts, base: Stay['base'], day: IsoDate): Stay | undefined =>
  stays.find((stay) => stay.base === base && inBaseOn(stay, day));

/** SEV-C-1, KIL-4.3.1-1, IZO-2-04, S62-4.7: who has just come into the profession, by whatever name a regulation calls them. */
const YOUNG: readonly MenteeCategory[] = ['YOUNG_SPECIALIST', 'YOUNG_ENTRANT'];
export const isYoung = ({ categories }: Stay): boolean => categories.some((one) => YOUNG.includes(one));

const ofPair = ({ pairId }: Pair, { on, at }: Dated, number?: number): CountedAct => ({
  ...{ kind: 'pair', id: pairId, on, at },
  ...(number === undefined ? {} : { number }),
});
const ofPerson = ({ participantId }: Person, { on, at }: Dated): CountedAct => ({
  ...{ kind: 'participant', id: participantId, on, at },
});

const membersOn = (pair: Pair, role: 'MENTOR' | 'MENTEE', day: IsoDate): readonly Uuid[] =>
  pair.members
    .filter((one) => one.role === role && one.from <= day && (one.until === null || day <= one.until))
    .map(({ participantId }) => participantId);

/** Everything that the facts can count; codes and meaning are those of `COUNTS`. */
export type Figures = {
  readonly [
    Code in Extract<
      CountCode,
      | 'PAIRS_IN_FORCE'
      | 'PAIRS_SUSPENDED'
      | 'PAIRS_FIXED'
      | 'PAIRS_COMPLETED'
      | 'PAIRS_ENDED_EARLY'
      | 'PLANS_APPROVED'
      | 'MEETINGS_HELD'
      | 'REGULAR_MEETINGS_HELD'
      | 'REGULAR_MEETINGS_PLANNED'
      | 'INTERIM_MONITORINGS'
      | 'FINAL_MONITORINGS'
      | 'MENTOR_REPORTS'
      | 'MENTORS_IN_BASE'
      | 'MENTEES_IN_BASE'
      | 'MENTORS_PAIRED'
      | 'MENTEES_PAIRED'
      | 'YOUNG_SPECIALISTS'
      | 'YOUNG_SPECIALISTS_MENTORED'
      | 'YOUNG_SPECIALISTS_RETAINED'
      | 'MENTORS_TRAINED'
    >
  ]: readonly CountedAct[];
};
export type FigureCode = keyof Figures;

/** @param form only pairs of this form, and those who are in them */
export const figuresOf = (organisation: OrganisationRecordOfFacts, period: Period, form?: Form): Figures => {
  const day = period.until;
  const pairs = organisation.pairs.filter((pair) => form === undefined || pair.form === form);
  const inYear = <Act extends Dated>(acts: (pair: Pair) => readonly Act[], only = (_: Act) => true) =>
    pairs.flatMap((pair) =>
      acts(pair)
        .filter((act) => within(act, period) && only(act))
        .map((act) => ofPair(pair, act)),
    );
  const current = pairs.filter((pair) => inForce(pair, day));
  const fixedBy = (pair: Pair) => (pair.fixed === null ? [] : [ofPair(pair, pair.fixed)]);
  const people = new Map(organisation.people.map((one) => [one.participantId, one]));
  const paired = (role: 'MENTOR' | 'MENTEE') =>
    new Map(
      current.flatMap((pair) =>
        membersOn(pair, role, day).map((id) => [id, { pair, person: people.get(id) }]),
      ),
    );
  const [mentors, mentees] = [paired('MENTOR'), paired('MENTEE')];
  const members = (found: typeof mentors): readonly CountedAct[] =>
    [...found].map(([id, { pair }]) => ({ kind: 'participant', id, ...(pair.fixed as Dated) }));
  const inBase = (base: Stay['base'], only = (_: Stay) => true) =>
    organisation.people.flatMap((person) => {
      const stay = stayOn(person, base, day);
      return stay !== undefined && only(stay) ? [ofPerson(person, stay)] : [];
    });
  const monitored = (kind: MonitoringKind) =>
    inYear(
      (pair) => pair.monitorings,
      (act) => act.kind === kind,
    );
  const young = inBase('MENTEE', isYoung);
  return {
    PAIRS_IN_FORCE: current.flatMap(fixedBy),
    PAIRS_SUSPENDED: current.flatMap((pair) => (suspendedOn(pair, day) ? fixedBy(pair) : [])),
    PAIRS_FIXED: inYear(({ fixed }) => (fixed === null ? [] : [fixed])),
    PAIRS_COMPLETED: inYear(({ closed }) => (closed?.outcome === 'COMPLETED' ? [closed] : [])),
    // A pair that its order's cancellation took back had not begun.
    PAIRS_ENDED_EARLY: inYear(({ closed }) =>
      closed?.outcome === 'ENDED' && closed.reason !== 'ORDER_CANCELLED' ? [closed] : [],
    ),
    // One programme for the pair, however often it was corrected and approved again.
    PLANS_APPROVED: inYear((pair) => pair.plans.filter((act) => within(act, period)).slice(0, 1)),
    MEETINGS_HELD: inYear((pair) => pair.meetings),
    REGULAR_MEETINGS_HELD: current.flatMap((pair) =>
      pair.meetings
        .filter((one) => one.kind === 'REGULAR' && one.on <= day)
        .map((meeting) => ofPair(pair, meeting)),
    ),
    REGULAR_MEETINGS_PLANNED: current.flatMap((pair) => {
      const agreed = pair.meetings.findLast((one) => one.planned !== undefined && one.on <= day);
      return agreed === undefined ? [] : [ofPair(pair, agreed, agreed.planned)];
    }),
    INTERIM_MONITORINGS: monitored('INTERIM'),
    FINAL_MONITORINGS: monitored('FINAL'),
    MENTOR_REPORTS: inYear((pair) => pair.reports),
    MENTORS_IN_BASE: inBase('MENTOR'),
    MENTEES_IN_BASE: inBase('MENTEE'),
    MENTORS_PAIRED: members(mentors),
    MENTEES_PAIRED: members(mentees),
    YOUNG_SPECIALISTS: young,
    YOUNG_SPECIALISTS_MENTORED: young.filter(({ id }) => mentees.has(id)),
    YOUNG_SPECIALISTS_RETAINED: organisation.people.flatMap((person) =>
      person.adaptation
        .filter((act) => act.fact.kind === 'RETAINED' && within(act, period))
        .slice(0, 1)
        .map((act) => ofPerson(person, act)),
    ),
    MENTORS_TRAINED: organisation.people.flatMap((person) =>
      person.trainings
        .filter((act) => within(act, period))
        .slice(0, 1)
        .map((act) => ofPerson(person, act)),
    ),
  };
};

/** SEV-IV-4: whether an organisation counts as one where a programme is developed and carried out, by which acts, or what is missing. */
export interface ProgrammeInAction {
  readonly counted: boolean;
  readonly missing: readonly ('PROGRAMME' | 'PAIRS')[];
  readonly acts: readonly CountedAct[];
}
/**
 * Developed: the programme is approved by an order (SEV-RM-P2) or another act of the organisation that is in force on the day. Carried
 * out: a pair or a group fixed by order (SEV-RM-M2) is in force on the day. Both are asked for.
 */
export const programmeInAction = (
  { orders, programmes, pairs }: OrganisationRecordOfFacts,
  day: IsoDate,
): ProgrammeInAction => {
  const standing = (until: IsoDate | null): boolean => until === null || day < until;
  const approvals: readonly CountedAct[] = [
    ...orders
      .filter(({ kind, on, until }) => kind === 'PROGRAMME' && on <= day && standing(until))
      .map(({ orderId, on, at }) => ({ kind: 'order' as const, id: orderId, on, at })),
    ...programmes
      .filter(
        ({ on, orderId }) =>
          on <= day && standing(orders.find((order) => order.orderId === orderId)?.until ?? null),
      )
      .map(({ orderId, on, at }) => ({
        ...(orderId === null
          ? { kind: 'programme' as const, id: at }
          : { kind: 'order' as const, id: orderId }),
        ...{ on, at },
      })),
  ];
  const current = pairs.filter((pair) => inForce(pair, day));
  const missing = [
    ...(approvals.length === 0 ? (['PROGRAMME'] as const) : []),
    ...(current.length === 0 ? (['PAIRS'] as const) : []),
  ];
  return {
    counted: missing.length === 0,
    missing,
    // The last approval is the one in force; of every pair, the act that fixed it.
    acts: [...approvals.slice(-1), ...current.map((pair) => ofPair(pair, pair.fixed as Dated))],
  };
};

/** Levels told of, and by how many. */
export type Levels = { readonly [Code in Level]?: number };
export const levelsOf = (levels: readonly Level[]): Levels =>
  levels.reduce<{ [Code in Level]?: number }>(
    (counts, level) => ({ ...counts, [level]: (counts[level] ?? 0) + 1 }),
    {},
  );

/** The last fact of a kind that is told of a person by a day. */
export const lastNoted = <Kind extends PersonFacts['adaptation'][number]['fact']['kind']>(
  { adaptation }: PersonFacts,
  kind: Kind,
  day: IsoDate,
) =>
  adaptation.filter(by(day)).findLast(({ fact }) => fact.kind === kind) as
    | (Dated & { readonly fact: Extract<PersonFacts['adaptation'][number]['fact'], { kind: Kind }> })
    | undefined;

/** S62-6.4 and the like: monitorings a pair owes by a day, because it is over, and has not had. */
export const monitoringsOwed = (
  pair: PairFacts,
  perPair: readonly MonitoringKind[],
  day: IsoDate,
): readonly MonitoringKind[] => {
  const over =
    pair.fixed !== null &&
    ((pair.until !== null && pair.until < day) || closedBy(pair, day)?.outcome === 'COMPLETED') &&
    pair.closed?.outcome !== 'ENDED';
  return over
    ? perPair.filter((kind) => !pair.monitorings.some((one) => one.kind === kind && one.on <= day))
    : [];
};
