/**
 * A sampling audit of the pairs of an organisation: a random sample that anybody can draw again from the seed and the position, a checklist of each pair
 * drawn, findings with their answers, an act at the end. Codes alone, no words: nothing personal can stand in it.
 */
import type { DomainEvent, EventData, IsoDate, Uuid } from '@nastavnik/kernel';
import type { AuditItem, CheckResult, FindingAnswer, FindingKind, FindingOutcome } from '../vocabulary';

interface AuditData extends EventData {
  readonly auditId: Uuid;
  /** School or municipality whose pairs are looked at. */
  readonly organisationId: Uuid;
}

/** What the sample is drawn from and by: pairs the organisation had at a position of the log. */
export type AuditOpened = DomainEvent<
  'AuditOpened',
  AuditData & {
    readonly seed: string;
    /** Position in the log, decimal: pairs proposed by then, and what was recorded of them by then. */
    readonly position: string;
    /** Pairs in the population. */
    readonly population: number;
    readonly size: number;
  }
>;
/** The first `size` pairs in the order of SHA-256(seed || pairId): docs/sampling.md. */
export type SampleDrawn = DomainEvent<'SampleDrawn', AuditData & { readonly pairIds: readonly Uuid[] }>;
/** Each fact that the regulation of the pair demands, at the position of the audit. */
export type PairChecked = DomainEvent<
  'PairChecked',
  AuditData & {
    readonly pairId: Uuid;
    readonly results: { readonly [Item in AuditItem]: CheckResult };
    /** Ids of acts that the rules of their day refuse. */
    readonly violating: readonly Uuid[];
  }
>;
export type AuditFindingRecorded = DomainEvent<
  'AuditFindingRecorded',
  AuditData & {
    readonly findingId: Uuid;
    readonly pairId: Uuid;
    readonly kind: FindingKind;
    readonly item: AuditItem;
  }
>;
/** By the organisation. */
export type AuditFindingAnswered = DomainEvent<
  'AuditFindingAnswered',
  AuditData & { readonly findingId: Uuid; readonly answer: FindingAnswer; readonly dueOn?: IsoDate }
>;
export type AuditFindingResolved = DomainEvent<
  'AuditFindingResolved',
  AuditData & { readonly findingId: Uuid; readonly outcome: FindingOutcome }
>;
export type AuditClosed = DomainEvent<
  'AuditClosed',
  AuditData & {
    /** Of the act, free text. */
    readonly number: string;
    readonly checked: number;
    readonly findings: number;
    /** Of them, those that stood. */
    readonly confirmed: number;
  }
>;
export type AuditEvent =
  | AuditOpened
  | SampleDrawn
  | PairChecked
  | AuditFindingRecorded
  | AuditFindingAnswered
  | AuditFindingResolved
  | AuditClosed;
