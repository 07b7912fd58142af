/** Campaigns on sets of indicators: fixed by version, entered and computed, reminded once, summed up as ratios of sums. */
import { given } from '../../kernel/given.testing';
import { id, stamp, TODAY, underRegulation } from '../domain.testing';
import { R145, SEVERSK_TARGETS, type CountValue, type IndicatorSetDefinition } from '../vocabulary';
import { campaign, type CampaignCommand, type CampaignEvidence } from './campaign';
import type { OpenCampaign, SubmitMonitoring } from './campaign.commands';
import type { CampaignEvent } from './campaign.events';

const TOWN = id(700);
const [FIRST, SECOND] = [id(62), id(63)];
const SET: IndicatorSetDefinition = {
  ...{ code: 'OWN', version: 2, title: 'Показатели округа', source: { document: 'Приказ', verified: true } },
  fields: [
    { code: 'YOUNG_ALL', title: 'Всего молодых специалистов', kind: 'NUMBER' },
    { code: 'SITE', title: 'Раздел на сайте', kind: 'LINK', optional: true },
  ],
  references: [{ code: 'POPULATION', title: 'Дети', unit: 'чел.' }],
  indicators: [
    {
      ...{ code: 'YOUNG_COVERED', title: 'Молодые специалисты с наставником', aspect: 'IMPACT', unit: '%' },
      ...{ year: 'CALENDAR', level: 'SCHOOL', source: { document: 'Приказ', verified: true } },
      numerator: { count: 'YOUNG_SPECIALISTS_MENTORED' },
      denominator: { field: 'YOUNG_ALL' },
      targets: [{ year: 2021, atLeast: 50 }],
    },
    {
      ...{ code: 'CHILDREN', title: 'Дети в программах', aspect: 'IMPACT', unit: '%', year: 'CALENDAR' },
      ...{ level: 'MUNICIPALITY', source: { document: 'Приказ', verified: true } },
      numerator: { count: 'STUDENT_MENTEES_10_19' },
      denominator: { reference: 'POPULATION' },
    },
  ],
};
const of = (effectiveOn: string, organisationId = TOWN) => ({
  campaignId: id(900),
  organisationId,
  effectiveOn,
});
const as = (role: string) => ({ ...stamp, actor: { ...stamp.actor, role } });
const open = (over: Partial<OpenCampaign['data']> = {}): OpenCampaign => ({
  type: 'OpenCampaign',
  data: {
    ...{ ...of('2021-10-20'), kind: 'INTERIM', year: 2021, snapshotOn: '2021-11-01', onRequest: false },
    ...{ window: { from: '2021-11-01', until: '2021-11-20' }, criteria: [], setVersion: 1 },
    ...{ schoolIds: [FIRST, SECOND], sets: [{ code: 'OWN', version: 2 }] },
    ...over,
  },
  stamp: as('methodist'),
});
const submit = (
  on = '2021-11-10',
  school = FIRST,
  over: Partial<SubmitMonitoring['data']> = {},
): SubmitMonitoring => ({
  type: 'SubmitMonitoring',
  data: {
    ...{ ...of(on, school), counted: [], stated: [], entered: [{ field: 'YOUNG_ALL', number: 4 }] },
    ...over,
  },
  stamp: as('director'),
});
const accept = (schoolId: string, on = '2021-11-15', version = 1): CampaignCommand => ({
  type: 'AcceptSubmission',
  data: { ...of(on), schoolId, version },
  stamp: as('methodist'),
});
const giveBack = (on = '2021-11-12'): CampaignCommand => ({
  type: 'ReturnSubmission',
  data: {
    ...{ ...of(on), schoolId: FIRST, version: 1 },
    faults: [{ indicator: 'YOUNG_COVERED', fault: 'UNCLEAR' }],
  },
  stamp: as('methodist'),
});
const remind = (on = '2021-11-22', until = '2021-11-26'): CampaignCommand => ({
  type: 'RemindSchools',
  data: { ...of(on), until },
  stamp: as('methodist'),
});
const consolidate = (on = '2021-12-01'): CampaignCommand => ({
  type: 'ConsolidateCampaign',
  data: of(on),
  stamp: as('methodist'),
});

/** The methodical cabinet of Izobilny collects; the document asks for no set of its own here. */
const izo = underRegulation('IZO');
const silent = {
  ...izo,
  parameters: {
    ...izo.parameters,
    indicators: { ...izo.parameters.indicators, value: [] },
    organisationIndicators: { ...izo.parameters.organisationIndicators, value: [] },
  },
};
const inTown = (over: Partial<CampaignEvidence> = {}): CampaignEvidence => ({
  ...{ profile: silent, today: TODAY, municipalityOf: { [FIRST]: TOWN, [SECOND]: TOWN }, sets: [SET] },
  organisation: { organisationId: TOWN, level: 'MUNICIPALITY' },
  ...over,
});
const counts = (mentored: number): readonly CountValue[] => [
  { count: 'YOUNG_SPECIALISTS_MENTORED', value: mentored },
  { count: 'STUDENT_MENTEES_10_19', year: 'CALENDAR', value: 10 },
];
const inSchool = (school = FIRST, mentored = 3): CampaignEvidence => ({
  ...inTown(),
  organisation: { organisationId: school, level: 'SCHOOL', introducedFrom: '2021-01-15' },
  counts: { position: '1234', values: counts(mentored) },
});
const after = (...commands: readonly CampaignCommand[]): readonly CampaignEvent[] =>
  commands.reduce<readonly CampaignEvent[]>(
    (history, command) => [
      ...history,
      ...given(campaign, ...history)
        .when(command, command.type === 'SubmitMonitoring' ? inSchool(command.data.organisationId) : inTown())
        .then({}),
    ],
    [],
  );
const dataOf = <Type extends CampaignEvent['type']>(event: CampaignEvent | undefined, type: Type) => {
  if (event?.type !== type) throw new Error(`${type} is expected`);
  return event.data as Extract<CampaignEvent, { readonly type: Type }>['data'];
};

describe('opening on sets', () => {
  it('SEV-IV-3: the version of a set is fixed in the campaign, whole', () => {
    const [event] = given(campaign).when(open(), inTown()).then({ type: 'CampaignOpened' });
    expect(dataOf(event, 'CampaignOpened').indicatorSet.sets).toEqual([SET]);
  });
  it('a version that is not there is refused by its code', () => {
    const [reason] = given(campaign)
      .when(open({ sets: [{ code: 'OWN', version: 3 }] }), inTown())
      .thenRefused('campaign-set-known');
    expect(reason!.missing).toEqual([{ kind: 'set', subject: 'OWN', detail: { version: 3 } }]);
  });
  it('sets that share a code are refused: a figure would mean two things', () => {
    const sets = [SET, { ...SET, code: 'OTHER', version: 1 }];
    const both = open({ sets: sets.map(({ code, version }) => ({ code, version })) });
    given(campaign).when(both, inTown({ sets })).thenRefused('campaign-set-codes-once');
    const apart = [SET, SEVERSK_TARGETS, R145];
    given(campaign)
      .when(open({ sets: apart.map(({ code, version }) => ({ code, version })) }), inTown({ sets: apart }))
      .then({ type: 'CampaignOpened' });
  });
});

describe('a submission', () => {
  const opened = after(open());
  const sent = (over: Partial<SubmitMonitoring['data']>) => submit('2021-11-10', FIRST, over);

  it('keeps what was counted, with the position and the day, what was entered, and what came of both', () => {
    const [event] = given(campaign, ...opened)
      .when(submit(), inSchool())
      .then({ type: 'MonitoringSubmitted' });
    expect(dataOf(event, 'MonitoringSubmitted')).toMatchObject({
      counts: { position: '1234', on: '2021-11-01', values: counts(3) },
      entered: [{ field: 'YOUNG_ALL', number: 4 }],
      computed: [
        { indicator: 'YOUNG_COVERED', numerator: 3, denominator: 4, value: 75 },
        {
          indicator: 'CHILDREN',
          numerator: 10,
          value: null,
          noData: { why: 'NO_REFERENCE', about: 'POPULATION' },
        },
      ],
    });
  });
  it.each<[string, SubmitMonitoring['data']['entered']]>([
    ['a field is left out', []],
    [
      'a field is entered twice',
      [
        { field: 'YOUNG_ALL', number: 4 },
        { field: 'YOUNG_ALL', number: 4 },
      ],
    ],
    ['a number is below zero', [{ field: 'YOUNG_ALL', number: -1 }]],
    ['a link stands for a number', [{ field: 'YOUNG_ALL', link: 'https://example.org' }]],
    [
      'a link is none',
      [
        { field: 'YOUNG_ALL', number: 4 },
        { field: 'SITE', link: 'на сайте' },
      ],
    ],
    [
      'a field is nobody’s',
      [
        { field: 'YOUNG_ALL', number: 4 },
        { field: 'MARKS', number: 5 },
      ],
    ],
  ])('is refused when %s', (_, entered = []) => {
    given(campaign, ...opened)
      .when(sent({ entered }), inSchool())
      .thenRefused('submission-fields-entered');
  });
  it('a figure that contradicts the events is refused, and says what the events say', () => {
    const stated = (numerator: number, denominator: number) =>
      sent({ stated: [{ indicator: 'YOUNG_COVERED', value: { kind: 'SHARE', numerator, denominator } }] });
    const [reason] = given(campaign, ...opened)
      .when(stated(4, 4), inSchool())
      .thenRefused('figure-agrees-with-events');
    expect(reason!.message.ru).toContain('по актам 3 из 4');
    expect(reason!.missing[0]).toMatchObject({ subject: 'YOUNG_COVERED', detail: { numerator: 3 } });
    const [event] = given(campaign, ...opened)
      .when(stated(3, 4), inSchool())
      .then({ type: 'MonitoringSubmitted' });
    expect(dataOf(event, 'MonitoringSubmitted').stated).toEqual([]);
  });
  it('an entered whole smaller than the part that events count is refused', () => {
    given(campaign, ...opened)
      .when(sent({ entered: [{ field: 'YOUNG_ALL', number: 2 }] }), inSchool())
      .thenRefused('figure-agrees-with-events');
  });
  it('comes within the window; later, when it was returned or a reminder gave a term', () => {
    given(campaign, ...opened)
      .when(submit('2021-11-21'), inSchool())
      .thenRefused('campaign-window-open');
    given(campaign, ...after(open(), submit(), giveBack()))
      .when(submit('2021-11-25'), inSchool())
      .then({ type: 'MonitoringSubmitted', data: { version: 2, late: true } });
    const reminded = after(open(), submit(), accept(FIRST), remind());
    given(campaign, ...reminded)
      .when(submit('2021-11-26', SECOND), inSchool(SECOND))
      .then({ type: 'MonitoringSubmitted', data: { late: true } });
    given(campaign, ...reminded)
      .when(submit('2021-11-27', SECOND), inSchool(SECOND))
      .thenRefused('campaign-window-open');
  });
  it('an accepted one does not change', () => {
    given(campaign, ...after(open(), submit(), accept(FIRST)))
      .when(submit('2021-11-16'), inSchool())
      .thenRefused('submission-answered-first');
  });
});

describe('IZO-4.3-03: reminders', () => {
  it('go to every school that is overdue, and not twice within the term they give', () => {
    const history = after(open(), submit(), accept(FIRST));
    const [event] = given(campaign, ...history)
      .when(remind(), inTown())
      .then({ type: 'SchoolReminded', data: { schoolId: SECOND, version: 0, until: '2021-11-26' } });
    expect(event).toBeDefined();
    const reminded = after(open(), submit(), accept(FIRST), remind());
    given(campaign, ...reminded)
      .when(remind(), inTown())
      .thenNothing();
    given(campaign, ...reminded)
      .when(remind('2021-11-26', '2021-11-30'), inTown())
      .thenNothing();
    given(campaign, ...reminded)
      .when(remind('2021-11-27', '2021-11-30'), inTown())
      .then({ type: 'SchoolReminded', data: { schoolId: SECOND, until: '2021-11-30' } });
  });
  it('to a school whose figures went back too', () =>
    void given(campaign, ...after(open(), submit(), giveBack(), submit('2021-11-13', SECOND)))
      .when(remind(), inTown())
      .then({ type: 'SchoolReminded', data: { schoolId: FIRST, version: 1 } }));
  it('not while the window is open, not when everybody has submitted, not for a day gone by, not by another', () => {
    given(campaign, ...after(open()))
      .when(remind('2021-11-20'), inTown())
      .thenRefused('campaign-somebody-overdue');
    given(campaign, ...after(open(), submit(), submit('2021-11-13', SECOND)))
      .when(remind(), inTown())
      .thenRefused('campaign-somebody-overdue');
    given(campaign, ...after(open()))
      .when(remind('2021-11-22', '2021-11-21'), inTown())
      .thenRefused('reminder-gives-a-term');
    const elsewhere = {
      ...remind(),
      data: { ...of('2021-11-22', FIRST), until: '2021-11-26' },
    } as CampaignCommand;
    given(campaign, ...after(open()))
      .when(elsewhere, inSchool())
      .thenRefused('campaign-of-this-organisation');
  });
  it('whoever has a term is waited for', () => {
    const history = after(open(), submit(), accept(FIRST), remind());
    given(campaign, ...history)
      .when(consolidate('2021-11-26'), inTown())
      .thenRefused('campaign-everyone-heard');
    given(campaign, ...history)
      .when(consolidate('2021-11-27'), inTown())
      .then({ type: 'CampaignConsolidated', data: { missing: [SECOND] } });
  });
});

describe('what the system of a recipient answers', () => {
  const sha256 = 'ab'.repeat(32);
  const sent = (on = '2021-12-02'): CampaignEvent => ({
    type: 'CampaignSent',
    data: {
      ...{ ...of(on), year: 2021, recipient: 'REGION', file: { sha256 } },
      basis: { profile: { organisationId: TOWN, version: 1 }, rules: [], evidence: {} },
    },
  });
  const answer = (more: object = {}, on = '2021-12-05'): CampaignCommand =>
    ({
      type: 'AcknowledgeReport',
      data: { ...of(on), recipient: 'REGION', sha256, outcome: 'ACCEPTED', number: '42-М', ...more },
      stamp: as('integration'),
    }) as CampaignCommand;
  const summedUp = after(open(), submit(), accept(FIRST), consolidate());
  const history = [...summedUp, sent()];
  const refused = { outcome: 'REFUSED', number: undefined, reason: 'Файл не открывается' };
  const answered = (...commands: readonly CampaignCommand[]) =>
    commands.reduce<readonly CampaignEvent[]>(
      (events, command) => [
        ...events,
        ...given(campaign, ...events)
          .when(command, inTown())
          .then({}),
      ],
      history,
    );

  it('closes the loop; the same answer twice changes nothing, another one is refused', () => {
    const accepted = answered(answer());
    expect(dataOf(accepted.at(-1), 'ReportAcknowledged')).toMatchObject({
      outcome: 'ACCEPTED',
      number: '42-М',
    });
    given(campaign, ...accepted)
      .when(answer({}, '2021-12-06'), inTown())
      .thenNothing();
    given(campaign, ...accepted)
      .when(answer(refused), inTown())
      .thenRefused('report-acknowledged-once');
    given(campaign, ...answered(answer(refused)), sent('2021-12-06'))
      .when(answer({}, '2021-12-07'), inTown())
      .then({ type: 'ReportAcknowledged' });
  });
  it('is to the file that was sent, and says a number or a reason; before anything was sent there is no answer', () => {
    given(campaign, ...history)
      .when(answer({ sha256: '00'.repeat(32) }), inTown())
      .thenRefused('acknowledged-file-is-the-sent');
    for (const lacking of [{ number: undefined }, { outcome: 'REFUSED' }])
      given(campaign, ...history)
        .when(answer(lacking), inTown())
        .thenRefused('acknowledgement-says-number-or-reason');
    given(campaign, ...summedUp)
      .when(answer(), inTown())
      .thenRefused('campaign-sent-before-receipt');
    given(campaign, ...after(open()))
      .when(answer(), inTown())
      .thenRefused('campaign-consolidated-before-sending');
  });
});

it('consolidation: a ratio of sums with the statistics of the municipality, beside the target of the year', () => {
  const second = submit('2021-11-11', SECOND, { entered: [{ field: 'YOUNG_ALL', number: 16 }] });
  const history = after(open(), submit(), second, accept(FIRST), accept(SECOND));
  const references = [{ reference: 'POPULATION', value: 200, asOn: '2021-01-01', source: 'Томскстат' }];
  const [event] = given(campaign, ...history)
    .when(consolidate(), inTown({ references }))
    .then({ type: 'CampaignConsolidated', data: { references } });
  expect(dataOf(event, 'CampaignConsolidated').computed).toEqual([
    {
      ...{ indicator: 'YOUNG_COVERED', numerator: 6, denominator: 20, value: 30, schools: 2 },
      target: { atLeast: 50, met: false },
    },
    { indicator: 'CHILDREN', numerator: 20, denominator: 200, value: 10, schools: 2 },
  ]);
});
