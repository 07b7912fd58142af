/** What regulations demand of an organisation's monitoring, and what common sense does. */
import type { ClauseRef, Rule, Uuid, Violation } from '@nastavnik/kernel';
import {
  bilingual,
  clausesOfIndicators,
  DEFICIT_RU,
  demanded,
  fault,
  findingFaults,
  houseRule,
  measureFaults,
  MONITORS,
  ANALYSIS_PART_RU,
  orderFaults,
  repeated,
  russianDate,
  type AnalysisPart,
  type Indicator,
  type MonitoringActor,
} from '../vocabulary';
import type {
  AcceptSubmission,
  AnalyseCampaign,
  CampaignCommand,
  CampaignEvidence,
  CampaignProfile,
  ConsolidateCampaign,
  KnownCampaign,
  OpenCampaign,
  OpenedCampaign,
  ReturnSubmission,
  SendCampaign,
  SubmitMonitoring,
} from './campaign.commands';
import type { Figure, IndicatorSet } from './campaign.events';

export interface Facts<Cmd extends CampaignCommand> {
  readonly command: Cmd;
  readonly evidence: CampaignEvidence;
}
export interface OpeningFacts extends Facts<OpenCampaign> {
  /** What is going to be asked for: what the regulation names, and the organisation's own. */
  readonly indicators: readonly Indicator[];
}
export interface CampaignFacts<
  Cmd extends CampaignCommand,
  Known extends KnownCampaign = KnownCampaign,
> extends Facts<Cmd> {
  readonly campaign: Known;
}

type Law<F> = Rule<CampaignProfile, F>;

// Opening

/** In whose name a role acts at a municipality: SEV-RM-M4a «УО, РЦО», IZO-4.3-03. */
const COLLECTS = { 'municipal-specialist': 'MUNICIPALITY', methodist: 'METHOD_CABINET' } as const;

/** IZO-4.1-08, IZO-4.3-03, SEV-RM-M4a, KIL-6.4.1-07, KIL-6.2-6: whoever the regulation has do it, or collect it. */
export const openedByRightOnes: Law<OpeningFacts> = {
  name: 'campaign-by-monitoring-actor',
  title: bilingual(
    'Мониторинг проводят те, кого называет положение',
    'Those named by the regulation monitor',
  ),
  demandedBy: ({ parameters: { monitoringActors, externalMonitoringRecipients } }, { evidence }) => {
    if (evidence.organisation?.level !== 'MUNICIPALITY') {
      return demanded(monitoringActors, monitoringActors.value.length > 0);
    }
    const acts = monitoringActors.value.includes('MUNICIPALITY');
    const collects = Object.values(COLLECTS).some((who) => externalMonitoringRecipients.value.includes(who));
    return acts || collects
      ? [...(acts ? monitoringActors.clauses : []), ...(collects ? externalMonitoringRecipients.clauses : [])]
      : undefined;
  },
  violations: ({ command, evidence }, { parameters: { monitoringActors, externalMonitoringRecipients } }) => {
    const { role } = command.stamp.actor;
    const actors: readonly string[] = monitoringActors.value;
    const collector = COLLECTS[role as keyof typeof COLLECTS] as (typeof COLLECTS)['methodist'] | undefined;
    const right =
      evidence.organisation?.level === 'MUNICIPALITY'
        ? collector !== undefined &&
          (actors.includes('MUNICIPALITY') || externalMonitoringRecipients.value.includes(collector))
        : (MONITORS[role] ?? []).some((name) => actors.includes(name));
    return right
      ? []
      : [
          fault(
            bilingual(
              'Мониторинг по положению проводит не это лицо',
              'The regulation has somebody else monitor',
            ),
            bilingual('Поручите мониторинг тому, кого называет положение', 'Let those it names do it'),
            { kind: 'actor', detail: { actors } },
          ),
        ];
  },
};

/** Where a regulation asks for an order, and wherever one is cited. */
export const openedByOrder: Law<OpeningFacts> = {
  name: 'campaign-by-order',
  title: bilingual('Мониторинг открывается приказом', 'Monitoring is opened by order'),
  demandedBy: ({ parameters: { monitoringByOrder } }, { command }) =>
    monitoringByOrder.value ? monitoringByOrder.clauses : command.data.orderId === undefined ? undefined : [],
  violations: ({ command, evidence }) =>
    orderFaults(command.data.orderId, command.data, evidence.order, ['MONITORING', 'INTRODUCTION']),
};

/** SEV-RM-M4a «ноябрь, ежегодно или по запросу», SEV-RM-F1 «ноябрь 2024»: the window reaches the month. */
export const inItsMonth: Law<OpeningFacts> = {
  name: 'campaign-in-its-month',
  title: bilingual('Мониторинг проводится в свой месяц', 'Monitoring is done in its month'),
  demandedBy: ({ parameters: { monitoringSchedule } }, { command }) =>
    demanded(
      monitoringSchedule,
      monitoringSchedule.value.calendar.some(({ kind }) => kind === command.data.kind),
    ),
  violations: ({ command }, { parameters: { monitoringSchedule } }) => {
    const { kind, year, window, onRequest } = command.data;
    const due = monitoringSchedule.value.calendar.filter((one) => one.kind === kind);
    const fits = due.some(({ month, onlyYear }) => {
      const day = `${year}-${String(month).padStart(2, '0')}`;
      return (
        (onlyYear === null || onlyYear === year) &&
        ((onRequest && onlyYear === null) || (window.from <= `${day}-31` && `${day}-01` <= window.until))
      );
    });
    const months = due.map(({ month, onlyYear }) => `${month}.${onlyYear ?? year}`).join(', ');
    return fits
      ? []
      : [
          fault(
            bilingual(`Этот мониторинг проводится в срок: ${months}`, `This monitoring is due in ${months}`),
            bilingual('Назначьте сроки на этот месяц', 'Let the window reach the month'),
            { kind: 'month', detail: { due: due.map(({ month, onlyYear }) => ({ month, onlyYear })) } },
          ),
        ];
  },
};

/** SEV-IV-3 «на основе разработанных критериев»: where the document names none, the organisation develops its own. */
export const criteriaDeveloped: Law<OpeningFacts> = {
  name: 'campaign-criteria-developed',
  title: bilingual('Критерии мониторинга разработаны', 'Criteria of monitoring are developed'),
  demandedBy: ({ parameters: { indicators } }) =>
    demanded(indicators, indicators.source !== 'DEFAULT' && indicators.value.length === 0),
  violations: ({ command }) =>
    command.data.criteria.length > 0 || (command.data.sets ?? []).length > 0
      ? []
      : [
          fault(
            bilingual('Критерии мониторинга не названы', 'No criteria are named'),
            bilingual('Разработайте критерии и назовите их', 'Develop criteria and name them'),
            { kind: 'criteria' },
          ),
        ],
};

/** IZO-6.1.1-05, KIL-7.4-6: others beside those named only where the list is open. */
export const criteriaOfOpenLists: Law<OpeningFacts> = {
  name: 'campaign-criteria-of-open-lists',
  title: bilingual('Свои показатели — где перечень открыт', 'Own indicators where the list is open'),
  demandedBy: ({ parameters: { indicators } }, { command }) =>
    demanded(
      indicators,
      indicators.source !== 'DEFAULT' && indicators.value.length > 0 && command.data.criteria.length > 0,
    ),
  violations: ({ command }, { parameters: { openIndicators } }) =>
    command.data.criteria
      .filter(({ aspect }) => !openIndicators.value.includes(aspect))
      .map(({ code, title }) =>
        fault(
          bilingual(`Положение не называет показателя «${title}»`, `The regulation has no indicator ${code}`),
          bilingual('Уберите показатель: перечень закрыт', 'Leave it out: the list is closed'),
          { kind: 'indicator', subject: code },
        ),
      ),
};

/** A window has a beginning and an end, the figures tell about a day of the year, and every code stands once. */
export const openingWhole = houseRule<OpeningFacts>(
  'campaign-whole',
  bilingual('Сроки и показатели мониторинга названы', 'Window and indicators are stated'),
  ({ command, evidence, indicators }) => {
    const { year, window, snapshotOn, effectiveOn } = command.data;
    const faults: Violation[] = [];
    const say = (ru: string, en: string) =>
      faults.push(fault(bilingual(ru, en), bilingual('Исправьте сведения', 'Mend the data')));
    if (window.from > window.until) say('Начало срока позже его конца', 'The window ends before it begins');
    if (effectiveOn > window.until) say('Срок представления уже прошёл', 'The window is over already');
    if (snapshotOn > window.until) say('Дата среза позже срока', 'The snapshot comes after the window');
    if (!snapshotOn.startsWith(String(year)))
      say('Дата среза не в этом году', 'The snapshot is of another year');
    if (indicators.length === 0 && (evidence.sets ?? []).length === 0)
      say('Показателей нет', 'There are no indicators');
    const twice = repeated(indicators.map(({ code }) => code));
    if (twice.length > 0) say(`Показатели повторяются: ${twice.join(', ')}`, `Repeated: ${twice.join(', ')}`);
    return faults;
  },
);

/** A municipality asks its own schools; a school asks itself. */
export const schoolsOfOrganisation = houseRule<OpeningFacts>(
  'campaign-schools-of-organisation',
  bilingual('Участвуют организации этого муниципалитета', 'Schools of this municipality take part'),
  ({ command, evidence }) => {
    const { organisationId, schoolIds } = command.data;
    if (evidence.organisation?.level !== 'MUNICIPALITY') return [];
    const strange = [
      ...schoolIds.filter((id) => evidence.municipalityOf[id] !== organisationId),
      ...repeated(schoolIds),
    ];
    return schoolIds.length > 0 && strange.length === 0
      ? []
      : [
          fault(
            bilingual('Перечень организаций неверен', 'The list of schools is wrong'),
            bilingual('Назовите школы этого муниципалитета, каждую один раз', 'Name its schools, each once'),
            ...strange.map((subject) => ({ kind: 'school', subject })),
          ),
        ];
  },
);

// Every act of a campaign

type OwnersCommand = Exclude<CampaignCommand, OpenCampaign | SubmitMonitoring>;

export const ofItsOrganisation = houseRule<CampaignFacts<OwnersCommand>>(
  'campaign-of-this-organisation',
  bilingual('Мониторинг ведёт его организация', 'A campaign is kept by its organisation'),
  ({ command, campaign }) =>
    command.data.organisationId === campaign.organisationId
      ? []
      : [
          fault(
            bilingual('Это мониторинг другой организации', 'The campaign belongs to another organisation'),
            bilingual('Проверьте организацию', 'Check the organisation'),
            { kind: 'organisation', subject: command.data.organisationId },
          ),
        ],
);

const notBefore = (day: string, on: string): readonly Violation[] =>
  day <= on
    ? []
    : [
        fault(
          bilingual(`Предыдущее действие совершено ${russianDate(day)}`, `The previous act is of ${day}`),
          bilingual('Укажите дату не раньше', 'Give a date not before it'),
        ),
      ];
export const inOrderOfTime = houseRule<CampaignFacts<OwnersCommand>>(
  'campaign-acts-in-order-of-time',
  bilingual('Действия идут по порядку дат', 'Acts follow in time'),
  ({ command, campaign }) => notBefore(campaign.lastOn, command.data.effectiveOn),
);

// Submissions

export const invited = houseRule<CampaignFacts<SubmitMonitoring, OpenedCampaign>>(
  'campaign-asks-this-school',
  bilingual('Организация участвует в мониторинге', 'The school is asked'),
  ({ command, campaign }) =>
    campaign.schoolIds.includes(command.data.organisationId)
      ? []
      : [
          fault(
            bilingual('Этой организации нет в перечне', 'The campaign does not list this school'),
            bilingual('Проверьте, чей это мониторинг', 'Check whose campaign it is'),
            { kind: 'school', subject: command.data.organisationId },
          ),
        ],
);

export const windowOpen = houseRule<CampaignFacts<SubmitMonitoring, OpenedCampaign>>(
  'campaign-window-open',
  bilingual('Сведения представляют в срок', 'Figures are due within the window'),
  ({ command, campaign: { window, submissions, reminded } }) => [
    ...(window.from <= command.data.effectiveOn
      ? []
      : [
          fault(
            bilingual(
              `Сведения представляют с ${russianDate(window.from)}`,
              `Figures are due from ${window.from} on`,
            ),
            bilingual('Представьте сведения в срок', 'Submit within the window'),
          ),
        ]),
    ...(command.data.effectiveOn <= window.until ||
    submissions[command.data.organisationId]?.status === 'RETURNED' ||
    command.data.effectiveOn <= (reminded[command.data.organisationId]?.until ?? '')
      ? []
      : [
          fault(
            bilingual(
              `Срок представления истёк ${russianDate(window.until)}`,
              `The window closed on ${window.until}`,
            ),
            bilingual(
              'Обратитесь к организатору мониторинга: новый срок даёт напоминание',
              'Ask the organiser: a reminder gives a new term',
            ),
            { kind: 'window', detail: { until: window.until } },
          ),
        ]),
    ...notBefore(submissions[command.data.organisationId]?.lastOn ?? '', command.data.effectiveOn),
  ],
);

/** What stands is answered first: returned or accepted. */
export const answeredFirst = houseRule<CampaignFacts<SubmitMonitoring, OpenedCampaign>>(
  'submission-answered-first',
  bilingual('Прежние сведения возвращены', 'What was submitted has been returned'),
  ({ command, campaign }) => {
    const submission = campaign.submissions[command.data.organisationId];
    return submission === undefined || submission.status === 'RETURNED'
      ? []
      : [
          fault(
            submission.status === 'ACCEPTED'
              ? bilingual('Сведения уже приняты', 'The figures are accepted already')
              : bilingual('Сведения уже представлены и ждут ответа', 'The figures await an answer'),
            bilingual('Попросите вернуть их на доработку', 'Ask to have them returned'),
            { kind: 'return', detail: { version: submission.version } },
          ),
        ];
  },
);

const under = (figures: readonly Figure[], { code, aspect }: Indicator) =>
  figures.filter(({ indicator }) => indicator === code).map((figure) => ({ ...figure, aspect }));

/**
 * Every indicator of the set, in every part, measured as it says; cited are the clauses of those in question
 * (IZO-6.1.1-01..6.1.2-04, KIL-7.4-1..7.5-5, IZO-5-02, SEV-I-1, SEV-III-1, KIL-6.4.1-04).
 */
export const coversIndicators: Law<CampaignFacts<SubmitMonitoring, OpenedCampaign>> = {
  name: 'submission-covers-indicators',
  title: bilingual('Представлены все показатели', 'Every indicator is told'),
  demandedBy: ({ parameters: { indicators, organisationIndicators } }, { command, campaign }) => {
    const asked = campaign.indicatorSet.indicators;
    const wrong = asked.filter((one) => indicatorFaults(one, command).length > 0);
    const about = wrong.length > 0 ? wrong : asked;
    const known = (setting: typeof indicators): readonly Indicator[] =>
      setting.value.filter(({ code }) => about.some((one) => one.code === code));
    const own = about.some(
      ({ code }) => ![...indicators.value, ...organisationIndicators.value].some((one) => one.code === code),
    );
    const cited: readonly ClauseRef[] = [
      ...clausesOfIndicators(indicators, known(indicators)),
      ...clausesOfIndicators(organisationIndicators, known(organisationIndicators)),
      ...(own && indicators.value.length === 0 ? indicators.clauses : []),
    ];
    return [...new Map(cited.map((clause) => [clause.id, clause])).values()];
  },
  violations: ({ command, campaign: { indicatorSet } }) => [
    ...indicatorSet.indicators.flatMap((one) => indicatorFaults(one, command)),
    ...[...command.data.counted, ...command.data.stated]
      .filter(({ indicator }) => !indicatorSet.indicators.some(({ code }) => code === indicator))
      .map(({ indicator }) =>
        fault(
          bilingual(
            `Показателя ${indicator} в мониторинге нет`,
            `The campaign does not ask for ${indicator}`,
          ),
          bilingual('Уберите его', 'Leave it out'),
          { kind: 'indicator', subject: indicator },
        ),
      ),
  ],
};
const indicatorFaults = (one: Indicator, { data }: SubmitMonitoring): readonly Violation[] => {
  const told = under([...data.counted, ...data.stated], one);
  return told.length > 0
    ? findingFaults(one, told)
    : [
        fault(
          bilingual(`Нет сведений по показателю «${one.title}»`, `Nothing is told of ${one.code}`),
          bilingual('Представьте значение показателя', 'Tell its value'),
          { kind: 'indicator', subject: one.code, detail: { parts: [...(one.parts ?? [])] } },
        ),
      ];
};

export const figuresPossible = houseRule<CampaignFacts<SubmitMonitoring>>(
  'submission-values-possible',
  bilingual('Значения возможны', 'Values are possible'),
  ({ command: { data } }) =>
    [...data.counted, ...data.stated].flatMap(({ indicator, value }) => measureFaults(indicator, value)),
);

/** What is answered is what the school submitted last; an accepted one can still go back while the campaign is open. */
export const answersTheLast = houseRule<CampaignFacts<ReturnSubmission | AcceptSubmission, OpenedCampaign>>(
  'submission-is-the-last',
  bilingual('Отвечают на последнюю редакцию сведений', 'The answer is to the last submission'),
  ({ command, campaign }) => {
    const { schoolId, version } = command.data;
    const last = campaign.submissions[schoolId];
    return last?.version === version && last.status !== 'RETURNED'
      ? []
      : [
          fault(
            bilingual('Такой редакции сведений, ждущей ответа, нет', 'No such submission awaits an answer'),
            bilingual('Проверьте школу и номер редакции', 'Check the school and the version'),
            { kind: 'submission', subject: schoolId, detail: { version: last?.version ?? 0 } },
          ),
        ];
  },
);
/** Whatever a fault can be found with: indicators told, indicators computed, fields entered. */
const codesOf = ({ indicators, sets = [] }: IndicatorSet): readonly string[] =>
  [indicators, ...sets.flatMap((set) => [set.indicators, set.fields])].flatMap((list) =>
    list.map(({ code }) => code),
  );
export const reasonsGiven = houseRule<CampaignFacts<ReturnSubmission, OpenedCampaign>>(
  'submission-returned-with-reasons',
  bilingual('Возврат — с замечаниями', 'A return says why'),
  ({ command: { data }, campaign: { indicatorSet } }) =>
    data.faults.length > 0 && data.faults.every(({ indicator }) => codesOf(indicatorSet).includes(indicator))
      ? []
      : [
          fault(
            bilingual('Замечания к показателям не названы', 'No faults of indicators are named'),
            bilingual('Назовите показатели и что с ними не так', 'Name the indicators and their faults'),
            { kind: 'faults' },
          ),
        ],
);

// Consolidation

export const notAccepted = ({ schoolIds, submissions }: KnownCampaign): readonly Uuid[] =>
  schoolIds.filter((id) => submissions[id]?.status !== 'ACCEPTED');

/** SEV-IV-3, SEV-V-1.2: «охват образовательных организаций – 100 %». */
export const everySchoolCovered: Law<CampaignFacts<ConsolidateCampaign, OpenedCampaign>> = {
  name: 'annual-monitoring-covers-organisations',
  title: bilingual('Ежегодный мониторинг охватывает организации', 'The yearly monitoring covers the schools'),
  demandedBy: ({ parameters: { annualMonitoringCoverage } }, { campaign }) =>
    demanded(annualMonitoringCoverage, annualMonitoringCoverage.value !== null && campaign.kind === 'ANNUAL'),
  violations: ({ campaign }, { parameters: { annualMonitoringCoverage } }) => {
    const missing = notAccepted(campaign);
    const all = campaign.schoolIds.length;
    return (all - missing.length) * 100 >= (annualMonitoringCoverage.value ?? 0) * all
      ? []
      : [
          fault(
            bilingual(
              `Охвачено организаций: ${all - missing.length} из ${all}, нужно ${annualMonitoringCoverage.value} %`,
              `${all - missing.length} of ${all} schools are covered, ${annualMonitoringCoverage.value} % are due`,
            ),
            bilingual('Получите и примите сведения остальных', 'Obtain and accept the others'),
            ...missing.map((subject) => ({ kind: 'submission', subject })),
          ),
        ];
  },
};
/** Nobody is named missing before the window is over, nor while an answer is due to them. */
export const everyoneHeard = houseRule<CampaignFacts<ConsolidateCampaign, OpenedCampaign>>(
  'campaign-everyone-heard',
  bilingual('Сведения получены или срок прошёл', 'Figures are in, or the window is over'),
  ({ command, campaign }) => {
    const waiting = notAccepted(campaign).filter(
      (id) =>
        command.data.effectiveOn <= campaign.window.until ||
        command.data.effectiveOn <= (campaign.reminded[id]?.until ?? '') ||
        campaign.submissions[id]?.status === 'SUBMITTED',
    );
    return waiting.length === 0
      ? []
      : [
          fault(
            bilingual(
              `Ещё не приняты сведения организаций: ${waiting.length}`,
              `Figures of ${waiting.length} schools are not accepted yet`,
            ),
            bilingual('Примите представленное или дождитесь конца срока', 'Accept them, or await the end'),
            ...waiting.map((subject) => ({ kind: 'submission', subject })),
          ),
        ];
  },
);

// Analysis

/** SEV-IV-6 «на основе результатов мониторинга». */
export const analysedAfterConsolidation: Law<CampaignFacts<AnalyseCampaign>> = {
  name: 'analysis-after-consolidation',
  invariant: 29,
  title: bilingual('Анализ — по результатам мониторинга', 'An analysis rests on the results'),
  demandedBy: ({ parameters: { analysisParts } }) => analysisParts.clauses,
  violations: ({ campaign }) =>
    campaign.stage === 'CONSOLIDATED'
      ? []
      : [
          fault(
            campaign.stage === 'OPEN'
              ? bilingual('Мониторинг не сведён', 'The campaign is not consolidated')
              : bilingual('Анализ уже проведён', 'It is analysed already'),
            bilingual(
              'Анализ проводится один раз, по сведённым результатам',
              'Consolidate first; analyse once',
            ),
            { kind: 'consolidation', subject: campaign.campaignId },
          ),
        ],
};

const SAID: { readonly [Part in AnalysisPart]: keyof AnalyseCampaign['data'] } = {
  DEFICITS: 'deficits',
  NEEDS: 'needs',
  PROBLEM_ZONES: 'problemZones',
  RECOMMENDATIONS: 'recommendations',
  BEST_PRACTICES: 'bestPractices',
};
const unsaid = (parts: readonly AnalysisPart[], { data }: AnalyseCampaign): readonly Violation[] =>
  parts
    .filter((part) => (data[SAID[part]] as readonly unknown[]).length === 0)
    .map((part) =>
      fault(
        bilingual(`В анализе не названы ${ANALYSIS_PART_RU[part]}`, `The analysis does not say: ${part}`),
        bilingual('Дополните анализ', 'Complete the analysis'),
        { kind: 'analysis', detail: { part } },
      ),
    );
/** SEV-IV-6: «дефицитов, потребностей, проблемных зон и подготовка адресных рекомендаций». */
export const analysisSays: Law<CampaignFacts<AnalyseCampaign>> = {
  name: 'analysis-says-what-it-must',
  title: bilingual('Анализ полон', 'The analysis is complete'),
  demandedBy: ({ parameters: { analysisParts } }) => demanded(analysisParts, analysisParts.value.length > 0),
  violations: ({ command }, { parameters: { analysisParts } }) => unsaid(analysisParts.value, command),
};
/** SEV-RM-F2: «обобщение лучших практик». */
export const finalAnalysisSays: Law<CampaignFacts<AnalyseCampaign>> = {
  name: 'final-analysis-says-what-it-must',
  title: bilingual('Итоговый анализ полон', 'The final analysis is complete'),
  demandedBy: ({ parameters: { finalAnalysisParts } }, { campaign }) =>
    demanded(finalAnalysisParts, finalAnalysisParts.value.length > 0 && campaign.kind === 'FINAL'),
  violations: ({ command }, { parameters: { finalAnalysisParts } }) =>
    unsaid(finalAnalysisParts.value, command),
};

/** SEV-III-4: every kind of deficit is looked at, and one that was found is answered by a measure addressed to somebody. */
export const deficitsAnswered: Law<CampaignFacts<AnalyseCampaign>> = {
  name: 'deficits-followed-by-measures',
  title: bilingual('За дефицитами следуют адресные мероприятия', 'Deficits are followed by measures'),
  demandedBy: ({ parameters: { deficitTypes } }) => demanded(deficitTypes, deficitTypes.value.length > 0),
  violations: ({ command: { data } }, { parameters: { deficitTypes } }) => [
    ...deficitTypes.value
      .filter((type) => !data.deficits.some((deficit) => deficit.type === type))
      .map((type) =>
        fault(
          bilingual(`Не отслежены дефициты: ${DEFICIT_RU[type]}`, `${type} deficits are not monitored`),
          bilingual('Запишите, сколько их выявлено, хотя бы ноль', 'Say how many were found, if none'),
          { kind: 'deficit', detail: { type } },
        ),
      ),
    ...data.deficits
      .filter(
        ({ type, found }) => found > 0 && !data.recommendations.some(({ answers }) => answers.includes(type)),
      )
      .map(({ type }) =>
        fault(
          bilingual(`Дефициты не устраняются: ${DEFICIT_RU[type]}`, `Nothing answers ${type} deficits`),
          bilingual('Предусмотрите адресное мероприятие', 'Address a measure to them'),
          { kind: 'measure', detail: { type } },
        ),
      ),
  ],
};

/** SEV-RM-F1, KIL-6.4.1-07, MR-CUR-03: whose the final report is. */
export const finalReportByNamed: Law<CampaignFacts<AnalyseCampaign>> = {
  name: 'final-report-by-its-author',
  title: bilingual(
    'Итоговый отчёт готовит тот, кого называет положение',
    'Its author makes the final report',
  ),
  demandedBy: ({ parameters: { finalReportBy } }, { campaign, evidence }) =>
    demanded(
      finalReportBy,
      campaign.kind === 'FINAL' &&
        finalReportBy.value.some(
          (by) => by === 'MUNICIPALITY' || (by === 'CURATOR' && evidence.organisation?.level === 'SCHOOL'),
        ),
    ),
  violations: ({ command, evidence }, { parameters: { finalReportBy } }) => {
    const by =
      evidence.organisation?.level === 'MUNICIPALITY'
        ? 'MUNICIPALITY'
        : command.stamp.actor.role === 'curator'
          ? 'CURATOR'
          : undefined;
    return by !== undefined && finalReportBy.value.includes(by)
      ? []
      : [
          fault(
            bilingual('Итоговый отчёт готовит не это лицо', 'Somebody else makes the final report'),
            bilingual('Поручите отчёт тому, кого называет положение', 'Leave it to its author'),
            { kind: 'actor', detail: { authors: finalReportBy.value } },
          ),
        ];
  },
};

/** MR-MO-10, KIL-6.3.1-07: «участвует в мониторинговых и оценочных процедурах». */
export const contributorsNamed: Law<CampaignFacts<AnalyseCampaign>> = {
  name: 'monitoring-contributors-named',
  title: bilingual('В мониторинге участвуют названные положением', 'Those the regulation names take part'),
  demandedBy: ({ parameters: { monitoringActors } }, { command }) =>
    demanded(monitoringActors, command.data.contributors.length > 0),
  violations: ({ command }, { parameters: { monitoringActors } }) => {
    const strange = command.data.contributors.filter(
      (actor: MonitoringActor) => !monitoringActors.value.includes(actor),
    );
    return strange.length === 0
      ? []
      : [
          fault(
            bilingual('Положение не называет этих участников', 'The regulation does not name them'),
            bilingual('Уберите их', 'Leave them out'),
            ...strange.map((actor) => ({ kind: 'actor', detail: { actor } })),
          ),
        ];
  },
};

/** «Адресные»: to organisations of the campaign. */
export const recommendationsAddressed = houseRule<CampaignFacts<AnalyseCampaign>>(
  'recommendations-addressed',
  bilingual('Рекомендации адресованы', 'Recommendations have an address'),
  ({ command, campaign }) => {
    const lost = command.data.recommendations.filter(
      ({ organisationId }) =>
        organisationId !== campaign.organisationId && !campaign.schoolIds.includes(organisationId),
    );
    return lost.length === 0
      ? []
      : [
          fault(
            bilingual('Рекомендация адресована не участнику', 'A recommendation is to somebody else'),
            bilingual('Назовите организацию этого мониторинга', 'Name an organisation of the campaign'),
            ...lost.map(({ organisationId }) => ({ kind: 'organisation', subject: organisationId })),
          ),
        ];
  },
);

// Sending

/** IZO-4.1-07, IZO-4.3-03, SEV-RM-M4b, KIL-1.1-02. */
export const recipientNamed: Law<CampaignFacts<SendCampaign>> = {
  name: 'results-to-named-recipient',
  title: bilingual('Результаты передают тем, кого называет положение', 'Results go to those named'),
  demandedBy: ({ parameters: { externalMonitoringRecipients } }) =>
    demanded(externalMonitoringRecipients, externalMonitoringRecipients.value.length > 0),
  violations: ({ command: { data } }, { parameters: { externalMonitoringRecipients } }) =>
    externalMonitoringRecipients.value.includes(data.recipient)
      ? []
      : [
          fault(
            bilingual('Положение не называет такого получателя', 'The regulation names no such recipient'),
            bilingual('Направьте результаты тому, кого оно называет', 'Send to whom it names'),
            { kind: 'recipient', detail: { named: externalMonitoringRecipients.value } },
          ),
        ],
};
