/** The five regulations as a pair meets them; for specs of what differs between them. */
import { own } from '../domain.testing';
import { resolveProfile, type OwnParameters } from '../regulation/profile';
import { BUILT_IN_PROFILES } from '../regulation/profiles';
import type { PairProfile } from './pair';
import { SCHOOL } from './pair.fixtures.testing';

export const REGULATIONS = ['IZO', 'SEV', 'MR', 'S62', 'KIL'] as const;
export type RegulationId = (typeof REGULATIONS)[number];

/** A regulation in force at the school of the fixtures. The model of Kilmez, 2022–2024, is moved to reach their year, 2021. */
export const under = (code: RegulationId, but: OwnParameters = {}): PairProfile =>
  resolveProfile(SCHOOL, {
    ...{ stage: 'IN_FORCE', organisationId: SCHOOL, version: 1, document: code },
    parameters: {
      ...BUILT_IN_PROFILES[code]?.parameters,
      ...(code === 'KIL' ? { modelPeriod: own({ from: '2021-01-01', until: '2024-12-31' }) } : {}),
      ...but,
    },
    ...{ warnings: [], from: '2021-01-01' },
  });
