/** One figure with every act it counts: how anybody checks a number of a report. */
import { COUNTS } from '@nastavnik/domain';
import { amount, type FigureCode, figuresOf, type OrganisationRecordOfFacts } from '@nastavnik/read-models';
import { behind, countedIn, type ReportInput } from './report';

const NOBODY: OrganisationRecordOfFacts = {
  ...{ organisationId: '', name: '', level: 'SCHOOL', type: 'GENERAL', since: '' },
  ...{ orders: [], programmes: [], pairs: [], people: [] },
};
/** Every code that the facts can count. */
export const FIGURES = Object.keys(figuresOf(NOBODY, { from: '', until: '' })) as readonly FigureCode[];

export const figureBehind = (input: ReportInput, code: FigureCode) => {
  const counted = countedIn(input).map((school) => ({ school, acts: figuresOf(school, input.period)[code] }));
  return {
    ...{ organisationId: input.own.organisationId, period: input.period, code, title: COUNTS[code].title },
    value: counted.reduce((sum, { acts }) => sum + amount(acts), 0),
    organisations: counted
      .filter(({ acts }) => acts.length > 0)
      .map(({ school: { organisationId, name }, acts }) => ({
        ...{ organisationId, name, value: amount(acts), acts: behind(acts) },
      })),
  };
};
