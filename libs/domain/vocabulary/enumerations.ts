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

/** Separate documents, never one (S62-4.10, S62-4.11, 152-FZ art. 9). */
export const CONSENT_PURPOSES = ['PARTICIPATION', 'PERSONAL_DATA'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

export const CONSENT_GIVERS = ['SELF', 'LEGAL_REPRESENTATIVE'] as const;
export type ConsentGiver = (typeof CONSENT_GIVERS)[number];

/** S62-5.2: where programmes are presented. */
export const FORUMS = ['STUDENT_CONFERENCE', 'PEDAGOGICAL_COUNCIL', 'PARENT_COUNCIL'] as const;
export type Forum = (typeof FORUMS)[number];

/** S62-12: orders that school mentoring is kept by. */
export const ORDER_KINDS = [
  'REGULATION',
  'INTRODUCTION',
  'APPOINTMENT',
  'MENTOR_SCHOOL',
  'PAIRS',
  'PAIR_CHANGE',
  'PAIR_END',
  'FINAL_EVENT',
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
export type EndReason = (typeof END_REASONS)[number];

export const PAIR_ROLES = ['MENTOR', 'MENTEE'] as const;
export type PairRole = (typeof PAIR_ROLES)[number];

/** Personal text kept in the vault: the event holds its id and a salted commitment, never the words. */
export interface VaultRef {
  readonly recordId: string;
  /** SHA-256 over salt and canonical JSON, hex. */
  readonly commitment: string;
}
