/**
 * Everything a regulation can say: the catalogue's 54 parameters, and switches for rules that no parameter covers. For
 * each its type, its name for a reader, the check of a value sent from outside, and the default where every document is silent.
 * Defaults take the stricter or the more common side and carry no clause.
 */
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  ACTIVITY_KINDS,
  CONTEST_ENTRANTS,
  ANALYSIS_PARTS,
  DEFICIT_TYPES,
  AWARD_LEVELS,
  BADGE_GROUNDS,
  COUNCIL_FUNCTIONS,
  DOCUMENT_KINDS,
  FORMS,
  FORUMS,
  HELP_KINDS,
  BASE_KEEPERS,
  MODEL_ELEMENTS,
  PLAN_PARTS,
  PROGRAMME_WORK,
  WORK_FORMATS,
  INTRODUCTION_PARTS,
  REGULATION_ANNEXES,
  MEETING_KINDS,
  MENTEE_CATEGORIES,
  MENTOR_CATEGORIES,
  MEASURE_KINDS,
  MONITORING_ACTORS,
  MONITORING_ASPECTS,
  MONITORING_KINDS,
  MUNICIPAL_BODIES,
  ORGANISATION_LEVELS,
  ORGANISATION_TYPES,
  DATED_DUTIES,
  MONITORING_RECIPIENTS,
  PAIR_ROLES,
  PROGRAMME_STAGES,
  ROADMAP_BLOCKS,
  ROADMAP_OWNERS,
  PROPOSAL_TOPICS,
  ROLE_MODELS,
  SUPPORT_GIVERS,
  type ActivityKind,
  type ContestEntrant,
  SITE_EXTRAS,
  type AwardLevel,
  type BadgeGround,
  type CouncilFunction,
  SYSTEM_LEVELS,
  type DatedDuty,
  type DocumentKind,
  type BaseKeeper,
  type Form,
  type Forum,
  type HelpKind,
  type AnalysisPart,
  type DeficitType,
  type Indicator,
  type IntroductionPart,
  type RegulationAnnex,
  type MeetingKind,
  type MeetingSequence,
  type MenteeCategory,
  type MentorCategory,
  type MonitoringAspect,
  type ModelElement,
  type MonitoringKind,
  type MunicipalBody,
  type OrganisationLevel,
  type OrganisationType,
  type PlanPart,
  type ProgrammeWork,
  type WorkFormat,
  type PairRole,
  type ProgrammeStage,
  type RoadmapBlock,
  type RoadmapOwner,
  type ProposalRights,
  type RoleModel,
  type SupportGiver,
  type SystemLevel,
} from '../vocabulary';
import {
  code,
  date,
  either,
  flag,
  list,
  mapOf,
  optional,
  orNull,
  record,
  setOf,
  such,
  text,
  whole,
  type Check,
} from './shape';

export const CURATOR_ELIGIBILITY = [
  'STAFF',
  'PARTNER',
  'SOCIAL_PARTNER',
  'DEPUTY_HEAD',
  'PEDAGOGUE',
] as const;
export const REPORT_AUTHORS = ['MENTOR', 'CURATOR', 'MUNICIPALITY'] as const;
export const REFRESH_SCOPES = ['MENTEES', 'MENTORS', 'CANDIDATES'] as const;
/** S62-11-01..10, MR-F-02..07, KIL-3.2..3.6, SEV-I-2. */
export const INCENTIVE_KINDS = [
  'PUBLIC_EVENT',
  'PROFESSIONAL_EVENT',
  'CONTEST_NOMINATION',
  'SCHOOL_CONTEST',
  'SITE_RUBRIC',
  'METHODICAL_BANK',
  'HONOUR_BOARD',
  'SCHOOL_CERTIFICATE',
  'PARENT_THANKS_LETTER',
  'DEVELOPMENT_PROPOSALS',
  'PAYMENT',
  'ATTESTATION_CREDIT',
  'JURY',
  'DIPLOMA',
  'THANKS_LETTER',
  'DEPARTMENTAL_AWARD',
  'SOCIAL_PROGRAMME',
  'TALENT_RESERVE',
  'VACANCY_CONTEST',
  'STATE_BADGE_FOR_MENTORING',
  'HONOURED_MENTOR',
  'YOUTH_AND_PROFESSIONALISM',
  'MUNICIPAL_MEASURES',
] as const;
export type IncentiveKind = (typeof INCENTIVE_KINDS)[number];
export const CONTEST_LEVELS = ['SCHOOL', 'MUNICIPAL', 'REGIONAL', 'FEDERAL'] as const;
export const REGISTER_KINDS = [
  'MENTEES',
  'MENTORS',
  'PARTICIPANTS',
  'PROGRAMMES',
  'PRACTICES',
  'MUNICIPAL_CURATORS_AND_MENTORS',
  'MENTOR_EXPERTS',
] as const;
export const PERIODIC_EVENTS = ['SEMINAR_OR_CONFERENCE', 'CONTEST', 'CPD_COURSE'] as const;

/** An act a regulation rests on. */
export interface LegalAct {
  /** `273-ФЗ`, `Р-145`. */
  readonly number: string;
  readonly title: string;
  readonly adoptedOn: IsoDate | null;
}
/** How many; no upper limit when `max` is null. */
export interface Range {
  readonly min: number;
  readonly max: number | null;
}
export interface Cardinality {
  readonly mentors: Range;
  readonly mentees: Range;
}
export interface YearlyTarget {
  readonly year: number;
  readonly indicator: string;
  readonly value: number;
  readonly unit: 'COUNT' | 'PERCENT';
}

/** A document that organisations of a level have by a day. */
export interface DocumentDeadline {
  readonly level: OrganisationLevel;
  readonly kind: DocumentKind;
  readonly by: IsoDate;
}

/** Type of the value of every parameter. `null` is an explicit "none"; silence is the absence of the parameter. */
export interface Parameters {
  /** Whether the document binds or recommends. */
  readonly 'source.binding': 'BINDING' | 'RECOMMENDATION';
  readonly level: 'MUNICIPAL' | 'SCHOOL' | 'GENERIC';
  /** Programme or model the document follows; by id where that organisation is in the log. */
  readonly parentProfile: { readonly title: string; readonly organisationId: Uuid | null } | null;
  readonly legalBasis: readonly LegalAct[];
  /** Both days included. */
  readonly modelPeriod: { readonly from: IsoDate; readonly until: IsoDate } | null;
  readonly pairTerm: 'FREE' | 'CALENDAR_YEAR' | 'MODEL_PERIOD';
  readonly individualRouteYears: { readonly min: number; readonly max: number } | null;
  readonly participantScope: readonly ('PEDAGOGUE' | 'STUDENT')[];
  /** Full years. */
  readonly studentMinAge: number | null;
  /** `open`: forms outside the list are allowed as well. */
  readonly forms: { readonly codes: readonly Form[]; readonly open: boolean };
  readonly interactionModels: readonly ('HORIZONTAL' | 'VERTICAL')[];
  readonly roleModels: { readonly [F in Form]?: readonly RoleModel[] };
  readonly menteeCategories: readonly MenteeCategory[];
  /** Full years of work up to which a specialist is young. */
  readonly youngSpecialistMaxYears: number | null;
  readonly mentorCategories: readonly MentorCategory[];
  readonly mentorCriterion: 'MEASURABLE_RESULTS' | 'SUCCESSFUL_EXPERIENCE' | 'NONE';
  readonly externalMentorAgreement: 'NONE' | 'OPTIONAL' | 'REQUIRED';
  /** `forms` matters under BY_FORM only: those in which members may come from different organisations. */
  readonly crossOrgPairs: {
    readonly policy: 'FORBIDDEN' | 'ALLOWED' | 'BY_FORM';
    readonly forms: readonly Form[];
  };
  readonly cardinality: {
    readonly general: Cardinality;
    readonly byForm: { readonly [F in Form]?: Cardinality };
  };
  readonly networkMentorForYoungSpecialist: boolean;
  readonly coordinator: 'NONE' | 'MUNICIPAL' | 'SCHOOL_DEPUTY_UVR';
  readonly curatorEligible: readonly (typeof CURATOR_ELIGIBILITY)[number][];
  readonly appointmentAct: 'ORDER' | 'HEAD_DECISION';
  readonly mentorCouncil: 'NONE' | 'OPTIONAL' | 'REQUIRED';
  readonly unionConsultation: boolean;
  readonly participationConsent: 'NONE' | 'ANY' | 'WRITTEN';
  readonly personalDataConsent: boolean;
  readonly minorConsentRoles: readonly PairRole[];
  /** `true`: everyone; otherwise those in these roles. */
  readonly familiarisationBeforePair: boolean | readonly PairRole[];
  readonly programmePresentationForums: readonly Forum[];
  readonly menteeChoosesMentor: boolean;
  readonly compatibilityAssessment: 'NONE' | 'OPTIONAL' | 'REQUIRED';
  readonly pairOrder: boolean;
  readonly pairOrderRefreshPerYear: number | null;
  readonly registerRefreshPerYear: number | 'AS_NEEDED';
  readonly registerRefreshScope: readonly (typeof REFRESH_SCOPES)[number][];
  readonly stageModel: readonly ProgrammeStage[];
  /** In order; REGULAR may repeat. Empty: no order is prescribed. Where forms differ, a form's own comes before the general one. */
  readonly meetingSequence: MeetingSequence;
  readonly meetingCount: 'UNSPECIFIED' | 'PAIR_DECIDES';
  /** `perPair`: within each mentoring period; `calendar`: month of each year by which the organisation reports. */
  readonly monitoringSchedule: {
    readonly perPair: readonly MonitoringKind[];
    readonly calendar: readonly {
      readonly kind: MonitoringKind;
      readonly month: number;
      readonly onlyYear: number | null;
    }[];
  };
  readonly monitoringActors: readonly (typeof MONITORING_ACTORS)[number][];
  readonly indicators: readonly Indicator[];
  readonly entryExitComparison: boolean;
  readonly gradingAllowed: boolean;
  readonly finalReportBy: readonly (typeof REPORT_AUTHORS)[number][];
  readonly externalMonitoringRecipients: readonly (typeof MONITORING_RECIPIENTS)[number][];
  readonly mentorPayment: 'NONE' | 'OPTIONAL' | 'REQUIRED_BASIS';
  readonly incentiveKinds: readonly IncentiveKind[];
  readonly contests: readonly { readonly name: string; readonly level: (typeof CONTEST_LEVELS)[number] }[];
  readonly requiredDocuments: readonly DocumentKind[];
  readonly requiredRegisters: readonly (typeof REGISTER_KINDS)[number][];
  /** `title` is null where a section is asked for and its name is not. */
  readonly siteSection: {
    readonly title: string | null;
    readonly extras: readonly (typeof SITE_EXTRAS)[number][];
  } | null;
  /** So many times in so many years, at the least. */
  readonly eventCadence: {
    readonly [K in (typeof PERIODIC_EVENTS)[number]]?: { readonly times: number; readonly years: number };
  };
  readonly yearlyTargets: readonly YearlyTarget[];

  // Switches of rules that no parameter of the catalogue covers.

  /** Age from which a minor consents too, beside the representative. The law names none for personal data: null asks for none. */
  readonly minorOwnConsentFrom: number | null;
  /** Who comes of age goes on under an own consent only. */
  readonly majorityEndsRepresentation: boolean;
  /** Invariant 1: nothing before the introduction order. */
  readonly introductionOrder: boolean;
  /** Invariant 7: members of a pair stand in the bases. */
  readonly basesRequired: boolean;
  /** Invariant 20. */
  readonly needsDiagnosisBeforePlan: boolean;
  /** Invariant 23: mentor and mentee draft the plan together. */
  readonly coAuthoredPlan: boolean;
  /** Invariant 35: help after completion is possible. */
  readonly followUp: boolean;
  /** Invariant 33: an order cites the acts it rests on. */
  readonly legalBasisCited: boolean;
  /** Invariant 31: a complaint is shown to the mentor, who may explain, before it is decided. */
  readonly complaintDisclosure: boolean;
  /** Only what was reviewed and selected is spread: best practices, not all of them. */
  readonly practiceSelection: boolean;
  /** The base of mentors and experts is kept in a form that the municipality has developed. */
  readonly expertBaseForm: boolean;
  /** Invariant 15: an agreement with a mentor from outside is without pay. */
  readonly externalMentorGratuitous: boolean;
  /** Invariant 27: what each monitoring has to cover. */
  readonly monitoringAspects: readonly MonitoringAspect[];
  /** Aspects whose list of indicators ends in «и др.»: others may stand beside those named. */
  readonly openIndicators: readonly MonitoringAspect[];
  /** What an organisation's monitoring counts about itself, beside the indicators of its pairs. */
  readonly organisationIndicators: readonly Indicator[];
  /** Least percentage of its organisations that a yearly monitoring covers. */
  readonly annualMonitoringCoverage: number | null;
  /** What an analysis of monitoring has to say. */
  readonly analysisParts: readonly AnalysisPart[];
  /** The same of the analysis that ends a programme. */
  readonly finalAnalysisParts: readonly AnalysisPart[];
  /** Kinds of deficits that are monitored and answered by measures. */
  readonly deficitTypes: readonly DeficitType[];
  /** Monitoring of an organisation is opened by an order of its own. */
  readonly monitoringByOrder: boolean;
  /** Invariant 18: a student mentors from a higher stage of education, equals apart. */
  readonly studentMentorOnHigherStage: boolean;
  /** Invariant 2: what the introduction order has to say. */
  readonly introductionParts: readonly IntroductionPart[];
  /** KIL-2.1.5: annexes of the order that approves the regulation. */
  readonly regulationAnnexes: readonly RegulationAnnex[];
  /** A roadmap is approved by order (SEV-RM-P1, SEV-RM-P2). */
  readonly roadmapByOrder: boolean;
  /** Who may answer for an item of a roadmap besides its own organisation; empty: anybody. */
  readonly roadmapOwners: readonly RoadmapOwner[];
  /** Blocks a roadmap is divided into; empty: none is asked. */
  readonly roadmapBlocks: readonly RoadmapBlock[];
  /** Invariant 32: an item with a named result is done with that document only. */
  readonly roadmapResultDocument: boolean;
  /** Who may enter a contest of mentoring (S62-8-06, S62-10-04). */
  readonly contestEntrants: readonly ContestEntrant[];
  /** Activities whose results an order states (SEV-RM-M6a). */
  readonly resultsByOrder: readonly ActivityKind[];
  /** Activities held by a programme developed before (SEV-IV-8a, SEV-IV-9a). */
  readonly programmeFirst: readonly ActivityKind[];
  /** Listeners of a course are enrolled by order (SEV-RM-M7). */
  readonly courseEnrolmentOrder: boolean;
  /** An order approves programmes and schedules of the School of mentors (S62-12-06). */
  readonly mentorSchoolOrder: boolean;
  /** The School of mentors is for mentors (S62-8-04). */
  readonly mentorsTrained: boolean;
  /** Invariant 29: the first year whose seminars and conferences rest on annual monitoring; in earlier ones there is none yet. */
  readonly eventsBasedOnMonitoring: number | null;
  /** Invariant 29: the first year whose courses are corrected by annual monitoring. */
  readonly coursesCorrectedByMonitoring: number | null;
  /** The first year whose seminars and conferences of the municipality can be joined by video. */
  readonly eventsByVideo: number | null;
  /** Formats of support addressed to pedagogues by their deficits; null: any. */
  readonly addressedSupport: readonly ActivityKind[] | null;
  /** Kinds of help that are given to those who take part (IZO-4.3-02). */
  readonly methodicalHelp: readonly HelpKind[];
  /** Who gives psychological support, and whose right it is (S62-8-05, MR-K-05). */
  readonly psychologicalSupport: { readonly by: readonly SupportGiver[]; readonly for: readonly PairRole[] };
  /** What a council of mentors does; empty: no list is given. */
  readonly councilFunctions: readonly CouncilFunction[];
  /** A council unites mentors of their own will. */
  readonly voluntaryCouncil: boolean;
  /** Whom incentives are for. */
  readonly rewardedRoles: readonly PairRole[];
  readonly contestNominationLevels: readonly AwardLevel[];
  /** Invariant 30: years of mentoring behind the state badge; `null`: none are asked for. */
  readonly badgeMeritYears: number | null;
  readonly badgeGrounds: readonly BadgeGround[];
  /** What mentors and mentees may propose to the administration. */
  readonly proposals: ProposalRights;
  /** KIL-5.2-4: a document is approved by order of the head. */
  readonly documentsByOrder: boolean;
  /** Days by which documents are to be there, by level. */
  readonly documentDeadlines: readonly DocumentDeadline[];
  /** Duties with a day of their own, each under its clause. */
  readonly datedDuties: readonly DatedDuty[];
  /** After how many days without an update an information resource is stale; null: no number is given (SEV-RM-P4). */
  readonly resourceStaleDays: number | null;
  /** Invariant 21: the first stage closes with every required document there. */
  readonly firstStageDocuments: boolean;
  /** KIL-5.2-1: and with the problems analysed that mentoring can solve. */
  readonly firstStageAnalysis: boolean;
  /** KIL-5.2-2: and with mentors and mentees selected. */
  readonly firstStageSelection: boolean;
  /** Kinds of organisations that mentor, and bodies of the municipality that lead them. */
  readonly structure: {
    readonly organisations: readonly OrganisationType[];
    readonly bodies: readonly MunicipalBody[];
  } | null;
  /** Members of a municipality's working group besides its leader. */
  readonly workingGroup: { readonly members: number } | null;
  /** How long an appointment of a responsible person lasts, and the last day by which it is renewed. */
  readonly responsibleRenewal: { readonly months: number; readonly until: IsoDate } | null;
  /** Levels that mentoring covers; empty: none is named. */
  readonly systemLevels: readonly SystemLevel[];
  /** KIL-5.3: which parts a plan must have. */
  readonly planParts: readonly PlanPart[];
  /** SEV-E-1..3: of which a programme names those it consists of. */
  readonly modelElements: readonly ModelElement[];
  /** KIL-4.2.6, KIL-4.3.5: ways of working, by form. A form that is not named works as it likes. */
  readonly workFormats: {
    readonly [F in Form]?: { readonly codes: readonly WorkFormat[]; readonly open: boolean };
  };
  /** S62-7-05: near goals are within reach of the pair. */
  readonly nearGoals: boolean;
  /** MR-CUR-02, KIL-6.4.1-06: the curator, and nobody else, organises the development of programmes. */
  readonly curatorOrganisesPlanning: boolean;
  /** MR-K-02: no pair without a curator. */
  readonly curatorRequired: boolean;
  /** IZO-2-03, IZO-3.3-02, MR-DEF-03. */
  readonly menteeRequestBeforePlan: boolean;
  /** What a programme has been through before its pair is completed. */
  readonly programmeWork: readonly ProgrammeWork[];
  /** KIL-5.5-1: mentee and mentor look back before the pair is completed. */
  readonly closingReflection: boolean;
  /** S62-4.5: who enters people into the bases. */
  readonly basesFormedBy: readonly BaseKeeper[];
  /** KIL-6.4.1-01, MR-CUR-01: who confirms that entries are still right. */
  readonly basesRefreshedBy: readonly BaseKeeper[];
}

export type ParameterName = keyof Parameters;

/** One parameter: its Russian name, the check of a value, the value where every document is silent. */
export interface Parameter<T> {
  readonly title: string;
  readonly check: Check<T>;
  readonly byDefault: T;
}

const year = whole(1990, 2100);
const range: Check<Range> = such(
  record<Range>({ min: whole(0, 1000), max: orNull(whole(1, 1000)) }),
  ({ min, max }) => max === null || min <= max,
  'min не больше max',
);
const cardinality = record<Cardinality>({ mentors: range, mentees: range });
const oneOrMore: Range = { min: 1, max: null };
const agreement = code(['NONE', 'OPTIONAL', 'REQUIRED']);
const of = <T>(title: string, check: Check<T>, byDefault: T): Parameter<T> => ({ title, check, byDefault });

const indicators = list(
  record<Indicator>({
    ...{ code: text, aspect: code(MONITORING_ASPECTS), title: text },
    ...{ clause: optional(text), measure: optional(code(MEASURE_KINDS)), parts: optional(setOf(text)) },
    atLeastPercent: optional(whole(0, 100)),
  }),
);

/** IZO-6.1.1-01..05 and IZO-6.1.2-01..04. */
const INDICATORS: readonly Indicator[] = [
  {
    ...{ code: 'PROC_PROGRAMME', aspect: 'PROCESS', clause: 'IZO-6.1.1-01', parts: ['RESULT', 'RISKS'] },
    title: 'Результативность программы наставничества и сопутствующие риски',
  },
  {
    ...{ code: 'PROC_PROJECTS', aspect: 'PROCESS', clause: 'IZO-6.1.1-02' },
    title: 'Эффективность совместных образовательных и культурных проектов',
  },
  {
    ...{ code: 'PROC_CONTEST_INVOLVEMENT', aspect: 'PROCESS', clause: 'IZO-6.1.1-03' },
    title: 'Вовлечённость в профессиональные конкурсы и конференции',
  },
  {
    ...{ code: 'PROC_ACADEMIC_DYNAMICS', aspect: 'PROCESS', clause: 'IZO-6.1.1-04', measure: 'CHANGE' },
    title: 'Динамика успеваемости обучающихся',
  },
  {
    ...{ code: 'PROC_SOCIAL_ACTIVITY', aspect: 'PROCESS', clause: 'IZO-6.1.1-05' },
    title: 'Социально-профессиональная активность наставляемого',
  },
  {
    ...{ code: 'IMP_EDU_RESULTS', aspect: 'IMPACT', clause: 'IZO-6.1.2-01', parts: ['MENTEE', 'MENTOR'] },
    title: 'Улучшение образовательных результатов наставляемого и наставника',
  },
  {
    ...{ code: 'IMP_INNOVATION', aspect: 'IMPACT', clause: 'IZO-6.1.2-02' },
    title: 'Включённость наставляемого в инновационную деятельность школы',
  },
  {
    ...{ code: 'IMP_ADAPTATION', aspect: 'IMPACT', clause: 'IZO-6.1.2-03', parts: ['QUALITY', 'PACE'] },
    title: 'Качество и темпы адаптации специалиста',
  },
  {
    ...{ code: 'IMP_NEW_PARTICIPANTS', aspect: 'IMPACT', clause: 'IZO-6.1.2-04' },
    ...{ measure: 'CHANGE', parts: ['PEDAGOGUES', 'STUDENTS'] },
    title: 'Рост числа желающих стать наставниками и наставляемыми',
  },
];

/** Every parameter; the compiler says which is missing or does not fit its type. */
export const PARAMETERS: { readonly [Name in ParameterName]: Parameter<Parameters[Name]> } = {
  'source.binding': of('Обязательность документа', code(['BINDING', 'RECOMMENDATION']), 'BINDING'),
  level: of('Уровень документа', code(['MUNICIPAL', 'SCHOOL', 'GENERIC']), 'SCHOOL'),
  parentProfile: of(
    'Вышестоящая модель',
    orNull(record<NonNullable<Parameters['parentProfile']>>({ title: text, organisationId: orNull(text) })),
    null,
  ),
  legalBasis: of(
    'Правовые основания положения',
    list(record<LegalAct>({ number: text, title: text, adoptedOn: orNull(date) })),
    [],
  ),
  modelPeriod: of(
    'Период действия модели',
    orNull(
      such(
        record<NonNullable<Parameters['modelPeriod']>>({ from: date, until: date }),
        ({ from, until }) => from <= until,
        'начало не позже конца',
      ),
    ),
    null,
  ),
  pairTerm: of('Срок пары', code(['FREE', 'CALENDAR_YEAR', 'MODEL_PERIOD']), 'FREE'),
  individualRouteYears: of(
    'Длительность индивидуального маршрута, лет',
    orNull(
      such(
        record<NonNullable<Parameters['individualRouteYears']>>({ min: whole(1, 50), max: whole(1, 50) }),
        ({ min, max }) => min <= max,
        'min не больше max',
      ),
    ),
    null,
  ),
  participantScope: of('Кто участвует', setOf(code(['PEDAGOGUE', 'STUDENT'])), ['PEDAGOGUE']),
  studentMinAge: of('Наименьший возраст обучающегося', orNull(whole(1, 30)), null),
  forms: of('Формы наставничества', record<Parameters['forms']>({ codes: setOf(code(FORMS)), open: flag }), {
    codes: ['TEACHER_TEACHER'],
    open: false,
  }),
  interactionModels: of('Модели взаимодействия', setOf(code(['HORIZONTAL', 'VERTICAL'])), ['HORIZONTAL']),
  roleModels: of('Ролевые модели по формам', mapOf(FORMS, setOf(code(ROLE_MODELS))), {}),
  menteeCategories: of('Категории наставляемых', setOf(code(MENTEE_CATEGORIES)), [
    'YOUNG_ENTRANT',
    'EXPERIENCED_NEW_TECH',
    'NEW_IN_COLLECTIVE',
    'NON_PEDAGOGICAL_EDUCATION',
  ]),
  youngSpecialistMaxYears: of('Предельный стаж молодого специалиста, лет', orNull(whole(0, 50)), 3),
  mentorCategories: of('Категории наставников', setOf(code(MENTOR_CATEGORIES)), ['PEDAGOGUE']),
  mentorCriterion: of(
    'Требование к наставнику',
    code(['MEASURABLE_RESULTS', 'SUCCESSFUL_EXPERIENCE', 'NONE']),
    'MEASURABLE_RESULTS',
  ),
  externalMentorAgreement: of('Договор с внешним наставником', agreement, 'REQUIRED'),
  crossOrgPairs: of(
    'Пары из разных организаций',
    record<Parameters['crossOrgPairs']>({
      policy: code(['FORBIDDEN', 'ALLOWED', 'BY_FORM']),
      forms: setOf(code(FORMS)),
    }),
    { policy: 'ALLOWED', forms: [] },
  ),
  cardinality: of(
    'Состав пары или группы',
    record<Parameters['cardinality']>({ general: cardinality, byForm: mapOf(FORMS, cardinality) }),
    { general: { mentors: oneOrMore, mentees: oneOrMore }, byForm: {} },
  ),
  networkMentorForYoungSpecialist: of('Сетевой наставник молодому специалисту', flag, false),
  coordinator: of('Координатор', code(['NONE', 'MUNICIPAL', 'SCHOOL_DEPUTY_UVR']), 'NONE'),
  curatorEligible: of('Кто может быть куратором', setOf(code(CURATOR_ELIGIBILITY)), ['STAFF']),
  appointmentAct: of('Акт назначения', code(['ORDER', 'HEAD_DECISION']), 'ORDER'),
  mentorCouncil: of('Совет наставников', agreement, 'NONE'),
  unionConsultation: of('Учёт мнения профсоюза', flag, false),
  participationConsent: of('Согласие на участие', code(['NONE', 'ANY', 'WRITTEN']), 'WRITTEN'),
  personalDataConsent: of('Согласие на обработку персональных данных', flag, true),
  minorConsentRoles: of('За кого согласие даёт законный представитель', setOf(code(PAIR_ROLES)), [
    'MENTEE',
    'MENTOR',
  ]),
  familiarisationBeforePair: of(
    'Знакомство с программами до формирования пары',
    either(flag, setOf(code(PAIR_ROLES))),
    false,
  ),
  programmePresentationForums: of('Где представляют программы', setOf(code(FORUMS)), []),
  menteeChoosesMentor: of('Наставляемый выбирает наставника', flag, false),
  compatibilityAssessment: of('Оценка совместимости', agreement, 'OPTIONAL'),
  pairOrder: of('Пара утверждается приказом', flag, true),
  pairOrderRefreshPerYear: of('Обновление приказа о парах, раз в год', orNull(whole(1, 12)), null),
  registerRefreshPerYear: of('Обновление баз, раз в год', either(whole(1, 12), code(['AS_NEEDED'])), 1),
  registerRefreshScope: of('Какие базы обновляются', setOf(code(REFRESH_SCOPES)), ['MENTEES', 'MENTORS']),
  stageModel: of('Этапы программы', setOf(code(PROGRAMME_STAGES)), []),
  meetingSequence: of(
    'Порядок встреч',
    either(
      setOf(code(MEETING_KINDS)),
      record<Exclude<MeetingSequence, readonly MeetingKind[]>>({
        general: setOf(code(MEETING_KINDS)),
        byForm: mapOf(FORMS, setOf(code(MEETING_KINDS))),
      }),
    ),
    [],
  ),
  meetingCount: of('Кто определяет число встреч', code(['UNSPECIFIED', 'PAIR_DECIDES']), 'PAIR_DECIDES'),
  monitoringSchedule: of(
    'Когда проводится мониторинг',
    record<Parameters['monitoringSchedule']>({
      perPair: setOf(code(MONITORING_KINDS)),
      calendar: list(
        record<Parameters['monitoringSchedule']['calendar'][number]>({
          kind: code(MONITORING_KINDS),
          month: whole(1, 12),
          onlyYear: orNull(year),
        }),
      ),
    }),
    { perPair: ['INTERIM', 'FINAL'], calendar: [] },
  ),
  monitoringActors: of('Кто проводит мониторинг', setOf(code(MONITORING_ACTORS)), ['CURATOR']),
  indicators: of('Показатели мониторинга', indicators, INDICATORS),
  entryExitComparison: of('Сравнение на входе и выходе', flag, true),
  gradingAllowed: of('Отметки допускаются', flag, false),
  finalReportBy: of('Кто готовит итоговый отчёт', setOf(code(REPORT_AUTHORS)), ['CURATOR']),
  externalMonitoringRecipients: of('Кому передаётся мониторинг', setOf(code(MONITORING_RECIPIENTS)), []),
  mentorPayment: of('Оплата наставничества', code(['NONE', 'OPTIONAL', 'REQUIRED_BASIS']), 'OPTIONAL'),
  incentiveKinds: of('Виды поощрения', setOf(code(INCENTIVE_KINDS)), []),
  contests: of(
    'Конкурсы',
    list(record<Parameters['contests'][number]>({ name: text, level: code(CONTEST_LEVELS) })),
    [],
  ),
  requiredDocuments: of('Обязательные документы', setOf(code(DOCUMENT_KINDS)), [
    'REGULATION',
    'ROADMAP',
    'ORDER_PAIRS',
  ]),
  requiredRegisters: of('Обязательные реестры', setOf(code(REGISTER_KINDS)), ['MENTEES', 'MENTORS']),
  siteSection: of(
    'Раздел сайта',
    orNull(
      record<NonNullable<Parameters['siteSection']>>({
        title: orNull(text),
        extras: setOf(code(SITE_EXTRAS)),
      }),
    ),
    { title: 'Наставничество', extras: [] },
  ),
  eventCadence: of(
    'Периодичность мероприятий',
    mapOf(
      PERIODIC_EVENTS,
      record<{ readonly times: number; readonly years: number }>({
        times: whole(1, 100),
        years: whole(1, 10),
      }),
    ),
    {},
  ),
  yearlyTargets: of(
    'Целевые показатели по годам',
    list(
      record<YearlyTarget>({
        year,
        indicator: text,
        value: whole(0, 1_000_000),
        unit: code(['COUNT', 'PERCENT']),
      }),
    ),
    [],
  ),
  minorOwnConsentFrom: of('С какого возраста несовершеннолетний согласен и сам', orNull(whole(14, 17)), null),
  majorityEndsRepresentation: of('С совершеннолетия нужно собственное согласие', flag, true),
  introductionOrder: of('Наставничество вводится приказом', flag, true),
  basesRequired: of('Участники пары состоят в базах', flag, true),
  needsDiagnosisBeforePlan: of('Выявление потребностей до плана', flag, true),
  coAuthoredPlan: of('План составляют совместно', flag, true),
  followUp: of('Поддержка после завершения', flag, true),
  legalBasisCited: of('Приказ ссылается на основание', flag, true),
  complaintDisclosure: of('Жалобу показывают наставнику', flag, true),
  practiceSelection: of('Практики отбирают до распространения', flag, true),
  expertBaseForm: of('База наставников и экспертов ведётся по утверждённой форме', flag, false),
  externalMentorGratuitous: of('Договор с внешним наставником безвозмездный', flag, false),
  monitoringAspects: of('Что охватывает мониторинг', setOf(code(MONITORING_ASPECTS)), ['PROCESS', 'IMPACT']),
  openIndicators: of('Перечень каких показателей открыт', setOf(code(MONITORING_ASPECTS)), []),
  organisationIndicators: of('Показатели организации', indicators, []),
  annualMonitoringCoverage: of('Охват ежегодным мониторингом, %', orNull(whole(0, 100)), null),
  analysisParts: of('Что содержит анализ мониторинга', setOf(code(ANALYSIS_PARTS)), []),
  finalAnalysisParts: of('Что содержит итоговый анализ', setOf(code(ANALYSIS_PARTS)), []),
  deficitTypes: of('Какие дефициты отслеживаются', setOf(code(DEFICIT_TYPES)), []),
  monitoringByOrder: of('Мониторинг открывается приказом', flag, false),
  studentMentorOnHigherStage: of('Ученик-наставник — на более высокой ступени образования', flag, false),
  regulationAnnexes: of('Приложения приказа об утверждении положения', setOf(code(REGULATION_ANNEXES)), []),
  introductionParts: of('Что содержит акт о введении наставничества', setOf(code(INTRODUCTION_PARTS)), []),
  roadmapByOrder: of('Дорожная карта утверждается приказом', flag, true),
  roadmapOwners: of('Исполнители дорожной карты', setOf(code(ROADMAP_OWNERS)), []),
  roadmapBlocks: of('Блоки дорожной карты', setOf(code(ROADMAP_BLOCKS)), []),
  roadmapResultDocument: of('Пункт дорожной карты выполнен, когда есть его документ', flag, true),
  contestEntrants: of('Кто участвует в конкурсах', setOf(code(CONTEST_ENTRANTS)), ['MENTOR', 'MENTEE']),
  resultsByOrder: of('Итоги каких мероприятий утверждает приказ', setOf(code(ACTIVITY_KINDS)), []),
  programmeFirst: of('Какие мероприятия проводятся по программе', setOf(code(ACTIVITY_KINDS)), [
    'CPD_COURSE',
    'MENTOR_SCHOOL',
  ]),
  courseEnrolmentOrder: of('Слушателей курсов зачисляет приказ', flag, false),
  mentorSchoolOrder: of('Приказ утверждает «Школу наставников»', flag, false),
  mentorsTrained: of('В «Школе наставников» учатся наставники', flag, true),
  eventsBasedOnMonitoring: of(
    'С какого года семинары и конференции — по итогам ежегодного мониторинга',
    orNull(year),
    null,
  ),
  coursesCorrectedByMonitoring: of(
    'С какого года курсы корректируют по итогам ежегодного мониторинга',
    orNull(year),
    null,
  ),
  eventsByVideo: of(
    'С какого года муниципальные семинары и конференции — с видеоконференцсвязью',
    orNull(year),
    null,
  ),
  addressedSupport: of('Форматы адресной поддержки', orNull(setOf(code(ACTIVITY_KINDS))), null),
  methodicalHelp: of('Виды методической помощи', setOf(code(HELP_KINDS)), HELP_KINDS),
  psychologicalSupport: of(
    'Кто и кому оказывает психологическое сопровождение',
    record<Parameters['psychologicalSupport']>({
      by: setOf(code(SUPPORT_GIVERS)),
      for: setOf(code(PAIR_ROLES)),
    }),
    { by: ['PSYCHOLOGIST'], for: PAIR_ROLES },
  ),
  councilFunctions: of('Функции совета наставников', setOf(code(COUNCIL_FUNCTIONS)), []),
  voluntaryCouncil: of('Совет наставников объединяет добровольно', flag, true),
  rewardedRoles: of('Кого поощряют', setOf(code(PAIR_ROLES)), PAIR_ROLES),
  contestNominationLevels: of('Уровни конкурсов', setOf(code(AWARD_LEVELS)), AWARD_LEVELS),
  badgeMeritYears: of('Заслуги к знаку «За наставничество», лет', orNull(whole(1, 50)), 5),
  badgeGrounds: of('Заслуги к знаку «За наставничество»', setOf(code(BADGE_GROUNDS)), BADGE_GROUNDS),
  proposals: of(
    'Что предлагают администрации',
    record<ProposalRights>({ MENTOR: setOf(code(PROPOSAL_TOPICS)), MENTEE: setOf(code(PROPOSAL_TOPICS)) }),
    { MENTOR: PROPOSAL_TOPICS, MENTEE: PROPOSAL_TOPICS },
  ),
  documentsByOrder: of('Документы утверждаются приказом', flag, false),
  documentDeadlines: of(
    'Сроки документов',
    list(
      record<DocumentDeadline>({ level: code(ORGANISATION_LEVELS), kind: code(DOCUMENT_KINDS), by: date }),
    ),
    [],
  ),
  datedDuties: of(
    'Сроки мероприятий',
    list(
      such(
        record<DatedDuty>({
          ...{ duty: code(DATED_DUTIES), level: code(ORGANISATION_LEVELS) },
          types: setOf(code(ORGANISATION_TYPES)),
          ...{ from: orNull(date), by: date, everyMonths: orNull(whole(1, 60)), until: orNull(date) },
          clause: orNull(text),
        }),
        ({ from, by, everyMonths, until }) =>
          (from === null || from <= by) && (everyMonths === null) === (until === null),
        'начало не позже срока, а повторение названо вместе с его концом',
      ),
    ),
    [],
  ),
  resourceStaleDays: of(
    'Через сколько дней информационный ресурс считается не обновлённым',
    orNull(whole(1, 366)),
    null,
  ),
  firstStageDocuments: of('Первый этап закрывается с утверждёнными документами', flag, false),
  firstStageAnalysis: of('Первый этап закрывается с анализом проблем', flag, false),
  firstStageSelection: of('Первый этап закрывается с отбором наставников и наставляемых', flag, false),
  structure: of(
    'Организации и органы системы наставничества',
    orNull(
      record<NonNullable<Parameters['structure']>>({
        organisations: setOf(code(ORGANISATION_TYPES)),
        bodies: setOf(code(MUNICIPAL_BODIES)),
      }),
    ),
    null,
  ),
  workingGroup: of(
    'Состав рабочей группы',
    orNull(record<NonNullable<Parameters['workingGroup']>>({ members: whole(1, 100) })),
    null,
  ),
  responsibleRenewal: of(
    'Обновление приказа об ответственном',
    orNull(record<NonNullable<Parameters['responsibleRenewal']>>({ months: whole(1, 60), until: date })),
    null,
  ),
  systemLevels: of('Уровни системы наставничества', setOf(code(SYSTEM_LEVELS)), []),
  planParts: of('Части плана пары', setOf(code(PLAN_PARTS)), []),
  modelElements: of('Элементы модели наставничества', setOf(code(MODEL_ELEMENTS)), []),
  workFormats: of(
    'Форматы работы по формам',
    mapOf(
      FORMS,
      record<{ readonly codes: readonly WorkFormat[]; readonly open: boolean }>({
        codes: setOf(code(WORK_FORMATS)),
        open: flag,
      }),
    ),
    {},
  ),
  nearGoals: of('Близкие цели достижимы в срок пары', flag, false),
  curatorOrganisesPlanning: of('Разработку программ организует куратор', flag, false),
  curatorRequired: of('Пары работают при назначенном кураторе', flag, false),
  menteeRequestBeforePlan: of('Запрос наставляемого до плана', flag, false),
  programmeWork: of('Программа пары разрабатывается и реализуется', setOf(code(PROGRAMME_WORK)), []),
  closingReflection: of('Рефлексия и самоанализ до завершения', flag, false),
  basesFormedBy: of('Кто формирует базы', setOf(code(BASE_KEEPERS)), ['DIRECTOR', 'COORDINATOR', 'CURATOR']),
  basesRefreshedBy: of('Кто обновляет базы', setOf(code(BASE_KEEPERS)), [
    'DIRECTOR',
    'COORDINATOR',
    'CURATOR',
  ]),
};

/** Names in the order of the catalogue. */
export const PARAMETER_NAMES = Object.keys(PARAMETERS) as readonly ParameterName[];
export const isParameterName = (name: string): name is ParameterName => Object.hasOwn(PARAMETERS, name);
