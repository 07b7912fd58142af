/** Door of the evidence: streams read as facts, and the evidence every aggregate decides on. Shared by commands and the auditor. */
export { asIf, type StreamReader, streamReader, upTo } from './stream-reader';
export { type AgeOf, type Facts, personFact, profileOf, schoolOf } from './facts';
export * from './evidence';
