/** Designing the programme: the request it answers, its parts, what it is for and how it is carried out, its goals and corrections. */
import { within } from '@nastavnik/kernel';
import { MODEL_ELEMENT_RU, PLAN_PART_RU, type PlanPart } from '../../vocabulary';
import type {
  CompletePair,
  CorrectPlan,
  DraftPlan,
  HoldMeeting,
  OrganisePlanning,
  SetGoal,
} from '../pair.commands';
import type { ActivePair } from '../pair.state';
import { knownPeople, missingOf, noClause, type PairRule, ru, text, unless, when } from './facts';

type Planning = DraftPlan | CorrectPlan;

/** IZO-2-03, MR-DEF-03: the mentee formulates the request; IZO-3.3-02: its priorities shape the trajectory. */
export const requestBeforePlan: PairRule<DraftPlan, ActivePair> = {
  name: 'mentee-request-before-plan',
  title: text('План отвечает на запрос наставляемого', 'The plan answers the request of the mentee'),
  demandedBy: when('menteeRequestBeforePlan', (demanded) => demanded),
  violations: (facts) => {
    const silent = knownPeople(facts, 'MENTEE').filter(({ person }) => person.requestId === undefined);
    return unless(
      silent.length === 0,
      text(
        `Не сформулирован образовательный запрос: наставляемых ${silent.length}.`,
        `Mentees who have not formulated their educational request: ${silent.length}.`,
      ),
      text(
        'Запишите запрос наставляемого: его затруднения и приоритеты.',
        "Record the mentee's request: difficulties and priorities.",
      ),
      missingOf('educational-request', silent),
    );
  },
};

const partsSaid = ({ parts = [], resources = [], documentForm }: Planning['data']): readonly PlanPart[] => [
  ...parts,
  ...(resources.length > 0 ? (['ROUTE_RESOURCES'] as const) : []),
  ...(documentForm === undefined ? [] : (['DOCUMENT_FORM'] as const)),
];

/** KIL-5.3: what the design stage leaves in the plan. */
export const planWhole: PairRule<Planning, ActivePair> = {
  name: 'plan-has-its-parts',
  title: text('В плане есть все его части', 'The plan has all its parts'),
  demandedBy: when('planParts', (parts) => parts.length > 0),
  violations: ({ command }, { parameters }) => {
    const said = partsSaid(command.data);
    const absent = parameters.planParts.value.filter((part) => !said.includes(part));
    return unless(
      absent.length === 0,
      text(
        `В плане нет частей: ${absent.map((part) => PLAN_PART_RU[part]).join('; ')}.`,
        `The plan lacks: ${absent.join(', ')}.`,
      ),
      text('Дополните план.', 'Complete the plan.'),
      absent.map((part) => ({ kind: 'plan-part', detail: { part } })),
    );
  },
};

/** SEV-E-1, SEV-E-2, SEV-E-3: the programme says which elements of the model it consists of. */
export const elementsNamed: PairRule<Planning, ActivePair> = {
  name: 'programme-of-model-elements',
  title: text('Названы элементы модели наставничества', 'The elements of the model are named'),
  demandedBy: when('modelElements', (elements) => elements.length > 0),
  violations: ({ command: { data } }, { parameters }) => {
    const known = parameters.modelElements.value;
    const named = data.elements ?? [];
    const russian = known.map((element) => MODEL_ELEMENT_RU[element]).join(', ');
    return unless(
      named.length > 0 && named.every((element) => known.includes(element)),
      text(
        `Не названо, из каких элементов состоит программа: ${russian}.`,
        `The elements of the programme are not named, or not of the model: ${known.join(', ')}.`,
      ),
      text('Назовите хотя бы один элемент модели.', 'Name at least one element of the model.'),
      [{ kind: 'model-element', detail: { elements: known } }],
    );
  },
};

/** KIL-4.2.6-1, KIL-4.2.6-2: a closed list for its form; KIL-4.3.5: an open one ("и др.") admits what it does not name. */
export const formatsOfForm: PairRule<Planning | HoldMeeting, ActivePair> = {
  name: 'work-format-of-form',
  title: text('Формат работы предусмотрен для формы', 'The way of working belongs to the form'),
  demandedBy: ({ parameters: { workFormats } }, { command, state }) =>
    (command.data.formats ?? []).length > 0 && workFormats.value[state.form] !== undefined
      ? workFormats.clauses
      : undefined,
  violations: ({ command, state }, { parameters }) => {
    const { codes = [], open = true } = parameters.workFormats.value[state.form] ?? {};
    const other = (command.data.formats ?? []).filter((format) => !open && !codes.includes(format));
    return unless(
      other.length === 0,
      text(
        `Положение не предусматривает для этой формы форматов работы: ${other.length}.`,
        `Ways of working that the regulation does not provide for in this form: ${other.join(', ')}.`,
      ),
      text('Выберите формат из положения.', 'Choose a way of working that the regulation names.'),
      other.map((format) => ({ kind: 'work-format', detail: { got: format, enabled: codes } })),
    );
  },
};

/** Only what has been approved is corrected; a draft is drafted anew. */
export const planToCorrect: PairRule<CorrectPlan, ActivePair> = {
  name: 'approved-plan-corrected',
  invariant: 23,
  title: text('Исправляется утверждённый план', 'What is corrected has been approved'),
  demandedBy: noClause,
  violations: ({ command, state }) =>
    unless(
      state.approved !== undefined && state.approved.since <= command.data.effectiveOn,
      text('Нет утверждённого плана, который можно исправить.', 'There is no approved plan to correct.'),
      text('Составьте и утвердите план.', 'Draft and approve the plan.'),
      [{ kind: 'plan', detail: { approved: true } }],
    ),
};

/** S62-7-05: near means within reach of this pair, by a day of its term; the perspective lies anywhere beyond. */
export const goalWithinReach: PairRule<SetGoal, ActivePair> = {
  name: 'near-goal-within-term',
  title: text('Близкая цель достижима в срок пары', 'A near goal is within reach of the pair'),
  demandedBy: ({ parameters: { nearGoals } }, { command }) =>
    nearGoals.value && command.data.horizon === 'NEAR' ? nearGoals.clauses : undefined,
  violations: ({ command: { data }, state }) =>
    unless(
      data.dueOn !== undefined && within(data.dueOn, data.effectiveOn, state.until),
      text(
        `Близкая цель достигается в срок пары, до ${ru(state.until)}.`,
        `A near goal is reached within the term of the pair, by ${state.until}.`,
      ),
      text(
        'Укажите день в сроке пары или обсудите цель как долгосрочную перспективу.',
        'Give a day within the term, or talk it over as the long-term perspective.',
      ),
      [{ kind: 'due-date' }],
    ),
};

/** MR-CUR-02, KIL-6.4.1-06. */
export const organisedByCurator: PairRule<OrganisePlanning, ActivePair> = {
  name: 'planning-organised-by-curator',
  title: text('Разработку программы организует куратор', 'The curator organises the development'),
  demandedBy: when('curatorOrganisesPlanning', (demanded) => demanded),
  violations: ({ command }) =>
    unless(
      command.stamp.actor.role === 'curator',
      text(
        'Разработку персонализированной программы организует куратор.',
        'It is the curator who organises the development of the programme.',
      ),
      text('Поручите это куратору.', 'Leave it to the curator.'),
    ),
};

export const planningAhead: PairRule<OrganisePlanning, ActivePair> = {
  name: 'planning-still-ahead',
  title: text('Срок разработки впереди', 'The programme is still to be developed'),
  demandedBy: noClause,
  violations: ({ command: { data }, state }) => [
    ...unless(
      within(data.dueOn, data.effectiveOn, state.until),
      text(
        'Срок разработки программы вне срока пары.',
        'The day by which the programme is developed lies outside the term of the pair.',
      ),
      text('Укажите день в сроке пары.', 'Give a day within the term.'),
    ),
    ...unless(
      state.approved === undefined,
      text('План уже утверждён.', 'The plan is approved already.'),
      text('Исправьте утверждённый план.', 'Correct the approved plan.'),
    ),
  ],
};

/** S62-3.2-2, IZO-4.1-05, MR-O-02, KIL-5.4-2: a programme is developed, and carried out with the mentor at the side. */
export const programmeCarriedOut: PairRule<CompletePair, ActivePair> = {
  name: 'completed-programme-carried-out',
  title: text('Программа разработана и реализована', 'The programme was developed and carried out'),
  demandedBy: when('programmeWork', (work) => work.length > 0),
  violations: ({ state }, { parameters }) => {
    const work = parameters.programmeWork.value;
    return [
      ...unless(
        !work.includes('DEVELOPED') || state.approved !== undefined,
        text('Программа пары не разработана: нет утверждённого плана.', 'No plan was ever approved.'),
        text('Составьте и утвердите план.', 'Draft and approve the plan.'),
        [{ kind: 'plan', detail: { approved: true } }],
      ),
      ...unless(
        !work.includes('ACCOMPANIED') || state.meetings.length > 0,
        text('Наставник не сопровождал программу: встреч не было.', 'There was no meeting at all.'),
        text('Проведите встречи или прекратите пару приказом.', 'Hold meetings, or end the pair by order.'),
        [{ kind: 'meeting' }],
      ),
    ];
  },
};
