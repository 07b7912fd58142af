/** Who stands opposite whom: role models, organisations, stages of education; and what an employee mentors on. */
import { type IsoDate, within } from '@nastavnik/kernel';
import { EDUCATION_STAGES, LEGAL_TERMS, lawInForce, ROLE_MODEL_RU, type RoleModel } from '../../vocabulary';
import type {
  FixPair,
  MovePairToRegulation,
  OfferCandidates,
  PersonEvidence,
  ProposePair,
  ReplaceMember,
} from '../pair.commands';
import { membersNow } from '../pair.state';
import {
  formOf,
  type Known,
  knownPeople,
  missingOf,
  noClause,
  type PairFacts,
  type PairRule,
  text,
  unless,
} from './facts';
import { isExternal, startOf } from './forming';

type Placing = ProposePair | OfferCandidates | FixPair | ReplaceMember | MovePairToRegulation;

const roleModelOf = ({ command, state }: PairFacts): RoleModel | undefined =>
  command.type === 'ProposePair'
    ? command.data.roleModel
    : state.stage === 'none'
      ? undefined
      : state.roleModel;

/** Invariant 17, KIL-4.2.5, KIL-4.3.4: variations inside a form. Where a regulation names none, any is taken down. */
export const roleModelOfForm: PairRule<ProposePair> = {
  name: 'role-model-of-form',
  invariant: 17,
  title: text('Ролевая модель предусмотрена для формы', 'The role model belongs to the form'),
  demandedBy: ({ parameters: { roleModels } }, { command }) =>
    command.data.roleModel !== undefined && Object.keys(roleModels.value).length > 0
      ? roleModels.clauses
      : undefined,
  violations: ({ command: { data } }, { parameters }) => {
    const models: readonly RoleModel[] = parameters.roleModels.value[data.form] ?? [];
    return unless(
      data.roleModel !== undefined && models.includes(data.roleModel),
      text(
        `Положение не предусматривает для этой формы ролевой модели ${data.roleModel === undefined ? '' : ROLE_MODEL_RU[data.roleModel]}.`,
        `The regulation does not provide for the role model ${data.roleModel} in this form.`,
      ),
      text('Выберите ролевую модель из положения.', 'Choose a role model the regulation names.'),
      [{ kind: 'role-model', detail: { form: data.form, enabled: models } }],
    );
  },
};

/**
 * SEV-F-6, KIL-4.2.1: in which forms members may come from different organisations. A student is one of this school by
 * being registered in it; from another organisation is whoever neither works nor studies here.
 */
export const sameOrganisation: PairRule<Placing> = {
  name: 'members-of-one-organisation',
  invariant: 18,
  title: text('Участники из одной организации', 'Members belong to one organisation'),
  demandedBy: ({ parameters: { crossOrgPairs } }, facts) => {
    const { policy, forms } = crossOrgPairs.value;
    const allowed =
      policy === 'ALLOWED' || (policy === 'BY_FORM' && forms.some((form) => form === formOf(facts)));
    return allowed ? undefined : crossOrgPairs.clauses;
  },
  violations: (facts, { parameters }) => {
    const outside = knownPeople(facts).filter(({ person }) => isExternal(person));
    return unless(
      outside.length === 0,
      text(
        'В этой форме участники — из одной организации, а среди них есть участник извне.',
        'In this form the members belong to one organisation, and one of them is from outside.',
      ),
      text(
        'Выберите участника своей организации или другую форму.',
        'Choose a member of your own, or another form.',
      ),
      missingOf('own-organisation', outside, { crossOrgForms: parameters.crossOrgPairs.value.forms }),
    );
  },
};

/** Everyone in the pair once the act is done: who stays, and whom the act brings. */
const together = (facts: PairFacts): readonly Known[] => {
  const { state, command } = facts;
  const leaving = command.type === 'ReplaceMember' ? command.data.leavingId : undefined;
  const staying =
    state.stage === 'proposed'
      ? state.menteeIds.map((participantId) => ({ participantId, role: 'MENTEE' as const }))
      : state.stage === 'fixed' || state.stage === 'suspended'
        ? membersNow(state).filter(({ participantId }) => participantId !== leaving)
        : [];
  const people = [...staying, ...facts.people];
  const distinct = people.filter(
    ({ participantId }, index) =>
      people.findIndex((other) => other.participantId === participantId) === index,
  );
  return knownPeople({ ...facts, people: distinct });
};

/** Invariant 18, KIL-4.2.1; equals are on one stage (KIL-4.2.5). */
export const studentMentorHigher: PairRule<Placing> = {
  name: 'student-mentor-on-higher-stage',
  invariant: 18,
  title: text('Ученик-наставник — на более высокой ступени', 'A student mentors from a higher stage'),
  demandedBy: ({ parameters: { studentMentorOnHigherStage } }, facts) =>
    studentMentorOnHigherStage.value &&
    formOf(facts) === 'STUDENT_STUDENT' &&
    roleModelOf(facts) !== 'EQUAL_EQUAL' &&
    facts.command.type !== 'ProposePair'
      ? studentMentorOnHigherStage.clauses
      : undefined,
  violations: (facts) => {
    const people = together(facts);
    const unknown = people.filter(({ person }) => person.educationStage === undefined);
    const rank = ({ person }: Known): number =>
      person.educationStage === undefined ? Number.NaN : EDUCATION_STAGES.indexOf(person.educationStage);
    const mentees = people.filter(({ role }) => role === 'MENTEE');
    const notHigher = people.filter(
      (one) => one.role === 'MENTOR' && mentees.some((mentee) => rank(one) <= rank(mentee)),
    );
    return [
      ...unless(
        unknown.length === 0,
        text(
          `Ступень образования не указана: участников ${unknown.length}.`,
          `The stage of education is not known: participants ${unknown.length}.`,
        ),
        text(
          'Обновите запись участника в базе: укажите ступень.',
          'Renew the entry in the base with the stage.',
        ),
        missingOf('education-stage', unknown),
      ),
      ...unless(
        notHigher.length === 0,
        text(
          'Ученик-наставник не на более высокой ступени образования, чем наставляемый.',
          'The student mentor is not on a higher stage of education than the mentee.',
        ),
        text(
          'Выберите другого наставника или ролевую модель «равный – равному».',
          'Choose another mentor, or the role model of equals.',
        ),
        missingOf('higher-stage', notHigher),
      ),
    ];
  },
};

/** An addendum or another basis of pay, in force on the day of the act and on the first day of the work. */
export const payBasisInForce = (
  { agreements }: PersonEvidence,
  on: IsoDate,
  start: IsoDate,
): PersonEvidence['agreements'][number] | undefined =>
  agreements.find(
    ({ kind, from, until }) =>
      (kind === 'CONTRACT_ADDENDUM' || kind === 'OTHER_PAY_BASIS') &&
      within(on, from, until) &&
      within(start, from, until),
  );

/** Invariant 16, KIL-2.1.4. */
export const employeeMentorPaid: PairRule<FixPair | ReplaceMember> = {
  name: 'employee-mentor-pay-basis',
  invariant: 16,
  title: text('Основание доплаты наставнику-работнику', 'What an employee is paid on for mentoring'),
  demandedBy: ({ parameters: { mentorPayment } }, facts) =>
    mentorPayment.value === 'REQUIRED_BASIS' &&
    knownPeople(facts, 'MENTOR').some(({ person }) => person.employed)
      ? mentorPayment.clauses
      : undefined,
  violations: (facts) => {
    const { command } = facts;
    const without = knownPeople(facts, 'MENTOR').filter(
      ({ person }) =>
        person.employed && payBasisInForce(person, command.data.effectiveOn, startOf(command)) === undefined,
    );
    return unless(
      without.length === 0,
      text(
        'С наставником-работником нет дополнительного соглашения или иного основания доплаты.',
        'No addendum or other basis of pay is in force for a mentor who is an employee.',
      ),
      text(
        'Заключите дополнительное соглашение, действующее на дату приказа и на начало работы пары.',
        'Conclude an addendum in force on the date of the order and at the start of the pair.',
      ),
      missingOf('pay-basis', without),
    );
  },
};

/**
 * Art. 351.8 of the Labour Code, whatever the regulation: an employee who helps another employee does so on an addendum that states
 * content, term, form and pay.
 */
export const employeeMentorByContract: PairRule<FixPair | ReplaceMember> = {
  name: 'employee-mentor-by-contract',
  title: text('Работник наставляет работника по соглашению', 'An employee mentors an employee by contract'),
  demandedBy: noClause,
  violations: (facts) => {
    const { command, state, evidence } = facts;
    const start = startOf(command);
    if (!lawInForce(LEGAL_TERMS.employeeMentoringTerms, start)) return [];
    const mentees = [
      ...knownPeople(facts, 'MENTEE').map(({ person }) => person),
      ...('members' in state ? state.members : [])
        .filter(({ role, until }) => role === 'MENTEE' && until === undefined)
        .map(({ participantId }) => evidence.people[participantId]),
    ];
    if (!mentees.some((person) => person?.employed === true)) return [];
    const without = knownPeople(facts, 'MENTOR').filter(
      ({ person }) =>
        person.employed &&
        !person.agreements.some(
          ({ kind, statesTerms, from, until }) =>
            kind === 'CONTRACT_ADDENDUM' && statesTerms === true && within(start, from, until),
        ),
    );
    const { source } = LEGAL_TERMS.employeeMentoringTerms;
    return unless(
      without.length === 0,
      text(
        `С наставником-работником нет соглашения с условиями наставничества (${source}).`,
        'No addendum with the terms of mentoring is in force for a mentor who is an employee.',
      ),
      text(
        'Получите письменное согласие работника и заключите дополнительное соглашение: содержание, срок, форма, оплата.',
        'Take the written consent of the employee and conclude an addendum: content, term, form, pay.',
      ),
      missingOf('addendum', without),
    );
  },
};
