/** A parameter of a regulation: its value, where it comes from and the clauses that say so. */
import type { ClauseRef, RegulationVersion } from '@nastavnik/kernel';

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
export interface ProfileSlice<Parameters> extends RegulationVersion {
  readonly parameters: Parameters;
}

/** By which versions a profile can be found again: a replay needs both. */
export const versionOf = ({ organisationId, version, parent }: RegulationVersion): RegulationVersion => ({
  organisationId,
  version,
  ...(parent === undefined ? {} : { parent }),
});
