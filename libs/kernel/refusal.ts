/** A refusal is an answer: which rule, which clause demands it, what is missing and what to do next. */
import type { ClauseRef, Json } from './event';

/** The same sentence for a person in a school and for a developer. */
export interface Text {
  readonly ru: string;
  readonly en: string;
}

/** One thing that has to be there and is not. */
export interface Missing {
  /** `consent`, `order`, `agreement`, `meeting` … */
  readonly kind: string;
  /** Id of whom or what it concerns. */
  readonly subject?: string;
  /** Further detail for a program, e.g. `{ purpose: 'PERSONAL_DATA', by: 'LEGAL_REPRESENTATIVE' }`. */
  readonly detail?: { readonly [name: string]: Json };
}

/** One rule that does not hold. */
export interface Reason {
  /** Name of the rule in kebab case, `consents-before-pair-order`. */
  readonly rule: string;
  /** Number of the invariant in the catalogue, where it is one. */
  readonly invariant?: number;
  readonly clauses: readonly ClauseRef[];
  readonly message: Text;
  readonly missing: readonly Missing[];
  /** What the sender can do about it. */
  readonly next: Text;
}

/** Every reason at once. `reasons` is never empty. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly reasons: readonly Reason[];
}

export const refusal = (...reasons: readonly Reason[]): Refusal => ({ kind: 'refusal', reasons });

export const isRefusal = (decision: unknown): decision is Refusal =>
  typeof decision === 'object' && decision !== null && (decision as { kind?: unknown }).kind === 'refusal';
