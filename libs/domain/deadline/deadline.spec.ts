/** The deadline radar: every row of the catalogue is there; on any day it tells what is due, overdue or settled, and by which act. */
import { addDays, type IsoDate } from '@nastavnik/kernel';
import izo from '../regulation/clauses/izo.json';
import kil from '../regulation/clauses/kil.json';
import mr from '../regulation/clauses/mr.json';
import s62 from '../regulation/clauses/s62.json';
import sev from '../regulation/clauses/sev.json';
import { id, own, underRegulation } from '../domain.testing';
import type { DatedDuty } from '../vocabulary';
import { BUILT_IN_PROFILES } from '../regulation/profiles';
import { resolveProfile, type OwnParameters } from '../regulation/profile';
import type { Scene } from './cadence';
import { CADENCES, CADENCE_IDS } from './catalogue';
import { deadlinesOf, type DeadlineLine } from './deadline';
import { type Fact, type FactData, type FactKind, Facts } from './facts';
import { DEADLINE_ROWS } from './section-d.testing';

let position = 0;
const fact = <Kind extends FactKind>(kind: Kind, on: IsoDate, data: FactData[Kind]): Fact => {
  position += 1;
  return {
    ...{ kind, on, data, eventId: id(position), organisationId: id(62) },
    ...{ recordedAt: `${on}T09:00:00.000Z`, position: String(position) },
  } as unknown as Fact;
};
interface Told extends Partial<Omit<Scene, 'facts'>> {
  readonly facts?: readonly Fact[];
  readonly within?: number;
}
const lines = (regulation: string, on: IsoDate, told: Told = {}): readonly DeadlineLine[] => {
  const { facts = [], within = 30, ...scene } = told;
  return deadlinesOf({
    ...{ organisationId: id(62), level: 'SCHOOL', type: 'GENERAL', since: '2021-09-01', on, schools: [] },
    ...{ horizon: addDays(on, within), facts: new Facts(facts, on) },
    parameters: underRegulation(regulation).parameters,
    ...scene,
  });
};
const of = (cadence: string, all: readonly DeadlineLine[]) =>
  all.filter((line) => line.cadence === cadence).map(({ due, status }) => `${due} ${status}`);
const inherited = (code: string, ownParameters: OwnParameters = {}) =>
  resolveProfile(
    id(62),
    {
      stage: 'IN_FORCE',
      organisationId: id(62),
      version: 1,
      document: 'Школа',
      parameters: ownParameters,
      warnings: [],
      from: '2021-01-01',
    },
    {
      ...{
        stage: 'IN_FORCE',
        organisationId: id(1),
        version: 1,
        document: code,
        warnings: [],
        from: '2021-01-01',
      },
      parameters: BUILT_IN_PROFILES[code]!.parameters,
    },
  ).parameters;

describe('the catalogue', () => {
  it('has a cadence for every clause of every row of deadlines', () => {
    const asked = new Set(CADENCES.flatMap(({ clauses }) => clauses));
    const lost = DEADLINE_ROWS.flatMap(({ clauses }) => clauses).filter((clause) => !asked.has(clause));
    expect(lost).toEqual([]);
    expect(DEADLINE_ROWS).toHaveLength(25);
  });
  it('cites clauses that exist, names each cadence once, and says for each what settles it', () => {
    const known = new Set([izo, kil, mr, s62, sev].flat().map((clause) => clause.id));
    expect(
      CADENCES.flatMap(({ clauses }) => clauses).filter(
        (clause) => !known.has(clause) && clause !== 'SEV-O-1',
      ),
    ).toEqual([]);
    expect(new Set(CADENCE_IDS).size).toBe(CADENCE_IDS.length);
    expect(CADENCES.filter(({ settledBy }) => settledBy.length === 0).map((one) => one.id)).toEqual([]);
    for (const { title, clauses, given } of CADENCES) {
      expect(title).toMatch(/^[А-ЯЁ]/u);
      // Either a regulation asks for it, or federal law does.
      expect(clauses.length > 0).toBe(!given.includes('LAW'));
    }
  });
});

describe('a parameter that no document sets gives no deadline', () => {
  it('not even where the default would', () => {
    const silent = resolveProfile(id(62), { stage: 'NOT_ADOPTED' }).parameters;
    expect(silent.registerRefreshPerYear.value).toBe(1);
    expect(lines('S62', '2021-12-06', { parameters: silent })).toEqual([]);
  });
  it('S62-4.9: "as the needs change" is no cadence', () => {
    expect(of('mentee-base-refreshed', lines('S62', '2021-12-06'))).toEqual([]);
  });
  it('IZO-4.1-07: no day is given, so none is due until the organisation sets one', () => {
    expect(of('results-sent', lines('IZO', '2022-12-01'))).toEqual([]);
    const duty: DatedDuty = {
      ...{ duty: 'RESULTS_SENT', level: 'SCHOOL', types: [], from: '2022-01-01', by: '2022-12-20' },
      ...{ everyMonths: 12, until: '2024-12-31', clause: null },
    };
    const parameters = inherited('IZO', { datedDuties: own([duty]) });
    const sent = fact('CampaignSent', '2022-12-10', { campaignId: id(7), recipient: 'CNPPM' });
    expect(of('results-sent', lines('IZO', '2022-12-01', { parameters }))).toEqual(['2022-12-20 UPCOMING']);
    expect(of('results-sent', lines('IZO', '2022-12-21', { parameters }))).toEqual(['2022-12-20 OVERDUE']);
    expect(of('results-sent', lines('IZO', '2022-12-21', { parameters, facts: [sent] }))).toEqual([
      '2022-12-20 SETTLED',
    ]);
  });
});

describe('SEV-RM-M1, SEV-RM-M2: bases and pair orders are refreshed twice a year', () => {
  const parameters = inherited('SEV');
  const entered = (n: number, on: IsoDate): Fact =>
    fact('EnteredMenteeBase', on, { participantId: id(n), categories: ['YOUNG_SPECIALIST'] });
  const confirmed = (n: number, on: IsoDate): Fact =>
    fact('EntryConfirmed', on, { participantId: id(n), base: 'MENTEE' });

  it('a base nobody has filled is overdue after the half-year', () => {
    expect(of('mentee-base-refreshed', lines('SEV', '2021-12-31', { parameters }))).toEqual([
      '2021-12-31 DUE',
    ]);
    expect(of('mentee-base-refreshed', lines('SEV', '2022-01-01', { parameters }))).toEqual([
      '2021-12-31 OVERDUE',
    ]);
  });
  it('each entry that stood is looked at again; the last of them settles', () => {
    const facts = [entered(1, '2021-10-01'), entered(2, '2021-10-01'), confirmed(1, '2022-03-01')];
    const half = lines('SEV', '2022-06-15', { parameters, facts });
    expect(of('mentee-base-refreshed', half)).toEqual(['2021-12-31 SETTLED', '2022-06-30 UPCOMING']);
    expect(
      half.find(({ due, cadence }) => due === '2022-06-30' && cadence === 'mentee-base-refreshed')?.note,
    ).toBe('Обновлено записей: 1 из 2');
    const left = fact('LeftBase', '2022-05-01', { participantId: id(2), base: 'MENTEE' });
    const whole = lines('SEV', '2022-06-15', { parameters, facts: [...facts, left] });
    expect(
      whole.find(({ due, cadence }) => due === '2022-06-30' && cadence === 'mentee-base-refreshed'),
    ).toMatchObject({
      status: 'SETTLED',
      settled: { act: 'LeftBase', on: '2022-05-01', eventId: left.eventId },
      clauses: [{ id: 'SEV-RM-M1' }],
    });
  });
  it('an order about pairs settles the half-year; one that was cancelled does not', () => {
    const order = fact('OrderIssued', '2021-09-20', { orderId: id(5), kind: 'PAIRS' });
    expect(of('pair-orders-refreshed', lines('SEV', '2021-12-20', { parameters, facts: [order] }))).toEqual([
      '2021-12-31 SETTLED',
    ]);
    const cancelled = fact('OrderCancelled', '2021-10-01', { orderId: id(5) });
    expect(
      of('pair-orders-refreshed', lines('SEV', '2021-12-20', { parameters, facts: [order, cancelled] })),
    ).toEqual(['2021-12-31 UPCOMING']);
    // On a day before the cancellation the order still stood.
    expect(
      of(
        'pair-orders-refreshed',
        lines('SEV', '2021-09-30', { parameters, within: 100, facts: [order, cancelled] }),
      ),
    ).toEqual(['2021-12-31 SETTLED']);
  });
  it('nothing is due after the end of the model', () => {
    const due = lines('SEV', '2025-06-30', { parameters, within: 366 }).map((line) => line.due);
    expect(due.filter((day) => day > '2024-12-31')).toEqual([]);
  });
});

describe('MR-CUR-01, KIL-6.4.1-05: candidates once a year', () => {
  it.each([
    ['MR', 'MR-CUR-01', '2021-12-31'],
    ['KIL', 'KIL-6.4.1-05', '2022-12-31'],
  ])('%s', (regulation, clause, due) => {
    const [line] = lines(regulation, addDays(due, 1)).filter(
      ({ cadence }) => cadence === 'candidates-refreshed',
    );
    expect(line).toMatchObject({ due, status: 'OVERDUE', daysLeft: -1, clauses: [{ id: clause }] });
  });
});

describe('reports, monitoring and events of Seversk', () => {
  const parameters = inherited('SEV');
  const opened = (on: IsoDate, more: Partial<FactData['CampaignOpened']> = {}): Fact =>
    fact('CampaignOpened', on, {
      campaignId: id(9),
      kind: 'INTERIM',
      year: 2021,
      until: '2021-11-20',
      ...more,
    });
  const submitted = (on: IsoDate): Fact => fact('MonitoringSubmitted', on, { campaignId: id(9) });

  it('SEV-RM-M4b: a school reports each November, and by the end of the window when asked', () => {
    const asked = lines('SEV', '2021-11-10', { parameters, facts: [opened('2021-11-01')] });
    expect(of('interim-report', asked)).toEqual(['2021-11-30 UPCOMING']);
    expect(of('campaign-figures', asked)).toEqual(['2021-11-20 UPCOMING']);
    const sent = lines('SEV', '2021-12-01', {
      parameters,
      facts: [opened('2021-11-01'), submitted('2021-11-19')],
    });
    expect([...of('interim-report', sent), ...of('campaign-figures', sent)]).toEqual([
      '2021-11-30 SETTLED',
      '2021-11-20 SETTLED',
    ]);
  });
  it('figures that came back are owed again', () => {
    const returned = fact('SubmissionReturned', '2021-11-22', { campaignId: id(9) });
    const facts = [opened('2021-11-01'), submitted('2021-11-19'), returned];
    expect(of('campaign-figures', lines('SEV', '2021-11-25', { parameters, facts }))).toEqual([
      '2021-11-20 OVERDUE',
    ]);
  });
  it('SEV-IV-3, SEV-IV-6, SEV-RM-F1: the municipality monitors and analyses each year, and reports at the end', () => {
    const town = lines('SEV', '2024-12-31', { level: 'MUNICIPALITY', within: 0 });
    expect(of('annual-monitoring', town)).toEqual([
      '2021-12-31 OVERDUE',
      '2022-12-31 OVERDUE',
      '2023-12-31 OVERDUE',
      '2024-12-31 DUE',
    ]);
    expect(of('annual-analysis', town)).toHaveLength(4);
    expect(of('final-report-of-programme', town)).toEqual(['2024-11-30 OVERDUE']);
    expect(of('final-report-of-programme', lines('SEV', '2024-12-31', { parameters }))).toEqual([]);
  });
  it('SEV-RM-M6a: an event counts once its results are in an order; what is done late settles what was missed', () => {
    const held = fact('ActivityHeld', '2022-02-01', { activityId: id(8), kind: 'SEMINAR' });
    const closed = fact('ActivityClosed', '2022-02-10', {
      activityId: id(8),
      kind: 'SEMINAR',
      title: 'Семинар',
    });
    expect(of('seminar-or-conference', lines('SEV', '2022-02-11', { parameters, facts: [held] }))).toEqual([
      '2021-12-31 OVERDUE',
    ]);
    const settled = lines('SEV', '2022-02-11', { parameters, within: 366, facts: [held, closed] });
    expect(of('seminar-or-conference', settled)).toEqual(['2021-12-31 SETTLED', '2022-12-31 SETTLED']);
    expect(settled.find(({ cadence }) => cadence === 'seminar-or-conference')?.daysLeft).toBe(-41);
  });
  it('SEV-RM-M7: courses are the municipality’s, once in two years', () => {
    expect(of('cpd-course', lines('SEV', '2023-01-01', { level: 'MUNICIPALITY' }))).toEqual([
      '2022-12-31 OVERDUE',
    ]);
    expect(of('cpd-course', lines('SEV', '2023-01-01', { parameters }))).toEqual([]);
  });
  it('SEV-IV-4a: so many organisations have a programme by the end of the year', () => {
    const having = (on: IsoDate) => ({
      type: 'PRESCHOOL' as const,
      facts: new Facts([fact('DocumentApproved', on, { kind: 'PROGRAMME' })], '2021-12-31'),
    });
    const schools = Array.from({ length: 9 }, (_, index) => having(`2021-10-0${index + 1}`));
    const town = (count: number) =>
      lines('SEV', '2021-12-31', { level: 'MUNICIPALITY', schools: schools.slice(0, count) }).filter(
        ({ id: line }) => line.includes('PRESCHOOL.2021'),
      );
    expect(town(8)).toMatchObject([
      { status: 'DUE', note: 'ДОУ с программой наставничества: 8 из 9', clauses: [{ id: 'SEV-IV-4a' }] },
    ]);
    expect(town(9)).toMatchObject([{ status: 'SETTLED', settled: { on: '2021-10-09' } }]);
  });
  it('SEV-RM-P2, SEV-RM-P3b: programme and responsible person by September 2021, then each year until 01.02.2024', () => {
    const due = of('responsible', lines('SEV', '2024-03-01', { parameters }));
    expect(due).toEqual([
      '2021-09-30 OVERDUE',
      '2022-09-30 OVERDUE',
      '2023-09-30 OVERDUE',
      '2024-02-01 OVERDUE',
    ]);
    const programme = fact('DocumentApproved', '2021-09-10', { kind: 'PROGRAMME' });
    const roadmap = fact('RoadmapApproved', '2021-09-20', {});
    expect(
      of('programme-and-roadmap', lines('SEV', '2021-09-30', { parameters, facts: [programme] })),
    ).toEqual(['2021-09-30 DUE']);
    expect(
      of('programme-and-roadmap', lines('SEV', '2021-09-30', { parameters, facts: [programme, roadmap] })),
    ).toEqual(['2021-09-30 SETTLED']);
  });
  it('SEV-IV-5b: sections are for schools of general education', () => {
    expect(of('site-section', lines('SEV', '2022-12-31', { parameters }))).toEqual(['2022-12-31 DUE']);
    expect(of('site-section', lines('SEV', '2022-12-31', { parameters, type: 'PRESCHOOL' }))).toEqual([]);
  });
});

describe('pairs', () => {
  const fixed = fact('PairFixed', '2021-03-01', { pairId: id(31), from: '2021-03-01', until: '2021-12-31' });
  const monitored = (kind: 'INTERIM' | 'FINAL', on: IsoDate): Fact =>
    fact('MonitoringCompleted', on, { pairId: id(31), kind });

  it('S62-6.4: interim by the middle of the term, final by its end; each settled by its own', () => {
    const none = lines('S62', '2022-01-01', { facts: [fixed] });
    expect(of('pair-interim-monitoring', none)).toEqual(['2021-07-31 OVERDUE']);
    expect(of('pair-final-monitoring', none)).toEqual(['2021-12-31 OVERDUE']);
    const interim = lines('S62', '2022-01-01', { facts: [fixed, monitored('INTERIM', '2021-06-01')] });
    expect(of('pair-interim-monitoring', interim)).toEqual(['2021-07-31 SETTLED']);
    expect(of('pair-final-monitoring', interim)).toEqual(['2021-12-31 OVERDUE']);
  });
  it('S62-5.4, S62-6.3: assessed at entry and exit, closed with the year; a pair that ended owes nothing', () => {
    const open = lines('S62', '2021-12-31', { facts: [fixed] });
    expect(of('pair-entry-assessment', open)).toEqual(['2021-03-01 OVERDUE']);
    expect(of('pair-exit-assessment', open)).toEqual(['2021-12-31 DUE']);
    expect(of('pair-closed', open)).toEqual(['2021-12-31 DUE']);
    const ended = fact('PairEnded', '2021-05-01', { pairId: id(31) });
    expect(
      lines('S62', '2021-12-31', { facts: [fixed, ended] }).filter(({ status }) => status !== 'SETTLED'),
    ).toEqual([]);
  });
  it('a prolonged pair has its term later, under the same id', () => {
    const prolonged = fact('PairProlonged', '2021-11-01', { pairId: id(31), until: '2022-03-31' });
    const idOf = (facts: readonly Fact[]) =>
      lines('S62', '2021-12-01', { facts, within: 200 }).find(({ cadence }) => cadence === 'pair-closed');
    const [before, after] = [idOf([fixed]), idOf([fixed, prolonged])];
    expect([before?.due, after?.due]).toEqual(['2021-12-31', '2022-03-31']);
    expect(after?.id).toBe(before?.id);
  });
  it('where the term of a pair is free nothing closes it by a day', () => {
    expect(of('pair-closed', lines('MR', '2021-12-31', { facts: [fixed] }))).toEqual([]);
  });
});

describe('people', () => {
  it('SEV-C-1: a young specialist of one year is one for two years more', () => {
    const entered = fact('EnteredMenteeBase', '2021-09-01', {
      ...{ participantId: id(4), categories: ['YOUNG_SPECIALIST'] as const, experienceYears: 1 },
    });
    expect(of('young-specialist-ends', lines('SEV', '2023-08-20', { facts: [entered] }))).toEqual([
      '2023-09-01 UPCOMING',
    ]);
    const anew = fact('EnteredMenteeBase', '2023-08-25', {
      participantId: id(4),
      categories: ['TRANSFERRED'],
    });
    expect(of('young-specialist-ends', lines('SEV', '2023-08-26', { facts: [entered, anew] }))).toEqual([
      '2023-09-01 SETTLED',
    ]);
  });
  it('IZO-2-08: a route ends on its day, as revised', () => {
    const route = { participantId: id(4), routeId: id(44) };
    const facts = [
      fact('IndividualRouteDesigned', '2022-09-01', { ...route, until: '2026-08-31' }),
      fact('IndividualRouteRevised', '2025-09-01', { ...route, until: '2027-08-31' }),
    ];
    expect(of('individual-route-ends', lines('IZO', '2027-08-31', { facts }))).toEqual(['2027-08-31 DUE']);
    expect(of('individual-route-ends', lines('S62', '2027-08-31', { facts }))).toEqual([]);
  });
  it('KIL-2.1.1-04: monitoring by the days of the introduction act', () => {
    const order = fact('OrderIssued', '2022-01-10', {
      ...{ orderId: id(40), kind: 'INTRODUCTION' as const, monitoringOn: ['2022-05-20', '2022-12-20'] },
    });
    const done = fact('CampaignConsolidated', '2022-05-18', { campaignId: id(9) });
    expect(of('introduction-monitoring', lines('KIL', '2022-12-20', { facts: [order, done] }))).toEqual([
      '2022-05-20 SETTLED',
      '2022-12-20 DUE',
    ]);
  });
  it('KIL-1.7-01: the model runs out on its last day', () => {
    const closed = fact('StageClosed', '2024-12-30', { stage: 'RESULTATIVE' });
    expect(of('model-expires', lines('KIL', '2025-01-01'))).toEqual(['2024-12-31 OVERDUE']);
    expect(of('model-expires', lines('KIL', '2025-01-01', { facts: [closed] }))).toEqual([
      '2024-12-31 SETTLED',
    ]);
  });
});

describe('clocks of federal law over personal data', () => {
  const withdrawn = (purpose: 'PERSONAL_DATA' | 'DISTRIBUTION' = 'PERSONAL_DATA'): Fact =>
    fact('ConsentWithdrawn', '2021-03-01', {
      ...{ consentId: id(200), participantId: id(4), purpose },
      deadlines: [
        { duty: 'STOP_PROCESSING', by: '2021-03-16', source: 'ч. 5.1 ст. 21 152-ФЗ' },
        { duty: 'DESTROY', by: '2021-03-31', source: 'ч. 5 ст. 21 152-ФЗ' },
      ],
    });
  const on = '2021-04-01';
  const duty = { sourceId: id(200), participantId: id(4) };

  it('a withdrawal shows until processing is stopped and the data are destroyed', () => {
    const open = lines('S62', on, { facts: [withdrawn()] });
    expect(of('processing-stopped', open)).toEqual(['2021-03-16 OVERDUE']);
    expect(of('data-destroyed', open)).toEqual(['2021-03-31 OVERDUE']);
    expect(open.find(({ cadence }) => cadence === 'data-destroyed')).toMatchObject({
      ...{ level: 'CONSENT', clauses: [], source: 'ч. 5 ст. 21 152-ФЗ', participantId: id(4) },
    });
    const stopped = fact('DataDutyDischarged', '2021-03-10', { ...duty, duty: 'STOP_PROCESSING' });
    const erased = fact('PersonalDataErased', '2021-03-20', { participantId: id(4) });
    const done = lines('S62', on, { facts: [withdrawn(), stopped, erased] });
    expect(of('processing-stopped', done)).toEqual(['2021-03-16 SETTLED']);
    expect(of('data-destroyed', done)).toEqual(['2021-03-31 SETTLED']);
    // The act about another person settles nothing.
    const another = fact('PersonalDataErased', '2021-03-20', { participantId: id(5) });
    expect(of('data-destroyed', lines('S62', on, { facts: [withdrawn(), another] }))).toEqual([
      '2021-03-31 OVERDUE',
    ]);
  });
  it('put off, it shows by its new day and under the same id', () => {
    const later = fact('DataDutyPostponed', '2021-03-10', {
      ...{ ...duty, duty: 'STOP_PROCESSING', by: '2021-04-05', source: 'ч. 5.1 ст. 21 152-ФЗ' },
    });
    const [before, after] = [[withdrawn()], [withdrawn(), later]].map((facts) =>
      lines('S62', on, { facts }).find(({ cadence }) => cadence === 'processing-stopped'),
    );
    expect(after).toMatchObject({ id: before?.id, due: '2021-04-05', status: 'UPCOMING' });
  });
  it('a lawful ground to keep the data settles, and shows before its end', () => {
    const ground = fact('RetentionGroundRecorded', '2021-03-10', {
      ...{ groundId: id(301), participantId: id(4), law: 'ст. 22.1 125-ФЗ', until: '2026-03-10' },
    });
    const kept = lines('S62', on, { facts: [withdrawn(), ground] });
    expect(of('data-destroyed', kept)).toEqual(['2021-03-31 SETTLED']);
    expect(of('retention-ends', kept)).toEqual([]);
    const ending = lines('S62', '2026-03-01', { facts: [withdrawn(), ground] });
    expect(ending.filter(({ cadence }) => cadence === 'retention-ends')).toMatchObject([
      { due: '2026-03-10', status: 'UPCOMING', source: 'ст. 22.1 125-ФЗ' },
    ]);
    const erased = fact('PersonalDataErased', '2026-03-09', { participantId: id(4) });
    expect(
      of('retention-ends', lines('S62', '2026-03-11', { facts: [withdrawn(), ground, erased] })),
    ).toEqual(['2026-03-10 SETTLED']);
  });
  it('what names somebody who no longer agrees to it is taken down within three working days', () => {
    const published = fact('MaterialPublished', '2021-02-10', {
      materialId: id(7),
      freeAccess: true,
      namedIds: [id(4)],
    });
    const other = fact('MaterialPublished', '2021-02-10', {
      materialId: id(8),
      freeAccess: true,
      namedIds: [id(5)],
    });
    const facts = [published, other, withdrawn('DISTRIBUTION')];
    expect(of('material-taken-down', lines('S62', on, { facts }))).toEqual(['2021-03-04 OVERDUE']);
    const down = fact('MaterialWithdrawn', '2021-03-03', { materialId: id(7) });
    expect(of('material-taken-down', lines('S62', on, { facts: [...facts, down] }))).toEqual([
      '2021-03-04 SETTLED',
    ]);
    expect(of('material-taken-down', lines('S62', on, { facts: [published, withdrawn()] }))).toEqual([]);
  });
  it('a consent that runs out is followed by another', () => {
    const given = (consentId: number, day: IsoDate, validUntil?: IsoDate): Fact =>
      fact('ConsentGiven', day, {
        ...{ consentId: id(consentId), participantId: id(4), purpose: 'PARTICIPATION' as const },
        ...(validUntil === undefined ? {} : { validUntil }),
      });
    const first = given(200, '2021-01-11', '2021-12-31');
    expect(of('consent-expires', lines('S62', '2021-12-20', { facts: [first] }))).toEqual([
      '2021-12-31 UPCOMING',
    ]);
    const facts = [first, given(201, '2021-12-19')];
    expect(of('consent-expires', lines('S62', '2021-12-20', { facts }))).toEqual(['2021-12-31 SETTLED']);
  });
});
