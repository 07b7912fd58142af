/** What regulations demand of activities: programmes, orders, annual monitoring, who takes part and who gives support. */
import { type IsoDate, type Rule, type Uuid, type Violation } from '@nastavnik/kernel';
import {
  ACTIVITY_KIND_RU,
  bilingual,
  demanded,
  fault,
  HELP_KIND_RU,
  orderFaults,
  type ContestEntrant,
} from '../vocabulary';
import type {
  ActivityEvidence,
  ActivityFacts,
  ActivityPerson,
  ActivityProfile,
  CloseActivity,
  EnterParticipants,
  GoingFacts,
  HeldActivity,
  HoldActivity,
  PlanActivity,
  PlannedActivity,
  SetActivityProgramme,
} from './activity';
import type { ActivityPlan, CitedAnalysis } from './activity.events';

type Holding = GoingFacts<HoldActivity, PlannedActivity>;
type Entering = GoingFacts<EnterParticipants, PlannedActivity>;

const yearOf = (on: IsoDate): number => Number(on.slice(0, 4));
const since = (first: number | null, on: IsoDate): boolean => first !== null && yearOf(on) >= first;

/** The organisation holds it itself; above its own level it takes part in what others hold. */
export const isOwn = (plan: ActivityPlan, { organisation }: ActivityEvidence): boolean =>
  plan.level === (organisation?.level === 'MUNICIPALITY' ? 'MUNICIPAL' : 'SCHOOL');

/**
 * Monitoring is completed in November (SEV-RM-M4a, RM-M4b): until then the latest results are those of the year before.
 */
const isOfYear = (analysis: CitedAnalysis | undefined, on: IsoDate): boolean =>
  analysis !== undefined && [yearOf(on), yearOf(on) - 1].includes(analysis.year);

const monitoringFault = (what: 'EVENT' | 'PROGRAMME', on: IsoDate, got?: CitedAnalysis): Violation =>
  fault(
    what === 'EVENT'
      ? bilingual(
          'Мероприятие не опирается на результаты ежегодного мониторинга',
          'The activity does not rest on the annual monitoring',
        )
      : bilingual(
          'Программа курса не скорректирована по результатам ежегодного мониторинга',
          'The programme of the course is not corrected by the annual monitoring',
        ),
    bilingual(
      `Сошлитесь на анализ мониторинга за ${yearOf(on)} или ${yearOf(on) - 1} год`,
      `Cite the analysis of the monitoring of ${yearOf(on)} or ${yearOf(on) - 1}`,
    ),
    {
      kind: 'monitoring-analysis',
      ...(got === undefined ? {} : { subject: got.campaignId }),
      detail: { years: [yearOf(on), yearOf(on) - 1], ...(got === undefined ? {} : { got: got.year }) },
    },
  );

/** Invariant 29: SEV-IV-8b. Before the first year of the rule there is no monitoring to rest on (SEV-IV-8a). */
export const basedOnMonitoring: Rule<ActivityProfile, Holding> = {
  name: 'event-based-on-monitoring',
  invariant: 29,
  title: bilingual(
    'Семинар или конференция проводится по итогам ежегодного мониторинга',
    'A seminar or a conference rests on the annual monitoring',
  ),
  demandedBy: ({ parameters: { eventsBasedOnMonitoring } }, { command, plan, evidence }) =>
    demanded(
      eventsBasedOnMonitoring,
      ['SEMINAR', 'CONFERENCE'].includes(plan.content.kind) &&
        isOwn(plan, evidence) &&
        since(eventsBasedOnMonitoring.value, command.data.effectiveOn),
    ),
  violations: ({ command, activity, evidence }) => {
    const analysis = evidence.analysis ?? activity.analysis;
    const on = command.data.effectiveOn;
    return isOfYear(analysis, on) ? [] : [monitoringFault('EVENT', on, analysis)];
  },
};

/** Invariant 29: SEV-IV-9b, SEV-IV-9c. A course is held by modules that were corrected: one at least is updated or new. */
export const correctedByMonitoring: Rule<ActivityProfile, Holding> = {
  name: 'course-corrected-by-monitoring',
  invariant: 29,
  title: bilingual(
    'Модули программы курса скорректированы по результатам ежегодного мониторинга',
    'The modules of the course are corrected by the annual monitoring',
  ),
  demandedBy: ({ parameters: { coursesCorrectedByMonitoring } }, { command, plan, evidence }) =>
    demanded(
      coursesCorrectedByMonitoring,
      plan.content.kind === 'CPD_COURSE' &&
        isOwn(plan, evidence) &&
        since(coursesCorrectedByMonitoring.value, command.data.effectiveOn),
    ),
  violations: ({ command, activity: { programme } }) => {
    const on = command.data.effectiveOn;
    if (!isOfYear(programme?.analysis, on)) return [monitoringFault('PROGRAMME', on, programme?.analysis)];
    return programme?.modules.some(({ change }) => change !== 'KEPT') === true
      ? []
      : [
          fault(
            bilingual('Ни один модуль программы не изменён', 'No module of the programme is changed'),
            bilingual(
              'Обновите модули программы или добавьте новый',
              'Update modules of the programme or add a new one',
            ),
            { kind: 'programme', subject: command.data.activityId },
          ),
        ];
  },
};

/**
 * SEV-III-2, SEV-IV-8b, SEV-V-2.3: equal access for every organisation however far. An event of the municipality is for all of its
 * organisations; a school's own is for its own staff.
 */
export const openByVideo: Rule<ActivityProfile, Holding> = {
  name: 'event-open-by-video',
  title: bilingual(
    'К семинару или конференции можно присоединиться по видеоконференцсвязи',
    'A seminar or a conference can be joined by video',
  ),
  demandedBy: ({ parameters: { eventsByVideo } }, { command, plan, evidence }) =>
    demanded(
      eventsByVideo,
      ['SEMINAR', 'CONFERENCE'].includes(plan.content.kind) &&
        plan.level === 'MUNICIPAL' &&
        isOwn(plan, evidence) &&
        since(eventsByVideo.value, command.data.effectiveOn),
    ),
  violations: ({ command }) =>
    command.data.channel !== 'IN_PERSON'
      ? []
      : [
          fault(
            bilingual(
              'Мероприятие проведено только очно: у отдалённых организаций не было равного доступа',
              'The activity was held in person only: those far away had no equal access',
            ),
            bilingual(
              'Проведите его с применением видеоконференцсвязи',
              'Hold it with videoconferencing as well',
            ),
            { kind: 'channel', detail: { allowed: ['VIDEO', 'MIXED'] } },
          ),
        ],
};

/** S62-12-06, SEV-IV-8a, SEV-IV-9a, SEV-RM-M7: developed first, held by it. */
export const programmeFirst: Rule<ActivityProfile, Holding> = {
  name: 'held-by-programme',
  title: bilingual('Мероприятие проводится по программе', 'The activity is held by its programme'),
  demandedBy: ({ parameters }, { plan, evidence }) =>
    demanded(
      parameters.programmeFirst,
      parameters.programmeFirst.value.includes(plan.content.kind) && isOwn(plan, evidence),
    ),
  violations: ({ command, activity }) =>
    activity.programme !== undefined
      ? []
      : [
          fault(
            bilingual('Программа мероприятия не разработана', 'The activity has no programme'),
            bilingual('Сначала разработайте программу', 'Develop the programme first'),
            { kind: 'programme', subject: command.data.activityId },
          ),
        ],
};

/** S62-12-06: an order approves the programmes and the training schedule of the School of mentors. */
export const mentorSchoolByOrder: Rule<ActivityProfile, GoingFacts<SetActivityProgramme, PlannedActivity>> = {
  name: 'mentor-school-by-order',
  title: bilingual(
    'Программы и графики «Школы наставников» утверждает приказ',
    'An order approves programmes and schedules of the School of mentors',
  ),
  demandedBy: ({ parameters: { mentorSchoolOrder } }, { plan }) =>
    demanded(mentorSchoolOrder, mentorSchoolOrder.value && plan.content.kind === 'MENTOR_SCHOOL'),
  violations: ({ command: { data }, evidence }) => [
    ...orderFaults(data.orderId, data, evidence.order, ['MENTOR_SCHOOL']),
    ...((data.schedule ?? []).length > 0
      ? []
      : [
          fault(
            bilingual('График обучения не указан', 'There is no training schedule'),
            bilingual('Укажите дни и темы занятий', 'Give the days and their modules'),
            { kind: 'schedule', subject: data.activityId },
          ),
        ]),
  ],
};

/** SEV-RM-M7: listeners of a course are enrolled by order. */
export const enrolledByOrder: Rule<ActivityProfile, Entering> = {
  name: 'course-enrolment-by-order',
  title: bilingual('Слушателей курсов зачисляет приказ', 'Listeners of a course are enrolled by order'),
  demandedBy: ({ parameters: { courseEnrolmentOrder } }, { plan, evidence }) =>
    demanded(
      courseEnrolmentOrder,
      courseEnrolmentOrder.value && plan.content.kind === 'CPD_COURSE' && isOwn(plan, evidence),
    ),
  violations: ({ command: { data }, evidence }) =>
    orderFaults(data.orderId, data, evidence.order, ['ACTIVITY']),
};

/** SEV-RM-M6a, RM-M6b, RM-M8, RM-F4. */
export const resultsByOrder: Rule<ActivityProfile, GoingFacts<CloseActivity, HeldActivity>> = {
  name: 'results-by-order',
  title: bilingual('Итоги утверждает приказ', 'An order states the results'),
  demandedBy: ({ parameters }, { plan, evidence }) =>
    demanded(
      parameters.resultsByOrder,
      parameters.resultsByOrder.value.includes(plan.content.kind) && isOwn(plan, evidence),
    ),
  violations: ({ command: { data }, evidence }) =>
    orderFaults(data.orderId, data, evidence.order, ['ACTIVITY_RESULTS']),
};

/** S62-11-04, SEV-IV-10: at a level where the regulation names contests, those it names. */
export const contestNamed: Rule<ActivityProfile, ActivityFacts<PlanActivity>> = {
  name: 'contest-named-by-regulation',
  title: bilingual('Конкурс назван положением', 'The regulation names the contest'),
  demandedBy: ({ parameters: { contests } }, { plan }) =>
    demanded(
      contests,
      plan.content.kind === 'CONTEST' && contests.value.some(({ level }) => level === plan.level),
    ),
  violations: ({ plan }, { parameters: { contests } }) => {
    const names = contests.value.filter(({ level }) => level === plan.level).map(({ name }) => name);
    return names.includes(plan.title)
      ? []
      : [
          fault(
            bilingual(
              'Положение не называет такого конкурса этого уровня',
              'The regulation names no such contest of this level',
            ),
            bilingual(
              `Выберите один из конкурсов: ${names.map((name) => `«${name}»`).join(', ')}`,
              'Choose one of the contests it names',
            ),
            { kind: 'contest', detail: { names } },
          ),
        ];
  },
};

const ENTRANT: { readonly [E in ContestEntrant]: (person: ActivityPerson) => boolean } = {
  MENTOR: (person) => person.inMentorBase,
  MENTEE: (person) => person.inMenteeBase,
  STAFF: (person) => person.employed,
};

const outside = (ids: readonly Uuid[], message: Violation['message'], next: Violation['next']) =>
  ids.map((id) => fault(message, next, { kind: 'participant', subject: id }));

/** Those among the ids who are known and do not satisfy: who is unknown is another fault. */
const unfit = (
  ids: readonly Uuid[],
  evidence: ActivityEvidence,
  fits: (person: ActivityPerson) => boolean,
): readonly Uuid[] =>
  ids.filter((id) => {
    const person = evidence.people[id];
    return person !== undefined && !fits(person);
  });

/** S62-8-06, S62-10-04: the right of mentors and mentees. SEV-IV-10, RM-M8: staff engaged in the programme. */
export const entrantsAllowed: Rule<ActivityProfile, Entering> = {
  name: 'contest-entrants',
  title: bilingual(
    'В конкурсе участвуют те, кому положение даёт это право',
    'Those whom the regulation gives the right enter a contest',
  ),
  demandedBy: ({ parameters: { contestEntrants } }, { plan }) =>
    demanded(contestEntrants, plan.content.kind === 'CONTEST'),
  violations: ({ command, evidence }, { parameters: { contestEntrants } }) =>
    outside(
      unfit(command.data.participantIds, evidence, (person) =>
        contestEntrants.value.some((entrant) => ENTRANT[entrant](person)),
      ),
      bilingual(
        'Участник не состоит в базе наставников или наставляемых, которым положение даёт право на участие',
        'The person is in no base that the regulation lets enter a contest',
      ),
      bilingual('Внесите участника в базу или не заявляйте его', 'Enter the person into a base first'),
    ),
};

/** S62-8-04, S62-3.2-3, KIL-6.2-2, KIL-6.4.1-02, IZO-4.1-09: the School of mentors trains mentors. */
export const mentorsTrained: Rule<ActivityProfile, Entering> = {
  name: 'mentors-trained',
  title: bilingual('В «Школе наставников» обучают наставников', 'The School of mentors trains mentors'),
  demandedBy: ({ parameters }, { plan }) =>
    demanded(
      parameters.mentorsTrained,
      parameters.mentorsTrained.value && plan.content.kind === 'MENTOR_SCHOOL',
    ),
  violations: ({ command, evidence }) =>
    outside(
      unfit(command.data.participantIds, evidence, ({ inMentorBase }) => inMentorBase),
      bilingual('Участник не состоит в базе наставников', 'The person is not in the base of mentors'),
      bilingual('Внесите участника в базу наставников', 'Enter the person into the base of mentors'),
    ),
};

/** MR-K-05, MR-P-02, S62-8-05, S62-10-03: a psychologist; S62-7-08: or the mentor of the pair, for the mentee. */
export const supportGiver: Rule<ActivityProfile, ActivityFacts<PlanActivity>> = {
  name: 'psychological-support-by',
  title: bilingual(
    'Психологическое сопровождение оказывает тот, кого называет положение',
    'Psychological support is given by whom the regulation names',
  ),
  demandedBy: ({ parameters: { psychologicalSupport } }, { plan }) =>
    demanded(psychologicalSupport, plan.content.kind === 'PSYCHOLOGICAL_SUPPORT'),
  violations: ({ plan: { content }, evidence }, { parameters }) => {
    if (content.kind !== 'PSYCHOLOGICAL_SUPPORT') return [];
    const { by } = parameters.psychologicalSupport.value;
    const pair = content.pairId === undefined ? undefined : evidence.pairs[content.pairId];
    const gives =
      (by.includes('PSYCHOLOGIST') && evidence.people[content.hostId]?.position === 'PSYCHOLOGIST') ||
      (by.includes('MENTOR') && pair?.mentorIds.includes(content.hostId) === true);
    return gives
      ? []
      : [
          fault(
            by.includes('MENTOR')
              ? bilingual(
                  'Сопровождение оказывает не педагог-психолог и не наставник этой пары',
                  'Support is given neither by a psychologist nor by the mentor of this pair',
                )
              : bilingual(
                  'Сопровождение оказывает не педагог-психолог',
                  'Support is not given by a psychologist',
                ),
            bilingual('Укажите, кто его оказывает', 'Say who gives it'),
            { kind: 'participant', subject: content.hostId, detail: { by } },
          ),
        ];
  },
};

/** S62-8-05, S62-10-03: the right of mentor and mentee; of a pair, its members. */
export const supportReceivers: Rule<ActivityProfile, Holding> = {
  name: 'psychological-support-for',
  title: bilingual(
    'Психологическое сопровождение получают наставники и наставляемые',
    'Mentors and mentees receive psychological support',
  ),
  demandedBy: ({ parameters: { psychologicalSupport } }, { plan }) =>
    demanded(psychologicalSupport, plan.content.kind === 'PSYCHOLOGICAL_SUPPORT'),
  violations: ({ command, plan: { content }, evidence }, { parameters }) => {
    if (content.kind !== 'PSYCHOLOGICAL_SUPPORT') return [];
    const roles = parameters.psychologicalSupport.value.for;
    const pair = content.pairId === undefined ? undefined : evidence.pairs[content.pairId];
    const members = [
      ...(roles.includes('MENTOR') ? (pair?.mentorIds ?? []) : []),
      ...(roles.includes('MENTEE') ? (pair?.menteeIds ?? []) : []),
    ];
    const wrong =
      content.pairId === undefined
        ? unfit(command.data.participantIds, evidence, (person) =>
            roles.some((role) => ENTRANT[role](person)),
          )
        : command.data.participantIds.filter((id) => !members.includes(id));
    return outside(
      wrong,
      content.pairId === undefined
        ? bilingual('Участник не наставник и не наставляемый', 'The person is neither mentor nor mentee')
        : bilingual('Участник не состоит в этой паре', 'The person is not of this pair'),
      bilingual('Проверьте, кто получает сопровождение', 'Check who receives the support'),
    );
  },
};

/** IZO-4.3-02, IZO-3.2-04. */
export const helpNamed: Rule<ActivityProfile, ActivityFacts<PlanActivity>> = {
  name: 'methodical-help-named',
  title: bilingual('Вид помощи назван положением', 'The regulation names the kind of help'),
  demandedBy: ({ parameters: { methodicalHelp } }, { plan }) =>
    demanded(methodicalHelp, plan.content.kind === 'METHODICAL_HELP'),
  violations: ({ plan: { content } }, { parameters: { methodicalHelp } }) =>
    content.kind !== 'METHODICAL_HELP' || methodicalHelp.value.includes(content.help)
      ? []
      : [
          fault(
            bilingual(
              'Положение не называет такого вида помощи',
              'The regulation does not name this kind of help',
            ),
            bilingual(
              `Выберите вид: ${methodicalHelp.value.map((help) => HELP_KIND_RU[help]).join(', ')}`,
              'Choose among the kinds it names',
            ),
            { kind: 'help', detail: { allowed: methodicalHelp.value } },
          ),
        ],
};

/** SEV-IV-8c, SEV-V-3.2: addressed support has the formats that the programme names. */
export const addressedFormat: Rule<ActivityProfile, ActivityFacts<PlanActivity>> = {
  name: 'addressed-support-format',
  title: bilingual(
    'Адресная поддержка оказывается в форматах, названных положением',
    'Addressed support has a format of the regulation',
  ),
  demandedBy: ({ parameters: { addressedSupport } }, { plan }) =>
    demanded(addressedSupport, addressedSupport.value !== null && plan.addressed === true),
  violations: ({ plan: { content } }, { parameters: { addressedSupport } }) => {
    const formats = addressedSupport.value ?? [];
    return formats.includes(content.kind)
      ? []
      : [
          fault(
            bilingual(
              'Положение не называет такого формата адресной поддержки',
              'The regulation names no such format of addressed support',
            ),
            bilingual(
              `Выберите формат: ${formats.map((kind) => ACTIVITY_KIND_RU[kind]).join(', ')}`,
              'Choose among the formats it names',
            ),
            { kind: 'format', detail: { allowed: formats } },
          ),
        ];
  },
};
