/**
 * Everything a regulation can say: the catalogue's 54 parameters, and switches for rules that no parameter covers. For
 * each its type, its name for a reader, the check of a value sent from outside, and the default where every document is silent.
 * Defaults take the stricter or the more common side and carry no clause.
 */
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  FORMS,
  FORUMS,
  INTRODUCTION_PARTS,
  MEETING_KINDS,
  MENTEE_CATEGORIES,
  MENTOR_CATEGORIES,
  MONITORING_ASPECTS,
  MONITORING_KINDS,
  PAIR_ROLES,
  ROLE_MODELS,
  type Form,
  type Forum,
  type IntroductionPart,
  type MeetingKind,
  type MeetingSequence,
  type MenteeCategory,
  type MentorCategory,
  type MonitoringAspect,
  type MonitoringKind,
  type PairRole,
  type RoleModel,
} from '../vocabulary';
import {
  code,
  date,
  either,
  flag,
  list,
  mapOf,
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
/** MUNICIPALITY: its education department or resource centre (SEV-RM-M4a, SEV-RM-F1), which does no act of a pair. */
export const MONITORING_ACTORS = ['CURATOR', 'MENTOR', 'COUNCIL', 'ORGANISATION', 'MUNICIPALITY'] as const;
export const REPORT_AUTHORS = ['MENTOR', 'CURATOR', 'MUNICIPALITY'] as const;
/** SEV-RM-01 (three stages) and KIL-5.1 (five). */
export const PROGRAMME_STAGES = [
  'PREPARATORY',
  'MAIN',
  'FINAL',
  'DESIGN',
  'IMPLEMENTATION',
  'REFLEXIVE_ANALYTICAL',
  'RESULTATIVE',
] as const;
export type ProgrammeStage = (typeof PROGRAMME_STAGES)[number];
export const REFRESH_SCOPES = ['MENTEES', 'MENTORS', 'CANDIDATES'] as const;
export const MONITORING_RECIPIENTS = ['MUNICIPALITY', 'METHOD_CABINET', 'CNPPM', 'REGION'] as const;
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
/** S62-12-01..08, KIL-2.1.1..2.1.6, SEV-RM-P2. */
export const DOCUMENT_KINDS = [
  'REGULATION',
  'ORDER_INTRODUCTION',
  'TARGET_MODEL',
  'ROADMAP',
  'ORDER_APPOINTMENT',
  'ORDER_MENTOR_SCHOOL',
  'ORDER_PAIRS',
  'ORDER_FINAL_EVENT',
  'PROGRAMME',
  'INTRODUCTION_ACT',
  'CONSENT_MENTOR',
  'CONSENT_MENTEE',
  'CONTRACT_ADDENDUM',
  'ORDER_REGULATION',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export const REGISTER_KINDS = [
  'MENTEES',
  'MENTORS',
  'PARTICIPANTS',
  'PROGRAMMES',
  'PRACTICES',
  'MUNICIPAL_CURATORS_AND_MENTORS',
  'MENTOR_EXPERTS',
] as const;
export const SITE_EXTRAS = ['METHODICAL_BANK', 'HONOUR_BOARD', 'PRACTICES'] as const;
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
/** A result looked at by monitoring. */
export interface Indicator {
  readonly code: string;
  readonly aspect: MonitoringAspect;
  readonly title: string;
}
export interface YearlyTarget {
  readonly year: number;
  readonly indicator: string;
  readonly value: number;
  readonly unit: 'COUNT' | 'PERCENT';
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
  readonly siteSection: {
    readonly title: string;
    readonly extras: readonly (typeof SITE_EXTRAS)[number][];
  } | null;
  /** So many times in so many years, at the least. */
  readonly eventCadence: {
    readonly [K in (typeof PERIODIC_EVENTS)[number]]?: { readonly times: number; readonly years: number };
  };
  readonly yearlyTargets: readonly YearlyTarget[];

  // Switches of rules that no parameter of the catalogue covers.

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
  /** Invariant 15: an agreement with a mentor from outside is without pay. */
  readonly externalMentorGratuitous: boolean;
  /** Invariant 27: what each monitoring has to cover. */
  readonly monitoringAspects: readonly MonitoringAspect[];
  /** Invariant 18: a student mentors from a higher stage of education, equals apart. */
  readonly studentMentorOnHigherStage: boolean;
  /** Invariant 2: what the introduction order has to say. */
  readonly introductionParts: readonly IntroductionPart[];
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

/** IZO-6.1.1-01..05 and IZO-6.1.2-01..04. */
const INDICATORS: readonly Indicator[] = [
  {
    code: 'PROC_PROGRAMME',
    aspect: 'PROCESS',
    title: 'Результативность программы наставничества и сопутствующие риски',
  },
  {
    code: 'PROC_PROJECTS',
    aspect: 'PROCESS',
    title: 'Эффективность совместных образовательных и культурных проектов',
  },
  {
    code: 'PROC_CONTEST_INVOLVEMENT',
    aspect: 'PROCESS',
    title: 'Вовлечённость в профессиональные конкурсы и конференции',
  },
  { code: 'PROC_ACADEMIC_DYNAMICS', aspect: 'PROCESS', title: 'Динамика успеваемости обучающихся' },
  {
    code: 'PROC_SOCIAL_ACTIVITY',
    aspect: 'PROCESS',
    title: 'Социально-профессиональная активность наставляемого',
  },
  {
    code: 'IMP_EDU_RESULTS',
    aspect: 'IMPACT',
    title: 'Улучшение образовательных результатов наставляемого и наставника',
  },
  {
    code: 'IMP_INNOVATION',
    aspect: 'IMPACT',
    title: 'Включённость наставляемого в инновационную деятельность школы',
  },
  { code: 'IMP_ADAPTATION', aspect: 'IMPACT', title: 'Качество и темпы адаптации специалиста' },
  {
    code: 'IMP_NEW_PARTICIPANTS',
    aspect: 'IMPACT',
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
  indicators: of(
    'Показатели мониторинга',
    list(record<Indicator>({ code: text, aspect: code(MONITORING_ASPECTS), title: text })),
    INDICATORS,
  ),
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
    orNull(record<NonNullable<Parameters['siteSection']>>({ title: text, extras: setOf(code(SITE_EXTRAS)) })),
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
  introductionOrder: of('Наставничество вводится приказом', flag, true),
  basesRequired: of('Участники пары состоят в базах', flag, true),
  needsDiagnosisBeforePlan: of('Выявление потребностей до плана', flag, true),
  coAuthoredPlan: of('План составляют совместно', flag, true),
  followUp: of('Поддержка после завершения', flag, true),
  legalBasisCited: of('Приказ ссылается на основание', flag, true),
  complaintDisclosure: of('Жалобу показывают наставнику', flag, true),
  externalMentorGratuitous: of('Договор с внешним наставником безвозмездный', flag, false),
  monitoringAspects: of('Что охватывает мониторинг', setOf(code(MONITORING_ASPECTS)), ['PROCESS', 'IMPACT']),
  studentMentorOnHigherStage: of('Ученик-наставник — на более высокой ступени образования', flag, false),
  introductionParts: of('Что содержит акт о введении наставничества', setOf(code(INTRODUCTION_PARTS)), []),
};

/** Names in the order of the catalogue. */
export const PARAMETER_NAMES = Object.keys(PARAMETERS) as readonly ParameterName[];
export const isParameterName = (name: string): name is ParameterName => Object.hasOwn(PARAMETERS, name);
