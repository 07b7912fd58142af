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
  said,
  type Stamp,
  type Uuid,
} from '@nastavnik/kernel';
import {
  type ConsentWithdrawn,
  type ActivityClosed,
  type DomainEvents,
  type ForEveryEvent,
  membersNow,
  type MergedInto,
  type OrderCommand,
  type OrderIssued,
  pair,
  type PairCommand,
  type PairCompleted,
  type PairEnded,
  type PairEvent,
  type PairRole,
  pairsIn,
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
  | { readonly aggregate: 'order'; readonly command: OrderCommand }
);

/** A command before it is stamped, one member of the union at a time. */
type Bare<Cmd> = Cmd extends { readonly stamp: Stamp } ? Omit<Cmd, 'stamp'> : never;
type Unstamped =
  | { readonly aggregate: 'school'; readonly id: Uuid; readonly command: Bare<SchoolCommand> }
  | { readonly aggregate: 'participant'; readonly id: Uuid; readonly command: Bare<ParticipantCommand> }
  | { readonly aggregate: 'pair'; readonly id: Uuid; readonly command: Bare<PairCommand> }
  | { readonly aggregate: 'order'; readonly id: Uuid; readonly command: Bare<OrderCommand> };
/** `recordedAt`: when the effect became known, where that is later than the event. */
type Leading = Unstamped & { readonly recordedAt?: Instant };

/** `reader` tells which streams an event reaches where the event itself cannot know. */
type Leads<Event> = (event: Event, reader: StreamReader) => readonly Leading[] | Promise<readonly Leading[]>;
type EffectTable = ForEveryEvent<
  'none',
  {
    readonly [Type in DomainEvents['type']]: Leads<Recorded<Extract<DomainEvents, { readonly type: Type }>>>;
  }
>;

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

const ofOrderItself = (id: Uuid, command: Bare<OrderCommand>): Unstamped => ({
  aggregate: 'order',
  id,
  command,
});

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

/** No pair rests on the consent to be named in public. */
const coversPairs = ({ data }: ConsentWithdrawn): boolean => data.purpose !== 'DISTRIBUTION';

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

/** The pairs that an order fixed: those its effect was refused at stay as they are. */
const pairsFixedBy = async (orderId: Uuid, reader: StreamReader): Promise<readonly Uuid[]> => {
  const events = await reader.read(streamOf.order(orderId));
  const issued = events.find(ofType('OrderIssued'));
  if (issued?.data.content.kind !== 'PAIRS') return [];
  const refused = events.filter(ofType('OrderEffectRefused')).map(({ data }) => data.target);
  return pairsIn(issued.data.content).filter((pairId) => !refused.includes(streamOf.pair(pairId)));
};

/** S62-4.1, 4.3, 4.13: what an order decides happens on the streams it names. */
const ofOrder = async (
  { data }: Recorded<OrderIssued>,
  reader: StreamReader,
): Promise<readonly Unstamped[]> => {
  const { orderId, organisationId, effectiveOn, content } = data;
  const schoolId = organisationId;
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
    case 'PAIR_CHANGE':
      return content.pairs.map(({ pairId, role, leavingId, joiningId, on }) =>
        ofPair(pairId, {
          type: 'ReplaceMember',
          data: { pairId, schoolId, effectiveOn: on, orderId, role, leavingId, joiningId },
        }),
      );
    case 'PAIR_PROLONGATION':
      return content.pairs.map(({ pairId, until }) =>
        ofPair(pairId, { type: 'ProlongPair', data: { pairId, schoolId, effectiveOn, orderId, until } }),
      );
    case 'PAIR_END':
      return content.pairs.map(({ pairId, reason, on }) =>
        ofPair(pairId, { type: 'EndPair', data: { pairId, schoolId, effectiveOn: on, orderId, reason } }),
      );
    case 'AMENDMENT': {
      const { orderId: amended, changes } = content;
      return [
        ofOrderItself(amended, {
          type: 'AmendOrder',
          data: { orderId: amended, organisationId, effectiveOn, by: orderId, changes },
        }),
      ];
    }
    case 'CANCELLATION': {
      const { orderId: cancelled, reason } = content;
      return [
        ofOrderItself(cancelled, {
          type: 'CancelOrder',
          data: { orderId: cancelled, organisationId, effectiveOn, by: orderId, reason },
        }),
        ...(await pairsFixedBy(cancelled, reader)).map((pairId) =>
          ofPair(pairId, {
            type: 'EndPair',
            data: { pairId, schoolId, effectiveOn, orderId, reason: 'ORDER_CANCELLED' },
          }),
        ),
      ];
    }
    case 'REGULATION':
    case 'MENTOR_SCHOOL':
    case 'FINAL_EVENT':
      return [];
    default:
      // An approval reaches nobody: whoever needs it cites it.
      return [];
  }
};

/** S62-8-04, KIL-6.4.1-02: who completed a training has it in the own record, whichever school the person is of. */
const trained = async (
  { data }: Recorded<ActivityClosed>,
  reader: StreamReader,
): Promise<readonly Unstamped[]> => {
  const { activityId, kind, title, hours, effectiveOn, results } = data;
  if (results.of !== 'TRAINING') return [];
  const people = await Promise.all(
    results.completedIds.map(async (participantId) => {
      const [first] = await reader.read(streamOf.participant(participantId));
      return first?.type === 'ParticipantRegistered' ? [first.data] : [];
    }),
  );
  return people.flat().map(({ participantId, schoolId }) =>
    ofParticipant(participantId, {
      type: 'NoteTraining',
      data: { participantId, schoolId, effectiveOn, activityId, kind, title, hours },
    }),
  );
};

/** The record that stays learns of the other one, of its trainings and its agreements. */
const merged = async (
  { data, stream }: Recorded<MergedInto>,
  reader: StreamReader,
): Promise<readonly Unstamped[]> => {
  const { participantId: duplicateId, survivorId: participantId, schoolId, effectiveOn, pairs } = data;
  const noted = (await reader.read(stream)).flatMap((event): readonly Unstamped[] => {
    const of = { participantId, schoolId, effectiveOn: event.data.effectiveOn };
    if (event.type === 'TrainingCompleted') {
      const { activityId, kind, title, hours } = event.data;
      return [
        ofParticipant(participantId, {
          type: 'NoteTraining',
          data: { ...of, activityId, kind, title, hours },
        }),
      ];
    }
    return event.type === 'AgreementNoted'
      ? [
          ofParticipant(participantId, {
            type: 'NoteAgreement',
            data: { ...of, agreementId: event.data.agreementId },
          }),
        ]
      : [];
  });
  return [
    ofParticipant(participantId, {
      type: 'NoteMerger',
      data: { participantId, schoolId, effectiveOn, duplicateId, pairs },
    }),
    ...noted,
  ];
};

/** Where each event leads. `'none'` is said aloud, for an event or for all of its kind of stream. */
const table: EffectTable = {
  municipality: 'none',
  reminder: 'none',
  school: 'none',
  regulation: 'none',
  appeal: 'none',
  roadmap: 'none',
  governance: 'none',
  campaign: 'none',
  indicators: 'none',
  practice: 'none',
  award: 'none',
  audit: 'none',
  council: 'none',
  site: 'none',

  order: {
    OrderIssued: ofOrder,
    OrderEffectRefused: 'none',
    OrderAmended: 'none',
    OrderCancelled: 'none',
  },

  participant: {
    ParticipantRegistered: 'none',
    EnteredMenteeBase: 'none',
    EnteredMentorBase: 'none',
    LeftBase: 'none',
    NeedsDiagnosed: 'none',
    EntryConfirmed: 'none',
    EducationalRequestFormulated: 'none',
    IndividualRouteDesigned: 'none',
    IndividualRouteRevised: 'none',
    IndividualRouteCompleted: 'none',
    AdaptationNoted: 'none',
    AgreementNoted: 'none',
    /**
     * A consent may have been withdrawn before the pair reached its member. Withdrawals that came after joining are carried by
     * themselves: each withdrawal reaches each pair exactly one way, however late either is carried.
     */
    JoinedPair: async ({ data, position, stamp }, reader) => {
      const { participantId, pairId, schoolId } = data;
      const before = (await reader.read(streamOf.consent(participantId)))
        .filter(ofType('ConsentWithdrawn'))
        .filter((event) => event.position < position && coversPairs(event));
      if (before.length === 0) return [];
      const on = latest(data.effectiveOn, ...before.map((event) => event.data.effectiveOn));
      const recordedAt = latest(stamp.recordedAt, ...before.map((event) => event.stamp.recordedAt));
      return [{ ...suspension(participantId, pairId, schoolId, on), recordedAt }];
    },
    LeftPair: 'none',
    ListedAsExpert: 'none',
    ExpertEntryUpdated: 'none',
    ExpertEntryRemoved: 'none',
    TrainingCompleted: 'none',
    PersonalDataCorrected: 'none',
    MergedInto: merged,
    DuplicateMerged: 'none',
    // On the vault, not on another stream: `erasure.ts`.
    PersonalDataErased: 'none',
  },

  activity: {
    ActivityPlanned: 'none',
    ActivityProgrammeSet: 'none',
    ActivityParticipantsEntered: 'none',
    ActivityHeld: 'none',
    ActivityClosed: trained,
    ActivityCancelled: 'none',
  },

  consent: {
    ConsentGiven: 'none',
    OwnConsentRequested: 'none',
    DataDemandReceived: 'none',
    DataDutyDischarged: 'none',
    DataDutyPostponed: 'none',
    RetentionGroundRecorded: 'none',
    /** Invariant 11: every pair the person was in. */
    ConsentWithdrawn: async (event, reader) => {
      if (!coversPairs(event)) return [];
      const { data, position } = event;
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
  },

  agreement: {
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
    MentoringRefused: 'none',
  },

  pair: {
    PairProposed: 'none',
    MentorCandidatesOffered: 'none',
    MentorChosen: 'none',
    ParticipantsFamiliarised: 'none',
    PairFixed: ({ data }) => [
      ...data.mentorIds.map((id) => membership('JoinPair', data, id, 'MENTOR')),
      ...data.menteeIds.map((id) => membership('JoinPair', data, id, 'MENTEE')),
    ],
    PairMovedToRegulation: 'none',
    CompatibilityAssessed: 'none',
    PlanningOrganised: 'none',
    PlanCorrected: 'none',
    GoalSet: 'none',
    ReflectionRecorded: 'none',
    FeedbackGiven: 'none',
    RecommendationIssued: 'none',
    HelpRequested: 'none',
    HelpGiven: 'none',
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
    PairProlonged: 'none',
    MemberReplaced: ({ data }) => [
      membership('LeavePair', data, data.leavingId, data.role),
      membership('JoinPair', data, data.joiningId, data.role),
    ],
    PairSuspended: 'none',
    PairResumed: 'none',
    FollowUpOpened: 'none',
    FollowUpClosed: 'none',
  },
};

/**
 * Commands that an event leads to, each under an id derived from the event: however often it is carried, it is carried once.
 * They keep the actor and the recorded time of the act they come from.
 */
export const effectsOf = async (
  event: Recorded<DomainEvents>,
  reader: StreamReader,
): Promise<readonly Effect[]> => {
  const leads = said(table, event) as 'none' | Leads<Recorded<DomainEvents>>;
  if (leads === 'none') return [];
  const met = new Map<string, number>();
  return (await leads(event, reader)).map(
    ({ aggregate, id, command, recordedAt = event.stamp.recordedAt }) => {
      const stream = streamOf[aggregate](id);
      const name = `${stream} ${command.type}`;
      const nth = (met.get(name) ?? 0) + 1;
      met.set(name, nth);
      const commandId = uuidV5(nth === 1 ? name : `${name} ${nth}`, event.id);
      const stamp: Stamp = { recordedAt, actor: event.stamp.actor, commandId };
      return { aggregate, stream, command: { ...command, stamp } } as Effect;
    },
  );
};

/** True when the event can lead anywhere at all. */
export const hasEffects = (event: Recorded<DomainEvents>): boolean => said(table, event) !== 'none';
