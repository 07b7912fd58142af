/** What a set of indicators has to be so that it can be computed, and what a value of statistics has to say. No regulation speaks of either. */
import type { Violation } from '@nastavnik/kernel';
import {
  bilingual,
  BUILT_IN_SETS,
  COUNT_CODES,
  fault,
  houseRule,
  leavesOf,
  narrowings,
  orderFaults,
  repeated,
  russianDate,
  type CountedIndicator,
  type Formula,
  type IndicatorSetDefinition,
} from '../vocabulary';
import type { AdoptIndicatorSet, IndicatorsEvidence, RecordReference } from './indicators';

interface Facts<Cmd> {
  readonly command: Cmd;
  readonly evidence: IndicatorsEvidence;
}

/** Sums within sums, and leaves of one formula: enough for any document, and an end. */
const DEEPEST = 8;
const LONGEST = 100;

const depthOf = (formula: Formula): number => {
  const parts = 'sum' in formula ? formula.sum : 'less' in formula ? formula.less : [];
  return 1 + Math.max(0, ...parts.map(depthOf));
};

/** An order is cited or not; a cited one is the organisation's. */
export const orderOfOrganisation = houseRule<Facts<AdoptIndicatorSet>>(
  'indicator-set-by-own-order',
  bilingual('Приказ — этой организации', "The order is the organisation's"),
  ({ command: { data }, evidence }) =>
    data.orderId === undefined
      ? []
      : orderFaults(data.orderId, data, evidence.order, [
          'MONITORING',
          'PROGRAMME',
          'TARGET_MODEL',
          'INTRODUCTION',
        ]),
);

const BUILT_IN = /^REGULATION_/;
/** A built-in set stays what it is. */
export const codeFree = houseRule<Facts<AdoptIndicatorSet>>(
  'indicator-set-code-free',
  bilingual('Код набора свободен', 'The code of the set is free'),
  ({ command }) => {
    const { code } = command.data.set;
    return BUILT_IN.test(code) || BUILT_IN_SETS.some((one) => one.code === code)
      ? [
          fault(
            bilingual(`Код ${code} занят встроенным набором`, `${code} is the code of a built-in set`),
            bilingual('Дайте своему набору другой код', 'Give the set another code'),
            { kind: 'set', subject: code },
          ),
        ]
      : [];
  },
);

const termFaults = (
  { code, ...indicator }: CountedIndicator,
  { fields, references }: Pick<IndicatorSetDefinition, 'fields' | 'references'>,
): readonly Violation[] => {
  const say = (ru: string, en: string) =>
    fault(
      bilingual(`Показатель ${code}: ${ru}`, `${code}: ${en}`),
      bilingual('Исправьте формулу', 'Mend the formula'),
      {
        kind: 'indicator',
        subject: code,
      },
    );
  const formulas = [indicator.numerator, ...(indicator.denominator ? [indicator.denominator] : [])];
  // Depth first: nothing below walks a formula that is too deep.
  if (formulas.some((formula) => depthOf(formula) > DEEPEST))
    return [say('формула слишком сложна', 'the formula is too deep')];
  const leaves = formulas.flatMap(leavesOf);
  const faults: Violation[] = [];
  if (leaves.length === 0 || leaves.length > LONGEST) {
    faults.push(say('в формуле нет слагаемых или их слишком много', 'the formula has no terms or too many'));
  }
  for (const leaf of leaves) {
    if ('field' in leaf) {
      if (!fields.some((one) => one.code === leaf.field && one.kind === 'NUMBER'))
        faults.push(
          say(`числовое поле ${leaf.field} не описано`, `the number field ${leaf.field} is not declared`),
        );
    } else if ('reference' in leaf) {
      if (!references.some((one) => one.code === leaf.reference))
        faults.push(
          say(
            `справочное значение ${leaf.reference} не описано`,
            `the reference ${leaf.reference} is not declared`,
          ),
        );
    } else if (!COUNT_CODES.includes(leaf.count)) {
      faults.push(
        say(`событий для числа ${String(leaf.count)} нет`, `nothing is counted as ${String(leaf.count)}`),
      );
    } else if (leaf.of !== undefined && !narrowings(leaf.count)?.includes(leaf.of)) {
      faults.push(
        say(
          `${leaf.count} не делится по признаку ${leaf.of}`,
          `${leaf.count} cannot be narrowed to ${leaf.of}`,
        ),
      );
    }
  }
  if ((indicator.unit === '%') !== (indicator.denominator !== undefined)) {
    faults.push(
      say('процент — это доля со знаменателем', 'a percentage has a denominator, and nothing else has'),
    );
  }
  if (repeated((indicator.targets ?? []).map(({ year }) => year)).length > 0) {
    faults.push(say('на один год две цели', 'two targets for one year'));
  }
  return faults;
};

/** Every code stands once and every formula asks for what is there. */
export const setWhole = houseRule<Facts<AdoptIndicatorSet>>(
  'indicator-set-whole',
  bilingual('Набор показателей полон и вычислим', 'The set is complete and can be computed'),
  ({ command: { data } }) => {
    const { fields, references, indicators, asked = [] } = data.set;
    const mend = bilingual('Исправьте набор', 'Mend the set');
    const twice = repeated([...fields, ...references, ...indicators, ...asked].map(({ code }) => code));
    return [
      ...(fields.length + indicators.length + asked.length > 0
        ? []
        : [fault(bilingual('Набор пуст', 'The set is empty'), mend, { kind: 'indicators' })]),
      ...twice.map((code) =>
        fault(bilingual(`Код ${code} повторяется`, `${code} stands twice`), mend, {
          kind: 'code',
          subject: code,
        }),
      ),
      ...indicators.flatMap((one) => termFaults(one, data.set)),
    ];
  },
);

/** Statistics tell about a day that has come, in a number that can be counted. */
export const referencePossible = houseRule<Facts<RecordReference>>(
  'reference-possible',
  bilingual('Справочное значение возможно', 'The reference value is possible'),
  ({ command: { data } }) => {
    const { reference, value, asOn, effectiveOn } = data;
    const about = { kind: 'reference', subject: reference };
    return [
      ...(Number.isFinite(value) && value >= 0
        ? []
        : [
            fault(
              bilingual('Значение отрицательно или не число', 'The value is negative or no number'),
              bilingual('Исправьте значение', 'Mend the value'),
              about,
            ),
          ]),
      ...(asOn <= effectiveOn
        ? []
        : [
            fault(
              bilingual(`${russianDate(asOn)} — после записи`, `${asOn} is after the record`),
              bilingual(
                'Укажите, на какую прошедшую дату верно значение',
                'Say of which past day it is true',
              ),
              about,
            ),
          ]),
    ];
  },
);
