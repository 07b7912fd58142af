/**
 * What an accepted event leads to on other streams. A total map: an event type that is forgotten here does not compile,
 * one that leads to nothing says so.
 */
import {
  type DomainEvent,
  fold,
  type Instant,
  type IsoDate,
  type Recorded,
  type Stamp,
  type Uuid,
} from '@nastavnik/kernel';
import {
  type DomainEvents,
  membersNow,
  type OrderIssued,
  pair,
  type PairCommand,
  type PairCompleted,
  type PairEnded,
  type PairEvent,
  type PairRole,
  type ParticipantCommand,
  type SchoolCommand,
  streamOf,
} from '@nastavnik/domain';
import type { StreamReader } from '@nastavnik/evidence';
import { v5 as uuidV5 } from 'uuid';

/** A command on another stream and the aggregate that decides it. */
export type Effect = { readonly stream: string } & (
  | { readonly aggregate: 'school'; readonly command: SchoolCommand }
  | { readonly aggregate: 'participant'; readonly command: ParticipantCommand }
  | { readonly aggregate: 'pair'; readonly command: PairCommand }
);

/** A command before it is stamped, one member of the union at a time. */
type Bare<Cmd> = Cmd extends { readonly stamp: Stamp } ? Omit<Cmd, 'stamp'> : never;
type Unstamped =
  | { readonly aggregate: 'school'; readonly id: Uuid; readonly command: Bare<SchoolCommand> }
  | { readonly aggregate: 'participant'; readonly id: Uuid; readonly command: Bare<ParticipantCommand> }
  | { readonly aggregate: 'pair'; readonly id: Uuid; readonly command: Bare<PairCommand> };
/** `recordedAt`: when the effect became known, where that is later than the event. */
type Leading = Unstamped & { readonly recordedAt?: Instant };

/** `reader` tells which streams an event reaches where the event itself cannot know. */
type Leads<Event> = (event: Event, reader: StreamReader) => readonly Leading[] | Promise<readonly Leading[]>;
type EffectTable = {
  readonly [Type in DomainEvents['type']]:
    'none' | Leads<Recorded<Extract<DomainEvents, { readonly type: Type }>>>;
};

const ofSchool = (id: Uuid, command: Bare<SchoolCommand>): Unstamped => ({
  aggregate: 'school',
  id,
  command,
});
const ofParticipant = (id: Uuid, command: Bare<ParticipantCommand>): Unstamped => ({
  aggregate: 'participant',
  id,
  command,
});
const ofPair = (id: Uuid, command: Bare<PairCommand>): Unstamped => ({ aggregate: 'pair', id, command });

const ofType =
  <Type extends DomainEvents['type']>(type: Type) =>
  (event: DomainEvent): event is Recorded<Extract<DomainEvents, { readonly type: Type }>> =>
    event.type === type;

/** ISO dates and moments compare as text. */
const latest = (...dates: readonly string[]): string => dates.reduce((a, b) => (a > b ? a : b));

const membership = (
  type: 'JoinPair' | 'LeavePair',
  {
    pairId,
    schoolId,
    effectiveOn,
  }: { readonly pairId: Uuid; readonly schoolId: Uuid; readonly effectiveOn: IsoDate },
  participantId: Uuid,
  role: PairRole,
): Unstamped =>
  ofParticipant(participantId, { type, data: { participantId, schoolId, effectiveOn, pairId, role } });

const suspension = (participantId: Uuid, pairId: Uuid, schoolId: Uuid, effectiveOn: IsoDate): Unstamped =>
  ofPair(pairId, { type: 'SuspendPair', data: { pairId, schoolId, effectiveOn, participantId } });

/** Whoever belonged to the pair when it closed. */
const everyoneLeaves = async (
  { data, stream, revision }: Recorded<PairCompleted | PairEnded>,
  reader: StreamReader,
): Promise<readonly Unstamped[]> => {
  const life = (await reader.read(stream)).filter((event) => event.revision <= revision);
  const closed = fold(pair, life as readonly DomainEvents[] as readonly PairEvent[]);
  if (closed.stage === 'none' || closed.stage === 'proposed') return [];
  return membersNow(closed).map(({ participantId, role }) =>
    membership('LeavePair', data, participantId, role),
  );
};

/** S62-4.1, 4.3, 4.13: what an order decides happens on the streams it names. */
const ofOrder = ({ data }: Recorded<OrderIssued>): readonly Unstamped[] => {
  const { orderId, schoolId, effectiveOn, content } = data;
  switch (content.kind) {
    case 'INTRODUCTION':
      return [
        ofSchool(schoolId, {
          type: 'IntroduceMentoring',
          data: { schoolId, effectiveOn, orderId, from: content.from },
        }),
      ];
    case 'APPOINTMENT':
      return [
        ofSchool(schoolId, {
          type: 'Appoint',
          data: {
            schoolId,
            effectiveOn,
            orderId,
            ...(content.coordinatorId === undefined ? {} : { coordinatorId: content.coordinatorId }),
            curators: content.curators,
          },
        }),
      ];
    case 'PAIRS':
      return content.pairs.map(({ pairId, from, until }) =>
        ofPair(pairId, { type: 'FixPair', data: { pairId, schoolId, effectiveOn, orderId, from, until } }),
      );
    case 'PAIR_CHANGE': {
      const { pairId, role, leavingId, joiningId, on } = content;
      return [
        ofPair(pairId, {
          type: 'ReplaceMember',
          data: { pairId, schoolId, effectiveOn: on, orderId, role, leavingId, joiningId },
        }),
      ];
    }
    case 'PAIR_END':
      return content.pairs.map(({ pairId, reason, on }) =>
        ofPair(pairId, { type: 'EndPair', data: { pairId, schoolId, effectiveOn: on, orderId, reason } }),
      );
    case 'REGULATION':
    case 'MENTOR_SCHOOL':
    case 'FINAL_EVENT':
      return [];
  }
};

/** Where each event leads. `'none'` is said aloud. */
const table: EffectTable = {
  MunicipalityRegistered: 'none',

  SchoolRegistered: 'none',
  MentoringIntroduced: 'none',
  CoordinatorAppointed: 'none',
  CuratorAppointed: 'none',
  ProgrammesPresented: 'none',

  RegulationAdopted: 'none',
  ParameterSet: 'none',

  OrderIssued: ofOrder,
  OrderEffectRefused: 'none',

  ParticipantRegistered: 'none',
  EnteredMenteeBase: 'none',
  EnteredMentorBase: 'none',
  LeftBase: 'none',
  NeedsDiagnosed: 'none',
  AgreementNoted: 'none',
  /**
   * A consent may have been withdrawn before the pair reached its member. Withdrawals that came after joining are carried by
   * themselves: each withdrawal reaches each pair exactly one way, however late either is carried.
   */
  JoinedPair: async ({ data, position, stamp }, reader) => {
    const { participantId, pairId, schoolId } = data;
    const before = (await reader.read(streamOf.consent(participantId)))
      .filter(ofType('ConsentWithdrawn'))
      .filter((event) => event.position < position);
    if (before.length === 0) return [];
    const on = latest(data.effectiveOn, ...before.map((event) => event.data.effectiveOn));
    const recordedAt = latest(stamp.recordedAt, ...before.map((event) => event.stamp.recordedAt));
    return [{ ...suspension(participantId, pairId, schoolId, on), recordedAt }];
  },
  LeftPair: 'none',

  ConsentGiven: 'none',
  /** Invariant 11: every pair the person was in. */
  ConsentWithdrawn: async ({ data, position }, reader) => {
    const { participantId, schoolId } = data;
    const joined = new Map<Uuid, IsoDate>();
    for (const event of await reader.read(streamOf.participant(participantId))) {
      if (event.position > position) break;
      if (event.type === 'JoinedPair') joined.set(event.data.pairId, event.data.effectiveOn);
      if (event.type === 'LeftPair') joined.delete(event.data.pairId);
    }
    return [...joined].map(([pairId, since]) =>
      suspension(participantId, pairId, schoolId, latest(data.effectiveOn, since)),
    );
  },

  AgreementConcluded: ({ data }) =>
    data.mentorIds.map((participantId) =>
      ofParticipant(participantId, {
        type: 'NoteAgreement',
        data: {
          participantId,
          schoolId: data.schoolId,
          effectiveOn: data.effectiveOn,
          agreementId: data.agreementId,
        },
      }),
    ),
  AgreementTerminated: 'none',

  ComplaintRegistered: 'none',
  ComplaintDisclosed: 'none',
  ExplanationRecorded: 'none',
  ComplaintClosed: 'none',

  PairProposed: 'none',
  MentorCandidatesOffered: 'none',
  MentorChosen: 'none',
  ParticipantsFamiliarised: 'none',
  PairFixed: ({ data }) => [
    ...data.mentorIds.map((id) => membership('JoinPair', data, id, 'MENTOR')),
    ...data.menteeIds.map((id) => membership('JoinPair', data, id, 'MENTEE')),
  ],
  EntryAssessed: 'none',
  PlanDrafted: 'none',
  PlanApproved: 'none',
  MeetingHeld: 'none',
  MeetingRecordCancelled: 'none',
  MonitoringCompleted: 'none',
  MentorReportSubmitted: 'none',
  ExitAssessed: 'none',
  PairCompleted: everyoneLeaves,
  PairEnded: everyoneLeaves,
  MemberReplaced: ({ data }) => [
    membership('LeavePair', data, data.leavingId, data.role),
    membership('JoinPair', data, data.joiningId, data.role),
  ],
  PairSuspended: 'none',
  PairResumed: 'none',
  FollowUpOpened: 'none',
  FollowUpClosed: 'none',
};

/**
 * Commands that an event leads to, each under an id derived from the event: however often it is carried, it is carried once.
 * They keep the actor and the recorded time of the act they come from.
 */
export const effectsOf = async (
  event: Recorded<DomainEvents>,
  reader: StreamReader,
): Promise<readonly Effect[]> => {
  const leads = table[event.type] as 'none' | Leads<Recorded<DomainEvents>>;
  if (leads === 'none') return [];
  return (await leads(event, reader)).map(
    ({ aggregate, id, command, recordedAt = event.stamp.recordedAt }) => {
      const stream = streamOf[aggregate](id);
      const commandId = uuidV5(`${stream} ${command.type}`, event.id);
      const stamp: Stamp = { recordedAt, actor: event.stamp.actor, commandId };
      return { aggregate, stream, command: { ...command, stamp } } as Effect;
    },
  );
};

/** True when the event can lead anywhere at all. */
export const hasEffects = (event: DomainEvents): boolean => table[event.type] !== 'none';
