/** Words of sampling audits. */

/** What a pair must have, as far as its regulation demands it. */
export const AUDIT_ITEM_RU = {
  CONSENTS: 'согласия участников',
  AGREEMENT: 'договор со сторонним наставником',
  FAMILIARISATION: 'ознакомление с программами',
  ORDER: 'приказ о закреплении',
  ENTRY: 'входная диагностика',
  PROGRAMME: 'утверждённая программа',
  MEETINGS: 'встречи',
  MONITORING: 'мониторинг',
  REPORT: 'отчёт наставника',
} as const;
export type AuditItem = keyof typeof AUDIT_ITEM_RU;
export const AUDIT_ITEMS = Object.keys(AUDIT_ITEM_RU) as readonly AuditItem[];

/** NOT_DUE: the pair has not come so far; NOT_DEMANDED: its regulation does not ask for it. */
export const CHECK_RESULTS = ['PRESENT', 'MISSING', 'NOT_DUE', 'NOT_DEMANDED'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

export const FINDING_KIND_RU = {
  MISSING: 'нет того, что требуется',
  ACT_VIOLATES: 'акт не по правилам своего дня',
  PAPER_DIFFERS: 'документ на бумаге не совпадает с записью',
} as const;
export type FindingKind = keyof typeof FINDING_KIND_RU;
export const FINDING_KINDS = Object.keys(FINDING_KIND_RU) as readonly FindingKind[];

export const FINDING_ANSWER_RU = {
  CORRECTED: 'исправлено',
  WILL_CORRECT: 'будет исправлено',
  DISPUTED: 'не согласны',
} as const;
export type FindingAnswer = keyof typeof FINDING_ANSWER_RU;
export const FINDING_ANSWERS = Object.keys(FINDING_ANSWER_RU) as readonly FindingAnswer[];

export const FINDING_OUTCOME_RU = { CONFIRMED: 'подтвердилось', WITHDRAWN: 'снято' } as const;
export type FindingOutcome = keyof typeof FINDING_OUTCOME_RU;
export const FINDING_OUTCOMES = Object.keys(FINDING_OUTCOME_RU) as readonly FindingOutcome[];
