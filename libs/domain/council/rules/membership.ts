/** Who forms a council, who sits in it, when it acts. */
import type { Rule } from '@nastavnik/kernel';
import { bilingual, demanded, fault, houseRule, repeated, russianDate } from '../../vocabulary';
import type { Joining } from '../council.events';
import type {
  AdmitMember,
  ConsultUnion,
  CouncilCommand,
  CouncilFacts,
  CouncilProfile,
  ElectHead,
  EnterPublicCouncil,
  FormCouncil,
  ReleaseMember,
  WorkingFacts,
} from '../council';

type Law<Cmd extends CouncilCommand> = Rule<CouncilProfile, CouncilFacts<Cmd>>;

const joiningOf = ({ command }: CouncilFacts<FormCouncil> | CouncilFacts<AdmitMember>): readonly Joining[] =>
  command.type === 'FormCouncil' ? command.data.members : [command.data];

/** A regulation that says there is no council refuses one; a silent one leaves it to the school: it is a body of its mentors' own. */
export const councilAllowed: Law<FormCouncil> = {
  name: 'council-allowed',
  title: bilingual('Положение допускает совет наставников', 'The regulation knows a council'),
  demandedBy: ({ parameters: { mentorCouncil } }) =>
    demanded(mentorCouncil, mentorCouncil.value !== 'NONE' || mentorCouncil.source !== 'DEFAULT'),
  violations: (_, { parameters }) =>
    parameters.mentorCouncil.value !== 'NONE'
      ? []
      : [
          fault(
            bilingual('Положение не предусматривает совета наставников', 'The regulation has no council'),
            bilingual('Измените положение', 'Change the regulation'),
          ),
        ],
};

/** KIL-1.5-04, MR-MO-01, IZO-4.3-04: a body of mentors from among pedagogues, of this organisation. */
export const unitesMentors: Law<FormCouncil> & Law<AdmitMember> = {
  name: 'council-unites-mentors',
  title: bilingual('Совет объединяет педагогов-наставников', 'A council unites mentors who are pedagogues'),
  demandedBy: ({ parameters: { mentorCouncil } }) => demanded(mentorCouncil, mentorCouncil.value !== 'NONE'),
  violations: (facts: CouncilFacts<FormCouncil> | CouncilFacts<AdmitMember>) => {
    const strangers = joiningOf(facts).filter(({ memberId }) => {
      const person = facts.evidence.people[memberId];
      return person?.kind !== 'PEDAGOGUE' || !person.inMentorBase;
    });
    return strangers.map(({ memberId }) =>
      fault(
        bilingual(
          'Член совета — не педагог-наставник этой организации',
          'A member is not a mentor and pedagogue of the organisation',
        ),
        bilingual('Внесите педагога в базу наставников', 'Enter the pedagogue in the base of mentors'),
        { kind: 'mentor', subject: memberId },
      ),
    );
  },
};

/** KIL-1.5-04, MR-MO-01: «на добровольной основе». */
export const enteredWillingly: Law<FormCouncil> & Law<AdmitMember> = {
  name: 'council-voluntary',
  title: bilingual('В совет входят добровольно', 'A council is entered of free will'),
  demandedBy: ({ parameters: { voluntaryCouncil } }) => demanded(voluntaryCouncil, voluntaryCouncil.value),
  violations: (facts: CouncilFacts<FormCouncil> | CouncilFacts<AdmitMember>) => {
    const on = facts.command.data.effectiveOn;
    return joiningOf(facts)
      .filter(({ agreedOn }) => agreedOn === undefined || agreedOn > on)
      .map(({ memberId }) =>
        fault(
          bilingual('Согласие войти в совет не дано', 'No agreement to enter the council by that day'),
          bilingual('Получите согласие и укажите его день', 'Take the agreement and give its day'),
          { kind: 'agreement', subject: memberId },
        ),
      );
  },
};

/** A municipality has associations of its own; a school has a council (IZO-4.3-04, KIL-6.3). */
export const kindOfLevel = houseRule<CouncilFacts<FormCouncil>>(
  'council-kind-of-level',
  bilingual('Вид органа соответствует организации', 'The kind of body fits the organisation'),
  ({ command, evidence }) => {
    const municipal = ['MUNICIPAL_ASSOCIATION', 'INTERNSHIP_SITE'].includes(command.data.kind);
    const level = evidence.organisation?.level;
    return level === undefined || municipal === (level === 'MUNICIPALITY')
      ? []
      : [
          fault(
            bilingual('Такой орган создаёт другая организация', 'Another organisation forms such a body'),
            bilingual('Выберите вид органа', 'Choose the kind of body'),
            { kind: 'council-kind', detail: { got: command.data.kind } },
          ),
        ];
  },
);

/** The head is one of the members; nobody is a member twice. */
export const headIsMember = houseRule<CouncilFacts<FormCouncil> | WorkingFacts<ElectHead>>(
  'council-head-is-member',
  bilingual('Руководитель — член совета', 'The head is a member'),
  (facts) => {
    const memberIds =
      'council' in facts
        ? facts.council.memberIds
        : facts.command.data.members.map(({ memberId }) => memberId);
    const twice = repeated(memberIds);
    return [
      ...(memberIds.includes(facts.command.data.headId)
        ? []
        : [
            fault(
              bilingual('Руководитель не входит в совет', 'The head is not a member'),
              bilingual('Выберите руководителя из членов совета', 'Choose the head among the members'),
              { kind: 'member', subject: facts.command.data.headId },
            ),
          ]),
      ...twice.map((subject) =>
        fault(
          bilingual('Член совета назван дважды', 'A member is named twice'),
          bilingual('Назовите каждого один раз', 'Name everyone once'),
          { kind: 'member', subject },
        ),
      ),
    ];
  },
);

export const memberReleased = houseRule<WorkingFacts<ReleaseMember>>(
  'council-member-known',
  bilingual('Выходит тот, кто состоит в совете', 'Whoever leaves is a member'),
  ({ command, council }) =>
    council.memberIds.includes(command.data.memberId)
      ? []
      : [
          fault(
            bilingual('Такого члена в совете нет', 'The council has no such member'),
            bilingual('Проверьте, кто выходит', 'Check who leaves'),
            { kind: 'member', subject: command.data.memberId },
          ),
        ],
);
export const headStays = houseRule<WorkingFacts<ReleaseMember>>(
  'council-has-head',
  bilingual('Совет не остаётся без руководителя', 'A council is not left without a head'),
  ({ command, council }) =>
    council.headId !== command.data.memberId
      ? []
      : [
          fault(
            bilingual(
              'Руководитель не выходит, пока не избран другой',
              'The head stays until another is elected',
            ),
            bilingual('Изберите нового руководителя', 'Elect another head'),
            { kind: 'head', subject: command.data.memberId },
          ),
        ],
);

/** MR-MO-02: of the members it is the head who may. */
export const headWithPublicCouncil: Rule<CouncilProfile, WorkingFacts<EnterPublicCouncil>> = {
  name: 'head-sits-in-public-council',
  title: bilingual(
    'В общественные советы входит руководитель совета',
    'It is the head who sits in public councils',
  ),
  demandedBy: ({ parameters: { mentorCouncil } }) => demanded(mentorCouncil, mentorCouncil.value !== 'NONE'),
  violations: ({ command, council }) =>
    command.data.memberId === council.headId
      ? []
      : [
          fault(
            bilingual('Это не руководитель совета', 'This is not the head of the council'),
            bilingual('Назовите руководителя', 'Name the head'),
            { kind: 'head', subject: command.data.memberId },
          ),
        ],
};

/** Titles and numbers are words, not blanks. */
export const namedInWords = houseRule<CouncilFacts<ConsultUnion> | CouncilFacts<EnterPublicCouncil>>(
  'council-subject-named',
  bilingual('Названия указаны', 'Titles are given'),
  ({ command: { type, data } }) =>
    (type === 'ConsultUnion' ? [data.title, data.protocolNumber] : [data.publicCouncil]).every(
      (words) => words.trim() !== '',
    )
      ? []
      : [
          fault(
            bilingual('Название или номер пусты', 'A title or a number is blank'),
            bilingual('Укажите название и номер', 'Give the title and the number'),
          ),
        ],
);

export const inOrderOfTime = houseRule<WorkingFacts<CouncilCommand>>(
  'council-acts-in-order-of-time',
  bilingual('Действия совета идут по порядку дат', 'Acts of a council follow in time'),
  ({ command, council }) =>
    command.data.effectiveOn >= council.lastOn
      ? []
      : [
          fault(
            bilingual(
              `Предыдущее действие совета — от ${russianDate(council.lastOn)}`,
              `The previous act of the council is of ${council.lastOn}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ],
);
