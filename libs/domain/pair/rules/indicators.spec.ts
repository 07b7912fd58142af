/** Monitoring records values under the codes of indicators that the regulation names, each as the regulation measures it. */
import { given } from '../../../kernel/given.testing';
import type { Finding, Indicator, Measure } from '../../vocabulary';
import { own } from '../../domain.testing';
import { IZO, KIL } from '../../regulation/profiles';
import { pair } from '../pair';
import { command, evidenceWith, findings, heldRules, lifeOf, ON } from '../pair.fixtures.testing';
import { under, type RegulationId } from '../pair.regulations.testing';

const RULE = 'monitoring-indicators-of-regulation';
const level: Measure = { kind: 'LEVEL', level: 'SUFFICIENT' };
const OF_KIND: { readonly [Kind in Measure['kind']]: Measure } = {
  LEVEL: level,
  NUMBER: { kind: 'NUMBER', number: 3, unit: 'проекта' },
  SHARE: { kind: 'SHARE', numerator: 18, denominator: 24 },
  CHANGE: { kind: 'CHANGE', before: 61, after: 68, unit: '%' },
};

/** Findings under an indicator, every part of it, measured as the regulation says. */
const foundFor = ({ code: indicator, aspect, measure = 'LEVEL', parts }: Indicator): readonly Finding[] =>
  parts === undefined
    ? [{ indicator, aspect, value: OF_KIND[measure] }]
    : parts.map((part) => ({ indicator, aspect, part, value: OF_KIND[measure] }));
const monitored = (
  regulation: RegulationId,
  found: readonly Finding[],
  but: Parameters<typeof under>[1] = {},
) =>
  given(pair, ...lifeOf('regularAgain')).when(
    command('CompleteMonitoring', ON.interim, { kind: 'INTERIM', findings: found }),
    evidenceWith({ profile: under(regulation, but) }),
  );

/** The indicators of a regulation, each with one of the other aspect: a monitoring covers both (invariant 27). */
const each = [IZO, KIL].flatMap(({ id, parameters: { indicators } }) =>
  (indicators?.value ?? []).map(
    (indicator) =>
      [
        indicator.clause as string,
        id as RegulationId,
        indicator,
        indicators?.value.find(({ aspect }) => aspect !== indicator.aspect) as Indicator,
      ] as const,
  ),
);

describe.each(each)('%s', (clause, regulation, indicator, other) => {
  const all = [...foundFor(indicator), ...foundFor(other)];

  it('is what the values under its code rest on', () => {
    const events = monitored(regulation, all).then({
      type: 'MonitoringCompleted',
      data: { findings: all },
    });
    expect(new Set(heldRules(events)[RULE])).toEqual(new Set([clause, other.clause]));
  });
  it('is refused, once the regulation does not name it and its list is closed', () => {
    const rest = (BUILT_IN[regulation] ?? []).filter(({ code }) => code !== indicator.code);
    monitored(regulation, all, {
      indicators: { value: rest, clauses: IZO.parameters.indicators!.clauses },
      openIndicators: own([]),
    }).thenRefused(RULE);
  });
});

const withParts = each.flatMap(([clause, regulation, indicator, other]) =>
  (indicator.parts ?? []).map((part) => ({ clause, part, regulation, indicator, other })),
);
it.each(withParts)('$clause: $part is asked for', ({ clause, part, regulation, indicator, other }) => {
  const found = [...foundFor(indicator), ...foundFor(other)];
  const [reason] = monitored(
    regulation,
    found.filter((finding) => finding.indicator !== indicator.code || finding.part !== part),
  ).thenRefused(RULE);
  expect(reason?.clauses.map(({ id }) => id)).toContain(clause);
  expect(reason?.missing).toEqual([
    { kind: 'indicator', subject: indicator.code, detail: { parts: [part] } },
  ]);
});
const measured = each.flatMap(([clause, regulation, indicator, other]) =>
  indicator.measure === undefined ? [] : [{ clause, kind: indicator.measure, regulation, indicator, other }],
);
it.each(measured)('$clause: is measured as $kind, by no level', ({ kind, regulation, indicator, other }) => {
  const found = [...foundFor({ ...indicator, measure: 'LEVEL' }), ...foundFor(other)];
  const [reason] = monitored(regulation, found).thenRefused(RULE);
  expect(reason?.missing).toEqual([{ kind: 'measure', subject: indicator.code, detail: { measure: kind } }]);
});

const BUILT_IN: { readonly [id: string]: readonly Indicator[] } = {
  IZO: IZO.parameters.indicators!.value,
  KIL: KIL.parameters.indicators!.value,
};
const process: Finding = { indicator: 'Авторские курсы', aspect: 'PROCESS', value: level };
const impact: Finding = { indicator: 'Авторские курсы', aspect: 'IMPACT', value: level };

it.each([
  ['IZO', 'IZO-6.1.1-05', 'IMP_INNOVATION', 'PROC_SOCIAL_ACTIVITY'],
  ['KIL', 'KIL-7.4-6', 'IMP_MOTIVATION', 'PROC_SOCIAL_ACTIVITY'],
] as const)(
  '%s, %s: «и др.»: an indicator of the process beside those named, none of the impact',
  (...row) => {
    const [regulation, clause, ofImpact, ofProcess] = row;
    const events = monitored(regulation, [process, { ...impact, indicator: ofImpact }]).then({
      type: 'MonitoringCompleted',
    });
    expect(heldRules(events)[RULE]).toContain(clause);
    const [reason] = monitored(regulation, [{ ...process, indicator: ofProcess }, impact]).thenRefused(RULE);
    expect(reason?.missing).toEqual([
      { kind: 'indicator', subject: 'Авторские курсы', detail: { aspect: 'IMPACT' } },
    ]);
    expect(reason?.clauses.length).toBeGreaterThan(3);
  },
);
it('S62-6.2-1, S62-6.2-2: another code, or a code under the other aspect, is refused', () => {
  monitored('S62', findings).then({ type: 'MonitoringCompleted' });
  monitored('S62', [...findings, impact]).thenRefused(RULE);
  monitored('S62', [...findings, { ...impact, indicator: 'PROCESS_QUALITY' }]).thenRefused(RULE);
});
it('nothing binds where no document names an indicator, or none is developed yet', () => {
  monitored('MR', [process, impact]).then({ type: 'MonitoringCompleted' });
  monitored('SEV', [process, impact]).then({ type: 'MonitoringCompleted' });
});
it('a share is a part of a whole', () => {
  const share = (numerator: number, denominator: number): Finding => ({
    ...process,
    value: { kind: 'SHARE', numerator, denominator },
  });
  monitored('MR', [share(25, 24), impact]).thenRefused('monitoring-values-possible');
  monitored('MR', [share(24, 24), impact]).then({ type: 'MonitoringCompleted' });
});
