/** What a session of a council does, and on what. */
import type { Missing, Rule, Uuid, Violation } from '@nastavnik/kernel';
import { bilingual, demanded, fault, houseRule, repeated, type CouncilFunction } from '../../vocabulary';
import type { CouncilProfile, HoldSession, WorkingFacts } from '../council';
import { subjectOf, type SessionItem } from '../council.events';

type Session = WorkingFacts<HoldSession>;

/** Items of one function. */
const itemsOf = <F extends CouncilFunction>(
  { command }: Session,
  wanted: F,
): readonly Extract<SessionItem, { readonly function: F }>[] =>
  command.data.items.filter(
    (item): item is Extract<SessionItem, { readonly function: F }> => item.function === wanted,
  );
const missing = (kind: string, ids: readonly Uuid[]): readonly Missing[] =>
  ids.map((subject) => ({ kind, subject }));

export const attendedByMembers = houseRule<Session>(
  'session-attended-by-members',
  bilingual('На заседании присутствуют члены совета', 'Members attend a session'),
  ({ command, council }) => {
    const { attendeeIds } = command.data;
    const strangers = attendeeIds.filter((id) => !council.memberIds.includes(id));
    return attendeeIds.length > 0 && strangers.length === 0 && repeated(attendeeIds).length === 0
      ? []
      : [
          fault(
            bilingual('Присутствующие — не члены совета', 'Those who attended are not members, each once'),
            bilingual('Назовите присутствовавших членов совета', 'Name the members who attended'),
            ...missing('member', strangers),
          ),
        ];
  },
);

const isBlank = (item: SessionItem): boolean => {
  switch (item.function) {
    case 'LOCAL_ACTS':
      return item.title.trim() === '';
    case 'CONTEST_PREPARATION':
      return item.title.trim() === '' || item.participantIds.length === 0;
    case 'SUPPORT':
      return item.areas.length === 0;
    case 'MATCHING':
      return item.topics.includes('OTHER') !== ((item.otherTopic ?? '').trim() !== '');
    default:
      return false;
  }
};
/** A session does something, and says what about. */
export const itemsWhole = houseRule<Session>(
  'session-items-whole',
  bilingual('Вопросы заседания изложены полностью', 'The items of a session are whole'),
  ({ command }) =>
    command.data.items.length > 0 && !command.data.items.some(isBlank)
      ? []
      : [
          fault(
            bilingual('Вопрос заседания изложен не полностью', 'An item of the session is not whole'),
            bilingual('Укажите, чем занимался совет', 'Say what the council did'),
          ),
        ],
);

/** Nobody discusses what does not exist. */
export const subjectsKnown = houseRule<Session>(
  'session-subject-known',
  bilingual('Предмет вопроса известен организации', 'What an item speaks of is known here'),
  ({ command, evidence }) => {
    const unknown = command.data.items
      .map((item) => subjectOf(item)?.id)
      .filter((id) => id !== undefined)
      .filter((id) => !evidence.subjects.includes(id));
    return unknown.map((subject) =>
      fault(
        bilingual('Такой записи в организации нет', 'The organisation has no such record'),
        bilingual('Проверьте, о чём вопрос', 'Check what the item is about'),
        { kind: 'subject', subject },
      ),
    );
  },
);

/** A rule of one function of the council: demanded where the regulation lists it, with the clauses of the list. */
const whereListed =
  (wanted: CouncilFunction) =>
  ({ parameters: { councilFunctions } }: CouncilProfile, { command }: Session) =>
    demanded(
      councilFunctions,
      councilFunctions.value.includes(wanted) && command.data.items.some((item) => item.function === wanted),
    );

/** MR-MO-04..13, KIL-6.3.1-01..10: a council does what the regulation lists. */
export const functionsOfRegulation: Rule<CouncilProfile, Session> = {
  name: 'council-function-listed',
  title: bilingual('Совет исполняет функции по положению', 'A council does what the regulation lists'),
  demandedBy: ({ parameters: { councilFunctions } }) =>
    demanded(councilFunctions, councilFunctions.value.length > 0),
  violations: ({ command }, { parameters }) =>
    command.data.items
      .filter((item) => !parameters.councilFunctions.value.includes(item.function))
      .map((item) =>
        fault(
          bilingual('Положение не относит это к функциям совета', 'The regulation lists no such function'),
          bilingual('Исключите вопрос', 'Leave the item out'),
          { kind: 'council-function', detail: { got: item.function } },
        ),
      ),
};

/** MR-CUR-07, MR-MO-04, KIL-6.3.1-01: «совместно с … профсоюзной организацией». */
export const unionConsulted: Rule<CouncilProfile, Session> = {
  name: 'union-consulted-on-local-act',
  title: bilingual('Локальный акт обсуждён с профсоюзом', 'A local act is discussed with the union'),
  demandedBy: ({ parameters: { unionConsultation } }, facts) =>
    demanded(unionConsultation, unionConsultation.value && itemsOf(facts, 'LOCAL_ACTS').length > 0),
  violations: (facts) =>
    itemsOf(facts, 'LOCAL_ACTS')
      .filter(
        ({ act, title }) =>
          !facts.state.consultations.some(
            (said) => said.act === act && said.title === title && said.on <= facts.command.data.effectiveOn,
          ),
      )
      .map(({ act, title }) =>
        fault(
          bilingual(
            `Мнение профсоюза о документе «${title}» не записано`,
            `The union's opinion is not recorded`,
          ),
          bilingual('Получите и запишите мнение профсоюза', 'Take the opinion of the union and record it'),
          { kind: 'union-consultation', detail: { act, title } },
        ),
      ),
};

/** MR-MO-06, KIL-6.3.1-03: «по определенным вопросам». */
export const matchedByTopics: Rule<CouncilProfile, Session> = {
  name: 'pair-matched-by-topics',
  title: bilingual('Пара подбирается по определённым вопросам', 'A pair is matched by topics'),
  demandedBy: whereListed('MATCHING'),
  violations: (facts) =>
    itemsOf(facts, 'MATCHING')
      .filter(({ topics }) => topics.length === 0)
      .map(({ pairId }) =>
        fault(
          bilingual('Не указаны вопросы, по которым подобрана пара', 'No topics of the match are given'),
          bilingual('Укажите вопросы из перечня или свой', 'Give topics of the list, or one in words'),
          { kind: 'topic', subject: pairId },
        ),
      ),
};

/** MR-MO-07, KIL-6.3.1-04: results are analysed of a diagnosis that has been made. */
export const difficultiesDiagnosed: Rule<CouncilProfile, Session> = {
  name: 'difficulties-diagnosed-before-analysis',
  title: bilingual('Анализируют проведённую диагностику', 'What is analysed has been diagnosed'),
  demandedBy: whereListed('DIAGNOSTICS'),
  violations: (facts) =>
    itemsOf(facts, 'DIAGNOSTICS')
      .filter(({ menteeId }) => facts.evidence.people[menteeId]?.needsDiagnosed !== true)
      .map(({ menteeId }) =>
        fault(
          bilingual('Диагностика затруднений не проведена', 'No difficulties have been diagnosed'),
          bilingual('Проведите диагностику и запишите её', 'Diagnose the difficulties and record it'),
          { kind: 'needs-diagnosis', subject: menteeId },
        ),
      ),
};

/** MR-MO-08, KIL-6.3.1-05: «подготовку участников персонализированных программ». */
export const participantsPrepared: Rule<CouncilProfile, Session> = {
  name: 'prepared-take-part-in-programmes',
  title: bilingual('К конкурсам готовят участников программ', 'Those prepared take part in programmes'),
  demandedBy: whereListed('CONTEST_PREPARATION'),
  violations: (facts) => {
    const outside = itemsOf(facts, 'CONTEST_PREPARATION')
      .flatMap(({ participantIds }) => participantIds)
      .filter((id) => facts.evidence.people[id]?.paired !== true);
    return outside.map((subject) =>
      fault(
        bilingual('Человек не участвует в программе наставничества', 'The person is in no programme'),
        bilingual('Назовите участников программ', 'Name participants of programmes'),
        { kind: 'participant', subject },
      ),
    );
  },
};

/** MR-MO-10, KIL-6.3.1-07: where the regulation counts the council among those who monitor. */
export const councilMonitors: Rule<CouncilProfile, Session> = {
  name: 'council-among-monitors',
  title: bilingual('Совет участвует в мониторинге по положению', 'The council monitors by the regulation'),
  demandedBy: ({ parameters: { monitoringActors } }, facts) =>
    demanded(monitoringActors, itemsOf(facts, 'MONITORING').length > 0),
  violations: (facts, { parameters }) =>
    parameters.monitoringActors.value.includes('COUNCIL')
      ? []
      : [
          fault(
            bilingual('По положению мониторинг проводят другие', 'By the regulation others monitor'),
            bilingual('Исключите вопрос', 'Leave the item out'),
            { kind: 'monitoring-actor', detail: { allowed: parameters.monitoringActors.value } },
          ),
        ],
};

/** MR-MO-12, KIL-6.3.1-09: «системы поощрения … наставников и наставляемых», of the kinds the regulation has. */
export const rewardsOfRegulation: Rule<CouncilProfile, Session> = {
  name: 'rewards-of-the-regulation',
  title: bilingual('Поощрения — из положения', 'Rewards are those of the regulation'),
  demandedBy: ({ parameters: { rewardedRoles, incentiveKinds } }, facts) =>
    itemsOf(facts, 'REWARDS').length > 0 ? [...rewardedRoles.clauses, ...incentiveKinds.clauses] : undefined,
  violations: (facts, { parameters: { rewardedRoles, incentiveKinds } }) =>
    itemsOf(facts, 'REWARDS').flatMap(({ role, incentive }): readonly Violation[] => [
      ...(rewardedRoles.value.includes(role)
        ? []
        : [
            fault(
              bilingual(
                'Положение не поощряет участников в этой роли',
                'The regulation rewards no such role',
              ),
              bilingual('Исключите вопрос', 'Leave the item out'),
              { kind: 'rewarded-role', detail: { allowed: rewardedRoles.value, got: role } },
            ),
          ]),
      ...(incentiveKinds.value.includes(incentive)
        ? []
        : [
            fault(
              bilingual('Такого вида поощрения в положении нет', 'The regulation has no such incentive'),
              bilingual('Выберите вид из положения', 'Choose one of the regulation'),
              { kind: 'incentive', detail: { allowed: incentiveKinds.value, got: incentive } },
            ),
          ]),
    ]),
};
