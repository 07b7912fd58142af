/** Common sense about activities: it holds under every regulation. */
import { type Uuid } from '@nastavnik/kernel';
import {
  ACTIVITY_LEVELS,
  bilingual,
  ENTERED_KINDS,
  fault,
  houseRule,
  repeated,
  russianDate,
  TRAINING_KINDS,
} from '../vocabulary';
import type {
  ActivityFacts,
  CancelActivity,
  CloseActivity,
  EnterParticipants,
  GoingFacts,
  HeldActivity,
  HoldActivity,
  PlanActivity,
  PlannedActivity,
  SetActivityProgramme,
} from './activity';

export const ofThisOrganisation = houseRule<GoingFacts>(
  'activity-of-this-organisation',
  bilingual('Мероприятие этой организации', 'The activity is of this organisation'),
  ({ command, activity }) =>
    command.data.organisationId === activity.organisationId
      ? []
      : [
          fault(
            bilingual('Мероприятие другой организации', 'The activity belongs to another organisation'),
            bilingual('Проверьте организацию', 'Check the organisation'),
            { kind: 'organisation', subject: command.data.organisationId },
          ),
        ],
);

export const inOrderOfTime = houseRule<GoingFacts>(
  'activity-acts-in-order-of-time',
  bilingual('Действия идут по порядку дат', 'Acts on an activity follow in time'),
  ({ command, activity }) =>
    command.data.effectiveOn >= activity.lastOn
      ? []
      : [
          fault(
            bilingual(
              `Предыдущее действие совершено ${russianDate(activity.lastOn)}`,
              `The previous act is of ${activity.lastOn}`,
            ),
            bilingual('Укажите дату не раньше', 'Give a date not before it'),
          ),
        ],
);

export const planComplete = houseRule<ActivityFacts<PlanActivity>>(
  'activity-plan-complete',
  bilingual('Название и дни мероприятия указаны', 'The activity has a title and its days'),
  ({ plan }) => [
    ...(plan.title.trim() === ''
      ? [
          fault(
            bilingual('Название мероприятия пусто', 'The activity has no title'),
            bilingual('Укажите название', 'Give a title'),
            { kind: 'title' },
          ),
        ]
      : []),
    ...(plan.from <= plan.until
      ? []
      : [
          fault(
            bilingual('Мероприятие заканчивается раньше, чем начинается', 'It ends before it begins'),
            bilingual('Исправьте дни', 'Mend the days'),
            { kind: 'days' },
          ),
        ]),
  ],
);

/** A municipality has no activities of a single school. */
export const levelFits = houseRule<ActivityFacts<PlanActivity>>(
  'activity-level-fits',
  bilingual('Уровень не ниже уровня организации', "The level is not below the organisation's"),
  ({ plan, evidence }) => {
    const least = evidence.organisation?.level === 'MUNICIPALITY' ? 'MUNICIPAL' : 'SCHOOL';
    return ACTIVITY_LEVELS.indexOf(plan.level) >= ACTIVITY_LEVELS.indexOf(least)
      ? []
      : [
          fault(
            bilingual(
              'Муниципалитет не проводит мероприятий школьного уровня',
              'A municipality holds nothing of school level',
            ),
            bilingual('Укажите уровень не ниже муниципального', 'Give the municipal level or a higher one'),
            { kind: 'level', detail: { least } },
          ),
        ];
  },
);

const hostOf = ({ content }: ActivityFacts['plan']): Uuid | undefined =>
  'hostId' in content ? content.hostId : undefined;

const isOurs = (
  { command: { data } }: ActivityFacts,
  of: { readonly organisationIds: readonly Uuid[] } | undefined,
): boolean => of !== undefined && of.organisationIds.includes(data.organisationId);

const unknownPerson = (id: Uuid) =>
  fault(
    bilingual('Участник не учтён в организации', 'The person is not registered in the organisation'),
    bilingual('Зарегистрируйте участника', 'Register the person'),
    { kind: 'participant', subject: id },
  );
const unknownPair = (id: Uuid) =>
  fault(
    bilingual('Такой пары в организации нет', 'The organisation has no such pair'),
    bilingual('Проверьте пару', 'Check the pair'),
    { kind: 'pair', subject: id },
  );

/** Who gives support or shares experience, and the pair it is for, are known here. */
export const hostKnown = houseRule<ActivityFacts<PlanActivity>>(
  'activity-host-known',
  bilingual('Ведущий мероприятия известен', 'The host is known'),
  (facts) => {
    const { plan, evidence } = facts;
    const host = hostOf(plan);
    const pairId = 'pairId' in plan.content ? plan.content.pairId : undefined;
    return [
      ...(host === undefined || isOurs(facts, evidence.people[host]) ? [] : [unknownPerson(host)]),
      ...(pairId === undefined || isOurs(facts, evidence.pairs[pairId]) ? [] : [unknownPair(pairId)]),
    ];
  },
);

/** S62-2.9: a grateful graduate is a graduate. */
export const byGraduate = houseRule<ActivityFacts<PlanActivity>>(
  'contribution-by-graduate',
  bilingual('Вклад вносит выпускник', 'The contribution is of a graduate'),
  ({ plan: { content }, evidence }) => {
    if (content.kind !== 'GRADUATE_CONTRIBUTION') return [];
    const person = evidence.people[content.hostId];
    return person === undefined || person.kind === 'GRADUATE'
      ? []
      : [
          fault(
            bilingual('Это не выпускник школы', 'The person is no graduate of the school'),
            bilingual('Укажите выпускника', 'Name a graduate'),
            { kind: 'participant', subject: content.hostId, detail: { kind: person.kind } },
          ),
        ];
  },
);

/** What is cited exists: monitoring analysed by then, of this organisation or of its municipality. */
export const analysisKnown = houseRule<ActivityFacts<PlanActivity | SetActivityProgramme | HoldActivity>>(
  'monitoring-analysis-known',
  bilingual('Анализ мониторинга, на который ссылаются, проведён', 'The cited monitoring has been analysed'),
  ({ command: { data }, evidence }) => {
    const { analysis, organisation } = evidence;
    const fits =
      data.basedOn === undefined ||
      (analysis?.campaignId === data.basedOn &&
        [data.organisationId, organisation?.municipalityId].includes(analysis.organisationId));
    return fits
      ? []
      : [
          fault(
            bilingual(
              'Анализ этого мониторинга к дню акта не проведён',
              'This monitoring was not analysed by the day of the act',
            ),
            bilingual(
              'Проведите анализ или сошлитесь на другой мониторинг',
              'Analyse it, or cite another monitoring',
            ),
            { kind: 'monitoring-analysis', subject: data.basedOn as Uuid },
          ),
        ];
  },
);

export const modulesNamed = houseRule<GoingFacts<SetActivityProgramme, PlannedActivity>>(
  'programme-modules-named',
  bilingual('Модули программы названы', 'The programme has modules'),
  ({ command: { data } }) => [
    ...(data.modules.length > 0 && data.modules.every(({ title, hours }) => title.trim() !== '' && hours > 0)
      ? []
      : [
          fault(
            bilingual('У программы нет модулей или часов', 'The programme has no modules or hours'),
            bilingual('Назовите модули и их часы', 'Name the modules and their hours'),
            { kind: 'programme', subject: data.activityId },
          ),
        ]),
    ...(data.schedule ?? [])
      .filter(({ module }) => !data.modules.some(({ title }) => title === module))
      .map(({ module, on }) =>
        fault(
          bilingual(
            `На ${russianDate(on)} назначена тема, которой нет в программе`,
            `The programme has no module that is set for ${on}`,
          ),
          bilingual('Исправьте график', 'Mend the schedule'),
          { kind: 'schedule', detail: { module } },
        ),
      ),
  ],
);

export const entryNeeded = houseRule<GoingFacts<EnterParticipants, PlannedActivity>>(
  'activity-has-entry',
  bilingual('На мероприятие заявляют участников', 'Participants are entered for the activity'),
  ({ command: { data }, plan }) => [
    ...(ENTERED_KINDS.includes(plan.content.kind)
      ? []
      : [
          fault(
            bilingual('На мероприятие этого вида не заявляют', 'Nobody is entered for this kind'),
            bilingual('Запишите участников при проведении', 'Record the participants when it is held'),
          ),
        ]),
    ...(data.participantIds.length + data.pairIds.length > 0
      ? []
      : [
          fault(
            bilingual('Никто не заявлен', 'Nobody is entered'),
            bilingual('Назовите участников или пары', 'Name participants or pairs'),
            { kind: 'participant' },
          ),
        ]),
    ...(data.pairIds.length === 0 || plan.content.kind === 'CONTEST'
      ? []
      : [
          fault(
            bilingual('Пары заявляют только на конкурс', 'Pairs are entered for contests only'),
            bilingual('Назовите участников', 'Name the participants'),
            { kind: 'pair', subject: data.pairIds[0] as Uuid },
          ),
        ]),
  ],
);

type Naming = GoingFacts<EnterParticipants | HoldActivity, PlannedActivity>;

export const peopleKnown = houseRule<Naming>(
  'participants-known',
  bilingual('Участники учтены в организации', 'The participants are registered in the organisation'),
  (facts) => {
    const { participantIds } = facts.command.data;
    return [
      ...participantIds.filter((id) => !isOurs(facts, facts.evidence.people[id])).map(unknownPerson),
      ...[...new Set(repeated(participantIds))].map((id) =>
        fault(
          bilingual('Участник назван дважды', 'A person is named twice'),
          bilingual('Уберите повтор', 'Remove the double'),
          { kind: 'participant', subject: id },
        ),
      ),
    ];
  },
);

export const pairsKnown = houseRule<GoingFacts<EnterParticipants, PlannedActivity>>(
  'pairs-known',
  bilingual('Пары этой организации', 'The pairs are of this organisation'),
  (facts) => [
    ...facts.command.data.pairIds.filter((id) => !isOurs(facts, facts.evidence.pairs[id])).map(unknownPair),
    ...[...new Set(repeated(facts.command.data.pairIds))].map((id) =>
      fault(
        bilingual('Пара названа дважды', 'A pair is named twice'),
        bilingual('Уберите повтор', 'Remove the double'),
        { kind: 'pair', subject: id },
      ),
    ),
  ],
);

export const someoneTookPart = houseRule<GoingFacts<HoldActivity, PlannedActivity>>(
  'somebody-took-part',
  bilingual('В мероприятии кто-то участвовал', 'Somebody took part'),
  ({ command: { data }, activity }) =>
    data.participantIds.length + data.guests + activity.enteredPairIds.length > 0
      ? []
      : [
          fault(
            bilingual('Не указан ни один участник', 'Nobody took part'),
            bilingual('Назовите участников или отмените мероприятие', 'Name participants, or cancel it'),
            { kind: 'participant' },
          ),
        ],
);

export const attendedEntered = houseRule<GoingFacts<HoldActivity, PlannedActivity>>(
  'participants-entered-first',
  bilingual('Участвуют те, кто был заявлен', 'Those who were entered take part'),
  ({ command, plan, activity }) =>
    (ENTERED_KINDS.includes(plan.content.kind) ? command.data.participantIds : [])
      .filter((id) => !activity.enteredIds.includes(id))
      .map((id) =>
        fault(
          bilingual('Участник не был заявлен', 'The person was not entered'),
          bilingual('Сначала заявите участника', 'Enter the person first'),
          { kind: 'entry', subject: id },
        ),
      ),
);

/** Winners were entered, those who completed a course attended it, and each kind has its own sort of result. */
export const resultsFit = houseRule<GoingFacts<CloseActivity, HeldActivity>>(
  'results-fit-activity',
  bilingual('Итоги соответствуют мероприятию', 'The results fit the activity'),
  ({ command, plan: { content }, activity }) => {
    const { results, activityId } = command.data;
    const expected =
      content.kind === 'CONTEST' ? 'CONTEST' : TRAINING_KINDS.includes(content.kind) ? 'TRAINING' : 'EVENT';
    if (results.of !== expected) {
      return [
        fault(
          bilingual('У мероприятия этого вида итоги другие', 'An activity of this kind has other results'),
          bilingual('Укажите итоги этого вида', 'Give results of this kind'),
          { kind: 'results', subject: activityId, detail: { expected, got: results.of } },
        ),
      ];
    }
    switch (results.of) {
      case 'EVENT':
        return [];
      case 'TRAINING':
        return [
          ...results.completedIds.filter((id) => !activity.participantIds.includes(id)),
          ...repeated(results.completedIds),
        ].map((id) =>
          fault(
            bilingual(
              'Обучение прошёл тот, кто не участвовал, или он назван дважды',
              'Somebody completed it who did not attend, or is named twice',
            ),
            bilingual('Исправьте список', 'Mend the list'),
            { kind: 'participant', subject: id },
          ),
        );
      case 'CONTEST':
        return results.places
          .filter((place) =>
            'pairId' in place
              ? !activity.enteredPairIds.includes(place.pairId)
              : !activity.participantIds.includes(place.participantId),
          )
          .map((place) =>
            fault(
              bilingual('Место занял тот, кто не участвовал', 'A place went to somebody who took no part'),
              bilingual('Исправьте итоги', 'Mend the results'),
              'pairId' in place
                ? { kind: 'pair', subject: place.pairId }
                : { kind: 'participant', subject: place.participantId },
            ),
          );
    }
  },
);

export const heldStaysHeld = houseRule<GoingFacts<CancelActivity>>(
  'held-is-cancelled-as-mistake',
  bilingual('Проведённое отменяют только как ошибку записи', 'What was held is cancelled as a mistake only'),
  ({ command, activity }) =>
    activity.stage === 'PLANNED' || command.data.reason === 'ENTERED_BY_MISTAKE'
      ? []
      : [
          fault(
            bilingual('Мероприятие уже проведено', 'The activity has been held'),
            bilingual('Подведите итоги или отметьте ошибку записи', 'Record the results, or a mistake'),
            { kind: 'activity', subject: command.data.activityId },
          ),
        ],
);
