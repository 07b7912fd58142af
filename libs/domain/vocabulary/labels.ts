/** Russian names of the codes, as they stand inside a sentence. */
import type {
  ConsentGiver,
  ConsentPurpose,
  EndReason,
  Form,
  Forum,
  GrowthMeasure,
  IntroductionPart,
  Level,
  MeetingKind,
  MenteeCategory,
  MonitoringAspect,
  MonitoringKind,
  OrderKind,
  OrderRegister,
  PairKind,
  PairRole,
  PersonKind,
  RoleModel,
  Position,
  TaskType,
} from './enumerations';

type Labels<Code extends string> = { readonly [C in Code]: string };

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
};
export const CONSENT_GIVER_RU: Labels<ConsentGiver> = {
  SELF: 'участник',
  LEGAL_REPRESENTATIVE: 'законный представитель',
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
  PAIR_CHANGE: 'о замене участника пары',
  PAIR_END: 'о прекращении наставнических пар',
  FINAL_EVENT: 'о проведении итогового мероприятия',
};
export const INTRODUCTION_PART_RU: Labels<IntroductionPart> = {
  GROUNDS: 'основания',
  DATES: 'сроки введения, первый и последний день',
  RESPONSIBLES: 'ответственные с их обязанностями',
  MONITORING_DATES: 'сроки мониторинга',
  PLANNED_RESULTS: 'планируемые результаты',
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
};
export const PAIR_ROLE_RU: Labels<PairRole> = { MENTOR: 'наставник', MENTEE: 'наставляемый' };
