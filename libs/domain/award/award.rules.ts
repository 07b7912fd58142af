/** Rules of incentives. */
import type { ClauseRef, Rule } from '@nastavnik/kernel';
import {
  AWARD_LEVEL_RU,
  AWARD_PATHS,
  bilingual,
  demanded,
  fault,
  houseRule,
  orderFaults,
  russianDate,
  type AwardKind,
} from '../vocabulary';
import type {
  AwardCommand,
  AwardEvidence,
  AwardProfile,
  DefineMeasure,
  GrantAward,
  NominateForAward,
  Nominated,
  PresentForAward,
} from './award';
import { daysOfYears, mentoringDays } from './tenure';

export interface AwardFacts<Cmd extends AwardCommand> {
  readonly command: Cmd;
  readonly evidence: AwardEvidence;
}
/** About an award that is not decided yet. */
export interface OpenFacts<Cmd extends AwardCommand> extends AwardFacts<Cmd> {
  readonly state: Nominated;
}
type Law = Rule<AwardProfile, AwardFacts<NominateForAward>>;

const kindOf = ({ command }: AwardFacts<NominateForAward | DefineMeasure>): AwardKind =>
  command.type === 'DefineMeasure' ? 'MUNICIPAL_MEASURES' : command.data.kind;
/** Clauses of the incentives, where the act is about this kind and the regulation has it. */
const whereKind =
  (kind: AwardKind) =>
  (
    { parameters: { incentiveKinds } }: AwardProfile,
    facts: AwardFacts<NominateForAward | DefineMeasure>,
  ): readonly ClauseRef[] | undefined =>
    demanded(incentiveKinds, kindOf(facts) === kind && incentiveKinds.value.includes(kind));

/** S62-11, MR-F-03..07, KIL-3.3-01..03, KIL-3.5, KIL-3.6, SEV-I-2, IZO-4.2-03: an incentive is one of the regulation's. */
export const kindOfRegulation: Rule<AwardProfile, AwardFacts<NominateForAward | DefineMeasure>> = {
  name: 'incentive-of-the-regulation',
  title: bilingual('Вид поощрения предусмотрен положением', 'The incentive is one of the regulation'),
  demandedBy: ({ parameters }) => parameters.incentiveKinds.clauses,
  violations: (facts, { parameters: { incentiveKinds } }) =>
    incentiveKinds.value.includes(kindOf(facts))
      ? []
      : [
          fault(
            bilingual('Такого вида поощрения в положении нет', 'The regulation has no such incentive'),
            bilingual('Выберите вид из положения', 'Choose one of the regulation'),
            { kind: 'incentive', detail: { allowed: incentiveKinds.value, got: kindOf(facts) } },
          ),
        ],
};

/** MR-MO-12, KIL-6.3.1-09: mentors and mentees; School 62 rewards mentors. */
export const roleRewarded: Law = {
  name: 'rewarded-role',
  title: bilingual('Поощряют тех, кого называет положение', 'Those are rewarded whom the regulation names'),
  demandedBy: ({ parameters }) => parameters.rewardedRoles.clauses,
  violations: ({ command: { data } }, { parameters: { rewardedRoles } }) =>
    rewardedRoles.value.includes(data.role)
      ? []
      : [
          fault(
            bilingual('Положение не поощряет участников в этой роли', 'The regulation rewards no such role'),
            bilingual('Выберите другого участника', 'Choose another participant'),
            { kind: 'rewarded-role', subject: data.recipientId, detail: { allowed: rewardedRoles.value } },
          ),
        ],
};

/** S62-11-09: «родителям наставников из числа обучающихся». */
export const parentsOfStudentMentors: Law = {
  name: 'parents-letter-for-student-mentor',
  title: bilingual(
    'Родителям благодарят за наставника-обучающегося',
    'Parents are thanked for a mentor who is a student',
  ),
  demandedBy: whereKind('PARENT_THANKS_LETTER'),
  violations: ({ command: { data }, evidence }) =>
    evidence.recipient?.kind === 'STUDENT' && data.role === 'MENTOR'
      ? []
      : [
          fault(
            bilingual('Это не наставник из числа обучающихся', 'This is no mentor from among students'),
            bilingual('Выберите другое поощрение', 'Choose another incentive'),
            { kind: 'recipient', subject: data.recipientId },
          ),
        ],
};

/** S62-11-03: «на муниципальном, региональном и федеральном уровнях». */
export const contestOfLevel: Law = {
  name: 'contest-of-level',
  title: bilingual('Выдвигают на конкурсы названных уровней', 'Contests are of the levels named'),
  demandedBy: ({ parameters: { contestNominationLevels } }, { command }) =>
    demanded(contestNominationLevels, command.data.kind === 'CONTEST_NOMINATION'),
  violations: ({ command: { data } }, { parameters: { contestNominationLevels } }) =>
    contestNominationLevels.value.includes(data.level)
      ? []
      : [
          fault(
            bilingual(
              `На ${AWARD_LEVEL_RU[data.level]} конкурс по положению не выдвигают`,
              'The regulation nominates to no contest of this level',
            ),
            bilingual('Выберите уровень', 'Choose the level'),
            { kind: 'level', detail: { allowed: contestNominationLevels.value, got: data.level } },
          ),
        ],
};

const isBadge = ({ command }: AwardFacts<NominateForAward>): boolean =>
  command.data.kind === 'STATE_BADGE_FOR_MENTORING';

/** Invariant 30, SEV-I-2: «за личные заслуги на протяжении не менее пяти лет», counted from the log. */
export const badgeMerit: Law = {
  name: 'badge-merit-of-years',
  invariant: 30,
  title: bilingual('Стаж наставничества к знаку отличия', 'Years of mentoring behind the badge'),
  demandedBy: ({ parameters: { badgeMeritYears } }, facts) =>
    demanded(badgeMeritYears, isBadge(facts) && badgeMeritYears.value !== null),
  violations: ({ command: { data }, evidence }, { parameters }) => {
    const years = parameters.badgeMeritYears.value ?? 0;
    const needed = daysOfYears(years, data.effectiveOn);
    const days = mentoringDays(evidence.mentoring, data.effectiveOn);
    if (days >= needed) return [];
    return [
      fault(
        bilingual(
          `По истории пар к ${russianDate(data.effectiveOn)} стаж наставничества — ${days} дн. из ${needed}`,
          `By ${data.effectiveOn} the history of pairs has ${days} of ${needed} days of mentoring`,
        ),
        bilingual(
          `Представляйте к знаку после ${years} лет наставничества`,
          `Nominate after ${years} years of mentoring`,
        ),
        { kind: 'mentoring-tenure', subject: data.recipientId, detail: { days, needed } },
      ),
    ];
  },
};

/** SEV-I-2a: one or more of the four merits. */
export const badgeGrounds: Law = {
  name: 'badge-on-grounds',
  title: bilingual('Заслуги к знаку отличия названы', 'The merits behind the badge are named'),
  demandedBy: ({ parameters }, facts) => demanded(parameters.badgeGrounds, isBadge(facts)),
  violations: ({ command }, { parameters }) => {
    const grounds = command.data.grounds ?? [];
    return grounds.length > 0 && grounds.every((one) => parameters.badgeGrounds.value.includes(one))
      ? []
      : [
          fault(
            bilingual('Не названа заслуга из перечня', 'No merit of the list is named'),
            bilingual('Назовите хотя бы одну', 'Name at least one'),
            { kind: 'badge-ground', detail: { allowed: parameters.badgeGrounds.value } },
          ),
        ];
  },
};

/** SEV-I-2, KIL-3.5: «учителей, преподавателей и других работников образовательных организаций», as mentors. */
export const badgeForWorkers: Law = {
  name: 'badge-for-mentors-at-work',
  title: bilingual(
    'К знаку отличия представляют наставников-работников',
    'The badge is for mentors who work',
  ),
  demandedBy: whereKind('STATE_BADGE_FOR_MENTORING'),
  violations: ({ command: { data }, evidence: { recipient } }) =>
    data.role === 'MENTOR' && recipient?.kind !== 'STUDENT' && recipient?.kind !== 'PARENT'
      ? []
      : [
          fault(
            bilingual('Это не наставник из числа работников', 'This is no mentor from among workers'),
            bilingual('Выберите другое поощрение', 'Choose another incentive'),
            { kind: 'recipient', subject: data.recipientId },
          ),
        ],
};

/** IZO-4.2-03: «на муниципальном уровне»: the municipality defines the measure and grants it. */
export const municipalMeasure: Rule<AwardProfile, AwardFacts<NominateForAward | DefineMeasure>> = {
  name: 'municipal-measure-of-municipality',
  title: bilingual('Меру определяет муниципалитет', 'The municipality defines the measure'),
  demandedBy: whereKind('MUNICIPAL_MEASURES'),
  violations: ({ command, evidence }) => [
    ...(evidence.organisation?.level === 'SCHOOL'
      ? [
          fault(
            bilingual('Это мера не школы, а муниципалитета', "It is the municipality's measure"),
            bilingual('Обратитесь в орган управления образованием', 'Ask the education department'),
            { kind: 'municipality' },
          ),
        ]
      : []),
    ...(command.type === 'NominateForAward' && !evidence.measureDefined
      ? [
          fault(
            bilingual('Мера стимулирования не определена', 'The measure is not defined'),
            bilingual('Определите меру и сошлитесь на неё', 'Define the measure and cite it'),
            {
              kind: 'measure',
              ...(command.data.measureId === undefined ? {} : { subject: command.data.measureId }),
            },
          ),
        ]
      : []),
  ],
};

/** An incentive has a recipient who takes part here, in the role rewarded. */
export const recipientTakesPart = houseRule<AwardFacts<NominateForAward>>(
  'recipient-takes-part',
  bilingual('Поощряют участника наставничества', 'A participant is rewarded'),
  ({ command: { data }, evidence }) =>
    evidence.recipient?.roles.includes(data.role) === true
      ? []
      : [
          fault(
            bilingual(
              'В этой роли человек в наставничестве организации не участвовал',
              'The person has taken no part here in this role',
            ),
            bilingual('Проверьте, кого поощряют', 'Check who is rewarded'),
            { kind: 'participant', subject: data.recipientId, detail: { role: data.role } },
          ),
        ],
);

/** MR-F-03, KIL-3.3-02: what is counted has been done. */
export const somethingToCount = houseRule<AwardFacts<NominateForAward>>(
  'mentoring-to-count',
  bilingual('Учитывают наставничество, которое было', 'Mentoring that is counted has been done'),
  ({ command: { data }, evidence }) =>
    AWARD_PATHS[data.kind] !== 'COUNTED' || mentoringDays(evidence.mentoring, data.effectiveOn) > 0
      ? []
      : [
          fault(
            bilingual('Наставничества в истории пар нет', 'The history of pairs has no mentoring'),
            bilingual('Учитывать пока нечего', 'There is nothing to count yet'),
            { kind: 'mentoring-tenure', subject: data.recipientId, detail: { days: 0 } },
          ),
        ],
);

/** A contest has a name; nothing else has. */
export const contestNamed = houseRule<AwardFacts<NominateForAward>>(
  'contest-named',
  bilingual('Конкурс назван', 'The contest is named'),
  ({ command: { data } }) =>
    (data.kind === 'CONTEST_NOMINATION' || data.kind === 'JURY') === ((data.contest ?? '').trim() !== '')
      ? []
      : [
          fault(
            bilingual('Название указывают у конкурса, и только у него', 'A contest is named, and it alone'),
            bilingual('Укажите название конкурса', 'Give the name of the contest'),
            { kind: 'contest' },
          ),
        ],
);

export const inOrderOfTime = houseRule<OpenFacts<AwardCommand>>(
  'award-acts-in-order-of-time',
  bilingual('Действия по поощрению идут по порядку дат', 'Acts on an award follow in time'),
  ({ command, state }) =>
    command.data.effectiveOn >= state.lastOn
      ? []
      : [
          fault(
            bilingual(
              `Предыдущее действие — от ${russianDate(state.lastOn)}`,
              `The previous act is of ${state.lastOn}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ],
);

/** MR-F-06, KIL-3.3-03, KIL-3.6: only what somebody above decides is presented to them. */
export const presentedUpward = houseRule<OpenFacts<PresentForAward>>(
  'award-presented-upward',
  bilingual('Представляют к тому, что решают выше', 'What is decided above is presented'),
  ({ state }) =>
    AWARD_PATHS[state.kind] === 'PRESENTED'
      ? []
      : [
          fault(
            bilingual('Это поощрение организация решает сама', 'The organisation decides this itself'),
            bilingual('Запишите решение', 'Record the decision'),
          ),
        ],
);
export const presentedFirst = houseRule<OpenFacts<GrantAward>>(
  'award-presented-first',
  bilingual('Сначала представляют, потом награждают', 'What is decided above is presented first'),
  ({ state }) =>
    AWARD_PATHS[state.kind] !== 'PRESENTED' || state.stage === 'PRESENTED'
      ? []
      : [
          fault(
            bilingual('Представление не направлено', 'Nobody has been presented'),
            bilingual('Направьте представление и запишите его', 'Present the person and record it'),
            { kind: 'presentation', subject: state.recipientId },
          ),
        ],
);
/** S62-11-08 and the like: the organisation's own award stands in its order. */
export const ownByOrder = houseRule<OpenFacts<GrantAward>>(
  'own-award-by-order',
  bilingual('Своё поощрение организация объявляет приказом', 'Its own award an organisation gives by order'),
  ({ command, state, evidence }) =>
    AWARD_PATHS[state.kind] === 'OWN' || command.data.orderId !== undefined
      ? orderFaults(command.data.orderId, command.data, evidence.order, ['AWARD'])
      : [],
);
