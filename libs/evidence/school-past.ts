/** The past of one school as its figures are counted from: its pairs, people and documents on a day, each with the events that say so. */
import { ageOn, fold, type IsoDate, type Recorded, type Uuid, within } from '@nastavnik/kernel';
import {
  categoryOf,
  type DomainEvents,
  type Form,
  idOf,
  type MeetingHeld,
  type OrderIssued,
  type OrganisationType,
  type PairFixed,
  type PairRole,
  participant,
  type ParticipantEvent,
  type RegisteredParticipant,
} from '@nastavnik/domain';

type Event = Recorded<DomainEvents>;
type Of<Type extends DomainEvents['type']> = Recorded<Extract<DomainEvents, { readonly type: Type }>>;

const ofType =
  <Type extends DomainEvents['type']>(type: Type) =>
  (event: Event): event is Of<Type> =>
    event.type === type;

/** A pair as it stands on the day. */
export interface PairOnDay {
  readonly pairId: Uuid;
  readonly form: Form;
  readonly fixed: Recorded<PairFixed>;
  /** First and last day of its life as known: an end or a completion is its last day. */
  readonly from: IsoDate;
  readonly until: IsoDate;
  /** Changes of its life that had taken effect by the day. */
  readonly changes: readonly Event[];
  readonly suspended: boolean;
  readonly members: readonly {
    readonly participantId: Uuid;
    readonly role: PairRole;
    readonly from: IsoDate;
    readonly until?: IsoDate;
  }[];
  /** Those whose record stands. */
  readonly meetings: readonly Recorded<MeetingHeld>[];
  /** Everything that had taken effect by the day. */
  readonly events: readonly Event[];
}

export interface PersonOnDay {
  readonly participantId: Uuid;
  readonly state: RegisteredParticipant;
  readonly events: readonly Event[];
}

export interface SchoolPast {
  readonly organisationId: Uuid;
  readonly on: IsoDate;
  readonly organisationType: OrganisationType | undefined;
  readonly school: readonly Event[];
  readonly governance: readonly Event[];
  readonly roadmaps: readonly Event[];
  readonly pairs: readonly PairOnDay[];
  readonly people: readonly PersonOnDay[];
  /** Issued by the day and not cancelled by it. */
  readonly orders: readonly Recorded<OrderIssued>[];
  /** Ids of those that were cancelled by it. */
  readonly cancelled: ReadonlySet<Uuid>;
  /** Full years on the day as acts have concluded them; absent where none had to. */
  readonly ages: ReadonlyMap<Uuid, number>;
}

const pairOnDay = (pairId: Uuid, all: readonly Event[], on: IsoDate): PairOnDay | undefined => {
  const events = all.filter(({ data }) => data.effectiveOn <= on);
  const fixed = events.find(ofType('PairFixed'));
  if (fixed === undefined) return undefined;
  const prolonged = events.filter(ofType('PairProlonged'));
  const closed = events.find((event) => event.type === 'PairEnded' || event.type === 'PairCompleted');
  const replaced = events.filter(ofType('MemberReplaced'));
  const pauses = events.filter((event) => event.type === 'PairSuspended' || event.type === 'PairResumed');
  // A record made by mistake is struck out whenever the mistake was noticed.
  const struckOut = new Set(all.filter(ofType('MeetingRecordCancelled')).map(({ data }) => data.number));
  const members = (['MENTOR', 'MENTEE'] as const).flatMap((role) => {
    const ids = role === 'MENTOR' ? fixed.data.mentorIds : fixed.data.menteeIds;
    const changes = replaced.filter(({ data }) => data.role === role);
    const joined = [
      ...ids.map((participantId) => ({ participantId, from: fixed.data.from })),
      ...changes.map(({ data }) => ({ participantId: data.joiningId, from: data.effectiveOn })),
    ];
    return joined.map(({ participantId, from }) => {
      const left = changes.find(({ data }) => data.leavingId === participantId && from <= data.effectiveOn);
      return { participantId, role, from, ...(left === undefined ? {} : { until: left.data.effectiveOn }) };
    });
  });
  return {
    ...{ pairId, form: fixed.data.form, fixed, from: fixed.data.from, members, events },
    until: closed?.data.effectiveOn ?? prolonged.at(-1)?.data.until ?? fixed.data.until,
    changes: [...prolonged, ...replaced, ...(closed === undefined ? [] : [closed])],
    suspended: pauses.at(-1)?.type === 'PairSuspended',
    meetings: events.filter(ofType('MeetingHeld')).filter(({ data }) => !struckOut.has(data.number)),
  };
};

const concludedAges = (events: readonly Event[], on: IsoDate): ReadonlyMap<Uuid, number> => {
  const ages = new Map<Uuid, number>();
  for (const { data } of events) {
    const concluded = data.basis.evidence['ages'] as { readonly [id: string]: number } | undefined;
    for (const [id, age] of Object.entries(concluded ?? {})) {
      if (data.effectiveOn > on) continue;
      ages.set(id, Math.max(ages.get(id) ?? 0, age + ageOn(data.effectiveOn, on)));
    }
  }
  return ages;
};

/**
 * @param events every event of the school's streams that was in the log when it was looked at, each stream oldest first
 * @param on the day that is told about; what takes effect later is not part of it
 */
export const schoolPast = (organisationId: Uuid, events: readonly Event[], on: IsoDate): SchoolPast => {
  const streams = new Map<string, Event[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const of = (category: string) =>
    [...streams].filter(([stream]) => categoryOf(stream) === category).sort(([a], [b]) => (a < b ? -1 : 1));
  const byDay = (category: string) =>
    of(category).flatMap(([, found]) => found.filter(({ data }) => data.effectiveOn <= on));
  const cancelled = new Set(
    byDay('order').flatMap((event) => (event.type === 'OrderCancelled' ? [event.data.orderId] : [])),
  );
  const orders = of('order').flatMap(([, found]) => {
    const issued = found.find(ofType('OrderIssued'));
    return issued === undefined || issued.data.effectiveOn > on || cancelled.has(issued.data.orderId)
      ? []
      : [issued];
  });
  const school = byDay('school');
  const registered = school.find(ofType('SchoolRegistered'));
  return {
    ...{ organisationId, on, school, orders, cancelled },
    organisationType: registered && (registered.data.organisationType ?? 'GENERAL'),
    governance: byDay('governance'),
    roadmaps: byDay('roadmap'),
    pairs: of('pair').flatMap(([stream, found]) => pairOnDay(idOf(stream), found, on) ?? []),
    people: of('participant').flatMap(([stream, found]) => {
      const state = fold(participant, found as readonly DomainEvents[] as readonly ParticipantEvent[]);
      return state.stage === 'UNKNOWN'
        ? []
        : [
            {
              ...{ participantId: idOf(stream), state },
              events: found.filter(({ data }) => data.effectiveOn <= on),
            },
          ];
    }),
    ages: concludedAges(events, on),
  };
};

/** By order the pair is there on the day. */
export const inForce = ({ from, until }: PairOnDay, on: IsoDate): boolean => within(on, from, until);
