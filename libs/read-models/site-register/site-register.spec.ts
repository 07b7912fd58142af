/** Sections, materials and information resources of organisations: counts by rubric, the last renewal, and who has no section yet. */
import { streamOf } from '@nastavnik/domain';
import {
  BANK_MATERIAL,
  beginning,
  BOARD_MATERIAL,
  COMMUNITY,
  Ledger,
  MUNICIPALITY,
  OTHER_SCHOOL,
  SCHOOL,
  shared,
  TEACHER,
  tell,
} from '../read-models.testing';
import { parse } from '../register';
import { SiteMaterialsQuery, type SiteRegisterQuestion, SiteRegisterQuery } from './site-register';

describe('sites', () => {
  let ledger: Ledger;
  let query: SiteRegisterQuery;
  beforeAll(async () => {
    ledger = await Ledger.open();
    query = new SiteRegisterQuery(ledger.postgres);
    await ledger.tell(beginning, shared);
  });
  afterAll(() => ledger.close());

  const find = async (question: Partial<SiteRegisterQuestion> = {}) =>
    parse(await query.find({ organisationId: MUNICIPALITY, ...question })).items;
  const ids = async (question: Partial<SiteRegisterQuestion> = {}) =>
    (await find(question)).map(({ organisationId }) => organisationId);
  const materials = async (more: object) =>
    parse(await new SiteMaterialsQuery(ledger.postgres).find({ organisationId: SCHOOL, ...more })).items.map(
      ({ materialId }) => materialId,
    );

  it('show the section, counts by rubric and kind, resources, and the last renewal', async () => {
    expect(await find({ organisationId: SCHOOL })).toEqual([
      {
        ...{ organisationId: SCHOOL, level: 'SCHOOL', name: 'МОУ СОШ № 62', updatedOn: '2021-05-14' },
        section: { title: 'Наши наставники', url: 'https://x.example/mentors', since: '2021-05-01' },
        materials: {
          ...{ total: 2, freeAccess: 1, byRubric: { METHODICAL_BANK: 1, HONOUR_BOARD: 1 } },
          byKind: { METHODICAL: 2 },
        },
        resources: [
          {
            ...{ resourceId: COMMUNITY, kind: 'SOCIAL_COMMUNITY', title: 'Наставники' },
            ...{ place: 'https://x.example/c', since: '2021-05-13', updatedOn: '2021-05-14' },
          },
        ],
      },
    ]);
  });
  it('materials in free access are told from the rest', async () => {
    expect(await materials({ freeAccess: true })).toEqual([BANK_MATERIAL]);
    expect(await materials({ freeAccess: false })).toEqual([BOARD_MATERIAL]);
  });
  it('S62-11-07: the honour board is read with whom it names', async () => {
    expect(await materials({ rubric: 'HONOUR_BOARD' })).toEqual([BOARD_MATERIAL]);
    const [entry] = parse(
      await new SiteMaterialsQuery(ledger.postgres).find({ organisationId: SCHOOL, rubric: 'HONOUR_BOARD' }),
    ).items;
    expect(entry).toMatchObject({ namedIds: [TEACHER], since: '2021-05-11' });
    expect(await materials({ kind: 'NEWS' })).toEqual([]);
  });
  it('SEV-IV-5b: a municipality sees which of its schools has no section, and the share of those that have', async () => {
    expect(await query.coverage(MUNICIPALITY)).toEqual({ schools: 2, withSection: 1, percent: 50 });
    expect(await ids({ hasSection: false })).toEqual(expect.arrayContaining([OTHER_SCHOOL, MUNICIPALITY]));
    expect(await ids({ hasSection: true })).toEqual([SCHOOL]);
    await ledger.tell([
      tell(streamOf.site(OTHER_SCHOOL), 'SiteSectionOpened', '2021-06-01', {
        ...{ organisationId: OTHER_SCHOOL, title: 'Развитие наставничества', url: 'https://y.example' },
      }),
    ]);
    expect(await query.coverage(MUNICIPALITY)).toEqual({ schools: 2, withSection: 2, percent: 100 });
  });
  it('SEV-IV-5a: tell who has renewed nothing since a day', async () => {
    expect(await ids({ updatedBefore: '2021-05-20' })).toEqual(
      expect.arrayContaining([SCHOOL, MUNICIPALITY]),
    );
    expect(await ids({ updatedBefore: '2021-05-14' })).toEqual([MUNICIPALITY]);
  });
  it('what was taken down or closed stands no longer', async () => {
    const site = streamOf.site(SCHOOL);
    await ledger.tell([
      tell(site, 'MaterialWithdrawn', '2021-07-01', {
        ...{ organisationId: SCHOOL, materialId: BOARD_MATERIAL, reason: 'CONSENT_WITHDRAWN' },
      }),
      tell(site, 'InfoResourceClosed', '2021-07-02', { organisationId: SCHOOL, resourceId: COMMUNITY }),
      tell(site, 'SiteSectionChanged', '2021-07-03', {
        ...{ organisationId: SCHOOL, title: 'Наши наставники', url: 'https://z.example' },
      }),
    ]);
    expect(await materials({ rubric: 'HONOUR_BOARD' })).toEqual([]);
    expect(await find({ organisationId: SCHOOL })).toMatchObject([
      {
        ...{ resources: [], updatedOn: '2021-07-03', materials: { total: 1 } },
        section: { url: 'https://z.example', since: '2021-05-01' },
      },
    ]);
  });
});
