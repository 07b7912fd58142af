/** Indicators of process and impact as monitorings recorded them, levels at entry and exit, and what endangers a programme. */
import {
  type Finding,
  GROWTH_MEASURE_RU,
  GROWTH_MEASURES,
  type GrowthMeasure,
  type Level,
  LEVELS,
  type MonitoringKind,
  sumOf,
} from '@nastavnik/domain';
import { citation } from '@nastavnik/kernel';
import {
  type CountedAct,
  inForce,
  levelsOf,
  monitoringsOwed,
  type OrganisationRecordOfFacts,
  suspendedOn,
} from '@nastavnik/read-models';
import { behind, countedIn, type ReportInput } from './report';

type Pair = OrganisationRecordOfFacts['pairs'][number];

/** Pairs that the period concerns: at work in it, whenever fixed. */
export const pairsIn = (input: ReportInput): readonly Pair[] => {
  const { from, until } = input.period;
  return countedIn(input)
    .flatMap(({ pairs }) => pairs)
    .filter(
      ({ fixed, closed }) => fixed !== null && fixed.on <= until && (closed === null || closed.on >= from),
    );
};

/** Every indicator of the regulation, and every other that was looked at, with what the year's monitorings found of it in all pairs together. */
export const indicatorsOf = (input: ReportInput) => {
  const { period, parameters } = input;
  const { value: named, clauses } = parameters.indicators;
  const found = pairsIn(input).flatMap((pair) =>
    pair.monitorings
      .filter(({ on }) => period.from <= on && on <= period.until)
      .flatMap(({ kind, findings }) => findings.map((finding) => ({ pairId: pair.pairId, kind, finding }))),
  );
  const key = ({ indicator, aspect, part }: Finding): string => JSON.stringify([indicator, aspect, part]);
  const lines = new Map<string, Pick<Finding, 'indicator' | 'aspect' | 'part'>>([
    ...named.flatMap(({ code, aspect, parts = [undefined] }) =>
      parts.map((part) => {
        const line = { indicator: code, aspect, ...(part === undefined ? {} : { part }) };
        return [key(line as Finding), line] as const;
      }),
    ),
    ...found.map(({ finding }) => [key(finding), finding] as const),
  ]);
  return [...lines].map(([name, { indicator, aspect, part = null }]) => {
    const of = (kind: MonitoringKind) =>
      found.filter((one) => one.kind === kind && key(one.finding) === name);
    const told = (kind: MonitoringKind) => sumOf(of(kind).map(({ finding }) => finding.value)) ?? null;
    const definition = named.find(({ code }) => code === indicator);
    return {
      ...{ indicator, title: definition?.title ?? indicator, aspect, part },
      clauses: clauses.filter(({ id }) => id === definition?.clause).map(citation),
      interim: told('INTERIM'),
      final: told('FINAL'),
      pairs: [...new Set([...of('INTERIM'), ...of('FINAL')].map(({ pairId }) => pairId))],
    };
  });
};

/** S62-6.3, KIL-7.2: levels at entry and exit of everybody assessed at both, and how many rose, stayed and fell. */
export const growthOf = (input: ReportInput) => {
  const { until } = input.period;
  const last = (assessed: Pair['entry'], menteeId: string, measure: GrowthMeasure): Level | undefined =>
    assessed
      .filter(({ on }) => on <= until)
      .flatMap(({ assessments }) => assessments)
      .filter((one) => one.menteeId === menteeId)
      .map(({ levels }) => levels[measure])
      .findLast((level) => level !== undefined);
  const mentees = pairsIn(input).flatMap((pair) =>
    [
      ...new Set(
        [...pair.entry, ...pair.exit].flatMap(({ assessments }) =>
          assessments.map(({ menteeId }) => menteeId),
        ),
      ),
    ].map((menteeId) => ({ pair, menteeId })),
  );
  return GROWTH_MEASURES.flatMap((measure) => {
    const assessed = mentees.map(({ pair, menteeId }) => ({
      pairId: pair.pairId,
      entry: last(pair.entry, menteeId, measure),
      exit: last(pair.exit, menteeId, measure),
    }));
    const known = assessed.filter(({ entry, exit }) => entry !== undefined || exit !== undefined);
    if (known.length === 0) return [];
    const change = ({ entry, exit }: (typeof known)[number]): number | undefined =>
      entry === undefined || exit === undefined ? undefined : LEVELS.indexOf(exit) - LEVELS.indexOf(entry);
    const count = (fits: (change: number) => boolean): number =>
      known.filter((one) => {
        const by = change(one);
        return by !== undefined && fits(by);
      }).length;
    return [
      {
        measure,
        title: GROWTH_MEASURE_RU[measure],
        entry: levelsOf(known.flatMap(({ entry }) => entry ?? [])),
        exit: levelsOf(known.flatMap(({ exit }) => exit ?? [])),
        delta: {
          rose: count((by) => by > 0),
          stayed: count((by) => by === 0),
          fell: count((by) => by < 0),
          /** Assessed at one end only. */
          unknown: known.filter((one) => change(one) === undefined).length,
        },
        pairs: [...new Set(known.map(({ pairId }) => pairId))],
      },
    ];
  });
};

/** What endangers programmes, with the pairs it is seen in; the words of it stand in the vault. */
export const RISKS = {
  SUSPENDED: 'Пара приостановлена: нет действующего согласия',
  ENDED_EARLY: 'Пара прекращена досрочно',
  PLAN_MISSING: 'Пара действует без утверждённой программы',
  NO_MEETINGS: 'В действующей паре не проведено ни одной встречи',
  MONITORING_OWED: 'Срок пары истёк, мониторинг не проведён',
  LEVEL_FELL: 'Уровень на выходе ниже, чем на входе',
  NOTED: 'Риски описаны в мониторинге (текст доступен в организации)',
} as const;
export type Risk = keyof typeof RISKS;

export const risksOf = (input: ReportInput) => {
  const { period, parameters } = input;
  const { until: day } = period;
  const inPeriod = ({ on }: { readonly on: string }): boolean => period.from <= on && on <= day;
  const last = (pair: Pair, side: 'entry' | 'exit') =>
    pair[side].filter(({ on }) => on <= day).at(-1)?.assessments ?? [];
  const fell = (pair: Pair): boolean =>
    last(pair, 'exit').some(({ menteeId, levels }) => {
      const before = last(pair, 'entry').find((one) => one.menteeId === menteeId)?.levels ?? {};
      return GROWTH_MEASURES.some((measure) => {
        const [entry, exit] = [before[measure], levels[measure]];
        return entry !== undefined && exit !== undefined && LEVELS.indexOf(exit) < LEVELS.indexOf(entry);
      });
    });
  const seen: { readonly [R in Risk]: (pair: Pair) => boolean } = {
    SUSPENDED: (pair) => inForce(pair, day) && suspendedOn(pair, day),
    ENDED_EARLY: ({ closed }) => closed?.outcome === 'ENDED' && inPeriod(closed),
    PLAN_MISSING: (pair) => inForce(pair, day) && !pair.plans.some(({ on }) => on <= day),
    NO_MEETINGS: (pair) => inForce(pair, day) && !pair.meetings.some(({ on }) => on <= day),
    MONITORING_OWED: (pair) =>
      monitoringsOwed(pair, parameters.monitoringSchedule.value.perPair, day).length > 0,
    LEVEL_FELL: fell,
    NOTED: ({ monitorings }) => monitorings.some((one) => one.noted && inPeriod(one)),
  };
  return (Object.keys(RISKS) as Risk[]).flatMap((risk) => {
    const pairs = pairsIn(input).filter(seen[risk]);
    const acts = pairs.flatMap(({ pairId, fixed }): CountedAct[] =>
      fixed === null ? [] : [{ kind: 'pair', id: pairId, on: fixed.on, at: fixed.at }],
    );
    return acts.length === 0 ? [] : [{ risk, title: RISKS[risk], acts: behind(acts) }];
  });
};
