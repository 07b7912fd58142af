/** Forming a pair: who may be in it, how they come together and the order that fixes or changes it. */
import { type IsoDate, type Violation, within, yearOf } from '@nastavnik/kernel';
import type { OrderKind, PairRole } from '../../vocabulary';
import type {
  ChooseMentor,
  EndPair,
  FixPair,
  MovePairToRegulation,
  OfferCandidates,
  PairCardinality,
  PairProfile,
  PersonEvidence,
  ProlongPair,
  ProposePair,
  ReplaceMember,
} from '../pair.commands';
import {
  type ActivePair,
  judgedBy,
  lastMeetingOn,
  membersNow,
  mentorsToFix,
  type PairState,
  type ProposedPair,
} from '../pair.state';
import {
  always,
  formOf,
  knownPeople,
  missingOf,
  noClause,
  type PairRule,
  roleRu,
  ru,
  text,
  unless,
  when,
} from './facts';

/** Acts that put people into a pair. */
type Placing = ProposePair | OfferCandidates | FixPair | ReplaceMember | MovePairToRegulation;

/** Invariant 5, S62-3.1: mentees are students and pedagogues; a student mentor too has to be in scope. */
export const withinScope: PairRule<Placing> = {
  name: 'participant-within-scope',
  invariant: 5,
  title: text('Участники входят в круг наставничества', 'Participants are within the scope'),
  demandedBy: always((parameters) => parameters.participantScope.clauses),
  violations: (facts, { parameters }) => {
    const scope: readonly string[] = parameters.participantScope.value;
    const outside = knownPeople(facts).filter(({ role, person }) =>
      role === 'MENTEE' || person.kind === 'STUDENT' ? !scope.includes(person.kind) : false,
    );
    return unless(
      outside.length === 0,
      text(
        'Положение не предусматривает участия этих лиц в такой роли.',
        'The regulation does not provide for these persons in this role.',
      ),
      text(
        'Выберите участников, на которых распространяется положение.',
        'Choose participants whom the regulation covers.',
      ),
      missingOf('scope', outside),
    );
  },
};

/** Invariant 5, KIL-1.2-01. */
export const oldEnough: PairRule<Placing> = {
  name: 'student-old-enough',
  invariant: 5,
  title: text('Возраст обучающегося', 'Age of a student'),
  demandedBy: when('studentMinAge', (age) => age !== null),
  violations: (facts, { parameters }) => {
    const least = parameters.studentMinAge.value ?? 0;
    const young = knownPeople(facts).filter(({ person }) => person.kind === 'STUDENT' && person.age < least);
    return unless(
      young.length === 0,
      text(`Обучающиеся участвуют с ${least} лет.`, `Students take part from the age of ${least}.`),
      text('Выберите участников старше.', 'Choose older participants.'),
      missingOf('age', young, { least }),
    );
  },
};

/** Invariant 7, S62-4.4. */
export const inBases: PairRule<Placing> = {
  name: 'members-in-bases',
  invariant: 7,
  title: text('Участники состоят в базах', 'Members are in the bases'),
  demandedBy: when('basesRequired', (demanded) => demanded),
  violations: (facts) => {
    const outside = knownPeople(facts).filter(({ role, person }) =>
      role === 'MENTOR' ? !person.inMentorBase : !person.inMenteeBase,
    );
    const roles = [...new Set(outside.map(({ role }) => roleRu[role]))].join(', ');
    return unless(
      outside.length === 0,
      text(
        `Не состоят в базе наставников или базе наставляемых: ${outside.length} (${roles}).`,
        `Not in the base of mentors or of mentees: ${outside.length}.`,
      ),
      text('Внесите участников в базу.', 'Enter the participants into the base.'),
      missingOf('base-entry', outside),
    );
  },
};

/** Invariant 17, S62-5.1. An open list ("и т.д.") admits forms it does not name. */
export const formEnabled: PairRule<ProposePair | FixPair | MovePairToRegulation> = {
  name: 'form-enabled',
  invariant: 17,
  title: text('Форма предусмотрена положением', 'The form is provided for'),
  demandedBy: always((parameters) => parameters.forms.clauses),
  violations: (facts, { parameters }) => {
    const { codes, open } = parameters.forms.value;
    const form = formOf(facts);
    return unless(
      open || form === undefined || codes.some((code) => code === form),
      text(
        'Положение не предусматривает этой формы наставничества.',
        'The regulation does not provide for this form.',
      ),
      text('Выберите форму из положения.', 'Choose a form the regulation names.'),
      [{ kind: 'form', detail: { form: form ?? null, enabled: codes } }],
    );
  },
};

/** What the name of a form says about its two sides (S62-2.2: the role situation follows from activity and position). */
const SIDES: {
  readonly [form: string]: { readonly [Role in PairRole]: (person: PersonEvidence) => boolean };
} = {
  STUDENT_STUDENT: { MENTOR: ({ kind }) => kind === 'STUDENT', MENTEE: ({ kind }) => kind === 'STUDENT' },
  TEACHER_TEACHER: { MENTOR: ({ kind }) => kind !== 'STUDENT', MENTEE: ({ kind }) => kind !== 'STUDENT' },
  TEACHER_STUDENT: { MENTOR: ({ kind }) => kind !== 'STUDENT', MENTEE: ({ kind }) => kind === 'STUDENT' },
};

/** Invariant 17, S62-5.1: a student's place is a student's, a teacher's is not. */
export const membersFitForm: PairRule<Placing> = {
  name: 'members-fit-form',
  invariant: 17,
  title: text('Участники соответствуют форме', 'Members fit the form'),
  demandedBy: always((parameters) => parameters.forms.clauses),
  violations: (facts) => {
    const sides = SIDES[formOf(facts) ?? ''];
    const misplaced = knownPeople(facts).filter(
      ({ role, person }) => sides !== undefined && !sides[role](person),
    );
    return unless(
      misplaced.length === 0,
      text(
        'Участник не подходит к форме наставничества: место обучающегося занимает не обучающийся или наоборот.',
        'A member does not fit the form: a student in the place of a teacher, or the other way round.',
      ),
      text('Выберите другую форму или другого участника.', 'Choose another form or another participant.'),
      missingOf('form-role', misplaced),
    );
  },
};

/** Invariant 17, S62-2.2: a pair is one and one; a group is more. */
export const cardinalityFits: PairRule<ProposePair | FixPair | MovePairToRegulation> = {
  name: 'cardinality-fits',
  invariant: 17,
  title: text('Состав соответствует виду и форме', 'The number of members fits'),
  demandedBy: always((parameters) => parameters.cardinality.clauses),
  violations: (facts, { parameters }) => {
    const { command, state, people } = facts;
    const mentees = new Set(people.filter(({ role }) => role === 'MENTEE').map((of) => of.participantId))
      .size;
    // While a pair is only proposed its mentors are not known yet.
    const mentors =
      command.type === 'ProposePair'
        ? undefined
        : new Set(people.filter(({ role }) => role === 'MENTOR').map((of) => of.participantId)).size;
    const kind =
      command.type === 'ProposePair' ? command.data.kind : state.stage === 'none' ? 'PAIR' : state.kind;
    const ofForm: PairCardinality =
      (parameters.cardinality.value.byForm as { readonly [form: string]: PairCardinality | undefined })[
        formOf(facts) ?? ''
      ] ?? parameters.cardinality.value.general;
    const inside = (count: number | undefined, { min, max }: PairCardinality['mentors']): boolean =>
      count === undefined || (count >= Math.max(1, min) && (max === null || count <= max));
    const ofKind =
      kind === 'PAIR'
        ? mentees === 1 && (mentors === undefined || mentors === 1)
        : mentors === undefined || mentors + mentees > 2;
    return unless(
      ofKind && inside(mentors, ofForm.mentors) && inside(mentees, ofForm.mentees),
      text(
        kind === 'PAIR'
          ? `Пара — это один наставник и один наставляемый; указано: наставников ${mentors ?? '—'}, наставляемых ${mentees}.`
          : `Состав группы не соответствует форме: наставников ${mentors ?? '—'}, наставляемых ${mentees}.`,
        `The number of members does not fit a ${kind.toLowerCase()} of this form: mentors ${mentors ?? '—'}, mentees ${mentees}.`,
      ),
      text('Измените состав или вид (пара, группа).', 'Change the members or the kind (pair, group).'),
    );
  },
};

/** Nobody mentors themselves, and nobody stands twice in one pair. */
export const membersDistinct: PairRule<ProposePair | OfferCandidates | FixPair> = {
  name: 'members-distinct',
  title: text('Участники различны', 'Members are distinct'),
  demandedBy: noClause,
  violations: ({ people, state }) => {
    const ids = people.map(({ participantId }) => participantId);
    const mentees = state.stage === 'proposed' ? state.menteeIds : [];
    const own = people.filter(
      ({ role, participantId }) => role === 'MENTOR' && mentees.includes(participantId),
    );
    return unless(
      new Set(ids).size === ids.length && own.length === 0,
      text('Один и тот же человек назван в паре дважды.', 'The same person is named twice in the pair.'),
      text('Назовите каждого участника один раз.', 'Name each participant once.'),
    );
  },
};

/** S62-10-02: there is at least one candidate to choose from. */
export const someoneOffered: PairRule<OfferCandidates> = {
  name: 'candidates-offered',
  invariant: 13,
  title: text('Кандидатура предложена', 'A candidate is offered'),
  demandedBy: always((parameters) => parameters.menteeChoosesMentor.clauses),
  violations: ({ command }) =>
    unless(
      command.data.mentorIds.length > 0,
      text('Не предложено ни одной кандидатуры наставника.', 'No candidate for mentor is offered.'),
      text('Предложите хотя бы одну кандидатуру.', 'Offer at least one candidate.'),
    ),
};

/** Who chooses is a mentee of this pair; a mentee speaks for themselves only (S62-10-02, S62-10-05). */
export const chooserIsMentee: PairRule<ChooseMentor, ProposedPair> = {
  name: 'chooser-is-mentee',
  invariant: 13,
  title: text('Выбирает наставляемый этой пары', 'A mentee of this pair chooses'),
  demandedBy: always((parameters) => parameters.menteeChoosesMentor.clauses),
  violations: ({ command, state }) => {
    const { menteeId } = command.data;
    const { actor } = command.stamp;
    return unless(
      state.menteeIds.includes(menteeId) && (actor.role !== 'mentee' || actor.id === menteeId),
      text(
        'Выбор записан от имени того, кто не является этим наставляемым.',
        'The choice is made in the name of someone who is not this mentee.',
      ),
      text('Запишите выбор самого наставляемого или его представителя.', "Record the mentee's own choice."),
      [{ kind: 'mentee', subject: menteeId }],
    );
  },
};

/** Invariant 13, S62-10-02. */
export const chosenFromOffered: PairRule<ChooseMentor, ProposedPair> = {
  name: 'chosen-from-offered',
  invariant: 13,
  title: text('Выбор из предложенных кандидатур', 'A choice from the offered candidates'),
  demandedBy: when('menteeChoosesMentor', (demanded) => demanded),
  violations: ({ command, state }) =>
    unless(
      state.candidateIds.includes(command.data.mentorId),
      text('Этой кандидатуры наставника не предлагали.', 'This candidate for mentor was not offered.'),
      text('Сначала предложите кандидатуру.', 'Offer the candidate first.'),
      [{ kind: 'candidate', subject: command.data.mentorId }],
    ),
};

/** Invariant 13, S62-10-02: every mentee of a group chooses. */
export const everyMenteeChose: PairRule<FixPair, ProposedPair> = {
  name: 'mentee-chose-mentor',
  invariant: 13,
  title: text('Каждый наставляемый выбрал наставника', 'Every mentee chose a mentor'),
  demandedBy: when('menteeChoosesMentor', (demanded) => demanded),
  violations: ({ command, state }) => {
    const silent = state.menteeIds.filter((id) => {
      const choice = state.choices[id];
      return choice === undefined || choice.on > command.data.effectiveOn;
    });
    return unless(
      silent.length === 0,
      text(
        `До приказа не записан выбор наставника: наставляемых ${silent.length}.`,
        `No choice of a mentor is recorded before the order: mentees ${silent.length}.`,
      ),
      text(
        'Предложите кандидатуры и запишите выбор наставляемого.',
        "Offer candidates and record the mentee's choice.",
      ),
      silent.map((id) => ({ kind: 'choice', subject: id })),
    );
  },
};

export const hasMentor: PairRule<FixPair, ProposedPair> = {
  name: 'pair-has-mentor',
  title: text('В паре есть наставник', 'The pair has a mentor'),
  demandedBy: noClause,
  violations: ({ state }) =>
    unless(
      mentorsToFix(state).length > 0,
      text('В паре нет наставника.', 'The pair has no mentor.'),
      text('Предложите кандидатуру наставника.', 'Offer a candidate for mentor.'),
      [{ kind: 'mentor' }],
    ),
};

/** Invariant 12, S62-4.12: mentors and mentees alike unless the regulation names one side (KIL-5.2-6: mentees); who joins later, before joining. */
export const familiarisedBefore: PairRule<FixPair | ReplaceMember, ProposedPair | ActivePair> = {
  name: 'familiarised-before-pair',
  invariant: 12,
  title: text('Участники знакомы с программами', 'Participants know the programmes'),
  demandedBy: when('familiarisationBeforePair', (whom) =>
    typeof whom === 'boolean' ? whom : whom.length > 0,
  ),
  violations: ({ command, state, people }, { parameters }) => {
    const whom = parameters.familiarisationBeforePair.value;
    const strangers = people.filter(({ participantId, role }) => {
      if (typeof whom !== 'boolean' && !whom.includes(role)) return false;
      const on = state.familiarised[participantId];
      return on === undefined || on > command.data.effectiveOn;
    });
    return unless(
      strangers.length === 0,
      text(
        `Не ознакомлены с программами наставничества до ${ru(command.data.effectiveOn)}: ${strangers.length}.`,
        `Not familiarised with the programmes by ${command.data.effectiveOn}: ${strangers.length}.`,
      ),
      text(
        'Ознакомьте участников с программами и запишите это.',
        'Familiarise the participants and record it.',
      ),
      missingOf('familiarisation', strangers),
    );
  },
};

/** From outside is whoever neither works nor studies here (S62-4.8, S62-4.14). */
export const isExternal = ({ employed, kind }: PersonEvidence): boolean => !employed && kind !== 'STUDENT';

/** In force on the day of the act and on the first day of the work. */
export const agreementInForce = (
  { agreements }: PersonEvidence,
  on: IsoDate,
  start: IsoDate,
  gratuitous: boolean,
): PersonEvidence['agreements'][number] | undefined =>
  agreements.find(
    (agreement) =>
      (agreement.kind ?? 'COOPERATION') === 'COOPERATION' &&
      (agreement.gratuitous || !gratuitous) &&
      within(on, agreement.from, agreement.until) &&
      within(start, agreement.from, agreement.until),
  );

/** First day of the work an act of placing leads to. */
export const startOf = ({ data }: FixPair | ReplaceMember): IsoDate =>
  'from' in data ? data.from : data.effectiveOn;

/** Invariant 15, S62-4.14. */
export const externalMentorAgreed: PairRule<FixPair | ReplaceMember> = {
  name: 'external-mentor-agreement',
  invariant: 15,
  title: text('Договор с внешним наставником', 'Agreement with a mentor from outside'),
  demandedBy: (profile, facts) =>
    profile.parameters.externalMentorAgreement.value === 'REQUIRED' &&
    knownPeople(facts, 'MENTOR').some(({ person }) => isExternal(person))
      ? profile.parameters.externalMentorAgreement.clauses
      : undefined,
  violations: (facts, { parameters }) => {
    const free = parameters.externalMentorGratuitous.value;
    const { command } = facts;
    const without = knownPeople(facts, 'MENTOR').filter(
      ({ person }) =>
        isExternal(person) &&
        agreementInForce(person, command.data.effectiveOn, startOf(command), free) === undefined,
    );
    return unless(
      without.length === 0,
      text(
        `С наставником из внешней среды нет действующего договора о сотрудничестве${free ? ' на безвозмездной основе' : ''}.`,
        `No ${free ? 'gratuitous ' : ''}cooperation agreement with the mentor from outside is in force.`,
      ),
      text(
        'Заключите договор, действующий на дату приказа и на начало работы пары.',
        'Conclude an agreement in force on the date of the order and at the start of the pair.',
      ),
      missingOf('agreement', without, { gratuitous: free }),
    );
  },
};

const ORDERED = {
  PAIRS: 'pair-fixed-by-order',
  PAIR_CHANGE: 'change-by-order',
  PAIR_PROLONGATION: 'prolonged-by-order',
  PAIR_END: 'pair-ended-by-order',
  CANCELLATION: 'pair-ended-by-order',
} as const satisfies { readonly [Kind in OrderKind]?: string };

/** Invariant 14, S62-4.13: an order of the director of this school, of the right kind. */
export const byOrder = (
  kind: keyof typeof ORDERED,
): PairRule<FixPair | ReplaceMember | ProlongPair | EndPair> => ({
  name: ORDERED[kind],
  invariant: 14,
  title: text('Действие совершено приказом директора', "The act is made by the director's order"),
  demandedBy: when('pairOrder', (demanded) => demanded),
  violations: ({ command, evidence }) => {
    const { order } = evidence;
    const next = text('Издайте приказ и сошлитесь на него.', 'Issue the order and cite it.');
    const missing = [{ kind: 'order', subject: command.data.orderId, detail: { kind } }];
    if (order === undefined || order.orderId !== command.data.orderId) {
      return unless(
        false,
        text('Приказа, на который ссылается действие, нет.', 'The order the act cites does not exist.'),
        next,
        missing,
      );
    }
    return [
      ...unless(
        order.organisationId === command.data.schoolId,
        text('Приказ издан другой школой.', 'The order was issued by another school.'),
        next,
        missing,
      ),
      ...unless(
        order.kind === kind,
        text(
          'Приказ другого вида: он этого не решает.',
          'The order is of another kind and does not decide this.',
        ),
        next,
        missing,
      ),
      ...unless(
        kind !== 'PAIRS' || order.issuedOn === command.data.effectiveOn,
        text(
          `Пара закрепляется датой приказа: ${ru(order.issuedOn)}, а не ${ru(command.data.effectiveOn)}.`,
          `The pair is fixed on the date of the order, ${order.issuedOn}, not ${command.data.effectiveOn}.`,
        ),
        text('Укажите дату приказа.', 'Give the date of the order.'),
        missing,
      ),
    ];
  },
});

/** Invariant 14: an order does not reach back. */
export const startsByOrder: PairRule<FixPair> = {
  name: 'starts-no-earlier-than-order',
  invariant: 14,
  title: text('Пара начинает не раньше приказа', 'The pair starts no earlier than its order'),
  demandedBy: when('pairOrder', (demanded) => demanded),
  violations: ({ command }) =>
    unless(
      command.data.from >= command.data.effectiveOn,
      text(
        `Пара начинает ${ru(command.data.from)}, раньше приказа от ${ru(command.data.effectiveOn)}.`,
        `The pair starts on ${command.data.from}, before the order of ${command.data.effectiveOn}.`,
      ),
      text('Начните пару не раньше даты приказа.', 'Start the pair no earlier than the date of the order.'),
    ),
};

/** What the regulation says of a term. */
const termFaults = (
  { from, until }: { readonly from: IsoDate; readonly until: IsoDate },
  { parameters }: PairProfile,
): readonly Violation[] => {
  const period = parameters.modelPeriod.value;
  const next = text('Измените срок пары в приказе.', 'Change the term of the pair in the order.');
  return [
    ...unless(
      from <= until,
      text(
        `Пара кончается (${ru(until)}) раньше, чем начинается (${ru(from)}).`,
        `The pair ends (${until}) before it starts (${from}).`,
      ),
      next,
    ),
    ...unless(
      parameters.pairTerm.value !== 'CALENDAR_YEAR' || yearOf(from) === yearOf(until),
      text(
        `Срок пары ${ru(from)} – ${ru(until)} выходит за календарный год.`,
        `The term ${from} to ${until} reaches beyond one calendar year.`,
      ),
      text(`Закончите пару не позже 31.12.${yearOf(from)}.`, `End the pair by ${yearOf(from)}-12-31.`),
    ),
    ...unless(
      parameters.pairTerm.value !== 'MODEL_PERIOD' ||
        period === null ||
        (period.from <= from && until <= period.until),
      text(
        `Срок пары выходит за период действия модели (${ru(period?.from ?? '')} – ${ru(period?.until ?? '')}).`,
        `The term reaches beyond the period of the model (${period?.from} to ${period?.until}).`,
      ),
      next,
    ),
  ];
};

/** Invariant 24, S62-5.4 (calendar year) or the period of the model. */
export const withinTerm: PairRule<FixPair> = {
  name: 'term-within-period',
  invariant: 24,
  title: text('Срок пары', 'Term of the pair'),
  demandedBy: always((parameters) => parameters.pairTerm.clauses),
  violations: ({ command }, profile) => termFaults(command.data, profile),
};

/** Invariant 24: a pair is prolonged while it lasts, to a later day, within what its whole term may be. */
export const prolongedWithinTerm: PairRule<ProlongPair, ActivePair> = {
  name: 'term-within-period',
  invariant: 24,
  title: text('Срок продлённой пары', 'Term of a prolonged pair'),
  demandedBy: always((parameters) => parameters.pairTerm.clauses),
  violations: ({ command, state }, profile) => {
    const { effectiveOn, until } = command.data;
    return [
      ...unless(
        state.until < until && effectiveOn <= state.until,
        text(
          `Пара работает по ${ru(state.until)}: приказ от ${ru(effectiveOn)} не продлевает её по ${ru(until)}.`,
          `The pair lasts until ${state.until}: an order of ${effectiveOn} does not prolong it until ${until}.`,
        ),
        text(
          'Продлите пару до конца её срока и на более поздний день.',
          'Prolong the pair before its term runs out, to a later day.',
        ),
      ),
      ...termFaults({ from: state.from, until }, profile),
    ];
  },
};

/** A pair moves to another version than the one it is judged by; under the same there is nothing to move to. */
export const anotherVersion: PairRule<MovePairToRegulation, ActivePair> = {
  name: 'moves-to-another-version',
  title: text('Редакция положения новая для пары', 'The version is new to the pair'),
  demandedBy: noClause,
  violations: ({ command, state, evidence }) => {
    const now = judgedBy(state, command);
    const next = evidence.profile;
    return unless(
      now === undefined ||
        now.organisationId !== next.organisationId ||
        now.version !== next.version ||
        now.parent?.version !== next.parent?.version,
      text(
        `Пара уже работает по редакции № ${next.version}, действующей на эту дату.`,
        `The pair is judged by version ${next.version}, in force on this day, already.`,
      ),
      text(
        'Переводите пару после того, как положение изменено.',
        'Move the pair once the regulation has changed.',
      ),
    );
  },
};

/** The hand-over names one who is a member in that role and one who is not a member. */
export const replacementFits: PairRule<ReplaceMember, ActivePair> = {
  name: 'replacement-fits',
  title: text('Замена возможна', 'The replacement is possible'),
  demandedBy: always((parameters) => parameters.pairOrder.clauses),
  violations: ({ command, state }) => {
    const { leavingId, joiningId, role, effectiveOn } = command.data;
    const members = membersNow(state);
    const lastMet = lastMeetingOn(
      state.meetings.filter((meeting) => meeting.attendeeIds.includes(leavingId)),
    );
    const joined = members.find(({ participantId }) => participantId === leavingId)?.from;
    const earliest = [state.fixedOn, joined ?? '', lastMet ?? ''].reduce((a, b) => (a < b ? b : a));
    const next = text('Проверьте приказ о замене.', 'Check the order of replacement.');
    return [
      ...unless(
        members.some((member) => member.participantId === leavingId && member.role === role),
        text(
          `Тот, кого заменяют, не состоит в паре как ${roleRu[role]}.`,
          'Who leaves is not a member in this role.',
        ),
        next,
        [{ kind: 'member', subject: leavingId, detail: { role } }],
      ),
      ...unless(
        !members.some((member) => member.participantId === joiningId),
        text('Тот, кто приходит на замену, уже состоит в паре.', 'Who joins is a member already.'),
        next,
        [{ kind: 'new-member', subject: joiningId }],
      ),
      ...unless(
        within(effectiveOn, earliest, state.until),
        text(
          `Замена ${ru(effectiveOn)} должна лежать между ${ru(earliest)} (последняя встреча или приказ) и ${ru(state.until)}.`,
          `The hand-over on ${effectiveOn} has to lie between ${earliest} (last meeting or order) and ${state.until}.`,
        ),
        next,
      ),
    ];
  },
};

/** Who is judged when a proposed pair is fixed. */
export const peopleToFix = (state: ProposedPair) => [
  ...mentorsToFix(state).map((participantId) => ({ participantId, role: 'MENTOR' as const })),
  ...state.menteeIds.map((participantId) => ({ participantId, role: 'MENTEE' as const })),
];

export type FormingState = Extract<PairState, { stage: 'none' | 'proposed' }>;
