/** Process and influence indicators of the built-in regulations as sets: what each document names, under its own clauses. */
import type { Indicator, IndicatorSetDefinition } from '../../vocabulary';
import { BUILT_IN_PROFILES } from '.';

/** One for each built-in regulation, by its id; empty where the document leaves its indicators to be developed. */
export const REGULATION_SETS: readonly IndicatorSetDefinition[] = Object.values(BUILT_IN_PROFILES).map(
  ({ id, document, parameters: { indicators, organisationIndicators } }) => ({
    code: `REGULATION_${id}`,
    version: 1,
    title: `Показатели процесса и влияния: ${document}`,
    source: { document, verified: true },
    ...{ fields: [], references: [], indicators: [] },
    asked: [indicators, organisationIndicators].flatMap(
      (setting): readonly Indicator[] => setting?.value ?? [],
    ),
  }),
);
