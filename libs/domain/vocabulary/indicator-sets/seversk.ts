/** SEV-IV-4: organisations with a mentoring programme, 40 by 2024: 22 ДОУ (preschool) and 18 МОУ (general education); SEV-IV-3: all monitored. */
import type {
  CountedIndicator,
  Formula,
  IndicatorSetDefinition,
  IndicatorSource,
} from '../indicator-formulas';
import type { OrganisationType } from '../structure';

const DOCUMENT = 'Приказ УО ЗАТО Северск № 279';
const source = (clause: string): IndicatorSource => ({ document: DOCUMENT, clause, verified: true });

/** At least so many, in the years 2021 to 2024. */
const organisations = (
  code: string,
  title: string,
  of: OrganisationType | undefined,
  ...targets: readonly [number, number, number, number]
): CountedIndicator => ({
  ...{ code, title, aspect: 'PROCESS', unit: 'ед.', year: 'CALENDAR', level: 'MUNICIPALITY' },
  numerator: { count: 'ORGANISATION_WITH_PROGRAMME', ...(of === undefined ? {} : { of }) },
  targets: targets.map((atLeast, index) => ({ year: 2021 + index, atLeast })),
  source: source('IV.4 программы'),
});
const all: Formula = { count: 'ORGANISATION' };

export const SEVERSK_TARGETS: IndicatorSetDefinition = {
  code: 'SEV_TARGETS',
  version: 1,
  title: 'Целевые показатели программы ЗАТО Северск',
  source: { document: DOCUMENT, clause: 'IV программы', verified: true },
  fields: [],
  references: [],
  indicators: [
    organisations('SEV_PROGRAMMES', 'Организации с программой наставничества', undefined, 16, 24, 32, 40),
    organisations('SEV_PROGRAMMES_PRESCHOOL', 'ДОУ с программой наставничества', 'PRESCHOOL', 9, 13, 18, 22),
    organisations('SEV_PROGRAMMES_GENERAL', 'МОУ с программой наставничества', 'GENERAL', 7, 11, 14, 18),
    {
      ...{ code: 'SEV_PROGRAMMES_SHARE', aspect: 'PROCESS', unit: '%', year: 'CALENDAR' },
      ...{ level: 'MUNICIPALITY', source: source('IV.4 программы') },
      title: 'Доля организаций с программой наставничества',
      numerator: { count: 'ORGANISATION_WITH_PROGRAMME' },
      denominator: all,
      targets: [40, 60, 80, 100].map((atLeast, index) => ({ year: 2021 + index, atLeast })),
    },
  ],
};
