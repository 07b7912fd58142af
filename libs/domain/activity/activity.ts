/** Activity: planned, given a programme and participants where its kind has them, held, closed with a result. */
import {
  isRefusal,
  unreachable,
  type Basis,
  type Decider,
  type Decision,
  type IsoDate,
  type Json,
  type Refusal,
  type Rule,
  type Uuid,
} from '@nastavnik/kernel';
import {
  bilingual,
  examine,
  fault,
  introducedAtSchool,
  notInFuture,
  organisationKnown,
  refuse,
  SUPPORT_TOPIC_RU,
} from '../vocabulary';
import type {
  ActivityCommand,
  ActivityEvidence,
  ActivityProfile,
  CancelActivity,
  CloseActivity,
  EnterParticipants,
  HoldActivity,
  PlanActivity,
  SetActivityProgramme,
} from './activity.commands';
import type {
  ActivityEvent,
  ActivityPlan,
  ActivityResults,
  CitedAnalysis,
  ProgrammeModule,
} from './activity.events';
import * as house from './activity.house';
import * as law from './activity.rules';

export * from './activity.commands';

// State

export interface Programme {
  readonly version: number;
  readonly modules: readonly ProgrammeModule[];
  readonly analysis?: CitedAnalysis;
}
interface Known {
  readonly activityId: Uuid;
  readonly organisationId: Uuid;
  readonly plan: ActivityPlan;
  readonly programme?: Programme;
  readonly enteredIds: readonly Uuid[];
  readonly enteredPairIds: readonly Uuid[];
  /** The latest that was cited. */
  readonly analysis?: CitedAnalysis;
  /** Day of the latest act. */
  readonly lastOn: IsoDate;
}
export type PlannedActivity = Known & { readonly stage: 'PLANNED' };
export type HeldActivity = Known & {
  readonly stage: 'HELD';
  readonly heldOn: IsoDate;
  readonly participantIds: readonly Uuid[];
};
export type KnownActivity =
  | PlannedActivity
  | HeldActivity
  | (Known & { readonly stage: 'CLOSED'; readonly results: ActivityResults })
  | (Known & { readonly stage: 'CANCELLED' });
export type ActivityState = { readonly stage: 'NONE' } | KnownActivity;

/** Hours of a programme; none where there is no programme. */
export const hoursOf = ({ programme }: { readonly programme?: Programme }): number =>
  (programme?.modules ?? []).reduce((sum, { hours }) => sum + hours, 0);

const evolve = (state: ActivityState, event: ActivityEvent): ActivityState => {
  const lastOn = event.data.effectiveOn;
  if (event.type === 'ActivityPlanned') {
    const { activityId, organisationId, content, title, level, from, until, addressed, analysis } =
      event.data;
    return {
      ...{ stage: 'PLANNED', activityId, organisationId, lastOn, enteredIds: [], enteredPairIds: [] },
      plan: { content, title, level, from, until, ...(addressed === undefined ? {} : { addressed }) },
      ...cited(analysis),
    };
  }
  if (state.stage === 'NONE') return state;
  switch (event.type) {
    case 'ActivityProgrammeSet': {
      const { version, modules, analysis } = event.data;
      return {
        ...{ ...state, ...cited(analysis), lastOn },
        programme: { version, modules, ...cited(analysis) },
      };
    }
    case 'ActivityParticipantsEntered':
      return {
        ...{ ...state, lastOn },
        enteredIds: [...state.enteredIds, ...event.data.participantIds],
        enteredPairIds: [...state.enteredPairIds, ...event.data.pairIds],
      };
    case 'ActivityHeld': {
      const { participantIds, analysis } = event.data;
      return { ...state, ...cited(analysis), stage: 'HELD', heldOn: lastOn, lastOn, participantIds };
    }
    case 'ActivityClosed':
      return { ...state, stage: 'CLOSED', results: event.data.results, lastOn };
    case 'ActivityCancelled':
      return { ...state, stage: 'CANCELLED', lastOn };
    default:
      return unreachable(event);
  }
};

const cited = (analysis: CitedAnalysis | undefined) => (analysis === undefined ? {} : { analysis });

// Decision

/** What the rules look at: the act, what is planned, and how far it has come. */
export interface ActivityFacts<Cmd extends ActivityCommand = ActivityCommand> {
  readonly command: Cmd;
  readonly plan: ActivityPlan;
  readonly evidence: ActivityEvidence;
}
/** An act on an activity that is planned already. */
export interface GoingFacts<
  Cmd extends ActivityCommand = ActivityCommand,
  State extends KnownActivity = KnownActivity,
> extends ActivityFacts<Cmd> {
  readonly activity: State;
}

const judged = <Facts extends ActivityFacts>(
  facts: Facts,
  rules: {
    readonly law?: readonly Rule<ActivityProfile, Facts>[];
    readonly house?: readonly Rule<unknown, Facts>[];
  },
): Basis | Refusal => {
  const { analysis, order } = facts.evidence;
  return examine(
    facts.evidence.profile,
    {
      law: [introducedAtSchool, ...(rules.law ?? [])],
      house: [organisationKnown, notInFuture, ...(rules.house ?? [])],
    },
    facts,
    {
      ...(analysis === undefined ? {} : { analysis: { ...analysis } as Json }),
      ...(order === undefined ? {} : { orderId: order.orderId }),
    },
  );
};

/** Each act on a known activity is of its organisation and follows the last one. */
const always = [house.ofThisOrganisation, house.inOrderOfTime] as const;

const plan = (command: PlanActivity, evidence: ActivityEvidence): Decision<ActivityEvent> => {
  const { basedOn: _campaign, ...data } = command.data;
  const { content } = data;
  const facts = { command, plan: data, evidence };
  const basis = judged(facts, {
    law: [law.contestNamed, law.helpNamed, law.addressedFormat, law.supportGiver],
    house: [house.planComplete, house.levelFits, house.hostKnown, house.byGraduate, house.analysisKnown],
  });
  if (isRefusal(basis)) return basis;
  // What support is about is one of a closed list: nobody's trouble is written into an event.
  const title = content.kind === 'PSYCHOLOGICAL_SUPPORT' ? SUPPORT_TOPIC_RU[content.topic] : data.title;
  return [{ type: 'ActivityPlanned', data: { ...data, title, ...cited(evidence.analysis), basis } }];
};

const setProgramme = (
  command: SetActivityProgramme,
  activity: PlannedActivity,
  evidence: ActivityEvidence,
): Decision<ActivityEvent> => {
  const facts = { command, plan: activity.plan, activity, evidence };
  const basis = judged(facts, {
    law: [law.mentorSchoolByOrder],
    house: [...always, house.modulesNamed, house.analysisKnown],
  });
  if (isRefusal(basis)) return basis;
  const { basedOn: _campaign, ...data } = command.data;
  const version = (activity.programme?.version ?? 0) + 1;
  return [{ type: 'ActivityProgrammeSet', data: { ...data, version, ...cited(evidence.analysis), basis } }];
};

const enter = (
  command: EnterParticipants,
  activity: PlannedActivity,
  evidence: ActivityEvidence,
): Decision<ActivityEvent> => {
  const participantIds = command.data.participantIds.filter((id) => !activity.enteredIds.includes(id));
  const pairIds = command.data.pairIds.filter((id) => !activity.enteredPairIds.includes(id));
  if (participantIds.length + pairIds.length === 0 && command.data.participantIds.length > 0) return [];
  const facts = { command, plan: activity.plan, activity, evidence };
  const basis = judged(facts, {
    law: [law.enrolledByOrder, law.entrantsAllowed, law.mentorsTrained],
    house: [...always, house.entryNeeded, house.peopleKnown, house.pairsKnown],
  });
  if (isRefusal(basis)) return basis;
  return [{ type: 'ActivityParticipantsEntered', data: { ...command.data, participantIds, pairIds, basis } }];
};

const hold = (
  command: HoldActivity,
  activity: PlannedActivity,
  evidence: ActivityEvidence,
): Decision<ActivityEvent> => {
  const facts = { command, plan: activity.plan, activity, evidence };
  const basis = judged(facts, {
    law: [
      law.programmeFirst,
      law.basedOnMonitoring,
      law.correctedByMonitoring,
      law.openByVideo,
      law.supportReceivers,
    ],
    house: [...always, house.peopleKnown, house.someoneTookPart, house.attendedEntered, house.analysisKnown],
  });
  if (isRefusal(basis)) return basis;
  const { basedOn: _campaign, ...data } = command.data;
  const { kind } = activity.plan.content;
  return [{ type: 'ActivityHeld', data: { ...data, kind, ...cited(evidence.analysis), basis } }];
};

const close = (
  command: CloseActivity,
  activity: HeldActivity,
  evidence: ActivityEvidence,
): Decision<ActivityEvent> => {
  const facts = { command, plan: activity.plan, activity, evidence };
  const basis = judged(facts, { law: [law.resultsByOrder], house: [...always, house.resultsFit] });
  if (isRefusal(basis)) return basis;
  const { content, title } = activity.plan;
  return [
    {
      type: 'ActivityClosed',
      data: { ...command.data, kind: content.kind, title, hours: hoursOf(activity), basis },
    },
  ];
};

const cancel = (
  command: CancelActivity,
  activity: PlannedActivity | HeldActivity,
  evidence: ActivityEvidence,
): Decision<ActivityEvent> => {
  const facts = { command, plan: activity.plan, activity, evidence };
  const basis = judged(facts, { house: [...always, house.heldStaysHeld] });
  return isRefusal(basis) ? basis : [{ type: 'ActivityCancelled', data: { ...command.data, basis } }];
};

/** Keeps an activity from its plan to its result. */
export const activity: Decider<ActivityState, ActivityCommand, ActivityEvent, ActivityEvidence> = {
  initial: { stage: 'NONE' },
  evolve,
  decide: (command, state, evidence) => {
    if (command.type === 'PlanActivity') {
      return state.stage === 'NONE' ? plan(command, evidence) : plannedAlready(command.data.activityId);
    }
    switch (state.stage) {
      case 'NONE':
        return notPlanned(command.data.activityId);
      case 'CANCELLED':
      case 'CLOSED':
        return over(command.data.activityId, state.stage);
      case 'HELD':
        if (command.type === 'CloseActivity') return close(command, state, evidence);
        if (command.type === 'CancelActivity') return cancel(command, state, evidence);
        return heldAlready(command.data.activityId);
      case 'PLANNED':
        switch (command.type) {
          case 'SetActivityProgramme':
            return setProgramme(command, state, evidence);
          case 'EnterParticipants':
            return enter(command, state, evidence);
          case 'HoldActivity':
            return hold(command, state, evidence);
          case 'CancelActivity':
            return cancel(command, state, evidence);
          case 'CloseActivity':
            return notHeld(command.data.activityId);
          default:
            return unreachable(command);
        }
      default:
        return unreachable(state);
    }
  },
};

const about = (activityId: Uuid) => ({ kind: 'activity', subject: activityId });
const plannedAlready = (activityId: Uuid): Refusal =>
  refuse(
    'activity-planned-once',
    fault(
      bilingual('Мероприятие уже запланировано', 'The activity is planned already'),
      bilingual('Используйте существующую запись', 'Use the existing record'),
      about(activityId),
    ),
  );
const notPlanned = (activityId: Uuid): Refusal =>
  refuse(
    'activity-planned',
    fault(
      bilingual('Мероприятие не запланировано', 'The activity is not planned'),
      bilingual('Сначала запланируйте его', 'Plan it first'),
      about(activityId),
    ),
  );
const notHeld = (activityId: Uuid): Refusal =>
  refuse(
    'activity-held',
    fault(
      bilingual('Мероприятие ещё не проведено', 'The activity has not been held'),
      bilingual('Сначала запишите его проведение', 'Record that it was held first'),
      about(activityId),
    ),
  );
const heldAlready = (activityId: Uuid): Refusal =>
  refuse(
    'activity-not-held-yet',
    fault(
      bilingual('Мероприятие уже проведено', 'The activity has been held'),
      bilingual('Подведите итоги', 'Record the results'),
      about(activityId),
    ),
  );
const over = (activityId: Uuid, stage: 'CLOSED' | 'CANCELLED'): Refusal =>
  refuse(
    'activity-open',
    fault(
      stage === 'CLOSED'
        ? bilingual('Итоги мероприятия уже подведены', 'The results of the activity are recorded already')
        : bilingual('Мероприятие отменено', 'The activity is cancelled'),
      bilingual('Запланируйте новое мероприятие', 'Plan another activity'),
      about(activityId),
    ),
  );
