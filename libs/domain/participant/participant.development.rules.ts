/** How a mentee develops, and who keeps the bases: requests, individual routes of several years, facts of adaptation. */
import { addDays, addMonths, type Rule } from '@nastavnik/kernel';
import { type BaseKeeper, bilingual, demanded, fault, houseRule, russianDate } from '../vocabulary';
import type {
  CompleteRoute,
  ConfirmEntry,
  DesignRoute,
  EnterMenteeBase,
  EnterMentorBase,
  FormulateRequest,
  IndividualRoute,
  NoteAdaptation,
  ParticipantFacts,
  ParticipantProfile,
  ReviseRoute,
} from './participant';
import { doubles } from './participant.rules';

const KEEPER: { readonly [role: string]: BaseKeeper | undefined } = {
  director: 'DIRECTOR',
  coordinator: 'COORDINATOR',
  curator: 'CURATOR',
  mentor: 'PEDAGOGUE',
};

const keptBy = (keepers: readonly BaseKeeper[], { stamp }: ParticipantFacts['command']): boolean =>
  keepers.some((keeper) => keeper === KEEPER[stamp.actor.role]);

/** S62-4.5: director, coordinator, curator, pedagogues who know the needs. */
export const baseFormedBy: Rule<ParticipantProfile, ParticipantFacts<EnterMenteeBase | EnterMentorBase>> = {
  name: 'base-formed-by',
  invariant: 7,
  title: bilingual('Базы формируют те, кого называет положение', 'Those the regulation names form the bases'),
  demandedBy: ({ parameters: { basesFormedBy } }) => demanded(basesFormedBy, true),
  violations: ({ command }, { parameters }) =>
    keptBy(parameters.basesFormedBy.value, command)
      ? []
      : [
          fault(
            bilingual(
              'Положение не поручает этому лицу формировать базы',
              'The regulation does not have this person form the bases',
            ),
            bilingual('Передайте сведения куратору', 'Give the facts to the curator'),
            { kind: 'keeper', detail: { keepers: parameters.basesFormedBy.value } },
          ),
        ],
};

/** KIL-6.4.1-01, KIL-6.4.1-05, MR-CUR-01: the curator brings the bases up to date. */
export const baseRefreshedBy: Rule<ParticipantProfile, ParticipantFacts<ConfirmEntry>> = {
  name: 'base-refreshed-by',
  invariant: 7,
  title: bilingual(
    'Базы обновляют те, кого называет положение',
    'Those the regulation names refresh the bases',
  ),
  demandedBy: ({ parameters: { basesRefreshedBy } }) => demanded(basesRefreshedBy, true),
  violations: ({ command }, { parameters }) =>
    keptBy(parameters.basesRefreshedBy.value, command)
      ? []
      : [
          fault(
            bilingual(
              'Сведения в базах обновляет куратор',
              'It is the curator who brings the bases up to date',
            ),
            bilingual('Поручите это куратору', 'Leave it to the curator'),
            { kind: 'keeper', detail: { keepers: parameters.basesRefreshedBy.value } },
          ),
        ],
};

/** IZO-3.2-06: a new organisation or position is a matter of staff. */
export const adaptsAsPedagogue = houseRule<ParticipantFacts<EnterMenteeBase>>(
  'adaptation-of-pedagogue',
  bilingual('Адаптируется педагог', 'It is a pedagogue who adapts'),
  ({ command: { data }, person }) =>
    data.adaptation === undefined || person.kind === 'PEDAGOGUE'
      ? []
      : [
          fault(
            bilingual(
              'Новая организация и новая должность бывают у педагога',
              'A new organisation or position is a matter of a pedagogue',
            ),
            bilingual('Уберите причину адаптации', 'Leave the reason of adaptation out'),
            { kind: 'adaptation', subject: data.participantId },
          ),
        ],
);

/** IZO-3.3-02: the mentee's own priorities. */
export const prioritiesNamed = houseRule<ParticipantFacts<FormulateRequest>>(
  'priorities-named',
  bilingual('Приоритеты наставляемого названы', "The mentee's priorities are named"),
  ({ command: { data, stamp } }) => [
    ...(data.priorities.length > 0
      ? doubles(data.priorities)
      : [
          fault(
            bilingual('Не названы приоритеты наставляемого', 'No priority is named'),
            bilingual('Назовите хотя бы одну задачу', 'Name at least one task'),
            { kind: 'task', subject: data.participantId },
          ),
        ]),
    ...(stamp.actor.role !== 'mentee' || stamp.actor.id === data.participantId
      ? []
      : [
          fault(
            bilingual('Запрос формулирует сам наставляемый', 'The mentee formulates the request'),
            bilingual('Запишите свой запрос', 'Record your own request'),
            { kind: 'mentee', subject: data.participantId },
          ),
        ]),
  ],
);

const openRoute = ({ state }: ParticipantFacts): IndividualRoute | undefined =>
  state.stage === 'UNKNOWN' ? undefined : state.routes.find(({ completed }) => !completed);

/** IZO-2-08: "долгосрочная (4–5 лет)". Both days belong to the route: four years from 1 September end on 31 August. */
export const routeLength: Rule<ParticipantProfile, ParticipantFacts<DesignRoute | ReviseRoute>> = {
  name: 'route-length',
  title: bilingual('Длительность маршрута', 'Length of the route'),
  demandedBy: ({ parameters: { individualRouteYears } }) =>
    demanded(individualRouteYears, individualRouteYears.value !== null),
  violations: (facts, { parameters }) => {
    const { min, max } = parameters.individualRouteYears.value ?? { min: 0, max: 0 };
    const { data } = facts.command;
    const from = 'from' in data ? data.from : openRoute(facts)?.from;
    if (from === undefined) return [];
    const end = addDays(data.until, 1);
    if (addMonths(from, 12 * min) <= end && end <= addMonths(from, 12 * max)) return [];
    return [
      fault(
        bilingual(
          `Маршрут ${russianDate(from)} – ${russianDate(data.until)} длится не ${min}–${max} лет`,
          `The route from ${from} to ${data.until} does not last ${min} to ${max} years`,
        ),
        bilingual('Измените последний день маршрута', 'Change the last day of the route'),
        { kind: 'route-length', detail: { min, max } },
      ),
    ];
  },
};

/** IZO-2-08: "на основе мотивированного выбора образовательных альтернатив". */
export const routeChosen: Rule<ParticipantProfile, ParticipantFacts<DesignRoute>> = {
  name: 'route-chosen-among-alternatives',
  title: bilingual('Маршрут выбран из альтернатив', 'The route is chosen among alternatives'),
  demandedBy: ({ parameters: { individualRouteYears } }) =>
    demanded(individualRouteYears, individualRouteYears.value !== null),
  violations: ({ command: { data } }) =>
    new Set(data.alternatives).size >= 2 && data.alternatives.includes(data.chosen)
      ? []
      : [
          fault(
            bilingual(
              'Выбор не из рассмотренных альтернатив, или альтернатива только одна',
              'The choice is not among the alternatives, or there was only one',
            ),
            bilingual(
              'Назовите не меньше двух альтернатив и выбранную из них',
              'Name two or more, and the chosen one',
            ),
            { kind: 'alternatives' },
          ),
        ],
};

export const noOpenRoute = houseRule<ParticipantFacts<DesignRoute>>(
  'one-route-at-a-time',
  bilingual('Маршрут один', 'One route at a time'),
  (facts) =>
    openRoute(facts) === undefined
      ? []
      : [
          fault(
            bilingual('У наставляемого уже есть маршрут', 'The mentee is on a route already'),
            bilingual('Пересмотрите его или завершите', 'Revise or complete it'),
            { kind: 'route', subject: openRoute(facts)?.routeId ?? '' },
          ),
        ],
);

export const routeOpen = houseRule<ParticipantFacts<ReviseRoute | CompleteRoute>>(
  'route-is-open',
  bilingual('Маршрут не завершён', 'The route is open'),
  (facts) =>
    openRoute(facts)?.routeId === facts.command.data.routeId
      ? []
      : [
          fault(
            bilingual('Такого незавершённого маршрута нет', 'There is no such open route'),
            bilingual('Проверьте, какой маршрут имеется в виду', 'Check which route is meant'),
            { kind: 'route', subject: facts.command.data.routeId },
          ),
        ],
);

/** Dates of a route run in order: from its first day to its last, acts one after another. */
export const routeInOrder = houseRule<ParticipantFacts<DesignRoute | ReviseRoute | CompleteRoute>>(
  'route-dates-in-order',
  bilingual('Даты маршрута идут по порядку', 'The dates of the route run in order'),
  (facts) => {
    const { data } = facts.command;
    const route = openRoute(facts);
    const late = 'from' in data ? data.from <= data.until : true;
    return late && (route === undefined || route.on <= data.effectiveOn)
      ? []
      : [
          fault(
            bilingual(
              'Даты маршрута противоречат друг другу',
              'The dates of the route contradict each other',
            ),
            bilingual('Проверьте даты', 'Check the dates'),
          ),
        ];
  },
);

/** KIL-4.3.2, KIL-1.3-03: categories and staying in the profession are a pedagogue's. */
export const factOfPedagogue = houseRule<ParticipantFacts<NoteAdaptation>>(
  'adaptation-fact-of-pedagogue',
  bilingual('Закрепляется в профессии педагог', 'It is a pedagogue who settles in the profession'),
  ({ command: { data }, person }) =>
    person.kind === 'PEDAGOGUE'
      ? []
      : [
          fault(
            bilingual('Эти сведения собирают о педагогах', 'These facts are gathered of pedagogues'),
            bilingual('Проверьте участника', 'Check the participant'),
            { kind: 'participant', subject: data.participantId },
          ),
        ],
);
