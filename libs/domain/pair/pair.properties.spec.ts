/** Whatever is sent in whatever order: no accepted history of a pair breaks the law. Judged over events, not by the decider's own code. */
import {
  type Basis,
  codecOf,
  type Decision,
  fold,
  isRefusal,
  type IsoDate,
  type Uuid,
} from '@nastavnik/kernel';
import fc from 'fast-check';
import { type Form, type MeetingKind, MEETING_KINDS, MONITORING_KINDS, PLAN_PARTS } from '../vocabulary';
import {
  judgedBy,
  pair,
  type PairCommand,
  type PairEvidence,
  type PairProfile,
  type PairState,
  type PersonEvidence,
  reDecidablePair,
} from './pair';
import { pairStoredTypes } from './pair.codec';
import type { PairEvent } from './pair.events';
import {
  ACTS,
  actors,
  CHANGE_ORDER,
  command,
  consent,
  END_ORDER,
  evidenceWith,
  EXTERNAL_MENTOR,
  findings,
  MENTEE,
  MENTOR,
  ON,
  ORDER,
  PEOPLE,
  PSYCHOLOGIST,
  SECOND_MENTEE,
  SECOND_MENTOR,
  STEPS,
  teacher,
  uuid,
  vaultRef,
} from './pair.fixtures.testing';
import { under } from './pair.regulations.testing';

type Person = PersonEvidence;
type Order = NonNullable<PairEvidence['order']>;
/** The model life, with what Kilmez has said before the end. */
const LIFE: readonly PairCommand[] = STEPS.flatMap((step): readonly PairCommand[] => [
  ...(step === 'completed'
    ? [MENTOR, MENTEE].map((participantId) =>
        command('RecordReflection', ON.report, { participantId, reflection: vaultRef(27) }),
      )
    : []),
  ACTS[step],
]);

/** A regulation, the form the model life takes under it, and who lives it. */
interface Law {
  readonly profile: PairProfile;
  readonly form: Form;
  readonly people: { readonly [id: string]: Person };
}
/** What the other streams say at a moment; moves change it between acts. */
interface World {
  readonly law: Law;
  readonly people: { readonly [id: string]: Person };
  readonly orders: { readonly [id: string]: Order };
}
/** One step of a random life: the next act of the model life, any act, or a change of the world. */
type Move =
  | { readonly kind: 'next' }
  | { readonly kind: 'act'; readonly act: PairCommand }
  | { readonly kind: 'person'; readonly id: Uuid; readonly change: (person: Person) => Person };
/** A life under one of the five regulations. */
interface Path {
  /** By name, so that a counterexample can be read. */
  readonly law: string;
  readonly moves: readonly Move[];
}
/** An accepted event together with the world it was decided in. */
interface Accepted {
  readonly event: PairEvent;
  readonly world: World;
}

/** Pedagogues everywhere: employees with an addendum, and one from outside. */
const PEDAGOGUES: Law['people'] = Object.fromEntries(
  [MENTOR, MENTEE, SECOND_MENTOR, SECOND_MENTEE, EXTERNAL_MENTOR].map((one) => [
    one,
    teacher(one, {
      inMenteeBase: one === MENTEE || one === SECOND_MENTEE,
      needsDiagnosed: true,
      requestId: uuid(60),
      employed: one !== EXTERNAL_MENTOR,
      agreements:
        one === EXTERNAL_MENTOR
          ? []
          : [{ agreementId: uuid(50), kind: 'CONTRACT_ADDENDUM', gratuitous: false, from: ON.introduced }],
    }),
  ]),
);
const LAWS: { readonly [name: string]: Law } = {
  S62: { profile: under('S62'), form: 'TEACHER_STUDENT', people: PEOPLE },
  IZO: { profile: under('IZO'), form: 'TEACHER_TEACHER', people: PEDAGOGUES },
  MR: { profile: under('MR'), form: 'REVERSE', people: PEDAGOGUES },
  SEV: { profile: under('SEV'), form: 'TRADITIONAL', people: PEDAGOGUES },
  'SEV, a flash': { profile: under('SEV'), form: 'FLASH', people: PEDAGOGUES },
  KIL: { profile: under('KIL'), form: 'TEACHER_TEACHER', people: PEDAGOGUES },
};

const id = fc.constantFrom(MENTOR, MENTEE, SECOND_MENTOR, SECOND_MENTEE, EXTERNAL_MENTOR);
const date: fc.Arbitrary<IsoDate> = fc.oneof(
  fc.constantFrom(...Object.values(ON)),
  fc
    .integer({ min: 0, max: 400 })
    .map((day) => new Date(Date.UTC(2021, 0, 1 + day)).toISOString().slice(0, 10)),
);
const anyone = fc.constantFrom(...Object.values(actors));

const act: fc.Arbitrary<PairCommand> = fc.oneof(
  fc.tuple(fc.constantFrom(...STEPS), date, anyone, fc.boolean()).map(([step, on, actor, shift]) => {
    const base = ACTS[step] as PairCommand;
    return shift
      ? ({ ...base, data: { ...base.data, effectiveOn: on }, stamp: { ...base.stamp, actor } } as PairCommand)
      : base;
  }),
  fc
    .tuple(
      fc.constantFrom(...MEETING_KINDS),
      date,
      fc.subarray([MENTOR, MENTEE, SECOND_MENTOR, SECOND_MENTEE]),
      fc.option(fc.integer({ min: -1, max: 3 }), { nil: undefined }),
    )
    .map(([kind, on, attendeeIds, planned]) =>
      command('HoldMeeting', on, {
        kind,
        attendeeIds,
        ...(planned === undefined ? {} : { plannedRegularMeetings: planned }),
      }),
    ),
  fc
    .tuple(date, fc.integer({ min: 1, max: 8 }))
    .map(([on, number]) => command('CancelMeetingRecord', on, { number })),
  fc
    .tuple(
      date,
      fc.constantFrom(...MONITORING_KINDS),
      fc.option(fc.constant('5'), { nil: undefined }),
      fc.subarray([...findings]),
    )
    .map(([on, kind, grade, found]) =>
      command('CompleteMonitoring', on, { kind, findings: found, ...(grade === undefined ? {} : { grade }) }),
    ),
  fc
    .tuple(date, date, date, fc.constantFrom(ORDER, CHANGE_ORDER, uuid(33)))
    .map(([on, from, until, orderId]) => command('FixPair', on, { orderId, from, until }, actors.director)),
  fc
    .tuple(date, fc.constantFrom('MENTOR', 'MENTEE'), id, id)
    .map(([on, role, leavingId, joiningId]) =>
      command('ReplaceMember', on, { orderId: CHANGE_ORDER, role, leavingId, joiningId }, actors.director),
    ),
  fc
    .tuple(date, fc.oneof(date, fc.constant('2021-12-31')), fc.constantFrom(END_ORDER, uuid(34)))
    .map(([on, until, orderId]) => command('ProlongPair', on, { orderId, until }, actors.director)),
  date.map((on) => command('EndPair', on, { orderId: END_ORDER, reason: 'MUTUAL' }, actors.director)),
  fc
    .tuple(date, id)
    .map(([on, participantId]) => command('SuspendPair', on, { participantId }, actors.director)),
  date.map((on) => command('ResumePair', on, {})),
  fc
    .tuple(date, fc.subarray(Object.keys(PEOPLE)))
    .map(([on, participantIds]) => command('FamiliariseParticipants', on, { participantIds })),
  fc
    .tuple(date, id)
    .map(([on, menteeId]) =>
      command('AssessEntry', on, { assessments: [{ menteeId, levels: { COMPETENCE: 'LOW' } }] }),
    ),
  date.map((on) => command('CloseFollowUp', on, {})),
  date.map((on) => command('MovePairToRegulation', on, {})),
);

/** What is designed and said while a pair is formed and works. */
const programme: fc.Arbitrary<PairCommand> = fc.oneof(
  fc
    .tuple(date, fc.subarray([MENTOR, EXTERNAL_MENTOR, SECOND_MENTOR]), fc.boolean())
    .map(([on, mentorIds, compatible]) =>
      command('AssessCompatibility', on, {
        ...{ psychologistId: PSYCHOLOGIST, mentorIds, compatible },
        conclusion: vaultRef(20),
      }),
    ),
  fc.tuple(date, date, anyone).map(([on, dueOn, actor]) => command('OrganisePlanning', on, { dueOn }, actor)),
  date.map((on) => command('CorrectPlan', on, { authorIds: [MENTOR, MENTEE], plan: vaultRef(21) })),
  fc
    .tuple(date, date, fc.constantFrom('NEAR' as const, 'LONG' as const))
    .map(([on, dueOn, horizon]) => command('SetGoal', on, { horizon, dueOn, goal: vaultRef(22) })),
  fc
    .tuple(
      fc.constantFrom(ON.regular, ON.interim),
      fc.constantFrom(MENTOR, MENTOR, SECOND_MENTOR),
      fc.constantFrom(MENTEE, MENTEE, MENTOR),
      fc.constantFrom(actors.mentor, actors.curator, actors.mentee),
    )
    .map(([on, mentorId, menteeId, actor]) =>
      command('GiveFeedback', on, { mentorId, menteeId, feedback: vaultRef(23) }, actor),
    ),
  fc.tuple(date, fc.constantFrom([MENTOR], [MENTOR, SECOND_MENTOR], [])).map(([on, mentorIds]) =>
    command('IssueRecommendation', on, {
      ...{ mentorIds, menteeId: MENTEE, kind: 'CAREER' as const },
      recommendation: vaultRef(24),
    }),
  ),
  fc
    .constantFrom(ON.regular, ON.interim)
    .map((on) =>
      command('RequestHelp', on, { menteeId: MENTEE, kind: 'ADVICE', request: vaultRef(25) }, actors.mentee),
    ),
  fc
    .tuple(fc.constantFrom(ON.regularAgain, ON.final), fc.integer({ min: 1, max: 2 }))
    .map(([on, number]) => command('GiveHelp', on, { number, mentorId: MENTOR, answer: vaultRef(26) })),
);

const change: fc.Arbitrary<Move> = fc
  .tuple(
    id,
    fc.oneof(
      date.map((withdrawnOn) => (person: Person): Person => ({
        ...person,
        consents: person.consents.map((each, index) => (index === 0 ? { ...each, withdrawnOn } : each)),
      })),
      fc
        .tuple(
          date,
          fc.constantFrom('SELF' as const, 'LEGAL_REPRESENTATIVE' as const),
          fc.constantFrom('PARTICIPATION' as const, 'PERSONAL_DATA' as const),
        )
        .map(([givenOn, by, purpose]) => (person: Person): Person => ({
          ...person,
          consents: [...person.consents, consent({ givenOn, by, purpose })],
        })),
      fc.boolean().map((inMentorBase) => (person: Person): Person => ({ ...person, inMentorBase })),
      fc.integer({ min: 14, max: 19 }).map(
        (age) =>
          (person: Person): Person =>
            person.kind === 'STUDENT' ? { ...person, age } : person,
      ),
      fc.constant((person: Person): Person => ({ ...person, consents: [] })),
      fc.constant((person: Person): Person => ({ ...person, agreements: [] })),
      fc.constant((person: Person): Person => ({
        ...person,
        consents: PEOPLE[person.participantId]?.consents ?? [],
      })),
    ),
  )
  .map(([who, how]) => ({ kind: 'person', id: who, change: how }));

/** A consent withdrawn, the pair suspended, the consent given anew, the pair resumed. */
const episode = fc.tuple(fc.constantFrom(MENTOR, MENTEE), date).map(([who, on]): readonly Move[] => [
  {
    kind: 'person',
    id: who,
    change: (person) => ({
      ...person,
      consents: person.consents.map((each) => ({ ...each, withdrawnOn: on })),
    }),
  },
  { kind: 'act', act: command('SuspendPair', on, { participantId: who }, actors.director) },
  {
    kind: 'person',
    id: who,
    change: (person) => ({ ...person, consents: PEOPLE[person.participantId]?.consents ?? [] }),
  },
  { kind: 'act', act: command('ResumePair', on, {}) },
]);

const steps = fc
  .array(
    fc.oneof(
      { weight: 30, arbitrary: fc.constant<readonly Move[]>([{ kind: 'next' }]) },
      { weight: 12, arbitrary: act.map((each): readonly Move[] => [{ kind: 'act', act: each }]) },
      { weight: 3, arbitrary: change.map((each): readonly Move[] => [each]) },
      { weight: 5, arbitrary: programme.map((each): readonly Move[] => [{ kind: 'act', act: each }]) },
      { weight: 1, arbitrary: episode },
    ),
    { minLength: 10, maxLength: 60 },
  )
  .map((path): readonly Move[] => [
    ...path.flat(),
    { kind: 'act', act: command('CloseFollowUp', '2021-12-28', {}) },
  ]);
/** School 62 in half of the lives, the other regulations in the rest. */
const moves: fc.Arbitrary<Path> = fc.record({
  law: fc.oneof(fc.constant('S62'), fc.constantFrom(...Object.keys(LAWS))),
  moves: steps,
});
const modelLife = (law: string): Path => ({ law, moves: LIFE.map(() => ({ kind: 'next' })) });

const order = (orderId: Uuid, kind: string, issuedOn: IsoDate): Order => ({
  orderId,
  organisationId: evidenceWith().school.schoolId,
  kind,
  issuedOn,
});
const firstWorld = (law: Law): World => ({
  law,
  people: law.people,
  orders: {
    [ORDER]: order(ORDER, 'PAIRS', ON.fixed),
    [CHANGE_ORDER]: order(CHANGE_ORDER, 'PAIR_CHANGE', '2021-03-05'),
    [END_ORDER]: order(END_ORDER, 'PAIR_END', '2021-06-01'),
    [uuid(34)]: order(uuid(34), 'PAIR_PROLONGATION', '2021-03-05'),
    [uuid(33)]: order(uuid(33), 'PAIRS', '2021-05-05'),
  },
});

/** The next version of the regulation, for a pair that is moved to it. */
const NEXT = 2;

const seen = (act: PairCommand, world: World, state: PairState): PairEvidence => {
  const version = act.type === 'MovePairToRegulation' ? NEXT : (judgedBy(state, act)?.version ?? 1);
  const cited = 'orderId' in act.data ? world.orders[act.data.orderId] : undefined;
  const { school } = evidenceWith();
  return evidenceWith({
    profile: { ...world.law.profile, version },
    school: { ...school, curators: school.curators.map((one) => ({ ...one, form: 'ALL' })) },
    people: world.people,
    ...(cited === undefined ? {} : { order: cited }),
  });
};

/** Lives the moves and gives what was accepted; `watch` sees every decision. */
const inLaw = (sent: PairCommand, { form, profile: { parameters } }: Law): PairCommand => {
  if (sent.type === 'ProposePair') return { ...sent, data: { ...sent.data, form } };
  if (sent.type !== 'DraftPlan' && sent.type !== 'CorrectPlan') return sent;
  const content = {
    ...(parameters.modelElements.value.length > 0 ? { elements: parameters.modelElements.value } : {}),
    ...(parameters.planParts.value.length > 0
      ? { parts: PLAN_PARTS.slice(0, 5), resources: ['COURSES'], documentForm: 'MAP' }
      : {}),
  };
  return { ...sent, data: { ...sent.data, ...content } } as PairCommand;
};

const liveOut = (
  { law: name, moves: path }: Path,
  watch: (
    act: PairCommand,
    history: readonly PairEvent[],
    evidence: PairEvidence,
    decision: Decision<PairEvent>,
  ) => void = () => {},
): readonly Accepted[] => {
  const accepted: Accepted[] = [];
  const law = LAWS[name] as Law;
  let world = firstWorld(law);
  let next = 0;
  for (const move of path) {
    if (move.kind === 'person') {
      const person = world.people[move.id];
      if (person !== undefined)
        world = { ...world, people: { ...world.people, [move.id]: move.change(person) } };
      continue;
    }
    const sent = move.kind === 'act' ? move.act : LIFE[next];
    if (sent === undefined) continue;
    const chosen = inLaw(sent, law);
    if (move.kind === 'next') next++;
    const history = accepted.map(({ event }) => event);
    const state = fold(pair, history);
    const evidence = seen(chosen, world, state);
    const decision = pair.decide(chosen, state, evidence);
    watch(chosen, history, evidence, decision);
    if (!isRefusal(decision)) for (const event of decision) accepted.push({ event, world });
  }
  return accepted;
};

// ── the law, read off the events ──────────────────────────────────────────────────────────────────────────────────

type Role = 'MENTOR' | 'MENTEE';

/** Consents of a person stand in the world for a purpose on a day, from the right hand. */
const stands = (person: Person, purpose: string, on: IsoDate, written: boolean): boolean => {
  const hand = person.age >= 18 ? 'SELF' : 'LEGAL_REPRESENTATIVE';
  return person.consents.some(
    (each) =>
      each.purpose === purpose &&
      each.by === hand &&
      (each.written || !written) &&
      !(on < each.givenOn) &&
      !(each.withdrawnOn !== undefined && each.withdrawnOn <= on) &&
      !(each.validUntil !== undefined && each.validUntil < on),
  );
};

const brokenInvariants = (life: readonly Accepted[]): readonly string[] => {
  const broken: string[] = [];
  const check = (invariant: string, holds: boolean): void => {
    if (!holds) broken.push(invariant);
  };
  const law = life[0]?.world.law ?? (LAWS['S62'] as Law);
  const says = law.profile.parameters;
  const demandsMonitoring = says.monitoringSchedule.value.perPair.length > 0;
  const sequence = law.form === 'FLASH' ? /^F?$/ : law === LAWS['S62'] ? /^O(T(P(R*(R+F)?)?)?)?$/ : /^/;
  /** School 62 and the flash of Seversk prescribe an order of meetings; the others meet as they like. */
  const finalMeeting = law === LAWS['S62'] || law.form === 'FLASH';
  let fixed: Extract<PairEvent, { type: 'PairFixed' }>['data'] | undefined;
  let members: { id: Uuid; role: Role }[] = [];
  let meetings: { number: number; kind: MeetingKind; on: IsoDate; planned: number | undefined }[] = [];
  let over = false;
  let movedOn: IsoDate | undefined;
  const monitored = new Set<string>();
  const reflected = new Set<Uuid>();
  let asked = 0;
  const answered = new Set<number>();
  let plan = 0;
  const reported = new Set<Uuid>();
  const assessed = { entry: new Set<Uuid>(), exit: new Set<Uuid>() };

  const everyoneConsented = (ids: readonly Uuid[], on: IsoDate, world: World): boolean =>
    ids.every((one) => {
      const person = world.people[one];
      return (
        person !== undefined &&
        stands(person, 'PARTICIPATION', on, says.participationConsent.value === 'WRITTEN') &&
        (!says.personalDataConsent.value || stands(person, 'PERSONAL_DATA', on, false))
      );
    });

  /** Who has left is a member still on the day of the hand-over. */
  const past: { id: Uuid; role: Role }[] = [];
  const isMember = (one: Uuid, role: Role): boolean =>
    [...members, ...past].some((member) => member.id === one && member.role === role);
  const everyMenteeAsked = (world: World): boolean =>
    members.every(({ id: one, role }) => role !== 'MENTEE' || world.people[one]?.requestId !== undefined);

  /** What a regulation asks of whoever comes into a pair. */
  const membersFit = (joining: readonly { id: Uuid; role: Role }[], on: IsoDate, world: World): void => {
    for (const { id: one, role } of joining) {
      const person = world.people[one];
      check(
        '5 within the scope',
        person?.kind !== 'STUDENT' || says.participantScope.value.includes('STUDENT'),
      );
      const outside = person?.employed === false && person.kind !== 'STUDENT';
      check('18 of one organisation', law.profile !== LAWS['SEV']?.profile || !outside);
      check(
        '16 an employee mentors on a basis of pay',
        law !== LAWS['KIL'] ||
          role !== 'MENTOR' ||
          outside ||
          (person?.agreements.some(({ kind, from }) => kind === 'CONTRACT_ADDENDUM' && from <= on) ?? false),
      );
    }
  };

  for (const { event, world } of life) {
    const on = event.data.effectiveOn;
    check('28 no grade anywhere', !JSON.stringify(event).includes('"grade"'));
    const before = [
      'PairProposed',
      'MentorCandidatesOffered',
      'MentorChosen',
      'CompatibilityAssessed',
      'ParticipantsFamiliarised',
      'PairFixed',
    ];
    check(`14 ${event.type} without an order`, fixed !== undefined || before.includes(event.type));
    check('nothing after the end but follow-up', !over || event.type.startsWith('FollowUp'));

    check(
      'judged by the version it was fixed under until it is moved',
      event.type === 'PairSuspended' ||
        event.data.basis.profile?.version === (movedOn !== undefined && movedOn <= on ? NEXT : 1) ||
        event.type === 'PairMovedToRegulation',
    );

    switch (event.type) {
      case 'PairMovedToRegulation':
        check('moved forward, once', movedOn === undefined && event.data.regulation.version === NEXT);
        movedOn = on;
        break;
      case 'PairFixed': {
        check('14 fixed twice', fixed === undefined);
        fixed = event.data;
        const cited = world.orders[event.data.orderId];
        check('14 order of kind PAIRS', cited?.kind === 'PAIRS' && cited.issuedOn === on);
        check('14 starts no earlier than the order', event.data.from >= on);
        const period = says.modelPeriod.value;
        check(
          '24 one calendar year',
          says.pairTerm.value !== 'CALENDAR_YEAR' ||
            event.data.from.slice(0, 4) === event.data.until.slice(0, 4),
        );
        check(
          '24 within the period of the model',
          says.pairTerm.value !== 'MODEL_PERIOD' ||
            (period !== null && period.from <= event.data.from && event.data.until <= period.until),
        );
        check('24 from ≤ until', event.data.from <= event.data.until);
        members = [
          ...event.data.mentorIds.map((one) => ({ id: one, role: 'MENTOR' as const })),
          ...event.data.menteeIds.map((one) => ({ id: one, role: 'MENTEE' as const })),
        ];
        check(
          '8, 9, 10 consents at the order',
          everyoneConsented(
            members.map((one) => one.id),
            on,
            world,
          ),
        );
        check('17 a pair is one and one', members.length === 2);
        membersFit(members, on, world);
        break;
      }
      case 'PairProlonged': {
        check('14 prolonged by order', world.orders[event.data.orderId]?.kind === 'PAIR_PROLONGATION');
        const { pairTerm, modelPeriod } = says;
        const term: { from: IsoDate; until: IsoDate } = fixed ?? { from: on, until: on };
        check('24 prolonged to a later day, in time', on <= term.until && term.until < event.data.until);
        check(
          '24 prolonged within one calendar year',
          pairTerm.value !== 'CALENDAR_YEAR' || term.from.slice(0, 4) === event.data.until.slice(0, 4),
        );
        check(
          '24 prolonged within the period of the model',
          pairTerm.value !== 'MODEL_PERIOD' || event.data.until <= (modelPeriod.value?.until ?? ''),
        );
        if (fixed !== undefined) fixed = { ...fixed, until: event.data.until };
        break;
      }
      case 'MemberReplaced': {
        const cited = world.orders[event.data.orderId];
        check('14 change by order', cited?.kind === 'PAIR_CHANGE');
        check('8, 9, 10 consents at the change', everyoneConsented([event.data.joiningId], on, world));
        past.push({ id: event.data.leavingId, role: event.data.role });
        members = members.filter((one) => one.id !== event.data.leavingId);
        members.push({ id: event.data.joiningId, role: event.data.role });
        check('17 a pair stays one and one', members.length === 2);
        membersFit([{ id: event.data.joiningId, role: event.data.role }], on, world);
        break;
      }
      case 'MeetingHeld': {
        const last = meetings.at(-1);
        const { kind, number, plannedRegularMeetings: planned } = event.data;
        meetings.push({ number, kind, on, planned });
        const said = meetings.map((meeting) => meeting.kind[0]).join('');
        check(`22 order of meetings ${said}`, sequence.test(said));
        check('22 dates in order', !finalMeeting || last === undefined || last.on <= on);
        check('23 number only at planning', (kind === 'PLANNING') === (planned !== undefined));
        const agreed = meetings.find((meeting) => meeting.kind === 'PLANNING')?.planned ?? 0;
        check(
          '22 agreed number before the final',
          kind !== 'FINAL' || said.replace(/[^R]/g, '').length >= agreed,
        );
        check('24 within the term', fixed !== undefined && fixed.from <= on && on <= fixed.until);
        break;
      }
      case 'MeetingRecordCancelled':
        check('only the latest record', meetings.at(-1)?.number === event.data.number);
        meetings = meetings.slice(0, -1);
        break;
      case 'PlanDrafted':
        check('20 a request before the plan', !says.menteeRequestBeforePlan.value || everyMenteeAsked(world));
        check(
          'a plan has its parts',
          says.planParts.value.length === 0 || (event.data.parts ?? []).length === 5,
        );
        break;
      case 'PlanApproved':
        plan++;
        break;
      case 'PlanCorrected':
        check(
          'a correction is the next version of an approved plan',
          event.data.version === ++plan && plan > 1,
        );
        break;
      case 'GoalSet':
        check(
          'a near goal is within the term',
          !says.nearGoals.value ||
            event.data.horizon === 'LONG' ||
            (event.data.dueOn !== undefined && fixed !== undefined && event.data.dueOn <= fixed.until),
        );
        break;
      case 'PlanningOrganised':
        check('no plan yet when planning is organised', plan === 0);
        break;
      case 'FeedbackGiven':
        check(
          'a mentor of the pair to its mentee',
          isMember(event.data.mentorId, 'MENTOR') && isMember(event.data.menteeId, 'MENTEE'),
        );
        break;
      case 'RecommendationIssued':
        check(
          'mentors recommend',
          event.data.mentorIds.every((one) => isMember(one, 'MENTOR')),
        );
        break;
      case 'ReflectionRecorded':
        check('a member reflects', isMember(event.data.participantId, event.data.role));
        reflected.add(event.data.participantId);
        break;
      case 'HelpRequested':
        check('requests are counted', event.data.number === ++asked);
        break;
      case 'HelpGiven':
        check(
          'an open request is answered once',
          event.data.number <= asked && !answered.has(event.data.number),
        );
        answered.add(event.data.number);
        break;
      case 'MonitoringCompleted':
        check('27 process and impact', new Set(event.data.findings.map(({ aspect }) => aspect)).size === 2);
        check('26 each once', !demandsMonitoring || !monitored.has(event.data.kind));
        monitored.add(event.data.kind);
        break;
      case 'MentorReportSubmitted':
        reported.add(event.data.mentorId);
        break;
      case 'EntryAssessed':
        event.data.assessments.forEach(({ menteeId }) => assessed.entry.add(menteeId));
        break;
      case 'ExitAssessed':
        check('25 exit after the final meeting', !finalMeeting || meetings.at(-1)?.kind === 'FINAL');
        event.data.assessments.forEach(({ menteeId }) => assessed.exit.add(menteeId));
        break;
      case 'PairCompleted':
        over = true;
        check(
          'everyone looked back',
          !says.closingReflection.value || members.every(({ id: one }) => reflected.has(one)),
        );
        check('a programme was developed', !says.programmeWork.value.includes('DEVELOPED') || plan > 0);
        check(
          'a programme was accompanied',
          !says.programmeWork.value.includes('ACCOMPANIED') || meetings.length > 0,
        );
        check(
          '26 both monitorings',
          !demandsMonitoring || (monitored.has('INTERIM') && monitored.has('FINAL')),
        );
        check(
          '26 every mentor reported',
          !says.finalReportBy.value.includes('MENTOR') ||
            members.every(({ id: one, role }) => role !== 'MENTOR' || reported.has(one)),
        );
        check('22 the final meeting was held', !finalMeeting || meetings.at(-1)?.kind === 'FINAL');
        check(
          '25 entry and exit',
          members.every(
            ({ id: one, role }) => role !== 'MENTEE' || (assessed.entry.has(one) && assessed.exit.has(one)),
          ),
        );
        break;
      case 'PairEnded':
        over = true;
        check('14 ended by order', world.orders[event.data.orderId]?.kind === 'PAIR_END');
        check('24 ended within the term', fixed !== undefined && on <= fixed.until);
        break;
      default:
        break;
    }
  }
  return broken;
};

describe('whatever is sent', () => {
  it.each(Object.keys(LAWS))('under %s the model life comes to its completion', (law) => {
    const life = liveOut(modelLife(law));
    expect(life.map(({ event }) => event.type)).toContain('PairCompleted');
    expect(brokenInvariants(life)).toEqual([]);
  });

  it.each([
    ['S62', 'KIL', '16 an employee mentors on a basis of pay'],
    ['S62', 'IZO', '5 within the scope'],
    ['KIL', 'SEV, a flash', '22 order of meetings OTPRRF'],
  ])('a life of %s, read by %s, breaks its law', (from, by, expected) => {
    const life = liveOut(modelLife(from)).map(({ event, world }) => ({
      event,
      world: { ...world, law: LAWS[by] as Law },
    }));
    expect(brokenInvariants(life)).toContain(expected);
  });

  it('no accepted history breaks invariants 5, 8–10, 14, 16–18, 22–28 under any of the five', () => {
    fc.assert(
      fc.property(moves, (path) => {
        expect(brokenInvariants(liveOut(path))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('the random lives reach every kind of event', () => {
    const reached = new Set(
      fc
        .sample(moves, { numRuns: 800, seed: 62 })
        .flatMap((path) => liveOut(path).map(({ event }) => event.type)),
    );
    expect([...reached].sort()).toEqual(Object.keys(pairStoredTypes).sort());
  });

  it('the predicate itself notices what it looks for', () => {
    const whole = liveOut(modelLife('S62'));
    expect(brokenInvariants(whole)).toEqual([]);
    for (const type of [
      'PairFixed',
      'MonitoringCompleted',
      'MentorReportSubmitted',
      'ExitAssessed',
      'EntryAssessed',
    ] as const) {
      const at = whole.findIndex(({ event }) => event.type === type);
      expect(brokenInvariants(whole.filter((_, index) => index !== at))).not.toEqual([]);
    }
    const trial = whole.findIndex(({ event }) => event.type === 'MeetingHeld' && event.data.kind === 'TRIAL');
    expect(brokenInvariants(whole.filter((_, index) => index !== trial))).not.toEqual([]);
    const poor = whole.map(({ event, world }) => ({
      event,
      world: { ...world, people: { ...PEOPLE, [MENTOR]: { ...(PEOPLE[MENTOR] as Person), consents: [] } } },
    }));
    expect(brokenInvariants(poor)).toContain('8, 9, 10 consents at the order');
  });

  it('a decision is a function: the same every time, and it changes neither history nor state nor evidence', () => {
    fc.assert(
      fc.property(moves, (path) => {
        liveOut(path, (chosen, history, evidence, decision) => {
          const state = fold(pair, history);
          const before = structuredClone({ state, evidence, chosen });
          expect(pair.decide(chosen, state, evidence)).toEqual(decision);
          expect({ state, evidence, chosen }).toEqual(before);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('a refusal says why: a rule, both languages, what to do', () => {
    fc.assert(
      fc.property(moves, (path) => {
        liveOut(path, (_chosen, _history, _evidence, decision) => {
          if (!isRefusal(decision)) return;
          expect(decision.reasons.length).toBeGreaterThan(0);
          for (const { rule, message, next } of decision.reasons) {
            expect(rule).toMatch(/^[a-z]+(-[a-z]+)+$/);
            expect(message.ru).toMatch(/[а-яё]/i);
            expect(next.ru).toMatch(/[а-яё]/i);
            expect(`${message.ru}${message.en}${next.ru}${next.en}`).not.toMatch(/undefined|NaN|\[object/);
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it('any prefix folds to the state its events led to one by one', () => {
    fc.assert(
      fc.property(moves, (path) => {
        const life = liveOut(path).map(({ event }) => event);
        let state = pair.initial;
        life.forEach((event, index) => {
          state = pair.evolve(state, event);
          expect(fold(pair, life.slice(0, index + 1))).toEqual(state);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('every event survives the store, and holds nothing the store would lose', () => {
    const codec = codecOf(pairStoredTypes);
    fc.assert(
      fc.property(moves, (path) => {
        for (const { event } of liveOut(path)) {
          const { type, data } = codec.encode(event);
          expect(type).toMatch(/^pair\.[a-z-]+\.v\d+$/);
          expect(codec.decode(type, JSON.parse(JSON.stringify(data)))).toStrictEqual(event);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('an act sent again after it was carried is refused or changes nothing it should not', () => {
    const carried = new Set(['FixPair', 'EndPair', 'ReplaceMember', 'SuspendPair', 'ResumePair']);
    fc.assert(
      fc.property(moves, (path) => {
        liveOut(path, (chosen, history, evidence, decision) => {
          if (isRefusal(decision) || decision.length === 0 || !carried.has(chosen.type)) return;
          expect(pair.decide(chosen, fold(pair, [...history, ...decision]), evidence)).toEqual([]);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('an auditor who decides a recorded event again gets the same event', () => {
    fc.assert(
      fc.property(moves, (path) => {
        liveOut(path, (chosen, history, evidence, decision) => {
          if (isRefusal(decision)) return;
          for (const event of decision) {
            const again = reDecidablePair(event, chosen.stamp);
            expect(pair.decide(again, fold(pair, history), evidence)).toEqual([event]);
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  it('every event says by which regulation it was judged and names no date of birth', () => {
    fc.assert(
      fc.property(moves, (path) => {
        for (const { event } of liveOut(path)) {
          const basis: Basis = event.data.basis;
          expect(basis.profile).toEqual({
            organisationId: evidenceWith().school.schoolId,
            version: expect.any(Number) as number,
          });
          expect(basis.rules.length).toBeGreaterThan(0);
          expect(basis.rules.map(({ rule }) => rule)).not.toContain('not-in-future');
          expect(JSON.stringify(basis)).not.toMatch(/birth|name|phone/i);
        }
      }),
      { numRuns: 40 },
    );
  });
});
