/** How mentoring is led above a pair: kinds of organisations and bodies, stages, roadmaps and the documents all of it rests on. */
import type { OrderKind } from './enumerations';

/** IZO-4-02, SEV-RM-00, SEV-IV-4: general education, preschool, additional and vocational education. */
export const ORGANISATION_TYPES = ['GENERAL', 'PRESCHOOL', 'ADDITIONAL', 'VOCATIONAL'] as const;
export type OrganisationType = (typeof ORGANISATION_TYPES)[number];

/** Bodies a municipality leads mentoring through (SEV-RM-00: УО, РЦО; IZO-4-03). */
export const MUNICIPAL_BODIES = ['EDUCATION_DEPARTMENT', 'RESOURCE_CENTRE', 'METHOD_CABINET'] as const;
export type MunicipalBody = (typeof MUNICIPAL_BODIES)[number];

/** Who answers for an item of a roadmap (SEV-RM-00); OWN is the organisation whose roadmap it is. */
export const ROADMAP_OWNERS = [...MUNICIPAL_BODIES, ...ORGANISATION_TYPES, 'OWN'] as const;
export type RoadmapOwner = (typeof ROADMAP_OWNERS)[number];

/** SEV-RM-02. */
export const ROADMAP_BLOCKS = ['NORMATIVE', 'INFORMATION', 'IMPLEMENTATION'] as const;
export type RoadmapBlock = (typeof ROADMAP_BLOCKS)[number];

/** The document an item of a roadmap ends with (invariant 32). */
export const RESULT_KINDS = ['ORDER', 'AGREEMENT', 'PROGRAMME', 'REPORT', 'PUBLICATION', 'OTHER'] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

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

/** Levels of the system of mentoring (IZO-3.3-04). */
export const SYSTEM_LEVELS = ['INSTITUTIONAL', 'MUNICIPAL', 'REGIONAL', 'FEDERAL'] as const;
export type SystemLevel = (typeof SYSTEM_LEVELS)[number];

/** SEV-IV-4a..d: yearly targets that count organisations with a programme, by the name of the indicator; of one type, or of all. */
export const PROGRAMME_INDICATORS: { readonly [indicator: string]: OrganisationType | 'ALL' } = {
  'Организации с программой наставничества': 'ALL',
  'ДОУ с программой наставничества': 'PRESCHOOL',
  'МОУ с программой наставничества': 'GENERAL',
};

/** Whom an organisation works with on mentoring (IZO-4.1-02, IZO-4.1-12, KIL-6.4.1-08, MR-CUR-04). */
export const COUNTERPARTS = [
  'AUTHORITY',
  'METHOD_SERVICE',
  'EDUCATIONAL_ORGANISATION',
  'PARTNER',
  'NETWORK_COMMUNITY',
  'INFORMAL_REPRESENTATIVE',
] as const;
export type Counterpart = (typeof COUNTERPARTS)[number];
/** SEV-D-05, IZO-3.2-03: with authorities and methodical services vertically, with all others horizontally. */
export type InteractionModel = 'HORIZONTAL' | 'VERTICAL';
export const modelOf = (counterpart: Counterpart): InteractionModel =>
  counterpart === 'AUTHORITY' || counterpart === 'METHOD_SERVICE' ? 'VERTICAL' : 'HORIZONTAL';

/** What an agreement with a partner organisation is about (KIL-5.2-5, IZO-3.2-05, IZO-4.1-12). */
export const PARTNERSHIP_SUBJECTS = ['PRACTICE', 'INTERNSHIP', 'PROGRAMMES', 'STRATEGIC'] as const;
export type PartnershipSubject = (typeof PARTNERSHIP_SUBJECTS)[number];

/** S62-12-01..08, KIL-2.1.1..2.1.6, SEV-RM-P2, SEV-V-1.1. */
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
  'LOCAL_ACT',
  'METHOD_RECOMMENDATIONS',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Documents that an order is, or approves, by itself. */
export const DOCUMENTS_OF_ORDER: { readonly [K in OrderKind]?: readonly DocumentKind[] } = {
  REGULATION: ['ORDER_REGULATION'],
  INTRODUCTION: ['ORDER_INTRODUCTION', 'INTRODUCTION_ACT'],
  APPOINTMENT: ['ORDER_APPOINTMENT'],
  RESPONSIBLE: ['ORDER_APPOINTMENT'],
  MENTOR_SCHOOL: ['ORDER_MENTOR_SCHOOL'],
  PAIRS: ['ORDER_PAIRS'],
  FINAL_EVENT: ['ORDER_FINAL_EVENT'],
  PROGRAMME: ['PROGRAMME'],
  TARGET_MODEL: ['TARGET_MODEL'],
};
/** Documents that only their own act makes: an order, the regulation adopted, the roadmap approved. */
export const MADE_BY_OWN_ACT: readonly DocumentKind[] = [
  'REGULATION',
  'ROADMAP',
  'ORDER_INTRODUCTION',
  'INTRODUCTION_ACT',
  'ORDER_REGULATION',
  'ORDER_APPOINTMENT',
  'ORDER_MENTOR_SCHOOL',
  'ORDER_PAIRS',
  'ORDER_FINAL_EVENT',
];
