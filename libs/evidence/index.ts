/**
 * Door of the evidence: streams read as facts, the evidence every aggregate decides on, a pair replayed and judged again. Shared by
 * commands, queries and the auditor.
 */
export { asIf, knownBefore, type StreamReader, streamReader, upTo } from './stream-reader';
export { type AgeOf, type Facts, personFact, profileOf, schoolOf, type StreamsOf } from './facts';
export * from './evidence';
export * from './council';
export * from './activity-evidence';
export * from './award';
export { streamsBehind, summaryOf } from './trail';
export * from './campaign-evidence';
export * from './campaign-figures';
export * from './campaign-report';
export * from './held';
export * from './school-counts';
export { asAt, type Moment } from './moment';
export * from './told';
export { compareLives, type Life, lifeOf, type LivesCompared, sourceOf, streamsNaming } from './life';
export {
  type AuditedEvent,
  auditPair,
  auditRecorded,
  type Finding,
  type PairAudit,
  pairAuditor,
} from './audit';
export { auditEvidence } from './audit-evidence';
export { sampleOf } from './sample';
export { checkPair } from './checklist';
export { type Difference, differences } from './differences';
