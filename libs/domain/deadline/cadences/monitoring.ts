/** Monitoring of organisations, its analysis, and the events that a regulation wants periodically. */
import { addDays, type IsoDate } from '@nastavnik/kernel';
import {
  type ActivityKind,
  type CampaignKind,
  COUNTED_ACTIVITIES,
  lastOfMonth,
  russianDate,
} from '../../vocabulary';
import {
  type Cadence,
  cited,
  type Due,
  firstSince,
  periodsOf,
  runsFrom,
  type Scene,
  stated,
} from '../cadence';
import type { Fact, Facts } from '../facts';

const SUBMITTED = {
  act: 'MonitoringSubmitted',
  route: 'POST /v1/organisations/{organisationId}/campaign-submissions',
};
const CONSOLIDATED = {
  act: 'CampaignConsolidated',
  route: 'POST /v1/organisations/{organisationId}/campaigns/{campaignId}/consolidation',
};
const ANALYSED = {
  act: 'CampaignAnalysed',
  route: 'POST /v1/organisations/{organisationId}/campaigns/{campaignId}/analysis',
};

/** The submission of a school that stands: none once it has been returned. */
const submission = (facts: Facts, campaignId: string): Fact | undefined => {
  const last = facts
    .of('MonitoringSubmitted', 'SubmissionReturned')
    .findLast(({ data }) => data.campaignId === campaignId);
  return last?.kind === 'MonitoringSubmitted' ? last : undefined;
};

const campaigns = (facts: Facts, wanted: (kind: CampaignKind, year: number) => boolean) =>
  facts.of('CampaignOpened').filter(({ data }) => wanted(data.kind, data.year));

const consolidation = (facts: Facts, campaignId: string): Fact | undefined =>
  facts.of('CampaignConsolidated').find(({ data }) => data.campaignId === campaignId);

/** What an organisation did in such a campaign: a school sent its figures, whoever led it summed them up. */
const doneIn = (facts: Facts, wanted: (kind: CampaignKind, year: number) => boolean): Fact | undefined =>
  campaigns(facts, wanted)
    .flatMap(({ data }) => consolidation(facts, data.campaignId) ?? submission(facts, data.campaignId) ?? [])
    .at(0);

/** Whose a report of the calendar is: MUNICIPALITY of the municipality, ORGANISATION of each school. */
const reports = ({ level, parameters }: Scene, kind: CampaignKind): boolean => {
  const by = kind === 'FINAL' ? parameters.finalReportBy.value : parameters.monitoringActors.value;
  return level === 'MUNICIPALITY'
    ? by.includes('MUNICIPALITY')
    : by.includes(kind === 'FINAL' ? 'CURATOR' : 'ORGANISATION');
};

/** SEV-RM-M4a, M4b: each November; SEV-RM-F1: the last one. */
const calendar = (
  id: string,
  title: string,
  kind: 'INTERIM' | 'FINAL',
  clauses: readonly string[],
): Cadence => ({
  ...{ id, title, clauses },
  levels: ['SCHOOL', 'MUNICIPALITY'],
  given: ['monitoringSchedule', 'monitoringActors', 'finalReportBy'],
  settledBy: [SUBMITTED, CONSOLIDATED],
  terms: (scene): readonly Due[] => {
    const { monitoringSchedule: schedule, modelPeriod } = scene.parameters;
    const from = runsFrom(scene);
    if (from === undefined || !stated(schedule) || !reports(scene, kind)) return [];
    const last = Number((modelPeriod.value?.until ?? scene.horizon).slice(0, 4));
    const until = Math.min(last, Number(scene.horizon.slice(0, 4)));
    return schedule.value.calendar
      .filter((one) => one.kind === kind)
      .flatMap(({ month, onlyYear }) => {
        const years = Array.from(
          { length: Math.max(0, until - Number(from.slice(0, 4)) + 1) },
          (_, index) => Number(from.slice(0, 4)) + index,
        );
        return years
          .filter((year) => onlyYear === null || year === onlyYear)
          .map((year) => ({
            key: `${year}`,
            due: lastOfMonth(`${year}-${String(month).padStart(2, '0')}`),
            clauses: cited(schedule, clauses),
            settledBy: doneIn(scene.facts, (of, ofYear) => of === kind && ofYear === year),
          }));
      })
      .filter(({ due }) => due >= from);
  },
});

/** A campaign that has been opened asks for figures by the end of its window, whenever that is: «или по запросу». */
const requested: Cadence = {
  id: 'campaign-figures',
  title: 'Представить данные мониторинга',
  clauses: ['SEV-RM-M4a', 'SEV-RM-M4b', 'SEV-IV-3'],
  levels: ['SCHOOL'],
  given: ['monitoringSchedule', 'annualMonitoringCoverage'],
  settledBy: [SUBMITTED],
  terms: ({ level, facts, parameters: { monitoringSchedule, annualMonitoringCoverage } }) =>
    level !== 'SCHOOL'
      ? []
      : facts.of('CampaignOpened').map(({ data: { campaignId, kind, until, year } }) => ({
          key: campaignId,
          due: until,
          subject: { kind: 'CAMPAIGN' as const, id: campaignId },
          clauses:
            kind === 'ANNUAL'
              ? cited(annualMonitoringCoverage, ['SEV-IV-3'])
              : cited(monitoringSchedule, ['SEV-RM-M4b', 'SEV-RM-M4a']),
          settledBy: submission(facts, campaignId) ?? consolidation(facts, campaignId),
          note: `За ${year} год`,
        })),
};

const yearly = (
  id: string,
  title: string,
  clauses: readonly string[],
  parameter: 'annualMonitoringCoverage' | 'analysisParts',
  done: (facts: Facts, year: number) => Fact | undefined,
): Cadence => ({
  ...{ id, title, clauses },
  levels: ['MUNICIPALITY'],
  given: ['annualMonitoringCoverage', 'analysisParts'],
  settledBy: parameter === 'analysisParts' ? [ANALYSED] : [CONSOLIDATED],
  terms: (scene) => {
    const { annualMonitoringCoverage, [parameter]: setting } = scene.parameters;
    if (scene.level !== 'MUNICIPALITY' || !stated(annualMonitoringCoverage) || !stated(setting)) return [];
    return periodsOf(scene, { times: 1, years: 1 }).map(({ until }) => ({
      key: until.slice(0, 4),
      due: until,
      clauses: cited(setting, clauses),
      settledBy: done(scene.facts, Number(until.slice(0, 4))),
    }));
  },
});

const annual = yearly(
  'annual-monitoring',
  'Провести ежегодный мониторинг',
  ['SEV-IV-3'],
  'annualMonitoringCoverage',
  (facts, year) => doneIn(facts, (_, ofYear) => ofYear === year),
);
const analysis = yearly(
  'annual-analysis',
  'Провести ежегодный анализ с адресными рекомендациями',
  ['SEV-IV-6'],
  'analysisParts',
  (facts, year) =>
    campaigns(facts, (_, ofYear) => ofYear === year)
      .flatMap(
        ({ data }) =>
          facts.of('CampaignAnalysed').find((one) => one.data.campaignId === data.campaignId) ?? [],
      )
      .at(0),
);

/** KIL-2.1.1-04: the days that the introduction act names. */
const introduction: Cadence = {
  id: 'introduction-monitoring',
  title: 'Провести мониторинг в срок, названный актом о внедрении',
  clauses: ['KIL-2.1.1-04'],
  levels: ['SCHOOL'],
  given: ['introductionParts'],
  settledBy: [CONSOLIDATED, SUBMITTED],
  terms: ({ level, facts, parameters: { introductionParts } }) => {
    if (
      level !== 'SCHOOL' ||
      !stated(introductionParts) ||
      !introductionParts.value.includes('MONITORING_DATES')
    )
      return [];
    const done = facts.of('CampaignConsolidated', 'MonitoringSubmitted');
    return facts.of('OrderIssued').flatMap(({ on, data: { monitoringOn = [] } }) => {
      const days = [...monitoringOn].sort();
      return days.map((due, index) => {
        const after: IsoDate = index === 0 ? on : addDays(days[index - 1]!, 1);
        return {
          key: due,
          due,
          clauses: cited(introductionParts, ['KIL-2.1.1-04']),
          settledBy: firstSince(done, after),
          note: `Мониторинг ${russianDate(due)}`,
        };
      });
    });
  },
};

/** SEV-RM-M6..M8: held, and closed with its order where the regulation wants the results in one. */
const events = (
  id: string,
  title: string,
  event: keyof typeof COUNTED_ACTIVITIES,
  clauses: readonly string[],
): Cadence => ({
  ...{ id, title, clauses },
  levels: event === 'CPD_COURSE' ? ['MUNICIPALITY'] : ['SCHOOL', 'MUNICIPALITY'],
  given: ['eventCadence', 'resultsByOrder'],
  settledBy: [
    { act: 'ActivityHeld', route: 'POST /v1/organisations/{organisationId}/activities/{activityId}/holding' },
    {
      act: 'ActivityClosed',
      route: 'POST /v1/organisations/{organisationId}/activities/{activityId}/results',
    },
  ],
  terms: (scene) => {
    const { eventCadence: setting, resultsByOrder } = scene.parameters;
    const cadence = setting.value[event];
    if (!stated(setting) || cadence === undefined) return [];
    // Courses are the municipality's, where it is its document that asks for them.
    if (event === 'CPD_COURSE' && scene.level === 'SCHOOL' && setting.source !== 'OWN') return [];
    const kinds: readonly ActivityKind[] = COUNTED_ACTIVITIES[event];
    const byOrder = kinds.some((kind) => resultsByOrder.value.includes(kind));
    const acts = scene.facts
      .of('ActivityHeld', 'ActivityClosed')
      .filter(
        ({ kind, data }) =>
          kinds.includes(data.kind) && kind === (byOrder ? 'ActivityClosed' : 'ActivityHeld'),
      );
    return periodsOf(scene, { times: 1, years: cadence.years }).flatMap(({ from, until }) =>
      Array.from({ length: cadence.times }, (_, index) => ({
        key: `${until}.${index + 1}`,
        due: until,
        clauses: cited(setting, clauses),
        settledBy: acts.filter(({ on }) => on >= from)[index],
      })),
    );
  },
});

export const MONITORING_CADENCES: readonly Cadence[] = [
  calendar('interim-report', 'Провести промежуточный мониторинг и представить отчёт', 'INTERIM', [
    'SEV-RM-M4a',
    'SEV-RM-M4b',
  ]),
  calendar('final-report-of-programme', 'Провести итоговый мониторинг и представить отчёт', 'FINAL', [
    'SEV-RM-F1',
  ]),
  requested,
  annual,
  analysis,
  introduction,
  events('seminar-or-conference', 'Провести семинар или конференцию', 'SEMINAR_OR_CONFERENCE', [
    'SEV-RM-M6a',
    'SEV-RM-M6b',
  ]),
  events('cpd-course', 'Провести курсы повышения квалификации', 'CPD_COURSE', ['SEV-RM-M7']),
  events('contest', 'Провести конкурс', 'CONTEST', ['SEV-RM-M8']),
];
