/** Everything that touched a pair, in the order of the log, and the pair as it stood then: what its history tells on both axes. */
import { fold, type Recorded, type Uuid } from '@nastavnik/kernel';
import {
  type Category,
  categoryOf,
  domainCodec,
  type DomainEvents,
  pair,
  pairsIn,
  type PairEvent,
  type PairState,
  streamOf,
} from '@nastavnik/domain';
import { type EventStore, toRecorded } from '@nastavnik/platform/event-store';
import { type Difference, differences } from './differences';
import { municipalityOfSchool } from './facts';
import type { StreamReader } from './stream-reader';

type Event = Recorded<DomainEvents>;

/** A pair from its own events; why not, where they do not make a life. */
export interface Replayed {
  readonly state: PairState;
  readonly broken?: string;
}

export const replay = (events: readonly PairEvent[]): Replayed => {
  try {
    return { state: fold(pair, events) };
  } catch (error) {
    return { state: pair.initial, broken: (error as Error).message };
  }
};

/** The pair that an event of another stream is about: orders and appeals name theirs. */
const pairsNamed = (event: DomainEvents): readonly Uuid[] => {
  switch (event.type) {
    case 'OrderIssued':
      return pairsIn(event.data.content);
    case 'ComplaintRegistered':
      return event.data.pairId === undefined ? [] : [event.data.pairId];
    case 'DisputeRaised':
      return [event.data.pairId];
    default:
      return [];
  }
};

/** Streams among those of these events that name a pair: orders and appeals. */
export const streamsNamingIn = (events: readonly Event[], pairId: Uuid): readonly string[] => [
  ...new Set(events.filter((event) => pairsNamed(event).includes(pairId)).map(({ stream }) => stream)),
];

/** Events read at once. */
const PAGE = 2_000;

/** Streams of orders and appeals that name a pair, found by looking through all of them; the pair's own stream does not know each. */
export const streamsNaming = async (
  store: Pick<EventStore, 'readAll'>,
  pairId: Uuid,
): Promise<readonly string[]> => {
  const found = new Set<string>();
  let after: bigint | undefined;
  for (;;) {
    const page = await store.readAll({
      ...(after === undefined ? {} : { after }),
      maxCount: PAGE,
      typePrefixes: ['order.issued.', 'appeal.complaint-registered.', 'appeal.dispute-raised.'],
    });
    const events = page.map((stored) => toRecorded(domainCodec, stored));
    for (const stream of streamsNamingIn(events, pairId)) found.add(stream);
    if (page.length < PAGE) return [...found];
    after = page.at(-1)!.position;
  }
};

/** Somebody of the pair, and the last position at which what happens to them happens to the pair. */
interface Belonging {
  readonly participantId: Uuid;
  readonly mentor: boolean;
  readonly until?: bigint;
}

/** Members; before an order fixes them, those it would be fixed with. */
const belongingTo = (
  own: readonly Recorded<PairEvent>[],
  closedAt: bigint | undefined,
): readonly Belonging[] => {
  const members = new Map<Uuid, Belonging>();
  const join = (mentor: boolean, ids: readonly Uuid[]): void =>
    ids.forEach((participantId) => members.set(participantId, { participantId, mentor }));
  for (const event of own) {
    switch (event.type) {
      case 'PairProposed':
        join(false, event.data.menteeIds);
        break;
      case 'MentorCandidatesOffered':
        join(true, event.data.mentorIds);
        break;
      case 'MentorChosen':
        join(true, [event.data.mentorId]);
        break;
      case 'PairFixed':
        members.clear();
        join(false, event.data.menteeIds);
        join(true, event.data.mentorIds);
        break;
      case 'MemberReplaced': {
        const { leavingId, joiningId, role } = event.data;
        members.set(leavingId, {
          participantId: leavingId,
          mentor: role === 'MENTOR',
          until: event.position,
        });
        join(role === 'MENTOR', [joiningId]);
        break;
      }
      default:
    }
  }
  return [...members.values()].map((member) =>
    member.until === undefined && closedAt !== undefined ? { ...member, until: closedAt } : member,
  );
};

/** What was put right about a person's record; shows in the history of a pair whenever it happens. */
const CORRECTIONS: ReadonlySet<DomainEvents['type']> = new Set<DomainEvents['type']>([
  'PersonalDataCorrected',
  'MergedInto',
  'DuplicateMerged',
  'PersonalDataErased',
]);

export interface Life extends Replayed {
  /** In the order of the log. */
  readonly events: readonly Event[];
  /** Everybody who belongs or belonged. */
  readonly memberIds: readonly Uuid[];
}

/**
 * Everything that touched a pair, as the reader has it: its own stream; consents and agreements of its members while they belonged; orders and
 * appeals that name it, with what became of them; the regulations of its school and municipality, adopted and changed; corrections of its
 * members' data. `undefined` for a pair the reader does not know.
 * @param naming streams of orders and appeals that name it; those its own acts cite need not be among them
 */
export const lifeOf = async (
  reader: StreamReader,
  pairId: Uuid,
  naming: readonly string[],
): Promise<Life | undefined> => {
  const stream = streamOf.pair(pairId);
  const own = (await reader.read(stream)) as readonly Recorded<PairEvent>[];
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const replayed = replay(own);
  const closed = replayed.state.stage === 'completed' || replayed.state.stage === 'ended';
  const closedAt = closed ? last.position : undefined;
  const members = belongingTo(own, closedAt);
  const { schoolId } = first.data;
  const municipalityId = await municipalityOfSchool(reader, schoolId);

  const until = (position: bigint | undefined) => (event: Event) =>
    position === undefined || event.position <= position;
  const ofMembers = members.map(async ({ participantId, mentor, until: last }) => {
    const [person, consents] = await Promise.all([
      reader.read(streamOf.participant(participantId)),
      reader.read(streamOf.consent(participantId)),
    ]);
    const noted = person
      .filter(until(last))
      .flatMap((event) => (event.type === 'AgreementNoted' ? [event.data.agreementId] : []));
    const agreements = mentor
      ? await Promise.all([...new Set(noted)].map((id) => reader.read(streamOf.agreement(id))))
      : [];
    return [
      ...[...consents, ...agreements.flat()].filter(until(last)),
      ...person.filter(({ type }) => CORRECTIONS.has(type)),
    ];
  });
  const cited = own.flatMap(({ data }) => ('orderId' in data ? [streamOf.order(data.orderId)] : []));
  const ofOthers = [...new Set([...cited, ...naming])].map(async (one) =>
    (await reader.read(one)).filter(
      (event) => event.type !== 'OrderEffectRefused' || event.data.target === stream,
    ),
  );
  const ofRegulations = [schoolId, ...(municipalityId === undefined ? [] : [municipalityId])].map(
    async (id) => (await reader.read(streamOf.regulation(id))).filter(until(closedAt)),
  );
  const found = (await Promise.all([...ofMembers, ...ofOthers, ...ofRegulations])).flat();
  const events = new Map([...(own as readonly Event[]), ...found].map((event) => [event.id, event]));
  return {
    ...replayed,
    events: [...events.values()].sort((a, b) => (a.position < b.position ? -1 : 1)),
    memberIds: members.map(({ participantId }) => participantId),
  };
};

/** How two tellings of one pair differ; `expected` is what the one says, `found` what the other. */
export interface LivesCompared {
  /** Field by field. */
  readonly state: readonly Difference[];
  readonly onlyInOne: readonly Event[];
  readonly onlyInOther: readonly Event[];
}

export const compareLives = (one: Life | undefined, other: Life | undefined): LivesCompared => {
  const missing = (from: Life | undefined, among: Life | undefined): readonly Event[] => {
    const known = new Set(among?.events.map(({ id }) => id));
    return (from?.events ?? []).filter(({ id }) => !known.has(id));
  };
  return {
    state: differences(one?.state ?? pair.initial, other?.state ?? pair.initial),
    onlyInOne: missing(one, other),
    onlyInOther: missing(other, one),
  };
};

/** Kind of stream that an event of a history stands in. */
export const sourceOf = (event: Event): Category | undefined => categoryOf(event.stream);
