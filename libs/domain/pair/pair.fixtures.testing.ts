/** A school year in which one pair lives its whole life under the regulation of МОУ СОШ № 62; for specs of a pair and of whoever reads pairs. */
import {
  type Actor,
  type ClauseRef,
  fold,
  type IsoDate,
  isRefusal,
  type Stamp,
  type Uuid,
} from '@nastavnik/kernel';
import type { Setting, VaultRef } from '../vocabulary';
import { pair, type PairCommand, type PairEvidence, type PairProfile, type PersonEvidence } from './pair';
import type { PairEvent } from './pair.events';

/** `uuid(7)` is always the same id. */
export const uuid = (n: number): Uuid => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export const SCHOOL = uuid(1);
export const PAIR = uuid(2);
export const MENTOR = uuid(10);
export const MENTEE = uuid(11);
export const SECOND_MENTOR = uuid(12);
export const SECOND_MENTEE = uuid(13);
/** A mentor from outside, with an agreement. */
export const EXTERNAL_MENTOR = uuid(14);
export const PSYCHOLOGIST = uuid(15);
export const CURATOR = uuid(20);
export const COORDINATOR = uuid(21);
export const DIRECTOR = uuid(22);
export const ORDER = uuid(30);
export const CHANGE_ORDER = uuid(31);
export const END_ORDER = uuid(32);

/** Dates of the life, in order. */
export const ON = {
  introduced: '2021-01-11',
  proposed: '2021-01-18',
  offered: '2021-01-19',
  chosen: '2021-01-20',
  familiarised: '2021-01-21',
  consented: '2021-01-22',
  fixed: '2021-02-01',
  entry: '2021-02-02',
  organisational: '2021-02-03',
  trial: '2021-02-10',
  planning: '2021-02-17',
  drafted: '2021-02-17',
  approved: '2021-02-18',
  regular: '2021-03-03',
  regularAgain: '2021-03-17',
  interim: '2021-05-20',
  final: '2021-11-24',
  exit: '2021-11-26',
  finalMonitoring: '2021-12-01',
  report: '2021-12-03',
  completed: '2021-12-20',
  until: '2021-12-24',
  followUp: '2021-12-27',
} as const satisfies { readonly [name: string]: IsoDate };
export const TODAY = '2021-12-28';

/** A clause as School 62's regulation is quoted: `5.3-1` is the first paragraph of 5.3; 4.11 is one clause read as two. */
export const s62 = (number: string): ClauseRef => {
  const [base, paragraph] = number.split('-') as [string, string?];
  const clause = paragraph === undefined || base === '4.11' ? base : `${base}, абз. ${Number(paragraph)}`;
  return { id: `S62-${number}`, document: 'МОУ СОШ № 62', clause };
};
const own = <T>(value: T, ...clauses: readonly string[]): Setting<T> => ({
  value,
  clauses: clauses.map(s62),
  source: 'OWN',
});
const silent = <T>(value: T): Setting<T> => ({ value, clauses: [], source: 'DEFAULT' });

/** The parameters of School 62 a pair is judged by. */
export const S62_PAIR: PairProfile['parameters'] = {
  introductionOrder: own(true, '4.1', '12-02'),
  mentorCouncil: silent('NONE'),
  participantScope: own(['PEDAGOGUE', 'STUDENT'], '3.1'),
  studentMinAge: silent(null),
  forms: own({ codes: ['STUDENT_STUDENT', 'TEACHER_TEACHER', 'TEACHER_STUDENT'], open: true }, '5.1'),
  cardinality: own(
    { general: { mentors: { min: 1, max: null }, mentees: { min: 1, max: null } }, byForm: {} },
    '2.2',
  ),
  curatorEligible: own(['STAFF', 'PARTNER'], '2.7'),
  basesRequired: own(true, '4.4'),
  participationConsent: own('ANY', '4.10'),
  personalDataConsent: own(true, '4.11-1'),
  minorConsentRoles: own(['MENTOR', 'MENTEE'], '4.11-2'),
  minorOwnConsentFrom: silent(null),
  majorityEndsRepresentation: silent(true),
  familiarisationBeforePair: own(true, '4.12'),
  menteeChoosesMentor: own(true, '10-02'),
  externalMentorAgreement: own('REQUIRED', '4.14'),
  externalMentorGratuitous: own(true, '4.14'),
  pairOrder: own(true, '4.13'),
  pairTerm: own('CALENDAR_YEAR', '5.4'),
  modelPeriod: silent(null),
  appointmentAct: own('ORDER', '4.3'),
  needsDiagnosisBeforePlan: own(true, '7-03'),
  coAuthoredPlan: own(true, '7-02', '9-02'),
  meetingSequence: own(
    ['ORGANISATIONAL', 'TRIAL', 'PLANNING', 'REGULAR', 'FINAL'],
    ...['5.3-1', '5.3-2', '5.3-3', '5.3-4', '5.3-5'],
  ),
  meetingCount: own('PAIR_DECIDES', '5.5'),
  monitoringSchedule: own({ perPair: ['INTERIM', 'FINAL'] }, '6.4'),
  monitoringActors: own(['CURATOR', 'MENTOR'], '6.4'),
  monitoringAspects: own(['PROCESS', 'IMPACT'], '6.2-1', '6.2-2'),
  indicators: own(
    [
      {
        ...{ code: 'PROCESS_QUALITY', aspect: 'PROCESS', clause: 'S62-6.2-1' },
        title: 'Качество процесса реализации программы',
      },
      ...[
        { code: 'MOTIVATION_PERSONAL', title: 'Мотивационно-личностный рост' },
        { code: 'COMPETENCE', title: 'Компетентностный рост' },
        { code: 'PROFESSIONAL', title: 'Профессиональный рост' },
        { code: 'EDUCATIONAL_RESULTS', title: 'Динамика образовательных результатов' },
      ].map((one) => ({ ...one, aspect: 'IMPACT' as const, clause: 'S62-6.2-2' })),
    ],
    ...['6.2-1', '6.2-2'],
  ),
  openIndicators: silent([]),
  entryExitComparison: own(true, '6.3'),
  gradingAllowed: own(false, '6.5'),
  finalReportBy: own(['MENTOR'], '7-10'),
  followUp: silent(true),
  roleModels: silent({}),
  crossOrgPairs: own({ policy: 'ALLOWED', forms: [] }, '4.14'),
  studentMentorOnHigherStage: silent(false),
  mentorPayment: own('NONE', ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `11-0${n}`), '11-10'),
  compatibilityAssessment: silent('OPTIONAL'),
  networkMentorForYoungSpecialist: silent(false),
  registerRefreshPerYear: own('AS_NEEDED', '4.9'),
  registerRefreshScope: own(['MENTEES', 'MENTORS'], '4.9'),
  planParts: silent([]),
  modelElements: silent([]),
  workFormats: silent({}),
  nearGoals: own(true, '7-05'),
  curatorOrganisesPlanning: silent(false),
  curatorRequired: silent(false),
  menteeRequestBeforePlan: silent(false),
  programmeWork: own(['DEVELOPED', 'ACCOMPANIED'], '3.2-2'),
  closingReflection: silent(false),
};

type Values = {
  readonly [Name in keyof PairProfile['parameters']]?: PairProfile['parameters'][Name]['value'];
};

/** School 62's profile with other values; the clauses stay. */
export const profileWith = (values: Values = {}): PairProfile => ({
  organisationId: SCHOOL,
  version: 1,
  parameters: Object.fromEntries(
    Object.entries(S62_PAIR).map(([name, setting]) => [
      name,
      name in values ? { ...setting, value: values[name as keyof Values] } : setting,
    ]),
  ) as PairProfile['parameters'],
});

type Consent = PersonEvidence['consents'][number];
let consents = 0;
/** A written consent given in time, with an id of its own; override what matters. */
export const consent = (over: Partial<Consent> = {}): Consent => ({
  consentId: uuid(0x1000 + ++consents),
  purpose: 'PARTICIPATION',
  by: 'SELF',
  written: true,
  givenOn: ON.consented,
  ...over,
});
/** Both documents School 62 asks for. */
export const bothConsents = (by: Consent['by'], over: Partial<Consent> = {}): readonly Consent[] => [
  consent({ by, ...over }),
  consent({ by, purpose: 'PERSONAL_DATA', ...over }),
];

/** A teacher of this school in the base of mentors who may be in a pair at once. */
export const teacher = (participantId: Uuid, over: Partial<PersonEvidence> = {}): PersonEvidence => ({
  participantId,
  schoolId: SCHOOL,
  kind: 'PEDAGOGUE',
  employed: true,
  inMenteeBase: false,
  inMentorBase: true,
  categories: [],
  needsDiagnosed: false,
  age: 41,
  consents: bothConsents('SELF'),
  agreements: [],
  ...over,
});
/** A student of fifteen in the base of mentees. */
export const student = (participantId: Uuid, over: Partial<PersonEvidence> = {}): PersonEvidence => ({
  ...teacher(participantId),
  kind: 'STUDENT',
  employed: false,
  inMenteeBase: true,
  inMentorBase: false,
  categories: ['GIFTED'],
  needsDiagnosed: true,
  age: 15,
  consents: bothConsents('LEGAL_REPRESENTATIVE'),
  ...over,
});
/** A graduate from outside with a gratuitous agreement for the year. */
export const graduate = (participantId: Uuid, over: Partial<PersonEvidence> = {}): PersonEvidence => ({
  ...teacher(participantId),
  kind: 'GRADUATE',
  employed: false,
  agreements: [{ agreementId: uuid(40), gratuitous: true, from: ON.introduced, until: ON.until }],
  ...over,
});

export const PEOPLE: PairEvidence['people'] = {
  [MENTOR]: teacher(MENTOR),
  [MENTEE]: student(MENTEE),
  [SECOND_MENTOR]: teacher(SECOND_MENTOR),
  [SECOND_MENTEE]: student(SECOND_MENTEE),
  [EXTERNAL_MENTOR]: graduate(EXTERNAL_MENTOR),
  [PSYCHOLOGIST]: teacher(PSYCHOLOGIST, { position: 'PSYCHOLOGIST' }),
};

/** What other streams say when all is well. `people` is merged person by person. */
export const evidenceWith = (over: Partial<PairEvidence> = {}): PairEvidence => ({
  profile: profileWith(),
  today: TODAY,
  school: {
    schoolId: SCHOOL,
    introducedFrom: ON.introduced,
    curators: [{ personId: CURATOR, form: 'TEACHER_STUDENT' }],
    coordinatorId: COORDINATOR,
  },
  councilAtWork: true,
  ...over,
  people: { ...PEOPLE, ...over.people },
});

/** The order an act cites, as a piece of evidence. */
export const orderOf = (
  kind: string,
  orderId: Uuid,
  issuedOn: IsoDate,
): { readonly order: NonNullable<PairEvidence['order']> } => ({
  order: { orderId, organisationId: SCHOOL, kind, issuedOn },
});

export const actors = {
  curator: { id: CURATOR, role: 'curator' },
  coordinator: { id: COORDINATOR, role: 'coordinator' },
  director: { id: DIRECTOR, role: 'director' },
  mentor: { id: MENTOR, role: 'mentor' },
  mentee: { id: MENTEE, role: 'mentee' },
} as const satisfies { readonly [role: string]: Actor };

export const stampOf = (actor: Actor = actors.curator): Stamp => ({
  recordedAt: `${TODAY}T09:00:00.000Z`,
  actor,
  commandId: uuid(0xc0),
});

type CommandOf<Type extends PairCommand['type']> = Extract<PairCommand, { readonly type: Type }>;
type DataOf<Type extends PairCommand['type']> = Omit<
  CommandOf<Type>['data'],
  'pairId' | 'schoolId' | 'effectiveOn'
>;

/** An act on the pair of this file. */
export const command = <Type extends PairCommand['type']>(
  type: Type,
  effectiveOn: IsoDate,
  data: DataOf<Type>,
  actor: Actor = actors.curator,
): CommandOf<Type> =>
  ({
    type,
    data: { ...data, pairId: PAIR, schoolId: SCHOOL, effectiveOn },
    stamp: stampOf(actor),
  }) as unknown as CommandOf<Type>;

export const vaultRef = (n: number): VaultRef => ({
  recordId: uuid(0x2000 + n),
  commitment: n.toString(16).padStart(64, '0'),
});

const levels = (level: 'LOW' | 'SUFFICIENT') => [
  { menteeId: MENTEE, levels: { MOTIVATION_PERSONAL: level, EDUCATIONAL_RESULTS: level } },
];
export const findings = [
  { indicator: 'PROCESS_QUALITY', aspect: 'PROCESS', value: { kind: 'LEVEL', level: 'SUFFICIENT' } },
  { indicator: 'COMPETENCE', aspect: 'IMPACT', value: { kind: 'LEVEL', level: 'BASIC' } },
] as const;

const meeting = (kind: CommandOf<'HoldMeeting'>['data']['kind'], on: IsoDate, planned?: number) =>
  command('HoldMeeting', on, {
    kind,
    attendeeIds: [MENTOR, MENTEE],
    ...(planned === undefined ? {} : { plannedRegularMeetings: planned }),
  });

/** The acts of the life in order, by name. */
export const ACTS = {
  proposed: command('ProposePair', ON.proposed, {
    kind: 'PAIR',
    form: 'TEACHER_STUDENT',
    menteeIds: [MENTEE],
    tasks: ['PERSONAL'],
  }),
  offered: command('OfferCandidates', ON.offered, { mentorIds: [MENTOR, EXTERNAL_MENTOR] }),
  chosen: command('ChooseMentor', ON.chosen, { mentorId: MENTOR, menteeId: MENTEE, through: 'SELF' }),
  familiarised: command('FamiliariseParticipants', ON.familiarised, {
    participantIds: [MENTOR, MENTEE, EXTERNAL_MENTOR],
    forum: 'STUDENT_CONFERENCE',
  }),
  fixed: command('FixPair', ON.fixed, { orderId: ORDER, from: ON.fixed, until: ON.until }, actors.director),
  entry: command('AssessEntry', ON.entry, { assessments: levels('LOW') }),
  organisational: meeting('ORGANISATIONAL', ON.organisational),
  trial: meeting('TRIAL', ON.trial),
  planning: meeting('PLANNING', ON.planning, 2),
  drafted: command(
    'DraftPlan',
    ON.drafted,
    { authorIds: [MENTOR, MENTEE], plan: vaultRef(1) },
    actors.mentor,
  ),
  approved: command('ApprovePlan', ON.approved, {}),
  regular: meeting('REGULAR', ON.regular),
  regularAgain: meeting('REGULAR', ON.regularAgain),
  interim: command('CompleteMonitoring', ON.interim, { kind: 'INTERIM', findings }),
  final: meeting('FINAL', ON.final),
  exit: command('AssessExit', ON.exit, { assessments: levels('SUFFICIENT') }),
  finalMonitoring: command('CompleteMonitoring', ON.finalMonitoring, { kind: 'FINAL', findings }),
  report: command('SubmitMentorReport', ON.report, { mentorId: MENTOR, report: vaultRef(2) }, actors.mentor),
  completed: command('CompletePair', ON.completed, {}),
  followUp: command('OpenFollowUp', ON.followUp, {}),
} as const satisfies { readonly [name: string]: PairCommand };
export type LifeStep = keyof typeof ACTS;
export const STEPS = Object.keys(ACTS) as readonly LifeStep[];

/** The evidence an act of the life needs: an act that cites an order finds it. */
export const evidenceOf = (act: PairCommand, over: Partial<PairEvidence> = {}): PairEvidence =>
  evidenceWith({
    ...(act.type === 'FixPair' ? orderOf('PAIRS', act.data.orderId, act.data.effectiveOn) : {}),
    ...(act.type === 'EndPair'
      ? orderOf(
          act.data.reason === 'ORDER_CANCELLED' ? 'CANCELLATION' : 'PAIR_END',
          act.data.orderId,
          act.data.effectiveOn,
        )
      : {}),
    ...(act.type === 'ProlongPair'
      ? orderOf('PAIR_PROLONGATION', act.data.orderId, act.data.effectiveOn)
      : {}),
    ...(act.type === 'ReplaceMember' ? orderOf('PAIR_CHANGE', act.data.orderId, act.data.effectiveOn) : {}),
    ...over,
  });

/** Decides acts one after another. @throws when one of them is refused */
export const live = (
  acts: readonly PairCommand[],
  over: Partial<PairEvidence> = {},
  history: readonly PairEvent[] = [],
): readonly PairEvent[] => {
  const events = [...history];
  for (const act of acts) {
    const decision = pair.decide(act, fold(pair, events), evidenceOf(act, over));
    if (isRefusal(decision)) {
      throw new Error(
        `${act.type}: ${decision.reasons.map(({ rule, message }) => `${rule}: ${message.en}`).join('; ')}`,
      );
    }
    events.push(...decision);
  }
  return events;
};

/** The events of the life up to and including a step. */
export const lifeOf = (until: LifeStep, over: Partial<PairEvidence> = {}): readonly PairEvent[] =>
  live(
    STEPS.slice(0, STEPS.indexOf(until) + 1).map((step) => ACTS[step]),
    over,
  );

/** Rules that held when the only event of an act was decided, by name, with the ids of their clauses. */
export const heldRules = (events: readonly PairEvent[]): { readonly [rule: string]: readonly string[] } =>
  Object.fromEntries(
    (events.at(-1)?.data.basis.rules ?? []).map(({ rule, clauses }) => [rule, clauses.map(({ id }) => id)]),
  );
