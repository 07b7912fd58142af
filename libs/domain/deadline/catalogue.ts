/** The catalogue of deadlines and cadences: every row of what the five regulations ask for by a day, and the clocks of federal law. */
import type { Cadence } from './cadence';
import { BASE_CADENCES } from './cadences/bases';
import { CONSENT_CADENCES } from './cadences/consents';
import { DUTY_CADENCES } from './cadences/duties';
import { MONITORING_CADENCES } from './cadences/monitoring';
import { PAIR_CADENCES } from './cadences/pairs';

export const CADENCES: readonly Cadence[] = [
  ...BASE_CADENCES,
  ...DUTY_CADENCES,
  ...MONITORING_CADENCES,
  ...PAIR_CADENCES,
  ...CONSENT_CADENCES,
];
export const CADENCE_IDS = CADENCES.map(({ id }) => id);
