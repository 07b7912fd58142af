/** A programme goes to work where the council that leads such work has been formed, under a regulation that has one. */
import { given } from '../../../kernel/given.testing';
import { pair } from '../pair';
import { ACTS, evidenceOf, heldRules, lifeOf, profileWith } from '../pair.fixtures.testing';
import { under } from '../pair.regulations.testing';

/** The life of the fixtures under a regulation that says of a council what Kilmez says. */
const s62 = profileWith();
const asInKilmez = {
  ...s62,
  parameters: { ...s62.parameters, mentorCouncil: under('KIL').parameters.mentorCouncil },
};
const approve = (over: Parameters<typeof evidenceOf>[1]) =>
  given(pair, ...lifeOf('drafted')).when(ACTS.approved, evidenceOf(ACTS.approved, over));

it('KIL-6.3: no programme is approved before the council is formed', () => {
  const held = approve({ profile: asInKilmez, councilAtWork: true }).then({ type: 'PlanApproved' });
  expect(heldRules(held)['council-formed-before-programme']).toEqual(['KIL-6.3']);
  const [reason] = approve({ profile: asInKilmez, councilAtWork: false }).thenRefused(
    'council-formed-before-programme',
  );
  expect(reason).toMatchObject({ missing: [{ kind: 'council' }] });
  expect(reason!.clauses.map(({ id }) => id)).toEqual(['KIL-6.3']);
});
it('where a council may be or is not spoken of, a programme does not wait for it', () => {
  for (const code of ['MR', 'IZO', 'S62', 'SEV'] as const) {
    const parameters = { ...s62.parameters, mentorCouncil: under(code).parameters.mentorCouncil };
    approve({ profile: { ...s62, parameters }, councilAtWork: false }).then({ type: 'PlanApproved' });
  }
});
