/**
 * What stands behind the figures of a submission: every term of a formula with its value, of a count everything that it counts, and the
 * difference of two submissions. Counted again out of the past that the submission was counted from, so that an answer never changes.
 */
import type { IsoDate, Recorded, Uuid } from '@nastavnik/kernel';
import {
  type CampaignOpened,
  type Computed,
  countAsked,
  type CountedFigure,
  type CountedIndicator,
  countKey,
  COUNTS,
  type DomainEvents,
  type Figure,
  type Formula,
  type IndicatorSetDefinition,
  leavesOf,
  type MonitoringSubmitted,
} from '@nastavnik/domain';
import { type CountedItem, itemsOf } from './school-counts';
import type { SchoolPast } from './school-past';

/** A submission as it was made, beside what the campaign asks. */
export interface Submitted {
  readonly opened: CampaignOpened['data'];
  readonly made: MonitoringSubmitted['data'];
}

/** The version of a school's submission, or its last, out of the events of a campaign; `undefined` where there is none. */
export const submissionIn = (
  events: readonly Recorded<DomainEvents>[],
  schoolId: Uuid,
  version?: number,
): Submitted | undefined => {
  const opened = events.find((event) => event.type === 'CampaignOpened');
  const made = events.findLast(
    (event) =>
      event.type === 'MonitoringSubmitted' &&
      event.data.schoolId === schoolId &&
      (version === undefined || event.data.version === version),
  );
  return opened?.type === 'CampaignOpened' && made?.type === 'MonitoringSubmitted'
    ? { opened: opened.data, made: made.data }
    : undefined;
};

const setsOf = ({ opened }: Submitted): readonly IndicatorSetDefinition[] => opened.indicatorSet.sets ?? [];
const definitionOf = (submitted: Submitted, code: string): CountedIndicator | undefined =>
  setsOf(submitted)
    .flatMap(({ indicators }) => indicators)
    .find((one) => one.code === code);

/** One number that a formula asks for. */
export type TermBehind = { readonly side: 'NUMERATOR' | 'DENOMINATOR'; readonly title: string } & (
  | {
      readonly kind: 'COUNT';
      /** `PAIRS_FIXED:FLASH@ACADEMIC`. */
      readonly code: string;
      /** As it was submitted. */
      readonly value: number | null;
      /** Counted again now, the number is the one that was submitted; not so where the way of counting has changed since. */
      readonly agrees: boolean;
      readonly items: readonly CountedItem[];
    }
  | { readonly kind: 'FIELD'; readonly code: string; readonly value: number | null }
  | {
      readonly kind: 'REFERENCE';
      readonly code: string;
      readonly value: number | null;
      readonly asOn?: IsoDate;
      readonly source?: string;
      readonly link?: string;
    }
);

const termsOf = (
  submitted: Submitted,
  formula: Formula,
  side: TermBehind['side'],
  definition: CountedIndicator,
  past: SchoolPast | undefined,
): readonly TermBehind[] =>
  leavesOf(formula).map((leaf): TermBehind => {
    const { made } = submitted;
    if ('field' in leaf) {
      const field = setsOf(submitted)
        .flatMap(({ fields }) => fields)
        .find(({ code }) => code === leaf.field);
      const entered = made.entered?.find((one) => one.field === leaf.field);
      const value = entered?.number ?? null;
      return { side, kind: 'FIELD', code: leaf.field, title: field?.title ?? leaf.field, value };
    }
    if ('reference' in leaf) {
      const reference = setsOf(submitted)
        .flatMap(({ references }) => references)
        .find(({ code }) => code === leaf.reference);
      const {
        value = null,
        reference: code = leaf.reference,
        ...told
      } = made.references?.find((one) => one.reference === leaf.reference) ?? {};
      return { side, kind: 'REFERENCE', code, title: reference?.title ?? code, value, ...told };
    }
    const term = countAsked(leaf, definition.year);
    const code = countKey(term);
    const value = made.counts?.values.find((one) => countKey(one) === code)?.value ?? null;
    const items = past === undefined ? [] : itemsOf(past, term, definition.year);
    const agrees = value === items.reduce((sum, { amount }) => sum + amount, 0);
    return { side, kind: 'COUNT', code, title: COUNTS[leaf.count].title, value, agrees, items };
  });

/** A figure of a submission and what it was made of. */
export interface FigureBehind {
  readonly indicator: string;
  readonly title: string;
  readonly unit?: string;
  /** Of an indicator that is computed. */
  readonly computed: Computed | null;
  readonly definition: Pick<CountedIndicator, 'numerator' | 'denominator' | 'year' | 'source'> | null;
  readonly terms: readonly TermBehind[];
  /** Of an indicator that the school tells by itself; where it says that it was counted out of a register, with the position. */
  readonly told: readonly (Figure | CountedFigure)[];
}

/** @param past the school as {@link Submitted} counted it; absent where nothing was counted. `undefined` for a code that the campaign does not ask for */
export const figureOf = (
  submitted: Submitted,
  code: string,
  past: SchoolPast | undefined,
): FigureBehind | undefined => {
  const definition = definitionOf(submitted, code);
  if (definition !== undefined) {
    const { title, unit, year, source, numerator, denominator } = definition;
    const found = submitted.made.computed?.find(({ indicator }) => indicator === code);
    return {
      ...{ indicator: code, title, unit, computed: found ?? null, told: [] },
      definition: { numerator, ...(denominator === undefined ? {} : { denominator }), year, source },
      terms: [
        ...termsOf(submitted, numerator, 'NUMERATOR', definition, past),
        ...(denominator === undefined
          ? []
          : termsOf(submitted, denominator, 'DENOMINATOR', definition, past)),
      ],
    };
  }
  const asked = submitted.opened.indicatorSet.indicators.find((one) => one.code === code);
  return (
    asked && {
      ...{ indicator: code, title: asked.title, computed: null, definition: null, terms: [] },
      told: [...submitted.made.counted, ...submitted.made.stated].filter(
        ({ indicator }) => indicator === code,
      ),
    }
  );
};

/** A thing that both submissions count, so much in the one and so much in the other. */
interface ChangedItem extends Pick<CountedItem, 'kind' | 'id'> {
  readonly before: number;
  readonly after: number;
  /** That the later one counts beside those of the earlier. */
  readonly events: CountedItem['events'];
}
export type TermDifference = Pick<TermBehind, 'side' | 'kind' | 'code' | 'title'> & {
  readonly before: number | null;
  readonly after: number | null;
  readonly added: readonly CountedItem[];
  readonly removed: readonly CountedItem[];
  readonly changed: readonly ChangedItem[];
};
export interface FigureDifference {
  readonly indicator: string;
  readonly title: string;
  readonly same: boolean;
  readonly before: Pick<FigureBehind, 'computed' | 'told'>;
  readonly after: Pick<FigureBehind, 'computed' | 'told'>;
  /** Of the value of a computed indicator; `null` where one of the two has no data. */
  readonly change: number | null;
  readonly terms: readonly TermDifference[];
}

const itemsIn = (term: TermBehind | undefined): ReadonlyMap<string, CountedItem> =>
  new Map(term?.kind === 'COUNT' ? term.items.map((item) => [`${item.kind} ${item.id}`, item] as const) : []);
const termDifference = (before: TermBehind | undefined, after: TermBehind): TermDifference => {
  const [was, is] = [itemsIn(before), itemsIn(after)];
  const { side, kind, code, title } = after;
  return {
    ...{ side, kind, code, title, before: before?.value ?? null, after: after.value },
    added: [...is].flatMap(([key, item]) => (was.has(key) ? [] : [item])),
    removed: [...was].flatMap(([key, item]) => (is.has(key) ? [] : [item])),
    changed: [...is].flatMap(([key, item]): readonly ChangedItem[] => {
      const old = was.get(key);
      if (old === undefined || old.amount === item.amount) return [];
      const known = new Set(old.events.map(({ eventId }) => eventId));
      return [
        {
          ...{ kind: item.kind, id: item.id, before: old.amount, after: item.amount },
          events: item.events.filter(({ eventId }) => !known.has(eventId)),
        },
      ];
    }),
  };
};

/** A submission with the past it was counted from. */
export interface CountedSubmission extends Submitted {
  readonly past: SchoolPast | undefined;
}
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** Told values apart from where they were counted. */
const values = (told: FigureBehind['told']) =>
  told.map(({ indicator, part, value }) => ({ indicator, part: part ?? null, value }));

/**
 * Two submissions of one school, indicator by indicator. Compared are the indicators that both campaigns ask for by the same
 * definition; the others are named.
 */
export const submissionsCompared = (
  before: CountedSubmission,
  after: CountedSubmission,
): { readonly differences: readonly FigureDifference[]; readonly notComparable: readonly string[] } => {
  const codesOf = (submitted: Submitted) => [
    ...setsOf(submitted).flatMap(({ indicators }) => indicators.map(({ code }) => code)),
    ...submitted.opened.indicatorSet.indicators.map(({ code }) => code),
  ];
  const differences: FigureDifference[] = [];
  const notComparable: string[] = [];
  for (const code of [...new Set([...codesOf(after), ...codesOf(before)])]) {
    const [was, is] = [figureOf(before, code, before.past), figureOf(after, code, after.past)];
    if (was === undefined || is === undefined || !same(was.definition, is.definition)) {
      notComparable.push(code);
      continue;
    }
    const [old, now] = [was.computed?.value ?? null, is.computed?.value ?? null];
    differences.push({
      ...{ indicator: code, title: is.title },
      same: same(was.computed, is.computed) && same(values(was.told), values(is.told)),
      before: { computed: was.computed, told: was.told },
      after: { computed: is.computed, told: is.told },
      change: old === null || now === null ? null : Math.round(100 * (now - old)) / 100,
      terms: is.terms.map((term) =>
        termDifference(
          was.terms.find(({ side, code: other }) => side === term.side && other === term.code),
          term,
        ),
      ),
    });
  }
  return { differences, notComparable };
};
