/** The facts that deadlines are computed from: a row for each act of an organisation, by its day, of a campaign for each school too. */
import { streamOf } from '@nastavnik/domain';
import { beginning, Ledger, MUNICIPALITY, OTHER_SCHOOL, SCHOOL, tell } from '../read-models.testing';
import { DeadlineFactsQuery } from './deadline-radar';

const CAMPAIGN = '00000000-0000-4000-8000-000000000700';

describe('facts of deadlines', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await Ledger.open();
    await ledger.tell(beginning, [
      tell(streamOf.campaign(CAMPAIGN), 'CampaignOpened', '2021-11-01', {
        ...{
          campaignId: CAMPAIGN,
          organisationId: MUNICIPALITY,
          kind: 'INTERIM',
          year: 2021,
          onRequest: false,
        },
        ...{ window: { from: '2021-11-01', until: '2021-11-20' }, snapshotOn: '2021-11-01' },
        ...{ indicatorSet: { version: 1, indicators: [] }, schoolIds: [SCHOOL, OTHER_SCHOOL] },
      }),
      tell(streamOf.campaign(CAMPAIGN), 'MonitoringSubmitted', '2021-11-10', {
        ...{ campaignId: CAMPAIGN, organisationId: MUNICIPALITY, schoolId: SCHOOL },
        ...{ version: 1, late: false, counted: [], stated: [] },
      }),
    ]);
  });
  afterAll(() => ledger.close());
  const find = async (organisationId: string, on: string) =>
    (await new DeadlineFactsQuery(ledger.postgres).find(organisationId, on)).map(
      (fact) => `${fact.kind} ${fact.organisationId}`,
    );

  it('a school has its own, and what it needs of its municipality; not those of its neighbour', async () => {
    const facts = await find(OTHER_SCHOOL, '2021-12-31');
    expect(facts).toEqual(
      expect.arrayContaining([
        `SchoolRegistered ${OTHER_SCHOOL}`,
        `MunicipalityRegistered ${MUNICIPALITY}`,
        `CampaignOpened ${OTHER_SCHOOL}`,
      ]),
    );
    expect(facts.filter((fact) => fact.endsWith(SCHOOL))).toEqual([]);
  });
  it('a municipality has its schools’; a submission is the school’s', async () => {
    const facts = await find(MUNICIPALITY, '2021-12-31');
    expect(facts.filter((fact) => fact.startsWith('CampaignOpened')).sort()).toEqual(
      [MUNICIPALITY, SCHOOL, OTHER_SCHOOL].map((id) => `CampaignOpened ${id}`).sort(),
    );
    expect(facts).toContain(`MonitoringSubmitted ${SCHOOL}`);
  });
  it('counts by the day an act takes effect', async () => {
    expect(await find(SCHOOL, '2021-11-09')).not.toContain(`MonitoringSubmitted ${SCHOOL}`);
    expect(await find(SCHOOL, '2020-01-01')).toEqual([]);
  });
  it('knows every municipality', async () => {
    expect(await new DeadlineFactsQuery(ledger.postgres).municipalities()).toEqual([MUNICIPALITY]);
  });
});
