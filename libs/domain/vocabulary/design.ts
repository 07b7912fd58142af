/** Words of designing a programme and of what mentor and mentee say to each other in it, with their Russian names. */

/** What a plan can consist of (KIL-5.3, in its order). The words of a part stand in the vault; the last two are codes. */
export const PLAN_PARTS = [
  'GOAL',
  'OWN_RESOURCES',
  'ENVIRONMENT',
  'SELF_ANALYSIS',
  'ROUTE',
  'ROUTE_RESOURCES',
  'DOCUMENT_FORM',
] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];
export const PLAN_PART_RU: { readonly [Part in PlanPart]: string } = {
  GOAL: 'личностно значимая цель',
  OWN_RESOURCES: 'ресурсы наставляемого',
  ENVIRONMENT: 'анализ избыточной образовательной среды',
  SELF_ANALYSIS: 'самоанализ наставляемого по внешним требованиям',
  ROUTE: 'индивидуальный маршрут',
  ROUTE_RESOURCES: 'наполнение маршрута ресурсами',
  DOCUMENT_FORM: 'оформление (карта, программа, план, маршрутный лист)',
};

/** KIL-5.3-5: what a route is filled with; the list is open. */
export const ROUTE_RESOURCES = ['COURSES', 'CLUBS', 'EXPERTS', 'REMOTE', 'NETWORK', 'OTHER'] as const;
export type RouteResource = (typeof ROUTE_RESOURCES)[number];

/** KIL-5.3-6: the form a plan is put into; the list is open. */
export const PLAN_FORMS = ['MAP', 'PROGRAMME', 'PLAN', 'ROUTE_SHEET', 'OTHER'] as const;
export type PlanForm = (typeof PLAN_FORMS)[number];

/** SEV-E-1, SEV-E-2, SEV-E-3: what a programme is for. */
export const MODEL_ELEMENTS = ['ADAPTATION', 'TRAINING', 'SUPPORT'] as const;
export type ModelElement = (typeof MODEL_ELEMENTS)[number];
export const MODEL_ELEMENT_RU: { readonly [Element in ModelElement]: string } = {
  ADAPTATION: 'адаптация',
  TRAINING: 'обучение',
  SUPPORT: 'сопровождение',
};

/** How mentor and mentee work together: out of class (KIL-4.2.6) and among pedagogues (KIL-4.3.5). */
export const WORK_FORMATS = [
  'PROJECT',
  'CLASS_HOUR',
  'EXTRACURRICULAR_WORK',
  'EVENT_PREPARATION',
  'VOLUNTEERING',
  'INTEREST_CLUB',
  'TALK',
  'INTERVIEW',
  'TRAINING_SESSION',
  'MEETING_EXPERIENCED',
  'OPEN_LESSON',
  'EXTRACURRICULAR_EVENT',
  'THEMATIC_COUNCIL',
  'SEMINAR',
  'METHODICAL_CONSULTATION',
  'LESSON_VISIT',
  'MUTUAL_LESSON_VISIT',
  'QUESTIONNAIRE',
  'TESTING',
  'IN_PERSON_EVENT',
  'REMOTE_EVENT',
] as const;
export type WorkFormat = (typeof WORK_FORMATS)[number];

/** S62-7-05: a goal within reach, and the perspective beyond it. */
export const GOAL_HORIZONS = ['NEAR', 'LONG'] as const;
export type GoalHorizon = (typeof GOAL_HORIZONS)[number];

/** SEV-F-2a: what the mentors of a group recommend. */
export const RECOMMENDATION_KINDS = ['IDEA', 'CAREER', 'EXPERT_ACCESS'] as const;
export type RecommendationKind = (typeof RECOMMENDATION_KINDS)[number];
export const RECOMMENDATION_RU: { readonly [Kind in RecommendationKind]: string } = {
  IDEA: 'рекомендации для инновационных идей',
  CAREER: 'предложения для развития карьеры',
  EXPERT_ACCESS: 'доступ к экспертам',
};

/** SEV-F-6a: what a mentee turns to the mentor for. */
export const HELP_REQUEST_KINDS = ['ADVICE', 'RESOURCES'] as const;
export type HelpRequestKind = (typeof HELP_REQUEST_KINDS)[number];

/** How far a regulation has the programme of a pair carried before the pair is completed. */
export const PROGRAMME_WORK = ['DEVELOPED', 'ACCOMPANIED'] as const;
export type ProgrammeWork = (typeof PROGRAMME_WORK)[number];

/** Who forms and refreshes the bases (S62-4.5). A mentor of the house is a pedagogue. */
export const BASE_KEEPERS = ['DIRECTOR', 'COORDINATOR', 'CURATOR', 'PEDAGOGUE'] as const;
export type BaseKeeper = (typeof BASE_KEEPERS)[number];

/** IZO-3.2-06: what a pedagogue adapts to. */
export const ADAPTATION_REASONS = ['NEW_ORGANISATION', 'NEW_POSITION'] as const;
export type AdaptationReason = (typeof ADAPTATION_REASONS)[number];
export const ADAPTATION_REASON_RU: { readonly [Reason in AdaptationReason]: string } = {
  NEW_ORGANISATION: 'адаптация в новой организации',
  NEW_POSITION: 'вхождение в новую должность',
};

/** Qualification categories a pedagogue attests for. */
export const QUALIFICATIONS = ['CONFORMITY', 'FIRST', 'HIGHEST'] as const;
export type Qualification = (typeof QUALIFICATIONS)[number];
export const QUALIFICATION_RU: { readonly [Category in Qualification]: string } = {
  CONFORMITY: 'соответствие занимаемой должности',
  FIRST: 'первая квалификационная категория',
  HIGHEST: 'высшая квалификационная категория',
};
