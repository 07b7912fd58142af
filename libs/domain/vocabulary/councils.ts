/** Words of a council of mentors and of the proposals and disputes that reach an administration. */
import type { PairRole } from './enumerations';

/** A school's (KIL-6.3, MR-MO-01), or a municipality's professional associations: РМО, internship site (IZO-4.3-04). */
export const COUNCIL_KINDS = [
  'MENTORS_COUNCIL',
  'METHODICAL_ASSOCIATION',
  'MUNICIPAL_ASSOCIATION',
  'INTERNSHIP_SITE',
] as const;
export type CouncilKind = (typeof COUNCIL_KINDS)[number];
export const COUNCIL_KIND_RU: { readonly [K in CouncilKind]: string } = {
  MENTORS_COUNCIL: 'совет наставников',
  METHODICAL_ASSOCIATION: 'методическое объединение наставников',
  MUNICIPAL_ASSOCIATION: 'районное методическое объединение наставников',
  INTERNSHIP_SITE: 'стажировочная площадка',
};

/** MR-MO-04..13, KIL-6.3.1-01..10, in the order of the text; arbitration is told apart from the rest of the negotiation. */
export const COUNCIL_FUNCTIONS = [
  'LOCAL_ACTS',
  'PROGRAMMES',
  'MATCHING',
  'DIAGNOSTICS',
  'CONTEST_PREPARATION',
  'SUPPORT',
  'MONITORING',
  'NEGOTIATION',
  'ARBITRATION',
  'REWARDS',
  'PRACTICES',
] as const;
export type CouncilFunction = (typeof COUNCIL_FUNCTIONS)[number];
export const COUNCIL_FUNCTION_RU: { readonly [F in CouncilFunction]: string } = {
  LOCAL_ACTS: 'разработка локальных актов',
  PROGRAMMES: 'разработка и апробация программ',
  MATCHING: 'подбор и закрепление пар',
  DIAGNOSTICS: 'анализ диагностики затруднений',
  CONTEST_PREPARATION: 'подготовка к конкурсам',
  SUPPORT: 'обеспечение реализации программ',
  MONITORING: 'участие в мониторинге',
  NEGOTIATION: 'консультация и согласование',
  ARBITRATION: 'арбитраж',
  REWARDS: 'система поощрения',
  PRACTICES: 'банк лучших практик',
};

/** MR-MO-06, KIL-6.3.1-03: the list is open («и т.п.»): OTHER is named in words. */
export const MATCHING_TOPICS = [
  'SUBJECT_CONTENT',
  'TEACHING_METHODS',
  'UPBRINGING',
  'LESSON_AND_EXTRACURRICULAR',
  'PSYCHOLOGICAL_SUPPORT',
  'WORK_WITH_PARENTS',
  'ADDITIONAL_EDUCATION',
  'OTHER',
] as const;
export type MatchingTopic = (typeof MATCHING_TOPICS)[number];

/** MR-MO-09, KIL-6.3.1-06. */
export const SUPPORT_AREAS = [
  'ORGANISATIONAL_PEDAGOGICAL',
  'TEACHING_METHODICAL',
  'MATERIAL_TECHNICAL',
  'INFRASTRUCTURE_LOGISTIC',
] as const;
export type SupportArea = (typeof SUPPORT_AREAS)[number];

/** MR-MO-08, KIL-6.3.1-05. */
export const PREPARED_FOR = ['CONTEST', 'FORUM', 'CONFERENCE', 'FESTIVAL'] as const;
export type PreparedFor = (typeof PREPARED_FOR)[number];

/** What a council has a hand in drafting (MR-MO-04, KIL-6.3.1-01). */
export const LOCAL_ACT_KINDS = ['REGULATION', 'ROADMAP', 'ORDER', 'PAY', 'REWARDS', 'OTHER'] as const;
export type LocalActKind = (typeof LOCAL_ACT_KINDS)[number];

export const COUNCIL_DECISIONS = ['APPROVED', 'RETURNED', 'REJECTED'] as const;
export type CouncilDecision = (typeof COUNCIL_DECISIONS)[number];

/** MR-CUR-07: «первичной … или территориальной профсоюзной организацией». */
export const UNIONS = ['PRIMARY', 'TERRITORIAL'] as const;
export type Union = (typeof UNIONS)[number];
export const UNION_OPINIONS = ['AGREED', 'AGREED_WITH_REMARKS', 'DISAGREED'] as const;
export type UnionOpinion = (typeof UNION_OPINIONS)[number];

/** S62-8-01, S62-10-01: the work of mentoring; S62-11-10: the development of the school. */
export const PROPOSAL_TOPICS = ['MENTORING', 'SCHOOL_DEVELOPMENT'] as const;
export type ProposalTopic = (typeof PROPOSAL_TOPICS)[number];
/** What each may propose to the administration. */
export type ProposalRights = { readonly [R in PairRole]: readonly ProposalTopic[] };

/** What is argued about: the work of the pair, or guarantees of professional rights and freedoms (IZO-3.2-01). */
export const DISPUTE_SUBJECTS = ['PAIR_WORK', 'PROFESSIONAL_RIGHTS'] as const;
export type DisputeSubject = (typeof DISPUTE_SUBJECTS)[number];
