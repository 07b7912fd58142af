/** Sets of indicators that come built in. An organisation uses one as it is, or adopts its own. */
import type { IndicatorSetDefinition } from '../indicator-formulas';
import { KRASNOYARSK_EVIDENCE } from './krasnoyarsk';
import { R145 } from './r145';
import { SCHOOL_PROCESS } from './school-process';
import { SEVERSK_TARGETS } from './seversk';

export const BUILT_IN_SETS: readonly IndicatorSetDefinition[] = [
  R145,
  SEVERSK_TARGETS,
  KRASNOYARSK_EVIDENCE,
  SCHOOL_PROCESS,
];
export { KRASNOYARSK_EVIDENCE, R145, SCHOOL_PROCESS, SEVERSK_TARGETS };
