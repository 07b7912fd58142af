/** Rules of a school: introduction and appointments by order, who may lead, where programmes are presented. */
import type { Rule, Uuid, Violation } from '@nastavnik/kernel';
import {
  bilingual,
  demanded,
  fault,
  houseRule,
  introductionFaults,
  orderFaults,
  repeated,
  russianDate,
  type Form,
} from '../vocabulary';
import type {
  Appoint,
  IntroduceMentoring,
  PresentProgrammes,
  RegisterSchool,
  SchoolEvidence,
  SchoolFacts,
  SchoolProfile,
} from './school';

interface Registration {
  readonly command: RegisterSchool;
  readonly evidence: SchoolEvidence;
}

export const municipalityRegistered = houseRule<Registration>(
  'municipality-registered',
  bilingual('Муниципалитет зарегистрирован', 'The municipality is registered'),
  ({ command, evidence }) =>
    evidence.municipalityExists
      ? []
      : [
          fault(
            bilingual('Муниципалитет не зарегистрирован', 'The municipality is not registered'),
            bilingual('Сначала зарегистрируйте муниципалитет', 'Register the municipality first'),
            { kind: 'municipality', subject: command.data.municipalityId },
          ),
        ],
);

export const namesGiven = houseRule<Registration>(
  'name-given',
  bilingual('Полное и краткое названия указаны', 'Both names are given'),
  ({ command: { data } }) =>
    data.name.trim() !== '' && data.shortName.trim() !== ''
      ? []
      : [
          fault(
            bilingual('Полное или краткое название школы пусто', 'The full or the short name is empty'),
            bilingual('Укажите оба названия', 'Give both names'),
          ),
        ],
);

export const zoneExists = houseRule<Registration>(
  'time-zone-exists',
  bilingual('Часовой пояс существует', 'The time zone exists'),
  ({ command: { data } }) =>
    Number.isInteger(data.utcOffsetMinutes) && data.utcOffsetMinutes >= -720 && data.utcOffsetMinutes <= 840
      ? []
      : [
          fault(
            bilingual(
              `Смещения ${data.utcOffsetMinutes} мин. от UTC не бывает`,
              `There is no zone ${data.utcOffsetMinutes} minutes from UTC`,
            ),
            bilingual(
              'Укажите целое число минут, например 180 для Москвы',
              'Give whole minutes, e.g. 180 for Moscow',
            ),
          ),
        ],
);

/** An act of the school that has to rest on an order of its own. */
const orderOfSchool = (
  { command: { data }, evidence }: SchoolFacts<IntroduceMentoring | Appoint>,
  kinds: readonly string[],
): readonly Violation[] =>
  orderFaults(
    data.orderId,
    { organisationId: data.schoolId, effectiveOn: data.effectiveOn },
    evidence.order,
    kinds,
  );

/** Invariant 1: S62-4.1, S62-12-02. */
export const introductionByOrder: Rule<SchoolProfile, SchoolFacts<IntroduceMentoring>> = {
  name: 'introduction-by-order',
  invariant: 1,
  title: bilingual('Наставничество вводится приказом директора', 'Mentoring is introduced by order'),
  demandedBy: ({ parameters: { introductionOrder } }) => demanded(introductionOrder, introductionOrder.value),
  violations: (facts) => orderOfSchool(facts, ['INTRODUCTION']),
};

export const notIntroducedYet = houseRule<SchoolFacts<IntroduceMentoring>>(
  'introduced-once',
  bilingual('Наставничество вводится один раз', 'Mentoring is introduced once'),
  ({ state }) =>
    state.stage === 'REGISTERED'
      ? []
      : [
          fault(
            bilingual(
              `Наставничество уже введено с ${russianDate(state.introducedFrom)}`,
              `Mentoring has been introduced from ${state.introducedFrom}`,
            ),
            bilingual('Второй приказ о введении не нужен', 'A second introduction order is not needed'),
          ),
        ],
);

export const introductionNotBeforeOrder = houseRule<SchoolFacts<IntroduceMentoring>>(
  'introduced-not-before-order',
  bilingual('Введение не раньше приказа', 'Introduction not before its order'),
  ({ command: { data } }) =>
    data.from >= data.effectiveOn
      ? []
      : [
          fault(
            bilingual(
              `Наставничество вводится с ${russianDate(data.from)}, раньше приказа от ${russianDate(data.effectiveOn)}`,
              `Mentoring is introduced from ${data.from}, before the order of ${data.effectiveOn}`,
            ),
            bilingual(
              'Приказ не имеет обратной силы: сдвиньте дату',
              'An order has no retroactive force: move the date',
            ),
          ),
        ],
);

/** Invariant 1 for acts of the school itself: the day of introduction stands in its own state. */
export const introducedBefore: Rule<SchoolProfile, SchoolFacts<Appoint | PresentProgrammes>> = {
  name: 'introduction-order-first',
  invariant: 1,
  title: bilingual(
    'Наставничество организуется на основании приказа о его введении',
    'Mentoring is organised on the basis of the introduction order',
  ),
  demandedBy: ({ parameters: { introductionOrder } }) => demanded(introductionOrder, introductionOrder.value),
  violations: ({ command, state }) =>
    introductionFaults(
      command.data.effectiveOn,
      state.stage === 'INTRODUCED' ? state.introducedFrom : undefined,
    ),
};

/** Invariant 3: S62-4.3, SEV-RM-P3; under a head's decision (KIL-6.4, MR-ORG-05) the introduction act may appoint as well. */
export const appointmentByOrder: Rule<SchoolProfile, SchoolFacts<Appoint>> = {
  name: 'appointment-by-order',
  invariant: 3,
  title: bilingual(
    'Координатор и кураторы назначаются приказом директора',
    'Coordinator and curators are appointed by order',
  ),
  demandedBy: ({ parameters: { appointmentAct } }) => appointmentAct.clauses,
  violations: (facts, { parameters }) =>
    orderOfSchool(
      facts,
      parameters.appointmentAct.value === 'ORDER' ? ['APPOINTMENT'] : ['APPOINTMENT', 'INTRODUCTION'],
    ),
};

/** Invariant 4: S62-4.2, SEV-O-4. */
export const coordinatorEligible: Rule<SchoolProfile, SchoolFacts<Appoint>> = {
  name: 'coordinator-eligible',
  invariant: 4,
  title: bilingual(
    'Координатор — заместитель директора по учебно-воспитательной работе',
    'The coordinator is the deputy head for teaching and educational work',
  ),
  demandedBy: ({ parameters: { coordinator } }, { command }) =>
    demanded(coordinator, coordinator.value !== 'NONE' && command.data.coordinatorId !== undefined),
  violations: ({ command, evidence }, { parameters }) => {
    const { coordinatorId } = command.data;
    if (coordinatorId === undefined) return [];
    if (parameters.coordinator.value === 'MUNICIPAL') {
      return [
        fault(
          bilingual(
            'Координатор назначается муниципалитетом',
            'The coordinator is appointed by the municipality',
          ),
          bilingual(
            'Не указывайте координатора в приказе школы',
            "Name no coordinator in the school's order",
          ),
        ),
      ];
    }
    const person = evidence.people[coordinatorId];
    if (person === undefined || (person.employed && person.position === 'DEPUTY_HEAD_UVR')) return [];
    return [
      fault(
        bilingual(
          'Назначаемый координатор не заместитель директора по УВР',
          'The person is not the deputy head for teaching and educational work',
        ),
        bilingual('Назначьте заместителя директора по УВР', 'Appoint the deputy head'),
        { kind: 'position', subject: coordinatorId, detail: { position: 'DEPUTY_HEAD_UVR' } },
      ),
    ];
  },
};

type Eligibility = SchoolProfile['parameters']['curatorEligible']['value'][number];
type Person = SchoolEvidence['people'][string];
const meets: { readonly [E in Eligibility]: (person: Person) => boolean } = {
  STAFF: ({ employed }) => employed,
  PARTNER: ({ position }) => position === 'PARTNER_STAFF',
  SOCIAL_PARTNER: ({ position }) => position === 'PARTNER_STAFF',
  DEPUTY_HEAD: ({ position }) => position === 'DEPUTY_HEAD' || position === 'DEPUTY_HEAD_UVR',
  PEDAGOGUE: ({ position }) => position === 'PEDAGOGUE' || position === 'CLASS_TEACHER',
};

/** Invariant 4: S62-2.7, KIL-6.4, IZO-2-09. */
export const curatorsEligible: Rule<SchoolProfile, SchoolFacts<Appoint>> = {
  name: 'curator-eligible',
  invariant: 4,
  title: bilingual(
    'Куратор — из тех, кого называет положение',
    'The curator is one of those the regulation names',
  ),
  demandedBy: ({ parameters: { curatorEligible } }, { command }) =>
    demanded(curatorEligible, command.data.curators.length > 0),
  violations: ({ command, evidence }, { parameters }) => {
    const allowed = parameters.curatorEligible.value;
    return distinct(command.data.curators.map(({ personId }) => personId)).flatMap((personId) => {
      const person = evidence.people[personId];
      if (person === undefined || allowed.some((one) => meets[one](person))) return [];
      return [
        fault(
          bilingual(
            'Куратор не сотрудник школы и не представитель партнёра, каких допускает положение',
            'The curator is none of those the regulation allows',
          ),
          bilingual('Назначьте другого куратора', 'Appoint another curator'),
          { kind: 'position', subject: personId, detail: { oneOf: allowed } },
        ),
      ];
    });
  },
};

const formFaults = (form: Form, { parameters }: SchoolProfile): readonly Violation[] => {
  const { codes, open } = parameters.forms.value;
  return open || codes.includes(form)
    ? []
    : [
        fault(
          bilingual('Положение не знает этой формы наставничества', 'The regulation does not know this form'),
          bilingual('Выберите одну из форм положения', 'Choose one of its forms'),
          { kind: 'form', detail: { form, enabled: codes } },
        ),
      ];
};

/** S62-2.7: a curator forms pairs in "own form"; the form has to exist (S62-5.1). */
export const curatorFormsEnabled: Rule<SchoolProfile, SchoolFacts<Appoint>> = {
  name: 'curator-form-enabled',
  invariant: 17,
  title: bilingual(
    'Куратор отвечает за форму, которую знает положение',
    'A curator serves a form of the regulation',
  ),
  demandedBy: ({ parameters: { forms } }, { command }) =>
    demanded(
      forms,
      command.data.curators.some(({ form }) => form !== 'ALL'),
    ),
  violations: ({ command }, profile) =>
    command.data.curators.flatMap(({ form }) => (form === 'ALL' ? [] : formFaults(form, profile))),
};

export const somebodyAppointed = houseRule<SchoolFacts<Appoint>>(
  'appointment-names-people',
  bilingual('Приказ называет, кого назначает', 'The order names whom it appoints'),
  ({ command: { data } }) => {
    const doubles = repeated(data.curators.map(({ personId, form }) => `${personId}/${form}`));
    if (data.coordinatorId !== undefined || data.curators.length > 0) {
      return doubles.length === 0
        ? []
        : [
            fault(
              bilingual('Куратор назван дважды на одну форму', 'A curator is named twice for one form'),
              bilingual('Уберите повтор', 'Remove the double'),
            ),
          ];
    }
    return [
      fault(
        bilingual('Приказ никого не назначает', 'The order appoints nobody'),
        bilingual('Назовите координатора или куратора', 'Name a coordinator or a curator'),
      ),
    ];
  },
);

export const appointeesKnown = houseRule<SchoolFacts<Appoint>>(
  'appointee-known',
  bilingual('Назначаемые учтены в этой школе', 'Those appointed are registered in this school'),
  ({ command: { data }, evidence }) =>
    distinct([
      ...(data.coordinatorId === undefined ? [] : [data.coordinatorId]),
      ...data.curators.map(({ personId }) => personId),
    ])
      .filter((personId) => evidence.people[personId]?.schoolId !== data.schoolId)
      .map((personId) =>
        fault(
          bilingual('Назначаемый не учтён в этой школе', 'The person is not registered in this school'),
          bilingual('Сначала зарегистрируйте его как участника', 'Register the person first'),
          { kind: 'participant', subject: personId },
        ),
      ),
);

/** S62-5.2. */
export const forumPrescribed: Rule<SchoolProfile, SchoolFacts<PresentProgrammes>> = {
  name: 'presentation-forum-prescribed',
  title: bilingual(
    'Программы представляют там, где велит положение',
    'Programmes are presented where the regulation says',
  ),
  demandedBy: ({ parameters: { programmePresentationForums } }) =>
    demanded(programmePresentationForums, programmePresentationForums.value.length > 0),
  violations: ({ command }, { parameters }) => {
    const forums = parameters.programmePresentationForums.value;
    return forums.includes(command.data.forum)
      ? []
      : [
          fault(
            bilingual('Положение не называет такого собрания', 'The regulation names no such forum'),
            bilingual('Выберите собрание из положения', 'Choose a forum of the regulation'),
            { kind: 'forum', detail: { forum: command.data.forum, prescribed: forums } },
          ),
        ];
  },
};

/** Invariant 17, first half: S62-5.1. */
export const formEnabled: Rule<SchoolProfile, SchoolFacts<PresentProgrammes>> = {
  name: 'form-enabled',
  invariant: 17,
  title: bilingual('Форма наставничества предусмотрена положением', 'The form is enabled by the regulation'),
  demandedBy: ({ parameters: { forms } }) => forms.clauses,
  violations: ({ command }, profile) => formFaults(command.data.form, profile),
};

export const programmesNamed = houseRule<SchoolFacts<PresentProgrammes>>(
  'programmes-named',
  bilingual('Представленные программы названы', 'The programmes presented are named'),
  ({ command: { data } }) =>
    data.programmes.length > 0 && data.programmes.every((title) => title.trim() !== '')
      ? []
      : [
          fault(
            bilingual(
              'Не названа ни одна программа или название пусто',
              'No programme is named, or a title is empty',
            ),
            bilingual('Перечислите названия программ', 'List the titles'),
            { kind: 'programme' },
          ),
        ],
);

const distinct = (ids: readonly Uuid[]): readonly Uuid[] => [...new Set(ids)];
