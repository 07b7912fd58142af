/** The register of campaigns says who has submitted what in which version, who is overdue or not asked, and what came of it. */
import { streamOf } from '@nastavnik/domain';
import { beginning, Ledger, MUNICIPALITY, OTHER_SCHOOL, SCHOOL, tell } from '../read-models.testing';
import { parse } from '../register';
import { CampaignQuery, CampaignRegisterQuery } from './campaign-register';

const CAMPAIGN = '00000000-0000-4000-8000-000000000720';
const of = { campaignId: CAMPAIGN, organisationId: MUNICIPALITY };
const stream = streamOf.campaign(CAMPAIGN);
const figure = { indicator: 'MEETINGS', value: { kind: 'SHARE', numerator: 1, denominator: 2 } } as const;
const opened = tell(stream, 'CampaignOpened', '2021-10-20', {
  ...{ ...of, kind: 'ANNUAL', year: 2021, snapshotOn: '2021-11-01', schoolIds: [SCHOOL], onRequest: false },
  window: { from: '2021-11-01', until: '2021-11-20' },
  indicatorSet: { version: 3, indicators: [{ code: 'MEETINGS', aspect: 'PROCESS', title: 'Встречи' }] },
});
const submitted = (version: number, on: string, late = false) =>
  tell(stream, 'MonitoringSubmitted', on, {
    ...{ ...of, schoolId: SCHOOL, version, late, stated: [figure] },
    counted: [{ ...figure, part: 'A', countedFrom: { list: 'pair-register', position: '12' } }],
  });

describe('the register of campaigns', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, [opened]);
  });
  afterAll(() => ledger.close());

  const find = async (organisationId: string, on = '2021-11-25') =>
    parse(await new CampaignRegisterQuery(ledger.postgres).find({ organisationId, on })).items;
  const [asked, other] = [SCHOOL, OTHER_SCHOOL];

  it('IZO-4.3-03: names who has not submitted, overdue once the window is over, and who is not asked', async () => {
    const [entry] = await find(MUNICIPALITY);
    expect(entry).toMatchObject({
      ...{ campaignId: CAMPAIGN, status: 'OPEN', year: 2021, indicatorSetVersion: 3 },
      coverage: { asked: 1, accepted: 0 },
      schools: [{ schoolId: asked, status: 'NOT_SUBMITTED', version: 0, late: false, overdue: true }],
      notAsked: [{ schoolId: other }],
    });
    const [within] = await find(MUNICIPALITY, '2021-11-20');
    expect(within!.schools[0]!.overdue).toBe(false);
    expect(await find(OTHER_SCHOOL)).toEqual([]);
  });
  it('IZO-4.3-03: whoever was reminded is overdue again when the term that the reminder gave is over', async () => {
    const at = async (on: string) => (await find(MUNICIPALITY, on))[0]!.schools[0];
    await ledger.tell([
      tell(stream, 'SchoolReminded', '2021-11-21', {
        ...of,
        schoolId: SCHOOL,
        version: 0,
        until: '2021-11-24',
      }),
    ]);
    expect(await at('2021-11-24')).toMatchObject({
      ...{ overdue: false, reminded: { on: '2021-11-21', until: '2021-11-24' } },
    });
    expect(await at('2021-11-25')).toMatchObject({ overdue: true });
  });
  it('keeps every version with its answer, the figures counted apart from those stated', async () => {
    await ledger.tell([
      submitted(1, '2021-11-10'),
      tell(stream, 'SubmissionReturned', '2021-11-12', {
        ...{ ...of, schoolId: SCHOOL, version: 1, faults: [{ indicator: 'MEETINGS', fault: 'UNCLEAR' }] },
      }),
      submitted(2, '2021-11-22', true),
      tell(stream, 'SubmissionAccepted', '2021-11-23', { ...of, schoolId: SCHOOL, version: 2 }),
    ]);
    const [entry] = await find(SCHOOL);
    expect(entry!.schools).toMatchObject([{ status: 'ACCEPTED', version: 2, late: true, overdue: false }]);
    expect(entry!.notAsked).toEqual([]);
    const question = { campaignId: CAMPAIGN, organisationId: MUNICIPALITY, on: '2021-11-25' };
    const detail = parse((await new CampaignQuery(ledger.postgres).find(question))!);
    expect(detail.submissions[SCHOOL]).toMatchObject([
      { version: 1, status: 'RETURNED', faults: [{ fault: 'UNCLEAR' }], late: false },
      { version: 2, status: 'ACCEPTED', late: true, counted: [{ countedFrom: { position: '12' } }] },
    ]);
    const asked = async (organisationId: string) =>
      new CampaignQuery(ledger.postgres).find({ ...question, organisationId });
    const own = parse((await asked(SCHOOL))!);
    expect(own.submissions[SCHOOL]).toEqual(detail.submissions[SCHOOL]);
    expect(own).toMatchObject({ totals: null, analysis: null, schools: [{ schoolId: SCHOOL }] });
    expect(await asked(OTHER_SCHOOL)).toBeUndefined();
  });
  it('tells what was summed up, analysed, sent and received', async () => {
    await ledger.tell([
      tell(stream, 'CampaignConsolidated', '2021-11-25', {
        ...{ ...of, year: 2021, accepted: [{ schoolId: SCHOOL, version: 2 }], missing: [], totals: [] },
      }),
      tell(stream, 'CampaignAnalysed', '2021-12-01', {
        ...{ ...of, year: 2021, deficits: [], needs: [], problemZones: ['Мало наставников'] },
        ...{ recommendations: [], bestPractices: [], contributors: [] },
      }),
      tell(stream, 'CampaignSent', '2021-12-05', { ...of, year: 2021, recipient: 'REGION' }),
      tell(stream, 'CampaignReceiptConfirmed', '2021-12-06', { ...of, recipient: 'REGION', reference: '17' }),
    ]);
    expect((await find(MUNICIPALITY))[0]).toMatchObject({
      ...{ status: 'ANALYSED', consolidatedOn: '2021-11-25', analysedOn: '2021-12-01' },
      coverage: { asked: 1, accepted: 1 },
      recipients: [{ recipient: 'REGION', sentOn: '2021-12-05', confirmedOn: '2021-12-06', reference: '17' }],
    });
  });
});
