/** Closed lists of the regulations. Each is a const array (for validation) and a type of the same name. */

/** Forms of mentoring (S62-5.1, SEV-F-1..6, KIL-4.1-01). Codes outside this list are allowed where a regulation's list is open. */
export const FORMS = [
  'STUDENT_STUDENT',
  'TEACHER_TEACHER',
  'TEACHER_STUDENT',
  'EMPLOYER_STUDENT',
  'STUDENT_PUPIL',
  'TRADITIONAL',
  'GROUP',
  'FLASH',
  'NETWORK',
  'REVERSE',
  'VIRTUAL',
] as const;
export type Form = (typeof FORMS)[number];

/** S62-2.2: a form is realised by a pair or a group. */
export const PAIR_KINDS = ['PAIR', 'GROUP'] as const;
export type PairKind = (typeof PAIR_KINDS)[number];

/** S62-2.4: what a mentee solves with the mentor's help. */
export const TASK_TYPES = ['LIFE', 'PERSONAL', 'PROFESSIONAL'] as const;
export type TaskType = (typeof TASK_TYPES)[number];

/** Who a participant is to the school (S62-3.2-5, S62-4.8). */
export const PERSON_KINDS = [
  'STUDENT',
  'PEDAGOGUE',
  'PARENT',
  'GRADUATE',
  'ENTERPRISE_EMPLOYEE',
  'ENTREPRENEUR_OR_PUBLIC_FIGURE',
  'VETERAN',
] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

/** Stages of education in a school, lowest first (KIL-4.2.1). */
export const EDUCATION_STAGES = ['PRIMARY', 'BASIC', 'SECONDARY'] as const;
export type EducationStage = (typeof EDUCATION_STAGES)[number];

/** KIL-4.2.5, KIL-4.3.4: who meets whom inside a form. */
export const ROLE_MODELS = [
  'ACHIEVING_UNDERACHIEVING',
  'LEADER_PASSIVE',
  'EQUAL_EQUAL',
  'EXPERIENCED_YOUNG',
  'LEADER_COMMUNICATION_DIFFICULTY',
  'INNOVATOR_CONSERVATIVE',
  'SUBJECT_EXPERT_NOVICE',
] as const;
export type RoleModel = (typeof ROLE_MODELS)[number];

/** S62-4.14, KIL-2.1.7: with a mentor from outside; KIL-2.1.4: what an employee is paid on for mentoring. */
export const AGREEMENT_KINDS = ['COOPERATION', 'CONTRACT_ADDENDUM', 'OTHER_PAY_BASIS'] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** Positions that eligibility rules look at (S62-4.2, S62-2.7, KIL-6.4). */
export const POSITIONS = [
  'HEAD',
  'DEPUTY_HEAD_UVR',
  'DEPUTY_HEAD',
  'PEDAGOGUE',
  'CLASS_TEACHER',
  'PSYCHOLOGIST',
  'OTHER_STAFF',
  'PARTNER_STAFF',
] as const;
export type Position = (typeof POSITIONS)[number];

/** S62-4.6: categories of student mentees. */
export const STUDENT_MENTEE_CATEGORIES = [
  'GIFTED',
  'LOW_RESULTS',
  'HEALTH_LIMITATIONS',
  'DIFFICULT_LIFE_SITUATION',
  'BEHAVIOUR',
  'DETACHED',
] as const;
/** S62-4.7: categories of pedagogue mentees. */
export const PEDAGOGUE_MENTEE_CATEGORIES = [
  'YOUNG_SPECIALIST',
  'BURNOUT',
  'ADAPTING',
  'DIGITAL_SKILLS',
  // Other regulations name these (IZO-2-04..07, SEV-C-2..3, KIL-4.3.1-2..3).
  'YOUNG_ENTRANT',
  'EXPERIENCED_NEW_TECH',
  'NEW_IN_COLLECTIVE',
  'NON_PEDAGOGICAL_EDUCATION',
  'NEW_DUTIES_OR_TECH',
  'TRANSFERRED',
  'SKILL_GAP',
] as const;
export const MENTEE_CATEGORIES = [...STUDENT_MENTEE_CATEGORIES, ...PEDAGOGUE_MENTEE_CATEGORIES] as const;
export type MenteeCategory = (typeof MENTEE_CATEGORIES)[number];

/** Categories that never leave the school's level (invariant 34). */
export const SENSITIVE_CATEGORIES: readonly MenteeCategory[] = [
  'HEALTH_LIMITATIONS',
  'DIFFICULT_LIFE_SITUATION',
  'BEHAVIOUR',
  'BURNOUT',
];

/** S62-4.8: categories of mentors. */
export const MENTOR_CATEGORIES = PERSON_KINDS;
export type MentorCategory = PersonKind;

/** S62-5.3: meetings in their order. */
export const MEETING_KINDS = ['ORGANISATIONAL', 'TRIAL', 'PLANNING', 'REGULAR', 'FINAL'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];
/** One order for every form, or a form's own beside the general one (SEV-F-3: a flash is one meeting). */
export type MeetingSequence =
  | readonly MeetingKind[]
  | {
      readonly general: readonly MeetingKind[];
      readonly byForm: { readonly [F in Form]?: readonly MeetingKind[] };
    };

/** S62-6.4: twice per mentoring period. */
export const MONITORING_KINDS = ['INTERIM', 'FINAL'] as const;
export type MonitoringKind = (typeof MONITORING_KINDS)[number];

/** Levels on which a measure is expressed; a mark is not among them (S62-6.5). */
export const LEVELS = ['LOW', 'BASIC', 'SUFFICIENT', 'HIGH'] as const;
export type Level = (typeof LEVELS)[number];

/** S62-6.2: growth measures compared at entry and exit (S62-6.3). */
export const GROWTH_MEASURES = [
  'MOTIVATION_PERSONAL',
  'COMPETENCE',
  'PROFESSIONAL',
  'EDUCATIONAL_RESULTS',
] as const;
export type GrowthMeasure = (typeof GROWTH_MEASURES)[number];

/** S62-6.2: what a monitoring looks at. */
export const MONITORING_ASPECTS = ['PROCESS', 'IMPACT'] as const;
export type MonitoringAspect = (typeof MONITORING_ASPECTS)[number];

/**
 * Separate documents, never one (S62-4.10, S62-4.11, 152-FZ art. 9). DISTRIBUTION: to be named on a site or in a publication
 * (152-FZ art. 10.1); no pair rests on it.
 */
export const CONSENT_PURPOSES = ['PARTICIPATION', 'PERSONAL_DATA', 'DISTRIBUTION'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

export const CONSENT_GIVERS = ['SELF', 'LEGAL_REPRESENTATIVE'] as const;
export type ConsentGiver = (typeof CONSENT_GIVERS)[number];

/** 152-FZ art. 21: what a person demands of their data; PURPOSE_REACHED: what they were kept for is over. */
export const DATA_DEMANDS = ['STOP_PROCESSING', 'CORRECT', 'UNLAWFUL', 'PURPOSE_REACHED'] as const;
export type DataDemand = (typeof DATA_DEMANDS)[number];
/** What the school then has to do by a day. */
export const DATA_DUTIES = ['STOP_PROCESSING', 'DESTROY', 'CORRECT'] as const;
export type DataDuty = (typeof DATA_DUTIES)[number];

/** S62-5.2: where programmes are presented. */
export const FORUMS = ['STUDENT_CONFERENCE', 'PEDAGOGICAL_COUNCIL', 'PARENT_COUNCIL'] as const;
export type Forum = (typeof FORUMS)[number];

/** S62-12: orders that school mentoring is kept by. */
/** Orders that approve a document or record a decision, and reach no other stream: whoever needs one cites it. */
export const APPROVALS = [
  'ROADMAP',
  'PROGRAMME',
  'TARGET_MODEL',
  'ACTIVITY',
  'ACTIVITY_RESULTS',
  'AWARD',
  'WORKING_GROUP',
  'COUNCIL',
  'MONITORING',
  'RESPONSIBLE',
] as const;
export type Approval = (typeof APPROVALS)[number];

export const ORDER_KINDS = [
  'REGULATION',
  'INTRODUCTION',
  'APPOINTMENT',
  'MENTOR_SCHOOL',
  'PAIRS',
  'PAIR_CHANGE',
  'PAIR_PROLONGATION',
  'PAIR_END',
  'FINAL_EVENT',
  'AMENDMENT',
  'CANCELLATION',
  ...APPROVALS,
] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** KIL-2.1.1: what the act that introduces mentoring says. */
export const INTRODUCTION_PARTS = [
  'GROUNDS',
  'DATES',
  'RESPONSIBLES',
  'MONITORING_DATES',
  'PLANNED_RESULTS',
] as const;
export type IntroductionPart = (typeof INTRODUCTION_PARTS)[number];

/** KIL-2.1.5: what the order that approves a regulation carries along. */
export const REGULATION_ANNEXES = ['REGULATION', 'ROADMAP'] as const;
export type RegulationAnnex = (typeof REGULATION_ANNEXES)[number];

/** Register of orders: numbers are unique within organisation, register and year. */
export const ORDER_REGISTERS = ['MAIN', 'PERSONNEL'] as const;
export type OrderRegister = (typeof ORDER_REGISTERS)[number];

/** Why a pair ends before its programme is completed. */
export const END_REASONS = [
  'MENTOR_INITIATIVE',
  'MENTEE_INITIATIVE',
  'MUTUAL',
  'CURATOR_INITIATIVE',
  'CONSENT_WITHDRAWN',
  'LEFT_SCHOOL',
  'TERM_EXPIRED',
] as const;
export type StatedEndReason = (typeof END_REASONS)[number];
/** A pair that has not begun ends as well when the order that fixed it is cancelled; nobody states this reason. */
export type EndReason = StatedEndReason | 'ORDER_CANCELLED';

export const PAIR_ROLES = ['MENTOR', 'MENTEE'] as const;
export type PairRole = (typeof PAIR_ROLES)[number];

/** What a bank keeps: programmes and practices apart (S62-3.2-7), methodical materials and electronic collections (SEV-RM-F3). */
export const PRACTICE_KINDS = [
  'PRACTICE',
  'PROGRAMME',
  'METHODICAL_MATERIAL',
  'ELECTRONIC_COLLECTION',
] as const;
export type PracticeKind = (typeof PRACTICE_KINDS)[number];

/** Where a practice has proved itself. */
export const PRACTICE_LEVELS = ['SCHOOL', 'MUNICIPAL', 'REGIONAL', 'FEDERAL'] as const;
export type PracticeLevel = (typeof PRACTICE_LEVELS)[number];

/** Who looks at a practice before it is spread: the council (MR-MO-13), the methodical cabinet (IZO-4.3-01), the school's curator. */
export const PRACTICE_REVIEWERS = ['COUNCIL', 'METHOD_CABINET', 'CURATOR'] as const;
export type PracticeReviewer = (typeof PRACTICE_REVIEWERS)[number];

/** Rubrics that a regulation may name within the section of a site (S62-11-06, S62-11-07, IZO-4.3-01, SEV-V-1.5, SEV-V-2.2). */
export const SITE_EXTRAS = [
  'METHODICAL_BANK',
  'HONOUR_BOARD',
  'PRACTICES',
  'YOUNG_SPECIALISTS',
  'EXPERT_LIBRARY',
] as const;
export type SiteExtra = (typeof SITE_EXTRAS)[number];
/** SECTION: in the section itself. */
export const SITE_RUBRICS = ['SECTION', ...SITE_EXTRAS] as const;
export type SiteRubric = (typeof SITE_RUBRICS)[number];

/** MR-CUR-05, KIL-6.4.1-09 (events, news, methods, law); SEV-RM-P5 (articles, notes, videos); SEV-V-2.2 (the last four). */
export const MATERIAL_KINDS = [
  'EVENT',
  'NEWS',
  'METHODICAL',
  'LEGAL',
  'ARTICLE',
  'NOTE',
  'VIDEO',
  'PUBLICATION',
  'NORMATIVE_DOCUMENT',
  'EXPERT_RECOMMENDATION',
  'METHODICAL_DEVELOPMENT',
] as const;
export type MaterialKind = (typeof MATERIAL_KINDS)[number];

/** Places of open information beside the section (SEV-RM-P4a, MR-T-02). */
export const INFO_RESOURCE_KINDS = ['WEBSITE', 'SOCIAL_COMMUNITY', 'CHAT', 'NOTICE_BOARD'] as const;
export type InfoResourceKind = (typeof INFO_RESOURCE_KINDS)[number];

/** How an expert is reached (SEV-V-2.1: whatever the distance; MR-DEF-08: by the internet). */
export const MENTORING_CHANNELS = ['IN_PERSON', 'ONLINE', 'MIXED'] as const;
export type MentoringChannel = (typeof MENTORING_CHANNELS)[number];
/** MR-DEF-08: from where support comes. */
export const SUPPORT_SCOPES = ['MUNICIPAL', 'REGIONAL', 'NATIONAL'] as const;
export type SupportScope = (typeof SUPPORT_SCOPES)[number];

/** Personal text kept in the vault: the event holds its id and a salted commitment, never the words. */
export interface VaultRef {
  readonly recordId: string;
  /** SHA-256 over salt and canonical JSON, hex. */
  readonly commitment: string;
}
