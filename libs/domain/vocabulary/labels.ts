/** Russian names of the codes, as they stand inside a sentence. */
import type {
  ConsentGiver,
  ConsentPurpose,
  DataDemand,
  DataDuty,
  EndReason,
  Form,
  Forum,
  GrowthMeasure,
  InfoResourceKind,
  IntroductionPart,
  Level,
  MaterialKind,
  MeetingKind,
  MenteeCategory,
  MentoringChannel,
  MonitoringAspect,
  MonitoringKind,
  OrderKind,
  OrderRegister,
  PairKind,
  PairRole,
  PersonKind,
  Position,
  PracticeKind,
  PracticeLevel,
  PracticeReviewer,
  RegulationAnnex,
  RoleModel,
  SiteRubric,
  TaskType,
} from './enumerations';
import type {
  Counterpart,
  DocumentKind,
  MunicipalBody,
  PartnershipSubject,
  ProgrammeStage,
} from './structure';
import type { AnalysisPart, CampaignKind, DeficitType, MonitoringRecipient } from './monitoring';

export type Labels<Code extends string> = { readonly [C in Code]: string };

export const FORM_RU: Labels<Form> = {
  STUDENT_STUDENT: '«Ученик – ученик»',
  TEACHER_TEACHER: '«Учитель – учитель»',
  TEACHER_STUDENT: '«Учитель – ученик»',
  EMPLOYER_STUDENT: '«Работодатель – ученик»',
  STUDENT_PUPIL: '«Студент – ученик»',
  TRADITIONAL: 'традиционное наставничество',
  GROUP: 'групповое наставничество',
  FLASH: 'флэш-наставничество',
  NETWORK: 'сетевое наставничество',
  REVERSE: 'реверсивное наставничество',
  VIRTUAL: 'виртуальное наставничество',
};
export const CAMPAIGN_KIND_RU: Labels<CampaignKind> = {
  INTERIM: 'промежуточный',
  FINAL: 'итоговый',
  ANNUAL: 'ежегодный',
};
export const DEFICIT_RU: Labels<DeficitType> = {
  NORMATIVE: 'нормативные',
  PROFESSIONAL: 'профессиональные',
  METHODICAL: 'методические',
  SUBJECT: 'предметные',
};
export const ANALYSIS_PART_RU: Labels<AnalysisPart> = {
  DEFICITS: 'дефициты',
  NEEDS: 'потребности',
  PROBLEM_ZONES: 'проблемные зоны',
  RECOMMENDATIONS: 'адресные рекомендации',
  BEST_PRACTICES: 'лучшие практики',
};
export const RECIPIENT_RU: Labels<MonitoringRecipient> = {
  MUNICIPALITY: 'управление образования',
  METHOD_CABINET: 'методический кабинет',
  CNPPM: 'ЦНППМ',
  REGION: 'регион',
};
export const PAIR_KIND_RU: Labels<PairKind> = { PAIR: 'пара', GROUP: 'группа' };
export const TASK_RU: Labels<TaskType> = {
  LIFE: 'жизненные',
  PERSONAL: 'личные',
  PROFESSIONAL: 'профессиональные',
};
export const PERSON_KIND_RU: Labels<PersonKind> = {
  STUDENT: 'обучающийся',
  PEDAGOGUE: 'педагог',
  PARENT: 'родитель обучающегося',
  GRADUATE: 'выпускник',
  ENTERPRISE_EMPLOYEE: 'сотрудник предприятия',
  ENTREPRENEUR_OR_PUBLIC_FIGURE: 'предприниматель или общественный деятель',
  VETERAN: 'ветеран педагогического труда',
};
export const ROLE_MODEL_RU: Labels<RoleModel> = {
  ACHIEVING_UNDERACHIEVING: '«успевающий – неуспевающий»',
  LEADER_PASSIVE: '«лидер – пассивный»',
  EQUAL_EQUAL: '«равный – равному»',
  EXPERIENCED_YOUNG: '«опытный педагог – молодой специалист»',
  LEADER_COMMUNICATION_DIFFICULTY: '«лидер педагогического сообщества – педагог, испытывающий затруднения»',
  INNOVATOR_CONSERVATIVE: '«педагог-новатор – консервативный педагог»',
  SUBJECT_EXPERT_NOVICE: '«опытный предметник – неопытный предметник»',
};
export const POSITION_RU: Labels<Position> = {
  HEAD: 'директор',
  DEPUTY_HEAD_UVR: 'заместитель директора по учебно-воспитательной работе',
  DEPUTY_HEAD: 'заместитель директора',
  PEDAGOGUE: 'педагог',
  CLASS_TEACHER: 'классный руководитель',
  PSYCHOLOGIST: 'педагог-психолог',
  OTHER_STAFF: 'иной работник школы',
  PARTNER_STAFF: 'сотрудник организации-партнёра',
};
export const MENTEE_CATEGORY_RU: Labels<MenteeCategory> = {
  GIFTED: 'выдающиеся способности',
  LOW_RESULTS: 'неудовлетворительные образовательные результаты',
  HEALTH_LIMITATIONS: 'ограниченные возможности здоровья',
  DIFFICULT_LIFE_SITUATION: 'трудная жизненная ситуация',
  BEHAVIOUR: 'проблемы с поведением',
  DETACHED: 'отстранённость от коллектива',
  YOUNG_SPECIALIST: 'молодой специалист',
  BURNOUT: 'эмоциональное выгорание',
  ADAPTING: 'адаптация на новом месте работы',
  DIGITAL_SKILLS: 'освоение современных программ и цифровых навыков',
  YOUNG_ENTRANT: 'молодой педагог, впервые поступивший на работу',
  EXPERIENCED_NEW_TECH: 'опытный педагог, осваивающий новые технологии',
  NEW_IN_COLLECTIVE: 'новый педагог в коллективе',
  NON_PEDAGOGICAL_EDUCATION: 'непедагогическое образование',
  NEW_DUTIES_OR_TECH: 'новые обязанности или технологии',
  TRANSFERRED: 'перевод на другую работу',
  SKILL_GAP: 'дефицит навыков',
};
export const MEETING_KIND_RU: Labels<MeetingKind> = {
  ORGANISATIONAL: 'организационная встреча',
  TRIAL: 'пробная рабочая встреча',
  PLANNING: 'встреча-планирование',
  REGULAR: 'регулярная встреча',
  FINAL: 'заключительная встреча',
};
export const MONITORING_KIND_RU: Labels<MonitoringKind> = { INTERIM: 'промежуточный', FINAL: 'итоговый' };
export const MONITORING_ASPECT_RU: Labels<MonitoringAspect> = {
  PROCESS: 'качество процесса',
  IMPACT: 'рост участников',
};
export const LEVEL_RU: Labels<Level> = {
  LOW: 'низкий',
  BASIC: 'базовый',
  SUFFICIENT: 'достаточный',
  HIGH: 'высокий',
};
export const GROWTH_MEASURE_RU: Labels<GrowthMeasure> = {
  MOTIVATION_PERSONAL: 'мотивационно-личностный рост',
  COMPETENCE: 'компетентностный рост',
  PROFESSIONAL: 'профессиональный рост',
  EDUCATIONAL_RESULTS: 'динамика образовательных результатов',
};
export const CONSENT_PURPOSE_RU: Labels<ConsentPurpose> = {
  PARTICIPATION: 'на участие',
  PERSONAL_DATA: 'на обработку персональных данных',
  DISTRIBUTION: 'на распространение персональных данных',
};
export const CONSENT_GIVER_RU: Labels<ConsentGiver> = {
  SELF: 'участник',
  LEGAL_REPRESENTATIVE: 'законный представитель',
};
export const DATA_DEMAND_RU: Labels<DataDemand> = {
  STOP_PROCESSING: 'прекратить обработку',
  CORRECT: 'исправить неточные данные',
  UNLAWFUL: 'прекратить неправомерную обработку',
  PURPOSE_REACHED: 'уничтожить данные: цель обработки достигнута',
};
export const DATA_DUTY_RU: Labels<DataDuty> = {
  STOP_PROCESSING: 'прекратить обработку',
  DESTROY: 'уничтожить данные',
  CORRECT: 'исправить данные',
};
export const FORUM_RU: Labels<Forum> = {
  STUDENT_CONFERENCE: 'на ученической конференции',
  PEDAGOGICAL_COUNCIL: 'на педагогическом совете',
  PARENT_COUNCIL: 'на родительском совете',
};
export const ORDER_KIND_RU: Labels<OrderKind> = {
  REGULATION: 'об утверждении положения о наставничестве',
  INTRODUCTION: 'о внедрении целевой модели наставничества',
  APPOINTMENT: 'о назначении координатора и кураторов',
  MENTOR_SCHOOL: 'об организации Школы наставников',
  PAIRS: 'об утверждении наставников и наставнических пар/групп',
  PAIR_CHANGE: 'о замене участников пар',
  PAIR_PROLONGATION: 'о продлении наставнических пар',
  PAIR_END: 'о прекращении наставнических пар',
  FINAL_EVENT: 'о проведении итогового мероприятия',
  AMENDMENT: 'о внесении изменений в приказ',
  CANCELLATION: 'об отмене приказа',
  ROADMAP: 'об утверждении дорожной карты',
  PROGRAMME: 'об утверждении программы наставничества',
  TARGET_MODEL: 'об утверждении целевой модели наставничества',
  ACTIVITY: 'о проведении мероприятия',
  ACTIVITY_RESULTS: 'об итогах мероприятия',
  AWARD: 'о поощрении',
  WORKING_GROUP: 'о создании рабочей группы',
  COUNCIL: 'о создании совета наставников',
  MONITORING: 'о проведении мониторинга',
  RESPONSIBLE: 'о назначении ответственных',
};
export const INTRODUCTION_PART_RU: Labels<IntroductionPart> = {
  GROUNDS: 'основания',
  DATES: 'сроки введения, первый и последний день',
  RESPONSIBLES: 'ответственные с их обязанностями',
  MONITORING_DATES: 'сроки мониторинга',
  PLANNED_RESULTS: 'планируемые результаты',
};
export const REGULATION_ANNEX_RU: Labels<RegulationAnnex> = {
  REGULATION: 'положение',
  ROADMAP: 'дорожная карта',
};
export const ORDER_REGISTER_RU: Labels<OrderRegister> = {
  MAIN: 'по основной деятельности',
  PERSONNEL: 'по личному составу',
};
export const END_REASON_RU: Labels<EndReason> = {
  MENTOR_INITIATIVE: 'по инициативе наставника',
  MENTEE_INITIATIVE: 'по инициативе наставляемого',
  MUTUAL: 'по взаимному согласию',
  CURATOR_INITIATIVE: 'по инициативе куратора',
  CONSENT_WITHDRAWN: 'в связи с отзывом согласия',
  LEFT_SCHOOL: 'в связи с выбытием из школы',
  TERM_EXPIRED: 'в связи с истечением срока',
  ORDER_CANCELLED: 'в связи с отменой приказа о её закреплении',
};
export const PAIR_ROLE_RU: Labels<PairRole> = { MENTOR: 'наставник', MENTEE: 'наставляемый' };
export const PRACTICE_KIND_RU: Labels<PracticeKind> = {
  PRACTICE: 'практика наставничества',
  PROGRAMME: 'программа наставничества',
  METHODICAL_MATERIAL: 'методический материал',
  ELECTRONIC_COLLECTION: 'электронный сборник',
};
export const PRACTICE_LEVEL_RU: Labels<PracticeLevel> = {
  SCHOOL: 'школьный',
  MUNICIPAL: 'муниципальный',
  REGIONAL: 'региональный',
  FEDERAL: 'федеральный',
};
export const PRACTICE_REVIEWER_RU: Labels<PracticeReviewer> = {
  COUNCIL: 'совет наставников',
  METHOD_CABINET: 'методический кабинет',
  CURATOR: 'куратор',
};
export const SITE_RUBRIC_RU: Labels<SiteRubric> = {
  SECTION: 'раздел',
  METHODICAL_BANK: 'методическая копилка',
  HONOUR_BOARD: 'доска почёта',
  PRACTICES: 'практики наставничества',
  YOUNG_SPECIALISTS: 'молодым специалистам',
  EXPERT_LIBRARY: 'документы и рекомендации экспертов',
};
export const MATERIAL_KIND_RU: Labels<MaterialKind> = {
  EVENT: 'событие',
  NEWS: 'новость',
  METHODICAL: 'методический материал',
  LEGAL: 'правовая информация',
  ARTICLE: 'статья',
  NOTE: 'заметка',
  VIDEO: 'видео',
  PUBLICATION: 'публикация',
  NORMATIVE_DOCUMENT: 'нормативный документ',
  EXPERT_RECOMMENDATION: 'рекомендации эксперта',
  METHODICAL_DEVELOPMENT: 'методическая разработка',
};
export const INFO_RESOURCE_KIND_RU: Labels<InfoResourceKind> = {
  WEBSITE: 'страница на сайте',
  SOCIAL_COMMUNITY: 'сообщество в социальной сети',
  CHAT: 'чат',
  NOTICE_BOARD: 'доска объявлений',
};
export const MENTORING_CHANNEL_RU: Labels<MentoringChannel> = {
  IN_PERSON: 'очно',
  ONLINE: 'дистанционно',
  MIXED: 'очно и дистанционно',
};
export const STAGE_RU: Labels<ProgrammeStage> = {
  PREPARATORY: 'подготовительный',
  MAIN: 'основной',
  FINAL: 'завершающий',
  DESIGN: 'проектировочный',
  IMPLEMENTATION: 'реализационный',
  REFLEXIVE_ANALYTICAL: 'рефлексивно-аналитический',
  RESULTATIVE: 'результативный',
};
export const BODY_RU: Labels<MunicipalBody> = {
  EDUCATION_DEPARTMENT: 'управление (отдел) образования',
  RESOURCE_CENTRE: 'ресурсный центр образования',
  METHOD_CABINET: 'методический кабинет',
};
export const COUNTERPART_RU: Labels<Counterpart> = {
  AUTHORITY: 'орган управления',
  METHOD_SERVICE: 'методическая служба',
  EDUCATIONAL_ORGANISATION: 'образовательная организация',
  PARTNER: 'организация-партнёр',
  NETWORK_COMMUNITY: 'сетевое педагогическое сообщество',
  INFORMAL_REPRESENTATIVE: 'неформальный представитель региональной системы',
};
export const PARTNERSHIP_RU: Labels<PartnershipSubject> = {
  PRACTICE: 'о производственной практике',
  INTERNSHIP: 'о стажировке',
  PROGRAMMES: 'об участии в программах наставничества',
  STRATEGIC: 'о стратегическом партнёрстве',
};
export const DOCUMENT_RU: Labels<DocumentKind> = {
  REGULATION: 'положение о наставничестве',
  ORDER_INTRODUCTION: 'приказ о внедрении целевой модели',
  TARGET_MODEL: 'целевая модель наставничества',
  ROADMAP: 'дорожная карта',
  ORDER_APPOINTMENT: 'приказ о назначении координатора, кураторов или ответственного',
  ORDER_MENTOR_SCHOOL: 'приказ об организации Школы наставников',
  ORDER_PAIRS: 'приказ об утверждении наставников и пар/групп',
  ORDER_FINAL_EVENT: 'приказ о проведении итогового мероприятия',
  PROGRAMME: 'программа наставничества',
  INTRODUCTION_ACT: 'распорядительный акт о внедрении',
  CONSENT_MENTOR: 'форма согласия наставника',
  CONSENT_MENTEE: 'форма согласия наставляемого',
  CONTRACT_ADDENDUM: 'форма дополнительного соглашения к трудовому договору',
  ORDER_REGULATION: 'приказ об утверждении положения',
  LOCAL_ACT: 'локальный акт',
  METHOD_RECOMMENDATIONS: 'методические рекомендации',
};
