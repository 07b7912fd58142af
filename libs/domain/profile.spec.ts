/** The profile in force fits what every aggregate asks of a regulation: the compiler judges, this file asks it. */
import { citation, type ClauseRef } from '@nastavnik/kernel';
import { s62, underRegulation } from './domain.testing';
import {
  BUILT_IN_PROFILES,
  PARAMETER_NAMES,
  resolveProfile,
  type ActivityProfile,
  type AgreementProfile,
  type AppealProfile,
  type AwardProfile,
  type ConsentProfile,
  type CouncilProfile,
  type GovernanceProfile,
  type OrderProfile,
  type PairProfile,
  type ParticipantProfile,
  type ProfileInForce,
  type RoadmapProfile,
  type SchoolProfile,
} from './index';

interface Slices {
  readonly school: SchoolProfile;
  readonly order: OrderProfile;
  readonly participant: ParticipantProfile;
  readonly consent: ConsentProfile;
  readonly agreement: AgreementProfile;
  readonly appeal: AppealProfile;
  readonly council: CouncilProfile;
  readonly award: AwardProfile;
  readonly pair: PairProfile;
  readonly roadmap: RoadmapProfile;
  readonly activity: ActivityProfile;
  readonly governance: GovernanceProfile;
}
const slicesOf = (profile: ProfileInForce): Slices => ({
  school: profile,
  order: profile,
  participant: profile,
  consent: profile,
  agreement: profile,
  appeal: profile,
  council: profile,
  award: profile,
  pair: profile,
  roadmap: profile,
  activity: profile,
  governance: profile,
});

it('every slice reads its parameters from the profile in force, whichever document states them or nobody does', () => {
  const known = Object.keys(BUILT_IN_PROFILES).map(underRegulation);
  for (const profile of [...known, resolveProfile(s62.organisationId, { stage: 'NOT_ADOPTED' })]) {
    for (const { parameters } of Object.values<{ readonly parameters: object }>(slicesOf(profile) as never)) {
      expect(Object.keys(parameters)).toEqual(PARAMETER_NAMES);
    }
  }
});

it('a clause with a number is cited as a point, a place without one by its name', () => {
  const cited = (['SEV', 'MR', 'IZO'] as const).flatMap((id) =>
    Object.values<{ readonly clauses: readonly ClauseRef[] }>(BUILT_IN_PROFILES[id]!.parameters).flatMap(
      ({ clauses }) => clauses.map(citation),
    ),
  );
  expect(cited).toEqual(
    expect.arrayContaining([
      'Приказ УО ЗАТО Северск № 279, п. 2 основного этапа дорожной карты',
      'Приказ УО ЗАТО Северск № 279, п. IV.4 программы',
      'Приказ УО ЗАТО Северск № 279, программы, «Формы», групповое',
      'Положение Изобильненского округа, п. 2, «Наставник»',
    ]),
  );
  for (const place of cited) expect(place).not.toMatch(/, п\. [а-яё«]/i);
});
