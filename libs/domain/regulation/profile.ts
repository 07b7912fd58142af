/** The profile type: what a regulation can say, parameter by parameter. */
import type { ClauseRef } from '@nastavnik/kernel';

/** A parameter as the organisation's own document states it. Silence is absence: *unset* differs from an explicit false. */
export interface OwnSetting<T> {
  readonly value: T;
  readonly clauses: readonly ClauseRef[];
}
/** PLACEHOLDER until the parameters are typed. */
export type ParameterName = string;
export type OwnParameters = { readonly [name: string]: OwnSetting<unknown> };
