/** The pair is judged by the real regulation of School 62: what its specs assume is what the regulation says. */
import { type ProfileInForce, resolveProfile } from '../regulation/profile';
import { S62 } from '../regulation/profiles';
import type { PairProfile } from './pair';
import { S62_PAIR, SCHOOL } from './pair.fixtures.testing';

const inForce: ProfileInForce = resolveProfile(SCHOOL, {
  stage: 'IN_FORCE',
  organisationId: SCHOOL,
  version: 1,
  document: S62.document,
  parameters: S62.parameters,
  warnings: S62.warnings,
  from: '2021-01-11',
});
/** Does not compile when the full profile no longer fits the part a pair looks at. */
const slice: PairProfile = inForce;

it.each(Object.keys(S62_PAIR) as (keyof typeof S62_PAIR)[])(
  'School 62 says of "%s" what the specs assume',
  (name) => {
    const { value, clauses, source } = slice.parameters[name];
    const assumed = S62_PAIR[name];
    expect({ clauses, source }).toEqual({ clauses: assumed.clauses, source: assumed.source });
    const sorted = (of: unknown): unknown => (Array.isArray(of) ? [...(of as unknown[])].sort() : of);
    // A sequence is compared in its order, a set without.
    const told = (of: unknown): object => ({ value: name === 'meetingSequence' ? of : sorted(of) });
    expect(told(value)).toMatchObject(told(assumed.value));
  },
);
