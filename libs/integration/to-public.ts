/** From domain events to public ones. What a receiver may know is decided here, event type by event type. */
import { v5 } from 'uuid';
import type { DomainEvents } from '@nastavnik/domain';
import type { Recorded, Uuid } from '@nastavnik/kernel';
import { dataschemaOf } from './public-events';
import type { NastavnikEvent, PublicType, PublicTypes } from './public-events';

/** What one domain event says to the outside. */
type Saying = {
  readonly [Type in PublicType]: {
    readonly type: Type;
    readonly subject: Uuid;
    readonly data: PublicTypes[Type];
  };
}[PublicType];

/** `'internal'` is said aloud: a forgotten event type does not compile. */
type Mapping = {
  readonly [Type in DomainEvents['type']]:
    ((data: Extract<DomainEvents, { readonly type: Type }>['data']) => readonly Saying[]) | 'internal';
};

const MAPPING: Mapping = {
  PairFixed: (data) => [
    {
      type: 'ru.nastavnik.pair.fixed.v1',
      subject: data.pairId,
      data: {
        pairId: data.pairId,
        schoolId: data.schoolId,
        kind: data.kind,
        form: data.form,
        orderId: data.orderId,
        fixedOn: data.effectiveOn,
        from: data.from,
        until: data.until,
        mentors: data.mentorIds.length,
        mentees: data.menteeIds.length,
      },
    },
  ],
  MeetingHeld: (data) => [
    {
      type: 'ru.nastavnik.pair.meeting-held.v1',
      subject: data.pairId,
      data: {
        pairId: data.pairId,
        schoolId: data.schoolId,
        number: data.number,
        kind: data.kind,
        heldOn: data.effectiveOn,
        attendees: data.attendeeIds.length,
        ...(data.plannedRegularMeetings === undefined
          ? {}
          : { plannedRegularMeetings: data.plannedRegularMeetings }),
      },
    },
  ],
  MeetingRecordCancelled: (data) => [
    {
      type: 'ru.nastavnik.pair.meeting-cancelled.v1',
      subject: data.pairId,
      data: { pairId: data.pairId, schoolId: data.schoolId, number: data.number, kind: data.kind },
    },
  ],
  MonitoringCompleted: (data) => [
    {
      type: 'ru.nastavnik.pair.monitoring-completed.v1',
      subject: data.pairId,
      data: {
        pairId: data.pairId,
        schoolId: data.schoolId,
        kind: data.kind,
        completedOn: data.effectiveOn,
        aspects: data.aspects,
      },
    },
  ],

  MunicipalityRegistered: 'internal',
  SchoolRegistered: 'internal',
  MentoringIntroduced: 'internal',
  CoordinatorAppointed: 'internal',
  CuratorAppointed: 'internal',
  ProgrammesPresented: 'internal',
  RegulationAdopted: 'internal',
  ParameterSet: 'internal',
  OrderIssued: 'internal',
  OrderEffectRefused: 'internal',
  ParticipantRegistered: 'internal',
  EnteredMenteeBase: 'internal',
  EnteredMentorBase: 'internal',
  LeftBase: 'internal',
  NeedsDiagnosed: 'internal',
  AgreementNoted: 'internal',
  JoinedPair: 'internal',
  LeftPair: 'internal',
  ConsentGiven: 'internal',
  ConsentWithdrawn: 'internal',
  AgreementConcluded: 'internal',
  AgreementTerminated: 'internal',
  ComplaintRegistered: 'internal',
  ComplaintDisclosed: 'internal',
  ExplanationRecorded: 'internal',
  ComplaintClosed: 'internal',
  PairProposed: 'internal',
  MentorCandidatesOffered: 'internal',
  MentorChosen: 'internal',
  ParticipantsFamiliarised: 'internal',
  EntryAssessed: 'internal',
  PlanDrafted: 'internal',
  PlanApproved: 'internal',
  MentorReportSubmitted: 'internal',
  ExitAssessed: 'internal',
  PairCompleted: 'internal',
  PairEnded: 'internal',
  MemberReplaced: 'internal',
  PairSuspended: 'internal',
  PairResumed: 'internal',
  FollowUpOpened: 'internal',
  FollowUpClosed: 'internal',
};

/**
 * The public events of one domain event: none, one or many. Pure; the same event gives the same ids.
 * @param source URI of this installation, e.g. `urn:nastavnik:installation:school-62`
 */
export const toPublic = (event: Recorded<DomainEvents>, source: string): readonly NastavnikEvent[] => {
  const say = MAPPING[event.type] as ((data: DomainEvents['data']) => readonly Saying[]) | 'internal';
  if (say === 'internal') return [];
  return say(event.data).map(
    (saying, index) =>
      ({
        specversion: '1.0',
        id: v5(`${saying.type}#${index}`, event.id),
        source,
        type: saying.type,
        subject: saying.subject,
        time: event.stamp.recordedAt,
        datacontenttype: 'application/json',
        dataschema: dataschemaOf(saying.type),
        data: saying.data,
      }) as NastavnikEvent,
  );
};
