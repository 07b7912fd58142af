/** What a pair is at each stage of its life, and how each event changes it. A stage that does not fit has no type. */
import { type IsoDate, type RegulationVersion, unreachable, type Uuid, within } from '@nastavnik/kernel';
import type {
  EndReason,
  Form,
  MeetingKind,
  MonitoringKind,
  PairKind,
  PairRole,
  RoleModel,
  TaskType,
  VaultRef,
} from '../vocabulary';
import { versionOf } from '../vocabulary';
import type { PairCommand } from './pair.commands';
import type { Assessment, PairEvent } from './pair.events';

/** When something was recorded for each participant, by id. */
export type DatesByParticipant = { readonly [participantId: string]: IsoDate };

interface KnownPair {
  readonly pairId: Uuid;
  readonly schoolId: Uuid;
  readonly kind: PairKind;
  readonly form: Form;
  readonly tasks: readonly TaskType[];
  readonly roleModel?: RoleModel;
  readonly proposedOn: IsoDate;
  /** S62-4.12: first day on which each participant was familiarised with the programmes. */
  readonly familiarised: DatesByParticipant;
}

/** Needs are known, a mentor is being found. The pair does not exist in law yet. */
export interface ProposedPair extends KnownPair {
  readonly stage: 'proposed';
  readonly menteeIds: readonly Uuid[];
  readonly candidateIds: readonly Uuid[];
  /** MR-P-03: what the psychologist last concluded, by mentor. */
  readonly compatibility: {
    readonly [mentorId: string]: { readonly compatible: boolean; readonly on: IsoDate };
  };
  /** S62-10-02: each mentee's choice, by mentee. The last one counts. */
  readonly choices: { readonly [menteeId: string]: { readonly mentorId: Uuid; readonly on: IsoDate } };
}

/** Both days belong to the membership: a same-day hand-over makes two members of one day. */
export interface PairMember {
  readonly participantId: Uuid;
  readonly role: PairRole;
  readonly from: IsoDate;
  readonly until?: IsoDate;
}

export interface HeldMeeting {
  readonly number: number;
  readonly kind: MeetingKind;
  readonly on: IsoDate;
  readonly attendeeIds: readonly Uuid[];
  readonly plannedRegularMeetings?: number;
}

/** From the first day on, the day of resumption not included; open while the pair is suspended. */
export interface Suspension {
  readonly participantId: Uuid;
  readonly from: IsoDate;
  readonly resumedOn?: IsoDate;
}

/** The regulation a pair is judged by from a day on. */
export type PairRegulation = RegulationVersion & { readonly from: IsoDate };

export type AssessmentsByMentee = {
  readonly [menteeId: string]: { readonly levels: Assessment['levels']; readonly on: IsoDate };
};

/** Everything a pair has done since an order fixed it. */
export interface FixedLife extends KnownPair {
  readonly orderId: Uuid;
  /** Date of the order. */
  readonly fixedOn: IsoDate;
  readonly from: IsoDate;
  readonly until: IsoDate;
  /** The one it was fixed under first, then those it was moved to, in order of time. */
  readonly regulations: readonly PairRegulation[];
  /** Former members included. */
  readonly members: readonly PairMember[];
  readonly replacements: readonly {
    readonly orderId: Uuid;
    readonly leavingId: Uuid;
    readonly joiningId: Uuid;
  }[];
  /** Orders that moved the last day. */
  readonly prolongedBy: readonly Uuid[];
  readonly entry: AssessmentsByMentee;
  readonly exit: AssessmentsByMentee;
  readonly draft?: { readonly plan: VaultRef; readonly authorIds: readonly Uuid[]; readonly on: IsoDate };
  /** A newer draft leaves the approved plan in force. `since`: day of the first approval; `version` counts from 1. */
  readonly approved?: { readonly plan: VaultRef; readonly since: IsoDate; readonly version: number };
  /** By which day the curator wants the programme developed. */
  readonly planningDueOn?: IsoDate;
  /** Meetings that stand, oldest first; cancelled records are not among them. */
  readonly meetings: readonly HeldMeeting[];
  /** Cancelled records included. */
  readonly meetingsRecorded: number;
  readonly monitoring: { readonly [Kind in MonitoringKind]?: IsoDate };
  readonly reports: DatesByParticipant;
  readonly reflections: DatesByParticipant;
  /** Requests for help in their order, by number from 1. */
  readonly help: readonly { readonly menteeId: Uuid; readonly on: IsoDate; readonly answeredOn?: IsoDate }[];
  readonly suspensions: readonly Suspension[];
  /** Latest effective day of anything the pair did. */
  readonly lastActOn: IsoDate;
}

export interface FixedPair extends FixedLife {
  readonly stage: 'fixed';
}
/** A consent no longer stands (invariant 11). */
export interface SuspendedPair extends FixedLife {
  readonly stage: 'suspended';
}
export interface CompletedPair extends FixedLife {
  readonly stage: 'completed';
  readonly completedOn: IsoDate;
  readonly followUp:
    { readonly state: 'none' } | { readonly state: 'open' | 'closed'; readonly since: IsoDate };
}
/** Ended before completion, by order. */
export interface EndedPair extends FixedLife {
  readonly stage: 'ended';
  readonly endOrderId: Uuid;
  readonly endedOn: IsoDate;
  readonly reason: EndReason;
}

/** A pair in force: it meets, or it would, were it not suspended. */
export type ActivePair = FixedPair | SuspendedPair;
export type PairState = { readonly stage: 'none' } | ProposedPair | ActivePair | CompletedPair | EndedPair;

/**
 * The regulation that rules an act of a day: a pair keeps the version it was fixed under until it is moved. A suspension is judged
 * when it is recorded, so by the latest.
 */
export const judgedBy = (
  pair: PairState,
  { type, data }: Pick<PairCommand, 'type' | 'data'>,
): PairRegulation | undefined => {
  if (!('regulations' in pair)) return undefined;
  return type === 'SuspendPair'
    ? pair.regulations.at(-1)
    : (pair.regulations.findLast(({ from }) => from <= data.effectiveOn) ?? pair.regulations[0]);
};

/** True once anything has been done in a pair that an order fixed. */
export const hasBegun = ({
  entry,
  draft,
  approved,
  meetingsRecorded,
  replacements,
  monitoring,
}: FixedLife): boolean =>
  meetingsRecorded > 0 ||
  draft !== undefined ||
  approved !== undefined ||
  [entry, replacements, monitoring].some((done) => Object.keys(done).length > 0);

/** Members on a day, former ones who belonged then included. */
export const membersOn = (pair: FixedLife, on: IsoDate): readonly PairMember[] =>
  pair.members.filter((member) => within(on, member.from, member.until));

/** Stages of a pair as a reader is told them. */
export const PAIR_STAGE_RU: { readonly [Stage in PairState['stage']]: string } = {
  none: 'пары ещё нет',
  proposed: 'предложена, приказом не утверждена',
  fixed: 'утверждена приказом, работает',
  suspended: 'приостановлена',
  completed: 'программа завершена',
  ended: 'прекращена приказом',
};

/** Members who have not been replaced. */
export const membersNow = (pair: FixedLife): readonly PairMember[] =>
  pair.members.filter((member) => member.until === undefined);

/** Latest day of a meeting: where no order of meetings is prescribed, they may be written up in any. */
export const lastMeetingOn = (meetings: FixedLife['meetings']): IsoDate | undefined =>
  meetings
    .map(({ on }) => on)
    .reduce<IsoDate | undefined>((a, b) => (a === undefined || a < b ? b : a), undefined);

/** How many regular meetings the pair agreed on at its planning meeting (S62-5.5). */
export const plannedRegularMeetings = (pair: FixedLife): number | undefined =>
  pair.meetings.find((meeting) => meeting.kind === 'PLANNING')?.plannedRegularMeetings;

export const meetingsOf = (pair: FixedLife, kind: MeetingKind): readonly HeldMeeting[] =>
  pair.meetings.filter((meeting) => meeting.kind === kind);

/** Mentors a proposed pair would be fixed with: those its mentees chose; where nobody has to choose, every candidate. */
export const mentorsToFix = (pair: ProposedPair): readonly Uuid[] => {
  const chosen = [...new Set(Object.values(pair.choices).map((choice) => choice.mentorId))];
  return chosen.length > 0 ? chosen : pair.candidateIds;
};

/** The stored history cannot have been decided by this aggregate. */
export class BrokenPairHistory extends Error {
  constructor(event: PairEvent['type'], stage: PairState['stage']) {
    super(`history of a pair is broken: ${event} at stage "${stage}"`);
    this.name = 'BrokenPairHistory';
  }
}

const isActive = (state: PairState): state is ActivePair =>
  state.stage === 'fixed' || state.stage === 'suspended';

const later = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? b : a);

const remember = (known: DatesByParticipant, ids: readonly Uuid[], on: IsoDate): DatesByParticipant => {
  const dates: { [participantId: string]: IsoDate } = { ...known };
  for (const id of ids) {
    const first = dates[id];
    dates[id] = first === undefined || on < first ? on : first;
  }
  return dates;
};

const assessed = (assessments: readonly Assessment[], on: IsoDate): AssessmentsByMentee =>
  Object.fromEntries(assessments.map(({ menteeId, levels }) => [menteeId, { levels, on }]));

const under = (version: RegulationVersion | undefined, from: IsoDate): readonly PairRegulation[] =>
  version === undefined ? [] : [{ ...versionOf(version), from }];

/** @throws BrokenPairHistory for an event that cannot follow the state */
export const evolvePair = (state: PairState, event: PairEvent): PairState => {
  const broken = (): never => {
    throw new BrokenPairHistory(event.type, state.stage);
  };
  const on = event.data.effectiveOn;
  const proposed = (): ProposedPair => (state.stage === 'proposed' ? state : broken());
  /** The active pair, with the day of this act remembered. */
  const active = (): ActivePair =>
    isActive(state) ? { ...state, lastActOn: later(state.lastActOn, on) } : broken();
  const completed = (): CompletedPair => (state.stage === 'completed' ? state : broken());

  switch (event.type) {
    case 'PairProposed': {
      if (state.stage !== 'none') return broken();
      const { pairId, schoolId, kind, form, menteeIds, tasks, roleModel } = event.data;
      return {
        stage: 'proposed',
        ...{ pairId, schoolId, kind, form, menteeIds, tasks },
        ...(roleModel === undefined ? {} : { roleModel }),
        proposedOn: on,
        familiarised: {},
        candidateIds: [],
        compatibility: {},
        choices: {},
      };
    }
    case 'MentorCandidatesOffered': {
      const pair = proposed();
      return { ...pair, candidateIds: [...new Set([...pair.candidateIds, ...event.data.mentorIds])] };
    }
    case 'MentorChosen': {
      const pair = proposed();
      const { menteeId, mentorId } = event.data;
      return { ...pair, choices: { ...pair.choices, [menteeId]: { mentorId, on } } };
    }
    case 'CompatibilityAssessed': {
      const pair = proposed();
      const { mentorIds, compatible } = event.data;
      const concluded = Object.fromEntries(mentorIds.map((mentorId) => [mentorId, { compatible, on }]));
      return { ...pair, compatibility: { ...pair.compatibility, ...concluded } };
    }
    case 'ParticipantsFamiliarised': {
      if (state.stage !== 'proposed' && !isActive(state)) return broken();
      return { ...state, familiarised: remember(state.familiarised, event.data.participantIds, on) };
    }
    case 'PairFixed': {
      const { menteeIds: _m, candidateIds: _c, compatibility: _f, choices: _h, ...known } = proposed();
      const { orderId, kind, form, mentorIds, menteeIds, from, until } = event.data;
      const joined = (role: PairRole) => (participantId: Uuid) => ({ participantId, role, from: on });
      return {
        ...known,
        ...{ orderId, kind, form, from, until },
        stage: 'fixed',
        fixedOn: on,
        regulations: under(event.data.basis.profile, on),
        members: [...mentorIds.map(joined('MENTOR')), ...menteeIds.map(joined('MENTEE'))],
        replacements: [],
        prolongedBy: [],
        entry: {},
        exit: {},
        meetings: [],
        meetingsRecorded: 0,
        monitoring: {},
        reports: {},
        reflections: {},
        help: [],
        suspensions: [],
        lastActOn: on,
      };
    }
    case 'PairMovedToRegulation': {
      const pair = active();
      return { ...pair, regulations: [...pair.regulations, ...under(event.data.regulation, on)] };
    }
    case 'EntryAssessed': {
      const pair = active();
      return { ...pair, entry: { ...pair.entry, ...assessed(event.data.assessments, on) } };
    }
    case 'PlanningOrganised':
      return { ...active(), planningDueOn: event.data.dueOn };
    case 'PlanDrafted': {
      const { plan, authorIds } = event.data;
      return { ...active(), draft: { plan, authorIds, on } };
    }
    case 'PlanApproved': {
      const { draft: _draft, ...pair } = active();
      const { since = on, version = 0 } = pair.approved ?? {};
      return { ...pair, approved: { plan: event.data.plan, since, version: version + 1 } };
    }
    case 'PlanCorrected': {
      const pair = active();
      const { plan, version } = event.data;
      return { ...pair, approved: { plan, version, since: pair.approved?.since ?? on } };
    }
    case 'GoalSet':
    case 'FeedbackGiven':
    case 'RecommendationIssued':
      return active();
    case 'MeetingHeld': {
      const pair = active();
      const { number, kind, attendeeIds, plannedRegularMeetings: planned } = event.data;
      const meeting = {
        ...{ number, kind, on, attendeeIds },
        ...(planned === undefined ? {} : { plannedRegularMeetings: planned }),
      };
      return { ...pair, meetings: [...pair.meetings, meeting], meetingsRecorded: number };
    }
    case 'MeetingRecordCancelled': {
      const pair = active();
      return { ...pair, meetings: pair.meetings.filter((meeting) => meeting.number !== event.data.number) };
    }
    case 'MonitoringCompleted': {
      const pair = active();
      return { ...pair, monitoring: { ...pair.monitoring, [event.data.kind]: on } };
    }
    case 'MentorReportSubmitted': {
      const pair = active();
      return { ...pair, reports: remember(pair.reports, [event.data.mentorId], on) };
    }
    case 'ReflectionRecorded': {
      const pair = active();
      return { ...pair, reflections: remember(pair.reflections, [event.data.participantId], on) };
    }
    case 'HelpRequested': {
      const pair = active();
      return { ...pair, help: [...pair.help, { menteeId: event.data.menteeId, on }] };
    }
    case 'HelpGiven': {
      const pair = active();
      const answered = event.data.number - 1;
      return {
        ...pair,
        help: pair.help.map((each, index) => (index === answered ? { ...each, answeredOn: on } : each)),
      };
    }
    case 'ExitAssessed': {
      const pair = active();
      return { ...pair, exit: { ...pair.exit, ...assessed(event.data.assessments, on) } };
    }
    case 'PairCompleted':
      return { ...active(), stage: 'completed', completedOn: on, followUp: { state: 'none' } };
    case 'PairEnded':
      return {
        ...active(),
        stage: 'ended',
        endOrderId: event.data.orderId,
        endedOn: on,
        reason: event.data.reason,
      };
    case 'PairProlonged': {
      const pair = active();
      const { orderId, until } = event.data;
      return { ...pair, until, prolongedBy: [...pair.prolongedBy, orderId] };
    }
    case 'MemberReplaced': {
      const pair = active();
      const { orderId, role, leavingId, joiningId } = event.data;
      return {
        ...pair,
        members: [
          ...pair.members.map((member) =>
            member.participantId === leavingId && member.until === undefined
              ? { ...member, until: on }
              : member,
          ),
          { participantId: joiningId, role, from: on },
        ],
        replacements: [...pair.replacements, { orderId, leavingId, joiningId }],
      };
    }
    case 'PairSuspended': {
      const pair = active();
      const suspension = { participantId: event.data.participantId, from: on };
      return { ...pair, stage: 'suspended', suspensions: [...pair.suspensions, suspension] };
    }
    case 'PairResumed': {
      const pair = active();
      return {
        ...pair,
        stage: 'fixed',
        suspensions: pair.suspensions.map((each) =>
          each.resumedOn === undefined ? { ...each, resumedOn: on } : each,
        ),
      };
    }
    case 'FollowUpOpened':
      return { ...completed(), followUp: { state: 'open', since: on } };
    case 'FollowUpClosed':
      return { ...completed(), followUp: { state: 'closed', since: on } };
    default:
      return unreachable(event);
  }
};
