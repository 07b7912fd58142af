/** What an organisation plans, holds and closes with a result: closed lists and their Russian names. */

/** Kinds of activities, each with its name inside a sentence. */
export const ACTIVITY_KIND_RU = {
  SEMINAR: 'семинар',
  CONFERENCE: 'конференция',
  ROUND_TABLE: 'круглый стол',
  WEBINAR: 'вебинар',
  TUTOR_SUPPORT: 'тьюторское сопровождение',
  CPD_COURSE: 'курсы повышения квалификации',
  MENTOR_SCHOOL: '«Школа наставников»',
  CONTEST: 'конкурс',
  FESTIVAL: 'фестиваль',
  FORUM: 'форум',
  POPULARISATION: 'мероприятие по популяризации наставничества',
  PSYCHOLOGICAL_SUPPORT: 'психологическое сопровождение',
  METHODICAL_HELP: 'методическая помощь',
  PROFESSIONAL_ASSOCIATION: 'встреча профессионального объединения',
  GRADUATE_CONTRIBUTION: 'вклад благодарного выпускника',
} as const;
export type ActivityKind = keyof typeof ACTIVITY_KIND_RU;
export const ACTIVITY_KINDS = Object.keys(ACTIVITY_KIND_RU) as readonly ActivityKind[];

/** Kinds whose participants are entered by name before they are held: entrants of a contest, listeners of a course. */
export const ENTERED_KINDS: readonly ActivityKind[] = ['CONTEST', 'CPD_COURSE', 'MENTOR_SCHOOL'];
/** Kinds that train: who completes one has it in the record of training. */
export const TRAINING_KINDS: readonly ActivityKind[] = ['CPD_COURSE', 'MENTOR_SCHOOL'];

/** Whose an activity is; above the organisation's own level it takes part in what others hold (S62-8-06, KIL-3.4). */
export const ACTIVITY_LEVEL_RU = {
  SCHOOL: 'школьный уровень',
  MUNICIPAL: 'муниципальный уровень',
  REGIONAL: 'региональный уровень',
  FEDERAL: 'всероссийский уровень',
} as const;
export type ActivityLevel = keyof typeof ACTIVITY_LEVEL_RU;
export const ACTIVITY_LEVELS = Object.keys(ACTIVITY_LEVEL_RU) as readonly ActivityLevel[];

/** SEV-IV-8b, SEV-III-2: by video an activity is open to whoever is far away. */
export const ACTIVITY_CHANNEL_RU = {
  IN_PERSON: 'очно',
  VIDEO: 'по видеоконференцсвязи',
  MIXED: 'очно и по видеоконференцсвязи',
} as const;
export type ActivityChannel = keyof typeof ACTIVITY_CHANNEL_RU;
export const ACTIVITY_CHANNELS = Object.keys(ACTIVITY_CHANNEL_RU) as readonly ActivityChannel[];

/** IZO-4.3-02: the kinds of help of a methodical cabinet. */
export const HELP_KIND_RU = {
  METHODICAL: 'методическая',
  EXPERT_CONSULTING: 'экспертно-консультационная',
  INFORMATIONAL: 'информационная',
  EDUCATIONAL: 'просветительская',
} as const;
export type HelpKind = keyof typeof HELP_KIND_RU;
export const HELP_KINDS = Object.keys(HELP_KIND_RU) as readonly HelpKind[];

/** MR-P-02, MR-K-05: subjects of psychological support that say nothing about anybody's health. */
export const SUPPORT_TOPIC_RU = {
  EMPATHY_TRAINING: 'тренинг эмпатии',
  ACMEOLOGICAL_PRACTICE: 'акмеологические практики',
  INTERACTION: 'взаимодействие наставника и наставляемого',
  ENCOURAGEMENT: 'личностная поддержка',
} as const;
export type SupportTopic = keyof typeof SUPPORT_TOPIC_RU;
export const SUPPORT_TOPICS = Object.keys(SUPPORT_TOPIC_RU) as readonly SupportTopic[];

/** MENTOR: of the pair concerned (S62-7-08). */
export const SUPPORT_GIVERS = ['PSYCHOLOGIST', 'MENTOR'] as const;
export type SupportGiver = (typeof SUPPORT_GIVERS)[number];

/** S62-2.9: how a grateful graduate supports the school. */
export const CONTRIBUTION_RU = {
  EXPERIENCE: 'делится опытом',
  MOTIVATION: 'мотивирует обучающихся и педагогов',
  ENDOWMENT: 'развивает эндаумент',
  INTERNSHIP: 'организует стажировку',
} as const;
export type Contribution = keyof typeof CONTRIBUTION_RU;
export const CONTRIBUTIONS = Object.keys(CONTRIBUTION_RU) as readonly Contribution[];

/** What becomes of a module of a programme when the programme is set anew (SEV-IV-9a). */
export const MODULE_CHANGES = ['KEPT', 'UPDATED', 'NEW'] as const;
export type ModuleChange = (typeof MODULE_CHANGES)[number];

/** Who may enter a contest: those of the two bases, or any pedagogue or manager of the staff (SEV-RM-M8). */
export const CONTEST_ENTRANTS = ['MENTOR', 'MENTEE', 'STAFF'] as const;
export type ContestEntrant = (typeof CONTEST_ENTRANTS)[number];

export const CANCELLATION_RU = {
  POSTPONED: 'перенесено',
  NO_PARTICIPANTS: 'нет участников',
  NOT_NEEDED: 'потребность отпала',
  ENTERED_BY_MISTAKE: 'внесено по ошибке',
} as const;
export type Cancellation = keyof typeof CANCELLATION_RU;
export const CANCELLATIONS = Object.keys(CANCELLATION_RU) as readonly Cancellation[];

/** Kinds that count for each event a regulation wants periodically. */
export const COUNTED_ACTIVITIES = {
  SEMINAR_OR_CONFERENCE: ['SEMINAR', 'ROUND_TABLE', 'CONFERENCE'],
  CONTEST: ['CONTEST'],
  CPD_COURSE: ['CPD_COURSE'],
} as const satisfies { readonly [event: string]: readonly ActivityKind[] };
