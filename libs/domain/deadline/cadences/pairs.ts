/** Terms of a pair: assessments, monitoring, planning and its end. A pair that is over has none left. */
import { addDays, daysBetween, type IsoDate } from '@nastavnik/kernel';
import { type Cadence, type Due, type Scene, type Settlement, stated } from '../cadence';
import type { Fact, Facts, FactKind } from '../facts';

const pair = '/v1/schools/{schoolId}/pairs/{pairId}';
const by = (act: string, path: string): Settlement => ({ act, route: `POST ${pair}/${path}` });

interface PairTerm {
  readonly fact: Fact<'PairFixed'>;
  /** Both days included, as prolonged. */
  readonly from: IsoDate;
  readonly until: IsoDate;
  /** The act that ended it. */
  readonly over: Fact | undefined;
}

const pairsOf = (facts: Facts): readonly PairTerm[] => {
  const last = <Kind extends 'PairProlonged' | 'PairEnded' | 'PairCompleted'>(...kinds: readonly Kind[]) =>
    new Map(facts.of<Kind>(...kinds).map((fact) => [fact.data.pairId, fact]));
  const prolonged = last('PairProlonged');
  const over = last('PairEnded', 'PairCompleted');
  return facts.of('PairFixed').map((fact) => {
    const { pairId, from, until } = fact.data;
    return { fact, from, until: prolonged.get(pairId)?.data.until ?? until, over: over.get(pairId) };
  });
};

interface PairRule {
  readonly given: Cadence['given'];
  readonly clauses: readonly string[];
  readonly settledBy: readonly Settlement[];
  /** Whether the regulation asks for it, and the clauses that say so. */
  readonly asked: (parameters: Scene['parameters']) => Pick<Due, 'clauses'> | undefined;
  readonly due: (term: PairTerm) => IsoDate;
  readonly done: (facts: Facts) => readonly Fact<PairFact>[];
}
type PairFact = {
  [Kind in FactKind]: Fact<Kind>['data'] extends { pairId: string } ? Kind : never;
}[FactKind];

const ofPair = (id: string, title: string, rule: PairRule): Cadence => ({
  ...{ id, title, given: rule.given, clauses: rule.clauses, settledBy: rule.settledBy },
  levels: ['PAIR'],
  terms: ({ level, facts, parameters }) => {
    const asked = rule.asked(parameters);
    if (level !== 'SCHOOL' || asked === undefined) return [];
    const first = new Map<string, Fact>();
    for (const fact of rule.done(facts)) if (!first.has(fact.data.pairId)) first.set(fact.data.pairId, fact);
    return pairsOf(facts).map((term): Due => ({
      key: term.fact.data.pairId,
      due: rule.due(term),
      subject: { kind: 'PAIR', id: term.fact.data.pairId },
      ...asked,
      settledBy: first.get(term.fact.data.pairId) ?? term.over,
    }));
  },
});

/** The day in the middle of the pair's term: the regulation says "interim" and gives no day. */
const middle = ({ from, until }: PairTerm): IsoDate =>
  addDays(from, Math.floor(daysBetween(from, until) / 2));

const monitoring = (id: string, title: string, kind: 'INTERIM' | 'FINAL'): Cadence =>
  ofPair(id, title, {
    given: ['monitoringSchedule'],
    clauses: ['S62-6.4'],
    settledBy: [by('MonitoringCompleted', 'monitoring')],
    asked: ({ monitoringSchedule: setting }) =>
      stated(setting) && setting.value.perPair.includes(kind) ? { clauses: setting.clauses } : undefined,
    due: (term) => (kind === 'INTERIM' ? middle(term) : term.until),
    done: (facts) => facts.of('MonitoringCompleted').filter(({ data }) => data.kind === kind),
  });

const assessment = (id: string, title: string, at: 'entry' | 'exit'): Cadence =>
  ofPair(id, title, {
    given: ['entryExitComparison'],
    clauses: ['KIL-7.2', 'S62-6.3'],
    settledBy: [
      at === 'entry' ? by('EntryAssessed', 'entry-assessment') : by('ExitAssessed', 'exit-assessment'),
    ],
    asked: ({ entryExitComparison: setting }) =>
      stated(setting) && setting.value ? { clauses: setting.clauses } : undefined,
    due: ({ from, until }) => (at === 'entry' ? from : until),
    done: (facts) => (at === 'entry' ? facts.of('EntryAssessed') : facts.of('ExitAssessed')),
  });

const closing = ofPair('pair-closed', 'Завершить пару: срок истекает', {
  given: ['pairTerm'],
  clauses: ['S62-5.4', 'KIL-1.7-01'],
  settledBy: [
    by('PairCompleted', 'completion'),
    { act: 'PairEnded', route: 'POST /v1/schools/{schoolId}/orders' },
  ],
  asked: ({ pairTerm }) =>
    stated(pairTerm) && pairTerm.value !== 'FREE' ? { clauses: pairTerm.clauses } : undefined,
  due: ({ until }) => until,
  done: () => [],
});

/** MR-CUR-02, KIL-6.4.1-06: by the day the curator has set. */
const planning: Cadence = {
  id: 'plan-developed',
  title: 'Разработать и утвердить персонализированную программу',
  clauses: ['MR-CUR-02', 'KIL-6.4.1-06'],
  levels: ['PAIR'],
  given: ['curatorOrganisesPlanning'],
  settledBy: [by('PlanApproved', 'plan/approval')],
  terms: ({ facts, parameters: { curatorOrganisesPlanning: setting } }) => {
    const over = new Map(pairsOf(facts).map((term) => [term.fact.data.pairId, term.over]));
    const approved = facts.of('PlanApproved');
    return facts.of('PlanningOrganised').map(({ data: { pairId, dueOn } }) => ({
      key: pairId,
      due: dueOn,
      subject: { kind: 'PAIR' as const, id: pairId },
      clauses: setting.clauses,
      settledBy: approved.find(({ data }) => data.pairId === pairId) ?? over.get(pairId),
    }));
  },
};

export const PAIR_CADENCES: readonly Cadence[] = [
  monitoring('pair-interim-monitoring', 'Провести промежуточный мониторинг пары', 'INTERIM'),
  monitoring('pair-final-monitoring', 'Провести итоговый мониторинг пары', 'FINAL'),
  assessment('pair-entry-assessment', 'Провести оценку на входе', 'entry'),
  assessment('pair-exit-assessment', 'Провести оценку на выходе', 'exit'),
  closing,
  planning,
];
