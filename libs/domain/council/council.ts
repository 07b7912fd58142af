/**
 * Councils of mentors of one organisation, all in one stream, so that whoever asks whether it has one reads one stream: forming,
 * members, sessions, the union's opinion. Rules stand in `rules/`.
 */
import {
  type Basis,
  isRefusal,
  unreachable,
  type Command,
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
  type CouncilFunction,
  type CouncilKind,
  type OfOrganisation,
  type OrganisationEvidence,
  type PairRole,
  type PersonKind,
  type ProfileSlice,
  type Setting,
  type Union,
  type UnionOpinion,
} from '../vocabulary';
import {
  attendedByMembers,
  councilAllowed,
  councilMonitors,
  difficultiesDiagnosed,
  enteredWillingly,
  functionsOfRegulation,
  headIsMember,
  headStays,
  headWithPublicCouncil,
  inOrderOfTime,
  itemsWhole,
  kindOfLevel,
  matchedByTopics,
  memberReleased,
  namedInWords,
  participantsPrepared,
  rewardsOfRegulation,
  subjectsKnown,
  unionConsulted,
  unitesMentors,
} from './rules';
import type { CouncilEvent, Joining, LocalAct, SessionItem } from './council.events';

// Commands and evidence

interface OfCouncil extends OfOrganisation {
  readonly councilId: Uuid;
}
export type FormCouncil = Command<
  'FormCouncil',
  OfCouncil & { readonly kind: CouncilKind; readonly headId: Uuid; readonly members: readonly Joining[] }
>;
export type AdmitMember = Command<'AdmitMember', OfCouncil & Joining>;
export type ReleaseMember = Command<'ReleaseMember', OfCouncil & { readonly memberId: Uuid }>;
export type ElectHead = Command<'ElectHead', OfCouncil & { readonly headId: Uuid }>;
export type EnterPublicCouncil = Command<
  'EnterPublicCouncil',
  OfCouncil & { readonly memberId: Uuid; readonly publicCouncil: string }
>;
export type HoldSession = Command<
  'HoldSession',
  OfCouncil & { readonly attendeeIds: readonly Uuid[]; readonly items: readonly SessionItem[] }
>;
export type DisbandCouncil = Command<'DisbandCouncil', OfCouncil>;
export type ConsultUnion = Command<
  'ConsultUnion',
  OfOrganisation &
    LocalAct & { readonly union: Union; readonly protocolNumber: string; readonly opinion: UnionOpinion }
>;
export type CouncilCommand =
  | FormCouncil
  | AdmitMember
  | ReleaseMember
  | ElectHead
  | EnterPublicCouncil
  | HoldSession
  | DisbandCouncil
  | ConsultUnion;

export type CouncilProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly mentorCouncil: Setting<'NONE' | 'OPTIONAL' | 'REQUIRED'>;
  readonly voluntaryCouncil: Setting<boolean>;
  readonly unionConsultation: Setting<boolean>;
  readonly councilFunctions: Setting<readonly CouncilFunction[]>;
  readonly monitoringActors: Setting<readonly string[]>;
  readonly incentiveKinds: Setting<readonly string[]>;
  readonly rewardedRoles: Setting<readonly PairRole[]>;
}>;

export interface CouncilEvidence extends OrganisationEvidence<CouncilProfile> {
  /** Whom the act names, of this organisation or of a school of this municipality; others are absent. */
  readonly people: {
    readonly [participantId: string]: {
      readonly kind: PersonKind;
      readonly inMentorBase: boolean;
      readonly needsDiagnosed: boolean;
      /** In a pair on the day of the act. */
      readonly paired: boolean;
    };
  };
  /** Ids of pairs, appeals and practices of the organisation among those that the act names. */
  readonly subjects: readonly Uuid[];
}

// State

export interface Council {
  readonly councilId: Uuid;
  readonly kind: CouncilKind;
  readonly formedOn: IsoDate;
  readonly headId: Uuid;
  readonly memberIds: readonly Uuid[];
  readonly sessions: readonly {
    readonly number: number;
    readonly on: IsoDate;
    /** Disputes it arbitrated. */
    readonly appealIds: readonly Uuid[];
  }[];
  readonly lastOn: IsoDate;
  readonly disbandedOn?: IsoDate;
}
export interface CouncilState {
  readonly councils: { readonly [councilId: string]: Council };
  readonly consultations: readonly (LocalAct & { readonly on: IsoDate; readonly protocolNumber: string })[];
}

/** True when the organisation has a council on a day. */
export const hasCouncilOn = ({ councils }: CouncilState, on: IsoDate): boolean =>
  Object.values(councils).some(
    ({ formedOn, disbandedOn }) => formedOn <= on && (disbandedOn === undefined || on <= disbandedOn),
  );

/** The session, if any, that arbitrated a dispute by a day. */
export const arbitrationOf = (
  { councils }: CouncilState,
  appealId: Uuid,
  by: IsoDate,
): { readonly councilId: Uuid; readonly session: number } | undefined => {
  for (const { councilId, sessions } of Object.values(councils)) {
    const session = sessions.find(({ on, appealIds }) => on <= by && appealIds.includes(appealId));
    if (session !== undefined) return { councilId, session: session.number };
  }
  return undefined;
};

const changed = (councils: CouncilState['councils'], council: Council, by: Partial<Council>) => ({
  ...councils,
  [council.councilId]: { ...council, ...by },
});

const evolve = (state: CouncilState, event: CouncilEvent): CouncilState => {
  const on = event.data.effectiveOn;
  if (event.type === 'UnionConsulted') {
    const { act, title, protocolNumber } = event.data;
    return { ...state, consultations: [...state.consultations, { act, title, protocolNumber, on }] };
  }
  const { councilId } = event.data;
  if (event.type === 'CouncilFormed') {
    const { kind, headId, members } = event.data;
    const memberIds = members.map(({ memberId }) => memberId);
    const council = { councilId, kind, formedOn: on, headId, memberIds, sessions: [], lastOn: on };
    return { ...state, councils: { ...state.councils, [councilId]: council } };
  }
  const council = state.councils[councilId];
  if (council === undefined) return state;
  const becomes = (by: Partial<Council>): CouncilState => ({
    ...state,
    councils: changed(state.councils, council, { ...by, lastOn: on }),
  });
  switch (event.type) {
    case 'CouncilMemberAdmitted':
      return becomes({ memberIds: [...council.memberIds, event.data.memberId] });
    case 'CouncilMemberReleased':
      return becomes({ memberIds: council.memberIds.filter((id) => id !== event.data.memberId) });
    case 'CouncilHeadElected':
      return becomes({ headId: event.data.headId });
    case 'PublicCouncilEntered':
      return becomes({});
    case 'CouncilSessionHeld': {
      const { number, items } = event.data;
      const appealIds = items.flatMap((item) => (item.function === 'ARBITRATION' ? [item.appealId] : []));
      return becomes({ sessions: [...council.sessions, { number, on, appealIds }] });
    }
    case 'CouncilDisbanded':
      return becomes({ disbandedOn: on });
    default:
      return unreachable(event);
  }
};

// Decision

/** What the rules of a council look at. */
export interface CouncilFacts<Cmd extends CouncilCommand> {
  readonly command: Cmd;
  readonly state: CouncilState;
  readonly evidence: CouncilEvidence;
}
/** The same about a council that works. */
export interface WorkingFacts<Cmd extends CouncilCommand> extends CouncilFacts<Cmd> {
  readonly council: Council;
}

type Judged<Cmd extends CouncilCommand, Facts extends CouncilFacts<Cmd>> = {
  readonly law?: readonly Rule<CouncilProfile, Facts>[];
  readonly house?: readonly Rule<unknown, Facts>[];
};

/** What the act leads to when nothing speaks against it. */
const act = <Cmd extends CouncilCommand, Facts extends CouncilFacts<Cmd>>(
  facts: Facts,
  rules: Judged<Cmd, Facts>,
  event: (basis: Basis) => CouncilEvent,
  evidence: { readonly [fact: string]: Json } = {},
): Decision<CouncilEvent> => {
  const basis = examine(
    facts.evidence.profile,
    {
      law: [introducedAtSchool, ...(rules.law ?? [])],
      house: [organisationKnown, notInFuture, ...(rules.house ?? [])],
    },
    facts,
    evidence,
  );
  return isRefusal(basis) ? basis : [event(basis)];
};

const form = (facts: CouncilFacts<FormCouncil>): Decision<CouncilEvent> =>
  facts.state.councils[facts.command.data.councilId] !== undefined
    ? formedAlready(facts.command.data.councilId)
    : act(
        facts,
        { law: [councilAllowed, unitesMentors, enteredWillingly], house: [kindOfLevel, headIsMember] },
        (basis) => ({ type: 'CouncilFormed', data: { ...facts.command.data, basis } }),
      );

const consultUnion = (facts: CouncilFacts<ConsultUnion>): Decision<CouncilEvent> => {
  const { act: kind, title, protocolNumber } = facts.command.data;
  const said = facts.state.consultations.some(
    (one) => one.act === kind && one.title === title && one.protocolNumber === protocolNumber,
  );
  if (said) return [];
  return act(facts, { house: [namedInWords] }, (basis) => ({
    type: 'UnionConsulted',
    data: { ...facts.command.data, basis },
  }));
};

/** Protocols of the union that the local acts of a session rest on. */
const protocolsOf = ({ command, state }: WorkingFacts<HoldSession>): readonly string[] =>
  command.data.items.flatMap((item) =>
    item.function === 'LOCAL_ACTS'
      ? state.consultations
          .filter(({ act: kind, title }) => kind === item.act && title === item.title)
          .map(({ protocolNumber }) => protocolNumber)
      : [],
  );

const holdSession = (facts: WorkingFacts<HoldSession>): Decision<CouncilEvent> =>
  act(
    facts,
    {
      law: [
        functionsOfRegulation,
        unionConsulted,
        matchedByTopics,
        difficultiesDiagnosed,
        participantsPrepared,
        councilMonitors,
        rewardsOfRegulation,
      ],
      house: [inOrderOfTime, attendedByMembers, itemsWhole, subjectsKnown],
    },
    (basis) => ({
      type: 'CouncilSessionHeld',
      data: { ...facts.command.data, number: facts.council.sessions.length + 1, basis },
    }),
    { protocols: protocolsOf(facts) },
  );

/** Keeps the councils of an organisation: who sits in them, what their sessions did, what the union said. */
export const council: Decider<CouncilState, CouncilCommand, CouncilEvent, CouncilEvidence> = {
  initial: { councils: {}, consultations: [] },
  evolve,
  decide: (command, state, evidence) => {
    if (command.type === 'ConsultUnion') return consultUnion({ command, state, evidence });
    if (command.type === 'FormCouncil') return form({ command, state, evidence });
    const { councilId } = command.data;
    const council = state.councils[councilId];
    if (council === undefined) return notThere(councilId);
    if (council.disbandedOn !== undefined) {
      return command.type === 'DisbandCouncil' ? [] : notThere(councilId);
    }
    const of = { state, evidence, council };
    switch (command.type) {
      case 'AdmitMember': {
        if (council.memberIds.includes(command.data.memberId)) return [];
        const rules = { law: [unitesMentors, enteredWillingly], house: [inOrderOfTime] };
        return act({ ...of, command }, rules, (basis) => ({
          type: 'CouncilMemberAdmitted',
          data: { ...command.data, basis },
        }));
      }
      case 'ReleaseMember':
        return act({ ...of, command }, { house: [inOrderOfTime, memberReleased, headStays] }, (basis) => ({
          type: 'CouncilMemberReleased',
          data: { ...command.data, basis },
        }));
      case 'ElectHead':
        if (council.headId === command.data.headId) return [];
        return act({ ...of, command }, { house: [inOrderOfTime, headIsMember] }, (basis) => ({
          type: 'CouncilHeadElected',
          data: { ...command.data, basis },
        }));
      case 'EnterPublicCouncil': {
        const rules = { law: [headWithPublicCouncil], house: [inOrderOfTime, namedInWords] };
        return act({ ...of, command }, rules, (basis) => ({
          type: 'PublicCouncilEntered',
          data: { ...command.data, basis },
        }));
      }
      case 'HoldSession':
        return holdSession({ ...of, command });
      case 'DisbandCouncil':
        return act({ ...of, command }, { house: [inOrderOfTime] }, (basis) => ({
          type: 'CouncilDisbanded',
          data: { ...command.data, basis },
        }));
      default:
        return unreachable(command);
    }
  },
};

const formedAlready = (councilId: Uuid): Refusal =>
  refuse(
    'council-formed-once',
    fault(
      bilingual('Совет наставников уже создан', 'The council has been formed already'),
      bilingual('Используйте существующую запись', 'Use the existing record'),
      { kind: 'council', subject: councilId },
    ),
  );
const notThere = (councilId: Uuid): Refusal =>
  refuse(
    'council-works',
    fault(
      bilingual('Такого совета наставников нет', 'There is no such council, or it works no longer'),
      bilingual('Создайте совет наставников', 'Form a council'),
      { kind: 'council', subject: councilId },
    ),
  );
