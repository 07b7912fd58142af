/** An organisation's monitoring: opened, submitted by each school, consolidated, analysed and sent (SEV-IV-3, SEV-IV-6, IZO-4.1-07). */
import fc from 'fast-check';
import { given } from '../../kernel/given.testing';
import { clauseIds, everyHistory, id, mostly, s62, stamp, TODAY, underRegulation } from '../domain.testing';
import type { Indicator, Measure, MonitoringRecipient } from '../vocabulary';
import { campaign, type CampaignCommand, type CampaignEvidence, type CampaignProfile } from './campaign';
import { campaignStoredTypes } from './campaign.codec';
import type { AnalyseCampaign, OpenCampaign, SubmitMonitoring } from './campaign.commands';
import type { CampaignEvent, Figure } from './campaign.events';

const TOWN = id(700);
const [FIRST, SECOND, ELSEWHERE] = [id(62), id(63), id(64)];
const of = (effectiveOn: string, organisationId = TOWN) => ({
  campaignId: id(900),
  organisationId,
  effectiveOn,
});
type DataOf<Type extends CampaignCommand['type']> = Extract<CampaignCommand, { readonly type: Type }>['data'];
const act = <Type extends CampaignCommand['type']>(
  type: Type,
  data: DataOf<Type>,
  role = 'municipal-specialist',
) =>
  ({ type, data, stamp: { ...stamp, actor: { ...stamp.actor, role } } }) as Extract<
    CampaignCommand,
    { type: Type }
  >;

const criterion: Indicator = { code: 'MEETINGS', aspect: 'PROCESS', title: 'Регулярность встреч' };
const open = (over: Partial<OpenCampaign['data']> = {}, role?: string) =>
  act(
    'OpenCampaign',
    {
      ...of('2021-10-20', over.organisationId),
      ...{ kind: 'ANNUAL', year: 2021, window: { from: '2021-11-01', until: '2021-11-20' } },
      ...{ snapshotOn: '2021-11-01', criteria: [criterion], setVersion: 1, onRequest: false },
      schoolIds: [FIRST, SECOND],
      ...over,
    },
    role,
  );
const share = (numerator: number, denominator: number): Measure => ({
  kind: 'SHARE',
  numerator,
  denominator,
});
const level: Measure = { kind: 'LEVEL', level: 'HIGH' };
const FIGURES: readonly Figure[] = [
  { indicator: 'MEETINGS', value: level },
  { indicator: 'ORG_TEACHER_COVERAGE', value: share(9, 20) },
  { indicator: 'ORG_SUPPORTED', part: 'YOUNG_SPECIALISTS', value: share(2, 3) },
  { indicator: 'ORG_SUPPORTED', part: 'NEW_HIRES', value: share(0, 0) },
];
const counted = {
  ...{ indicator: 'ORG_TEACHER_COVERAGE', value: share(9, 20) },
  countedFrom: { list: 'pair-register', position: '1234' },
} as const;
const submit = (on = '2021-11-10', school = FIRST, over: Partial<SubmitMonitoring['data']> = {}) =>
  act('SubmitMonitoring', { ...of(on, school), counted: [], stated: FIGURES, ...over }, 'director');
const accept = (on = '2021-11-12', schoolId = FIRST, version = 1) =>
  act('AcceptSubmission', { ...of(on), schoolId, version });
const giveBack = (on = '2021-11-12', schoolId = FIRST, version = 1) =>
  act('ReturnSubmission', {
    ...of(on),
    schoolId,
    version,
    faults: [{ indicator: 'MEETINGS', fault: 'UNCLEAR' }],
  });
const consolidate = (on = '2021-11-25') => act('ConsolidateCampaign', of(on));
const analyse = (over: Partial<AnalyseCampaign['data']> = {}, role?: string) =>
  act(
    'AnalyseCampaign',
    {
      ...of('2021-12-01', over.organisationId),
      deficits: [
        { type: 'NORMATIVE', found: 0 },
        { type: 'PROFESSIONAL', found: 2 },
        { type: 'METHODICAL', found: 7 },
      ],
      ...{ needs: ['Курсы по конструированию урока'], problemZones: ['Наставников меньше, чем просят'] },
      recommendations: [
        {
          organisationId: FIRST,
          measure: 'Курсы повышения квалификации',
          answers: ['METHODICAL', 'PROFESSIONAL'],
        },
      ],
      ...{ bestPractices: [], contributors: [] },
      ...over,
    },
    role,
  );
const send = (recipient: MonitoringRecipient, on = '2021-12-05', organisationId = TOWN) =>
  act('SendCampaign', { ...of(on, organisationId), recipient });
const confirm = (recipient: MonitoringRecipient, on = '2021-12-06') =>
  act('ConfirmReceipt', { ...of(on), recipient, reference: 'вх. 17' });

const sev: CampaignProfile = underRegulation('SEV');
const inTown = (profile: CampaignProfile = sev): CampaignEvidence => ({
  ...{ profile, today: TODAY, municipalityOf: { [FIRST]: TOWN, [SECOND]: TOWN, [ELSEWHERE]: id(701) } },
  organisation: { organisationId: TOWN, level: 'MUNICIPALITY' },
});
const inSchool = (school = FIRST, profile: CampaignProfile = sev): CampaignEvidence => ({
  ...inTown(profile),
  organisation: { organisationId: school, level: 'SCHOOL', introducedFrom: '2021-01-15' },
});

/** Decides acts one after another; each on its own organisation's evidence. */
const after = (
  acts: readonly CampaignCommand[],
  profile: CampaignProfile = sev,
  level: 'SCHOOL' | 'MUNICIPALITY' = 'MUNICIPALITY',
): readonly CampaignEvent[] =>
  acts.reduce<readonly CampaignEvent[]>(
    (history, command) => [
      ...history,
      ...given(campaign, ...history)
        .when(
          command,
          command.type === 'SubmitMonitoring' || level === 'SCHOOL'
            ? inSchool(command.data.organisationId, profile)
            : inTown(profile),
        )
        .then({}),
    ],
    [],
  );
const everyoneIn = [open(), submit(), submit('2021-11-11', SECOND), accept(), accept('2021-11-13', SECOND)];

describe('opening', () => {
  it('SEV-I-1, SEV-III-1: asks for what the regulation names and for criteria of the organisation, in one versioned set', () => {
    const [event] = given(campaign).when(open(), inTown()).then({ type: 'CampaignOpened' });
    expect(event).toMatchObject({ data: { indicatorSet: { version: 1 }, schoolIds: [FIRST, SECOND] } });
    const { indicators } = (event as Extract<CampaignEvent, { type: 'CampaignOpened' }>).data.indicatorSet;
    expect(indicators.map(({ code }) => code)).toEqual(['ORG_TEACHER_COVERAGE', 'ORG_SUPPORTED', 'MEETINGS']);
  });
  it('SEV-IV-3: «на основе разработанных критериев»: not without criteria', () => {
    const [reason] = given(campaign)
      .when(open({ criteria: [] }), inTown())
      .thenRefused('campaign-criteria-developed');
    expect(clauseIds([reason!])).toEqual(['SEV-IV-3']);
    given(campaign)
      .when(open({ criteria: [] }, 'methodist'), inTown(underRegulation('IZO')))
      .then({ type: 'CampaignOpened' });
  });
  it('IZO-6.1.1-05: own indicators only where the list is open', () => {
    const izo = inTown(underRegulation('IZO'));
    given(campaign).when(open({}, 'methodist'), izo).then({ type: 'CampaignOpened' });
    given(campaign)
      .when(open({ criteria: [{ ...criterion, aspect: 'IMPACT' }] }, 'methodist'), izo)
      .thenRefused('campaign-criteria-of-open-lists');
  });
  it('IZO-4.3-03: at the municipality the methodical cabinet collects', () => {
    const izo = inTown(underRegulation('IZO'));
    const [reason] = given(campaign).when(open(), izo).thenRefused('campaign-by-monitoring-actor');
    expect(clauseIds([reason!])).toContain('IZO-4.3-03');
    given(campaign).when(open({}, 'methodist'), izo).then({ type: 'CampaignOpened' });
  });
  it.each(['municipal-specialist', 'methodist'])('SEV-RM-M4a: «УО, РЦО»: %s', (role) => {
    const [event] = given(campaign)
      .when(open({ kind: 'INTERIM' }, role), inTown())
      .then({ type: 'CampaignOpened' });
    expect(clauseIds(event!.data.basis.rules)).toContain('SEV-RM-M4a');
    given(campaign)
      .when(open({ kind: 'INTERIM' }, 'auditor'), inTown())
      .thenRefused('campaign-by-monitoring-actor');
  });
  it('SEV-RM-M4a: «ноябрь, далее – ежегодно или по запросу»; SEV-RM-F1: the final one in November 2024 alone', () => {
    const may = { kind: 'INTERIM' as const, window: { from: '2021-12-01', until: '2021-12-20' } };
    const [reason] = given(campaign).when(open(may), inTown()).thenRefused('campaign-in-its-month');
    expect(clauseIds([reason!])).toContain('SEV-RM-M4a');
    given(campaign)
      .when(open({ ...may, onRequest: true }), inTown())
      .then({ type: 'CampaignOpened' });
    const [early] = given(campaign)
      .when(open({ kind: 'FINAL', onRequest: true }), inTown())
      .thenRefused('campaign-in-its-month');
    expect(clauseIds([early!])).toContain('SEV-RM-F1');
    const window = { from: '2024-11-01', until: '2024-11-20' };
    given(campaign)
      .when(open({ kind: 'FINAL', year: 2024, window, snapshotOn: '2024-11-01' }), inTown())
      .then({ type: 'CampaignOpened', data: { kind: 'FINAL', year: 2024 } });
    given(campaign)
      .when(open({ ...may, kind: 'ANNUAL' }), inTown())
      .then({ type: 'CampaignOpened' });
  });
  it('SEV-RM-M4b: a school monitors itself in November, in another month on request only, by its own people', () => {
    const own = { organisationId: FIRST, schoolIds: [], kind: 'INTERIM' as const };
    const december = { window: { from: '2021-12-01', until: '2021-12-20' } };
    given(campaign).when(open(own, 'director'), inSchool()).then({ type: 'CampaignOpened' });
    for (const [more, role, rule] of [
      [december, 'director', 'campaign-in-its-month'],
      [{}, 'mentor', 'campaign-by-monitoring-actor'],
    ] as const) {
      const [reason] = given(campaign)
        .when(open({ ...own, ...more }, role), inSchool())
        .thenRefused(rule);
      expect(clauseIds([reason!])).toContain('SEV-RM-M4b');
    }
    given(campaign)
      .when(open({ ...own, ...december, onRequest: true }, 'director'), inSchool())
      .then({ type: 'CampaignOpened' });
  });
  it('KIL-6.2-6, IZO-4.1-08: «проводит внутренний мониторинг»: a school of itself, by those it has for it', () => {
    for (const [code, clause] of [
      ['KIL', 'KIL-6.2-6'],
      ['IZO', 'IZO-4.1-08'],
    ] as const) {
      const evidence = inSchool(FIRST, underRegulation(code));
      const inner = open({ organisationId: FIRST, schoolIds: [] }, 'director');
      const [event] = given(campaign)
        .when(inner, evidence)
        .then({ type: 'CampaignOpened', data: { schoolIds: [FIRST] } });
      expect(clauseIds(event!.data.basis.rules)).toContain(clause);
      const [reason] = given(campaign)
        .when(open({ organisationId: FIRST, schoolIds: [] }, 'mentor'), evidence)
        .thenRefused('campaign-by-monitoring-actor');
      expect(clauseIds([reason!])).toContain(clause);
    }
  });
  it('names schools of the municipality, each once', () => {
    for (const schoolIds of [[], [FIRST, ELSEWHERE], [FIRST, FIRST], [id(5)]]) {
      given(campaign).when(open({ schoolIds }), inTown()).thenRefused('campaign-schools-of-organisation');
    }
  });
  it('has a window, a snapshot within the year, each code once', () => {
    for (const over of [
      { window: { from: '2021-11-20', until: '2021-11-01' } },
      { window: { from: '2021-10-01', until: '2021-10-10' } },
      { snapshotOn: '2021-12-01' },
      { snapshotOn: '2020-11-01' },
      { criteria: [criterion, criterion] },
    ]) {
      given(campaign).when(open(over), inTown()).thenRefused('campaign-whole');
    }
  });
  it('rests on an order where the regulation asks for one, and on the right one wherever it cites one', () => {
    const byOrder = {
      ...sev,
      parameters: {
        ...sev.parameters,
        monitoringByOrder: { ...sev.parameters.monitoringByOrder, value: true },
      },
    };
    const order = { orderId: id(41), organisationId: TOWN, kind: 'MONITORING', issuedOn: '2021-10-01' };
    given(campaign).when(open(), inTown(byOrder)).thenRefused('campaign-by-order');
    given(campaign)
      .when(open({ orderId: id(41) }), { ...inTown(byOrder), order })
      .then({ type: 'CampaignOpened', data: { orderId: id(41) } });
    given(campaign)
      .when(open({ orderId: id(41) }), { ...inTown(), order: { ...order, kind: 'PAIRS' } })
      .thenRefused('campaign-by-order');
  });
  it('happens once, and not in the future', () => {
    given(campaign, ...after([open()]))
      .when(open(), inTown())
      .thenRefused('campaign-opened-once');
    given(campaign)
      .when(
        open({
          effectiveOn: '2022-01-01',
          window: { from: '2022-01-01', until: '2022-01-31' },
          year: 2022,
          snapshotOn: '2022-01-01',
        }),
        inTown(),
      )
      .thenRefused('not-in-future');
    given(campaign).when(submit(), inSchool()).thenRefused('campaign-known');
  });
});

describe('submission', () => {
  const opened = after([open()]);

  it('keeps counted figures apart from stated ones, with the list and the position they were counted at', () => {
    const stated = FIGURES.filter(({ indicator }) => indicator !== counted.indicator);
    given(campaign, ...opened)
      .when(submit('2021-11-10', FIRST, { counted: [counted], stated }), inSchool())
      .then({ type: 'MonitoringSubmitted', data: { version: 1, late: false, counted: [counted], stated } });
    const [reason] = given(campaign, ...opened)
      .when(submit('2021-11-10', FIRST, { counted: [counted] }), inSchool())
      .thenRefused('submission-covers-indicators');
    expect(reason!.missing).toEqual([{ kind: 'indicator', subject: 'ORG_TEACHER_COVERAGE' }]);
  });
  it.each([
    ['SEV-I-1', 'ORG_TEACHER_COVERAGE', undefined],
    ['SEV-III-1', 'ORG_SUPPORTED', 'YOUNG_SPECIALISTS'],
    ['SEV-III-1', 'ORG_SUPPORTED', 'NEW_HIRES'],
    ['SEV-IV-3', 'MEETINGS', undefined],
  ])('%s: %s %s is told', (clause, indicator, part) => {
    const stated = FIGURES.filter((figure) => figure.indicator !== indicator || figure.part !== part);
    const [reason] = given(campaign, ...opened)
      .when(submit('2021-11-10', FIRST, { stated }), inSchool())
      .thenRefused('submission-covers-indicators');
    expect(clauseIds([reason!])).toEqual([clause]);
    expect(reason!.missing[0]).toMatchObject({ kind: 'indicator', subject: indicator });
  });
  it.each([
    ['IZO', 'IZO-5-02', 'ORG_RETAINED'],
    ['KIL', 'KIL-6.4.1-04', 'ORG_STUDENT_INVOLVEMENT'],
    ['KIL', 'KIL-7.4-1', 'PROC_PROGRAMME'],
    ['KIL', 'KIL-7.4-2', 'PROC_PROJECTS'],
    ['KIL', 'KIL-7.4-3', 'PROC_EXAMS_PASSED'],
    ['KIL', 'KIL-7.4-4', 'PROC_ACADEMIC_DYNAMICS'],
    ['KIL', 'KIL-7.4-5', 'PROC_OLYMPIADS'],
  ] as const)('%s, %s: %s is asked of the school', (regulation, clause, code) => {
    const profile = underRegulation(regulation);
    const inner = open({ organisationId: FIRST, schoolIds: [] }, 'director');
    const history = after([inner], profile, 'SCHOOL');
    const asked = (history[0] as Extract<CampaignEvent, { type: 'CampaignOpened' }>).data.indicatorSet
      .indicators;
    const stated = asked.flatMap(({ code: indicator, parts, measure = 'LEVEL' }): Figure[] => {
      const value = {
        LEVEL: level,
        SHARE: share(1, 2),
        NUMBER: level,
        CHANGE: { kind: 'CHANGE', before: 3, after: 4, unit: 'чел.' } as const,
      }[measure];
      return parts === undefined ? [{ indicator, value }] : parts.map((part) => ({ indicator, part, value }));
    });
    const evidence = inSchool(FIRST, profile);
    given(campaign, ...history)
      .when(submit('2021-11-10', FIRST, { stated }), evidence)
      .then({ type: 'MonitoringSubmitted' });
    const [reason] = given(campaign, ...history)
      .when(
        submit('2021-11-10', FIRST, { stated: stated.filter(({ indicator }) => indicator !== code) }),
        evidence,
      )
      .thenRefused('submission-covers-indicators');
    expect(clauseIds([reason!])).toEqual([clause]);
  });
  it('is measured as the set says: a share has a numerator and a denominator', () => {
    const wrong = (value: Measure) =>
      submit('2021-11-10', FIRST, {
        stated: FIGURES.map((one) => (one.indicator === 'ORG_TEACHER_COVERAGE' ? { ...one, value } : one)),
      });
    given(campaign, ...opened)
      .when(wrong(level), inSchool())
      .thenRefused('submission-covers-indicators');
    given(campaign, ...opened)
      .when(wrong(share(21, 20)), inSchool())
      .thenRefused('submission-values-possible');
  });
  it('does not speak of what nobody asked', () =>
    void given(campaign, ...opened)
      .when(
        submit('2021-11-10', FIRST, { stated: [...FIGURES, { indicator: 'MARKS', value: level }] }),
        inSchool(),
      )
      .thenRefused('submission-covers-indicators'));
  it('not before the window opens, and not after it', () => {
    given(campaign, ...opened)
      .when(submit('2021-10-31'), inSchool())
      .thenRefused('campaign-window-open');
    given(campaign, ...opened)
      .when(submit('2021-11-20'), inSchool())
      .then({ data: { late: false } });
    given(campaign, ...opened)
      .when(submit('2021-11-21'), inSchool())
      .thenRefused('campaign-window-open');
  });
  it('only of a school that is asked', () =>
    void given(campaign, ...opened)
      .when(submit('2021-11-10', ELSEWHERE), inSchool(ELSEWHERE))
      .thenRefused('campaign-asks-this-school'));
  it('returned with reasons, it is submitted again as the next version; answered once, to the last', () => {
    const submitted = [...opened, ...after([open(), submit()]).slice(1)];
    given(campaign, ...submitted)
      .when(submit('2021-11-11'), inSchool())
      .thenRefused('submission-answered-first');
    given(campaign, ...submitted)
      .when({ ...giveBack(), data: { ...giveBack().data, faults: [] } }, inTown())
      .thenRefused('submission-returned-with-reasons');
    const returned = after([open(), submit(), giveBack()]);
    given(campaign, ...returned)
      .when(giveBack(), inTown())
      .thenNothing();
    given(campaign, ...returned)
      .when(accept('2021-11-13'), inTown())
      .thenRefused('submission-is-the-last');
    given(campaign, ...returned)
      .when(submit('2021-11-14'), inSchool())
      .then({ data: { version: 2 } });
    const again = after([open(), submit(), giveBack(), submit('2021-11-14')]);
    given(campaign, ...again)
      .when(accept('2021-11-15'), inTown())
      .thenRefused('submission-is-the-last');
    given(campaign, ...again)
      .when(accept('2021-11-13', FIRST, 2), inTown())
      .thenRefused('campaign-acts-in-order-of-time');
    const accepted = after([
      open(),
      submit(),
      giveBack(),
      submit('2021-11-14'),
      accept('2021-11-15', FIRST, 2),
    ]);
    given(campaign, ...accepted)
      .when(submit('2021-11-16'), inSchool())
      .thenRefused('submission-answered-first');
    given(campaign, ...accepted)
      .when(accept('2021-11-15', FIRST, 2), inTown())
      .thenNothing();
    const elsewhere = {
      ...inTown(),
      organisation: { organisationId: id(701), level: 'MUNICIPALITY' as const },
    };
    given(campaign, ...submitted)
      .when({ ...accept(), data: { ...accept().data, organisationId: id(701) } }, elsewhere)
      .thenRefused('campaign-of-this-organisation');
  });
});

describe('consolidation', () => {
  const oneMissing = after([open(), submit(), accept()]);

  it('SEV-IV-3, SEV-V-1.2: «охват – 100 %»: the yearly one is refused without a school, which it names', () => {
    const [reason] = given(campaign, ...oneMissing)
      .when(consolidate(), inTown())
      .thenRefused('annual-monitoring-covers-organisations');
    expect(clauseIds([reason!])).toEqual(['SEV-IV-3', 'SEV-V-1.2']);
    expect(reason!.missing).toEqual([{ kind: 'submission', subject: SECOND }]);
    const [event] = given(campaign, ...after(everyoneIn))
      .when(consolidate(), inTown())
      .then({ type: 'CampaignConsolidated', data: { missing: [] } });
    expect(clauseIds(event!.data.basis.rules)).toEqual(['SEV-IV-3', 'SEV-V-1.2']);
  });
  it('IZO-4.3-03: where no coverage is prescribed, whoever is overdue is named, once the window is over', () => {
    const silent = {
      ...sev,
      parameters: {
        ...sev.parameters,
        annualMonitoringCoverage: { ...sev.parameters.annualMonitoringCoverage, value: null },
      },
    };
    given(campaign, ...oneMissing)
      .when(consolidate('2021-11-20'), inTown(silent))
      .thenRefused('campaign-everyone-heard');
    given(campaign, ...oneMissing)
      .when(consolidate('2021-11-21'), inTown(silent))
      .then({ data: { missing: [SECOND], accepted: [{ schoolId: FIRST, version: 1 }] } });
    given(campaign, ...after([open(), submit(), accept(), submit('2021-11-19', SECOND)]))
      .when(consolidate(), inTown(silent))
      .thenRefused('campaign-everyone-heard');
  });
  it('SEV-I-1: sums shares by numerator and denominator, and says whether 50 % of teachers are reached', () => {
    const [event] = given(campaign, ...after(everyoneIn))
      .when(consolidate(), inTown())
      .then({});
    const { totals } = (event as Extract<CampaignEvent, { type: 'CampaignConsolidated' }>).data;
    expect(totals).toEqual([
      {
        indicator: 'ORG_TEACHER_COVERAGE',
        schools: 2,
        value: share(18, 40),
        target: { atLeastPercent: 50, met: false },
      },
      { indicator: 'ORG_SUPPORTED', part: 'YOUNG_SPECIALISTS', schools: 2, value: share(4, 6) },
      { indicator: 'ORG_SUPPORTED', part: 'NEW_HIRES', schools: 2, value: share(0, 0) },
      { indicator: 'MEETINGS', schools: 2, value: { kind: 'LEVELS', count: { HIGH: 2 } } },
    ]);
    const better = FIGURES.map((one) =>
      one.indicator === 'ORG_TEACHER_COVERAGE' ? { ...one, value: share(11, 20) } : one,
    );
    const [reached] = given(
      campaign,
      ...after([
        open(),
        submit('2021-11-10', FIRST, { stated: better }),
        submit('2021-11-11', SECOND),
        accept(),
        accept('2021-11-13', SECOND),
      ]),
    )
      .when(consolidate(), inTown())
      .then({});
    expect((reached as typeof event)!.data).toMatchObject({
      totals: [{ target: { met: true } }, {}, {}, {}],
    });
  });
  it('happens once, and closes the door for submissions', () => {
    const summed = after([...everyoneIn, consolidate()]);
    given(campaign, ...summed)
      .when(consolidate(), inTown())
      .thenNothing();
    given(campaign, ...summed)
      .when(submit('2021-11-26'), inSchool())
      .thenRefused('campaign-open');
    given(campaign, ...summed)
      .when(giveBack('2021-11-26'), inTown())
      .thenRefused('campaign-open');
  });
});

describe('analysis', () => {
  const summed = after([...everyoneIn, consolidate()]);

  it('SEV-IV-6: «на основе результатов мониторинга»: not before consolidation, and once', () => {
    const [early] = given(campaign, ...after(everyoneIn))
      .when(analyse(), inTown())
      .thenRefused('analysis-after-consolidation');
    expect(clauseIds([early!])).toContain('SEV-IV-6');
    given(campaign, ...summed)
      .when(analyse(), inTown())
      .then({ type: 'CampaignAnalysed', data: { campaignId: id(900), organisationId: TOWN, year: 2021 } });
    given(campaign, ...after([...everyoneIn, consolidate(), analyse()]))
      .when(analyse(), inTown())
      .thenRefused('analysis-after-consolidation');
  });
  it.each(['deficits', 'needs', 'problemZones', 'recommendations'] as const)(
    'SEV-IV-6, SEV-V-1.2: says the %s',
    (part) => {
      const reasons = given(campaign, ...summed)
        .when(analyse({ [part]: [] }), inTown())
        .thenRefused(
          'analysis-says-what-it-must',
          ...(part === 'deficits' || part === 'recommendations' ? ['deficits-followed-by-measures'] : []),
        );
      expect(clauseIds([reasons[0]!])).toEqual(['SEV-IV-6', 'SEV-V-1.2']);
      expect(reasons[0]!.missing).toHaveLength(1);
    },
  );
  it('SEV-III-4: every kind of deficit is monitored, and what was found is answered by a measure', () => {
    const { deficits } = analyse().data;
    const [unlooked] = given(campaign, ...summed)
      .when(analyse({ deficits: deficits.slice(1) }), inTown())
      .thenRefused('deficits-followed-by-measures');
    expect(unlooked!.missing).toEqual([{ kind: 'deficit', detail: { type: 'NORMATIVE' } }]);
    expect(clauseIds([unlooked!])).toEqual(['SEV-III-4']);
    const [unanswered] = given(campaign, ...summed)
      .when(
        analyse({
          recommendations: [{ organisationId: FIRST, measure: 'Семинар', answers: ['METHODICAL'] }],
        }),
        inTown(),
      )
      .thenRefused('deficits-followed-by-measures');
    expect(unanswered!.missing).toEqual([{ kind: 'measure', detail: { type: 'PROFESSIONAL' } }]);
  });
  it('recommendations are addressed to organisations of the campaign', () =>
    void given(campaign, ...summed)
      .when(
        analyse({
          recommendations: [
            { organisationId: ELSEWHERE, measure: 'Семинар', answers: ['METHODICAL', 'PROFESSIONAL'] },
          ],
        }),
        inTown(),
      )
      .thenRefused('recommendations-addressed'));
  it('SEV-RM-F2: the final one generalises best practices', () => {
    const final = summed.map((event) =>
      event.type === 'CampaignOpened' ? { ...event, data: { ...event.data, kind: 'FINAL' as const } } : event,
    );
    const [reason] = given(campaign, ...final)
      .when(analyse(), inTown())
      .thenRefused('final-analysis-says-what-it-must');
    expect(clauseIds([reason!])).toEqual(['SEV-RM-F2']);
    const [event] = given(campaign, ...final)
      .when(analyse({ bestPractices: ['Пары «учитель – учитель»'] }), inTown())
      .then({ type: 'CampaignAnalysed' });
    expect(clauseIds(event!.data.basis.rules)).toEqual(expect.arrayContaining(['SEV-RM-F2', 'SEV-RM-F1']));
  });

  /** A school's own campaign that has been summed up; figures are told by the set. */
  const ofSchool = (code: string, kind: 'FINAL' | 'INTERIM' = 'FINAL'): readonly CampaignEvent[] => {
    const basis = { rules: [], evidence: {} };
    const self = of('2021-11-25', FIRST);
    return [
      {
        type: 'CampaignOpened',
        data: {
          ...open({ organisationId: FIRST, schoolIds: [FIRST], kind }).data,
          indicatorSet: { version: 1, indicators: [criterion] },
          basis,
        },
      },
      {
        type: 'CampaignConsolidated',
        data: { ...self, year: 2021, accepted: [], missing: [FIRST], totals: [], basis },
      },
    ];
  };
  it('KIL-6.4.1-07, MR-CUR-03: the final report is the curator’s', () => {
    for (const [code, clause] of [
      ['KIL', 'KIL-6.4.1-07'],
      ['MR', 'MR-CUR-03'],
    ] as const) {
      const evidence = inSchool(FIRST, underRegulation(code));
      const report = (role: string) => analyse({ organisationId: FIRST }, role);
      const [reason] = given(campaign, ...ofSchool(code))
        .when(report('director'), evidence)
        .thenRefused('final-report-by-its-author');
      expect(clauseIds([reason!])).toContain(clause);
      given(campaign, ...ofSchool(code))
        .when(report('curator'), evidence)
        .then({ type: 'CampaignAnalysed' });
      given(campaign, ...ofSchool(code, 'INTERIM'))
        .when(report('director'), evidence)
        .then({ type: 'CampaignAnalysed' });
    }
    given(campaign, ...ofSchool('S62'))
      .when(analyse({ organisationId: FIRST }, 'director'), inSchool(FIRST, s62))
      .then({ type: 'CampaignAnalysed' });
  });
  it('MR-MO-10: the council takes part where the text has it among those who monitor', () => {
    const withCouncil = analyse({ organisationId: FIRST, contributors: ['COUNCIL'] }, 'curator');
    const [event] = given(campaign, ...ofSchool('MR'))
      .when(withCouncil, inSchool(FIRST, underRegulation('MR')))
      .then({ type: 'CampaignAnalysed', data: { contributors: ['COUNCIL'] } });
    expect(clauseIds(event!.data.basis.rules)).toContain('MR-MO-10');
    given(campaign, ...ofSchool('S62'))
      .when(withCouncil, inSchool(FIRST, s62))
      .thenRefused('monitoring-contributors-named');
  });

  it.each([
    ['IZO', 'IZO-4.1-07', 'CNPPM', 'REGION'],
    ['IZO', 'IZO-4.3-03', 'METHOD_CABINET', 'REGION'],
    ['KIL', 'KIL-1.1-02', 'REGION', 'CNPPM'],
  ] as const)('%s, %s: a school sends its results to %s, not to %s', (code, clause, named, other) => {
    const evidence = inSchool(FIRST, underRegulation(code));
    const [event] = given(campaign, ...ofSchool(code))
      .when(send(named, '2021-12-05', FIRST), evidence)
      .then({ type: 'CampaignSent', data: { recipient: named } });
    expect(clauseIds(event!.data.basis.rules)).toContain(clause);
    const [reason] = given(campaign, ...ofSchool(code))
      .when(send(other, '2021-12-05', FIRST), evidence)
      .thenRefused('results-to-named-recipient');
    expect(clauseIds([reason!])).toContain(clause);
    expect(reason!.missing[0]!.detail).toMatchObject({ named: expect.arrayContaining([named]) as unknown });
  });
  it('a regulation that names no recipient forbids none', () =>
    void given(campaign, ...ofSchool('S62'))
      .when(send('REGION', '2021-12-05', FIRST), inSchool(FIRST, s62))
      .then({ type: 'CampaignSent' }));
});

describe('sending', () => {
  const summed = after([...everyoneIn, consolidate()]);
  it('after consolidation, to each recipient once; received only when sent', () => {
    given(campaign, ...after(everyoneIn))
      .when(send('METHOD_CABINET'), inTown())
      .thenRefused('campaign-consolidated-before-sending');
    given(campaign, ...summed)
      .when(confirm('METHOD_CABINET'), inTown())
      .thenRefused('campaign-sent-before-receipt');
    const sent = after([...everyoneIn, consolidate(), send('METHOD_CABINET')]);
    given(campaign, ...sent)
      .when(send('METHOD_CABINET'), inTown())
      .thenNothing();
    given(campaign, ...sent)
      .when(confirm('METHOD_CABINET', '2021-12-04'), inTown())
      .thenRefused('campaign-acts-in-order-of-time');
    given(campaign, ...sent)
      .when(confirm('METHOD_CABINET'), inTown())
      .then({ type: 'CampaignReceiptConfirmed', data: { reference: 'вх. 17' } });
    given(
      campaign,
      ...after([...everyoneIn, consolidate(), send('METHOD_CABINET'), confirm('METHOD_CABINET')]),
    )
      .when(confirm('METHOD_CABINET'), inTown())
      .thenNothing();
  });
});

it('no accepted history loses a version, sums up what is not accepted, or analyses what is not summed up', () => {
  const day = fc
    .integer({ min: 0, max: 35 })
    .map((days) => new Date(Date.UTC(2021, 10, 11 + days)).toISOString().slice(0, 10));
  const school = fc.constantFrom(FIRST, SECOND);
  const version = fc.constantFrom(1, 1, 2, 3);
  const acts: fc.Arbitrary<readonly [CampaignCommand, CampaignEvidence]> = fc
    .tuple(day, school, version, mostly)
    .chain(([on, one, number, whole]) =>
      fc.constantFrom<readonly [CampaignCommand, CampaignEvidence]>(
        [submit(on, one, whole ? {} : { stated: FIGURES.slice(1) }), inSchool(one)],
        [submit(on, one), inSchool(one)],
        [accept(on, one, number), inTown()],
        [accept(on, one, number), inTown()],
        [giveBack(on, one, number), inTown()],
        [consolidate(on), inTown()],
        [analyse({ effectiveOn: on }), inTown()],
        [send('MUNICIPALITY', on), inTown()],
        [confirm('MUNICIPALITY', on), inTown()],
      ),
    );
  everyHistory({
    decider: campaign,
    storedTypes: campaignStoredTypes,
    acts,
    first: [
      [open(), inTown()],
      [submit('2021-11-10', FIRST), inSchool(FIRST)],
      [submit('2021-11-10', SECOND), inSchool(SECOND)],
      [accept('2021-11-10', FIRST), inTown()],
    ],
    atLeast: 600,
    holds: (history) => {
      const events = history.flatMap((one) => one.events);
      for (const id of [FIRST, SECOND]) {
        const versions = events.flatMap((event) =>
          event.type === 'MonitoringSubmitted' && event.data.schoolId === id ? [event.data.version] : [],
        );
        expect(versions).toEqual(versions.map((_, index) => index + 1));
      }
      const at = (type: CampaignEvent['type']) => events.findIndex((event) => event.type === type);
      const consolidated = at('CampaignConsolidated');
      for (const type of ['CampaignAnalysed', 'CampaignSent'] as const) {
        expect(at(type) < 0 || (consolidated >= 0 && consolidated < at(type))).toBe(true);
      }
      for (const event of events.slice(consolidated < 0 ? events.length : consolidated)) {
        expect(['MonitoringSubmitted', 'SubmissionReturned', 'SubmissionAccepted']).not.toContain(event.type);
      }
      const summed = events[consolidated];
      if (summed?.type === 'CampaignConsolidated') expect(summed.data.missing).toEqual([]);
    },
  });
});
