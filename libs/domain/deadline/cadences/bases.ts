/** Bases, orders about pairs, documents and people in charge: what an organisation keeps up to date. */
import { addDays, addMonths, type IsoDate, type Uuid } from '@nastavnik/kernel';
import {
  DOCUMENT_RU,
  DOCUMENTS_OF_ORDER,
  PROGRAMME_INDICATORS,
  russianDate,
  type DocumentKind,
  type PairRole,
} from '../../vocabulary';
import {
  type Cadence,
  cited,
  type Due,
  firstSince,
  type Period,
  periodsOf,
  type Scene,
  stated,
} from '../cadence';
import type { Fact, Facts } from '../facts';

type BaseFact = Fact<'EnteredMenteeBase' | 'EnteredMentorBase' | 'EntryConfirmed' | 'LeftBase'>;

const baseOf = (fact: BaseFact): PairRole =>
  fact.kind === 'EnteredMenteeBase'
    ? 'MENTEE'
    : fact.kind === 'EnteredMentorBase'
      ? 'MENTOR'
      : fact.data.base;

/** What has been said of each entry of a base, by participant. */
const entriesOf = (facts: Facts, base: PairRole): ReadonlyMap<Uuid, readonly BaseFact[]> => {
  const entries = new Map<Uuid, BaseFact[]>();
  for (const fact of facts.of('EnteredMenteeBase', 'EnteredMentorBase', 'EntryConfirmed', 'LeftBase')) {
    if (baseOf(fact) !== base) continue;
    const known = entries.get(fact.data.participantId);
    if (known === undefined) entries.set(fact.data.participantId, [fact]);
    else known.push(fact);
  }
  return entries;
};

/** A base is refreshed in a period once every entry that stood in it has been entered anew, confirmed or struck out. */
const refreshed = (
  entries: ReadonlyMap<Uuid, readonly BaseFact[]>,
  { from, until }: Period,
): Pick<Due, 'settledBy' | 'note'> => {
  const standing = [...entries.values()].filter((facts) => {
    const before = facts.findLast(({ on }) => on < from);
    return (
      (before !== undefined && before.kind !== 'LeftBase') ||
      facts.some(({ on }) => from <= on && on <= until)
    );
  });
  const acts = standing.flatMap((facts) => firstSince(facts, from) ?? []);
  if (standing.length === 0) return {};
  if (acts.length < standing.length)
    return { note: `Обновлено записей: ${acts.length} из ${standing.length}` };
  return { settledBy: acts.reduce((a, b) => (b.on > a.on ? b : a)) };
};

const refreshing = (
  id: string,
  title: string,
  clauses: readonly string[],
  base: PairRole,
  scopes: readonly string[],
): Cadence => ({
  id,
  title,
  clauses,
  levels: ['SCHOOL'],
  given: ['registerRefreshPerYear', 'registerRefreshScope'],
  settledBy: [
    {
      act: 'EntryConfirmed',
      route: 'POST /v1/schools/{schoolId}/participants/{participantId}/base-confirmations',
    },
    {
      act: base === 'MENTEE' ? 'EnteredMenteeBase' : 'EnteredMentorBase',
      route: `POST /v1/schools/{schoolId}/participants/{participantId}/${base === 'MENTEE' ? 'mentee' : 'mentor'}-base`,
    },
  ],
  terms: (scene) => {
    const { registerRefreshPerYear: often, registerRefreshScope: scope } = scene.parameters;
    if (scene.level !== 'SCHOOL' || !stated(often) || typeof often.value !== 'number') return [];
    if (!stated(scope) || !scope.value.some((one) => scopes.includes(one))) return [];
    const entries = entriesOf(scene.facts, base);
    return periodsOf(scene, { times: often.value, years: 1 }).map((period) => ({
      key: period.until,
      due: period.until,
      clauses: cited(often, clauses),
      ...refreshed(entries, period),
    }));
  },
});

/** Orders that bring the list of pairs up to date. */
const PAIR_ORDERS = ['PAIRS', 'PAIR_CHANGE', 'PAIR_PROLONGATION', 'PAIR_END'] as const;

const pairOrders: Cadence = {
  id: 'pair-orders-refreshed',
  title: 'Обновить приказ о наставнических парах',
  clauses: ['SEV-RM-M2'],
  levels: ['SCHOOL'],
  given: ['pairOrderRefreshPerYear'],
  settledBy: [{ act: 'OrderIssued', route: 'POST /v1/schools/{schoolId}/orders' }],
  terms: (scene) => {
    const often = scene.parameters.pairOrderRefreshPerYear;
    if (scene.level !== 'SCHOOL' || !stated(often) || often.value === null) return [];
    const orders = scene.facts
      .of('OrderIssued')
      .filter(({ data }) => (PAIR_ORDERS as readonly string[]).includes(data.kind));
    return periodsOf(scene, { times: often.value, years: 1 }).map(({ from, until }) => ({
      key: until,
      due: until,
      clauses: cited(often, ['SEV-RM-M2']),
      settledBy: firstSince(orders, from),
    }));
  },
};

/** Acts by which a document came to be, or was improved. */
export const documentActs = (facts: Facts, kinds: readonly DocumentKind[]): readonly Fact[] =>
  facts.of('DocumentApproved', 'OrderIssued', 'RoadmapApproved', 'RegulationAdopted').filter((fact) => {
    switch (fact.kind) {
      case 'DocumentApproved':
        return kinds.includes(fact.data.kind);
      case 'OrderIssued':
        return (DOCUMENTS_OF_ORDER[fact.data.kind] ?? []).some((kind) => kinds.includes(kind));
      case 'RoadmapApproved':
        return kinds.includes('ROADMAP');
      case 'RegulationAdopted':
        return kinds.includes('REGULATION');
    }
  });

export const DOCUMENT_SETTLEMENT = [
  { act: 'DocumentApproved', route: 'POST /v1/organisations/{organisationId}/documents' },
  { act: 'OrderIssued', route: 'POST /v1/organisations/{organisationId}/orders' },
  { act: 'RoadmapApproved', route: 'POST /v1/organisations/{organisationId}/roadmaps' },
] as const;

const documents: Cadence = {
  id: 'documents-by-level',
  title: 'Утвердить документ',
  clauses: ['SEV-IV-1', 'SEV-IV-2'],
  levels: ['SCHOOL', 'MUNICIPALITY'],
  given: ['documentDeadlines'],
  settledBy: DOCUMENT_SETTLEMENT,
  terms: ({ level, facts, parameters: { documentDeadlines } }) =>
    stated(documentDeadlines)
      ? documentDeadlines.value
          .filter((one) => one.level === level)
          .map(({ kind, by }) => ({
            key: `${kind}.${by}`,
            due: by,
            clauses: documentDeadlines.clauses,
            settledBy: documentActs(facts, [kind as DocumentKind])[0],
            note: DOCUMENT_RU[kind as DocumentKind],
          }))
      : [],
};

const renewal: Cadence = {
  id: 'responsible-renewed',
  title: 'Обновить приказ об ответственном',
  clauses: ['SEV-RM-P3a', 'SEV-RM-P3b'],
  levels: ['SCHOOL', 'MUNICIPALITY'],
  given: ['datedDuties'],
  settledBy: [{ act: 'ResponsibleAppointed', route: 'POST /v1/organisations/{organisationId}/responsibles' }],
  terms: ({ facts, parameters: { datedDuties } }) => {
    const appointed = facts.of('ResponsibleAppointed');
    return appointed.flatMap((fact, index): Due[] =>
      fact.data.renewBy === undefined
        ? []
        : [
            {
              key: fact.eventId,
              due: fact.data.renewBy,
              clauses: cited(datedDuties, ['SEV-RM-P3a', 'SEV-RM-P3b']),
              settledBy: appointed.slice(index + 1).find(({ data }) => data.body === fact.data.body),
            },
          ],
    );
  },
};

/** SEV-IV-4a..d: so many organisations have a programme by the end of the year. */
const targets: Cadence = {
  id: 'programme-targets',
  title: 'Довести до целевого числа организации с программой наставничества',
  clauses: ['SEV-IV-4a', 'SEV-IV-4b', 'SEV-IV-4c', 'SEV-IV-4d'],
  levels: ['MUNICIPALITY'],
  given: ['yearlyTargets'],
  settledBy: DOCUMENT_SETTLEMENT,
  terms: ({ level, schools, parameters: { yearlyTargets } }) => {
    if (level !== 'MUNICIPALITY' || !stated(yearlyTargets)) return [];
    return yearlyTargets.value.flatMap(({ year, indicator, value, unit }): Due[] => {
      const type = PROGRAMME_INDICATORS[indicator];
      if (type === undefined || unit !== 'COUNT') return [];
      const having = schools
        .filter((school) => type === 'ALL' || school.type === type)
        .flatMap(({ facts }) => documentActs(facts, ['PROGRAMME'])[0] ?? [])
        .sort((a, b) => (a.on < b.on ? -1 : 1));
      const clause = yearlyTargets.clauses.filter(({ id }) => id === `SEV-IV-4${'abcd'[year - 2021]}`);
      return [
        {
          key: `${type}.${year}`,
          due: `${year}-12-31`,
          clauses: clause.length > 0 ? clause : yearlyTargets.clauses,
          settledBy: having[value - 1],
          note: `${indicator}: ${Math.min(having.length, value)} из ${value}`,
        },
      ];
    });
  },
};

/** SEV-RM-P4: an information resource is updated regularly; the number of days is the organisation's to set. */
const staleness: Cadence = {
  id: 'information-resource-updated',
  title: 'Обновить информационный ресурс',
  clauses: ['SEV-RM-P4a', 'SEV-RM-P4b'],
  levels: ['SCHOOL', 'MUNICIPALITY'],
  given: ['resourceStaleDays'],
  settledBy: [
    {
      act: 'InfoResourceUpdated',
      route: 'POST /v1/organisations/{organisationId}/info-resources/{resourceId}/update',
    },
  ],
  terms: ({ facts, parameters: { resourceStaleDays: days } }) => {
    const after = days.value;
    if (!stated(days) || after === null) return [];
    const closed = new Set(facts.of('InfoResourceClosed').map(({ data }) => data.resourceId));
    const shown = facts
      .of('InfoResourceOpened', 'InfoResourceUpdated')
      .filter(({ data }) => !closed.has(data.resourceId));
    return shown.map((fact, index) => ({
      key: fact.eventId,
      due: addDays(fact.on, after),
      clauses: days.clauses,
      settledBy: shown.slice(index + 1).find(({ data }) => data.resourceId === fact.data.resourceId),
    }));
  },
};

/** SEV-C-1, KIL-4.3.1-1: a young specialist is one for so many years of work. */
const youngSpecialists: Cadence = {
  id: 'young-specialist-ends',
  title: 'Пересмотреть категорию: статус молодого специалиста истекает',
  clauses: ['SEV-C-1', 'KIL-4.3.1-1'],
  levels: ['PARTICIPANT'],
  given: ['youngSpecialistMaxYears'],
  settledBy: [
    {
      act: 'EnteredMenteeBase',
      route: 'POST /v1/schools/{schoolId}/participants/{participantId}/mentee-base',
    },
    { act: 'LeftBase', route: 'POST /v1/schools/{schoolId}/participants/{participantId}/base-exits' },
  ],
  terms: ({ facts, parameters: { youngSpecialistMaxYears: years } }) => {
    const most = years.value;
    if (!stated(years) || most === null) return [];
    return [...entriesOf(facts, 'MENTEE')].flatMap(([participantId, entries]): Due[] => {
      const young = entries.findLast((fact) => isYoung(fact) && fact.data.experienceYears !== undefined);
      if (young === undefined || !isYoung(young)) return [];
      const until = addMonths(young.on, 12 * (most - young.data.experienceYears!));
      return [
        {
          key: participantId,
          due: until,
          subject: { kind: 'PARTICIPANT', id: participantId },
          participantId,
          clauses: years.clauses,
          settledBy: entries
            .slice(entries.indexOf(young) + 1)
            .find(
              (fact) => fact.kind === 'LeftBase' || (fact.kind === 'EnteredMenteeBase' && !isYoung(fact)),
            ),
        },
      ];
    });
  },
};
const isYoung = (fact: BaseFact): fact is Fact<'EnteredMenteeBase'> =>
  fact.kind === 'EnteredMenteeBase' && fact.data.categories.includes('YOUNG_SPECIALIST');

/** IZO-2-08: four to five years, by the day the route itself names. */
const routes: Cadence = {
  id: 'individual-route-ends',
  title: 'Завершить или продлить индивидуальный образовательный маршрут',
  clauses: ['IZO-2-08'],
  levels: ['PARTICIPANT'],
  given: ['individualRouteYears'],
  settledBy: [
    {
      act: 'IndividualRouteCompleted',
      route: 'POST /v1/schools/{schoolId}/participants/{participantId}/routes/{routeId}/completion',
    },
  ],
  terms: ({ facts, parameters: { individualRouteYears } }) => {
    if (!stated(individualRouteYears) || individualRouteYears.value === null) return [];
    const revised = facts.of('IndividualRouteRevised');
    const completed = facts.of('IndividualRouteCompleted');
    return facts.of('IndividualRouteDesigned').map(({ data: { routeId, participantId, until } }) => ({
      key: routeId,
      due: revised.findLast(({ data }) => data.routeId === routeId)?.data.until ?? until,
      subject: { kind: 'PARTICIPANT' as const, id: participantId },
      participantId,
      clauses: individualRouteYears.clauses,
      settledBy: completed.find(({ data }) => data.routeId === routeId),
    }));
  },
};

/** KIL-1.7: the model runs out; a regulation with another period, or the closing of its last stage, settles it. */
const modelExpires: Cadence = {
  id: 'model-expires',
  title: 'Завершить действие модели или принять новую',
  clauses: ['KIL-1.7-01', 'SEV-O-1'],
  levels: ['SCHOOL', 'MUNICIPALITY'],
  given: ['modelPeriod', 'stageModel'],
  settledBy: [
    { act: 'StageClosed', route: 'POST /v1/organisations/{organisationId}/stages/closing' },
    { act: 'RegulationAdopted', route: 'POST /v1/organisations/{organisationId}/regulation' },
  ],
  terms: ({ facts, level, parameters: { modelPeriod, stageModel } }: Scene): readonly Due[] => {
    if (!stated(modelPeriod) || modelPeriod.value === null) return [];
    // The period of a municipality is the municipality's to end.
    if (level === 'SCHOOL' && modelPeriod.source !== 'OWN') return [];
    const { until }: { until: IsoDate } = modelPeriod.value;
    const last = stageModel.value.at(-1);
    return [
      {
        key: until,
        due: until,
        clauses: modelPeriod.clauses,
        note: `Модель действует по ${russianDate(until)}`,
        settledBy: facts.of('StageClosed').findLast(({ data }) => data.stage === last),
      },
    ];
  },
};

export const BASE_CADENCES: readonly Cadence[] = [
  refreshing('mentee-base-refreshed', 'Обновить базу наставляемых', ['SEV-RM-M1', 'S62-4.9'], 'MENTEE', [
    'MENTEES',
  ]),
  refreshing('mentor-base-refreshed', 'Обновить базу наставников', ['SEV-RM-M1', 'S62-4.9'], 'MENTOR', [
    'MENTORS',
  ]),
  refreshing(
    'candidates-refreshed',
    'Обновить сведения о кандидатах в наставляемые',
    ['MR-CUR-01', 'KIL-6.4.1-05'],
    'MENTEE',
    ['CANDIDATES'],
  ),
  pairOrders,
  documents,
  renewal,
  targets,
  staleness,
  youngSpecialists,
  routes,
  modelExpires,
];
