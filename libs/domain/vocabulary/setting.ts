/** A parameter of a regulation: its value, where it comes from and the clauses that say so. */
import type { ClauseRef, Uuid } from '@nastavnik/kernel';

export interface Setting<T> {
  readonly value: T;
  /** Empty for a default that no document states. */
  readonly clauses: readonly ClauseRef[];
  /** OWN: the organisation's regulation; INHERITED: its municipality's; DEFAULT: both are silent. */
  readonly source: 'OWN' | 'INHERITED' | 'DEFAULT';
}

/**
 * The part of a regulation in force that an aggregate is judged by. Each aggregate names only the parameters it
 * looks at; the full profile of `regulation/` fits every one of them structurally.
 */
export interface ProfileSlice<Parameters> {
  readonly organisationId: Uuid;
  readonly version: number;
  readonly parameters: Parameters;
}
