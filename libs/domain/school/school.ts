/** School: registration, introduction of mentoring, appointments, presentation of programmes. Rules stand in `school.rules.ts`. */
import {
  isRefusal,
  unreachable,
  type Command,
  type Decider,
  type Decision,
  type IsoDate,
  type Uuid,
} from '@nastavnik/kernel';
import {
  bilingual,
  examine,
  examineHouse,
  fault,
  notInFuture,
  refuse,
  type Form,
  type Forum,
  type OrganisationType,
  type Position,
  type ProfileSlice,
  type Setting,
  type CitedOrder,
} from '../vocabulary';
import {
  appointeesKnown,
  appointmentByOrder,
  coordinatorEligible,
  curatorFormsEnabled,
  curatorsEligible,
  formEnabled,
  forumPrescribed,
  introducedBefore,
  introductionByOrder,
  introductionNotBeforeOrder,
  municipalityRegistered,
  namesGiven,
  notIntroducedYet,
  programmesNamed,
  somebodyAppointed,
  zoneExists,
} from './school.rules';
import type { SchoolEvent } from './school.events';

// Commands and evidence

interface OfSchool {
  readonly schoolId: Uuid;
  readonly effectiveOn: IsoDate;
}
export type RegisterSchool = Command<
  'RegisterSchool',
  OfSchool & {
    readonly municipalityId: Uuid;
    readonly name: string;
    readonly shortName: string;
    readonly utcOffsetMinutes: number;
    readonly organisationType?: OrganisationType;
  }
>;
/** Carried from an order of kind INTRODUCTION. */
export type IntroduceMentoring = Command<
  'IntroduceMentoring',
  OfSchool & { readonly orderId: Uuid; readonly from: IsoDate }
>;
/** Carried from an order of kind APPOINTMENT. */
export type Appoint = Command<
  'Appoint',
  OfSchool & {
    readonly orderId: Uuid;
    readonly coordinatorId?: Uuid;
    readonly curators: readonly { readonly personId: Uuid; readonly form: Form | 'ALL' }[];
  }
>;
export type PresentProgrammes = Command<
  'PresentProgrammes',
  OfSchool & { readonly forum: Forum; readonly form: Form; readonly programmes: readonly string[] }
>;
export type SchoolCommand = RegisterSchool | IntroduceMentoring | Appoint | PresentProgrammes;

export type SchoolProfile = ProfileSlice<{
  readonly introductionOrder: Setting<boolean>;
  readonly coordinator: Setting<'NONE' | 'MUNICIPAL' | 'SCHOOL_DEPUTY_UVR'>;
  readonly curatorEligible: Setting<
    readonly ('STAFF' | 'PARTNER' | 'SOCIAL_PARTNER' | 'DEPUTY_HEAD' | 'PEDAGOGUE')[]
  >;
  readonly appointmentAct: Setting<'ORDER' | 'HEAD_DECISION'>;
  readonly forms: Setting<{ readonly codes: readonly Form[]; readonly open: boolean }>;
  readonly programmePresentationForums: Setting<readonly Forum[]>;
}>;

export interface SchoolEvidence {
  /** Absent only for `RegisterSchool`: a school has no regulation before it exists. */
  readonly profile?: SchoolProfile;
  readonly today: IsoDate;
  readonly municipalityExists: boolean;
  readonly order?: CitedOrder;
  readonly people: {
    readonly [personId: string]: {
      readonly schoolId: Uuid;
      readonly employed: boolean;
      readonly position?: Position;
    };
  };
}

// State

export interface Appointment {
  readonly personId: Uuid;
  readonly orderId: Uuid;
  /** First day in office. */
  readonly from: IsoDate;
}
interface KnownSchool {
  readonly schoolId: Uuid;
  readonly municipalityId: Uuid;
  readonly shortName: string;
  readonly utcOffsetMinutes: number;
  readonly organisationType?: OrganisationType;
  /** The last one appointed is in office. */
  readonly coordinators: readonly Appointment[];
  /** Several may serve one form; an order adds to those in office. */
  readonly curators: readonly (Appointment & { readonly form: Form | 'ALL' })[];
  readonly presentations: readonly {
    readonly on: IsoDate;
    readonly forum: Forum;
    readonly form: Form;
  }[];
}
export type RegisteredSchool = KnownSchool &
  (
    | { readonly stage: 'REGISTERED' }
    | { readonly stage: 'INTRODUCED'; readonly introducedFrom: IsoDate; readonly introducedBy: Uuid }
  );
export type SchoolState = { readonly stage: 'UNREGISTERED' } | RegisteredSchool;

/** Who coordinates mentoring on a day. */
export const coordinatorOn = (school: SchoolState, on: IsoDate): Uuid | undefined =>
  school.stage === 'UNREGISTERED'
    ? undefined
    : school.coordinators.filter(({ from }) => from <= on).at(-1)?.personId;

/** Curators in office on a day, each with the form served. */
export const curatorsOn = (
  school: SchoolState,
  on: IsoDate,
): readonly { readonly personId: Uuid; readonly form: Form | 'ALL' }[] =>
  school.stage === 'UNREGISTERED'
    ? []
    : school.curators.filter(({ from }) => from <= on).map(({ personId, form }) => ({ personId, form }));

/** First day of mentoring at the school, once introduced by order. */
export const introducedFrom = (school: SchoolState): IsoDate | undefined =>
  school.stage === 'INTRODUCED' ? school.introducedFrom : undefined;

const evolve = (state: SchoolState, event: SchoolEvent): SchoolState => {
  if (event.type === 'SchoolRegistered') {
    const { schoolId, municipalityId, shortName, utcOffsetMinutes, organisationType } = event.data;
    return {
      stage: 'REGISTERED',
      schoolId,
      municipalityId,
      shortName,
      utcOffsetMinutes,
      ...(organisationType === undefined ? {} : { organisationType }),
      coordinators: [],
      curators: [],
      presentations: [],
    };
  }
  if (state.stage === 'UNREGISTERED') return state;
  switch (event.type) {
    case 'MentoringIntroduced':
      return {
        ...state,
        stage: 'INTRODUCED',
        introducedFrom: event.data.from,
        introducedBy: event.data.orderId,
      };
    case 'CoordinatorAppointed': {
      const { personId, orderId, effectiveOn } = event.data;
      return { ...state, coordinators: [...state.coordinators, { personId, orderId, from: effectiveOn }] };
    }
    case 'CuratorAppointed': {
      const { personId, orderId, form, effectiveOn } = event.data;
      return { ...state, curators: [...state.curators, { personId, orderId, form, from: effectiveOn }] };
    }
    case 'ProgrammesPresented': {
      const { effectiveOn, forum, form } = event.data;
      return { ...state, presentations: [...state.presentations, { on: effectiveOn, forum, form }] };
    }
    default:
      return unreachable(event);
  }
};

// Decision

/** What the rules of a school look at. */
export interface SchoolFacts<Cmd extends SchoolCommand> {
  readonly command: Cmd;
  readonly state: RegisteredSchool;
  readonly evidence: SchoolEvidence;
}

const register = (command: RegisterSchool, evidence: SchoolEvidence): Decision<SchoolEvent> => {
  const basis = examineHouse(
    [notInFuture, municipalityRegistered, namesGiven, zoneExists],
    { command, evidence },
    { municipalityId: command.data.municipalityId },
  );
  if (isRefusal(basis)) return basis;
  const { name, shortName } = command.data;
  return [
    {
      type: 'SchoolRegistered',
      data: { ...command.data, name: name.trim(), shortName: shortName.trim(), basis },
    },
  ];
};

const introduce = (facts: SchoolFacts<IntroduceMentoring>, profile: SchoolProfile): Decision<SchoolEvent> => {
  const { command, state } = facts;
  const { orderId } = command.data;
  if (state.stage === 'INTRODUCED' && state.introducedBy === orderId) return [];
  const basis = examine(
    profile,
    { law: [introductionByOrder], house: [notInFuture, notIntroducedYet, introductionNotBeforeOrder] },
    facts,
    { orderId },
  );
  return isRefusal(basis) ? basis : [{ type: 'MentoringIntroduced', data: { ...command.data, basis } }];
};

const appoint = (facts: SchoolFacts<Appoint>, profile: SchoolProfile): Decision<SchoolEvent> => {
  const { state } = facts;
  const { schoolId, effectiveOn, orderId, coordinatorId, curators } = facts.command.data;
  const basis = examine(
    profile,
    {
      law: [introducedBefore, appointmentByOrder, coordinatorEligible, curatorsEligible, curatorFormsEnabled],
      house: [notInFuture, somebodyAppointed, appointeesKnown],
    },
    facts,
    { orderId },
  );
  if (isRefusal(basis)) return basis;
  const said = { schoolId, effectiveOn, orderId, basis };
  const inOffice = state.coordinators.at(-1);
  return [
    ...(coordinatorId === undefined || (inOffice?.personId === coordinatorId && inOffice.orderId === orderId)
      ? []
      : [{ type: 'CoordinatorAppointed', data: { ...said, personId: coordinatorId } } as const]),
    ...curators
      .filter(
        ({ personId, form }) => !state.curators.some((one) => one.personId === personId && one.form === form),
      )
      .map(
        ({ personId, form }) => ({ type: 'CuratorAppointed', data: { ...said, personId, form } }) as const,
      ),
  ];
};

const present = (facts: SchoolFacts<PresentProgrammes>, profile: SchoolProfile): Decision<SchoolEvent> => {
  const basis = examine(
    profile,
    {
      law: [introducedBefore, forumPrescribed, formEnabled],
      house: [notInFuture, programmesNamed],
    },
    facts,
    {},
  );
  return isRefusal(basis) ? basis : [{ type: 'ProgrammesPresented', data: { ...facts.command.data, basis } }];
};

/** Registers a school, introduces mentoring there, appoints who leads it and records presentations. */
export const school: Decider<SchoolState, SchoolCommand, SchoolEvent, SchoolEvidence> = {
  initial: { stage: 'UNREGISTERED' },
  evolve,
  decide: (command, state, evidence) => {
    if (command.type === 'RegisterSchool') {
      return state.stage === 'UNREGISTERED' ? register(command, evidence) : registeredAlready;
    }
    const { profile } = evidence;
    if (state.stage === 'UNREGISTERED' || profile === undefined) return notRegistered;
    switch (command.type) {
      case 'IntroduceMentoring':
        return introduce({ command, state, evidence }, profile);
      case 'Appoint':
        return appoint({ command, state, evidence }, profile);
      case 'PresentProgrammes':
        return present({ command, state, evidence }, profile);
      default:
        return unreachable(command);
    }
  },
};

const registeredAlready = refuse(
  'school-registered-once',
  fault(
    bilingual('Школа уже зарегистрирована', 'The school is already registered'),
    bilingual('Используйте существующую запись', 'Use the existing record'),
  ),
);
const notRegistered = refuse(
  'school-registered',
  fault(
    bilingual('Школа не зарегистрирована', 'The school is not registered'),
    bilingual('Сначала зарегистрируйте школу', 'Register the school first'),
    { kind: 'school' },
  ),
);
