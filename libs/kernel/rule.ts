/** Rules are named values, each with the clause that demands it. A regulation switches them; facts satisfy them or not. */
import type { AppliedRule, ClauseRef } from './event';
import type { Missing, Reason, Text } from './refusal';

/** One way in which a rule does not hold. */
export interface Violation {
  readonly message: Text;
  readonly missing: readonly Missing[];
  readonly next: Text;
}

export interface Rule<Profile, Facts> {
  /** Kebab case, unique in its aggregate: `consents-before-pair-order`. */
  readonly name: string;
  /** Number in the catalogue of invariants, where it has one. */
  readonly invariant?: number;
  readonly title: Text;
  /** The clauses that demand the rule under this regulation; `undefined` where the regulation does not demand it. */
  readonly demandedBy: (profile: Profile, facts: Facts) => readonly ClauseRef[] | undefined;
  /** Empty when the rule holds. */
  readonly violations: (facts: Facts, profile: Profile) => readonly Violation[];
}

export interface Verdict {
  /** Rules that were demanded and held. */
  readonly applied: readonly AppliedRule[];
  /** Rules that were demanded and did not hold: all of them, not the first. */
  readonly reasons: readonly Reason[];
}

/** Judges facts by every rule that the regulation demands. Pure. */
export const judge = <Profile, Facts>(
  profile: Profile,
  rules: readonly Rule<Profile, Facts>[],
  facts: Facts,
): Verdict => {
  const applied: AppliedRule[] = [];
  const reasons: Reason[] = [];
  for (const rule of rules) {
    const clauses = rule.demandedBy(profile, facts);
    if (clauses === undefined) continue;
    const violations = rule.violations(facts, profile);
    if (violations.length === 0) applied.push({ rule: rule.name, clauses });
    for (const violation of violations) {
      reasons.push({
        rule: rule.name,
        ...(rule.invariant === undefined ? {} : { invariant: rule.invariant }),
        clauses,
        ...violation,
      });
    }
  }
  return { applied, reasons };
};
