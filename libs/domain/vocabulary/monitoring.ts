/** What monitoring measures: indicators that a regulation names, and the values recorded under their codes. Never a mark. */
import type { ClauseRef, Violation } from '@nastavnik/kernel';
import { MONITORING_KINDS, type Level, type MonitoringAspect } from './enumerations';
import { bilingual, fault } from './judging';
import type { Setting } from './setting';

export const MEASURE_KINDS = ['LEVEL', 'NUMBER', 'SHARE', 'CHANGE'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** A value of an indicator: a level, a number of something, a share of a whole, or a number before and after. */
export type Measure =
  | { readonly kind: 'LEVEL'; readonly level: Level }
  | { readonly kind: 'NUMBER'; readonly number: number; readonly unit: string }
  /** So many of so many; the percentage is for the reader to compute. */
  | { readonly kind: 'SHARE'; readonly numerator: number; readonly denominator: number }
  | { readonly kind: 'CHANGE'; readonly before: number; readonly after: number; readonly unit: string };

/** A result looked at by monitoring. */
export interface Indicator {
  readonly code: string;
  readonly aspect: MonitoringAspect;
  readonly title: string;
  /** Id of the clause that names it, among those of the parameter. */
  readonly clause?: string;
  /** How it has to be measured; absent where the regulation leaves it open. */
  readonly measure?: MeasureKind;
  /** What it is measured for, each by a value of its own: `['MENTEE', 'MENTOR']`. */
  readonly parts?: readonly string[];
  /** Least percentage that a share has to reach, where a document sets one. */
  readonly atLeastPercent?: number;
}

/** SEV-III-4. */
export const DEFICIT_TYPES = ['NORMATIVE', 'PROFESSIONAL', 'METHODICAL', 'SUBJECT'] as const;
export type DeficitType = (typeof DEFICIT_TYPES)[number];

/** SEV-IV-6, SEV-RM-F2: what an analysis of monitoring says. */
export const ANALYSIS_PARTS = [
  'DEFICITS',
  'NEEDS',
  'PROBLEM_ZONES',
  'RECOMMENDATIONS',
  'BEST_PRACTICES',
] as const;
export type AnalysisPart = (typeof ANALYSIS_PARTS)[number];

/** To whom results are sent: the municipality, its methodical cabinet or resource centre, ЦНППМ, the region. */
export const MONITORING_RECIPIENTS = ['MUNICIPALITY', 'METHOD_CABINET', 'CNPPM', 'REGION'] as const;
export type MonitoringRecipient = (typeof MONITORING_RECIPIENTS)[number];
export const ACKNOWLEDGEMENT_OUTCOMES = ['ACCEPTED', 'REFUSED'] as const;
export type AcknowledgementOutcome = (typeof ACKNOWLEDGEMENT_OUTCOMES)[number];

/** MUNICIPALITY: its education department or resource centre (SEV-RM-M4a, SEV-RM-F1), which does no act of a pair. */
export const MONITORING_ACTORS = ['CURATOR', 'MENTOR', 'COUNCIL', 'ORGANISATION', 'MUNICIPALITY'] as const;
export type MonitoringActor = (typeof MONITORING_ACTORS)[number];

/** In whose name a role of a school takes part in monitoring. */
export const MONITORS: { readonly [role: string]: readonly MonitoringActor[] } = {
  curator: ['CURATOR', 'ORGANISATION'],
  mentor: ['MENTOR'],
  coordinator: ['ORGANISATION'],
  director: ['ORGANISATION'],
};

/** ANNUAL is an organisation's own (SEV-IV-3); the other two as within a mentoring period. */
export const CAMPAIGN_KINDS = [...MONITORING_KINDS, 'ANNUAL'] as const;
export type CampaignKind = (typeof CAMPAIGN_KINDS)[number];

/** Why figures go back to the school. */
export const SUBMISSION_FAULTS = ['MISSING', 'DOES_NOT_ADD_UP', 'UNLIKE_LAST_YEAR', 'UNCLEAR'] as const;
export type SubmissionFault = (typeof SUBMISSION_FAULTS)[number];

/** One value under the code of an indicator. */
export interface Finding {
  readonly indicator: string;
  readonly aspect: MonitoringAspect;
  /** Where the indicator has parts. */
  readonly part?: string;
  readonly value: Measure;
}

/** Clauses of a parameter that name these indicators; all of them where an indicator does not say its own. */
export const clausesOfIndicators = (
  { clauses }: Setting<unknown>,
  indicators: readonly Indicator[],
): readonly ClauseRef[] =>
  indicators.some(({ clause }) => clause === undefined)
    ? clauses
    : clauses.filter(({ id }) => indicators.some(({ clause }) => clause === id));

/** What is wrong with the numbers of a value in themselves; empty for a level. */
export const measureFaults = (indicator: string, value: Measure): readonly Violation[] => {
  const finite = (...numbers: readonly number[]) => numbers.every((number) => Number.isFinite(number));
  const right =
    value.kind === 'LEVEL' ||
    (value.kind === 'NUMBER' && finite(value.number)) ||
    (value.kind === 'CHANGE' && finite(value.before, value.after)) ||
    (value.kind === 'SHARE' &&
      finite(value.numerator, value.denominator) &&
      0 <= value.numerator &&
      value.numerator <= value.denominator);
  return right
    ? []
    : [
        fault(
          bilingual(`Значение показателя ${indicator} невозможно`, `The value of ${indicator} is impossible`),
          bilingual(
            'Доля — это часть целого: числитель не больше знаменателя',
            'A share is a part of a whole',
          ),
          { kind: 'indicator', subject: indicator },
        ),
      ];
};

/** Faults of the findings that stand under one named indicator: how it is measured, and every part of it. */
export const findingFaults = (indicator: Indicator, findings: readonly Finding[]): readonly Violation[] => {
  const { code, title, measure, parts = [] } = indicator;
  const unlike = findings.filter(({ value }) => measure !== undefined && value.kind !== measure);
  const absent = parts.filter((part) => !findings.some((finding) => finding.part === part));
  const strange = findings.filter(({ part }) =>
    part === undefined ? parts.length > 0 : !parts.includes(part),
  );
  const doubled = findings.length > new Set(findings.map(({ part }) => part)).size;
  return [
    ...(unlike.length === 0
      ? []
      : [
          fault(
            bilingual(`«${title}»: значение другого вида`, `${code} is measured otherwise`),
            bilingual(`Запишите показатель как ${MEASURE_RU[measure as MeasureKind]}`, `Record a ${measure}`),
            { kind: 'measure', subject: code, detail: { measure: measure ?? null } },
          ),
        ]),
    ...(absent.length === 0 && strange.length === 0
      ? []
      : [
          fault(
            bilingual(
              `«${title}»: показатель оценивается по частям: ${parts.join(', ') || 'частей нет'}`,
              `${code} is assessed by its parts: ${parts.join(', ') || 'it has none'}`,
            ),
            bilingual('Запишите значение каждой части', 'Record a value for each part'),
            { kind: 'indicator', subject: code, detail: { parts: [...absent] } },
          ),
        ]),
    ...(doubled
      ? [
          fault(
            bilingual(`«${title}»: значение записано дважды`, `${code} is given twice`),
            bilingual('Оставьте одно значение', 'Keep one value'),
            { kind: 'indicator', subject: code },
          ),
        ]
      : []),
  ];
};

const MEASURE_RU: { readonly [Kind in MeasureKind]: string } = {
  LEVEL: 'уровень',
  NUMBER: 'число с единицей измерения',
  SHARE: 'долю: числитель и знаменатель',
  CHANGE: 'динамику: было и стало',
};
