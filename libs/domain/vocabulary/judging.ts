/** What every decider does alike: judge an act by law and by common sense, and say no in one manner. */
import {
  judge,
  refusal,
  type Basis,
  type IsoDate,
  type Json,
  type Missing,
  type Reason,
  type Refusal,
  type Rule,
  type Text,
  type Violation,
} from '@nastavnik/kernel';
import { type ProfileSlice, type Setting, versionOf } from './setting';

export const bilingual = (ru: string, en: string): Text => ({ ru, en });

/** One fault: what is wrong, what to do, what is missing. */
export const fault = (message: Text, next: Text, ...missing: readonly Missing[]): Violation => ({
  message,
  next,
  missing,
});

/** A refusal for one reason that no regulation can switch off. */
export const refuse = (rule: string, violation: Violation): Refusal =>
  refusal({ rule, clauses: [], ...violation });

/** A rule of common sense: it holds under every regulation and cites no clause. */
export const houseRule = <Facts>(
  name: string,
  title: Text,
  violations: (facts: Facts) => readonly Violation[],
): Rule<unknown, Facts> => ({ name, title, demandedBy: () => [], violations });

/** Clauses of a setting when it demands something; `undefined` when it does not. */
export const demanded = (setting: Setting<unknown>, when: boolean) => (when ? setting.clauses : undefined);

/**
 * Judges an act by the rules of the regulation (`law`) and by those of common sense (`house`).
 * @returns every reason against it, or the basis its events carry; house rules do not stand in the basis
 */
export const examine = <Profile extends ProfileSlice<unknown>, Facts>(
  profile: Profile,
  rules: {
    readonly law?: readonly Rule<Profile, Facts>[];
    readonly house?: readonly Rule<unknown, Facts>[];
  },
  facts: Facts,
  evidence: { readonly [fact: string]: Json },
): Basis | Refusal => {
  const law = judge(profile, rules.law ?? [], facts);
  const house = judge<unknown, Facts>(profile, rules.house ?? [], facts);
  const reasons: readonly Reason[] = [...law.reasons, ...house.reasons];
  if (reasons.length > 0) return refusal(...reasons);
  return {
    profile: versionOf(profile),
    rules: law.applied,
    evidence,
  };
};

/** The same where no regulation rules the act. */
export const examineHouse = <Facts>(
  house: readonly Rule<unknown, Facts>[],
  facts: Facts,
  evidence: { readonly [fact: string]: Json },
): Basis | Refusal => {
  const { reasons } = judge<unknown, Facts>(undefined, house, facts);
  return reasons.length > 0 ? refusal(...reasons) : { rules: [], evidence };
};

interface DatedFacts {
  readonly command: { readonly data: { readonly effectiveOn: IsoDate } };
  readonly evidence: { readonly today: IsoDate };
}

/** What is recorded has happened: `effectiveOn` is not after today. */
export const notInFuture: Rule<unknown, DatedFacts> = houseRule(
  'not-in-future',
  bilingual('Акт не может быть датирован будущим', 'An act cannot be dated in the future'),
  ({ command, evidence }) =>
    command.data.effectiveOn <= evidence.today
      ? []
      : [
          fault(
            bilingual(
              `Дата акта ${russianDate(command.data.effectiveOn)} ещё не наступила`,
              `The date of the act, ${command.data.effectiveOn}, is yet to come`,
            ),
            bilingual('Укажите дату не позже сегодняшней', 'Give a date not later than today'),
          ),
        ],
);

/** Invariant 1 (S62-4.1, S62-12-02): nothing happens in mentoring before the order that introduces it is in force. */
export const introducedFirst: Rule<
  ProfileSlice<{ readonly introductionOrder: Setting<boolean> }>,
  DatedFacts & { readonly evidence: { readonly school: { readonly introducedFrom?: IsoDate } } }
> = {
  name: 'introduction-order-first',
  invariant: 1,
  title: bilingual(
    'Наставничество организуется на основании приказа о его введении',
    'Mentoring is organised on the basis of the introduction order',
  ),
  demandedBy: ({ parameters }) => demanded(parameters.introductionOrder, parameters.introductionOrder.value),
  violations: ({ command, evidence }) =>
    introductionFaults(command.data.effectiveOn, evidence.school.introducedFrom),
};

/** The faults of an act of a day, given the first day of mentoring at the school. */
export const introductionFaults = (
  on: IsoDate,
  introducedFrom: IsoDate | undefined,
): readonly Violation[] => {
  if (introducedFrom !== undefined && introducedFrom <= on) return [];
  return [
    fault(
      introducedFrom === undefined
        ? bilingual(
            'Приказ о введении целевой модели наставничества не издан',
            'The order introducing the mentoring model has not been issued',
          )
        : bilingual(
            `Наставничество введено с ${russianDate(introducedFrom)}, а акт датирован ${russianDate(on)}`,
            `Mentoring was introduced from ${introducedFrom}, the act is dated ${on}`,
          ),
      bilingual(
        'Издайте приказ о введении целевой модели и датируйте акт не раньше его вступления в силу',
        'Issue the introduction order and date the act not before it takes effect',
      ),
      { kind: 'order', detail: { kind: 'INTRODUCTION' } },
    ),
  ];
};

/** `2021-03-01` as a reader writes it: `01.03.2021`. */
export const russianDate = (date: IsoDate): string => date.split('-').reverse().join('.');

/** Values that stand more than once. */
export const repeated = <T>(values: readonly T[]): readonly T[] =>
  values.filter((value, index) => values.indexOf(value) !== index);
