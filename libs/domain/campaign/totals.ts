/** Figures of all accepted submissions summed up: shares by numerator and denominator, never by averaging percentages. */
import { computed, summedUp, targetOf, type Measure, type ReferenceValue } from '../vocabulary';
import type { KnownCampaign } from './campaign.commands';
import type { ComputedTotal, Total } from './campaign.events';

type Summed = Total['value'];

const levels = (value: Measure): Summed =>
  value.kind === 'LEVEL' ? { kind: 'LEVELS', count: { [value.level]: 1 } } : value;

/** Two values of one kind and unit together; `undefined` where they cannot be added. */
const plus = (a: Summed, b: Summed): Summed | undefined => {
  if (a.kind === 'SHARE' && b.kind === 'SHARE') {
    return {
      ...a,
      numerator: a.numerator + b.numerator,
      denominator: a.denominator + b.denominator,
    };
  }
  if (a.kind === 'NUMBER' && b.kind === 'NUMBER' && a.unit === b.unit) {
    return { ...a, number: a.number + b.number };
  }
  if (a.kind === 'CHANGE' && b.kind === 'CHANGE' && a.unit === b.unit) {
    return { ...a, before: a.before + b.before, after: a.after + b.after };
  }
  if (a.kind === 'LEVELS' && b.kind === 'LEVELS') {
    const [[level = '', count = 0] = []] = Object.entries(b.count);
    return { ...a, count: { ...a.count, [level]: (a.count[level] ?? 0) + count } };
  }
  return undefined;
};

/** Values of one indicator together; `undefined` of none, and of those that cannot be added. */
export const sumOf = (values: readonly Measure[]): Summed | undefined => {
  const [first, ...rest] = values.map(levels);
  return rest.reduce<Summed | undefined>((sum, one) => sum && plus(sum, one), first);
};

/** One total for each indicator and part whose values can be added; what cannot (a percentage before and after) is left to the schools. */
export const totalsOf = ({ indicatorSet, schoolIds, submissions }: KnownCampaign): readonly Total[] => {
  const accepted = schoolIds.flatMap((id) => {
    const submission = submissions[id];
    return submission?.status === 'ACCEPTED' ? [submission.figures] : [];
  });
  return indicatorSet.indicators.flatMap(({ code, parts = [undefined], atLeastPercent }) =>
    parts.flatMap((part): readonly Total[] => {
      const values = accepted.flatMap((figures) =>
        figures.filter((one) => one.indicator === code && one.part === part).map(({ value }) => value),
      );
      const value = sumOf(values);
      if (value === undefined || ('unit' in value && value.unit === '%')) return [];
      const met =
        value.kind === 'SHARE' &&
        value.denominator > 0 &&
        value.numerator * 100 >= (atLeastPercent ?? 0) * value.denominator;
      return [
        {
          indicator: code,
          ...(part === undefined ? {} : { part }),
          schools: values.length,
          value,
          ...(atLeastPercent === undefined ? {} : { target: { atLeastPercent, met } }),
        },
      ];
    }),
  );
};

/** Computed indicators over all accepted submissions together, beside the targets of the campaign's year. */
export const computedTotalsOf = (
  { indicatorSet: { sets = [] }, schoolIds, submissions, year }: KnownCampaign,
  references: readonly ReferenceValue[],
): readonly ComputedTotal[] => {
  const accepted = schoolIds.flatMap((id) => {
    const submission = submissions[id];
    return submission?.status === 'ACCEPTED' ? [submission] : [];
  });
  const terms = summedUp(accepted, references);
  return sets
    .flatMap(({ indicators }) => indicators)
    .map((indicator) => {
      const total = computed(indicator, terms);
      const target = targetOf(indicator, year, total.value);
      return { ...total, schools: accepted.length, ...(target === undefined ? {} : { target }) };
    });
};
